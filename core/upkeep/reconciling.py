"""After a restore: the books against the provider's own list, before anything is bought again (facts: ledger 2.7).

What the provider has and the books lack is adopted where it can be hung on an order or a wallet, by asking for it with
its own key, never by buying. What is left is named; a person books it as money alone, or says why it is right.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from core.accounts.records import Wallet
from core.accounts.service import guard_note, wallets
from core.errors import Refused, StationError
from core.labels.rules import LabelState
from core.labels.store import Label, label_of_purchase
from core.ledger.accounts import wallet_account
from core.ledger.balances import balances_of
from core.money import Money
from core.orders.records import OrderState
from core.orders.store import get_order, ids_numbered
from core.people.acts import Act
from core.people.records import Proofs
from core.people.service import NO_PROOFS, require
from core.purchases import store as purchases
from core.purchases.adopting import adopt_sale, book_money_alone, is_booked
from core.purchases.machine import Till
from core.purchases.port import GatewayRefused, VoidRequest
from core.purchases.recovery import Recovered
from core.purchases.rules import OPEN, PAID, AlreadyOpen, Kind
from core.purchases.sales import Sale, SaleKind, SalesSource
from core.purchases.void_calls import intend_void, void
from core.shipments.bench import Bench
from core.shipments.service_shipping import recover_all
from core.shipments.store import ensure_parcel
from core.store.conditions import Condition, end, standing
from core.store.database import Query
from core.wallet.service import take_reading
from core.wallet.service_refunds import poll_refunds
from core.wallet.store import latest_reading

OVERLAP = timedelta(days=35)  # longer than every void window: a label of before may have been voided since


class LeftOver(Enum):
    """Why something is left to a person."""

    NO_LIST = "no-list"  # the provider has no list of sales: a person compares with the portal
    NOT_REACHED = "not-reached"  # it could not be asked now: again later
    NO_ORDER = "no-order"  # a label of an order that the books do not have
    HAS_LABEL = "has-label"  # the order has another label
    STILL_OPEN = "still-open"  # its outcome is not known yet
    BALANCE = "balance"  # the balances differ by an amount that no list names


DECIDABLE = frozenset({LeftOver.NO_LIST, LeftOver.BALANCE})


class NothingToDecide(Refused):
    """What is left cannot be settled by a reason. Fields: ``left`` (codes)."""

    code = "store.not-reconciled"


@dataclass(frozen=True, slots=True)
class Left:
    """Something that the two books do not agree on.

    Attributes:
        why: Why it is left.
        wallet: Whose.
        ref: The provider's id, our purchase's id, or empty for a balance.
        amount: Of the sale, or the difference (provider less books); None where there is none.
        tracking: Of a label.
        reference: The order number that was sent.
    """

    why: LeftOver
    wallet: str
    ref: str = ""
    amount: Money | None = None
    tracking: str = ""
    reference: str = ""


@dataclass(frozen=True, slots=True)
class Reconciled:
    """What a comparison came to.

    Attributes:
        was_needed: Whether the books stood as restored.
        is_done: Whether purchases are open again (or were all the time).
        recovered: Purchases of the books whose outcome was asked for.
        adopted: Sales that the books have now.
        voided: Labels that were voided since the backup.
        booked: Sales that a person had booked as money alone.
        left: What is left.
    """

    was_needed: bool
    is_done: bool
    recovered: tuple[Recovered, ...]
    adopted: tuple[Sale, ...]
    voided: tuple[Label, ...]
    booked: tuple[Sale, ...]
    left: tuple[Left, ...]


class _Tally:
    """What came of one run, while it goes on."""

    def __init__(self, explained: Mapping[str, str]) -> None:
        self.explained = explained
        self.adopted: list[Sale] = []
        self.voided: list[Label] = []
        self.booked: list[Sale] = []
        self.left: list[Left] = []


def reconcile(
    bench: Bench, *, explained: Mapping[str, str] | None = None, reason: str = "", proofs: Proofs = NO_PROOFS
) -> Reconciled:
    """Compare the books with every wallet's provider, adopt what they lack, and open purchases when nothing is left.

    Args:
        bench: Where.
        explained: Provider's id to a person's reason: that sale is booked as money alone where it cannot be adopted.
        reason: A person's word for what only a person can know: a provider without a list, a balance that differs.
        proofs: Of the person who decides; nobody has to prove anything where nothing is decided.

    Raises:
        Refused: The station has operators, something is decided, and a proof is missing.
        NothingToDecide: `reason` was given, and what is left is not of that kind.
        CardNumberTyped: A reason holds a card number.
    """
    with bench.store.read() as q:
        stood = standing(q, Condition.RESTORED)
        every = wallets(q)
    guard_note("reason", " ".join([reason, *(explained or {}).values()]))
    if reason.strip() or explained:
        with bench.store.write() as tx:
            require(tx, bench.desk, Act.RESTORE, proofs)
    recovered = recover_all(bench)
    tally = _Tally(explained or {})
    since = (stood.since if stood else bench.desk.clock.now()) - OVERLAP
    for wallet in every:
        _compare(bench, wallet, since, tally)
    hard = [one.why.value for one in tally.left if one.why not in DECIDABLE]
    if reason.strip() and hard:
        raise NothingToDecide(left=", ".join(dict.fromkeys(hard)))
    is_done = not tally.left or bool(reason.strip())
    if is_done and stood is not None:
        with bench.store.write() as tx:
            mark = tx.integer("select max(number) from journal")
            end(tx, bench.desk, Condition.RESTORED, reason.strip() or "equal", mark)
    return Reconciled(
        stood is not None, is_done or stood is None, tuple(recovered), tuple(tally.adopted), tuple(tally.voided),
        tuple(tally.booked), tuple(tally.left),
    )  # fmt: skip


def _compare(bench: Bench, wallet: Wallet, since: datetime, tally: _Tally) -> None:
    till = bench.till(wallet)
    if not isinstance(till.gateway, SalesSource):
        tally.left.append(Left(LeftOver.NO_LIST, wallet.id))
        return
    try:
        for sale in till.gateway.list_sales(wallet.id, wallet.currency, since):
            _settle_sale(till, wallet, sale, tally)
        poll_refunds(till, wallet.id, bench.catalogue)
    except GatewayRefused:
        tally.left.append(Left(LeftOver.NO_LIST, wallet.id))
    except StationError as error:
        tally.left.append(Left(LeftOver.NOT_REACHED, wallet.id, error.code))
        return
    take_reading(bench.store, bench.desk, till.gateway, wallet.id)
    with bench.store.read() as q:
        tally.left += _open_ones(q, wallet)
        difference = _difference(q, wallet)
    if difference is not None:
        tally.left.append(Left(LeftOver.BALANCE, wallet.id, amount=difference))


def _settle_sale(till: Till, wallet: Wallet, sale: Sale, tally: _Tally) -> None:
    with till.store.read() as q:
        booked = is_booked(q, till.gateway.kind, wallet.id, sale)
    if not booked:
        why = _adopt(till, wallet, sale)
        if why is not None:
            _leave_or_book(till, wallet, sale, why, tally)
            return
        tally.adopted.append(sale)
    if sale.is_void and sale.kind is SaleKind.LABEL:
        label = _void_too(till, wallet, sale)
        tally.voided += [label] if label else []


def _adopt(till: Till, wallet: Wallet, sale: Sale) -> LeftOver | None:
    """Adopt a sale; None when the books have it now, else why not."""
    with till.store.read() as q:
        known = purchases.exists(q, sale.key)
    if known:  # our own key, with another sale or in a state that its outcome does not fit
        return LeftOver.HAS_LABEL if sale.kind is SaleKind.LABEL else LeftOver.STILL_OPEN
    try:
        with till.store.write() as tx:
            if sale.kind is SaleKind.FUNDING:
                purchases.refuse_if_open(tx, Kind.FUNDING, wallet.id, wallet.id)
                subject = wallet.id
            else:
                numbered = ids_numbered(tx, sale.reference) if sale.reference else []
                ready = [one for one in numbered if get_order(tx, one).state in (OrderState.OPEN, OrderState.HELD)]
                if len(numbered) != 1:
                    return LeftOver.NO_ORDER
                if not ready:
                    return LeftOver.HAS_LABEL
                subject = ensure_parcel(tx, till.desk, ready[0])
                purchases.refuse_if_open(tx, Kind.LABEL, wallet.id, subject)
    except AlreadyOpen:
        return LeftOver.HAS_LABEL if sale.kind is SaleKind.LABEL else LeftOver.STILL_OPEN
    return None if adopt_sale(till, wallet.id, sale, subject) in PAID else LeftOver.STILL_OPEN


def _leave_or_book(till: Till, wallet: Wallet, sale: Sale, why: LeftOver, tally: _Tally) -> None:
    reason = tally.explained.get(sale.ref, "").strip()
    if reason and why in (LeftOver.NO_ORDER, LeftOver.HAS_LABEL):
        with till.store.write() as tx:
            book_money_alone(tx, till.desk, wallet.id, sale, reason)
        tally.booked.append(sale)
        return
    if why is not LeftOver.STILL_OPEN:  # what is open is named once, from our own books
        tally.left.append(Left(why, wallet.id, sale.ref, sale.amount, sale.tracking, sale.reference))


def _void_too(till: Till, wallet: Wallet, sale: Sale) -> Label | None:
    """The provider says that a label is void which is good in our books: void it here too; it answers as it did."""
    with till.store.write() as tx:
        label = label_of_purchase(tx, sale.key)
        if label is None or label.state is not LabelState.BOUGHT or label.provider_ref != sale.ref:
            return None
        purchase_id = till.desk.ids.new()
        intend_void(tx, till.desk, purchase_id, label, wallet.gateway)
    void(till, VoidRequest(purchase_id, wallet.id, label.carrier, label.provider_ref))
    with till.store.read() as q:
        return label_of_purchase(q, sale.key)


def _open_ones(q: Query, wallet: Wallet) -> list[Left]:
    found = purchases.in_states(q, OPEN)
    return [Left(LeftOver.STILL_OPEN, wallet.id, one.id, one.amount) for one in found if one.wallet == wallet.id]


def _difference(q: Query, wallet: Wallet) -> Money | None:
    """Provider less books; None where they agree or nothing was ever said."""
    reading = latest_reading(q, wallet.id)
    if reading is None:
        return None
    booked = balances_of(q, wallet_account(wallet.id, wallet.currency)).booked
    difference = reading.balance - booked
    return difference if difference.minor else None
