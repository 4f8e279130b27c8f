"""Importing, decided without a window: looked at first, answered, then all of it or nothing. Check 22."""

import csv
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from window_world import World, open_world

from core.orders.importing import KEEP
from core.orders.records import Field, Order, OrderState
from core.orders.service import change_address
from core.orders.store import get_order, ids_numbered
from core.orders.store_lists import count_orders
from core.resources import resource
from core.shipments.service_shipping import ship_orders
from ui.file_access import FileUnusable
from ui.pages.orders.importing.mapping_view import field_lines, headings
from ui.pages.orders.importing.presenter import ImportPresenter
from ui.pages.orders.importing.report_view import (
    conflict_views,
    counts,
    findings,
    first_group,
    looks_like,
    notice_words,
    read_as,
    rows_text,
    sums,
)
from ui.pages.orders.importing.rows import Group, Stage
from ui.pages.orders.rows import Result, Tab
from ui.running import HeldRunner
from ui.views import Tone

HEADING = "order,name,address1,city,region,postal,country,weight,unit"
SAMPLES = sorted(path.name for path in resource("samples", "orders").glob("*.*") if path.suffix != ".md")


class Sheet:
    """The presenter, and what it told the page when it closed."""

    def __init__(self, world: World) -> None:
        self.closed: list[Result | None] = []
        self.world = world
        self.presenter = ImportPresenter(world.app, self.closed.append)

    def look(self, path: Path) -> ImportPresenter:
        self.presenter.look(path)
        return self.presenter

    def stage(self) -> Stage:
        return self.presenter.state.stage

    def total(self) -> int:
        return sum(self.world.services.read(count_orders).values())

    def name_of(self, number: str) -> str:
        return self.order(number).ship_to.name

    def order(self, number: str) -> Order:
        return self.world.services.read(lambda q: get_order(q, ids_numbered(q, number)[0]))


@pytest.fixture
def sheet(tmp_path: Path) -> Iterator[Sheet]:
    world = open_world(tmp_path)
    yield Sheet(world)
    world.close()


def write(folder: Path, *rows: str, name: str = "orders.csv", encoding: str = "utf-8", heading: str = HEADING) -> Path:
    path = folder / name
    path.write_bytes("\r\n".join((heading, *rows, "")).encode(encoding))
    return path


def good(number: str, name: str = "Ana") -> str:
    return f"{number},{name},1 Elm,Portland,OR,97205,US,1,lb"


@pytest.mark.parametrize("name", SAMPLES)
def test_the_classes_of_every_sample_file_add_up_to_its_rows(sheet: Sheet, name: str) -> None:
    """Check 22; nothing is written by looking."""
    presenter = sheet.look(resource("samples", "orders", name))
    report = presenter.state.report
    if report is not None:
        lines = sums(sheet.world.window.tr(), report)
        assert sum(line.rows for line in lines if not line.is_total) == lines[-1].rows == report.rows
    else:
        assert sheet.stage() is Stage.FAILED
    assert sheet.total() == 0


def test_a_known_shop_is_named_with_how_much_of_it_is_known(sheet: Sheet) -> None:
    presenter = sheet.look(resource("samples", "orders", "shopify_orders.csv"))
    report, tr = presenter.state.report, sheet.world.window.tr()
    assert report is not None
    assert looks_like(tr, report.file) == "Looks like Shopify, 79 of 79 columns"
    assert read_as(tr, report.file) == "Unicode (UTF-8), columns set off by commas"
    assert first_group(report) is Group.SKIPPED


def test_import_writes_what_was_previewed_and_says_what_came_of_it(sheet: Sheet) -> None:
    presenter = sheet.look(resource("samples", "practice_day.csv"))
    assert presenter.wanted() == 11
    presenter.commit()
    assert sheet.total() == 11
    result = sheet.closed[-1]
    assert result is not None
    assert result.text == ("practice_day.csv: 11 new, 0 updated, 0 unchanged. 2 orders are held until corrected.")
    assert (result.tone, result.tab) == (Tone.WARN, Tab.HELD)
    again = sheet.look(resource("samples", "practice_day.csv"))
    assert not again.can_import()
    again.commit()
    assert sheet.total() == 11


MAC_TEXT = "order,name,address1,city,region,postal,country\nA1,Maëlle Côté,1 Élm,Montréal,QC,H2X 1Y4,CA\n"


def test_a_doubtful_encoding_waits_for_a_yes_as_it_does_for_the_command(sheet: Sheet, tmp_path: Path) -> None:
    """Facts, desktop 4.2: accented samples and a question; cp1252 reads Mac Roman without a word."""
    path = tmp_path / "mac.csv"
    path.write_bytes(MAC_TEXT.encode("mac_roman"))
    presenter = sheet.look(path)
    assert presenter.needs_yes()
    presenter.commit()
    assert sheet.total() == 0
    presenter.choose_encoding("mac_roman")
    report = presenter.state.report
    assert report is not None and report.file.encoding == "mac_roman"
    assert not presenter.needs_yes()
    presenter.choose_encoding("")
    presenter.accept_encoding()
    presenter.commit()
    assert sheet.total() == 1


def test_a_guess_that_is_not_doubtful_is_said_and_imported(sheet: Sheet) -> None:
    """The window asks where the command asks, and only there."""
    presenter = sheet.look(resource("samples", "orders", "woocommerce_orders_excel_fr_semicolon_cp1252.csv"))
    report = presenter.state.report
    assert report is not None and report.file.encoding_guessed
    assert "Maëlle" in report.file.samples
    assert not presenter.needs_yes()
    presenter.commit()
    assert sheet.total() == 1


def test_refused_rows_are_saved_with_number_and_reason_and_no_formula(sheet: Sheet, tmp_path: Path) -> None:
    path = write(tmp_path, good("A1"), "A2,=HYPERLINK(1),1 Elm", good("A3"))
    presenter = sheet.look(path)
    report = presenter.state.report
    assert report is not None
    found = findings(sheet.world.window.tr(), report, Group.REFUSED)
    assert [(one.rows, one.text) for one in found] == [("3", "The row has too few columns (3/9).")]
    target = tmp_path / presenter.refused_name()
    presenter.save_refused(target)
    with target.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert target.name == "orders-refused.csv"
    assert rows[1][:4] == ["3", "The row has too few columns (3/9).", "A2", "'=HYPERLINK(1)"]


def test_two_versions_in_one_file_wait_for_a_choice(sheet: Sheet, tmp_path: Path) -> None:
    path = write(tmp_path, good("A1", "Ana"), good("A1", "Bea"), good("A2"))
    presenter = sheet.look(path)
    tr = sheet.world.window.tr()
    (view,) = conflict_views(tr, presenter.state.conflicts, presenter.state.answers)
    assert [answer.row for answer in view.answers] == [2, 3, None]
    assert view.differs == "Differs in: name"
    assert presenter.wanted() == 1
    presenter.answer("A1", 3)
    assert presenter.wanted() == 2
    assert len(presenter.state.conflicts) == 1
    presenter.answer("A1", None)
    assert presenter.wanted() == 1
    presenter.answer("A1", 3)
    presenter.commit()
    assert sheet.name_of("A1") == "Bea"


def test_an_order_changed_here_and_in_the_shop_is_asked_about(sheet: Sheet, tmp_path: Path) -> None:
    services = sheet.world.services
    sheet.look(write(tmp_path, good("A1"), good("A2"))).commit()
    for number in ("A1", "A2"):
        order = sheet.order(number)
        change_address(services.store, services.desk, order.id, replace(order.ship_to, line1="9 Oak"))
    changed = write(tmp_path, good("A1", "Eva"), good("A2", "Eva"))
    presenter = sheet.look(changed)
    assert [conflict.number for conflict in presenter.state.conflicts] == ["A1", "A2"]
    presenter.keep_all()
    assert dict(presenter.state.answers) == {"A1": KEEP, "A2": KEEP}
    presenter.take_all()
    assert dict(presenter.state.answers) == {"A1": 2, "A2": 3}
    presenter.answer("A2", KEEP)
    presenter.commit()
    assert (sheet.name_of("A1"), sheet.name_of("A2")) == ("Eva", "Ana")


def test_an_order_changed_in_the_shop_after_it_was_shipped_is_asked_about(sheet: Sheet, tmp_path: Path) -> None:
    sheet.world.fund()
    sheet.look(write(tmp_path, good("A1"))).commit()
    services = sheet.world.services
    ship_orders(services.bench, services.read(lambda q: ids_numbered(q, "A1")))
    presenter = sheet.look(write(tmp_path, good("A1", "Eva")))
    (view,) = conflict_views(sheet.world.window.tr(), presenter.state.conflicts, {})
    assert "after it was shipped" in view.why
    presenter.answer("A1", KEEP)
    presenter.commit()
    assert sheet.name_of("A1") == "Ana"
    assert not sheet.look(write(tmp_path, good("A1", "Eva"))).state.conflicts


def test_a_heading_that_nobody_knows_is_mapped_once_and_known_from_then_on(sheet: Sheet, tmp_path: Path) -> None:
    """The next file of that shape imports in two actions: choose it, Import."""
    heading = "Bestellung;Empfänger;Strasse;Ort;PLZ;Land;Gewicht"
    rows = ("B-1;Jürgen Groß;Hauptstr. 5;Köln;50667;DE;1,2", "B-2;Anna Huß;Ring 1;Bonn;53111;DE;0,8")
    path = write(tmp_path, *rows, name="laden.csv", heading=heading)
    presenter = sheet.look(path)
    assert sheet.stage() is Stage.MAPPING
    look, tr = presenter.state.look, sheet.world.window.tr()
    assert look is not None
    assert tuple(headings(look)) == tuple(heading.split(";"))
    assert set(presenter.lacking()) == {Field.NUMBER, Field.NAME}
    presenter.keep_columns()
    assert sheet.stage() is Stage.MAPPING
    for field, column in (
        (Field.NUMBER, "Bestellung"), (Field.NAME, "Empfänger"), (Field.LINE1, "Strasse"), (Field.CITY, "Ort"),
        (Field.POSTAL, "PLZ"), (Field.COUNTRY, "Land"), (Field.WEIGHT, "Gewicht"),
    ):  # fmt: skip
        presenter.choose_column(field, column)
    line = next(one for one in field_lines(tr, look, presenter.draft()) if one.field is Field.NAME)
    assert line.samples == ("Jürgen Groß", "Anna Huß")
    assert presenter.lacking() == ()
    presenter.choose_units("kg", "cm")
    presenter.name_source("Laden")
    presenter.keep_columns()
    assert sheet.stage() is Stage.LOOKING
    report = presenter.state.report
    assert report is not None
    assert (report.new, report.file.own_mapping, report.file.source) == (2, True, "Laden")
    assert looks_like(tr, report.file).startswith("Your own columns")
    presenter.commit()
    later = write(tmp_path, "B-3;Max Bär;Weg 2;Ulm;89073;DE;0,5", name="laden2.csv", heading=heading)
    sheet.look(later).commit()
    assert sheet.total() == 3


def test_a_column_has_one_meaning(sheet: Sheet, tmp_path: Path) -> None:
    presenter = sheet.look(write(tmp_path, "1;x", heading="Nummer;Wer"))
    presenter.choose_column(Field.NUMBER, "Wer")
    presenter.choose_column(Field.NAME, "Wer")
    assert Field.NUMBER in presenter.lacking()
    presenter.choose_column(Field.NAME, "")
    assert Field.NAME in presenter.lacking()


def test_the_columns_of_a_known_file_can_be_named_otherwise_and_left_again(sheet: Sheet, tmp_path: Path) -> None:
    presenter = sheet.look(write(tmp_path, good("A1")))
    presenter.map_columns()
    assert sheet.stage() is Stage.MAPPING
    assert presenter.lacking() == ()
    assert presenter.draft().columns[Field.NUMBER] == "order"
    presenter.leave_columns()
    assert sheet.stage() is Stage.LOOKING


def test_leaving_the_columns_of_an_unknown_file_leaves_the_sheet(sheet: Sheet, tmp_path: Path) -> None:
    presenter = sheet.look(write(tmp_path, "1;x", heading="Nummer;Wer"))
    presenter.leave_columns()
    assert sheet.closed == [None]


def test_what_a_file_does_not_say_a_person_says(sheet: Sheet, tmp_path: Path) -> None:
    heading = "order,name,address1,city,region,postal,weight,unit,price,quantity,item"
    path = write(tmp_path, "A1,Ana,1 Elm,Portland,OR,97205,1,lb,9.50,1,Mug", heading=heading)
    presenter = sheet.look(path)
    report = presenter.state.report
    assert report is not None
    assert report.file.currency_assumed == "USD"
    assert counts(report)[Group.HELD] == 1
    presenter.choose_country("US")
    presenter.choose_currency("CAD")
    other = presenter.state.report
    assert other is not None
    assert (other.file.currency_assumed, counts(other)[Group.HELD]) == ("CAD", 0)


def test_a_file_that_cannot_be_read_is_told_in_words_and_may_be_tried_again(sheet: Sheet, tmp_path: Path) -> None:
    path = tmp_path / "later.csv"
    presenter = sheet.look(path)
    assert isinstance(presenter.state.error, FileUnusable)
    write(tmp_path, good("A1"), name="later.csv")
    presenter.look_again()
    assert sheet.stage() is Stage.LOOKING
    assert presenter.wanted() == 1


def test_a_file_that_changed_after_the_preview_is_not_imported(sheet: Sheet, tmp_path: Path) -> None:
    presenter = sheet.look(write(tmp_path, good("A1")))
    write(tmp_path, good("A1"), good("A2"))
    presenter.commit()
    assert sheet.stage() is Stage.FAILED
    assert sheet.total() == 0


def test_broken_quoting_refuses_the_whole_file(sheet: Sheet) -> None:
    sheet.look(resource("samples", "orders", "unterminated_quote.csv"))
    assert sheet.stage() is Stage.FAILED
    assert sheet.total() == 0


def test_an_empty_file_says_so(sheet: Sheet) -> None:
    presenter = sheet.look(resource("samples", "orders", "empty.csv"))
    report = presenter.state.report
    assert report is not None
    assert "empty" in notice_words(sheet.world.window.tr(), report.notice)
    assert not presenter.can_import()


def test_a_look_that_was_left_does_not_come_back(tmp_path: Path) -> None:
    runner = HeldRunner()
    world = open_world(tmp_path, runner=runner)
    try:
        presenter = ImportPresenter(world.app, lambda _result: None)
        presenter.look(write(tmp_path, good("A1")))
        presenter.close()
        runner.release()
        assert presenter.state.report is None
    finally:
        world.close()


def test_runs_of_rows_are_joined() -> None:
    assert rows_text((4, 5, 6, 9)) == "4–6, 9"
    assert rows_text((2,)) == "2"


def test_held_orders_are_imported_and_wait(sheet: Sheet, tmp_path: Path) -> None:
    sheet.look(write(tmp_path, "A1,Ana,1 Elm,Portland,OR,10001,US,1,lb")).commit()
    assert sheet.world.services.read(count_orders)[OrderState.HELD] == 1
