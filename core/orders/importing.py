"""Sorting a file's orders into new, updated, same and conflict; the same code for a preview and for a commit."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Protocol

from core.orders.grouping import Batch
from core.orders.records import OrderDraft, OrderState
from core.orders.report import (
    Conflict,
    ConflictKind,
    DuplicateRow,
    FileFacts,
    HeldOrder,
    ImportReport,
    Notice,
    RefusedRow,
    SkippedOrder,
    SkipReason,
    Warned,
)
from core.orders.rules import content_hash, differing_fields
from core.orders.store_import import Known

KEEP = 0  # an answer to a conflict: leave the order as it is here, or out


class ScatteredRows(Exception):
    """An order came again further down: read the file once more, with its rows kept together."""


class Target(Protocol):
    """Where orders go: into the store, or nowhere."""

    def known(self, numbers: list[str]) -> Mapping[str, Known]:
        """Those of `numbers` that are there."""
        ...

    def insert(self, orders: list[OrderDraft]) -> None:
        """Store new orders."""
        ...

    def update(self, known: Known, order: OrderDraft) -> None:
        """Replace an order's content."""
        ...

    def keep_ours(self, known: Known, order: OrderDraft) -> None:
        """A person chose ours: the file's content counts as seen."""
        ...

    def hold_cancelled(self, known: Known) -> None:
        """The shop has cancelled an order that is still to ship here."""
        ...

    def stored(self, known: Known) -> OrderDraft:
        """What the store has, to say what differs."""
        ...


@dataclass(slots=True)
class Importer:
    """Takes batch after batch and keeps the report.

    Attributes:
        target: Where orders go.
        answers: Of the operator, by order number.
        seen: Numbers so far, to notice an order whose rows stand apart; None when the file was read for that already.
    """

    target: Target
    answers: Mapping[str, int]
    seen: set[str] | None
    rows_in_orders: int = 0
    new: int = 0
    updated: int = 0
    same: int = 0
    held: list[HeldOrder] = field(default_factory=list)
    duplicates: list[DuplicateRow] = field(default_factory=list)
    skipped: list[SkippedOrder] = field(default_factory=list)
    refused: list[RefusedRow] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
    ignored: list[int] = field(default_factory=list)
    warnings: list[Warned] = field(default_factory=list)

    def take(self, batch: Batch) -> None:
        """Sort one batch and hand it on.

        Raises:
            ScatteredRows: An order of it came in an earlier batch.
        """
        orders = batch.orders + self._answered(batch.conflicts)
        numbers = [order.number for order in orders]
        apart = [skipped.number for skipped in batch.skipped] + [conflict.number for conflict in batch.conflicts]
        self._watch(numbers + apart + [row.number for row in batch.refused if row.number])
        known = self.target.known(numbers + apart)
        new = [order for order in orders if order.number not in known] if known else orders
        self.target.insert(new)
        self.new += len(new)
        self._count(new)
        if len(new) < len(orders):
            for order in orders:
                if order.number in known:
                    self._meet(order, known[order.number])
        for skipped in batch.skipped:
            if skipped.reason is SkipReason.CANCELLED and skipped.number in known:
                self.target.hold_cancelled(known[skipped.number])
        for name in ("duplicates", "skipped", "refused", "ignored", "warnings"):
            getattr(self, name).extend(getattr(batch, name))

    def report(self, facts: FileFacts, import_id: str, rows: int) -> ImportReport:
        """The result; its classes add up to the rows.

        Args:
            facts: How the file was read.
            import_id: Empty where nothing was written.
            rows: Data rows of the file, counted apart from the classes.
        """
        if not facts.columns:
            notice = Notice.FILE_EMPTY
        else:
            notice = Notice.NONE if rows else Notice.NO_ROWS
        report = ImportReport(
            file=facts,
            import_id=import_id,
            rows=rows,
            rows_in_orders=self.rows_in_orders,
            new=self.new,
            updated=self.updated,
            same=self.same,
            held=tuple(self.held),
            duplicates=tuple(self.duplicates),
            skipped=tuple(self.skipped),
            refused=tuple(sorted(self.refused, key=attrgetter("row"))),
            conflicts=tuple(self.conflicts),
            ignored=tuple(self.ignored),
            warnings=tuple(sorted(self.warnings, key=attrgetter("row"))),
            notice=notice,
        )
        assert report.rows_accounted_for() == rows, "every row is in exactly one class"
        return report

    def _watch(self, numbers: list[str]) -> None:
        if self.seen is not None:
            if not self.seen.isdisjoint(numbers):
                raise ScatteredRows
            self.seen.update(numbers)

    def _answered(self, conflicts: list[Conflict]) -> list[OrderDraft]:
        """The versions that a person has chosen of orders that contradict themselves; the rest stays a conflict."""
        chosen = []
        for conflict in conflicts:
            row = self.answers.get(conflict.number)
            version = next((choice for choice in conflict.choices if row in choice.rows), None)
            if version is None:
                self.conflicts.append(conflict)
            else:
                chosen.append(version._replace(rows=conflict.rows))
        return chosen

    def _meet(self, order: OrderDraft, known: Known) -> None:
        """An order that the store has already."""
        kind = _conflict_kind(known)
        if known.content_hash == content_hash(order):
            self.same += 1
            self.rows_in_orders += len(order.rows)
        elif kind is None or self.answers.get(order.number) in order.rows:
            self.target.update(known, order)
            self.updated += 1
            self._count([order])
        elif self.answers.get(order.number) == KEEP:
            self.target.keep_ours(known, order)
            self.same += 1
            self.rows_in_orders += len(order.rows)
        else:
            fields = differing_fields(self.target.stored(known), order)
            self.conflicts.append(Conflict(order.number, kind, order.rows, fields, (order,)))

    def _count(self, orders: list[OrderDraft]) -> None:
        self.rows_in_orders += sum(len(order.rows) for order in orders)
        self.held.extend(HeldOrder(o.number, o.rows, o.problems) for o in orders if o.problems)


def _conflict_kind(known: Known) -> ConflictKind | None:
    match known.state:
        case OrderState.SHIPPED:
            return ConflictKind.SHIPPED
        case OrderState.CANCELLED:
            return ConflictKind.CANCELLED
        case OrderState.OPEN | OrderState.HELD:
            return ConflictKind.EDITED if known.edited else None
