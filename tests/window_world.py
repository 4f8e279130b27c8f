"""An open practice station and the window's doors, recorded: for tests of presenters and pages."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from core.accounts.service import wallets
from core.address import Address
from core.clock import SteppingClock
from core.context import Mode
from core.i18n import Lang, Tr, translator
from core.ids import SeededIds
from core.money import Money
from core.orders.records import Order, OrderDraft
from core.orders.service import add_order
from core.people.records import NO_PROOFS, Proofs
from core.services import Services, open_station
from core.units import parse_dimensions, parse_weight
from core.wallet.service import buy_postage
from printers.device import StationDevice
from printers.spool import InlineSpool, News, Spooler
from ui.app_context import App
from ui.people.asking import Ask
from ui.running import ImmediateRunner, Runner
from ui.startup import StartUp
from ui.views import Appearance, Tone

START = datetime(2026, 11, 20, 14, 0, tzinfo=UTC)
BURLINGTON = Address(
    name="Élodie Tremblay", company="Boréal", line1="125 Cherry St", city="Burlington", region="VT", postal="05401",
    country="US", phone="+1 802 555 0199",
)  # fmt: skip


@dataclass
class RecordingWindow:
    """Keeps what pages asked of the window."""

    lang: Lang = "en"
    said: list[tuple[Tone, str]] = field(default_factory=list)
    undo: Callable[[], None] | None = None
    gone: list[tuple[str, str]] = field(default_factory=list)
    buying: list[tuple[str, Money | None]] = field(default_factory=list)
    needs: list[tuple[str, Money | None]] = field(default_factory=list)
    chosen: Appearance = field(default_factory=Appearance)
    refreshed: int = 0
    asks: list[Ask] = field(default_factory=list)
    prover: Callable[[Ask], Proofs | None] = field(default=lambda _ask: NO_PROOFS)
    hire: Callable[[], None] | None = None
    first_operators: int = 0

    def tr(self) -> Tr:
        return translator(self.lang)

    def notify(self, tone: Tone, text: str, undo: Callable[[], None] | None) -> None:
        self.said.append((tone, text))
        self.undo = undo

    def go_to(self, page: str, subject: str) -> None:
        self.gone.append((page, subject))

    def open_buy_postage(self, wallet: str, amount: Money | None) -> None:
        self.buying.append((wallet, amount))

    def refresh(self) -> None:
        self.refreshed += 1

    def need(self, wallet: str, price: Money | None) -> None:
        self.needs.append((wallet, price))

    def appearance(self) -> Appearance:
        return replace(self.chosen, lang=self.lang)

    def change_appearance(self, appearance: Appearance) -> None:
        self.chosen, self.lang = appearance, appearance.lang

    def prove(self, ask: Ask, done: Callable[[Proofs], None], dropped: Callable[[], None]) -> None:
        self.asks.append(ask)
        proofs = self.prover(ask)
        if proofs is None:
            dropped()
        else:
            done(proofs)

    def first_operator(self, done: Callable[[], None]) -> None:
        self.first_operators += 1
        if self.hire is not None:
            self.hire()
            done()


@dataclass
class World:
    """A station with its recorded window."""

    services: Services
    clock: SteppingClock
    window: RecordingWindow
    app: App
    news: list[News]

    def fund(self, wallet: str = "usd", dollars: int = 100) -> None:
        """Buy postage."""
        services = self.services
        currency = next(w.currency for w in services.read(wallets) if w.id == wallet)
        buy_postage(services.till(wallet), wallet, Money(dollars * 100, currency))

    def order(
        self, number: str, weight: str = "1 lb", dims: str = "", service: str = "", carrier: str = "",
        ship_to: Address = BURLINGTON,
    ) -> Order:  # fmt: skip
        """Enter an order by hand; empty texts are not known."""
        size = parse_dimensions(dims) if dims else None
        draft = OrderDraft(
            number=number, name=ship_to.name, company=ship_to.company, line1=ship_to.line1, line2=ship_to.line2,
            city=ship_to.city, region=ship_to.region, postal=ship_to.postal, country=ship_to.country,
            phone=ship_to.phone, weight_mg=parse_weight(weight).mg if weight else None,
            length_um=size.length_um if size else None, width_um=size.width_um if size else None,
            height_um=size.height_um if size else None, service=service, carrier=carrier,
        )  # fmt: skip
        return add_order(self.services.store, self.services.desk, draft)

    def close(self) -> None:
        """End the run."""
        self.app.spool.close()
        self.services.close()


def open_world(
    folder: Path,
    *,
    runner: Runner | None = None,
    spool: Spooler | None = None,
    lang: Lang = "en",
    mode: Mode = Mode.PRACTICE,
    seed: int = 7,
    faults: str = "",
) -> World:
    """Open a station in `folder`; work runs at once unless another `runner` is given.

    `faults` is a script of what the practice provider does wrong: ``buy_label 1 drop-after-commit; ...``; a drift of
    prices has its cents behind it.
    """
    if faults:
        (folder / "data").mkdir(parents=True, exist_ok=True)
        names = ("operation", "nth", "kind", "cents")
        script = [dict(zip(names, line.split(), strict=False)) for line in faults.split(";")]
        told = [{**fault, "nth": int(fault["nth"]), "cents": int(fault.get("cents", "0"))} for fault in script]
        (folder / "data" / "practice-faults.json").write_text(json.dumps({"faults": told}), encoding="utf-8")
    clock = SteppingClock(START)
    services = open_station(
        folder / "data", mode, folder / "config", StationDevice(base=folder / "data"), clock=clock,
        ids=SeededIds(seed), operator="ana", zone=ZoneInfo("America/Toronto"),
    )  # fmt: skip
    chosen = ImmediateRunner() if runner is None else runner  # one that holds work is false while it holds none
    window, news = RecordingWindow(lang), list[News]()
    printing = spool or InlineSpool(services.press, news.append)
    app = App(services, chosen, printing, StartUp(services, chosen), window)
    return World(services, clock, window, app, news)
