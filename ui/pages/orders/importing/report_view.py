"""An import report in words: the sums, the lists, the conflicts with their answers. No Qt here."""

from collections.abc import Iterable, Mapping, Sequence

from core.errors import Problem
from core.i18n import Tr
from core.orders.importing import KEEP
from core.orders.layouts import layouts
from core.orders.records import OrderDraft
from core.orders.report import Conflict, ConflictKind, FileFacts, ImportReport, Notice
from ui.messages_base import word
from ui.messages_problems import field_word, problem_text
from ui.messages_words import CONFLICTS, SKIPS
from ui.pages.orders.importing.rows import AnswerView, ConflictView, Finding, Group, SumLine

FINDINGS_MAX = 2000
CONFLICTS_MAX = 50
_DELIMITERS = {
    ",": lambda tr: tr("commas"),
    ";": lambda tr: tr("semicolons"),
    "\t": lambda tr: tr("tabs"),
    "|": lambda tr: tr("vertical bars"),
}
ENCODINGS = {
    "utf-8": lambda tr: tr("Unicode (UTF-8)"),
    "utf-8-sig": lambda tr: tr("Unicode (UTF-8)"),
    "utf-16": lambda tr: tr("Unicode (UTF-16)"),
    "utf-16-le": lambda tr: tr("Unicode (UTF-16)"),
    "utf-16-be": lambda tr: tr("Unicode (UTF-16)"),
    "utf-32": lambda tr: tr("Unicode (UTF-32)"),
    "cp1252": lambda tr: tr("Windows, Western Europe (cp1252)"),
    "mac_roman": lambda tr: tr("older Mac (Mac Roman)"),
    "cp850": lambda tr: tr("DOS, Western Europe (cp850)"),
    "iso8859_15": lambda tr: tr("Latin 9 (ISO 8859-15)"),
    "cp1250": lambda tr: tr("Windows, Central Europe (cp1250)"),
}
CHOICES = ("cp1252", "mac_roman", "cp850", "iso8859_15", "cp1250", "utf-8", "utf-16")


_PLAIN = {
    "weight_mg": "weight",
    "length_um": "dims",
    "width_um": "dims",
    "height_um": "dims",
    "total_minor": "total",
}


def looks_like(tr: Tr, file: FileFacts) -> str:
    """What the file is: ``Looks like Shopify, 23 of 24 columns``."""
    columns = len(file.columns)
    if file.own_mapping:
        return tr.n("Your own columns: {known} of {n} column", "Your own columns: {known} of {n} columns", columns,
                    known=tr.number(file.recognised))  # fmt: skip
    if any(layout.generic and layout.id == file.source for layout in layouts()):
        return tr.n("A table of orders, {known} of {n} column known", "A table of orders, {known} of {n} columns known",
                    columns, known=tr.number(file.recognised))  # fmt: skip
    return tr.n(
        "Looks like {shop}, {known} of {n} column", "Looks like {shop}, {known} of {n} columns", columns,
        shop=file.layout, known=tr.number(file.recognised),
    )  # fmt: skip


def read_as(tr: Tr, file: FileFacts) -> str:
    """How the file is written: letters and what stands between the columns."""
    return tr(
        "{letters}, columns set off by {delimiter}",
        letters=word(tr, ENCODINGS, file.encoding), delimiter=word(tr, _DELIMITERS, file.delimiter),
    )  # fmt: skip


def notice_words(tr: Tr, notice: Notice) -> str:
    """Why there is nothing to import at all."""
    match notice:
        case Notice.FILE_EMPTY:
            return tr("The file is empty; nothing to import.")
        case Notice.NO_ROWS:
            return tr("The file has a heading and no rows; nothing to import.")
        case Notice.NONE:
            return ""


def sums(tr: Tr, report: ImportReport) -> tuple[SumLine, ...]:
    """Every row of the file in exactly one line; the last line is their sum."""
    return (
        SumLine(tr("In new, updated and unchanged orders"), report.rows_in_orders),
        SumLine(tr("Merged: they repeat an earlier row"), len(report.duplicates)),
        SumLine(tr("Skipped: they need no label"), sum(len(one.rows) for one in report.skipped)),
        SumLine(tr("Refused: they cannot be read"), len(report.refused)),
        SumLine(tr("In conflict: your choice is needed"), sum(len(one.rows) for one in report.conflicts)),
        SumLine(tr("Footers and empty records"), len(report.ignored)),
        SumLine(tr("Rows of the file"), report.rows, is_total=True),
    )


def counts(report: ImportReport) -> dict[Group, int]:
    """How long each list is."""
    return {
        Group.CONFLICTS: len(report.conflicts),
        Group.REFUSED: len(report.refused),
        Group.HELD: len(report.held),
        Group.WARNINGS: len(report.warnings),
        Group.SKIPPED: len(report.skipped),
        Group.MERGED: len(report.duplicates),
    }


def first_group(report: ImportReport) -> Group | None:
    """The list that matters most, None when all are empty."""
    return next((group for group, count in counts(report).items() if count), None)


def group_words(tr: Tr, group: Group, n: int) -> str:
    """A list by its name and length: ``2 refused``."""
    match group:
        case Group.CONFLICTS:
            return tr.n("{n} conflict", "{n} conflicts", n)
        case Group.REFUSED:
            return tr.n("{n} refused", "{n} refused", n)
        case Group.HELD:
            return tr.n("{n} held", "{n} held", n)
        case Group.WARNINGS:
            return tr.n("{n} to check", "{n} to check", n)
        case Group.SKIPPED:
            return tr.n("{n} skipped", "{n} skipped", n)
        case Group.MERGED:
            return tr.n("{n} merged", "{n} merged", n)


def findings(tr: Tr, report: ImportReport, group: Group) -> tuple[Finding, ...]:
    """The lines of a list, at most FINDINGS_MAX; conflicts have cards instead."""
    match group:
        case Group.CONFLICTS:
            return ()
        case Group.REFUSED:
            return tuple(
                Finding(tr.number(r.row), r.number, _reasons(tr, r.problems)) for r in report.refused[:FINDINGS_MAX]
            )
        case Group.HELD:
            return tuple(
                Finding(rows_text(h.rows), h.number, _reasons(tr, h.problems)) for h in report.held[:FINDINGS_MAX]
            )
        case Group.WARNINGS:
            return tuple(
                Finding(tr.number(w.row), w.number, problem_text(tr, w.problem)) for w in report.warnings[:FINDINGS_MAX]
            )
        case Group.SKIPPED:
            return tuple(
                Finding(rows_text(s.rows), s.number, _capital(word(tr, SKIPS, s.reason.value)))
                for s in report.skipped[:FINDINGS_MAX]
            )
        case Group.MERGED:
            return tuple(
                Finding(tr.number(d.row), d.number, tr("Repeats row {row}.", row=d.first_row))
                for d in report.duplicates[:FINDINGS_MAX]
            )


def conflict_views(tr: Tr, conflicts: Sequence[Conflict], answers: Mapping[str, int]) -> tuple[ConflictView, ...]:
    """The conflicts with what can be answered, and what was; at most CONFLICTS_MAX."""
    return tuple(_conflict(tr, conflict, answers) for conflict in conflicts[:CONFLICTS_MAX])


def _conflict(tr: Tr, conflict: Conflict, answers: Mapping[str, int]) -> ConflictView:
    # An order kept without a total has no currency of its own, so that alone is no difference to a person.
    names = [name for name in conflict.fields if name != "currency" or "total_minor" in conflict.fields]
    fields = ", ".join(_field(tr, name) for name in names)
    offers = [
        AnswerView(
            draft.rows[0],
            tr("Take row {row}", row=tr.number(draft.rows[0]))
            if conflict.kind is ConflictKind.WITHIN_FILE
            else tr("Take the file's data"),
            _draft(draft),
        )
        for draft in conflict.choices
        if draft.rows
    ]
    if conflict.kind is ConflictKind.WITHIN_FILE:
        offers.append(AnswerView(None, tr("Leave it out"), tr("It can be imported later.")))
    else:
        offers.append(
            AnswerView(KEEP, tr("Keep ours"), tr("The file's data is treated as seen, and you are not asked again."))
        )
        offers.append(AnswerView(None, tr("Decide later"), tr("The next import asks again.")))
    return ConflictView(
        conflict.number,
        _capital(word(tr, CONFLICTS, conflict.kind.value)),
        tr("Differs in: {fields}", fields=fields) if fields else "",
        tuple(offers),
        answers.get(conflict.number),
    )


def _field(tr: Tr, name: str) -> str:
    """A field of an order in words; fields that are kept in minor units go by their plain name."""
    plain = {
        "weight_mg": "weight",
        "length_um": "dims",
        "width_um": "dims",
        "height_um": "dims",
        "total_minor": "total",
    }
    if name == "items":
        return tr("items")
    return field_word(tr, plain.get(name, name))


def _draft(draft: OrderDraft) -> str:
    """Enough of a version to know it by."""
    to = draft.ship_to
    return ", ".join(part for part in (to.name or to.company, to.line1, to.city_line(), draft.service) if part)


def _reasons(tr: Tr, problems: Iterable[Problem]) -> str:
    return " ".join(dict.fromkeys(problem_text(tr, problem) for problem in problems))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def rows_text(rows: Iterable[int]) -> str:
    """Row numbers, runs joined: ``4–6, 9``."""
    runs: list[list[int]] = []
    for row in sorted(rows):
        if runs and row == runs[-1][1] + 1:
            runs[-1][1] = row
        else:
            runs.append([row, row])
    return ", ".join(str(first) if first == last else f"{first}–{last}" for first, last in runs)
