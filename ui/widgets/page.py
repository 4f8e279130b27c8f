"""What a page of the window is: a title, actions, a body; keys that reach the scan box; states."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import cast

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QLayout, QScrollArea, QVBoxLayout, QWidget

from core.i18n import Words
from ui.icon_names import Ico
from ui.theme import TextStyle
from ui.views import KeyLine, Tone
from ui.widgets.fields import ScanBox
from ui.widgets.heads import HeadLayout
from ui.widgets.kit import Kit
from ui.widgets.layouts import column, flowing, holder
from ui.widgets.text import Label

MARGIN = 24


class Page(QWidget):
    """One page. Subclasses fill `body` and override what they need. It fills the window, and scrolls where it must.

    Attributes:
        kit: Words and look.
        body: The column under the title.
    """

    def __init__(self, kit: Kit, title: str = "", note: str = "") -> None:
        super().__init__()
        self.kit = kit
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(title)
        self._scan: ScanBox | None = None
        self._title_row: HeadLayout | None = None
        self.body: QVBoxLayout = column(kit, gap=16)
        inside = column(kit, gap=16, margins=(MARGIN, MARGIN - 4, MARGIN, MARGIN))
        if title:
            words = column(kit, gap=2)
            words.addWidget(Label(kit, title, TextStyle.TITLE))
            if note:
                words.addWidget(Label(kit, note, TextStyle.BODY, Tone.NEUTRAL, wrap=True))
            self._title_row = HeadLayout(kit, holder(words))
            inside.addLayout(self._title_row)
        inside.addLayout(self.body, 1)
        whole = column(kit, gap=0)
        whole.addWidget(scrolled(inside))
        self.setLayout(whole)

    def add(self, item: QWidget | QLayout, stretch: int = 0) -> None:
        """Add to the body."""
        if isinstance(item, QWidget):
            self.body.addWidget(item, stretch)
        else:
            self.body.addLayout(item, stretch)

    def add_action(self, widget: QWidget) -> None:
        """Add a button to the title row; one primary per page, the last."""
        assert self._title_row is not None, "actions stand beside a title"
        self._title_row.add_action(widget)

    def own_focus(self, box: ScanBox) -> None:
        """Let `box` own the focus: it has it when the page comes, and takes over what is typed elsewhere."""
        self._scan = box

    def focus_scan(self) -> None:
        """Put the focus where scans go (F2)."""
        if self._scan is not None:
            self._scan.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self._scan.selectAll()

    def showEvent(self, event: QShowEvent) -> None:
        """The scan box has the focus when the page comes; without one nothing has, until Tab or a click."""
        super().showEvent(event)
        if self._scan is not None:
            self.focus_scan()
        else:
            focused = cast("QWidget | None", self.window().focusWidget())
            if focused is None or not self.isAncestorOf(focused):
                self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Letters and digits that nothing else took belong to a scan."""
        plain = event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
        if self._scan is not None and not plain and event.text().isprintable() and event.text().strip():
            self._scan.take(event.text())
            return
        super().keyPressEvent(event)

    def entered(self) -> None:
        """The page is shown: load what it shows."""

    def escape(self) -> bool:
        """Esc: clear what is under way; False if there was nothing. It never quits."""
        return False

    def keys(self) -> tuple[KeyLine, ...]:
        """The keys of this page, for the key help."""
        return ()


class _ScrollArea(QScrollArea):
    """A scroll area that asks for little and takes what there is."""

    def sizeHint(self) -> QSize:
        """A few lines high."""
        return QSize(super().sizeHint().width(), self.minimumHeight())


def scrolled(inside: QLayout, least_px: int = 120) -> QScrollArea:
    """A layout that scrolls where the window is too small for it; never lower than `least_px`."""
    widget = flowing(inside)
    widget.setObjectName("scrolled")
    area = _ScrollArea()
    area.setMinimumHeight(least_px)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(widget)
    return area


@dataclass(frozen=True, slots=True)
class PageSpec:
    """A page as the window is given it.

    Attributes:
        key: Stable name: ``bench``.
        title: The word on the rail.
        icon: The icon on the rail.
        factory: Makes the page's widgets; called when the page is first shown and again after a change of language
            or theme, so the state lives in the presenter that the factory closes over.
        pinned: At the lower end of the rail.
    """

    key: str
    title: Words
    icon: Ico
    factory: Callable[[Kit], Page]
    pinned: bool = False
