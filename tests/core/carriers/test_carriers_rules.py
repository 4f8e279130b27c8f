"""Void windows to the second, requirements, addresses, sizes."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.address import Address
from core.carriers.catalogue import shipped_catalogue
from core.carriers.model import AddressKind, Requirement, ServiceState
from core.carriers.rules import (
    ONE_BALANCE,
    Breach,
    VoidMoment,
    address_kinds,
    find_void_rule,
    missing_requirements,
    refused_kinds,
    size_breaches,
    size_limit,
    tracking_page,
    void_window,
    window_of,
)
from core.units import parse_dimensions, parse_weight

CATALOGUE = shipped_catalogue()
TORONTO = ZoneInfo("America/Toronto")


def local(text: str, zone: ZoneInfo = TORONTO) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=zone).astimezone(UTC)


@pytest.mark.parametrize(
    ("created", "day_15", "day_16"),
    [
        ("2026-06-01T09:00:00", "2026-06-16T23:59:59", "2026-06-17T00:00:00"),
        ("2026-10-20T23:59:59", "2026-11-04T23:59:59", "2026-11-05T00:00:00"),  # clocks go back on 1 November
        ("2026-03-01T00:00:00", "2026-03-16T23:59:59", "2026-03-17T00:00:00"),  # clocks go forward on 8 March
    ],
)
def test_canada_post_voids_until_the_end_of_day_15_also_across_a_change_of_clocks(
    created: str, day_15: str, day_16: str
) -> None:
    """S0-35."""
    window = void_window(CATALOGUE.get("canada_post"), ONE_BALANCE, local(created), TORONTO)
    assert window.at(local(day_15)) is VoidMoment.OPEN
    assert window.at(local(day_16)) is VoidMoment.TOO_LATE
    assert window.latest == local(day_16) - timedelta(microseconds=1)


def test_canada_post_waits_sixty_minutes_that_really_pass() -> None:
    """C6: minute 59 against minute 60, in the hour that the clocks repeat."""
    created = local("2026-11-01T00:30:00")
    window = void_window(CATALOGUE.get("canada_post"), ONE_BALANCE, created, TORONTO)
    assert window.at(created + timedelta(minutes=59, seconds=59)) is VoidMoment.TOO_EARLY
    assert window.at(created + timedelta(minutes=60)) is VoidMoment.OPEN


@given(st.integers(0, 15 * 366 * 86_400), st.sampled_from(["Asia/Tokyo", "America/Havana"]))
def test_the_last_day_always_ends_at_the_stations_midnight(seconds: int, zone_name: str) -> None:
    zone = ZoneInfo(zone_name)
    created = datetime(2020, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)
    window = void_window(CATALOGUE.get("usps"), ONE_BALANCE, created, zone)
    assert window.latest is not None
    assert window.ends_before is not None
    last = window.latest.astimezone(zone).date()
    assert last - created.astimezone(zone).date() == timedelta(days=28)
    assert window.ends_before.astimezone(zone).date() == last + timedelta(days=1)


def test_a_window_that_nobody_knows_is_unknown_and_not_closed() -> None:
    moment = local("2026-06-01T09:00:00")
    for carrier, channel, want in (
        ("canpar", ONE_BALANCE, VoidMoment.UNKNOWN),
        ("usps", "no-such-channel", VoidMoment.UNKNOWN),
        ("dhl_express", "pay_on_scan", VoidMoment.NOT_NEEDED),
        ("laposte", "own_contract", VoidMoment.NOTHING_TO_REFUND),
        ("fedex", "forwarding", VoidMoment.OPEN),
    ):
        window = void_window(CATALOGUE.get(carrier), channel, moment, TORONTO)
        assert window.at(moment) is want
        assert (window.latest is None) == (want is not VoidMoment.OPEN)


def test_a_label_keeps_the_rule_it_was_bought_under() -> None:
    usps = CATALOGUE.get("usps")
    rule = find_void_rule(usps, "usps.void.generic.30")
    assert rule is not None
    window = window_of(rule, local("2026-06-01T09:00:00"), TORONTO)
    assert window.at(local("2026-07-01T12:00:00")) is VoidMoment.OPEN
    assert find_void_rule(usps, "usps.void.nothing") is None


def test_canpar_and_dhl_want_the_size_and_dhl_a_company_at_both_ends() -> None:
    """S0-38."""
    person, firm = Address(name="A", country="CA"), Address(company="B", country="CA")
    box = parse_dimensions("10x10x10 cm")
    assert missing_requirements(CATALOGUE.get("canpar"), None, person, person) == (Requirement.DIMENSIONS,)
    assert missing_requirements(CATALOGUE.get("canpar"), box, person, person) == ()
    assert missing_requirements(CATALOGUE.get("dhl_express"), box, firm, person) == (Requirement.COMPANY,)
    assert missing_requirements(CATALOGUE.get("dhl_express"), box, firm, firm) == ()
    assert missing_requirements(CATALOGUE.get("usps"), None, person, person) == ()


@pytest.mark.parametrize(
    "line",
    ["PO Box 12", "P.O. Box 12", "p o box 7", "Post Office Box 3", "C.P. 456", "CP 456", "Case postale 9", "BP 1234",
     "Boîte postale 8", "boite postale n° 8", "Station A, P.O.Box #4"],
)  # fmt: skip
def test_a_post_box_is_known_in_english_and_french_and_couriers_refuse_it(line: str) -> None:
    address = Address(name="A", line1=line, country="CA")
    assert address_kinds(address) == {AddressKind.PO_BOX}
    refusing = {carrier.code for carrier in CATALOGUE.carriers if refused_kinds(carrier, address)}
    assert refusing == {"ups", "dhl_express", "canpar", "fedex"}


@pytest.mark.parametrize("line", ["12 Box Lane", "5 rue du CP", "1 BP Tower", "100 Postal Road", "Apt 4, 10 Poe St"])
def test_a_street_that_sounds_like_a_post_box_is_a_street(line: str) -> None:
    assert address_kinds(Address(name="A", line1=line, country="CA")) == frozenset()


def test_only_the_post_delivers_to_the_military() -> None:
    address = Address(name="A", line1="PSC 1", city="APO", region="AE", postal="09001", country="US")
    assert refused_kinds(CATALOGUE.get("ups"), address) == {AddressKind.MILITARY}
    assert refused_kinds(CATALOGUE.get("usps"), address) == frozenset()


@pytest.mark.parametrize(
    ("carrier", "service", "weight", "size", "broken"),
    [
        ("usps", "PRIORITY_MAIL", "70 lb", "36x18x18 in", ()),
        ("usps", "PRIORITY_MAIL", "70.1 lb", "40x18x18 in", (Breach.TOO_HEAVY, Breach.LENGTH_AND_GIRTH)),
        ("usps", "USPS_GROUND_ADVANTAGE", "10 lb", "40x20x20 in", ()),
        ("ups", "03", "150 lb", "108.1x1x1 in", (Breach.TOO_LONG,)),
        ("canada_post", "USA.XP", "5 kg", "1.6x0.1x0.1 m", (Breach.TOO_LONG,)),
        ("canada_post", "DOM.XP", "5 kg", "9x6x2 cm", (Breach.TOO_SHORT, Breach.TOO_NARROW)),
        ("canada_post", "USA.TP", "2.1 kg", "50x30x20 cm", (Breach.TOO_HEAVY, Breach.SUM_OF_SIDES)),
        ("laposte", "LS", "3 kg", "30x20x3.1 cm", (Breach.TOO_THICK,)),
    ],
)
def test_a_parcel_is_measured_against_its_services_limit(
    carrier: str, service: str, weight: str, size: str, broken: tuple[Breach, ...]
) -> None:
    limit = size_limit(CATALOGUE.get(carrier), service)
    assert size_breaches(limit, parse_weight(weight), parse_dimensions(size)) == broken


def test_a_size_that_nobody_measured_breaks_nothing_and_a_weight_still_does() -> None:
    limit = size_limit(CATALOGUE.get("canpar"), "1")
    assert size_breaches(limit, parse_weight("10 lb"), None) == ()
    assert size_breaches(limit, parse_weight("151 lb"), None) == (Breach.TOO_HEAVY,)
    assert size_breaches(None, parse_weight("9000 lb"), None) == ()


def test_a_tracking_page_is_the_carriers_and_a_number_cannot_break_out_of_it() -> None:
    """S4-18."""
    ups = CATALOGUE.get("ups")
    assert tracking_page(ups, "1Z999AA10366000011") == "https://www.ups.com/track?tracknum=1Z999AA10366000011"
    assert tracking_page(ups, "a&b=c/../d").endswith("=a%26b%3Dc%2F..%2Fd")
    assert tracking_page(CATALOGUE.get("upu"), "RB123456785GB") == ""


def test_services_of_the_balance_are_available_and_the_lost_ones_unknown() -> None:
    """S0-28, C10."""
    post = CATALOGUE.get("canada_post")
    states = {service.code: service.state for service in post.services}
    assert states["DOM.RP"] is ServiceState.AVAILABLE
    assert states["INT.XP"] is ServiceState.UNKNOWN
    assert states["DOM.LIB"] is ServiceState.OTHER_CHANNEL_ONLY
