"""Choosing a service, and whether a batch can be paid. Pure."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from core.errors import Refused, Rule
from core.money import Money, zero
from core.purchases.port import NoRate, Quotes, Rate
from core.wallet.rules import smallest_purchase_covering


class OrderHeld(Refused):
    """The order is held and may not ship. Fields: ``order``, ``holds`` (codes)."""

    code = "shipments.order-held"


class OrderNotOpen(Refused):
    """The order was shipped or cancelled. Fields: ``order``, ``state``."""

    code = "shipments.order-not-open"


class WeightMissing(Refused):
    """A parcel without a weight cannot be priced. Fields: ``order``."""

    code = "shipments.weight-missing"


class NoService(Refused):
    """No service can be had for this parcel. Fields: ``order``, ``asked``, ``reasons``."""

    code = "shipments.no-service"


NEVER_SOLD = "never"


class NotSold(NoService):
    """The service that was asked for is in the catalogue, and the One Balance does not sell it, wherever it goes.

    Fields: ``order``, ``asked``, ``reasons``, ``carrier`` and ``service`` (codes), ``state`` (of the service, or
    ``never`` for a carrier that the One Balance never pays), ``words_en`` and ``words_fr`` (the source's own words, may
    be empty).
    """

    code = "shipments.not-sold"


class DimensionsMissing(Refused):
    """The carrier charges by size and none was given (S0-38, S0-39).

    Fields: ``order``, ``carrier``, its ``carrier_name`` (for a carrier of the user's own), ``at_risk``.
    """

    code = "shipments.dimensions-missing"
    rule = Rule(
        "Canpar and DHL need dimensions besides the weight",
        "One Balance article, dimensional weight",
        "2026-11-22",
        "any operator, with a reason that is kept with the label",
    )


class Stopped(Refused):
    """A person, or a full disk, stopped the batch before this order's turn; its hold is released. Fields: ``order``."""

    code = "shipments.stopped"


class VoidRefused(Refused):
    """The carrier did not accept the void; the label is still good. Fields: ``label``, ``reason``, ``detail``."""

    code = "shipments.void-refused"


class NotVoidable(Refused):
    """The label is voided already, or its void is being asked. Fields: ``label``, ``state``."""

    code = "shipments.not-voidable"


@dataclass(frozen=True, slots=True)
class Asked:
    """Which service is wanted: codes that may be empty; both empty means the cheapest. `words` are the person's."""

    carrier: str = ""
    service_code: str = ""
    words: str = ""


def choose(order: str, quotes: Quotes, wanted: Sequence[Asked], special: Collection[tuple[str, str]] = ()) -> Rate:
    """The rate that is bought: the first that fits any of `wanted`.

    Args:
        order: Its number, for the refusal.
        quotes: Cheapest first.
        wanted: What is asked for; one without carrier and service fits everything.
        special: ``(carrier, service)`` of services for documents or media only: taken when they are asked for by
            name, never by themselves.

    Raises:
        NoService: Nothing fits; the reasons of all refused services are given.
    """
    for rate in quotes.rates:
        if rate.buyable and any(_fits(rate, asked, special) for asked in wanted):
            return rate
    relevant = [
        refused
        for refused in quotes.refused
        if any(
            asked.carrier in ("", refused.carrier) and asked.service_code in ("", refused.service_code)
            for asked in wanted
        )
    ]
    reasons = "; ".join(dict.fromkeys(f"{no.carrier} {no.service_code}: {_why(no)}" for no in relevant))
    words = wanted[0].words or f"{wanted[0].carrier} {wanted[0].service_code}".strip()
    raise NoService(order=order, asked=words, reasons=reasons or "rates.not-on-this-route")


def _why(refused: NoRate) -> str:
    """The reason; where the provider itself could not be asked, that reason."""
    return (refused.detail if refused.code.startswith("gateway.") else "") or refused.code


def _fits(rate: Rate, asked: Asked, special: Collection[tuple[str, str]]) -> bool:
    if asked.carrier not in ("", rate.carrier):
        return False
    if asked.service_code:
        return rate.service_code == asked.service_code
    return (rate.carrier, rate.service_code) not in special


@dataclass(frozen=True, slots=True)
class Affordability:
    """Per wallet: "41 of 56 labels fit; buy $40 for all" (MISSION section 7, no. 3).

    Attributes:
        wallet: Which.
        labels: How many are wanted.
        fit: How many can be paid, in order.
        total: What all of them cost.
        available: What may be spent.
        buy: The smallest purchase that pays for all, or None.
        suggested: The smallest one that pays for all and for a week like the last, under the ceilings, or None.
        burn: What labels cost in the last seven business days.
        days_left: Whole days that `available` lasts at that burn, None where nothing was burnt.
    """

    wallet: str
    labels: int
    fit: int
    total: Money
    available: Money
    buy: Money | None
    suggested: Money | None = None
    burn: Money | None = None
    days_left: int | None = None


def affordability(wallet: str, available: Money, prices: Sequence[Money]) -> Affordability:
    """How far `available` goes through `prices`, taken in their order."""
    spent, fit = zero(available.currency), 0
    total = zero(available.currency)
    for price in prices:
        total = total + price
        if spent + price <= available:
            spent, fit = spent + price, fit + 1
    short = total - available
    buy = smallest_purchase_covering(short) if short.minor > 0 else None
    return Affordability(wallet, len(prices), fit, total, available, buy)
