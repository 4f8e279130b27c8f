"""Refunds due with the days on which they should come, and the labels whose money may still be saved."""

from ui.carrier_words import carrier_name
from ui.icon_names import Ico
from ui.pages.balance.forms import Form
from ui.pages.balance.panel import Panel
from ui.pages.balance.refunds.presenter import RefundsPresenter, VoidablePresenter
from ui.pages.balance.refunds.rows import ClockRow, DueRow, at_risk, days_tone, due_state
from ui.views import Tone
from ui.void_words import days_text, expected_text, void_text
from ui.widgets.buttons import Button
from ui.widgets.card import Notice
from ui.widgets.kit import Kit
from ui.widgets.states import EmptyState
from ui.widgets.tables import Align, Column


class RefundsPanel(Panel[tuple[DueRow, ...]]):
    """The refunds that are to come."""

    def __init__(self, kit: Kit, presenter: RefundsPresenter) -> None:
        self._refunds = presenter
        self._zone = presenter.app.services.desk.actor.zone
        super().__init__(kit, presenter)

    def fill(self, facts: tuple[DueRow, ...]) -> None:
        """The list and what can be done."""
        kit, tr = self.kit, self.kit.tr
        ask = Button(kit, tr("Ask what came"), icon=Ico.REFRESH_CW)
        ask.clicked.connect(self._refunds.ask)
        answers = [ask]
        if facts:
            came = Button(kit, tr("It came…"), icon=Ico.CHECK)
            came.clicked.connect(self._came)
            lost = Button(kit, tr("Give it up…"), icon=Ico.BAN)
            lost.clicked.connect(self._give_up)
            answers += [came, lost]
        self.buttons(*answers)
        words = tr("A voided label is not refunded yet: until its carrier pays, it is listed here.")
        self.table(
            tr("Refunds due"), self._columns(), facts, lambda row: self._show(row.due.label.id),
            EmptyState(kit, Ico.HOURGLASS, tr("No refund is due"), words), id_of=lambda row: row.due.label.id,
        )  # fmt: skip

    def _show(self, label: str) -> None:
        self._refunds.app.go_to("shipments", label)

    def _columns(self) -> tuple[Column[DueRow], ...]:
        tr, zone = self.kit.tr, self._zone
        return (
            Column(
                "since", tr("Voided"), lambda row: tr.day(row.due.accepted_at.astimezone(zone).date().isoformat()),
                130, second=lambda row: tr.time(row.due.accepted_at, zone),
            ),
            Column("order", tr("Order"), lambda row: row.order, 120, strong=True),
            Column("carrier", tr("Carrier"), lambda row: carrier_name(tr, row.due.label.carrier), 140),
            Column("tracking", tr("Tracking number"), lambda row: row.due.label.tracking),
            Column("state", tr("State"), lambda _row: "", 180, chip=lambda row: due_state(tr, row)),
            Column(
                "expected", tr("Expected"), lambda row: expected_text(tr, row.due), 210,
                tone=lambda row: Tone.ERROR if row.due.is_overdue else None,
            ),
            Column("amount", tr("Amount"), lambda row: tr.money(row.due.amount), 120, Align.RIGHT, strong=True),
        )  # fmt: skip

    # What the person says

    def _came(self) -> None:
        row, tr = self._refunds.row(), self.kit.tr
        if row is None:
            return
        label = row.due.label
        note = tr("Order {number}, {tracking}", number=row.order, tracking=label.tracking)
        form = Form(self.kit, self.window(), tr("A refund came"), note)
        form.add(form.ask("amount", tr("What came"), text=tr.money(row.due.amount, with_currency=False)))
        form.add(form.ask("ref", tr("Where it stands"), tr("The line of the portal or of the statement.")))
        form.finish(
            tr("Book it"),
            lambda filled: self._refunds.record(
                label, filled.text("amount"), filled.text("ref"), filled.done_well, filled.refused
            ),
        ).show_over()

    def _give_up(self) -> None:
        row, tr = self._refunds.row(), self.kit.tr
        if row is None:
            return
        label = row.due.label
        note = tr("{amount} is booked as lost; if it comes after all, it is booked then.", amount=row.due.amount)
        form = Form(self.kit, self.window(), tr("Give a refund up"), note)
        form.add(form.ask("reason", tr("Why is it given up?"), tr("Kept with your name.")))
        form.finish(
            tr("Give it up"),
            lambda filled: self._refunds.give_up(label, filled.text("reason"), filled.done_well, filled.refused),
        ).show_over()


class VoidablePanel(Panel[tuple[ClockRow, ...]]):
    """The labels whose money may still be saved, by days left and money."""

    def __init__(self, kit: Kit, presenter: VoidablePresenter) -> None:
        self._labels = presenter
        self._zone = presenter.app.services.desk.actor.zone
        super().__init__(kit, presenter)

    def fill(self, facts: tuple[ClockRow, ...]) -> None:
        """What is at risk in all, and the list."""
        kit, tr = self.kit, self.kit.tr
        if facts:
            words = tr("At risk: {amount}.", amount=at_risk(facts))
            more = tr("Open a label to void it: what was not used comes back only in its carrier’s time.")
            self.add(Notice(kit, Tone.NEUTRAL, Ico.CLOCK, f"{words} {more}"))
        nothing = EmptyState(
            kit, Ico.CLOCK, tr("No label can be voided."), tr("Labels whose money may still be saved are listed here.")
        )  # fmt: skip
        self.table(tr("Still voidable"), self._columns(), facts, self._show, nothing)

    def _show(self, row: ClockRow) -> None:
        self._labels.app.go_to("shipments", row.clock.label.id)

    def _columns(self) -> tuple[Column[ClockRow], ...]:
        tr, zone = self.kit.tr, self._zone
        return (
            Column(
                "left", tr("Days left"), lambda row: days_text(tr, row.clock.time), 120, tone=days_tone, strong=True
            ),
            Column("price", tr("Price"), lambda row: tr.money(row.clock.label.price), 130, Align.RIGHT),
            Column("order", tr("Order"), lambda row: row.order, 120),
            Column("carrier", tr("Carrier"), lambda row: carrier_name(tr, row.clock.label.carrier), 150),
            Column("tracking", tr("Tracking number"), lambda row: row.clock.label.tracking, 230),
            Column("void", tr("Void", context="noun"), lambda row: void_text(tr, zone, row.clock.time)),
        )  # fmt: skip
