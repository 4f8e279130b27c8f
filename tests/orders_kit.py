"""A store with nothing but orders in it, and short ways to import into it."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from core.clock import SteppingClock
from core.context import Actor, Desk, Mode
from core.ids import SeededIds
from core.orders.records import Order, OrderState
from core.orders.report import ImportReport
from core.orders.schema import ROOM
from core.orders.service_import import ImportOptions, commit_import, preview_import
from core.orders.source import SourceFile
from core.orders.store import get_order, ids_numbered
from core.orders.store_lists import count_orders
from core.resources import resource
from core.store.database import Store
from core.store.opening import open_store

AS_FOUND = ImportOptions()


def sample(name: str) -> SourceFile:
    """One of the shipped sample files."""
    return SourceFile.at(resource("samples", "orders", name))


def table(*rows: str) -> SourceFile:
    """A file out of lines."""
    return SourceFile.of("orders.csv", "".join(f"{row}\r\n" for row in rows).encode())


@dataclass(frozen=True, slots=True)
class OrderWorld:
    """The store and who works at it."""

    store: Store
    desk: Desk

    def preview(self, file: SourceFile, options: ImportOptions = AS_FOUND) -> ImportReport:
        """What an import would do."""
        return preview_import(self.store, file, options)

    def commit(self, file: SourceFile, options: ImportOptions = AS_FOUND) -> ImportReport:
        """Import."""
        return commit_import(self.store, self.desk, file, options)

    def order(self, number: str) -> Order:
        """The one order with this number."""
        with self.store.read() as q:
            (found,) = ids_numbered(q, number)
            return get_order(q, found)

    def counts(self) -> dict[OrderState, int]:
        """Orders per state, without the zeros."""
        with self.store.read() as q:
            return {state: n for state, n in count_orders(q).items() if n}

    def everything(self) -> list[tuple[object, ...]]:
        """All rows of all tables, to see whether anything changed."""
        with self.store.read() as q:
            names = [str(row[0]) for row in q.all("select name from sqlite_master where type = 'table' order by name")]
            return [(name, *row) for name in names for row in q.all("select * from " + name)]


def open_world(directory: Path) -> OrderWorld:
    """A new store in `directory`."""
    clock = SteppingClock(datetime(2026, 11, 22, 6, tzinfo=UTC))
    store = open_store(directory, [ROOM], Mode.PRACTICE, clock, SeededIds(1))
    actor = Actor("ana", "st-1", "run-1", ZoneInfo("America/Toronto"))
    return OrderWorld(store, Desk(clock, SeededIds(2), actor, Mode.PRACTICE))
