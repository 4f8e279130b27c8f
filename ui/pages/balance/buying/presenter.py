"""Buying postage, without Qt: one key for one dialog, so that pressing again, however often, buys once.

After a definite no (a rule, the provider, no connection) nothing was charged: the person may try again, with a new
key. After no answer the purchase is asked for and never sent again; until it is settled nothing more is bought.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from core.accounts.service import require_ready, setup_of, wallets
from core.errors import OutcomeUnknown, Refused, StationError
from core.i18n import Tr
from core.money import Money
from core.orders.store_lists import pending_orders
from core.people.acts import Act
from core.people.records import NO_PROOFS, LimitKind, Proofs
from core.people.service import has_operators
from core.people.service_limits import limit_of
from core.purchases.port import GatewayRefused
from core.purchases.rules import OPEN, Kind, State
from core.purchases.store import Purchase, in_states
from core.purchases.store import exists as purchase_exists
from core.purchases.store import get as get_purchase
from core.shipments.rules import Affordability
from core.shipments.service_rating import batch_affordability, rate_orders
from core.wallet.rules import (
    MINIMUM_MINOR,
    STEP_MINOR,
    AboveBalanceCeiling,
    AbovePurchaseCeiling,
    NotAMultiple,
    check_amount,
)
from core.wallet.service import PostageBought, buy_postage, postage_about, view
from ui.app_context import App
from ui.furnished_words import furnished
from ui.messages import one_line
from ui.messages_reasons import PORTAL_ONLY
from ui.pages.balance.buying.rows import BuyState, Payer, Stage, Verdict
from ui.pages.listening import Listeners
from ui.running import Fault, Lane
from ui.views import Tone

if TYPE_CHECKING:
    from core.store.database import Query

ORDERS_MAX = 100  # rated for the suggestion; a larger backlog is rated in parts, and shipped in parts
_QUICK_MINOR = (2000, 5000, 10_000)
_SETTLED_WITHOUT = frozenset({State.REFUSED, State.FAILED, State.ABSENT, State.CANCELLED})


def read_payers(q: "Query") -> tuple[Payer, ...]:
    """Every wallet with its paying method and what keeps it from buying."""
    open_ones = {one.wallet: one for one in in_states(q, OPEN, Kind.FUNDING)}
    payers = []
    for wallet in wallets(q):
        closed: StationError | None = None
        try:
            require_ready(q, wallet.id)
        except Refused as error:
            closed = error
        payment = setup_of(q, wallet.id).payment
        payers.append(
            Payer(
                view(q, wallet),
                payment.nickname if payment else "",
                payment.last4 if payment else "",
                open_ones.get(wallet.id),
                closed,
                limit_of(q, LimitKind.SECOND_PERSON, wallet.currency) if has_operators(q) else None,
            )
        )
    return tuple(payers)


class BuyPresenter:
    """One per opening of the dialog.

    Attributes:
        listeners: The dialog.
        state: What it shows.
    """

    def __init__(self, app: App, wallet: str = "", amount: Money | None = None) -> None:
        self._app = app
        self._key = app.services.desk.ids.new()
        self._wanted = wallet
        self.listeners = Listeners()
        self.state = BuyState(Stage.OPENING, amount=amount)

    def _set(self, state: BuyState) -> None:
        self.state = state
        self.listeners.tell()

    # Opening

    def start(self) -> None:
        """Read the wallets; what the last run left open is settled before anything is bought."""
        if not self._app.startup.is_done:
            self._app.startup.on_change(self._startup_changed)
        self._read()

    def _startup_changed(self) -> None:
        if self.state.stage is Stage.OPENING:
            self._read()

    def _read(self) -> None:
        if self._app.startup.is_done:
            self._app.runner.run(self._read_payers, self._opened, self._not_read, Lane.DESK)
        elif self._app.startup.error is not None:
            self._set(replace(self.state, error=self._app.startup.error))

    def _read_payers(self) -> tuple[Payer, ...]:
        """The wallets; one whose postage only a person can buy, in the portal, is closed here."""
        bench = self._app.services.bench
        return tuple(
            payer
            if payer.closed is not None or bench.gateways[payer.view.wallet.gateway].capabilities().funds_by_api
            else replace(payer, closed=GatewayRefused(reason=PORTAL_ONLY, detail=""))
            for payer in self._app.services.read(read_payers)
        )

    def _opened(self, payers: tuple[Payer, ...]) -> None:
        if self.state.stage not in (Stage.OPENING, Stage.REFUSED, Stage.LOCKED):
            return  # read twice: what the person has typed meanwhile stays
        chosen = self._wanted if any(p.view.wallet.id == self._wanted for p in payers) else payers[0].view.wallet.id
        self._enter(replace(self.state, payers=payers, wallet=chosen, error=None))
        if self.state.needs is None:
            self._app.runner.run(self._work_out_needs, self._needs_known, lambda _error: None, Lane.OUTSIDE)

    def _enter(self, state: BuyState) -> None:
        payer = state.payer
        assert payer is not None, "the chosen wallet is one of them"
        if payer.closed is not None:
            self._set(replace(state, stage=Stage.CLOSED, error=payer.closed))
        elif payer.open is not None:
            self._set(replace(state, stage=Stage.LOCKED, answer=payer.open, error=None))
        else:
            self._set(replace(state, stage=Stage.TYPING, error=None, answer=None))

    def _not_read(self, error: StationError) -> None:
        self._set(replace(self.state, error=error))

    def _work_out_needs(self) -> tuple[Affordability, ...]:
        services = self._app.services
        orders = services.read(lambda q: pending_orders(q, limit=ORDERS_MAX))
        return tuple(batch_affordability(services.bench, rate_orders(services.bench, orders)))

    def _needs_known(self, needs: tuple[Affordability, ...]) -> None:
        self._set(replace(self.state, needs=needs))

    def choose_wallet(self, wallet: str) -> None:
        """Another wallet pays; an amount that was given belongs to the other currency."""
        if self.state.stage in (Stage.TYPING, Stage.LOCKED, Stage.CLOSED, Stage.REFUSED):
            self._wanted = wallet
            self._enter(replace(self.state, wallet=wallet, amount=None))

    # The amount

    def judge(self, amount: Money) -> Verdict:
        """The rule, while the person types."""
        payer = self.state.payer
        assert payer is not None, "judged once the wallets are read"
        tr, refusal = self._app.tr, self._refusal(payer, amount)
        if refusal is None and payer.alone is not None and amount > payer.alone:
            return Verdict(True, tr("Above {limit} a second person confirms with a PIN.", limit=payer.alone))
        if refusal is None:
            return Verdict(True, tr("{amount} from {method}.", amount=amount, method=furnished(tr, payer.method)))
        return Verdict(False, one_line(tr, refusal), tuple(self._offers(payer, refusal)))

    def _refusal(self, payer: Payer, amount: Money) -> Refused | None:
        now = payer.view
        try:
            check_amount(amount, now.wallet, now.booked + now.in_transit)
        except Refused as refusal:
            return refusal
        return None

    def _offers(self, payer: Payer, refusal: Refused) -> Iterator[Money]:
        """The nearest amounts that the rule allows."""
        wallet, now = payer.view.wallet, payer.view
        if isinstance(refusal, NotAMultiple):
            found = [refusal.fields["lower"], refusal.fields["upper"]]
        elif isinstance(refusal, AbovePurchaseCeiling | AboveBalanceCeiling):
            room = min(wallet.max_purchase.minor, (wallet.max_balance - now.booked - now.in_transit).minor)
            found = [Money(max(0, room - room % STEP_MINOR), wallet.currency)]
        else:
            found = [Money(minor, wallet.currency) for minor in (MINIMUM_MINOR, *_QUICK_MINOR)]
        for amount in found:
            if isinstance(amount, Money) and self._refusal(payer, amount) is None:
                yield amount

    def stepped(self, amount: Money | None, steps: int) -> Money | None:
        """The next amount up or down in steps of 10.00, or None where the rule allows none."""
        payer = self.state.payer
        if payer is None:
            return None
        minor = amount.minor if amount is not None and amount.minor > 0 else 0
        whole = minor - minor % STEP_MINOR
        target = whole + steps * STEP_MINOR if steps > 0 or minor == whole else whole
        money = Money(max(target, MINIMUM_MINOR), payer.view.wallet.currency)
        return money if self._refusal(payer, money) is None else None

    # Money

    def purchase(self, amount: Money | None) -> None:
        """Buy, once; anything but an allowed amount in the typing stage does nothing."""
        payer = self.state.payer
        if self.state.stage is not Stage.TYPING or payer is None or amount is None:
            return
        if self._refusal(payer, amount) is not None:
            return
        if payer.alone is None or amount <= payer.alone:
            self._send(amount, NO_PROOFS)
            return
        why = self._app.tr("{amount} is above {limit}, what one person may buy.", amount=amount, limit=payer.alone)
        about = postage_about(payer.view.wallet.id, amount)
        self._app.prove(Act.BUY_POSTAGE, lambda proofs: self._send(amount, proofs), about=about, second=True, why=why)

    def _send(self, amount: Money, proofs: Proofs) -> None:
        payer = self.state.payer
        if self.state.stage is not Stage.TYPING or payer is None:
            return
        wallet, key, services = payer.view.wallet.id, self._key, self._app.services
        self._set(replace(self.state, stage=Stage.SENDING, amount=amount, error=None, bought=None))
        self._app.runner.run(
            lambda: buy_postage(services.till(wallet), wallet, amount, key=key, proofs=proofs),
            self._bought,
            self._failed,
            Lane.OUTSIDE,
        )

    def _bought(self, bought: PostageBought) -> None:
        self._app.refresh()
        self._settle(bought.purchase, bought)

    def _settle(self, purchase: Purchase, bought: PostageBought | None) -> None:
        """Show where the purchase stands."""
        state, tr = self.state, self._app.tr
        if purchase.state is State.CONFIRMED:
            self._set(replace(state, stage=Stage.DONE, bought=bought, answer=purchase, asking=False, error=None))
            self._app.notify(Tone.OK, tr("Bought {amount} of postage.", amount=purchase.amount))
        elif purchase.state is State.PENDING:
            self._set(replace(state, stage=Stage.DONE, bought=bought, answer=purchase, asking=False, error=None))
            self._app.notify(Tone.WARN, tr("{amount} of postage is on its way.", amount=purchase.amount))
        elif purchase.state in _SETTLED_WITHOUT:
            self._refused(GatewayRefused(reason=purchase.reason or purchase.state.value, detail=""))
        else:
            self._set(replace(state, stage=Stage.IN_DOUBT, answer=purchase, asking=False))

    def _failed(self, error: StationError) -> None:
        self._app.refresh()
        if isinstance(error, OutcomeUnknown | Fault):
            self._set(replace(self.state, stage=Stage.IN_DOUBT, error=error))
            self.ask_again()
        else:
            self._refused(error)

    def _refused(self, error: StationError) -> None:
        self._key = self._app.services.desk.ids.new()
        self._set(replace(self.state, stage=Stage.REFUSED, error=error, asking=False, bought=None))
        if not self.listeners:
            self._app.notify_error(error)

    def try_again(self) -> None:
        """Back to the amount, after a definite no, or when reading the wallets failed."""
        if self.state.stage is Stage.OPENING:
            if self._app.startup.error is not None:
                self._app.startup.ask()
            else:
                self._read()
        elif self.state.stage is Stage.REFUSED:
            self._read()

    # Doubt

    def ask_again(self) -> None:
        """Ask the provider what became of it; nothing is sent again."""
        if self.state.asking or self.state.stage not in (Stage.IN_DOUBT, Stage.LOCKED):
            return
        self._set(replace(self.state, asking=True))
        self._app.runner.run(self._ask, self._answered, self._not_answered, Lane.OUTSIDE)

    def _ask(self) -> Purchase | None:
        services = self._app.services
        services.recover()
        wanted = self.state.answer.id if self.state.answer is not None else self._key
        return services.read(lambda q: get_purchase(q, wanted) if purchase_exists(q, wanted) else None)

    def _answered(self, purchase: Purchase | None) -> None:
        self._app.refresh()
        if purchase is None:  # the program failed before anything was stored: nothing was sent
            assert self.state.error is not None, "only an error leads here"
            self._refused(self.state.error)
        elif self.state.stage is Stage.LOCKED:
            self._set(replace(self.state, asking=False, answer=purchase))
            if purchase.state not in OPEN:
                self._app.notify(Tone.OK, settled_words(self._app.tr, purchase))
                self._read()
        else:
            self._settle(purchase, None)

    def _not_answered(self, error: StationError) -> None:
        self._set(replace(self.state, asking=False))
        self._app.notify_error(error)


def settled_words(tr: Tr, purchase: Purchase) -> str:
    """What became of an earlier purchase, in one line."""
    if purchase.state is State.CONFIRMED:
        return tr("{amount} had been bought; the balance has it now.", amount=purchase.amount)
    return tr("{amount} had not been bought; nothing was charged.", amount=purchase.amount)


def quick_amounts(presenter: BuyPresenter) -> tuple[Money, ...]:
    """Round amounts that the rule allows now, for buttons."""
    payer = presenter.state.payer
    if payer is None:
        return ()
    found = (Money(minor, payer.view.wallet.currency) for minor in _QUICK_MINOR)
    return tuple(amount for amount in found if presenter.judge(amount).allowed)
