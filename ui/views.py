"""What screens show, as frozen records without Qt: presenters make them, widgets draw them."""

from dataclasses import dataclass
from datetime import timedelta
from enum import Enum

from core.context import Mode
from core.i18n import Lang
from core.money import Money
from ui.icon_names import Ico


class Tone(Enum):
    """What a state means to the eye; always with an icon and a word beside it."""

    NEUTRAL = "neutral"
    ACCENT = "accent"
    OK = "ok"
    WARN = "warn"
    ERROR = "error"
    PRACTICE = "practice"


@dataclass(frozen=True, slots=True)
class ChipView:
    """A state: colour, icon and word, never one alone.

    Attributes:
        tone: Its colour.
        icon: Its icon.
        text: Its word, translated.
        struck: What it stands for is void, and is drawn struck through; these words never are.
    """

    tone: Tone
    icon: Ico
    text: str
    struck: bool = False


class MoneyMoved(Enum):
    """The question behind every failure."""

    NO = "no"
    YES = "yes"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class ErrorView:
    """A failure in words.

    Attributes:
        happened: What happened, one sentence.
        money: Whether money moved.
        todo: What to do now.
        code: The stable code, to copy.
        detail: More for the person who helps, never names, addresses or keys.
        money_text: Says more than the standing words for `money` where they are not enough.
    """

    happened: str
    money: MoneyMoved
    todo: str
    code: str
    detail: str = ""
    money_text: str = ""


class ThemeName(Enum):
    """Which palette; `SYSTEM` follows the desktop where it says, else light."""

    LIGHT = "light"
    DARK = "dark"
    SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class Appearance:
    """How this person likes the window.

    Attributes:
        lang: Language of every word.
        theme: Palette.
        text_percent: Text size, 100 to 200.
    """

    lang: Lang = "en"
    theme: ThemeName = ThemeName.SYSTEM
    text_percent: int = 100


class BalanceHealth(Enum):
    """What the available balance allows."""

    GOOD = "good"
    LOW = "low"
    SHORT = "short"


@dataclass(frozen=True, slots=True)
class WalletView:
    """One wallet in the bar; three balances, always (booked, reserved, provider-reported with its age).

    Attributes:
        key: The wallet's id.
        booked: Sum of the postings.
        reserved: Held for labels on their way.
        reported: What the provider said last, None when it never did.
        reported_age: How long ago.
        health: Amber under the threshold, red when the next label cannot be paid.
        short_by: In red: what is missing.
        offer: In red: the next amount that can be bought (a multiple of 10.00).
    """

    key: str
    booked: Money
    reserved: Money
    reported: Money | None = None
    reported_age: timedelta | None = None
    health: BalanceHealth = BalanceHealth.GOOD
    short_by: Money | None = None
    offer: Money | None = None


class PrinterHealth(Enum):
    """The worst state among the station's printers."""

    NONE = "none"
    NOT_ASKED = "not-asked"  # on the network, and never spoken to
    READY = "ready"
    BUSY = "busy"
    ATTENTION = "attention"
    UNREACHED = "unreached"  # when it was last spoken to
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class BarView:
    """The top bar, the same on every page.

    Attributes:
        mode: Practice, recorded or live; each has its colour.
        station: The station's name.
        wallets: One per currency.
        printer: State of the printer that matters most now.
        printer_name: Its name, empty for none.
        queued: Jobs that wait.
        offline: True when nothing outside can be reached; reprints and imports still work.
        operator: Who has signed in; empty for nobody, or while there are no operators.
    """

    mode: Mode
    station: str
    wallets: tuple[WalletView, ...] = ()
    printer: PrinterHealth = PrinterHealth.NONE
    printer_name: str = ""
    queued: int = 0
    offline: bool = False
    operator: str = ""


@dataclass(frozen=True, slots=True)
class KeyLine:
    """One line of the key help: ``Ctrl+B`` and what it does."""

    keys: str
    does: str
