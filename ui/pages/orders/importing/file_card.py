"""What a file is, how it was read, and what would become of each of its rows."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QGridLayout, QWidget

from core.countries import all_countries, fold
from core.orders.report import ImportReport
from ui.icon_names import Ico
from ui.messages_base import word
from ui.pages.orders.importing.presenter import ImportPresenter
from ui.pages.orders.importing.report_view import CHOICES, ENCODINGS, looks_like, read_as, sums
from ui.pages.orders.importing.rows import ImportState
from ui.theme import TextStyle
from ui.views import Tone
from ui.widgets.address_form import FIRST_COUNTRIES
from ui.widgets.buttons import Button, Kind, Size
from ui.widgets.card import Card, Stat
from ui.widgets.fields import FormRow
from ui.widgets.kit import Kit
from ui.widgets.layouts import Columns, column, holder, row
from ui.widgets.page import scrolled
from ui.widgets.text import IconLabel, Label, rule

_LEAST_PX = 300
_CURRENCIES = ("USD", "CAD", "EUR", "GBP", "AUD", "CHF", "JPY")


class FileCard(Card):
    """The left half of the sheet."""

    def __init__(self, kit: Kit, presenter: ImportPresenter, state: ImportState, report: ImportReport) -> None:
        super().__init__(kit, padding=0, gap=0)
        self._kit, self._presenter = kit, presenter
        inside = column(kit, gap=14, margins=(20, 18, 20, 18))
        tr = kit.tr
        known = report.file.recognised == len(report.file.columns)
        head = row(kit, gap=10)
        head.addWidget(
            IconLabel(kit, Ico.BADGE_CHECK if known else Ico.FILE_SPREADSHEET, Tone.OK if known else Tone.ACCENT, 24),
            0, Qt.AlignmentFlag.AlignTop,
        )  # fmt: skip
        words = column(kit, gap=2)
        words.addWidget(Label(kit, looks_like(tr, report.file), TextStyle.HEADING, wrap=True))
        words.addWidget(Label(kit, read_as(tr, report.file), TextStyle.BODY, Tone.NEUTRAL, wrap=True))
        head.addLayout(words, 1)
        inside.addLayout(head)
        if report.file.encoding_guessed:
            inside.addWidget(self._doubt(state, report))
        inside.addWidget(holder(self._orders(report)))
        inside.addWidget(rule())
        inside.addLayout(self._sums(report))
        for part in self._questions(state, report):
            inside.addWidget(part)
        inside.addStretch(1)
        self.add(scrolled(inside, kit.px(_LEAST_PX)), 1)

    def _doubt(self, state: ImportState, report: ImportReport) -> QWidget:
        """The encoding is a guess: samples, and where the guess is doubtful a yes."""
        kit, tr = self._kit, self._kit.tr
        well = column(kit, gap=8, margins=(14, 12, 14, 12))
        tone = Tone.WARN
        if state.is_accepted:
            words, tone = tr("You confirmed these characters."), Tone.OK
        elif state.is_doubtful:
            words = tr("The file does not state its encoding. Are these texts right?")
        else:
            words = tr("The file does not state its encoding. If these texts are wrong, choose another.")
            tone = Tone.ACCENT
        well.addWidget(Label(kit, words, TextStyle.STRONG, tone, wrap=True))
        for sample in report.file.samples:
            well.addWidget(Label(kit, sample, TextStyle.BODY, selectable=True, wrap=True))
        if state.is_doubtful and not state.is_accepted:
            yes = Button(kit, tr("Yes, they are right"), Kind.TONAL, icon=Ico.CHECK, size=Size.SMALL)
            yes.clicked.connect(self._presenter.accept_encoding)
            well.addLayout(row(kit, yes, 1))
        box = encoding_box(kit, report.file.encoding, self._presenter.choose_encoding)
        well.addWidget(FormRow(kit, tr("Otherwise, the encoding is"), box))
        around = holder(well)
        around.setObjectName("doubt")
        tint = kit.look.tint(tone).name()
        around.setStyleSheet(f"QWidget#doubt {{ background: {tint}; border-radius: {kit.px(8)}px; }}")
        around.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        return around

    def _orders(self, report: ImportReport) -> Columns:
        tr, kit = self._kit.tr, self._kit
        beside = Columns(kit.px(12))
        stats = (
            (tr("New"), report.new), (tr("Updated"), report.updated), (tr("Unchanged"), report.same),
            (tr("Of these, held"), len(report.held)),
        )  # fmt: skip
        for index, (name, count) in enumerate(stats):
            stat = Stat(kit, name, tr.number(count), style=TextStyle.TITLE)
            if count and index in (0, 3):
                stat.set_value(tr.number(count), tone=Tone.OK if index == 0 else Tone.WARN)
            beside.addWidget(stat)
        return beside

    def _sums(self, report: ImportReport) -> QGridLayout:
        """Every row in one class; the classes add up."""
        tr, kit = self._kit.tr, self._kit
        grid = QGridLayout()
        grid.setHorizontalSpacing(kit.px(16))
        grid.setVerticalSpacing(kit.px(6))
        for at, line in enumerate(sums(tr, report)):
            style = TextStyle.STRONG if line.is_total else TextStyle.BODY
            tone = None if line.rows or line.is_total else Tone.NEUTRAL
            if line.is_total:
                grid.addWidget(rule(), at * 2, 0, 1, 2)
            grid.addWidget(Label(kit, line.text, style, tone, wrap=True), at * 2 + 1, 0)
            number = Label(kit, tr.number(line.rows), style, tone)
            number.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            grid.addWidget(number, at * 2 + 1, 1)
        grid.setColumnStretch(0, 1)
        return grid

    def _questions(self, state: ImportState, report: ImportReport) -> list[QWidget]:
        """What the file does not say and a person may."""
        kit, tr = self._kit, self._kit.tr
        parts: list[QWidget] = []
        if report.file.currency_assumed:
            box = QComboBox()
            box.addItems(list(_CURRENCIES))
            box.setCurrentText(state.currency)
            box.activated.connect(lambda at: self._presenter.choose_currency(_CURRENCIES[at]))
            parts.append(FormRow(kit, tr("Amounts without a currency are in"), box))
        lacks_country = any(problem.code == "address.country-missing" for h in report.held for problem in h.problems)
        if lacks_country or state.country:
            parts.append(
                FormRow(
                    kit, tr("Orders without a country go to"),
                    _country_box(kit, state.country, self._presenter.choose_country),
                )
            )  # fmt: skip
        return parts


def encoding_box(kit: Kit, now: str, choose: Callable[[str], None]) -> QComboBox:
    """How the letters may be written."""
    box = QComboBox()
    box.setAccessibleName(kit.tr("Character encoding"))
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(16)
    codecs = CHOICES if now in CHOICES or not now else (now, *CHOICES)
    for codec in codecs:
        box.addItem(word(kit.tr, ENCODINGS, codec), codec)
    box.setCurrentIndex(codecs.index(now) if now in codecs else 0)
    box.activated.connect(lambda at: choose(codecs[at]))
    return box


def _country_box(kit: Kit, now: str, choose: Callable[[str], None]) -> QComboBox:
    tr = kit.tr
    french = tr.lang == "fr"
    named = {country.alpha2: country.name_fr if french else country.name_en for country in all_countries()}
    rest = sorted((code for code in named if code not in FIRST_COUNTRIES), key=lambda code: fold(named[code]))
    codes = ("", *FIRST_COUNTRIES, *rest)
    box = QComboBox()
    box.setMaxVisibleItems(14)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(16)
    for code in codes:
        box.addItem(named[code] if code else tr("nowhere: hold them"))
    box.setCurrentIndex(codes.index(now) if now in codes else 0)
    box.activated.connect(lambda at: choose(codes[at]))
    return box
