"""Step 9 of the practice day: the sum in full, why the balance is what it is, and the papers (S0-37, S0-40)."""

import shutil
from functools import partial
from pathlib import Path

import pytest
from beancount import loader
from practice_day_kit import OTHER_ORDERS, Shipped, cell, minor, pdf_text, ship
from stations import station

from core.accounts.records import Wallet
from core.gateways.postage.practice import PracticeGateway
from core.money import Money
from core.reports.store import list_statements
from ui.practice import step_closing
from ui.practice.day import STATION, Day
from ui.practice.explaining import explain
from ui.practice.telling import Line, Mark


def sums(day: Shipped, wallet: str) -> list[Line]:
    """The sum of one wallet, from its opening to what the provider says."""
    step = day.step(9)
    first = next(n for n, line in enumerate(step) if line.text == f"One Balance {wallet}") + 1
    last = next(n for n, line in enumerate(step) if n > first and "the provider says" in line.text)
    return [line for line in step[first : last + 1] if line.mark is Mark.SUM]


@pytest.mark.parametrize("wallet", ["USD", "CAD"])
def test_the_sum_stands_in_full_and_adds_up_to_what_the_provider_says(day: Shipped, wallet: str) -> None:
    *parts, balance, provider = sums(day, wallet)
    assert [line.text.split()[0] for line in parts] == ["opening", "+", "−", "−", "+"]
    for word, line in zip(("opening", "postage", "label", "adjustment", "refund"), parts, strict=True):
        assert word in line.text
    assert sum(minor(cell(line)) for line in parts) == minor(cell(balance)) == minor(cell(provider))


def test_why_the_balance_is_what_it_is_goes_from_the_confirmed_reading_to_it(day: Shipped) -> None:
    step = day.step(9)
    asked = next(n for n, line in enumerate(step) if line.text.startswith("Why is the balance"))
    confirmed, *moves = [line for line in step[asked + 1 :] if line.mark is Mark.SUM]
    after = minor(cell(confirmed))
    assert [line.text.strip() for line in moves] == ["refund", "adjustment"]
    for line in moves:
        after += minor(cell(line))
        assert minor(cell(line, 1)) == after
    assert f"{after / 100:.2f}" in step[asked].text
    assert any("adjustment in dispute" in line.text for line in step)


def test_the_statement_is_issued_kept_in_the_station_and_says_the_same(day: Shipped, tmp_path: Path) -> None:
    shutil.copytree(day.folder / STATION, tmp_path / "data")
    with station(tmp_path, seed=2) as services:
        for wallet in ("usd", "cad"):
            (kept,) = services.read(partial(list_statements, wallet=wallet))
            assert services.files.get(kept.sha256) == (day.folder / f"statement-{wallet}.pdf").read_bytes()
            assert kept.closing.minor == minor(cell(sums(day, wallet.upper())[-1]))
    text = pdf_text(day.folder / "statement-cad.pdf")
    assert "−$1.85 CAD" in text
    assert "chain head" in text


def test_a_foreign_engine_finds_the_books_right_and_a_changed_cent_wrong(day: Shipped, tmp_path: Path) -> None:
    text = (day.folder / "books.beancount").read_text(encoding="utf-8")
    assert not loader.load_string(text)[1]
    assert "-1.85 CAD" in text
    assert loader.load_string(text.replace("  -1.85 CAD", "  -1.86 CAD"))[1]


def test_a_cent_that_the_provider_moves_behind_our_back_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def meddle(day: Day, wallet: Wallet) -> None:
        label = day.labels[0]
        gateway = day.services.gateways["practice"]
        assert isinstance(gateway, PracticeGateway)
        gateway.post_adjustment(label.provider_ref, Money(-1, label.price.currency), "")
        explain(day, wallet)

    monkeypatch.setattr(step_closing, "explain", meddle)
    day = ship(tmp_path / "out", orders=OTHER_ORDERS[:2])
    assert day.end.findings == ("balance-differs cad",)
    assert "The provider says something else" in day.text
