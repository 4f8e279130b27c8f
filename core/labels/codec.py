"""Label documents as text: what is stored, hashed and read back for a reprint.

The text is canonical (sorted keys, no spaces, whole numbers only), so that equal documents have equal text and one
SHA-256 names them. Reading is strict: a stored document that this version does not understand is refused, never
half drawn.
"""

import hashlib
import json
from collections.abc import Callable
from dataclasses import MISSING, fields
from functools import cache
from typing import get_args, get_origin, get_type_hints

from core.errors import Refused
from core.labels.document import (
    Align,
    Box,
    Code128,
    DataMatrix,
    Element,
    Fit,
    Gs1128,
    Image,
    LabelDocument,
    MaxiCode,
    Pdf417,
    QrCode,
    Rule,
    Text,
)

VERSION = 1
_KINDS: dict[str, type[Element]] = {
    "text": Text,
    "rule": Rule,
    "box": Box,
    "image": Image,
    "code128": Code128,
    "gs1_128": Gs1128,
    "data_matrix": DataMatrix,
    "pdf417": Pdf417,
    "maxicode": MaxiCode,
    "qr": QrCode,
}
_NAMES = {kind: name for name, kind in _KINDS.items()}
_SHARED: dict[Element, Element] = {}
_MOST_SHARED = 1024
_LIMIT_UM = 10**7


class DocumentUnreadable(Refused):
    """A stored label document that this version cannot draw. Fields: ``where``, ``version``."""

    code = "labels.document-unreadable"


def to_json(document: LabelDocument) -> str:
    """The one text of `document`: ASCII JSON with sorted keys."""
    record = {
        "version": document.version,
        "width_um": document.width_um,
        "height_um": document.height_um,
        "elements": [_plain(element) for element in document.elements],
    }
    return json.dumps(record, sort_keys=True, separators=(",", ":"), ensure_ascii=True)


def from_json(text: str) -> LabelDocument:
    """Read what `to_json` wrote.

    Raises:
        DocumentUnreadable: Not such a text, or of a newer version.
    """
    try:
        record = json.loads(text, parse_float=_no_float, parse_constant=_no_float)
    except (ValueError, RecursionError) as error:
        raise DocumentUnreadable(where="json", version=None) from error
    if not isinstance(record, dict) or not isinstance(record.get("elements"), list):
        raise DocumentUnreadable(where="document", version=None)
    version = record.get("version")
    if type(version) is not int or version != VERSION:
        raise DocumentUnreadable(where="version", version=version)
    return LabelDocument(
        width_um=_whole(record.get("width_um"), "width_um"),
        height_um=_whole(record.get("height_um"), "height_um"),
        elements=tuple(_element(item) for item in record["elements"]),
        version=VERSION,
    )


def document_hash(document: LabelDocument) -> str:
    """SHA-256 of the canonical text, 64 lower-case hex digits."""
    return hashlib.sha256(to_json(document).encode("ascii")).hexdigest()


@cache
def _shape(name: str) -> tuple[tuple[str, object, object], ...]:
    """Name, default and type of each field of a kind of element."""
    hints = get_type_hints(_KINDS[name])
    return tuple((field.name, field.default, hints[field.name]) for field in fields(_KINDS[name]))


def _plain(element: Element) -> dict[str, object]:
    name = _NAMES[type(element)]
    record: dict[str, object] = {"kind": name}
    for field, default, _ in _shape(name):
        value = getattr(element, field)
        if value != default:  # the defaults belong to VERSION: changing one raises it
            record[field] = _plain_value(value)
    return record


def _plain_value(value: object) -> object:
    if isinstance(value, (Align, Fit)):
        return value.value
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, tuple):
        return [_plain_value(part) for part in value]
    return value


def _element(item: object) -> Element:
    name = item.get("kind") if isinstance(item, dict) else None
    if not isinstance(item, dict) or not isinstance(name, str) or name not in _KINDS:
        raise DocumentUnreadable(where="kind", version=VERSION)
    values: dict[str, object] = {}
    for field, default, hint in _shape(name):
        if field in item:
            values[field] = _value(item[field], hint, field)
        elif default is MISSING:
            raise DocumentUnreadable(where=field, version=VERSION)
    if len(values) != len(item) - 1:
        raise DocumentUnreadable(where=name, version=VERSION)
    make: Callable[..., Element] = _KINDS[name]
    return _shared(make(**values))


def _shared(element: Element) -> Element:
    """The one object for equal elements: renderers recognise those that they drew before."""
    if len(_SHARED) >= _MOST_SHARED:
        _SHARED.clear()
    return _SHARED.setdefault(element, element)


def _value(value: object, hint: object, where: str) -> object:
    if hint is int:
        return _whole(value, where)
    if (hint is str or hint is bool) and type(value) is hint:
        return value
    if isinstance(value, str):
        return _of_text(value, hint, where)
    if get_origin(hint) is tuple and isinstance(value, list):
        inner = get_args(hint)[0]
        return tuple(_value(part, inner, where) for part in value)
    raise DocumentUnreadable(where=where, version=VERSION)


def _of_text(value: str, hint: object, where: str) -> object:
    try:
        if hint is Align:
            return Align(value)
        if hint is Fit:
            return Fit(value)
        if hint is bytes:
            return bytes.fromhex(value)
    except ValueError as error:
        raise DocumentUnreadable(where=where, version=VERSION) from error
    raise DocumentUnreadable(where=where, version=VERSION)


def _whole(value: object, where: str) -> int:
    if type(value) is not int or abs(value) > _LIMIT_UM:
        raise DocumentUnreadable(where=where, version=VERSION)
    return value


def _no_float(text: str) -> object:
    raise ValueError(text)
