"""Help > Keys on the window: what F1 lists, on a page that stays."""

from collections.abc import Sequence
from typing import Protocol, runtime_checkable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from ui.pages.help.presenter import HelpPresenter
from ui.pages.redrawing import drop
from ui.views import KeyLine
from ui.widgets.buttons import KeyHint
from ui.widgets.card import Card
from ui.widgets.kit import Kit
from ui.widgets.layouts import Columns, holder
from ui.widgets.sections import Section
from ui.widgets.text import Label

Groups = Sequence[tuple[str, Sequence[KeyLine]]]


@runtime_checkable
class HasKeys(Protocol):
    """The window, as far as it is known here."""

    def key_groups(self) -> Groups:
        """The keys of the pages that were opened, and of the window."""
        ...


class KeysSection(Section):
    """The keys by page, in cards."""

    def __init__(self, kit: Kit, presenter: HelpPresenter) -> None:
        tr = kit.tr
        super().__init__(kit, tr("Keys"), tr("F1 shows the keys of the page that you are on."))
        self._presenter = presenter
        self._groups: Groups = ()
        self._cards: QWidget | None = None

    def entered(self) -> None:
        """Ask the window."""
        window = self.window()
        groups = tuple(window.key_groups()) if isinstance(window, HasKeys) else ()
        if groups == self._groups:
            return
        self._groups = groups
        drop(self._cards)
        columns = Columns(self.kit.px(16))
        for title, lines in groups:
            columns.addWidget(self._card(title, lines))
        self._cards = holder(columns)
        self.add(self._cards)
        self.add_rest()

    def _card(self, title: str, lines: Sequence[KeyLine]) -> Card:
        kit = self.kit
        card = Card(kit, title)
        card.setMinimumWidth(kit.px(320))
        grid = QGridLayout()
        grid.setHorizontalSpacing(kit.px(16))
        grid.setVerticalSpacing(kit.px(10))
        for index, line in enumerate(lines):
            grid.addWidget(KeyHint(kit, line.keys), index, 0, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
            grid.addWidget(Label(kit, line.does, wrap=True), index, 1)
        grid.setColumnStretch(1, 1)
        card.add(grid)
        card.body.addStretch(1)
        return card
