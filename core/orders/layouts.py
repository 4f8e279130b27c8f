"""The shops' file layouts: data in ``resources/order_layouts/*.toml``, one file per kind of file.

Adding a shop is one file; each says where its facts come from. A layout says which heading is which field; how cells
are read is the same for all (`core.orders.cells`).
"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cache
from pathlib import Path

from core.countries import fold
from core.orders.records import Field
from core.orders.report import SkipReason
from core.resources import resource


class Quotes(Enum):
    """What a double quote means."""

    CSV = "csv"
    LITERAL = "literal"  # an ordinary character


class DateStyle(Enum):
    """How a shop writes a day."""

    ISO = "iso"  # 2026-11-20, whatever follows
    MONTH_FIRST = "month-first"  # 11/20/2026, 11/20/26
    MONTH_DAY_YEAR = "month-day-year"  # Nov-20-26
    EITHER = "day-or-month-first"  # with slashes, only where one of the two numbers is over 12


@dataclass(frozen=True, slots=True)
class SkipRule:
    """When an order of the file needs no label.

    Attributes:
        reason: Why.
        column: Heading key of the column that says so.
        filled: Any text in it counts; else `values` do.
        values: Texts, lower case.
    """

    reason: SkipReason
    column: str
    filled: bool
    values: frozenset[str]


@dataclass(frozen=True, slots=True)
class Layout:
    """How one kind of file is built.

    Attributes:
        id: Source of the orders, part of their key; two layouts of one shop share it.
        name: For people.
        signature: Heading keys that must all be there.
        columns: For each field its possible heading keys, the best first; `Field.NOTES` takes all that are there.
        ignored: Heading keys that we know and do not need.
        quotes: What a double quote means.
        dates: Styles to try, in this order.
        footers: What the first cell of a footer row contains, or the second.
        weight_unit: Unit of bare weights, empty when the file does not say.
        length_unit: Unit of bare lengths, likewise.
        auto_number: An order number that asks us to number the order, empty if none does.
        skips: When an order needs no label.
        generic: Headings are compared by `fold` and may carry units.
    """

    id: str
    name: str
    signature: tuple[str, ...]
    columns: Mapping[Field, tuple[str, ...]]
    ignored: frozenset[str]
    quotes: Quotes
    dates: tuple[DateStyle, ...]
    footers: tuple[str, ...]
    weight_unit: str
    length_unit: str
    auto_number: str
    skips: tuple[SkipRule, ...]
    generic: bool


def heading_key(text: str) -> str:
    """How headings are compared: no case, single spaces, no byte order mark."""
    return " ".join(text.lstrip("\ufeff").casefold().split())


@cache
def layouts() -> tuple[Layout, ...]:
    """All shipped layouts, the generic one last."""
    found = [_load(path) for path in sorted(resource("order_layouts").glob("*.toml"))]
    return tuple(sorted(found, key=lambda layout: layout.generic))


def best_layout(header: Sequence[str]) -> tuple[Layout, int]:
    """The layout that knows most of `header` among those whose signature is there; and how many it knows."""
    keys = {heading_key(text) for text in header}
    fits = [layout for layout in layouts() if layout.generic or keys.issuperset(layout.signature)]
    named = [layout for layout in fits if not layout.generic] or fits
    return max(((layout, recognised(layout, header)) for layout in named), key=lambda pair: pair[1])


def recognised(layout: Layout, header: Sequence[str]) -> int:
    """How many columns of `header` the layout knows, needed or not."""
    known = layout.ignored.union(*layout.columns.values(), (rule.column for rule in layout.skips))
    if layout.generic:
        return sum(1 for text in header if fold(text) in known or split_unit(text)[0] in known)
    return sum(1 for text in header if heading_key(text) in known)


_UNITS = {
    "oz": "oz", "ounce": "oz", "ounces": "oz", "onces": "oz", "lb": "lb", "lbs": "lb", "pounds": "lb", "livres": "lb",
    "g": "g", "gr": "g", "grams": "g", "grammes": "g", "kg": "kg", "kilograms": "kg", "kilogrammes": "kg", "mg": "mg",
    "in": "in", "inch": "in", "inches": "in", "po": "in", "pouces": "in", "cm": "cm", "mm": "mm",
}  # fmt: skip


def split_unit(heading: str) -> tuple[str, str]:
    """Split a heading into its folded name and the unit it carries: ``Weight (oz)`` is ``("weight", "oz")``."""
    words = fold(heading).split()
    if len(words) < 2 or words[-1] not in _UNITS:
        return " ".join(words), ""
    name = words[:-2] if len(words) > 2 and words[-2] in ("in", "en") else words[:-1]
    return " ".join(name), _UNITS[words[-1]]


def _load(path: Path) -> Layout:
    with path.open("rb") as file:
        data = tomllib.load(file)
    generic = bool(data.get("generic", False))
    key = fold if generic else heading_key
    return Layout(
        id=data["id"],
        name=data["name"],
        signature=tuple(heading_key(text) for text in data.get("signature", ())),
        columns={Field(name): tuple(map(key, texts)) for name, texts in data["columns"].items()},
        ignored=frozenset(map(key, data.get("ignored", ()))),
        quotes=Quotes(data.get("quotes", "csv")),
        dates=tuple(DateStyle(text) for text in data["dates"]),
        footers=tuple(data.get("footers", ())),
        weight_unit=data.get("weight_unit", ""),
        length_unit=data.get("length_unit", ""),
        auto_number=data.get("auto_number", ""),
        skips=tuple(
            SkipRule(
                SkipReason(rule["reason"]),
                heading_key(rule["column"]),
                bool(rule.get("filled", False)),
                frozenset(rule.get("values", ())),
            )
            for rule in data.get("skip", ())
        ),
        generic=generic,
    )
