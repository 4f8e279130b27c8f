"""The Reports page: sections at the left, the chosen one beside them."""

from ui.app_context import App
from ui.icon_names import Ico
from ui.pages.redrawing import while_alive
from ui.pages.reports.card.view import CardSection
from ui.pages.reports.presenter import CARD, KEY, STATEMENTS, TRANSACTIONS, VOLUME, ReportsPresenter
from ui.pages.reports.statements.view import StatementsSection
from ui.pages.reports.transactions.view import TransactionsSection
from ui.pages.reports.volume.view import VolumeSection
from ui.views import KeyLine
from ui.widgets.kit import Kit
from ui.widgets.page import Page, PageSpec
from ui.widgets.sections import Sections, SectionSpec


def make_spec(app: App) -> PageSpec:
    """The page for the window."""
    presenter = ReportsPresenter(app)
    return PageSpec(KEY, lambda tr: tr("Reports"), Ico.CHART_COLUMN, lambda kit: ReportsPage(kit, presenter))


class ReportsPage(Page):
    """Draws what the presenters have."""

    def __init__(self, kit: Kit, presenter: ReportsPresenter) -> None:
        super().__init__(kit)
        self.setAccessibleName(kit.tr("Reports"))
        self._presenter = presenter
        self.sections = Sections(kit, kit.tr("Reports"), self._specs(), presenter.section)
        self.sections.chosen.connect(self._chosen)
        self.add(self.sections, 1)
        presenter.attach(while_alive(self, self.refresh))

    def _specs(self) -> tuple[SectionSpec, ...]:
        tr, presenter = self.kit.tr, self._presenter
        return (
            SectionSpec(
                TRANSACTIONS, tr("Balances"), Ico.WALLET,
                lambda kit: TransactionsSection(kit, presenter.transactions),
            ),
            SectionSpec(
                STATEMENTS, tr("Statements"), Ico.SCROLL_TEXT, lambda kit: StatementsSection(kit, presenter.statements)
            ),
            SectionSpec(CARD, tr("Card statement"), Ico.CREDIT_CARD, lambda kit: CardSection(kit, presenter.card)),
            SectionSpec(VOLUME, tr("Volumes"), Ico.BOXES, lambda kit: VolumeSection(kit, presenter.volume)),
        )  # fmt: skip

    def entered(self) -> None:
        """Load what is shown."""
        self.refresh()
        self.sections.section().entered()

    def keys(self) -> tuple[KeyLine, ...]:
        """The keys of this page."""
        tr = self.kit.tr
        return (KeyLine("Enter", tr("Open the chosen transaction")),)

    def _chosen(self, key: str) -> None:
        self._presenter.section = key

    def refresh(self) -> None:
        """Show the section that the presenter names."""
        if self.sections.key() != self._presenter.section:
            self.sections.show_section(self._presenter.section)
