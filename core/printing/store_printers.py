"""SQL of printers."""

import sqlite3

from core.clock import utc_text
from core.context import Desk
from core.errors import NotFound
from core.printing.records import Answers, Language, Printer, PrinterKind
from core.printing.rules import PrinterNameTaken
from core.store.database import Query, Tx
from core.store.history import record_move
from core.topics import Topic


def insert_printer(tx: Tx, desk: Desk, name: str, kind: PrinterKind, address: str) -> Printer:
    """A new printer, last in the order of display.

    Raises:
        PrinterNameTaken: A printer in use has this name, in whatever case.
    """
    printer_id, now = desk.ids.new(), utc_text(desk.clock.now())
    try:
        tx.run(
            "insert into printer (id, name, name_key, model, language, dpi, media, address, position, answers, state, "
            "made_at, actor, station, instance) values (:id, :name, :key, :model, :language, :dpi, :media, :address, "
            ":position, 'unknown', 'active', :at, :actor, :station, :instance)",
            {
                "id": printer_id, "name": name, "key": name.casefold(), "model": kind.model,
                "language": kind.language.value, "dpi": kind.dpi, "media": kind.media, "address": address,
                "position": tx.integer("select max(position) from printer") + 1, "at": now,
                "actor": desk.actor.operator, "station": desk.actor.station, "instance": desk.actor.instance,
            },
        )  # fmt: skip
    except sqlite3.IntegrityError as error:
        raise PrinterNameTaken(name=name) from error
    record_move(tx, desk, "printer", printer_id, old="", event="add", new="active")
    tx.touch(Topic.PRINTERS)
    return get_printer(tx, printer_id)


def change_printer(tx: Tx, desk: Desk, before: Printer, name: str, kind: PrinterKind, address: str) -> Printer:
    """Another name, kind or address. Whether it answers is learned anew where language or address changed.

    Raises:
        PrinterNameTaken: Another printer in use has this name, in whatever case.
    """
    is_other_device = (kind.language, address) != (before.kind.language, before.address)
    try:
        tx.run(
            "update printer set name = :name, name_key = :key, model = :model, language = :language, dpi = :dpi, "
            "media = :media, address = :address, answers = :answers where id = :id",
            {
                "id": before.id, "name": name, "key": name.casefold(), "model": kind.model,
                "language": kind.language.value, "dpi": kind.dpi, "media": kind.media, "address": address,
                "answers": Answers.UNKNOWN.value if is_other_device else before.answers.value,
            },
        )  # fmt: skip
    except sqlite3.IntegrityError as error:
        raise PrinterNameTaken(name=name) from error
    record_move(
        tx, desk, "printer", before.id, old="active", event="change", new="active",
        reason=f"{before.name} {before.kind.model} {before.address}",
    )  # fmt: skip
    tx.touch(Topic.PRINTERS)
    return get_printer(tx, before.id)


def get_printer(q: Query, printer_id: str) -> Printer:
    """One printer, in use or retired.

    Raises:
        NotFound: No such id.
    """
    row = q.one("select * from printer where id = :id", {"id": printer_id})
    if row is None:
        raise NotFound(kind="printer", id=printer_id)
    return _printer(row)


def find_printer(q: Query, name: str) -> Printer:
    """The printer in use that people call `name`, in whatever case.

    Raises:
        NotFound: None is called so.
    """
    row = q.one("select * from printer where state = 'active' and name_key = :key", {"key": name.strip().casefold()})
    if row is None:
        raise NotFound(kind="printer", id=name)
    return _printer(row)


def active_printers(q: Query) -> list[Printer]:
    """Printers in use, in the order of display."""
    return [_printer(row) for row in q.all("select * from printer where state = 'active' order by position, id")]


def has_printers(q: Query) -> bool:
    """Whether this station ever had a printer; a person who retired them all does not get new ones by surprise."""
    return q.one("select 1 from printer limit 1") is not None


def set_retired(tx: Tx, desk: Desk, printer: Printer) -> None:
    """Take a printer out of use; its history stays, its name is free."""
    tx.run("update printer set state = 'retired' where id = :id", {"id": printer.id})
    record_move(tx, desk, "printer", printer.id, old="active", event="retire", new="retired")
    tx.touch(Topic.PRINTERS)


def set_answers(tx: Tx, desk: Desk, printer_id: str, answers: Answers) -> None:
    """Remember whether a printer answers; writes nothing when that is known already."""
    before = get_printer(tx, printer_id).answers
    if before is answers:
        return
    tx.run("update printer set answers = :answers where id = :id", {"id": printer_id, "answers": answers.value})
    record_move(
        tx, desk, "printer", printer_id, old="active", event="learn", new="active", reason=f"answers-{answers.value}"
    )
    tx.touch(Topic.PRINTERS)


def _printer(row: sqlite3.Row) -> Printer:
    return Printer(
        id=row["id"], name=row["name"],
        kind=PrinterKind(row["model"], Language(row["language"]), row["dpi"], row["media"]),
        address=row["address"], position=row["position"], answers=Answers(row["answers"]),
        is_active=row["state"] == "active", made_at=row["made_at"],
    )  # fmt: skip
