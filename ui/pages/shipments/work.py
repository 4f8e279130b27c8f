"""What the Shipments page does off the window's thread."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from core.accounts.store import get_wallet
from core.errors import NotFound
from core.labels.rules import USABLE
from core.labels.store import RECORD_TYPE, Label, get_label, label_of_purchase
from core.printing.records import Batch, Job, Printer
from core.printing.rules import NoPrinter
from core.printing.service import default_printer
from core.printing.service_queue import enqueue_labels, mark_missing, mark_printed, printer_of, reprint_labels
from core.printing.store import jobs_of_label
from core.services import Services
from core.shipments.content import label_differs
from core.shipments.listing import ShipmentRow, place_of_label, shipment_of_label
from core.shipments.replacements import must_be_destroyed, net_cost, replacement_of
from core.shipments.service_replacing import Replaced
from core.shipments.service_voiding import void_label
from core.wallet.clocks import RefundDue, refund_due_of
from core.wallet.declared import RECORDED
from ui.file_access import write_file
from ui.label_file import exported
from ui.pages.shipments.rows import ExportKind

if TYPE_CHECKING:
    from core.store.database import Query

_PDF_DPI = 300


@dataclass(frozen=True, slots=True)
class Chosen:
    """One label with all its copies.

    Attributes:
        row: The label with its order.
        jobs: Every copy, oldest first, with its printer's name.
        has_printer: Whether the station has one.
        differs: What the order says otherwise since it was bought: ``address``, ``measures``, ``service``.
        destroy: It was replaced and is void: its paper must not travel.
        refund: What is to come back for it, or None.
        has_paper: There is something to print; a label that was recorded without its file has nothing.
        is_recorded: It is bought and voided in the provider's portal, and recorded here.
    """

    row: ShipmentRow
    jobs: tuple[tuple[Job, str], ...]
    has_printer: bool
    differs: tuple[str, ...] = ()
    destroy: bool = False
    refund: RefundDue | None = None
    has_paper: bool = True
    is_recorded: bool = False


def read_label(services: Services, label: str) -> Chosen:
    """One label with its copies.

    Raises:
        NotFound: No such label.
    """
    with services.store.read() as q:
        row = shipment_of_label(q, label)
        if row is None:
            raise NotFound(kind="label", id=label)
        jobs = tuple((job, printer_of(q, job).name) for job in jobs_of_label(q, label))
        stored = get_label(q, label)
        desk = services.desk
        try:
            default_printer(q, desk)
            has_printer = True
        except NoPrinter:
            has_printer = False
        return Chosen(
            row, jobs, has_printer=has_printer, differs=label_differs(q, stored), destroy=must_be_destroyed(q, stored),
            refund=refund_due_of(q, services.catalogue, label, desk.clock.now(), desk.actor.zone),
            has_paper=stored.media_type != RECORD_TYPE,
            is_recorded=get_wallet(q, stored.wallet).gateway == RECORDED,
        )  # fmt: skip


def differing(q: "Query", rows: Sequence[ShipmentRow]) -> frozenset[str]:
    """Ids of those labels that say something else than their shipment by now."""
    good = [row.label for row in rows if row.state in USABLE]
    return frozenset(label for label in good if label_differs(q, get_label(q, label)))


def place_of(services: Services, label: str) -> int:
    """Its row in the table of all labels."""
    return services.read(lambda q: place_of_label(q, label))


def reprint(services: Services, label: str, reason: str) -> tuple[Printer, Batch]:
    """Queue a copy on the station's printer; nothing is charged."""
    printer = services.read(lambda q: default_printer(q, services.desk))
    return printer, reprint_labels(services.store, services.desk, printer.id, [label], reason)


def print_first(services: Services, label: str) -> Printer:
    """Queue a label's first copy on the station's printer."""
    printer = services.read(lambda q: default_printer(q, services.desk))
    enqueue_labels(services.store, services.desk, printer.id, [label])
    return printer


def replaced(q: "Query", label: str) -> Replaced | None:
    """The newest replacement of a label as it stands now, None where there is none."""
    found = replacement_of(q, label)
    if found is None:
        return None
    new = label_of_purchase(q, found.new_purchase)
    return Replaced(found, get_label(q, label), new, net_cost(q, found), None)


def void(services: Services, label: str) -> Label:
    """Ask the carrier to void a label."""
    return void_label(services.bench, label).label


def export(services: Services, label: str, kind: ExportKind, path: Path) -> int:
    """Write a label to a file as a printer would get it; a file is no print and is not counted. Gives its size."""
    stored = services.read(lambda q: get_label(q, label))
    data = exported(services, stored, kind.language, _dpi(services, kind), kind.media).data
    write_file(path, data)
    return len(data)


def _dpi(services: Services, kind: ExportKind) -> int:
    """That of the station's printer where it speaks the language, else the common one."""
    if kind.language == "pdf":
        return _PDF_DPI
    try:
        printer = services.read(lambda q: default_printer(q, services.desk))
    except NoPrinter:
        return 203
    return printer.kind.dpi if printer.kind.language.value == kind.language else 203


def seen_on_paper(services: Services, job: str) -> Job:
    """A person has the label in hand."""
    return mark_printed(services.store, services.desk, job)


def never_came_out(services: Services, job: str) -> Job:
    """A person says that it did not come out."""
    return mark_missing(services.store, services.desk, job)
