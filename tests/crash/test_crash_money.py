"""kill -9 of Buy Postage and of a void: funded once, voided once, in both books (M5 to M7, S2-22)."""

import pytest
from crash_kit import CrashStation, failpoints

BUY_POSTAGE = ("postage", "buy", "50")
PLACES = ("after-sent", "after-answer", "before-settle", "after-settle", "before-commit", "after-commit")
MOST_PASSES = 30


@pytest.fixture
def shipped(station: CrashStation) -> CrashStation:
    """A station whose orders have their labels."""
    station.run("ship", "--all", "--no-print")
    return station


def entries(station: CrashStation, kind: str) -> int:
    """How many entries of a kind the provider has."""
    (found,) = station.witness.theirs(f"select count(*) from entry where kind = '{kind}'")
    assert isinstance(found[0], int)
    return found[0]


def test_the_places_are_of_the_program() -> None:
    assert set(PLACES) <= set(failpoints())


@pytest.mark.parametrize("at", ["after-answer:1"])
def test_a_void_that_is_killed_gives_the_money_back_once(shipped: CrashStation, at: str) -> None:
    """M7: asked, never credited twice, whether the provider heard it or not."""
    void_killed(shipped, at)


def void_killed(shipped: CrashStation, at: str) -> bool:
    """Void the label of P-1 and die; then settle, and ask again."""
    died = shipped.dies("labels", "void", first_label(shipped), at=at)
    shipped.look(died=0)
    shipped.run("labels", "void", first_label(shipped), status=None)
    shipped.look(died=0)
    assert entries(shipped, "void-refund") <= 1
    assert shipped.witness.ours("select count(*) from journal where kind = 'void-accepted'") == [(1,)]
    assert shipped.witness.violations(shipped.orders - {"P-1"}) == []
    shipped.run("orders", "release", "P-1")
    shipped.run("ship", "P-1", "--no-print")
    paid = shipped.witness.ours("select count(*) from purchase where kind = 'label' and live = 1")
    assert paid == [(len(shipped.orders),)]
    return died


def first_label(station: CrashStation) -> str:
    """The tracking number of the first label of P-1."""
    sql = """select l.tracking from label l join parcel b on b.id = l.parcel join shipment s on s.id = b.shipment
        join orders o on o.id = s.order_id where o.number = 'P-1' order by l.id"""
    return str(station.witness.ours(sql)[0][0])


def funding_killed(station: CrashStation, at: str) -> bool:
    """Buy postage and die; then settle, and buy again."""
    before = entries(station, "funding")
    died = station.dies(*BUY_POSTAGE, at=at)
    station.look(died=0)
    assert station.witness.violations(set()) == []
    first = entries(station, "funding") - before
    assert first <= 1
    station.run(*BUY_POSTAGE)
    assert station.witness.violations(set()) == []
    assert entries(station, "funding") == before + first + 1
    return died


@pytest.mark.deep
@pytest.mark.parametrize("name", PLACES)
def test_killed_at_each_pass_of_buy_postage_it_is_funded_once(station: CrashStation, name: str) -> None:
    n = 1
    while n < MOST_PASSES and funding_killed(station.copy_to(station.folder.parent / f"f{n}"), f"{name}:{n}"):
        n += 1
    assert 1 < n < MOST_PASSES


@pytest.mark.deep
@pytest.mark.parametrize("name", PLACES)
def test_killed_at_each_pass_of_a_void_the_money_is_back_once(shipped: CrashStation, name: str) -> None:
    n = 1
    while n < MOST_PASSES and void_killed(shipped.copy_to(shipped.folder.parent / f"v{n}"), f"{name}:{n}"):
        n += 1
    assert 1 < n < MOST_PASSES


@pytest.mark.deep
@pytest.mark.parametrize("kind", ["crash-before-commit", "crash-after-commit"])
@pytest.mark.parametrize(("operation", "nth"), [("add_funds", 3), ("reading", 3)])
def test_killed_inside_the_provider_it_is_funded_once(
    station: CrashStation, operation: str, nth: int, kind: str
) -> None:
    """Postage was bought twice before, each with a reading."""
    station.will_fail(operation=operation, kind=kind, nth=nth)
    assert funding_killed(station, "")


@pytest.mark.deep
@pytest.mark.parametrize("kind", ["crash-before-commit", "crash-after-commit"])
def test_killed_inside_the_provider_it_is_voided_once(shipped: CrashStation, kind: str) -> None:
    shipped.will_fail(operation="void_label", kind=kind, nth=1)
    assert void_killed(shipped, "")
