"""Prices from the operator's own rate cards, beside what the provider quotes; never called live (S0-03)."""

from datetime import date

from core.accounts.records import Wallet
from core.address import Address
from core.carriers.catalogue import Catalogue
from core.carriers.rate_book import CardKind, RateBook
from core.carriers.rating import Ask, Shopper
from core.carriers.store import lines_on
from core.orders.records import Order
from core.purchases.port import Rate
from core.store.database import Query

SOURCE = "own-card"


class OwnCards:
    """The cards that hold on one ship day, made once for a batch."""

    def __init__(self, q: Query, catalogue: Catalogue, ship_day: str) -> None:
        self._catalogue = catalogue
        self._day = date.fromisoformat(ship_day)
        lines = lines_on(q, ship_day)
        self._book = RateBook([(CardKind.OWN, lines)]) if lines else None
        self._shoppers: dict[str, Shopper] = {}

    def rates(self, wallet: Wallet, order: Order, ship_from: Address) -> tuple[Rate, ...]:
        """Prices for an order. Only services of a user's own carrier file can be bought at them: for the others the
        provider has its own price.
        """
        if self._book is None or order.weight is None:
            return ()
        shopper = self._shoppers.get(wallet.id)
        if shopper is None:
            shopper = Shopper(self._catalogue, self._book, wallet.currency, self._day, carriers=wallet.carriers)
            self._shoppers[wallet.id] = shopper
        shopped = shopper.shop(Ask(ship_from, order.ship_to, order.weight, order.dims))
        return tuple(
            Rate(
                carrier=quote.carrier, service_code=quote.service, price=quote.price, zone=quote.zone,
                billable=quote.billable.text(), source=SOURCE, source_day=quote.card_day,
                rule_id=quote.billable.rule_id, at_risk=quote.exposure.likely if quote.exposure else None,
                buyable=not self._catalogue.get(quote.carrier).is_shipped,
            )
            for quote in shopped.quotes
        )  # fmt: skip
