"""The bench in a practice station, worked without a window: shared by the tests of its presenter."""

from dataclasses import dataclass, field
from pathlib import Path

from window_world import World, open_world

from core.address import Address
from core.shipments.listing import count_labels
from ui.pages.bench.presenter import BenchPresenter
from ui.pages.bench.rows import Act, ActionView, BenchView
from ui.pages.recording.opening import Opening
from ui.questions import AskView

OSLO = Address(name="Ola Nordmann", company="Fjord", line1="Karl Johans gate 1", city="Oslo", postal="0154",
               country="NO", phone="+4722000000")  # fmt: skip
MONTREAL = Address(name="Luc Roy", line1="1200, rue Saint-Antoine O", city="Montréal", region="QC", postal="H3C 1A9",
                   country="CA", phone="+15145550100")  # fmt: skip


@dataclass
class Screen:
    """Remembers what it was shown."""

    views: list[BenchView] = field(default_factory=list)
    focus: list[str] = field(default_factory=list)
    recording: list[Opening] = field(default_factory=list)

    def show_bench(self, view: BenchView) -> None:
        self.views.append(view)

    def open_recording(self, opening: Opening) -> None:
        self.recording.append(opening)

    def focus_weight(self) -> None:
        self.focus.append("weight")

    def focus_scan(self) -> None:
        self.focus.append("scan")

    def flush(self) -> None:
        self.focus.append("flush")


@dataclass
class Bench:
    """A station with a bench that is ready to buy."""

    world: World
    presenter: BenchPresenter
    screen: Screen

    @property
    def view(self) -> BenchView:
        return self.presenter.view

    @property
    def labels(self) -> int:
        return self.world.services.read(count_labels)

    def ask(self) -> AskView | None:
        return self.view.ask

    def offers(self) -> dict[Act, ActionView]:
        return {action.act: action for action in (self.view.empty.actions if self.view.empty else ())}

    def order(self) -> str:
        return self.view.order.number if self.view.order else ""

    def forbidden(self) -> str | None:
        work = self.view.work
        assert work is not None
        return work.forbidden

    def button(self) -> str:
        work = self.view.work
        assert work is not None
        return work.button

    def notice(self, key: str) -> str:
        return next((notice.text for notice in self.view.notices if notice.key == key), "")

    def actions(self, key: str) -> dict[Act, ActionView]:
        found = next(notice for notice in self.view.notices if notice.key == key)
        return {action.act: action for action in found.actions}


def set_out(folder: Path, faults: str = "", *, funded: bool = True) -> Bench:
    world = open_world(folder, faults=faults)
    if funded:
        world.fund()
    presenter, screen = BenchPresenter(world.app), Screen()
    presenter.attach(screen)
    world.app.startup.ask()
    presenter.load()
    return Bench(world, presenter, screen)
