"""The balance bar's presenter: three balances with their age, what the next label lacks, the printers, the queue."""

import platform
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from core.money import Money
from core.printing.records import Answers, Printer
from core.printing.rules import IN_HAND, JobState, NoPrinter
from core.printing.service import default_printer, list_printers
from core.printing.store import jobs_in_states
from core.services import Services
from core.stations.service import station_name
from core.topics import Topic
from core.wallet import service as wallet_service
from core.wallet.rules import smallest_purchase_covering
from printers.spool import Spooler
from ui.printers_heard import PrintersHeard
from ui.running import Lane, Runner
from ui.views import BalanceHealth, BarView, PrinterHealth, WalletView

TOPICS = frozenset({Topic.WALLET, Topic.PURCHASES, Topic.PRINTERS, Topic.JOBS, Topic.SETUP, Topic.SETTINGS})
_NAME_MAX = 24
_NETWORK = "tcp://"


@dataclass(frozen=True, slots=True)
class BarFacts:
    """What the bar is made of, as read."""

    wallets: tuple[wallet_service.WalletView, ...]
    printers: tuple[Printer, ...]
    default: str
    queued: int
    printing: frozenset[str]
    unknown: frozenset[str]
    station: str = ""


@dataclass(frozen=True, slots=True)
class Need:
    """The next label: which wallet pays it, and what it costs."""

    wallet: str = ""
    price: Money | None = None


def read_bar(services: Services) -> BarFacts:
    """Read the bar's facts in one snapshot."""
    with services.store.read() as q:
        try:
            default = default_printer(q, services.desk).id
        except NoPrinter:
            default = ""
        jobs = jobs_in_states(q, IN_HAND | {JobState.QUEUED, JobState.UNKNOWN})
        return BarFacts(
            wallets=tuple(wallet_service.views(q)),
            printers=tuple(list_printers(q)),
            default=default,
            queued=sum(job.state is JobState.QUEUED for job in jobs),
            printing=frozenset(job.printer for job in jobs if job.state in IN_HAND),
            unknown=frozenset(job.printer for job in jobs if job.state is JobState.UNKNOWN),
            station=station_name(q, services.desk.actor.station),
        )


def wallet_view(found: wallet_service.WalletView, need: Need, now: datetime) -> WalletView:
    """One wallet: red when the next label cannot be paid, amber under the threshold."""
    health, short, offer = BalanceHealth.GOOD, None, None
    if found.available < found.low:
        health = BalanceHealth.LOW
    if need.price is not None and need.wallet == found.wallet.id and found.available < need.price:
        health = BalanceHealth.SHORT
        short = need.price - found.available
        offer = smallest_purchase_covering(short)
    return WalletView(
        key=found.wallet.id,
        booked=found.booked,
        reserved=found.reserved,
        reported=found.reported,
        reported_age=now - found.reported_at if found.reported_at else None,
        health=health,
        short_by=short,
        offer=offer,
    )


def _is_new(printer: Printer, reached: bool | None) -> bool:
    """On the network, and never spoken to."""
    return reached is None and printer.answers is Answers.UNKNOWN and printer.address.lower().startswith(_NETWORK)


def printer_view(
    facts: BarFacts, held: Callable[[str], str], reached: Callable[[str], bool | None]
) -> tuple[PrinterHealth, str]:
    """The state and the name of the printer that matters most now: in trouble, in doubt, at work, else the default.

    `reached` says whether a printer was reached when it was last spoken to, None before.
    """
    ordered: Sequence[Printer] = sorted(facts.printers, key=lambda printer: printer.id != facts.default)
    tests: tuple[tuple[PrinterHealth, Callable[[Printer], bool]], ...] = (
        (PrinterHealth.STOPPED, lambda printer: bool(held(printer.id))),
        (PrinterHealth.ATTENTION, lambda printer: printer.id in facts.unknown),
        (PrinterHealth.BUSY, lambda printer: printer.id in facts.printing),
        (
            PrinterHealth.UNREACHED,
            lambda printer: printer.id == facts.default and reached(printer.id) is False,
        ),
        (
            PrinterHealth.NOT_ASKED,
            lambda printer: printer.id == facts.default and _is_new(printer, reached(printer.id)),
        ),
        (PrinterHealth.READY, lambda printer: printer.id == facts.default),
    )
    for health, fits in tests:
        for printer in ordered:
            if fits(printer):
                return health, printer.name
    return PrinterHealth.NONE, ""


def computer_name() -> str:
    """What this station is called while nobody named it: the computer's name."""
    return platform.node().partition(".")[0][:_NAME_MAX] or "Postbench"


class BarPresenter:
    """Reads off the window's thread, shows on it; ages are counted anew each time."""

    def __init__(
        self,
        services: Services,
        runner: Runner,
        spool: Spooler,
        show: Callable[[BarView], None],
        heard: PrintersHeard | None = None,
    ) -> None:
        self._services, self._runner, self._spool, self._show = services, runner, spool, show
        self._heard = PrintersHeard() if heard is None else heard
        self._heard.moved.append(self.show)
        self._facts = BarFacts((), (), "", 0, frozenset(), frozenset())
        self._need = Need()
        self.operator = ""
        self._reading = self._again = False

    def load(self) -> None:
        """Read and show; what moves meanwhile is read once more."""
        if self._reading:
            self._again = True
            return
        self._reading = True
        self._runner.run(lambda: read_bar(self._services), self._loaded, lambda _error: self._ended(), Lane.OUTSIDE)

    def _loaded(self, facts: BarFacts) -> None:
        self._facts = facts
        self.show()
        self._ended()

    def _ended(self) -> None:
        self._reading = False
        if self._again:
            self._again = False
            self.load()

    def need(self, need: Need) -> None:
        """The next label is this one."""
        if need != self._need:
            self._need = need
            self.show()

    def show(self) -> None:
        """Show what was read last, with its age now."""
        self._show(self.view())

    def view(self) -> BarView:
        """The bar now."""
        now = self._services.desk.clock.now()
        health, name = printer_view(self._facts, self._spool.held, self._heard.reached)
        return BarView(
            mode=self._services.mode,
            station=self._facts.station or computer_name(),
            wallets=tuple(wallet_view(found, self._need, now) for found in self._facts.wallets),
            printer=health,
            printer_name=name,
            queued=self._facts.queued,
            operator=self.operator,
        )
