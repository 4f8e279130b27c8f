"""The auto-fund card: the rule, what it did today, what it does now; set, stop, resume."""

from core.wallet.autofund.rules import Owner
from core.wallet.autofund.service import AutofundView
from ui.icon_names import Ico
from ui.messages_autofund import OWNERS
from ui.messages_base import capital, word
from ui.pages.balance.autofund.presenter import AutofundPresenter, Typed
from ui.pages.balance.autofund.rows import rule_lines, verdict_line
from ui.pages.balance.forms import Form
from ui.pages.balance.panel import Panel
from ui.views import Tone
from ui.widgets.buttons import Button, Kind
from ui.widgets.card import Card, Facts, Notice
from ui.widgets.choices import Choice
from ui.widgets.kit import Kit


class AutofundPanel(Panel[AutofundView]):
    """One wallet's rule."""

    def __init__(self, kit: Kit, presenter: AutofundPresenter) -> None:
        self._rule = presenter
        super().__init__(kit, presenter)

    def fill(self, facts: AutofundView) -> None:
        """The card, the warning, the buttons."""
        kit, tr = self.kit, self.kit.tr
        card = Card(
            kit, tr("Auto-fund"), tr("Buys postage when the balance runs low, never more than the day’s limit.")
        )
        card.add(Facts(kit, rule_lines(tr, facts)))
        tone, words = verdict_line(tr, facts)
        card.add(Notice(kit, tone, Ico.INFO if tone is Tone.NEUTRAL else Ico.CIRCLE_PAUSE, words))
        self.add(card)
        if facts.rule.owner is Owner.US:
            both = tr("The provider’s own automatic purchase must stay off: both switched on would fund twice.")
            self.add(Notice(kit, Tone.NEUTRAL, Ico.TRIANGLE_ALERT, both))
        change = Button(kit, tr("Change the rule…"), icon=Ico.SLIDERS_HORIZONTAL)
        change.clicked.connect(lambda: self._change(facts))
        answers = [change]
        if facts.rule.owner is Owner.US:
            answers.append(self._switch(facts))
        self.buttons(*answers)

    def _switch(self, facts: AutofundView) -> Button:
        tr = self.kit.tr
        if facts.pause is None:
            stop = Button(self.kit, tr("Stop…"), Kind.DANGER, icon=Ico.CIRCLE_PAUSE)
            stop.clicked.connect(self._stop)
            return stop
        go_on = Button(self.kit, tr("Let it run again"), icon=Ico.PLAY)
        go_on.clicked.connect(self._rule.resume)
        return go_on

    def _stop(self) -> None:
        tr = self.kit.tr
        form = Form(self.kit, self.window(), tr("Stop auto-funding"), tr("Anyone may; it stops at once."))
        form.add(form.ask("reason", tr("Why is it stopped?")))
        form.finish(
            tr("Stop"), lambda filled: self._rule.stop(filled.text("reason"), filled.done_well, filled.refused),
            Kind.DANGER,
        ).show_over()  # fmt: skip

    def _change(self, facts: AutofundView) -> None:
        tr, rule = self.kit.tr, facts.rule
        currency = rule.amount.currency
        form = Form(
            self.kit, self.window(), tr("Rule of auto-funding"), tr("Amounts in {currency}.", currency=currency)
        )

        def money(minor: int, text: str) -> str:
            return text if minor else ""

        owners = [Choice(one.value, capital(word(tr, OWNERS, one.value))) for one in Owner]
        at = Owner.US if rule.owner is Owner.NOBODY else rule.owner
        form.add(form.choose("owner", tr("Who buys"), owners, at.value))
        below = money(rule.threshold.minor, tr.money(rule.threshold, with_currency=False))
        each = money(rule.amount.minor, tr.money(rule.amount, with_currency=False))
        most = money(rule.max_day.minor, tr.money(rule.max_day, with_currency=False))
        form.pair(
            form.ask("threshold", tr("When less than"), text=below),
            form.ask("amount", tr("Buy"), tr("A multiple of 10.00."), each),
        )  # fmt: skip
        form.pair(
            form.ask("times", tr("Times a day"), text=str(rule.max_times)),
            form.ask("most", tr("Money a day"), tr("Empty: the amount, that many times."), most, optional=True),
        )  # fmt: skip
        form.note(tr("Both switched on would fund twice."))
        form.add(form.tick("off", tr("The provider’s own automatic purchase is off"), on=rule.owner is Owner.US))
        form.finish(tr("Save"), self._give).show_over()

    def _give(self, filled: Form) -> None:
        typed = Typed(
            Owner(filled.key("owner")), filled.text("threshold"), filled.text("amount"), filled.text("times"),
            filled.text("most"), filled.is_ticked("off"),
        )  # fmt: skip
        self._rule.set_rule(typed, filled.done_well, filled.refused)
