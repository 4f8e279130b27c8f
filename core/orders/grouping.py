"""Rows of one order, put together: further lines merged, repeated rows dropped, contradictions kept for a person."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from core.errors import Problem
from core.orders.drafting import RowDrafts
from core.orders.records import HEAD_NAMES, OrderDraft, OrderItem
from core.orders.report import Conflict, ConflictKind, DuplicateRow, RefusedRow, SkippedOrder, SkipReason, Warned
from core.orders.rules import differing_fields, problems_of

VERSIONS_MAX = 20  # shown to a person; more contradictions in one order are no help


@dataclass(slots=True)
class Batch:
    """Some orders of the file with all that was found about them; each row of the file is in one class.

    Attributes:
        orders: Whole orders, problems included.
        skipped: Orders that need no label.
        refused: Rows that could not be read.
        duplicates: Rows that repeat an earlier one of the same order.
        conflicts: Orders with two versions.
        ignored: Row numbers of footers and empty records.
        warnings: What to look at.
    """

    orders: list[OrderDraft]
    skipped: list[SkippedOrder] = field(default_factory=list)
    refused: list[RefusedRow] = field(default_factory=list)
    duplicates: list[DuplicateRow] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
    ignored: list[int] = field(default_factory=list)
    warnings: list[Warned] = field(default_factory=list)


def group(drafted: RowDrafts, *, has_items: bool) -> Batch:
    """Put the rows of each order together.

    Args:
        drafted: One chunk; all rows of an order lie in it.
        has_items: The file speaks of order lines; where it does not, a second row of an order repeats the first.
    """
    drafts = drafted.drafts
    batch = Batch([], refused=drafted.refused, ignored=drafted.ignored)
    batch.warnings = [
        Warned(drafts[index].rows[0], drafts[index].number, problem) for index, problem in drafted.notes.warnings
    ]
    refused = {row.number for row in drafted.refused} - {""}
    numbers = {draft.number for draft in drafts}
    simple = len(numbers) == len(drafts) and numbers.isdisjoint(refused)
    if simple and not (drafted.skips or drafted.not_shipping):
        for index in drafted.suspects.union(drafted.notes.problems):
            drafts[index] = _assessed(drafts[index], drafted.notes.problems.get(index, ()))
        batch.orders = drafts
        return batch
    indexes: dict[str, list[int]] = {}
    for index, draft in enumerate(drafts):
        indexes.setdefault(draft.number, []).append(index)
    for number, rows in indexes.items():
        if number in refused:  # half of it is not an order
            _refuse(batch, drafted, rows)
        else:
            _one_order(batch, drafted, number, rows, has_items=has_items)
    return batch


def _assessed(draft: OrderDraft, reading: Sequence[Problem]) -> OrderDraft:
    problems = problems_of(draft._replace(problems=tuple(reading)))
    return draft._replace(problems=problems) if problems else draft


def _refuse(batch: Batch, drafted: RowDrafts, rows: list[int]) -> None:
    for index in rows:
        draft = drafted.drafts[index]
        problem = Problem("row", "row.order-refused", draft.number)
        batch.refused.append(RefusedRow(draft.rows[0], draft.number, tuple(drafted.raw[index]), (problem,)))


@dataclass(slots=True)
class _Version:
    """Rows of one order that do not contradict each other."""

    head: OrderDraft
    kept: list[int]
    raw: set[tuple[str, ...]]
    duplicates: list[DuplicateRow] = field(default_factory=list)


def _one_order(batch: Batch, drafted: RowDrafts, number: str, rows: list[int], *, has_items: bool) -> None:
    drafts = drafted.drafts
    numbers = tuple(drafts[index].rows[0] for index in rows)
    reason = _skip_reason(drafted, rows)
    if reason is not None:
        batch.skipped.append(SkippedOrder(number, numbers, reason))
        return
    versions: list[_Version] = []
    for index in rows:
        _join(versions, drafted, index, has_items=has_items)
    orders = [_whole(version, drafted) for version in versions]
    if len(orders) == 1:
        batch.orders.append(orders[0])
        batch.duplicates.extend(versions[0].duplicates)
        return
    fields = dict.fromkeys(name for other in orders[1:] for name in differing_fields(orders[0], other))
    batch.conflicts.append(Conflict(number, ConflictKind.WITHIN_FILE, numbers, tuple(fields), tuple(orders)))


def _join(versions: list[_Version], drafted: RowDrafts, index: int, *, has_items: bool) -> None:
    """Add a row to the version of the order that it agrees with, or begin another."""
    draft, raw = drafted.drafts[index], tuple(drafted.raw[index])
    for version in versions:
        together = _merged_head(version.head, draft)
        if together is None:
            continue
        version.head = together
        if not has_items or raw in version.raw:
            version.duplicates.append(DuplicateRow(draft.rows[0], draft.number, version.head.rows[0]))
        else:
            version.kept.append(index)
            version.raw.add(raw)
        return
    if len(versions) < VERSIONS_MAX:
        versions.append(_Version(draft, [index], {raw}))


def _whole(version: _Version, drafted: RowDrafts) -> OrderDraft:
    """One order out of the rows of one version."""
    items: list[OrderItem] = []
    reading: list[Problem] = []
    for index in version.kept:
        if index not in drafted.not_shipping:
            items.extend(drafted.drafts[index].items)
        reading.extend(drafted.notes.problems.get(index, ()))
    rows = tuple(drafted.drafts[index].rows[0] for index in version.kept)
    return _assessed(version.head._replace(items=tuple(items), rows=rows), reading)


def _skip_reason(drafted: RowDrafts, rows: list[int]) -> SkipReason | None:
    for index in rows:
        if index in drafted.skips:
            return drafted.skips[index]
    return SkipReason.NEEDS_NO_SHIPPING if drafted.not_shipping.issuperset(rows) else None


def _merged_head(first: OrderDraft, further: OrderDraft) -> OrderDraft | None:
    """The two rows' words about the order as one: what one leaves blank the other says; None if they contradict.

    Notes never contradict; they are gathered.
    """
    if first.head() == further.head():
        return first
    values: list[str | int | None] = []
    for name, one, two in zip(HEAD_NAMES, first.head(), further.head(), strict=True):
        if one == two or two in ("", None):
            values.append(one)
        elif one in ("", None):
            values.append(two)
        elif name == "notes":
            values.append("\n".join(dict.fromkeys([*first.notes.split("\n"), *further.notes.split("\n")])))
        else:
            return None
    return OrderDraft._make([first.number, *values, first.items, first.rows, first.problems])
