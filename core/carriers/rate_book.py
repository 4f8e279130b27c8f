"""Rate lines and the book that finds a price in them: integers, sorted once, looked up by bisection."""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum


class CardKind(Enum):
    """Where a price comes from; a price from a card is never called live."""

    PRACTICE = "practice"  # invented, shipped with the program
    OWN = "own-card"  # the operator's


@dataclass(frozen=True, slots=True)
class RateLine:
    """One price.

    Attributes:
        carrier: Catalogue code.
        service: Service code.
        zone: A zone name, country, region, postal prefix or ``*`` (see `zones`).
        up_to_mg: The price holds for charged weights up to this, milligrams.
        unit: Unit in which the step was written, ``lb`` or ``kg``, ``oz`` or ``g``.
        price_minor: Minor units, more than 0.
        currency: ISO code.
        valid_from: First ship day, ISO; empty for practice prices.
        valid_to: Last ship day, ISO; empty until further notice.
        id: Stored line id, empty before it is stored and for practice prices.
        card: Stored card id, likewise.
    """

    carrier: str
    service: str
    zone: str
    up_to_mg: int
    unit: str
    price_minor: int
    currency: str
    valid_from: str = ""
    valid_to: str = ""
    id: str = ""
    card: str = ""


@dataclass(frozen=True, slots=True)
class Steps:
    """The weight steps of one carrier, service, zone and currency, from one card.

    Attributes:
        up_to_mg: Rising.
        prices: Minor units, one for each step.
        kind: Whose card.
        day: `valid_from` of the operator's card, empty for practice.
    """

    up_to_mg: tuple[int, ...]
    prices: tuple[int, ...]
    kind: CardKind
    day: str

    def price(self, billable_mg: int) -> int | None:
        """The price of a charged weight, or None when it is heavier than the last step."""
        at = bisect_left(self.up_to_mg, billable_mg)
        return self.prices[at] if at < len(self.prices) else None


class RateBook:
    """Prices by carrier, service, zone and currency; of several cards the earlier given one has a zone alone."""

    def __init__(self, cards: Iterable[tuple[CardKind, Iterable[RateLine]]]) -> None:
        self._steps: dict[tuple[str, str, str, str], Steps] = {}
        for kind, lines in cards:
            for key, steps in _sorted_steps(kind, lines).items():
                self._steps.setdefault(key, steps)

    def steps(self, carrier: str, service: str, currency: str, zone_keys: Iterable[str]) -> tuple[str, Steps] | None:
        """The narrowest zone of `zone_keys` that has prices, and its steps; or None.

        An operator's own prices go before practice prices, even when those name the zone more narrowly.
        """
        found = [
            (key, self._steps[carrier, service, key, currency])
            for key in zone_keys
            if (carrier, service, key, currency) in self._steps
        ]
        own = [pair for pair in found if pair[1].kind is CardKind.OWN]
        return next(iter((*own, *found)), None)


def _sorted_steps(kind: CardKind, lines: Iterable[RateLine]) -> dict[tuple[str, str, str, str], Steps]:
    """Group and sort; where two cards price the same zone, the first card of `lines` counts."""
    groups: dict[tuple[str, str, str, str], list[RateLine]] = {}
    for line in lines:
        group = groups.setdefault((line.carrier, line.service, line.zone, line.currency), [])
        if not group or group[0].card == line.card:
            group.append(line)
    result = {}
    for key, group in groups.items():
        group.sort(key=lambda line: line.up_to_mg)
        result[key] = Steps(
            tuple(line.up_to_mg for line in group),
            tuple(line.price_minor for line in group),
            kind,
            group[0].valid_from,
        )
    return result
