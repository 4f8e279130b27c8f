"""When auto-fund buys, and why it does not (M6; facts: ledger 3.6; MISSION S0-15, S0-27). Pure."""

from dataclasses import dataclass
from enum import Enum

from core.accounts.records import Wallet
from core.errors import Problem, Refused
from core.money import Money
from core.purchases.rules import State
from core.wallet.rules import MINIMUM_MINOR, STEP_MINOR

MAX_TIMES_A_DAY = 24
STALE_S = 15 * 60


class Owner(Enum):
    """Who buys when the balance runs low: one of them, never both (both switched on fund twice)."""

    NOBODY = "nobody"
    US = "us"
    PROVIDER = "provider"


class Verdict(Enum):
    """What auto-fund does now, or what keeps it from buying."""

    BUY = "buy"
    ASK_PERSON = "ask-person"
    ENOUGH = "enough"
    OFF = "off"
    PROVIDER_BUYS = "provider-buys"
    PAUSED = "paused"
    NOT_READY = "not-ready"
    FUNDING_OPEN = "funding-open"
    TIMES_USED_UP = "times-used-up"
    MONEY_USED_UP = "money-used-up"
    STALE_READING = "stale-reading"
    UNRECONCILED = "unreconciled"
    CLOCK_DOUBT = "clock-doubt"
    REFUSED = "refused"


class Pause(Enum):
    """Why the rule waits for a person."""

    BY_PERSON = "by-person"
    DECLINED = "declined"
    UNKNOWN = "unknown"


PAUSING: dict[State, Pause] = {
    State.REFUSED: Pause.DECLINED,
    State.UNKNOWN: Pause.UNKNOWN,
    State.ABSENT: Pause.UNKNOWN,
}


@dataclass(frozen=True, slots=True)
class Autofund:
    """The rule of one wallet.

    Attributes:
        wallet: Which.
        owner: Who buys.
        threshold: Below this the wallet is low.
        amount: What is bought at a time; a multiple of 10.00.
        max_times: How often in one business day.
        max_day: How much in one business day.
        paused: A person's kill switch, with the reason; empty while it runs.
        seen: Id of the last purchase whose outcome a person has seen; an older decline no longer pauses.
    """

    wallet: str
    owner: Owner
    threshold: Money
    amount: Money
    max_times: int
    max_day: Money
    paused: str = ""
    seen: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """What the decision is made from.

    Attributes:
        is_ready: Set-up finished and the wallet open.
        available: Booked less reserved.
        coming: Fundings that are open: in transit, being sent, unknown. They count, so that no loop can form.
        has_open: Whether a funding is open.
        day: The business day, never earlier than the last one that was counted.
        times: Purchases by auto-fund in it.
        spent: Money of them.
        last: State of the last purchase by auto-fund that no person has seen yet, None when there is none.
        reading_age_s: Age of the provider's balance, None when it was never asked.
        surplus: How much more the provider says it has than our books, where nothing is open; zero or less is fine.
        suspense: What nobody has explained; zero when the books are reconciled.
        clock_doubt: Whether the clock may be wrong.
        funds_by_api: Whether the provider can be funded by a program at all.
    """

    is_ready: bool
    available: Money
    coming: Money
    has_open: bool
    day: str
    times: int
    spent: Money
    last: State | None
    reading_age_s: int | None
    surplus: Money
    suspense: Money
    clock_doubt: bool
    funds_by_api: bool


class AutofundPaused(Refused):
    """It waits for a person. Fields: ``wallet``, ``reason``."""

    code = "autofund.paused"


class NotSwitchedOff(Refused):
    """The provider's own automatic purchase must be off first. Fields: ``wallet``."""

    code = "autofund.provider-not-off"


def pause_of(rule: Autofund, facts: Facts) -> Pause | None:
    """Why the rule waits for a person, None while it runs."""
    if rule.paused:
        return Pause.BY_PERSON
    return PAUSING.get(facts.last) if facts.last else None


def decide(rule: Autofund, facts: Facts) -> Verdict:
    """What to do now; the first thing that stands in the way wins."""
    if rule.owner is Owner.NOBODY:
        return Verdict.OFF
    if rule.owner is Owner.PROVIDER:
        return Verdict.PROVIDER_BUYS
    if not facts.is_ready:
        return Verdict.NOT_READY
    if pause_of(rule, facts) is not None:
        return Verdict.PAUSED
    if facts.available + facts.coming >= rule.threshold:
        return Verdict.ENOUGH
    if facts.clock_doubt:
        return Verdict.CLOCK_DOUBT
    if not facts.funds_by_api:
        return Verdict.ASK_PERSON
    return _may_buy(rule, facts)


def _may_buy(rule: Autofund, facts: Facts) -> Verdict:
    if facts.has_open:
        return Verdict.FUNDING_OPEN
    if facts.times >= rule.max_times:
        return Verdict.TIMES_USED_UP
    if facts.spent + rule.amount > rule.max_day:
        return Verdict.MONEY_USED_UP
    if facts.reading_age_s is None or facts.reading_age_s > STALE_S:
        return Verdict.STALE_READING
    if facts.suspense.minor or facts.surplus.minor > 0:
        return Verdict.UNRECONCILED
    return Verdict.BUY


def rule_problems(rule: Autofund, wallet: Wallet) -> list[Problem]:
    """Everything wrong with a rule, at once."""
    problems = []
    if rule.threshold.minor <= 0:
        problems.append(Problem("threshold", "autofund.threshold", str(rule.threshold)))
    if rule.amount.minor < MINIMUM_MINOR or rule.amount.minor % STEP_MINOR:
        problems.append(Problem("amount", "autofund.amount", str(rule.amount)))
    elif rule.amount > wallet.max_purchase:
        problems.append(Problem("amount", "autofund.above-purchase-ceiling", str(wallet.max_purchase)))
    if rule.threshold + rule.amount > wallet.max_balance:
        problems.append(Problem("threshold", "autofund.above-balance-ceiling", str(wallet.max_balance)))
    if not 1 <= rule.max_times <= MAX_TIMES_A_DAY:
        problems.append(Problem("max_times", "autofund.max-times", str(rule.max_times)))
    if rule.max_day < rule.amount:
        problems.append(Problem("max_day", "autofund.max-day", str(rule.max_day)))
    return problems
