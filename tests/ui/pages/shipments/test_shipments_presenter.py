"""The Shipments page's decisions, without a window."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from window_world import World, open_world

from core.labels.rules import LabelState
from core.printing.rules import JobState
from core.printing.service import default_printer
from core.printing.service_queue import enqueue_labels
from core.printing.service_run import run_printer
from core.printing.store import jobs_of_label
from core.shipments.listing import list_shipments, shipment_of_label
from core.shipments.service_shipping import ship_orders
from core.wallet.service import views
from printers.raster import page_count
from printers.virtual.epl import read_epl
from printers.virtual.zpl import read_zpl
from ui.pages.recording.opening import Opening
from ui.pages.shipments.presenter import ShipmentsPresenter
from ui.pages.shipments.replacing.presenter import ReplacePresenter
from ui.pages.shipments.rows import DetailView, ExportKind, ShipmentsView
from ui.pages.shipments.source import ShipmentBlocks
from ui.questions import AskView, Question
from ui.views import Tone


@dataclass
class Screen:
    """Remembers what it was asked."""

    texts: list[str] = field(default_factory=list)
    reloads: int = 0
    rows: list[int] = field(default_factory=list)
    views: list[ShipmentsView] = field(default_factory=list)
    replacing: list[ReplacePresenter] = field(default_factory=list)
    recording: list[Opening] = field(default_factory=list)

    def show_shipments(self, view: ShipmentsView) -> None:
        self.views.append(view)

    def show_table(self, text: str) -> None:
        self.texts.append(text)

    def reload_table(self) -> None:
        self.reloads += 1

    def go_to_row(self, number: int) -> None:
        self.rows.append(number)

    def open_replace(self, presenter: ReplacePresenter) -> None:
        self.replacing.append(presenter)

    def open_recording(self, opening: Opening) -> None:
        self.recording.append(opening)


@dataclass
class Page:
    """A station with three labels, the first two printed."""

    world: World
    presenter: ShipmentsPresenter
    screen: Screen
    labels: list[str]

    def detail(self) -> DetailView:
        view = self.presenter.view.detail
        assert view is not None
        return view

    def ask(self) -> AskView | None:
        return self.presenter.view.ask


@pytest.fixture
def page(tmp_path: Path) -> Iterator[Page]:
    world = open_world(tmp_path)
    world.fund()
    services = world.services
    orders = [world.order(f"{number}").id for number in (1001, 1002, 1003)]
    labels = [one.label.id for one in ship_orders(services.bench, orders) if one.label is not None]
    printer = _printer(world)
    enqueue_labels(services.store, services.desk, printer, labels[:2])
    run_printer(services.press, printer)
    world.app.startup.ask()
    presenter, screen = ShipmentsPresenter(world.app), Screen()
    presenter.attach(screen)
    yield Page(world, presenter, screen, labels)
    world.close()


def _printer(world: World) -> str:
    return world.services.read(lambda q: default_printer(q, world.services.desk)).id


def test_the_table_is_read_in_blocks_by_key_newest_first(page: Page) -> None:
    blocks = ShipmentBlocks(page.world.services, "", page.presenter.line)
    outline = blocks.outline(2)
    assert outline.count == 3
    rows = [row.label for first in outline.firsts for row in blocks.block(first, 2)]
    assert rows == list(reversed(page.labels))


def test_a_chosen_label_shows_its_money_paper_price_window_and_copies(page: Page) -> None:
    page.presenter.choose(page.labels[0])
    detail = page.detail()
    assert [chip.text for chip in detail.chips] == ["Paid", "Handed over"]
    facts = dict(detail.facts)
    assert facts["Price"] == "$5.30\u00a0USD"
    assert facts["Void"].startswith("until Dec\u00a018, 2026")
    assert [job.text for job in detail.jobs] == ["Copy 1 · Thermal ZPL"]
    assert detail.picture is not None and detail.picture.label == page.labels[0]
    assert detail.page.startswith("https://")
    assert detail.copied in detail.page


def test_a_reprint_wants_a_reason_is_counted_and_charges_nothing(page: Page) -> None:
    """S2-20."""
    before = page.world.services.read(views)[0].booked
    page.presenter.choose(page.labels[0])
    page.presenter.ask(Question.REPRINT)
    page.presenter.answer(" ")
    assert page.ask() is not None
    page.presenter.answer("Torn or lost")
    assert page.ask() is None
    assert [job.text for job in page.detail().jobs] == ["Copy 1 · Thermal ZPL", "Copy 2 · Thermal ZPL · Torn or lost"]
    assert page.world.services.read(views)[0].booked == before


def test_a_label_that_was_never_printed_is_printed_without_a_reason(page: Page) -> None:
    page.presenter.choose(page.labels[2])
    assert page.detail().reprint_words == "Print…"
    page.presenter.ask(Question.REPRINT)
    ask = page.ask()
    assert ask is not None and ask.reasons == ()
    page.presenter.answer("")
    assert [job.text for job in page.detail().jobs] == ["Copy 1 · Thermal ZPL"]


def test_a_void_is_due_first_and_then_neither_printed_nor_voided_again(page: Page) -> None:
    """M7."""
    page.presenter.choose(page.labels[0])
    page.presenter.ask(Question.VOID)
    page.presenter.answer("")
    row = page.world.services.read(lambda q: shipment_of_label(q, page.labels[0]))
    assert row is not None and row.state is LabelState.REFUND_DUE
    detail = page.detail()
    assert detail.is_void and detail.chips[0].struck and detail.chips[0].text == "Refund due"
    assert detail.reprint == "A voided label cannot be printed."
    page.presenter.ask(Question.VOID)
    page.presenter.ask(Question.REPRINT)
    assert page.ask() is None


def test_a_person_says_what_became_of_a_copy(page: Page) -> None:
    page.presenter.choose(page.labels[0])
    (job,) = page.detail().jobs
    assert job.can_decide
    page.presenter.seen_on_paper(job.job)
    (stored,) = page.world.services.read(lambda q: jobs_of_label(q, page.labels[0]))
    assert stored.state is JobState.CONFIRMED_BY_PERSON
    page.presenter.choose(page.labels[1])
    page.presenter.never_came_out(page.detail().jobs[0].job)
    (stored,) = page.world.services.read(lambda q: jobs_of_label(q, page.labels[1]))
    assert stored.state is JobState.FAILED


@pytest.mark.parametrize("kind", ExportKind)
def test_a_label_is_written_to_a_file_in_each_language_and_no_print_is_counted(
    page: Page, kind: ExportKind, tmp_path: Path
) -> None:
    page.presenter.choose(page.labels[2])
    path = tmp_path / f"{page.detail().file_stem}.{kind.language}"
    page.presenter.export(kind, path)
    data = path.read_bytes()
    match kind.language:
        case "pdf":
            assert page_count(data) == 1
        case "zpl":
            assert len(read_zpl(data, 203).pages) == 1
        case _:
            assert len(read_epl(data, 203).pages) == 1
    assert page.world.services.read(lambda q: jobs_of_label(q, page.labels[2])) == []
    assert page.world.window.said[-1][0] is Tone.OK


def test_a_file_that_cannot_be_written_is_said_in_words(page: Page, tmp_path: Path) -> None:
    page.presenter.choose(page.labels[2])
    page.presenter.export(ExportKind.ZPL, tmp_path / "missing" / "label.zpl")
    tone, text = page.world.window.said[-1]
    assert tone is Tone.ERROR
    assert "label.zpl" in text


def test_a_visit_clears_the_search_and_goes_to_the_labels_row(page: Page) -> None:
    page.presenter.search("nobody")
    page.presenter.visit(page.labels[0])
    assert page.screen.texts == ["", "nobody", ""]
    assert page.screen.rows == [2]
    assert page.detail().label == page.labels[0]


def test_a_search_chooses_anew_and_escape_takes_it_back(page: Page) -> None:
    page.presenter.choose(page.labels[0])
    page.presenter.search("1002")
    assert page.presenter.view.detail is None
    assert page.presenter.escape()
    assert page.screen.texts[-1] == ""
    assert not page.presenter.escape()


def test_the_order_of_a_label_is_one_press_away(page: Page) -> None:
    page.presenter.choose(page.labels[0])
    page.presenter.open_order()
    order = page.world.services.read(list_shipments)[2].order
    assert page.world.window.gone == [("orders", order)]


def test_what_another_program_did_reloads_rows_and_detail(page: Page) -> None:
    page.presenter.choose(page.labels[2])
    printer = _printer(page.world)
    enqueue_labels(page.world.services.store, page.world.services.desk, printer, [page.labels[2]])
    for name, _topics, told in page.world.app.links.watchers:
        if name == "shipments":
            told()
    assert page.screen.reloads == 1
    assert [job.chip.text for job in page.detail().jobs] == ["Waiting"]


def test_a_voided_label_is_not_exported_and_the_button_says_why(page: Page, tmp_path: Path) -> None:
    page.presenter.choose(page.labels[0])
    assert page.detail().export is None
    page.presenter.ask(Question.VOID)
    page.presenter.answer("")
    assert page.detail().export == "A voided label cannot be exported."
    path = tmp_path / "void.zpl"
    page.presenter.export(ExportKind.ZPL, path)
    assert not path.exists()
    tone, text = page.world.window.said[-1]
    assert tone is Tone.ERROR and "neither printed nor exported" in text
