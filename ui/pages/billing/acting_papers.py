"""What the forms of statements, the drawer and volumes do. No Qt."""

from pathlib import Path

from core.billing.rules import RECEIPT_MAX
from core.billing.service_drawer import get_paper, keep_paper, parse_lines, set_place, tie_line
from core.billing.service_statement import issue_statement, issued_statement, month_statement
from core.billing.statement import statement_csv
from core.billing.store import get_account
from core.billing.volume import volumes, volumes_csv
from core.i18n import Tr
from core.ledger.attestation import Occasion
from core.ledger.entries import head
from core.people.records import Proofs
from core.services import Services
from printers.papers.blocks import PaperSize
from printers.papers.sheet import draw
from ui.file_access import read_file, write_file
from ui.pages.billing.acting import Deed, of_billed
from ui.pages.billing.rows import Values
from ui.papers.billing_statement import billing_paper


def paper_deeds(tr: Tr) -> dict[str, Deed]:
    """The forms of papers; what is drawn is drawn in the words of `tr`."""

    def make(services: Services, values: Values, _proofs: Proofs) -> object:
        return _make_statement(tr, services, values)

    return {
        "make-statement": Deed(make, None),
        "save-issued": Deed(_save_issued, None),
        "keep-paper": Deed(_keep_paper),
        "tie": Deed(_tie, about=of_billed),
        "place": Deed(_place),
        "save-paper": Deed(_save_paper, None),
        "save-volume": Deed(_save_volume, None),
    }


def _make_statement(tr: Tr, services: Services, values: Values) -> object:
    """Write what was asked for; an issued one is kept first, so that no paper goes out that is not."""
    made = services.read(lambda q: month_statement(q, services.desk, values["account"], values["month"]))
    sheet = billing_paper(tr, services.catalogue, made, mode=services.mode, head=services.read(head))
    pdf = draw(sheet, PaperSize(values["paper"]))
    if values["issue"]:
        issue_statement(services.store, services.desk, services.files, made, pdf)
        services.attest(Occasion.STATEMENT)
    if values["pdf"]:
        write_file(Path(values["pdf"]), pdf)
    if values["csv"]:
        write_file(Path(values["csv"]), statement_csv(made).encode())
    return made


def _save_issued(services: Services, values: Values, _proofs: Proofs) -> object:
    found = services.read(lambda q: issued_statement(q, values["statement"]))
    write_file(Path(values["file"]), services.files.get(found.sha256))
    return found


def _keep_paper(services: Services, values: Values, proofs: Proofs) -> object:
    account = services.read(lambda q: get_account(q, values["account"]))
    path = Path(values["file"])
    text = read_file(Path(values["lines"]), RECEIPT_MAX).decode("utf-8-sig", "replace") if values["lines"] else ""
    data = read_file(path, RECEIPT_MAX) if values["file"] else b""
    lines = parse_lines(text, account.currency)
    return keep_paper(
        services.store, services.desk, services.files, account.id, values["month"], path.name, data, lines,
        proofs=proofs,
    )  # fmt: skip


def _tie(services: Services, values: Values, proofs: Proofs) -> object:
    return tie_line(services.store, services.desk, values["line"], values["billed"], proofs=proofs)


def _place(services: Services, values: Values, proofs: Proofs) -> object:
    return set_place(services.store, services.desk, values["account"], values["place"], proofs=proofs)


def _save_paper(services: Services, values: Values, _proofs: Proofs) -> object:
    found = services.read(lambda q: get_paper(q, values["paper"]))
    write_file(Path(values["file"]), services.files.get(found.sha256))
    return found


def _save_volume(services: Services, values: Values, _proofs: Proofs) -> object:
    write_file(Path(values["file"]), volumes_csv(services.read(volumes)).encode())
    return None
