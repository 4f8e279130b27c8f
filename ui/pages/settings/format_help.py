"""Requested Label Format: the three choices, and the answer to "What Label Format should I select?" behind a button."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.icon_names import Ico
from ui.pages.settings.words import format_choices, format_help
from ui.views import Tone
from ui.widgets.buttons import Button, Kind, Size
from ui.widgets.card import Notice
from ui.widgets.choices import Choice, ChoiceCards
from ui.widgets.kit import Kit
from ui.widgets.layouts import column, row


class FormatChooser(QWidget):
    """Standard, Thermal-EPL or Thermal-ZPL, with the help of S2-18 in place.

    Args:
        kit: Words and look.
        code: The format that is chosen, or nothing.
        ask_outside: The button with the question stands elsewhere (`ask`), not below the choices.

    Attributes:
        ask: Shows and hides the help.
    """

    chosen = Signal(str)

    def __init__(self, kit: Kit, code: str, *, ask_outside: bool = False) -> None:
        super().__init__()
        tr = kit.tr
        choices = [Choice(*choice) for choice in format_choices(tr)]
        self._cards = ChoiceCards(kit, tr("Requested Label Format"), choices, code, beside=True)
        self._cards.chosen.connect(self.chosen)
        self.ask = Button(
            kit, tr("What Label Format should I select?"), Kind.GHOST, icon=Ico.HELP, size=Size.SMALL
        )  # fmt: skip
        self.ask.clicked.connect(self._toggle)
        self._help = Notice(kit, Tone.ACCENT, Ico.INFO, format_help(tr))
        self._help.hide()
        layout = column(kit, gap=8)
        layout.addWidget(self._cards)
        if not ask_outside:
            layout.addLayout(row(kit, self.ask, 1))
        layout.addWidget(self._help)
        self.setLayout(layout)

    def choose(self, code: str) -> None:
        """Show a format as chosen."""
        self._cards.choose(code)

    def code(self) -> str:
        """The format that is chosen, or nothing."""
        return self._cards.key()

    def _toggle(self) -> None:
        self._help.setVisible(not self._help.isVisibleTo(self))
