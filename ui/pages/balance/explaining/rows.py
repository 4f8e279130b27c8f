"""A waterfall in words."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from core.i18n import Tr
from core.wallet.rules_waterfall import OpenItem, OpenKind, Waterfall
from ui.messages_base import capital, word
from ui.messages_wallet import OPEN_KINDS
from ui.messages_words import PURCHASE_KINDS, TRANSACTION_KINDS


@dataclass(frozen=True, slots=True)
class StepLine:
    """One line of the waterfall. Attributes: what; how many entries; its effect; the balance below it; a sum."""

    name: str
    count: str
    amount: str
    after: str
    is_sum: bool = False


@dataclass(frozen=True, slots=True)
class OpenLine:
    """Something open beside the balance. Attributes: what; how much; about what; expected on."""

    name: str
    amount: str
    about: str
    expected: str


def step_lines(tr: Tr, zone: ZoneInfo, found: Waterfall) -> list[StepLine]:
    """From the confirmed balance down to what may be spent."""
    start = (
        tr("Confirmed {moment}", moment=tr.datetime(found.start_at, zone))
        if found.start_at
        else tr("Beginning of the books; no confirmed reading")
    )
    lines = [StepLine(start, "", "", tr.money(found.start), is_sum=True)]
    for step in found.steps:
        sign = "+" if step.amount.minor > 0 else ""
        name = capital(word(tr, TRANSACTION_KINDS, step.kind))
        lines.append(StepLine(name, tr.number(step.count), f"{sign}{tr.money(step.amount)}", tr.money(step.after)))
    lines.append(StepLine(tr("Booked"), "", "", tr.money(found.booked), is_sum=True))
    if found.reserved.minor:
        lines.append(StepLine(tr("Reserved"), "", tr.money(-found.reserved), tr.money(found.available)))
    lines.append(StepLine(tr("Available"), "", "", tr.money(found.available), is_sum=True))
    return lines


def about(tr: Tr, item: OpenItem) -> str:
    """What an open item is about: a tracking number, or which kind of purchase."""
    is_purchase = item.kind in (OpenKind.HOLD, OpenKind.UNKNOWN)
    return word(tr, PURCHASE_KINDS, item.memo) if is_purchase else item.memo


def open_lines(tr: Tr, found: Waterfall) -> list[OpenLine]:
    """What is open beside it, with the day on which it should end."""
    return [
        OpenLine(
            capital(word(tr, OPEN_KINDS, item.kind.value)), tr.money(item.amount), about(tr, item),
            tr.day(item.expected.isoformat()) if item.expected else "–",
        )
        for item in found.open_items
    ]  # fmt: skip


def provider_line(tr: Tr, found: Waterfall, now: datetime) -> tuple[str, bool]:
    """What the provider said last, and whether the books agree with it."""
    if found.reported is None or found.reported_at is None or found.difference is None:
        return tr("The provider was not asked yet."), True
    said = tr("The provider said {amount}, {age}.", amount=found.reported, age=tr.age(now - found.reported_at))
    if not found.difference.minor:
        return f"{said} {tr('The books agree with it.')}", True
    return f"{said} {tr('Unexplained difference: {amount}.', amount=found.difference)}", False
