"""The stations on the window."""

from ui.icon_names import Ico
from ui.messages import explain
from ui.pages.redrawing import while_alive
from ui.pages.settings.safety.stations.presenter import StationsPresenter
from ui.pages.settings.safety.stations.rows import StationRow
from ui.views import Tone
from ui.widgets.card import Card, Notice
from ui.widgets.data_table import DataTable
from ui.widgets.kit import Kit
from ui.widgets.states import StateStack
from ui.widgets.tables import Column, TableModel


class StationsCard(Card):
    """Each station with its version."""

    def __init__(self, kit: Kit, presenter: StationsPresenter) -> None:
        tr = kit.tr
        super().__init__(kit, tr("Stations"))
        self._presenter = presenter
        self.advice = Notice(kit, Tone.NEUTRAL, Ico.INFO, "")
        self.add(self.advice)
        columns = [
            Column[StationRow]("name", tr("Station"), lambda r: r.name, strong=True, second=lambda r: r.operator),
            Column[StationRow]("version", tr("Version"), lambda r: r.version, 110),
            Column[StationRow]("seen", tr("Last seen"), lambda r: tr.datetime(r.last_at, presenter.zone), 220),
            Column[StationRow]("state", tr("State"), lambda r: r.state.text, 170, chip=lambda r: r.state),
        ]
        self._model: TableModel[StationRow] = TableModel(columns)
        table: DataTable[StationRow] = DataTable(kit, self._model, tr("Stations"))
        self._states = StateStack(kit, table)
        self.add(self._states)
        presenter.attach(while_alive(self, self.refresh))
        self.refresh()

    def refresh(self) -> None:
        """Show what the presenter has."""
        presenter = self._presenter
        tone, icon = (Tone.WARN, Ico.TRIANGLE_ALERT) if presenter.is_behind else (Tone.NEUTRAL, Ico.INFO)
        self.advice.say(tone, icon, presenter.advice())
        if presenter.error is not None:
            self._states.show_error(explain(self._kit.tr, presenter.error), presenter.load)
        elif presenter.is_loaded:
            self._model.set_rows(presenter.rows())
            self._states.show_content()
