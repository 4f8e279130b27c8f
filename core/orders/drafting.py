"""Rows to drafts: one `OrderDraft` per row, a chunk at a time; rows of one order are put together in `grouping`."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from operator import itemgetter

from core.address import clean_line
from core.errors import Problem
from core.orders import cells
from core.orders.plan import Plan
from core.orders.reading import Chunk
from core.orders.records import Field, OrderDraft, OrderItem
from core.orders.report import RefusedRow, SkipReason
from core.orders.rules import number_by_content
from core.postal import locate

_NO = frozenset({"false", "no", "n", "0", "non", "faux"})
_TEXTS = (
    Field.NUMBER, Field.NAME, Field.FIRST_NAME, Field.LAST_NAME, Field.COMPANY, Field.LINE1, Field.LINE2, Field.LINE3,
    Field.CITY, Field.REGION, Field.POSTAL, Field.COUNTRY, Field.EMAIL, Field.SERVICE, Field.CARRIER, Field.SKU,
    Field.ITEM_NAME,
)  # fmt: skip
_RECIPIENT = (Field.NAME, Field.FIRST_NAME, Field.LAST_NAME, Field.COMPANY, Field.LINE1, Field.CITY, Field.POSTAL)


Of = Callable[[Field], Sequence[str]]
_Located = tuple[str, str, str, bool]


@dataclass(frozen=True, slots=True)
class Choices:
    """What the operator says about a file that does not say it itself.

    Attributes:
        currency: For amounts without one.
        country: Alpha-2 code for files without a country column; empty: such orders are held.
    """

    currency: str = "USD"
    country: str = ""


@dataclass(slots=True)
class RowDrafts:
    """One chunk, drafted.

    Attributes:
        drafts: One per row.
        raw: The rows as read, index by index with `drafts`.
        notes: What was odd, by index.
        suspects: Indexes whose address has a problem or which miss a line.
        skips: Rows that say that their order needs no label.
        not_shipping: Indexes of rows whose item needs no shipping.
        refused: Rows of a wrong shape.
        ignored: Numbers of footer and empty rows.
    """

    drafts: list[OrderDraft]
    raw: list[list[str]]
    notes: cells.Notes
    suspects: set[int]
    skips: dict[int, SkipReason]
    not_shipping: set[int]
    refused: list[RefusedRow] = field(default_factory=list)
    ignored: list[int] = field(default_factory=list)


class Drafter:
    """Drafts the rows of one file; keeps what it has understood from chunk to chunk."""

    def __init__(self, plan: Plan, choices: Choices) -> None:
        self._plan = plan
        self._choices = choices
        self._weights = cells.Memo(cells.read_weight_cell)
        self._sides = cells.Memo(cells.read_sides_cell)
        self._prices = cells.Memo(partial(cells.read_price_cell, "unit_price"))
        self._totals = cells.Memo(partial(cells.read_price_cell, "total"))
        self._currencies = cells.Memo(partial(cells.read_currency_cell, choices.currency))
        self._quantities = cells.Memo(cells.read_quantity_cell)
        self._days = cells.Memo(partial(cells.read_day_cell, plan.layout.dates))
        self._places = cells.Memo(_read_place)
        self._automatic: Counter[str] = Counter()

    def draft(self, chunk: Chunk) -> RowDrafts:
        """One draft per row of the right shape."""
        refused, ignored = self._screen(chunk)
        rows, numbers = chunk.rows, chunk.numbers
        if refused or ignored:
            out = {row.row for row in refused}.union(ignored)
            kept = [(number, row) for number, row in zip(numbers, rows, strict=True) if number not in out]
            rows, numbers = [row for _n, row in kept], [number for number, _row in kept]
        if not rows:
            return RowDrafts([], [], cells.Notes(), set(), {}, set(), refused, ignored)
        columns = list(zip(*rows, strict=True))
        done = RowDrafts(
            [], rows, cells.Notes(), set(), self._skips(columns), self._not_shipping(columns), refused, ignored
        )
        self._fill(done, columns, numbers)
        return done

    def _screen(self, chunk: Chunk) -> tuple[list[RefusedRow], list[int]]:
        """Rows of a wrong shape, and rows to ignore: empty ones and footers."""
        refused: list[RefusedRow] = []
        ignored: list[int] = []
        rows, width = chunk.rows, self._plan.width
        number_at = self._plan.columns[Field.NUMBER]
        if set(map(len, rows)) == {width}:
            given = list(map(itemgetter(number_at), rows))
            if all(given) and cells.is_plain(f"|{'|'.join(given)}|"):
                return refused, ignored
        for number, row in zip(chunk.numbers, rows, strict=True):
            if len(row) > width and not any(map(str.strip, row[width:])):
                del row[width:]  # delimiters at the end of a line say nothing
            order = clean_line(row[number_at]) if number_at < len(row) else ""
            if self._says_nothing(row, order):
                ignored.append(number)
            elif len(row) != width:
                code = "row.too-short" if len(row) < width else "row.too-long"
                shape = Problem("row", code, f"{len(row)}/{width}")
                refused.append(RefusedRow(number, order, tuple(row), (shape,)))
            elif not order:
                refused.append(RefusedRow(number, "", tuple(row), (Problem("number", "row.number-missing"),)))
        return refused, ignored

    def _says_nothing(self, row: Sequence[str], order: str) -> bool:
        """Empty rows, footers, and rows with neither an order nor a recipient."""
        if not any(map(str.strip, row)) or self._is_footer(row):
            return True
        if order or len(row) != self._plan.width:
            return False
        return not any(clean_line(row[self._plan.columns[f]]) for f in _RECIPIENT if f in self._plan.columns)

    def _is_footer(self, row: Sequence[str]) -> bool:
        return any(footer in cell for footer in self._plan.layout.footers for cell in row[:2])

    def _fill(self, done: RowDrafts, columns: list[tuple[str, ...]], numbers: Sequence[int]) -> None:
        """Read all columns and put the drafts together."""
        nothing = ("",) * len(numbers)
        at = self._plan.columns
        texts = cells.text_columns({name.value: columns[at[name]] for name in _TEXTS if name in at}, done.notes)

        def of(name: Field) -> Sequence[str]:
            if name not in at:
                return nothing
            return texts.get(name.value) or columns[at[name]]

        address = self._address_columns(of, done)
        currency = self._currencies.column(_carried_on(of(Field.CURRENCY), of(Field.NUMBER)), done.notes.warn)
        weights = self._weight_column(of, done.notes)
        if 0 in weights:
            done.suspects.update(index for index, weight in enumerate(weights) if weight == 0)
        sides = self._side_column(of, done.notes)
        fields = zip(
            of(Field.NUMBER),
            *address,
            weights,
            *zip(*sides, strict=True),
            of(Field.SERVICE),
            of(Field.CARRIER),
            self._totals.column(list(zip(of(Field.TOTAL), currency, strict=True)), done.notes.warn),
            currency,
            self._days.column([cell[:10] for cell in of(Field.DAY)], done.notes.warn),
            cells.notes_column([columns[i] for i in self._plan.notes]) if self._plan.notes else nothing,
            self._item_column(of, currency, done.notes),
            zip(numbers, strict=True),
            ((),) * len(numbers),
            strict=True,
        )
        done.drafts = list(map(OrderDraft._make, fields))
        if self._plan.layout.auto_number in of(Field.NUMBER):
            self._number_automatically(done)

    def _number_automatically(self, done: RowDrafts) -> None:
        """Number the orders that came without a number; two with the same content are two orders, with a warning."""
        auto = self._plan.layout.auto_number
        for index, draft in enumerate(done.drafts):
            if auto and draft.number == auto:
                number = number_by_content(draft)
                self._automatic[number] += 1
                if self._automatic[number] > 1:
                    done.notes.warn(index, Problem("number", "order.same-as-earlier", number))
                    number = f"{number}-{self._automatic[number]}"
                done.drafts[index] = draft._replace(number=number)

    def _address_columns(self, of: Of, done: RowDrafts) -> list[Sequence[str]]:
        """The eleven columns of the address; marks the rows that need a second look."""
        names, companies, line1, city = self._names(of, done.notes), of(Field.COMPANY), of(Field.LINE1), of(Field.CITY)
        if Field.COUNTRY in self._plan.columns:
            country = of(Field.COUNTRY)
        else:
            country = (self._choices.country,) * len(city)
        keys = list(zip(country, of(Field.REGION), of(Field.POSTAL), strict=True))
        countries, regions, postals, wrong = zip(*self._places.column(keys, done.notes.warn), strict=True)
        for needed in (list(map(str.__add__, names, companies)), line1, city):
            if not all(needed):
                done.suspects.update(index for index, text in enumerate(needed) if not text)
        if any(wrong):
            done.suspects.update(index for index, is_wrong in enumerate(wrong) if is_wrong)
        phones = cells.phone_column(of(Field.PHONE), done.notes)
        lines = (line1, of(Field.LINE2), of(Field.LINE3))
        return [names, companies, *lines, city, regions, postals, countries, phones, of(Field.EMAIL)]

    def _names(self, of: Of, notes: cells.Notes) -> Sequence[str]:
        """The full name; first and last name together where the file has no full one."""
        if Field.FIRST_NAME not in self._plan.columns and Field.LAST_NAME not in self._plan.columns:
            return of(Field.NAME)
        parts = zip(of(Field.NAME), of(Field.FIRST_NAME), of(Field.LAST_NAME), strict=True)
        names = [full or f"{first} {last}".strip() for full, first, last in parts]
        cells.warn_long("name", names, notes)
        return names

    def _weight_column(self, of: Of, notes: cells.Notes) -> Sequence[int | None]:
        if Field.WEIGHT not in self._plan.columns:
            return (None,) * len(of(Field.NUMBER))
        units = _or_default(of(Field.WEIGHT_UNIT), self._plan.weight_unit)
        return self._weights.column(list(zip(of(Field.WEIGHT), units, strict=True)), notes.hold)

    def _side_column(self, of: Of, notes: cells.Notes) -> Sequence[cells.Sides]:
        if Field.LENGTH not in self._plan.columns:
            return (cells.NO_SIDES,) * len(of(Field.NUMBER))
        units = _or_default(of(Field.DIM_UNIT), self._plan.length_unit)

        def tell(index: int, problem: Problem) -> None:
            (notes.warn if problem.code == "order.dims-incomplete" else notes.hold)(index, problem)

        keys = zip(of(Field.LENGTH), of(Field.WIDTH), of(Field.HEIGHT), units, strict=True)
        return self._sides.column(list(keys), tell)

    def _item_column(self, of: Of, currency: Sequence[str], notes: cells.Notes) -> Sequence[tuple[OrderItem, ...]]:
        if not self._plan.has_items():
            return ((),) * len(currency)
        quantities = self._quantities.column(of(Field.QUANTITY), notes.hold)
        prices = self._prices.column(list(zip(of(Field.UNIT_PRICE), currency, strict=True)), notes.warn)
        skus, names = of(Field.SKU), of(Field.ITEM_NAME)
        items = map(OrderItem._make, zip(skus, names, quantities, prices, strict=True))
        if all(skus) or all(names):
            return list(zip(items, strict=True))
        return [(item,) if item.sku or item.name or item.unit_price_minor is not None else () for item in items]

    def _skips(self, columns: list[tuple[str, ...]]) -> dict[int, SkipReason]:
        found: dict[int, SkipReason] = {}
        for rule, column in self._plan.skips:
            if rule.filled and not any(columns[column]):
                continue
            for index, cell in enumerate(columns[column]):
                text = cell.strip()
                if (rule.filled and text) or (rule.values and text.lower() in rule.values):
                    found.setdefault(index, rule.reason)
        return found

    def _not_shipping(self, columns: list[tuple[str, ...]]) -> set[int]:
        found = set()
        needs = self._plan.columns.get(Field.NEEDS_SHIPPING)
        if needs is not None:
            found = {index for index, cell in enumerate(columns[needs]) if cell.strip().lower() in _NO}
        quantity = self._plan.columns.get(Field.QUANTITY)
        if quantity is not None and "0" in columns[quantity]:
            found.update(index for index, cell in enumerate(columns[quantity]) if cell == "0")
        return found


def _or_default(units: Sequence[str], default: str) -> Sequence[str]:
    return units if all(units) else [unit or default for unit in units]


def _carried_on(cells_: Sequence[str], numbers: Sequence[str]) -> Sequence[str]:
    """A blank on a further row of the same order means what the row before it says."""
    if all(cells_) or not any(cells_):
        return cells_
    filled: list[str] = []
    for index, cell in enumerate(cells_):
        goes_on = not cell and index > 0 and numbers[index] == numbers[index - 1]
        filled.append(filled[-1] if goes_on else cell)
    return filled


def _read_place(key: tuple[str, str, str]) -> tuple[_Located, Problem | None]:
    """Country (as given where unknown), region and postal code in their kept form, and whether anything is wrong."""
    place = locate(*key)
    restored = Problem("postal", "address.postal-zero-restored", place.postal) if place.zero_restored else None
    return (place.country or key[0], place.region, place.postal, bool(place.problems)), restored
