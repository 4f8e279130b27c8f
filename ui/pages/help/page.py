"""The Help page: its sections at the left, the chosen one beside them."""

import PySide6
from PySide6.QtCore import qVersion

from ui.app_context import App
from ui.icon_names import Ico
from ui.pages.help.about import AboutSection
from ui.pages.help.keys import KeysSection
from ui.pages.help.licences import LicencesSection
from ui.pages.help.presenter import ABOUT, KEY, KEYS, LICENCES, SUPPORT, TROUBLES, HelpPresenter
from ui.pages.help.rows import Toolkit
from ui.pages.help.support import SupportSection
from ui.pages.help.troubleshooting import TroublesSection
from ui.widgets.kit import Kit
from ui.widgets.page import Page, PageSpec
from ui.widgets.sections import Sections, SectionSpec


def make_spec(app: App) -> PageSpec:
    """The page for the window."""
    presenter = HelpPresenter(app, Toolkit(str(qVersion()), PySide6.__version__))
    return PageSpec(KEY, lambda tr: tr("Help"), Ico.HELP, lambda kit: HelpPage(kit, presenter), pinned=True)


class HelpPage(Page):
    """Five sections."""

    def __init__(self, kit: Kit, presenter: HelpPresenter) -> None:
        super().__init__(kit)
        self.setAccessibleName(kit.tr("Help"))
        self._presenter = presenter
        self.sections = Sections(kit, kit.tr("Help"), self._specs(), presenter.state.section)
        self.sections.chosen.connect(presenter.choose)
        self.add(self.sections, 1)
        leave = presenter.listeners.join(self.refresh)
        self.destroyed.connect(leave)

    def _specs(self) -> tuple[SectionSpec, ...]:
        tr, presenter = self.kit.tr, self._presenter
        return (
            SectionSpec(ABOUT, tr("About"), Ico.INFO, lambda kit: AboutSection(kit, presenter)),
            SectionSpec(KEYS, tr("Keys"), Ico.KEYBOARD, lambda kit: KeysSection(kit, presenter)),
            SectionSpec(
                TROUBLES, tr("Troubleshooting"), Ico.CLIPBOARD_LIST, lambda kit: TroublesSection(kit, presenter)
            ),
            SectionSpec(SUPPORT, tr("Support"), Ico.PHONE, lambda kit: SupportSection(kit, presenter)),
            SectionSpec(LICENCES, tr("Licences"), Ico.SCROLL_TEXT, lambda kit: LicencesSection(kit, presenter)),
        )

    def entered(self) -> None:
        """Load what is shown."""
        self.refresh()
        self.sections.section().entered()

    def refresh(self) -> None:
        """Show the section that is meant."""
        if self.sections.key() != self._presenter.state.section:
            self.sections.show_section(self._presenter.state.section)
