"""Step 6: a Canada Post label is voided: refused in its first hour, then accepted; the refund comes days later (S0-35).

Voided is not refunded: the balance moves when the provider's refund is read, once, and not before.
"""

from datetime import timedelta
from typing import TYPE_CHECKING

from core.carriers.rules import VoidMoment
from core.errors import Refused
from core.gateways.postage.practice_voids import REFUND_DAYS
from core.labels.rules import USABLE, LabelState
from core.orders.records import OrderState
from core.orders.store import get_order
from core.shipments.rules import VoidRefused
from core.shipments.service_voiding import void_label
from core.wallet.clocks import clock_of, refund_due_of
from core.wallet.rules_refunds import Outcome
from ui.label_words import service_words
from ui.messages import explain
from ui.messages_base import word
from ui.messages_reasons import VOID_REASONS
from ui.practice.asking import balance_of, label_now, poll, row_of

if TYPE_CHECKING:
    from core.carriers.model import VoidRule
    from core.labels.store import Label
    from core.wallet.clocks import VoidClock
    from ui.practice.day import Day

_CARRIER = "canada_post"


def run(day: "Day") -> None:
    """Void the newest Canada Post label, count what is left to hand over, wait for the money."""
    tr = day.tr
    day.step(tr("6 · A void and its refund"))
    label = next((one for one in reversed(day.labels) if one.carrier == _CARRIER), None)
    if label is None:
        day.note(tr("No Canada Post label was bought, so none is voided"))
    elif not _void(day, label):
        label = None
    _tell_what_is_handed_over(day)
    if label is not None:
        _wait_for_the_refund(day, label)


def still_good(day: "Day") -> list["Label"]:
    """Labels that came out of a printer and were not voided since: what the carriers collect."""
    return [one for one in day.labels if one.id in day.came_out and label_now(day, one).state in USABLE]


def _clock(day: "Day", label: "Label") -> "VoidClock":
    services = day.services
    return clock_of(services.catalogue, label_now(day, label), services.desk.clock.now(), services.desk.actor.zone)


def _void(day: "Day", label: "Label") -> bool:
    """Ask for the void; where it is too early for it, let the time pass and ask again."""
    tr, before = day.tr, balance_of(day, label.wallet)
    row = row_of(day, label)
    words = service_words(tr, day.services.catalogue, label.carrier, label.service_code)
    day.note(f"{row.number} · {words}", tr.money(label.price))
    refused = _ask(day, label)
    if isinstance(refused, VoidRefused) and refused.fields["reason"] == VoidMoment.TOO_EARLY.value:
        rule = _tell_refusal(day, label, refused)
        text = tr.n(
            "The clock is moved forward by {n} minute", "The clock is moved forward by {n} minutes",
            rule.earliest_minutes,
        )  # fmt: skip
        day.move_clock(timedelta(minutes=rule.earliest_minutes), text)
        _tell_days_left(day, label)
        refused = _ask(day, label)
    if refused is not None:
        day.refused(tr("The void is refused") + f" · {explain(tr, refused).happened}")
        return False
    _tell_accepted(day, label)
    after = balance_of(day, label.wallet)
    if after == before:
        day.note(tr("voided is not refunded: the balance stays"), tr.money(after))
    elif label_now(day, label).state is not LabelState.REFUNDED:
        day.refused(tr("The balance moved before the refund came"), tr.money(after))
        day.problems.append(f"void-moved-balance {label.tracking}")
    order = day.services.read(lambda q: get_order(q, row.order))
    if order.state is OrderState.HELD:
        day.note(tr("Order {number} is held, so that no batch buys another label for it", number=row.number))
    return True


def _ask(day: "Day", label: "Label") -> Refused | None:
    try:
        void_label(day.services.bench, label.id)
    except Refused as error:
        return error
    return None


def _tell_refusal(day: "Day", label: "Label", refused: VoidRefused) -> "VoidRule":
    """The refusal with the rule's own words and where they are from."""
    tr, window = day.tr, _clock(day, label).window
    assert window.rule is not None, "a rule refused it"
    assert window.earliest is not None, "it began to count at some moment"
    day.refused(tr("The void is refused") + f" · {word(tr, VOID_REASONS, VoidMoment.TOO_EARLY.value)}")
    words = window.rule.note_fr if tr.lang == "fr" else window.rule.note_en
    if words:
        day.note(tr("Rule: {rule}", rule=words))
    if refused.rule is not None:
        day.note(tr("Source: {source}, {day}", source=refused.rule.source, day=tr.day(refused.rule.as_of)))
    day.note(tr("possible from {moment}", moment=day.moment(window.earliest)))
    return window.rule


def _tell_days_left(day: "Day", label: "Label") -> None:
    clock = _clock(day, label)
    if clock.window.latest is not None and clock.days_left is not None:
        text = day.tr.n("{n} day is left to void it", "{n} days are left to void it", clock.days_left)
        day.note(text, day.tr("until {moment}", moment=day.moment(clock.window.latest)))


def _tell_accepted(day: "Day", label: "Label") -> None:
    tr, services = day.tr, day.services
    now, zone = services.desk.clock.now(), services.desk.actor.zone
    due = services.read(lambda q: refund_due_of(q, services.catalogue, label.id, now, zone))
    if due is None:
        day.done(tr("The void is accepted and refunded at once"), tr.money(label.price))
    else:
        day.done(tr("The void is accepted · refund pending"), tr.money(due.amount))


def _tell_what_is_handed_over(day: "Day") -> None:
    tr, good = day.tr, still_good(day)
    voided = sum(one.id in day.came_out for one in day.labels) - len(good)
    if voided:
        day.note(
            tr.n("{n} printed label is destroyed: it was voided", "{n} printed labels are destroyed: they were voided",
                 voided)
        )  # fmt: skip
    day.done(
        tr.n("{n} label is left to hand over", "{n} labels are left to hand over", len(good)),
        *([tr("{n} of {count}", n=tr.number(len(good)), count=tr.number(len(day.labels)))] if voided else []),
    )


def _wait_for_the_refund(day: "Day", label: "Label") -> None:
    """Asked at once the provider has nothing; past its day it credits the refund, and asked again nothing more."""
    tr, wallet = day.tr, label.wallet
    if label_now(day, label).state is not LabelState.REFUND_DUE:
        return
    poll(day, wallet)
    day.note(tr("the provider is asked: no refund yet"), tr.money(balance_of(day, wallet)))
    rule = _clock(day, label).window.rule
    days = (rule.refund_days if rule else 0) or REFUND_DAYS
    day.move_clock(
        timedelta(days=days),
        tr.n("The clock is moved forward by {n} day", "The clock is moved forward by {n} days", days),
    )
    came = [told for told in poll(day, wallet) if told.label == label.id and told.outcome is Outcome.CREDITED]
    for told in came:
        day.done(tr("The refund arrives"), tr.money(told.event.amount))
    after = balance_of(day, wallet)
    again = poll(day, wallet)
    if len(came) != 1 or again or balance_of(day, wallet) != after:
        day.refused(tr("The refund did not come exactly once"), tr.money(balance_of(day, wallet)))
        day.problems.append(f"refund-not-once {label.tracking}")
        return
    day.note(tr("asked again, nothing comes twice"), tr.money(after))
