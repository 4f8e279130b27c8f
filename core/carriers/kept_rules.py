"""The void rule that a label was bought under, as text that is stored with the label: it counts whatever becomes of the
carrier's file later (DESIGN house rule 5).
"""

import json
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from core.carriers.model import Carrier, RefundTiming, VoidPolicy, VoidRule
from core.carriers.rules import ONE_BALANCE, void_rule


@dataclass(frozen=True, slots=True)
class KeptRule:
    """A rule with where it was read.

    Attributes:
        rule: As it stood when the label was bought.
        source: Title of the source.
        as_of: The day on which it was read.
    """

    rule: VoidRule
    source: str
    as_of: date


def rule_text(carrier: Carrier, at: datetime, zone: ZoneInfo) -> str:
    """The rule of `carrier` for a label of the One Balance that is bought at `at`; empty where no source has one."""
    rule = void_rule(carrier, ONE_BALANCE, at, zone)
    if rule is None:
        return ""
    source = next(one for one in carrier.sources if one.id == rule.source)
    kept = {
        "id": rule.id, "channel": rule.channel, "policy": rule.policy.value, "earliest_minutes": rule.earliest_minutes,
        "latest_days": rule.latest_days, "refund": rule.refund.value, "refund_days": rule.refund_days,
        "valid_from": _day_text(rule.valid_from), "valid_to": _day_text(rule.valid_to), "note_en": rule.note_en,
        "note_fr": rule.note_fr, "source": rule.source, "title": source.title, "as_of": source.as_of.isoformat(),
    }  # fmt: skip
    return json.dumps(kept, ensure_ascii=False, sort_keys=True)


@lru_cache(maxsize=64)
def kept_rule(text: str) -> KeptRule | None:
    """What `rule_text` wrote; None for a label from before rules were kept, or whose carrier had none."""
    if not text:
        return None
    kept = json.loads(text)
    rule = VoidRule(
        id=kept["id"], channel=kept["channel"], policy=VoidPolicy(kept["policy"]),
        earliest_minutes=kept["earliest_minutes"], latest_days=kept["latest_days"],
        refund=RefundTiming(kept["refund"]), refund_days=kept["refund_days"], valid_from=_day(kept["valid_from"]),
        valid_to=_day(kept["valid_to"]), note_en=kept["note_en"], note_fr=kept["note_fr"], source=kept["source"],
    )  # fmt: skip
    return KeptRule(rule, kept["title"], date.fromisoformat(kept["as_of"]))


def rule_of(text: str, carrier: Carrier | None, made: datetime, zone: ZoneInfo) -> KeptRule | None:
    """The rule of a label: the one it kept, else that of its carrier's file for the day it was made."""
    kept = kept_rule(text)
    return kept if kept is not None or carrier is None else kept_rule(rule_text(carrier, made, zone))


def _day_text(day: date | None) -> str:
    return day.isoformat() if day else ""


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
