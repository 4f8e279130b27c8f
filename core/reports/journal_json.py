"""The books as JSON: every entry with what is needed to verify the chain again (S0-40, M8)."""

import json

from core.ledger.entries import head
from core.money import Money
from core.reports.whole_journal import accounts, entries
from core.store.database import Query


def journal_json(q: Query) -> str:
    """One JSON text: the head, the accounts with their balances, the entries in journal order."""
    number, digest = head(q)
    data = {
        "head": {"number": number, "hash": digest},
        "accounts": [
            {"code": account.code, "kind": account.kind.value, "wallet": account.wallet, "booked": _money(booked)}
            for account, booked in accounts(q)
        ],
        "entries": [
            {
                "number": e.number, "at": e.at, "business_day": e.business_day, "kind": e.kind, "ref_kind": e.ref_kind,
                "ref": e.ref_id, "memo": e.memo, "operator": e.actor, "station": e.station, "reverses": e.reverses,
                "prev": e.prev, "hash": e.hash,
                "postings": [{"account": code, "amount": _money(amount)} for code, amount in e.postings],
            }
            for e in entries(q)
        ],
    }  # fmt: skip
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _money(amount: Money) -> dict[str, object]:
    return {"minor": amount.minor, "currency": amount.currency}
