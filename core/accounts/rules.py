"""Rules of set-up: what is missing, what is wrong, and the guard against card numbers. Pure."""

import calendar
import re
from dataclasses import asdict
from datetime import date

from core.accounts.records import PaymentMethod, Setup, Wallet
from core.address import Address
from core.countries import country_code
from core.errors import Problem, Refused, Rule
from core.postal import locate

STATEMENT_TEXT = "STAMPS"
LABEL_FORMATS = ("pdf", "epl", "zpl")
EXPIRY_WARNINGS_DAYS = (60, 30, 7)


class SetupIncomplete(Refused):
    """No label or funding before set-up is finished (S0-07). Fields: ``wallet``, its ``wallet_name``, ``missing``."""

    code = "accounts.setup-incomplete"
    rule = Rule("Billing details come before labels and funds", "ShipStation One Balance, set-up article", "2026-11-22")


class WalletClosed(Refused):
    """The wallet is closing or closed. Fields: ``wallet``, its ``wallet_name``, ``state``."""

    code = "accounts.wallet-closed"


class WalletFrozen(Refused):
    """Nothing is bought from a frozen wallet until a person lifts it. Fields: ``wallet``, ``cause``, ``reason``."""

    code = "accounts.wallet-frozen"


class CardNumberTyped(Refused):
    """A text looks like a card number; it is not kept. Fields: ``field``."""

    code = "accounts.card-number"


class FormProblems(Refused):
    """A form has problems, all of them given. Fields: ``problems`` (list of Problem)."""

    code = "accounts.form-problems"

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        super().__init__(problems=", ".join(f"{p.field}: {p.code}" for p in problems))


_CARD_PREFIX = re.compile(r"(?:4|5[1-5]|2[2-7]|3[47]|3[068]|6)")


def looks_like_card_number(text: str) -> bool:
    """Whether digits in `text` could be a card number: 13 to 19 of them, a card's first digits, a Luhn check.

    For payment and note fields only: tracking numbers of 15 to 18 digits can pass by accident.
    """
    for run in re.findall(r"(?:[0-9][ \-.]?){13,}", text):
        digits = re.sub(r"[^0-9]", "", run)
        if 13 <= len(digits) <= 19 and _CARD_PREFIX.match(digits) and _luhn(digits):
            return True
    return False


def _luhn(digits: str) -> bool:
    doubled = [int(d) * 2 for d in digits[-2::-2]]
    return (sum(int(d) for d in digits[-1::-2]) + sum(d // 10 + d % 10 for d in doubled)) % 10 == 0


def payment_problems(method: PaymentMethod, today: date) -> list[Problem]:
    """Everything wrong with a payment form; a card that is over pays nothing."""
    problems = [
        Problem(name, "form.required")
        for name, value in (
            ("nickname", method.nickname), ("holder", method.holder), ("on_file_at", method.on_file_at),
        )
        if not value.strip()
    ]  # fmt: skip
    texts = {
        "nickname": method.nickname, "brand": method.brand, "holder": method.holder, "on_file_at": method.on_file_at,
        "last4": method.last4,
        **{f"address.{name}": text for name, text in asdict(method.address).items() if name not in ("phone", "postal")},
    }  # fmt: skip
    problems += [Problem(name, "accounts.card-number") for name, text in texts.items() if looks_like_card_number(text)]
    if method.last4 and not re.fullmatch(r"[0-9]{4}", method.last4, flags=re.ASCII):
        problems.append(Problem("last4", "accounts.last-four", method.last4 if len(method.last4) < 8 else ""))
    if method.expires and not re.fullmatch(r"20[0-9]{2}-(?:0[1-9]|1[0-2])", method.expires, flags=re.ASCII):
        problems.append(Problem("expires", "accounts.expiry-month", method.expires))
    elif expiry_warning(method.expires, today) == 0:
        problems.append(Problem("expires", "accounts.expired", method.expires))
    return problems + address_problems(method.address, "address")


def days_to_expiry(expires: str, today: date) -> int | None:
    """Days until a card that expires in ``YYYY-MM`` can be charged no more, its last day being that of the month.

    Negative once it is over; None where no month is known.
    """
    if not expires:
        return None
    year, month = int(expires[:4]), int(expires[5:])
    return (date(year, month, calendar.monthrange(year, month)[1]) - today).days


def expiry_warning(expires: str, today: date) -> int | None:
    """The narrowest of 60, 30 and 7 days that the card's end lies within; 0 when it is over; None otherwise (S0-10)."""
    left = days_to_expiry(expires, today)
    if left is None or left > max(EXPIRY_WARNINGS_DAYS):
        return None
    return 0 if left < 0 else min(days for days in EXPIRY_WARNINGS_DAYS if left <= days)


def address_problems(address: Address, prefix: str) -> list[Problem]:
    """What an address of ours must have, and whether country, region and postal code fit one another, as in orders."""
    problems = missing_lines(address, prefix)
    if address.country and country_code(address.country) != address.country:
        return [*problems, Problem(f"{prefix}.country", "address.country-unknown", address.country)]
    if not address.country:
        return problems
    place = locate(address.country, address.region, address.postal)
    return problems + [
        # What looks like a card number is not repeated, not even in a refusal.
        Problem(f"{prefix}.{one.field}", one.code, "" if looks_like_card_number(one.value) else one.value)
        for one in place.problems
    ]


def missing_lines(address: Address, prefix: str) -> list[Problem]:
    """The lines that every address of ours must have and this one lacks."""
    needed = (
        ("name", address.name or address.company), ("line1", address.line1), ("city", address.city),
        ("country", address.country),
    )  # fmt: skip
    return [Problem(f"{prefix}.{name}", "form.required") for name, value in needed if not value.strip()]


def missing_steps(wallet: Wallet, setup: Setup) -> list[str]:
    """Codes of the steps that are still open, in the order of the wizard; empty when Finish may be pressed."""
    missing = []
    if not (setup.holder and setup.username and setup.username_confirmed):
        missing.append("holder")
    if setup.payment is None:
        missing.append("payment")
    if missing_lines(setup.location, "location"):  # what was kept fitted; the postal rules take long to read
        missing.append("location")
    accepted = {terms.carrier for terms in setup.terms}
    missing.extend(f"terms.{carrier}" for carrier in wallet.carriers if carrier not in accepted)
    if setup.label_format not in LABEL_FORMATS:
        missing.append("label-format")
    return missing
