"""Which column is which: fields in words, a first guess, and the mapping that is kept. No Qt here."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath
from types import MappingProxyType

from core.countries import fold
from core.i18n import Tr
from core.orders.layouts import layouts, split_unit
from core.orders.mapping import Look
from core.orders.plan import OwnMapping
from core.orders.records import Field
from ui.messages_base import Table, word
from ui.pages.orders.importing.rows import MappingDraft

FIELD_WORDS: Table = {
    "number": lambda tr: tr("Order number"),
    "name": lambda tr: tr("Recipient's name"),
    "first_name": lambda tr: tr("First name"),
    "last_name": lambda tr: tr("Last name"),
    "company": lambda tr: tr("Company"),
    "line1": lambda tr: tr("Street"),
    "line2": lambda tr: tr("Second street line"),
    "line3": lambda tr: tr("Third street line"),
    "city": lambda tr: tr("City"),
    "region": lambda tr: tr("State or province"),
    "postal": lambda tr: tr("Postal code"),
    "country": lambda tr: tr("Country"),
    "phone": lambda tr: tr("Phone"),
    "email": lambda tr: tr("Email"),
    "weight": lambda tr: tr("Weight"),
    "weight_unit": lambda tr: tr("Unit of the weight"),
    "length": lambda tr: tr("Length"),
    "width": lambda tr: tr("Width"),
    "height": lambda tr: tr("Height"),
    "dim_unit": lambda tr: tr("Unit of the size"),
    "service": lambda tr: tr("Service asked for"),
    "carrier": lambda tr: tr("Carrier asked for"),
    "sku": lambda tr: tr("Article code"),
    "item_name": lambda tr: tr("Article"),
    "quantity": lambda tr: tr("Quantity"),
    "unit_price": lambda tr: tr("Price of one"),
    "needs_shipping": lambda tr: tr("Needs shipping (yes or no)"),
    "total": lambda tr: tr("Order total"),
    "currency": lambda tr: tr("Currency"),
    "day": lambda tr: tr("Order day"),
    "notes": lambda tr: tr("Notes"),
}
RECIPIENT = (Field.NAME, Field.FIRST_NAME, Field.COMPANY, Field.LINE1, Field.CITY, Field.POSTAL)


@dataclass(frozen=True, slots=True)
class FieldLine:
    """One field of the mapping.

    Attributes:
        field: Which.
        text: Its name.
        heading: The column that is chosen, empty for none.
        samples: Up to three values of that column.
        is_missing: It is required and has no column yet.
    """

    field: Field
    text: str
    heading: str
    samples: tuple[str, ...]
    is_missing: bool


def guess(look: Look, name: str) -> MappingDraft:
    """A first mapping, by the names that headings usually have."""
    columns = look.heading.columns if look.heading is not None else ()
    generic = next(layout for layout in layouts() if layout.generic)
    found: dict[Field, str] = {}
    for field, names in generic.columns.items():
        for heading in columns:
            if heading not in found.values() and (fold(heading) in names or split_unit(heading)[0] in names):
                found.setdefault(field, heading)
    units = {field: split_unit(heading)[1] for field, heading in found.items()}
    return MappingDraft(
        source=PurePath(name).stem.strip()[:40] or "file",
        columns=MappingProxyType(found),
        weight_unit=units.get(Field.WEIGHT, ""),
        length_unit=units.get(Field.LENGTH, ""),
    )


def field_lines(tr: Tr, look: Look, draft: MappingDraft) -> tuple[FieldLine, ...]:
    """Every field with its column and samples."""
    lacking = missing(draft)
    return tuple(
        FieldLine(
            field, word(tr, FIELD_WORDS, field.value), draft.columns.get(field, ""),
            samples_of(look, draft.columns.get(field, "")), field in lacking,
        )
        for field in Field
    )  # fmt: skip


def samples_of(look: Look, heading: str) -> tuple[str, ...]:
    """Up to three values of a column."""
    columns = look.heading.columns if look.heading is not None else ()
    return next((found for name, found in zip(columns, look.samples, strict=True) if name == heading), ())


def missing(draft: MappingDraft) -> tuple[Field, ...]:
    """Required fields without a column: the number, and anything that says who or where."""
    lacking = [] if Field.NUMBER in draft.columns else [Field.NUMBER]
    if not any(field in draft.columns for field in RECIPIENT):
        lacking.append(Field.NAME)
    return tuple(lacking)


def with_column(draft: MappingDraft, field: Field, heading: str) -> MappingDraft:
    """The mapping with another column for `field`; a column has one meaning, so it leaves the field that had it."""
    columns = {one: text for one, text in draft.columns.items() if one is not field and text != heading}
    if heading:
        columns[field] = heading
    return MappingDraft(draft.source, MappingProxyType(columns), draft.weight_unit, draft.length_unit)


def own_mapping(look: Look, draft: MappingDraft) -> OwnMapping:
    """The mapping as it is kept."""
    return OwnMapping(
        fingerprint=look.fingerprint,
        source=draft.source.strip() or "file",
        columns=tuple(draft.columns.items()),
        weight_unit=draft.weight_unit,
        length_unit=draft.length_unit,
    )


def headings(look: Look) -> Sequence[str]:
    """The columns that can be chosen, each heading once, empty ones left out."""
    columns = look.heading.columns if look.heading is not None else ()
    return tuple(dict.fromkeys(heading for heading in columns if heading.strip()))
