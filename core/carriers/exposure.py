"""The cents at risk when nobody measured a parcel: seed "One Balance", adjustments after delivery (S0-38, S0-39)."""

from dataclasses import dataclass

from core.carriers.billable import apply_rule
from core.carriers.model import DimRule
from core.carriers.rate_book import Steps
from core.money import Money
from core.units import Dimensions, Weight


@dataclass(frozen=True, slots=True)
class Exposure:
    """What a size that nobody measured may cost later (S0-38, S0-39).

    Attributes:
        likely: The difference when the parcel is as large as the carrier file's common carton; where that carton is
            heavier than the card goes, the price of the card's last step grows with the weight.
        worst: The difference to the dearest step of the card.
        box: That carton.
    """

    likely: Money
    worst: Money
    box: Dimensions


def exposure(
    rule: DimRule,
    steps: Steps,
    weight: Weight,
    dims: Dimensions | None,
    paid_minor: int,
    currency: str,
    box_um: tuple[int, int, int],
) -> Exposure | None:
    """The cents at risk of a label that is bought by weight alone, or None when the size is known or never counts.

    Args:
        rule: The weight rule of the service and day.
        steps: The prices of the service and zone.
        weight: What the scale said.
        dims: Known size: nothing is at risk then.
        paid_minor: The price by weight alone, minor units.
        currency: Of the prices.
        box_um: The carrier file's common carton, micrometres.
    """
    if dims is not None or not rule.divisor or not box_um[0]:
        return None
    box = Dimensions(*box_um)
    charged_mg = apply_rule(rule, weight, box).mg
    in_box = steps.price(charged_mg)
    dearest = steps.prices[-1]
    if in_box is None:  # never less than what the card knows, and never a false zero
        in_box = dearest = -(-dearest * charged_mg // steps.up_to_mg[-1])
    likely = in_box - paid_minor
    return Exposure(Money(max(0, likely), currency), Money(max(0, dearest - paid_minor), currency), box)
