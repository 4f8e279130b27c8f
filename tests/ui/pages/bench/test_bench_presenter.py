"""The bench's decisions, without a window: real services in a practice directory, work done at once."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from window_world import BURLINGTON, World, open_world

from core.address import Address
from core.labels.rules import LabelState
from core.orders.records import OrderState
from core.orders.service import change_address, hold_order
from core.orders.store import get_order
from core.printing.service import list_printers
from core.shipments.listing import count_labels, list_shipments
from core.units import parse_dimensions, parse_weight
from core.wallet.service import views
from ui.pages.bench.presenter import BenchPresenter
from ui.pages.bench.rows import Act, ActionView, BenchView
from ui.questions import AskView, Question
from ui.running import HeldRunner
from ui.views import Tone

OSLO = Address(name="Ola Nordmann", company="Fjord", line1="Karl Johans gate 1", city="Oslo", postal="0154",
               country="NO", phone="+4722000000")  # fmt: skip
MONTREAL = Address(name="Luc Roy", line1="1200, rue Saint-Antoine O", city="Montréal", region="QC", postal="H3C 1A9",
                   country="CA", phone="+15145550100")  # fmt: skip


@dataclass
class Screen:
    """Remembers what it was shown."""

    views: list[BenchView] = field(default_factory=list)
    focus: list[str] = field(default_factory=list)

    def show_bench(self, view: BenchView) -> None:
        self.views.append(view)

    def focus_weight(self) -> None:
        self.focus.append("weight")

    def focus_scan(self) -> None:
        self.focus.append("scan")


@dataclass
class Bench:
    """A station with a bench that is ready to buy."""

    world: World
    presenter: BenchPresenter
    screen: Screen

    @property
    def view(self) -> BenchView:
        return self.presenter.view

    @property
    def labels(self) -> int:
        return self.world.services.read(count_labels)

    def ask(self) -> AskView | None:
        return self.view.ask

    def offers(self) -> dict[Act, ActionView]:
        return {action.act: action for action in self.view.empty or ()}

    def order(self) -> str:
        return self.view.order.number if self.view.order else ""

    def forbidden(self) -> str | None:
        work = self.view.work
        assert work is not None
        return work.forbidden

    def button(self) -> str:
        work = self.view.work
        assert work is not None
        return work.button

    def notice(self, key: str) -> str:
        return next((notice.text for notice in self.view.notices if notice.key == key), "")

    def actions(self, key: str) -> dict[Act, ActionView]:
        found = next(notice for notice in self.view.notices if notice.key == key)
        return {action.act: action for action in found.actions}


def set_out(folder: Path, faults: str = "", *, funded: bool = True) -> Bench:
    world = open_world(folder, faults=faults)
    if funded:
        world.fund()
    presenter, screen = BenchPresenter(world.app), Screen()
    presenter.attach(screen)
    world.app.startup.ask()
    presenter.load()
    return Bench(world, presenter, screen)


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    made = set_out(tmp_path)
    yield made
    made.world.close()


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
    assert work is not None and work.forbidden == "First the provider is asked what the last run left open."
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


def test_a_service_that_nobody_has_leaves_the_choice_to_a_person(bench: Bench) -> None:
    bench.world.order("1001", service="Pigeon Post")
    bench.presenter.scan("1001")
    work = bench.view.work
    assert work is not None
    assert work.rates and not any(rate.chosen for rate in work.rates)
    assert work.forbidden is not None and "Pigeon Post" in work.forbidden
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
    bench.presenter.answer("No tape at hand")
    bench.presenter.confirm()
    (row,) = bench.world.services.read(list_shipments)
    assert row.override == "ana: No tape at hand"


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
    assert ask is not None and ask.danger and "due then, not back" in ask.text
    assert bench.presenter.escape()
    assert bench.ask() is None
    bench.presenter.ask_void()
    bench.presenter.answer("")
    (row,) = bench.world.services.read(list_shipments)
    assert row.state is LabelState.REFUND_DUE
    assert bench.view.recent[0].chip.struck
    assert bench.view.void is not None
    assert bench.world.services.read(lambda q: get_order(q, order.id)).state is OrderState.OPEN


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
    assert "nobody knows yet" in made.notice("unknown")
    made.presenter.scan("1001")
    made.presenter.buy()
    made.presenter.confirm()
    assert made.view.work is None
    again = made.actions("unknown")[Act.ASK_AGAIN]
    made.presenter.act(again)
    assert "nobody knows yet" in made.notice("unknown")
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
