"""Use cases of files of others: printed as issued, kept with their hash, never twice without a reason (idea 11).

The label is not ours: nothing is booked here. What the wallet paid in a portal is recorded as such (`labels record`).
"""

import json
import re
import sqlite3
from typing import Protocol

from core.clock import utc_text
from core.context import Desk
from core.failpoints import failpoint
from core.printing.port import DeliveryOutcome, RenderedJob
from core.printing.press import Press
from core.printing.records import Answers, Printer
from core.printing.rules_files import AFTER, MAY_BE_OUT, FilePrint, FilePrintState, PrintedBefore
from core.printing.service_run import driving
from core.printing.store_printers import get_printer, set_answers
from core.store.database import Query, Tx
from core.store.history import record_move
from core.store.locks import is_alive
from core.topics import Topic

_NUMBER = re.compile("[0-9A-Z]{6,40}")


class FilePreparer(Protocol):
    """The device package, as it makes a foreign file this printer's own."""

    def prepare(self, data: bytes, printer: Printer) -> list[tuple[RenderedJob, tuple[str, ...]]]:
        """The labels of a file for a printer, each with the symbols on it.

        Raises:
            Refused: It is no label file, or would not scan from this printer.
        """
        ...


def print_file(
    press: Press, preparer: FilePreparer, printer_id: str, data: bytes, *, copy_reason: str = ""
) -> list[FilePrint]:
    """Print every label of a file, in order; the first that does not leave or whose end is unknown stops the rest.

    Raises:
        Refused: As of `FilePreparer.prepare`; nothing was sent.
        PrintedBefore: This file came out before and no reason is given.
        StoreBusy: Another process drives the printer.
    """
    with press.store.read() as q:
        printer = get_printer(q, printer_id)
    jobs = preparer.prepare(data, printer)
    sha256 = press.files.keep(data)
    done: list[FilePrint] = []
    with driving(press.store, printer_id):
        with press.store.write() as tx:
            _settle_dead(tx, press, printer_id)
            _refuse_second(tx, sha256, copy_reason.strip())
        for position, (job, symbols) in enumerate(jobs, start=1):
            new = FilePrint(
                press.desk.ids.new(), sha256, printer_id, position, len(jobs), copy_reason.strip(),
                FilePrintState.SENDING, "", _codes(symbols), utc_text(press.desk.clock.now()),
            )  # fmt: skip
            with press.store.write() as tx:
                _insert(tx, press.desk, new)
            failpoint("file/sending")
            outcome = press.device.deliver(printer, job.data, f"{sha256[:12]}-{position}{job.extension}")
            done.append(_settle(press, printer, new, outcome))
            if done[-1].state in {FilePrintState.FAILED, FilePrintState.UNKNOWN}:
                break
    return done


def _codes(symbols: tuple[str, ...]) -> tuple[str, ...]:
    """What may lie in the books of what a scanner reads: numbers. Square codes may hold an address (D9)."""
    return tuple(text for text in symbols if _NUMBER.fullmatch(text.partition(" ")[2]))


def prints_of(q: Query, sha256: str) -> list[FilePrint]:
    """Every print of a file, oldest first."""
    return [_print(row) for row in q.all("select * from file_print where sha256 = :sha order by id", {"sha": sha256})]


def _refuse_second(tx: Tx, sha256: str, copy_reason: str) -> None:
    out = [one for one in prints_of(tx, sha256) if one.state in MAY_BE_OUT]
    if out and not copy_reason:
        raise PrintedBefore(printed=len(out), at=out[-1].at)


def _settle_dead(tx: Tx, press: Press, printer_id: str) -> None:
    """What a run that died was sending may be out; nobody knows."""
    rows = tx.all("select * from file_print where printer = :printer and state = 'sending'", {"printer": printer_id})
    for row in rows:
        if not is_alive(press.store.directory / "run", row["instance"]):
            _change(tx, press.desk, _print(row), FilePrintState.UNKNOWN, "process-died")


def _settle(press: Press, printer: Printer, one: FilePrint, outcome: DeliveryOutcome) -> FilePrint:
    with press.store.write() as tx:
        _change(tx, press.desk, one, AFTER[outcome.kind], outcome.reason)
        if outcome.answers is not Answers.UNKNOWN:
            set_answers(tx, press.desk, printer.id, outcome.answers)
        row = tx.one("select * from file_print where id = :id", {"id": one.id})
    assert row is not None, one.id
    return _print(row)


def _insert(tx: Tx, desk: Desk, one: FilePrint) -> None:
    tx.run(
        "insert into file_print (id, sha256, printer, position, count, copy_reason, state, reason, symbols, at, actor, "
        "station, instance) values (:id, :sha, :printer, :position, :count, :copy_reason, :state, '', :symbols, :at, "
        ":actor, :station, :instance)",
        {
            "id": one.id, "sha": one.sha256, "printer": one.printer, "position": one.position, "count": one.count,
            "copy_reason": one.copy_reason, "state": one.state.value, "symbols": json.dumps(one.symbols),
            "at": one.at, "actor": desk.actor.operator, "station": desk.actor.station,
            "instance": desk.actor.instance,
        },
    )  # fmt: skip
    tx.touch(Topic.JOBS)


def _change(tx: Tx, desk: Desk, one: FilePrint, state: FilePrintState, reason: str) -> None:
    tx.run(
        "update file_print set state = :state, reason = :reason where id = :id",
        {"state": state.value, "reason": reason, "id": one.id},
    )
    record_move(tx, desk, "file_print", one.id, old=one.state.value, event="settle", new=state.value, reason=reason)
    tx.touch(Topic.JOBS)


def _print(row: sqlite3.Row) -> FilePrint:
    return FilePrint(
        id=row["id"], sha256=row["sha256"], printer=row["printer"], position=row["position"], count=row["count"],
        copy_reason=row["copy_reason"], state=FilePrintState(row["state"]), reason=row["reason"],
        symbols=tuple(json.loads(row["symbols"])), at=row["at"],
    )  # fmt: skip
