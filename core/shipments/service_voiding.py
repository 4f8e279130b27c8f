"""Voiding labels: asked, answered, and what it means for money and order."""

from dataclasses import dataclass

from core.accounts.store import get_wallet
from core.labels.rules import USABLE, LabelState
from core.labels.store import Label, get_label
from core.purchases.port import VoidRequest
from core.purchases.void_calls import intend_void, void
from core.shipments.bench import Bench
from core.shipments.rules import NotVoidable, VoidRefused
from core.store.history import moves
from core.wallet.service import take_reading


@dataclass(frozen=True, slots=True)
class Voided:
    """A void that the carrier accepted: `label.state` says whether the money is due or back already."""

    label: Label


def void_label(bench: Bench, label_id: str) -> Voided:
    """Ask the carrier to void a label.

    Raises:
        NotVoidable: It is voided already.
        VoidRefused: The carrier said no (too early, too late, used); the label is still good.
        Unavailable, OutcomeUnknown: As with every call; a void may be repeated.
    """
    purchase_id = bench.desk.ids.new()
    with bench.store.write() as tx:
        label = get_label(tx, label_id)
        if label.state not in USABLE:
            raise NotVoidable(label=label_id, state=label.state.value)
        wallet = get_wallet(tx, label.wallet)
        intend_void(tx, bench.desk, purchase_id, label, wallet.gateway)
    void(bench.till(wallet), VoidRequest(purchase_id, wallet.id, label.carrier, label.provider_ref))
    take_reading(bench.store, bench.desk, bench.gateways[wallet.gateway], wallet.id)
    with bench.store.read() as q:
        after = get_label(q, label_id)
        if after.state is LabelState.VOID_REFUSED:
            history = moves(q, "label", label_id)
            reason, _, detail = history[-1][3].partition(" ")
            raise VoidRefused(label=label_id, reason=reason, detail=detail)
    return Voided(after)
