"""`adjustments add | list | import | dispute | pack`: what carriers corrected after shipment (S0-36, S0-37)."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ui.commands.house import StationGroup
from ui.commands.session import Answer, Session, pass_session

if TYPE_CHECKING:
    from datetime import date

    from core.wallet.rules_adjustments import Adjustment
    from core.wallet.service_adjustment_files import AdjustmentsRead

WALLET = click.option("--wallet", default="", help="Id or currency; the USD wallet when left out.")
CAUSES = ["weight", "dimensions", "service", "address", "other"]
COLUMNS = ["amount", "tracking", "reference", "reason", "day", "carrier"]


@click.group(cls=StationGroup)
def adjustments() -> None:
    """Corrections of carriers after shipment, and their disputes."""


@adjustments.command()
@click.argument("amount")
@click.option("--credit", is_flag=True, help="It gives money; without this it takes money.")
@click.option("--label", default="", help="Our id or the tracking number.")
@click.option("--carrier", default="", help="Where there is no label.")
@click.option("--reason", required=True, help="In the carrier's words.")
@click.option("--cause", type=click.Choice(CAUSES), help="Read from the reason when left out.")
@click.option("--ref", default="", help="The provider's id; the same is never booked twice.")
@click.option("--day", default="", metavar="YYYY-MM-DD", help="The provider's day; today when left out.")
@WALLET
@pass_session
def add(session: Session, /, amount: str, label: str, wallet: str, carrier: str, **said: object) -> Answer:
    """Book an adjustment that a person read somewhere. It may take the balance below zero; then buying stops.

    JSON: as of `adjustments list`, one.
    """
    from core.labels.store import get_label
    from core.money import parse_money
    from core.people.acts import Act
    from core.wallet.rules_adjustments import UNKNOWN_CARRIER, Cause, Source, cause_of
    from core.wallet.service_adjustments import NewAdjustment, add_adjustment
    from ui.commands.finding import label_id

    services = session.services
    found = services.read(partial(get_label, label_id=label_id(session, label))) if label else None
    chosen = session.wallet(wallet or (found.wallet if found else ""))
    given, reason = parse_money(amount, chosen.currency), str(said["reason"]).strip()
    code = services.catalogue.get(carrier).code if carrier else UNKNOWN_CARRIER
    new = NewAdjustment(
        wallet=chosen.id, carrier=found.carrier if found else code, label=found.id if found else "",
        tracking=found.tracking if found else "", amount=given if said["credit"] else -given,
        cause=Cause(said["cause"]) if said["cause"] else cause_of(reason), reason=reason,
        provider_ref=str(said["ref"]).strip(),
        source=Source.PERSON, day=_day(session, str(said["day"])),
    )  # fmt: skip
    proofs = session.prove(Act.ADJUSTMENT, about=chosen.id)
    return _answer(session, add_adjustment(services.store, services.desk, new, proofs=proofs))


def _day(session: Session, text: str) -> "date":
    from datetime import date

    from core.errors import BadText

    today = session.services.desk.clock.now().astimezone(session.services.desk.actor.zone).date()
    try:
        day = date.fromisoformat(text) if text else today
    except ValueError as error:
        raise BadText(text=text, want="day") from error
    if day > today:
        raise BadText(text=text, want="day")
    return day


@adjustments.command(name="list")
@click.option("--wallet", default="", help="Id or currency; all wallets when left out.")
@click.option("--label", default="", help="Of one label: our id or the tracking number.")
@pass_session
def list_(session: Session, wallet: str, label: str) -> Answer:
    """List adjustments, the newest first.

    JSON: [{"adjustment", "wallet", "carrier", "label", "tracking_number", "amount", "cause", "reason", "reference",
    "source", "day", "entry", "dispute", "dispute_due"}]; an amount below zero took money.
    """
    from core.wallet.store_facts import list_adjustments
    from ui.commands.finding import label_id

    chosen = session.wallet(wallet).id if wallet else ""
    of = label_id(session, label) if label else ""
    rows = session.services.read(lambda q: list_adjustments(q, wallet=chosen, label=of))
    return Answer([_data(row) for row in rows], _table(session, rows) or [session.tr("No adjustments.")])


@adjustments.command(name="import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--positive", type=click.Choice(["takes", "gives"]), required=True, help="What an amount above zero does."
)
@click.option("--map", "named", multiple=True, metavar="WHAT=COLUMN", help=f"WHAT: {', '.join(COLUMNS)}. Else guessed.")
@click.option("--preview", is_flag=True, help="Only say what would happen.")
@WALLET
@pass_session
def import_(session: Session, file: Path, positive: str, named: tuple[str, ...], preview: bool, wallet: str) -> Answer:
    """Book the adjustments of a CSV file, all in one transaction; the same file again changes nothing.

    JSON: {"columns": {what: column}, "preview", "taken", "known", "refused", "rows": [{"row", "fate", "text", "label",
    "amount"}]}. The exit status is 0 when no row was refused; rows that are known already are not refused.
    """
    from core.orders.source import SourceFile
    from core.people.acts import Act
    from core.people.records import NO_PROOFS
    from core.wallet.service_adjustment_files import Column, import_adjustments

    mapping = {}
    for text in named:
        what, sign, column = text.partition("=")
        if what not in COLUMNS or not sign or not column.strip():
            raise click.BadParameter("write WHAT=COLUMN, for example amount=Total", param_hint="--map")
        mapping[Column(what)] = column.strip()
    services, chosen = session.services, session.wallet(wallet)
    proofs = NO_PROOFS if preview else session.prove(Act.ADJUSTMENT, about=chosen.id)
    done = import_adjustments(
        services.store, services.desk, chosen.id, SourceFile.at(file), positive_takes=positive == "takes",
        mapping=mapping, preview=preview, proofs=proofs,
    )  # fmt: skip
    return _imported(session, done, preview)


def _imported(session: Session, done: "AdjustmentsRead", preview: bool) -> Answer:
    from core.wallet.service_adjustment_files import RowFate
    from ui.messages_base import word
    from ui.messages_wallet import ROW_FATES

    tr = session.tr
    taken, known = done.count(RowFate.TAKEN), done.count(RowFate.KNOWN)
    refused = [row for row in done.rows if row.fate not in (RowFate.TAKEN, RowFate.KNOWN)]
    data = {
        "columns": {column.value: title for column, title in done.columns.items()}, "preview": preview, "taken": taken,
        "known": known, "refused": len(refused),
        "rows": [
            {
                "row": row.row, "fate": row.fate, "text": row.text,
                "label": row.adjustment.label if row.adjustment else "",
                "amount": row.adjustment.amount if row.adjustment else None,
            }
            for row in done.rows
        ],
    }  # fmt: skip
    lines = [
        tr(
            "Would be booked: {taken}; in the books already: {known}; refused: {refused}.",
            taken=taken,
            known=known,
            refused=len(refused),
        )
        if preview
        else tr(
            "Booked: {taken}; in the books already: {known}; refused: {refused}.",
            taken=taken,
            known=known,
            refused=len(refused),
        )
    ]
    lines += [
        tr(
            "Row {row}: {why}",
            row=row.row,
            why=word(tr, ROW_FATES, row.fate.value) + (f" ({row.text})" * bool(row.text)),
        )
        for row in refused
    ]
    return Answer(data, lines, ok=not refused)


@adjustments.command()
@click.argument("adjustment")
@click.option("--memo", default="", help="Open a dispute: what is disputed, and why.")
@click.option(
    "--delivered", default="", metavar="YYYY-MM-DD", help="When the parcel was delivered; the days count from it."
)
@click.option("--won", default="", metavar="AMOUNT", help="The carrier gave this much back.")
@click.option("--ref", default="", help="The provider's id of the credit.")
@click.option("--lost", is_flag=True, help="The carrier stays with it.")
@click.option("--note", default="", help="What the carrier said.")
@pass_session
def dispute(
    session: Session, adjustment: str, memo: str, delivered: str, won: str, ref: str, lost: bool, note: str
) -> Answer:
    """Open a dispute with --memo, or end it with --won AMOUNT or --lost. Money moves only when it is won.

    JSON: as of `adjustments list`, one.
    """
    from core.money import parse_money
    from core.people.acts import Act
    from core.wallet.dated_rules import load_wallet_rules
    from core.wallet.service_adjustments import lose_dispute, open_dispute, win_dispute
    from core.wallet.store_facts import get_adjustment

    if sum(map(bool, (memo, won, lost))) != 1:
        raise click.UsageError("Say one of --memo TEXT, --won AMOUNT, --lost.")
    services = session.services
    store, desk = services.store, services.desk
    found = services.read(partial(get_adjustment, adjustment=adjustment))
    if memo:
        rule = load_wallet_rules(services.directory).dispute
        day = _day(session, delivered) if delivered else None
        return _answer(session, open_dispute(store, desk, found.id, memo, rule, delivered=day))
    if lost:
        return _answer(session, lose_dispute(store, desk, found.id, note))
    proofs = session.prove(Act.ADJUSTMENT, about=found.wallet)
    credit = parse_money(won, found.amount.currency)
    return _answer(session, win_dispute(store, desk, found.id, credit, ref, note, proofs=proofs))


@adjustments.command()
@click.argument("adjustment")
@click.option("--out", required=True, type=click.Path(dir_okay=False, path_type=Path), help="File to write, .pdf.")
@pass_session
def pack(session: Session, adjustment: str, out: Path) -> Answer:
    """Write the papers of a dispute: weight, size, who and when, the label with its picture, and the deadline.

    JSON: {"adjustment", "out", "bytes", "sha256"}.
    """
    from hashlib import sha256

    from core.wallet.store_facts import get_adjustment
    from printers.papers.dispute_pack import dispute_pack
    from ui.commands.target import check_target, write_whole
    from ui.papers.dispute import dispute_facts

    found = session.services.read(partial(get_adjustment, adjustment=adjustment))
    check_target(out, session.services.directory, ".pdf")
    paper = dispute_pack(session.tr, dispute_facts(session.services, session.tr, found))
    write_whole(out, paper)
    data = {"adjustment": found.id, "out": str(out), "bytes": len(paper), "sha256": sha256(paper).hexdigest()}
    return Answer(data, [session.tr("{out}: {bytes} bytes.", out=out, bytes=session.tr.number(len(paper)))])


def _answer(session: Session, adjustment: "Adjustment") -> Answer:
    return Answer(_data(adjustment), _table(session, [adjustment]))


def _data(one: "Adjustment") -> dict[str, object]:
    return {
        "adjustment": one.id, "wallet": one.wallet, "carrier": one.carrier, "label": one.label,
        "tracking_number": one.tracking, "amount": one.amount, "cause": one.cause, "reason": one.reason,
        "reference": one.provider_ref, "source": one.source, "day": one.day, "entry": one.journal,
        "dispute": one.dispute, "dispute_due": one.dispute_due or None,
    }  # fmt: skip


def _table(session: Session, rows: "list[Adjustment]") -> list[str]:
    from ui.carrier_words import carrier_of
    from ui.commands.output import clip, table
    from ui.messages_base import word
    from ui.messages_wallet import ADJUSTMENT_CAUSES, DISPUTE_STATES

    tr, catalogue = session.tr, session.services.catalogue
    head = (
        tr("Adjustment"), tr("Day"), tr("Amount"), tr("Carrier"), tr("Tracking number"), tr("Cause"), tr("Reason"),
        tr("Dispute"),
    )  # fmt: skip
    cells = []
    for row in rows:
        state = word(tr, DISPUTE_STATES, row.dispute.value) if row.dispute else ""
        due = f" ({tr('until {moment}', moment=tr.day(row.dispute_due))})" if state and row.dispute_due else ""
        cells.append(
            (
                row.id, tr.day(row.day), tr.money(row.amount), carrier_of(catalogue, row.carrier, tr.lang),
                catalogue.numbers.format(row.tracking), word(tr, ADJUSTMENT_CAUSES, row.cause.value),
                clip(row.reason), f"{state}{due}",
            )
        )  # fmt: skip
    return table(head, cells, right="2")
