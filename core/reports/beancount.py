"""The books as Beancount text, so that a foreign engine audits us (S0-40; facts: ledger 3.8).

Every day that moved an account ends with an exact assertion. ``~ 0.00`` is needed: bean-check 3.2.3 accepts a balance
that is wrong by one cent without it (measured). Debits are positive there as here.
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from core.ledger.accounts import Account, Kind
from core.money import Money, decimal_text, zero
from core.reports.whole_journal import JournalEntry, accounts, entries
from core.store.database import Query

_ROOTS = {
    Kind.ASSET: "Assets", Kind.LIABILITY: "Liabilities", Kind.EXPENSE: "Expenses", Kind.INCOME: "Income",
    Kind.EQUITY: "Equity", Kind.MEMO: "Equity:Memo",
}  # fmt: skip


def beancount_text(q: Query) -> str:
    """The whole journal."""
    chart = [account for account, _ in accounts(q)]
    return "\n".join([*_text(chart, list(entries(q))), ""])


def account_name(account: Account) -> str:
    """An account's name in Beancount: letters, digits and hyphens, each part with a capital: ``Assets:Wallet:Usd``."""
    parts = [re.sub(r"[^A-Za-z0-9-]+", "-", part).strip("-") or "X" for part in account.code.split(":")]
    return ":".join([_ROOTS[account.kind], *(part[0].upper() + part[1:] for part in parts)])


def _text(chart: list[Account], journal: list[JournalEntry]) -> Iterator[str]:
    names = _names(chart)
    held = {account.code: zero(account.currency) for account in chart}
    currencies = sorted({account.currency for account in chart})
    yield from (f'option "operating_currency" "{currency}"' for currency in currencies)
    if journal:
        yield ""
        first = journal[0].business_day
        yield from (f"{first} open {names[account.code]} {account.currency}" for account in chart)
    for n, entry in enumerate(journal):
        yield ""
        yield from _entry(entry, names)
        for code, amount in entry.postings:
            held[code] += amount
        is_last_of_day = n + 1 == len(journal) or journal[n + 1].business_day != entry.business_day
        if is_last_of_day:
            yield ""
            yield from _assertions(entry.business_day, held, names)


def _names(chart: list[Account]) -> dict[str, str]:
    """A name for each account code, no two alike."""
    names: dict[str, str] = {}
    for account in chart:
        name = account_name(account)
        while name in names.values():
            name += "-x"
        names[account.code] = name
    return names


def _entry(entry: JournalEntry, names: dict[str, str]) -> Iterator[str]:
    yield f"{entry.business_day} * {_quoted(entry.kind)} {_quoted(entry.memo)}"
    yield f'  number: "{entry.number}"'
    yield f'  hash: "{entry.hash}"'
    yield f"  ref: {_quoted(f'{entry.ref_kind} {entry.ref_id}')}"
    for code, amount in entry.postings:
        yield f"  {names[code]}  {decimal_text(amount)} {amount.currency}"


def _assertions(day: str, held: dict[str, Money], names: dict[str, str]) -> Iterator[str]:
    """What each account holds when the next day begins, which is where Beancount looks."""
    morning = (date.fromisoformat(day) + timedelta(days=1)).isoformat()
    for code, amount in held.items():
        exact = "0" if "." not in decimal_text(amount) else "0.00"
        yield f"{morning} balance {names[code]}  {decimal_text(amount)} ~ {exact} {amount.currency}"


def _quoted(text: str) -> str:
    clean = "".join(" " if ord(c) < 32 else c for c in text)
    return '"' + clean.replace("\\", "\\\\").replace('"', '\\"') + '"'
