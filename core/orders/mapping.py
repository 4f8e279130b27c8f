"""A whole file, read once from top to bottom: what it is, and its orders batch by batch.

Memory does not grow with the file: rows of one order normally stand together, so a chunk is finished when its last
order is. Orders whose rows stand apart (`scattered`) are kept back to the end of the file; the caller notices them
because a number comes a second time, and reads again.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from core.address import clean_line
from core.orders.drafting import Choices, Drafter
from core.orders.grouping import Batch, group
from core.orders.layouts import best_layout
from core.orders.plan import OwnMapping, Plan, fingerprint_of, plan_for
from core.orders.reading import Chunk, Heading, find_heading, row_chunks
from core.orders.records import Field
from core.orders.report import FileFacts
from core.orders.source import Encoding, SourceFile, detect

CHUNK_ROWS = 200  # small enough for the processor's cache: 1000 rows at a time took a third longer (measured)
SAMPLES_MAX = 5
SAMPLE_ROWS = 20
MappingFor = Callable[[str], OwnMapping | None]


@dataclass(frozen=True, slots=True)
class Look:
    """What the mapping page shows of a file before anything is imported.

    Attributes:
        encoding: How the bytes are written.
        heading: None in an empty file.
        fingerprint: Of the heading.
        samples: For each column up to three values from the first rows.
    """

    encoding: Encoding
    heading: Heading | None
    fingerprint: str
    samples: tuple[tuple[str, ...], ...]


def look_at(file: SourceFile, encoding: str = "") -> Look:
    """Look at a file without importing it; for the mapping page, so a heading that we do not know is fine."""
    found = detect(file, encoding)
    heading = find_heading(file, found)
    if heading is None:
        return Look(found, None, "", ())
    quotes = best_layout(heading.columns)[0].quotes
    first = next(row_chunks(file, found, heading, quotes, SAMPLE_ROWS), Chunk([], []))
    samples = tuple(
        tuple(clean_line(row[at]) for row in first.rows if at < len(row) and row[at].strip())[:3]
        for at in range(len(heading.columns))
    )
    return Look(found, heading, fingerprint_of(heading.columns), samples)


class OrderFile:
    """One file under one plan."""

    def __init__(
        self, file: SourceFile, *, encoding: str = "", mapping_for: MappingFor = lambda _fingerprint: None
    ) -> None:
        """Find out what the file is.

        Args:
            file: The file.
            encoding: The operator's choice instead of a guess.
            mapping_for: Gives the saved mapping of a heading's fingerprint, or None.

        Raises:
            Refused: Any of `core.orders.errors` that speaks of a file.
        """
        self._file = file
        self.encoding = detect(file, encoding)
        self.heading = find_heading(file, self.encoding)
        self.plan: Plan | None = None
        if self.heading is not None:
            own = mapping_for(fingerprint_of(self.heading.columns))
            self.plan = plan_for(self.heading.columns, own)
        self.rows = 0
        self._samples: list[str] = []

    def facts(self, source: str, currency: str) -> FileFacts:
        """How the file was read; `samples` are complete once `batches` has run.

        Args:
            source: The operator's name for the source, empty for the layout's.
            currency: What amounts without a currency are taken for.
        """
        plan, heading = self.plan, self.heading
        return FileFacts(
            name=self._file.name,
            sha256=self.encoding.sha256,
            encoding=self.encoding.codec,
            encoding_guessed=self.encoding.guessed,
            samples=tuple(self._samples),
            delimiter=heading.delimiter if heading else "",
            source=source or (plan.source if plan else ""),
            layout=plan.layout.name if plan else "",
            columns=heading.columns if heading else (),
            recognised=plan.recognised if plan else 0,
            fingerprint=plan.fingerprint if plan else "",
            own_mapping=plan.own if plan else False,
            currency_assumed=currency if plan and plan.assumes_currency() else "",
        )

    def batches(self, choices: Choices, scattered: frozenset[str] = frozenset()) -> Iterator[Batch]:
        """The orders of the file in the order of their first rows; those of `scattered` numbers at the end.

        Raises:
            RowUnreadable: In the middle of the file; nothing of it may be kept then.
        """
        self.rows = 0
        self._samples.clear()
        if self.plan is None:
            return
        drafter = Drafter(self.plan, choices)
        for chunk in self._whole_orders(scattered):
            self.rows += len(chunk.rows)
            drafted = drafter.draft(chunk)
            if self.encoding.guessed and len(self._samples) < SAMPLES_MAX:
                self._collect_samples(chunk)
            yield group(drafted, has_items=self.plan.has_items())

    def scattered_numbers(self) -> frozenset[str]:
        """Order numbers whose rows stand apart in the file."""
        seen: set[str] = set()
        apart: set[str] = set()
        last = ""
        for chunk in self._chunks():
            for row in chunk.rows:
                number = self._number(row)
                if number != last and number in seen:
                    apart.add(number)
                seen.add(number)
                last = number
        assert self.plan is not None
        return frozenset(apart - {"", self.plan.layout.auto_number})

    def _chunks(self) -> Iterator[Chunk]:
        assert self.plan is not None
        assert self.heading is not None
        return row_chunks(self._file, self.encoding, self.heading, self.plan.layout.quotes, CHUNK_ROWS)

    def _whole_orders(self, scattered: frozenset[str]) -> Iterator[Chunk]:
        """Chunks that do not end inside an order; then one for each scattered order."""
        aside: dict[str, Chunk] = {}
        rows: list[list[str]] = []
        numbers: list[int] = []
        for chunk in self._chunks():
            carried = len(rows)
            for row, number in zip(chunk.rows, chunk.numbers, strict=True) if scattered else ():
                if (order := self._number(row)) in scattered:
                    apart = aside.setdefault(order, Chunk([], []))
                    apart.rows.append(row)
                    apart.numbers.append(number)
                else:
                    rows.append(row)
                    numbers.append(number)
            if not scattered:
                rows.extend(chunk.rows)
                numbers.extend(chunk.numbers)
            cut = self._last_order_starts(rows, carried)
            if cut:
                yield Chunk(rows[:cut], numbers[:cut])
                del rows[:cut], numbers[:cut]
        if rows:
            yield Chunk(rows, numbers)
        yield from aside.values()

    def _last_order_starts(self, rows: list[list[str]], carried: int) -> int:
        """Index of the first row of the order that `rows` ends with; the first `carried` rows are of one order."""
        if len(rows) == carried:
            return 0
        assert self.plan is not None
        last = self._number(rows[-1])
        if last in ("", self.plan.layout.auto_number):
            return len(rows)  # such a row is an order by itself, or none
        cut = len(rows) - 1
        while cut > carried and self._number(rows[cut - 1]) == last:
            cut -= 1
        return 0 if cut == carried and carried and self._number(rows[0]) == last else cut

    def _number(self, row: list[str]) -> str:
        """The order number in a raw row, clean; empty where the row is too short to have one."""
        assert self.plan is not None
        at = self.plan.columns[Field.NUMBER]
        return clean_line(row[at]) if at < len(row) else ""

    def _collect_samples(self, chunk: Chunk) -> None:
        """Texts beyond ASCII for a person to confirm the encoding by, names of recipients first."""
        assert self.plan is not None
        names = [
            self.plan.columns[name]
            for name in (Field.NAME, Field.LAST_NAME, Field.FIRST_NAME)
            if name in self.plan.columns
        ]
        for only_names in (True, False):
            for row in chunk.rows:
                texts = [row[at] for at in names if at < len(row)] if only_names else row
                found = (clean_line(text) for text in texts if not text.isascii())
                self._samples.extend(text for text in found if text not in self._samples)
                if len(self._samples) >= SAMPLES_MAX:
                    del self._samples[SAMPLES_MAX:]
                    return
