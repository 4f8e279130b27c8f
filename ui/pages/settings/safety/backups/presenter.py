"""What the backups' card decides. No Qt.

Folders are read and written on the outside lane: a second place may be a slow disk, or one that is not there.
"""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar
from zoneinfo import ZoneInfo

from core.duties import coming
from core.errors import StationError
from core.services import Services
from core.settings import BACKUP_SECOND_PLACE
from core.upkeep.backups import KEPT, NOT_WANTED, Made, backups_of, check_backup, make_by_hand, root_of, second_root_of
from ui.app_context import App
from ui.file_access import FileUnusable, file_faults
from ui.messages import one_line
from ui.pages.settings.safety.backups.rows import BackupRow, Found, Where, backup_row, folder_name
from ui.running import Lane
from ui.upkeep_words import checked_line, made_lines, place_line, restore_command
from ui.views import Tone

T = TypeVar("T")
_BY_ITSELF = ("backup-day", "backup-use")


class BackupsPresenter:
    """The backups of this station.

    Attributes:
        found: As last read, None before that.
        where: Whose backups are listed.
        chosen: Id of the one that is pointed at.
        said: What the last act came to, with its tone; None before one.
        is_busy: One is being made or checked.
        error: Why nothing could be read.
    """

    def __init__(self, app: App) -> None:
        self._app = app
        self._changed: Callable[[], None] = lambda: None
        self.found: Found | None = None
        self.where = Where.HERE
        self.chosen = ""
        self.said: tuple[Tone, str] | None = None
        self.is_busy = False
        self.error: StationError | None = None
        self._asked = 0

    def attach(self, changed: Callable[[], None]) -> None:
        """Call `changed` whenever something here changes."""
        self._changed = changed

    @property
    def is_loaded(self) -> bool:
        """Whether they were ever read."""
        return self.found is not None

    @property
    def zone(self) -> ZoneInfo:
        """Of this station."""
        return self._app.services.desk.actor.zone

    # Reading

    def load(self) -> None:
        """Look into the folder; only the newest look is shown."""
        self._asked += 1
        number, services, where = self._asked, self._app.services, self.where
        self._app.runner.run(
            lambda: _read(services, where), lambda found: self._loaded(number, found), self._not_loaded, Lane.OUTSIDE
        )

    def _loaded(self, number: int, found: Found) -> None:
        if number != self._asked:
            return
        if self.where is Where.SECOND and not found.place:
            self.choose_where(Where.HERE)
            return
        self.found, self.error = found, None
        if self._one() is None:
            self.chosen = found.listed[0].backup.id if found.listed else ""
        self._changed()

    def _not_loaded(self, error: StationError) -> None:
        self.error = error
        self._changed()

    def rows(self) -> tuple[BackupRow, ...]:
        """Every backup, as the table shows it."""
        return tuple(backup_row(self._app.tr, one) for one in (self.found.listed if self.found else ()))

    def _one(self) -> str | None:
        listed = self.found.listed if self.found else ()
        return next((one.backup.id for one in listed if one.backup.id == self.chosen), None)

    def next_words(self) -> str:
        """When the next one is made by itself."""
        tr, at = self._app.tr, self.found.next_at if self.found else None
        if at is None:
            return tr("The next one is made by itself when something was changed.")
        return tr("The next one is made by itself: {when}.", when=tr.datetime(at, self.zone))

    def place_words(self) -> str:
        """Where copies are kept."""
        return place_line(self._app.tr, self.found.place if self.found else "")

    def restore_words(self) -> str:
        """The command that restores the chosen one; empty where there is none."""
        one = self._one()
        if one is None or self.found is None:
            return ""
        is_second = self.where is Where.SECOND
        return restore_command(one, _root(self._app.services, self.where, self.found.place) if is_second else None)

    # Choosing

    def choose(self, backup: str) -> None:
        """Point at a backup."""
        if backup != self.chosen:
            self.chosen = backup
            self._changed()

    def choose_where(self, where: Where) -> None:
        """Here, or the second place."""
        self.where = where
        self.load()

    # Acts

    def make(self) -> None:
        """Make one now, here and in the second place."""
        services = self._app.services

        def work() -> Made:
            with file_faults(root_of(services.directory)):
                return make_by_hand(services.store, services.desk, services.keychain)

        self._act(work, self._made)

    def _made(self, made: Made) -> tuple[Tone, str]:
        self.chosen, self.where = made.backup.id, Where.HERE
        tone = Tone.OK if made.second in (KEPT, NOT_WANTED) else Tone.WARN
        return tone, " ".join(made_lines(self._app.tr, made))

    def check(self) -> None:
        """Read the chosen one in full."""
        one = self._one()
        if one is None or self.found is None:
            return
        root = _root(self._app.services, self.where, self.found.place)

        def work() -> list[str]:
            with file_faults(root / one):
                return check_backup(root, one)

        self._act(work, self._checked)

    def _checked(self, findings: list[str]) -> tuple[Tone, str]:
        line = checked_line(self._app.tr, findings)
        return (Tone.ERROR, f"{line} {', '.join(findings)}") if findings else (Tone.OK, line)

    def keep_at(self, folder: Path | None) -> None:
        """Choose the second place, or none any more."""
        services = self._app.services

        def work() -> str:
            if folder is None:
                chosen = ""
            else:
                chosen = str(folder.resolve())
                if not folder.is_dir():
                    raise FileUnusable(name=folder_name(folder), reason="missing")
            services.change_setting(BACKUP_SECOND_PLACE, chosen)
            return chosen

        self._act(work, lambda place: (Tone.OK, place_line(self._app.tr, place)))

    def _act(self, work: Callable[[], T], done: Callable[[T], tuple[Tone, str]]) -> None:
        if self.is_busy:
            return
        self.is_busy, self.said = True, None
        self._changed()

        def ended(result: T) -> None:
            self.is_busy, self.said = False, done(result)
            self._app.refresh()
            self.load()

        self._app.runner.run(work, ended, self._refused, Lane.OUTSIDE)

    def _refused(self, error: StationError) -> None:
        self.is_busy, self.said = False, (Tone.ERROR, one_line(self._app.tr, error))
        self._changed()


def _root(services: Services, where: Where, place: str) -> Path:
    is_second = where is Where.SECOND and bool(place)
    return second_root_of(services.store, place) if is_second else root_of(services.directory)


def _read(services: Services, where: Where) -> Found:
    place = services.setting(BACKUP_SECOND_PLACE)
    root = _root(services, where, place)
    with file_faults(root):
        is_there = where is Where.HERE or not place or Path(place).is_dir()
        listed = tuple(backups_of(root)) if root.is_dir() else ()
    due = [at for name, at in coming(services) if name in _BY_ITSELF]
    return Found(listed, place, is_there, min(due, default=None))
