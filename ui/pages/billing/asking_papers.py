"""The forms of statements, the drawer and volumes. No Qt."""

from core.i18n import Tr
from ui.pages.billing.rows import BillingFacts, FieldKind, FieldView, FormView


def paper_forms(tr: Tr, facts: BillingFacts) -> tuple[FormView, ...]:
    """All of them."""
    return (*_statement_forms(tr, facts), *_drawer_forms(tr, facts))


def _statement_forms(tr: Tr, facts: BillingFacts) -> tuple[FormView, ...]:
    month = FieldView("month", tr("Month"), value=facts.today[:7], hint=tr("YYYY-MM"))
    papers = (("letter", tr("Letter")), ("a4", "A4"))
    issued = tuple((one.id, one.month) for one in facts.issued)
    make = (
        _account(tr, facts), month,
        FieldView("paper", tr("Paper"), FieldKind.CHOICE, papers, "letter"),
        FieldView("issue", tr("Issue it: keep the PDF as it is; the month must be over"), FieldKind.TICK),
        FieldView("pdf", tr("Write the PDF to"), FieldKind.SAVE, value="statement.pdf", is_optional=True),
        FieldView("csv", tr("Write the lines as CSV to"), FieldKind.SAVE, value="statement.csv", is_optional=True),
    )  # fmt: skip
    save = (
        FieldView("statement", tr("Statement"), FieldKind.PICK, issued),
        FieldView("file", tr("Write it to"), FieldKind.SAVE, value="statement.pdf"),
    )
    volume = (FieldView("file", tr("Write it to"), FieldKind.SAVE, value="volume.csv"),)
    note = tr("Totals add up, by method and by channel.")
    return (
        FormView("make-statement", tr("Make a statement…"), note, make),
        FormView("save-issued", tr("Save an issued one…"), tr("Exactly as it was issued."), save),
        FormView("save-volume", tr("Save as CSV…"), tr("All carriers and months."), volume),
    )


def _drawer_forms(tr: Tr, facts: BillingFacts) -> tuple[FormView, ...]:
    loose = tuple(
        (line.id, f"{tr.day(line.day)} · {line.text} · {tr.money(line.amount)}")
        for paper in facts.papers
        for line in paper.lines
        if not line.order
    )
    tied = {line.order for paper in facts.papers for line in paper.lines}
    billed = tuple(
        (one.id, " · ".join(t for t in (tr.day(one.day), one.reference, tr.money(one.total)) if t))
        for one in facts.orders
        if one.state.value == "created" and one.id not in tied
    )
    papers = tuple((one.id, f"{one.month} · {one.name}") for one in facts.papers)
    keep = (
        _account(tr, facts), FieldView("month", tr("Month"), hint=tr("YYYY-MM"), value=facts.today[:7]),
        FieldView("file", tr("The carrier’s statement: PDF, PNG or JPG"), FieldKind.OPEN),
        FieldView(
            "lines", tr("Its lines as CSV"), FieldKind.OPEN, hint=tr("Day, text, amount."), is_optional=True
        ),
    )  # fmt: skip
    tie = (
        FieldView("line", tr("Line"), FieldKind.PICK, loose),
        FieldView("billed", tr("Purchase"), FieldKind.PICK, billed),
    )
    place = (
        _account(tr, facts),
        FieldView("place", tr("Where the statements live"), value=facts.places[0][1] if len(facts.places) == 1 else ""),
    )
    save = (
        FieldView("paper", tr("Statement"), FieldKind.PICK, papers),
        FieldView("file", tr("Write it to"), FieldKind.SAVE, value="statement.pdf"),
    )
    return (
        FormView("keep-paper", tr("Put in the drawer…"), tr("Lines beyond doubt are tied to purchases."), keep),
        FormView("tie", tr("Tie a line…"), tr("Say which purchase a line is of."), tie),
        FormView("place", tr("Where it lives…"), tr("Where the carrier keeps its statements for you."), place),
        FormView("save-paper", tr("Save a copy…"), tr("As it was kept."), save),
    )


def _account(tr: Tr, facts: BillingFacts) -> FieldView:
    choices = tuple((one.account.id, one.account.number) for one in facts.accounts)
    return FieldView("account", tr("Account"), FieldKind.PICK, choices, choices[0][0] if choices else "")
