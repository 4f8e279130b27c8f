"""Settings > Printers on the window."""

from collections.abc import Callable

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from ui.icon_names import Ico
from ui.messages import explain
from ui.pages.redrawing import while_alive
from ui.pages.settings.format_help import FormatChooser
from ui.pages.settings.printers.dialog import PrinterDialog
from ui.pages.settings.printers.outcomes import Looks, Outcome
from ui.pages.settings.printers.presenter import PrintersPresenter
from ui.pages.settings.printers.rows import PrinterRow
from ui.views import Tone
from ui.widgets.buttons import Button, Kind, Size
from ui.widgets.card import Card, Notice
from ui.widgets.data_table import DataTable, TableCard
from ui.widgets.dialogs import Dialog
from ui.widgets.kit import Kit
from ui.widgets.layouts import FlowLayout, column, holder
from ui.widgets.sections import Section
from ui.widgets.states import EmptyState, StateStack
from ui.widgets.tables import Column, TableModel
from ui.widgets.text import Label

_ICONS = {Tone.OK: Ico.CIRCLE_CHECK, Tone.WARN: Ico.TRIANGLE_ALERT, Tone.ERROR: Ico.CIRCLE_X}


class PrintersSection(Section):
    """The table of printers, what can be done with the chosen one, and the station's default format."""

    def __init__(self, kit: Kit, presenter: PrintersPresenter) -> None:
        tr = kit.tr
        super().__init__(kit, tr("Printers"), tr("Language, paper and resolution belong to the printer."))
        self._presenter = presenter
        add = Button(kit, tr("Add a printer"), Kind.PRIMARY, icon=Ico.PLUS)
        add.clicked.connect(lambda: self._open_form(new=True))
        self.add_action(add)
        self._model = TableModel(self._columns())
        self._table: DataTable[PrinterRow] = DataTable(kit, self._model, tr("Printers"))
        self._table.moved.connect(self._moved)
        self._table.opened.connect(lambda _row: self._open_form(new=False))
        self._states = StateStack(kit, self._table, inset=16)
        self.add(TableCard(kit, self._states), 1)
        self._buttons = self._make_buttons()
        self._outcome = _OutcomePanel(kit, presenter, lambda: self._open_form(new=False))
        self.add(self._button_line())
        self.add(self._outcome)
        self._formats = FormatChooser(kit, presenter.facts.label_format, ask_outside=True)
        self._formats.chosen.connect(presenter.set_format)
        card = Card(kit, tr("Requested Label Format of this station"))
        card.add_action(self._formats.ask)
        card.add(self._formats)
        self.add(card)
        presenter.attach(while_alive(self, self.refresh))
        self.refresh()

    def _columns(self) -> list[Column[PrinterRow]]:
        tr = self.kit.tr
        own = tr("this station's printer")
        return [
            Column[PrinterRow](
                "name", tr("Printer"), lambda r: r.name, 176, strong=True, second=lambda r: own if r.is_default else ""
            ),
            Column[PrinterRow]("format", tr("Label format"), lambda r: r.format, 216, second=lambda r: r.paper),
            Column[PrinterRow]("address", tr("Address"), lambda r: r.address),
            Column[PrinterRow]("state", tr("State"), lambda r: r.state.text, 140, chip=lambda r: r.state),
            Column[PrinterRow]("note", "", lambda r: r.state_note, 148, tone=lambda _r: Tone.NEUTRAL),
        ]

    def _make_buttons(self) -> dict[str, Button]:
        tr, presenter = self.kit.tr, self._presenter
        plan = (
            ("test", tr("Test print"), Ico.PRINTER_CHECK, Kind.SECONDARY, presenter.test),
            ("ask", tr("Check its status"), Ico.HELP, Kind.SECONDARY, presenter.ask),
            ("change", tr("Change"), Ico.PENCIL, Kind.SECONDARY, lambda: self._open_form(new=False)),
            ("default", tr("Use for this station"), Ico.STAR, Kind.SECONDARY, presenter.make_default),
            ("retire", tr("Take out of use"), Ico.ARCHIVE, Kind.GHOST, self._ask_retire),
        )
        made = {}
        for key, words, icon, kind, act in plan:
            made[key] = Button(self.kit, words, kind, icon=icon)
            made[key].clicked.connect(lambda _checked=False, do=act: do())
        return made

    def _button_line(self) -> QWidget:
        line = FlowLayout(self.kit.px(8))
        for button in self._buttons.values():
            line.addWidget(button)
        return holder(line)

    def entered(self) -> None:
        """Read the printers."""
        if not self._presenter.is_loaded:
            self._states.show_loading()
        self._presenter.load()

    def refresh(self) -> None:
        """Show what the presenter has."""
        tr, presenter = self.kit.tr, self._presenter
        if presenter.error is not None:
            self._states.show_error(explain(tr, presenter.error), presenter.load)
        elif presenter.is_loaded and not presenter.facts.printers:
            text = tr("Labels come out of a printer on the network, or go into a folder as files.")
            self._states.show_empty(EmptyState(self.kit, Ico.PRINTER, tr("No printer yet"), text))
        elif presenter.is_loaded:
            self._show_rows()
        self._formats.choose(presenter.facts.label_format)
        self._outcome.refresh()
        self._show_buttons()

    def _show_rows(self) -> None:
        rows = self._presenter.rows(self.kit.tr)
        self._model.set_rows(rows)
        self._states.show_content()
        number = next((n for n, row_ in enumerate(rows) if row_.id == self._presenter.chosen), -1)
        if number >= 0 and self._table.currentIndex().row() != number:
            self._table.go_to(number)

    def _show_buttons(self) -> None:
        tr, presenter = self.kit.tr, self._presenter
        none = tr("Choose a printer first.") if presenter.printer() is None else None
        reason = presenter.busy or none
        for button in self._buttons.values():
            button.forbid(reason)
        if none is None and presenter.chosen == presenter.facts.default:
            self._buttons["default"].forbid(tr("It is this station's printer."))

    def _moved(self, number: int) -> None:
        found = self._model.row(number)
        if found is not None:
            self._presenter.choose(found.id)

    def _open_form(self, *, new: bool) -> None:
        printer = None if new else self._presenter.printer()
        if new or printer is not None:
            PrinterDialog(self.kit, self, self._presenter, printer).show_over()

    def _ask_retire(self) -> None:
        printer, tr = self._presenter.printer(), self.kit.tr
        if printer is None:
            return
        dialog = Dialog(self.kit, self, tr("Take {printer} out of use?", printer=printer.name))
        dialog.add(Label(self.kit, tr("It is no longer offered. Its print journal is kept."), wrap=True))
        dialog.add_cancel()
        yes = dialog.add_answer(Button(self.kit, tr("Take out of use"), Kind.DANGER))
        yes.clicked.connect(dialog.accept)
        dialog.accepted.connect(self._presenter.retire)
        dialog.show_over()


class _OutcomePanel(QWidget):
    """What came of the last test, and the question how it looked."""

    def __init__(self, kit: Kit, presenter: PrintersPresenter, mend: Callable[[], None]) -> None:
        super().__init__()
        tr = kit.tr
        self._kit, self._presenter = kit, presenter
        self._notice = Notice(kit, Tone.NEUTRAL, Ico.INFO, "")
        self._folder = Button(kit, tr("Open folder"), icon=Ico.FOLDER_OPEN, size=Size.SMALL)
        self._folder.clicked.connect(self._open_folder)
        self._mend = Button(kit, tr("Change"), icon=Ico.PENCIL, size=Size.SMALL)
        self._mend.clicked.connect(lambda _checked=False: mend())
        self._notice.add_action(self._folder)
        self._notice.add_action(self._mend)
        answers = (
            (Looks.RIGHT, tr("It looks right")),
            (Looks.LETTERS, tr("Letters instead of a picture")),
            (Looks.SIZE, tr("Too large, too small or cut")),
            (Looks.NOTHING, tr("Nothing came out")),
        )
        line = FlowLayout(kit.px(8))
        line.addWidget(Label(kit, tr("How did it look?")))
        for looks, words in answers:
            button = Button(kit, words, size=Size.SMALL)
            button.clicked.connect(lambda _checked=False, said=looks: presenter.judge(said))
            line.addWidget(button)
        self._question = holder(line)
        layout = column(kit, gap=8)
        layout.addWidget(self._notice)
        layout.addWidget(self._question)
        self.setLayout(layout)
        self.refresh()

    def refresh(self) -> None:
        """Show the outcome, or what is under way, or nothing."""
        outcome = self._presenter.outcome
        if outcome is not None and outcome.printer != self._presenter.chosen:
            outcome = None
        self._show(outcome)
        self.setVisible(bool(outcome or self._presenter.busy))

    def _show(self, outcome: Outcome | None) -> None:
        if outcome is None:
            self._notice.say(Tone.NEUTRAL, Ico.LOADER, self._presenter.busy)
        else:
            self._notice.say(outcome.tone, _ICONS.get(outcome.tone, Ico.INFO), outcome.text)
        self._folder.setVisible(outcome is not None and outcome.folder is not None)
        self._mend.setVisible(outcome is not None and outcome.mend)
        self._question.setVisible(outcome is not None and outcome.asks)

    def _open_folder(self) -> None:
        outcome = self._presenter.outcome
        if outcome is not None and outcome.folder is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(outcome.folder)))
