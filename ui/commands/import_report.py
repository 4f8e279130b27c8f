"""The report of an order import as an answer; every row of the file is in exactly one line of it."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

import click

from ui.commands.output import clip, problem_data

if TYPE_CHECKING:
    from core.i18n import Tr
    from core.orders.report import ImportReport
    from core.orders.service_import import ImportOptions

_ROW_DIGITS = 9
_SHOWN = 20  # of a kind on the screen; JSON has all of them


def import_options(said: Mapping[str, object]) -> "ImportOptions":
    """What the command line says about the file.

    Raises:
        click.BadParameter: ``--take`` is not NUMBER=ROW, or a currency or a country is no code.
        EncodingUnknown: The encoding is not one of texts.
    """
    from core.orders.service_import import ImportOptions

    answers = {}
    taken = said["take"]
    assert isinstance(taken, tuple)
    for text in taken:
        number, sign, row = str(text).rpartition("=")
        if not sign or not (row.isascii() and row.isdecimal() and len(row) <= _ROW_DIGITS):
            raise click.BadParameter("write NUMBER=ROW, for example W7=9", param_hint="--take")
        answers[number] = int(row)
    currency, country = str(said["currency"]).upper(), str(said["country"]).upper()
    if not _is_code(currency, 3):
        raise click.BadParameter("write three letters, for example USD", param_hint="--currency")
    if country and not _is_code(country, 2):
        raise click.BadParameter("write two letters, for example CA", param_hint="--country")
    _check_encoding(str(said["encoding"]))
    return ImportOptions(
        encoding=str(said["encoding"]), source=str(said["source"]), currency=currency, country=country,
        answers=answers,
    )  # fmt: skip


def _is_code(text: str, letters: int) -> bool:
    return len(text) == letters and text.isascii() and text.isalpha()


def _check_encoding(name: str) -> None:
    from core.orders.errors import EncodingUnknown

    try:
        "".encode(name or "utf-8")
    except (LookupError, ValueError) as error:  # no such codec; one that is not for texts; a name that is none
        raise EncodingUnknown(tried=[name]) from error


def report_data(tr: "Tr", report: "ImportReport") -> dict[str, object]:
    """For programs: all of it."""
    file = report.file
    return {
        "file": {
            "name": file.name, "sha256": file.sha256, "encoding": file.encoding,
            "encoding_guessed": file.encoding_guessed, "samples": file.samples, "delimiter": file.delimiter,
            "source": file.source, "layout": file.layout, "columns": file.columns, "recognised": file.recognised,
            "fingerprint": file.fingerprint, "own_mapping": file.own_mapping,
            "currency_assumed": file.currency_assumed,
        },
        "rows": report.rows, "orders": report.orders, "new": report.new, "updated": report.updated,
        "same": report.same,
        "held": [
            {"number": h.number, "rows": h.rows, "problems": [problem_data(tr, p) for p in h.problems]}
            for h in report.held
        ],
        "duplicates": [{"row": d.row, "number": d.number, "first_row": d.first_row} for d in report.duplicates],
        "skipped": [{"number": s.number, "rows": s.rows, "reason": s.reason} for s in report.skipped],
        "refused": [
            {"row": r.row, "cells": r.cells, "problems": [problem_data(tr, p) for p in r.problems]}
            for r in report.refused
        ],
        "conflicts": [
            {"number": c.number, "kind": c.kind, "rows": c.rows, "fields": c.fields} for c in report.conflicts
        ],
        "ignored": report.ignored,
        "warnings": [
            {"row": w.row, "number": w.number, "problem": problem_data(tr, w.problem)} for w in report.warnings
        ],
        "notice": report.notice,
    }  # fmt: skip


def report_lines(tr: "Tr", report: "ImportReport", *, written: bool, doubtful: bool) -> list[str]:
    """For people: the sums, then what needs a person.

    Args:
        tr: Words.
        report: Of the import or its preview.
        written: Whether it was imported.
        doubtful: Whether it was not, because the encoding is a guess.
    """
    from core.orders.report import Notice

    notices = {
        Notice.FILE_EMPTY: tr("The file is empty; nothing to import."),
        Notice.NO_ROWS: tr("The file has a heading and no rows; nothing to import."),
    }
    if report.notice in notices:
        return [notices[report.notice]]
    file = report.file
    lines = [
        tr("{name}: looks like {layout}; {encoding}.", name=file.name, layout=file.layout, encoding=file.encoding),
        _sums(tr, report, written=written),
    ]
    if file.encoding_guessed and not doubtful:
        lines += _guess(tr, report)
    if file.currency_assumed:
        lines.append(tr("Amounts without a currency are taken to be in {currency}.", currency=file.currency_assumed))
    lines += _details(tr, report)
    if doubtful:
        lines += ["", *_doubt(tr, report)]
    elif not written:
        lines += ["", tr("Nothing was written: this was a preview.")]
    return lines


def _sums(tr: "Tr", report: "ImportReport", *, written: bool) -> str:
    sums = {
        "rows": tr.n("{n} row", "{n} rows", report.rows), "orders": tr.n("{n} order", "{n} orders", report.orders),
        "new": tr.number(report.new), "updated": tr.number(report.updated), "same": tr.number(report.same),
    }  # fmt: skip
    if written:
        return tr("{rows}, {orders}: {new} new, {updated} updated, {same} unchanged.", **sums)
    return tr("{rows}, {orders}: {new} would be new, {updated} updated, {same} unchanged.", **sums)


def _guess(tr: "Tr", report: "ImportReport") -> list[str]:
    said = tr(
        "The file does not say its encoding; read as {encoding}. If these letters are wrong, name it with --encoding:",
        encoding=report.file.encoding,
    )
    return [said, *(f"  {clip(sample)}" for sample in report.file.samples)]


def _doubt(tr: "Tr", report: "ImportReport") -> list[str]:
    asked = tr("Nothing was imported: the encoding is a guess. Are these right?")
    how = tr("If they are, import again with --accept-encoding; if not, name it with --encoding.")
    return [asked, *(f"  {clip(sample)}" for sample in report.file.samples), how]


def _details(tr: "Tr", report: "ImportReport") -> list[str]:
    from ui.messages_base import word
    from ui.messages_problems import problem_text
    from ui.messages_words import CONFLICTS, SKIPS

    held = [f"  {clip(h.number)}  {' '.join(problem_text(tr, p) for p in h.problems)}" for h in report.held]
    refused = [
        "  " + tr("row {row}: {why}", row=r.row, why=" ".join(problem_text(tr, p) for p in r.problems))
        for r in report.refused
    ]
    conflicts = [
        "  "
        + tr(
            "{number} (rows {rows}): {why}",
            number=clip(c.number),
            rows=_rows(c.rows),
            why=word(tr, CONFLICTS, c.kind.value),
        )
        for c in report.conflicts
    ]
    skipped = [f"  {clip(s.number)}  {word(tr, SKIPS, s.reason.value)}" for s in report.skipped]
    duplicates = [
        "  " + tr("row {row} repeats row {first} ({number})", row=d.row, first=d.first_row, number=clip(d.number))
        for d in report.duplicates
    ]
    warnings = ["  " + tr("row {row}: {why}", row=w.row, why=problem_text(tr, w.problem)) for w in report.warnings]
    return [
        *_block(tr, tr("Held until corrected:"), held),
        *_block(tr, tr("Refused rows:"), refused),
        *_block(tr, tr("In conflict, not imported (choose with --take NUMBER=ROW):"), conflicts),
        *_block(tr, tr("Skipped:"), skipped),
        *_block(tr, tr("Merged:"), duplicates),
        *_block(tr, tr("To check:"), warnings),
        *_ignored(tr, report.ignored),
    ]


def _ignored(tr: "Tr", rows: Sequence[int]) -> list[str]:
    if not rows:
        return []
    shown = _rows(rows[:_SHOWN]) + (", …" if len(rows) > _SHOWN else "")
    line = tr.n(
        "One row is a footer or empty and was left out: {rows}.",
        "{n} rows are footers or empty and were left out: {rows}.", len(rows), rows=shown,
    )  # fmt: skip
    return ["", line]


def _block(tr: "Tr", title: str, lines: list[str]) -> list[str]:
    if not lines:
        return []
    rest = len(lines) - _SHOWN
    more = [tr.n("  and one more", "  and {n} more", rest)] if rest > 0 else []
    return ["", title, *lines[:_SHOWN], *more]


def _rows(rows: Iterable[int]) -> str:
    return ", ".join(str(row) for row in rows)
