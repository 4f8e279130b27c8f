"""Statements on the window."""

from core.clock import from_utc_text
from core.reports.store import Statement
from ui.icon_names import Ico
from ui.messages import explain
from ui.pages.redrawing import while_alive
from ui.pages.reports.statements.presenter import StatementsPresenter
from ui.pages.reports.tools import DaysEdit, paper_box, wallet_box
from ui.theme import TextStyle
from ui.views import Tone
from ui.widgets.buttons import Button, Kind
from ui.widgets.card import Card, Notice
from ui.widgets.choices import Segmented
from ui.widgets.data_table import DataTable, TableCard
from ui.widgets.files import ask_save
from ui.widgets.kit import Kit
from ui.widgets.sections import Section
from ui.widgets.states import EmptyState, StateStack
from ui.widgets.tables import Align, Column, TableModel
from ui.widgets.text import Label


class StatementsSection(Section):
    """The next statement, and those that were issued.

    Attributes:
        days: The days of the next one, and the button that issues it.
        save: Writes the paper of the chosen one.
    """

    def __init__(self, kit: Kit, presenter: StatementsPresenter) -> None:
        tr = kit.tr
        note = tr("Issued once for whole days that are over, and kept as issued: each opens with what the last closed.")
        super().__init__(kit, tr("Statements"), note)
        self._presenter = presenter
        self._wallets: Segmented | None = None
        self.save = Button(kit, tr("Save the PDF…"), icon=Ico.FILE_DOWN)
        self.save.clicked.connect(self._ask_file)
        self.add_action(self.save)
        self.paper = paper_box(kit, presenter.paper)
        self.paper.chosen.connect(presenter.choose_paper)
        self.days = DaysEdit(kit, tr("Issue the statement"), Ico.SCROLL_TEXT, self.paper)
        self.days.go.set_kind(Kind.PRIMARY)
        self.days.given.connect(presenter.issue)
        self._hint = Label(kit, "", TextStyle.SMALL, Tone.NEUTRAL, wrap=True)
        self.refusal = Notice(kit, Tone.ERROR, Ico.CIRCLE_ALERT, "")
        self._card = Card(kit, tr("The next statement"))
        for widget in (self.days, self._hint, self.refusal):
            self._card.add(widget)
        self.add(self._card)
        self._model: TableModel[Statement] = TableModel(self._columns())
        self._table: DataTable[Statement] = DataTable(kit, self._model, tr("Statements"))
        self._table.moved.connect(self._moved)
        self._table.opened.connect(lambda _number: self._ask_file())
        self._states = StateStack(kit, self._table, inset=16)
        self._states.show_loading()
        self.add(TableCard(kit, self._states), 1)
        presenter.attach(while_alive(self, self.refresh))
        self.refresh()

    def _columns(self) -> list[Column[Statement]]:
        tr, zone = self.kit.tr, self._presenter.app.services.desk.actor.zone
        return [
            Column[Statement](
                "days", tr("Days"),
                lambda s: tr("{first} to {last}", first=tr.day(s.first.isoformat()), last=tr.day(s.last.isoformat())),
                strong=True,
            ),
            Column[Statement]("opening", tr("Opening balance"), lambda s: tr.money(s.opening), 160, Align.RIGHT),
            Column[Statement]("closing", tr("Closing balance"), lambda s: tr.money(s.closing), 160, Align.RIGHT),
            Column[Statement](
                "made", tr("Issued", context="statement"), lambda s: tr.datetime(from_utc_text(s.at), zone), 210,
                second=lambda s: tr("entry {number}", number=tr.number(s.journal)),
            ),
        ]  # fmt: skip

    def entered(self) -> None:
        """Read the statements."""
        self._presenter.load()

    def refresh(self) -> None:
        """Show what the presenter has."""
        presenter, tr = self._presenter, self.kit.tr
        self.days.show_days(presenter.first, presenter.last)
        self.days.show_problem(presenter.problem)
        self.days.go.forbid(tr("A statement is being issued.") if presenter.is_busy else None)
        self.paper.choose(presenter.paper)
        self._hint.setText(presenter.hint())
        self._show_refusal()
        self._show_wallets()
        self.save.forbid(None if presenter.one() else tr("Choose a statement first."))
        if presenter.error is not None:
            self._states.show_error(explain(tr, presenter.error), presenter.load)
        elif presenter.statements is not None:
            self._show_rows(presenter.statements)

    def _show_refusal(self) -> None:
        view = self._presenter.refusal
        self.refusal.setVisible(view is not None)
        if view is not None:
            lines = (f"{view.happened} {view.todo}", view.detail)
            self.refusal.say(Tone.ERROR, Ico.CIRCLE_ALERT, "\n".join(line for line in lines if line))

    def _show_wallets(self) -> None:
        choice = self._presenter.wallet
        if self._wallets is None and len(choice.wallets) > 1:
            self._wallets = wallet_box(self.kit, choice, self._presenter.choose_wallet)
            self._card.add_action(self._wallets)
        if self._wallets is not None:
            self._wallets.choose(choice.chosen)

    def _show_rows(self, statements: tuple[Statement, ...]) -> None:
        if not statements:
            text = self.kit.tr("The first one is usually that of the last month.")
            title = self.kit.tr("No statement was issued yet.")
            self._states.show_empty(EmptyState(self.kit, Ico.SCROLL_TEXT, title, text))
            return
        self._model.set_rows(statements)
        self._states.show_content()
        number = next((n for n, one in enumerate(statements) if one.id == self._presenter.chosen), -1)
        if number >= 0 and self._table.currentIndex().row() != number:
            self._table.go_to(number)

    def _moved(self, number: int) -> None:
        found = self._model.row(number)
        if found is not None:
            self._presenter.choose(found.id)

    def _ask_file(self) -> None:
        title = self.kit.tr("Save the statement as it was issued")
        ask_save(self.kit, self, title, self._presenter.file_name(), self._presenter.save)
