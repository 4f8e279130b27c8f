"""Outcome unknown: each purchase with its evidence and the ways out."""

from core.purchases.rules import Kind
from ui.icon_names import Ico
from ui.pages.balance.forms import Form
from ui.pages.balance.panel import Panel
from ui.pages.balance.unknown.presenter import UnknownPresenter
from ui.pages.balance.unknown.rows import Known, UnknownFacts, evidence_lines, half_line, headline, spare_line
from ui.views import ChipView, Tone
from ui.widgets.buttons import Button, Size
from ui.widgets.card import Card, Facts, Notice
from ui.widgets.chip import Chip
from ui.widgets.data_table import TableCard
from ui.widgets.kit import Kit
from ui.widgets.layouts import FlowLayout, holder
from ui.widgets.states import EmptyState


class UnknownPanel(Panel[UnknownFacts]):
    """The list, on one screen."""

    def __init__(self, kit: Kit, presenter: UnknownPresenter) -> None:
        self._desk = presenter
        super().__init__(kit, presenter)

    def fill(self, facts: UnknownFacts) -> None:
        """Late labels and halves first, then each purchase."""
        kit, tr = self.kit, self.kit.tr
        for label in facts.spare:
            self._waits(spare_line(tr, label), label.id)
        for half in facts.halves:
            self._waits(half_line(tr, half), half.label)
        for known in facts.purchases:
            self.add(self._card(known))
        if not (facts.purchases or facts.spare or facts.halves):
            words = tr("A purchase whose answer was lost is listed here with all that is known about it.")
            self.add(TableCard(kit, EmptyState(kit, Ico.SHIELD_CHECK, tr("Every outcome is known"), words)), 1)

    def _waits(self, words: str, label: str) -> None:
        notice = Notice(self.kit, Tone.WARN, Ico.TRIANGLE_ALERT, words)
        go = Button(self.kit, self.kit.tr("Show the shipment"), size=Size.SMALL)
        go.clicked.connect(lambda: self._desk.app.go_to("shipments", label))
        notice.add_action(go)
        self.add(notice)

    def _card(self, known: Known) -> Card:
        kit, tr = self.kit, self.kit.tr
        card = Card(kit, headline(tr, known))
        chip = (
            ChipView(Tone.ERROR, Ico.OCTAGON_ALERT, tr("Outcome unknown"))
            if known.is_open
            else ChipView(Tone.WARN, Ico.USER, tr("Decided by a person"))
        )
        card.add_action(Chip(kit, chip))
        card.add(Facts(kit, evidence_lines(tr, self._desk.app.services.desk.actor.zone, known)))
        line = FlowLayout(kit.px(8))
        for button in self._ways_out(known):
            button.setEnabled(not self._desk.busy)
            line.addWidget(button)
        card.add(holder(line))
        return card

    def _ways_out(self, known: Known) -> tuple[Button, Button, Button]:
        kit, tr = self.kit, self.kit.tr
        purchase = known.evidence.purchase
        is_void = purchase.kind is Kind.VOID
        again = Button(kit, tr("Ask again"), icon=Ico.REFRESH_CW)
        again.clicked.connect(lambda: self._desk.ask(purchase))
        yes = Button(kit, tr("It was carried out…") if is_void else tr("It was charged…"), icon=Ico.CHECK)
        yes.clicked.connect(lambda: self._decide(known, charged=True))
        no = Button(kit, tr("It was not carried out…") if is_void else tr("It was not charged…"), icon=Ico.BAN)
        no.clicked.connect(lambda: self._decide(known, charged=False))
        return again, yes, no

    def _decide(self, known: Known, *, charged: bool) -> None:
        tr = self.kit.tr
        is_void = known.evidence.purchase.kind is Kind.VOID
        if charged:
            title = tr("It was carried out") if is_void else tr("It was charged")
        else:
            title = tr("It was not carried out") if is_void else tr("It was not charged")
        note = tr("Look into the provider’s portal first. What the provider says later still counts.")
        form = Form(self.kit, self.window(), title, f"{headline(tr, known)}. {note}")
        if charged:
            form.add(form.ask("reference", tr("Provider’s reference"), tr("As it stands in the portal.")))
        form.add(form.ask("reason", tr("How do you know?"), tr("Kept with your name.")))

        def give(filled: Form) -> None:
            self._desk.decide(
                known.evidence.purchase, charged=charged, reference=filled.text("reference") if charged else "",
                reason=filled.text("reason"), done=filled.done_well, failed=filled.refused,
            )  # fmt: skip

        form.finish(tr("Decide"), give).show_over()
