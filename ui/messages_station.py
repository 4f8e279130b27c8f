"""What the station itself says: its directory, its files, printers and labels on paper."""

from core.i18n import Tr
from ui.messages_base import Fields, Message, Told, listed, word
from ui.messages_problems import code_text
from ui.messages_reasons import FILE_REASONS, PRINT_REASONS, STORE_REASONS, TARGET_REASONS
from ui.messages_words import JOB_EVENTS, JOB_STATES, LABEL_STATES, MODES, THINGS, WANTED
from ui.views import MoneyMoved


def _not_found(tr: Tr, f: Fields) -> Told:
    kind = word(tr, THINGS, f.value("kind"))
    return Told(tr("There is no {kind} “{id}”.", kind=kind, id=f["id"]), tr("Check the name or number."))


def _no_such_paper(tr: Tr, f: Fields) -> Told:
    from ui.printer_words import MEDIA  # printers are described in files; most errors are not of them

    language = str(f["language"]).upper()
    return Told(
        tr(
            "No {language} printer prints {media} at {dpi} dpi.",
            language=language, media=word(tr, MEDIA, f["media"]), dpi=f["dpi"],
        ),
        tr(
            "{language} printers print on: {papers}; at {heads} dpi.",
            language=language, papers=listed(tr, MEDIA, f.codes("papers")), heads=f["heads"],
        ),
    )  # fmt: skip


STATION: dict[str, Message] = {
    "station.error": lambda tr, _f: Told(tr("Something went wrong."), tr("Try again.")),
    "station.refused": lambda tr, _f: Told(tr("A rule forbids this."), tr("Nothing happened.")),
    "station.unavailable": lambda tr, _f: Told(tr("An outside service did not answer."), tr("Try again in a moment.")),
    "station.outcome-unknown": lambda tr, _f: Told(
        tr("It is not known whether this happened."),
        tr("Do not repeat it. The station checks first."),
        MoneyMoved.UNKNOWN,
    ),
    "station.not-found": _not_found,
    "window.no-screen": lambda tr, _f: Told(
        tr("There is no screen to open the window on."),
        tr("Start it on a desktop (DISPLAY or WAYLAND_DISPLAY is not set); commands need none: “app.py --help”."),
        money_text=tr("Nothing was started"),
    ),
    "commands.ambiguous": lambda tr, f: Told(
        tr("“{text}” matches more than one ({kind}).", text=f["text"], kind=word(tr, THINGS, f.value("kind"))),
        tr("Use one of these ids: {choices}.", choices=f["choices"]),
    ),
    "commands.target-refused": lambda tr, f: Told(
        tr("{path} was not written: {reason}.", path=f["path"], reason=word(tr, TARGET_REASONS, f.value("reason"))),
        tr("Nothing was changed. Name another file."),
    ),
    "commands.weight-zero": lambda tr, f: Told(
        tr("“{text}” is not a weight above zero.", text=f["text"]), tr("Put the parcel on the scale.")
    ),
    "stations.bad-name": lambda tr, f: Told(
        tr("A station cannot be called “{name}”.", name=f["name"]),
        tr("Use at most {most} letters that can be printed.", most=f["most"]),
    ),
    "stations.too-many-boxes": lambda tr, f: Told(
        tr("The bench has no keys for {count} boxes.", count=f["count"]),
        tr("Choose at most {most}.", most=f["most"]),
    ),
    "program.fault": lambda tr, f: Told(
        tr("The program has a fault ({kind}).", kind=f["kind"]),
        tr("Copy the details for support. What was paid is in the books and is looked up at the next start."),
        MoneyMoved.UNKNOWN,
    ),
    "practice.place-taken": lambda tr, f: Told(
        tr("{folder} holds something other than a practice day.", folder=f["folder"]),
        tr("Nothing was changed. Name another folder with --out."),
    ),
    "text.unreadable": lambda tr, f: Told(
        tr("“{text}” cannot be read without guessing.", text=f["text"]),
        tr("Write {want}.", want=word(tr, WANTED, f.value("want"))),
    ),
    "files.unusable": lambda tr, f: Told(
        tr("The file {name} cannot be used: {reason}.", name=f["name"], reason=word(tr, FILE_REASONS, f["reason"])),
        tr("Choose another file or folder."),
    ),
    "store.unavailable": lambda tr, f: Told(
        tr(
            "The books cannot be read or written just now: {reason}.", reason=word(tr, STORE_REASONS, f.value("reason"))
        ),
        tr("Nothing was saved. Check that the disk works and is not full, then try again."),
    ),
    "store.foreign-directory": lambda tr, f: Told(
        tr("{path} holds other files; no station is created there.", path=f["path"]),
        tr("Use an empty folder, or one that does not exist yet. Nothing was changed."),
    ),
    "store.busy": lambda tr, f: Told(
        tr("Another copy of the program was busy for more than {seconds} s.", seconds=f["waited_s"]),
        tr("Try again in a moment ({lock}).", lock=f["lock"]),
    ),
    "store.directory-missing": lambda tr, f: Told(
        tr("There is no {mode} station in {path}.", mode=word(tr, MODES, f.value("mode")), path=f["path"]),
        tr("A {mode} station is created by set-up, with a typed confirmation.", mode=word(tr, MODES, f.value("mode"))),
    ),
    "store.wrong-mode": lambda tr, f: Told(
        tr(
            "This folder is a {mode} station, not a {wanted} one.",
            mode=word(tr, MODES, f.value("mode")),
            wanted=word(tr, MODES, f.value("wanted")),
        ),
        tr("A station never changes its mode. Use another folder."),
    ),
    "store.file-damaged": lambda tr, f: Told(
        tr("A stored file is missing or was changed ({sha256}).", sha256=str(f["sha256"])[:12]),
        tr("Restore it from a backup of the data folder. The books are not affected."),
    ),
    "store.network-file-system": lambda tr, f: Told(
        tr("{path} is on a network share ({kind}), where the books are not safe.", path=f["path"], kind=f["kind"]),
        tr("Use a folder on a disk of this computer."),
    ),
    "store.newer-database": lambda tr, f: Told(
        tr(
            "The station was written by a newer program (schema {schema}; this one knows {known}).",
            schema=f["schema"],
            known=f["known"],
        ),
        tr(
            "Update this program to version {needs} or later. Stations that are behind: {behind}.",
            needs=f["needs"],
            behind=f["behind"],
        )
        if f.value("behind") not in ("", "?")
        else tr("Update this program to version {needs} or later.", needs=f["needs"]),
    ),
    "store.not-ours": lambda tr, f: Told(
        tr("{path} is not a station of this program, or it is damaged.", path=f["path"]),
        tr("The newest good backup: backups restore {backup}. Nothing was changed.", backup=f["backup"])
        if f.value("backup") not in ("", "?")
        else tr("Use another folder, or restore the file from a backup. Nothing was changed."),
    ),
    "store.schema-differs": lambda tr, f: Told(
        tr("The station's tables are not those of this version: {names}.", names=f["names"]),
        tr("Restore the file from a backup. Nothing was changed."),
    ),
    "labels.document-unreadable": lambda tr, f: Told(
        tr(
            "A stored label cannot be drawn by this version ({where}, version {version}).",
            where=f["where"],
            version=f["version"],
        ),
        tr("Use the version of the program that bought it, or a newer one. The label stays paid."),
    ),
    "labels.unknown-media": lambda tr, f: Told(
        tr("There is no paper “{media}”.", media=f["media"]), tr("Use one of: {known}.", known=f["known"])
    ),
    "labels.cannot-encode": lambda tr, f: Told(
        tr("The {symbol} symbol cannot hold its data ({reason}).", symbol=f["symbol"], reason=f["reason"]),
        tr("Correct the address or the reference; control characters cannot be encoded."),
    ),
    "labels.cannot-scan": lambda tr, f: Told(
        tr(
            "The {symbol} symbol would not scan at {dpi} dpi: bars of {module_um} µm, at least {min_module_um} needed.",
            symbol=f["symbol"],
            dpi=f["dpi"],
            module_um=f["module_um"],
            min_module_um=f["min_module_um"],
        ),
        tr("Use a printer with a finer head, or Standard PDF."),
    ),
    "labels.too-large": lambda tr, f: Told(
        tr(
            "The label ({width_um} by {height_um} µm) does not fit on the paper {media}.",
            width_um=f["width_um"],
            height_um=f["height_um"],
            media=f["media"],
        ),
        tr("Use larger paper."),
    ),
    "printers.unknown-model": lambda tr, f: Told(
        tr("There is no printer model “{printer}”.", printer=f["printer"]), tr("Use one of: {known}.", known=f["known"])
    ),
    "printers.no-such-paper": _no_such_paper,
    "printers.unreadable-pdf": lambda tr, f: Told(
        tr("The PDF cannot be shown (page {page}: {reason}).", page=f["page"], reason=f["reason"]),
        tr("Open it in another program to see whether it is intact."),
    ),
    "printing.name-taken": lambda tr, f: Told(
        tr("A printer named “{name}” already exists.", name=f["name"]), tr("Choose another name.")
    ),
    "printing.no-printer": lambda tr, _f: Told(tr("This station has no printer yet."), tr("Add a printer first.")),
    "printing.printer-retired": lambda tr, f: Told(
        tr("The printer “{printer}” is no longer in use.", printer=f["printer"]), tr("Use another printer.")
    ),
    "printing.printer-has-jobs": lambda tr, f: Told(
        tr("Jobs are still waiting for “{printer}” ({jobs}).", printer=f["printer"], jobs=f["jobs"]),
        tr("Print, move or cancel them first."),
    ),
    "printing.same-printer": lambda tr, f: Told(
        tr("The jobs are already on “{printer}”.", printer=f["printer"]), tr("Choose another printer.")
    ),
    "printing.already-printed": lambda tr, f: Told(
        tr(
            "The label {tracking} was sent to print before ({state}; copies: {copies}).",
            tracking=f["tracking"],
            state=word(tr, JOB_STATES, f.value("state")),
            copies=f["copies"],
        ),
        tr("Use “labels reprint {label}” with a reason; it buys nothing.", label=f["label"]),
    ),
    "printing.copy-open": lambda tr, f: Told(
        tr(
            "A copy of label {tracking} is already on its way ({state}).",
            tracking=f["tracking"],
            state=word(tr, JOB_STATES, f.value("state")),
        ),
        tr("Wait for it (label {label}).", label=f["label"]),
    ),
    "printing.reason-needed": lambda tr, f: Told(
        tr("Another copy of label {label} needs a reason.", label=f["label"]),
        tr("Say why in a few words; it is kept in the print journal."),
    ),
    "printing.label-not-usable": lambda tr, f: Told(
        tr(
            "The label {tracking} is neither printed nor exported: {state}.",
            tracking=f["tracking"],
            state=word(tr, LABEL_STATES, f.value("state")),
        ),
        tr("Buy a new label for the parcel (label {label}).", label=f["label"]),
    ),
    "printing.nothing-to-print": lambda tr, _f: Told(
        tr("The label was recorded without its file: there is nothing to print here."),
        tr("Print it in the provider’s portal."),
    ),
    "printing.issued-needs-conversion": lambda tr, f: Told(
        tr(
            "The carrier's file for label {label} ({media_type}) cannot go to a printer that takes {language}.",
            label=f["label"],
            media_type=f["media_type"],
            language=str(f["language"]).upper(),
        ),
        tr("Use a printer that takes the file as it is."),
    ),
    "printing.wrong-state": lambda tr, f: Told(
        tr(
            "The print job {job} is {state}; it cannot {event}.",
            job=f["job"],
            state=word(tr, JOB_STATES, f.value("state")),
            event=word(tr, JOB_EVENTS, f.value("event")),
        ),
        tr("Check the print journal first."),
    ),
    "printer.bad-address": lambda tr, f: Told(
        tr("“{text}” is not a printer address.", text=f["text"]),
        code_text(tr, f"printer.bad-address.{f.value('why')}", "", str(f.value("text"))),
    ),
    "printer.bad-file-name": lambda tr, f: Told(
        tr("“{name}” cannot be used as a file name.", name=f["name"]), tr("Nothing was written.")
    ),
    "printer.empty-job": lambda tr, _f: Told(tr("There is nothing to print."), tr("Nothing was sent.")),
    "printer.folder-unavailable": lambda tr, f: Told(
        tr("The folder {folder} cannot be written ({why}).", folder=f["folder"], why=f["why"]),
        tr("Create the folder, or let this user write to it. No file was created."),
    ),
    "printer.unreachable": lambda tr, f: Told(
        tr(
            "The printer {address} cannot be reached: {why}.",
            address=f["address"],
            why=word(tr, PRINT_REASONS, f.value("why")),
        ),
        tr("See that it is switched on and connected. Nothing was sent."),
    ),
}
