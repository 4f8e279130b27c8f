"""Rating: what an order could ship with, and what it would cost."""

from collections.abc import Sequence
from dataclasses import dataclass

from core.accounts.records import Wallet
from core.accounts.service import setup_of, wallets
from core.address import Address
from core.carriers.model import Carrier
from core.clock import local_day
from core.errors import Refused
from core.orders.records import Order, OrderState
from core.purchases.port import GatewayRefused, NoRate, QuoteRequest, Quotes, Rate
from core.shipments.bench import Bench
from core.shipments.matching import match_service
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
from core.wallet.service import view


@dataclass(frozen=True, slots=True)
class Rated:
    """An order with its rates.

    Attributes:
        order: The order.
        quotes: All that can and cannot be had, over all wallets; prices of own cards are among them, not buyable.
        chosen: What would be bought, or None.
        refusal: Why nothing would be, or None.
        wallet: Who would pay, or None.
        ship_from: Where it is sent from.
        ship_day: Local day, ISO.
    """

    order: Order
    quotes: Quotes
    chosen: Rate | None
    refusal: Refused | None
    wallet: Wallet | None
    ship_from: Address
    ship_day: str


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


def rate(bench: Bench, carriers: Sequence[Carrier], order: Order, asked: Asked | None = None) -> Rated:
    """Price an order with every wallet; `asked` overrides what the order asks for.

    A refusal is part of the answer: the caller shows it beside the order.
    """
    with bench.store.read() as q:
        places = [(wallet, setup_of(q, wallet.id).location) for wallet in wallets(q)]
    ship_day = local_day(bench.desk.clock.now(), bench.desk.actor.zone)
    home = places[0][1] if places else Address()
    try:
        check_shippable(order)
    except Refused as refusal:
        return Rated(order, Quotes((), ()), None, refusal, None, home, ship_day)
    rates: list[Rate] = []
    refused: list[NoRate] = []
    for wallet, location in places:
        quotes = _ask(bench, wallet, order, location, ship_day)
        rates.extend(quotes.rates)
        refused.extend(quotes.refused)
    everything = Quotes(tuple(rates), tuple(refused))
    return _choose(carriers, order, everything, [wallet for wallet, _ in places], asked, home, ship_day)


def _ask(bench: Bench, wallet: Wallet, order: Order, location: Address, ship_day: str) -> Quotes:
    assert order.weight is not None, "checked before"
    request = QuoteRequest(
        carriers=wallet.carriers, currency=wallet.currency, ship_from=location, ship_to=order.ship_to,
        weight=order.weight, dims=order.dims, ship_day=ship_day,
    )  # fmt: skip
    try:
        return bench.gateways[wallet.gateway].quote(request)
    except GatewayRefused as error:
        reason = str(error.fields.get("reason", error.code))
        return Quotes((), tuple(NoRate(carrier, "", reason) for carrier in wallet.carriers))


def _choose(
    carriers: Sequence[Carrier],
    order: Order,
    quotes: Quotes,
    payers: Sequence[Wallet],
    asked: Asked | None,
    home: Address,
    ship_day: str,
) -> Rated:
    try:
        wanted = asked or match_service(list(carriers), order.carrier, order.service)
        if wanted is None:
            asked_words = f"{order.carrier} {order.service}".strip()
            raise NoService(order=order.number, asked=asked_words, reasons="not-in-the-catalogue")
        chosen = choose(order.number, quotes, wanted)
    except NoService as refusal:
        return Rated(order, quotes, None, refusal, None, home, ship_day)
    payer = next(wallet for wallet in payers if chosen.carrier in wallet.carriers)
    return Rated(order, quotes, chosen, None, payer, home, ship_day)


def batch_affordability(bench: Bench, rated: Sequence[Rated]) -> list[Affordability]:
    """Per wallet, how many of the chosen labels can be paid and what to buy for all (before any is bought)."""
    result = []
    with bench.store.read() as q:
        for wallet in wallets(q):
            prices = [r.chosen.price for r in rated if r.chosen and r.wallet and r.wallet.id == wallet.id]
            if prices:
                result.append(affordability(wallet.id, view(q, wallet).available, prices))
    return result
