"""Papers and labels, as data: `resources/media/*.toml`, one file each."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cache
from types import MappingProxyType

from core.errors import Refused
from core.resources import resource


class MediaKind(Enum):
    """How a label lies on the paper."""

    LABEL = "label"  # the label is the whole medium, cut or torn from a roll
    SHEET = "sheet"  # one label at its true size on a larger sheet


@dataclass(frozen=True, slots=True)
class Media:
    """A paper.

    Attributes:
        code: ``4x6``, ``letter``, ``a4``: what commands and settings use.
        name: For people.
        width_um: Across the feed.
        height_um: Along the feed.
        kind: Label or sheet.
        source: Where the size is from.
    """

    code: str
    name: str
    width_um: int
    height_um: int
    kind: MediaKind
    source: str


class UnknownMedia(Refused):
    """No such paper. Fields: ``media``, ``known``."""

    code = "labels.unknown-media"


def media(code: str) -> Media:
    """The paper called `code`.

    Raises:
        UnknownMedia: No file describes it.
    """
    found = all_media().get(code)
    if found is None:
        raise UnknownMedia(media=code, known=tuple(all_media()))
    return found


@cache
def all_media() -> Mapping[str, Media]:
    """Every paper by code, smallest first."""
    papers = [_read(path.read_text("utf-8")) for path in resource("media").glob("*.toml")]
    papers.sort(key=lambda paper: (paper.width_um * paper.height_um, paper.code))
    return MappingProxyType({paper.code: paper for paper in papers})


def _read(text: str) -> Media:
    record = tomllib.loads(text)
    return Media(
        code=record["code"],
        name=record["name"],
        width_um=record["width_um"],
        height_um=record["height_um"],
        kind=MediaKind(record["kind"]),
        source=record["source"],
    )
