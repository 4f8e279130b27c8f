"""What the practice provider is told to do wrong, as data: facts/gateways 7.6.

A script is a list of faults. It is given in code or lies as ``practice-faults.json`` (or ``.toml``) in the data
directory::

    {"faults": [{"operation": "buy_label", "nth": 3, "kind": "drop-after-commit"},
                {"operation": "add_funds", "key": "01J...", "kind": "declined", "times": 2}]}

Calls are counted in ``practice.db``, in a commit of their own before the request is served, so that a process that a
fault has killed goes on behind it when it starts again.
"""

import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from enum import Enum
from pathlib import Path

from core.errors import Problem, Refused

SCRIPT_NAMES = ("practice-faults.json", "practice-faults.toml")


class FaultScriptUnreadable(Refused):
    """The fault script is not one. Fields: ``file``, ``problems`` (a tuple of `Problem`)."""

    code = "practice.faults-unreadable"


class Operation(Enum):
    """The requests that the practice provider serves; the names of the port's functions."""

    READING = "reading"
    QUOTE = "quote"
    PREPARE_LABEL = "prepare_label"
    BUY_LABEL = "buy_label"
    FIND_LABEL = "find_label"
    ADD_FUNDS = "add_funds"
    FIND_FUNDING = "find_funding"
    VOID_LABEL = "void_label"
    AFTER_SALES = "after_sales"


class FaultKind(Enum):
    """What goes wrong. "Commit" is the provider's own, so "after" means: it happened."""

    NOT_SENT = "not-sent"
    RATE_LIMITED = "rate-limited"
    DROP_BEFORE_COMMIT = "drop-before-commit"
    DROP_AFTER_COMMIT = "drop-after-commit"
    ERROR_500_AFTER_COMMIT = "error-500-after-commit"
    TRUNCATED_ANSWER = "truncated-answer"
    CRASH_BEFORE_COMMIT = "crash-before-commit"  # kills this process
    CRASH_AFTER_COMMIT = "crash-after-commit"
    PROCESSING_THEN_DONE = "processing-then-done"
    PROCESSING_THEN_REFUSED = "processing-then-refused"
    LATE_SUCCESS = "late-success"  # no answer, unknown to the provider at first, and done after all
    DECLINED = "declined"
    FUNDING_LIMIT = "funding-limit"
    PRICE_DRIFT = "price-drift"
    DUPLICATE_LABEL = "duplicate-label"  # the provider's own mistake: one request, two labels, two charges
    REFUSED_APPROVAL = "refused-approval"
    LAG = "lag"  # a reading without the latest entries


_ANY = frozenset(Operation)
_PAID = frozenset({Operation.BUY_LABEL, Operation.ADD_FUNDS})
_ALLOWED: Mapping[FaultKind, frozenset[Operation]] = {
    FaultKind.PROCESSING_THEN_DONE: _PAID,
    FaultKind.PROCESSING_THEN_REFUSED: _PAID,
    FaultKind.LATE_SUCCESS: _PAID,
    FaultKind.DECLINED: frozenset({Operation.ADD_FUNDS}),
    FaultKind.FUNDING_LIMIT: frozenset({Operation.ADD_FUNDS}),
    FaultKind.PRICE_DRIFT: frozenset({Operation.BUY_LABEL, Operation.QUOTE}),
    FaultKind.DUPLICATE_LABEL: frozenset({Operation.BUY_LABEL}),
    FaultKind.REFUSED_APPROVAL: frozenset({Operation.VOID_LABEL}),
    FaultKind.LAG: frozenset({Operation.READING}),
}

# reason_code of `PUT /labels/{id}/void`, which answers 200 with approved:false (facts/gateways 1.3).
VOID_REASONS = (
    "unknown",
    "unspecified",
    "validation_failed",
    "label_not_found_within_void_period",
    "label_already_used",
    "label_already_voided",
    "contact_carrier",
)


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that goes wrong.

    Attributes:
        operation: The request that it meets.
        kind: What happens.
        nth: The first call of the operation that it meets, from 1; 0 when `key` says which.
        key: The request's key or its reference (order number), a void's label reference; empty when `nth` says which.
        times: For how many calls.
        count: Processing and late success: look-ups that still find nothing new; lag: entries that are missing.
        cents: Price drift in minor units, signed.
        reason: Processing-then-refused: a code; refused-approval: one of `VOID_REASONS`.
    """

    operation: Operation
    kind: FaultKind
    nth: int = 0
    key: str = ""
    times: int = 1
    count: int = 1
    cents: int = 0
    reason: str = ""

    def __post_init__(self) -> None:
        problems = _problems(self)
        if problems:
            raise FaultScriptUnreadable(file="", problems=problems)

    @property
    def name(self) -> str:
        """The fault as text; its uses are counted under it."""
        return json.dumps(
            [self.operation.value, self.kind.value, self.nth, self.key, self.times, self.count, self.cents, self.reason]
        )


def _problems(fault: Fault) -> tuple[Problem, ...]:
    checks = (
        ("nth", (fault.nth >= 1) != bool(fault.key), str(fault.nth)),
        ("times", fault.times >= 1, str(fault.times)),
        ("count", fault.count >= 0, str(fault.count)),
        ("kind", fault.operation in _ALLOWED.get(fault.kind, _ANY), fault.kind.value),
        ("cents", (fault.cents != 0) == (fault.kind is FaultKind.PRICE_DRIFT), str(fault.cents)),
        ("reason", fault.kind is not FaultKind.REFUSED_APPROVAL or fault.reason in VOID_REASONS, fault.reason),
    )
    return tuple(Problem(name, "practice.fault-field", value) for name, good, value in checks if not good)


@dataclass(frozen=True, slots=True)
class FaultScript:
    """Faults in order of precedence: one call meets at most one, the first that fits."""

    faults: tuple[Fault, ...] = ()

    def meet(self, operation: Operation, names: tuple[str, ...], call: int, uses: Mapping[str, int]) -> Fault | None:
        """The fault of this call, if any.

        Args:
            operation: The request.
            names: What a fault's `key` may name it by.
            call: Which call of the operation this is, from 1.
            uses: How often each fault was met before, by its name.
        """
        for fault in self.faults:
            if fault.operation is not operation:
                continue
            if fault.nth and fault.nth <= call < fault.nth + fault.times:
                return fault
            if fault.key and fault.key in names and uses.get(fault.name, 0) < fault.times:
                return fault
        return None


def load_script(path: Path) -> FaultScript:
    """Read a script, JSON or TOML by its suffix.

    Raises:
        FaultScriptUnreadable: With everything that is wrong with it.
    """
    try:
        text = path.read_text(encoding="utf-8")
        tree: object = tomllib.loads(text) if path.suffix == ".toml" else json.loads(text)
    except ValueError as error:  # bad UTF-8, bad JSON and bad TOML are all ValueErrors
        raise FaultScriptUnreadable(file=path.name, problems=(Problem("", "practice.fault-file"),)) from error
    rows = tree.get("faults") if isinstance(tree, dict) else None
    if not isinstance(rows, list):
        raise FaultScriptUnreadable(file=path.name, problems=(Problem("faults", "practice.fault-file"),))
    faults: list[Fault] = []
    problems: list[Problem] = []
    for number, row in enumerate(rows):
        found = _read_row(row)
        if isinstance(found, Fault):
            faults.append(found)
        else:
            problems += [Problem(f"faults[{number}].{p.field}", p.code, p.value) for p in found]
    if problems:
        raise FaultScriptUnreadable(file=path.name, problems=tuple(problems))
    return FaultScript(tuple(faults))


def script_of(directory: Path) -> FaultScript:
    """The script that lies in a data directory; no file, no faults."""
    for name in SCRIPT_NAMES:
        if (directory / name).exists():
            return load_script(directory / name)
    return FaultScript()


def _read_row(row: object) -> Fault | tuple[Problem, ...]:
    if not isinstance(row, dict):
        return (Problem("", "practice.fault-file", str(row)),)
    known = {field.name for field in fields(Fault)}
    problems = [Problem(str(name), "practice.fault-field", str(row[name])) for name in row if name not in known]
    texts = {name: row.get(name, "") for name in ("operation", "kind", "key", "reason")}
    numbers = {name: row.get(name, default) for name, default in (("nth", 0), ("times", 1), ("count", 1), ("cents", 0))}
    problems += [Problem(n, "practice.fault-field", str(v)) for n, v in texts.items() if not isinstance(v, str)]
    problems += [Problem(n, "practice.fault-field", str(v)) for n, v in numbers.items() if type(v) is not int]
    operation = next((o for o in Operation if o.value == texts["operation"]), None)
    kind = next((k for k in FaultKind if k.value == texts["kind"]), None)
    if operation is None:
        problems.append(Problem("operation", "practice.fault-field", str(texts["operation"])))
    if kind is None:
        problems.append(Problem("kind", "practice.fault-field", str(texts["kind"])))
    if problems or operation is None or kind is None:
        return tuple(problems)
    try:
        return Fault(operation, kind, key=texts["key"], reason=texts["reason"], **numbers)
    except FaultScriptUnreadable as error:
        found = error.fields["problems"]
        assert isinstance(found, tuple)
        return found
