"""Dialogs: a title, a body, and the answers at the lower right. Enter presses only what has the focus."""

from typing import cast

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QLayout, QLineEdit, QVBoxLayout, QWidget

from ui.theme import TextStyle
from ui.views import Tone
from ui.widgets.buttons import ENTER_KEYS, Button
from ui.widgets.kit import Kit
from ui.widgets.layouts import column, row
from ui.widgets.text import Label, rule


class Dialog(QDialog):
    """A question that needs an answer before anything else. Esc closes it without doing anything.

    Attributes:
        body: The column to fill.
    """

    def __init__(self, kit: Kit, parent: QWidget | None, title: str, note: str = "", width: int = 520) -> None:
        super().__init__(parent)
        self.kit = kit
        self._shown = False
        self.setWindowTitle(title)
        self.setModal(True)
        whole = column(kit, gap=0)
        whole.addStrut(kit.px(width))
        # Qt would hold the height that wrapped words need at their narrowest; showEvent finds the true one.
        whole.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        head = column(kit, gap=4, margins=(28, 24, 28, 4))
        head.addWidget(Label(kit, title, TextStyle.TITLE, wrap=True))
        if note:
            head.addWidget(Label(kit, note, TextStyle.BODY, Tone.NEUTRAL, wrap=True))
        self.body: QVBoxLayout = column(kit, gap=16, margins=(28, 16, 28, 24))
        self._foot = row(kit, 1, gap=8)
        self._foot.setContentsMargins(kit.px(28), kit.px(16), kit.px(28), kit.px(16))
        whole.addLayout(head)
        whole.addLayout(self.body, 1)
        whole.addWidget(rule())
        whole.addLayout(self._foot)
        self.setLayout(whole)

    def add(self, item: QWidget | QLayout, stretch: int = 0) -> None:
        """Add to the body."""
        if isinstance(item, QWidget):
            self.body.addWidget(item, stretch)
        else:
            self.body.addLayout(item, stretch)

    def add_answer(self, button: Button) -> Button:
        """Add an answer at the right; the primary one last."""
        self._foot.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        return button

    def add_cancel(self) -> Button:
        """Add the answer that does nothing."""
        tr = self.kit.tr
        cancel = Button(self.kit, tr("Cancel"))
        cancel.clicked.connect(self.reject)
        return self.add_answer(cancel)

    def showEvent(self, event: QShowEvent) -> None:
        """As high as the words are at this width; the focus waits for an input or for Tab, never on an answer."""
        super().showEvent(event)
        self._fit()
        focused = cast("QWidget | None", self.focusWidget())
        if focused is None or isinstance(focused, Button):
            (next(iter(self.findChildren(QLineEdit)), None) or self).setFocus()

    def event(self, event: QEvent) -> bool:
        """Grow when the words in the body do."""
        done = super().event(event)
        if event.type() is QEvent.Type.LayoutRequest and self.isVisible():
            self._fit()
        return done

    def _fit(self) -> None:
        layout = self.layout()
        assert layout is not None
        width = layout.totalMinimumSize().width()
        self.setMinimumWidth(width)
        width = max(width, self.width() if self._shown else 0)
        needed = layout.totalHeightForWidth(width) if layout.hasHeightForWidth() else layout.totalSizeHint().height()
        self.resize(width, max(needed, self.height() if self._shown else 0))
        self._shown = True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Swallow an Enter that nothing took: a scanner's line end must not answer."""
        if event.key() in ENTER_KEYS:
            event.accept()
            return
        super().keyPressEvent(event)

    def show_over(self) -> None:
        """Show it without blocking the caller; `accepted` and `rejected` tell the answer."""
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.open()
