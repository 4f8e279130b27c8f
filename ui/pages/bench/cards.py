"""The left side of the bench: remarks and the order in hand."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from ui.icon_names import Ico
from ui.pages.bench.rows import ActionView, NoticeView, OrderView
from ui.theme import TextStyle
from ui.views import ChipView, Tone
from ui.widgets.buttons import Button, Kind, Size
from ui.widgets.card import Card, Facts, Notice
from ui.widgets.chip import Chip
from ui.widgets.kit import Kit
from ui.widgets.layouts import Columns, FlowLayout, column, holder, row
from ui.widgets.page import scrolled
from ui.widgets.text import ElidedLabel, Label, rule

Act = Callable[[ActionView], None]


class Notices(QWidget):
    """The remarks, one below the other."""

    def __init__(self, kit: Kit, act: Act) -> None:
        super().__init__()
        self._kit, self._act = kit, act
        self._column = column(kit, gap=8)
        self.setLayout(self._column)
        self._views: tuple[NoticeView, ...] = ()
        self.hide()

    def show_notices(self, views: Sequence[NoticeView]) -> None:
        """Show these instead; the same ones stay as they are, with their focus."""
        if tuple(views) == self._views:
            return
        self._views = tuple(views)
        while (item := self._column.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for view in views:
            self._column.addWidget(self._notice(view))
        self.setVisible(bool(views))

    def _notice(self, view: NoticeView) -> QWidget:
        """One action stands beside the words; several stand below them, so that the words keep their room."""
        notice = Notice(self._kit, view.tone, view.icon, view.text, big=view.big)
        notice.setToolTip(view.tip)
        buttons = [self._button(action) for action in view.actions]
        if len(buttons) <= 1:
            for button in buttons:
                notice.add_action(button)
            return notice
        look = self._kit.look
        frame = QFrame()
        frame.setObjectName("actions")
        tint, radius = look.palette.tint(view.tone), look.px(8)
        frame.setStyleSheet(f"QFrame#actions {{ background: {tint}; border: none; border-radius: {radius}px; }}")
        flow = FlowLayout(self._kit.px(8))
        for button in buttons:
            flow.addWidget(button)
        below = holder(flow)
        below.setContentsMargins(self._kit.px(60 if view.big else 48), 0, self._kit.px(16), self._kit.px(12))
        both = column(self._kit, gap=0)
        both.addWidget(notice)
        both.addWidget(below)
        frame.setLayout(both)
        return frame

    def _button(self, action: ActionView) -> Button:
        button = Button(self._kit, action.text, icon=action.icon, size=Size.SMALL)
        button.clicked.connect(lambda: self._act(action))
        return button


class OrderCard(Card):
    """The order in hand: name and city to be read at two metres.

    Attributes:
        hold: F7.
    """

    hold_pressed = Signal()

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit, padding=24, gap=12)
        self.hold = Button(kit, kit.tr("Hold…"), Kind.GHOST, icon=Ico.CIRCLE_PAUSE, keys="F7", size=Size.SMALL)
        self.hold.clicked.connect(self.hold_pressed)
        self._number = ElidedLabel(kit, "", TextStyle.HEADING)
        self._chip = Chip(kit, ChipView(Tone.NEUTRAL, Ico.INBOX, ""))
        self._name = Label(kit, "", TextStyle.BENCH_NAME, wrap=True)
        self._place = Label(kit, "", TextStyle.BENCH_NAME, wrap=True)
        self._lines = Label(kit, "", TextStyle.HEADING, Tone.NEUTRAL, wrap=True)
        self._items = Label(kit, "", TextStyle.BODY, wrap=True)
        self._facts = Facts(kit)
        self._notes = Notice(kit, Tone.NEUTRAL, Ico.SCROLL_TEXT, "")
        big = column(kit, gap=2)
        big.addWidget(self._name)
        big.addWidget(self._place)
        self.add(row(kit, self._number, self._chip, 1, self.hold, gap=12))
        inside = column(kit, gap=12)
        inside.addLayout(big)
        inside.addWidget(self._lines)
        inside.addWidget(rule())
        inside.addWidget(self._facts)
        inside.addWidget(self._items)
        inside.addWidget(self._notes)
        inside.addStretch(1)
        self.add(scrolled(inside, kit.px(120)), 1)

    def show_order(self, view: OrderView) -> None:
        """Show this order."""
        tr = self._kit.tr
        self._number.setText(tr("Order {number}", number=view.number))
        self._chip.set_view(view.chip)
        self.hold.setVisible(view.can_hold)
        self._name.setText(view.name)
        self._place.setText(view.place)
        self._lines.setText("\n".join(view.lines))
        self._facts.set_lines(view.facts)
        self._items.setText("\n".join(view.items))
        self._items.setVisible(bool(view.items))
        self._notes.say(Tone.NEUTRAL, Ico.SCROLL_TEXT, view.notes)
        self._notes.setVisible(bool(view.notes))
        self.setAccessibleName(f"{view.number}, {view.name}, {view.place}")


def side_by_side(kit: Kit, left: QWidget, right: QWidget) -> QWidget:
    """The two sides of the bench, below each other where the window is narrow for the text size."""
    columns = Columns(kit.px(16), (56, 44))
    columns.addWidget(left)
    columns.addWidget(right)
    both = holder(columns)
    both.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
    both.setAttribute(Qt.WidgetAttribute.WA_StyledBackground, False)
    return both
