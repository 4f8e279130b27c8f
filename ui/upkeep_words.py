"""What a backup, a comparison with the provider and a restore come to, in words; for commands and window. No Qt."""

import shlex
from pathlib import Path
from typing import TYPE_CHECKING

from core.i18n import Tr
from ui.messages_base import word
from ui.messages_upkeep import LEFT_OVER

if TYPE_CHECKING:
    from core.upkeep.backups import Made
    from core.upkeep.reconciling import Left, Reconciled


def made_lines(tr: Tr, made: "Made") -> list[str]:
    """What a backup holds, and what came of the second place."""
    from core.upkeep.backups import KEPT, NOT_WANTED

    one = made.backup
    lines = [tr("Backup {id}: {entries} journal entries, {files} files, checked.",
                id=one.id, entries=tr.number(one.journal), files=tr.number(one.files))]  # fmt: skip
    if made.second == KEPT:
        lines.append(tr("It lies in the second place too."))
    elif made.second != NOT_WANTED:
        lines.append(tr("The second place did not take it: {reason}.", reason=made.second))
    if one.lacking:
        lines.append(
            tr.n("One file was damaged already and is not in it.", "{n} files were damaged already and are not in it.",
                 len(one.lacking))
        )  # fmt: skip
    return lines


def checked_line(tr: Tr, findings: list[str]) -> str:
    """Whether a backup can be restored."""
    return tr("This backup cannot be restored:") if findings else tr("This backup can be restored.")


def place_line(tr: Tr, place: str) -> str:
    """Where backups are kept besides the station's own folder."""
    return tr("Backups are also kept in {place}.", place=place) if place else tr("Backups are kept here only.")


def reconciled_lines(tr: Tr, done: "Reconciled") -> list[str]:
    """What was settled, what is left, and whether purchases are open again."""
    left = [tr("Left: {what}", what=left_text(tr, one)) for one in done.left]
    return [*settled_lines(tr, done), *left, end_line(tr, done)]


def settled_lines(tr: Tr, done: "Reconciled") -> list[str]:
    """What was adopted, voided and booked by a comparison."""
    lines = [
        tr("Adopted from the provider: {amount} {tracking} {reference}",
           amount=sale.amount, tracking=sale.tracking, reference=sale.reference)
        for sale in done.adopted
    ]  # fmt: skip
    lines += [tr("Voided since the backup: {tracking}", tracking=label.tracking) for label in done.voided]
    lines += [tr("Booked as money alone: {amount} {tracking}", amount=one.amount, tracking=one.tracking)
              for one in done.booked]  # fmt: skip
    return lines


def end_line(tr: Tr, done: "Reconciled") -> str:
    """Whether purchases are open again."""
    if done.is_done:
        return tr("The books and the provider agree. Postage and labels can be bought.")
    return tr("Nothing is bought until this is settled.")


def left_text(tr: Tr, left: "Left") -> str:
    """Something that the two books do not agree on, with its facts."""
    facts = [str(fact) for fact in (left.amount, left.tracking, left.reference, left.ref, left.wallet) if fact]
    return f"{word(tr, LEFT_OVER, left.why.value)} ({', '.join(facts)})"


def restore_command(backup: str, second_place: Path | None) -> str:
    """What is typed once every window is closed; names no program, as every message that names a command."""
    return shlex.join(["backups", "restore", backup, *(["--from", str(second_place)] if second_place else [])])
