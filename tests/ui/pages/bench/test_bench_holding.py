"""F7 on the bench: the order in hand is held with a reason, and the hold can be undone."""

import pytest
from bench_page_kit import Bench
from pytestqt.qtbot import QtBot
from window_kit import make_kit

from core.i18n import translator
from core.orders.records import OrderState
from core.orders.store import get_order
from ui.pages.bench.page import BenchPage
from ui.questions import Question, hold_question


def test_f7_asks_why_and_the_order_is_held_with_that_reason(bench: Bench) -> None:
    """Facts, desktop 6: F7 hold."""
    order = bench.world.order("1001")
    bench.presenter.scan("1001")
    bench.presenter.ask_hold()
    ask = bench.ask()
    assert ask is not None and ask.question is Question.HOLD and len(ask.reasons) == 3
    bench.presenter.answer("   ")
    assert bench.world.services.read(lambda q: get_order(q, order.id)).state is OrderState.OPEN
    bench.presenter.answer("Customer moves house")
    held = bench.world.services.read(lambda q: get_order(q, order.id))
    assert held.state is OrderState.HELD
    assert "Customer moves house" in bench.notice("held")
    assert bench.labels == 0
    assert bench.view.order is not None and not bench.view.order.can_hold


def test_a_hold_can_be_undone_from_the_strip(bench: Bench) -> None:
    order = bench.world.order("1001")
    bench.presenter.scan("1001")
    bench.presenter.ask_hold()
    bench.presenter.answer("Something is out of stock")
    undo = bench.world.window.undo
    assert undo is not None
    undo()
    assert bench.world.services.read(lambda q: get_order(q, order.id)).state is OrderState.OPEN


def test_an_order_that_has_its_label_is_not_held(bench: Bench) -> None:
    bench.world.order("1001")
    bench.presenter.scan("1001")
    bench.presenter.buy()
    bench.presenter.scan("1001")
    bench.presenter.ask_hold()
    assert bench.ask() is None


def test_the_button_shows_its_key_and_the_key_help_lists_it(qtbot: QtBot, bench: Bench) -> None:
    """Check 7 of the reviewer: every bench button shows its key."""
    page = BenchPage(make_kit(), bench.presenter, bench.world.app)
    qtbot.addWidget(page)
    bench.world.order("1001")
    bench.presenter.scan("1001")
    page.order.hold.click()
    assert bench.ask() is not None
    listed = page.keys()
    assert ("F7", "Hold the order, with a reason") in [(line.keys, line.does) for line in listed]


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_the_question_is_in_the_language(lang: str) -> None:
    title = hold_question(translator("fr" if lang == "fr" else "en"), "1001").title
    assert title == ("Retenir la commande 1001?" if lang == "fr" else "Hold order 1001?")
