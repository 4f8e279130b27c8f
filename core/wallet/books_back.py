"""What an account held at moments of the past: the journal is read backwards, and only as far as is asked.

A single moment is `store_readings.booked_at`; this is for many, from now towards the beginning.
"""

from bisect import bisect_right
from itertools import accumulate

from core.ledger.accounts import Account
from core.ledger.balances import balances_of
from core.store.database import Query

_PAGE = 1000
_LINES = (
    "select p.journal, p.n, p.minor, j.at, coalesce((select min(e.happened_at) from provider_event e "
    "where e.journal = j.number), (select r.as_of from explanation x join reading r on r.id = x.reading "
    "where x.journal = j.number), j.at) as effective "
    "from posting p join journal j on j.number = p.journal join seal s on s.journal = j.number "
    "where p.account = :account and (p.journal, p.n) < (:number, :n) order by p.journal desc, p.n desc limit :limit"
)
_NOTHING_YET = "\U0010ffff"  # later than any time


class BooksBack:
    """The balances of one account at moments of the past."""

    def __init__(self, q: Query, account: Account) -> None:
        """Begin with the balance of now.

        Args:
            q: A snapshot that lives as long as this.
            account: Whose balances.
        """
        self._q, self._account = q, account
        self._booked = balances_of(q, account).booked.minor
        self._next = (2**62, 2**62)
        self._reached = _NOTHING_YET  # what is not read yet had happened by then
        self._lines: list[tuple[str, int]] = []
        self._times: list[str] = []
        self._sums: list[int] = [0]
        self._is_whole = False

    def at(self, moment: str) -> int:
        """Minor units that the account held at `moment` (UTC text), with what was learnt about it since."""
        while self._reached > moment and not self._is_whole:
            self._read_on()
        before = self._sums[bisect_right(self._times, moment)]
        return self._booked - (self._sums[-1] - before)

    def _read_on(self) -> None:
        number, n = self._next
        rows = self._q.all(
            _LINES, {"account": self._account.code, "number": number, "n": n, "limit": _PAGE}
        )  # fmt: skip
        self._is_whole = len(rows) < _PAGE
        for row in rows:
            # Order is the journal's: what stands before an entry had happened by its time, whatever a clock said.
            self._reached = min(self._reached, str(row["at"]))
            self._lines.append((min(self._reached, str(row["effective"])), int(row["minor"])))
            self._next = (int(row["journal"]), int(row["n"]))
        self._lines.sort()
        self._times = [time for time, _minor in self._lines]
        self._sums = list(accumulate((minor for _time, minor in self._lines), initial=0))
