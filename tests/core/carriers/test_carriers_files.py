"""One test for all carrier files; collisions; the documentation names every key; a new file is used (DESIGN 2.5)."""

import re
import tomllib
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from core.address import Address
from core.carriers.billable import billable_weight
from core.carriers.carrier_file import read_carrier
from core.carriers.catalogue import Catalogue, load_catalogue, shipped_catalogue
from core.carriers.model import Answer, Feature, Kind
from core.carriers.rate_book import CardKind, RateBook
from core.carriers.rate_cards import parse_rate_card
from core.carriers.rating import Ask, Shopper
from core.carriers.reading import Table
from core.carriers.rules import void_rule
from core.carriers.scanning import Kind as ScanKind
from core.carriers.scanning import parse_scan
from core.carriers.tracking.numbers import Candidate, is_valid, with_check_digit
from core.carriers.tracking.reading import check_test_numbers
from core.carriers.tracking.scheme import PartName, Role
from core.money import Money
from core.resources import resource
from core.units import parse_dimensions, parse_weight

FILES = sorted(resource("carriers").glob("*.toml"))
DOCS = resource("..", "docs", "carriers.md").resolve()
MONTREAL = Address(company="Ici", line1="1 rue A", city="Montréal", region="QC", postal="H2X 1Y4", country="CA")
QUEBEC = Address(company="Là", line1="2 rue B", city="Québec", region="QC", postal="G1R 5A8", country="CA")


def doc_examples() -> list[str]:
    return re.findall(r"```toml\n(.*?)```", DOCS.read_text(encoding="utf-8"), re.DOTALL)


def doc_rate_card() -> bytes:
    lines = [line.strip() for line in DOCS.read_text(encoding="utf-8").splitlines() if line.startswith("    ")]
    start = lines.index("carrier,service,zone,weight_up_to,unit,price,currency,valid_from,valid_to")
    return "\n".join(lines[start : start + 3]).encode()


def user_folder(tmp_path: Path, **files: str) -> Path:
    folder = tmp_path / "carriers"
    folder.mkdir()
    for name, text in files.items():
        (folder / f"{name}.toml").write_text(text, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_carrier_file_is_whole_and_its_own_numbers_agree(path: Path) -> None:
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    carrier, problems = read_carrier(data, path.name, is_shipped=True)
    check_test_numbers(Table(data, path.name, "", problems), carrier.tracking)
    assert problems == []
    assert carrier.code == path.stem
    assert carrier.sources
    assert {feature for feature, _ in carrier.features} == set(Feature)
    if carrier.kind is not Kind.NUMBERS:
        assert carrier.services
        assert carrier.voids
        assert carrier.dims
        assert "{number}" in carrier.tracking_link
    for scheme in carrier.tracking:
        for number in scheme.valid:
            if scheme.check is not None:
                assert not is_valid(scheme, _with_another_digit(number, scheme.shapes[0].spans[-1][0])), number


def _with_another_digit(number: str, last: PartName) -> str:
    """The number with its last digit changed: the check digit stands last, but for S10, where it is a country's."""
    at = len(number) - 1 if last is PartName.CHECK else len(number) - 3
    return number[:at] + str((int(number[at]) + 1) % 10) + number[at + 1 :]


def test_rule_ids_are_unique_over_all_carriers() -> None:
    """A label keeps the id of the rule it was bought under."""
    carriers = shipped_catalogue().carriers
    ids = [rule.id for c in carriers for rule in c.voids]
    ids += [rule.id for c in carriers for rule in c.dims]
    ids += [limit.id for c in carriers for limit in c.limits]
    assert len(ids) == len(set(ids))


def test_the_numbers_that_two_carriers_claim_are_the_known_ones() -> None:
    """A 20-digit SSCC behind its 00 has the check digit of an old USPS number; 15 digits of La Poste may be FedEx's."""
    assert shipped_catalogue().numbers.collisions() == {
        ("00000999990000000016", "fedex:fedex_sscc18", "usps"),
        ("00010001234500000002", "fedex:fedex_sscc18", "usps"),
        ("870000000000001", "laposte:laposte_15", "fedex"),
    }


def test_every_scheme_with_a_check_rule_can_mint_its_own_numbers() -> None:
    for scheme in shipped_catalogue().numbers.schemes:
        if scheme.check is None or scheme.role is not Role.TRACKING:
            continue
        for number in scheme.valid:
            for shape in scheme.shapes:
                if shape.matches(number) and not shape.assume:
                    at = next(start for name, start, _ in shape.spans if name is PartName.CHECK)
                    assert with_check_digit(scheme, number[:at] + number[at + 1 :]) == number


def test_what_no_source_says_is_unknown() -> None:
    """C10, S0-21: the ticks of the seed's table are lost, so they are not read as no."""
    catalogue = shipped_catalogue()
    for code in ("canada_post", "canpar"):
        assert catalogue.get(code).feature(Feature.END_OF_DAY) is Answer.UNKNOWN
        assert catalogue.get(code).feature(Feature.REDUCED_RATES) is Answer.YES  # S0-22
    assert catalogue.get("canpar").feature(Feature.PICKUP_ONE_OFF) is Answer.YES  # C1
    assert catalogue.get("canada_post").feature(Feature.PICKUP_ONE_OFF) is Answer.NO
    assert catalogue.get("canpar").feature(Feature.PICKUP_RECURRING) is Answer.NO  # S0-30


def test_every_key_of_the_shipped_files_is_documented() -> None:
    text = DOCS.read_text(encoding="utf-8")
    named = set(re.findall(r"`\[*([a-z_.]+)\]*`", text))
    missing = {key for path in FILES for key in _keys(tomllib.loads(path.read_text(encoding="utf-8")))} - named
    headings = set(re.findall(r"\[\[?([a-z_.]+)\]\]?", text))
    assert missing - headings - {"shape"} == set()
    assert "tracking.shape" in headings


def _keys(data: dict[str, object]) -> set[str]:
    found = set(data)
    for value in data.values():
        for inner in value if isinstance(value, list) else [value]:
            if isinstance(inner, dict):
                found |= _keys(inner)
    return found


def test_the_documented_example_ships_from_a_users_folder(tmp_path: Path) -> None:
    """A carrier is added by one file: its numbers are known, its rules hold, its rates are found (S4-10)."""
    catalogue, problems = load_catalogue(user_folder(tmp_path, swift=doc_examples()[0]))
    assert problems == ()
    assert catalogue.get("Colis Swift").code == "swift"
    assert Candidate("swift", "swift_11", Role.TRACKING, True) in catalogue.numbers.candidates("400 0000 0013")
    assert catalogue.numbers.format("40000000013") == "400 0000 0013"
    assert parse_scan(catalogue, "40000000020").kind is not ScanKind.UNKNOWN

    day, box = date(2026, 11, 22), parse_dimensions("30x20x20 cm")
    heavy = billable_weight(catalogue, "swift", "all", day, parse_weight("1 kg"), box)
    assert heavy.text() == "2.4 kg"
    card = parse_rate_card(doc_rate_card(), catalogue)
    assert card.problems == ()
    shopper = Shopper(catalogue, RateBook([(CardKind.OWN, card.lines)]), "CAD", day, carriers=["swift"])
    small = parse_dimensions("10x10x10 cm")
    (quote,) = shopper.shop(Ask(MONTREAL, QUEBEC, parse_weight("1 kg"), small)).quotes
    assert (quote.price, quote.zone, quote.card_day) == (Money(720, "CAD"), "regional", "2026-01-01")
    assert quote.kind is CardKind.OWN


def test_a_contracts_rule_goes_before_the_shipped_one(tmp_path: Path) -> None:
    """S0-38: the divisor is editable from the contract; labels of before keep their rule by its id."""
    catalogue, problems = load_catalogue(user_folder(tmp_path, canpar=doc_examples()[1]))
    assert problems == ()
    weight, box = parse_weight("5 lb"), parse_dimensions("12x12x12 in")
    now = billable_weight(catalogue, "canpar", "Select", date(2026, 1, 1), weight, box)
    before = billable_weight(catalogue, "canpar", "Select", date(2025, 12, 31), weight, box)
    ground = billable_weight(catalogue, "canpar", "Ground", date(2026, 1, 1), weight, box)
    assert (now.rule_id, now.text()) == ("canpar.dim.contract-2026", "16 lb")
    assert (before.rule_id, ground.rule_id) == ("canpar.dim.139", "canpar.dim.139")
    assert not ground.confirmed  # sources conflict, and it is said


def broken(*changes: tuple[str, str]) -> str:
    text = doc_examples()[0]
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return text


@pytest.mark.parametrize(
    ("old", "new", "field", "code"),
    [
        ('scope = "domestic"', 'scope = "lunar"', "service[1].scope", "carriers.file.unknown-value"),
        ('kind = "courier"', 'kindd = "courier"', "kindd", "carriers.file.unknown-key"),
        ('code = "swift"', 'code = "ups"', "code", "carriers.file.name-taken"),
        ('"40000000013"', '"40000000014"', "tracking.swift_11", "carriers.file.valid-number-fails"),
        ('"40000000017"', '"40000000013"', "tracking.swift_11", "carriers.file.invalid-number-passes"),
        ('"digits 9 serial"', '"[0-9]{9} serial"', "tracking[1].shape[1].parts", "carriers.file.bad-part"),
        ('max_weight = "30 kg"', 'max_weight = "30"', "limit[1].max_weight", "carriers.file.bad-value"),
        (
            'services = ["*"]\nsize',
            'services = ["AIR"]\nsize',
            "dimensional.swift.dim.1",
            "carriers.file.unknown-service",
        ),
        ("latest_days = 10", "latest_days = 0", "void[1].latest_days", "carriers.file.bad-value"),
        ("https://track", "javascript:track", "tracking_link", "carriers.file.bad-value"),
        ('state = "available"', 'state = "available"\ncode = 7', "", "carriers.file.unreadable"),
        ("modulus = 10", "modulus = 0", "tracking[1].check.modulus", "carriers.file.bad-value"),
        ('source = "contract"\n\n[[void]]', 'source = "rumour"\n\n[[void]]', "source", "carriers.file.unknown-source"),
        ("as_of = 2026-11-22", 'as_of = "2026-11-22"', "as_of", "carriers.file.wrong-type"),
        ("format = 1", "format = 2", "format", "carriers.file.unknown-value"),
    ],
)
def test_a_users_file_with_a_problem_is_left_out_and_the_problem_is_told(
    tmp_path: Path, old: str, new: str, field: str, code: str
) -> None:
    catalogue, problems = load_catalogue(user_folder(tmp_path, swift=broken((old, new))))
    assert catalogue.find("swift") is None
    assert (field, code) in {(problem.field, problem.code) for problem in problems}
    assert {problem.file for problem in problems} == {"swift.toml"}


def test_all_problems_of_a_file_are_told_at_once(tmp_path: Path) -> None:
    text = broken(('kind = "courier"', 'kind = "kite"'), ("format = 1", "format = 9"), ("[features]", "[featurs]"))
    _, problems = load_catalogue(user_folder(tmp_path, swift=text))
    assert len(problems) >= 3


def test_an_amendment_must_name_a_carrier_and_bring_new_ids(tmp_path: Path) -> None:
    good = doc_examples()[1]
    folder = user_folder(
        tmp_path, a=good.replace('amends = "canpar"', 'amends = "nobody"'), b=good.replace("contract-2026", "139")
    )
    catalogue, problems = load_catalogue(folder)
    assert [p.code for p in problems] == ["carriers.file.unknown-carrier", "carriers.file.duplicate"]
    assert catalogue.get("canpar") == shipped_catalogue().get("canpar")


def test_the_catalogue_is_read_when_it_is_asked_for_and_once() -> None:
    assert shipped_catalogue() is shipped_catalogue()
    assert load_catalogue(None)[0] is shipped_catalogue()
    assert isinstance(load_catalogue(Path("/nowhere"))[0], Catalogue)


def test_numbers_without_a_carrier_are_not_shown_as_one() -> None:
    shown = {carrier.code for carrier in shipped_catalogue().to_show()}
    assert shown == {"usps", "ups", "dhl_express", "canada_post", "canpar", "laposte", "fedex"}


def test_a_channel_without_a_source_has_no_void_rule() -> None:
    moment = datetime(2026, 1, 1, tzinfo=UTC)
    assert void_rule(shipped_catalogue().get("fedex"), "one_balance", moment, ZoneInfo("UTC")) is None
