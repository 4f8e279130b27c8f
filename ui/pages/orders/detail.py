"""The order in the panel: address, items, weight, size, service, why it is held and what mends it."""

from collections.abc import Callable

from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.icon_names import Ico
from ui.pages.orders.columns import state_chip
from ui.pages.orders.detail_view import act_words
from ui.pages.orders.rows import Act, DetailView, HoldView
from ui.theme import TextStyle
from ui.views import Tone
from ui.widgets.buttons import Button, Kind, Size
from ui.widgets.card import Card, Facts, Notice
from ui.widgets.chip import Chip
from ui.widgets.kit import Kit
from ui.widgets.layouts import FlowLayout, column, holder, row
from ui.widgets.page import scrolled
from ui.widgets.text import ElidedLabel, Label, rule

WIDTH_PX = 384


class DetailPanel(Card):
    """One order. Made anew for each view; `act` is told what a person wants."""

    def __init__(self, kit: Kit, view: DetailView, act: Callable[[Act], None], close: Callable[[], None]) -> None:
        super().__init__(kit, padding=0, gap=0)
        tr = kit.tr
        self._kit, self._act = kit, act
        self.setFixedWidth(kit.px(WIDTH_PX))
        self.setAccessibleName(tr("Order {number}", number=view.number))
        head = row(kit, gap=8)
        head.setContentsMargins(kit.px(20), kit.px(14), kit.px(12), kit.px(10))
        names = column(kit, gap=0)
        names.addWidget(ElidedLabel(kit, view.number, TextStyle.HEADING))
        names.addWidget(ElidedLabel(kit, view.source, TextStyle.SMALL, Tone.NEUTRAL))
        head.addLayout(names, 1)
        head.addWidget(Chip(kit, state_chip(tr, view.state)))
        away = Button(kit, "", Kind.GHOST, icon=Ico.CLOSE, size=Size.SMALL, name=tr("Close the panel"))
        away.clicked.connect(close)
        head.addWidget(away)
        self.add(head)
        self.add(rule())
        inside = column(kit, gap=14, margins=(20, 14, 20, 14))
        for part in self._parts(view):
            inside.addWidget(part)
        inside.addStretch(1)
        self.add(scrolled(inside), 1)
        if view.acts:
            self.add(rule())
            self.add(holder(self._foot(view)))

    def _parts(self, view: DetailView) -> list[QWidget]:
        kit, tr = self._kit, self._kit.tr
        parts: list[QWidget] = [self._hold(hold) for hold in view.holds]
        if view.warning:
            parts.append(Notice(kit, Tone.WARN, Ico.INFO, view.warning))
        parts.append(self._address(view))
        parts.append(self._facts(view))
        if view.items:
            items = column(kit, gap=4)
            items.addWidget(Label(kit, tr("Items"), TextStyle.STRONG))
            for line in view.items:
                items.addWidget(Label(kit, line, wrap=True, selectable=True))
            parts.append(holder(items))
        if view.notes:
            notes = column(kit, gap=4)
            notes.addWidget(Label(kit, tr("Notes"), TextStyle.STRONG))
            notes.addWidget(Label(kit, view.notes, wrap=True, selectable=True))
            parts.append(holder(notes))
        return parts

    def _hold(self, hold: HoldView) -> QWidget:
        """The reason as a sentence, and below it what mends it."""
        kit = self._kit
        whole = column(kit, gap=6)
        whole.addWidget(Notice(kit, Tone.WARN, Ico.TRIANGLE_ALERT, hold.text))
        if hold.acts:
            buttons = FlowLayout(kit.px(6))
            for act in hold.acts:
                buttons.addWidget(self._button(act))
            whole.addLayout(buttons)
        return holder(whole)

    def _button(self, act: Act, *, bare: bool = False) -> Button:
        view = act_words(self._kit.tr, act)
        kind = Kind.GHOST if bare else Kind.SECONDARY
        button = (
            Button(self._kit, "", kind, icon=view.icon, size=Size.SMALL, name=view.text)
            if bare
            else Button(self._kit, view.text, kind, icon=view.icon, size=Size.SMALL)
        )
        button.clicked.connect(lambda _checked=False: self._act(act))
        return button

    def _address(self, view: DetailView) -> QWidget:
        kit, tr = self._kit, self._kit.tr
        block = column(kit, gap=2)
        head = row(kit, Label(kit, tr("Recipient"), TextStyle.STRONG), 1, gap=4)
        if Act.EDIT_ADDRESS in view.edits:
            head.addWidget(self._button(Act.EDIT_ADDRESS, bare=True))
        block.addLayout(head)
        for index, line in enumerate(view.address):
            style = TextStyle.HEADING if index == 0 else TextStyle.BODY
            block.addWidget(Label(kit, line, style, wrap=True, selectable=True))
        for line in view.contact:
            block.addWidget(Label(kit, line, TextStyle.BODY, Tone.NEUTRAL, selectable=True, wrap=True))
        if view.as_is:
            words = tr("Used as it is: an operator said so.")
            block.addWidget(Label(kit, words, TextStyle.SMALL, Tone.NEUTRAL, wrap=True))
        return holder(block)

    def _facts(self, view: DetailView) -> QWidget:
        kit, tr = self._kit, self._kit.tr
        block = column(kit, gap=6)
        head = row(kit, Label(kit, tr("Parcel"), TextStyle.STRONG), 1, gap=4)
        for act in (Act.EDIT_MEASURES, Act.EDIT_SERVICE):
            if act in view.edits:
                head.addWidget(self._button(act, bare=True))
        block.addLayout(head)
        block.addWidget(Facts(kit, view.facts))
        return holder(block)

    def _foot(self, view: DetailView) -> FlowLayout:
        kit = self._kit
        foot = FlowLayout(kit.px(8))
        foot.setContentsMargins(kit.px(20), kit.px(12), kit.px(20), kit.px(12))
        for index, one in enumerate(view.acts):
            main = index == 0 and one.act is not Act.CANCEL
            icon = one.icon if main else None
            button = Button(kit, one.text, Kind.TONAL if main else Kind.SECONDARY, icon=icon, size=Size.SMALL)
            button.clicked.connect(lambda _checked=False, act=one.act: self._act(act))
            foot.addWidget(button)
        return foot


class PanelPlace(QWidget):
    """Where the panel stands; as narrow as nothing while there is none."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._layout = column(kit, gap=0)
        self.setLayout(self._layout)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.panel: DetailPanel | None = None
        self.hide()

    def show_panel(self, panel: DetailPanel | None) -> None:
        """Show another panel, or none."""
        if self.panel is not None:
            self._layout.removeWidget(self.panel)
            self.panel.hide()
            self.panel.setParent(None)
            self.panel.deleteLater()
        self.panel = panel
        if panel is not None:
            self._layout.addWidget(panel)
        self.setVisible(panel is not None)
