"""Declared and confirmed: in the recorded lane an entry is a person's word until the provider's paper says the same.

What confirms it is a reading that the books agree with, or a line of the portal's export.
"""

from dataclasses import dataclass

from core.accounts.records import Wallet
from core.clock import utc_text
from core.context import Desk
from core.errors import Refused
from core.ledger.accounts import wallet_account
from core.money import Money, zero
from core.store.database import Query, Tx
from core.topics import Topic

RECORDED = "recorded"
_OPEN = (
    "from posting p join journal j on j.number = p.journal where p.account = :account "
    "and not exists (select 1 from confirmation where journal = p.journal)"
)


class NotRecorded(Refused):
    """Only in a recorded directory is it recorded by hand; here the provider itself is asked. Fields: ``wallet``."""

    code = "wallet.not-recorded"


@dataclass(frozen=True, slots=True)
class DeclaredEntry:
    """An entry of a recorded wallet that nothing has confirmed; `amount` is its effect on the balance."""

    journal: int
    kind: str
    amount: Money
    day: str
    ref_kind: str
    ref_id: str
    memo: str


def declared_sum(q: Query, wallet: Wallet) -> Money:
    """What the balance owes to words alone; nothing where the provider itself answers."""
    if wallet.gateway != RECORDED:
        return zero(wallet.currency)
    return Money(q.integer(f"select sum(p.minor) {_OPEN}", _of(wallet)), wallet.currency)


def declared_entries(q: Query, wallet: Wallet) -> list[DeclaredEntry]:
    """Entries that nothing has confirmed, oldest first."""
    if wallet.gateway != RECORDED:
        return []
    sql = f"select p.minor, p.currency, j.* {_OPEN} order by j.number"
    return [
        DeclaredEntry(
            r["number"], r["kind"], Money(r["minor"], r["currency"]), r["business_day"], r["ref_kind"], r["ref_id"],
            r["memo"],
        )
        for r in q.all(sql, _of(wallet))
    ]  # fmt: skip


def is_confirmed(q: Query, journal: int) -> bool:
    """Whether the provider's paper says the same as this entry."""
    return q.one("select 1 from confirmation where journal = :journal", {"journal": journal}) is not None


def confirm_entry(tx: Tx, desk: Desk, journal: int, witness_kind: str, witness: str) -> bool:
    """Keep what confirmed an entry, once; whether it was new."""
    if is_confirmed(tx, journal):
        return False
    tx.run(
        "insert into confirmation (journal, witness_kind, witness, at, actor, station, instance) values (:journal, "
        ":kind, :witness, :at, :actor, :station, :instance)",
        {
            "journal": journal, "kind": witness_kind, "witness": witness, "at": utc_text(desk.clock.now()),
            "actor": desk.actor.operator, "station": desk.actor.station, "instance": desk.actor.instance,
        },
    )  # fmt: skip
    tx.touch(Topic.WALLET)
    return True


def confirm_until(tx: Tx, desk: Desk, wallet: Wallet, moment: str, reading: str) -> int:
    """A reading of `moment` (UTC text) that the books agree with confirms every entry up to then; how many."""
    if wallet.gateway != RECORDED:
        return 0
    rows = tx.all(f"select j.number {_OPEN} and j.at <= :moment", {**_of(wallet), "moment": moment})
    return sum(confirm_entry(tx, desk, int(row["number"]), "reading", reading) for row in rows)


def _of(wallet: Wallet) -> dict[str, str]:
    return {"account": wallet_account(wallet.id, wallet.currency).code}
