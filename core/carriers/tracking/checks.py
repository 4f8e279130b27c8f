"""Check digits: two algorithms with constants from the carrier file.

Facts: every published number used as a vector agrees with these (labels 1). What they cannot see is known too: modulo
10 with weights 3 and 1 misses swapped neighbours that differ by 5, modulo 7 misses 0 for 7, 1 for 8 and 2 for 9.
"""

from core.carriers.tracking.countries import ISO_COUNTRIES
from core.carriers.tracking.scheme import Algorithm, Check, LetterValues, Outcome, PartName, Scheme, Shape, Start


def expected_digit(check: Check, shape: Shape, number: str) -> int | None:
    """The digit that `number` (of the form `shape`; its own check character is not looked at) must carry.

    Returns:
        0 to 9, or None where no digit can be right (a letter that counts nothing, a result above 9).
    """
    counted = shape.assume + shape.text_of(number, *check.over)
    values = [_value(character, check.letters) for character in counted]
    if None in values:
        return None
    digits = [value for value in values if value is not None]
    rest = _total(check, digits) % check.modulus
    result = rest if check.outcome is Outcome.REMAINDER else (check.modulus - rest) % check.modulus
    result = dict(check.swap).get(result, result)
    return result if 0 <= result <= 9 else None


def _total(check: Check, digits: list[int]) -> int:
    match check.algorithm:
        case Algorithm.WEIGHTED:
            ordered = digits if check.start is Start.LEFT else digits[::-1]
            return sum(digit * check.weights[i % len(check.weights)] for i, digit in enumerate(ordered))
        case Algorithm.REMAINDER:
            return int("".join(str(digit) for digit in digits))


def _value(character: str, letters: LetterValues) -> int | None:
    if character.isdigit():
        return int(character)
    match letters:
        case LetterValues.NONE:
            return None
        case LetterValues.UPS:
            return (ord(character) - 3) % 10


def verdict(scheme: Scheme, shape: Shape, number: str) -> bool | None:
    """Whether a well-formed `number` is right: None where no check rule is known, so nothing can be said.

    A country that does not exist makes a number wrong, whatever its check digit says.
    """
    countries = shape.text_of(number, PartName.COUNTRY)
    if countries and countries not in ISO_COUNTRIES:
        return False
    if scheme.check is None:
        return None
    digit = expected_digit(scheme.check, shape, number)
    return digit is not None and shape.text_of(number, PartName.CHECK) == str(digit)
