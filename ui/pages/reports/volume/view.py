"""Volumes on the window."""

from PySide6.QtWidgets import QComboBox

from core.billing.volume import Volume
from ui.carrier_words import carrier_of
from ui.icon_names import Ico
from ui.messages import explain
from ui.messages_base import capital, word
from ui.messages_billing import STREAMS
from ui.pages.redrawing import while_alive
from ui.pages.reports.volume.presenter import VolumePresenter
from ui.pages.reports.volume.rows import ALL, Found
from ui.widgets.buttons import Button
from ui.widgets.data_table import DataTable, TableCard
from ui.widgets.files import ask_save
from ui.widgets.kit import Kit
from ui.widgets.layouts import FlowLayout, holder
from ui.widgets.sections import Section
from ui.widgets.states import EmptyState, StateStack
from ui.widgets.tables import Align, Column, TableModel


class VolumeSection(Section):
    """A carrier, and its months.

    Attributes:
        carriers: All of them, or one.
        save: Writes what is shown.
    """

    def __init__(self, kit: Kit, presenter: VolumePresenter) -> None:
        tr = kit.tr
        note = tr("Pieces and what each carrier earned before tax, from labels and from purchases elsewhere.")
        super().__init__(kit, tr("Volumes"), note)
        self._presenter = presenter
        self._codes: tuple[str, ...] = ()
        self.save = Button(kit, tr("Save as CSV…"), icon=Ico.DOWNLOAD)
        self.save.clicked.connect(self._ask_file)
        self.add_action(self.save)
        self.carriers = QComboBox()
        self.carriers.setAccessibleName(tr("Carrier"))
        self.carriers.activated.connect(lambda number: presenter.choose(str(self.carriers.itemData(number))))
        tools = FlowLayout(kit.px(12))
        tools.addWidget(self.carriers)
        self.add(holder(tools))
        self._model: TableModel[Volume] = TableModel(self._columns())
        self._table: DataTable[Volume] = DataTable(kit, self._model, tr("Volumes"))
        self._states = StateStack(kit, self._table, inset=16)
        self._states.show_loading()
        self.add(TableCard(kit, self._states), 1)
        presenter.attach(while_alive(self, self.refresh))
        self.refresh()

    def _columns(self) -> list[Column[Volume]]:
        tr = self.kit.tr
        return [
            Column[Volume]("month", tr("Month"), lambda v: v.month, 120),
            Column[Volume]("carrier", tr("Carrier"), lambda v: self._name(v.carrier), strong=True),
            Column[Volume]("stream", tr("Kind"), lambda v: capital(word(tr, STREAMS, v.stream.value)), 220),
            Column[Volume]("pieces", tr("Pieces"), lambda v: tr.number(v.pieces), 120, Align.RIGHT),
            Column[Volume]("revenue", tr("Revenue"), lambda v: tr.money(v.revenue), 170, Align.RIGHT, strong=True),
        ]

    def _name(self, carrier: str) -> str:
        return carrier_of(self._presenter.app.services.catalogue, carrier, self.kit.tr.lang)

    def entered(self) -> None:
        """Read them."""
        self._presenter.load()

    def refresh(self) -> None:
        """Show what the presenter has."""
        presenter, tr = self._presenter, self.kit.tr
        found = presenter.found
        self.save.setEnabled(found is not None and bool(found.volumes) and not presenter.is_writing)
        if presenter.error is not None:
            self._states.show_error(explain(tr, presenter.error), presenter.load)
        elif found is not None:
            self._show_carriers(found)
            self._model.set_rows(found.volumes)
            if found.volumes:
                self._states.show_content()
            else:
                text = tr("Each label counts in the month of its shipping day.")
                self._states.show_empty(EmptyState(self.kit, Ico.BOXES, tr("Nothing was shipped yet"), text))

    def _show_carriers(self, found: Found) -> None:
        tr = self.kit.tr
        if not self.carriers.count() or found.carriers != self._codes:
            self._codes = found.carriers
            self.carriers.clear()
            self.carriers.addItem(tr("All carriers"), ALL)
            for code in found.carriers:
                self.carriers.addItem(self._name(code), code)
        self.carriers.setCurrentIndex(max(0, self.carriers.findData(self._presenter.carrier)))

    def _ask_file(self) -> None:
        title = self.kit.tr("Save the volumes")
        ask_save(self.kit, self, title, self._presenter.file_name(), self._presenter.save)
