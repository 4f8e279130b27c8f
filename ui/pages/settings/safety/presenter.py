"""What the safety section decides: its parts are read together. No Qt."""

from core.topics import Topic
from ui.app_context import App
from ui.pages.settings.safety.backups.presenter import BackupsPresenter
from ui.pages.settings.safety.gates.presenter import GatesPresenter
from ui.pages.settings.safety.stations.presenter import StationsPresenter


class SafetyPresenter:
    """The parts of the section.

    Attributes:
        gates: What stands against buying.
        backups: What there is to restore.
        stations: Who opens these books.
    """

    def __init__(self, app: App) -> None:
        self.gates = GatesPresenter(app)
        self.backups = BackupsPresenter(app)
        self.stations = StationsPresenter(app)
        app.watch("settings", {Topic.SETTINGS, Topic.WALLET}, self.refresh)

    def refresh(self) -> None:
        """Something moved: read anew what a person has looked at already."""
        for part in (self.gates, self.backups, self.stations):
            if part.is_loaded:
                part.load()

    def load(self) -> None:
        """Read all of it."""
        self.gates.load()
        self.backups.load()
        self.stations.load()
