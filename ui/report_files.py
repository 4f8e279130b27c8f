"""Reports as bytes for a file, and statements issued: the window and the commands make the same. No Qt here."""

from datetime import date
from enum import Enum
from typing import TYPE_CHECKING, assert_never

if TYPE_CHECKING:
    from core.accounts.records import Wallet
    from core.i18n import Tr
    from core.reports.store import Statement
    from core.services import Services


class FileForm(Enum):
    """What a report can be written as."""

    CSV = "csv"
    PDF = "pdf"
    JSON = "json"
    BEANCOUNT = "beancount"


def report_bytes(
    services: "Services", tr: "Tr", wallet: "Wallet", first: date, last: date, form: FileForm, paper: str
) -> bytes:
    """CSV and PDF of one wallet and period, JSON and Beancount of the whole journal; `paper` is ``letter`` or ``a4``.

    Raises:
        BadPeriod: It ends before it begins.
    """
    from core.reports.service import report

    match form:
        case FileForm.JSON:
            from core.reports.journal_json import journal_json

            return services.read(journal_json).encode("utf-8")
        case FileForm.BEANCOUNT:
            from core.reports.beancount import beancount_text

            return services.read(beancount_text).encode("utf-8")
        case FileForm.CSV:
            from core.reports.transactions import transactions_csv

            found = services.read(lambda q: report(q, wallet, first, last))
            return transactions_csv(found.lines).encode("utf-8")
        case FileForm.PDF:
            from core.reports.standing import standing
            from printers.papers.blocks import PaperSize
            from printers.papers.sheet import draw
            from ui.papers.statement import statement_paper

            with services.store.read() as q:
                found, stands = report(q, wallet, first, last), standing(q, wallet)
            made = statement_paper(
                tr, services.catalogue, wallet, found, stands, mode=services.mode, zone=services.desk.actor.zone,
                issued=False,
            )  # fmt: skip
            return draw(made, PaperSize(paper))
        case _:
            assert_never(form)


def issue_statement(
    services: "Services", tr: "Tr", wallet: "Wallet", first: date, last: date, paper: str
) -> "tuple[Statement, bytes]":
    """Issue the statement of whole days that are over; gives what was kept, and its PDF.

    Raises:
        BadPeriod, DayNotOver, StatementOverlaps, ClosingDiffers: None may be made of these days.
    """
    from core.ledger.attestation import Occasion
    from core.reports.service import keep_statement, statement_report
    from core.reports.standing import standing
    from printers.papers.blocks import PaperSize
    from printers.papers.sheet import draw
    from ui.papers.statement import statement_paper

    with services.store.read() as q:
        found, stands = statement_report(q, services.desk, wallet, first, last), standing(q, wallet)
    made = statement_paper(
        tr, services.catalogue, wallet, found, stands, mode=services.mode, zone=services.desk.actor.zone, issued=True
    )
    pdf = draw(made, PaperSize(paper))
    kept = keep_statement(services.store, services.desk, services.files, wallet, found, pdf)
    services.attest(Occasion.STATEMENT)
    return kept, pdf
