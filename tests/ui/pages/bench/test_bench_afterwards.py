"""What the bench does after a label was bought, and when something went wrong."""

from pathlib import Path

from bench_page_kit import Bench, set_out
from window_world import BURLINGTON

from core.address import Address
from core.labels.rules import LabelState
from core.orders.records import OrderState, WeightSource
from core.orders.service import change_address
from core.orders.store import get_order
from core.printing.service import list_printers
from core.shipments.listing import list_shipments
from core.shipments.store import parcels_of_order
from core.units import parse_weight
from core.wallet.service import views
from ui.pages.bench.rows import Act


def test_f9_asks_for_a_reason_once_and_prints_a_counted_copy_without_charge(bench: Bench) -> None:
    """S2-20: a reprint is not a purchase."""
    bench.world.order("1001")
    bench.presenter.scan("1001")
    bench.presenter.buy()
    before = bench.world.services.read(views)[0].booked
    bench.presenter.ask_reprint()
    ask = bench.ask()
    assert ask is not None and ask.reason == "Paper jam"
    bench.presenter.answer("Cannot be scanned")
    bench.presenter.ask_reprint()
    assert bench.ask() is None
    (row,) = bench.world.services.read(list_shipments)
    assert row.copies == 2
    assert bench.world.services.read(views)[0].booked == before
    assert len(list((bench.world.services.directory / "prints" / "zpl").iterdir())) == 3


def test_f8_asks_in_place_and_a_void_is_due_before_it_is_refunded(bench: Bench) -> None:
    """M7: voided is not refunded."""
    order = bench.world.order("1001")
    bench.presenter.scan("1001")
    bench.presenter.buy()
    bench.presenter.ask_void()
    ask = bench.ask()
    assert ask is not None and ask.danger and "then due, not yet paid" in ask.text
    assert bench.presenter.escape()
    assert bench.ask() is None
    bench.presenter.ask_void()
    bench.presenter.answer("")
    (row,) = bench.world.services.read(list_shipments)
    assert row.state is LabelState.REFUND_DUE
    assert bench.view.recent[0].chip.struck
    assert bench.view.void is not None
    assert bench.world.services.read(lambda q: get_order(q, order.id)).state is OrderState.HELD


def test_a_voided_order_is_released_on_the_bench_before_it_ships_again(bench: Bench) -> None:
    bench.world.order("1001")
    bench.presenter.scan("1001")
    bench.presenter.buy()
    bench.presenter.ask_void()
    bench.presenter.answer("")
    bench.presenter.scan("1001")
    assert bench.notice("held").startswith("Held: Its label 9400")
    bench.presenter.buy()
    assert bench.labels == 1
    (held,) = [one for one in bench.view.notices if one.key == "held"]
    bench.presenter.act(next(action for action in held.actions if action.act is Act.RELEASE))
    bench.presenter.buy()
    assert bench.labels == 2


def test_an_unknown_outcome_is_asked_at_once_and_the_label_is_printed_once(tmp_path: Path) -> None:
    """M5: the provider sold it and the answer was lost."""
    made = set_out(tmp_path, "buy_label 1 drop-after-commit")
    made.world.order("1001")
    made.presenter.scan("1001")
    made.presenter.confirm()
    assert made.labels == 1
    assert made.notice("unknown") == ""
    assert made.world.window.said[-1][1] == "Order 1001: the label was bought after all, once."
    assert len(list((made.world.services.directory / "prints" / "zpl").iterdir())) == 1
    made.world.close()


def test_an_outcome_that_stays_unknown_is_a_red_notice_that_asks_again_and_never_buys_twice(tmp_path: Path) -> None:
    made = set_out(tmp_path, "buy_label 1 drop-after-commit; find_label 1 not-sent; find_label 2 not-sent")
    made.world.order("1001")
    made.presenter.scan("1001")
    made.presenter.confirm()
    assert "not known yet" in made.notice("unknown")
    made.presenter.scan("1001")
    made.presenter.buy()
    made.presenter.confirm()
    assert made.view.work is None
    again = made.actions("unknown")[Act.ASK_AGAIN]
    made.presenter.act(again)
    assert "not known yet" in made.notice("unknown")
    made.presenter.act(again)
    assert made.notice("unknown") == ""
    assert made.labels == 1
    made.world.close()


def test_a_purchase_that_the_provider_never_saw_is_free_to_be_bought_again(tmp_path: Path) -> None:
    made = set_out(tmp_path, "buy_label 1 drop-before-commit")
    made.world.order("1001")
    made.presenter.scan("1001")
    made.presenter.confirm()
    assert made.labels == 0
    assert "nothing was bought, no money moved" in made.world.window.said[-1][1]
    made.presenter.scan("1001")
    made.presenter.confirm()
    assert made.labels == 1
    made.world.close()


def test_an_order_that_was_mended_elsewhere_is_taken_as_it_is_now(bench: Bench) -> None:
    order = bench.world.order("1001")
    bench.presenter.scan("1001")
    moved = Address(**{**{n: getattr(BURLINGTON, n) for n in BURLINGTON.__slots__}, "line1": "9 New St"})
    change_address(bench.world.services.store, bench.world.services.desk, order.id, moved)
    for page, _topics, told in bench.world.app.links.watchers:
        if page == "bench":
            told()
    assert bench.view.order is not None
    assert "9 New St" in bench.view.order.lines


def test_a_printer_in_trouble_keeps_its_labels_and_another_can_take_them_over(bench: Bench) -> None:
    folder = bench.world.services.directory / "prints" / "zpl"
    if folder.exists():
        folder.rmdir()
    folder.touch()
    for number in ("1001", "1002"):
        bench.world.order(number)
        bench.presenter.scan(number)
        bench.presenter.confirm()
    printer = bench.world.services.read(list_printers)[0]
    key = f"stopped-{printer.id}"
    assert "stopped" in bench.notice(key)
    bench.presenter.act(bench.actions(key)[Act.MOVE_JOBS])
    assert len(list((bench.world.services.directory / "prints" / "epl").iterdir())) == 2
    folder.unlink()
    bench.presenter.act(bench.actions(key)[Act.RETRY_PRINTER])
    assert bench.notice(key) == ""
    assert bench.labels == 2


def test_an_empty_practice_bench_offers_orders_and_a_practice_day(bench: Bench) -> None:
    offers = bench.offers()
    bench.presenter.act(offers[Act.IMPORT])
    assert bench.world.window.gone == [("orders", "import")]
    bench.presenter.act(offers[Act.PRACTICE_ORDERS])
    assert bench.offers() == {}
    assert bench.view.list.lines


def test_every_action_has_a_handler(bench: Bench) -> None:
    handled = bench.presenter._acting._handlers
    assert set(handled) == set(Act)


def test_escape_takes_back_the_question_then_the_order_then_nothing(bench: Bench) -> None:
    bench.world.order("1001")
    bench.presenter.scan("1001")
    bench.presenter.buy()
    bench.world.order("1002")
    bench.presenter.scan("1002")
    bench.presenter.ask_void()
    assert bench.presenter.escape()
    assert bench.order() == "1002"
    assert bench.presenter.escape()
    assert bench.order() == ""
    assert not bench.presenter.escape()


def test_a_price_that_rose_under_the_button_buys_nothing_and_the_button_says_the_new_one(tmp_path: Path) -> None:
    """M5: what is bought is what the button said; the third quote is the first of the purchase."""
    made = set_out(tmp_path, "quote 3 price-drift 25; quote 5 price-drift 25; quote 7 price-drift 25")
    made.world.order("1001")
    made.presenter.scan("1001")
    before = made.button()
    made.presenter.buy()
    assert made.labels == 0
    work = made.view.work
    assert work is not None and work.error is not None
    assert work.error.happened == "Order 1001: $5.30\u00a0USD was shown, it would cost $5.55\u00a0USD now."
    assert (before, made.button()) == ("Buy and print · $5.30\u00a0USD", "Buy and print · $5.55\u00a0USD")
    made.presenter.buy()
    assert made.labels == 1
    made.world.close()


def test_a_price_that_fell_is_bought_and_said(tmp_path: Path) -> None:
    made = set_out(tmp_path, "quote 1 price-drift 25")
    made.world.order("1001")
    made.presenter.scan("1001")
    made.presenter.buy()
    assert made.labels == 1
    assert "bought for $5.30\u00a0USD. The price fell: $5.55\u00a0USD was shown." in made.world.window.said[-1][1]
    made.world.close()


def test_a_weight_that_was_typed_on_the_bench_is_kept_as_typed(bench: Bench) -> None:
    placed = bench.world.order("1001")
    bench.presenter.scan("1001")
    work = bench.view.work
    assert work is not None and work.weight_source.text == "from the order"
    bench.presenter.measured(parse_weight("2 lb"), None)
    work = bench.view.work
    assert work is not None and work.weight_source.text == "typed"
    bench.presenter.buy()
    (parcel,) = bench.world.services.read(lambda q: parcels_of_order(q, placed.id))
    assert (parcel.weight, parcel.weight_source) == (parse_weight("2 lb"), WeightSource.TYPED)
