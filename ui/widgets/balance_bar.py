"""The bar on top of every page: what the balance is, buying postage, the mode, the station and its printer."""

from PySide6.QtCore import QRect, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from core.context import Mode
from core.i18n import LANGUAGE_NAMES, LANGUAGES, Lang
from ui.icon_names import Ico
from ui.theme import TextStyle
from ui.views import BalanceHealth, BarView, ChipView, PrinterHealth, Tone, WalletView
from ui.widgets.buttons import Button, Kind
from ui.widgets.chip import Chip
from ui.widgets.kit import Kit
from ui.widgets.layouts import FlowLayout, column, holder, row
from ui.widgets.text import ElidedLabel, IconLabel, Label

HEIGHT_PX = 56
_STATION_PX = 168
_PRINTER_TONES = {
    PrinterHealth.NONE: (Tone.NEUTRAL, Ico.PRINTER),
    PrinterHealth.NOT_ASKED: (Tone.NEUTRAL, Ico.HELP),
    PrinterHealth.READY: (Tone.OK, Ico.CIRCLE_CHECK),
    PrinterHealth.BUSY: (Tone.ACCENT, Ico.PRINTER),
    PrinterHealth.ATTENTION: (Tone.WARN, Ico.TRIANGLE_ALERT),
    PrinterHealth.UNREACHED: (Tone.ERROR, Ico.WIFI_OFF),
    PrinterHealth.STOPPED: (Tone.ERROR, Ico.CIRCLE_X),
}


class WalletBlock(QWidget):
    """Booked large; reserved and provider-reported small beside it. Low and short say so in words above."""

    def __init__(self, kit: Kit, view: WalletView, *, first: bool) -> None:
        super().__init__()
        self._kit = kit
        self._first = first
        self._icon = IconLabel(kit, Ico.TRIANGLE_ALERT, Tone.WARN, 14)
        self._head = Label(kit, "", TextStyle.SMALL, Tone.NEUTRAL)
        self._booked = Label(kit, "", TextStyle.AMOUNT)
        self._reserved = Label(kit, "", TextStyle.SMALL, Tone.NEUTRAL)
        self._reported = Label(kit, "", TextStyle.SMALL, Tone.NEUTRAL)
        left = column(kit, gap=0)
        left.addLayout(row(kit, self._icon, self._head, 1, gap=4))
        left.addWidget(self._booked)
        right = column(kit, gap=2)
        for line in (self._reserved, self._reported):
            right.addWidget(line)
        self._left, self._details = holder(left), holder(right)
        both = row(kit, self._left, self._details, gap=12)
        both.setContentsMargins(0 if first else kit.px(14), 0, 0, 0)
        self.setLayout(both)
        self.show_view(view)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A thin line before every wallet but the first."""
        if not self._first:
            inset = self._kit.px(4)
            line = QRect(0, inset, 1, self.height() - 2 * inset)
            QPainter(self).fillRect(line, QColor(self._kit.look.palette.hairline))

    def show_view(self, view: WalletView) -> None:
        """Show the balances of `view`."""
        tr = self._kit.tr
        self._booked.setText(tr.money(view.booked, with_currency=False))
        self._reserved.setText(tr("Reserved {amount}", amount=tr.money(view.reserved, with_currency=False)))
        self._reported.setText(self._reported_words(view))
        tone, words = self._health(view)
        self._icon.setVisible(tone is not Tone.NEUTRAL)
        self._icon.show_icon(Ico.OCTAGON_ALERT if tone is Tone.ERROR else Ico.TRIANGLE_ALERT, tone)
        self._head.setText(words)
        self._head.set_tone(tone)
        self._booked.set_tone(None if tone is Tone.NEUTRAL else tone)
        self.setAccessibleName(
            tr("Balance {amount}, {state}", amount=view.booked, state=words)
            + f". {self._reserved.text()}. {self._reported.text()}"
        )
        self.setToolTip(f"{self._reserved.text()}\n{self._reported.text()}")

    def show_details(self, *, shown: bool) -> None:
        """Reserved and reported beside the balance or, where room is very short, in the tool tip."""
        self._details.setVisible(shown)
        self.updateGeometry()

    def wide(self, *, details: bool) -> int:
        """The width that the block takes with its details, or without them."""
        beside = self._details.sizeHint().width() + self._kit.px(12) if details else 0
        return self._left.sizeHint().width() + beside + (0 if self._first else self._kit.px(14))

    def _health(self, view: WalletView) -> tuple[Tone, str]:
        tr, currency = self._kit.tr, view.booked.currency
        match view.health:
            case BalanceHealth.GOOD:
                return Tone.NEUTRAL, tr("One Balance {currency}", currency=currency)
            case BalanceHealth.LOW:
                return Tone.WARN, tr("{currency} is low", currency=currency)
            case BalanceHealth.SHORT:
                short = tr.money(view.short_by, with_currency=False) if view.short_by else ""
                if not short:
                    return Tone.ERROR, tr("{currency} is too low for the next label", currency=currency)
                if view.offer is None:
                    return Tone.ERROR, tr("{currency} short by {amount}", currency=currency, amount=short)
                offer = tr.round_money(view.offer)
                return Tone.ERROR, tr(
                    "{currency} short by {amount}: buy {offer}", currency=currency, amount=short, offer=offer
                )

    def _reported_words(self, view: WalletView) -> str:
        tr = self._kit.tr
        if view.reported is None or view.reported_age is None:
            return tr("Not reported yet")
        amount = tr.money(view.reported, with_currency=False)
        return tr("Reported {amount} · {age}", amount=amount, age=tr.span(view.reported_age))


class _Station(QWidget):
    """The station's name with what is queued, and below it its printer in words."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._name = ElidedLabel(kit, "", TextStyle.SMALL_STRONG)
        self._icon = IconLabel(kit, Ico.PRINTER, Tone.NEUTRAL, 14)
        self._words = ElidedLabel(kit, "", TextStyle.SMALL)
        layout: QVBoxLayout = column(kit, gap=2)
        layout.addWidget(self._name)
        below = row(kit, self._icon, gap=4)
        below.addWidget(self._words, 1)
        layout.addLayout(below)
        self.setLayout(layout)
        self.setMaximumWidth(kit.px(_STATION_PX))

    def show_view(self, view: BarView) -> None:
        """Show name, printer, queue."""
        tr = self._kit.tr
        tone, icon = _PRINTER_TONES[view.printer]
        words = self._printer_words(view)
        queue = tr.n("{n} queued", "{n} queued", view.queued)
        name = tr("{station} · {queue}", station=view.station, queue=queue) if view.queued else view.station
        self._name.setText(name)
        self._words.setText(words)
        self._words.set_tone(tone)
        self._icon.show_icon(icon, tone)
        self.setAccessibleName(f"{name}, {words}")

    def _printer_words(self, view: BarView) -> str:
        tr, name = self._kit.tr, view.printer_name
        match view.printer:
            case PrinterHealth.NONE:
                return tr("No printer")
            case PrinterHealth.NOT_ASKED:
                return tr("{printer} not asked yet", printer=name)
            case PrinterHealth.READY:
                return tr("{printer} ready", printer=name)
            case PrinterHealth.BUSY:
                return tr("{printer} prints", printer=name)
            case PrinterHealth.ATTENTION:
                return tr("Check {printer}", printer=name)
            case PrinterHealth.UNREACHED:
                return tr("{printer} not reached", printer=name)
            case PrinterHealth.STOPPED:
                return tr("{printer} stopped", printer=name)


class BalanceBar(QFrame):
    """The whole bar. Where room is short the key cap goes first; then it wraps into a second line; before a third one
    the wallets' details go to their tool tips.
    """

    buy_asked = Signal()
    language_asked = Signal(str)
    theme_asked = Signal()
    who_asked = Signal()

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        tr = kit.tr
        self._kit = kit
        self._wallets: dict[str, WalletBlock] = {}
        self.setObjectName("bar")
        self.setAccessibleName(tr("Balance and station"))
        self.buy = Button(kit, tr("Buy postage…", context="bar"), Kind.TONAL, icon=Ico.PLUS, keys="Ctrl+B")
        self.buy.clicked.connect(self.buy_asked)
        self._mode = Chip(kit, mode_chip(kit, Mode.PRACTICE))
        self._offline = Chip(kit, ChipView(Tone.WARN, Ico.WIFI_OFF, tr("Offline")))
        self._station = _Station(kit)
        other: Lang = next(lang for lang in LANGUAGES if lang != tr.lang)
        self.language = Button(kit, other.upper(), Kind.GHOST)
        self.language.setAccessibleName(LANGUAGE_NAMES[other])
        self.language.setToolTip(LANGUAGE_NAMES[other])
        self.language.clicked.connect(lambda: self.language_asked.emit(other))
        dark = kit.look.dark
        name = tr("Light theme") if dark else tr("Dark theme")
        self.theme = Button(kit, "", Kind.GHOST, icon=Ico.SUN if dark else Ico.MOON, name=name)
        self.theme.clicked.connect(self.theme_asked)
        flow = FlowLayout(kit.px(14), kit.px(HEIGHT_PX))
        flow.setContentsMargins(kit.px(20), 0, kit.px(12), 0)
        flow.addWidget(self.buy)
        self.who = Button(kit, "", Kind.GHOST, icon=Ico.USER, name=tr("Who works?"))
        self.who.setToolTip(tr("Who works?"))
        self.who.clicked.connect(self.who_asked)
        self.who.hide()
        switches = holder(row(kit, self.who, self.language, self.theme, gap=0))
        self._end = holder(row(kit, self._offline, self._mode, self._station, switches, gap=14))
        flow.add_end(self._end)
        self._flow = flow
        self._plan = (True, True)
        self.setLayout(flow)

    def show_view(self, view: BarView) -> None:
        """Show `view`; wallets that stay keep their widgets."""
        if [w.key for w in view.wallets] != list(self._wallets):
            self._build_wallets(view)
        for wallet in view.wallets:
            self._wallets[wallet.key].show_view(wallet)
        self._mode.set_view(mode_chip(self._kit, view.mode))
        self._offline.setVisible(view.offline)
        self._station.show_view(view)
        self.who.set_text(view.operator)
        self.who.setAccessibleName(self._kit.tr("{name} works. Somebody else?", name=view.operator))
        self.who.setVisible(bool(view.operator))
        self._fit()

    def _build_wallets(self, view: BarView) -> None:
        for old in self._wallets.values():
            self._flow.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._wallets = {w.key: WalletBlock(self._kit, w, first=w is view.wallets[0]) for w in view.wallets}
        for index, block in enumerate(self._wallets.values()):
            self._flow.insert(index, block)
        self._plan = (True, True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More or less room."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Show as much as one line holds, else as two do."""
        plan = next(
            (keys, details)
            for keys, details, most in ((True, True, 1), (False, True, 2), (False, False, 99))
            if self._lines(keys=keys, details=details) <= most
        )
        if plan != self._plan:
            self._plan = plan
            self.buy.show_keys(shown=plan[0])
            for block in self._wallets.values():
                block.show_details(shown=plan[1])
        self._flow.invalidate()

    def _lines(self, *, keys: bool, details: bool) -> int:
        """How many lines the bar would take."""
        margins, gap = self._flow.contentsMargins(), self._kit.px(14)
        room = self.width() - margins.left() - margins.right()
        blocks = [block.wide(details=details) for block in self._wallets.values()]
        lines, used = 1, 0
        for wide in (*blocks, self.buy.wide(keys=keys), self._end.sizeHint().width()):
            if used and used + gap + wide > room:
                lines, used = lines + 1, 0
            used += wide + (gap if used else 0)
        return lines

    def heightForWidth(self, width: int) -> int:
        """One line, or more where they are needed."""
        return self._flow.heightForWidth(width)


def mode_chip(kit: Kit, mode: Mode) -> ChipView:
    """The mode in its own colour and word."""
    tr = kit.tr
    match mode:
        case Mode.PRACTICE:
            return ChipView(Tone.PRACTICE, Ico.GRADUATION_CAP, tr("PRACTICE"))
        case Mode.RECORDED:
            return ChipView(Tone.ACCENT, Ico.SCROLL_TEXT, tr("RECORDED"))
        case Mode.LIVE:
            return ChipView(Tone.OK, Ico.ZAP, tr("LIVE"))
