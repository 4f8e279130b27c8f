"""Adjustments after shipment and their disputes: S0-36, S0-37, idea 5."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stations import MIAMI, fund, order, station
from wallet_facts_kit import at_provider, booked, bought, money, move, poll, posted, provider, rules

from core.accounts.rules import CardNumberTyped
from core.labels.store import Label
from core.ledger.accounts import adjust
from core.ledger.holds import InsufficientFunds
from core.orders.source import SourceFile
from core.services import Services
from core.shipments.rules import Asked
from core.shipments.service_shipping import ship_orders
from core.tasks.service import open_tasks
from core.wallet.rules_adjustments import (
    Adjustment,
    AdjustmentKnown,
    Cause,
    DisputeState,
    NoOpenDispute,
    NotDisputable,
    NothingAdjusted,
    OtherWallet,
    Source,
    last_dispute_day,
)
from core.wallet.service_adjustment_files import AdjustmentsRead, Column, ColumnMissing, RowFate, import_adjustments
from core.wallet.service_adjustments import NewAdjustment, add_adjustment, lose_dispute, open_dispute, win_dispute
from core.wallet.store_facts import list_adjustments

TODAY = date(2026, 11, 20)


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Services]:
    with station(tmp_path) as services:
        yield services
        assert services.findings() == []


def new(minor: int = -185, label: Label | None = None, ref: str = "") -> NewAdjustment:
    return NewAdjustment(
        wallet="usd", carrier="usps", label=label.id if label else "", tracking=label.tracking if label else "",
        amount=money(minor), cause=Cause.WEIGHT, reason="weighed 3 lb", provider_ref=ref, source=Source.PERSON,
        day=TODAY,
    )  # fmt: skip


def add(here: Services, made: NewAdjustment) -> Adjustment:
    return add_adjustment(here.store, here.desk, made)


def test_an_adjustment_of_the_provider_is_deducted_and_linked_to_its_label(here: Services) -> None:
    """S0-36: Canpar measured the parcel."""
    label = bought(here, "canpar")
    before = booked(here, "cad")
    provider(here).post_adjustment(label.provider_ref, money(-185, "cad"), "size 40x30x20 cm")
    poll(here, "cad")
    (found,) = here.read(lambda q: list_adjustments(q, label=label.id))
    assert (found.amount, found.cause, found.source) == (money(-185, "cad"), Cause.DIMENSIONS, Source.PROVIDER)
    assert booked(here, "cad") == before - 185 == at_provider(here, "cad")
    assert posted(here, adjust("canpar", "CAD")) == 185
    assert poll(here, "cad") == []
    assert booked(here, "cad") == before - 185


def test_an_adjustment_may_take_the_balance_below_zero_and_then_buying_stops(here: Services) -> None:
    """S0-37, M3."""
    label = bought(here)
    add(here, new(-booked(here) - 5, label))
    assert booked(here) == -5
    made = order(here, MIAMI._replace(number="next"))
    (answer,) = ship_orders(here.bench, [made.id], asked=Asked("usps"))
    assert isinstance(answer.error, InsufficientFunds)
    fund(here, "usd", 2000)
    assert booked(here) == 1995


def test_what_a_person_typed_and_the_provider_tells_later_is_booked_once_at_the_providers_figure(
    here: Services,
) -> None:
    label = bought(here)
    before = booked(here)
    charge = provider(here).post_adjustment(label.provider_ref, money(-200), "weight 5 lb")
    add(here, new(-185, label, charge.ref))
    poll(here)
    assert booked(here) == before - 200 == at_provider(here)
    assert len(here.read(lambda q: list_adjustments(q, label=label.id))) == 2


def test_what_cannot_be_is_refused(here: Services) -> None:
    label = bought(here)
    add(here, new(-185, label, "ADJ-1"))
    with pytest.raises(AdjustmentKnown):
        add(here, new(-185, label, "ADJ-1"))
    with pytest.raises(NothingAdjusted):
        add(here, new(0))
    with pytest.raises(OtherWallet):
        add(here, replace(new(-1, label), wallet="cad", amount=money(-1, "cad")))
    with pytest.raises(CardNumberTyped):
        add(here, replace(new(), reason="card 4242 4242 4242 4242"))


def test_a_dispute_has_a_memo_a_clock_of_90_days_and_a_task(here: Services) -> None:
    """Idea 5: the days count from delivery, or from the ship day where that is not known."""
    label = bought(here)
    made = add(here, new(-185, label))
    before = booked(here)
    opened = open_dispute(here.store, here.desk, made.id, "the scale said 1 lb", rules(here).dispute)
    assert opened.dispute is DisputeState.OPEN
    assert opened.dispute_due == (date.fromisoformat(label.ship_day) + timedelta(days=90)).isoformat()
    assert [task.due.isoformat() for task in here.read(open_tasks)] == [opened.dispute_due]
    assert booked(here) == before, "opening one moves no money"
    with pytest.raises(NotDisputable):
        open_dispute(here.store, here.desk, made.id, "again", rules(here).dispute)


def test_a_dispute_that_is_won_gives_a_credit_once(here: Services) -> None:
    label = bought(here)
    made = add(here, new(-185, label))
    before = booked(here)
    open_dispute(here.store, here.desk, made.id, "light", rules(here).dispute)
    won = win_dispute(here.store, here.desk, made.id, money(185), "CR-1", "carrier agreed")
    assert won.dispute is DisputeState.WON
    assert booked(here) == before + 185
    assert posted(here, adjust("usps", "USD")) == 0
    assert here.read(open_tasks) == []
    with pytest.raises(NoOpenDispute):
        win_dispute(here.store, here.desk, made.id, money(185), "CR-1", "")
    with pytest.raises(NotDisputable):
        open_dispute(here.store, here.desk, here.read(list_adjustments)[0].id, "a credit", rules(here).dispute)


def test_a_credit_that_the_provider_brought_already_is_adopted(here: Services) -> None:
    label = bought(here)
    charge = provider(here).post_adjustment(label.provider_ref, money(-185), "weight")
    poll(here)
    (taken,) = here.read(lambda q: list_adjustments(q, label=label.id))
    assert taken.provider_ref == charge.ref
    open_dispute(here.store, here.desk, taken.id, "light", rules(here).dispute)
    back = provider(here).post_adjustment(label.provider_ref, money(185), "dispute granted")
    poll(here)
    win_dispute(here.store, here.desk, taken.id, money(185), back.ref, "")
    assert booked(here) == at_provider(here)


def test_a_dispute_that_is_lost_moves_nothing_and_none_is_opened_when_its_time_is_over(here: Services) -> None:
    label = bought(here)
    first, second = add(here, new(-185, label)), add(here, new(-20, label))
    before = booked(here)
    open_dispute(here.store, here.desk, first.id, "light", rules(here).dispute)
    assert lose_dispute(here.store, here.desk, first.id, "").dispute is DisputeState.LOST
    assert booked(here) == before
    move(here, days=91)
    with pytest.raises(NotDisputable) as late:
        open_dispute(here.store, here.desk, second.id, "light", rules(here).dispute)
    assert late.value.fields["reason"] == "over"
    delivered = here.desk.clock.now().date() - timedelta(days=85)
    assert open_dispute(here.store, here.desk, second.id, "x", rules(here).dispute, delivered=delivered).dispute


def test_the_days_count_from_what_is_known() -> None:
    shipped, delivered = date(2026, 11, 2), date(2026, 11, 5)
    assert last_dispute_day(delivered, shipped, TODAY, 90) == delivered + timedelta(days=90)
    assert last_dispute_day(None, shipped, TODAY, 90) == shipped + timedelta(days=90)
    assert last_dispute_day(None, None, TODAY, 90) == TODAY + timedelta(days=90)


def read_file(here: Services, text: str, preview: bool = False, **named: str) -> AdjustmentsRead:
    mapping = {Column(name): title for name, title in named.items()}
    file = SourceFile.of("adjustments.csv", text.encode())
    return import_adjustments(
        here.store, here.desk, "usd", file, positive_takes=True, mapping=mapping, preview=preview
    )  # fmt: skip


HEAD = "Adjustment ID,Date,Tracking Number,Reason,Amount\n"


def test_a_file_is_booked_whole_every_row_accounted_for(here: Services) -> None:
    label = bought(here)
    before = booked(here)
    text = HEAD + (
        f"A1,2026-11-20,{label.tracking},Weight 3 lb,1.85\n"
        "A1,2026-11-20,,again,1.85\n"
        "A2,2026-11-19,,=cmd|' /C calc'!A1,0.40\n"
        "A3,,,dims,ten\n"
        "A4,31/12/2026,,dims,1.00\n"
        "A5,2027-01-01,,dims,1.00\n"
        "A6,,,card 4242424242424242,1.00\n"
        "A7,,,none,0.00\n"
        "A8,,,credit,-0.25\n"
    )
    seen = read_file(here, text, preview=True)
    assert booked(here) == before
    done = read_file(here, text)
    wanted = [
        RowFate.TAKEN, RowFate.KNOWN, RowFate.TAKEN, RowFate.NO_AMOUNT, RowFate.NO_DAY, RowFate.NO_DAY,
        RowFate.CARD_NUMBER, RowFate.ZERO, RowFate.TAKEN,
    ]  # fmt: skip
    assert [row.fate for row in done.rows] == [row.fate for row in seen.rows] == wanted
    assert [row.row for row in done.rows] == list(range(2, 11))
    assert booked(here) == before - 185 - 40 + 25
    assert [one.label for one in done.booked] == [label.id, "", ""]
    again = read_file(here, text)
    assert (again.count(RowFate.TAKEN), booked(here)) == (0, before - 200)


def test_rows_without_a_reference_are_known_again_and_twins_are_two(here: Services) -> None:
    fund(here, "usd", 1000)
    text = "Amount;Reason\n1,85;weight\n1,85;weight\n"
    assert read_file(here, text).count(RowFate.TAKEN) == 2
    assert read_file(here, text).count(RowFate.KNOWN) == 2
    assert booked(here) == 1000 - 370


def test_columns_are_named_or_guessed_and_a_missing_one_is_refused(here: Services) -> None:
    fund(here, "usd", 1000)
    assert read_file(here, "what,how much\nx,0.10\n", amount="how much", reason="what").count(RowFate.TAKEN) == 1
    for text, tracking in (("what,how much\nx,1\n", ""), ("amount\n1\n", "Suivi"), ("", "")):
        with pytest.raises(ColumnMissing):
            read_file(here, text, False, **({"tracking": tracking} if tracking else {}))


@settings(max_examples=30, deadline=None)
@given(st.lists(st.integers(-500, 500), max_size=12))
def test_the_balance_moves_by_the_sum_of_a_files_rows(amounts: list[int]) -> None:
    """Bound to one station for speed: what a file takes is what its rows say, whatever their order."""
    here = _SHARED
    before = booked(here)
    nonce = here.desk.ids.new()
    rows = "".join(
        f"{nonce}-{n},,,x,{'-' if minor < 0 else ''}{abs(minor) // 100}.{abs(minor) % 100:02d}\n"
        for n, minor in enumerate(amounts)
    )
    read_file(here, HEAD + rows)
    assert booked(here) == before - sum(amounts)
    assert here.findings() == []


_SHARED: Services


@pytest.fixture(scope="module", autouse=True)
def _shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    global _SHARED  # noqa: PLW0603 - one station for all examples of the property
    with station(tmp_path_factory.mktemp("shared")) as services:
        _SHARED = services
        yield
