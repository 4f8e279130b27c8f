"""Why is my balance what it is: from what the provider confirmed when the labels were printed to now (S0-40)."""

from typing import TYPE_CHECKING

from core.wallet.service_explaining import explain_balance
from ui.messages_base import word
from ui.messages_wallet import OPEN_KINDS
from ui.messages_words import TRANSACTION_KINDS

if TYPE_CHECKING:
    from core.accounts.records import Wallet
    from ui.practice.day import Day


def explain(day: "Day", wallet: "Wallet") -> None:
    """The waterfall, one line for each kind of movement with the balance below it, and what is still open."""
    tr, services = day.tr, day.services
    now, zone = services.desk.clock.now(), services.desk.actor.zone
    found = services.read(
        lambda q: explain_balance(q, wallet.id, services.catalogue, now, zone, since=day.printed_at)
    )  # fmt: skip
    if not found.steps and not found.open_items:
        return
    day.note(tr("Why is the balance {amount}?", amount=found.booked))
    if found.start_at is not None:
        day.sum(tr("  confirmed {moment}", moment=day.moment(found.start_at)), tr.money(found.start))
    for step in found.steps:
        sign = "+" if step.amount.minor > 0 else ""
        day.sum(f"  {word(tr, TRANSACTION_KINDS, step.kind)}", f"{sign}{tr.money(step.amount)}", tr.money(step.after))
    for item in found.open_items:
        until = tr("until {moment}", moment=tr.day(item.expected.isoformat())) if item.expected else ""
        day.note(" · ".join(filter(None, (f"  {word(tr, OPEN_KINDS, item.kind.value)}", until))), tr.money(item.amount))
