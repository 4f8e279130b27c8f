"""kill -9 of ``ship --all`` where it hurts: each order is paid once, in both books, and printed once.

M1 to M5, D1, DESIGN section 6, MISSION section 9 ("kill -9 between intent and reply"). Each kill is asserted.
"""

import random
from pathlib import Path

import pytest
from crash_kit import SHIP, CrashStation, failpoints

NAMES = failpoints()
ONCE = frozenset({"after-intents"})  # passed once in a run; all others once for each order at least
MOST_PASSES = 60


def test_the_places_are_found_in_the_source() -> None:
    known = {"after-intents", "after-sent", "after-answer", "before-settle", "after-settle", "print-sending"}
    assert known <= set(NAMES)


@pytest.mark.parametrize("name", ["after-sent", "after-answer", "before-settle", "file-written", "print-sending"])
def test_killed_at_a_named_place_each_order_is_paid_once(station: CrashStation, name: str) -> None:
    assert station.dies(*SHIP, at=f"{name}:{1 if name in ONCE else 2}")
    station.settles()


def test_a_recovery_that_is_killed_is_recovered(station: CrashStation) -> None:
    """The provider sold it, we died; the look-up finds it, we die before it is booked; and again."""
    assert station.dies(*SHIP, at="after-answer:2")
    assert station.dies("check", at="before-settle:1")
    assert station.dies(*SHIP, at="before-commit:1")
    station.settles()


def test_a_provider_that_dies_while_it_is_asked_is_asked_again(station: CrashStation) -> None:
    assert station.dies(*SHIP, at="after-sent:3")
    station.will_fail(operation="find_label", kind="crash-after-commit", nth=1)
    assert station.dies("check")
    station.settles()


@pytest.mark.parametrize("seed", range(1))
def test_killed_at_random_moments_each_order_is_paid_once(station: CrashStation, seed: int) -> None:
    random_moments(station, random.Random(seed))


def random_moments(station: CrashStation, chance: random.Random) -> None:
    """Die several times in a row, the recovery included, then go on."""
    name = chance.choice(NAMES)
    assert station.dies(*SHIP, at=f"{name}:{1 if name in ONCE else chance.randint(1, 3)}")
    died = 1
    for _ in range(2):  # what is left to do may be less by now, so that a place is not passed any more
        died += station.dies(*SHIP, at=f"{chance.choice(NAMES)}:{chance.randint(1, 3)}")
        station.look(died=died)
    station.settles(died=died)


@pytest.mark.deep
@pytest.mark.parametrize("seed", range(100, 125))
def test_killed_at_many_random_moments_each_order_is_paid_once(station: CrashStation, seed: int) -> None:
    random_moments(station, random.Random(seed))


@pytest.mark.deep
@pytest.mark.parametrize("name", NAMES)
def test_killed_at_each_pass_of_a_place_each_order_is_paid_once(
    prepared: CrashStation, tmp_path: Path, name: str
) -> None:
    """From the first pass to the last: until a run is not killed any more."""
    kills = 0
    while kills < MOST_PASSES and (station := prepared.copy_to(tmp_path / str(kills))).dies(
        *SHIP, at=f"{name}:{kills + 1}"
    ):
        kills += 1
        station.settles()
    assert (1 if name in ONCE else len(prepared.orders)) <= kills < MOST_PASSES


@pytest.mark.deep
@pytest.mark.parametrize("kind", ["crash-before-commit", "crash-after-commit"])
@pytest.mark.parametrize(("operation", "nth"), [("buy_label", 1), ("buy_label", 2), ("buy_label", 3), ("reading", 4)])
def test_killed_inside_the_provider_each_order_is_paid_once(
    station: CrashStation, operation: str, nth: int, kind: str
) -> None:
    """Two readings were taken when postage was bought; the fourth is the last of the run."""
    station.will_fail(operation=operation, kind=kind, nth=nth)
    assert station.dies(*SHIP)
    station.settles()
