"""The settings page: sections at the left; a wallet's set-up takes the whole page while it is open."""

from PySide6.QtWidgets import QStackedWidget

from ui.app_context import App
from ui.icon_names import Ico
from ui.pages.redrawing import while_alive
from ui.pages.settings.carriers.view import CarriersSection
from ui.pages.settings.display.view import DisplaySection
from ui.pages.settings.people.view import PeopleSection
from ui.pages.settings.presenter import (
    CARRIERS,
    DISPLAY,
    KEY,
    PEOPLE,
    PRINTERS,
    RATE_CARDS,
    SAFETY,
    WALLETS,
    SettingsPresenter,
)
from ui.pages.settings.printers.view import PrintersSection
from ui.pages.settings.rate_cards.view import RateCardsSection
from ui.pages.settings.safety.view import SafetySection
from ui.pages.settings.wallets.view import WalletsSection
from ui.pages.setup.presenter import SetupPresenter
from ui.pages.setup.view import SetupView
from ui.widgets.kit import Kit
from ui.widgets.page import Page, PageSpec
from ui.widgets.sections import Sections, SectionSpec


def make_spec(app: App) -> PageSpec:
    """The page for the window."""
    presenter = SettingsPresenter(app)
    return PageSpec(KEY, lambda tr: tr("Settings"), Ico.SETTINGS, lambda kit: SettingsPage(kit, presenter), pinned=True)


class SettingsPage(Page):
    """Sections, or the set-up over them."""

    def __init__(self, kit: Kit, presenter: SettingsPresenter) -> None:
        super().__init__(kit)
        self.setAccessibleName(kit.tr("Settings"))
        self._presenter = presenter
        self._stack = QStackedWidget()
        self.sections = Sections(kit, kit.tr("Settings"), self._specs(), presenter.section)
        self.sections.chosen.connect(self._chosen)
        self._stack.addWidget(self.sections)
        self.setup: SetupView | None = None
        self._setup_of: SetupPresenter | None = None
        self.add(self._stack, 1)
        presenter.attach(while_alive(self, self.refresh))

    def _specs(self) -> tuple[SectionSpec, ...]:
        tr, presenter = self.kit.tr, self._presenter
        services, desk = presenter.app.services, presenter.app.services.desk
        specs = (
            (PRINTERS, tr("Printers"), Ico.PRINTER, lambda kit: PrintersSection(kit, presenter.printers)),
            (DISPLAY, tr("Language and display"), Ico.LANGUAGES, lambda kit: DisplaySection(kit, presenter.display)),
            (WALLETS, tr("Account settings"), Ico.WALLET, lambda kit: WalletsSection(kit, presenter.wallets, desk)),
            (CARRIERS, tr("Carriers"), Ico.TRUCK, lambda kit: CarriersSection(kit, presenter.carriers)),
            (RATE_CARDS, tr("Rate cards"), Ico.TAGS, lambda kit: RateCardsSection(kit, presenter.rate_cards, services)),
            (PEOPLE, tr("People"), Ico.USERS, lambda kit: PeopleSection(kit, presenter.people)),
            (SAFETY, tr("Safety"), Ico.SHIELD_CHECK, lambda kit: SafetySection(kit, presenter.safety)),
        )
        return tuple(SectionSpec(*spec) for spec in specs)

    def entered(self) -> None:
        """Load what is shown."""
        self.refresh()
        if self._presenter.setup is None:
            self.sections.section().entered()

    def _chosen(self, key: str) -> None:
        self._presenter.section = key

    def refresh(self) -> None:
        """Show the section, or the set-up, that the presenter names."""
        wanted = self._presenter.setup
        if wanted is not self._setup_of:
            self._drop_setup()
            if wanted is not None:
                self.setup = SetupView(self.kit, wanted, self._presenter.app.services.desk)
                self._stack.addWidget(self.setup)
                self._stack.setCurrentWidget(self.setup)
            self._setup_of = wanted
        if wanted is None and self.sections.key() != self._presenter.section:
            self.sections.show_section(self._presenter.section)

    def _drop_setup(self) -> None:
        if self.setup is not None:
            self._stack.setCurrentWidget(self.sections)
            self._stack.removeWidget(self.setup)
            self.setup.deleteLater()
            self.setup = None
