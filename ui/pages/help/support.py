"""Help > Support on the window: whom to ask about which carrier, and what to have ready."""

from functools import partial

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from ui.icon_names import Ico
from ui.pages.help.presenter import HelpPresenter, support_text
from ui.pages.help.rows import SupportView
from ui.views import ChipView, Tone
from ui.widgets.buttons import Button, Size
from ui.widgets.card import Card, Facts
from ui.widgets.chip import Chip
from ui.widgets.kit import Kit
from ui.widgets.layouts import Columns, FlowLayout, holder
from ui.widgets.sections import Section
from ui.widgets.states import copy_text

_CARD_PX = 340


class SupportSection(Section):
    """A card per carrier, as many across as there is room for."""

    def __init__(self, kit: Kit, presenter: HelpPresenter) -> None:
        tr = kit.tr
        super().__init__(kit, tr("Support"), tr("Postage is paid through a provider: its desk answers for the money."))
        self._presenter = presenter
        columns = Columns(kit.px(16))
        for view in presenter.support():
            columns.addWidget(self._card(view))
        self.add(holder(columns))
        self.add_rest()

    def _card(self, view: SupportView) -> Card:
        kit, tr = self.kit, self.kit.tr
        card = Card(kit, view.carrier)
        card.setMinimumWidth(kit.px(_CARD_PX))
        if view.wallet:
            paid = ChipView(Tone.ACCENT, Ico.WALLET, tr("One Balance {currency}", currency=view.wallet))
        else:
            paid = ChipView(Tone.NEUTRAL, Ico.BOOK_OPEN, tr("Catalogue only"))
        card.add_action(Chip(kit, paid))
        card.add(Facts(kit, view.lines))
        card.body.addStretch(1)
        copy = Button(kit, tr("Copy details"), icon=Ico.COPY, size=Size.SMALL)
        copy.setAccessibleName(tr("Copy the support details of {carrier}", carrier=view.carrier))
        copy.clicked.connect(partial(self._copy, view))
        buttons = FlowLayout(kit.px(8))
        buttons.addWidget(copy)
        if view.link:
            web = Button(kit, tr("Open the website"), icon=Ico.EXTERNAL_LINK, size=Size.SMALL)
            web.setAccessibleName(tr("Open the website of {carrier}", carrier=view.carrier))
            web.clicked.connect(partial(self._open, view.link))
            buttons.addWidget(web)
        card.add(holder(buttons))
        return card

    def _copy(self, view: SupportView) -> None:
        copy_text(support_text(view))
        self._presenter.copied()

    def _open(self, link: str) -> None:
        QDesktopServices.openUrl(QUrl(link))
