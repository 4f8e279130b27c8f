"""What the tests of the practice provider share: a station's two ends, its parcels and a provider in a folder."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from core.address import Address
from core.carriers.catalogue import load_catalogue
from core.clock import SteppingClock
from core.gateways.postage.practice import PracticeGateway
from core.gateways.postage.practice_faults import Fault, FaultScript
from core.money import Money
from core.purchases.port import Bought, FundRequest, LabelRequest, QuoteRequest
from core.units import Dimensions, parse_dimensions, parse_weight

ZONE = ZoneInfo("America/Toronto")
START = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)
SHIP_DAY = "2026-11-23"
BOX = parse_dimensions("30x20x10 cm")

AUSTIN = Address("Ann Lee", "Acme", "1 Main St", "", "", "Austin", "TX", "78701", "US", "5125550100")
DENVER = Address("Bob Roy", "Beta", "2 Oak Ave", "", "", "Denver", "CO", "80202", "US", "3035550100")
MONTREAL = Address("Luc Roy", "Gamma", "3 rue Notre-Dame", "", "", "Montréal", "QC", "H2X 1Y4", "CA", "5145550100")
TORONTO = Address("Max Lam", "Delta", "4 King St W", "", "", "Toronto", "ON", "M5V 2T6", "CA", "4165550100")
PARIS = Address("Zoé Petit", "Epsilon", "5 rue de Rivoli", "", "", "Paris", "", "75001", "FR", "0142000000")

# carrier, service, wallet's currency, from, to
LANES: tuple[tuple[str, str, str, Address, Address], ...] = (
    ("usps", "PRIORITY_MAIL", "USD", AUSTIN, DENVER),
    ("ups", "03", "USD", AUSTIN, DENVER),
    ("dhl_express", "P", "USD", AUSTIN, PARIS),
    ("canada_post", "DOM.EP", "CAD", MONTREAL, TORONTO),
    ("canpar", "1", "CAD", MONTREAL, TORONTO),
)


@dataclass(slots=True)
class Practice:
    """A provider with the clock that moves it."""

    directory: Path
    gateway: PracticeGateway
    clock: SteppingClock

    def again(self, *faults: Fault) -> "Practice":
        """The same file, opened by another process, so to say."""
        return Practice(self.directory, open_gateway(self.directory, self.clock, *faults), self.clock)

    def fund(self, minor: int, currency: str = "USD", key: str = "") -> None:
        """Add money to the wallet of a currency."""
        self.gateway.add_funds(fund_request(key or f"FUND-{currency}-{minor}", minor, currency))

    def buy(self, request: LabelRequest) -> Bought:
        """Buy what is expected to be sold at once."""
        answer = self.gateway.buy_label(request)
        assert isinstance(answer, Bought)
        return answer


def open_gateway(directory: Path, clock: SteppingClock, *faults: Fault) -> PracticeGateway:
    """A provider on `directory`, with a script given in code."""
    return PracticeGateway(directory, clock, ZONE, FaultScript(faults))


def practice(directory: Path, *faults: Fault) -> Practice:
    """A new provider whose clock stands still."""
    clock = SteppingClock(START, timedelta(0))
    return Practice(directory, open_gateway(directory, clock, *faults), clock)


def wallet(currency: str) -> str:
    """The wallet of a currency."""
    return f"wallet-{currency.lower()}"


def fund_request(key: str, minor: int, currency: str = "USD") -> FundRequest:
    """A funding."""
    return FundRequest(key, wallet(currency), Money(minor, currency), "Visa")


def label_request(key: str, carrier: str = "usps", service: str = "", dims: Dimensions | None = BOX) -> LabelRequest:
    """A 3 lb parcel on the carrier's lane."""
    _, usual, currency, ship_from, ship_to = next(lane for lane in LANES if lane[0] == carrier)
    return LabelRequest(
        key=key,
        wallet=wallet(currency),
        carrier=carrier,
        service_code=service or usual,
        ship_from=ship_from,
        ship_to=ship_to,
        weight=parse_weight("3 lb"),
        dims=dims,
        ship_day=SHIP_DAY,
        reference=f"ORDER-{key}",
        price=Money(1000, currency),
    )


def quote_request(*carriers: str, dims: Dimensions | None = BOX, ship_to: Address | None = None) -> QuoteRequest:
    """A 3 lb parcel with several carriers of one wallet, on the lane of the first."""
    first = label_request("Q", carriers[0], dims=dims)
    request = QuoteRequest(
        carriers, first.price.currency, first.ship_from, first.ship_to, first.weight, dims, first.ship_day
    )
    return replace(request, ship_to=ship_to) if ship_to else request


OWN_CARRIER = """
format = 1
code = "velo"
name = "Vélo Express"
kind = "courier"
wallet = "CAD"
as_of = 2026-11-22

[[source]]
id = "own"
title = "our contract with Vélo Express"
as_of = 2026-11-22

[[service]]
code = "DAY"
name_en = "Same day"
scope = "domestic"
state = "available"
source = "own"

[[void]]
id = "velo.void"
channel = "one_balance"
policy = "by_ship_date"
refund = "immediate"
source = "own"

[[tracking]]
id = "velo"
valid = ["VX0000000017", "VX1234567895", "VX9000000058"]
invalid = ["VX0000000018", "VX1234567896", "VY0000000017"]
source = "own"
check = { algorithm = "weighted", over = ["serial"], weights = [3, 1], start = "right", modulus = 10 }

[[tracking.shape]]
parts = ["text VX", "digits 9 serial", "digits 1 check"]
printed = "2 5*"
"""


def own_carrier(directory: Path) -> None:
    """Add a carrier as a user does: one file, nothing else."""
    (directory / "carriers").mkdir()
    (directory / "carriers" / "velo.toml").write_text(OWN_CARRIER, encoding="utf-8")
    assert load_catalogue(directory)[1] == ()
