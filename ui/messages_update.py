"""What the update of the program says."""

from ui.messages_base import Message, Table, Told, word

REASONS: Table = {
    "checksum": lambda tr: tr("its checksum is not the publisher's"),
    "not-a-package": lambda tr: tr("it is no update package"),
    "version": lambda tr: tr("it names no version"),
    "not-newer": lambda tr: tr("it is not newer than this program"),
    "too-big": lambda tr: tr("it is too large"),
    "unsafe-path": lambda tr: tr("a file in it would lie outside its folder"),
    "other-files": lambda tr: tr("it holds other files than it says"),
    "changed-file": lambda tr: tr("a file in it was changed"),
}
UPDATE: dict[str, Message] = {
    "update.refused": lambda tr, f: Told(
        tr("The update cannot be used: {why} ({what}).", why=word(tr, REASONS, f.value("reason")), what=f["what"]),
        tr("Download the package again and compare its checksum. Nothing was changed."),
    ),
    "update.folder-taken": lambda tr, f: Told(
        tr("The folder {folder} is there already.", folder=f["folder"]),
        tr("Start the version in it, or move the folder away."),
    ),
}
