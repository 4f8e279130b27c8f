"""Refunds due and labels still voidable, without Qt: asked for, recorded, given up (M7, S0-35)."""

from typing import TYPE_CHECKING

from core.errors import StationError
from core.labels.store import Label
from core.money import parse_money
from core.people.acts import Act
from core.people.records import Proofs
from core.services import Services
from core.shipments.listing import shipment_of_label
from core.wallet.clocks import refunds_due, still_voidable
from core.wallet.service_refunds import Told, poll_refunds, record_refund, write_off_refund
from ui.pages.balance.acting import Done, Failed, PanelPresenter, Said
from ui.pages.balance.refunds.rows import ClockRow, DueRow
from ui.running import Lane
from ui.views import Tone

if TYPE_CHECKING:
    from core.store.database import Query


class RefundsPresenter(PanelPresenter[tuple[DueRow, ...]]):
    """The refunds of one wallet that are to come, the oldest first."""

    def read(self, services: Services, wallet: str) -> tuple[DueRow, ...]:
        """With the day by which their carriers usually pay."""
        now, zone = services.desk.clock.now(), services.desk.actor.zone

        def rows(q: "Query") -> tuple[DueRow, ...]:
            due = refunds_due(q, services.catalogue, now, zone, wallet=wallet)
            return tuple(DueRow(one, _order(q, one.label.id)) for one in due)

        return services.read(rows)

    def row(self) -> DueRow | None:
        """The one that is pointed at."""
        return next((one for one in self.facts or () if one.due.label.id == self.chosen), None)

    def ask(self) -> None:
        """Ask the provider what came, and book it."""
        wallet, tr = self.wallet, self.app.tr

        def said(told: list[Told]) -> Said:
            if not told:
                return Tone.NEUTRAL, tr("The provider reports nothing new.")
            return Tone.OK, tr.n("{n} report of the provider is booked.", "{n} reports are booked.", len(told))

        self.perform(
            lambda services, _proofs: poll_refunds(services.till(wallet), wallet, services.catalogue),
            said,
            lane=Lane.OUTSIDE,
        )

    def record(self, label: Label, amount: str, reference: str, done: Done, failed: Failed) -> None:
        """A person saw that it came, where the provider cannot be asked."""
        try:
            came = parse_money(amount, label.price.currency)
        except StationError as error:
            failed(self.say(error))
            return
        tr = self.app.tr

        def work(services: Services, proofs: Proofs) -> Label:
            now = services.desk.clock.now()
            return record_refund(services.store, services.desk, label.id, came, reference, now, proofs=proofs)

        self.perform(
            work, lambda _label: (Tone.OK, tr("The refund is booked.")), done, failed, act=Act.RECORD,
            about=label.wallet,
        )  # fmt: skip

    def give_up(self, label: Label, reason: str, done: Done, failed: Failed) -> None:
        """It was refused, or its time is over; it is booked when it comes after all."""
        tr = self.app.tr
        self.perform(
            lambda services, proofs: write_off_refund(services.store, services.desk, label.id, reason, proofs=proofs),
            lambda _label: (Tone.WARN, tr("The refund is given up; its money is booked as lost.")),
            done, failed, act=Act.RECORD, about=label.wallet,
        )  # fmt: skip


class VoidablePresenter(PanelPresenter[tuple[ClockRow, ...]]):
    """The labels of one wallet that may still be voided: the soonest to end first, the dearest first among those."""

    def read(self, services: Services, wallet: str) -> tuple[ClockRow, ...]:
        """With the days that are left."""
        now, zone = services.desk.clock.now(), services.desk.actor.zone

        def rows(q: "Query") -> tuple[ClockRow, ...]:
            clocks = still_voidable(q, services.catalogue, now, zone, wallet=wallet)
            return tuple(ClockRow(one, _order(q, one.label.id)) for one in clocks)

        return services.read(rows)


def _order(q: "Query", label: str) -> str:
    shipment = shipment_of_label(q, label)
    return shipment.number if shipment else ""
