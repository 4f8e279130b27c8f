"""Settings > People on the window."""

from collections.abc import Callable

from PySide6.QtWidgets import QGridLayout, QWidget

from core.people.records import LimitKind, Role
from ui.icon_names import Ico
from ui.messages import explain
from ui.messages_base import word
from ui.messages_people_words import LIMIT_KINDS
from ui.pages.redrawing import while_alive
from ui.pages.settings.people.dialogs import AddDialog, LimitDialog, PinDialog
from ui.pages.settings.people.presenter import LOCK_MINUTES, PeoplePresenter
from ui.pages.settings.people.rows import PersonRow
from ui.theme import TextStyle
from ui.views import Tone
from ui.widgets.buttons import Button, Kind, Size
from ui.widgets.card import Card
from ui.widgets.choices import Choice, Segmented
from ui.widgets.data_table import DataTable, TableCard
from ui.widgets.kit import Kit
from ui.widgets.layouts import FlowLayout, column, holder
from ui.widgets.sections import Section
from ui.widgets.states import EmptyState, StateStack
from ui.widgets.tables import Column, TableModel
from ui.widgets.text import Label


class PeopleSection(Section):
    """Who works here, what can be done with the one pointed at, the limits, and the lock."""

    def __init__(self, kit: Kit, presenter: PeoplePresenter) -> None:
        tr = kit.tr
        note = tr("Until somebody has a PIN the station works open. Afterwards money settings ask for one.")
        super().__init__(kit, tr("People"), note)
        self._presenter = presenter
        self.add_person = Button(kit, tr("Add an operator"), Kind.PRIMARY, icon=Ico.PLUS)
        self.add_person.clicked.connect(self._add)
        self.add_action(self.add_person)
        self._model = TableModel(self._columns())
        self._table: DataTable[PersonRow] = DataTable(kit, self._model, tr("People"))
        self._table.moved.connect(self._moved)
        self._states = StateStack(kit, self._table, inset=16)
        self.add(TableCard(kit, self._states), 1)
        self.buttons = self._make_buttons()
        line = FlowLayout(kit.px(8))
        for button in self.buttons.values():
            line.addWidget(button)
        self.add(holder(line))
        self._limits = Card(kit, tr("Limits"), tr("Each for one station and one day, except the first."))
        self._grid_of = column(kit)
        self._limits.add(holder(self._grid_of))
        self._limit_lines: QWidget | None = None
        self.add(self._limits)
        self.add(self._lock_card())
        presenter.attach(while_alive(self, self.refresh))
        self.refresh()

    def _columns(self) -> list[Column[PersonRow]]:
        tr = self.kit.tr
        me = tr("signed in here")
        return [
            Column[PersonRow](
                "name", tr("Name"), lambda r: r.name, 220, strong=True, second=lambda r: me if r.is_me else ""
            ),
            Column[PersonRow]("role", tr("Role"), lambda r: r.role, 160),
            Column[PersonRow]("state", tr("State"), lambda r: r.state.text, 160, chip=lambda r: r.state),
            Column[PersonRow]("rest", "", lambda _r: ""),
        ]

    def _make_buttons(self) -> dict[str, Button]:
        tr, presenter = self.kit.tr, self._presenter
        plan: tuple[tuple[str, str, Ico, Callable[[], None]], ...] = (
            ("pin", tr("Change PIN"), Ico.LOCK, self._change_pin),
            ("role", tr("Make supervisor"), Ico.USERS, presenter.switch_role),
            ("state", tr("Make inactive"), Ico.ARCHIVE, presenter.switch_state),
        )
        made = {}
        for key, words, icon, act in plan:
            made[key] = Button(self.kit, words, icon=icon)
            made[key].clicked.connect(lambda _checked=False, do=act: do())
        return made

    def _lock_card(self) -> Card:
        tr = self.kit.tr
        words = {"0": tr("Never")}
        choices = [Choice(key, words.get(key) or tr("{n} min", n=int(key))) for key in LOCK_MINUTES]
        card = Card(self.kit, tr("Lock this window when nobody works"))
        self.auto_lock = Segmented(self.kit, tr("Lock after"), choices, self._presenter.facts.auto_lock)
        self.auto_lock.chosen.connect(self._presenter.set_auto_lock)
        card.add_action(self.auto_lock)
        return card

    def entered(self) -> None:
        """Read people and limits."""
        if not self._presenter.is_loaded:
            self._states.show_loading()
        self._presenter.load()

    def refresh(self) -> None:
        """Show what the presenter has."""
        tr, presenter = self.kit.tr, self._presenter
        if presenter.error is not None:
            self._states.show_error(explain(tr, presenter.error), presenter.load)
        elif presenter.is_loaded and not presenter.facts.operators:
            text = tr("Add the first operator, a supervisor, to have PINs, limits and a lock.")
            self._states.show_empty(EmptyState(self.kit, Ico.USERS, tr("Nobody has a PIN yet"), text))
        elif presenter.is_loaded:
            self._show_rows()
        self._show_buttons()
        self._show_limits()
        self.auto_lock.choose(presenter.facts.auto_lock)

    def _show_rows(self) -> None:
        rows = self._presenter.rows()
        self._model.set_rows(rows)
        self._states.show_content()
        number = next((n for n, one in enumerate(rows) if one.name == self._presenter.chosen), -1)
        if number >= 0 and self._table.currentIndex().row() != number:
            self._table.go_to(number)

    def _show_buttons(self) -> None:
        tr, person = self.kit.tr, self._presenter.person()
        for button in self.buttons.values():
            button.forbid(None if person else tr("Choose a person first."))
        if person is None:
            return
        is_supervisor = person.role is Role.SUPERVISOR
        self.buttons["role"].set_text(tr("Make packer") if is_supervisor else tr("Make supervisor"))
        self.buttons["state"].set_text(tr("Make inactive") if person.is_active else tr("Make active"))
        if not person.is_active:
            for key in ("pin", "role"):
                self.buttons[key].forbid(tr("Make {name} active first.", name=person.name))

    def _show_limits(self) -> None:
        tr, kit, facts = self.kit.tr, self.kit, self._presenter.facts
        if self._limit_lines is not None:
            self._grid_of.removeWidget(self._limit_lines)
            self._limit_lines.hide()
            self._limit_lines.deleteLater()
        grid = QGridLayout()
        grid.setHorizontalSpacing(kit.px(16))
        grid.setColumnStretch(0, 1)
        for currency in facts.currencies:
            for kind in LimitKind:
                number, limit = grid.rowCount(), facts.limit(kind, currency)
                words = word(tr, LIMIT_KINDS, kind.value)
                name = tr("{limit} ({currency})", limit=words, currency=currency)
                shown = tr.money(limit) if limit else tr("no limit")
                change = Button(kit, tr("Change"), size=Size.SMALL, name=tr("Change: {what}", what=name))
                change.clicked.connect(lambda _checked=False, k=kind, c=currency: self._change_limit(k, c))
                grid.addWidget(Label(kit, name, wrap=True), number, 0)
                grid.addWidget(Label(kit, shown, TextStyle.STRONG, None if limit else Tone.NEUTRAL), number, 1)
                grid.addWidget(change, number, 2)
        self._limit_lines = holder(grid)
        self._grid_of.addWidget(self._limit_lines)

    def _moved(self, number: int) -> None:
        found = self._model.row(number)
        if found is not None:
            self._presenter.choose(found.name)

    def _add(self) -> None:
        if self._presenter.facts.operators:
            AddDialog(self.kit, self, self._presenter).show_over()
        else:
            self._presenter.add_first()

    def _change_pin(self) -> None:
        person = self._presenter.person()
        if person is not None:
            PinDialog(self.kit, self, self._presenter, person.name).show_over()

    def _change_limit(self, kind: LimitKind, currency: str) -> None:
        LimitDialog(self.kit, self, self._presenter, kind, currency).show_over()
