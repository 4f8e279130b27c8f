"""The frame of the set-up: steps at the left, one page at a time, and a Finish button that never vanishes."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QWidget

from ui import icons
from ui.icon_names import Ico
from ui.theme import TextStyle
from ui.views import Tone
from ui.widgets.buttons import Button, Kind
from ui.widgets.card import Card
from ui.widgets.kit import Kit
from ui.widgets.layouts import column, row
from ui.widgets.page import scrolled
from ui.widgets.paint import rounded
from ui.widgets.text import Label, rule

_BESIDE_PX, _LEAST_PX = 900, 480


@dataclass(frozen=True, slots=True)
class WizardStep:
    """One page of the set-up.

    Attributes:
        title: Its name in the list of steps.
        widget: Its fields.
        lacks: What is still missing, in words, or None when the step is done.
        leave: Called when the person goes on; returns False to stay (problems are shown in the page, or the page is
            being kept and `Wizard.advance` follows).
        onward: Words of the button that goes on, "Next" when empty.
        is_short: Fields at the top with room below; False takes the whole height.
    """

    title: str
    widget: QWidget
    lacks: Callable[[], str | None]
    leave: Callable[[], bool] = lambda: True
    onward: str = ""
    is_short: bool = True


class _StepMark(QWidget):
    """A step in the list: number or tick, and its name."""

    def __init__(self, kit: Kit, number: int, title: str) -> None:
        super().__init__()
        self._kit, self._number, self._title = kit, number, title
        self._now = self._done = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_state(self, *, now: bool, done: bool) -> None:
        """Where the person is, and whether this step is done."""
        tr = self._kit.tr
        self._now, self._done = now, done
        self.setAccessibleName(tr("{step}: done", step=self._title) if done else self._title)
        self.update()

    def sizeHint(self) -> QSize:
        """Number, gap and words."""
        font = self._kit.look.font(TextStyle.STRONG)
        return QSize(self._kit.px(52) + QFontMetrics(font).horizontalAdvance(self._title), self._kit.px(44))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the mark and the words."""
        painter = QPainter(self)
        look = self._kit.look
        p, side = look.palette, float(look.px(26))
        mark = QRectF(look.px(2), (self.height() - side) / 2, side, side)
        fill = p.accent if self._now else p.ok_tint if self._done else p.card
        edge = p.accent if self._now else p.ok if self._done else p.border
        rounded(painter, mark, side / 2, QColor(fill), QColor(edge), 1.5)
        ink = QColor(p.on_accent if self._now else p.ok if self._done else p.muted)
        if self._done and not self._now:
            icons.draw(painter, Ico.CHECK, mark.adjusted(5, 5, -5, -5), ink)
        else:
            painter.setFont(look.font(TextStyle.SMALL_STRONG))
            painter.setPen(ink)
            painter.drawText(mark, Qt.AlignmentFlag.AlignCenter, str(self._number))
        painter.setFont(look.font(TextStyle.STRONG if self._now else TextStyle.BODY))
        painter.setPen(QColor(p.text if self._now else p.muted))
        words = QRectF(self.rect()).adjusted(look.px(40), 0, 0, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self._title)


class Wizard(QWidget):
    """Steps in order; one may go back, and leave in the middle (`Continue setup` comes later, with `at`).

    Finish is always in view: while something is missing it is disabled, and says what is missing.

    Args:
        kit: Words and look.
        steps: In order.
        finish: Words of the last button.
        at: Where to begin.
        seen: How many steps were seen before; those before `at` unless given.

    Signals:
        finished: Finish was pressed and nothing is missing.
        moved: Another step is shown; carries the one before and the one now.
    """

    finished = Signal()
    moved = Signal(int, int)

    def __init__(
        self, kit: Kit, steps: Sequence[WizardStep], finish: str, at: int = 0, *, seen: int | None = None
    ) -> None:
        super().__init__()
        tr = kit.tr
        self._kit, self._steps = kit, tuple(steps)
        self._seen = set(range(at if seen is None else seen))
        self._marks = [_StepMark(kit, i + 1, s.title) for i, s in enumerate(steps)]
        self._pages = QStackedWidget()
        for step in steps:
            inside = column(kit, margins=(0, 0, 8, 0))
            inside.addWidget(step.widget, 0 if step.is_short else 1)
            if step.is_short:
                inside.addStretch(1)
            self._pages.addWidget(scrolled(inside, kit.px(140)))
        self._title = Label(kit, "", TextStyle.TITLE)
        self._reason = Label(kit, "", TextStyle.SMALL, Tone.NEUTRAL, wrap=True)
        self._reason.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._back = Button(kit, tr("Back"), icon=Ico.ARROW_LEFT)
        self._next = Button(kit, tr("Next"), Kind.PRIMARY)
        self._finish = Button(kit, finish, Kind.SECONDARY, icon=Ico.CHECK)
        self._back.clicked.connect(lambda: self._go(self._pages.currentIndex() - 1))
        self._next.clicked.connect(self.advance)
        self._finish.clicked.connect(self._end)
        self._lay_out()
        self._go(at)

    def _lay_out(self) -> None:
        kit = self._kit
        steps = column(kit, gap=4)
        for mark in self._marks:
            steps.addWidget(mark)
        steps.addStretch(1)
        self._aside = aside = QWidget()
        aside.setLayout(steps)
        aside.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        card = Card(kit, padding=24, gap=12)
        card.add(self._title)
        card.add(self._pages, 1)
        card.add(rule())
        foot = row(kit, self._back, gap=12)
        foot.addWidget(self._reason, 1)
        foot.addWidget(self._finish)
        foot.addWidget(self._next)
        card.add(foot)
        whole = row(kit, gap=24)
        whole.addWidget(aside, 0, Qt.AlignmentFlag.AlignTop)
        whole.addWidget(card, 1)
        self.setLayout(whole)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where the page is narrow or text is large, the list of steps gives way, and the title counts them."""
        super().resizeEvent(event)
        wide = self.width() >= self._kit.px(_BESIDE_PX)
        if wide != self._aside.isVisibleTo(self):
            self._aside.setVisible(wide)
            self.refresh()

    def minimumSizeHint(self) -> QSize:
        """As narrow as a page: the list of steps gives way."""
        return QSize(self._kit.px(_LEAST_PX), super().minimumSizeHint().height())

    def refresh(self) -> None:
        """Look again at what is missing; call it when a field changed."""
        at, last = self._pages.currentIndex(), len(self._steps) - 1
        lacking = [(i, text) for i, s in enumerate(self._steps) if (text := s.lacks()) is not None]
        missing = {i for i, _ in lacking}
        for index, mark in enumerate(self._marks):
            mark.set_state(now=index == at, done=index in self._seen and index not in missing)
        number = "" if self._aside.isVisibleTo(self) else f"{at + 1}/{last + 1} · "
        self._title.setText(f"{number}{self._steps[at].title}")
        self._back.setEnabled(at > 0)
        self._next.setVisible(at < last)
        self._next.set_text(self._steps[at].onward or self._kit.tr("Next"))
        reason = None
        if lacking:
            at_step, lack = lacking[0]
            reason = self._kit.tr("{name}: {value}", name=self._steps[at_step].title, value=lack)
        self._finish.forbid(reason)
        self._finish.set_kind(Kind.PRIMARY if at == last else Kind.SECONDARY)
        self._reason.setText(reason or "")

    def step(self) -> int:
        """The step that is shown, from 0."""
        return self._pages.currentIndex()

    def advance(self) -> None:
        """Go on, if the step lets go."""
        if self._steps[self.step()].leave():
            self._go(self.step() + 1)

    def _end(self) -> None:
        if self._steps[self.step()].leave() and all(step.lacks() is None for step in self._steps):
            self.finished.emit()

    def _go(self, index: int) -> None:
        before = self.step()
        self._pages.setCurrentIndex(max(0, min(len(self._steps) - 1, index)))
        self._seen.add(self.step())
        self.refresh()
        if self.step() != before:
            self.moved.emit(before, self.step())
