"""`transactions import` and `transactions unmatched`: the portal's export against the books (recorded lane)."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ui.commands.house import StationCommand
from ui.commands.session import Answer, Session, pass_session

if TYPE_CHECKING:
    from core.wallet.declared import DeclaredEntry
    from core.wallet.rules_portal import Column
    from core.wallet.service_portal_files import PortalImport, ReadRow
    from core.wallet.store_portal import StoredLine

_COLUMNS = ("amount", "day", "type", "reference", "tracking")
WALLET = click.option("--wallet", default="", help="Id or currency; the USD wallet when left out.")


@click.command("import", cls=StationCommand)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--map", "mapped", multiple=True, metavar="COLUMN=HEADING", help="amount, day, type, reference, tracking."
)
@click.option("--month-first", is_flag=True, help="05/06/2026 is the sixth of May.")
@WALLET
@pass_session
def import_(session: Session, file: Path, mapped: tuple[str, ...], month_first: bool, wallet: str) -> Answer:
    """Import the export of transactions of the provider's portal (CSV): lines confirm what was recorded.

    A label is found by its tracking number, postage by its reference or by amount and day. Refunds and adjustments that
    only the portal knows are booked. What --map says is remembered for files with this heading. The same file again
    changes nothing. The exit status is 0 when every line is in the books.

    JSON: {"wallet", "columns", "counts", "later", "rows": [{"row", "fate", "kind", "day", "amount", "reference",
    "tracking", "text"}]}.
    """
    from core.orders.source import SourceFile
    from core.people.acts import Act
    from core.wallet.rules_portal import OPEN_FATES, REFUSED, LineFate
    from core.wallet.service_portal_files import PortalOptions, import_transactions

    services, chosen = session.services, session.wallet(wallet)
    options = PortalOptions(_mapping(mapped), month_first)
    proofs = session.prove(Act.RECORD, about=chosen.id)
    report = import_transactions(
        services.till(chosen.id), chosen.id, SourceFile.at(file).in_memory(), options, proofs=proofs
    )
    counts = {fate.value: report.count(fate) for fate in LineFate if report.count(fate)}
    data = {
        "wallet": chosen.id, "columns": {column.value: title for column, title in report.columns.items()},
        "counts": counts, "later": report.later, "rows": [_row_data(row) for row in report.rows],
    }  # fmt: skip
    left = OPEN_FATES | REFUSED
    return Answer(data, _lines(session, report), ok=not any(row.fate in left for row in report.rows))


def _mapping(said: tuple[str, ...]) -> "dict[Column, str]":
    from core.wallet.rules_portal import Column

    found = {}
    for text in said:
        name, _, title = text.partition("=")
        if name.strip() not in _COLUMNS or not title.strip():
            raise click.UsageError(f"Say --map COLUMN=HEADING with one of: {', '.join(_COLUMNS)}.")
        found[Column(name.strip())] = title.strip()
    return found


def _row_data(row: "ReadRow") -> dict[str, object]:
    line = row.line
    return {
        "row": row.row, "fate": row.fate, "kind": line.kind if line else None, "day": line.day if line else "",
        "amount": line.amount if line else None, "reference": line.reference if line else "",
        "tracking": line.tracking if line else "", "text": row.text,
    }  # fmt: skip


def _lines(session: Session, report: "PortalImport") -> list[str]:
    from core.wallet.rules_portal import LineFate
    from ui.commands.output import clip, table
    from ui.messages_base import word
    from ui.messages_purchases import FATES, LINE_KINDS

    tr = session.tr
    quiet = (LineFate.MATCHED, LineFate.KNOWN)
    cells = [
        (
            str(row.row), word(tr, LINE_KINDS, row.line.kind.value) if row.line else "",
            row.line.day if row.line else "", tr.money(row.line.amount) if row.line else clip(row.text),
            clip(row.line.tracking or row.line.reference) if row.line else "", word(tr, FATES, row.fate.value),
        )
        for row in report.rows
        if row.fate not in quiet
    ]  # fmt: skip
    head = (tr("Row"), tr("Kind"), tr("Day"), tr("Amount"), tr("Number"), tr("What became of it"))
    counts = [
        f"{tr.number(report.count(fate))}  {word(tr, FATES, fate.value)}" for fate in LineFate if report.count(fate)
    ]
    if report.later:
        counts.append(
            tr.n(
                "One line of an earlier import was matched.", "{n} lines of earlier imports were matched.", report.later
            )
        )
    return [*table(head, cells, right="03"), *([""] if cells else []), *counts]


@click.command("unmatched", cls=StationCommand)
@WALLET
@pass_session
def unmatched(session: Session, wallet: str) -> Answer:
    """List what the portal and the books do not agree on: lines without an entry, entries that nothing confirms.

    The exit status is 0 when there is nothing of either.

    JSON: {"wallet", "lines": [{"day", "kind", "amount", "reference", "tracking", "fate"}], "declared": [{"number",
    "kind", "amount", "day", "reference"}], "declared_sum"}.
    """
    from core.wallet.declared import declared_entries, declared_sum
    from core.wallet.rules_portal import OPEN_FATES
    from core.wallet.store_portal import lines_of_fate

    chosen, read = session.wallet(wallet), session.services.read
    lines = [one for fate in OPEN_FATES for one in read(partial(lines_of_fate, wallet=chosen.id, fate=fate))]
    declared = read(lambda q: declared_entries(q, chosen))
    data = {
        "wallet": chosen.id,
        "lines": [
            {
                "day": one.line.day, "kind": one.line.kind, "amount": one.line.amount, "tracking": one.line.tracking,
                "reference": one.line.reference, "fate": one.fate,
            }
            for one in lines
        ],
        "declared": [
            {"number": one.journal, "kind": one.kind, "amount": one.amount, "day": one.day, "reference": one.memo}
            for one in declared
        ],
        "declared_sum": read(lambda q: declared_sum(q, chosen)),
    }  # fmt: skip
    return Answer(data, _open_lines(session, lines, declared), ok=not lines and not declared)


def _open_lines(session: Session, lines: "list[StoredLine]", declared: "list[DeclaredEntry]") -> list[str]:
    from ui.commands.output import clip, table
    from ui.messages_base import word
    from ui.messages_purchases import FATES, LINE_KINDS
    from ui.messages_words import TRANSACTION_KINDS

    tr = session.tr
    head = (tr("Day"), tr("Kind"), tr("Amount"), tr("Number"), tr("What became of it"))
    cells = [
        (
            one.line.day, word(tr, LINE_KINDS, one.line.kind.value), tr.money(one.line.amount),
            clip(one.line.tracking or one.line.reference), word(tr, FATES, one.fate.value),
        )
        for one in lines
    ]  # fmt: skip
    cells += [
        (one.day, word(tr, TRANSACTION_KINDS, one.kind), tr.money(one.amount), clip(one.memo), tr("declared"))
        for one in declared
    ]
    return table(head, cells, right="2") or [tr("Books and portal agree line by line.")]
