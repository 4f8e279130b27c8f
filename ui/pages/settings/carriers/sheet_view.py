"""One carrier's sheet on the window."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QGridLayout, QWidget

from ui.icon_names import Ico
from ui.pages.settings.carriers.sheet import Rule, Sheet, SourceLine
from ui.theme import TextStyle
from ui.views import Tone
from ui.widgets.buttons import Button, Kind, Size
from ui.widgets.card import Card, Facts, Notice
from ui.widgets.chip import Chip
from ui.widgets.kit import Kit
from ui.widgets.layouts import Columns, FlowLayout, column, holder, row
from ui.widgets.states import copy_text
from ui.widgets.text import Label, rule


class SheetView(QWidget):
    """Services, features, rules, whom to ask, sources with their dates."""

    def __init__(self, kit: Kit, sheet: Sheet, back: Callable[[], None]) -> None:
        super().__init__()
        self._kit = kit
        tr = kit.tr
        self.setAccessibleName(sheet.name)
        leave = Button(kit, tr("All carriers"), Kind.GHOST, icon=Ico.ARROW_LEFT)
        leave.clicked.connect(lambda _checked=False: back())
        head = FlowLayout(kit.px(12))
        head.addWidget(leave)
        head.addWidget(Label(kit, sheet.name, TextStyle.TITLE))
        for chip in sheet.chips:
            head.addWidget(Chip(kit, chip))
        layout = column(kit)
        layout.addWidget(holder(head))
        if sheet.note:
            layout.addWidget(Notice(kit, Tone.ACCENT, Ico.INFO, sheet.note))
        top, middle, foot = (Columns(kit.px(16), weights) for weights in ((1, 1), (1, 1), (1, 1)))
        top.addWidget(self._facts_card(tr("At a glance"), sheet.facts))
        top.addWidget(self._features(sheet))
        layout.addLayout(top)
        layout.addWidget(self._services(sheet))
        middle.addWidget(self._rules(tr("Void of unused labels"), sheet.voids))
        middle.addWidget(self._rules(tr("Dimensional weight"), sheet.dims))
        layout.addLayout(middle)
        foot.addWidget(self._rules(tr("Limits"), sheet.limits))
        foot.addWidget(self._support(sheet))
        layout.addLayout(foot)
        layout.addWidget(self._sources(sheet.sources))
        self.setLayout(layout)

    def _facts_card(self, title: str, lines: tuple[tuple[str, str], ...]) -> Card:
        card = Card(self._kit, title)
        card.add(Facts(self._kit, lines))
        card.body.addStretch(1)
        return card

    def _features(self, sheet: Sheet) -> Card:
        kit = self._kit
        card = Card(kit, kit.tr("Features"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(kit.px(16))
        grid.setVerticalSpacing(kit.px(6))
        grid.setColumnStretch(0, 1)
        for number, (name, chip) in enumerate(sheet.features):
            grid.addWidget(Label(kit, name, wrap=True), number, 0)
            grid.addWidget(Chip(kit, chip), number, 1, Qt.AlignmentFlag.AlignRight)
        card.add(grid)
        card.body.addStretch(1)
        return card

    def _services(self, sheet: Sheet) -> Card:
        kit, tr = self._kit, self._kit.tr
        card = Card(kit, tr("Services"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(kit.px(16))
        grid.setVerticalSpacing(kit.px(8))
        for number, service in enumerate(sheet.services):
            line = 2 * number
            if number:
                grid.addWidget(rule(), line - 1, 0, 1, 3)
            name = column(kit, gap=0)
            name.addWidget(Label(kit, service.name, TextStyle.STRONG, wrap=True))
            if service.note:
                name.addWidget(Label(kit, service.note, TextStyle.SMALL, Tone.NEUTRAL, wrap=True))
            grid.addLayout(name, line, 0)
            grid.addWidget(Label(kit, service.scope, tone=Tone.NEUTRAL), line, 1)
            grid.addWidget(Chip(kit, service.state), line, 2, Qt.AlignmentFlag.AlignRight)
        grid.setColumnStretch(0, 1)
        card.add(grid)
        return card

    def _rules(self, title: str, rules: tuple[Rule, ...]) -> Card:
        kit, tr = self._kit, self._kit.tr
        card = Card(kit, title)
        if not rules:
            card.add(Label(kit, tr("Unknown: no source states it."), tone=Tone.NEUTRAL, wrap=True))
        for number, one in enumerate(rules):
            if number:
                card.add(rule())
            words = column(kit, gap=2)
            words.addWidget(Label(kit, one.head, TextStyle.STRONG, wrap=True))
            words.addWidget(Label(kit, one.text, wrap=True, selectable=True))
            if one.note:
                words.addWidget(Label(kit, one.note, TextStyle.SMALL, Tone.NEUTRAL, wrap=True))
            card.add(words)
        card.body.addStretch(1)
        return card

    def _support(self, sheet: Sheet) -> Card:
        kit, tr = self._kit, self._kit.tr
        card = Card(kit, tr("Who to contact"))
        if sheet.support:
            card.add(Facts(kit, sheet.support))
            copy = Button(kit, tr("Copy this card"), icon=Ico.COPY, size=Size.SMALL)
            text = "\n".join((sheet.name, *(f"{name}: {value}" for name, value in sheet.support)))
            copy.clicked.connect(lambda _checked=False: self._copy(copy, text))
            card.add(row(kit, copy, 1))
        else:
            card.add(Label(kit, tr("No support desk is known."), tone=Tone.NEUTRAL))
        card.body.addStretch(1)
        return card

    def _copy(self, button: Button, text: str) -> None:
        copy_text(text)
        button.set_text(self._kit.tr("Copied"))

    def _sources(self, sources: tuple[SourceLine, ...]) -> Card:
        kit, tr = self._kit, self._kit.tr
        card = Card(kit, tr("Sources"))
        for number, one in enumerate(sources):
            if number:
                card.add(rule())
            line = row(kit, gap=16)
            line.addWidget(Label(kit, one.title, wrap=True, selectable=True), 1)
            line.addWidget(Label(kit, tr("checked on {day}", day=one.as_of), TextStyle.SMALL, Tone.NEUTRAL))
            if one.link:
                go = Button(kit, tr("Open", context="verb"), Kind.GHOST, icon=Ico.EXTERNAL_LINK, size=Size.SMALL)
                go.setToolTip(one.link)
                go.clicked.connect(lambda _checked=False, link=one.link: QDesktopServices.openUrl(QUrl(link)))
                line.addWidget(go)
            card.add(line)
        return card
