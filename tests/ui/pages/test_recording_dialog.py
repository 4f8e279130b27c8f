"""The Record dialog as people use it: every button, scans that answer nothing, both languages (S0-13, C1)."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from page_checks import cut, nameless, outside, settle, words
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot
from test_recording_presenter import GOOD, WRONG, export, recorded_window
from window_keys import Keyboard
from window_kit import make_kit
from window_world import World, open_world

from core.context import Mode
from core.i18n import Lang
from core.printing.service import add_printer
from core.shipments.listing import list_shipments
from core.wallet.service import views
from printers.device import kind_for
from ui.pages.balance.buy_postage import open_dialog as open_buy_postage
from ui.pages.bench.page import BenchPage
from ui.pages.bench.presenter import BenchPresenter
from ui.pages.bench.rows import Act
from ui.pages.recording.dialog import RecordDialog, open_dialog
from ui.pages.recording.opening import Opening, Part
from ui.pages.recording.parts import LabelForm
from ui.pages.shipments.page import ShipmentsPage
from ui.pages.shipments.presenter import ShipmentsPresenter
from ui.questions import Question
from ui.widgets.buttons import Button


@dataclass
class Desk:
    """A dialog over an empty window."""

    world: World
    window: QWidget
    dialog: RecordDialog

    def fill(self, **texts: str) -> None:
        form = self.dialog.form
        assert form is not None
        for name, text in texts.items():
            form.edit(name).setText(text)

    def button(self, text: str) -> Button:
        settle()
        return next(b for b in self.dialog.findChildren(Button) if b.words() == text and b.isVisibleTo(self.dialog))

    def file(self, path: Path) -> None:
        [asked] = self.dialog.findChildren(QFileDialog)
        asked.fileSelected.emit(str(path))
        asked.setParent(None)


def set_out(qtbot: QtBot, world: World, opening: Opening, lang: Lang = "en") -> Desk:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1280, 720)
    with qtbot.waitExposed(window):
        window.show()
    dialog = open_dialog(world.app, make_kit(lang), window, opening)
    dialog.activateWindow()
    settle()
    return Desk(world, window, dialog)


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = recorded_window(tmp_path)
    yield made
    made.close()


def booked(world: World) -> int:
    return next(one for one in world.services.read(views) if one.wallet.id == "usd").booked.minor


def test_postage_is_recorded_by_its_button_and_the_form_is_empty_for_the_next(
    qtbot: QtBot, world: World, tmp_path: Path
) -> None:
    desk = set_out(qtbot, world, Opening())
    receipt = tmp_path / "receipt.pdf"
    receipt.write_bytes(b"%PDF")
    desk.button("Choose a receipt…").click()
    desk.file(receipt)
    assert "receipt.pdf" in words(desk.dialog)
    desk.fill(amount="55", reference="P-1")
    desk.dialog.action.click()
    assert booked(world) == 5500
    form = desk.dialog.form
    assert form is not None and form.text("amount") == ""
    assert any(text.startswith("Recorded $55.00") for text in words(desk.dialog))
    desk.dialog.close_.click()
    assert not desk.dialog.isVisible()


def test_a_scan_and_enter_record_nothing(qtbot: QtBot, world: World) -> None:
    desk = set_out(qtbot, world, Opening())
    keys = Keyboard(desk.dialog)
    desk.fill(amount="55", reference="P-1")
    form = desk.dialog.form
    assert form is not None
    for field in ("amount", "reference"):
        form.edit(field).setFocus()
        keys.scan(GOOD)
        assert GOOD not in form.text(field)
    assert any("A scan does not belong into this field" in text for text in words(desk.dialog))
    desk.dialog.action.setFocus()
    keys.wait(1000)
    keys.scan(GOOD)
    assert booked(world) == 0


def test_a_label_is_scanned_doubted_corrected_and_recorded(qtbot: QtBot, world: World, tmp_path: Path) -> None:
    add_printer(world.services.press, "Office", kind_for("pdf"), f"folder:{tmp_path}")
    world.order("1001")
    paper = tmp_path / "label.pdf"
    paper.write_bytes(b"%PDF-1.4 label")
    desk = set_out(qtbot, world, Opening(Part.LABEL, order="1001"))
    form = desk.dialog.form
    assert isinstance(form, LabelForm)
    assert any("Élodie Tremblay" in text for text in words(desk.dialog))
    keys = Keyboard(desk.dialog)
    form.edit("tracking").setFocus()
    keys.scan(f"42005401{WRONG}")
    assert form.text("tracking") in (WRONG, f"42005401{WRONG}")
    form.edit("tracking").setText(WRONG)
    assert form.sure.isVisibleTo(desk.dialog)
    assert form.carrier.currentData() == "usps"
    desk.fill(price="5.30", reference="L-1")
    desk.dialog.action.click()
    assert world.services.read(list_shipments) == []
    form.edit("tracking").setText(GOOD)
    assert not form.sure.isVisibleTo(desk.dialog)
    desk.button("Choose the label…").click()
    desk.file(paper)
    desk.dialog.action.click()
    [row] = world.services.read(list_shipments)
    assert row.tracking == GOOD
    desk.button("Print").click()
    assert any("nothing was charged" in text for text in words(desk.dialog))
    desk.button("Show it").click()
    assert world.window.gone == [("shipments", row.label)]


def test_the_export_is_chosen_mapped_imported_and_the_rest_is_listed(
    qtbot: QtBot, world: World, tmp_path: Path
) -> None:
    desk = set_out(qtbot, world, Opening(Part.OPEN))
    desk.button("Import the portal’s export").click()
    path = export(tmp_path, "Date,Type,Sum,Transaction ID", "2026-11-20,Add money,55.00,P-1")
    desk.button("Choose the file…").click()
    desk.file(path)
    sheet = desk.dialog.sheet
    assert sheet is not None
    box = next(box for column, box in sheet.boxes.items() if column.value == "amount")
    box.setCurrentIndex(box.findData("Sum"))
    desk.dialog.action.click()
    assert any("nothing in the books is like it" in text.lower() or "not in the books" in text
               for text in words(desk.dialog))  # fmt: skip
    assert not desk.dialog.action.isVisible()


def test_where_no_wallet_is_set_up_the_dialog_leads_to_set_up(qtbot: QtBot, tmp_path: Path) -> None:
    world = open_world(tmp_path, mode=Mode.RECORDED)
    desk = set_out(qtbot, world, Opening())
    desk.dialog.action.click()
    assert world.window.gone == [("settings", "setup")]
    world.close()


def test_buy_postage_and_the_bench_and_shipments_lead_to_recording(qtbot: QtBot, world: World) -> None:
    world.order("1001", weight="")
    world.app.startup.ask()
    bench = BenchPresenter(world.app)
    page = BenchPage(make_kit(), bench, world.app)
    qtbot.addWidget(page)
    bench.scan("1001")
    work = bench.view.work
    assert work is not None and work.forbidden == "A person buys the label in the portal and records it here."
    [action] = work.actions
    assert action.act is Act.RECORD
    bench.act(action)
    [dialog] = page.findChildren(RecordDialog)
    assert isinstance(dialog.form, LabelForm) and dialog.form.text("order") == "1001"
    dialog.form.edit("tracking").setText(GOOD)
    dialog.form.edit("price").setText("5.30")
    dialog.form.edit("reference").setText("L-1")
    dialog.action.click()
    dialog.reject()
    bench.escape()
    bench.load()
    assert bench.view.void is None
    bench.ask_void()
    voids = [one.form.text("label") for one in page.findChildren(RecordDialog) if one.form and "label" in one.form.rows]
    assert voids == [GOOD]
    open_buy_postage(world.app, make_kit(), page, "usd", None)
    assert any(one.form is not None and "amount" in one.form.rows for one in page.findChildren(RecordDialog))
    shipments = ShipmentsPresenter(world.app)
    table = ShipmentsPage(make_kit(), shipments)
    qtbot.addWidget(table)
    record = next(b for b in table.findChildren(Button) if b.words() == "Record a label…")
    record.click()
    [row] = world.services.read(list_shipments)
    shipments.choose(row.label)
    detail = shipments.view.detail
    assert detail is not None and detail.replace is not None and "portal" in detail.replace
    shipments.ask(Question.VOID)
    parts = [
        one.form.text("label") for one in table.findChildren(RecordDialog) if one.form and "label" in one.form.rows
    ]
    assert parts == [GOOD]


@pytest.mark.parametrize("lang", ["en", "fr"])
@pytest.mark.parametrize("part", list(Part))
def test_no_word_is_cut_and_every_part_fits_the_smallest_window(
    qtbot: QtBot, tmp_path: Path, lang: Lang, part: Part
) -> None:
    world = recorded_window(tmp_path)
    world.window.lang = lang
    desk = set_out(qtbot, world, Opening(part), lang)
    assert not list(cut(desk.dialog)) and not list(outside(desk.dialog)) and not list(nameless(desk.dialog))
    assert desk.dialog.height() <= 680
    world.close()
