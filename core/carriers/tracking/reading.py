"""Reading the [[tracking]] tables of a carrier file."""

from core.carriers.reading import Table
from core.carriers.tracking.numbers import is_valid
from core.carriers.tracking.scheme import (
    Algorithm,
    BadPart,
    Check,
    LetterValues,
    Outcome,
    Part,
    PartKind,
    PartName,
    Role,
    Scheme,
    Shape,
    Start,
    read_part,
)

LEAST_VALID = 3
LEAST_INVALID = 2
_GROUP = "0123456789"


def read_schemes(top: Table, carrier: str) -> tuple[Scheme, ...]:
    """All schemes of the carrier `carrier`."""
    found = []
    for table in top.tables("tracking"):
        scheme = Scheme(
            id=table.code("id"),
            carrier=carrier,
            role=table.choice("role", Role, Role.TRACKING),
            shapes=tuple(_shape(shape) for shape in table.tables("shape")),
            check=_check(table),
            track_last=table.integer("track_last", high=40),
            zip_prefix=table.flag("zip_prefix", default=False),
            valid=table.texts("valid"),
            invalid=table.texts("invalid"),
            source=table.text("source"),
        )
        table.close()
        _check_whole(table, scheme)
        found.append(scheme)
    return tuple(found)


def _shape(table: Table) -> Shape:
    parts: list[Part] = []
    for text in table.texts("parts"):
        try:
            parts.append(read_part(text))
        except BadPart:
            table.problem("parts", "carriers.file.bad-part", text)
    if not parts:
        table.problem("parts", "carriers.file.missing")
    shape = Shape(tuple(parts), table.text("printed", optional=True), table.text("assume", optional=True))
    if not all(_is_group(token) for token in shape.printed.split()):
        table.problem("printed", "carriers.file.bad-value", shape.printed)
    if not all(c in _GROUP for c in shape.assume):
        table.problem("assume", "carriers.file.bad-value", shape.assume)
    table.close()
    return shape


def _is_group(token: str) -> bool:
    """``4``, ``4*``, ``-1`` (left out) or ``'(J)'`` (printed as it stands)."""
    if token.startswith("'"):
        return len(token) > 2 and token.endswith("'")
    digits = token.removeprefix("-").removesuffix("*")
    return digits.isdecimal() and digits != "0" and len(digits) <= 2


def _check(table: Table) -> Check | None:
    inner = table.table("check")
    if inner is None:
        return None
    algorithm = inner.choice("algorithm", Algorithm)
    names = []
    for text in inner.texts("over"):
        names += [name for name in PartName if name.value == text]
    check = Check(
        algorithm=algorithm,
        over=tuple(names),
        weights=inner.integers("weights"),
        start=inner.choice("start", Start, Start.RIGHT),
        modulus=inner.integer("modulus", low=2, high=97),
        outcome=inner.choice("outcome", Outcome, Outcome.COMPLEMENT),
        swap=inner.pairs("swap"),
        letters=inner.choice("letters", LetterValues, LetterValues.NONE),
    )
    if len(names) != len(inner.texts("over")) or not names:
        inner.problem("over", "carriers.file.bad-value", ", ".join(inner.texts("over")))
    if (algorithm is Algorithm.WEIGHTED) != bool(check.weights):
        inner.problem("weights", "carriers.file.bad-value")
    if check.modulus == 0:
        inner.problem("modulus", "carriers.file.missing")
    inner.close()
    return check


def _check_whole(table: Table, scheme: Scheme) -> None:
    """What only the whole scheme shows: one check character where a rule is, enough own numbers."""
    for shape in scheme.shapes:
        checks = [part for part in shape.parts if part.name is PartName.CHECK]
        one_digit = len(checks) == 1 and checks[0].kind is PartKind.DIGITS and checks[0].length == 1
        if (scheme.check is not None and not one_digit) or (scheme.check is None and checks):
            table.problem("check", "carriers.file.bad-value", scheme.id)
    if not scheme.shapes:
        table.problem("shape", "carriers.file.missing")
    if len(scheme.valid) < LEAST_VALID or len(scheme.invalid) < LEAST_INVALID:
        table.problem("valid", "carriers.file.few-test-numbers", f"{len(scheme.valid)}, {len(scheme.invalid)}")


def check_test_numbers(top: Table, schemes: tuple[Scheme, ...]) -> None:
    """Every scheme's own numbers must do what the file says: run for users' files at load, for ours in a test."""
    for scheme in schemes:
        if not scheme.shapes or (scheme.check is not None and scheme.check.modulus == 0):
            continue
        for number in scheme.valid:
            if not is_valid(scheme, number):
                top.problem(f"tracking.{scheme.id}", "carriers.file.valid-number-fails", number)
        for number in scheme.invalid:
            if is_valid(scheme, number):
                top.problem(f"tracking.{scheme.id}", "carriers.file.invalid-number-passes", number)
