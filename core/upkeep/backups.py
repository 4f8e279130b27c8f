"""Use cases of backups: make one, keep it in a second place too, list what there is."""

from dataclasses import dataclass
from pathlib import Path

from core.clock import local_day
from core.context import Desk
from core.keychain import Keychain
from core.ledger.attestation import Occasion, attest, chain_key
from core.settings import BACKUP_SECOND_PLACE
from core.store.backup import Stamp, make_set, mirror, prune, verify_set
from core.store.backup_sets import BACKUPS, BackupKind, BackupSet, get_set, is_whole, list_sets, second_root
from core.store.database import Store
from core.store.settings import get_setting
from core.upkeep.inspecting import inspect_books

NOT_WANTED = ""
KEPT = "kept"


@dataclass(frozen=True, slots=True)
class Made:
    """A backup that was made.

    Attributes:
        backup: The set.
        attested: Number of the entry whose head was attested in it, None without a key.
        pruned: Ids of the sets that were let go.
        second: ``kept`` in the second place, empty where none is wanted, else the computer's words why not.
    """

    backup: BackupSet
    attested: int | None
    pruned: tuple[str, ...]
    second: str


@dataclass(frozen=True, slots=True)
class Listed:
    """A set as the list shows it; `is_whole` says whether its database is there in full."""

    backup: BackupSet
    is_whole: bool


def make_backup(store: Store, desk: Desk, keychain: Keychain, kind: BackupKind) -> Made:
    """Attest the head, make a set of the books and the files, check it as a copy, and prune.

    Raises:
        BackupDamaged: The copy does not pass its check: the books themselves are damaged.
        OSError: The disk refused it; older sets stay as they are.
    """
    occasion = Occasion.DAY_START if kind is BackupKind.DAY else Occasion.BACKUP
    attested = attest_head(store, desk, keychain, occasion)
    now = desk.clock.now()
    made = make_set(store.directory, store.backup_to, Stamp(kind, now, local_day(now, desk.actor.zone)), inspect_books)
    with store.read() as q:
        place = get_setting(q, BACKUP_SECOND_PLACE, desk.actor.station)
    second = _second(store.directory, made, place)
    pruned = prune(store.directory / BACKUPS)
    return Made(made, attested, tuple(one.id for one in pruned), second)


def attest_head(store: Store, desk: Desk, keychain: Keychain, occasion: Occasion) -> int | None:
    """Attest the head of the chain with the station's key; None where there is no key to be had."""
    key = chain_key(keychain, store.uuid, make=True)
    if key is None:
        return None
    with store.write() as tx:
        return attest(tx, desk, store.uuid, key, occasion)


def backups_of(root: Path) -> list[Listed]:
    """Every set under `root` (``<data directory>/backups`` or a second place), newest first."""
    return [Listed(one, is_whole(root, one)) for one in list_sets(root)]


def check_backup(root: Path, backup_id: str) -> list[str]:
    """What is wrong with a set, read in full; empty when it can be restored."""
    return verify_set(root, get_set(root, backup_id), inspect_books)


def root_of(directory: Path) -> Path:
    """Where the sets of a data directory lie."""
    return directory / BACKUPS


def second_root_of(store: Store, place: str) -> Path:
    """Where the sets of this station lie in a second place."""
    return second_root(Path(place), store.uuid)


def _second(directory: Path, made: BackupSet, place: str) -> str:
    if not place:
        return NOT_WANTED
    try:
        if not Path(place).is_dir():  # a disk that is not plugged in must not become a folder of this one
            return "not there"
        mirror(directory, made, Path(place))
    except OSError as error:
        return error.strerror or type(error).__name__
    return KEPT


def make_by_hand(store: Store, desk: Desk, keychain: Keychain) -> Made:
    """A backup because a person wants one."""
    return make_backup(store, desk, keychain, BackupKind.HAND)
