"""What the practice provider charges: the carriers' own rules and the shipped practice rate card.

Everything about carriers comes from `core.carriers`; this file only asks it and turns its answers into the port's.
"""

from datetime import date
from functools import lru_cache

from core.carriers.catalogue import Catalogue
from core.carriers.model import Requirement
from core.carriers.practice_card import practice_lines
from core.carriers.rate_book import CardKind, RateBook
from core.carriers.rating import Ask, NoQuoteReason, Quote, Shopped, Shopper
from core.money import Money
from core.purchases.port import GatewayRefused, LabelRequest, NoRate, QuoteRequest, Quotes, Rate

SOURCE = "practice"
_SHOPPERS_KEPT = 16


@lru_cache(maxsize=1)
def practice_book() -> RateBook:
    """The invented prices that the program ships, in the form in which they are looked up."""
    return RateBook([(CardKind.PRACTICE, practice_lines())])


class PracticeRates:
    """Prices of one catalogue. Holds nothing but what can be worked out again; prices are read at the first quote."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._shoppers: dict[tuple[str, str, tuple[str, ...]], Shopper] = {}

    def quotes(self, request: QuoteRequest) -> Quotes:
        """Every price and every refusal for a parcel, in an order that never changes; cheapest first."""
        shopped = self._shop(request)
        rates: list[Rate] = []
        refused = [NoRate(no.carrier, no.service, no.reason.value, no.detail) for no in shopped.refused]
        for quote in shopped.quotes:
            no = _withheld(quote)
            if no is None:
                rates.append(_rate(quote))
            else:
                refused.append(no)
        refused += [NoRate(code, "", "rates.not-in-wallet", request.currency) for code in self._foreign(request)]
        return Quotes(tuple(rates), tuple(sorted(refused, key=lambda no: (no.carrier, no.service_code, no.code))))

    def price(self, request: LabelRequest) -> Money | GatewayRefused:
        """What a label costs now; the quoted price of the request does not matter to the provider.

        Only a service of a user's own carrier file, which no practice card can know, costs what was quoted for it.
        """
        asked = QuoteRequest(
            carriers=(request.carrier,),
            currency=request.price.currency,
            ship_from=request.ship_from,
            ship_to=request.ship_to,
            weight=request.weight,
            dims=request.dims,
            ship_day=request.ship_day,
        )
        quotes = self.quotes(asked)
        if any(rate.service_code == request.service_code for rate in quotes.rates):
            return self._charged(request, quotes)
        no = next((no for no in quotes.refused if no.service_code in (request.service_code, "")), None)
        if no is None:
            return GatewayRefused(reason="rates.unknown-service", detail=f"{request.carrier} {request.service_code}")
        if no.code == NoQuoteReason.NO_PRICE.value and self._is_own(request.carrier) and request.price.minor > 0:
            return request.price
        return GatewayRefused(reason=no.code, detail=no.detail)

    def _charged(self, request: LabelRequest, quotes: Quotes) -> Money | GatewayRefused:
        wants_dims = Requirement.DIMENSIONS in self._catalogue.get(request.carrier).requires
        if wants_dims and request.dims is None and not request.allow_without_dims:
            return GatewayRefused(reason="rates.dimensions-required", detail=request.carrier)
        return next(rate.price for rate in quotes.rates if rate.service_code == request.service_code)

    def _is_own(self, carrier: str) -> bool:
        found = self._catalogue.find(carrier)
        return found is not None and not found.is_shipped

    def _shop(self, request: QuoteRequest) -> Shopped:
        key = (request.currency, request.ship_day, request.carriers)
        shopper = self._shoppers.get(key)
        if shopper is None:
            if len(self._shoppers) >= _SHOPPERS_KEPT:
                self._shoppers.clear()
            day = date.fromisoformat(request.ship_day)
            shopper = Shopper(self._catalogue, practice_book(), request.currency, day, carriers=request.carriers)
            self._shoppers[key] = shopper
        return shopper.shop(Ask(request.ship_from, request.ship_to, request.weight, request.dims))

    def _foreign(self, request: QuoteRequest) -> list[str]:
        sold = {carrier.code for carrier in self._catalogue.for_wallet(request.currency)}
        return [code for code in request.carriers if code not in sold]


def _withheld(quote: Quote) -> NoRate | None:
    """A price that nobody can buy at, for want of something that no override replaces."""
    missing = [want.value for want in quote.missing if want is not Requirement.DIMENSIONS]
    return NoRate(quote.carrier, quote.service, f"rates.{missing[0]}-required", quote.carrier) if missing else None


def _rate(quote: Quote) -> Rate:
    return Rate(
        carrier=quote.carrier,
        service_code=quote.service,
        price=quote.price,
        zone=quote.zone,
        billable=quote.billable.text(),
        source=SOURCE,
        rule_id=quote.billable.rule_id,
        at_risk=quote.exposure.likely if quote.exposure else None,
    )
