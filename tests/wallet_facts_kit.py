"""What the tests of refunds, adjustments, readings and closing share: a practice station and its provider."""

from datetime import timedelta

from stations import MIAMI, TORONTO, fund, order

from core.accounts.store import get_wallet
from core.clock import SteppingClock
from core.gateways.postage.practice import PracticeGateway
from core.labels.store import Label, get_label
from core.ledger.accounts import Account, wallet_account
from core.ledger.balances import balances_of
from core.money import Money
from core.services import Services
from core.shipments.rules import Asked
from core.shipments.service_shipping import ship_orders
from core.shipments.service_voiding import void_label
from core.wallet.dated_rules import WalletRules, load_wallet_rules
from core.wallet.service_refunds import Told, poll_refunds

CURRENCY = {"usd": "USD", "cad": "CAD"}


def provider(services: Services) -> PracticeGateway:
    found = services.gateways["practice"]
    assert isinstance(found, PracticeGateway)
    return found


def move(services: Services, **by: int) -> None:
    clock = services.desk.clock
    assert isinstance(clock, SteppingClock)
    clock.move(timedelta(**by))


def bought(services: Services, carrier: str = "usps") -> Label:
    """A paid label; the wallet is funded when it has too little."""
    wallet = "cad" if carrier in ("canada_post", "canpar") else "usd"
    if booked(services, wallet) < 5000:
        fund(services, wallet, 10_000)
    draft = TORONTO if wallet == "cad" else MIAMI
    made = order(services, draft._replace(number=services.desk.ids.new()))
    reasons = {made.id: "no tape measure"} if carrier == "canpar" else {}
    (shipped,) = ship_orders(services.bench, [made.id], asked=Asked(carrier), without_dims_reasons=reasons)
    assert shipped.label is not None, shipped.error
    return shipped.label


def voided(services: Services, carrier: str = "usps") -> Label:
    """A label whose void was accepted; its refund comes later."""
    label = bought(services, carrier)
    move(services, hours=2)
    return void_label(services.bench, label.id).label


def poll(services: Services, wallet: str = "usd") -> list[Told]:
    return poll_refunds(services.till(wallet), wallet, services.catalogue)


def now_is(services: Services, label: Label) -> Label:
    return services.read(lambda q: get_label(q, label.id))


def posted(services: Services, account: Account) -> int:
    return services.read(lambda q: balances_of(q, account)).booked.minor


def booked(services: Services, wallet: str = "usd") -> int:
    return posted(services, wallet_account(wallet, CURRENCY[wallet]))


def at_provider(services: Services, wallet: str = "usd") -> int:
    return provider(services).balance(wallet, CURRENCY[wallet]).minor


def rules(services: Services) -> WalletRules:
    return load_wallet_rules(services.directory)


def state_of(services: Services, wallet: str = "usd") -> str:
    return services.read(lambda q: get_wallet(q, wallet)).state


def money(minor: int, wallet: str = "usd") -> Money:
    return Money(minor, CURRENCY[wallet])
