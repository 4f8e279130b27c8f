"""A workstation has a name for people and the boxes that it packs in: S1-08 (several stations), S0-38 (sizes)."""

from pathlib import Path

import pytest
from stations import station

from core.errors import BadText
from core.settings import BOX_PRESETS
from core.stations.service import (
    BOXES_MAX,
    NAME_MAX,
    BadStationName,
    TooManyBoxes,
    boxes,
    choose_boxes,
    name_station,
    station_name,
)
from core.units import parse_dimensions


def test_a_station_is_named_renamed_and_nameless_again(tmp_path: Path) -> None:
    with station(tmp_path) as services:
        own = services.desk.actor.station
        assert services.read(lambda q: station_name(q, own)) == ""
        assert name_station(services.store, services.desk, "  Packing   table 1 ") == "Packing table 1"
        assert services.read(lambda q: station_name(q, own)) == "Packing table 1"
        assert services.read(lambda q: station_name(q, "st-other")) == ""
        name_station(services.store, services.desk, "")
        assert services.read(lambda q: station_name(q, own)) == ""


@pytest.mark.parametrize("name", ["x" * (NAME_MAX + 1), "Table\u0007", "\u202eeno elbaT"])
def test_a_name_that_cannot_be_shown_is_refused_and_the_old_one_stays(tmp_path: Path, name: str) -> None:
    with station(tmp_path) as services:
        name_station(services.store, services.desk, "Table 1")
        with pytest.raises(BadStationName):
            name_station(services.store, services.desk, name)
        assert services.read(lambda q: station_name(q, services.desk.actor.station)) == "Table 1"


def test_boxes_are_chosen_in_their_order_and_may_be_none(tmp_path: Path) -> None:
    with station(tmp_path) as services:
        sizes = ("12x9x6 in", "30 x 20 x 10 cm")
        assert choose_boxes(services.store, services.desk, sizes) == tuple(map(parse_dimensions, sizes))
        assert boxes(services.setting(BOX_PRESETS)) == tuple(map(parse_dimensions, sizes))
        choose_boxes(services.store, services.desk, ())
        assert boxes(services.setting(BOX_PRESETS)) == ()


def test_a_box_that_cannot_be_read_or_has_no_key_changes_nothing(tmp_path: Path) -> None:
    with station(tmp_path) as services:
        before = services.setting(BOX_PRESETS)
        for bad in (("12x9 in",), ("1x1x1 in; 2x2x2 in",), ("12x9x6 in", "large")):
            with pytest.raises(BadText):
                choose_boxes(services.store, services.desk, bad)
        with pytest.raises(TooManyBoxes):
            choose_boxes(services.store, services.desk, ["1x1x1 in"] * (BOXES_MAX + 1))
        assert services.setting(BOX_PRESETS) == before


def test_what_an_older_program_stored_badly_is_left_out() -> None:
    assert boxes("8x6x4 in; nonsense; 12x9x6 in") == (parse_dimensions("8x6x4 in"), parse_dimensions("12x9x6 in"))
