"""Every row of the carriers' vector files, through core. Sources stand in the files."""

import csv
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from core.carriers.billable import billable_weight
from core.carriers.catalogue import shipped_catalogue
from core.carriers.model import RefundTiming, Scope, ServiceState, VoidPolicy
from core.carriers.rules import void_window
from core.carriers.scanning import parse_scan
from core.carriers.tracking.numbers import compact, format_number
from core.carriers.tracking.owners import owner_of
from core.units import parse_dimensions, parse_weight

VECTORS = Path(__file__).parents[2] / "vectors"
CATALOGUE = shipped_catalogue()
# These schemes have no known check rule: "valid" in the file means well-formed, and nothing more may be claimed.
FORMAT_ONLY = {"canpar_22", "dhl_piece_id", "laposte_15", "laposte_13_letter"}
CHANNELS = {
    "Stamps.com / One Balance": "one_balance",
    "One Balance": "one_balance",
    "generic rule quoted elsewhere": "generic",
    "own UPS account": "own_account",
    "pay-on-scan accounts": "pay_on_scan",
    "own contract": "own_contract",
    "forwarding only": "forwarding",
}
REFUNDS = {
    "pending approval": RefundTiming.PENDING,
    "pending": RefundTiming.PENDING,
    "immediate": RefundTiming.IMMEDIATE,
    "to balance": RefundTiming.TO_BALANCE,
    "unknown": RefundTiming.UNKNOWN,
    "none": RefundTiming.NONE,
    "n/a": RefundTiming.NONE,
}


def rows(name: str) -> list[dict[str, str]]:
    with (VECTORS / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def ids(row: dict[str, str]) -> str:
    return row["id"]


@pytest.mark.parametrize("row", rows("tracking_numbers"), ids=ids)
def test_a_tracking_number_is_judged_as_its_vector_says(row: dict[str, str]) -> None:
    """valid=1: its scheme is a candidate, True by check digit, None where only a format is known.
    valid=0: its scheme is no candidate (wrong form) or is one with False (wrong check digit or country)."""
    found = [c for c in CATALOGUE.numbers.candidates(row["number"]) if c.scheme == row["scheme"]]
    verdicts = {candidate.valid for candidate in found}
    if row["valid"] == "1":
        assert verdicts == ({None} if row["scheme"] in FORMAT_ONLY else {True})
        assert compact(row["number"]) == row["normalized"]
    else:
        assert verdicts <= {False}


@pytest.mark.parametrize("row", rows("tracking_numbers"), ids=ids)
def test_a_tracking_number_goes_by_the_name_of_its_vector(row: dict[str, str]) -> None:
    found = [c for c in CATALOGUE.numbers.candidates(row["number"]) if c.scheme == row["scheme"]]
    owners = {owner_of(CATALOGUE.get(candidate.carrier), candidate.scheme).name for candidate in found}
    assert owners == {row["carrier"]} or (not owners and row["valid"] == "0")


@pytest.mark.parametrize("row", rows("human_readable"), ids=ids)
def test_a_number_is_printed_in_its_carriers_groups(row: dict[str, str]) -> None:
    assert CATALOGUE.numbers.format(row["raw"]) == row["formatted"]
    scheme = next(s for s in CATALOGUE.numbers.schemes if s.id == row["scheme"])
    assert compact(format_number(scheme, row["raw"])) == row["raw"]


@pytest.mark.parametrize("row", rows("scan_parse"), ids=ids)
def test_a_scan_is_understood_as_its_vector_says(row: dict[str, str]) -> None:
    scan = parse_scan(CATALOGUE, row["scanned (<GS>=0x1D <RS>=0x1E <EOT>=0x04)"])
    assert [CATALOGUE.get(code) for code in scan.carriers] == [CATALOGUE.get(row["carrier"])]
    assert (scan.kind.value, scan.tracking, scan.routing) == (row["kind"], row["tracking"], row["routing"])


@pytest.mark.parametrize("row", rows("dim_weight"), ids=ids)
def test_a_charged_weight_follows_the_rule_of_its_ship_date(row: dict[str, str]) -> None:
    """S0-38, on both sides of each rule's date."""
    got = billable_weight(
        CATALOGUE,
        row["carrier"],
        row["service"],
        date.fromisoformat(row["ship_date"]),
        parse_weight(f"{row['actual']} {row['actual_unit']}"),
        parse_dimensions(f"{row['L']}x{row['W']}x{row['H']} {row['dim_unit']}"),
    )
    assert "x".join(str(side) for side in got.sides) == row["rounded_dims"]
    assert (got.volume, got.divisor, got.threshold_volume) == (
        Fraction(row["volume"]),
        Fraction(row["divisor"]),
        int(row["threshold_volume"]),
    )
    assert (got.dim_weight, got.actual) == (Fraction(row["dim_weight"]), Fraction(row["actual_rounded"]))
    assert (got.billable, got.unit) == (Fraction(row["billable"]), row["billable_unit"])


@pytest.mark.parametrize("row", rows("void_windows"), ids=ids)
def test_a_void_window_is_its_channels(row: dict[str, str]) -> None:
    """S0-35, C6: the windows differ by channel, and conflicts are kept."""
    created = datetime(2026, 6, 1, 15, tzinfo=UTC)
    window = void_window(CATALOGUE.get(row["carrier"]), CHANNELS[row["channel"]], created, ZoneInfo("UTC"))
    assert window.rule is not None
    assert window.rule.refund is REFUNDS[row["refund_timing"]]
    if row["days"]:
        assert window.ends_before == datetime(2026, 6, 2, tzinfo=UTC) + timedelta(days=int(row["days"]))
        wait = timedelta(minutes=60 if "60-minute" in row["rule"] else 0)
        assert window.earliest == created + wait
    else:
        assert window.rule.policy is not VoidPolicy.WINDOW


@pytest.mark.parametrize("row", rows("services"), ids=ids)
def test_a_service_of_the_list_is_in_the_catalogue(row: dict[str, str]) -> None:
    """S0-28, S0-29, S4-09."""
    service = CATALOGUE.service(row["carrier"], row["code"])
    assert service.name_en == row["name_en"]
    assert service.name_fr == (row["name_fr"] or row["name_en"]) or not row["name_fr"]
    assert service.scope is Scope(row["scope"].lower())
    if "walleted" in row["note"] and "code " in row["note"]:
        assert f"code {service.wallet_code}" in row["note"]


def test_canpar_sells_nothing_across_the_border_at_present() -> None:
    """S0-29: "Non disponible pour l'instant"."""
    abroad = [s for s in CATALOGUE.get("canpar").services if s.scope is not Scope.DOMESTIC]
    assert len(abroad) == 5
    assert {service.state for service in abroad} == {ServiceState.NOT_AVAILABLE_AT_PRESENT}


def test_what_is_in_the_catalogue_only_is_never_offered_from_the_balance() -> None:
    for code in ("laposte", "fedex"):
        carrier = CATALOGUE.get(code)
        assert carrier.wallet == ""
        assert {service.state for service in carrier.services} == {ServiceState.OTHER_CHANNEL_ONLY}
    assert [c.code for c in CATALOGUE.for_wallet("USD")] == ["dhl_express", "ups", "usps"]
    assert [c.code for c in CATALOGUE.for_wallet("CAD")] == ["canada_post", "canpar"]
