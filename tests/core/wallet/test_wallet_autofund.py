"""Auto-fund buys when it should, and never more than its caps (M6; S0-15, S0-27; facts: ledger 3.6)."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from money_world import World, usd

from core.accounts.rules import FormProblems
from core.accounts.store import get_wallet
from core.errors import OutcomeUnknown, Refused, StationError, Unavailable
from core.people.records import LimitKind
from core.people.service_limits import set_limit
from core.purchases.daily_cap import OverDailyCap
from core.purchases.port import Funded
from core.purchases.recovery import recover
from core.purchases.rules import State
from core.purchases.store import get
from core.tasks.rules import TaskKind
from core.tasks.service import open_tasks
from core.wallet.autofund.rules import Autofund, AutofundPaused, NotSwitchedOff, Owner, Pause, Verdict
from core.wallet.autofund.service import AutofundView, Ran, autofund_view, pause, resume, run, set_rule

RULE = Autofund("usd", Owner.US, usd(2000), usd(3000), 2, usd(6000))


class Shop(World):
    """A station whose provider's clock is ours."""

    def start(self) -> None:
        super().start()
        self.gateway.now = self.clock.now

    def rule(self, rule: Autofund = RULE) -> None:
        set_rule(self.store, self.till.desk, rule, provider_is_off=True)

    def look(self) -> Ran:
        return run(self.till, "usd")

    def view(self) -> AutofundView:
        with self.store.read() as q:
            return autofund_view(q, self.till.desk, get_wallet(q, "usd"), funds_by_api=self.gateway.funds_by_api)


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    world = Shop(tmp_path / "d")
    yield world
    world.store.close()


def test_nothing_is_bought_until_a_person_makes_the_rule(shop: Shop) -> None:
    assert shop.look().verdict is Verdict.OFF
    assert shop.gateway.calls == 0


def test_it_buys_below_the_threshold_and_stops_at_the_cap_of_the_day(shop: Shop) -> None:
    """M6: count and money."""
    shop.rule()
    first = shop.look()
    assert (first.verdict, first.purchase and first.purchase.state) == (Verdict.BUY, State.CONFIRMED)
    assert shop.booked() == 3000
    assert shop.look().verdict is Verdict.ENOUGH
    shop.buy("p1", 2500)
    assert shop.look().verdict is Verdict.BUY
    shop.buy("p2", 2500)
    assert shop.look().verdict is Verdict.TIMES_USED_UP
    assert (shop.view().day.times, shop.view().day.spent) == (2, usd(6000))
    shop.clock.move(timedelta(days=1))
    assert shop.look().verdict is Verdict.BUY


def test_the_cap_in_money_holds_where_the_count_would_allow_more(shop: Shop) -> None:
    shop.rule(replace(RULE, max_times=9, max_day=usd(3000)))
    shop.look()
    shop.buy("p1", 2500)
    assert shop.look().verdict is Verdict.MONEY_USED_UP
    assert shop.gateway.balances["usd"] == 500


def test_a_clock_that_is_set_back_opens_no_new_day(shop: Shop) -> None:
    shop.rule()
    for parcel in ("p1", "p2"):
        shop.look()
        shop.buy(parcel, 2500)
    shop.clock.move(timedelta(days=-3))
    assert shop.look().verdict is Verdict.CLOCK_DOUBT
    assert shop.view().day.day == "2026-11-22"


@pytest.mark.parametrize(("plan", "why"), [("refused", Pause.DECLINED), ("lost-after", Pause.UNKNOWN)])
def test_a_decline_or_a_lost_answer_stops_it_until_a_person_has_seen_it(shop: Shop, plan: str, why: Pause) -> None:
    shop.rule()
    shop.gateway.plan = [plan]
    ran = shop.look()
    assert isinstance(ran.error, Refused | OutcomeUnknown)
    assert (shop.look().verdict, shop.view().pause) == (Verdict.PAUSED, why)
    if why is Pause.UNKNOWN:
        with pytest.raises(AutofundPaused):
            resume(shop.store, shop.till.desk, "usd")
        recover(shop.till, "usd")
        assert shop.booked() == 3000
        assert shop.look().verdict is Verdict.ENOUGH
    else:
        resume(shop.store, shop.till.desk, "usd")
        assert shop.look().verdict is Verdict.BUY


def test_a_provider_out_of_reach_is_tried_again_and_counts(shop: Shop) -> None:
    shop.rule()
    shop.gateway.plan = ["not-sent"]
    ran = shop.look()
    assert isinstance(ran.error, Unavailable)
    assert ran.purchase is not None
    assert ran.purchase.state is State.FAILED
    assert shop.look().verdict is Verdict.BUY
    assert shop.view().day.times == 2


def test_money_that_is_on_its_way_counts_so_that_no_loop_forms(shop: Shop) -> None:
    shop.rule()
    shop.gateway.plan = ["processing"]
    ran = shop.look()
    assert ran.purchase is not None
    assert ran.purchase.state is State.PENDING
    assert (shop.booked(), shop.view().coming) == (0, usd(3000))
    assert shop.look().verdict is Verdict.ENOUGH
    assert shop.gateway.calls == 1


def test_the_kill_switch_needs_no_proof_and_holds(shop: Shop) -> None:
    shop.rule()
    pause(shop.store, shop.till.desk, "usd", "the card was stolen")
    assert shop.look().verdict is Verdict.PAUSED
    assert (shop.view().pause, shop.view().rule.paused) == (Pause.BY_PERSON, "the card was stolen")
    shop.rule(replace(RULE, threshold=usd(1000)))
    assert shop.look().verdict is Verdict.PAUSED
    assert shop.gateway.calls == 0


def test_one_of_the_two_buys_and_never_both(shop: Shop) -> None:
    """Both switched on fund twice (facts: ledger 3.6)."""
    with pytest.raises(NotSwitchedOff):
        set_rule(shop.store, shop.till.desk, RULE)
    shop.rule(replace(RULE, owner=Owner.PROVIDER))
    assert shop.look().verdict is Verdict.PROVIDER_BUYS
    assert shop.gateway.calls == 0


def test_more_at_the_provider_than_in_the_books_is_explained_first(shop: Shop) -> None:
    shop.rule()
    shop.gateway.balances["usd"] = 100
    assert shop.look().verdict is Verdict.UNRECONCILED
    assert shop.gateway.calls == 0


def test_without_an_interface_for_funds_a_person_is_asked_once_and_nothing_pretends(shop: Shop) -> None:
    shop.rule()
    shop.gateway.funds_by_api = False
    assert shop.look().verdict is Verdict.ASK_PERSON
    assert shop.look().verdict is Verdict.ASK_PERSON
    with shop.store.read() as q:
        (task,) = open_tasks(q)
    assert (task.kind, dict(task.fields)) == (TaskKind.BUY_POSTAGE, {"amount_minor": "3000", "currency": "USD"})
    shop.fund(5000)
    assert shop.look().verdict is Verdict.ENOUGH
    with shop.store.read() as q:
        assert open_tasks(q) == []


def test_a_rule_that_cannot_work_is_refused_with_everything_that_is_wrong(shop: Shop) -> None:
    bad = Autofund("usd", Owner.US, usd(0), usd(2500), 0, usd(100))
    with pytest.raises(FormProblems) as caught:
        shop.rule(bad)
    assert [problem.field for problem in caught.value.problems] == ["threshold", "amount", "max_times", "max_day"]
    with pytest.raises(FormProblems) as caught:
        shop.rule(replace(RULE, threshold=usd(990_000), amount=usd(20_000), max_day=usd(20_000)))
    assert [problem.code for problem in caught.value.problems] == ["autofund.above-balance-ceiling"]


def test_a_refusal_of_the_station_keeps_nothing_and_counts_nothing(shop: Shop) -> None:
    """The station's own cap of a day binds auto-fund too (section 7 no. 17)."""
    set_limit(shop.store, shop.till.desk, LimitKind.POSTAGE_PER_DAY, "USD", usd(2000))
    shop.rule()
    ran = shop.look()
    assert (ran.verdict, isinstance(ran.error, OverDailyCap)) == (Verdict.REFUSED, True)
    assert (shop.gateway.calls, shop.view().day.times) == (0, 0)


def test_a_crash_before_the_call_buys_nothing_and_has_counted(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    shop.rule()

    def die(_till: object, _request: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("core.wallet.autofund.service.fund", die)
        with pytest.raises(KeyboardInterrupt):
            shop.look()
    shop.crash()
    assert (shop.gateway.calls, shop.view().day.times) == (0, 1)
    assert shop.look().verdict is Verdict.BUY
    shop.buy("p1", 2500)
    assert shop.look().verdict is Verdict.TIMES_USED_UP


STEPS = st.lists(
    st.one_of(
        st.sampled_from(["look", "look", "crash", "recover", "resume", "back", "night", "hour", "jump"]),
        st.tuples(st.just("label"), st.integers(1, 4000)),
        st.tuples(st.just("plan"), st.sampled_from(["refused", "lost-before", "lost-after", "processing", "not-sent"])),
    ),
    max_size=25,
)
MOVES = {
    "back": timedelta(days=-2), "night": timedelta(hours=12), "hour": timedelta(hours=1), "jump": timedelta(days=40)
}  # fmt: skip


@settings(max_examples=20, deadline=None)
@given(steps=STEPS)
def test_no_sequence_of_events_spends_more_per_business_day_than_the_cap(
    steps: list[str | tuple[str, int | str]],
) -> None:
    """Labels, declines, delays, clock jumps and restarts; the provider's charges are the witness."""
    with TemporaryDirectory() as folder:
        shop = Shop(Path(folder) / "d")
        shop.rule()
        try:
            for n, step in enumerate(steps):
                _do(shop, n, step)
                _check(shop)
        finally:
            shop.store.close()


def _do(shop: Shop, n: int, step: str | tuple[str, int | str]) -> None:
    try:
        match step:
            case "look":
                shop.look()
            case "crash":
                shop.crash()
            case "recover":
                recover(shop.till, "usd")
            case "resume":
                resume(shop.store, shop.till.desk, "usd")
            case ("label", int(minor)):
                shop.buy(f"p{n}", minor)
            case ("plan", str(plan)):
                shop.gateway.plan = [plan]
            case str(move):
                shop.clock.move(MOVES[move])
            case _:
                raise AssertionError(step)
    except StationError:
        pass  # a refusal or a lost answer is part of the story


def _check(shop: Shop) -> None:
    with shop.store.read() as q:
        runs = q.all("select purchase, day from autofund_run")
        per_day: dict[str, list[int]] = {}
        for row in runs:
            charge = shop.gateway.charges.get(row["purchase"])
            if isinstance(charge, Funded):
                per_day.setdefault(row["day"], []).append(charge.amount.minor)
            assert get(q, row["purchase"]).amount == usd(3000)
    for day, amounts in per_day.items():
        assert sum(amounts) <= 6000, day
        assert len(amounts) <= 2, day
