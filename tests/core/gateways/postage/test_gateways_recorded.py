"""The recorded gateway: everything is done by a person in the portal."""

from collections.abc import Callable

import pytest

from core.address import Address
from core.gateways.postage.recorded import RecordedGateway
from core.money import Money
from core.purchases.port import (
    CannotTell,
    Capabilities,
    FundRequest,
    GatewayRefused,
    LabelRequest,
    PostageGateway,
    QuoteRequest,
    VoidRequest,
)
from core.units import Weight

HERE, THERE = Address(name="A", country="US"), Address(name="B", country="US")
LABEL = LabelRequest("K", "usd", "usps", "GA", HERE, THERE, Weight(1), None, "2026-11-23", "1001", Money(1, "USD"))
GATEWAY: PostageGateway = RecordedGateway()


def test_a_recorded_gateway_can_do_nothing_by_itself() -> None:
    assert GATEWAY.kind == "recorded"
    assert GATEWAY.capabilities() == Capabilities(funds_by_api=False, sells_labels=False, voids=False, quotes=False)


@pytest.mark.parametrize(
    "ask",
    [
        lambda: GATEWAY.reading("usd", "USD"),
        lambda: GATEWAY.quote(QuoteRequest(("usps",), "USD", HERE, THERE, Weight(1), None, "2026-11-23")),
        lambda: GATEWAY.prepare_label(LABEL),
        lambda: GATEWAY.buy_label(LABEL),
        lambda: GATEWAY.add_funds(FundRequest("K", "usd", Money(1000, "USD"), "Visa")),
        lambda: GATEWAY.void_label(VoidRequest("K", "usd", "usps", "REF")),
    ],
)
def test_every_request_is_refused_for_certain_with_the_way_through_the_portal(ask: Callable[[], object]) -> None:
    with pytest.raises(GatewayRefused) as caught:
        ask()
    assert caught.value.fields["reason"] == "portal-only"


def test_what_became_of_a_purchase_is_not_known_here() -> None:
    assert GATEWAY.find_label("usd", "K") == CannotTell("portal-only")
    assert GATEWAY.find_funding("usd", "K") == CannotTell("portal-only")
