"""What the sections of the reports share: the wallet that they are about, and periods. No Qt."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum
from zoneinfo import ZoneInfo

from core.accounts.records import Wallet

PAPERS = ("letter", "a4")


class Span(Enum):
    """Which days a report covers."""

    THIS_MONTH = "this-month"
    LAST_MONTH = "last-month"
    DAYS = "days"


@dataclass(frozen=True, slots=True)
class Period:
    """From `first` to `last`, both included."""

    first: date
    last: date


class WalletChoice:
    """The wallet that the reports are about, the same in every section.

    Attributes:
        wallets: As last read; empty before that.
        chosen: Id of one of them; empty for the first.
    """

    def __init__(self) -> None:
        self.wallets: tuple[Wallet, ...] = ()
        self.chosen = ""

    def take(self, wallets: tuple[Wallet, ...]) -> None:
        """What was read."""
        self.wallets = wallets
        self.chosen = self.of(wallets).id

    def of(self, wallets: tuple[Wallet, ...]) -> Wallet:
        """The chosen one among `wallets`, the first where it is not there."""
        return next((one for one in wallets if one.id == self.chosen), wallets[0])


def today(now: datetime, zone: ZoneInfo) -> date:
    """The station's day."""
    return now.astimezone(zone).date()


def this_month(day: date) -> Period:
    """From the first of the month until `day`."""
    return Period(day.replace(day=1), day)


def last_month(day: date) -> Period:
    """The whole month before that of `day`."""
    last = day.replace(day=1) - timedelta(days=1)
    return Period(last.replace(day=1), last)


def read_day(text: str) -> date | None:
    """A day written as 2026-11-30, or None."""
    try:
        day = date.fromisoformat(text.strip())
    except ValueError:
        return None
    return day if day.isoformat() == text.strip() else None


def read_period(first: str, last: str) -> Period | None:
    """Two days as typed; None where one of them is none."""
    start, end = read_day(first), read_day(last)
    return Period(start, end) if start and end else None
