"""Replace label at the window: price first, one act, every end in words (MISSION section 7 no. 21; S0-35, S0-28)."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from page_checks import cut, nameless, outside, settle, words
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from window_keys import Keyboard
from window_kit import make_kit
from window_world import World, open_world

from core.i18n import Lang, translator
from core.labels.rules import LabelState
from core.labels.store import get_label
from core.printing.store import jobs_of_label
from core.shipments.listing import count_labels, shipment_of_label
from core.shipments.rules_replacing import ReplacingState
from core.shipments.service_shipping import ship_orders
from core.units import Weight, parse_dimensions
from ui.pages.shipments.page import ShipmentsPage
from ui.pages.shipments.presenter import ShipmentsPresenter
from ui.pages.shipments.replacing.dialog import ReplaceDialog, open_dialog
from ui.pages.shipments.replacing.presenter import ReplacePresenter
from ui.pages.shipments.replacing.rows import Stage
from ui.pages.shipments.replacing.showing import end_view
from ui.pages.shipments.rows import ShipmentLine
from ui.pages.shipments.source import ShipmentBlocks
from ui.questions import Question

EN = translator("en")


def presenter_of(world: World) -> ReplacePresenter:
    """A label that was bought, and the dialog's presenter for it."""
    world.fund()
    label = ship_orders(world.services.bench, [world.order("1001").id])[0].label
    assert label is not None
    row = world.services.read(lambda q: shipment_of_label(q, label.id))
    assert row is not None
    world.app.startup.ask()
    return ReplacePresenter(world.app, row)


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = open_world(tmp_path)
    yield made
    made.close()


def stage(presenter: ReplacePresenter) -> Stage:
    return presenter.state.stage


def ended(presenter: ReplacePresenter) -> tuple[str, str]:
    done = presenter.state.done
    assert done is not None
    view = end_view(EN, presenter.app.services, done)
    return view.title, view.destroy


def test_old_and_new_price_and_the_net_cost_are_shown_before_anything_is_asked_for(world: World) -> None:
    presenter = presenter_of(world)
    before = world.services.store.versions()
    presenter.start()
    quote = presenter.state.quote
    assert stage(presenter) is Stage.ASKING and quote is not None
    assert quote.cost.net.minor == 0 and quote.rate.price == quote.old.price
    presenter.correct(Weight(3_000_000), parse_dimensions("12x8x4 in"))
    dearer = presenter.state.quote
    assert dearer is not None and dearer.cost.net == dearer.rate.price - dearer.old.price
    assert dearer.cost.net.minor > 0
    assert world.services.store.versions() == before


def test_without_a_reason_nothing_happens_and_pressed_twice_it_happens_once(world: World) -> None:
    presenter = presenter_of(world)
    presenter.start()
    presenter.replace_label("  ")
    assert stage(presenter) is Stage.ASKING
    presenter.replace_label("torn")
    presenter.replace_label("torn")
    assert stage(presenter) is Stage.ENDED
    assert world.services.read(count_labels) == 2
    title, destroy = ended(presenter)
    assert title == "The label is replaced."
    assert destroy.startswith("DESTROY the old paper label")


def test_the_new_label_is_printed_once_and_shown(world: World) -> None:
    presenter = presenter_of(world)
    presenter.start()
    presenter.replace_label("torn")
    presenter.print_new()
    presenter.print_new()
    presenter.show_new()
    done = presenter.state.done
    assert done is not None and done.new is not None
    new = done.new.id
    assert len(world.services.read(lambda q: jobs_of_label(q, new))) == 1
    assert world.window.gone == [("shipments", new)]


def test_a_refused_void_says_that_the_old_label_is_good(world: World) -> None:
    presenter = presenter_of(world)
    presenter.start()
    world.clock.move(timedelta(days=60))
    presenter.replace_label("late")
    assert ended(presenter) == ("Not replaced; the old label is good.", "")
    assert world.services.read(count_labels) == 1


def test_a_new_label_that_is_not_sold_leaves_a_void_label_and_a_held_order(tmp_path: Path) -> None:
    world = open_world(tmp_path, faults="buy_label 2 not-sent")
    presenter = presenter_of(world)
    presenter.start()
    presenter.replace_label("torn")
    title, destroy = ended(presenter)
    assert title == "The old label is void and there is no new one."
    assert destroy
    presenter.open_order()
    assert world.window.gone == [("orders", presenter.row.order)]
    world.close()


def test_a_new_label_without_an_answer_is_asked_for_and_never_bought_twice(tmp_path: Path) -> None:
    world = open_world(tmp_path, faults="buy_label 2 drop-after-commit; find_label 1 not-sent")
    presenter = presenter_of(world)
    presenter.start()
    presenter.replace_label("torn")
    assert stage(presenter) is Stage.IN_DOUBT
    assert ended(presenter)[0] == "The new label was not answered."
    presenter.look_again()
    assert stage(presenter) is Stage.IN_DOUBT
    presenter.look_again()
    assert stage(presenter) is Stage.ENDED
    assert presenter.state.done is not None and presenter.state.done.replacement.state is ReplacingState.DONE
    assert world.services.read(count_labels) == 2
    world.close()


def test_a_price_that_rose_since_it_was_shown_stops_before_the_void(tmp_path: Path) -> None:
    world = open_world(tmp_path, faults="quote 5 price-drift 25")
    presenter = presenter_of(world)
    presenter.start()
    presenter.replace_label("torn")
    assert stage(presenter) is Stage.REFUSED
    assert presenter.state.error is not None and presenter.state.error.code == "purchases.price-rose"
    label = world.services.read(lambda q: get_label(q, presenter.row.label))
    assert label.state is LabelState.BOUGHT
    presenter.again()
    assert stage(presenter) is Stage.ASKING
    world.close()


def test_rows_mark_a_label_that_differs_and_the_detail_has_clock_and_money_at_risk(world: World) -> None:
    presenter_of(world)
    presenter = ShipmentsPresenter(world.app)
    blocks = ShipmentBlocks(world.services, "", presenter.line)

    def first() -> ShipmentLine:
        return blocks.block(blocks.outline(5).firsts[0], 5)[0]

    assert first().chip.text == "Never printed"
    with world.services.store.write() as tx:
        tx.run("update orders set weight_mg = 900000")
    line = first()
    assert line.chip.text == "Label differs"
    presenter.choose(line.label)
    detail = presenter.view.detail
    assert detail is not None and detail.replace is None
    facts = dict(detail.facts)
    assert facts["Differs in"] == "weight or size"
    assert facts["Void"].startswith("until Dec\u00a018, 2026")
    assert facts["Money at risk"] == "$5.30\u00a0USD, 28 days left"
    world.clock.move(timedelta(days=60))
    late = presenter.view.detail
    assert late is not None and late.replace is not None and late.replace.startswith("The carrier refuses the void now")


def test_a_voided_label_says_when_its_refund_is_expected(world: World) -> None:
    row = presenter_of(world).row
    presenter = ShipmentsPresenter(world.app)
    presenter.choose(row.label)
    presenter.ask(Question.VOID)
    presenter.answer("")
    detail = presenter.view.detail
    assert detail is not None
    assert "to come back" in dict(detail.facts)["Refund"]


# With a window


def opened(qtbot: QtBot, world: World, lang: Lang = "en") -> tuple[ReplaceDialog, ReplacePresenter, QWidget]:
    presenter = presenter_of(world)
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1280, 720)
    with qtbot.waitExposed(window):
        window.show()
    dialog = open_dialog(make_kit(lang), window, presenter)
    dialog.activateWindow()
    settle()
    assert dialog.reason is not None
    dialog.reason.setFocus()
    return dialog, presenter, window


def test_a_scan_answers_nothing_and_every_button_has_an_effect(qtbot: QtBot, world: World) -> None:
    dialog, presenter, _window = opened(qtbot, world)
    keys = Keyboard(dialog)
    assert dialog.reason is not None
    dialog.reason.setFocus()
    keys.scan("9400100000000000000001")
    assert dialog.reason.text() == ""
    assert world.window.said[-1][1] == "A scan answers no question here: nothing was done."
    assert not dialog.action.isEnabled()
    for choice in dialog.findChildren(type(dialog.action)):
        if choice.words() == "Label is damaged":
            choice.click()
    assert dialog.action.isEnabled()
    dialog.action.setFocus()
    keys.scan("9400100000000000000001")
    assert stage(presenter) is Stage.ASKING
    dialog.action.click()
    assert stage(presenter) is Stage.ENDED
    assert any("DESTROY the old paper label" in text for text in words(dialog))
    dialog.action.click()
    assert presenter.state.printing
    assert world.window.gone[-1][0] == "shipments"
    assert not dialog.isVisible()


def test_a_corrected_weight_is_priced_before_it_is_bought(qtbot: QtBot, world: World) -> None:
    dialog, presenter, _window = opened(qtbot, world)
    assert dialog.weight is not None and dialog.reason is not None
    dialog.reason.setText("heavier")
    dialog.weight.input.setText("5")
    dialog.weight.input.textEdited.emit("5")
    dialog.flush()
    quote = presenter.state.quote
    assert quote is not None and quote.order.weight is not None and quote.order.weight > Weight(2_000_000)
    assert dialog.reason.text() == "heavier"
    assert dialog.size_edit is not None
    dialog.size_edit.setText("long")
    dialog.size_edit.textEdited.emit("long")
    dialog.flush()
    assert not dialog.action.isEnabled()


def test_a_label_that_was_kept_leads_to_its_order(qtbot: QtBot, world: World) -> None:
    dialog, presenter, _window = opened(qtbot, world)
    world.clock.move(timedelta(days=60))
    presenter.replace_label("late")
    assert dialog.other.isVisible()
    dialog.other.click()
    assert world.window.gone == [("orders", presenter.row.order)]


def test_the_key_opens_the_dialog_on_the_page(qtbot: QtBot, world: World) -> None:
    presenter_of(world)
    presenter = ShipmentsPresenter(world.app)
    page = ShipmentsPage(make_kit(), presenter)
    qtbot.addWidget(page)
    page.resize(1192, 624)
    with qtbot.waitExposed(page):
        page.show()
    page.activateWindow()
    page.entered()
    qtbot.waitUntil(lambda: presenter.view.detail is not None)
    QTest.keyClick(page, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    [dialog] = page.window().findChildren(ReplaceDialog)
    assert dialog.isVisible()
    dialog.reject()


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_no_word_is_cut_and_the_dialog_fits_the_smallest_window(qtbot: QtBot, tmp_path: Path, lang: Lang) -> None:
    world = open_world(tmp_path, lang=lang)
    dialog, presenter, _window = opened(qtbot, world, lang)
    for _ in range(2):
        assert not list(cut(dialog)) and not list(outside(dialog)) and not list(nameless(dialog))
        assert dialog.height() <= 680
        presenter.replace_label("torn")
    world.close()
