"""`backups`: make, list, check, restore, reconcile; a second place."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from ui.commands.house import StationGroup
from ui.commands.session import Answer, Session, pass_session

if TYPE_CHECKING:
    from core.i18n import Tr
    from core.upkeep.backups import Listed

_FOLDER = click.Path(file_okay=False, path_type=Path)
_from = click.option(
    "--from", "root", type=_FOLDER, metavar="DIR", help="Folder of backups in a second place; else the station's own."
)


@click.group(cls=StationGroup)
def backups() -> None:
    """Backups of the books with all labels and papers."""


@backups.command()
@pass_session
def make(session: Session) -> Answer:
    """Make a backup now, checked as a copy, here and in the second place.

    JSON: {"id", "kind", "made_at", "journal", "files", "attested", "second", "pruned"}; `attested` is the number of the
    entry whose head was attested, null without a key; `second` is "kept", "" or the reason why not.
    """
    from core.upkeep.backups import KEPT, NOT_WANTED, make_by_hand
    from ui.upkeep_words import made_lines

    services = session.services
    made = make_by_hand(services.store, services.desk, services.keychain)
    one, lines = made.backup, made_lines(session.tr, made)
    data = {
        "id": one.id, "kind": one.kind, "made_at": one.made_at, "journal": one.journal, "files": one.files,
        "attested": made.attested, "second": made.second, "pruned": made.pruned,
    }  # fmt: skip
    return Answer(data, lines, ok=made.second in (KEPT, NOT_WANTED))


@backups.command("list")
@_from
@pass_session
def list_(session: Session, root: Path | None) -> Answer:
    """List backups, newest first; the station is not opened for it.

    JSON: [{"id", "kind", "made_at", "day", "journal", "files", "size", "is_whole"}].
    """
    from core.upkeep.backups import backups_of, root_of

    found = backups_of(root or root_of(session.directory))
    data = [
        {
            "id": one.backup.id, "kind": one.backup.kind, "made_at": one.backup.made_at, "day": one.backup.day,
            "journal": one.backup.journal, "files": one.backup.files, "size": one.backup.size,
            "is_whole": one.is_whole,
        }
        for one in found
    ]  # fmt: skip
    return Answer(data, _list_lines(session.tr, found) or [session.tr("There is no backup yet.")])


def _list_lines(tr: "Tr", found: "list[Listed]") -> list[str]:
    from ui.commands.output import table
    from ui.messages_base import word
    from ui.messages_upkeep import BACKUP_KINDS, moment

    head = (tr("Backup"), tr("Made"), tr("Why"), tr("Entries"), tr("Files"), "")
    rows = [
        (
            one.backup.id, moment(tr, one.backup.made_at), word(tr, BACKUP_KINDS, one.backup.kind.value),
            tr.number(one.backup.journal), tr.number(one.backup.files), "" if one.is_whole else tr("damaged"),
        )
        for one in found
    ]  # fmt: skip
    return table(head, rows, right="34")


@backups.command()
@click.argument("backup")
@_from
@pass_session
def check(session: Session, backup: str, root: Path | None) -> Answer:
    """Read a backup in full: the file, the ledger's invariants, every label and paper.

    JSON: {"id", "findings"}. The exit status is 1 when anything is found.
    """
    from core.upkeep.backups import check_backup, root_of
    from ui.upkeep_words import checked_line

    findings = check_backup(root or root_of(session.directory), backup)
    lines = [checked_line(session.tr, findings), *(f"  {one}" for one in findings)]
    return Answer({"id": backup, "findings": findings}, lines, ok=not findings)


@backups.command()
@click.argument("backup")
@_from
@pass_session
def restore(session: Session, backup: str, root: Path | None) -> Answer:
    """Put a backup in place of the books; the program must be closed everywhere.

    The present books are set aside whole. Until “backups reconcile” has compared the restored ones with the provider,
    no postage and no label can be bought.

    JSON: {"id", "made_at", "aside"}.
    """
    from ui.messages_upkeep import moment

    tr = session.tr
    done = session.doors.restore_station(session.directory, backup, root, session.operator)
    lines = [
        tr("The books are those of {when} again.", when=moment(tr, done.backup.made_at)),
        tr("The former ones lie in {place}.", place=done.aside),
        tr("Now run “backups reconcile”; until then nothing is bought, so that no label is paid twice."),
    ]
    return Answer({"id": done.backup.id, "made_at": done.backup.made_at, "aside": str(done.aside)}, lines)


@backups.command()
@click.option("--book", "refs", multiple=True, metavar="REF", help="Book this sale as money alone; with --reason.")
@click.option("--reason", default="", help="Why; for --book, or for what only a person can know.")
@pass_session
def reconcile(session: Session, refs: tuple[str, ...], reason: str) -> Answer:
    """Compare restored books with the provider, adopt what they lack, and open purchases again.

    Nothing is bought by it. What is left needs a person: a label without its order is booked with --book, a balance
    that differs or a provider without a list is accepted with --reason.

    JSON: {"was_needed", "is_done", "adopted": [{"kind", "ref", "key", "amount", "tracking", "reference"}], "voided",
    "booked", "recovered", "left": [{"why", "wallet", "ref", "amount", "tracking", "reference"}]}. The exit status is 1
    while something is left.
    """
    from core.people.acts import Act
    from core.people.records import Proofs
    from core.upkeep.reconciling import reconcile as compare
    from ui.upkeep_words import reconciled_lines

    if refs and not reason.strip():
        raise click.UsageError("--book needs --reason")
    explained = dict.fromkeys(refs, reason)
    decides = bool(refs or reason.strip())
    proofs = session.prove(Act.RESTORE) if decides else Proofs()
    done = compare(session.services.bench, explained=explained, reason="" if refs else reason, proofs=proofs)
    sales = {
        name: [
            {"kind": one.kind, "ref": one.ref, "key": one.key, "amount": one.amount, "tracking": one.tracking,
             "reference": one.reference}
            for one in every
        ]
        for name, every in (("adopted", done.adopted), ("booked", done.booked))
    }  # fmt: skip
    data = {
        "was_needed": done.was_needed, "is_done": done.is_done, **sales,
        "voided": [label.id for label in done.voided],
        "recovered": [{"id": one.purchase, "kind": one.kind, "after": one.after} for one in done.recovered],
        "left": done.left,
    }  # fmt: skip
    return Answer(data, reconciled_lines(session.tr, done), ok=not done.left or done.is_done)


@backups.command()
@click.argument("folder", required=False, type=_FOLDER)
@click.option("--none", is_flag=True, help="Keep no second copy any more.")
@pass_session
def place(session: Session, folder: Path | None, none: bool) -> Answer:
    """Show or choose the second place of backups: a folder on another disk.

    JSON: {"place"}; empty where there is none.
    """
    from core.settings import BACKUP_SECOND_PLACE
    from ui.upkeep_words import place_line

    tr, services = session.tr, session.services
    if folder is not None or none:
        chosen = "" if folder is None else str(folder.resolve())
        if chosen and not Path(chosen).is_dir():
            raise click.UsageError(tr("There is no folder {place}.", place=chosen))
        services.change_setting(BACKUP_SECOND_PLACE, chosen)
    now = services.setting(BACKUP_SECOND_PLACE)
    return Answer({"place": now}, [place_line(tr, now)])
