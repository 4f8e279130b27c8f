"""What the backups' card shows. No Qt."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from pathlib import Path

from core.i18n import Tr
from core.upkeep.backups import Listed
from ui.icon_names import Ico
from ui.messages_base import capital, word
from ui.messages_upkeep import BACKUP_KINDS
from ui.views import ChipView, Tone


class Where(Enum):
    """Whose backups are listed."""

    HERE = "here"
    SECOND = "second"


@dataclass(frozen=True, slots=True)
class Found:
    """Backups as read.

    Attributes:
        listed: Of the place that is looked at, newest first.
        place: The second place, empty for none.
        is_there: Whether the place that is looked at is there.
        next_at: When the next backup is made by itself, None when nothing is due.
    """

    listed: tuple[Listed, ...]
    place: str
    is_there: bool
    next_at: datetime | None


@dataclass(frozen=True, slots=True)
class BackupRow:
    """One backup. Attributes: its id; when; why, in words; entries and files in it; whether it is whole."""

    id: str
    made_at: datetime
    why: str
    entries: int
    files: int
    state: ChipView


def backup_row(tr: Tr, one: Listed) -> BackupRow:
    """As the table shows it."""
    whole = ChipView(Tone.OK, Ico.SHIELD_CHECK, tr("Whole"))
    broken = ChipView(Tone.ERROR, Ico.SHIELD_ALERT, capital(tr("damaged")))
    kept = one.backup
    why = capital(word(tr, BACKUP_KINDS, kept.kind.value))
    return BackupRow(kept.id, kept.made_at, why, kept.journal, kept.files, whole if one.is_whole else broken)


def folder_name(folder: Path) -> str:
    """A folder as people call it, for a sentence."""
    return folder.name or str(folder)
