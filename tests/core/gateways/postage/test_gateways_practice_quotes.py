"""Prices of the practice provider: from the shipped card, by the carriers' rules, cheapest first."""

from dataclasses import replace
from pathlib import Path

import pytest
from practice_kit import DENVER, MONTREAL, PARIS, label_request, practice, quote_request

from core.address import Address
from core.carriers.catalogue import shipped_catalogue
from core.money import Money
from core.purchases.port import NoRate, QuoteRequest, Quotes
from core.units import Dimensions, parse_dimensions, parse_weight


def ask(directory: Path, request: QuoteRequest) -> Quotes:
    return practice(directory).gateway.quote(request)


def refusals(quotes: Quotes, carrier: str) -> dict[str, tuple[str, str]]:
    return {no.service_code: (no.code, no.detail) for no in quotes.refused if no.carrier == carrier}


def test_prices_come_cheapest_first_and_are_never_called_live(tmp_path: Path) -> None:
    """S0-03"""
    quotes = ask(tmp_path, quote_request("usps", "ups"))
    prices = [rate.price.minor for rate in quotes.rates]
    assert prices == sorted(prices)
    assert {rate.carrier for rate in quotes.rates} == {"usps", "ups"}
    assert {rate.source for rate in quotes.rates} == {"practice"}
    assert all(rate.price > Money(0, "USD") and rate.zone and rate.billable and rate.rule_id for rate in quotes.rates)


def test_a_quote_moves_nothing_and_leaves_no_file(tmp_path: Path) -> None:
    ask(tmp_path, quote_request("usps"))
    assert list(tmp_path.iterdir()) == []


def test_the_order_of_the_carriers_asked_does_not_matter(tmp_path: Path) -> None:
    assert ask(tmp_path, quote_request("usps", "ups")) == ask(tmp_path, quote_request("ups", "usps"))


def test_a_price_that_is_quoted_is_the_price_that_is_charged(tmp_path: Path) -> None:
    provider = practice(tmp_path)
    provider.fund(1_000_000)
    for rate in provider.gateway.quote(quote_request("usps", "ups")).rates:
        request = label_request(f"{rate.carrier}-{rate.service_code}", rate.carrier, rate.service_code)
        assert provider.buy(request).price == rate.price


@pytest.mark.parametrize(("ship_to", "services"), [(DENVER, {"2", "F", "G", "H"}), (PARIS, {"I"})])
def test_canpar_abroad_is_not_available_at_present(tmp_path: Path, ship_to: Address, services: set[str]) -> None:
    """S0-29"""
    quotes = ask(tmp_path, quote_request("canpar", ship_to=ship_to))
    assert quotes.rates == ()
    assert refusals(quotes, "canpar") == dict.fromkeys(services, ("rates.not-available", "not_available_at_present"))


def test_a_carrier_of_another_wallet_is_named_and_not_forgotten(tmp_path: Path) -> None:
    quotes = ask(tmp_path, quote_request("usps", "canpar", "unheard_of"))
    assert NoRate("canpar", "", "rates.not-in-wallet", "USD") in quotes.refused
    assert NoRate("unheard_of", "", "rates.not-in-wallet", "USD") in quotes.refused


@pytest.mark.parametrize("carrier", ["canpar", "dhl_express"])
def test_a_missing_size_shows_the_cents_at_risk(tmp_path: Path, carrier: str) -> None:
    """S0-39"""
    (sized, *_) = ask(tmp_path, quote_request(carrier)).rates
    (bare, *_) = ask(tmp_path, quote_request(carrier, dims=None)).rates
    assert sized.at_risk is None
    assert bare.at_risk is not None
    assert bare.at_risk > Money(0, bare.price.currency)
    carton = Dimensions(*shipped_catalogue().get(carrier).reference_box_um)
    (in_carton, *_) = ask(tmp_path, quote_request(carrier, dims=carton)).rates
    assert bare.price + bare.at_risk == in_carton.price


def test_the_day_of_shipping_picks_the_weight_rule(tmp_path: Path) -> None:
    """The box of vector W000: 3 lb until 2026-07-11; its 13x12x12 inches weigh 14 lb from 2026-07-12 on."""
    request = quote_request("usps", dims=parse_dimensions("12.2x12x12 in"))
    billable = {}
    for day in ("2026-07-11", "2026-07-12"):
        rates = ask(tmp_path, replace(request, ship_day=day)).rates
        billable[day] = next((rate.billable, rate.rule_id) for rate in rates if rate.service_code == "PRIORITY_MAIL")
    assert billable == {"2026-07-11": ("3 lb", "usps.dim.2019"), "2026-07-12": ("14 lb", "usps.dim.2026")}


def test_couriers_refuse_boxes_and_bases_that_the_post_serves(tmp_path: Path) -> None:
    box, base = replace(DENVER, line1="P.O. Box 7"), replace(DENVER, city="APO", region="AE", postal="09012")
    for address, detail in ((box, "po_box"), (base, "military")):
        quotes = ask(tmp_path, quote_request("usps", "ups", ship_to=address))
        assert {rate.carrier for rate in quotes.rates} == {"usps"}
        assert refusals(quotes, "ups")["03"] == ("rates.address-refused", detail)


def test_dhl_needs_a_company_at_both_ends(tmp_path: Path) -> None:
    request = quote_request("dhl_express")
    for end in (
        replace(request, ship_from=replace(request.ship_from, company="")),
        replace(request, ship_to=replace(PARIS, company="")),
    ):
        quotes = ask(tmp_path, end)
        assert quotes.rates == ()
        assert refusals(quotes, "dhl_express")["P"] == ("rates.company-required", "dhl_express")


def test_a_parcel_too_heavy_or_too_long_is_refused_with_what_is_wrong(tmp_path: Path) -> None:
    heavy = replace(quote_request("ups"), weight=parse_weight("151 lb"))
    assert refusals(ask(tmp_path, heavy), "ups")["03"] == ("rates.size-refused", "too-heavy")
    long = quote_request("ups", dims=parse_dimensions("109x5x5 in"))
    assert refusals(ask(tmp_path, long), "ups")["03"] == ("rates.size-refused", "too-long")


def test_a_carrier_that_does_not_collect_here_says_so(tmp_path: Path) -> None:
    quotes = ask(tmp_path, replace(quote_request("ups"), ship_from=MONTREAL, ship_to=DENVER))
    assert quotes.rates == ()
