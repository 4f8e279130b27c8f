"""Holds: money set aside before a paid call; the limit bites here, never on facts (M3)."""

from core.clock import utc_text
from core.context import Desk
from core.errors import Refused
from core.ledger.accounts import Account
from core.ledger.balances import balances_of
from core.money import Money
from core.store.database import Query, Tx


class InsufficientFunds(Refused):
    """The wallet cannot cover it. Fields: ``needed``, ``available``, ``short`` (all Money), ``wallet``."""

    code = "wallet.insufficient-funds"


def place_hold(tx: Tx, desk: Desk, account: Account, amount: Money, purchase: str, *, wallet_name: str = "") -> str:
    """Set `amount` aside for `purchase`; returns the hold's id. `wallet_name` is how people call the wallet.

    Raises:
        InsufficientFunds: Less than `amount` is available (booked minus reserved).
    """
    available = balances_of(tx, account).available
    if available < amount:
        raise InsufficientFunds(
            needed=amount, available=available, short=amount - available, wallet=account.wallet or account.code,
            wallet_name=wallet_name,
        )  # fmt: skip
    hold = desk.ids.new()
    tx.run(
        "insert into hold (id, account, currency, minor, purchase, at, actor, station, instance) "
        "values (:id, :account, :currency, :minor, :purchase, :at, :actor, :station, :instance)",
        {
            "id": hold, "account": account.code, "currency": amount.currency, "minor": amount.minor,
            "purchase": purchase, "at": utc_text(desk.clock.now()), "actor": desk.actor.operator,
            "station": desk.actor.station, "instance": desk.actor.instance,
        },
    )  # fmt: skip
    return hold


def end_hold(tx: Tx, desk: Desk, purchase: str, journal: int | None) -> None:
    """End the hold of `purchase`: posted (with the entry's number) or released; a purchase without one is fine.

    A hold ends once: its end's primary key is the hold itself.
    """
    hold = tx.value("select id from hold where purchase = :purchase", {"purchase": purchase})
    if hold is None:
        return
    tx.run(
        "insert into hold_end (hold, outcome, journal, at, actor, station, instance) "
        "values (:hold, :outcome, :journal, :at, :actor, :station, :instance)",
        {
            "hold": hold, "outcome": "released" if journal is None else "posted", "journal": journal,
            "at": utc_text(desk.clock.now()), "actor": desk.actor.operator, "station": desk.actor.station,
            "instance": desk.actor.instance,
        },
    )  # fmt: skip


def has_hold(q: Query, purchase: str) -> bool:
    """Whether money was ever set aside for `purchase`."""
    return q.one("select 1 from hold where purchase = :purchase", {"purchase": purchase}) is not None


def hold_ended(q: Query, purchase: str) -> bool:
    """Whether the hold of `purchase` was posted or released."""
    sql = "select 1 from hold_end where hold = (select id from hold where purchase = :purchase)"
    return q.one(sql, {"purchase": purchase}) is not None


def release_hold(tx: Tx, desk: Desk, purchase: str) -> None:
    """Give back what was set aside for `purchase`, if it still is."""
    if not hold_ended(tx, purchase):
        end_hold(tx, desk, purchase, None)
