"""From a heading to a plan: which column of this very file is which field."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from core.countries import fold
from core.orders.errors import ColumnsUnknown, MappingUnfit
from core.orders.layouts import (
    DateStyle,
    Layout,
    SkipRule,
    best_layout,
    heading_key,
    layouts,
    recognised,
    split_unit,
)
from core.orders.records import Field

_WEIGHTS = frozenset({Field.WEIGHT})
_LENGTHS = frozenset({Field.LENGTH, Field.WIDTH, Field.HEIGHT})
_WHO_AND_WHERE = (Field.NAME, Field.FIRST_NAME, Field.COMPANY, Field.LINE1, Field.CITY, Field.POSTAL)


@dataclass(frozen=True, slots=True)
class OwnMapping:
    """A mapping that an operator made for one shape of file, kept under the heading's fingerprint.

    Attributes:
        fingerprint: From `fingerprint_of`.
        source: The operator's name for the source, part of the orders' key.
        columns: Field and heading pairs; `Field.NOTES` may come more than once.
        weight_unit: For bare weights, may be empty.
        length_unit: For bare lengths, may be empty.
        dates: How days are written.
    """

    fingerprint: str
    source: str
    columns: tuple[tuple[Field, str], ...]
    weight_unit: str = ""
    length_unit: str = ""
    dates: tuple[DateStyle, ...] = (DateStyle.ISO, DateStyle.EITHER)


@dataclass(frozen=True, slots=True)
class Plan:
    """How to read the rows of one file.

    Attributes:
        layout: The layout that was recognised, or the generic one under an own mapping.
        source: Source id of the orders.
        width: Number of columns that a row must have.
        columns: Index of each field's column; `notes` are apart.
        notes: Indexes of all note columns.
        skips: Skip rules with the index of their column.
        weight_unit: Unit of bare weights, may be empty.
        length_unit: Unit of bare lengths, may be empty.
        recognised: How many columns are known.
        fingerprint: Of the heading.
        own: It comes from the operator's mapping.
    """

    layout: Layout
    source: str
    width: int
    columns: Mapping[Field, int]
    notes: tuple[int, ...]
    skips: tuple[tuple[SkipRule, int], ...]
    weight_unit: str
    length_unit: str
    recognised: int
    fingerprint: str
    own: bool

    def has_items(self) -> bool:
        """Whether the file speaks of the lines of an order at all."""
        return any(field in self.columns for field in (Field.SKU, Field.ITEM_NAME, Field.QUANTITY))

    def assumes_currency(self) -> bool:
        """Whether the file has amounts and does not say of which currency."""
        amounts = Field.TOTAL in self.columns or Field.UNIT_PRICE in self.columns
        return amounts and Field.CURRENCY not in self.columns

    def missing(self) -> tuple[Field, ...]:
        """Fields without which nothing can be imported: the order number, and any column of a recipient."""
        lacking = [] if Field.NUMBER in self.columns else [Field.NUMBER]
        if not any(field in self.columns for field in _WHO_AND_WHERE):
            lacking.append(Field.NAME)
        return tuple(lacking)


def fingerprint_of(header: Sequence[str]) -> str:
    """What tells one shape of file from another: the headings, in order, without case."""
    text = "\x1f".join(heading_key(cell) for cell in header)
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()


def plan_for(header: Sequence[str], own: OwnMapping | None = None) -> Plan:
    """The plan for a heading: by the operator's mapping where there is one, else by the best layout.

    Raises:
        ColumnsUnknown: No layout finds an order number and a recipient in it.
        MappingUnfit: `own` does not fit the heading.
    """
    if own is not None:
        return _own_plan(header, own)
    layout, count = best_layout(header)
    plan = _layout_plan(header, layout, count)
    if plan.missing():
        missing = [field.value for field in plan.missing()]
        raise ColumnsUnknown(columns=list(header), missing=missing, fingerprint=plan.fingerprint)
    return plan


def _layout_plan(header: Sequence[str], layout: Layout, count: int) -> Plan:
    keys = _first_of(fold(text) if layout.generic else heading_key(text) for text in header)
    headings = _first_of(heading_key(text) for text in header)
    units: dict[Field, str] = {}
    columns: dict[Field, int] = {}
    for field, names in layout.columns.items():
        index = next((keys[name] for name in names if name in keys), None)
        if index is None and layout.generic and field in _WEIGHTS | _LENGTHS:
            index, units[field] = _with_unit(header, names, "mg g kg oz lb" if field in _WEIGHTS else "mm cm in")
        if index is not None and index not in columns.values():
            columns[field] = index
    notes = tuple(keys[name] for name in layout.columns.get(Field.NOTES, ()) if name in keys)
    columns.pop(Field.NOTES, None)
    return Plan(
        layout=layout,
        source=layout.id,
        width=len(header),
        columns=columns,
        notes=notes,
        skips=tuple((rule, headings[rule.column]) for rule in layout.skips if rule.column in headings),
        weight_unit=units.get(Field.WEIGHT) or layout.weight_unit,
        length_unit=_common(units, _LENGTHS) or layout.length_unit,
        recognised=count,
        fingerprint=fingerprint_of(header),
        own=False,
    )


def _own_plan(header: Sequence[str], own: OwnMapping) -> Plan:
    keys = _first_of(heading_key(text) for text in header)
    absent = [heading for _field, heading in own.columns if heading_key(heading) not in keys]
    generic = next(layout for layout in layouts() if layout.generic)
    columns = {field: keys[heading_key(text)] for field, text in own.columns if heading_key(text) in keys}
    columns.pop(Field.NOTES, None)
    plan = Plan(
        layout=replace(generic, dates=own.dates),
        source=own.source,
        width=len(header),
        columns=columns,
        notes=tuple(keys[heading_key(t)] for f, t in own.columns if f is Field.NOTES and heading_key(t) in keys),
        skips=(),
        weight_unit=own.weight_unit,
        length_unit=own.length_unit,
        recognised=max(len(own.columns), recognised(generic, header)),
        fingerprint=fingerprint_of(header),
        own=True,
    )
    if absent or plan.missing():
        raise MappingUnfit(columns=absent, missing=[field.value for field in plan.missing()])
    return plan


def _first_of(keys: Iterable[str]) -> dict[str, int]:
    """Index of each heading; of two alike the first counts."""
    found: dict[str, int] = {}
    for index, key in enumerate(keys):
        found.setdefault(key, index)
    return found


def _with_unit(header: Sequence[str], names: Sequence[str], units: str) -> tuple[int | None, str]:
    """The column whose heading is one of `names` followed by one of `units`."""
    split = [split_unit(text) for text in header]
    for name in names:
        for index, (heading, unit) in enumerate(split):
            if heading == name and unit in units.split():
                return index, unit
    return None, ""


def _common(units: Mapping[Field, str], fields: frozenset[Field]) -> str:
    """The one unit of `fields`; empty when they disagree."""
    found = {unit for field, unit in units.items() if field in fields and unit}
    return found.pop() if len(found) == 1 else ""
