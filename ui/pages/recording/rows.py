"""What the Record dialog shows and takes, as frozen records."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from core.errors import StationError
from core.money import Money
from core.orders.source import SourceFile
from core.wallet.declared import DeclaredEntry
from core.wallet.rules_portal import Column
from core.wallet.service import WalletView
from core.wallet.service_portal_files import PortalImport
from core.wallet.store_portal import StoredLine
from ui.pages.recording.opening import Part
from ui.views import Tone


@dataclass(frozen=True, slots=True)
class PostageTyped:
    """Postage as it was typed; `file` is its receipt or a picture, or None."""

    amount: str
    reference: str
    day: str = ""
    file: Path | None = None


@dataclass(frozen=True, slots=True)
class LabelTyped:
    """A label as it was typed.

    Attributes:
        order: Order number.
        carrier: Catalogue code.
        service: Code of the service.
        tracking: As printed.
        price: What the portal charged.
        reference: The portal's transaction number.
        day: Ship day, ISO; empty for today.
        file: The label as the portal gave it, or None.
        is_sure: A person stands for a number that does not look right.
    """

    order: str
    carrier: str
    service: str
    tracking: str
    price: str
    reference: str
    day: str = ""
    file: Path | None = None
    is_sure: bool = False


@dataclass(frozen=True, slots=True)
class Remark:
    """Something said below a field or above the form; `is_doubtful` asks a person to stand for it."""

    tone: Tone
    text: str
    is_doubtful: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """A file of the portal, looked into and not yet imported.

    Attributes:
        file: Its bytes.
        titles: Its columns, in order.
        found: Which column says what, as far as the heading or an earlier import tells.
    """

    file: SourceFile
    titles: tuple[str, ...]
    found: Mapping[Column, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class OpenFacts:
    """What the portal and the books do not agree on: lines without an entry, entries that nothing confirms."""

    lines: tuple[StoredLine, ...]
    declared: tuple[DeclaredEntry, ...]
    declared_sum: Money


@dataclass(frozen=True, slots=True)
class RecordingState:
    """All that the dialog shows.

    Attributes:
        part: What is recorded.
        wallets: Those that may record; None before they are read.
        wallet: Id of the chosen one.
        error: Why nothing can be recorded.
        busy: Something is under way; a second press waits for its end.
        said: What the last act led to, or what is wrong.
        round: Counts what was recorded, so that a form is emptied for the next.
        recorded: Id of the label that was recorded last, empty for none.
        can_print: It came with its paper.
        sheet: The file that is about to be imported.
        report: What became of its lines.
        open: What is open between portal and books; None before it is read.
    """

    part: Part
    wallets: tuple[WalletView, ...] | None = None
    wallet: str = ""
    error: StationError | None = None
    busy: bool = False
    said: Remark | None = None
    round: int = 0
    recorded: str = ""
    can_print: bool = False
    sheet: Sheet | None = None
    report: PortalImport | None = None
    open: OpenFacts | None = None

    @property
    def chosen(self) -> WalletView | None:
        """The wallet that is recorded for."""
        return next((one for one in self.wallets or () if one.wallet.id == self.wallet), None)
