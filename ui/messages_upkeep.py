"""What backups, restores, a full disk and a doubtful clock say."""

from datetime import datetime

from core.clock import system_zone
from core.i18n import Tr
from ui.messages_base import Fields, Message, Table, Told, listed, word
from ui.messages_reasons import STORE_REASONS

CLOCK_SUBJECTS: Table = {
    "forward": lambda tr: tr("it jumped forward"),
    "back": lambda tr: tr("it went back"),
    "provider": lambda tr: tr("the provider's clock says something else"),
}
BACKUP_KINDS: Table = {
    "day": lambda tr: tr("start of the day"),
    "use": lambda tr: tr("while working"),
    "hand": lambda tr: tr("by hand"),
    "migration": lambda tr: tr("before an update"),
}
LEFT_OVER: Table = {
    "no-list": lambda tr: tr("this provider has no list of sales; compare with its portal, then give a reason"),
    "not-reached": lambda tr: tr("the provider could not be asked; try again later"),
    "no-order": lambda tr: tr("a label whose order is not in these books"),
    "has-label": lambda tr: tr("a label of an order that has another one"),
    "still-open": lambda tr: tr("a purchase whose outcome is not known yet"),
    "balance": lambda tr: tr("the provider's balance differs, and no list says why"),
}
DUTIES: Table = {
    "backup-day": lambda tr: tr("backup at the start of the day"),
    "backup-use": lambda tr: tr("backup while working"),
    "quick-check": lambda tr: tr("look at the books"),
    "logs": lambda tr: tr("old logs are deleted"),
    "refunds": lambda tr: tr("refunds and adjustments are asked for"),
    "autofund": lambda tr: tr("auto-funding looks at the balance"),
}
_DIFFERENT: Table = {
    "uuid": lambda tr: tr("it is of another station"),
    "mode": lambda tr: tr("it is of a station for another kind of money"),
    "schema": lambda tr: tr("it was made by a newer program"),
}


def moment(tr: Tr, value: object) -> str:
    """A moment of an error's fields, in the time zone of this computer."""
    return tr.datetime(value, system_zone()) if isinstance(value, datetime) else str(value)


def _damaged(tr: Tr, f: Fields) -> Told:
    happened = tr("The books are damaged ({what}). Nothing is written any more.", what=f["what"])
    if not f.value("backup") or f.value("backup") == "?":
        return Told(happened, tr("Keep the data directory as it is and call support; there is no good backup in it."))
    todo = tr(
        "The newest good backup is of {when}. Close the program, then: backups restore {backup}",
        when=moment(tr, f.value("backup_at")), backup=f["backup"],
    )  # fmt: skip
    return Told(happened, todo)


def _lost(tr: Tr, f: Fields) -> Told:
    """What is gone, and the newest good backup."""
    happened = tr("The books of this station ({path}) are gone; its other files are there.", path=f["path"])
    if f.value("backup") in ("", "?"):
        return Told(happened, tr("Nothing was made anew. Put the file back from a copy, or name another folder."))
    return Told(
        happened,
        tr(
            "Nothing was made anew. The newest good backup is of {when}: backups restore {backup}",
            when=moment(tr, f.value("backup_at")),
            backup=f["backup"],
        ),
    )


UPKEEP: dict[str, Message] = {
    "store.damaged": _damaged,
    "store.lost": _lost,
    "store.full": lambda tr, _f: Told(
        tr("The disk is full."), tr("Nothing of it was kept. Make room on the disk, then try again.")
    ),
    "store.no-space": lambda tr, f: Told(
        tr("The disk has only {free} MiB left; nothing is bought below {needed} MiB.",
           free=f["free_mib"], needed=f["needed_mib"]),
        tr("Make room on the disk, then try again. What was paid is in the books."),
    ),
    "store.restored": lambda tr, f: Told(
        tr("The books were restored from the backup of {when} and are not compared with the provider yet.",
           when=moment(tr, f.value("since"))),
        tr("Compare them in Settings > Safety, or with “backups reconcile”; until then nothing is bought, so that no "
           "label is paid twice."),
    ),
    "store.clock-doubt": lambda tr, f: Told(
        tr("The clock of this computer may be wrong: {what} since {when}.",
           what=word(tr, CLOCK_SUBJECTS, f.value("subject")), when=moment(tr, f.value("since"))),
        tr("Nothing is bought by itself until a person has looked at the clock, and says so in Settings > Safety or "
           "with “clock confirm”."),
    ),
    "store.backup-damaged": lambda tr, f: Told(
        tr("The backup {backup} does not pass its check: {findings}.", backup=f["backup"], findings=f["findings"]),
        tr("It is not used and nothing was changed. See “backups list” for another one."),
    ),
    "store.in-use": lambda tr, f: Told(
        tr("The program is open on this station ({count}).", count=f["count"]),
        tr("Close every window and command of this station, then try again. Nothing was changed."),
    ),
    "store.wrong-backup": lambda tr, f: Told(
        tr("The backup {backup} is not for this station: {what}.",
           backup=f["backup"], what=word(tr, _DIFFERENT, f.value("what"))),
        tr("See “backups list”. Nothing was changed."),
    ),
    "store.not-reconciled": lambda tr, f: Told(
        tr("A reason does not settle what is left: {left}.",
           left=listed(tr, LEFT_OVER, f.codes("left"))),
        tr("Run “backups reconcile” without --reason to see each; nothing was decided."),
    ),
    "purchases.reference-repeated": lambda tr, f: Told(
        tr("The provider gave the number {ref}, which another purchase in our books has: it lost its own books.",
           ref=f["ref"]),
        tr("Do not repeat it. In practice: put practice.db back from a copy, or start a station in another folder."),
    ),
    "purchases.not-booked": lambda tr, f: Told(
        tr("The provider has carried it out ({ref}), but the disk would not keep it: {reason}.",
           ref=f["ref"], reason=word(tr, STORE_REASONS, f.value("reason"))),
        tr("Do not repeat it. Make room on the disk; at the next start it is looked up and booked."),
        money_text=tr("The provider took the money; our books do not say so yet"),
    ),
}  # fmt: skip
