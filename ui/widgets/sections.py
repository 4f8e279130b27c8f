"""A page of several sections: their names at the left, the chosen one beside them, each scrolling by itself."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QEnterEvent, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QBoxLayout,
    QButtonGroup,
    QLayout,
    QSizePolicy,
    QStackedWidget,
    QWidget,
)

from ui import icons
from ui.icon_names import Ico
from ui.theme import TextStyle
from ui.views import Tone
from ui.widgets.heads import HeadLayout
from ui.widgets.kit import Kit
from ui.widgets.layouts import FlowLayout, column, holder
from ui.widgets.page import scrolled
from ui.widgets.paint import FOCUS_RING_PX, rounded
from ui.widgets.text import Label

NAV_PX = 208
_ITEM_PX, _ICON_PX = 40, 18
_BESIDE_PX, _LEAST_PX = 1000, 480


class Section(QWidget):
    """What stands beside the list: a title with its actions, a note, a body.

    Attributes:
        kit: Words and look.
    """

    def __init__(self, kit: Kit, title: str, note: str = "") -> None:
        super().__init__()
        self.kit = kit
        self.setAccessibleName(title)
        self._whole = column(kit, gap=16)
        words = column(kit, gap=2)
        words.addWidget(Label(kit, title, TextStyle.TITLE))
        if note:
            words.addWidget(Label(kit, note, TextStyle.BODY, Tone.NEUTRAL, wrap=True))
        self._title_row = HeadLayout(kit, holder(words))
        self._whole.addLayout(self._title_row)
        self.setLayout(self._whole)

    def add(self, item: QWidget, stretch: int = 0) -> None:
        """Add to the body."""
        self._whole.addWidget(item, stretch)

    def add_rest(self) -> None:
        """What is left of the height stays empty at the foot."""
        self._whole.addStretch(1)

    def add_action(self, widget: QWidget) -> None:
        """Add a button to the title row."""
        self._title_row.add_action(widget)

    def entered(self) -> None:
        """The section is shown: load what it shows."""


@dataclass(frozen=True, slots=True)
class SectionSpec:
    """A section as the page is given it.

    Attributes:
        key: Stable name.
        title: Its words in the list.
        icon: Beside them.
        factory: Makes the section when it is first shown.
    """

    key: str
    title: str
    icon: Ico
    factory: Callable[[Kit], Section]


class _Item(QAbstractButton):
    """One name in the list."""

    def __init__(self, kit: Kit, spec: SectionSpec) -> None:
        super().__init__()
        self._kit, self.spec, self._hot = kit, spec, False
        self.setCheckable(True)
        self.setText(spec.title.replace("&", "&&"))
        self.setAccessibleName(spec.title)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Icon, words, air."""
        words = QFontMetricsF(self._kit.look.font(TextStyle.STRONG)).horizontalAdvance(self.spec.title)
        return QSize(round(words) + self._kit.px(56), self._kit.px(_ITEM_PX))

    def enterEvent(self, _event: QEnterEvent) -> None:
        """The pointer came."""
        self._hot = True
        self.update()

    def leaveEvent(self, _event: QEvent) -> None:
        """The pointer left."""
        self._hot = False
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter chooses, as Space does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Tile, icon, words."""
        painter = QPainter(self)
        look, on, px = self._kit.look, self.isChecked(), self._kit.px
        p = look.palette
        box = QRectF(self.rect()).adjusted(0, px(1), 0, -px(1))
        if on or self._hot:
            rounded(painter, box, px(8), QColor(p.accent_tint if on else p.hover))
        if self.hasFocus():
            rounded(painter, box, px(8), None, QColor(p.accent), FOCUS_RING_PX)
        ink = QColor(p.accent if on else p.text)
        side = px(_ICON_PX)
        icons.draw(painter, self.spec.icon, QRectF(px(12), box.center().y() - side / 2, side, side), ink)
        painter.setFont(look.font(TextStyle.STRONG if on else TextStyle.BODY))
        painter.setPen(ink)
        words = QRectF(box)
        words.setLeft(px(12 + _ICON_PX + 10))
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.spec.title)


class Sections(QWidget):
    """The list and the chosen section. Where the page is narrow or text is large, the names stand above the section.

    Signals:
        chosen: A person chose a section; carries its key.
    """

    chosen = Signal(str)

    def __init__(self, kit: Kit, title: str, specs: Sequence[SectionSpec], at: str) -> None:
        super().__init__()
        self._kit, self._specs = kit, {spec.key: spec for spec in specs}
        self._made: dict[str, tuple[Section, QWidget]] = {}
        self._items: dict[str, _Item] = {}
        self._stack = QStackedWidget()
        self._title = Label(kit, title, TextStyle.TITLE)
        group = QButtonGroup(self)
        for spec in specs:
            item = _Item(kit, spec)
            item.clicked.connect(lambda _checked=False, key=spec.key: self._pick(key))
            group.addButton(item)
            self._items[spec.key] = item
        self._whole = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._whole.setContentsMargins(0, 0, 0, 0)
        self._aside: QWidget | None = None
        self.setLayout(self._whole)
        self._whole.addWidget(self._stack, 1)
        self._place(beside=True)
        self._at = at
        self._show(at)

    def _place(self, *, beside: bool) -> None:
        """Put the names at the left, or above."""
        px, before = self._kit.px, self._aside
        inside: QLayout = self._column() if beside else self._line()
        self._aside = holder(inside)
        direction = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        self._whole.setDirection(direction)
        self._whole.setSpacing(px(32 if beside else 16))
        self._aside.setMinimumWidth(px(NAV_PX) if beside else 0)
        across = QSizePolicy.Policy.Fixed if beside else QSizePolicy.Policy.Preferred
        self._aside.setSizePolicy(across, QSizePolicy.Policy.Preferred)
        self._whole.insertWidget(0, self._aside)
        self._title.setVisible(beside)
        self._is_beside = beside
        if before is not None:
            self._whole.removeWidget(before)
            before.deleteLater()

    def _column(self) -> QLayout:
        names = column(self._kit, gap=2)
        names.addWidget(self._title)
        names.addSpacing(self._kit.px(12))
        for item in self._items.values():
            names.addWidget(item)
        names.addStretch(1)
        return names

    def _line(self) -> QLayout:
        names = FlowLayout(self._kit.px(4))
        names.addWidget(self._title)
        for item in self._items.values():
            names.addWidget(item)
        return names

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Names move above the section where both would be too narrow."""
        super().resizeEvent(event)
        beside = self.width() >= self._kit.px(_BESIDE_PX)
        if beside != self._is_beside:
            self._place(beside=beside)

    def minimumSizeHint(self) -> QSize:
        """As narrow as one section: names give way."""
        return QSize(self._kit.px(_LEAST_PX), super().minimumSizeHint().height())

    def _pick(self, key: str) -> None:
        self.show_section(key)
        self.chosen.emit(key)

    def _show(self, key: str) -> None:
        if key not in self._made:
            section = self._specs[key].factory(self._kit)
            inside = column(self._kit, margins=(0, 0, 8, 0))
            inside.addWidget(section)
            area = scrolled(inside)
            self._made[key] = section, area
            self._stack.addWidget(area)
        self._at = key
        self._items[key].setChecked(True)
        self._stack.setCurrentWidget(self._made[key][1])

    def show_section(self, key: str) -> None:
        """Show a section and let it load; a key that is not known changes nothing."""
        if key in self._specs:
            self._show(key)
            self.section().entered()

    def section(self) -> Section:
        """The section that is shown."""
        return self._made[self._at][0]

    def key(self) -> str:
        """Its key."""
        return self._at
