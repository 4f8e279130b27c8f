"""What the Buy Postage dialog shows, as frozen records."""

from dataclasses import dataclass
from enum import Enum

from core.errors import StationError
from core.money import Money
from core.purchases.store import Purchase
from core.shipments.rules import Affordability
from core.wallet.service import PostageBought, WalletView


class Stage(Enum):
    """Where the dialog stands; a purchase begins in TYPING alone, so pressing again buys nothing more."""

    OPENING = "opening"
    TYPING = "typing"
    SENDING = "sending"
    DONE = "done"
    REFUSED = "refused"  # a definite no; the person may go back to the amount
    IN_DOUBT = "in-doubt"  # sent and not answered: asked, never sent again
    LOCKED = "locked"  # an earlier purchase is open
    CLOSED = "closed"  # set-up is missing, or the wallet is closed


@dataclass(frozen=True, slots=True)
class Payer:
    """One wallet in the dialog.

    Attributes:
        view: Its balances.
        method: Nickname of the paying method, empty where there is none.
        card: Last four digits, or empty.
        open: A purchase of postage that is not settled, or None.
        closed: Why nothing can be bought, or None.
        alone: What one person may buy; above it a second one confirms. None where there is no such limit.
    """

    view: WalletView
    method: str
    card: str
    open: Purchase | None
    closed: StationError | None
    alone: Money | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the amount rule says to what was typed.

    Attributes:
        allowed: It can be bought.
        text: The rule's words, or who pays.
        offers: Amounts to take instead.
    """

    allowed: bool
    text: str
    offers: tuple[Money, ...] = ()


@dataclass(frozen=True, slots=True)
class BuyState:
    """All that the dialog shows.

    Attributes:
        stage: Where it stands.
        payers: The wallets.
        wallet: Id of the chosen one.
        amount: What is being bought, or was.
        bought: What came of it.
        error: What the provider or a rule said instead.
        asking: The provider is being asked.
        answer: What the last asking found, for IN_DOUBT and LOCKED: None before.
        needs: What the open orders need from each wallet; None while it is being worked out.
    """

    stage: Stage
    payers: tuple[Payer, ...] = ()
    wallet: str = ""
    amount: Money | None = None
    bought: PostageBought | None = None
    error: StationError | None = None
    asking: bool = False
    answer: Purchase | None = None
    needs: tuple[Affordability, ...] | None = None

    @property
    def payer(self) -> Payer | None:
        """The chosen wallet."""
        return next((payer for payer in self.payers if payer.view.wallet.id == self.wallet), None)

    @property
    def need(self) -> Affordability | None:
        """What the open orders need from the chosen wallet."""
        return next((need for need in self.needs or () if need.wallet == self.wallet), None)
