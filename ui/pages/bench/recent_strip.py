"""The foot of the bench: the last labels with their states, reprint and void."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QEnterEvent, QFontMetricsF, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QLayout, QSizePolicy, QWidget

from ui.icon_names import Ico
from ui.pages.bench.rows import RecentLabel
from ui.theme import TextStyle
from ui.views import Tone
from ui.widgets.buttons import Button
from ui.widgets.chip import draw_chip
from ui.widgets.kit import Kit
from ui.widgets.layouts import row
from ui.widgets.paint import FOCUS_RING_PX, rounded
from ui.widgets.text import ElidedLabel

_HEIGHT_PX, _LEAST_PX = 60, 120
PLACES = 5


class RecentButton(QAbstractButton):
    """One of the last labels: order and recipient, and its state; opens the shipment."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._view: RecentLabel | None = None
        self._hot = False
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_label(self, view: RecentLabel) -> None:
        """Show this label."""
        self._view = view
        words = f"{view.head}, {view.below}, {view.chip.text}"
        self.setAccessibleName(words)
        self.setToolTip(words)
        self.update()

    def label(self) -> str:
        """The label's id."""
        return self._view.label if self._view else ""

    def sizeHint(self) -> QSize:
        """Two lines."""
        return QSize(self._kit.px(_LEAST_PX + 60), self._kit.px(_HEIGHT_PX))

    def minimumSizeHint(self) -> QSize:
        """Enough for a number and a chip."""
        return QSize(self._kit.px(_LEAST_PX), self._kit.px(_HEIGHT_PX))

    def enterEvent(self, _event: QEnterEvent) -> None:
        """The pointer came."""
        self._hot = True
        self.update()

    def leaveEvent(self, _event: QEvent) -> None:
        """The pointer left."""
        self._hot = False
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the sheet, the words, the chip, the focus ring."""
        view, look, px = self._view, self._kit.look, self._kit.px
        if view is None:
            return
        painter, p = QPainter(self), look.palette
        box = QRectF(self.rect())
        fill = p.selection if self.isDown() else p.hover if self._hot else p.card
        rounded(painter, box, px(8), QColor(fill), QColor(p.hairline))
        if self.hasFocus():
            rounded(painter, box, px(8), None, QColor(p.accent), FOCUS_RING_PX)
        inner = box.adjusted(px(10), px(6), -px(10), -px(6))
        font = look.font(TextStyle.STRONG)
        font.setStrikeOut(view.chip.struck)
        painter.setFont(font)
        painter.setPen(QColor(p.text))
        line = QRectF(inner.left(), inner.top(), inner.width(), px(20))
        text = QFontMetricsF(font).elidedText(view.head, Qt.TextElideMode.ElideRight, line.width())
        painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)
        draw_chip(painter, QRectF(inner.left(), inner.bottom() - px(24), inner.width(), px(24)), look, view.chip)


class RecentStrip(QWidget):
    """Five places, and the two keys that concern the last label.

    Signals:
        opened: A label; carries its id.
        reprint_pressed: F9.
        void_pressed: F8.
    """

    opened = Signal(str)
    reprint_pressed = Signal()
    void_pressed = Signal()

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        tr = kit.tr
        self._kit = kit
        self.buttons = [RecentButton(kit) for _ in range(PLACES)]
        self._none = ElidedLabel(kit, "", TextStyle.BODY, Tone.NEUTRAL)
        self.reprint = Button(kit, tr("Reprint last"), icon=Ico.PRINTER, keys="F9")
        self.void = Button(kit, tr("Void last"), icon=Ico.BAN, keys="F8")
        self.reprint.clicked.connect(self.reprint_pressed)
        self.void.clicked.connect(self.void_pressed)
        line = row(kit, gap=8)
        for button in self.buttons:
            button.clicked.connect(lambda _checked=False, b=button: self.opened.emit(b.label()))
            line.addWidget(button, 1)
        line.addWidget(self._none, 1)
        line.addSpacing(kit.px(8))
        line.addWidget(self.reprint)
        line.addWidget(self.void)
        line.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self.setLayout(line)
        self.setFixedHeight(kit.px(_HEIGHT_PX))
        self._views: tuple[RecentLabel, ...] = ()
        self.show_recent(())

    def show_recent(self, views: Sequence[RecentLabel]) -> None:
        """Show these, the newest first."""
        self._views = tuple(views)
        for button, view in zip(self.buttons, views, strict=False):
            button.show_label(view)
        self._fit()

    def _fit(self) -> None:
        """As many of them as there is room for: the two keys are never pushed out."""
        gap = self._kit.px(8)
        keys = self.reprint.sizeHint().width() + self.void.sizeHint().width() + 3 * gap
        room = max(0, self.width() - keys) // (self._kit.px(_LEAST_PX) + gap)
        for index, button in enumerate(self.buttons):
            button.setVisible(index < min(room, len(self._views)))
        self._none.setVisible(not self._views or not room)
        self._none.setText("" if self._views else self._kit.tr("The last five labels appear here."))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More room is more labels."""
        super().resizeEvent(event)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """The two keys."""
        keys = self.reprint.sizeHint().width() + self.void.sizeHint().width()
        return QSize(keys + self._kit.px(32), self._kit.px(_HEIGHT_PX))

    def show_keys(self, *, reprint: str | None, void: str | None, of_order: bool) -> None:
        """Whether F9 and F8 can be pressed, and whether they are about the order in hand."""
        tr = self._kit.tr
        self.reprint.set_text(tr("Reprint this") if of_order else tr("Reprint last"))
        self.void.set_text(tr("Void this") if of_order else tr("Void last"))
        self.reprint.forbid(reprint)
        self.void.forbid(void)
