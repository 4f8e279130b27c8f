"""What the bench says: in the chosen language, readable, and never wider than the page."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from bench_desk import Desk, set_out
from page_checks import cut, outside, sideways
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QApplication, QScrollArea
from pytestqt.qtbot import QtBot
from window_kit import make_kit
from window_world import BURLINGTON

from core.i18n import LANGUAGES, Lang
from core.orders.records import OrderDraft
from core.orders.service import add_order, hold_order
from core.printing.service_queue import enqueue_labels
from core.printing.store import unprinted_labels
from core.shipments.service_shipping import ship_orders
from ui.pages.bench.presenter import BenchPresenter
from ui.pages.bench.rows import Act
from ui.pages.bench.showing_work import source_words
from ui.pages.bench.work_panel import WorkPanel
from ui.theme import TextStyle
from ui.widgets.buttons import Kind

NAMELESS = "Maximilian" * 7


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    """The bench over a station with money."""
    made = set_out(qtbot, tmp_path)
    yield made
    made.close()


def scrolls(desk: Desk) -> int:
    """How far the page can be scrolled down."""
    outer = desk.page.findChild(QScrollArea)
    assert outer is not None
    return outer.verticalScrollBar().maximum()


def test_a_code_of_two_hundred_characters_makes_nothing_wider(desk: Desk) -> None:
    desk.presenter.scan("Z9" * 100)
    assert desk.page.notices.isVisible()
    assert not list(outside(desk.page)) and not list(sideways(desk.page))
    assert desk.page.notices.width() <= desk.page.scan.width()
    assert scrolls(desk) == 0


def test_a_name_without_spaces_stays_on_its_card(desk: Desk) -> None:
    ship_to = replace(BURLINGTON, name=NAMELESS, company=NAMELESS, line1=NAMELESS[:50])
    order = desk.world.order("1" * 70, ship_to=ship_to)
    desk.presenter.pick(order.id)
    QApplication.processEvents()
    assert not list(outside(desk.page)) and not list(sideways(desk.page))
    assert desk.page.order.width() <= desk.page.scan.width()
    assert scrolls(desk) == 0
    assert not list(cut(desk.page.order))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_day_of_a_rate_card_is_read_whole(qtbot: QtBot, tmp_path: Path, lang: Lang) -> None:
    """S0-03: a price of one's own card says from which day; at 1280 x 720 the day is not cut off."""
    made = set_out(qtbot, tmp_path, lang)
    made.world.order("1001")
    made.presenter.scan("1001")
    QApplication.processEvents()
    rated = made.presenter.state.hand
    assert rated is not None and rated.rated is not None
    own = replace(rated.rated.quotes.rates[0], source="own-card", source_day="2026-09-30", buyable=False)
    words = source_words(made.world.app.tr, own)
    head = made.page.work.rates.horizontalHeader()
    font = QFontMetricsF(made.page.kit.look.font(TextStyle.SMALL))
    assert font.horizontalAdvance(words) <= head.sectionSize(1) - made.page.kit.px(24)
    assert font.horizontalAdvance(made.world.app.tr("for comparison")) <= head.sectionSize(2) - made.page.kit.px(24)
    made.close()


def test_that_a_price_is_for_comparison_stands_below_it_and_what_it_holds_before_its_source(
    qtbot: QtBot, desk: Desk
) -> None:
    desk.world.order("1001")
    desk.presenter.scan("1001")
    work = desk.presenter.view.work
    assert work is not None
    rates = (replace(work.rates[0], source="from your rate card of Sep 30, 2026", remark="", aside="for comparison"),
             replace(work.rates[1], source="practice rate card", remark="books and media only"))  # fmt: skip
    panel = WorkPanel(make_kit())
    qtbot.addWidget(panel)
    panel.show_work(replace(work, rates=rates))
    service, price = panel.model.columns[1].second, panel.model.columns[2].second
    assert service is not None and price is not None
    assert service(rates[0]) == "from your rate card of Sep 30, 2026"
    assert price(rates[0]) == "for comparison"
    assert service(rates[1]) == "books and media only · practice rate card"


@pytest.mark.parametrize(
    ("lang", "carrier", "service", "source", "asked", "named"),
    [
        ("en", "USPS", "USPS Ground Advantage", "manual", "USPS Ground Advantage", "typed in here"),
        ("en", "usps", "ground advantage", "shipstation", "USPS Ground Advantage", "ShipStation"),
        ("fr", "Canada Post", "Xpresspost", "manual", "Postes Canada Xpresspost", "saisie ici"),
        ("en", "", "Balloon post", "shopify", "Balloon post", "Shopify"),
    ],
)
def test_the_card_names_source_and_service_as_the_rest_of_the_window(
    tmp_path: Path, qtbot: QtBot, lang: Lang, carrier: str, service: str, source: str, asked: str, named: str
) -> None:
    made = set_out(qtbot, tmp_path, lang)
    services = made.world.services
    draft = OrderDraft(number="1001", name="A", line1="125 Cherry St", city="Burlington", region="VT", postal="05401",
                       country="US", carrier=carrier, service=service)  # fmt: skip
    order = add_order(services.store, services.desk, draft)
    hand_over = BenchPresenter(made.world.app)
    hand_over.pick(order.id)
    hand = hand_over.state.hand
    assert hand is not None
    found = replace(hand.found, order=replace(hand.found.order, source=source))
    hand_over.become(replace(hand_over.state, hand=replace(hand, found=found)))
    shown = hand_over.view.order
    assert shown is not None
    assert [value for _name, value in shown.facts[:2]] == [asked, named]
    made.close()


def test_a_label_that_waits_hides_none_that_was_never_printed(desk: Desk) -> None:
    """Desktop check 25: what is paid and not on paper is said, whatever else waits."""
    services = desk.world.services
    orders = [desk.world.order(number).id for number in ("1001", "1002")]
    ship_orders(services.bench, orders)
    first = services.read(unprinted_labels)[0]
    around = desk.presenter.state.around
    assert around is not None and around.printer is not None
    enqueue_labels(services.store, services.desk, around.printer.id, [first.id])
    desk.presenter.load()
    after = desk.presenter.state.around
    assert after is not None and after.waiting
    notices = {notice.key: notice for notice in desk.presenter.view.notices}
    assert notices["unprinted"].text == "1 paid label is not on paper yet."


def test_after_a_days_work_the_held_orders_come_first(desk: Desk) -> None:
    desk.ship("1001")
    held = desk.world.order("1002")
    hold_order(desk.world.services.store, desk.world.services.desk, held.id, "wait")
    desk.presenter.load()
    empty = desk.presenter.view.empty
    assert empty is not None
    assert (empty.title, empty.actions[0].act) == ("No open orders", Act.GO_HELD)
    first, *others = desk.page.orders.empty_buttons
    assert (first.words(), first.kind()) == ("Look at 1 held order", Kind.PRIMARY)
    assert all(button.kind() is Kind.SECONDARY for button in others)
    first.click()
    assert desk.world.window.gone == [("orders", "held")]


def test_beside_open_orders_the_held_ones_are_a_press_away(desk: Desk) -> None:
    desk.world.order("1001")
    held = desk.world.order("1002")
    hold_order(desk.world.services.store, desk.world.services.desk, held.id, "wait")
    desk.presenter.load()
    assert desk.page.orders.held.words() == "1 held"
    desk.page.orders.held.click()
    assert desk.world.window.gone == [("orders", "held")]
