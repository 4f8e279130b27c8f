"""`ship`: rate, buy and print labels for orders."""

import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from types import FrameType
from typing import TYPE_CHECKING

import click

from core.errors import StationError
from ui.commands.house import StationCommand
from ui.commands.session import Answer, Session, pass_session

if TYPE_CHECKING:
    from core.money import Money
    from core.printing.records import Printer
    from core.shipments.rules import Asked
    from core.shipments.service_shipping import Shipped
    from ui.commands.printing import Printed

_PAGE = 500


@click.command(cls=StationCommand)
@click.argument("orders", nargs=-1)
@click.option("--all", "everything", is_flag=True, help="Every open order, the oldest first.")
@click.option("--service", default="", help="This service for all of them; else what each order asks for.")
@click.option("--carrier", default="", help="This carrier for all of them.")
@click.option(
    "--printer", default="", metavar="NAME", help="Print there; else on the station's printer, if it has one."
)
@click.option("--no-print", is_flag=True, help="Buy only.")
@click.option("--without-dimensions", default="", metavar="REASON", help="Buy although the size is not known; kept.")
@pass_session
def ship(
    session: Session, /, orders: tuple[str, ...], everything: bool, printer: str, no_print: bool, **said: str
) -> Answer:
    """Buy labels for orders from the balance and print them.

    Each is bought once, whatever happens: what runs that died left open is settled first. Before anything is bought it
    is said, for each wallet, how many labels the balance can pay.

    JSON: {"asked", "bought", "orders": [{"order", "number", "label", "error", "shown"}], "affordability": [{"wallet",
    "labels", "fit", "total", "available", "buy", "suggested", "burn", "days_left"}], "recovered": [...], "print":
    {...} or null, "print_error": null or an error}; `suggested` pays for all and a week like the last; `label` is as in
    `labels list`, `shown` the price before it was bought: an order that costs more by then is not bought. The exit
    status is 0 only if every order that was asked for got its label and, where there is a printer, every label was
    handed to it.
    """
    from ui.commands.asked import asked_service
    from ui.commands.output import error_data
    from ui.commands.recovering import note_recovered, recover
    from ui.messages import one_line

    if everything == bool(orders):
        raise click.UsageError("Name orders, or say --all.")
    recovered = recover(session)
    note_recovered(session, recovered)
    _gate(session)
    asked = asked_service(session.services.catalogue, said["carrier"], said["service"])
    target = None if no_print else _printer(session, printer)
    ids = _open_orders(session) if everything else _named(session, orders)
    affordable, shown = _afford(session, ids, asked)
    shipped = _buy(session, ids, asked, said["without_dimensions"], shown)
    printed, trouble = _print(session, shipped, target)
    data = {
        "asked": len(ids), "bought": sum(one.label is not None for one in shipped),
        "orders": [_shipped_data(session, one) for one in shipped], "affordability": affordable,
        "recovered": recovered, "print": printed, "print_error": error_data(session.tr, trouble) if trouble else None,
    }  # fmt: skip
    done = all(one.label is not None and one.error is None for one in shipped) and trouble is None
    lines = _lines(session, shipped, printed)
    if trouble is not None:
        lines.append(session.tr("Not printed: {why}", why=one_line(session.tr, trouble)))
    return Answer(data, lines, ok=done and (printed is None or printed.all_handed_over))


def _gate(session: Session) -> None:
    """Refuse while no wallet is set up (S0-07), before any provider is asked; core refuses each purchase likewise.

    Raises:
        SetupIncomplete: With the steps that the default wallet lacks.
    """
    from core.accounts.service import require_ready
    from core.wallet.service import views

    if not any(view.is_ready for view in session.services.read(views)):
        session.services.read(partial(require_ready, wallet_id=session.services.default_wallet()))


def _printer(session: Session, name: str) -> "Printer | None":
    from core.printing.rules import NoPrinter
    from ui.commands import finding

    try:
        return finding.printer(session, name)
    except NoPrinter:
        return None


def _named(session: Session, orders: Sequence[str]) -> list[str]:
    from ui.commands.finding import order_id

    return list(dict.fromkeys(order_id(session, order) for order in orders))


def _open_orders(session: Session) -> list[str]:
    from core.orders.records import OrderState
    from core.orders.store_lists import count_orders, pending_orders

    ids: list[str] = []
    while True:
        after = ids[-1] if ids else ""
        page = session.services.read(partial(pending_orders, after=after, limit=_PAGE))
        ids += [order.id for order in page]
        if len(page) < _PAGE:
            break
    held = session.services.read(count_orders)[OrderState.HELD]
    if held:
        session.note(session.tr.n("One order is held and left out.", "{n} orders are held and left out.", held))
    return ids


def _afford(
    session: Session, ids: Sequence[str], asked: "Asked | None"
) -> "tuple[list[dict[str, object]], dict[str, Money]]":
    """Say per wallet what fits, before anything is bought (MISSION section 7, no. 3); and the price of each order."""
    from core.accounts.service import wallets
    from core.orders.store import get_order
    from core.shipments.service_rating import batch_affordability, rate_orders

    tr, bench = session.tr, session.services.bench
    orders = session.services.read(lambda q: [get_order(q, order) for order in ids])
    rated = rate_orders(bench, orders, asked)
    found = batch_affordability(bench, rated)
    names = {wallet.id: wallet.name for wallet in session.services.read(wallets)}
    for one in found:
        line = tr.n(
            "{wallet}: {fit} of {n} label fits ({total} needed, {available} available).",
            "{wallet}: {fit} of {n} labels fit ({total} needed, {available} available).",
            one.labels, wallet=names[one.wallet], fit=one.fit, total=one.total, available=one.available,
        )  # fmt: skip
        if one.buy:
            line = f"{line} {tr('Buy {amount} for all.', amount=one.buy)}"
        if one.buy and one.suggested and one.suggested != one.buy:
            line = f"{line} {tr('Buy {amount} for a week like the last besides.', amount=one.suggested)}"
        if one.days_left is not None:
            lasts = tr.n(
                "It lasts {n} day at the present rate.", "It lasts {n} days at the present rate.", one.days_left
            )
            line = f"{line} {lasts}"
        session.note(line)
    shown = {one.order.id: one.chosen.price for one in rated if one.chosen is not None}
    facts: list[dict[str, object]] = [
        {
            "wallet": one.wallet, "labels": one.labels, "fit": one.fit, "total": one.total,
            "available": one.available, "buy": one.buy, "suggested": one.suggested, "burn": one.burn,
            "days_left": one.days_left,
        }
        for one in found
    ]  # fmt: skip
    return facts, shown


def _buy(
    session: Session, ids: Sequence[str], asked: "Asked | None", reason: str, shown: "dict[str, Money]"
) -> "list[Shipped]":
    if not ids:
        return []
    with asked_to_stop(session) as stopped:
        from core.shipments.service_shipping import ship_orders

        reasons = dict.fromkeys(ids, reason) if reason.strip() else {}
        return ship_orders(
            session.services.bench, ids, asked=asked, without_dims_reasons=reasons, shown=shown,
            progress=lambda n, count, one: _progress(session, n, count, one), stopped=stopped,
        )  # fmt: skip


@contextmanager
def asked_to_stop(session: Session) -> Iterator[Callable[[], bool]]:
    """Let Ctrl+C end a batch between two labels: the one in hand is finished, the rest is not bought.

    A second Ctrl+C ends the program at once; what was left open is settled by the next run.
    """
    pressed: list[int] = []

    def note(number: int, _frame: FrameType | None) -> None:
        if pressed:
            raise KeyboardInterrupt
        pressed.append(number)
        session.note(session.tr("Stopping after this label; the rest is not bought."))

    before = signal.signal(signal.SIGINT, note)
    try:
        yield lambda: bool(pressed)
    finally:
        signal.signal(signal.SIGINT, before)


def _progress(session: Session, n: int, count: int, one: "Shipped") -> None:
    from ui.carrier_words import carrier_of
    from ui.messages import one_line
    from ui.messages_money import price_change

    place = f"[{n:>{len(str(count))}}/{count}]"
    if one.error is not None:
        session.note(f"{place} {one.number}  ✗ {one_line(session.tr, one.error)}")
    elif one.label is not None:
        carrier = carrier_of(session.services.catalogue, one.label.carrier, session.tr.lang)
        line = f"{place} {one.number}  {carrier} {one.label.tracking}  {session.tr.money(one.label.price)}"
        session.note(f"{line}  {price_change(session.tr, one.shown, one.label.price)}".rstrip())
    else:
        session.note(f"{place} {one.number}  … {session.tr('being processed by the provider')}")


def _print(
    session: Session, shipped: "Sequence[Shipped]", printer: "Printer | None"
) -> "tuple[Printed | None, StationError | None]":
    """Print what was bought; a printing that fails takes nothing back of that, and is told with it."""
    try:
        return _printed(session, shipped, printer), None
    except StationError as error:
        return None, error


def _printed(session: Session, shipped: "Sequence[Shipped]", printer: "Printer | None") -> "Printed | None":
    from core.printing.store import unprinted_labels
    from ui.commands.printing import print_labels, run_waiting

    labels = [one.label.id for one in shipped if one.label is not None]
    printed = None
    if printer is not None:  # a run that died may have left labels in its queue; new ones go behind them
        waited = run_waiting(session, printer) if not labels else []
        printed = print_labels(session, labels, printer) if labels else next(iter(waited), None)
    left = len(session.services.read(unprinted_labels)) if printer is not None else 0
    if left:
        session.note(
            session.tr.n(
                "One label that was paid earlier is not printed yet: “labels print --unprinted”.",
                "{n} labels that were paid earlier are not printed yet: “labels print --unprinted”.",
                left,
            )
        )
    return printed


def _shipped_data(session: Session, one: "Shipped") -> dict[str, object]:
    from core.shipments.listing import shipment_of_label
    from ui.commands.label_view import label_data
    from ui.commands.output import error_data

    row = session.services.read(partial(shipment_of_label, label=one.label.id)) if one.label is not None else None
    return {
        "order": one.order, "number": one.number, "label": label_data(session, row) if row else None,
        "error": error_data(session.tr, one.error) if one.error else None, "shown": one.shown,
    }  # fmt: skip


def _lines(session: Session, shipped: "Sequence[Shipped]", printed: "Printed | None") -> list[str]:
    from core.shipments.listing import shipment_of_label
    from ui.commands.label_view import label_table
    from ui.commands.printing import printed_lines

    tr = session.tr
    if not shipped:
        return [tr("Nothing to ship.")]
    ids = [one.label.id for one in shipped if one.label is not None]
    rows = [row for row in session.services.read(lambda q: [shipment_of_label(q, label) for label in ids]) if row]
    bought = tr.n(
        "{bought} of {n} order has its label.",
        "{bought} of {n} orders have their label.",
        len(shipped),
        bought=len(ids),
    )
    return [*label_table(session, rows), *([""] if rows else []), bought, *printed_lines(session, printed)]
