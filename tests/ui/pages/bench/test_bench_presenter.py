"""The bench's decisions, without a window: real services in a practice directory, work done at once."""

from pathlib import Path

import pytest
from bench_page_kit import MONTREAL, OSLO, Bench, set_out
from window_world import open_world

from core.address import Address
from core.orders.records import OrderState
from core.orders.service import hold_order
from core.orders.store import get_order
from core.shipments.listing import count_labels, list_shipments
from core.units import parse_dimensions, parse_weight
from ui.pages.bench.presenter import BenchPresenter
from ui.pages.bench.rows import Act
from ui.questions import Question
from ui.running import HeldRunner
from ui.views import Tone


def test_a_scan_and_one_enter_buy_the_cheapest_label_and_print_it_to_the_folder(bench: Bench) -> None:
    """S0-17, desktop check: 1 scan + Enter."""
    bench.world.order("1001")
    bench.presenter.scan("1001")
    assert bench.button() == "Buy and print · $5.30\u00a0USD"
    bench.presenter.confirm()
    (row,) = bench.world.services.read(list_shipments)
    assert (row.number, row.service_code, row.price.minor) == ("1001", "USPS_GROUND_ADVANTAGE", 530)
    files = list((bench.world.services.directory / "prints" / "zpl").iterdir())
    assert [file.suffix for file in files] == [".zpl"]
    assert bench.order() == ""
    assert bench.view.recent[0].head.startswith("1001")
    tone, text = bench.world.window.said[-1]
    assert tone is Tone.OK
    assert "bought for $5.30" in text


def test_ten_enters_buy_one_label(tmp_path: Path) -> None:
    """M5: the order leaves the bench with the first one."""
    made = set_out(tmp_path)
    made.world.order("1001")
    made.presenter.scan("1001")
    for _ in range(10):
        made.presenter.confirm()
        made.presenter.buy()
    assert made.labels == 1
    made.world.close()


def test_while_a_label_is_bought_the_button_is_a_progress_line_and_nothing_starts_a_second(tmp_path: Path) -> None:
    runner = HeldRunner()
    world = open_world(tmp_path, runner=runner)
    world.fund()
    world.order("1001")
    presenter = BenchPresenter(world.app)

    def settle() -> None:
        while len(runner):
            runner.release()

    world.app.startup.ask()
    presenter.load()
    settle()
    presenter.scan("1001")
    settle()
    presenter.confirm()
    held = len(runner)
    work = presenter.view.work
    assert work is not None
    assert work.progress.startswith("Buying USPS Ground Advantage for $5.30")
    for _ in range(10):
        presenter.confirm()
        presenter.buy()
        presenter.scan("1001")
        presenter.measured(None, None)
        presenter.choose("ups/03")
    assert presenter.escape()
    assert len(runner) == held
    settle()
    assert world.services.read(count_labels) == 1
    world.close()


def test_nothing_is_bought_before_the_last_run_was_looked_up(tmp_path: Path) -> None:
    world = open_world(tmp_path)
    world.fund()
    world.order("1001")
    presenter = BenchPresenter(world.app)
    presenter.load()
    presenter.scan("1001")
    presenter.confirm()
    assert world.services.read(count_labels) == 0
    work = presenter.view.work
    assert work is not None and work.forbidden == "Checking first what the last run left open."
    world.app.startup.ask()
    presenter.confirm()
    assert world.services.read(count_labels) == 1
    world.close()


@pytest.mark.parametrize("scan", ["1001", "#1001", "^#^3E9^", "^#^3e9", " 1001 ", "tremblay"])
def test_an_order_is_found_by_number_coded_id_or_name(bench: Bench, scan: str) -> None:
    bench.world.order("1001")
    bench.world.order("2002", ship_to=OSLO)
    bench.presenter.scan(scan)
    assert bench.order() == "1001"


def test_several_orders_of_one_name_are_offered_to_pick_from(bench: Bench) -> None:
    for number in ("1001", "1002"):
        bench.world.order(number)
    bench.presenter.scan("boreal")
    assert bench.order() == ""
    assert [line.number for line in bench.view.list.lines] == ["1001", "1002"]
    bench.presenter.pick(bench.view.list.lines[1].id)
    assert bench.order() == "1002"


def test_what_goes_by_nothing_is_said_and_a_new_scan_goes_on(bench: Bench) -> None:
    bench.world.order("1001")
    bench.presenter.scan("nobody")
    assert "nobody" in bench.notice("nothing")
    bench.presenter.scan("1001")
    assert bench.notice("nothing") == ""


def test_an_order_that_has_its_label_is_not_sold_another_and_offers_the_reprint(bench: Bench) -> None:
    """Desktop facts 2: the same order scanned twice."""
    bench.world.order("1001")
    bench.presenter.scan("1001")
    bench.presenter.buy()
    bench.presenter.scan("1001")
    assert "already has its label" in bench.notice("shipped")
    assert set(bench.actions("shipped")) == {Act.REPRINT, Act.GO_SHIPMENT}
    bench.presenter.buy()
    bench.presenter.confirm()
    assert bench.labels == 1
    label = bench.view.panel
    assert label is not None
    bench.presenter.act(bench.actions("shipped")[Act.GO_SHIPMENT])
    assert bench.world.window.gone == [("shipments", label.label)]


def test_a_tracking_number_finds_its_order(bench: Bench) -> None:
    bench.world.order("1001")
    bench.presenter.scan("1001")
    bench.presenter.buy()
    (row,) = bench.world.services.read(list_shipments)
    bench.presenter.scan(row.tracking)
    assert bench.order() == "1001"
    assert "already has its label" in bench.notice("shipped")


def test_without_a_weight_the_weight_is_next_and_typing_it_prices_the_parcel(bench: Bench) -> None:
    order = bench.world.order("1001", weight="")
    bench.presenter.scan("1001")
    assert bench.screen.focus[-1] == "weight"
    assert bench.forbidden() == "Weigh the parcel and type its weight."
    bench.presenter.measured(parse_weight("2 lb"), None)
    work = bench.view.work
    assert work is not None
    assert work.weight_source.text == "typed"
    assert work.rates
    bench.presenter.confirm()
    kept = bench.world.services.read(lambda q: get_order(q, order.id))
    assert (kept.state, kept.weight) == (OrderState.SHIPPED, parse_weight("2 lb"))


def test_an_untouched_weight_of_the_order_is_kept_to_the_milligram(bench: Bench) -> None:
    order = bench.world.order("1001", weight="0.5 kg")
    bench.presenter.scan("1001")
    bench.presenter.confirm()
    kept = bench.world.services.read(lambda q: get_order(q, order.id))
    assert kept.weight == parse_weight("0.5 kg")
    assert kept.edited_at == ""


def test_prices_are_listed_cheapest_first_with_their_source_and_the_asked_service_is_chosen(bench: Bench) -> None:
    """S0-03: a price of a card is never called live."""
    bench.world.order("1001", service="UPS Ground", carrier="UPS")
    bench.presenter.scan("1001")
    work = bench.view.work
    assert work is not None
    chosen = [rate for rate in work.rates if rate.chosen]
    assert [rate.name for rate in chosen] == ["UPS Ground"]
    assert {rate.source for rate in work.rates} == {"practice rate card"}
    assert [rate.name for rate in work.rates][:3] == ["USPS Media Mail", "USPS Ground Advantage", "UPS Ground"]


def test_the_arrows_choose_another_price_and_the_button_buys_exactly_that(bench: Bench) -> None:
    bench.world.order("1001")
    bench.presenter.scan("1001")
    bench.presenter.step(1)
    assert bench.button() == "Buy and print · $7.85\u00a0USD"
    bench.presenter.confirm()
    (row,) = bench.world.services.read(list_shipments)
    assert (row.carrier, row.service_code, row.price.minor) == ("ups", "03", 785)


def test_words_of_the_shop_that_name_no_service_are_shown_and_the_cheapest_is_chosen(bench: Bench) -> None:
    bench.world.order("1001", service="Pigeon Post")
    bench.presenter.scan("1001")
    assert "“Pigeon Post”" in bench.notice("unmatched")
    assert bench.button() == "Buy and print · $5.30\u00a0USD"
    bench.presenter.step(1)
    assert bench.notice("unmatched") == ""


def test_a_service_that_does_not_go_there_leaves_the_choice_to_a_person(bench: Bench) -> None:
    bench.world.order("1001", carrier="DHL Express", service="Express Worldwide")
    bench.presenter.scan("1001")
    work = bench.view.work
    assert work is not None
    assert work.rates and not any(rate.chosen for rate in work.rates)
    assert work.forbidden is not None and "Express Worldwide" in work.forbidden
    bench.presenter.confirm()
    assert bench.labels == 0
    bench.presenter.choose("usps/USPS_GROUND_ADVANTAGE")
    bench.presenter.confirm()
    assert bench.labels == 1


def test_a_carrier_that_charges_by_size_wants_it_or_a_reason_that_is_kept(bench: Bench) -> None:
    """S0-38, S0-39: the cents at risk are shown."""
    bench.world.order("1001", weight="3 lb", carrier="DHL Express", ship_to=OSLO)
    bench.presenter.scan("1001")
    reason = bench.forbidden()
    assert reason is not None and "charges by size" in reason and "at risk" in reason
    bench.presenter.confirm()
    assert bench.labels == 0
    work = bench.view.work
    assert work is not None
    (without,) = work.actions
    bench.presenter.act(without)
    ask = bench.ask()
    assert ask is not None and ask.question is Question.WITHOUT_SIZE
    bench.presenter.answer("  ")
    assert bench.ask() is not None
    bench.presenter.answer("No tape measure at hand")
    bench.presenter.confirm()
    (row,) = bench.world.services.read(list_shipments)
    assert row.override == "ana: No tape measure at hand"


def test_with_the_size_typed_the_same_carrier_needs_no_reason(bench: Bench) -> None:
    bench.world.order("1001", weight="3 lb", carrier="DHL Express", ship_to=OSLO)
    bench.presenter.scan("1001")
    bench.presenter.measured(parse_weight("3 lb"), parse_dimensions("8x6x4 in"))
    assert bench.forbidden() is None
    bench.presenter.confirm()
    (row,) = bench.world.services.read(list_shipments)
    assert row.override == ""


def test_a_balance_that_cannot_pay_says_by_how_much_and_offers_the_next_ten(tmp_path: Path) -> None:
    made = set_out(tmp_path, funded=False)
    made.world.order("1001")
    made.presenter.scan("1001")
    assert made.forbidden() == "The balance is short by $5.30\u00a0USD."
    assert made.world.window.needs[-1][0] == "usd"
    work = made.view.work
    assert work is not None
    (offer,) = work.actions
    assert offer.text == "Buy $10 of postage"
    made.presenter.confirm()
    assert made.labels == 0
    made.presenter.act(offer)
    assert made.world.window.buying == [("usd", offer.amount)]
    made.world.fund(dollars=10)
    made.presenter.load()
    assert made.forbidden() is None
    made.world.close()


def test_each_parcel_is_paid_from_the_wallet_of_its_carrier(bench: Bench) -> None:
    """M1: a Canadian carrier is not paid in dollars of the United States."""
    bench.world.order("1001", dims="8x6x4 in", ship_to=MONTREAL)
    bench.presenter.scan("1001")
    assert bench.world.window.needs[-1][0] == "cad"
    assert "CAD" in (bench.forbidden() or "")


def test_a_held_order_says_why_and_using_the_address_as_it_is_makes_it_ready(bench: Bench) -> None:
    wrong = Address(name="Ana", line1="1 Main St", city="Denver", region="CO", postal="99999", country="US")
    order = bench.world.order("1001", ship_to=wrong)
    bench.presenter.scan("1001")
    assert "99999" in bench.notice("held")
    bench.presenter.act(bench.actions("held")[Act.GO_ORDER])
    assert bench.world.window.gone == [("orders", order.id)]
    bench.presenter.act(bench.actions("held")[Act.USE_AS_IS])
    bench.presenter.answer("The customer confirmed it")
    assert bench.notice("held") == ""
    assert bench.forbidden() is None


def test_what_a_person_held_can_be_released_at_the_bench(bench: Bench) -> None:
    order = bench.world.order("1001")
    hold_order(bench.world.services.store, bench.world.services.desk, order.id, "wait for stock")
    bench.presenter.scan("1001")
    bench.presenter.act(bench.actions("held")[Act.RELEASE])
    assert bench.forbidden() is None


def test_a_weight_typed_for_an_order_that_was_held_for_it_lifts_the_hold(bench: Bench) -> None:
    order = bench.world.order("1001", weight="0 lb")
    assert order.state is OrderState.HELD
    bench.presenter.scan("1001")
    bench.presenter.measured(parse_weight("1 lb"), None)
    assert bench.notice("held") == ""
    assert bench.forbidden() is None
