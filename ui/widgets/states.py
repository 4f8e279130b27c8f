"""The states that every page has: loading, empty, error, content."""

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import QProgressBar, QSizePolicy, QStackedLayout, QWidget

from ui.icon_names import Ico
from ui.theme import TextStyle
from ui.views import ChipView, ErrorView, MoneyMoved, Tone
from ui.widgets.buttons import Button, Kind, Size
from ui.widgets.card import Card
from ui.widgets.chip import Chip
from ui.widgets.kit import Kit
from ui.widgets.layouts import column, row
from ui.widgets.paint import rounded
from ui.widgets.text import IconLabel, Label

SKELETON_AFTER_MS = 150
_COPIED_MS = 2000


class EmptyState(QWidget):
    """Nothing here yet: what this place is for, and the one thing (or the few) to do next."""

    def __init__(self, kit: Kit, icon: Ico, title: str, text: str, action: QWidget | None = None) -> None:
        super().__init__()
        layout = column(kit, gap=12, margins=(32, 32, 32, 32))
        middle = Qt.AlignmentFlag.AlignHCenter
        words = Label(kit, text, TextStyle.BODY, Tone.NEUTRAL, wrap=True)
        words.setAlignment(middle)
        words.setMaximumWidth(kit.px(440))
        words.setMinimumWidth(kit.px(220))
        line = row(kit, 1)  # a row of its own asks the words how high they are at their width
        line.addWidget(words, 100)
        line.addStretch(1)
        layout.addStretch(2)
        layout.addWidget(_Medallion(kit, icon), 0, middle)
        layout.addSpacing(kit.px(4))
        layout.addWidget(Label(kit, title, TextStyle.HEADING), 0, middle)
        layout.addLayout(line)
        if action is not None:
            layout.addSpacing(kit.px(8))
            layout.addWidget(action, 0, middle)
        layout.addStretch(3)
        self.setLayout(layout)
        self.setAccessibleName(title)


class _Medallion(QWidget):
    """A large icon on a round tint."""

    def __init__(self, kit: Kit, icon: Ico) -> None:
        super().__init__()
        self._colour = kit.look.tint(Tone.ACCENT)
        self.setFixedSize(kit.px(72), kit.px(72))
        layout = row(kit)
        layout.addWidget(IconLabel(kit, icon, Tone.ACCENT, 32), 0, Qt.AlignmentFlag.AlignCenter)
        self.setLayout(layout)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the tint."""
        rounded(QPainter(self), QRectF(self.rect()), self.width() / 2, self._colour)


class ErrorPanel(Card):
    """What happened, whether money moved, what to do, the code to copy."""

    def __init__(self, kit: Kit, view: ErrorView, retry: Callable[[], None] | None = None) -> None:
        super().__init__(kit, padding=24, gap=16)
        tr = kit.tr
        self._kit, self._view = kit, view
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        head = row(kit, gap=12)
        head.addWidget(IconLabel(kit, Ico.OCTAGON_ALERT, Tone.ERROR, 28), 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(Label(kit, view.happened, TextStyle.HEADING, wrap=True), 1)
        self.add(head)
        self.add(row(kit, Chip(kit, money_chip(kit, view.money)), 1))
        if view.money_text:
            self.add(Label(kit, view.money_text, wrap=True))
        self.add(Label(kit, view.todo, wrap=True))
        self._copy = Button(kit, tr("Copy details"), Kind.GHOST, icon=Ico.COPY, size=Size.SMALL)
        self._copy.clicked.connect(self._copy_details)
        foot = row(kit, gap=8)
        if retry is not None:
            again = Button(kit, tr("Try again"), icon=Ico.REFRESH_CW)
            again.clicked.connect(retry)
            foot.addWidget(again)
        foot.addStretch(1)
        foot.addWidget(Label(kit, view.code, TextStyle.SMALL, Tone.NEUTRAL, selectable=True))
        foot.addWidget(self._copy)
        self.add(foot)
        self.setAccessibleName(view.happened)
        p = kit.look.palette
        self.setStyleSheet(
            f"QFrame#card {{ background: {p.card}; border: 1px solid {p.hairline}; "
            f"border-left: {kit.px(4)}px solid {p.error}; border-radius: {kit.px(8)}px; }}"
        )

    def _copy_details(self) -> None:
        tr = self._kit.tr
        copy_text("\n".join(part for part in (self._view.code, self._view.happened, self._view.detail) if part))
        self._copy.set_text(tr("Copied"))
        QTimer.singleShot(_COPIED_MS, self._copy, lambda: self._copy.set_text(tr("Copy details")))


def money_chip(kit: Kit, moved: MoneyMoved) -> ChipView:
    """The answer to the first question after any failure."""
    tr = kit.tr
    match moved:
        case MoneyMoved.NO:
            return ChipView(Tone.OK, Ico.SHIELD_CHECK, tr("No money moved"))
        case MoneyMoved.YES:
            return ChipView(Tone.WARN, Ico.CIRCLE_DOLLAR_SIGN, tr("Money moved"))
        case MoneyMoved.UNKNOWN:
            return ChipView(Tone.WARN, Ico.HOURGLASS, tr("Being checked; never charged twice"))


def copy_text(text: str) -> None:
    """Put `text` on the clipboard."""
    QGuiApplication.clipboard().setText(text)


class Skeleton(QWidget):
    """Grey lines where rows will stand; still, because nothing on this window moves while people work."""

    def __init__(self, kit: Kit, rows: int = 6) -> None:
        super().__init__()
        self._kit, self._rows = kit, rows
        self.setAccessibleName(kit.tr("Loading"))

    def sizeHint(self) -> QSize:
        """Room for two lines; it takes what there is."""
        return QSize(self._kit.px(160), self._kit.px(48 * 2))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the lines, shorter ones between longer ones."""
        painter = QPainter(self)
        px = self._kit.px
        colour = QColor(self._kit.look.palette.neutral_tint)
        for index in range(self._rows):
            top = px(16) + index * px(48)
            for left, width in ((0.02, 0.12), (0.18, 0.3 - 0.05 * (index % 3)), (0.56, 0.16), (0.82, 0.1)):
                box = QRectF(self.width() * left, top, self.width() * width, px(14))
                rounded(painter, box, px(4), colour)


class Progress(QWidget):
    """n of m, for work that goes on beside the window; what is done stays done when it is stopped."""

    stopped = Signal()

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        tr = kit.tr
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._words = Label(kit, "")
        stop = Button(kit, tr("Stop after this one"), size=Size.SMALL)
        stop.clicked.connect(self.stopped)
        layout = column(kit, gap=8)
        head = row(kit, gap=12)
        head.addWidget(self._words, 1)
        head.addWidget(stop)
        layout.addLayout(head)
        layout.addWidget(self._bar)
        self.setLayout(layout)

    def show_step(self, done: int, total: int, words: str) -> None:
        """`done` of `total`, and in `words` what is under way; call it at most ten times a second."""
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        self._bar.setAccessibleName(words)
        self._words.setText(words)


class StateStack(QWidget):
    """Content, or one of the states instead of it. Loading shows only after 150 ms, so that quick answers never blink.

    Args:
        kit: Words and look.
        content: What is there in the good case.
        inset: Room around an error, in px at 100 %: 16 inside a card, 0 on a page.
    """

    def __init__(self, kit: Kit, content: QWidget, inset: int = 0) -> None:
        super().__init__()
        self._kit, self._inset = kit, inset
        self._stack = QStackedLayout(self)
        self._content = content
        self._skeleton = Skeleton(kit)
        self._other: QWidget | None = None
        self._stack.addWidget(content)
        self._stack.addWidget(self._skeleton)
        self._wait = QTimer(self, singleShot=True, interval=SKELETON_AFTER_MS)
        self._wait.timeout.connect(lambda: self._stack.setCurrentWidget(self._skeleton))

    def show_content(self) -> None:
        """The good case."""
        self._wait.stop()
        self._stack.setCurrentWidget(self._content)
        self._drop_other()

    def show_loading(self) -> None:
        """What is shown stays for 150 ms, then the skeleton comes."""
        self._wait.start()

    def show_empty(self, empty: QWidget) -> None:
        """Nothing to show, and what to do: an `EmptyState`, alone or in what scrolls where room is short."""
        self._show_other(empty)

    def show_error(self, view: ErrorView, retry: Callable[[], None] | None = None) -> None:
        """It failed, and what to do."""
        around = QWidget()
        layout = column(self._kit, margins=(self._inset,) * 4)
        layout.addWidget(ErrorPanel(self._kit, view, retry))
        layout.addStretch(1)
        around.setLayout(layout)
        self._show_other(around)

    def _show_other(self, widget: QWidget) -> None:
        self._wait.stop()
        self._drop_other()
        self._other = widget
        self._stack.addWidget(widget)
        self._stack.setCurrentWidget(widget)

    def _drop_other(self) -> None:
        if self._other is not None:
            self._stack.removeWidget(self._other)
            self._other.deleteLater()
            self._other = None
