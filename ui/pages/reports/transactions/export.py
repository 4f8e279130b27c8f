"""As what the report is written: CSV, PDF, JSON or Beancount; then where."""

from PySide6.QtWidgets import QWidget

from ui.icon_names import Ico
from ui.pages.reports.rows import PAPERS
from ui.pages.reports.tools import paper_box
from ui.pages.reports.transactions.presenter import TransactionsPresenter
from ui.report_files import FileForm
from ui.widgets.buttons import Button, Kind
from ui.widgets.choices import Choice, ChoiceCards
from ui.widgets.dialogs import Dialog
from ui.widgets.fields import FormRow
from ui.widgets.files import ask_save
from ui.widgets.kit import Kit


class ExportDialog(Dialog):
    """Form and paper.

    Attributes:
        forms: The four forms.
        paper: Letter or A4, for PDF.
        go: Asks for the file.
    """

    def __init__(self, kit: Kit, parent: QWidget, presenter: TransactionsPresenter) -> None:
        tr = kit.tr
        super().__init__(kit, parent, tr("Export the transactions"))
        self._presenter, self._around = presenter, parent
        choices = (
            Choice("csv", tr("CSV: a table"), tr("These days of this wallet, for a spreadsheet.")),
            Choice("pdf", tr("PDF: on paper"), tr("These days of this wallet, with the sums and the journal's seal.")),
            Choice("json", tr("JSON: the journal"), tr("Every wallet and entry, with what proves the chain.")),
            Choice("beancount", "Beancount", tr("Every wallet and entry, for another book-keeping program.")),
        )
        self.forms = ChoiceCards(kit, tr("Form"), choices, "csv")
        self.forms.chosen.connect(lambda _key: self._judge())
        self.paper = paper_box(kit, PAPERS[0])
        self._paper_row = FormRow(kit, tr("Paper"), self.paper)
        self.add(self.forms)
        self.add(self._paper_row)
        self.add_cancel()
        self.go = self.add_answer(Button(kit, tr("Choose the file…"), Kind.PRIMARY, icon=Ico.DOWNLOAD))
        self.go.clicked.connect(self._ask)
        self._judge()

    def _judge(self) -> None:
        self._paper_row.setVisible(self.forms.key() == FileForm.PDF.value)

    def _ask(self) -> None:
        form, paper, presenter = FileForm(self.forms.key()), self.paper.key(), self._presenter
        self.accept()
        ask_save(
            self.kit, self._around, self.kit.tr("Export the transactions"), presenter.file_name(form),
            lambda path: presenter.export(form, paper, path),
        )  # fmt: skip
