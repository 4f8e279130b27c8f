"""Settings > Account settings on the window."""

from functools import partial

from PySide6.QtWidgets import QWidget

from core.accounts.rules import STATEMENT_TEXT
from core.clock import from_utc_text
from core.context import Desk, Mode
from ui.carrier_words import carrier_name
from ui.furnished_words import furnished
from ui.icon_names import Ico
from ui.messages import explain
from ui.messages_base import word
from ui.pages.redrawing import while_alive
from ui.pages.settings.wallets.payment_dialog import PaymentDialog
from ui.pages.settings.wallets.presenter import Account, WalletsPresenter
from ui.pages.settings.words import LANGUAGES
from ui.pages.setup.forms import HOLDER, LOCATION, TERMS
from ui.pages.setup.summary import address_line, payment_line
from ui.theme import TextStyle
from ui.views import ChipView, Tone
from ui.widgets.buttons import Button, Kind, Size
from ui.widgets.card import Card, Facts, Notice
from ui.widgets.chip import Chip
from ui.widgets.choices import Choice, Segmented
from ui.widgets.kit import Kit
from ui.widgets.layouts import Columns, FlowLayout, column, flowing, holder
from ui.widgets.sections import Section
from ui.widgets.states import StateStack
from ui.widgets.text import Label


class WalletsSection(Section):
    """One wallet at a time: its set-up in cards, each with the way to change it."""

    def __init__(self, kit: Kit, presenter: WalletsPresenter, desk: Desk) -> None:
        tr = kit.tr
        super().__init__(
            kit, tr("Account settings"), tr("Who holds each One Balance, how postage is paid, and the terms accepted.")
        )
        self._presenter, self._desk = presenter, desk
        self._place = column(kit)
        self._shown: QWidget | None = None
        self._account: tuple[Account, ...] = ()
        self._states = StateStack(kit, flowing(self._place))
        self.add(self._states, 1)
        presenter.attach(while_alive(self, self.refresh))
        self.refresh()

    def entered(self) -> None:
        """Read the wallets."""
        if not self._presenter.is_loaded:
            self._states.show_loading()
        self._presenter.load()

    def refresh(self) -> None:
        """Show the wallet that is chosen."""
        presenter = self._presenter
        if presenter.error is not None:
            self._states.show_error(explain(self.kit.tr, presenter.error), presenter.load)
            return
        account = presenter.account()
        if account is None or self._account == (account, *presenter.accounts):
            return
        self._account = (account, *presenter.accounts)
        if self._shown is not None:
            self._place.removeWidget(self._shown)
            self._shown.hide()
            self._shown.deleteLater()
        self._shown = self._sheet(account)
        self._place.addWidget(self._shown)
        self._states.show_content()

    def _sheet(self, account: Account) -> QWidget:
        kit = self.kit
        layout = column(kit)
        layout.addWidget(self._head(account))
        for notice in self._notices(account):
            layout.addWidget(notice)
        upper, lower = Columns(kit.px(16), (1, 1)), Columns(kit.px(16), (1, 1))
        upper.addWidget(self._account_card(account))
        upper.addWidget(self._payment_card(account))
        lower.addWidget(self._location_card(account))
        lower.addWidget(self._terms_card(account))
        layout.addLayout(upper)
        layout.addLayout(lower)
        layout.addStretch(1)
        return holder(layout)

    def _head(self, account: Account) -> QWidget:
        """Which wallet, how far, and the button of S0-08 or S0-09."""
        kit, tr, presenter = self.kit, self.kit.tr, self._presenter
        choices = [Choice(one.wallet.id, one.wallet.name) for one in presenter.accounts]
        which = Segmented(kit, tr("Balance"), choices, account.wallet.id)
        which.chosen.connect(presenter.choose)
        words, kind = tr("Review the set-up"), Kind.SECONDARY
        if not account.setup.finished_at:
            words, kind = (tr("Continue setup") if account.is_begun else tr("Set up carriers")), Kind.PRIMARY
        go = Button(kit, words, kind, icon=Ico.LIST_CHECKS)
        go.clicked.connect(partial(presenter.set_up, ""))
        line = FlowLayout(kit.px(12))
        line.addWidget(which)
        line.addWidget(Chip(kit, self._progress(account)))
        line.add_end(go)
        return holder(line)

    def _progress(self, account: Account) -> ChipView:
        tr, setup = self.kit.tr, account.setup
        if setup.finished_at:
            when = tr.day(from_utc_text(setup.finished_at).astimezone(self._desk.actor.zone).date().isoformat())
            return ChipView(Tone.OK, Ico.CIRCLE_CHECK, tr("Set up on {day}", day=when))
        count = len(account.missing) or 1
        words = tr.n("{n} page to go", "{n} pages to go", count) if account.is_begun else tr("Not set up yet")
        return ChipView(Tone.WARN, Ico.HOURGLASS, words)

    def _notices(self, account: Account) -> list[Notice]:
        kit, tr = self.kit, self.kit.tr
        found = []
        if self._desk.mode is Mode.PRACTICE:
            text = tr("Practice: play money, invented billing, terms without force. You may change all of it.")
            found.append(Notice(kit, Tone.PRACTICE, Ico.GRADUATION_CAP, text))
        if not account.setup.finished_at:
            text = tr("Labels and postage are available once set-up is finished.")
            found.append(Notice(kit, Tone.WARN, Ico.LOCK, text))
        if account.expiry is not None:
            method = account.setup.payment
            name = furnished(tr, method.nickname) if method else ""
            text = (
                tr("{method} has expired. Update the payment method.", method=name)
                if account.expiry == 0
                else tr("{method} expires in less than {days} days.", method=name, days=account.expiry + 1)
            )
            tone = Tone.ERROR if account.expiry == 0 else Tone.WARN
            found.append(Notice(kit, tone, Ico.CREDIT_CARD, text))
        return found

    def _card(self, title: str, step: str) -> Card:
        """A card with the way to its page of the set-up."""
        card = Card(self.kit, title)
        change = Button(self.kit, self.kit.tr("Change"), Kind.GHOST, icon=Ico.PENCIL, size=Size.SMALL)
        change.clicked.connect(partial(self._presenter.set_up, step))
        card.add_action(change)
        return card

    def _account_card(self, account: Account) -> Card:
        tr, setup = self.kit.tr, account.setup
        card = self._card(tr("Account"), HOLDER)
        verified = tr("verified") if setup.username_confirmed else tr("not verified")
        label_format = word(tr, LANGUAGES, setup.label_format) if setup.label_format else "–"
        card.add(
            Facts(
                self.kit,
                [
                    (tr("Held by"), furnished(tr, setup.holder) or "–"),
                    (tr("User name"), f"{setup.username} ({verified})" if setup.username else "–"),
                    (tr("Pays for"), ", ".join(carrier_name(tr, code) for code in account.wallet.carriers)),
                    (tr("Currency"), account.wallet.currency),
                    (tr("Label format"), label_format),
                ],
            )
        )
        card.body.addStretch(1)
        return card

    def _payment_card(self, account: Account) -> Card:
        kit, tr, method = self.kit, self.kit.tr, account.setup.payment
        card = Card(kit, tr("Payment"))
        update = Button(kit, tr("Update payment method"), Kind.GHOST, icon=Ico.CREDIT_CARD, size=Size.SMALL)
        update.clicked.connect(partial(self._update_payment, account))
        card.add_action(update)
        lines = [(tr("Paid with"), "–")]
        if method is not None:
            lines = [
                (tr("Paid with"), payment_line(tr, method)),
                (tr("Holder"), method.holder),
                (tr("On file at"), furnished(tr, method.on_file_at)),
                (tr("Statement says"), STATEMENT_TEXT),
                (tr("Billing address"), address_line(method.address)),
            ]
        card.add(Facts(kit, lines))
        older = [self._version_line(version.method.nickname, version.at) for version in account.payments[1:]]
        if older:
            card.add(
                Label(kit, tr("Before: {methods}", methods="; ".join(older)), TextStyle.SMALL, Tone.NEUTRAL, wrap=True)
            )
        card.body.addStretch(1)
        return card

    def _version_line(self, nickname: str, at: str) -> str:
        tr = self.kit.tr
        day = tr.day(from_utc_text(at).astimezone(self._desk.actor.zone).date().isoformat())
        return tr("{method}, from {day}", method=furnished(tr, nickname), day=day)

    def _update_payment(self, account: Account) -> None:
        PaymentDialog(self.kit, self, self._presenter, account, self._desk.clock.now().year).show_over()

    def _location_card(self, account: Account) -> Card:
        kit, tr, place = self.kit, self.kit.tr, account.setup.location
        card = self._card(tr("Location"), LOCATION)
        card.add(Label(kit, address_line(place) or tr("Not entered yet."), wrap=True, selectable=True))
        contact = " · ".join(part for part in (place.phone, place.email) if part)
        if contact:
            card.add(Label(kit, contact, tone=Tone.NEUTRAL, selectable=True))
        card.body.addStretch(1)
        return card

    def _terms_card(self, account: Account) -> Card:
        kit, tr = self.kit, self.kit.tr
        step = next((code for code in account.missing if code.startswith(TERMS)), TERMS + account.wallet.carriers[0])
        card = self._card(tr("Terms accepted"), step)
        accepted = {one.carrier: one for one in account.setup.terms}
        lines = []
        for code in account.wallet.carriers:
            one = accepted.get(code)
            words = tr("not accepted yet")
            if one is not None:
                day = tr.day(from_utc_text(one.at).astimezone(self._desk.actor.zone).date().isoformat())
                words = f"{one.version} · {day} · {one.actor}"
            lines.append((carrier_name(tr, code), words))
        card.add(Facts(kit, lines))
        card.body.addStretch(1)
        return card
