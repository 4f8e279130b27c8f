"""Outcome unknown on the window: the evidence and each way out (S0-13; MISSION section 7 no. 21; M5)."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from balance_page_kit import put_up, ship
from pytestqt.qtbot import QtBot
from window_world import World, open_world

from core.errors import OutcomeUnknown
from core.people.acts import Act
from core.purchases.rules import State
from core.shipments.service_voiding import void_label
from ui.pages.balance.rows import Report
from ui.pages.balance.unknown.presenter import UnknownPresenter


@contextmanager
def lost(folder: Path, faults: str) -> Iterator[World]:
    """A station where fifty dollars of postage went out and no answer came."""
    world = open_world(folder, faults=faults)
    world.app.startup.ask()
    with pytest.raises(OutcomeUnknown):
        world.fund("usd", 50)
    try:
        yield world
    finally:
        world.close()


def booked(world: World) -> int:
    presenter = UnknownPresenter(world.app)
    presenter.show("usd")
    from core.wallet.service import views

    return next(view.booked.minor for view in world.services.read(views) if view.wallet.id == "usd")


def test_the_list_has_the_evidence_and_asking_again_finds_the_purchase(qtbot: QtBot, tmp_path: Path) -> None:
    with lost(tmp_path, "add_funds 1 drop-after-commit") as world:
        lists = put_up(qtbot, world, Report.UNKNOWN)
        assert lists.reads("Unknown (1)")
        assert lists.reads("$50.00 USD")
        assert lists.reads("So far")
        lists.press("Ask again")
        assert booked(world) == 5000
        assert lists.reads("Every outcome is known")


def test_a_person_decides_with_reference_and_reason(qtbot: QtBot, tmp_path: Path) -> None:
    with lost(tmp_path, "add_funds 1 drop-after-commit; find_funding 1 not-sent; find_funding 2 not-sent") as world:
        lists = put_up(qtbot, world, Report.UNKNOWN)
        assert "reason" in lists.answer("It was charged…", {"Provider’s reference": "P-1"})
        said = lists.answer("It was charged…", {"Provider’s reference": "P-1", "How do you know?": "card statement"})
        assert said == ""
        assert booked(world) == 5000
        assert lists.reads("Decided by a person")
        assert lists.reads("card statement")
        assert world.window.asks[-1].act is Act.DECIDE


def test_not_charged_sets_the_money_free_and_the_provider_may_still_correct_it(qtbot: QtBot, tmp_path: Path) -> None:
    with lost(tmp_path, "add_funds 1 drop-after-commit; find_funding 1 not-sent") as world:
        lists = put_up(qtbot, world, Report.UNKNOWN)
        assert lists.answer("It was not charged…", {"How do you know?": "the portal shows nothing"}) == ""
        assert booked(world) == 0
        lists.press("Ask again")
        assert booked(world) == 5000


def test_nothing_is_decided_without_the_pin(qtbot: QtBot, tmp_path: Path) -> None:
    with lost(tmp_path, "add_funds 1 drop-after-commit") as world:
        world.window.prover = lambda _ask: None
        lists = put_up(qtbot, world, Report.UNKNOWN)
        lists.answer("It was not charged…", {"How do you know?": "the portal"})
        facts = lists.presenter.panels.unknown.facts
        assert facts is not None
        assert facts.purchases[0].evidence.purchase.state is State.UNKNOWN
        assert lists.buttons("Ask again")[-1].isEnabled()


def test_what_the_provider_knew_is_said(qtbot: QtBot, tmp_path: Path) -> None:
    with lost(tmp_path, "add_funds 1 drop-after-commit") as world:
        lists = put_up(qtbot, world, Report.UNKNOWN)
        assert lists.answer("It was not charged…", {"How do you know?": "the portal"}) == ""
        assert "your word was not needed" in lists.said()
        assert booked(world) == 5000


def test_a_void_is_carried_out_or_not(qtbot: QtBot, tmp_path: Path) -> None:
    world = open_world(tmp_path, faults="void_label 1 drop-after-commit")
    try:
        world.app.startup.ask()
        world.fund("usd", 100)
        label = ship(world, "1001")[0]
        with pytest.raises(OutcomeUnknown):
            void_label(world.services.bench, label)
        lists = put_up(qtbot, world, Report.UNKNOWN)
        assert lists.reads("1001")
        assert lists.buttons("It was not carried out…")
        assert lists.answer("It was carried out…", {"Provider’s reference": "V-1", "How do you know?": "portal"}) == ""
    finally:
        world.close()
