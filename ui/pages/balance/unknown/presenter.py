"""Outcome unknown, without Qt: what is open with its evidence, and the ways out. Nothing is ever sent again."""

from functools import partial
from typing import TYPE_CHECKING

from core.accounts.service import wallets
from core.labels.store import get_label
from core.orders.store import get_order
from core.people.acts import Act
from core.people.records import Proofs
from core.purchases.resolving import Resolved, ask_now, decide, decided_by_persons, outcome_unknown, spare_labels
from core.purchases.rules import Kind
from core.purchases.store import Purchase
from core.services import Services
from core.shipments.listing import shipment_of_label
from core.shipments.replacements import Replacement, unfinished
from core.shipments.store import get_parcel
from core.wallet.evidence import evidence_of
from core.wallet.service import take_reading
from ui.messages_base import word
from ui.messages_words import PURCHASE_STATES
from ui.pages.balance.acting import Done, Failed, PanelPresenter, Said
from ui.pages.balance.unknown.rows import Half, Known, UnknownFacts
from ui.running import Lane
from ui.views import Tone

if TYPE_CHECKING:
    from core.store.database import Query


class UnknownPresenter(PanelPresenter[UnknownFacts]):
    """Every wallet's purchases whose outcome nobody knows."""

    def read(self, services: Services, wallet: str) -> UnknownFacts:
        """The purchases with their evidence, labels that turned up late, halves of replacements."""
        return services.read(read_unknown)

    def ask(self, purchase: Purchase) -> None:
        """Ask the provider now."""
        self.perform(partial(_asked, purchase), self._told, lane=Lane.OUTSIDE)

    def decide(
        self, purchase: Purchase, *, charged: bool, reference: str, reason: str, done: Done, failed: Failed
    ) -> None:
        """A person says what came of it; the provider is asked once more first."""

        def work(services: Services, proofs: Proofs) -> Resolved:
            till = services.till(purchase.wallet)
            found = decide(till, purchase.id, charged=charged, provider_ref=reference, reason=reason, proofs=proofs)
            take_reading(services.store, services.desk, till.gateway, purchase.wallet)
            return found

        def said(found: Resolved) -> Said:
            if found.decided:
                return self._told(found)
            tone, text = self._told(found)
            return tone, f"{text} {self.app.tr('The provider knew; your word was not needed.')}"

        self.perform(work, said, done, failed, act=Act.DECIDE, about=purchase.id, lane=Lane.OUTSIDE)

    def _told(self, found: Resolved) -> Said:
        tr = self.app.tr
        still = found.purchase.state is found.before
        state = word(tr, PURCHASE_STATES, found.purchase.state.value)
        return (Tone.WARN if still else Tone.OK), tr("The purchase: {state}.", state=state)


def _asked(purchase: Purchase, services: Services, _proofs: Proofs) -> Resolved:
    till = services.till(purchase.wallet)
    found = ask_now(till, purchase.id)
    take_reading(services.store, services.desk, till.gateway, purchase.wallet)
    return found


def read_unknown(q: "Query") -> UnknownFacts:
    """All that waits for an outcome or for a person."""
    names = {one.id: one.name for one in wallets(q)}
    found = tuple(
        Known(evidence_of(q, one.id), _order(q, one), names[one.wallet])
        for one in (*outcome_unknown(q), *decided_by_persons(q))
    )
    return UnknownFacts(found, tuple(spare_labels(q)), tuple(_half(q, one) for one in unfinished(q)))


def _order(q: "Query", purchase: Purchase) -> str:
    match purchase.kind:
        case Kind.LABEL:
            return get_order(q, get_parcel(q, purchase.subject).order).number
        case Kind.VOID:
            shipment = shipment_of_label(q, purchase.subject)
            return shipment.number if shipment else ""
        case Kind.FUNDING:
            return ""


def _half(q: "Query", one: Replacement) -> Half:
    return Half(get_label(q, one.old_label).tracking, one.state.value, one.old_label)
