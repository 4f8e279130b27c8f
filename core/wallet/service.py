"""One Balance: buying postage and the three balances."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from core.accounts.records import Wallet
from core.accounts.rules import STATEMENT_TEXT
from core.accounts.service import require_ready, setup_of, wallets
from core.accounts.store import get_wallet
from core.context import Desk
from core.errors import StationError
from core.ledger.accounts import in_transit, wallet_account
from core.ledger.balances import balances_of
from core.ledger.lines import Transaction, newest, oldest
from core.money import Money
from core.people.acts import Act
from core.people.records import NO_PROOFS, LimitKind, Proofs
from core.people.service import has_operators, require, require_second
from core.people.service_limits import limit_of
from core.purchases.full_disk import as_paid
from core.purchases.funding_calls import fund, intend_funding
from core.purchases.gate import require_open
from core.purchases.machine import Till
from core.purchases.port import FundRequest, PostageGateway
from core.purchases.store import Purchase, exists, get
from core.store.database import Query, Store
from core.store.faults import StoreUnavailable
from core.wallet.declared import declared_sum
from core.wallet.rules import check_amount, smallest_purchase_covering
from core.wallet.store import insert_reading, latest_reading


@dataclass(frozen=True, slots=True)
class WalletView:
    """What the balance bar shows of one wallet (M4).

    Attributes:
        wallet: Which.
        booked: By our books.
        reserved: Held for what is being bought.
        available: Booked minus reserved.
        in_transit: Funded and not yet credited; not spendable.
        reported: What the provider last said, or None when it was never asked.
        reported_at: When it said so.
        is_ready: Whether set-up is finished; if not, `missing` names the steps.
        low: Less than this is shown as low.
        declared: What of `booked` is a person's word alone so far; zero where the provider itself answers.
    """

    wallet: Wallet
    booked: Money
    reserved: Money
    available: Money
    in_transit: Money
    reported: Money | None
    reported_at: datetime | None
    is_ready: bool
    low: Money
    declared: Money | None = None


@dataclass(frozen=True, slots=True)
class PostageBought:
    """A purchase of postage, as it is shown before and after (S0-13, S0-14)."""

    purchase: Purchase
    amount: Money
    before: Money
    after: Money
    method: str
    statement_text: str


@dataclass(frozen=True, slots=True)
class PostagePreview:
    """What buying `amount` would do; shown before anything is sent."""

    amount: Money
    before: Money
    after: Money
    method: str
    statement_text: str


LOW_MINOR = 2000


def view(q: Query, wallet: Wallet) -> WalletView:
    """The three balances of one wallet."""
    balances = balances_of(q, wallet_account(wallet.id, wallet.currency))
    reading = latest_reading(q, wallet.id)
    return WalletView(
        wallet=wallet,
        booked=balances.booked,
        reserved=balances.reserved,
        available=balances.available,
        in_transit=balances_of(q, in_transit(wallet.id, wallet.currency)).booked,
        reported=reading.balance if reading else None,
        reported_at=reading.as_of if reading else None,
        is_ready=bool(setup_of(q, wallet.id).finished_at),
        low=Money(LOW_MINOR, wallet.currency),
        declared=declared_sum(q, wallet),
    )


def views(q: Query) -> list[WalletView]:
    """The three balances of every wallet, in the order of display."""
    return [view(q, wallet) for wallet in wallets(q)]


def preview_postage(q: Query, wallet_id: str, amount: Money) -> PostagePreview:
    """Check `amount` and say what it would do.

    Raises:
        SetupIncomplete, WalletClosed, Refused: The rule that forbids it.
    """
    require_open(q)
    wallet = require_ready(q, wallet_id)
    now = view(q, wallet)
    check_amount(amount, wallet, now.booked + now.in_transit)
    payment = setup_of(q, wallet_id).payment
    method = payment.nickname if payment else ""
    return PostagePreview(amount, now.booked, now.booked + amount, method, STATEMENT_TEXT)


def needs_second(q: Query, amount: Money) -> Money | None:
    """The limit that `amount` passes, so that a second person has to confirm it; None where it passes none."""
    limit = limit_of(q, LimitKind.SECOND_PERSON, amount.currency)
    return limit if limit is not None and amount > limit and has_operators(q) else None


def postage_about(wallet_id: str, amount: Money) -> str:
    """What a proof for a purchase is about, so that it is good for no other amount."""
    return f"{wallet_id} {amount.minor}"


def buy_postage(
    till: Till, wallet_id: str, amount: Money, *, key: str = "", proofs: Proofs = NO_PROOFS
) -> PostageBought:
    """Buy postage, once (S2-22, S2-23).

    Args:
        till: With the wallet's gateway.
        wallet_id: Which wallet.
        amount: A multiple of 10.00 under the ceilings.
        key: Id that the caller made when the person began (a dialog was opened); pressing the button again with the
            same key buys nothing more. Empty makes a new one.
        proofs: A second person's, for `Act.BUY_POSTAGE` about `postage_about`, where `needs_second` gives a limit.

    Raises:
        NotSignedIn: There are operators, and the actor is none who signed in here.
        SecondNeeded, SecondIsSame, SupervisorNeeded, ProofUseless: The second person's PIN.
        OverDailyCap: The station would spend more today than it may.
        Refused: A rule or the provider said no; nothing was charged.
        Unavailable: It never left; nothing was charged.
        OutcomeUnknown: It may have been charged; Buy Postage stays locked until it is settled.
    """
    purchase_id = key or till.desk.ids.new()
    with till.store.write() as tx:
        if key and exists(tx, key):
            return _bought_before(tx, get(tx, key))
        preview = preview_postage(tx, wallet_id, amount)
        require(tx, till.desk, Act.BUY_POSTAGE, proofs)
        limit = needs_second(tx, amount)
        if limit is not None:
            about = postage_about(wallet_id, amount)
            require_second(tx, till.desk, Act.BUY_POSTAGE, proofs.second, about=about, amount=amount, limit=limit)
        intend_funding(tx, till.desk, purchase_id, wallet_id, amount, preview.method)
    purchase = fund(till, FundRequest(purchase_id, wallet_id, amount, preview.method))
    read_after_payment(till.store, till.desk, till.gateway, wallet_id)
    with as_paid(purchase.id), till.store.read() as q:
        after = view(q, get_wallet(q, wallet_id)).booked
    return PostageBought(purchase, amount, preview.before, after, preview.method, preview.statement_text)


def _bought_before(q: Query, purchase: Purchase) -> PostageBought:
    now = view(q, get_wallet(q, purchase.wallet)).booked
    method = str(purchase.request["method"])
    return PostageBought(purchase, purchase.amount, now, now, method, STATEMENT_TEXT)


def take_reading(store: Store, desk: Desk, gateway: PostageGateway, wallet_id: str) -> None:
    """Ask the provider for its balance and keep the answer; a provider that cannot be asked changes nothing."""
    with store.read() as q:
        wallet = get_wallet(q, wallet_id)
    try:
        reading = gateway.reading(wallet.id, wallet.currency)
    except StationError:
        return
    with store.write() as tx:
        insert_reading(tx, desk, wallet_id, reading, gateway.kind)


def read_after_payment(store: Store, desk: Desk, gateway: PostageGateway, wallet_id: str) -> None:
    """As `take_reading`, behind a payment: a disk that does not keep the answer takes nothing back of what was paid."""
    with suppress(StoreUnavailable):
        take_reading(store, desk, gateway, wallet_id)


def suggestion(q: Query, wallet: Wallet, needed: Money) -> Money | None:
    """The smallest purchase that lets the wallet pay `needed`, or None when it can already."""
    available = view(q, wallet).available
    return None if available >= needed else smallest_purchase_covering(needed - available)


def transactions(q: Query, wallet: Wallet, *, before: int | None = None, limit: int = 100) -> list[Transaction]:
    """The wallet's ledger lines, newest first, a page by number."""
    return newest(q, wallet_account(wallet.id, wallet.currency).code, before=before, limit=limit)


def all_transactions(q: Query, wallet: Wallet) -> list[Transaction]:
    """Every ledger line of the wallet, oldest first, for exports."""
    return oldest(q, wallet_account(wallet.id, wallet.currency).code)
