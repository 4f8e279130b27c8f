"""Backups on the window."""

from PySide6.QtCore import QTimer

from ui.icon_names import Ico
from ui.messages import explain
from ui.pages.redrawing import while_alive
from ui.pages.settings.safety.backups.presenter import BackupsPresenter
from ui.pages.settings.safety.backups.rows import BackupRow, Where
from ui.theme import TextStyle
from ui.views import Tone
from ui.widgets.buttons import Button, Kind, Size
from ui.widgets.card import Card, Notice
from ui.widgets.choices import Choice, Segmented
from ui.widgets.data_table import DataTable
from ui.widgets.files import ask_folder
from ui.widgets.kit import Kit
from ui.widgets.layouts import FlowLayout, holder
from ui.widgets.states import EmptyState, StateStack, copy_text
from ui.widgets.tables import Align, Column, TableModel
from ui.widgets.text import Label

_ICONS = {Tone.OK: Ico.CIRCLE_CHECK, Tone.WARN: Ico.TRIANGLE_ALERT, Tone.ERROR: Ico.CIRCLE_ALERT}
_COPIED_MS = 2000
_LEAST_PX = 40 + 5 * 48


class BackupsCard(Card):
    """The list, the acts, the second place, and how one is restored.

    Attributes:
        make: Makes one now.
        check: Reads the chosen one in full.
        choose_place: Asks for the second place.
        no_place: Keeps no second copy any more.
        copy: Puts the command of a restore on the clipboard.
    """

    def __init__(self, kit: Kit, presenter: BackupsPresenter) -> None:
        tr = kit.tr
        super().__init__(kit, tr("Backups"), tr("At the start of each day, every 15 minutes of use, before an update."))
        self._presenter = presenter
        self.make = Button(kit, tr("Make a backup now"), Kind.PRIMARY, icon=Ico.ARCHIVE)
        self.make.clicked.connect(presenter.make)
        self.add_action(self.make)
        self._next = Label(kit, "", TextStyle.SMALL, Tone.NEUTRAL, wrap=True)
        self.add(self._next)
        self.said = Notice(kit, Tone.OK, Ico.CIRCLE_CHECK, "")
        self.add(self.said)
        self.where = self._where_box()
        self.check = Button(kit, tr("Check this backup"), icon=Ico.SHIELD_CHECK)
        self.check.clicked.connect(presenter.check)
        acts = FlowLayout(kit.px(8))
        for widget in (self.where, self.check):
            acts.addWidget(widget)
        self.add(holder(acts))
        self._model: TableModel[BackupRow] = TableModel(self._columns())
        self._table: DataTable[BackupRow] = DataTable(kit, self._model, tr("Backups"))
        self._table.setMinimumHeight(kit.px(_LEAST_PX))
        self._table.moved.connect(self._moved)
        self._states = StateStack(kit, self._table)
        self._states.show_loading()
        self.add(self._states)
        self._add_restore()
        self._add_place()
        presenter.attach(while_alive(self, self.refresh))
        self.refresh()

    def _where_box(self) -> Segmented:
        tr, presenter = self._kit.tr, self._presenter
        choices = (Choice(Where.HERE.value, tr("This station")), Choice(Where.SECOND.value, tr("Second place")))
        box = Segmented(self._kit, tr("Where the backups lie"), choices, presenter.where.value)
        box.chosen.connect(lambda key: presenter.choose_where(Where(key)))
        return box

    def _columns(self) -> list[Column[BackupRow]]:
        tr, presenter = self._kit.tr, self._presenter
        return [
            Column[BackupRow]("made", tr("Made"), lambda r: tr.datetime(r.made_at, presenter.zone), 220, strong=True),
            Column[BackupRow]("why", tr("Why"), lambda r: r.why),
            Column[BackupRow]("entries", tr("Entries"), lambda r: tr.number(r.entries), 100, Align.RIGHT),
            Column[BackupRow]("files", tr("Files"), lambda r: tr.number(r.files), 100, Align.RIGHT),
            Column[BackupRow]("state", tr("State"), lambda r: r.state.text, 150, chip=lambda r: r.state),
        ]

    def _add_restore(self) -> None:
        kit, tr = self._kit, self._kit.tr
        self.add(Label(kit, tr("Restore"), TextStyle.STRONG))
        words = tr(
            "The books cannot be exchanged while they are open. Close every window of this station, then run this "
            "command; the present books are set aside, and nothing is bought until the restored ones were compared "
            "with the provider."
        )
        self.add(Label(kit, words, wrap=True))
        self.command = Label(kit, "", TextStyle.STRONG, selectable=True)
        self.copy = Button(kit, tr("Copy the command"), icon=Ico.COPY, size=Size.SMALL)
        self.copy.clicked.connect(self._copy)
        line = FlowLayout(kit.px(12))
        line.addWidget(self.command)
        line.addWidget(self.copy)
        self.add(holder(line))

    def _add_place(self) -> None:
        kit, tr = self._kit, self._kit.tr
        self.add(Label(kit, tr("Second place"), TextStyle.STRONG))
        self._place = Label(kit, "", wrap=True)
        self.add(self._place)
        self.choose_place = Button(kit, tr("Choose a folder…"), icon=Ico.FOLDER_OPEN)
        self.choose_place.clicked.connect(self._ask_folder)
        self.no_place = Button(kit, tr("Keep no second copy"), Kind.GHOST)
        self.no_place.clicked.connect(lambda: self._presenter.keep_at(None))
        line = FlowLayout(kit.px(8))
        line.addWidget(self.choose_place)
        line.addWidget(self.no_place)
        self.add(holder(line))

    def refresh(self) -> None:
        """Show what the presenter has."""
        tr, presenter = self._kit.tr, self._presenter
        found = presenter.found
        self.said.setVisible(presenter.said is not None)
        if presenter.said is not None:
            tone, text = presenter.said
            self.said.say(tone, _ICONS[tone], text)
        busy = tr("A backup is being made or checked.") if presenter.is_busy else None
        command = presenter.restore_words()
        self.make.forbid(busy)
        self.check.forbid(busy or (None if command else tr("Choose a backup first.")))
        self.command.setText(command or "–")
        self.copy.forbid(None if command else tr("Choose a backup first."))
        self.choose_place.forbid(busy)
        has_place = found is not None and bool(found.place)
        self.no_place.setVisible(has_place)
        self.where.setVisible(has_place)
        self.where.choose(presenter.where.value)
        self._next.setText(presenter.next_words())
        self._place.setText(presenter.place_words())
        if presenter.error is not None:
            self._states.show_error(explain(tr, presenter.error), presenter.load)
        elif found is not None:
            self._show_rows(is_there=found.is_there)

    def _show_rows(self, *, is_there: bool) -> None:
        tr, rows = self._kit.tr, self._presenter.rows()
        if rows:
            self._model.set_rows(rows)
            self._states.show_content()
            number = next((n for n, one in enumerate(rows) if one.id == self._presenter.chosen), -1)
            if number >= 0 and self._table.currentIndex().row() != number:
                self._table.go_to(number)
            return
        title = tr("There is no backup yet.")
        text = tr("One is made at the start of each day.")
        if not is_there and self._presenter.where is Where.SECOND:
            title, text = tr("The second place is not there"), tr("Plug in its disk, or choose another folder.")
        self._states.show_empty(EmptyState(self._kit, Ico.ARCHIVE, title, text))

    def _moved(self, number: int) -> None:
        found = self._model.row(number)
        if found is not None:
            self._presenter.choose(found.id)

    def _copy(self) -> None:
        tr = self._kit.tr
        copy_text(self._presenter.restore_words())
        self.copy.set_text(tr("Copied"))
        QTimer.singleShot(_COPIED_MS, self.copy, lambda: self.copy.set_text(tr("Copy the command")))

    def _ask_folder(self) -> None:
        ask_folder(self._kit, self, self._kit.tr("Second place of backups"), self._presenter.keep_at)
