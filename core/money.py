"""Money: integer minor units and an ISO currency, nothing else.

Floats and Decimals never hold money here: sqlite-utils turns Decimal into REAL and STRICT columns take "10.00" as 10
(measured, SQLite 3.40.1, sqlite-utils 4.2.1), so the store is guarded by `as_minor`.
"""

import re
from dataclasses import dataclass

from core.errors import BadText, Refused

MINOR_DIGITS = {"USD": 2, "CAD": 2, "EUR": 2, "GBP": 2, "AUD": 2, "CHF": 2, "JPY": 0}
_LIMIT_MINOR = 10**15
_TEXT_MAX = 40
_CURRENCY_WORD = r"CAD|USD|EUR|GBP|AUD|CHF|JPY|CA|US|[$€£¥]"
_DOLLARS = frozenset({"USD", "CAD", "AUD"})
_MEANT_BY = {
    **{code: frozenset({code}) for code in MINOR_DIGITS}, "CA": frozenset({"CAD"}), "US": frozenset({"USD"}),
    "$": _DOLLARS, "€": frozenset({"EUR"}), "£": frozenset({"GBP"}), "¥": frozenset({"JPY"}),
}  # fmt: skip
_SPACES = " \u00a0\u202f\u2009'’"


class CurrencyMismatch(Refused):
    """Two amounts of different currencies met. Fields: ``left``, ``right``."""

    code = "money.currency-mismatch"


def as_minor(value: object) -> int:
    """Let only a true `int` through to the store (bool, float, Decimal and text are programming errors)."""
    if type(value) is not int:
        message = f"money must be int minor units, not {type(value).__name__}"
        raise TypeError(message)
    if abs(value) > _LIMIT_MINOR:
        message = f"amount out of range: {value}"
        raise ValueError(message)
    return value


@dataclass(frozen=True, slots=True)
class Money:
    """An amount of one currency.

    Attributes:
        minor: Signed minor units (cents for USD and CAD).
        currency: ISO 4217 code, three capital letters.
    """

    minor: int
    currency: str

    def __post_init__(self) -> None:
        as_minor(self.minor)
        if not re.fullmatch(r"[A-Z]{3}", self.currency):
            message = f"not a currency code: {self.currency!r}"
            raise ValueError(message)

    def _same(self, other: "Money") -> "Money":
        if self.currency != other.currency:
            raise CurrencyMismatch(left=self.currency, right=other.currency)
        return other

    def __add__(self, other: "Money") -> "Money":
        return Money(self.minor + self._same(other).minor, self.currency)

    def __sub__(self, other: "Money") -> "Money":
        return Money(self.minor - self._same(other).minor, self.currency)

    def __neg__(self) -> "Money":
        return Money(-self.minor, self.currency)

    def __lt__(self, other: "Money") -> bool:
        return self.minor < self._same(other).minor

    def __le__(self, other: "Money") -> bool:
        return self.minor <= self._same(other).minor

    def __gt__(self, other: "Money") -> bool:
        return self.minor > self._same(other).minor

    def __ge__(self, other: "Money") -> bool:
        return self.minor >= self._same(other).minor

    def __str__(self) -> str:
        return f"{decimal_text(self)} {self.currency}"


def zero(currency: str) -> Money:
    """No money, in `currency`."""
    return Money(0, currency)


def total(amounts: list[Money], currency: str) -> Money:
    """Sum `amounts`; all must be in `currency`."""
    result = zero(currency)
    for amount in amounts:
        result = result + amount
    return result


def decimal_text(money: Money) -> str:
    """Plain machine text with a point and no grouping: ``-1234.50``. For files, never for people."""
    digits = MINOR_DIGITS.get(money.currency, 2)
    sign = "-" if money.minor < 0 else ""
    whole, part = divmod(abs(money.minor), 10**digits)
    return f"{sign}{whole}.{part:0{digits}d}" if digits else f"{sign}{whole}"


def format_money(money: Money, lang: str, *, with_currency: bool = True) -> str:
    """Text for people: ``$1,234.50 USD`` in English, ``1 234,50 $ US`` (no-break spaces) in French."""
    digits = MINOR_DIGITS.get(money.currency, 2)
    whole, part = divmod(abs(money.minor), 10**digits)
    sign = "−" if money.minor < 0 else ""
    if lang.startswith("fr"):
        number = f"{whole:,}".replace(",", "\u00a0") + (f",{part:0{digits}d}" if digits else "")
        names = {"USD": ("$", "US"), "CAD": ("$", "CA"), "EUR": ("€", ""), "GBP": ("£", "")}
        symbol, land = names.get(money.currency, (money.currency, ""))
        tail = f"\u00a0{symbol}" + (f"\u00a0{land}" if land and with_currency else "")
        return f"{sign}{number}{tail}"
    number = f"{whole:,}" + (f".{part:0{digits}d}" if digits else "")
    symbols = {"USD": "$", "CAD": "$", "EUR": "€", "GBP": "£"}
    text = f"{sign}{symbols.get(money.currency, '')}{number}"
    return f"{text}\u00a0{money.currency}" if with_currency or money.currency not in symbols else text


def parse_money(text: str, currency: str) -> Money:
    """Read what a person typed: ``10``, ``50``, ``1 000,00``, ``1,000.00``, ``$20``.

    Accepts both decimal signs and grouping where there is only one way to read it; refuses doubt (``1,000``,
    ``1.234,5``), exponents, and more decimals than the currency has.

    Raises:
        BadText: The text has no single reading; ``why`` is ``currency`` (``meant`` names it) or ``decimals`` (three or
            more, which could group thousands as well) where it is one of these.
    """
    digits = MINOR_DIGITS.get(currency, 2)
    if len(text) > _TEXT_MAX:
        raise BadText(text=f"{text[:_TEXT_MAX]}…", want="money")
    words = [word.upper() for word in re.findall(_CURRENCY_WORD, text, flags=re.IGNORECASE)]
    other = next((word for word in words if currency not in _MEANT_BY[word]), "")
    if other:  # "50 CAD" is not fifty dollars of the United States
        meant = _MEANT_BY[other]
        raise BadText(text=text, want="money", why="currency", meant=next(iter(meant)) if len(meant) == 1 else other)
    bare = re.sub(_CURRENCY_WORD, "", text.strip(), flags=re.IGNORECASE).strip(_SPACES)
    whole, part, sign = _split_number(bare, text)
    if len(part) > digits:
        raise BadText(text=text, want="money", why="decimals")
    minor = int(whole) * 10**digits + int((part + "0" * digits)[:digits] or "0")
    if minor > _LIMIT_MINOR:
        raise BadText(text=text, want="money")
    return Money(-minor if sign else minor, currency)


def _split_number(bare: str, original: str) -> tuple[str, str, bool]:
    """Split into whole digits, decimal digits and a minus sign, or refuse."""
    sign = bare[:1] in ("-", "−")
    bare = bare[1:].strip(_SPACES) if sign else bare
    group = f"[{re.escape(_SPACES)}]"
    shapes = (
        (r"(?P<w>[0-9]+)", ""),
        (rf"(?P<w>[0-9]{{1,3}}(?:{group}[0-9]{{3}})+)", _SPACES),
        (r"(?P<w>[0-9]+)[.,](?P<p>[0-9]{1,2})", ""),
        (rf"(?P<w>[0-9]{{1,3}}(?:{group}[0-9]{{3}})+)[.,](?P<p>[0-9]{{1,2}})", _SPACES),
        (r"(?P<w>[0-9]{1,3}(?:,[0-9]{3})+)\.(?P<p>[0-9]{2})", ","),
        (r"(?P<w>[0-9]{1,3}(?:\.[0-9]{3})+),(?P<p>[0-9]{2})", "."),
    )
    for pattern, separators in shapes:
        match = re.fullmatch(pattern, bare, flags=re.ASCII)
        if match:
            whole = "".join(c for c in match["w"] if c not in separators)
            return whole, match.groupdict().get("p") or "", sign
    if re.fullmatch(r"[0-9]+[.,][0-9]{3,}", bare, flags=re.ASCII):
        raise BadText(text=original, want="money", why="decimals")
    raise BadText(text=original, want="money")
