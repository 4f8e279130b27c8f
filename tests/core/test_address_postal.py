"""Addresses offline: codes for countries and regions, postal codes, what blocks and what only warns."""

import pytest

from core.address import Address
from core.countries import country, country_code, region_code
from core.postal import check_address, locate, normalise_address


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("US", "US"),
        ("usa", "US"),
        ("U.S.A.", "US"),
        ("United States", "US"),
        ("The United States of America", "US"),
        ("États-Unis", "US"),
        ("etats unis", "US"),
        ("canada", "CA"),
        ("CAN", "CA"),
        ("Japan", "JP"),
        ("Japon", "JP"),
        ("Poland", "PL"),
        ("Royaume-Uni", "GB"),
        ("England", "GB"),
        ("Côte d'Ivoire", "CI"),
        ("Corée du Sud", "KR"),
        ("Hong Kong", "HK"),
        ("Trinidad and Tobago", "TT"),
        ("Narnia", ""),
        ("", ""),
        ("ZZ", ""),
    ],
)
def test_a_country_is_known_by_code_and_by_its_english_or_french_name(text: str, code: str) -> None:
    assert country_code(text) == code


def test_a_country_has_all_its_codes() -> None:
    canada = country("CA")
    assert canada is not None
    assert (canada.alpha3, canada.numeric) == ("CAN", "124")
    united_states = country("US")
    assert united_states is not None
    assert (united_states.name_en, united_states.name_fr) == ("United States", "États-Unis")
    assert country("XX") is None


@pytest.mark.parametrize(
    ("land", "text", "code"),
    [
        ("CA", "Québec", "QC"),
        ("CA", "Quebec", "QC"),
        ("CA", "qc", "QC"),
        ("CA", "CA-QC", "QC"),
        ("CA", "Colombie-Britannique", "BC"),
        ("CA", "P.E.I.", "PE"),
        ("US", "California", "CA"),
        ("US", "new york", "NY"),
        ("US", "D.C.", "DC"),
        ("AU", "New South Wales", "NSW"),
        ("US", "Nowhere", "Nowhere"),
        ("JP", "Tokyo", "Tokyo"),
        ("US", "", ""),
    ],
)
def test_a_region_becomes_its_code_where_the_country_has_codes(land: str, text: str, code: str) -> None:
    assert region_code(land, text) == code


@pytest.mark.parametrize(
    ("land", "region", "given_code", "printed"),
    [
        ("CA", "QC", "h2x1y4", "H2X 1Y4"),
        ("CA", "QC", "H2X-1Y4", "H2X 1Y4"),
        ("GB", "", "hu11aa", "HU1 1AA"),
        ("GB", "", "SW1A1AA", "SW1A 1AA"),
        ("US", "MA", "'02138", "02138"),
        ("US", "FL", "331391234", "33139-1234"),
        ("US", "FL", "33139 1234", "33139-1234"),
        ("JP", "", "1500001", "150-0001"),
        ("PL", "", "31147", "31-147"),
        ("NL", "", "1012ab", "1012 AB"),
        ("FR", "", "75001", "75001"),
    ],
)
def test_a_postal_code_takes_its_printed_form(land: str, region: str, given_code: str, printed: str) -> None:
    place = locate(land, region, given_code)
    assert (place.postal, place.problems) == (printed, ())


def test_a_lost_zero_comes_back_only_when_the_state_proves_it() -> None:
    """desktop 4.3: 2138 in Massachusetts is 02138; in Texas, or without a state, it is nothing."""
    sure = locate("US", "Massachusetts", "2138")
    assert (sure.postal, sure.zero_restored, sure.problems) == ("02138", True, ())
    assert locate("US", "MA", "2138-1234").postal == "02138-1234"
    for state in ("TX", ""):
        doubtful = locate("US", state, "2138")
        assert (doubtful.postal, doubtful.zero_restored) == ("2138", False)
        assert "address.postal-impossible" in [problem.code for problem in doubtful.problems]


@pytest.mark.parametrize(
    ("land", "region", "postal", "problems"),
    [
        ("US", "TX", "02138", ["address.postal-not-in-region"]),
        ("US", "", "75201", ["address.region-missing"]),
        ("US", "Z", "75201", ["address.region-unknown"]),
        ("US", "", "00000", ["address.region-missing", "address.postal-impossible"]),
        ("CA", "QC", "M5V 3L9", ["address.postal-not-in-region"]),
        ("CA", "QC", "D1A 1A1", ["address.postal-impossible"]),
        ("CA", "QC", "H2O 1Y4", ["address.postal-impossible"]),
        ("CA", "QC", "", ["address.postal-missing"]),
        ("AU", "VIC", "2000", ["address.postal-not-in-region"]),
        ("FR", "", "", ["address.postal-missing"]),
        ("FR", "", "1000", ["address.postal-impossible"]),
        ("HK", "Hong Kong", "", []),
        ("AE", "Dubai", "", []),
        ("US", "AP", "96266", []),
        ("Narnia", "", "", ["address.country-unknown"]),
        ("", "", "", ["address.country-missing"]),
    ],
)
def test_impossible_places_are_named(land: str, region: str, postal: str, problems: list[str]) -> None:
    assert [problem.code for problem in locate(land, region, postal).problems] == problems


def test_all_problems_of_an_address_come_at_once() -> None:
    check = check_address(Address(country="US", region="TX", postal="02138", phone="call me"))
    assert [problem.code for problem in check.blocking] == [
        "address.name-missing",
        "address.street-missing",
        "address.city-missing",
        "address.postal-not-in-region",
    ]
    assert [problem.code for problem in check.warnings] == ["address.phone-unreadable"]


def test_a_company_is_name_enough_and_any_street_line_is_a_street() -> None:
    address = Address(company="Brightwater", line2="Suite 4", city="Austin", region="TX", postal="78749", country="US")
    assert check_address(address).blocking == ()


def test_warnings_count_what_is_too_long_and_show_what_looks_like_a_command() -> None:
    address = Address(name="=SUM(A1)", line1="x" * 51, line2="^XA", city="Z" * 41, country="HK")
    told = {(p.field, p.code, p.value) for p in check_address(address).warnings}
    assert told == {
        ("name", "address.formula-text", "=SUM(A1)"),
        ("line1", "address.too-long", "51"),
        ("line2", "address.printer-command", "^XA"),
        ("city", "address.too-long", "41"),
    }


def test_normalising_cleans_every_field_and_twice_is_once() -> None:
    raw = Address(
        name=" e\u0301lodie\u00a0 Roy ", line1="1\true X", city="Montréal", region="quebec", postal="h2x1y4",
        country="canada", phone="(514) 555-0143 poste 12", email=" a@b.example ",
    )  # fmt: skip
    kept = normalise_address(raw)
    assert kept == Address(
        name="élodie Roy", line1="1 rue X", city="Montréal", region="QC", postal="H2X 1Y4", country="CA",
        phone="5145550143 x12", email="a@b.example",
    )  # fmt: skip
    assert normalise_address(kept) == kept


def test_a_country_that_nobody_knows_stays_as_it_was_written() -> None:
    kept = normalise_address(Address(name="A", line1="1 B", city="C", country="Narnia"))
    assert kept.country == "Narnia"
    assert [p.code for p in check_address(kept).blocking] == ["address.country-unknown"]
