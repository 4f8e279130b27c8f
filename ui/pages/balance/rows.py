"""What the Balance page shows, as frozen records."""

from dataclasses import dataclass
from enum import Enum

from core.accounts.rules_states import Freeze
from core.errors import StationError
from core.ledger.lines import Transaction
from core.money import Money
from core.purchases.store import Purchase
from core.tasks.rules import Task
from core.wallet.service import WalletView


class Report(Enum):
    """Reports > Balances: what the table lists."""

    TRANSACTIONS = "transactions"
    WHY = "why"
    TO_DO = "to-do"
    UNKNOWN = "unknown"
    AUTOFUND = "autofund"
    READINGS = "readings"
    REFUNDS_DUE = "refunds-due"
    VOIDABLE = "voidable"
    ADJUSTMENTS = "adjustments"
    CLOSING = "closing"


class Types(Enum):
    """Which transactions are listed."""

    ALL = "all"
    POSTAGE = "postage"
    LABELS = "labels"
    REFUNDS = "refunds"
    ADJUSTMENTS = "adjustments"

    @property
    def kinds(self) -> tuple[str, ...]:
        """The journal's kinds, none for all."""
        return _KINDS[self]


_KINDS = {
    Types.ALL: (),
    Types.POSTAGE: ("postage-purchase", "postage-pending", "postage-rejected"),
    Types.LABELS: ("label",),
    Types.REFUNDS: ("refund", "refund-lost"),
    Types.ADJUSTMENTS: ("adjustment",),
}


@dataclass(frozen=True, slots=True)
class LineRow:
    """One transaction with what it is about.

    Attributes:
        line: The posting.
        order: Order number, empty for what is no label.
        tracking: Tracking number.
        carrier: Catalogue code.
        label: Label id, for opening it.
        method: Paying method of a purchase of postage.
    """

    line: Transaction
    order: str = ""
    tracking: str = ""
    carrier: str = ""
    label: str = ""
    method: str = ""


@dataclass(frozen=True, slots=True)
class RefundRow:
    """A voided label whose money is not back: voided is not refunded.

    Attributes:
        line: The posting that says so.
        order: Order number.
        tracking: Tracking number.
        carrier: Catalogue code.
        label: Label id.
    """

    line: Transaction
    order: str
    tracking: str
    carrier: str
    label: str


@dataclass(frozen=True, slots=True)
class WalletFacts:
    """One wallet on the page.

    Attributes:
        view: Its balances.
        due: Refunds that the carriers owe.
        refunds: The labels behind `due`, newest first.
        open: A purchase of postage that is not settled, or None.
        missing: Codes of the set-up steps that are missing, empty when labels and postage are open.
        frozen: Why nothing is bought from it, None while it may.
    """

    view: WalletView
    due: Money
    refunds: tuple[RefundRow, ...]
    open: Purchase | None
    missing: tuple[str, ...]
    frozen: Freeze | None = None


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits for a person, whatever the wallet.

    Attributes:
        unknown: Purchases whose outcome nobody knows, and labels that turned up late.
        tasks: What is to do, the earliest due first.
    """

    unknown: int = 0
    tasks: tuple[Task, ...] = ()


@dataclass(frozen=True, slots=True)
class Lines:
    """Which transactions the table lists."""

    account: str
    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BalanceState:
    """All that the page shows.

    Attributes:
        wallets: None before the first reading.
        waiting: What waits for a person.
        error: Why they could not be read.
        wallet: Id of the wallet in the table.
        report: What the table lists.
        types: Which transactions.
        reading: Ids of wallets whose provider is being asked for its balance.
        exporting: A file is being written.
        version: Counts what was read, so that the table knows when to look again.
    """

    wallets: tuple[WalletFacts, ...] | None = None
    waiting: Waiting = Waiting()
    error: StationError | None = None
    wallet: str = ""
    report: Report = Report.TRANSACTIONS
    types: Types = Types.ALL
    reading: frozenset[str] = frozenset()
    exporting: bool = False
    version: int = 0

    @property
    def chosen(self) -> WalletFacts | None:
        """The wallet in the table."""
        return next((one for one in self.wallets or () if one.view.wallet.id == self.wallet), None)
