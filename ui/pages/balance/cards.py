"""A wallet as a card: what the books say, what is reserved, what the provider says and how long ago."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Qt

from core.money import Money
from ui.carrier_words import carrier_name
from ui.icon_names import Ico
from ui.messages_words import step
from ui.pages.balance.rows import WalletFacts
from ui.theme import TextStyle
from ui.views import ChipView, Tone
from ui.widgets.buttons import Button, Kind, Size
from ui.widgets.card import Card, Notice, Stat
from ui.widgets.chip import Chip
from ui.widgets.kit import Kit
from ui.widgets.layouts import row


class WalletCard(Card):
    """One wallet; made anew whenever its figures change."""

    def __init__(
        self,
        kit: Kit,
        facts: WalletFacts,
        now: datetime,
        *,
        renew: Callable[[str], None],
        set_up: Callable[[], None],
        asking: bool,
    ) -> None:
        tr, view = kit.tr, facts.view
        carriers = ", ".join(carrier_name(kit.tr, code) for code in view.wallet.carriers)
        super().__init__(kit, view.wallet.name, carriers, gap=12)
        self._facts = facts
        ask = Button(
            kit, "", Kind.GHOST, icon=Ico.REFRESH_CW, size=Size.SMALL, name=tr("Ask the provider for its balance")
        )
        ask.setEnabled(not asking)
        ask.clicked.connect(lambda: renew(view.wallet.id))
        for chip in self._chips(kit):
            self.add_action(Chip(kit, chip))
        self.add_action(ask)
        figures = row(kit, gap=24)
        for stat in self._figures(kit, now):
            figures.addWidget(stat, 1, Qt.AlignmentFlag.AlignTop)
        self.add(figures)
        if facts.missing:
            steps = ", ".join(step(tr, code) for code in facts.missing)
            notice = Notice(
                kit, Tone.WARN, Ico.LOCK, tr("Labels and postage are locked. Still missing: {steps}.", steps=steps)
            )
            go = Button(kit, tr("Continue setup"), size=Size.SMALL)
            go.clicked.connect(set_up)
            notice.add_action(go)
            self.add(notice)
        self.body.addStretch(1)

    def _figures(self, kit: Kit, now: datetime) -> tuple[Stat, ...]:
        tr, view = kit.tr, self._facts.view

        def text(money: Money) -> str:
            return tr.money(money, with_currency=False)

        booked = Stat(kit, tr("Booked"), text(view.booked), tr("{amount} available", amount=text(view.available)))
        if view.booked.minor < 0 or view.available < view.low:
            tone = Tone.ERROR if view.booked.minor < 0 else Tone.WARN
            booked.set_value(text(view.booked), tr("{amount} available", amount=text(view.available)), tone)
        reserved = Stat(
            kit, tr("Reserved"), text(view.reserved),
            tr("for labels being bought") if view.reserved.minor else tr("nothing is being bought"),
            TextStyle.AMOUNT,
        )  # fmt: skip
        if view.reported is None or view.reported_at is None:
            return booked, reserved, Stat(kit, tr("Provider says"), "–", tr("not asked yet"), TextStyle.AMOUNT)
        age = tr.age(now - view.reported_at)
        says = Stat(kit, tr("Provider says"), text(view.reported), age, TextStyle.AMOUNT)
        gap = view.reported - view.booked
        if gap.minor and not view.reserved.minor and not view.in_transit.minor and self._facts.open is None:
            words = (
                tr("{age} · {amount} more than booked", age=age, amount=text(gap))
                if gap.minor > 0
                else tr("{age} · {amount} less than booked", age=age, amount=text(-gap))
            )
            says.set_value(text(view.reported), words, Tone.WARN)
        return booked, reserved, says

    def _chips(self, kit: Kit) -> list[ChipView]:
        tr, facts = kit.tr, self._facts
        view = facts.view
        chips = []
        if view.in_transit.minor:
            text = tr("In transit {amount}", amount=tr.money(view.in_transit, with_currency=False))
            chips.append(ChipView(Tone.WARN, Ico.CLOCK, text))
        if facts.due.minor:
            text = tr("Refunds due {amount}", amount=tr.money(facts.due, with_currency=False))
            chips.append(ChipView(Tone.ACCENT, Ico.HOURGLASS, text))
        if view.declared is not None and view.declared.minor:
            text = tr("Declared, not confirmed: {amount}", amount=tr.money(view.declared, with_currency=False))
            chips.append(ChipView(Tone.WARN, Ico.SCROLL_TEXT, text))
        return chips
