"""Prices from cards: charged weights, zones, the practice card, what has no price and why, cents at risk."""

from collections import defaultdict
from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.address import Address
from core.carriers.billable import FastRule, NoWeightRule, apply_rule, billable_weight
from core.carriers.catalogue import UnknownCarrier, shipped_catalogue
from core.carriers.exposure import exposure
from core.carriers.model import DimRule, Requirement, Rounding, Scope, ServiceState
from core.carriers.practice_card import practice_lines
from core.carriers.rate_book import CardKind, RateBook, RateLine, Steps
from core.carriers.rating import Ask, NoQuoteReason, Shopper
from core.carriers.zones import Zone, ZoneUnknown, read_zone, route
from core.money import Money
from core.resources import resource
from core.units import Dimensions, Weight, parse_dimensions, parse_weight, weight_of

CATALOGUE = shipped_catalogue()
DAY = date(2026, 11, 22)
BOOK = RateBook([(CardKind.PRACTICE, practice_lines())])
BOSTON = Address(company="Here", line1="1 Main", city="Boston", region="MA", postal="02110", country="US")
AUSTIN = Address(company="There", line1="1 Main", city="Austin", region="TX", postal="73301-0001", country="US")
MONTREAL = Address(company="Ici", line1="1 rue A", city="Montréal", region="QC", postal="h2x1y4", country="CA")
TORONTO = Address(company="There", line1="2 King", city="Toronto", region="ON", postal="M5E 1G4", country="CA")
PARIS = Address(company="Là", line1="3 rue B", city="Paris", postal="75007", country="FR")
RULES = [rule for carrier in CATALOGUE.carriers for rule in carrier.dims]
SIDE = st.integers(1, 3_000_000)


def line(service: str, zone: str, up_to: str, minor: int, card: str = "a") -> RateLine:
    return RateLine("canpar", service, zone, parse_weight(up_to).mg, "lb", minor, "CAD", "2026-01-01", "", "", card)


# --- Charged weight


@given(st.sampled_from(RULES), st.integers(1, 80_000_000), SIDE, SIDE, SIDE)
def test_the_fast_rule_gives_what_the_exact_rule_gives(rule: DimRule, mg: int, a: int, b: int, c: int) -> None:
    exact = apply_rule(rule, Weight(mg), Dimensions(a, b, c))
    assert FastRule(rule).billable_mg(mg, (a, b, c)) == exact.mg
    assert FastRule(rule).billable_mg(mg, None) == apply_rule(rule, Weight(mg), None).mg
    up = replace(rule, side_rounding=Rounding.NONE, divisor=Fraction("139.4"))
    assert FastRule(up).billable_mg(mg, (a, b, c)) == apply_rule(up, Weight(mg), Dimensions(a, b, c)).mg


@given(st.sampled_from(RULES), st.integers(1, 80_000_000), SIDE, SIDE, SIDE)
def test_the_charged_weight_is_never_less_than_the_scales_and_never_falls_with_size(
    rule: DimRule, mg: int, a: int, b: int, c: int
) -> None:
    small, large = Dimensions(a, b, c), Dimensions(a, b, c + 25_400)
    charged = apply_rule(rule, Weight(mg), small)
    assert charged.mg >= apply_rule(rule, Weight(mg), None).mg
    assert apply_rule(rule, Weight(mg), large).billable >= charged.billable


def test_a_box_as_large_as_a_house_is_too_heavy_for_the_card_and_breaks_nothing() -> None:
    ask = Ask(BOSTON, PARIS, parse_weight("1 lb"), parse_dimensions("99x99x99 m"))
    shopped = Shopper(CATALOGUE, BOOK, "USD", DAY, carriers=["dhl_express"]).shop(ask)
    assert NoQuoteReason.TOO_HEAVY_FOR_CARD in {no.reason for no in shopped.refused}


@pytest.mark.parametrize("pounds", [1, 2, 15, 70, 150])
def test_whole_pounds_are_charged_as_they_are(pounds: int) -> None:
    got = billable_weight(CATALOGUE, "UPS", "03", DAY, weight_of(Fraction(pounds), "lb"), None)
    assert (got.billable, got.text()) == (Fraction(pounds), f"{pounds} lb")


def test_a_rule_is_found_by_code_name_french_name_and_group_and_never_by_a_guess() -> None:
    box, weight = parse_dimensions("40x30x20 cm"), parse_weight("3 kg")
    for service in ("DOM.RP", "Regular Parcel", "colis standard"):
        assert billable_weight(CATALOGUE, "canada post", service, DAY, weight, box).billable == 4
    for service in ("DOM.XP", "Expedited/Xpresspost/Priority/US+Intl parcels"):
        assert billable_weight(CATALOGUE, "canada_post", service, DAY, weight, box).text() == "4.8 kg"
    assert billable_weight(CATALOGUE, "Postes Canada", "USA.TP", DAY, weight, box).billable == 3
    with pytest.raises(NoWeightRule):
        billable_weight(CATALOGUE, "Canada Post", "Regular", DAY, weight, box)
    with pytest.raises(UnknownCarrier):
        billable_weight(CATALOGUE, "Purolator", "all", DAY, weight, box)


def test_a_day_before_every_rule_has_none() -> None:
    with pytest.raises(NoWeightRule) as refused:
        billable_weight(CATALOGUE, "USPS", "PRIORITY_MAIL", date(2019, 6, 22), parse_weight("3 lb"), None)
    assert refused.value.fields["day"] == "2019-06-22"


def test_the_counter_prices_of_ups_have_their_own_divisor() -> None:
    box, weight = parse_dimensions("12x12x12 in"), parse_weight("1 lb")
    daily = billable_weight(CATALOGUE, "UPS", "domestic, daily rates", DAY, weight, box)
    retail = billable_weight(CATALOGUE, "UPS", "domestic, retail rates", DAY, weight, box)
    assert (daily.text(), retail.text()) == ("13 lb", "11 lb")
    assert daily.confirmed
    assert not retail.confirmed


# --- Zones


@pytest.mark.parametrize(
    ("origin", "destination", "zone", "scope"),
    [
        (BOSTON, replace(BOSTON, postal="01001"), Zone.REGIONAL, Scope.DOMESTIC),
        (BOSTON, replace(BOSTON, postal="02110-1234"), Zone.LOCAL, Scope.DOMESTIC),
        (BOSTON, AUSTIN, Zone.NATIONAL, Scope.DOMESTIC),
        (BOSTON, Address(region="HI", postal="96801", country="US"), Zone.REMOTE, Scope.DOMESTIC),
        (BOSTON, Address(region="AE", postal="09001", country="US"), Zone.REMOTE, Scope.DOMESTIC),
        (MONTREAL, TORONTO, Zone.NATIONAL, Scope.DOMESTIC),
        (MONTREAL, Address(region="YT", postal="Y1A 1A1", country="CA"), Zone.REMOTE, Scope.DOMESTIC),
        (MONTREAL, AUSTIN, Zone.USA, Scope.USA),
        (BOSTON, MONTREAL, Zone.CANADA, Scope.INTERNATIONAL),
        (BOSTON, PARIS, Zone.EUROPE, Scope.INTERNATIONAL),
        (BOSTON, Address(country="HK"), Zone.WORLD, Scope.INTERNATIONAL),
    ],
)
def test_a_route_has_a_zone_and_a_scope(origin: Address, destination: Address, zone: Zone, scope: Scope) -> None:
    way = route(origin, destination)
    assert (way.zone, way.scope) == (zone, scope)
    assert way.keys[-1] == "*"
    assert all(read_zone(key) == key for key in way.keys)


def test_keys_go_from_the_narrowest_to_the_widest() -> None:
    assert route(TORONTO, MONTREAL).keys == ("CA:H2X", "CA:H2", "CA:H", "CA-QC", "national", "CA", "*")


@pytest.mark.parametrize("address", [Address(country=""), Address(country="US"), Address(country="CA", postal="1234")])
def test_a_route_that_cannot_be_zoned_is_refused(address: Address) -> None:
    with pytest.raises(ZoneUnknown):
        route(BOSTON, address)


# --- The practice card


def test_the_practice_card_says_that_it_is_invented() -> None:
    text = resource("rate_cards", "practice.toml").read_text(encoding="utf-8")
    assert text.startswith("# PRACTICE RATE CARD - INVENTED PRICES")


def test_practice_prices_are_sensible_and_never_fall_with_weight() -> None:
    tables: dict[tuple[str, str, str], list[RateLine]] = defaultdict(list)
    for row in practice_lines():
        service = CATALOGUE.service(row.carrier, row.service)
        assert service.state is ServiceState.AVAILABLE
        assert CATALOGUE.get(row.carrier).wallet == row.currency
        assert 400 <= row.price_minor <= 6000
        tables[row.carrier, row.service, row.zone].append(row)
    for rows in tables.values():
        steps, prices = [r.up_to_mg for r in rows], [r.price_minor for r in rows]
        assert steps == sorted(set(steps))
        assert prices == sorted(prices)


def test_every_service_that_is_on_sale_has_practice_prices() -> None:
    priced = {(row.carrier, row.service) for row in practice_lines()}
    for currency in ("USD", "CAD"):
        for carrier in CATALOGUE.for_wallet(currency):
            for service in carrier.services:
                assert ((carrier.code, service.code) in priced) == (service.state is ServiceState.AVAILABLE)


# --- Shopping


def test_prices_come_cheapest_first_each_with_its_rule_and_its_card() -> None:
    """S0-03: never a live quote."""
    shopped = Shopper(CATALOGUE, BOOK, "USD", DAY).shop(
        Ask(BOSTON, AUSTIN, parse_weight("3 lb"), parse_dimensions("12x12x12.2 in"))
    )
    prices = [quote.price.minor for quote in shopped.quotes]
    assert prices == sorted(prices)
    ground = next(q for q in shopped.quotes if q.service == "USPS_GROUND_ADVANTAGE")
    assert (ground.billable.text(), ground.billable.rule_id) == ("14 lb", "usps.dim.2026")
    assert {quote.kind for quote in shopped.quotes} == {CardKind.PRACTICE}
    assert {quote.exposure for quote in shopped.quotes} == {None}
    old = Shopper(CATALOGUE, BOOK, "USD", date(2026, 7, 11)).shop(
        Ask(BOSTON, AUSTIN, parse_weight("3 lb"), parse_dimensions("12x12x12.2 in"))
    )
    before = next(q for q in old.quotes if q.service == "USPS_GROUND_ADVANTAGE")
    assert (before.billable.text(), before.billable.rule_id) == ("3 lb", "usps.dim.2019")


def test_canpar_without_a_size_is_priced_with_what_is_missing_and_the_cents_at_risk() -> None:
    """S0-38, S0-39."""
    ask = Ask(MONTREAL, TORONTO, parse_weight("5 lb"), None)
    shopped = Shopper(CATALOGUE, BOOK, "CAD", DAY, carriers=["canpar"]).shop(ask)
    (ground,) = shopped.quotes
    assert ground.missing == (Requirement.DIMENSIONS,)
    assert ground.exposure is not None
    measured = Shopper(CATALOGUE, BOOK, "CAD", DAY, carriers=["canpar"]).shop(
        replace(ask, dims=parse_dimensions("16x12x12 in"))
    )
    assert ground.exposure.likely == measured.quotes[0].price - ground.price
    assert ground.exposure.likely > Money(0, "CAD")
    assert ground.exposure.worst >= ground.exposure.likely
    assert measured.quotes[0].missing == ()
    assert measured.quotes[0].exposure is None


def test_a_card_that_ends_below_the_carton_never_says_that_nothing_is_at_risk() -> None:
    """S0-39: beyond the card its last price grows with the weight."""
    canpar = CATALOGUE.find("canpar")
    assert canpar is not None
    rule = next(one for one in canpar.dims if one.divisor)
    steps = Steps((500_000, 1_000_000), (900, 1000), CardKind.OWN, "2026-01-01")
    box = (400_000, 300_000, 300_000)
    charged_mg = apply_rule(rule, parse_weight("1 kg"), Dimensions(*box)).mg
    assert charged_mg > 1_000_000
    found = exposure(rule, steps, parse_weight("1 kg"), None, 1000, "CAD", box)
    assert found is not None
    assert found.likely == found.worst == Money(-(-1000 * charged_mg // 1_000_000) - 1000, "CAD")


def test_a_service_that_is_not_on_sale_is_named_with_its_state() -> None:
    """S0-29."""
    shopped = Shopper(CATALOGUE, BOOK, "CAD", DAY).shop(Ask(MONTREAL, AUSTIN, parse_weight("1 kg"), None))
    refused = {no.service: no.detail for no in shopped.refused if no.carrier == "canpar"}
    assert refused == dict.fromkeys(("2", "F", "G", "H"), "not_available_at_present")
    assert all(quote.carrier == "canada_post" for quote in shopped.quotes)


@pytest.mark.parametrize(
    ("ask", "reason", "detail"),
    [
        (Ask(TORONTO, MONTREAL, parse_weight("151 lb"), None), NoQuoteReason.SIZE_REFUSED, "too-heavy"),
        (
            Ask(TORONTO, replace(MONTREAL, line1="CP 12"), parse_weight("1 lb"), None),
            NoQuoteReason.ADDRESS_REFUSED,
            "po_box",
        ),
        (Ask(BOSTON, AUSTIN, parse_weight("1 lb"), None), NoQuoteReason.NOT_COLLECTED, "US"),
        (Ask(TORONTO, Address(country="CA"), parse_weight("1 lb"), None), NoQuoteReason.ZONE_UNKNOWN, "CA"),
        (
            Ask(TORONTO, MONTREAL, parse_weight("1 lb"), parse_dimensions("40x30x30 in")),
            NoQuoteReason.TOO_HEAVY_FOR_CARD,
            "259 lb",
        ),
    ],
)
def test_a_service_without_a_price_says_why(ask: Ask, reason: NoQuoteReason, detail: str) -> None:
    shopped = Shopper(CATALOGUE, BOOK, "CAD", DAY, carriers=["canpar"]).shop(ask)
    assert shopped.quotes == ()
    assert (reason, detail) in {(no.reason, no.detail) for no in shopped.refused}


def test_a_wallet_prices_only_the_carriers_that_it_pays() -> None:
    """M1."""
    for currency, codes in (("USD", {"usps", "ups", "dhl_express"}), ("CAD", {"canada_post", "canpar"})):
        offers = Shopper(CATALOGUE, BOOK, currency, DAY, check_origin=False).offers
        assert {carrier for carrier, _ in offers} == codes
    assert Shopper(CATALOGUE, BOOK, "EUR", DAY).offers == ()


def test_no_card_for_the_zone_is_no_price() -> None:
    book = RateBook([(CardKind.OWN, [line("1", "remote", "5 lb", 900)])])
    shopped = Shopper(CATALOGUE, book, "CAD", DAY, carriers=["canpar"]).shop(
        Ask(TORONTO, MONTREAL, parse_weight("1 lb"), None)
    )
    assert [(no.reason, no.detail) for no in shopped.refused if no.service == "1"] == [
        (NoQuoteReason.NO_PRICE, "national")
    ]


def test_the_operators_price_goes_before_the_invented_one_and_a_newer_card_before_an_older() -> None:
    own = [line("1", "*", "5 lb", 700, "new"), line("1", "*", "5 lb", 650, "old"), line("1", "*", "9 lb", 655, "old")]
    book = RateBook([(CardKind.OWN, own), (CardKind.PRACTICE, practice_lines())])
    shopper = Shopper(CATALOGUE, book, "CAD", DAY, carriers=["canpar"])
    (quote,) = shopper.shop(Ask(TORONTO, MONTREAL, parse_weight("4 lb"), None)).quotes
    assert (quote.price, quote.kind, quote.card_day, quote.zone) == (
        Money(700, "CAD"),
        CardKind.OWN,
        "2026-01-01",
        "*",
    )
    heavier = shopper.shop(Ask(TORONTO, MONTREAL, parse_weight("6 lb"), None))
    assert heavier.quotes == ()  # the operator's card ends at 5 lb: nothing is filled up with invented prices


def test_the_narrowest_zone_of_a_card_counts() -> None:
    own = [line("1", "*", "5 lb", 900), line("1", "CA-QC", "5 lb", 800), line("1", "CA:H2", "5 lb", 700)]
    shopper = Shopper(CATALOGUE, RateBook([(CardKind.OWN, own)]), "CAD", DAY, carriers=["canpar"])
    asks = [MONTREAL, replace(MONTREAL, postal="G1R 5A8"), replace(MONTREAL, region="ON", postal="K1A 0B1")]
    prices = [shopper.shop(Ask(TORONTO, to, parse_weight("1 lb"), None)).quotes[0].price.minor for to in asks]
    assert prices == [700, 800, 900]


@given(st.integers(1, 31_000_000), st.none() | st.tuples(SIDE, SIDE, SIDE), st.sampled_from([AUSTIN, MONTREAL, PARIS]))
def test_fast_prices_are_the_prices_of_the_quotes(
    mg: int, sides: tuple[int, int, int] | None, destination: Address
) -> None:
    shopper = Shopper(CATALOGUE, BOOK, "USD", DAY)
    fast = {shopper.offers[n]: minor for minor, n in shopper.minor_prices(route(BOSTON, destination), mg, sides)}
    ask = Ask(BOSTON, destination, Weight(mg), Dimensions(*sides) if sides else None)
    for quote in shopper.shop(ask).quotes:
        assert fast[quote.carrier, quote.service] == quote.price.minor
