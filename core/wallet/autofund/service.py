"""Use cases of auto-fund: set the rule, stop and resume it, and look whether it should buy (S0-15, S0-27).

Every purchase goes through `core/purchases` like one by hand. The day's counters and the intent are one transaction, so
no crash can buy without counting; what was counted is never given back.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from core.accounts.records import Wallet
from core.accounts.rules import FormProblems
from core.accounts.service import require_ready, setup_of
from core.accounts.store import get_wallet
from core.clock import local_day
from core.context import Desk
from core.errors import OutcomeUnknown, Refused, StationError, Unavailable
from core.failpoints import failpoint
from core.ledger.accounts import in_transit, suspense, wallet_account
from core.ledger.balances import balances_of
from core.ledger.entries import last_business_day
from core.money import Money, zero
from core.people.acts import Act
from core.people.records import Proofs
from core.people.service import require
from core.purchases import store as purchases
from core.purchases.funding_calls import fund, intend_funding
from core.purchases.machine import Till
from core.purchases.port import FundRequest, Reading
from core.purchases.rules import OPEN, Kind, State
from core.purchases.store import Purchase
from core.store.conditions import Condition, standing
from core.store.database import Query, Store, Tx
from core.tasks.rules import TaskKind
from core.tasks.service import raise_task, settle_task
from core.tasks.store import open_of
from core.wallet.autofund import store as rows
from core.wallet.autofund.rules import (
    Autofund,
    AutofundPaused,
    Facts,
    NotSwitchedOff,
    Owner,
    Pause,
    Verdict,
    decide,
    pause_of,
    rule_problems,
)
from core.wallet.rules import check_amount
from core.wallet.service import read_after_payment, take_reading
from core.wallet.store import latest_reading

_CLOCK_GAP = timedelta(days=1)
NO_PROOFS = Proofs()


@dataclass(frozen=True, slots=True)
class AutofundView:
    """The rule of a wallet, what it would do now, and why.

    Attributes:
        rule: The rule.
        verdict: What it would do now.
        pause: Why it waits for a person, None while it runs.
        day: What it did in this business day.
        coming: Fundings that are open; they count as if they were there.
    """

    rule: Autofund
    verdict: Verdict
    pause: Pause | None
    day: rows.Day
    coming: Money


@dataclass(frozen=True, slots=True)
class Ran:
    """What a look came to: the verdict, and the purchase and the error where there is one."""

    verdict: Verdict
    purchase: Purchase | None = None
    error: StationError | None = None


def rule_of(q: Query, wallet: Wallet) -> Autofund:
    """The rule of a wallet; switched off until somebody makes one."""
    nothing = zero(wallet.currency)
    return rows.read_rule(q, wallet.id) or Autofund(wallet.id, Owner.NOBODY, nothing, nothing, 1, nothing)


def set_rule(
    store: Store, desk: Desk, rule: Autofund, *, provider_is_off: bool = False, proofs: Proofs = NO_PROOFS
) -> Autofund:
    """Keep a rule. Changing it always needs a second person where the station has operators.

    Args:
        store: The books.
        desk: Who, where, when.
        rule: As wanted; `paused` and `seen` are kept as they are.
        provider_is_off: The person says that the provider's own automatic purchase is off.
        proofs: Of the person and of the second one.

    Raises:
        FormProblems: What is wrong with it, all at once.
        NotSwitchedOff: We are to buy, and nobody said that the provider does not.
        Refused: A proof is missing.
    """
    with store.write() as tx:
        wallet = get_wallet(tx, rule.wallet)
        before = rule_of(tx, wallet)
        require(tx, desk, Act.AUTOFUND, proofs)
        if rule.owner is Owner.US:
            problems = rule_problems(rule, wallet)
            if problems:
                raise FormProblems(problems)
            if not provider_is_off and before.owner is not Owner.US:
                raise NotSwitchedOff(wallet=wallet.id)
        kept = replace(rule, paused=before.paused, seen=before.seen)
        rows.write_rule(tx, desk, kept, "set")
    return kept


def pause(store: Store, desk: Desk, wallet_id: str, reason: str) -> Autofund:
    """The kill switch: anyone may stop it, at once and without a proof."""
    with store.write() as tx:
        rule = replace(rule_of(tx, get_wallet(tx, wallet_id)), paused=reason.strip() or "stopped")
        rows.write_rule(tx, desk, rule, "pause", rule.paused)
    return rule


def resume(store: Store, desk: Desk, wallet_id: str, *, proofs: Proofs = NO_PROOFS) -> Autofund:
    """Let it run again, after a person has seen what stopped it.

    Raises:
        AutofundPaused: The last purchase is still unknown; it is settled first.
        Refused: A proof is missing.
    """
    with store.write() as tx:
        require(tx, desk, Act.AUTOFUND, proofs)
        last = rows.last_run(tx, wallet_id)
        if last and purchases.get(tx, last).state is State.UNKNOWN:
            raise AutofundPaused(wallet=wallet_id, reason=Pause.UNKNOWN.value)
        rule = replace(rule_of(tx, get_wallet(tx, wallet_id)), paused="", seen=last)
        rows.write_rule(tx, desk, rule, "resume")
    return rule


def autofund_view(q: Query, desk: Desk, wallet: Wallet, *, funds_by_api: bool) -> AutofundView:
    """The rule of a wallet and what it would do now."""
    rule = rule_of(q, wallet)
    facts = facts_of(q, desk, wallet, rule, funds_by_api=funds_by_api)
    day = rows.Day(facts.day, facts.times, facts.spent)
    return AutofundView(rule, decide(rule, facts), pause_of(rule, facts), day, facts.coming)


def facts_of(q: Query, desk: Desk, wallet: Wallet, rule: Autofund, *, funds_by_api: bool) -> Facts:
    """What the decision is made from, read at one moment."""
    now = desk.clock.now()
    balances = balances_of(q, wallet_account(wallet.id, wallet.currency))
    open_fundings = [p for p in purchases.in_states(q, OPEN, Kind.FUNDING) if p.wallet == wallet.id]
    coming = balances_of(q, in_transit(wallet.id, wallet.currency)).booked
    for purchase in open_fundings:
        if purchase.state is not State.PENDING:
            coming += purchase.amount
    reading = latest_reading(q, wallet.id)
    day = max(local_day(now, desk.actor.zone), last_business_day(q), rows.last_day(q, wallet.id))
    counted = rows.read_day(q, wallet.id, day, wallet.currency)
    surplus = zero(wallet.currency)
    if reading is not None and not open_fundings and not balances.reserved.minor:
        surplus = reading.balance - balances.booked
    return Facts(
        is_ready=_is_ready(q, wallet.id), available=balances.available, coming=coming, has_open=bool(open_fundings),
        day=day, times=counted.times, spent=counted.spent, last=_unseen(q, rule),
        reading_age_s=None if reading is None else int(abs(now - reading.as_of).total_seconds()), surplus=surplus,
        suspense=balances_of(q, suspense(wallet.id, wallet.currency)).booked,
        clock_doubt=standing(q, Condition.CLOCK_DOUBT) is not None
        or (reading is not None and reading.as_of - now > _CLOCK_GAP),
        funds_by_api=funds_by_api,
    )  # fmt: skip


def run(till: Till, wallet_id: str) -> Ran:
    """Look at one wallet and buy once if the rule says so; never raises for what a provider answers.

    The provider's balance is asked first when something may be bought. What it cannot do by a program becomes a task
    for a person, and never a pretence.
    """
    api = till.gateway.capabilities().funds_by_api
    with till.store.read() as q:
        wallet = get_wallet(q, wallet_id)
        rule = rule_of(q, wallet)
        verdict = decide(rule, facts_of(q, till.desk, wallet, rule, funds_by_api=api))
    match verdict:
        case Verdict.ENOUGH:
            _settle_tasks(till, wallet_id)
        case Verdict.ASK_PERSON:
            _ask(till, rule)
        case Verdict.BUY | Verdict.STALE_READING | Verdict.UNRECONCILED:
            take_reading(till.store, till.desk, till.gateway, wallet_id)
            return _buy(till, wallet)
        case _:
            pass
    return Ran(verdict)


def _buy(till: Till, wallet: Wallet) -> Ran:
    purchase_id = till.desk.ids.new()
    try:
        request = _intend(till, wallet, purchase_id)
    except Refused as error:  # a ceiling, the station's cap of the day, restored books: nothing was kept
        return Ran(Verdict.REFUSED, error=error)
    if isinstance(request, Verdict):
        return Ran(request)
    failpoint("autofund/intended")
    problem: StationError | None = None
    try:
        fund(till, request)
    except (Refused, Unavailable, OutcomeUnknown) as caught:
        problem = caught  # its purchase stands in the books as it is, and pauses the rule where it must
    read_after_payment(till.store, till.desk, till.gateway, wallet.id)
    with till.store.read() as q:
        return Ran(Verdict.BUY, purchases.get(q, purchase_id), problem)


def _intend(till: Till, wallet: Wallet, purchase_id: str) -> FundRequest | Verdict:
    """Decide once more on a fresh reading, and keep intent and counters in one transaction."""
    with till.store.write() as tx:
        rule = rule_of(tx, wallet)
        facts = facts_of(tx, till.desk, wallet, rule, funds_by_api=True)
        verdict = decide(rule, facts)
        if verdict is not Verdict.BUY:
            return verdict
        check_amount(rule.amount, wallet, facts.available + facts.coming)
        payment = setup_of(tx, wallet.id).payment
        method = payment.nickname if payment else ""
        intend_funding(tx, till.desk, purchase_id, wallet.id, rule.amount, method)
        rows.count_run(tx, till.desk, rule, purchase_id, facts.day)
        return FundRequest(purchase_id, wallet.id, rule.amount, method)


def _ask(till: Till, rule: Autofund) -> None:
    today = local_day(till.desk.clock.now(), till.desk.actor.zone)
    with till.store.write() as tx:
        if any(task.kind is TaskKind.BUY_POSTAGE for task in open_of(tx, rule.wallet)):
            return
        raise_task(
            tx, till.desk, key=f"autofund:{rule.wallet}:{today}", kind=TaskKind.BUY_POSTAGE, subject=rule.wallet,
            due=date.fromisoformat(today),
            fields={"amount_minor": str(rule.amount.minor), "currency": rule.amount.currency},
        )  # fmt: skip


def _settle_tasks(till: Till, wallet_id: str) -> None:
    with till.store.read() as q:
        keys = [task.key for task in open_of(q, wallet_id) if task.kind is TaskKind.BUY_POSTAGE]
    if keys:
        with till.store.write() as tx:
            for key in keys:
                settle_task(tx, till.desk, key, "funded")


def _unseen(q: Query, rule: Autofund) -> State | None:
    last = rows.last_run(q, rule.wallet)
    return purchases.get(q, last).state if last and last != rule.seen else None


def _is_clock_doubtful(q: Query, reading: Reading | None, now: datetime) -> bool:
    """A jump that nobody confirmed, or a provider whose clock is far ahead of ours."""
    is_behind = reading is not None and reading.as_of - now > _CLOCK_GAP
    return is_behind or standing(q, Condition.CLOCK_DOUBT) is not None


def _is_ready(q: Query | Tx, wallet_id: str) -> bool:
    try:
        require_ready(q, wallet_id)
    except Refused:
        return False
    return True
