"""Readings of the provider's balance against the books; differences enter them only by a person with a reason."""

from datetime import datetime, timedelta
from itertools import islice

from core.accounts.records import Wallet
from core.accounts.service import guard_note
from core.accounts.store import get_wallet
from core.clock import utc_text
from core.context import Desk
from core.ledger.accounts import Account, adjust, fees, lost, opening, suspense, wallet_account
from core.ledger.balances import balances_of
from core.ledger.entries import Entry, Line, post
from core.money import CurrencyMismatch, Money
from core.people.acts import Act
from core.people.records import NO_PROOFS, Proofs
from core.people.service import require
from core.store.database import Query, Store, Tx
from core.tasks.rules import TaskKind
from core.tasks.service import open_tasks, raise_task, settle_task
from core.wallet.books_back import BooksBack
from core.wallet.declared import confirm_until
from core.wallet.rules_readings import (
    AlreadyCleared,
    BooksNotEmpty,
    ClearAs,
    Comparison,
    Explanation,
    NothingToExplain,
    ReadingInFuture,
    ReadingNotClear,
    ReadingNotNewest,
    ReadingRow,
)
from core.wallet.rules_refunds import required
from core.wallet.store_readings import (
    PERSON,
    booked_at,
    end_explanation,
    get_explanation,
    get_reading,
    in_flight_at,
    insert_explanation,
    insert_person_reading,
    list_explanations,
    readings_down,
)

_CLOCKS_DIFFER = timedelta(minutes=2)
_LOOKED_AT = 20_000  # readings, for the last that agreed: a month of a busy station


def add_reading(
    store: Store,
    desk: Desk,
    wallet_id: str,
    balance: Money,
    as_of: datetime,
    evidence: str,
    *,
    file: str = "",
    proofs: Proofs = NO_PROOFS,
) -> Comparison:
    """A person read the balance in the portal; kept beside the books, which it does not change.

    Args:
        store: The books.
        desk: Who, where, when.
        wallet_id: Which wallet.
        balance: What it said; may be below zero.
        as_of: When it was read.
        evidence: Where, in the person's words.
        file: SHA-256 of a picture that was kept before, or empty.
        proofs: PINs, see `core.people.service.require`.

    Raises:
        ReasonMissing: Without evidence.
        ReadingInFuture, CurrencyMismatch: As they say.
        Refused: As of `require`, for `Act.READING`.
    """
    words = guard_note("evidence", required(evidence, "evidence"))
    with store.write() as tx:
        wallet = get_wallet(tx, wallet_id)
        require(tx, desk, Act.READING, proofs, about=wallet_id)
        if balance.currency != wallet.currency:
            raise CurrencyMismatch(left=balance.currency, right=wallet.currency)
        if as_of > desk.clock.now() + _CLOCKS_DIFFER:
            raise ReadingInFuture(as_of=utc_text(as_of))
        row = ReadingRow(desk.ids.new(), wallet_id, balance, as_of, PERSON, "ok", desk.actor.operator, words, file)
        insert_person_reading(tx, desk, row)
        found = compare(tx, wallet, row)
        if found.agrees and not found.in_flight:
            confirm_until(tx, desk, wallet, utc_text(as_of), row.id)
        ask_for_reconciling(tx, desk, wallet)
        return found


def compare(q: Query, wallet: Wallet, reading: ReadingRow) -> Comparison:
    """A reading beside the books of its moment."""
    at = utc_text(reading.as_of)
    booked = booked_at(q, wallet_account(wallet.id, wallet.currency), at)
    return Comparison(reading, booked, reading.balance - booked, in_flight_at(q, wallet.id, at))


def readings(q: Query, wallet_id: str, limit: int) -> list[Comparison]:
    """The newest readings, each beside the books of its moment."""
    wallet = get_wallet(q, wallet_id)
    return [compare(q, wallet, row) for row in islice(readings_down(q, wallet_id), limit)]


def latest_comparison(q: Query, wallet_id: str) -> Comparison | None:
    """The newest reading beside the books, or None before the first."""
    return next(iter(readings(q, wallet_id, 1)), None)


def last_agreed(q: Query, wallet: Wallet, *, until: datetime | None = None) -> Comparison | None:
    """The newest reading with which the books agree, or None; with `until` the newest of those up to that moment."""
    back = BooksBack(q, wallet_account(wallet.id, wallet.currency))
    for row in islice(readings_down(q, wallet.id), _LOOKED_AT):
        if until is not None and row.as_of > until:
            continue
        if row.balance.minor == back.at(utc_text(row.as_of)):
            found = compare(q, wallet, row)
            if found.agrees:
                return found
    return None


def is_reconciled(q: Query, wallet_id: str) -> bool:
    """Whether the newest reading agrees with the books and nothing lies in suspense."""
    wallet = get_wallet(q, wallet_id)
    latest = latest_comparison(q, wallet_id)
    return latest is not None and latest.agrees and not in_suspense(q, wallet).minor


def ask_for_reconciling(tx: Tx, desk: Desk, wallet: Wallet) -> None:
    """Have one task for a person while the newest reading and the books differ, or something lies in suspense."""
    newest = latest_comparison(tx, wallet.id)
    if newest is None or newest.in_flight:
        return
    asked = [task for task in open_tasks(tx) if task.kind is TaskKind.RECONCILE and task.subject == wallet.id]
    if is_reconciled(tx, wallet.id):
        for task in asked:
            settle_task(tx, desk, task.key)
    elif not asked:
        off = newest.difference if newest.difference.minor else in_suspense(tx, wallet)
        raise_task(
            tx, desk, key=f"reconcile:{newest.reading.id}", kind=TaskKind.RECONCILE, subject=wallet.id,
            due=desk.clock.now().astimezone(desk.actor.zone).date(),
            fields={"wallet": wallet.id, "amount_minor": str(off.minor), "currency": off.currency},
        )  # fmt: skip


def in_suspense(q: Query, wallet: Wallet) -> Money:
    """What nobody has named yet, by its effect on the balance."""
    return -balances_of(q, suspense(wallet.id, wallet.currency)).booked


def explain_reading(
    store: Store, desk: Desk, reading_id: str, reason: str, *, proofs: Proofs = NO_PROOFS
) -> Explanation:
    """Let the newest reading's difference into the books, to suspense, until somebody can name it.

    Raises:
        ReasonMissing: Without a reason.
        ReadingNotNewest, ReadingNotClear, NothingToExplain: As they say.
        Refused: As of `require`, for `Act.READING`.
    """
    why = guard_note("reason", required(reason, "reason"))
    with store.write() as tx:
        reading = get_reading(tx, reading_id)
        require(tx, desk, Act.READING, proofs, about=reading.wallet)
        wallet = get_wallet(tx, reading.wallet)
        newest = next(readings_down(tx, reading.wallet))
        if newest.id != reading_id:
            raise ReadingNotNewest(reading=reading_id, newest=newest.id)
        found = compare(tx, wallet, reading)
        if found.in_flight:
            raise ReadingNotClear(reading=reading_id, open=found.in_flight)
        if found.agrees or any(one.reading == reading_id for one in list_explanations(tx, wallet.id)):
            raise NothingToExplain(reading=reading_id)
        return _book_difference(tx, desk, wallet, reading_id, found.difference, why)


def _book_difference(
    tx: Tx, desk: Desk, wallet: Wallet, reading: str, amount: Money, reason: str
) -> Explanation:  # fmt: skip
    lines = (
        Line(wallet_account(wallet.id, wallet.currency), amount),
        Line(suspense(wallet.id, wallet.currency), -amount),
    )
    posted = post(tx, desk, Entry(f"explain:{reading}", "unexplained", lines, "reading", reading))
    made = Explanation(
        desk.ids.new(), wallet.id, reading, amount, reason, posted.number, utc_text(desk.clock.now()),
        desk.actor.operator,
    )  # fmt: skip
    insert_explanation(tx, desk, made)
    return made


def clear_explanation(
    store: Store,
    desk: Desk,
    explanation_id: str,
    cleared_as: ClearAs,
    reason: str,
    *,
    carrier: str = "",
    proofs: Proofs = NO_PROOFS,
) -> Explanation:
    """Name what lay in suspense, by an entry of its own.

    Raises:
        AlreadyCleared: It was named before.
        ReasonMissing: Without a reason, or an adjustment without its carrier.
        Refused: As of `require`, for `Act.READING`.
    """
    why = guard_note("reason", required(reason, "reason"))
    with store.write() as tx:
        known = get_explanation(tx, explanation_id)
        require(tx, desk, Act.READING, proofs, about=known.wallet)
        if known.cleared_as is not None:
            raise AlreadyCleared(explanation=explanation_id)
        wallet = get_wallet(tx, known.wallet)
        other = _named(wallet, cleared_as, carrier)
        mistake = cleared_as is ClearAs.MISTAKE
        lines = (Line(suspense(wallet.id, wallet.currency), known.amount), Line(other, -known.amount))
        kind = "unexplained-undone" if mistake else "unexplained-cleared"
        entry = Entry(
            f"clear:{explanation_id}", kind, lines, "explanation", explanation_id,
            reverses=known.journal if mistake else None,
        )  # fmt: skip
        journal = post(tx, desk, entry).number
        end_explanation(tx, desk, explanation_id, cleared_as, why, journal)
        ask_for_reconciling(tx, desk, wallet)
        return get_explanation(tx, explanation_id)


def _named(wallet: Wallet, cleared_as: ClearAs, carrier: str) -> Account:
    match cleared_as:
        case ClearAs.ADJUSTMENT:
            return adjust(required(carrier, "carrier"), wallet.currency)
        case ClearAs.FEES:
            return fees(wallet.currency)
        case ClearAs.LOST:
            return lost(wallet.currency)
        case ClearAs.MISTAKE:
            return wallet_account(wallet.id, wallet.currency)


def book_opening(
    store: Store, desk: Desk, wallet_id: str, balance: Money, evidence: str, *, proofs: Proofs = NO_PROOFS
) -> int:
    """What the wallet held when the station began: one entry per wallet, before any other; returns its number.

    Raises:
        BooksNotEmpty: The wallet has entries already.
        ReasonMissing, CurrencyMismatch: As they say.
        Refused: As of `require`, for `Act.READING`.
    """
    guard_note("evidence", required(evidence, "evidence"))
    with store.write() as tx:
        wallet = get_wallet(tx, wallet_id)
        require(tx, desk, Act.READING, proofs, about=wallet_id)
        account = wallet_account(wallet_id, wallet.currency)
        if balance.currency != wallet.currency:
            raise CurrencyMismatch(left=balance.currency, right=wallet.currency)
        taken = tx.integer("select count(*) from posting where account = :account", {"account": account.code})
        if taken or not balance.minor:
            raise BooksNotEmpty(wallet=wallet_id)
        lines = (Line(account, balance), Line(opening(wallet.currency), -balance))
        return post(tx, desk, Entry(f"opening:{wallet_id}", "opening", lines, "wallet", wallet_id)).number
