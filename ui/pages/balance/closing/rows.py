"""The closing of an account in words: where it stands, what is open, how long the balance lasts, what comes next."""

from dataclasses import dataclass
from enum import Enum

from core.accounts.records import Wallet
from core.carriers.catalogue import Catalogue
from core.i18n import Tr
from core.money import Money, total
from core.wallet.rules_closing import BLOCKING, ClosingState, ClosingView
from core.wallet.rules_waterfall import Drain, OpenItem
from ui.carrier_words import carrier_of, service_of
from ui.messages_base import capital, word
from ui.messages_wallet import AVOIDED, OPEN_KINDS
from ui.pages.balance.explaining.rows import about


class Step(Enum):
    """What the guided flow asks for now."""

    BEGIN = 1
    EMPTY = 2
    ASK = 3
    RECEIVE = 4
    CLOSED = 5


@dataclass(frozen=True, slots=True)
class ClosingFacts:
    """One wallet on its way out.

    Attributes:
        wallet: It.
        view: What is open and when the money would come.
        plan: How the balance could be used up instead.
        is_overdue: The money should have come before today.
    """

    wallet: Wallet
    view: ClosingView
    plan: Drain
    is_overdue: bool

    @property
    def step(self) -> Step:
        """What comes next."""
        closing = self.view.closing
        if closing is None or closing.state is ClosingState.CANCELLED:
            return Step.BEGIN if self.wallet.state == "open" else Step.CLOSED
        match closing.state:
            case ClosingState.BEGUN:
                return Step.EMPTY if self.view.blocked_by else Step.ASK
            case ClosingState.REQUESTED:
                return Step.RECEIVE
            case _:
                return Step.CLOSED

    @property
    def at_risk(self) -> Money:
        """What labels that may still be voided cost; lost with the account."""
        return total([clock.label.price for clock in self.view.voidable], self.view.booked.currency)

    @property
    def has_letter(self) -> bool:
        """Whether there is a request with a sum, and so a letter."""
        closing = self.view.closing
        if closing is None or closing.state is ClosingState.CANCELLED or closing.amount is None:
            return False
        return closing.amount.minor > 0


def only_way(tr: Tr, facts: ClosingFacts) -> str:
    """What closing means, and when the money would come."""
    first, last = facts.view.first_day.isoformat(), facts.view.last_day.isoformat()
    return tr(
        "Money comes back only by closing the account, all of it, between {first} and {last}.",
        first=tr.day(first), last=tr.day(last),
    )  # fmt: skip


def open_line(tr: Tr, item: OpenItem) -> tuple[str, bool]:
    """Something open, and whether the rest cannot be asked back before it ends."""
    parts = [f"{tr.money(item.amount)}  {capital(word(tr, OPEN_KINDS, item.kind.value))}", about(tr, item)]
    if item.expected is not None:
        parts.append(tr.day(item.expected.isoformat()))
    return " · ".join(part for part in parts if part), item.kind in BLOCKING


def voidable_line(tr: Tr, facts: ClosingFacts) -> str:
    """Labels whose money is lost with the account."""
    count = len(facts.view.voidable)
    return tr.n(
        "{n} label may still be voided; its money, {amount}, is lost with the account.",
        "{n} labels may still be voided; their money, {amount}, is lost with the account.",
        count, amount=facts.at_risk,
    )  # fmt: skip


def plan_lines(tr: Tr, catalogue: Catalogue, plan: Drain) -> list[str]:
    """How to use the balance up instead: how long it lasts, and what not to buy."""
    if plan.days_left is None or plan.run_out is None:
        lines = [tr("Nothing was bought in the last 28 days: how long the balance lasts cannot be said.")]
    else:
        lines = [
            tr(
                "At {burn} in 28 days, {available} lasts {days}, until {day}.", burn=plan.burn,
                available=plan.available, days=tr.n("{n} day", "{n} days", plan.days_left),
                day=tr.day(plan.run_out.isoformat()),
            )
        ]  # fmt: skip
    lines += [word(tr, AVOIDED, one.value) for one in plan.avoid]
    for one in plan.too_dear:
        service = service_of(catalogue, one.carrier, one.service_code, tr.lang)
        lines.append(f"– {carrier_of(catalogue, one.carrier, tr.lang)}  {service}  {tr.money(one.least)}")
    return lines


def asked_line(tr: Tr, facts: ClosingFacts) -> str:
    """What was asked back and when it is expected; nothing before."""
    closing = facts.view.closing
    if closing is None or facts.step is not Step.RECEIVE:
        return ""
    return tr(
        "{amount} was asked back on {day}; expected between {first} and {last}.",
        amount=closing.amount or facts.view.booked, day=tr.day(closing.requested), first=tr.day(closing.first_day),
        last=tr.day(closing.last_day),
    )  # fmt: skip
