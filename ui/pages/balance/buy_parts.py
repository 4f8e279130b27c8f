"""Parts of the Buy Postage dialog, some of them on the Balance page too."""

from collections.abc import Callable
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from core.accounts.rules import STATEMENT_TEXT
from core.clock import from_utc_text
from core.money import Money
from core.purchases.rules import State
from core.purchases.store import Purchase
from core.shipments.rules import Affordability
from core.wallet.service import PostageBought
from ui.furnished_words import furnished
from ui.icon_names import Ico
from ui.messages_base import word
from ui.messages_reasons import PROVIDER_REASONS
from ui.messages_words import PURCHASE_STATES
from ui.pages.balance.buying.rows import Payer
from ui.theme import TextStyle
from ui.views import ChipView, MoneyMoved, Tone
from ui.widgets.buttons import Button, Size
from ui.widgets.card import Notice, Stat
from ui.widgets.chip import Chip
from ui.widgets.kit import Kit
from ui.widgets.layouts import column, row
from ui.widgets.states import money_chip
from ui.widgets.text import IconLabel, Label


class BeforeAfter(QFrame):
    """The balance now and after, side by side, in a well."""

    def __init__(self, kit: Kit, before: Money, after: Money | None = None, *, past: bool = False) -> None:
        super().__init__()
        tr = kit.tr
        self._kit, self._before = kit, before
        self._tone = None if past else Tone.OK
        self.setObjectName("before-after")
        p = kit.look.palette
        self.setStyleSheet(f"QFrame#before-after {{ background: {p.sunken}; border-radius: {kit.px(8)}px; }}")
        now = Stat(kit, tr("Balance before") if past else tr("Balance now"), tr.money(before), style=TextStyle.AMOUNT)
        self._after = Stat(kit, tr("Balance after"), "–", style=TextStyle.AMOUNT)
        line = row(kit, gap=16)
        line.setContentsMargins(kit.px(16), kit.px(12), kit.px(16), kit.px(12))
        line.addWidget(now, 1)
        line.addWidget(IconLabel(kit, Ico.ARROW_RIGHT, Tone.NEUTRAL, 24), 0, Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(self._after, 1)
        self.setLayout(line)
        if after is not None:
            self._show(after)

    def show_amount(self, amount: Money | None) -> None:
        """Show what buying `amount` does; None while there is no amount that may be bought."""
        if amount is None:
            self._after.set_value("–")
        else:
            self._show(self._before + amount)

    def _show(self, after: Money) -> None:
        self._after.set_value(self._kit.tr.money(after), tone=self._tone)


class NeedLine(QWidget):
    """What the open orders need, and one click to take the amount that covers them."""

    def __init__(self, kit: Kit, take: Callable[[Money], None]) -> None:
        super().__init__()
        self._kit, self._take = kit, take
        self._icon = IconLabel(kit, Ico.CLIPBOARD_LIST, Tone.NEUTRAL, 18)
        self._words = Label(kit, "", TextStyle.BODY, Tone.NEUTRAL, wrap=True)
        self._button = Button(kit, kit.tr("Use this amount"), size=Size.SMALL)
        self._button.clicked.connect(self._taken)
        self._amount: Money | None = None
        line = row(kit, self._icon, gap=8)
        line.addWidget(self._words, 1)
        line.addWidget(self._button)
        self.setLayout(line)
        self.setMinimumHeight(kit.px(40))

    def show_need(self, need: Affordability | None, *, known: bool) -> None:
        """Show what is needed from this wallet; `known` is False while it is being worked out."""
        tr = self._kit.tr
        self._amount = need.buy if need is not None else None
        self._button.setVisible(self._amount is not None)
        if not known:
            words = tr("Checking what the open orders need…")
        elif need is None:
            words = tr("No open order waits for this balance.")
        elif need.buy is None:
            words = tr.n(
                "The balance pays {n} open order ({total}).", "The balance pays all {n} open orders ({total}).",
                need.labels, total=need.total,
            )  # fmt: skip
        else:
            words = tr.n(
                "{n} open order needs {total}; {available} is available.",
                "{n} open orders need {total}; {available} is available.",
                need.labels, total=need.total, available=need.available,
            )  # fmt: skip
            self._button.set_text(tr("{amount} covers it", amount=tr.round_money(need.buy)))
        self._words.setText(words)

    def _taken(self) -> None:
        if self._amount is not None:
            self._take(self._amount)


class PaidWith(QWidget):
    """Who pays and what the card statement will say: before a purchase, and after (S0-13, S0-14)."""

    def __init__(self, kit: Kit, payer: Payer) -> None:
        super().__init__()
        tr = kit.tr
        method = furnished(tr, payer.method)
        if payer.card:
            method = tr("{method}, ending in {digits}", method=method, digits=payer.card)
        lines = column(kit, gap=4)
        lines.addWidget(Label(kit, tr("Paid with {method}.", method=method), wrap=True))
        lines.addWidget(Label(kit, tr("Your card statement will say {text}.", text=STATEMENT_TEXT), wrap=True))
        line = row(kit, gap=12)
        line.addWidget(IconLabel(kit, Ico.CREDIT_CARD, Tone.NEUTRAL, 24), 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(lines, 1)
        self.setLayout(line)


class UnderWay(QWidget):
    """Something goes on; still, because nothing on this window moves while people work."""

    def __init__(self, kit: Kit, words: str) -> None:
        super().__init__()
        line = row(kit, gap=12)
        line.addWidget(IconLabel(kit, Ico.HOURGLASS, Tone.ACCENT, 28), 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(Label(kit, words, TextStyle.HEADING, wrap=True), 1)
        self.setLayout(line)


class Outcome(QWidget):
    """What was bought: before and after, who paid, what the card statement will say."""

    def __init__(self, kit: Kit, purchase: Purchase, bought: PostageBought | None, payer: Payer) -> None:
        super().__init__()
        tr = kit.tr
        done = purchase.state is State.CONFIRMED
        whole = column(kit, gap=16)
        head = row(kit, gap=12)
        icon, tone = (Ico.CIRCLE_CHECK, Tone.OK) if done else (Ico.CLOCK, Tone.WARN)
        words = (
            tr("Bought {amount} of postage.", amount=purchase.amount)
            if done
            else tr("{amount} of postage is on its way.", amount=purchase.amount)
        )
        head.addWidget(IconLabel(kit, icon, tone, 32), 0, Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(Label(kit, words, TextStyle.AMOUNT, wrap=True), 1)
        whole.addLayout(head)
        if not done:
            note = tr("The provider has it and has not credited it yet. It is in transit and cannot be spent before.")
            whole.addWidget(Notice(kit, Tone.WARN, Ico.CLOCK, note))
        elif bought is None:
            note = tr("The answer came late, and the purchase had gone through: bought once, charged once.")
            whole.addWidget(Notice(kit, Tone.OK, Ico.SHIELD_CHECK, note))
        if bought is not None and done:
            whole.addWidget(BeforeAfter(kit, bought.before, bought.after))
        whole.addWidget(PaidWith(kit, payer))
        self.setLayout(whole)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)


class OpenPurchase(QFrame):
    """A purchase of postage that is not settled: what is known, that it is not sent again, and Ask again."""

    def __init__(
        self,
        kit: Kit,
        purchase: Purchase,
        zone: ZoneInfo,
        ask: Callable[[], None] | None = None,
        *,
        asking: bool = False,
    ) -> None:
        super().__init__()
        tr = kit.tr
        is_pending = purchase.state is State.PENDING
        tone = Tone.WARN if is_pending else Tone.ERROR
        self.setObjectName("open-purchase")
        look = kit.look
        self.setStyleSheet(
            f"QFrame#open-purchase {{ background: {look.palette.tint(tone)}; "
            f"border-left: {kit.px(4)}px solid {look.palette.ink(tone)}; border-radius: {kit.px(8)}px; }}"
        )
        heading = (
            tr("{amount} of postage is on its way.", amount=purchase.amount)
            if is_pending
            else tr("It is not known yet whether {amount} of postage was bought.", amount=purchase.amount)
        )
        self.setAccessibleName(heading)
        words = column(kit, gap=8)
        words.addWidget(Label(kit, heading, TextStyle.HEADING, tone, wrap=True))
        words.addWidget(Label(kit, self._story(kit, purchase, zone), wrap=True))
        chip = ChipView(Tone.WARN, Ico.CLOCK, tr("In transit")) if is_pending else money_chip(kit, MoneyMoved.UNKNOWN)
        code = Label(kit, purchase.id, TextStyle.SMALL, Tone.NEUTRAL, selectable=True)
        words.addLayout(row(kit, Chip(kit, chip), code, 1, gap=12))
        line = row(kit, gap=12)
        line.setContentsMargins(kit.px(16), kit.px(14), kit.px(16), kit.px(14))
        icon = IconLabel(kit, Ico.CLOCK if is_pending else Ico.OCTAGON_ALERT, tone, 24)
        line.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(words, 1)
        if ask is not None:
            again = Button(kit, tr("Asking…") if asking else tr("Ask again"), icon=Ico.REFRESH_CW)
            again.setEnabled(not asking)
            again.clicked.connect(ask)
            line.addWidget(again, 0, Qt.AlignmentFlag.AlignVCenter)
        self.setLayout(line)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    @staticmethod
    def _story(kit: Kit, purchase: Purchase, zone: ZoneInfo) -> str:
        tr = kit.tr
        begun = tr.datetime(from_utc_text(purchase.made_at), zone)
        if purchase.state is State.PENDING:
            return tr(
                "Started {begun} by {who}. The provider has it and has not credited it yet; until then nothing more is "
                "bought for this balance.",
                begun=begun, who=purchase.actor,
            )  # fmt: skip
        state = word(tr, PURCHASE_STATES, purchase.state.value)
        if purchase.reason in PROVIDER_REASONS:
            state = tr("{state} ({reason})", state=state, reason=word(tr, PROVIDER_REASONS, purchase.reason))
        return tr(
            "Started {begun} by {who}: {state}. Do not buy it again, not in the provider's portal either: the provider "
            "is asked, and until it has answered nothing more is bought for this balance.",
            begun=begun, who=purchase.actor, state=state,
        )  # fmt: skip
