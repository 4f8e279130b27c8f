"""Close account: four steps, one after the other; there is no other way for money to come back, and no part of it."""

from collections.abc import Callable

from ui.icon_names import Ico
from ui.pages.balance.closing.dialogs import ask_back, ask_begin, ask_came, ask_stay
from ui.pages.balance.closing.presenter import ClosingPresenter
from ui.pages.balance.closing.rows import (
    ClosingFacts,
    Step,
    asked_line,
    only_way,
    open_line,
    plan_lines,
    voidable_line,
)
from ui.pages.balance.freezing.notice import ask_freeze
from ui.pages.balance.freezing.presenter import FreezePresenter
from ui.pages.balance.panel import Panel
from ui.pages.balance.rows import Report
from ui.views import ChipView, Tone
from ui.widgets.buttons import Button, Kind, Size
from ui.widgets.card import Card, Notice
from ui.widgets.chip import Chip
from ui.widgets.files import ask_save
from ui.widgets.kit import Kit
from ui.widgets.layouts import FlowLayout, holder
from ui.widgets.text import Label


class ClosingPanel(Panel[ClosingFacts]):
    """The guided flow of one wallet; `go` shows another list of the page."""

    def __init__(
        self, kit: Kit, presenter: ClosingPresenter, freezing: FreezePresenter, go: Callable[[Report], None]
    ) -> None:
        self._closing, self._freezing, self._go = presenter, freezing, go
        super().__init__(kit, presenter)

    def fill(self, facts: ClosingFacts) -> None:
        """What it means, then the steps."""
        kit, tr = self.kit, self.kit.tr
        if facts.step is Step.CLOSED:
            self.add(Notice(kit, Tone.NEUTRAL, Ico.LOCK, tr("The account is closed.")))
            self._letter(facts)
            return
        self.add(Notice(kit, Tone.NEUTRAL, Ico.INFO, only_way(tr, facts)))
        self._begin(facts)
        self._wait(facts)
        self._ask(facts)
        self._receive(facts)
        if facts.step is Step.BEGIN:
            freeze = Button(kit, tr("Freeze instead…"), icon=Ico.LOCK)
            freeze.clicked.connect(lambda: ask_freeze(kit, self.window(), self._freezing, facts.wallet))
            self.buttons(freeze)
        else:
            stay = Button(kit, tr("Call the closing off…"), icon=Ico.UNDO)
            stay.clicked.connect(lambda: ask_stay(kit, self.window(), self._closing))
            self.buttons(stay)

    def _card(self, facts: ClosingFacts, step: Step, title: str, *lines: str) -> Card:
        """A step with its state: behind, now, or to come."""
        kit, tr = self.kit, self.kit.tr
        card = Card(kit, f"{step.value}. {title}")
        at = facts.step
        if step.value < at.value:
            chip = ChipView(Tone.OK, Ico.CHECK, tr("Done"))
        elif step is at:
            chip = ChipView(Tone.ACCENT, Ico.ARROW_RIGHT, tr("Now"))
        else:
            chip = ChipView(Tone.NEUTRAL, Ico.CIRCLE_DASHED, tr("Later"))
        card.add_action(Chip(kit, chip))
        for line in lines:
            card.add(Label(kit, line, wrap=True))
        self.add(card)
        return card

    def _answers(self, card: Card, *buttons: Button) -> None:
        line = FlowLayout(self.kit.px(8))
        for button in buttons:
            button.setEnabled(not self._closing.busy)
            line.addWidget(button)
        card.add(holder(line))

    def _begin(self, facts: ClosingFacts) -> None:
        kit, tr = self.kit, self.kit.tr
        note = tr("Nothing is bought from the wallet any more; refunds and adjustments still come in.")
        card = self._card(facts, Step.BEGIN, tr("Stop buying"), note)
        if facts.step is Step.BEGIN:
            for line in plan_lines(tr, self._closing.app.services.catalogue, facts.plan):
                card.add(Label(kit, line, tone=Tone.NEUTRAL, wrap=True))
            go = Button(kit, tr("Begin closing…"), Kind.DANGER)
            go.clicked.connect(lambda: ask_begin(kit, self.window(), self._closing, facts))
            self._answers(card, go)

    def _wait(self, facts: ClosingFacts) -> None:
        kit, tr = self.kit, self.kit.tr
        card = self._card(facts, Step.EMPTY, tr("Let what is open come in"))
        lines = [open_line(tr, item) for item in facts.view.open_items]
        for text, blocks in lines:
            card.add(Label(kit, text, tone=Tone.WARN if blocks else Tone.NEUTRAL, wrap=True))
        if not lines:
            card.add(Label(kit, tr("Nothing is open."), tone=Tone.NEUTRAL))
        if facts.view.voidable:
            notice = Notice(kit, Tone.WARN, Ico.CLOCK, voidable_line(tr, facts))
            show = Button(kit, tr("Still voidable"), size=Size.SMALL)
            show.clicked.connect(lambda: self._go(Report.VOIDABLE))
            notice.add_action(show)
            card.add(notice)

    def _ask(self, facts: ClosingFacts) -> None:
        kit, tr = self.kit, self.kit.tr
        rest = tr("The whole rest is asked back: {amount} by the books now.", amount=facts.view.booked)
        card = self._card(facts, Step.ASK, tr("Ask the rest back"), asked_line(tr, facts) or rest)
        if facts.step is Step.ASK:
            ask = Button(kit, tr("Ask it back…"), Kind.DANGER)
            ask.clicked.connect(lambda: ask_back(kit, self.window(), self._closing, facts))
            self._answers(card, ask)
        if facts.has_letter:
            self._answers(card, self._letter_button())

    def _letter_button(self) -> Button:
        kit, tr = self.kit, self.kit.tr
        letter = Button(kit, tr("Save the request letter…"), icon=Ico.FILE_DOWN)
        name = self._closing.letter_name()
        letter.clicked.connect(lambda: ask_save(kit, self, tr("Request letter"), name, self._closing.save_letter))
        return letter

    def _letter(self, facts: ClosingFacts) -> None:
        if facts.has_letter:
            self.buttons(self._letter_button())

    def _receive(self, facts: ClosingFacts) -> None:
        kit, tr = self.kit, self.kit.tr
        note = tr("On the first and the last day you are asked to look whether it came.")
        card = self._card(facts, Step.RECEIVE, tr("The money came"), note)
        if facts.step is not Step.RECEIVE:
            return
        if facts.is_overdue:
            card.add(Notice(kit, Tone.ERROR, Ico.TRIANGLE_ALERT, tr("It should have come by now: ask where it is.")))
        came = Button(kit, tr("It came…"), icon=Ico.CHECK)
        came.clicked.connect(lambda: ask_came(kit, self.window(), self._closing, facts))
        self._answers(card, came)
