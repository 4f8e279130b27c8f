"""What a provider tells after a sale: refunds that came or were refused, adjustments. Read from its statement."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Protocol

from core.money import Money


class AfterSaleKind(Enum):
    """What happened."""

    REFUND = "refund"
    REFUND_REFUSED = "refund-refused"
    ADJUSTMENT = "adjustment"


@dataclass(frozen=True, slots=True)
class AfterSale:
    """One event of the provider's statement.

    Attributes:
        ref: The provider's transaction id; with `kind` unique for ever in a wallet.
        kind: What happened.
        amount: Its effect on the balance: negative takes money; zero for a refused refund.
        label_ref: The provider's id of the label, empty where it names none.
        tracking: Compact, empty where it names none.
        at: When, by the provider.
        reason: The carrier's or provider's words.
    """

    ref: str
    kind: AfterSaleKind
    amount: Money
    label_ref: str
    tracking: str
    at: datetime
    reason: str = ""


class StatementSource(Protocol):
    """A provider that can be asked what happened after a sale."""

    def after_sales(self, wallet: str, currency: str, since: datetime | None) -> tuple[AfterSale, ...]:
        """Events from `since` on, oldest first; all of them for None.

        Raises:
            GatewayRefused: The provider has no statement to be asked for (``portal-only``).
            GatewayUnavailable, GatewayUnknown: It could not be asked; nothing is learnt and nothing changes.
        """
        ...
