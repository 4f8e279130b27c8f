"""Step 2: an order file is imported; what cannot ship is held, with the reason."""

from typing import TYPE_CHECKING

from core.orders.records import Order, OrderState
from core.orders.service_import import commit_import
from core.orders.source import SourceFile
from core.orders.store import get_order
from core.orders.store_lists import list_orders
from ui.messages_base import word
from ui.messages_problems import code_text, problem_text
from ui.messages_words import CONFLICTS, SKIPS

if TYPE_CHECKING:
    from core.store.database import Query
    from ui.practice.day import Day


def run(day: "Day") -> None:
    """Import, once and then again: the second time changes nothing."""
    tr, services = day.tr, day.services
    day.step(tr("2 · Orders from a file"))
    file = SourceFile.at(day.orders_file)
    report = commit_import(services.store, services.desk, file)
    day.done(
        tr.n("{n} row read", "{n} rows read", report.rows) + " · " + tr.n("{n} new order", "{n} new orders", report.new)
    )
    for duplicate in report.duplicates:
        day.refused(tr("Row {row} repeats row {first}", row=duplicate.row, first=duplicate.first_row))
    for row in report.refused:
        why = " ".join(problem_text(tr, problem) for problem in row.problems)
        day.refused(tr("Row {row} is refused", row=row.row) + f" · {why}")
    for conflict in report.conflicts:
        why = word(tr, CONFLICTS, conflict.kind.value)
        day.refused(tr("Order {number} is in conflict and not imported", number=conflict.number) + f" · {why}")
    for skipped in report.skipped:
        day.note(tr("Order {number} is skipped", number=skipped.number) + f" · {word(tr, SKIPS, skipped.reason.value)}")
    for order in services.read(_held):
        reasons = " · ".join(code_text(tr, hold.code, hold.field, hold.value) for hold in order.holds)
        day.refused(tr("Order {number} is held", number=order.number) + f" · {reasons}")
    again = commit_import(services.store, services.desk, file)
    day.note(tr("The same file again: {same} the same, {new} new", same=again.same, new=again.new))


def _held(q: "Query") -> list[Order]:
    return [get_order(q, row.id) for row in list_orders(q, state=OrderState.HELD, newest=False, limit=500)]
