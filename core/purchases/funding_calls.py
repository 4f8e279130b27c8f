"""Adding money to a wallet: one open funding per wallet, booked when the provider says so (facts: ledger 3.4)."""

from core.accounts.service import require_ready
from core.context import Desk
from core.ledger.accounts import card, in_transit, wallet_account
from core.ledger.entries import Entry, Line, find, post
from core.money import Money
from core.purchases import store as rows
from core.purchases.daily_cap import refuse_over_cap
from core.purchases.gate import require_open
from core.purchases.machine import Call, Till, send
from core.purchases.port import Funded, FundRequest, Processing
from core.purchases.rules import Kind
from core.purchases.store import Intent, Purchase
from core.store.database import Query, Tx


def intend_funding(tx: Tx, desk: Desk, purchase_id: str, wallet_id: str, amount: Money, method: str) -> None:
    """Store the intent.

    Raises:
        SetupIncomplete, WalletClosed: Nothing may be bought yet.
        AlreadyOpen: A funding of this wallet is open or unknown; Buy Postage is locked until it is settled.
        OverDailyCap: The station would spend more today than it may.
        RestoredNotReconciled, NoSpace: See `gate.require_open`.
    """
    require_open(tx)
    wallet = require_ready(tx, wallet_id)
    rows.refuse_if_open(tx, Kind.FUNDING, wallet_id, wallet_id)
    refuse_over_cap(tx, desk, Kind.FUNDING, amount)
    rows.insert(
        tx,
        desk,
        Intent(
            id=purchase_id, kind=Kind.FUNDING, wallet=wallet_id, gateway=wallet.gateway, subject=wallet_id,
            amount=amount, request={"method": method}, request_hash="",
        ),
    )  # fmt: skip


def fund(till: Till, request: FundRequest) -> Purchase:
    """Send a stored funding intent, once; see `machine.send` for what it raises."""
    return send(till, request.key, funding_call(till, request))


def funding_call(till: Till, request: FundRequest | None) -> Call[Funded]:
    """The call of a funding; without `request` it can settle what was found, but not fund."""

    def send_it() -> Funded | Processing:
        assert request is not None, "only an intent of this process is sent"
        return till.gateway.add_funds(request)

    def confirm(tx: Tx, purchase: Purchase, funded: Funded, _kept: str) -> None:
        book_funding(tx, till.desk, purchase, funded.amount)

    def pend(tx: Tx, purchase: Purchase, _answer: Processing) -> None:
        _book_pending(tx, till.desk, purchase)

    def end(tx: Tx, purchase: Purchase) -> None:
        _unbook_pending(tx, till.desk, purchase)

    return Call(
        send=send_it, keep=lambda _f: "", confirm=confirm, pend=pend, end=end, ref=lambda funded: funded.provider_ref
    )


def funding_lines(q: Query, purchase: Purchase, amount: Money) -> tuple[Line, Line]:
    """What a funding moves: into the wallet, out of the card, or out of transit where it was pending before."""
    pending = find(q, f"fund-pending:{purchase.id}") is not None and find(q, f"fund-rejected:{purchase.id}") is None
    source = in_transit(purchase.wallet, amount.currency) if pending else card(purchase.wallet, amount.currency)
    return Line(wallet_account(purchase.wallet, amount.currency), amount), Line(source, -amount)


def book_funding(tx: Tx, desk: Desk, purchase: Purchase, amount: Money) -> None:
    """Book that a funding is in the wallet."""
    lines = funding_lines(tx, purchase, amount)
    post(tx, desk, Entry(f"fund:{purchase.id}", "postage-purchase", lines, "purchase", purchase.id))


def _book_pending(tx: Tx, desk: Desk, purchase: Purchase) -> None:
    """The provider took the money and has not credited it: in transit, not spendable."""
    amount = purchase.amount
    lines = (
        Line(in_transit(purchase.wallet, amount.currency), amount),
        Line(card(purchase.wallet, amount.currency), -amount),
    )
    post(tx, desk, Entry(f"fund-pending:{purchase.id}", "postage-pending", lines, "purchase", purchase.id))


def _unbook_pending(tx: Tx, desk: Desk, purchase: Purchase) -> None:
    """Rejected after it was pending: the mirror entry, naming the one it corrects."""
    number = find(tx, f"fund-pending:{purchase.id}")
    if number is None:
        return
    amount = purchase.amount
    lines = (
        Line(card(purchase.wallet, amount.currency), amount),
        Line(in_transit(purchase.wallet, amount.currency), -amount),
    )
    post(
        tx,
        desk,
        Entry(f"fund-rejected:{purchase.id}", "postage-rejected", lines, "purchase", purchase.id, reverses=number),
    )
