"""Step 6 of the practice day: refused in the first hour, then accepted; the refund comes once (S0-35, M7)."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from practice_day_kit import OTHER_ORDERS, TO_TORONTO, Shipped, cell, charges, minor, ship

from core.clock import SteppingClock
from core.gateways.postage.practice_books import ChargeKind
from ui.practice.telling import Mark


def test_the_refusal_shows_the_rule_in_its_words_with_its_source(day: Shipped) -> None:
    step = day.step(6)
    refused = next(n for n, line in enumerate(step) if line.mark is Mark.REFUSED)
    assert "too early" in step[refused].text
    rule, source, possible = (line.text for line in step[refused + 1 : refused + 4])
    assert "can be voided 60 minutes after it was made" in rule
    assert "ShipStation One Balance" in source
    assert "7:03" in possible
    assert step[refused + 4].mark is Mark.CLOCK


def test_the_clock_is_moved_in_plain_sight_and_only_there(day: Shipped) -> None:
    moved = [(line.text, cell(line)) for line in day.lines if line.mark is Mark.CLOCK]
    assert [text.removeprefix("The clock is moved forward by ") for text, _ in moved] == [
        "60 minutes", "7 days", "1 day",
    ]  # fmt: skip
    days = [row["business_day"] for row in day.rows("transactions-cad.csv")]
    assert [at.partition(", 2026")[0] for _, at in moved] == ["Nov 9", "Nov 16", "Nov 17"]
    assert sorted(set(days)) == ["2026-11-09", "2026-11-16"]


def test_the_days_that_are_left_stand_before_the_void_is_accepted(day: Shipped) -> None:
    step = day.step(6)
    left = next(line for line in step if "left to void" in line.text)
    assert left.text == "15 days are left to void it"
    assert cell(left) == "until Nov 24, 2026, 11:59 PM"
    assert step.index(left) < next(n for n, line in enumerate(step) if "accepted" in line.text)


def test_the_balance_stays_until_the_refund_arrives_and_it_arrives_once(day: Shipped, tmp_path: Path) -> None:
    step = {line.text: minor(cell(line)) for line in day.step(6) if line.cells and "$" in line.cells[0]}
    price = step["PD-1010 · Canada Post Xpresspost"]
    assert step["The void is accepted · refund pending"] == price
    before = step["voided is not refunded: the balance stays"]
    assert step["the provider is asked: no refund yet"] == before
    assert step["The refund arrives"] == price
    assert step["asked again, nothing comes twice"] == before + price
    rows = day.rows("transactions-cad.csv")
    assert [row["balance"] for row in rows if row["type"] == "label"][-1] == f"{before / 100:.2f}"
    refunds = [row for row in rows if row["type"] == "refund"]
    assert [row["amount"] for row in refunds] == [f"{price / 100:.2f}"]
    witnessed = charges(day, tmp_path, ChargeKind.VOID_REFUND)
    assert [(one.amount.minor, one.tracking) for one in witnessed] == [(price, refunds[0]["memo"])]


def test_a_voided_label_is_printed_but_not_counted_as_to_be_handed_over(day: Shipped) -> None:
    left = next(line for line in day.step(6) if "left to hand over" in line.text)
    assert (left.text, cell(left)) == ("8 labels are left to hand over", "8 of 9")
    assert "1 printed label is destroyed: it was voided" in day.text
    assert len(list((day.folder / "labels").iterdir())) == 9
    assert "Order PD-1010 is held" in day.text


@pytest.mark.parametrize(("orders", "labels", "lines"), [(OTHER_ORDERS[1:4], 3, 2), (OTHER_ORDERS[:1], 1, 1)])
def test_without_such_a_label_the_step_says_so_and_the_day_goes_on(
    tmp_path: Path, orders: list[str], labels: int, lines: int
) -> None:
    day = ship(tmp_path / "out", orders=orders)
    assert (day.end.labels, day.end.findings) == (labels, ())
    told = [line.text for line in (*day.step(6), *day.step(7)) if line.text.startswith("No Can")]
    assert len(told) == lines
    assert day.end.to_hand_over == (labels if lines == 2 else 0)
    assert "The books are right" in day.text


def test_a_label_older_than_its_wait_is_voided_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A large file takes long to print: then there is no first hour to be refused in."""

    def slow(start: datetime) -> SteppingClock:
        return SteppingClock(start, timedelta(minutes=7))

    monkeypatch.setattr("ui.practice.day.SteppingClock", slow)
    day = ship(tmp_path / "out", orders=[f"Q7{TO_TORONTO}Xpresspost,2,lb,,,,", *OTHER_ORDERS[1:3]])
    assert day.end.findings == ()
    assert "too early" not in day.text
    assert [line.text for line in day.step(6) if line.mark is Mark.CLOCK] == ["The clock is moved forward by 7 days"]
    assert "The refund arrives" in day.text


def test_a_refund_that_does_not_come_is_a_finding(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def hears_nothing(*_asked: object) -> list[object]:
        return []

    monkeypatch.setattr("ui.practice.asking.poll_refunds", hears_nothing)
    day = ship(tmp_path / "out", orders=OTHER_ORDERS[:1])
    assert [one.partition(" ")[0] for one in day.end.findings] == ["refund-not-once", "balance-differs"]
    assert "The refund did not come exactly once" in day.text
