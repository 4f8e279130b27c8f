"""Labels of the practice provider: sold once, charged once, numbered by the carriers' schemes, and no postage."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from practice_kit import (
    AUSTIN,
    DENVER,
    LANES,
    MONTREAL,
    PARIS,
    START,
    Practice,
    label_request,
    own_carrier,
    practice,
    wallet,
)

from core.address import Address
from core.carriers.catalogue import load_catalogue, shipped_catalogue
from core.carriers.model import ServiceState
from core.carriers.tracking.numbers import is_valid
from core.gateways.postage.practice_books import ChargeKind
from core.gateways.postage.practice_drawing import tracking_number
from core.labels.codec import from_json, to_json
from core.labels.document import LabelDocument, Text
from core.money import Money
from core.purchases.port import Bought, GatewayRefused, LabelRequest
from core.units import parse_weight

CARRIERS = [lane[0] for lane in LANES]


@pytest.fixture
def provider(tmp_path: Path) -> Practice:
    """A provider with money in both wallets."""
    rich = practice(tmp_path)
    rich.fund(1_000_000, "USD")
    rich.fund(1_000_000, "CAD")
    return rich


def reason(provider: Practice, request: LabelRequest) -> str:
    before = provider.gateway.charges()
    with pytest.raises(GatewayRefused) as caught:
        provider.gateway.buy_label(request)
    assert provider.gateway.charges() == before
    return str(caught.value.fields["reason"])


def words(bought: Bought) -> list[str]:
    assert isinstance(bought.label, LabelDocument)
    return [element.text for element in bought.label.elements if isinstance(element, Text)]


@pytest.mark.parametrize("carrier", CARRIERS)
def test_a_label_is_charged_numbered_and_found_again(provider: Practice, carrier: str) -> None:
    """S0-24"""
    request = label_request("L1", carrier)
    before = provider.gateway.balance(request.wallet)
    bought = provider.buy(request)
    (charge,) = [c for c in provider.gateway.charges() if c.kind is ChargeKind.LABEL]
    assert (charge.key, charge.amount, charge.tracking, charge.at) == ("L1", -bought.price, bought.tracking, START)
    assert bought.balance_after == before - bought.price == provider.gateway.balance(request.wallet)
    assert provider.gateway.find_label(request.wallet, "L1") == bought
    assert provider.again().gateway.buy_label(request) == bought
    assert isinstance(bought.label, LabelDocument)
    assert from_json(to_json(bought.label)) == bought.label


@pytest.mark.parametrize("carrier", CARRIERS)
def test_every_label_says_on_its_face_that_it_is_no_postage(provider: Practice, carrier: str) -> None:
    assert "SAMPLE - NOT POSTAGE" in words(provider.buy(label_request("L1", carrier)))


def every_service() -> Iterator[tuple[str, str, str]]:
    for carrier in shipped_catalogue().carriers:
        for service in carrier.services:
            if service.state is ServiceState.AVAILABLE:
                yield carrier.code, service.code, service.scope.value


@pytest.mark.parametrize(("carrier", "service", "scope"), list(every_service()))
def test_every_service_on_sale_can_be_bought_as_a_sample(
    provider: Practice, carrier: str, service: str, scope: str
) -> None:
    lane = label_request("L1", carrier, service)
    abroad = {"usa": DENVER, "international": PARIS}
    if (carrier, service) == ("ups", "11"):  # UPS Standard goes to Canada only on the practice card
        abroad["international"] = MONTREAL
    request = replace(lane, weight=parse_weight("1 lb"), ship_to=abroad.get(scope, lane.ship_to))
    assert "SAMPLE - NOT POSTAGE" in words(provider.buy(request))


@pytest.mark.parametrize(
    ("carrier", "service", "head", "length"),
    [
        ("usps", "PRIORITY_MAIL", "94", 22),
        ("ups", "03", "1ZPBENCH03", 18),
        ("ups", "01", "1ZPBENCH01", 18),
        ("ups", "14", "1ZPBENCH15", 18),  # Early is 14 for the API and 15 in the number
        ("dhl_express", "P", "9", 10),
        ("canada_post", "DOM.EP", "9999999", 16),
        ("canpar", "1", "D", 22),
    ],
)
def test_numbers_follow_the_carriers_scheme(
    provider: Practice, carrier: str, service: str, head: str, length: int
) -> None:
    scheme = shipped_catalogue().get(carrier).tracking[0]
    numbers = [provider.buy(label_request(f"L{n}", carrier, service)).tracking for n in range(12)]
    assert len(set(numbers)) == 12
    for number in numbers:
        assert is_valid(scheme, number), number
        assert number.startswith(head)
        assert len(number) == length
        assert shipped_catalogue().numbers.candidates(number)[0].carrier == carrier


def test_two_providers_that_are_asked_the_same_answer_the_same(tmp_path: Path) -> None:
    days = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        provider = practice(tmp_path / name)
        for currency in ("USD", "CAD"):
            provider.fund(50_000, currency)
        days.append([provider.buy(label_request(f"L{n}", carrier)) for n, carrier in enumerate(CARRIERS * 2)])
    assert days[0] == days[1]


def test_fifty_clicks_in_eight_threads_buy_one_label(provider: Practice) -> None:
    request = label_request("L1")
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: provider.gateway.buy_label(request), range(50)))
    assert all(answer == answers[0] for answer in answers)
    assert [c.key for c in provider.gateway.charges() if c.kind is ChargeKind.LABEL] == ["L1"]


def test_a_key_with_another_parcel_is_refused(provider: Practice) -> None:
    request = label_request("L1")
    provider.buy(request)
    assert reason(provider, replace(request, weight=parse_weight("4 lb"))) == "key-reused"
    assert reason(provider, replace(request, ship_to=AUSTIN)) == "key-reused"
    assert reason(provider, replace(request, wallet="another")) == "key-reused"


def test_a_label_that_the_account_cannot_pay_is_refused_and_stays_so_under_its_key(tmp_path: Path) -> None:
    provider = practice(tmp_path)
    request = label_request("L1")
    provider.fund(1000)
    assert reason(provider, request) == "insufficient-funds"
    provider.fund(5000)
    assert reason(provider, request) == "insufficient-funds"
    found = provider.gateway.find_label(request.wallet, "L1")
    assert isinstance(found, GatewayRefused)
    assert provider.buy(replace(request, key="L2")).price <= Money(6000, "USD")


def test_a_label_may_take_the_last_cent(tmp_path: Path) -> None:
    rich, exact = tmp_path / "rich", tmp_path / "exact"
    rich.mkdir()
    exact.mkdir()
    payer = practice(rich)
    payer.fund(10_000)
    price = payer.buy(label_request("L1")).price
    poor = practice(exact)
    poor.fund(price.minor)
    assert poor.buy(label_request("L1")).balance_after == Money(0, "USD")


def test_the_provider_charges_its_own_price_and_not_the_one_that_was_hoped_for(provider: Practice) -> None:
    prices = {provider.buy(replace(label_request(f"L{m}"), price=Money(m, "USD"))).price for m in (1, 1000, 99_999)}
    assert len(prices) == 1


def test_a_label_is_paid_in_the_currency_of_its_wallet_only(provider: Practice) -> None:
    """M1"""
    assert reason(provider, replace(label_request("L1"), price=Money(1000, "CAD"))) == "rates.not-in-wallet"


@pytest.mark.parametrize(
    ("carrier", "service", "ship_to", "code"),
    [
        ("canpar", "I", PARIS, "rates.not-available"),  # S0-29
        ("canpar", "2", DENVER, "rates.not-available"),
        ("usps", "LIBRARY_MAIL", DENVER, "rates.not-available"),
        ("usps", "PRIORITY_MAIL", PARIS, "rates.unknown-service"),  # a domestic service cannot go there
        ("ups", "11", PARIS, "rates.no-price"),  # and what was quoted for it does not matter
        ("usps", "NO_SUCH_MAIL", DENVER, "rates.unknown-service"),
        ("usps", "PRIORITY_MAIL", replace(DENVER, postal=""), "rates.zone-unknown"),
        ("ups", "03", replace(DENVER, line1="PO Box 12"), "rates.address-refused"),
        ("canpar", "1", replace(MONTREAL, line1="C.P. 120"), "rates.address-refused"),
        ("ups", "03", replace(DENVER, city="APO", region="AE", postal="09012"), "rates.address-refused"),
        ("ups", "03", replace(DENVER, city="FPO"), "rates.address-refused"),
        ("dhl_express", "P", replace(PARIS, company=""), "rates.company-required"),
    ],
)
def test_what_the_carrier_does_not_take_is_not_sold(
    provider: Practice, carrier: str, service: str, ship_to: Address, code: str
) -> None:
    assert reason(provider, replace(label_request("L1", carrier, service), ship_to=ship_to)) == code


@pytest.mark.parametrize(
    "ship_to", [replace(DENVER, line1="PO Box 12"), replace(DENVER, city="APO", region="AE", postal="09012")]
)
def test_the_post_goes_where_couriers_do_not(provider: Practice, ship_to: Address) -> None:
    assert isinstance(provider.buy(replace(label_request("L1"), ship_to=ship_to)), Bought)


@pytest.mark.parametrize(("carrier", "pounds"), [("usps", 71), ("ups", 151), ("canpar", 151), ("canada_post", 67)])
def test_a_parcel_above_the_carriers_limit_is_refused(provider: Practice, carrier: str, pounds: int) -> None:
    request = replace(label_request("L1", carrier), weight=parse_weight(f"{pounds} lb"))
    assert reason(provider, request) == "rates.size-refused"


@pytest.mark.parametrize("carrier", ["canpar", "dhl_express"])
def test_a_carrier_that_wants_a_size_sells_without_one_only_with_an_override(provider: Practice, carrier: str) -> None:
    """S0-38, S0-39"""
    bare = label_request("L1", carrier, dims=None)
    assert reason(provider, bare) == "rates.dimensions-required"
    assert isinstance(provider.buy(replace(bare, key="L2", allow_without_dims=True)), Bought)
    assert isinstance(provider.buy(label_request("L3", "usps", dims=None)), Bought)


def test_a_draft_costs_nothing_and_is_the_same_each_time(provider: Practice) -> None:
    before = provider.gateway.charges()
    request = label_request("L1")
    assert provider.gateway.prepare_label(request) == provider.gateway.prepare_label(request)
    assert provider.gateway.prepare_label(request) != provider.gateway.prepare_label(label_request("L2"))
    assert provider.gateway.charges() == before


def test_a_carrier_that_a_user_added_as_data_is_sold_at_the_price_that_was_quoted_for_it(tmp_path: Path) -> None:
    own_carrier(tmp_path)
    provider = practice(tmp_path)
    provider.fund(5000, "CAD")
    request = replace(label_request("L1", "canpar"), carrier="velo", service_code="DAY", price=Money(1234, "CAD"))
    bought = provider.buy(request)
    assert bought.price == Money(1234, "CAD")
    assert is_valid(load_catalogue(tmp_path)[0].get("velo").tracking[0], bought.tracking)
    assert "SAMPLE - NOT POSTAGE" in words(bought)
    assert reason(provider, replace(request, key="L2", price=Money(0, "CAD"))) == "rates.no-price"


def test_a_scheme_that_is_used_up_gives_no_number(tmp_path: Path) -> None:
    ups = shipped_catalogue().get("ups")
    assert tracking_number(ups, ups.services[0], 999_999, "US") is not None
    assert tracking_number(ups, ups.services[0], 1_000_000, "US") is None


def test_each_wallet_pays_its_own_labels(provider: Practice) -> None:
    usd, cad = provider.gateway.balance(wallet("USD")), provider.gateway.balance(wallet("CAD"))
    bought = provider.buy(label_request("L1", "canpar"))
    assert provider.gateway.balance(wallet("USD")) == usd
    assert provider.gateway.balance(wallet("CAD")) == cad - bought.price
