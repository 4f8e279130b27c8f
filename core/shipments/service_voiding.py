"""Voiding labels: asked, answered, and what it means for money and order."""

from dataclasses import dataclass

from core.accounts.store import get_wallet
from core.carriers.kept_rules import rule_of
from core.carriers.rules import VoidMoment
from core.clock import from_utc_text, utc_text
from core.errors import Rule
from core.labels.rules import USABLE, LabelState
from core.labels.store import Label, get_label
from core.purchases.port import VoidRequest
from core.purchases.void_calls import intend_void, void
from core.shipments.bench import Bench
from core.shipments.rules import NotVoidable, VoidRefused
from core.store.history import moves
from core.wallet.clocks import clock_of
from core.wallet.service import read_after_payment


@dataclass(frozen=True, slots=True)
class Voided:
    """A void that the carrier accepted: `label.state` says whether the money is due or back already."""

    label: Label


def void_label(bench: Bench, label_id: str) -> Voided:
    """Ask the carrier to void a label.

    Raises:
        NotVoidable: It is voided already.
        VoidRefused: It is outside the carrier's window (nothing was asked), or the carrier said no; the label is still
            good.
        Unavailable, OutcomeUnknown: As with every call; a void may be repeated.
    """
    purchase_id = bench.desk.ids.new()
    with bench.store.write() as tx:
        label = get_label(tx, label_id)
        if label.state not in USABLE:
            raise NotVoidable(label=label_id, state=label.state.value)
        refuse_outside_window(bench, label)
        wallet = get_wallet(tx, label.wallet)
        intend_void(tx, bench.desk, purchase_id, label, wallet.gateway)
    void(bench.till(wallet), VoidRequest(purchase_id, wallet.id, label.carrier, label.provider_ref))
    read_after_payment(bench.store, bench.desk, bench.gateways[wallet.gateway], wallet.id)
    with bench.store.read() as q:
        after = get_label(q, label_id)
        if after.state is LabelState.VOID_REFUSED:
            history = moves(q, "label", label_id)
            reason, _, detail = history[-1][3].partition(" ")
            refused = VoidRefused(label=label_id, reason=reason, detail=detail)
            refused.rule = rule_behind(bench, after)
            raise refused
    return Voided(after)


def refuse_outside_window(bench: Bench, label: Label) -> None:
    """Refuse a void before or after its carrier's window, with the rule that says so (S0-35, C6).

    Where no rule is known, or none is needed, the carrier is asked.

    Raises:
        VoidRefused: Too early or too late; `detail` is the moment that decides, UTC text.
    """
    clock = clock_of(bench.catalogue, label, bench.desk.clock.now(), bench.desk.actor.zone)
    window = clock.window
    if clock.moment not in (VoidMoment.TOO_EARLY, VoidMoment.TOO_LATE):
        return
    decides = window.earliest if clock.moment is VoidMoment.TOO_EARLY else window.latest
    assert decides is not None, "a window has two ends"
    refused = VoidRefused(label=label.id, reason=clock.moment.value, detail=utc_text(decides))
    refused.rule = rule_behind(bench, label)
    raise refused


def rule_behind(bench: Bench, label: Label) -> Rule | None:
    """The rule of a label's void with its source, for a refusal; None where no source has one."""
    zone = bench.desk.actor.zone
    kept = rule_of(label.void_rule, bench.catalogue.find(label.carrier), from_utc_text(label.made_at), zone)
    return Rule("Labels are voided in their carrier's time", kept.source, kept.as_of.isoformat()) if kept else None
