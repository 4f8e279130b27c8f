"""The dated rules of a wallet out of `resources/wallet_rules.toml`, and a station's own file beside the books."""

import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from core.errors import Refused
from core.resources import resource

FILE_NAME = "wallet_rules.toml"
_DAYS_MAX = 1000
_SATURDAY = 5


class WalletRulesUnreadable(Refused):
    """The station's own rules are not rules. Fields: ``file``, ``place``."""

    code = "wallet.rules-unreadable"


@dataclass(frozen=True, slots=True)
class ClosingRule:
    """When the rest of a closed wallet comes back.

    Attributes:
        id: Stable for ever.
        first_days: Calendar days after the request at which it may come.
        last_days: Calendar days after which it should have come, before `business_days`.
        business_days: Days from Monday to Friday on top of them.
        source: Who says so.
        as_of: Since when we know.
    """

    id: str
    first_days: int
    last_days: int
    business_days: int
    source: str
    as_of: date

    def window(self, requested: date) -> tuple[date, date]:
        """The first and the last day on which the money is expected."""
        last = requested + timedelta(days=self.last_days)
        for _ in range(self.business_days):
            last += timedelta(days=1)
            while last.weekday() >= _SATURDAY:
                last += timedelta(days=1)
        return requested + timedelta(days=self.first_days), last


@dataclass(frozen=True, slots=True)
class DisputeRule:
    """How long an adjustment may be disputed, in calendar days after delivery."""

    days: int
    source: str
    as_of: date


@dataclass(frozen=True, slots=True)
class RefundRule:
    """After how many calendar days a refund is asked for whose carrier names no day."""

    ask_after_days: int
    source: str
    as_of: date


@dataclass(frozen=True, slots=True)
class WalletRules:
    """All of them: `closing` is the one of `closings` that is in use."""

    closing: ClosingRule
    closings: tuple[ClosingRule, ...]
    dispute: DisputeRule
    refund: RefundRule


def load_wallet_rules(directory: Path) -> WalletRules:
    """The shipped rules, and on top of them those of the file in the data directory, if there is one.

    Raises:
        WalletRulesUnreadable: The station's own file is not right; nothing is guessed.
    """
    shipped = _table(resource(FILE_NAME))
    own_path = directory / FILE_NAME
    own = _table(own_path) if own_path.exists() else {}
    closings = {rule.id: rule for rule in (*_closings(shipped), *_closings(own))}
    in_use = own.get("closing_in_use", shipped["closing_in_use"])
    if not isinstance(in_use, str) or in_use not in closings:
        raise WalletRulesUnreadable(file=FILE_NAME, place="closing_in_use")
    said = _one(own, shipped, "dispute")
    dispute = DisputeRule(_days(said, "days", "dispute"), _text(said, "source", "dispute"), _day(said, "dispute"))
    said = _one(own, shipped, "refund")
    refund = RefundRule(_days(said, "ask_after_days", "refund"), _text(said, "source", "refund"), _day(said, "refund"))
    return WalletRules(closings[in_use], tuple(closings.values()), dispute, refund)


def _one(own: dict[str, object], shipped: dict[str, object], name: str) -> dict[str, object]:
    table = own.get(name, shipped[name])
    if not isinstance(table, dict):
        raise WalletRulesUnreadable(file=FILE_NAME, place=name)
    return table


def _table(path: Path) -> dict[str, object]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise WalletRulesUnreadable(file=path.name, place=str(error)[:80]) from error


def _closings(table: dict[str, object]) -> list[ClosingRule]:
    raw = table.get("closing", [])
    if not isinstance(raw, list) or not all(isinstance(one, dict) for one in raw):
        raise WalletRulesUnreadable(file=FILE_NAME, place="closing")
    return [
        ClosingRule(
            _text(one, "id", "closing"), _days(one, "first_days", "closing"), _days(one, "last_days", "closing"),
            _days(one, "business_days", "closing"), _text(one, "source", "closing"), _day(one, "closing"),
        )
        for one in raw
    ]  # fmt: skip


def _text(table: dict[str, object], name: str, place: str) -> str:
    value = table.get(name)
    if not isinstance(value, str) or not value.strip():
        raise WalletRulesUnreadable(file=FILE_NAME, place=f"{place}.{name}")
    return value


def _days(table: dict[str, object], name: str, place: str) -> int:
    value = table.get(name)
    if type(value) is not int or not 0 <= value <= _DAYS_MAX:
        raise WalletRulesUnreadable(file=FILE_NAME, place=f"{place}.{name}")
    return value


def _day(table: dict[str, object], place: str) -> date:
    value = table.get("as_of")
    if type(value) is not date:
        raise WalletRulesUnreadable(file=FILE_NAME, place=f"{place}.as_of")
    return value
