"""What a provider has sold us, as its own list says: asked after a restore, when our books may know less than it does.

Refunds and adjustments have a list of their own (`core/purchases/after_sales.py`).
"""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Protocol, runtime_checkable

from core.money import Money


class SaleKind(Enum):
    """What was sold."""

    LABEL = "label"
    FUNDING = "funding"


@dataclass(frozen=True, slots=True)
class Sale:
    """One paid thing on the provider's list.

    Attributes:
        kind: What it is.
        ref: The provider's id; unique for ever.
        key: The key that we sent with the request; also our purchase id.
        amount: What it cost, or what was added; never negative.
        at: When, by the provider.
        carrier: Catalogue code of a label, likewise `service_code`; empty for a funding.
        tracking: Of a label, compact.
        reference: Our order number, as it was sent; empty where the provider keeps none.
        ship_day: Of a label, ISO.
        is_void: Whether the label's void was accepted.
    """

    kind: SaleKind
    ref: str
    key: str
    amount: Money
    at: datetime
    carrier: str = ""
    service_code: str = ""
    tracking: str = ""
    reference: str = ""
    ship_day: str = ""
    is_void: bool = False


@runtime_checkable
class SalesSource(Protocol):
    """A provider that lists what it sold; not every one does."""

    def list_sales(self, wallet: str, currency: str, since: datetime) -> tuple[Sale, ...]:
        """Paid labels and fundings from `since` on, oldest first.

        Raises:
            GatewayUnavailable, GatewayUnknown: It could not be asked; nothing is learnt and nothing changes.
        """
        ...
