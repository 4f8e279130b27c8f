"""A size that is begun: it is read, or it is in the way; it is never left out silently, and never lost."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from bench_desk import Desk, set_out
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot
from window_kit import make_kit

from core.units import parse_dimensions
from ui.pages.bench.page import BenchPage

NO_SIZE = "This is no size; type three sides or empty them."


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    """The bench over a station with money, and an order in hand that needs no size."""
    made = set_out(qtbot, tmp_path)
    made.world.order("1001")
    made.presenter.scan("1001")
    yield made
    made.close()


def measure(desk: Desk, *sides: str) -> None:
    """Type the sides."""
    for field, text in zip(desk.page.work.size_edit.sides, sides, strict=True):
        field.setFocus()
        field.selectAll()
        desk.keys.type(text)


def sides(page: BenchPage) -> list[str]:
    """What stands in the three fields."""
    return [side.text() for side in page.work.size_edit.sides]


def said(desk: Desk) -> int:
    """How often the words about the size can be seen."""
    labels = desk.page.work.findChildren(QLabel)
    return sum(label.text() == NO_SIZE and label.isVisible() for label in labels)


@pytest.mark.parametrize("typed", [("0", "-3", "abc"), ("12", "", ""), ("12", "8", "tall")])
def test_a_size_that_cannot_be_read_is_said_once_and_nothing_is_bought_without_it(
    desk: Desk, typed: tuple[str, str, str]
) -> None:
    measure(desk, *typed)
    desk.keys.press(Qt.Key.Key_Return)
    assert said(desk) == 1
    assert not desk.page.work.buy.isEnabled()
    assert desk.page.work.size_edit.sides[2].hasFocus()
    desk.page.focus_scan()
    desk.keys.wait(500)
    desk.keys.press(Qt.Key.Key_Return)
    desk.presenter.buy()
    assert desk.labels == 0


def test_what_was_typed_just_before_the_button_counts(desk: Desk) -> None:
    """The panel says what was typed 200 ms after the last key; the button does not wait for it."""
    measure(desk, "12", "8", "tall")
    desk.page.work.buy.click()
    assert desk.labels == 0


def test_emptied_or_mended_the_label_can_be_bought_again(desk: Desk, qtbot: QtBot) -> None:
    measure(desk, "12", "8", "")
    desk.page.flush()
    assert not desk.page.work.buy.isEnabled()
    measure(desk, "12", "8", "4")
    desk.page.flush()
    qtbot.waitUntil(desk.page.work.buy.isEnabled)
    assert said(desk) == 0
    desk.presenter.buy()
    assert desk.labels == 1


def rebuilt(qtbot: QtBot, desk: Desk) -> BenchPage:
    """The page made anew, as a change of language makes it."""
    page = BenchPage(make_kit("fr"), desk.presenter, desk.world.app)
    qtbot.addWidget(page)
    return page


def test_another_language_keeps_a_size_that_is_begun(qtbot: QtBot, desk: Desk) -> None:
    measure(desk, "0", "-3", "abc")
    desk.page.flush()
    page = rebuilt(qtbot, desk)
    assert sides(page) == ["0", "-3", "abc"]
    assert not page.work.buy.isEnabled()


def test_another_language_keeps_what_was_typed_a_moment_before(qtbot: QtBot, desk: Desk) -> None:
    """A change of language makes the page anew, within the 200 ms that a size is let settle."""
    measure(desk, "12", "8", "4")
    page = rebuilt(qtbot, desk)
    assert sides(page) == ["12", "8", "4"]
    hand = desk.presenter.state.hand
    assert hand is not None and hand.dims == parse_dimensions("12x8x4 in")
