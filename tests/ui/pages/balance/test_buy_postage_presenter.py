"""Buying postage, decided without a window: S0-13, S0-14, S0-15 (the rule alone), S2-22, S2-23, M5, M6."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from recorded_world import set_up
from window_world import World, open_world

from core.accounts.rules import SetupIncomplete
from core.accounts.service import require_ready
from core.context import Mode
from core.gateways.postage.practice import PracticeGateway
from core.money import Money
from core.purchases.port import FundRequest, GatewayRefused
from core.purchases.rules import Kind, State
from core.purchases.store import in_states
from core.shipments.rules import NoService
from core.shipments.service_rating import rate_orders
from core.wallet.service import views
from ui.messages import explain
from ui.pages.balance.buying.presenter import BuyPresenter, quick_amounts
from ui.pages.balance.buying.rows import Stage
from ui.running import HeldRunner, ImmediateRunner
from ui.views import Tone


def usd(dollars: int) -> Money:
    return Money(dollars * 100, "USD")


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    opened = open_world(tmp_path)
    opened.app.startup.ask()
    yield opened
    opened.close()


def opened(world: World, wallet: str = "", amount: Money | None = None) -> BuyPresenter:
    presenter = BuyPresenter(world.app, wallet, amount)
    presenter.start()
    return presenter


def with_faults(folder: Path, faults: str) -> World:
    made = open_world(folder, faults=faults)
    made.app.startup.ask()
    return made


def booked(world: World, wallet: str = "usd") -> int:
    return next(one.booked.minor for one in world.services.read(views) if one.wallet.id == wallet)


def stage_of(presenter: BuyPresenter) -> Stage:
    return presenter.state.stage


def fundings(world: World) -> int:
    gateway = world.services.gateways["practice"]
    assert isinstance(gateway, PracticeGateway)
    return len(world.services.read(lambda q: in_states(q, frozenset({State.CONFIRMED}), Kind.FUNDING)))


def test_an_amount_is_judged_while_it_is_typed_and_the_nearest_are_offered(world: World) -> None:
    """Check 3: 15 is refused, 10 and 20 are offered."""
    presenter = opened(world)
    verdict = presenter.judge(usd(15))
    assert not verdict.allowed
    assert verdict.offers == (usd(10), usd(20))
    assert "not a multiple of 10.00" in verdict.text
    assert presenter.judge(usd(50)).allowed
    assert presenter.judge(usd(0)).offers == (usd(10), usd(20), usd(50), usd(100))
    assert presenter.judge(usd(20_000)).offers == (usd(10_000),)


def test_near_the_ceiling_only_what_fits_is_offered(world: World) -> None:
    for _ in range(2):
        world.fund("usd", 4990)
    presenter = opened(world)
    assert presenter.judge(usd(50)).offers == (usd(20),)
    assert quick_amounts(presenter) == (usd(20),)
    world.fund("usd", 20)
    full = opened(world)
    assert full.judge(usd(10)).offers == ()


STEPS = ((None, 1, 10), (1500, 1, 20), (1500, -1, 10), (5000, 1, 60), (5000, -1, 40), (1000, -1, 10), (5000, 10, 150))


def test_the_arrow_keys_step_by_ten_within_the_rule(world: World) -> None:
    """S2-23: steps of 10."""
    presenter = opened(world)
    for at, steps, expected in STEPS:
        amount = Money(at, "USD") if at is not None else None
        assert presenter.stepped(amount, steps) == usd(expected), (at, steps)
    assert presenter.stepped(usd(10_000), 1) is None


def test_what_is_bought_is_said_before_and_after(world: World) -> None:
    """S0-13, S0-14: who pays and what the statement says belong to both."""
    presenter = opened(world)
    payer = presenter.state.payer
    assert payer is not None
    assert (payer.method, payer.card) == ("Practice card", "0000")
    presenter.purchase(usd(50))
    bought = presenter.state.bought
    assert stage_of(presenter) is Stage.DONE
    assert bought is not None
    assert (bought.before, bought.after, bought.statement_text) == (usd(0), usd(50), "STAMPS")
    assert world.window.said[-1][0] is Tone.OK
    assert world.window.refreshed


def test_pressing_ten_times_buys_once(tmp_path: Path) -> None:
    """M5: while the first press is under way, and after it, nothing more is bought."""
    runner = HeldRunner()
    world = open_world(tmp_path, runner=runner)
    try:
        world.app.startup.ask()
        runner.release()
        presenter = opened(world)
        while len(runner):
            runner.release()
        for _ in range(10):
            presenter.purchase(usd(50))
        assert stage_of(presenter) is Stage.SENDING
        assert len(runner) == 1
        runner.release()
        for _ in range(10):
            presenter.purchase(usd(50))
        assert len(runner) == 0
        assert booked(world) == 5000
    finally:
        world.close()


def test_an_amount_that_the_rule_refuses_is_never_sent(world: World) -> None:
    presenter = opened(world)
    for amount in (None, usd(15), usd(-10), usd(0), usd(20_000)):
        presenter.purchase(amount)
    assert stage_of(presenter) is Stage.TYPING
    assert fundings(world) == 0


def test_after_a_definite_no_the_person_may_try_again_with_a_new_key(tmp_path: Path) -> None:
    world = with_faults(tmp_path, "add_funds 1 declined")
    try:
        presenter = opened(world)
        presenter.purchase(usd(50))
        assert stage_of(presenter) is Stage.REFUSED
        assert isinstance(presenter.state.error, GatewayRefused)
        presenter.try_again()
        assert stage_of(presenter) is Stage.TYPING
        presenter.purchase(usd(30))
        assert stage_of(presenter) is Stage.DONE
        assert booked(world) == 3000
    finally:
        world.close()


def test_an_answer_that_is_lost_is_asked_for_at_once_and_never_sent_again(tmp_path: Path) -> None:
    """MISSION section 7, no. 1: it had gone through, and is bought once."""
    world = with_faults(tmp_path, "add_funds 1 drop-after-commit")
    try:
        presenter = opened(world)
        presenter.purchase(usd(40))
        assert stage_of(presenter) is Stage.DONE
        assert presenter.state.bought is None
        assert presenter.state.answer is not None
        assert (booked(world), fundings(world)) == (4000, 1)
    finally:
        world.close()


def test_while_nobody_knows_nothing_more_is_bought_and_asking_again_settles_it(tmp_path: Path) -> None:
    world = with_faults(tmp_path, "add_funds 1 drop-before-commit;find_funding 1 not-sent")
    try:
        presenter = opened(world)
        presenter.purchase(usd(40))
        assert stage_of(presenter) is Stage.IN_DOUBT
        presenter.purchase(usd(40))
        other = opened(world)
        assert stage_of(other) is Stage.LOCKED
        other.purchase(usd(40))
        assert stage_of(other) is Stage.LOCKED
        presenter.ask_again()
        assert stage_of(presenter) is Stage.REFUSED
        assert booked(world) == 0
        presenter.try_again()
        presenter.purchase(usd(40))
        assert (stage_of(presenter), booked(world)) == (Stage.DONE, 4000)
    finally:
        world.close()


def test_a_locked_wallet_opens_once_the_earlier_purchase_is_settled(tmp_path: Path) -> None:
    world = with_faults(tmp_path, "add_funds 1 drop-after-commit;find_funding 1 not-sent")
    try:
        opened(world).purchase(usd(40))
        later = opened(world)
        assert stage_of(later) is Stage.LOCKED
        later.choose_wallet("cad")
        assert stage_of(later) is Stage.TYPING
        later.choose_wallet("usd")
        later.ask_again()
        assert stage_of(later) is Stage.TYPING
        assert "had been bought" in world.window.said[-1][1]
        assert booked(world) == 4000
    finally:
        world.close()


def test_postage_on_its_way_is_called_so_and_locks_the_wallet(tmp_path: Path) -> None:
    world = with_faults(tmp_path, "add_funds 1 processing-then-done")
    try:
        presenter = opened(world)
        presenter.purchase(usd(60))
        assert stage_of(presenter) is Stage.DONE
        assert presenter.state.answer is not None
        assert presenter.state.answer.state is State.PENDING
        assert world.window.said[-1][0] is Tone.WARN
        assert booked(world) == 0
        assert stage_of(opened(world)) is Stage.LOCKED
    finally:
        world.close()


def test_what_the_open_orders_need_is_suggested(world: World) -> None:
    """S2-23: the smallest multiple that covers the batch."""
    world.order("1", weight="30 lb")
    world.order("2", weight="30 lb")
    presenter = opened(world)
    need = presenter.state.need
    assert need is not None
    assert (need.labels, need.fit) == (2, 0)
    assert need.buy is not None
    assert need.buy.minor % 1000 == 0
    assert need.buy >= need.total
    presenter.choose_wallet("cad")
    assert presenter.state.need is None


def test_nothing_is_bought_before_the_last_run_is_settled(tmp_path: Path) -> None:
    world = open_world(tmp_path)
    try:
        presenter = opened(world)
        assert stage_of(presenter) is Stage.OPENING
        presenter.purchase(usd(10))
        world.app.startup.ask()
        assert stage_of(presenter) is Stage.TYPING
        assert booked(world) == 0
    finally:
        world.close()


def test_without_set_up_the_dialog_says_what_is_missing(tmp_path: Path) -> None:
    """S0-07: no funds before billing details."""
    world = open_world(tmp_path, mode=Mode.RECORDED)
    try:
        world.app.startup.ask()
        presenter = opened(world)
        assert stage_of(presenter) is Stage.CLOSED
        assert isinstance(presenter.state.error, SetupIncomplete)
    finally:
        world.close()


def test_where_a_person_buys_in_the_portal_nothing_is_asked_for_and_no_id_is_shown(tmp_path: Path) -> None:
    """A recorded station after set-up: the way is told, not a provider's refusal."""
    world = open_world(tmp_path, mode=Mode.RECORDED)
    try:
        set_up(world.services)
        world.app.startup.ask()
        presenter = opened(world)
        assert stage_of(presenter) is Stage.CLOSED
        assert presenter.state.error is not None
        told = explain(world.app.tr, presenter.state.error)
        assert "portal" in told.happened
        assert "postage record" in told.todo
        [rated] = rate_orders(world.services.bench, [world.order("R1")])
        assert rated.refusal is not None
        told = explain(world.app.tr, rated.refusal)
        assert "portal" in told.happened
        assert "labels record" in told.todo
        assert "gateway" not in f"{told.happened} {told.todo}"
    finally:
        world.close()


def test_a_reason_without_words_is_never_shown_as_its_code(world: World) -> None:
    for error in (
        GatewayRefused(reason="gateway.refused", detail=""),
        NoService(order="1", asked="", reasons="usps : gateway.refused; ups : made-up"),
    ):
        told = explain(world.app.tr, error)
        assert "no reason that is known here" in f"{told.happened} {told.todo}"
        assert not re.search("gateway|made-up", f"{told.happened} {told.todo}")


def test_a_locked_wallet_goes_by_its_name(tmp_path: Path) -> None:
    world = open_world(tmp_path, mode=Mode.RECORDED)
    try:
        with pytest.raises(SetupIncomplete) as refused:
            world.services.read(lambda q: require_ready(q, "usd"))
        told = explain(world.app.tr, refused.value)
        assert told.happened == "Labels and postage are locked until the set-up of One Balance USD is finished."
    finally:
        world.close()


def test_the_amount_that_another_page_asks_for_is_kept_for_its_wallet(world: World) -> None:
    presenter = opened(world, "cad", Money(4000, "CAD"))
    assert (presenter.state.wallet, presenter.state.amount) == ("cad", Money(4000, "CAD"))
    presenter.choose_wallet("usd")
    assert presenter.state.amount is None


def test_a_dialog_that_is_closed_still_tells_what_came_of_it(tmp_path: Path) -> None:
    world = with_faults(tmp_path, "add_funds 1 declined")
    try:
        presenter = opened(world)
        presenter.purchase(usd(50))
        assert world.window.said[-1][0] is Tone.ERROR
    finally:
        world.close()


def test_the_same_key_never_reaches_the_provider_twice(world: World) -> None:
    """M5: one key for one dialog, whatever the program does."""
    presenter = opened(world)
    presenter.purchase(usd(20))
    purchase = presenter.state.answer
    assert purchase is not None
    gateway = world.services.gateways["practice"]
    again = gateway.add_funds(FundRequest(purchase.id, "usd", usd(20), "Practice card"))
    assert again.provider_ref == purchase.provider_ref
    assert gateway.reading("usd", "USD").balance == usd(20)
    assert isinstance(world.app.runner, ImmediateRunner)
