"""Settings > Rate cards on the window: the list, one card's prices, or the problems of a file."""

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from core.services import Services
from ui.icon_names import Ico
from ui.messages import explain
from ui.pages.redrawing import while_alive
from ui.pages.settings.rate_cards.line_dialog import LineDialog
from ui.pages.settings.rate_cards.presenter import RateCardsPresenter
from ui.pages.settings.rate_cards.rows import CardRow, LineRow, ProblemRow, card_row, line_row, problem_row
from ui.theme import TextStyle
from ui.views import Tone
from ui.widgets.buttons import Button, Kind
from ui.widgets.card import Notice
from ui.widgets.data_table import DataTable, TableCard
from ui.widgets.dialogs import Dialog
from ui.widgets.fields import FormRow, LineEdit
from ui.widgets.files import ask_open, ask_save
from ui.widgets.kit import Kit
from ui.widgets.layouts import column, holder, row
from ui.widgets.sections import Section
from ui.widgets.states import EmptyState, StateStack
from ui.widgets.tables import Align, Column, TableModel
from ui.widgets.text import ElidedLabel


class RateCardsSection(Section):
    """The operator's own prices."""

    def __init__(self, kit: Kit, presenter: RateCardsPresenter, services: Services) -> None:
        tr = kit.tr
        note = tr("Your own prices, shown as “from your rate card of” a day, never as “live”.")
        super().__init__(kit, tr("Rate cards"), note)
        self._presenter, self._services = presenter, services
        example = Button(kit, tr("Save an example"), icon=Ico.FILE_DOWN)
        example.clicked.connect(self._ask_example)
        take = Button(kit, tr("Import a rate card"), Kind.PRIMARY, icon=Ico.FILE_UP)
        take.clicked.connect(self._ask_import)
        self.add_action(example)
        self.add_action(take)
        self._pages = QStackedWidget()
        self._make_list()
        self._make_lines()
        self._make_problems()
        self.add(self._pages, 1)
        presenter.attach(while_alive(self, self.refresh))
        self.refresh()

    # The list

    def _make_list(self) -> None:
        kit, tr, presenter = self.kit, self.kit.tr, self._presenter
        self._cards = TableModel[CardRow](
            [
                Column[CardRow]("name", tr("Name"), lambda r: r.name, strong=True, struck=lambda r: r.state.struck),
                Column[CardRow]("prices", tr("Prices"), lambda r: r.prices, 88, Align.RIGHT),
                Column[CardRow]("first", tr("From", context="day"), lambda r: r.first, 128),
                Column[CardRow]("last", tr("To", context="day"), lambda r: r.last, 160),
                Column[CardRow]("imported", tr("Imported"), lambda r: r.imported, 168),
                Column[CardRow]("state", tr("State"), lambda r: r.state.text, 136, chip=lambda r: r.state),
            ]
        )
        self._card_table: DataTable[CardRow] = DataTable(kit, self._cards, tr("Rate cards"))
        self._card_table.moved.connect(self._card_moved)
        self._card_table.opened.connect(lambda _row: presenter.open())
        self._states = StateStack(kit, self._card_table, inset=16)
        self._open = Button(kit, tr("Show the prices"), icon=Ico.EYE)
        self._open.clicked.connect(presenter.open)
        self._withdraw = Button(kit, tr("Withdraw"), Kind.GHOST, icon=Ico.ARCHIVE)
        self._withdraw.clicked.connect(self._ask_withdraw)
        layout = column(kit)
        layout.addWidget(TableCard(kit, self._states), 1)
        layout.addLayout(row(kit, self._open, self._withdraw, 1))
        self._list = holder(layout)
        self._pages.addWidget(self._list)

    def _make_lines(self) -> None:
        kit, tr = self.kit, self.kit.tr
        self._lines = TableModel[LineRow](
            [
                Column[LineRow]("service", tr("Service"), lambda r: r.service, second=lambda r: r.carrier),
                Column[LineRow]("zone", tr("Zone"), lambda r: r.zone, 128),
                Column[LineRow]("up_to", tr("Weight up to"), lambda r: r.up_to, 120, Align.RIGHT),
                Column[LineRow]("price", tr("Price"), lambda r: r.price, 136, Align.RIGHT, strong=True),
                Column[LineRow]("first", tr("From", context="day"), lambda r: r.first, 136),
                Column[LineRow]("last", tr("To", context="day"), lambda r: r.last, 168),
            ]
        )
        self._line_table: DataTable[LineRow] = DataTable(kit, self._lines, tr("Prices"))
        self._line_table.opened.connect(lambda _row: self._open_line())
        self._line_table.moved.connect(lambda _row: self._show_buttons())
        self._change = Button(kit, tr("Change price or days"), icon=Ico.PENCIL)
        self._change.clicked.connect(self._open_line)
        save = Button(kit, tr("Save as CSV"), icon=Ico.FILE_DOWN)
        save.clicked.connect(self._ask_save)
        self._title = ElidedLabel(kit, "", TextStyle.HEADING)
        layout = column(kit)
        layout.addLayout(self._head(self._title))
        layout.addWidget(TableCard(kit, self._line_table), 1)
        layout.addLayout(row(kit, self._change, save, 1))
        self._card = holder(layout)
        self._pages.addWidget(self._card)

    def _make_problems(self) -> None:
        kit, tr = self.kit, self.kit.tr
        self._problems = TableModel[ProblemRow](
            [
                Column[ProblemRow]("row", tr("Row"), lambda r: r.row, 120, Align.RIGHT),
                Column[ProblemRow]("text", tr("What is wrong"), lambda r: r.text),
            ]
        )
        table: DataTable[ProblemRow] = DataTable(kit, self._problems, tr("Problems of the file"), 40)
        self._refusal = Notice(kit, Tone.ERROR, Ico.CIRCLE_X, "")
        layout = column(kit)
        layout.addLayout(self._head(ElidedLabel(kit, tr("Not imported"), TextStyle.HEADING)))
        layout.addWidget(self._refusal)
        layout.addWidget(TableCard(kit, table), 1)
        self._wrong = holder(layout)
        self._pages.addWidget(self._wrong)

    def _head(self, title: QWidget) -> QHBoxLayout:
        back = Button(self.kit, self.kit.tr("All rate cards"), Kind.GHOST, icon=Ico.ARROW_LEFT)
        back.clicked.connect(self._presenter.close)
        line = row(self.kit, back, gap=8)
        line.addWidget(title, 1)
        return line

    # Showing

    def entered(self) -> None:
        """Read the cards."""
        if not self._presenter.is_loaded:
            self._states.show_loading()
        self._presenter.load()

    def refresh(self) -> None:
        """Show what the presenter has."""
        tr, presenter = self.kit.tr, self._presenter
        if presenter.rejected:
            count = len(presenter.problems)
            text = tr.n(
                "{name} was not imported: {n} problem. Nothing was changed; correct the file and import it again.",
                "{name} was not imported: {n} problems. Nothing was changed; correct the file and import it again.",
                count,
                name=presenter.rejected,
            )
            self._refusal.say(Tone.ERROR, Ico.CIRCLE_X, text)
            self._problems.set_rows([problem_row(tr, one) for one in presenter.problems])
            self._pages.setCurrentWidget(self._wrong)
        elif presenter.opened is not None:
            self._title.setText(presenter.opened.name)
            catalogue = self._services.catalogue
            self._lines.set_rows([line_row(tr, catalogue, line) for line in presenter.lines])
            self._pages.setCurrentWidget(self._card)
        else:
            self._show_list()
            self._pages.setCurrentWidget(self._list)
        self._show_buttons()

    def _show_list(self) -> None:
        tr, presenter = self.kit.tr, self._presenter
        if presenter.error is not None:
            self._states.show_error(explain(tr, presenter.error), presenter.load)
        elif presenter.is_loaded and not presenter.cards:
            text = tr("A rate card is a CSV file with a price for each carrier, service, zone and weight step.")
            if self._services.mode.value == "practice":
                text += " " + tr("Until there is one, practice prices are used; they are invented.")
            self._states.show_empty(EmptyState(self.kit, Ico.TAGS, tr("No rate card of your own"), text))
        elif presenter.is_loaded:
            zone = self._services.desk.actor.zone
            rows = [card_row(tr, card, zone) for card in presenter.cards]
            self._cards.set_rows(rows)
            self._states.show_content()
            number = next((n for n, one in enumerate(rows) if one.id == presenter.chosen), -1)
            if number >= 0 and self._card_table.currentIndex().row() != number:
                self._card_table.go_to(number)

    def _show_buttons(self) -> None:
        tr, card = self.kit.tr, self._presenter.card()
        none = tr("Choose a rate card first.") if card is None else None
        self._open.forbid(none)
        gone = tr("It is already withdrawn.") if card is not None and card.withdrawn_at else None
        self._withdraw.forbid(none or gone)
        opened = self._presenter.opened
        closed = tr("A withdrawn card cannot be changed.") if opened is not None and opened.withdrawn_at else None
        choose = tr("Choose a price first.") if self._line_table.current_row() is None else None
        self._change.forbid(closed or choose)

    def _card_moved(self, number: int) -> None:
        found = self._cards.row(number)
        if found is not None:
            self._presenter.choose(found.id)

    # Asking

    def _ask_import(self) -> None:
        tr = self.kit.tr
        kinds = [(tr("Rate cards"), "*.csv *.txt"), (tr("All files"), "*")]
        ask_open(self.kit, self, tr("Import a rate card"), kinds, self._presenter.import_file)

    def _ask_example(self) -> None:
        tr = self.kit.tr
        ask_save(self.kit, self, tr("Save an example"), tr("rate-card-example.csv"), self._presenter.save_example)

    def _ask_save(self) -> None:
        opened = self._presenter.opened
        if opened is not None:
            name = opened.name if opened.name.lower().endswith(".csv") else f"{opened.name}.csv"
            ask_save(self.kit, self, self.kit.tr("Save as CSV"), name, self._presenter.save_card)

    def _open_line(self) -> None:
        shown = self._line_table.current_row()
        line = self._presenter.line(shown.id) if shown is not None else None
        opened = self._presenter.opened
        if shown is not None and line is not None and opened is not None and not opened.withdrawn_at:
            LineDialog(self.kit, self, self._presenter, line, shown).show_over()

    def _ask_withdraw(self) -> None:
        card, tr = self._presenter.card(), self.kit.tr
        if card is None:
            return
        note = tr("Its prices are no longer used. It can still be read.")
        dialog = Dialog(self.kit, self, tr("Withdraw {name}?", name=card.name), note)
        reason = LineEdit(self.kit)
        dialog.add(FormRow(self.kit, tr("Reason"), reason, optional=True))
        dialog.add_cancel()
        yes = dialog.add_answer(Button(self.kit, tr("Withdraw"), Kind.DANGER))
        yes.clicked.connect(dialog.accept)
        dialog.accepted.connect(lambda: self._presenter.withdraw(reason.text().strip()))
        dialog.show_over()
