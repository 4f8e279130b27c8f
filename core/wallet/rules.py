"""The amount rules of One Balance (M6; MISSION S2-23, contradictions C2 and C3). Pure."""

from core.accounts.records import Wallet
from core.errors import Refused, Rule
from core.money import Money, parse_money

STEP_MINOR = 1000
MINIMUM_MINOR = 1000
_STEP_RULE = Rule(
    "Postage is bought in multiples of 10.00, at least 10.00",
    "One Balance in The Hub (purchase amount); Stamps.com minimum",
    "2026-11-22",
)
_CEILING_RULE = Rule(
    "Ceilings of one purchase and of the balance", "ShipStation help, auto-funding", "2026-11-22", "owner"
)


class NotPositive(Refused):
    """Zero or less. Fields: ``amount``."""

    code = "wallet.not-positive"
    rule = _STEP_RULE


class BelowMinimum(Refused):
    """Less than 10.00. Fields: ``amount``, ``minimum``."""

    code = "wallet.below-minimum"
    rule = _STEP_RULE


class NotAMultiple(Refused):
    """Not a multiple of 10.00. Fields: ``amount``, ``lower``, ``upper`` (the nearest that may be bought)."""

    code = "wallet.not-a-multiple"
    rule = _STEP_RULE


class AbovePurchaseCeiling(Refused):
    """More than one purchase may be. Fields: ``amount``, ``ceiling``."""

    code = "wallet.above-purchase-ceiling"
    rule = _CEILING_RULE


class AboveBalanceCeiling(Refused):
    """The balance would pass its ceiling. Fields: ``amount``, ``ceiling``, ``balance``."""

    code = "wallet.above-balance-ceiling"
    rule = _CEILING_RULE


def check_amount(amount: Money, wallet: Wallet, balance: Money) -> None:
    """Refuse an amount that may not be bought.

    Args:
        amount: What the person asks for, in the wallet's currency.
        wallet: Its ceilings.
        balance: Booked plus in transit, before.

    Raises:
        NotPositive, BelowMinimum, AbovePurchaseCeiling, AboveBalanceCeiling, NotAMultiple: In this order, so that the
            amounts that the last one names may be bought.
    """
    if amount.minor <= 0:
        raise NotPositive(amount=amount)
    if amount.minor < MINIMUM_MINOR:
        raise BelowMinimum(amount=amount, minimum=Money(MINIMUM_MINOR, amount.currency))
    if amount > wallet.max_purchase:
        raise AbovePurchaseCeiling(amount=amount, ceiling=wallet.max_purchase)
    if balance + amount > wallet.max_balance:
        raise AboveBalanceCeiling(amount=amount, ceiling=wallet.max_balance, balance=balance)
    if amount.minor % STEP_MINOR:
        lower = amount.minor - amount.minor % STEP_MINOR
        room = min(wallet.max_purchase, wallet.max_balance - balance).minor
        upper = lower + STEP_MINOR if lower + STEP_MINOR <= room else lower
        raise NotAMultiple(amount=amount, lower=Money(lower, amount.currency), upper=Money(upper, amount.currency))


def read_amount(text: str, wallet: Wallet, balance: Money) -> Money:
    """Read what a person typed and check it, for the field while typing and for the command.

    Raises:
        BadText: No single reading.
        Refused: A rule of `check_amount` said no.
    """
    amount = parse_money(text, wallet.currency)
    check_amount(amount, wallet, balance)
    return amount


def smallest_purchase_covering(short: Money) -> Money:
    """The smallest amount that may be bought and covers `short` (which is more than zero)."""
    steps = -(-max(short.minor, MINIMUM_MINOR) // STEP_MINOR)
    return Money(steps * STEP_MINOR, short.currency)
