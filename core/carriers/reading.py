"""Reading TOML tables into records: closed keys, checked types, and all problems at once.

A reader never stops at the first problem: it notes it, hands back a harmless value, and the file is not used.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum
from fractions import Fraction
from typing import TypeVar

from core.errors import BadText
from core.units import MAX_LENGTH_UM, Weight, length_um, parse_dimensions, parse_number, parse_weight

E = TypeVar("E", bound=Enum)
T = TypeVar("T")
_CODE = re.compile(r"[a-z][a-z0-9_.-]{0,60}", re.ASCII)
_MAX_TEXT = 500


@dataclass(frozen=True, slots=True)
class FileProblem:
    """One thing wrong in a data file.

    Attributes:
        file: File name.
        field: Where in it, for example ``service[3].scope``.
        code: A message code of `ui/messages.py`.
        value: What was given.
    """

    file: str
    field: str
    code: str
    value: str = ""


@dataclass(slots=True)
class Table:
    """One TOML table being read.

    Attributes:
        data: Its keys and values.
        file: File name, for problems.
        where: Path of the table in the file, empty at the top.
        problems: Shared by all tables of the file.
        seen: Keys that were asked for; others are unknown to us.
    """

    data: Mapping[str, object]
    file: str
    where: str
    problems: list[FileProblem]
    seen: set[str] = field(default_factory=set)

    def problem(self, key: str, code: str, value: object = "") -> None:
        """Note a problem of `key`."""
        self.problems.append(FileProblem(self.file, f"{self.where}{key}", code, str(value)))

    def _get(self, key: str) -> object | None:
        self.seen.add(key)
        return self.data.get(key)

    def text(self, key: str, *, optional: bool = False) -> str:
        """A short text of one line, stripped; missing is a problem unless `optional`."""
        value = self._get(key)
        if value is None and optional:
            return ""
        if value is None:
            self.problem(key, "carriers.file.missing")
            return ""
        if not isinstance(value, str) or len(value) > _MAX_TEXT or any(ord(c) < 32 for c in value):
            self.problem(key, "carriers.file.wrong-type", value)
            return ""
        return value.strip()

    def code(self, key: str) -> str:
        """A stable code: small letters, digits, ``_``, ``-`` and ``.``, beginning with a letter."""
        value = self.text(key)
        if value and not _CODE.fullmatch(value):
            self.problem(key, "carriers.file.bad-value", value)
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts, empty when missing."""
        value = self._get(key)
        if value is None:
            return ()
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            self.problem(key, "carriers.file.wrong-type", value)
            return ()
        return tuple(str(item) for item in value)

    def integer(self, key: str, *, low: int = 0, high: int = 10**6) -> int:
        """A whole number between `low` and `high`; missing counts as 0."""
        value = self._get(key)
        if value is None:
            return 0
        if type(value) is not int or not low <= value <= high:
            self.problem(key, "carriers.file.bad-value", value)
            return 0
        return value

    def integers(self, key: str) -> tuple[int, ...]:
        """A list of whole numbers, empty when missing."""
        value = self._get(key)
        if value is None:
            return ()
        if not isinstance(value, list) or not all(type(item) is int for item in value):
            self.problem(key, "carriers.file.wrong-type", value)
            return ()
        return tuple(int(item) for item in value)

    def pairs(self, key: str) -> tuple[tuple[int, int], ...]:
        """A list of pairs of whole numbers, ``[[10, 0]]``; empty when missing."""
        value = self._get(key)
        if value is None:
            return ()
        found = []
        for item in value if isinstance(value, list) else [value]:
            if not isinstance(item, list) or len(item) != 2 or not all(type(number) is int for number in item):
                self.problem(key, "carriers.file.wrong-type", item)
                return ()
            found.append((int(item[0]), int(item[1])))
        return tuple(found)

    def flag(self, key: str, *, default: bool) -> bool:
        """A yes or no: TOML true or false."""
        value = self._get(key)
        if value is None:
            return default
        if type(value) is not bool:
            self.problem(key, "carriers.file.wrong-type", value)
            return default
        return value

    def day(self, key: str, *, optional: bool = True) -> date | None:
        """A calendar day (a bare TOML date)."""
        value = self._get(key)
        if value is None and optional:
            return None
        if not isinstance(value, date) or isinstance(value, datetime):
            self.problem(key, "carriers.file.missing" if value is None else "carriers.file.wrong-type", value or "")
            return None
        return value

    def choice(self, key: str, kinds: type[E], default: E | None = None) -> E:
        """One of a closed set; missing takes `default`, or is a problem."""
        value = self._get(key)
        if value is None and default is not None:
            return default
        for kind in kinds:
            if kind.value == value:
                return kind
        self.problem(key, "carriers.file.missing" if value is None else "carriers.file.unknown-value", value or "")
        return default or next(iter(kinds))

    def choices(self, key: str, kinds: type[E]) -> frozenset[E]:
        """Several of a closed set."""
        found = set()
        for text in self.texts(key):
            match = [kind for kind in kinds if kind.value == text]
            found.update(match)
            if not match:
                self.problem(key, "carriers.file.unknown-value", text)
        return frozenset(found)

    def _measure(self, key: str, read: Callable[[str], T], nothing: T) -> T:
        value = self.text(key, optional=True)
        if not value:
            return nothing
        try:
            return read(value)
        except BadText:
            self.problem(key, "carriers.file.bad-value", value)
            return nothing

    def weight_mg(self, key: str) -> int:
        """A weight with its unit, in milligrams; 0 when missing."""
        return self._measure(key, parse_weight, Weight(0)).mg

    def length_um(self, key: str) -> int:
        """A length with its unit, in micrometres; 0 when missing."""
        return self._measure(key, parse_length, 0)

    def fraction(self, key: str) -> Fraction:
        """A number as text, ``139`` or ``139.4``; 0 when missing."""
        return self._measure(key, lambda text: parse_number(text, "number"), Fraction(0))

    def box_um(self, key: str) -> tuple[int, int, int]:
        """Three sides with their unit, longest first; zeros when missing."""
        return self._measure(key, lambda text: parse_dimensions(text).sorted_sides(), (0, 0, 0))

    def table(self, key: str) -> "Table | None":
        """A table inside this one."""
        value = self._get(key)
        if value is None:
            return None
        if not isinstance(value, dict):
            self.problem(key, "carriers.file.wrong-type", value)
            return None
        return Table(value, self.file, f"{self.where}{key}.", self.problems)

    def tables(self, key: str) -> list["Table"]:
        """A list of tables inside this one."""
        value = self._get(key)
        if value is None:
            return []
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            self.problem(key, "carriers.file.wrong-type")
            return []
        return [Table(item, self.file, f"{self.where}{key}[{n}].", self.problems) for n, item in enumerate(value, 1)]

    def close(self) -> None:
        """Report keys that nobody asked for: a misspelt key must not be silently without effect."""
        for key in self.data:
            if key not in self.seen:
                self.problem(key, "carriers.file.unknown-key")


def parse_length(text: str) -> int:
    """Read ``108 in`` or ``2 m`` as micrometres.

    Raises:
        BadText: Not a positive number with a unit.
    """
    match = re.fullmatch(r"([0-9.]+) ?(mm|cm|m|in)", text.strip(), re.ASCII)
    if not match:
        raise BadText(text=text, want="length")
    value = length_um(parse_number(match[1], "length"), match[2])
    if not 0 < value <= MAX_LENGTH_UM:
        raise BadText(text=text, want="length")
    return value
