"""Everything that a window, a command or a test works with, built in one place from store, clock, ids and ports.

`open_station` is called by app.py and by tests. The window and the commands read through `Services.read` and call the
use cases of the rooms with `services.store`, `services.desk` or `services.bench`; they never see SQL.
"""

import getpass
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeVar
from zoneinfo import ZoneInfo

from core.accounts.schema import ROOM as ACCOUNTS
from core.accounts.service import wallets
from core.accounts.store import get_wallet
from core.billing.checks import billing_findings
from core.billing.schema import ROOM as BILLING
from core.carriers.catalogue import Catalogue, load_catalogue
from core.carriers.reading import FileProblem
from core.carriers.schema import ROOM as CARRIERS
from core.clock import Clock, SystemClock, system_zone
from core.context import Actor, Desk, Mode
from core.furnishing import PRACTICE_OPERATOR, furnish, furnish_printers
from core.gateways.registry import gateway_for
from core.ids import Ids, SystemIds
from core.keychain import Keychain, SystemKeychain
from core.labels.schema import ROOM as LABELS
from core.ledger.attestation import Occasion
from core.ledger.checks import ledger_findings
from core.ledger.schema import ROOM as LEDGER
from core.log import JsonLines, start_log, stop_log
from core.orders.schema import ROOM as ORDERS
from core.people.schema import ROOM as PEOPLE
from core.people.service_operators import unsigned_name
from core.printing.port import Device
from core.printing.press import Press
from core.printing.schema import ROOM as PRINTING
from core.purchases.machine import Till
from core.purchases.port import PostageGateway
from core.purchases.recovery import Recovered
from core.purchases.schema import ROOM as PURCHASES
from core.reports.schema import ROOM as REPORTS
from core.settings import Key, Scope
from core.shipments.bench import Bench
from core.shipments.schema import ROOM as SHIPMENTS
from core.shipments.service_shipping import recover_all
from core.stations.identity import station_id
from core.stations.register import note_station
from core.stations.schema import ROOM as STATIONS
from core.store.database import Query, Store
from core.store.files import Files
from core.store.locks import InstanceLock
from core.store.opening import make_directory, open_store
from core.store.settings import get_setting, put_setting
from core.tasks.schema import ROOM as TASKS
from core.upkeep.backups import attest_head
from core.upkeep.inspecting import look_at_start
from core.upkeep.restoring import Restored, opening_lock, restore
from core.wallet.autofund.schema import ROOM as AUTOFUND
from core.wallet.schema import ROOM as WALLET

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Services:
    """An open station.

    Attributes:
        directory: The data directory.
        mode: Practice, recorded or live.
        store: The books.
        desk: Who, where, when.
        files: Content-addressed files.
        catalogue: Carriers of the program and of the user.
        carrier_problems: What is wrong with the user's carrier files.
        gateways: Providers by kind.
        bench: What shipping use cases take.
        press: What printing use cases take.
        instance_lock: Held for the life of this run.
        log: Where this run writes what went oddly, None for the practice day, whose folder is the same each time.
        keychain: Where the station's secrets lie.
    """

    directory: Path
    mode: Mode
    store: Store
    desk: Desk
    files: Files
    catalogue: Catalogue
    carrier_problems: tuple[FileProblem, ...]
    gateways: Mapping[str, PostageGateway]
    bench: Bench
    press: Press
    instance_lock: InstanceLock
    log: JsonLines | None = None
    keychain: Keychain = field(default_factory=SystemKeychain)

    def read(self, work: Callable[[Query], Result]) -> Result:
        """Run `work` on a consistent snapshot: ``services.read(wallet.views)``."""
        with self.store.read() as q:
            return work(q)

    def till(self, wallet_id: str) -> Till:
        """What paid calls from this wallet need."""
        return self.bench.till(self.read(lambda q: get_wallet(q, wallet_id)))

    def default_wallet(self) -> str:
        """The wallet that is meant when none is named: the first, in USD."""
        return self.read(wallets)[0].id

    def setting(self, key: Key) -> str:
        """A setting of this station, or what it is when nobody set it."""
        assert key.scope is Scope.STATION, key
        return self.read(lambda q: get_setting(q, key, self.desk.actor.station))

    def change_setting(self, key: Key, value: str) -> None:
        """Keep a setting of this station; a write, so never on the window's thread."""
        assert key.scope is Scope.STATION, key
        with self.store.write() as tx:
            put_setting(tx, self.desk, key, self.desk.actor.station, value)

    def seated(self, operator: str) -> "Services":
        """The same station, acting as `operator`, who has signed in (`core.people.service_operators.sign_in`).

        What was begun before goes on under the name that it began with.
        """
        desk = replace(self.desk, actor=replace(self.desk.actor, operator=operator))
        bench, press = replace(self.bench, desk=desk), replace(self.press, desk=desk)
        return replace(self, desk=desk, bench=bench, press=press)

    def unseated(self) -> "Services":
        """The same station, where nobody has signed in."""
        return self.seated(self.read(lambda q: unsigned_name(q, _user())))

    def recover(self) -> list[Recovered]:
        """Settle what dead processes left open; called before anything is bought."""
        return recover_all(self.bench)

    def attest(self, occasion: Occasion) -> int | None:
        """Attest the head of the journal with the station's key (M8); None where there is no key to be had."""
        return attest_head(self.store, self.desk, self.keychain, occasion)

    def findings(self) -> list[str]:
        """Every violated invariant of the books; empty when all is well."""
        return self.read(lambda q: [*ledger_findings(q), *billing_findings(q)])

    def close(self) -> None:
        """End this run."""
        if self.log is not None:
            stop_log(self.log)
        self.store.close()
        self.instance_lock.release()


ROOMS = (
    STATIONS,
    PEOPLE,
    TASKS,
    CARRIERS,
    LEDGER,
    ACCOUNTS,
    LABELS,
    PURCHASES,
    WALLET,
    AUTOFUND,
    BILLING,
    ORDERS,
    PRINTING,
    SHIPMENTS,
    REPORTS,
)


def open_station(
    directory: Path,
    mode: Mode,
    config: Path,
    device: Device,
    *,
    clock: Clock | None = None,
    ids: Ids | None = None,
    operator: str = "",
    zone: ZoneInfo | None = None,
    logs: bool = True,
) -> Services:
    """Open (or make) the station in `directory`.

    Args:
        directory: The data directory.
        mode: What it is for; an existing directory of another mode is refused.
        config: The user's config directory, which holds the station id.
        device: The device package, as the printing room sees it.
        clock: Given by tests and the practice day, as are `ids` and `zone`.
        ids: As above.
        operator: Who works; the user of this computer when empty. An operator of the books is one only when signed in.
        zone: The station's zone; the machine's when None.
        logs: Whether this run keeps a log.
    """
    clock = clock or SystemClock()
    ids = ids or SystemIds(clock)
    make_directory(directory)
    with opening_lock(directory):  # a restore never comes between the store and the instance's lock
        store = open_store(directory, ROOMS, mode, clock, ids)
        try:
            look_at_start(store, clock)
            with store.read() as q:
                name = unsigned_name(q, operator or _user())
            actor = Actor(name, station_id(config, ids), ids.new(), zone or system_zone())
            lock = InstanceLock(directory / "run", actor.instance)
        except BaseException:
            store.close()
            raise
    try:
        desk = Desk(clock, ids, actor, mode)
        files = Files(directory)
        catalogue, problems = load_catalogue(directory)
        note_station(store, desk)
        furnish(store, desk, files, catalogue)
        press = Press(store, desk, files, device)
        furnish_printers(press)
        gateways = {mode.value: gateway_for(mode.value, directory, clock, actor.zone)}
        bench = Bench(store, desk, files, catalogue, gateways)
    except BaseException:
        store.close()
        lock.release()
        raise
    log = start_log(directory, desk.actor.instance, clock) if logs else None
    return Services(directory, mode, store, desk, files, catalogue, problems, gateways, bench, press, lock, log)


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return PRACTICE_OPERATOR


def restore_station(
    directory: Path,
    config: Path,
    backup: str,
    *,
    root: Path | None = None,
    operator: str = "",
    clock: Clock | None = None,
    ids: Ids | None = None,
    zone: ZoneInfo | None = None,
) -> Restored:
    """Put a backup in place of the books of `directory`, which nobody may have open; see `core/upkeep/restoring.py`."""
    clock = clock or SystemClock()
    ids = ids or SystemIds(clock)
    actor = Actor(operator or _user(), station_id(config, ids), ids.new(), zone or system_zone())
    return restore(directory, ROOMS, Desk(clock, ids, actor, Mode.PRACTICE), backup, root)
