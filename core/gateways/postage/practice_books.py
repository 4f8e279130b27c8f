"""Accounts and entries of the practice provider: append-only, each entry with the balance after it."""

import sqlite3
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from core.clock import from_utc_text, utc_text
from core.money import Money, as_minor
from core.purchases.port import Reading


class ChargeKind(Enum):
    """What moved money in an account."""

    LABEL = "label"
    FUNDING = "funding"
    VOID_REFUND = "void-refund"
    ADJUSTMENT = "adjustment"


class AccountState(Enum):
    """Whether the provider takes money for the account; `Reading.state`."""

    OK = "ok"
    PAYMENT_PROBLEM = "payment-problem"
    VERIFICATION = "verification"


@dataclass(frozen=True, slots=True)
class Charge:
    """One entry: a witness that our own books are compared with, and a line of the provider's statement.

    Attributes:
        number: Its place in the provider's file, from 1.
        key: The request that caused it; a label's own for its refund and its adjustments.
        kind: What it is.
        wallet: Wallet id.
        amount: Its effect on the balance: negative for a label, positive for a funding.
        balance_after: The account after it.
        tracking: Of the label, compact; empty for a funding.
        at: The moment.
        ref: The provider's id of the transaction.
        label_ref: The label it belongs to; empty for a funding.
        reason: An adjustment's reason in the carrier's words.
    """

    number: int
    key: str
    kind: ChargeKind
    wallet: str
    amount: Money
    balance_after: Money
    tracking: str
    at: datetime
    ref: str
    label_ref: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Posting:
    """What an entry is made of, before it has a number and a balance. Fields as in `Charge`."""

    kind: ChargeKind
    wallet: str
    amount: Money
    key: str
    ref: str
    label_ref: str = ""
    tracking: str = ""
    reason: str = ""


def open_account(db: sqlite3.Connection, wallet: str, currency: str, at: datetime) -> None:
    """Have an account for (wallet, currency): at its first use it opens, at 0.00."""
    db.execute(
        "insert into account (wallet, currency, opened_at, state) values (:wallet, :currency, :at, 'ok') "
        "on conflict (wallet, currency) do nothing",
        {"wallet": wallet, "currency": currency, "at": utc_text(at)},
    )


def set_state(db: sqlite3.Connection, wallet: str, currency: str, state: AccountState) -> None:
    """Say whether the account's payment method is in order."""
    db.execute(
        "update account set state = :state where wallet = :wallet and currency = :currency",
        {"state": state.value, "wallet": wallet, "currency": currency},
    )


def balance_of(db: sqlite3.Connection, wallet: str, currency: str) -> Money:
    """The balance now: what the latest entry left."""
    row = db.execute(
        "select balance_minor from entry where wallet = :wallet and currency = :currency order by number desc limit 1",
        {"wallet": wallet, "currency": currency},
    ).fetchone()
    return Money(0 if row is None else int(row[0]), currency)


def currencies_of(db: sqlite3.Connection, wallet: str) -> list[str]:
    """The currencies in which the wallet has an account."""
    rows = db.execute("select currency from account where wallet = :wallet order by currency", {"wallet": wallet})
    return [str(row[0]) for row in rows]


def post(db: sqlite3.Connection, posting: Posting, at: datetime) -> Charge:
    """Move money, inside the caller's transaction."""
    after = balance_of(db, posting.wallet, posting.amount.currency) + posting.amount
    cursor = db.execute(
        "insert into entry (at, kind, wallet, currency, amount_minor, balance_minor, key, ref, label_ref, tracking, "
        "reason) values (:at, :kind, :wallet, :currency, :amount, :balance, :key, :ref, :label_ref, :tracking, "
        ":reason)",
        {
            "at": utc_text(at),
            "kind": posting.kind.value,
            "wallet": posting.wallet,
            "currency": posting.amount.currency,
            "amount": as_minor(posting.amount.minor),
            "balance": as_minor(after.minor),
            "key": posting.key,
            "ref": posting.ref,
            "label_ref": posting.label_ref,
            "tracking": posting.tracking,
            "reason": posting.reason,
        },
    )
    assert cursor.lastrowid is not None
    return Charge(
        number=cursor.lastrowid,
        key=posting.key,
        kind=posting.kind,
        wallet=posting.wallet,
        amount=posting.amount,
        balance_after=after,
        tracking=posting.tracking,
        at=at,
        ref=posting.ref,
        label_ref=posting.label_ref,
        reason=posting.reason,
    )


def entries(db: sqlite3.Connection, since: datetime | None = None) -> list[Charge]:
    """All entries from `since` on, in the order in which they were made."""
    rows = db.execute(
        "select * from entry where at >= :since order by number", {"since": "" if since is None else utc_text(since)}
    )
    return [_charge(row) for row in rows]


def entry_by_ref(db: sqlite3.Connection, ref: str) -> Charge:
    """The entry of a transaction that is known to have one."""
    row = db.execute("select * from entry where ref = :ref", {"ref": ref}).fetchone()
    assert row is not None, f"no entry {ref}"
    return _charge(row)


def has_entry(db: sqlite3.Connection, ref: str) -> bool:
    """Whether a transaction has moved money."""
    return db.execute("select 1 from entry where ref = :ref", {"ref": ref}).fetchone() is not None


def read_account(db: sqlite3.Connection, wallet: str, currency: str, at: datetime, *, missing: int = 0) -> Reading:
    """The account as the provider reports it; with `missing` it lags so many entries behind.

    `lifetime_spent` is all that ever lowered the balance: it never falls (facts/gateways 1.4, 4.1 "ControlTotal").
    """
    names: dict[str, str | int] = {"wallet": wallet, "currency": currency, "missing": missing}
    account = db.execute(
        "select state, opened_at from account where wallet = :wallet and currency = :currency", names
    ).fetchone()
    last = db.execute(
        "select number, at, balance_minor from entry where wallet = :wallet and currency = :currency "
        "order by number desc limit 1 offset :missing",
        names,
    ).fetchone()
    spent = db.execute(
        "select coalesce(-sum(amount_minor), 0) from entry where wallet = :wallet and currency = :currency "
        "and number <= :last and amount_minor < 0",
        names | {"last": last["number"] if last else 0},
    ).fetchone()
    behind = from_utc_text(str(last["at"] if last else account["opened_at"]))
    return Reading(
        balance=Money(int(last["balance_minor"]) if last else 0, currency),
        as_of=behind if missing else at,
        lifetime_spent=Money(int(spent[0]), currency),
        state=str(account["state"]),
    )


def _charge(row: sqlite3.Row) -> Charge:
    currency = str(row["currency"])
    return Charge(
        number=int(row["number"]),
        key=str(row["key"]),
        kind=ChargeKind(row["kind"]),
        wallet=str(row["wallet"]),
        amount=Money(int(row["amount_minor"]), currency),
        balance_after=Money(int(row["balance_minor"]), currency),
        tracking=str(row["tracking"]),
        at=from_utc_text(str(row["at"])),
        ref=str(row["ref"]),
        label_ref=str(row["label_ref"]),
        reason=str(row["reason"]),
    )
