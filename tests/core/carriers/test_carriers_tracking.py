"""The verbs of tracking numbers, minting, and scans that no vector has."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.carriers.catalogue import shipped_catalogue
from core.carriers.scanning import Kind, parse_scan
from core.carriers.tracking.numbers import (
    BadCheckDigit,
    BadTrackingNumber,
    compact,
    format_number,
    is_valid,
    validate,
    with_check_digit,
)
from core.carriers.tracking.scheme import BadPart, Scheme, read_part

CATALOGUE = shipped_catalogue()
NUMBERS = CATALOGUE.numbers
GS, RS, EOT = "\x1d", "\x1e", "\x04"


def scheme(carrier: str, scheme_id: str) -> Scheme:
    found = NUMBERS.scheme(carrier, scheme_id)
    assert found is not None
    return found


def test_validate_gives_the_compact_number_or_says_what_is_wrong() -> None:
    ups = scheme("ups", "ups_1z")
    assert validate(ups, "1z 999 aa1 03 6600 0011") == "1Z999AA10366000011"
    with pytest.raises(BadCheckDigit) as wrong:
        validate(ups, "1Z999AA10366000012")
    assert wrong.value.fields == {"text": "1Z999AA10366000012", "scheme": "ups_1z"}
    with pytest.raises(BadTrackingNumber) as malformed:
        validate(ups, "1Z999AA1036600001")
    assert malformed.value.code == "tracking.bad-format"


def test_a_number_without_a_known_rule_is_taken_but_never_proved() -> None:
    canpar = scheme("canpar", "canpar_22")
    assert is_valid(canpar, "Z576002440000000088001")
    assert [c.valid for c in NUMBERS.candidates("Z576002440000000088001")] == [None]


def test_a_failing_check_digit_is_shown_and_not_hidden() -> None:
    """Dummies of the carriers' own documents fail: they are told as such, with their carrier."""
    (candidate,) = NUMBERS.candidates("1Z12345E8791315509")
    assert (candidate.carrier, candidate.valid) == ("ups", False)


def test_a_country_that_does_not_exist_makes_a_number_wrong() -> None:
    assert [c.valid for c in NUMBERS.candidates("RB123456785XX")] == [False]
    assert [c.carrier for c in NUMBERS.candidates("RB123456785GB")] == ["upu"]
    assert [c.carrier for c in NUMBERS.candidates("RN123456785CA")] == ["canada_post"]


def test_a_letter_number_is_not_called_wrong_by_the_rule_of_parcels() -> None:
    """S3-24: no source confirms the key of letters; their grouping is known."""
    verdicts = {c.scheme: c.valid for c in NUMBERS.candidates("2C12345678901")}
    assert verdicts["laposte_13_letter"] is None
    assert NUMBERS.format("2C12345678901") == "2C 123 456 7890 1"
    assert NUMBERS.format("9V20524752032") == "9V 20524 75203 2"


@given(st.text(max_size=60))
def test_any_text_at_all_is_judged_without_trouble(text: str) -> None:
    NUMBERS.candidates(text)
    parse_scan(CATALOGUE, text)
    assert compact(NUMBERS.format(text)) == compact(text) or NUMBERS.candidates(text)


@given(st.integers(0, 10**15 - 1))
def test_a_minted_number_is_right_and_any_other_last_digit_is_wrong(body: int) -> None:
    post = scheme("canada_post", "canada_post_16")
    number = with_check_digit(post, f"{body:015d}")
    assert is_valid(post, number)
    others = [f"{number[:-1]}{digit}" for digit in "0123456789" if digit != number[-1]]
    assert not any(is_valid(post, other) for other in others)


@given(st.from_regex(r"[A-Z0-9]{6}[A-Z0-9]{2}[0-9]{7}", fullmatch=True))
def test_a_minted_1z_groups_and_reads_back(body: str) -> None:
    ups = scheme("ups", "ups_1z")
    number = with_check_digit(ups, f"1Z{body}")
    assert validate(ups, format_number(ups, number)) == number


def test_the_check_digit_goes_where_the_scheme_has_it() -> None:
    assert with_check_digit(scheme("canada_post", "upu_s10"), "RN12345678CA") == "RN123456785CA"
    assert with_check_digit(scheme("usps", "usps_impb"), "920559024232700859896") == "9205590242327008598961"
    assert with_check_digit(scheme("canpar", "canpar_22"), "D576002440000001718010") == "D576002440000001718010"
    with pytest.raises(BadTrackingNumber):
        with_check_digit(scheme("ups", "ups_1z"), "1Z999")


@pytest.mark.parametrize(
    "text", ["digits", "digits 0", "digits 99", "text ab", "one_of 1,22", "digits 8 name x", "x 1"]
)
def test_a_part_that_cannot_be_read_is_refused(text: str) -> None:
    with pytest.raises(BadPart):
        read_part(text)


@pytest.mark.parametrize(
    ("scanned", "kind", "tracking", "routing"),
    [
        ("]C14204534212349205590242327008598961", Kind.TRACKING, "9205590242327008598961", "453421234"),
        (f"{GS}42045342{GS}9205590242327008598961\r\n", Kind.TRACKING, "9205590242327008598961", "45342"),
        ("42012345<GS>92019205598765432100000174", Kind.TRACKING, "92019205598765432100000174", "12345"),
        ("1Z 999 AA1 03 6600 0011", Kind.TRACKING, "1Z999AA10366000011", ""),
        ("42012345", Kind.ROUTING_ONLY, "", "12345"),
        ("421124M5E1G4", Kind.ROUTING_ONLY, "", "124M5E1G4"),
        ("JJD013036538172296379", Kind.TRACKING, "JD013036538172296379", ""),
        ("1001921334250001000300779017972697", Kind.TRACKING, "779017972697", ""),
        ("1234567890", Kind.UNKNOWN, "", ""),  # an order number with the form of a DHL waybill
        ("5901234123457", Kind.UNKNOWN, "", ""),  # an EAN on the goods
        ("hello", Kind.UNKNOWN, "", ""),
        ("", Kind.UNKNOWN, "", ""),
        (f"hello{GS}9205590242327008598961", Kind.UNKNOWN, "", ""),
        ("9" * 300, Kind.UNKNOWN, "", ""),
    ],
)
def test_a_scan_of_the_bench_is_understood(scanned: str, kind: Kind, tracking: str, routing: str) -> None:
    scan = parse_scan(CATALOGUE, scanned)
    assert (scan.kind, scan.tracking, scan.routing) == (kind, tracking, routing)


def test_a_maxicode_gives_the_whole_1z_when_the_check_digit_agrees() -> None:
    head = f"[)>{RS}01{GS}96943040000{GS}840{GS}003{GS}1Z03062622{GS}UPSN{GS}H4E079{GS}322{RS}{EOT}"
    scan = parse_scan(CATALOGUE, head)
    assert (scan.kind, scan.numbers, scan.routing) == (Kind.TRACKING, ("1ZH4E0790303062622",), "943040000")


def test_a_maxicode_whose_parts_do_not_agree_is_only_a_part() -> None:
    text = f"[)>{RS}01{GS}9675007 {GS}250{GS}011{GS}1Z99999999{GS}UPSN{GS}999AA1{GS}200{RS}{EOT}"
    scan = parse_scan(CATALOGUE, text)
    assert (scan.kind, scan.tracking, scan.routing) == (Kind.PARTIAL, "1Z99999999", "75007")


def test_a_text_with_two_readings_is_never_guessed() -> None:
    """Facts 0.9: without FNC1 both readings pass the check digit."""
    scan = parse_scan(CATALOGUE, "4201234592019205598765432100000174")
    assert scan.is_ambiguous
    assert scan.numbers == ("9205598765432100000174", "92019205598765432100000174")
    assert scan.routing == ""
