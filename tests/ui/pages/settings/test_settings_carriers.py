"""Settings > Carriers without a window: sheets, the table of features, words for every closed set."""

from collections.abc import Iterator
from enum import Enum
from pathlib import Path

import pytest
from window_world import World, open_world

from core.carriers.catalogue import shipped_catalogue
from core.carriers.model import (
    AddressKind,
    Answer,
    Carrier,
    Contents,
    Feature,
    Kind,
    Requirement,
    Scope,
    ServiceState,
)
from core.context import Mode
from core.i18n import LANGUAGES, Lang, translator
from ui.messages_base import Table
from ui.pages.settings.carriers.presenter import CARDS, TABLE, CarriersPresenter
from ui.pages.settings.carriers.rule_words import length_words, limit_words, weight_words
from ui.pages.settings.carriers.sheet import available, sheet_of
from ui.pages.settings.carriers.words import (
    ADDRESS_KINDS,
    ANSWERS,
    CHANNELS,
    CONTENTS,
    FEATURES,
    GROUPS,
    KINDS,
    REQUIREMENTS,
    SCOPES,
    answer_chip,
    state_chip,
)
from ui.pages.settings.presenter import SettingsPresenter

EN, FR = translator("en"), translator("fr")
SHOWN = shipped_catalogue().to_show()
SETS: list[tuple[type[Enum], Table]] = [
    (Feature, FEATURES),
    (Answer, ANSWERS),
    (Kind, KINDS),
    (Scope, SCOPES),
    (Contents, CONTENTS),
    (Requirement, REQUIREMENTS),
    (AddressKind, ADDRESS_KINDS),
]


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = open_world(tmp_path)
    yield made
    made.close()


@pytest.fixture
def carriers(world: World) -> CarriersPresenter:
    presenter = SettingsPresenter(world.app).carriers
    presenter.load()
    return presenter


@pytest.mark.parametrize(("members", "table"), SETS, ids=lambda given: getattr(given, "__name__", ""))
def test_every_member_has_its_word(members: type[Enum], table: Table) -> None:
    assert {member.value for member in members} == set(table)


def test_channels_and_groups_of_the_shipped_files_have_words() -> None:
    assert {rule.channel for carrier in SHOWN for rule in carrier.voids} <= set(CHANNELS)
    assert {rule.group for carrier in SHOWN for rule in carrier.dims if "*" in rule.services} <= set(GROUPS) | {
        "Priority Mail / Ground Advantage"  # trade names
    }


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("carrier", SHOWN, ids=lambda carrier: carrier.code)
def test_every_sheet_is_whole(carrier: Carrier, lang: Lang) -> None:
    """S0-06: features, services, limits, void rule, dimensional rule, support, sources with their dates."""
    tr = translator(lang)
    sheet = sheet_of(tr, carrier)
    assert len(sheet.features) == len(Feature)
    assert [row.name for row in sheet.services] == [
        service.name_fr if lang == "fr" else service.name_en for service in carrier.services
    ]
    assert len(sheet.sources) == len(carrier.sources)
    assert all(source.as_of for source in sheet.sources)
    for rule in (*sheet.voids, *sheet.dims, *sheet.limits):
        assert rule.head
        assert rule.text.endswith(".")
        assert "{" not in rule.text


def test_unknown_is_shown_as_unknown_and_never_as_no() -> None:
    """C10, S0-21: the ticks of End of day are lost in the source."""
    canpar = sheet_of(EN, shipped_catalogue().get("canpar"))
    found = {name: chip.text for name, chip in canpar.features}
    assert found["End of day (electronic)"] == "unknown"
    assert found["Scheduled pickups"] == "no"
    assert found["Adjustments after delivery"] == "yes"
    assert len({answer_chip(EN, answer) for answer in Answer}) == 3


def test_canpar_abroad_is_not_available_at_present_in_the_words_of_the_seed() -> None:
    """S0-29."""
    for tr, words in ((EN, "Not available at present"), (FR, "Non disponible pour l'instant")):
        states = {row.state.text for row in sheet_of(tr, shipped_catalogue().get("canpar")).services}
        assert words in states
    assert len({state_chip(EN, state).text for state in ServiceState}) == len(ServiceState)


def test_a_void_rule_says_when_and_what_becomes_of_the_money() -> None:
    """S0-35, C6."""
    sheet = sheet_of(EN, shipped_catalogue().get("canada_post"))
    one_balance = next(rule for rule in sheet.voids if rule.head.startswith("One Balance"))
    assert "60 minutes" in one_balance.text
    assert "15 days" in one_balance.text


def test_a_divisor_that_sources_dispute_is_called_not_confirmed() -> None:
    """S0-38."""
    (rule,) = sheet_of(EN, shipped_catalogue().get("canpar")).dims
    assert "÷ 139 " in rule.text
    assert "Not confirmed" in rule.text


@pytest.mark.parametrize(
    ("um", "english", "french"),
    [(2_743_200, "108 in (274.3 cm)", "108 po (274,3 cm)"), (2_000_000, "200 cm (78.7 in)", "200 cm (78,7 po)")],
)
def test_a_length_is_told_in_both_systems_the_rounder_first(um: int, english: str, french: str) -> None:
    assert length_words(EN, um).replace("\u00a0", " ") == english
    assert length_words(FR, um).replace("\u00a0", " ") == french


@pytest.mark.parametrize(
    ("mg", "english"), [(68_038_855, "150 lb (68 kg)"), (30_000_000, "30 kg (66.1 lb)"), (500_000, "500 g")]
)
def test_a_weight_is_told_in_both_systems_the_rounder_first(mg: int, english: str) -> None:
    assert weight_words(EN, mg).replace("\u00a0", " ") == english


def test_a_limit_names_only_what_is_known() -> None:
    laposte = shipped_catalogue().get("laposte").limits[0]
    words = limit_words(EN, laposte)
    assert words.startswith("at most 3\u00a0kg")
    assert "girth" not in words


def test_the_carriers_that_a_balance_pays_come_first(carriers: CarriersPresenter) -> None:
    paid = [bool(carrier.wallet) for carrier in carriers.carriers()]
    assert paid == sorted(paid, reverse=True)
    assert len(paid) == len(SHOWN)


def test_the_table_of_features_has_a_column_for_each_carrier(carriers: CarriersPresenter) -> None:
    """S0-21."""
    names, rows = carriers.matrix(FR)
    assert "Postes Canada" in names
    assert len(rows) == len(Feature)
    assert {len(answers) for _, answers in rows} == {len(names)}
    assert dict(rows)["Fin de journée (électronique)"][names.index("Canpar Express")] is Answer.UNKNOWN


def test_a_sheet_opens_and_closes_and_a_code_that_is_none_opens_nothing(carriers: CarriersPresenter) -> None:
    assert carriers.mode == CARDS
    carriers.show(TABLE)
    carriers.open("usps")
    sheet = carriers.sheet(EN)
    assert sheet is not None
    assert sheet.name == "USPS"
    carriers.open("nobody")
    assert carriers.sheet(EN) is None
    assert carriers.mode == TABLE


def test_a_file_of_the_users_with_problems_is_named_with_its_reason(tmp_path: Path) -> None:
    folder = tmp_path / "data" / "carriers"
    folder.mkdir(parents=True)
    (folder / "mine.toml").write_text('format = 1\ncode = "usps"\n', encoding="utf-8")
    world = open_world(tmp_path)
    told = SettingsPresenter(world.app).carriers.problems(EN)
    world.close()
    assert told
    assert all(text.startswith("mine.toml: ") for text in told)


def test_set_up_carriers_opens_the_balance_that_is_not_set_up(tmp_path: Path) -> None:
    """S0-08."""
    world = open_world(tmp_path, mode=Mode.RECORDED)
    settings = SettingsPresenter(world.app)
    settings.carriers.load()
    assert not settings.carriers.is_set_up()
    assert not settings.carriers.is_begun()
    settings.carriers.set_up()
    assert settings.setup is not None
    assert settings.setup.wallet_id == "usd"
    world.close()


def test_the_practice_station_is_set_up_and_may_be_looked_through(carriers: CarriersPresenter) -> None:
    assert carriers.is_set_up()


def test_services_that_can_be_bought_are_counted() -> None:
    assert available(shipped_catalogue().get("canpar")) == 1
    assert available(shipped_catalogue().get("fedex")) == 0
