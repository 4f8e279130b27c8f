"""The Balance page's decisions: three numbers, refunds due apart, exports. S0-20, S0-40, S2-20, S2-21, M4, M7."""

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest
from window_world import World, open_world

from core.context import Mode
from core.ledger.lines import LineKey
from core.shipments.service_shipping import ship_orders
from core.shipments.service_voiding import void_label
from ui.pages.balance import work
from ui.pages.balance.presenter import BalancePresenter
from ui.pages.balance.rows import Lines, Report, Types
from ui.views import Tone


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    opened = open_world(tmp_path)
    opened.app.startup.ask()
    yield opened
    opened.close()


def loaded(world: World) -> BalancePresenter:
    presenter = BalancePresenter(world.app)
    presenter.load()
    return presenter


def ship(world: World, *numbers: str) -> list[str]:
    ids = [world.order(number).id for number in numbers]
    labels = [one.label for one in ship_orders(world.services.bench, ids)]
    return [label.id for label in labels if label is not None]


def test_each_wallet_has_its_three_numbers_and_the_first_is_chosen(world: World) -> None:
    world.fund("usd", 100)
    presenter = loaded(world)
    usd, cad = presenter.state.wallets or ()
    assert (usd.view.booked.minor, usd.view.reserved.minor) == (10_000, 0)
    assert usd.view.reported is not None
    assert usd.view.reported.minor == 10_000
    assert cad.view.reported is None
    assert presenter.state.wallet == "usd"


def test_a_voided_label_is_listed_as_due_and_is_no_money_yet(world: World) -> None:
    """M7: voided is not refunded; what is due adds up to the carrier's account."""
    world.fund("usd", 100)
    labels = ship(world, "1001", "1002", "1003")
    void_label(world.services.bench, labels[1])
    presenter = loaded(world)
    usd = (presenter.state.wallets or ())[0]
    assert [row.order for row in usd.refunds] == ["1002"]
    assert usd.due == usd.refunds[0].line.amount
    assert usd.due.minor > 0
    lines = presenter.lines()
    assert lines is not None
    kinds = [row.line.kind for row in work.read_lines(world.services, lines, first_of(world, lines), 10)]
    assert kinds == ["label", "label", "label", "postage-purchase"]


def first_of(world: World, lines: Lines) -> LineKey:
    return work.read_heads(world.services, lines, 200).keys[0]


def test_a_line_names_its_order_and_tracking_number_or_who_paid(world: World) -> None:
    """S0-40: the reference of each transaction."""
    world.fund("usd", 50)
    ship(world, "1001")
    presenter = loaded(world)
    lines = presenter.lines()
    assert lines is not None
    label, postage = work.read_lines(world.services, lines, first_of(world, lines), 10)
    assert (label.order, label.carrier) == ("1001", "usps")
    assert label.tracking.startswith("94")
    assert (postage.method, postage.order) == ("Practice card", "")
    presenter.choose_types(Types.POSTAGE)
    only = presenter.lines()
    assert only is not None
    assert work.read_heads(world.services, only, 200).count == 1


def test_the_chosen_wallets_transactions_are_exported_to_the_cent(world: World, tmp_path: Path) -> None:
    world.fund("usd", 50)
    ship(world, "1001", "1002")
    presenter = loaded(world)
    target = tmp_path / "out.csv"
    presenter.export(target)
    with target.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["type"] for row in rows] == ["postage-purchase", "label", "label"]
    assert rows[0]["amount"] == "50.00"
    usd = (presenter.state.wallets or ())[0]
    assert rows[-1]["balance"].replace(".", "") == str(usd.view.booked.minor)
    assert "3 transactions" in world.window.said[-1][1]
    assert presenter.file_name() == "transactions-usd.csv"


def test_a_folder_that_cannot_be_written_is_an_error_in_words(world: World, tmp_path: Path) -> None:
    presenter = loaded(world)
    presenter.export(tmp_path / "not there" / "out.csv")
    assert world.window.said[-1][0] is Tone.ERROR
    assert not presenter.state.exporting


def test_the_provider_is_asked_for_its_balance_when_a_person_wants_it(world: World) -> None:
    presenter = loaded(world)
    presenter.renew("cad")
    cad = (presenter.state.wallets or ())[1]
    assert cad.view.reported is not None
    assert cad.view.reported.minor == 0
    assert world.window.said[-1][0] is Tone.OK
    assert not presenter.state.reading


def test_a_provider_that_is_not_reached_leaves_the_last_figure(tmp_path: Path) -> None:
    world = open_world(tmp_path, faults="reading 2 not-sent")
    try:
        world.fund("usd", 10)
        presenter = loaded(world)
        presenter.renew("usd")
        usd = (presenter.state.wallets or ())[0]
        assert usd.view.reported is not None
        assert usd.view.reported.minor == 1000
        assert world.window.said[-1][0] is Tone.WARN
    finally:
        world.close()


def test_an_open_purchase_is_shown_and_asking_again_settles_it(tmp_path: Path) -> None:
    world = open_world(tmp_path, faults="add_funds 1 processing-then-done")
    try:
        world.fund("usd", 60)
        presenter = loaded(world)
        usd = (presenter.state.wallets or ())[0]
        assert usd.open is not None
        assert (usd.view.booked.minor, usd.view.in_transit.minor) == (0, 6000)
        presenter.ask_again()
        presenter.ask_again()
        presenter.load()
        usd = (presenter.state.wallets or ())[0]
        assert usd.open is None
        assert (usd.view.booked.minor, usd.view.in_transit.minor) == (6000, 0)
    finally:
        world.close()


def test_a_wallet_without_set_up_says_what_is_missing(tmp_path: Path) -> None:
    """S0-07: the reason is shown where the money is."""
    world = open_world(tmp_path, mode=Mode.RECORDED)
    try:
        presenter = loaded(world)
        assert "payment" in (presenter.state.wallets or ())[0].missing
    finally:
        world.close()


def test_going_to_a_wallet_chooses_it(world: World) -> None:
    presenter = loaded(world)
    world.app.links.visits["balance"]("cad")
    assert presenter.state.wallet == "cad"
    presenter.buy_postage()
    assert world.window.buying == [("cad", None)]
    presenter.choose_report(Report.REFUNDS_DUE)
    assert presenter.state.report is Report.REFUNDS_DUE
