"""A payment that was charged back: the money is gone, and nothing is bought until a person looked at it."""

from core.accounts.rules_states import Freeze, FreezeCause
from core.accounts.service import guard_note
from core.accounts.store import get_wallet
from core.accounts.store_states import end_freeze, freeze_of, insert_freeze
from core.clock import utc_text
from core.context import Desk
from core.errors import Refused
from core.ledger.accounts import card, fees, wallet_account
from core.ledger.entries import Entry, Line, post
from core.money import Money
from core.people.acts import Act
from core.people.records import NO_PROOFS, Proofs
from core.people.service import require
from core.purchases.rules import Kind, State
from core.purchases.store import Purchase, get
from core.store.database import Store, Tx
from core.wallet.rules_refunds import required


class NotChargeable(Refused):
    """Only postage that was bought is charged back, once, and no more than it was.

    Fields: ``purchase``, ``reason`` (not-bought, known, amount).
    """

    code = "wallet.not-chargeable"


class NotFrozen(Refused):
    """The wallet is not frozen. Fields: ``wallet``."""

    code = "wallet.not-frozen"


def book_chargeback(
    store: Store,
    desk: Desk,
    purchase_id: str,
    amount: Money,
    fee: Money,
    reason: str,
    *,
    proofs: Proofs = NO_PROOFS,
) -> int:
    """The payment of a funding was taken back: card against wallet, and the fee; the wallet is frozen.

    A fact: it may take the balance below zero. Returns the number of its entry.

    Args:
        store: The books.
        desk: Who, where, when.
        purchase_id: The funding.
        amount: What was taken back, up to what was bought.
        fee: What the provider asks for it, zero for none.
        reason: In the words of the provider or of a person.
        proofs: PINs, see `core.people.service.require`.

    Raises:
        NotChargeable: With the reason.
        ReasonMissing: Without a reason.
        Refused: As of `require`, for `Act.ADJUSTMENT`.
    """
    why = guard_note("reason", required(reason, "reason"))
    with store.write() as tx:
        purchase = get(tx, purchase_id)
        require(tx, desk, Act.ADJUSTMENT, proofs, about=purchase.wallet)
        _check(tx, purchase, amount, fee)
        wallet, currency = purchase.wallet, amount.currency
        lines = [Line(card(wallet, currency), amount), Line(wallet_account(wallet, currency), -(amount + fee))]
        lines += [Line(fees(currency), fee)] if fee.minor else []
        entry = Entry(f"chargeback:{purchase_id}", "chargeback", tuple(lines), "purchase", purchase_id)
        journal = post(tx, desk, entry).number
        freeze = insert_freeze(tx, desk, wallet, FreezeCause.CHARGEBACK, why)
        tx.run(
            "insert into chargeback (purchase, wallet, amount_minor, fee_minor, currency, reason, journal, freeze, at, "
            "actor, station) values (:purchase, :wallet, :amount, :fee, :currency, :reason, :journal, :freeze, :at, "
            ":actor, :station)",
            {
                "purchase": purchase_id, "wallet": wallet, "amount": amount.minor, "fee": fee.minor,
                "currency": currency, "reason": why, "journal": journal, "freeze": freeze,
                "at": utc_text(desk.clock.now()), "actor": desk.actor.operator, "station": desk.actor.station,
            },
        )  # fmt: skip
        return journal


def _check(tx: Tx, purchase: Purchase, amount: Money, fee: Money) -> None:
    if purchase.kind is not Kind.FUNDING or purchase.state is not State.CONFIRMED:
        raise NotChargeable(purchase=purchase.id, reason="not-bought")
    if tx.one("select 1 from chargeback where purchase = :id", {"id": purchase.id}) is not None:
        raise NotChargeable(purchase=purchase.id, reason="known")
    if amount.minor <= 0 or amount > purchase.amount or fee.minor < 0:
        raise NotChargeable(purchase=purchase.id, reason="amount")


def freeze_wallet(store: Store, desk: Desk, wallet_id: str, reason: str, *, proofs: Proofs = NO_PROOFS) -> Freeze:
    """A person stops all buying from a wallet; doing it twice changes nothing.

    Raises:
        ReasonMissing: Without a reason.
        Refused: As of `require`, for `Act.DECIDE`.
    """
    why = guard_note("reason", required(reason, "reason"))
    with store.write() as tx:
        get_wallet(tx, wallet_id)
        require(tx, desk, Act.DECIDE, proofs, about=wallet_id)
        if freeze_of(tx, wallet_id) is None:
            insert_freeze(tx, desk, wallet_id, FreezeCause.PERSON, why)
        frozen = freeze_of(tx, wallet_id)
        assert frozen is not None, "frozen just now"
        return frozen


def lift_freeze(store: Store, desk: Desk, wallet_id: str, reason: str, *, proofs: Proofs = NO_PROOFS) -> int:
    """A person lifts every freeze of a wallet; returns how many there were.

    Raises:
        NotFrozen: There was none.
        ReasonMissing: Without a reason.
        Refused: As of `require`, for `Act.DECIDE`.
    """
    why = guard_note("reason", required(reason, "reason"))
    lifted = 0
    with store.write() as tx:
        get_wallet(tx, wallet_id)
        require(tx, desk, Act.DECIDE, proofs, about=wallet_id)
        while (frozen := freeze_of(tx, wallet_id)) is not None:
            end_freeze(tx, desk, frozen.id, why)
            lifted += 1
        if not lifted:
            raise NotFrozen(wallet=wallet_id)
    return lifted
