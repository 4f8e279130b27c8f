"""`orders`: import, look, mend, hold, release, cancel."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ui.commands.house import StationGroup
from ui.commands.rows import MOST, more_line, shown_rows
from ui.commands.session import Answer, Session, pass_session

if TYPE_CHECKING:
    from core.orders.records import Order
    from core.orders.store_lists import OrderRow

STATES = ("open", "held", "shipped", "cancelled")


@click.group(cls=StationGroup)
def orders() -> None:
    """Orders out of a shop's file: checked, mended, ready."""


@orders.command(name="import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--preview", is_flag=True, help="Say what would happen; write nothing.")
@click.option("--accept-encoding", is_flag=True, help="Take the guessed encoding as right.")
@click.option("--encoding", default="", help="The file's encoding, for example cp1252, instead of a guess.")
@click.option("--source", default="", help="Name of the shop, instead of the layout's.")
@click.option("--currency", default="USD", help="Of amounts that name none.", show_default=True)
@click.option("--country", default="", metavar="XX", help="Of addresses that name none, two letters.")
@click.option(
    "--map", "mapped", multiple=True, metavar="FIELD=COLUMN",
    help="Which column is which (number, name, line1, city, postal, weight ...); kept for files like this.",
)  # fmt: skip
@click.option("--take", multiple=True, metavar="NUMBER=ROW", help="Conflict: take the data of this row; 0 keeps ours.")
@pass_session
def import_(session: Session, /, file: Path, preview: bool, accept_encoding: bool, **said: object) -> Answer:
    """Import an order file (CSV or TAB) of a shop, in one transaction; the same file again changes nothing.

    A guessed encoding is shown with samples; one that may well be wrong (Mac Roman) is imported only with
    --accept-encoding or --encoding. With --map, repeated for each FIELD, a file with unknown headings is read, and
    files with the same heading from then on; an empty COLUMN takes a field's column away.

    JSON: {"file", "rows", "orders", "new", "updated", "same", "held", "duplicates", "skipped", "refused", "conflicts",
    "ignored", "warnings", "notice", "preview", "written"}. The exit status is 0 when the file was imported as asked and
    no row was refused and no order is in conflict.
    """
    from core.orders.errors import ColumnsUnknown
    from core.orders.service_import import commit_import, preview_import
    from core.orders.source import SourceFile, is_doubtful
    from ui.commands.column_map import mapping_from, note_columns
    from ui.commands.import_report import import_options, report_data, report_lines

    source, options = SourceFile.at(file), import_options(said)
    store, desk = session.services.store, session.services.desk
    options = replace(options, mapping=mapping_from(session, source, said["mapped"], options.encoding))
    try:
        report = preview_import(store, source, options)
    except ColumnsUnknown as error:
        note_columns(session, error)
        raise
    guessed = report.file.encoding_guessed and not accept_encoding
    doubtful = guessed and is_doubtful(source, report.file.encoding)
    written = not preview and not doubtful
    if written:
        report = commit_import(store, desk, source, replace(options, sha256=report.file.sha256))
    data = report_data(session.tr, report) | {"preview": preview, "written": written}
    clean = not report.refused and not report.conflicts
    lines = report_lines(session.tr, report, written=written, doubtful=doubtful and not preview)
    return Answer(data, lines, ok=clean and (written or preview))


@orders.command(name="list")
@click.option("--state", type=click.Choice(STATES), help="Only these.")
@click.option("--find", default="", help="In the number, name, company, city or postal code.")
@click.option("--limit", type=click.IntRange(1, MOST), help="At most so many; else 500 on a screen, all in JSON.")
@pass_session
def list_(session: Session, state: str | None, find: str, limit: int | None) -> Answer:
    """List orders, the newest first.

    JSON: [{"id", "number", "source", "state", "recipient", "city", "region", "country", "carrier", "service",
    "weight_mg", "has_dims", "day", "holds", "edited"}].
    """
    from core.orders.records import OrderState
    from core.orders.store_lists import list_orders

    wanted = OrderState(state) if state else None
    every = session.services.read(lambda q: list_orders(q, state=wanted, text=find, limit=MOST))
    rows = shown_rows(session, every, limit)
    lines = [] if session.as_json else [*_row_lines(session, rows), *more_line(session.tr, len(every) - len(rows))]
    return Answer([_row_data(row) for row in rows], lines)


def _row_data(row: "OrderRow") -> dict[str, object]:
    return {
        "id": row.id, "number": row.number, "source": row.source, "state": row.state, "recipient": row.recipient,
        "city": row.city, "region": row.region, "country": row.country, "carrier": row.carrier,
        "service": row.service, "weight_mg": row.weight.mg if row.weight else None, "has_dims": row.has_dims,
        "day": row.day, "holds": row.holds, "edited": row.edited,
    }  # fmt: skip


def _row_lines(session: Session, rows: "Sequence[OrderRow]") -> list[str]:
    from ui.carrier_words import asked_for
    from ui.commands.output import clip, table
    from ui.messages_base import word
    from ui.messages_problems import code_text
    from ui.messages_words import ORDER_STATES

    tr = session.tr
    head = (tr("Order"), tr("State"), tr("Recipient"), tr("Place"), tr("Weight"), tr("Service"), tr("Held because"))
    cells = [
        (
            clip(row.number),
            word(tr, ORDER_STATES, row.state.value),
            clip(row.recipient),
            clip(" ".join(part for part in (row.city, row.region, row.country) if part)),
            tr.weight(row.weight, "lb") if row.weight else "–",
            clip(asked_for(tr, row.carrier, row.service)),
            " ".join(code_text(tr, code) for code in row.holds),
        )
        for row in rows
    ]
    return table(head, cells, right="4") or [tr("No orders.")]


@orders.command()
@click.argument("order")
@pass_session
def show(session: Session, order: str) -> Answer:
    """Show one order with its lines and what holds it.

    JSON: {"id", "number", "source", "state", "ship_to", "weight_mg", "weight_source", "size_um", "carrier", "service",
    "items", "total", "day", "notes", "holds", "used_as_is", "edited_at", "created_at"}; `weight_source` is order,
    typed or scale.
    """
    from ui.commands.finding import order_named

    return _answer(session, order_named(session, order))


@orders.command()
@click.argument("order")
@click.option("--weight", help="With its unit: 3 lb, 1.2 kg; empty clears.")
@click.option("--size", help="Three sides with their unit: 12x8x4 in; empty clears.")
@click.option("--carrier", help="Carrier to ask for.")
@click.option("--service", help="Service to ask for.")
@click.option("--name")
@click.option("--company")
@click.option("--line1")
@click.option("--line2")
@click.option("--line3")
@click.option("--city")
@click.option("--region", help="State or province.")
@click.option("--postal", help="Postal code.")
@click.option("--country")
@click.option("--phone")
@click.option("--email")
@pass_session
def edit(session: Session, /, order: str, **given: str | None) -> Answer:
    """Change what is given of an order: address, weight, size, service; the rest stays.

    JSON: as of `orders show`.
    """
    from core.orders import service
    from core.units import parse_dimensions, parse_weight
    from ui.commands.finding import order_named

    store, desk = session.services.store, session.services.desk
    new = {name: value for name, value in given.items() if value is not None}
    if not new:
        raise click.UsageError("Say what to change, for example --weight '3 lb'.")
    found = order_named(session, order)
    weight = parse_weight(new["weight"]) if new.get("weight") else None
    dims = parse_dimensions(new["size"]) if new.get("size") else None
    asked = {name: new.pop(name) for name in ("carrier", "service") if name in new}
    measures = {name for name in ("weight", "size") if new.pop(name, None) is not None}
    if new:
        found = service.change_address(store, desk, found.id, replace(found.ship_to, **new))
    if measures:
        found = service.change_measures(
            store, desk, found.id,
            weight=weight if "weight" in measures else found.weight, dims=dims if "size" in measures else found.dims,
        )  # fmt: skip
    if asked:
        wanted = {"carrier": found.carrier, "service": found.service} | asked
        found = service.change_service(store, desk, found.id, carrier=wanted["carrier"], service=wanted["service"])
    return _answer(session, found)


@orders.command()
@click.argument("order")
@click.option("--reason", default="", help="Why.")
@pass_session
def release(session: Session, order: str, reason: str) -> Answer:
    """Let an order ship that a person, a voided label or the shop holds; faults of the data are mended instead.

    JSON: as of `orders show`.
    """
    from core.orders.service import release_order
    from ui.commands.finding import order_id

    found = order_id(session, order)
    return _answer(session, release_order(session.services.store, session.services.desk, found, reason))


@orders.command(name="use-as-is")
@click.argument("order")
@click.option("--reason", required=True, help="Why the address is right.")
@pass_session
def use_as_is(session: Session, order: str, reason: str) -> Answer:
    """Use the address as it stands although a table says otherwise; kept with name and reason.

    JSON: as of `orders show`.
    """
    from core.orders.service import use_address_as_is
    from ui.commands.finding import order_id

    found = order_id(session, order)
    return _answer(session, use_address_as_is(session.services.store, session.services.desk, found, reason))


@orders.command()
@click.argument("order")
@click.option("--reason", required=True, help="Why.")
@pass_session
def hold(session: Session, order: str, reason: str) -> Answer:
    """Keep an order from shipping until somebody releases it.

    JSON: as of `orders show`.
    """
    from core.orders.service import hold_order
    from ui.commands.finding import order_id

    found = order_id(session, order)
    return _answer(session, hold_order(session.services.store, session.services.desk, found, reason))


@orders.command()
@click.argument("order")
@click.option("--reason", required=True, help="Why.")
@pass_session
def cancel(session: Session, order: str, reason: str) -> Answer:
    """Take an order off the list; importing it again does not bring it back.

    JSON: as of `orders show`.
    """
    from core.orders.service import cancel_order
    from ui.commands.finding import order_id

    found = order_id(session, order)
    return _answer(session, cancel_order(session.services.store, session.services.desk, found, reason))


@orders.command()
@click.argument("order")
@pass_session
def reopen(session: Session, order: str) -> Answer:
    """Bring a cancelled order back.

    JSON: as of `orders show`.
    """
    from core.orders.service import reopen_order
    from ui.commands.finding import order_id

    found = order_id(session, order)
    return _answer(session, reopen_order(session.services.store, session.services.desk, found))


def _answer(session: Session, order: "Order") -> Answer:
    from ui.commands.order_view import order_data, order_lines

    return Answer(order_data(session.tr, order), order_lines(session.tr, order))
