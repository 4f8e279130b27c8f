"""Why a balance is what it is: from the last confirmed reading to now, with subtotals that add up."""

from core.wallet.rules_waterfall import Waterfall
from ui.icon_names import Ico
from ui.pages.balance.explaining.presenter import WhyPresenter
from ui.pages.balance.explaining.rows import open_lines, provider_line, step_lines
from ui.pages.balance.panel import Cell, Lines, Panel
from ui.views import Tone
from ui.widgets.card import Card, Notice
from ui.widgets.kit import Kit


class WhyPanel(Panel[Waterfall]):
    """The waterfall, what is open beside it, and what the provider says."""

    def __init__(self, kit: Kit, presenter: WhyPresenter) -> None:
        self._desk = presenter.app.services.desk
        super().__init__(kit, presenter)

    def ages(self) -> object:
        """The provider's figure grows older."""
        facts = self._presenter.facts
        return provider_line(self.kit.tr, facts, self._desk.clock.now()) if facts is not None else None

    def fill(self, facts: Waterfall) -> None:
        """Draw the three parts."""
        kit, tr = self.kit, self.kit.tr
        steps = Card(kit, tr("Why is the balance {amount}?", amount=facts.booked))
        lines = [
            tuple(Cell(text, None, line.is_sum) for text in (line.name, line.count, line.amount, line.after))
            for line in step_lines(tr, self._desk.actor.zone, facts)
        ]
        steps.add(Lines(kit, ("", tr("Entries"), tr("Amount"), tr("Balance")), lines, (1, 2, 3)))
        words, agrees = provider_line(tr, facts, self._desk.clock.now())
        tone, icon = (Tone.NEUTRAL, Ico.INFO) if agrees else (Tone.ERROR, Ico.SCALE)
        steps.add(Notice(kit, tone, icon, words))
        self.add(steps)
        open_ones = open_lines(tr, facts)
        if open_ones:
            card = Card(kit, tr("Still open"))
            rows = [tuple(map(Cell, (line.name, line.amount, line.about, line.expected))) for line in open_ones]
            head = ("", tr("Amount"), tr("About"), tr("Expected"))
            card.add(Lines(kit, head, rows, (1,)))
            self.add(card)
