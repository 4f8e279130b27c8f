"""Reports > Balances > Transactions on the window."""

from PySide6.QtWidgets import QComboBox, QWidget

from core.ledger.lines import Transaction
from core.reports.rules import Report
from ui.icon_names import Ico
from ui.messages import explain
from ui.pages.balance.columns import signed
from ui.pages.balance.opened import TransactionDialog
from ui.pages.balance.rows import LineRow
from ui.pages.redrawing import drop, empty, while_alive
from ui.pages.reports.rows import Span
from ui.pages.reports.tools import DaysEdit, wallet_box
from ui.pages.reports.transactions.columns import line_columns
from ui.pages.reports.transactions.export import ExportDialog
from ui.pages.reports.transactions.presenter import TransactionsPresenter
from ui.pages.reports.transactions.rows import sum_rows, type_words
from ui.theme import TextStyle
from ui.widgets.buttons import Button, Kind
from ui.widgets.card import Card, Stat
from ui.widgets.choices import Choice, Segmented
from ui.widgets.data_table import DataTable, TableCard
from ui.widgets.kit import Kit
from ui.widgets.layouts import Columns, FlowLayout, column, holder
from ui.widgets.sections import Section
from ui.widgets.states import EmptyState, StateStack
from ui.widgets.tables import TableModel

_ROW_PX = 52


class TransactionsSection(Section):
    """Type, days and wallet; the sums; the transactions."""

    def __init__(self, kit: Kit, presenter: TransactionsPresenter) -> None:
        tr = kit.tr
        super().__init__(kit, tr("Transactions"), tr("What moved a balance, with sums that add up to the cent."))
        self._presenter = presenter
        self._drawn: tuple[object, ...] = ()
        self.export = Button(kit, tr("Export…"), Kind.PRIMARY, icon=Ico.DOWNLOAD)
        self.export.clicked.connect(self._ask_form)
        self.add_action(self.export)
        self._tools = FlowLayout(kit.px(12))
        self.types, self.spans = self._types_box(), self._spans_box()
        self._tools.addWidget(self.types)
        self._tools.addWidget(self.spans)
        self._wallets: Segmented | None = None
        self.add(holder(self._tools))
        self.days = DaysEdit(kit, tr("Show", context="verb"), Ico.SEARCH)
        self.days.given.connect(presenter.choose_days)
        self.add(self.days)
        self._sums = column(kit)
        self._lines = column(kit)
        inside = column(kit)
        inside.addLayout(self._sums)
        inside.addLayout(self._lines, 1)
        self._states = StateStack(kit, holder(inside))
        self.add(self._states, 1)
        presenter.attach(while_alive(self, self.refresh))
        self._states.show_loading()
        self.refresh()

    def _types_box(self) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(self.kit.tr("Type of transaction"))
        for code, words in type_words(self.kit.tr):
            box.addItem(words, code)
        box.activated.connect(lambda number: self._presenter.choose_type(str(box.itemData(number))))
        return box

    def _spans_box(self) -> Segmented:
        tr = self.kit.tr
        choices = (
            Choice(Span.THIS_MONTH.value, tr("This month")),
            Choice(Span.LAST_MONTH.value, tr("Last month")),
            Choice(Span.DAYS.value, tr("Days")),
        )
        box = Segmented(self.kit, tr("Period"), choices, self._presenter.span.value)
        box.chosen.connect(lambda key: self._presenter.choose_span(Span(key)))
        return box

    def entered(self) -> None:
        """Read the period."""
        self._presenter.load()

    def refresh(self) -> None:
        """Show what the presenter has."""
        presenter = self._presenter
        self.types.setCurrentIndex(self.types.findData(presenter.type))
        self.spans.choose(presenter.span.value)
        self.days.setVisible(presenter.span is Span.DAYS)
        self.days.show_days(presenter.first, presenter.last)
        self.days.show_problem(presenter.problem)
        self._show_wallets()
        self.export.setEnabled(presenter.report is not None and not presenter.is_writing)
        if presenter.error is not None:
            self._states.show_error(explain(self.kit.tr, presenter.error), presenter.load)
        elif presenter.report is not None:
            self._show_report(presenter.report)
            self._states.show_content()

    def _show_wallets(self) -> None:
        choice = self._presenter.wallet
        if self._wallets is None and len(choice.wallets) > 1:
            self._wallets = wallet_box(self.kit, choice, self._presenter.choose_wallet)
            self._tools.add_end(self._wallets)
        if self._wallets is not None:
            self._wallets.choose(choice.chosen)

    def _show_report(self, report: Report) -> None:
        seen = _seen(report)
        if seen == self._drawn:
            return
        self._drawn = seen
        empty(self._sums)
        self._sums.addWidget(self._sums_card(report))
        while (item := self._lines.takeAt(0)) is not None:
            drop(item.widget())
        self._lines.addWidget(self._table(report), 1)

    def _sums_card(self, report: Report) -> Card:
        tr, kit = self.kit.tr, self.kit
        days = tr("{first} to {last}", first=tr.day(report.first.isoformat()), last=tr.day(report.last.isoformat()))
        title = tr("{days} ({currency})", days=days, currency=report.opening.currency)
        card = Card(kit, title, padding=16, gap=8)
        figures = Columns(kit.px(12))
        for one in sum_rows(tr, report):
            value = tr.money(one.amount, with_currency=False) if one.is_balance else signed(tr, one.amount)
            figures.addWidget(Stat(kit, one.name, value, one.note, TextStyle.HEADING))
        card.add(holder(figures))
        return card

    def _table(self, report: Report) -> QWidget:
        kit, tr = self.kit, self.kit.tr
        if not report.lines:
            text = tr("Choose other days or another type; the sums above are those of all types.")
            return TableCard(kit, EmptyState(kit, Ico.CALENDAR, tr("Nothing was booked in these days."), text))
        zone = self._presenter.app.services.desk.actor.zone
        model: TableModel[Transaction] = TableModel(
            line_columns(tr, zone, report.opening.currency), report.lines
        )  # fmt: skip
        table: DataTable[Transaction] = DataTable(kit, model, tr("Transactions"), _ROW_PX)
        model.setParent(table)
        table.opened.connect(lambda number: self._presenter.open_line(report.lines[number], self._open))
        return TableCard(kit, table)

    def _open(self, shown: LineRow) -> None:
        app = self._presenter.app
        TransactionDialog(
            self.kit, self.window(), shown, app.services.desk.actor.zone, lambda label: app.go_to("shipments", label)
        ).show_over()  # fmt: skip

    def _ask_form(self) -> None:
        ExportDialog(self.kit, self, self._presenter).show_over()


def _seen(report: Report) -> tuple[object, ...]:
    """What tells two readings apart: the journal only grows, so the ends of a list name all of it."""
    ends = (report.lines[0].number, report.lines[-1].number) if report.lines else ()
    return report.wallet, report.first, report.last, report.opening, report.sums, len(report.lines), ends
