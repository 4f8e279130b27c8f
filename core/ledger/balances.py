"""Balances, read from the sums that only triggers keep."""

from dataclasses import dataclass

from core.ledger.accounts import Account
from core.money import Money
from core.store.database import Query


@dataclass(frozen=True, slots=True)
class Balances:
    """Two of the three balances (M4); the third is the provider's reading, kept by the wallet room."""

    booked: Money
    reserved: Money

    @property
    def available(self) -> Money:
        """What may be spent: booked minus reserved."""
        return self.booked - self.reserved


def balances_of(q: Query, account: Account) -> Balances:
    """Booked and reserved of one account; zero for one that has no entry yet."""
    row = q.one("select posted, held from account where code = :code", {"code": account.code})
    posted, held = (0, 0) if row is None else (int(row["posted"]), int(row["held"]))
    return Balances(Money(posted, account.currency), Money(held, account.currency))
