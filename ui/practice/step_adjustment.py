"""Step 7: Canpar corrects a price after shipment; it is tied to its label, taken from the balance, and disputed.

S0-36, S0-37.
"""

from functools import partial
from typing import TYPE_CHECKING

from core.gateways.postage.practice import PracticeGateway
from core.labels.rules import USABLE
from core.money import Money
from core.wallet.dated_rules import load_wallet_rules
from core.wallet.rules_refunds import Outcome
from core.wallet.service_adjustments import open_dispute
from core.wallet.store_facts import list_adjustments
from printers.papers.dispute_pack import dispute_pack
from ui.carrier_words import carrier_of
from ui.papers.dispute import dispute_facts
from ui.practice.asking import balance_of, label_now, poll, row_of

if TYPE_CHECKING:
    from core.labels.store import Label
    from core.wallet.rules_adjustments import Adjustment
    from ui.practice.day import Day

_CARRIER = "canpar"
_MINOR = -185
PACK = "dispute-pack.pdf"


def run(day: "Day") -> None:
    """Let the practice provider post the adjustment, read it, and answer it."""
    tr = day.tr
    day.step(tr("7 · An adjustment after shipment"))
    label = next((one for one in day.labels if one.carrier == _CARRIER and label_now(day, one).state in USABLE), None)
    if label is None:
        day.note(tr("No Canpar label was bought, so none is adjusted"))
        return
    _arrive(day, label)
    adjustments = day.services.read(partial(list_adjustments, wallet=label.wallet, label=label.id))
    if len(adjustments) != 1 or adjustments[0].amount.minor != _MINOR:
        day.refused(tr("The adjustment did not come exactly once"))
        day.problems.append(f"adjustment-not-once {label.tracking}")
        return
    _dispute(day, adjustments[0])


def _arrive(day: "Day", label: "Label") -> None:
    tr, services, wallet = day.tr, day.services, label.wallet
    gateway = services.till(wallet).gateway
    assert isinstance(gateway, PracticeGateway)
    reason = tr("Size measured by the carrier is larger than declared")
    gateway.post_adjustment(label.provider_ref, Money(_MINOR, label.price.currency), reason)
    carrier = carrier_of(services.catalogue, label.carrier, tr.lang)
    for told in poll(day, wallet):
        if told.outcome is Outcome.ADJUSTED and told.label == label.id:
            day.done(
                tr("{carrier} adjusts the price of {number}", carrier=carrier, number=row_of(day, label).number),
                tr.money(told.event.amount),
            )
            day.note(f"{services.catalogue.numbers.format(label.tracking)} · {told.event.reason}")
    after = balance_of(day, wallet)
    day.note(tr("it is taken from the balance"), tr.money(after))
    if after.minor < 0:
        day.refused(tr("The balance is below zero: no label is bought from it until postage is"))
    if poll(day, wallet):
        day.refused(tr("The adjustment did not come exactly once"))
        day.problems.append(f"adjustment-not-once {label.tracking}")


def _dispute(day: "Day", adjustment: "Adjustment") -> None:
    """What was weighed and measured here goes against it, with the label's picture, on paper."""
    tr, services = day.tr, day.services
    rule = load_wallet_rules(services.directory).dispute
    memo = tr("The parcel was weighed and measured here before it was shipped; the label was bought for just that.")
    disputed = open_dispute(services.store, services.desk, adjustment.id, memo, rule)
    (day.out / PACK).write_bytes(dispute_pack(tr, dispute_facts(services, tr, disputed)))
    day.done(tr("Disputed; the papers are in {file}", file=PACK))
    due = tr("until {moment}", moment=tr.day(disputed.dispute_due))
    day.note(tr.n("{n} day from the ship day", "{n} days from the ship day", rule.days), due)
