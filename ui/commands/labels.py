"""`labels`: list, show, print, reprint, void, export; what may still be voided, and refunds."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ui.commands.house import StationGroup
from ui.commands.label_refunds import refund, refunds, voidable
from ui.commands.recording import record_label, record_void
from ui.commands.replacing import label_fate, replace
from ui.commands.rows import MOST, more_line, shown_rows
from ui.commands.session import Answer, Session, pass_session

if TYPE_CHECKING:
    from core.printing.records import Job
    from core.shipments.listing import ShipmentRow
    from ui.commands.printing import Printed


@click.group(cls=StationGroup)
def labels() -> None:
    """Labels that were paid for."""


for further in (voidable, refunds, refund):
    labels.add_command(further)


labels.add_command(replace)
labels.add_command(record_label)
labels.add_command(record_void)


@labels.command(name="list")
@click.option("--find", default="", help="Tracking number, order number, or part of the recipient.")
@click.option("--limit", type=click.IntRange(1, MOST), help="At most so many; else 500 on a screen, all in JSON.")
@pass_session
def list_(session: Session, find: str, limit: int | None) -> Answer:
    """List labels, the newest first.

    JSON: [{"id", "order", "order_id", "state", "carrier", "carrier_code", "service", "service_code",
    "tracking_number", "price", "wallet", "recipient", "city", "country", "ship_day", "made_at", "print_state",
    "copies", "override", "void_state", "void_from", "void_until", "void_rule", "days_left", "at_risk",
    "refund_expected"}].
    """
    from core.shipments.listing import list_shipments
    from ui.commands.label_view import label_data, label_table

    every = session.services.read(lambda q: list_shipments(q, text=find, limit=MOST))
    rows = shown_rows(session, every, limit)
    lines = label_table(session, rows) or [session.tr("No labels.")]
    return Answer([label_data(session, row) for row in rows], [*lines, *more_line(session.tr, len(every) - len(rows))])


@labels.command()
@click.argument("label", metavar="LABEL|ORDER")
@pass_session
def show(session: Session, label: str) -> Answer:
    """Show one label, or that of an order: what was paid, until when it may be voided, and its way to paper.

    JSON: as of `labels list`, and {"differs", "replaced", "jobs": [{"job", "printer", "copy", "reason", "state",
    "file_name"}]}; `differs` names what the order says otherwise since (address, measures, service), `replaced` the
    state of its replacement.
    """
    from core.printing.store import jobs_of_label
    from ui.commands.finding import label_or_order

    row = _row(session, label_or_order(session, label))
    jobs = session.services.read(partial(jobs_of_label, label=row.label))
    return _shown(session, row, jobs)


def _row(session: Session, label: str) -> "ShipmentRow":
    from core.errors import NotFound
    from core.shipments.listing import shipment_of_label
    from ui.commands.finding import label_id

    row = session.services.read(partial(shipment_of_label, label=label_id(session, label)))
    if row is None:
        raise NotFound(kind="label", id=label)
    return row


def _shown(session: Session, row: "ShipmentRow", jobs: "list[Job]") -> Answer:
    from core.printing.service_queue import printer_of
    from ui.commands.label_view import label_data
    from ui.commands.output import pairs, table
    from ui.commands.voids import void_facts
    from ui.messages_base import word
    from ui.messages_words import JOB_STATES, LABEL_STATES

    tr, void = session.tr, void_facts(session, row)
    printers = {job.id: session.services.read(partial(printer_of, job=job)).name for job in jobs}
    fate = label_fate(session, row.label)
    data = label_data(session, row) | fate.data | {
        "jobs": [
            {
                "job": job.id, "printer": printers[job.id], "copy": job.copy_number, "reason": job.copy_reason,
                "state": job.state, "file_name": job.file_name,
            }
            for job in jobs
        ],
    }  # fmt: skip
    facts = pairs(
        [
            (tr("Order"), f"{row.number}  {row.recipient}, {row.city} {row.country}"),
            (tr("Our id"), row.label),
            (tr("Service"), f"{data['carrier']}  {data['service']}"),
            (tr("Tracking number"), session.services.catalogue.numbers.format(row.tracking)),
            (tr("Price"), tr.money(row.price)),
            (tr("State"), word(tr, LABEL_STATES, row.state.value)),
            (tr("Void", context="noun"), void.text),
            (tr("Bought without dimensions"), row.override),
            *((tr("Attention"), text) for text in fate.texts),
        ]
    )
    copies = [
        (str(job.copy_number), printers[job.id], word(tr, JOB_STATES, job.state.value), job.copy_reason, job.file_name)
        for job in jobs
    ]
    head = (tr("Copy", context="noun"), tr("Printer"), tr("State"), tr("Reason"), tr("File"))
    return Answer(data, [*facts, *([""] if copies else []), *table(head, copies)])


@labels.command()
@click.argument("label")
@pass_session
def void(session: Session, label: str) -> Answer:
    """Ask the carrier to void a label. Voided is not refunded: the state says whether the money is due or back.

    The order is held until somebody releases it, so that no batch buys another label for it.

    JSON: as of `labels list`.
    """
    from core.orders.records import OrderState
    from core.orders.store import get_order
    from core.shipments.listing import shipment_of_label
    from core.shipments.service_voiding import void_label
    from ui.commands.label_view import label_data
    from ui.commands.recovering import note_recovered, recover
    from ui.messages_base import word
    from ui.messages_words import LABEL_STATES

    row = _row(session, label)
    note_recovered(session, recover(session))
    void_label(session.services.bench, row.label)
    after = session.services.read(partial(shipment_of_label, label=row.label))
    assert after is not None, "it was there before"
    tr = session.tr
    state = word(tr, LABEL_STATES, after.state.value)
    lines = [tr("{number}: {state}. Destroy the printed label.", number=after.tracking, state=state)]
    if session.services.read(partial(get_order, order_id=after.order)).state is OrderState.HELD:
        lines.append(tr("Order {order} is held; “orders release {order}” lets it ship again.", order=after.number))
    return Answer(label_data(session, after), lines)


@labels.command(name="print")
@click.argument("wanted", metavar="[LABEL]...", nargs=-1)
@click.option("--unprinted", is_flag=True, help="Every label that is paid and was never sent to a printer.")
@click.option("--printer", default="", metavar="NAME", help="The station's own when left out.")
@pass_session
def print_(session: Session, wanted: tuple[str, ...], unprinted: bool, printer: str) -> Answer:
    """Print labels for the first time. With --unprinted also what waits in the printers' queues.

    With --unprinted and --printer what waits for another printer goes to this one.

    JSON: {"printer", "batch", "stopped", "is_busy", "jobs": [{"job", "label", "copy", "state", "reason",
    "copy_reason", "file_name", "notes"}]} of the last batch, or null when there was nothing to print. The exit
    status is 0 when every label was handed over.
    """
    from core.printing.store import unprinted_labels
    from ui.commands import finding
    from ui.commands.printing import print_labels, run_waiting, take_over
    from ui.commands.recovering import note_recovered, recover

    if unprinted == bool(wanted):
        raise click.UsageError("Name labels, or say --unprinted.")
    done: list[Printed] = []
    if unprinted:
        note_recovered(session, recover(session))
        done += take_over(session, finding.printer(session, printer)) if printer else run_waiting(session)
        ids = [label.id for label in session.services.read(unprinted_labels)]
    else:
        ids = [finding.label_id(session, label) for label in wanted]
    if ids:
        done.append(print_labels(session, ids, finding.printer(session, printer)))
    return _printed(session, done)


@labels.command()
@click.argument("wanted", metavar="LABEL...", nargs=-1, required=True)
@click.option("--reason", default="", help="Why; kept in the print journal.")
@click.option("--printer", default="", metavar="NAME", help="The station's own when left out.")
@pass_session
def reprint(session: Session, wanted: tuple[str, ...], reason: str, printer: str) -> Answer:
    """Print a further copy of labels, each counted, with the reason; nothing is bought.

    JSON: as of `labels print`.
    """
    from ui.commands import finding
    from ui.commands.printing import reprint as reprint_labels

    ids = [finding.label_id(session, label) for label in wanted]
    return _printed(session, [reprint_labels(session, ids, finding.printer(session, printer), reason)])


def _printed(session: Session, done: "Sequence[Printed]") -> Answer:
    from ui.commands.printing import all_out, printed_lines

    if not done:
        return Answer(None, [session.tr("Every paid label was sent to a printer.")])
    lines = [line for printed in done for line in printed_lines(session, printed)]
    return Answer(done[-1], lines, ok=all_out(session, done))


@labels.command()
@click.argument("label")
@click.option("--format", "language", required=True, type=click.Choice(["zpl", "epl", "pdf"]), help="Label language.")
@click.option("--dpi", default="203", show_default=True, type=click.Choice(["203", "300"]), help="Dots per inch.")
@click.option(
    "--media", default="4x6", show_default=True, type=click.Choice(["4x6", "letter", "a4"]), help="Paper; thermal: 4x6."
)
@click.option(
    "--out",
    required=True,
    type=click.Path(dir_okay=False, allow_dash=True, path_type=Path),
    help="File to write; “-” for standard output.",
)
@pass_session
def export(session: Session, label: str, language: str, dpi: str, media: str, out: Path) -> Answer:
    """Write a label to a file, as a printer of that language would get it; a file is no print and is not counted.

    A file of the same kind is replaced; any other file, a link, and the data directory are left alone. With “--out -”
    the label itself is the answer, and there is no JSON.

    JSON: {"id", "out", "bytes", "sha256", "media_type", "notes": [{"kind", "role"}]}.
    """
    from core.labels.store import get_label
    from ui.commands.target import check_target, write_whole
    from ui.label_file import exported
    from ui.label_notes import alarms

    to_stdout = str(out) == "-"
    if to_stdout and session.as_json:
        raise click.UsageError("With “--out -” the label itself is the answer: leave --json out.")
    row = _row(session, label)
    if not to_stdout:
        check_target(out, session.services.directory, f".{language}")
    stored = session.services.read(partial(get_label, label_id=row.label))
    rendered = exported(session.services, stored, language, int(dpi), media)
    tr = session.tr
    told = [f"  {alarm}" for alarm in alarms(tr, (f"{kind}:{role}" for kind, role in rendered.notes))]
    if to_stdout:
        for line in told:
            session.note(line.strip())
        click.echo(rendered.data, nl=False)
        return Answer(None)
    write_whole(out, rendered.data)
    data = {
        "id": row.label, "out": str(out), "bytes": len(rendered.data), "sha256": rendered.sha256,
        "media_type": rendered.media_type, "notes": [{"kind": kind, "role": role} for kind, role in rendered.notes],
    }  # fmt: skip
    return Answer(data, [tr("{out}: {bytes} bytes.", out=out, bytes=tr.number(len(rendered.data))), *told])
