"""What the two books say after an accident, read with plain SQL and no code of the station.

``station.db`` is ours, ``practice.db`` is the provider's. Call only while no process has the directory open.
"""

import hashlib
import sqlite3
from collections import Counter
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

Row = tuple[object, ...]

_ORDER_OF = """
    from purchase p join parcel b on b.id = p.subject join shipment s on s.id = b.shipment
    join orders o on o.id = s.order_id where p.kind = 'label'"""
ORDER_OF_PURCHASE = f"select p.id, o.number {_ORDER_OF}"
PAID_ORDERS = f"select o.number, count(*) {_ORDER_OF} and p.state = 'confirmed' and p.live = 1 group by o.number"
OUR_CHARGES = """
    select l.purchase, l.wallet, l.tracking, l.price_minor, l.currency
    from label l join purchase p on p.id = l.purchase where p.state = 'confirmed'"""
SOLD = "select key from label where ref not in (select label_ref from void where refused_at is null)"
THEIR_CHARGES = "select key, wallet, tracking, price_minor, currency from label"
OUR_MOVES = """
    select a.wallet, coalesce(l.purchase, j.ref_id), p.minor from posting p join journal j on j.number = p.journal
    join account a on a.code = p.account and a.code = 'wallet:' || a.wallet
    left join label l on j.ref_kind = 'label' and l.id = j.ref_id"""
THEIR_MOVES = "select wallet, key, amount_minor from entry"
OUR_BALANCES = "select wallet, posted from account where code = 'wallet:' || wallet and posted <> 0"
THEIR_BALANCES = """
    select wallet, balance_minor from entry
    where balance_minor <> 0 and number in (select max(number) from entry group by wallet)"""
OPEN = "select id, state from purchase where state in ('intent', 'prepared', 'sent', 'pending', 'unknown')"
OPEN_HOLDS = "select id from hold where id not in (select hold from hold_end)"
HELD = "select code, held from account where held <> 0"
DOUBTED = "select l.tracking from print_job j join label l on l.id = j.label where j.state = 'unknown'"


@dataclass(frozen=True)
class Witness:
    """The two books of a data directory."""

    data: Path

    def ours(self, sql: str) -> list[Row]:
        """Rows of our book."""
        return _rows(self.data / "station.db", sql)

    def theirs(self, sql: str) -> list[Row]:
        """Rows of the provider's book."""
        return _rows(self.data / "practice.db", sql)

    def paid(self) -> Counter[str]:
        """Order number to how many labels the provider sold for it, voided ones too."""
        return self._orders_of("select key from label")

    def live(self) -> list[str]:
        """The orders that have a label by our book."""
        return [str(number) for number, _ in self.ours(PAID_ORDERS)]

    def damage(self) -> list[str]:
        """What is wrong with either book at any moment, even in the middle of an accident."""
        found = [f"{name} {row}" for name, row in self._file_checks()]
        found += [f"sold more than once: {order}" for order, times in self._orders_of(SOLD).items() if times > 1]
        found += [f"printed more than once: {name}" for name, times in self.printed().items() if times > 1]
        return found

    def violations(self, orders: set[str]) -> list[str]:
        """What is wrong once all is settled: books that differ, an order not paid exactly once, a hold that is left."""
        found = self.damage()
        found += _differing("charges", self.ours(OUR_CHARGES), self.theirs(THEIR_CHARGES))
        found += _differing("movements", self.ours(OUR_MOVES), self.theirs(THEIR_MOVES))
        found += _differing("balances", self.ours(OUR_BALANCES), self.theirs(THEIR_BALANCES))
        found += _differing("paid orders", self.ours(PAID_ORDERS), [(order, 1) for order in orders])
        for what, sql in (("open purchase", OPEN), ("open hold", OPEN_HOLDS), ("held", HELD)):
            found += [f"{what} {row}" for row in self.ours(sql)]
        return found + self._files()

    def printed(self) -> Counter[str]:
        """Tracking number to how many files of its first copy lie in the printers' folders."""
        return Counter(name for name in self._prints() if "-copy" not in name)

    def reprinted(self) -> Counter[str]:
        """Tracking number to how many further copies lie there."""
        return Counter(name.partition("-copy")[0] for name in self._prints() if "-copy" in name)

    def unprinted(self) -> set[str]:
        """Tracking numbers of paid labels of which there is no file at all."""
        return {str(tracking) for (tracking,) in self.ours("select tracking from label")} - set(self.printed())

    def doubted(self) -> set[str]:
        """Tracking numbers of labels of which nobody knows whether they were printed."""
        return {str(tracking) for (tracking,) in self.ours(DOUBTED)}

    def _orders_of(self, keys: str) -> Counter[str]:
        number_of = {str(key): str(number) for key, number in self.ours(ORDER_OF_PURCHASE)}
        return Counter(number_of.get(str(key), f"none of ours ({key})") for (key,) in self.theirs(keys))

    def _prints(self) -> list[str]:
        return [path.stem.split("-", 2)[2] for path in (self.data / "prints").glob("*/[0-9]*")]

    def _file_checks(self) -> list[tuple[str, Row]]:
        found: list[tuple[str, Row]] = []
        for name, rows in (("station.db", self.ours), ("practice.db", self.theirs)):
            found += [(name, row) for row in rows("pragma integrity_check") if row != ("ok",)]
            found += [(name, row) for row in rows("pragma foreign_key_check")]
        return found

    def _files(self) -> list[str]:
        found = []
        for (name,) in self.ours("select file from label"):
            path = self.data / "files" / str(name)[:2] / str(name)
            if not path.exists() or hashlib.sha256(path.read_bytes()).hexdigest() != name:
                found.append(f"label file {name}")
        return found


def _rows(path: Path, sql: str) -> list[Row]:
    if not path.exists():
        return []
    with closing(sqlite3.connect(path)) as db:
        return [tuple(row) for row in db.execute(sql)]


def _differing(what: str, ours: list[Row], theirs: list[Row]) -> list[str]:
    left, right = Counter(ours), Counter(theirs)
    found = [f"{what}, ours only: {row}" for row in (left - right).elements()]
    return found + [f"{what}, theirs only: {row}" for row in (right - left).elements()]
