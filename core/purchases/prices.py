"""What was shown is what is paid at most. Pure."""

from core.errors import Refused, Rule
from core.money import Money


class PriceRose(Refused):
    """It would cost more than was shown; nothing is bought. Fields: ``order``, ``shown`` and ``now`` (Money)."""

    code = "purchases.price-rose"
    rule = Rule("Nothing is bought for more than was shown", "Postbench, exactly once (M5)", "2026-11-22")


def refuse_dearer(order: str, shown: Money, now: Money) -> None:
    """Refuse a price above the one that was shown, or one that cannot be compared with it.

    Args:
        order: The order's number, for the sentence.
        shown: What the person saw when he said yes.
        now: What it would cost.

    Raises:
        PriceRose: It does.
    """
    if now.currency != shown.currency or now > shown:
        raise PriceRose(order=order, shown=shown, now=now)
