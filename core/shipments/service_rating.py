"""Rating: what an order could ship with, and what it would cost."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from core.accounts.records import Wallet
from core.accounts.rules import WalletFrozen
from core.accounts.service import require_ready, setup_of, wallets
from core.address import Address
from core.carriers.model import Contents
from core.clock import local_day
from core.errors import Refused
from core.orders.records import Order, OrderState
from core.purchases.port import (
    GatewayRefused,
    GatewayUnavailable,
    GatewayUnknown,
    NoRate,
    QuoteRequest,
    Quotes,
    Rate,
)
from core.shipments.bench import Bench
from core.shipments.matching import wishes
from core.shipments.own_rates import OwnCards
from core.shipments.rules import (
    Affordability,
    Asked,
    NoService,
    OrderHeld,
    OrderNotOpen,
    WeightMissing,
    affordability,
    choose,
)
from core.shipments.selling import not_sold
from core.store.database import Query
from core.wallet.planning import plan
from core.wallet.service import view


@dataclass(frozen=True, slots=True)
class Rated:
    """An order with its rates.

    Attributes:
        order: The order.
        quotes: All that can and cannot be had, over all wallets; prices of own cards are among them.
        chosen: What would be bought, or None.
        refusal: Why nothing would be, or None.
        wallet: Who would pay, or None.
        ship_from: Where it is sent from.
        ship_day: Local day, ISO.
        unmatched: The shop's words where they name no service; the cheapest was chosen.
    """

    order: Order
    quotes: Quotes
    chosen: Rate | None
    refusal: Refused | None
    wallet: Wallet | None
    ship_from: Address
    ship_day: str
    unmatched: str = ""


@dataclass(frozen=True, slots=True)
class _Payer:
    wallet: Wallet
    ship_from: Address


def check_shippable(order: Order) -> None:
    """Refuse an order that may not be rated or bought.

    Raises:
        OrderNotOpen, OrderHeld, WeightMissing: In this order.
    """
    if order.state is OrderState.HELD:
        raise OrderHeld(order=order.number, holds=", ".join(hold.code for hold in order.holds))
    if order.state is not OrderState.OPEN:
        raise OrderNotOpen(order=order.number, state=order.state.value)
    if order.weight is None or order.weight.mg == 0:
        raise WeightMissing(order=order.number)


def rate_orders(bench: Bench, orders: Sequence[Order], asked: Asked | None = None) -> list[Rated]:
    """Price each order with every wallet; `asked` overrides what an order asks for.

    A refusal is part of an answer: the caller shows it beside the order.
    """
    ship_day = local_day(bench.desk.clock.now(), bench.desk.actor.zone)
    with bench.store.read() as q:
        ready, refusal = _ready_wallets(q)
        payers = [_Payer(wallet, setup_of(q, wallet.id).location) for wallet in ready]
        own = OwnCards(q, bench.catalogue, ship_day)
    if not payers:  # S0-07: nothing is offered before set-up, and the reason is the set-up, not the provider
        return [Rated(order, Quotes((), ()), None, refusal, None, Address(), ship_day) for order in orders]
    frozen = refusal if isinstance(refusal, WalletFrozen) else None
    return [_rate_one(bench, payers, own, order, asked, ship_day, frozen) for order in orders]


def _ready_wallets(q: Query) -> tuple[list[Wallet], Refused | None]:
    """Wallets that may pay, and why the first of the others may not; a frozen one is named before the rest."""
    ready: list[Wallet] = []
    refusal: Refused | None = None
    for wallet in wallets(q):
        try:
            ready.append(require_ready(q, wallet.id))
        except Refused as error:
            refusal = error if refusal is None or isinstance(error, WalletFrozen) else refusal
    return ready, refusal


def _rate_one(
    bench: Bench,
    payers: Sequence[_Payer],
    own: OwnCards,
    order: Order,
    asked: Asked | None,
    ship_day: str,
    frozen: WalletFrozen | None,
) -> Rated:
    try:
        check_shippable(order)
    except Refused as refusal:
        return Rated(order, Quotes((), ()), None, refusal, None, Address(), ship_day)
    rates: list[Rate] = []
    refused: list[NoRate] = []
    # Prices of two currencies cannot be compared: the wallet that ships from the recipient's country comes first.
    for payer in sorted(payers, key=lambda p: p.ship_from.country != order.ship_to.country):
        quotes = _ask(bench, payer, order, ship_day)
        priced = [*quotes.rates, *own.rates(payer.wallet, order, payer.ship_from)]
        rates.extend(sorted(priced, key=lambda r: r.price.minor))
        refused.extend(quotes.refused)
    everything = Quotes(tuple(rates), tuple(refused))
    wanted, unmatched = _wanted(bench, order, asked)
    try:
        chosen = choose(order.number, everything, wanted, _special(bench))
    except NoService as error:
        why = not_sold(bench.catalogue, order.number, wanted, refused) or frozen or error
        if asked is not None or unmatched or _is_definite(bench, order):
            return Rated(order, everything, None, why, None, Address(), ship_day, unmatched)
        unmatched = order.service
        try:
            chosen = choose(order.number, everything, (Asked(),), _special(bench))
        except NoService:
            return Rated(order, everything, None, why, None, Address(), ship_day, unmatched)
    payer = next(p for p in payers if chosen.carrier in p.wallet.carriers)
    return Rated(order, everything, chosen, None, payer.wallet, payer.ship_from, ship_day, unmatched)


def _wanted(bench: Bench, order: Order, asked: Asked | None) -> tuple[tuple[Asked, ...], str]:
    """What to look for, and the shop's words where they name nothing of the catalogue.

    "Standard Shipping" is what the shop promised its buyer, not a carrier's service: such an order goes by the cheapest
    service (of the carrier, where the shop named one), and the words are shown beside it.
    """
    if asked is not None:
        return (asked,), ""
    carriers = list(bench.catalogue.to_show())
    found = wishes(carriers, order.carrier, order.service)
    if found:
        return found, ""
    of_carrier = wishes(carriers, order.carrier, "") if order.carrier else ()
    return of_carrier or (Asked(),), f"{order.carrier} {order.service}".strip()


def _is_definite(bench: Bench, order: Order) -> bool:
    """Whether the words name carrier and service, or the service by its whole trade name: then nothing else will do."""
    return bool(wishes(list(bench.catalogue.to_show()), order.carrier, order.service, bare=bool(order.carrier)))


def _special(bench: Bench) -> frozenset[tuple[str, str]]:
    return frozenset(
        (carrier.code, service.code)
        for carrier in bench.catalogue.carriers
        for service in carrier.services
        if service.contents is not Contents.ANY
    )


def _ask(bench: Bench, payer: _Payer, order: Order, ship_day: str) -> Quotes:
    assert order.weight is not None, "checked before"
    request = QuoteRequest(
        carriers=payer.wallet.carriers, currency=payer.wallet.currency, ship_from=payer.ship_from,
        ship_to=order.ship_to, weight=order.weight, dims=order.dims, ship_day=ship_day,
    )  # fmt: skip
    try:
        return bench.gateways[payer.wallet.gateway].quote(request)
    except (GatewayRefused, GatewayUnavailable, GatewayUnknown) as error:  # a question costs nothing: ask again later
        reason = str(error.fields.get("reason", ""))
        return Quotes((), tuple(NoRate(carrier, "", error.code, reason) for carrier in payer.wallet.carriers))


def batch_affordability(bench: Bench, rated: Sequence[Rated]) -> list[Affordability]:
    """Per wallet, how many of the chosen labels can be paid and what to buy for all (before any is bought)."""
    result = []
    today = local_day(bench.desk.clock.now(), bench.desk.actor.zone)
    with bench.store.read() as q:
        for wallet in wallets(q):
            prices = [r.chosen.price for r in rated if r.chosen and r.wallet and r.wallet.id == wallet.id]
            if prices:
                fits = affordability(wallet.id, view(q, wallet).available, prices)
                ahead = plan(q, wallet, fits.total, today)
                result.append(replace(fits, suggested=ahead.suggested, burn=ahead.burn, days_left=ahead.days_left))
    return result
