"""Taking back what was booked on a person's word, when the provider or the person says otherwise."""

from core.context import Desk
from core.ledger.accounts import Account, Kind
from core.ledger.entries import Entry, Line, post
from core.money import Money
from core.purchases.journal import decisions
from core.store.database import Query, Tx


def open_decision(q: Query, purchase: str) -> int | None:
    """The number of the entry that a person's word was booked by, if it stands."""
    booked = [one.journal for one in decisions(q, purchase) if one.journal is not None]
    if not booked or q.one("select 1 from journal where reverses = :number", {"number": booked[-1]}) is not None:
        return None
    return booked[-1]


def take_back_decision(tx: Tx, desk: Desk, purchase: str) -> None:
    """Correct the entry of a decision by its mirror, once; a purchase without one is fine."""
    number = open_decision(tx, purchase)
    if number is not None:
        mirror_entry(tx, desk, number, "correction")


def mirror_entry(tx: Tx, desk: Desk, number: int, kind: str) -> int:
    """Post the mirror of entry `number`, naming it; returns the mirror's number."""
    of = tx.one("select ref_kind, ref_id, memo from journal where number = :number", {"number": number})
    assert of is not None, number
    rows = tx.all(
        "select p.account, a.kind, a.wallet, p.currency, p.minor from posting p join account a on a.code = p.account "
        "where p.journal = :number order by p.n",
        {"number": number},
    )
    lines = tuple(
        Line(
            Account(row["account"], Kind(row["kind"]), row["currency"], row["wallet"] or ""),
            Money(-row["minor"], row["currency"]),
        )
        for row in rows
    )
    entry = Entry(f"{kind}:{number}", kind, lines, of["ref_kind"], of["ref_id"], memo=of["memo"], reverses=number)
    return post(tx, desk, entry).number
