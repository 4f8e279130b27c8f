"""Settings > Safety on the window."""

from ui.pages.settings.safety.backups.card import BackupsCard
from ui.pages.settings.safety.gates.cards import GatesPart
from ui.pages.settings.safety.presenter import SafetyPresenter
from ui.pages.settings.safety.stations.card import StationsCard
from ui.widgets.kit import Kit
from ui.widgets.sections import Section


class SafetySection(Section):
    """What stands against buying, backups, stations.

    Attributes:
        gates: What stands, with its way out.
        backups: The list and the acts.
        stations: Who opens these books.
    """

    def __init__(self, kit: Kit, presenter: SafetyPresenter) -> None:
        tr = kit.tr
        super().__init__(kit, tr("Safety"), tr("What keeps the books whole, and the way back when something broke."))
        self._presenter = presenter
        self.gates = GatesPart(kit, presenter.gates)
        self.backups = BackupsCard(kit, presenter.backups)
        self.stations = StationsCard(kit, presenter.stations)
        for widget in (self.gates, self.backups, self.stations):
            self.add(widget)
        self.add_rest()

    def entered(self) -> None:
        """Read all of it."""
        self._presenter.load()
