"""How long the balance lasts, and how much postage to buy: the queue and a week of what labels cost lately (S2-23)."""

from dataclasses import dataclass
from datetime import date, timedelta

from core.accounts.records import Wallet
from core.ledger.accounts import in_transit, wallet_account
from core.ledger.balances import balances_of
from core.money import Money
from core.store.database import Query
from core.wallet.rules import MINIMUM_MINOR, STEP_MINOR, smallest_purchase_covering

WEEK = 7


@dataclass(frozen=True, slots=True)
class BuyingPlan:
    """What a wallet holds against what it will need.

    Attributes:
        wallet: Which.
        available: What may be spent.
        queue: What the waiting labels cost.
        burn: What labels cost in the last seven business days, today among them.
        days_left: Whole days that `available` lasts at this burn, None where nothing was burnt.
        suggested: The smallest purchase that covers the queue and a week's burn, under the ceilings; None where
            nothing is short, or the ceilings leave no room.
        is_capped: The ceilings made it smaller than it should be.
    """

    wallet: str
    available: Money
    queue: Money
    burn: Money
    days_left: int | None
    suggested: Money | None
    is_capped: bool


def week_burn(q: Query, wallet: Wallet, today: str) -> Money:
    """What labels cost in the seven business days that end with `today` (ISO)."""
    first = (date.fromisoformat(today) - timedelta(days=WEEK - 1)).isoformat()
    minor = q.integer(
        "select sum(p.minor) from posting p join journal j on j.number = p.journal where p.account = :account "
        "and j.kind = 'label' and j.business_day >= :first and j.business_day <= :today",
        {"account": wallet_account(wallet.id, wallet.currency).code, "first": first, "today": today},
    )
    return Money(-minor, wallet.currency)


def days_left(available: Money, burn: Money) -> int | None:
    """Whole days that `available` lasts when `burn` goes in seven; None where nothing goes."""
    return max(0, available.minor) * WEEK // burn.minor if burn.minor > 0 else None


def suggest(short: Money, room: Money) -> tuple[Money | None, bool]:
    """The smallest purchase that covers `short` within `room`, and whether `room` made it smaller.

    Args:
        short: What is missing; nothing is suggested when it is not above zero.
        room: The most that one purchase may be now.
    """
    if short.minor <= 0:
        return None, False
    wanted = smallest_purchase_covering(short)
    if wanted <= room:
        return wanted, False
    most = room.minor - room.minor % STEP_MINOR
    return (Money(most, short.currency) if most >= MINIMUM_MINOR else None), True


def plan(q: Query, wallet: Wallet, queue: Money, today: str) -> BuyingPlan:
    """What to buy for `queue` and the week after it."""
    balances = balances_of(q, wallet_account(wallet.id, wallet.currency))
    coming = balances_of(q, in_transit(wallet.id, wallet.currency)).booked
    burn = week_burn(q, wallet, today)
    room = min(wallet.max_purchase, wallet.max_balance - balances.booked - coming)
    amount, capped = suggest(queue + burn - balances.available - coming, room)
    return BuyingPlan(
        wallet=wallet.id, available=balances.available, queue=queue, burn=burn,
        days_left=days_left(balances.available, burn), suggested=amount, is_capped=capped,
    )  # fmt: skip
