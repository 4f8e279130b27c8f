"""Prices for a parcel from rate cards, in whole minor units. Never a live price: each quote names its card.

A `Shopper` is made once for a catalogue, a book, a currency and a ship day. What depends on the route alone is found
once per route and kept, so that pricing an order costs one bisection per service (facts: performance section 5).
"""

from bisect import bisect_left
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import Enum
from fractions import Fraction

from core.address import Address
from core.carriers.billable import Billable, FastRule, apply_rule, find_rule
from core.carriers.catalogue import Catalogue
from core.carriers.exposure import Exposure, exposure
from core.carriers.model import (
    Carrier,
    DimRule,
    Requirement,
    Rounding,
    Service,
    ServiceState,
    SizeLimit,
)
from core.carriers.rate_book import CardKind, RateBook, Steps
from core.carriers.rules import missing_requirements, refused_kinds, size_breaches, size_limit
from core.carriers.zones import Route, ZoneUnknown, route
from core.money import Money
from core.units import Dimensions, Weight

PLAIN_RULE = DimRule(
    id="", group="", other_names=(), services=("*",), size_unit="cm", side_rounding=Rounding.NONE, divisor=Fraction(0),
    threshold_volume=0, weight_unit="kg", weight_rounding=Rounding.NONE, confirmed=True, valid_from=None, valid_to=None,
    note_en="", note_fr="", source="",
)  # fmt: skip
"""For carriers whose file has no [[dimensional]]: the scale's weight is charged as it is."""


class NoQuoteReason(Enum):
    """Why a service has no price for a parcel."""

    NOT_AVAILABLE = "rates.not-available"  # S0-29, detail: the service's state
    NOT_COLLECTED = "rates.not-collected"  # the carrier does not collect in this country, detail: the country
    ADDRESS_REFUSED = "rates.address-refused"  # detail: the kinds of address
    SIZE_REFUSED = "rates.size-refused"  # detail: the breaches
    NO_PRICE = "rates.no-price"  # no card has this service and zone, detail: the zone
    TOO_HEAVY_FOR_CARD = "rates.too-heavy-for-card"  # detail: the charged weight
    ZONE_UNKNOWN = "rates.zone-unknown"  # detail: the country


@dataclass(frozen=True, slots=True)
class Ask:
    """A parcel to be priced; the ship day and the currency are the Shopper's."""

    ship_from: Address
    ship_to: Address
    weight: Weight
    dims: Dimensions | None


@dataclass(frozen=True, slots=True)
class Quote:
    """A price.

    Attributes:
        carrier: Catalogue code.
        service: Service code.
        zone: The key of the rate line: a zone, a country, a region, a prefix or ``*``.
        price: From the card.
        billable: The charged weight, with its rule.
        kind: Whose card.
        card_day: The day of the operator's card, ISO; empty for practice.
        missing: What the carrier wants and the parcel lacks; an override must be recorded to buy without.
        exposure: Only where the size is not known and would count.
    """

    carrier: str
    service: str
    zone: str
    price: Money
    billable: Billable
    kind: CardKind
    card_day: str
    missing: tuple[Requirement, ...]
    exposure: Exposure | None


@dataclass(frozen=True, slots=True)
class NoQuote:
    """A service without a price, and why."""

    carrier: str
    service: str
    reason: NoQuoteReason
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Shopped:
    """All prices, cheapest first, and all services of the route that have none."""

    quotes: tuple[Quote, ...]
    refused: tuple[NoQuote, ...]


@dataclass(frozen=True, slots=True)
class _Offer:
    """A service on sale, with what is the same for every parcel of the day."""

    carrier: Carrier
    service: Service
    rule: int  # index of its weight rule
    limit: SizeLimit | None


_Slot = tuple[tuple[int, ...], tuple[int, ...], int, int]  # steps, prices, rule, offer


class Shopper:
    """Prices parcels of one day in one currency."""

    def __init__(
        self,
        catalogue: Catalogue,
        book: RateBook,
        currency: str,
        ship_day: date,
        *,
        carriers: Collection[str] | None = None,
        check_origin: bool = True,
    ) -> None:
        """Prepare what all parcels share.

        Args:
            catalogue: Carriers and rules.
            book: Prices.
            currency: Only carriers whose wallet has it are priced.
            ship_day: Local calendar day; picks the weight rules.
            carriers: Catalogue codes to price; None for all of the wallet.
            check_origin: Whether a carrier that does not collect in the sender's country is refused.
        """
        self._book = book
        self._currency = currency
        self._check_origin = check_origin
        self._rules: list[DimRule] = []
        self._offers: list[_Offer] = []
        self._not_sold: list[tuple[Carrier, Service]] = []
        for carrier in catalogue.for_wallet(currency):
            if carriers is None or carrier.code in carriers:
                self._add(carrier, ship_day)
        self._fast = [FastRule(rule) for rule in self._rules]
        self._slots: dict[Route, tuple[_Slot, ...]] = {}

    def _add(self, carrier: Carrier, ship_day: date) -> None:
        for service in carrier.services:
            if service.state is not ServiceState.AVAILABLE:
                self._not_sold.append((carrier, service))
                continue
            rule = find_rule(carrier, service.code, ship_day) or PLAIN_RULE
            if rule not in self._rules:
                self._rules.append(rule)
            limit = size_limit(carrier, service.code)
            self._offers.append(_Offer(carrier, service, self._rules.index(rule), limit))

    @property
    def offers(self) -> tuple[tuple[str, str], ...]:
        """``(carrier, service)`` of each number that `minor_prices` gives."""
        return tuple((offer.carrier.code, offer.service.code) for offer in self._offers)

    def minor_prices(self, way: Route, weight_mg: int, sides_um: tuple[int, int, int] | None) -> list[tuple[int, int]]:
        """``(minor units, number of the offer)``, cheapest first, for comparing thousands of orders.

        Prices only: addresses, sizes and missing facts are judged by `shop`.
        """
        slots = self._slots.get(way)
        if slots is None:
            slots = self._slots[way] = self._find_slots(way)
        charged = [-1] * len(self._fast)
        found = []
        for steps, prices, rule, offer in slots:
            weight = charged[rule]
            if weight < 0:
                weight = charged[rule] = self._fast[rule].billable_mg(weight_mg, sides_um)
            at = bisect_left(steps, weight)
            if at < len(steps):
                found.append((prices[at], offer))
        found.sort()
        return found

    def _find_slots(self, way: Route) -> tuple[_Slot, ...]:
        slots = []
        for n, offer in enumerate(self._offers):
            priced = self._steps(offer, way)
            if priced is not None:
                slots.append((priced[1].up_to_mg, priced[1].prices, offer.rule, n))
        return tuple(slots)

    def _steps(self, offer: _Offer, way: Route) -> tuple[str, Steps] | None:
        if offer.service.scope is not way.scope or not self._collects(offer.carrier, way):
            return None
        return self._book.steps(offer.carrier.code, offer.service.code, self._currency, way.keys)

    def _collects(self, carrier: Carrier, way: Route) -> bool:
        return not self._check_origin or not carrier.origins or way.origin in carrier.origins

    def shop(self, ask: Ask) -> Shopped:
        """Every price for a parcel, with everything that a person should know before buying."""
        try:
            way = route(ask.ship_from, ask.ship_to)
        except ZoneUnknown as error:
            country = str(error.fields["country"])
            return Shopped((), tuple(self._none(offer, NoQuoteReason.ZONE_UNKNOWN, country) for offer in self._offers))
        outcomes = [self._quote(offer, way, ask) for offer in self._offers if offer.service.scope is way.scope]
        quotes = [outcome for outcome in outcomes if isinstance(outcome, Quote)]
        refused = [outcome for outcome in outcomes if isinstance(outcome, NoQuote)]
        refused += [
            NoQuote(carrier.code, service.code, NoQuoteReason.NOT_AVAILABLE, service.state.value)
            for carrier, service in self._not_sold
            if service.scope is way.scope
        ]
        quotes.sort(key=lambda quote: (quote.price.minor, quote.carrier, quote.service))
        return Shopped(tuple(quotes), tuple(refused))

    @staticmethod
    def _none(offer: _Offer, reason: NoQuoteReason, detail: str) -> NoQuote:
        return NoQuote(offer.carrier.code, offer.service.code, reason, detail)

    def _quote(self, offer: _Offer, way: Route, ask: Ask) -> Quote | NoQuote:
        carrier = offer.carrier
        if not self._collects(carrier, way):
            return self._none(offer, NoQuoteReason.NOT_COLLECTED, way.origin)
        kinds = refused_kinds(carrier, ask.ship_to)
        if kinds:
            return self._none(offer, NoQuoteReason.ADDRESS_REFUSED, ", ".join(sorted(kind.value for kind in kinds)))
        breaches = size_breaches(offer.limit, ask.weight, ask.dims)
        if breaches:
            return self._none(offer, NoQuoteReason.SIZE_REFUSED, ", ".join(breach.value for breach in breaches))
        priced = self._steps(offer, way)
        if priced is None:
            return self._none(offer, NoQuoteReason.NO_PRICE, way.zone.value)
        zone, steps = priced
        billable = apply_rule(self._rules[offer.rule], ask.weight, ask.dims)
        minor = steps.price(billable.mg)
        if minor is None:
            return self._none(offer, NoQuoteReason.TOO_HEAVY_FOR_CARD, billable.text())
        return Quote(
            carrier=carrier.code,
            service=offer.service.code,
            zone=zone,
            price=Money(minor, self._currency),
            billable=billable,
            kind=steps.kind,
            card_day=steps.day,
            missing=missing_requirements(carrier, ask.dims, ask.ship_from, ask.ship_to),
            exposure=self._exposure(offer, steps, ask, minor),
        )

    def _exposure(self, offer: _Offer, steps: Steps, ask: Ask, minor: int) -> Exposure | None:
        return exposure(
            self._rules[offer.rule], steps, ask.weight, ask.dims, minor, self._currency, offer.carrier.reference_box_um
        )
