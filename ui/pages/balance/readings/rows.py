"""Readings beside the books, in words."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from core.i18n import Tr
from core.money import Money
from core.wallet.rules_readings import Comparison, Explanation
from ui.messages_base import word
from ui.messages_wallet import CLEARED_AS


@dataclass(frozen=True, slots=True)
class ReadingFacts:
    """The readings of one wallet.

    Attributes:
        readings: The newest first.
        explanations: What persons let into the books.
        in_suspense: What nobody can name yet.
        is_sound: The newest reading agrees and nothing lies in suspense.
        is_new: The wallet has no entry yet, so that an opening balance may be booked.
        currency: Of the wallet.
    """

    readings: tuple[Comparison, ...]
    explanations: tuple[Explanation, ...]
    in_suspense: Money
    is_sound: bool
    is_new: bool
    currency: str

    @property
    def to_explain(self) -> Comparison | None:
        """The newest reading, where it differs, nothing is under way and nobody has explained it."""
        newest = self.readings[0] if self.readings else None
        if newest is None or newest.agrees or newest.in_flight:
            return None
        return None if any(one.reading == newest.reading.id for one in self.explanations) else newest


def state_line(tr: Tr, facts: ReadingFacts) -> str:
    """Whether the books and the provider say the same."""
    if facts.is_sound:
        return tr("Reconciled.")
    if not facts.readings:
        return tr("No reading was taken yet.")
    if facts.readings[0].in_flight and not facts.readings[0].agrees:
        return tr("Purchases were under way at the newest reading; its difference proves nothing.")
    return tr("Not reconciled; in suspense: {amount}.", amount=facts.in_suspense)


def age_of(tr: Tr, facts: ReadingFacts, now: datetime) -> str:
    """How old the newest reading is."""
    return tr.age(now - facts.readings[0].reading.as_of) if facts.readings else ""


def read_by(tr: Tr, one: Comparison) -> str:
    """Who says so."""
    return one.reading.actor if one.reading.source == "person" else tr("the provider")


def cleared(tr: Tr, one: Explanation) -> str:
    """What an explanation turned out to be."""
    return word(tr, CLEARED_AS, one.cleared_as.value) if one.cleared_as else tr("in suspense")


def explanation_line(tr: Tr, zone: ZoneInfo, one: Explanation, at: datetime) -> str:
    """An explanation in one line."""
    return tr(
        "{amount}, {who} on {moment}: {reason} ({state})",
        amount=one.amount, who=one.actor, moment=tr.datetime(at, zone), reason=one.reason, state=cleared(tr, one),
    )  # fmt: skip
