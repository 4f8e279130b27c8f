"""The dated rules of billing out of `resources/billing_rules.toml`, and a station's own file beside the books."""

import tomllib
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from pathlib import Path
from typing import TypeVar

from core.billing.records import AccountKind, CarrierAccount, Channel, Method, Support
from core.billing.rules import Allowed, Denied, Offer, offer
from core.errors import Refused
from core.resources import resource

FILE_NAME = "billing_rules.toml"
_ANY = "*"
_NUMBER_MAX = 1000
_E = TypeVar("_E", bound=Enum)
_Table = dict[str, object]


class BillingRulesUnreadable(Refused):
    """The station's own billing rules are not rules. Fields: ``file``, ``place``."""

    code = "billing.rules-unreadable"


@dataclass(frozen=True, slots=True)
class Keeping:
    """How long a provider keeps its statements, and where they are (C9)."""

    carrier: str
    months: int
    remind_days: int
    where: str


@dataclass(frozen=True, slots=True)
class BillingRules:
    """All of them; the first that fits counts, a station's own before those that came with the program."""

    allowed: tuple[Allowed, ...]
    denied: tuple[Denied, ...]
    due_days: tuple[tuple[Method, int], ...]
    keepings: tuple[Keeping, ...]
    supports: tuple[tuple[str, Support], ...]

    def offers(self, account: CarrierAccount, channel: Channel, *, has_meter: bool) -> list[Offer]:
        """Every method as it is shown to `account` at `channel`."""
        own = any(rule.carrier == account.carrier for rule in self.allowed)
        carrier = account.carrier if own else _ANY
        of_kind = [rule for rule in self.allowed if (rule.carrier, rule.kind) == (carrier, account.kind)]
        here = next((rule for rule in of_kind if channel in rule.channels), None)
        elsewhere = replace(of_kind[0], methods=()) if of_kind else None
        said = {d.method: d for d in self.denied if d.carrier in (carrier, _ANY) and d.kind is account.kind}
        return [offer(account, one, here or elsewhere, said.get(one), has_meter=has_meter) for one in Method]

    def days_until_due(self, method: Method) -> int:
        """How long what was bought by `method` may wait."""
        return next(days for one, days in self.due_days if one is method)

    def keeping(self, carrier: str) -> Keeping:
        """How long this carrier keeps its statements."""
        return next(one for one in self.keepings if one.carrier in (carrier, _ANY))

    def support(self, carrier: str) -> Support:
        """Who helps, as far as a source says."""
        return next((card for code, card in self.supports if code == carrier), Support())


def load_billing_rules(directory: Path) -> BillingRules:
    """The shipped rules, and before them those of the file in the data directory, if there is one.

    Raises:
        BillingRulesUnreadable: The station's own file is not right; nothing is guessed.
    """
    tables = [_read(resource(FILE_NAME))]
    own = directory / FILE_NAME
    if own.exists():
        tables.insert(0, _read(own))
    return BillingRules(
        allowed=tuple(_allowed(one) for one in _tables(tables, "allowed")),
        denied=tuple(_denied(one) for one in _tables(tables, "refused")),
        due_days=tuple((_one(Method, one, "method"), _number(one, "days")) for one in _tables(tables, "due")),
        keepings=tuple(
            Keeping(_text(one, "carrier"), _number(one, "months"), _number(one, "remind_days"), _maybe(one, "where"))
            for one in _tables(tables, "keeping")
        ),
        supports=tuple(
            (_text(one, "carrier"), Support(_maybe(one, "phone"), _maybe(one, "page")))
            for one in _tables(tables, "support")
        ),
    )


def _read(path: Path) -> _Table:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BillingRulesUnreadable(file=FILE_NAME, place=str(error)[:80]) from error


def _tables(files: list[_Table], name: str) -> list[_Table]:
    found: list[_Table] = []
    for table in files:
        raw = table.get(name, [])
        if not isinstance(raw, list) or not all(isinstance(one, dict) for one in raw):
            raise BillingRulesUnreadable(file=FILE_NAME, place=name)
        for one in raw:
            _text(one, "source")
            _day(one)
        found += raw
    return found


def _allowed(one: _Table) -> Allowed:
    return Allowed(
        _text(one, "carrier"), _one(AccountKind, one, "kind"), _many(Channel, one, "channels"),
        _many(Method, one, "methods"), _text(one, "source"), _day(one),
    )  # fmt: skip


def _denied(one: _Table) -> Denied:
    return Denied(
        _text(one, "carrier"), _one(AccountKind, one, "kind"), _one(Method, one, "method"), _text(one, "reason"),
        _text(one, "source"), _day(one),
    )  # fmt: skip


def _one(kind: type[_E], one: _Table, name: str) -> _E:
    return _member(kind, one.get(name), name)


def _many(kind: type[_E], one: _Table, name: str) -> tuple[_E, ...]:
    raw = one.get(name)
    if not isinstance(raw, list):
        raise BillingRulesUnreadable(file=FILE_NAME, place=name)
    return tuple(_member(kind, value, name) for value in raw)


def _member(kind: type[_E], value: object, name: str) -> _E:
    found = next((member for member in kind if member.value == value), None)
    if found is None:
        raise BillingRulesUnreadable(file=FILE_NAME, place=f"{name}: {value}")
    return found


def _text(one: _Table, name: str) -> str:
    value = _maybe(one, name)
    if not value.strip():
        raise BillingRulesUnreadable(file=FILE_NAME, place=name)
    return value


def _maybe(one: _Table, name: str) -> str:
    value = one.get(name, "")
    if not isinstance(value, str):
        raise BillingRulesUnreadable(file=FILE_NAME, place=name)
    return value


def _number(one: _Table, name: str) -> int:
    value = one.get(name)
    if type(value) is not int or not 0 <= value <= _NUMBER_MAX:
        raise BillingRulesUnreadable(file=FILE_NAME, place=name)
    return value


def _day(one: _Table) -> date:
    value = one.get("as_of")
    if type(value) is not date:
        raise BillingRulesUnreadable(file=FILE_NAME, place="as_of")
    return value
