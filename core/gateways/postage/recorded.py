"""The gateway of a recorded directory: a person buys in the provider's portal, so nothing can be asked of it here.

How a purchase made in the portal is recorded is the station's own business and goes no way through a gateway.
"""

from datetime import datetime
from typing import NoReturn

from core.purchases.port import (
    CannotTell,
    Capabilities,
    FundRequest,
    GatewayRefused,
    LabelRequest,
    QuoteRequest,
    VoidRequest,
)

PORTAL_ONLY = "portal-only"


def _refused(about: str) -> GatewayRefused:
    return GatewayRefused(reason=PORTAL_ONLY, detail=about)


class RecordedGateway:
    """Answers every request with "only in the portal", for certain and at once: nothing is ever sent."""

    @property
    def kind(self) -> str:
        """``recorded``."""
        return "recorded"

    def capabilities(self) -> Capabilities:
        """Nothing."""
        return Capabilities(funds_by_api=False, sells_labels=False, voids=False, quotes=False)

    def reading(self, wallet: str, currency: str) -> NoReturn:
        """Refused: a person reads the balance in the portal."""
        raise _refused(f"{wallet} {currency}")

    def quote(self, request: QuoteRequest) -> NoReturn:
        """Refused."""
        raise _refused(" ".join(request.carriers))

    def prepare_label(self, request: LabelRequest) -> NoReturn:
        """Refused."""
        raise _refused(request.key)

    def buy_label(self, request: LabelRequest) -> NoReturn:
        """Refused."""
        raise _refused(request.key)

    def find_label(self, wallet: str, key: str) -> CannotTell:
        """Cannot tell: a person looks in the portal."""
        del wallet, key  # there is nobody to ask
        return CannotTell(reason=PORTAL_ONLY)

    def add_funds(self, request: FundRequest) -> NoReturn:
        """Refused."""
        raise _refused(request.key)

    def find_funding(self, wallet: str, key: str) -> CannotTell:
        """Cannot tell: a person looks in the portal."""
        del wallet, key  # there is nobody to ask
        return CannotTell(reason=PORTAL_ONLY)

    def after_sales(self, wallet: str, currency: str, since: datetime | None) -> NoReturn:
        """Refused: a person reads the portal's transactions."""
        del currency, since
        raise _refused(wallet)

    def void_label(self, request: VoidRequest) -> NoReturn:
        """Refused."""
        raise _refused(request.key)
