"""Use cases of printers: add, choose, try, retire. Queues are in `service_queue`, printing is in `service_run`."""

from dataclasses import dataclass, replace

from core.accounts.rules import FormProblems
from core.context import Desk
from core.errors import Problem
from core.printing import store_printers as rows
from core.printing.port import Delivered, DeliveryOutcome, Probed
from core.printing.press import Press
from core.printing.records import Answers, Printer, PrinterKind
from core.printing.rules import (
    DPIS,
    OPEN,
    NoPrinter,
    PrinterHasJobs,
    PrinterRetired,
    name_problems,
)
from core.printing.service_run import driving
from core.printing.specimen import specimen
from core.printing.store import jobs_of_printer
from core.settings import DEFAULT_PRINTER, LABEL_FORMAT
from core.store.database import Query, Store
from core.store.history import record_move
from core.store.settings import get_setting, put_setting


@dataclass(frozen=True, slots=True)
class SpecimenPrinted:
    """What came of a test label.

    Attributes:
        printer: As known after it.
        outcome: Of the delivery.
        file_name: Its name in a folder.
    """

    printer: Printer
    outcome: DeliveryOutcome
    file_name: str


def add_printer(press: Press, name: str, kind: PrinterKind, address: str) -> Printer:
    """Add a printer; it need not be reachable, nothing is sent.

    Raises:
        FormProblems: All that is wrong with name, kind and address.
        PrinterNameTaken: Another printer in use has the name.
    """
    _check_form(press, name, kind, address)
    with press.store.write() as tx:
        return rows.insert_printer(tx, press.desk, name.strip(), kind, address.strip())


def change_printer(press: Press, printer_id: str, name: str, kind: PrinterKind, address: str) -> Printer:
    """Give a printer another name, kind or address; labels that wait for it are drawn for the new kind.

    Raises:
        FormProblems: All that is wrong with name, kind and address.
        PrinterNameTaken: Another printer in use has the name.
        PrinterRetired: It is out of use.
        StoreBusy: It is printing just now.
    """
    _check_form(press, name, kind, address)
    with driving(press.store, printer_id), press.store.write() as tx:
        before = require_active(tx, printer_id)
        if (before.name, before.kind, before.address) == (name.strip(), kind, address.strip()):
            return before
        return rows.change_printer(tx, press.desk, before, name.strip(), kind, address.strip())


def _check_form(press: Press, name: str, kind: PrinterKind, address: str) -> None:
    problems = name_problems(name)
    if kind.dpi not in DPIS:
        problems.append(Problem("dpi", "form.choice", str(kind.dpi)))
    problems += press.device.problems(kind, address)
    if problems:
        raise FormProblems(problems)


def list_printers(q: Query) -> list[Printer]:
    """Printers in use, in the order of display."""
    return rows.active_printers(q)


def printer_named(q: Query, name: str) -> Printer:
    """The printer in use of this name, in whatever case.

    Raises:
        NotFound: None is called so.
    """
    return rows.find_printer(q, name)


def require_active(q: Query, printer_id: str) -> Printer:
    """A printer that jobs may be given to.

    Raises:
        NotFound: No such printer.
        PrinterRetired: It is out of use.
    """
    printer = rows.get_printer(q, printer_id)
    if not printer.is_active:
        raise PrinterRetired(printer=printer.name)
    return printer


def retire_printer(store: Store, desk: Desk, printer_id: str) -> None:
    """Take a printer out of use; its jobs and journal stay.

    Raises:
        PrinterHasJobs: Jobs wait for it; move or cancel them first.
        PrinterRetired: It is already.
    """
    with store.write() as tx:
        printer = require_active(tx, printer_id)
        waiting = jobs_of_printer(tx, printer_id, OPEN)
        if waiting:
            raise PrinterHasJobs(printer=printer.name, jobs=len(waiting))
        rows.set_retired(tx, desk, printer)


def default_printer(q: Query, desk: Desk) -> Printer:
    """The station's printer: the chosen one, else the first in the station's label format, else the first.

    Raises:
        NoPrinter: None is in use.
    """
    printers = rows.active_printers(q)
    chosen = get_setting(q, DEFAULT_PRINTER, desk.actor.station)
    wanted = get_setting(q, LABEL_FORMAT, desk.actor.station)
    for printer in printers:
        if printer.id == chosen:
            return printer
    for printer in printers:
        if printer.kind.language.value == wanted:
            return printer
    if not printers:
        raise NoPrinter
    return printers[0]


def choose_printer(store: Store, desk: Desk, printer_id: str) -> None:
    """Make a printer the station's default.

    Raises:
        PrinterRetired: It is out of use.
    """
    with store.write() as tx:
        put_setting(tx, desk, DEFAULT_PRINTER, desk.actor.station, require_active(tx, printer_id).id)


def probe_printer(press: Press, printer_id: str) -> Probed:
    """Ask a printer how it is, and remember whether it answers.

    Raises:
        StoreBusy: Another run of the program prints on it just now.
    """
    with press.store.read() as q:
        printer = require_active(q, printer_id)
    with driving(press.store, printer_id):
        probed = press.device.probe(printer)
    if probed.is_reachable and probed.answers is not Answers.UNKNOWN:
        with press.store.write() as tx:
            rows.set_answers(tx, press.desk, printer_id, probed.answers)
    return probed


def print_specimen(press: Press, printer_id: str) -> SpecimenPrinted:
    """Print a test label: rulers, the language's name, letters and a bar code. It is no label of anyone's.

    The printer is asked whether it answers even if it once did not.

    Raises:
        Refused: It cannot be drawn for this printer.
        StoreBusy: Another run of the program prints on it just now.
    """
    with press.store.read() as q:
        printer = require_active(q, printer_id)
    rendered = press.device.render(specimen(printer), printer)
    file_name = f"test-{press.desk.ids.new().lower()}{rendered.extension}"
    with driving(press.store, printer_id):
        outcome = press.device.deliver(replace(printer, answers=Answers.UNKNOWN), rendered.data, file_name)
    with press.store.write() as tx:
        if outcome.answers is not Answers.UNKNOWN:
            rows.set_answers(tx, press.desk, printer_id, outcome.answers)
        record_move(
            tx, press.desk, "printer", printer_id, old="active", event="test", new="active",
            reason=outcome.kind.value if outcome.kind is not Delivered.NOT_SENT else outcome.reason,
        )  # fmt: skip
        printer = rows.get_printer(tx, printer_id)
    return SpecimenPrinted(printer, outcome, file_name)
