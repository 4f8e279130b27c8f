"""Recording at the window, without a window: declared with a PIN, until the portal's export confirms it (S0-13, C1)."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from recorded_world import PIN, set_up
from window_world import World, open_world

from core.context import Mode
from core.labels.rules import LabelState
from core.money import Money
from core.people.acts import Act
from core.people.records import Proofs
from core.people.service import confirm_pin
from core.printing.service import add_printer
from core.printing.store import jobs_of_label
from core.shipments.listing import list_shipments
from core.wallet.rules_portal import Column, LineFate
from core.wallet.service import views
from core.wallet.service_portal_files import PortalImport
from printers.device import kind_for
from ui.pages.recording.opening import Opening, Part
from ui.pages.recording.presenter import RecordingPresenter
from ui.pages.recording.rows import LabelTyped, PostageTyped, Remark, Sheet
from ui.people.asking import Ask
from ui.views import Tone

GOOD, WRONG = "9400100000000000000006", "9400100000000000000001"
SERVICE = "USPS_GROUND_ADVANTAGE"


def recorded_window(folder: Path) -> World:
    """A recorded station whose USD wallet is set up; the PIN is given whenever it is asked for."""
    world = open_world(folder, mode=Mode.RECORDED)
    set_up(world.services)

    def give(ask: Ask) -> Proofs:
        services = world.app.services
        return Proofs(confirm_pin(services.store, services.desk, "ana", PIN, ask.act, about=ask.about).id)

    world.window.prover = give
    return world


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = recorded_window(tmp_path)
    yield made
    made.close()


def opened(world: World, part: Part = Part.POSTAGE) -> RecordingPresenter:
    presenter = RecordingPresenter(world.app, Opening(part))
    presenter.start()
    return presenter


def said(presenter: RecordingPresenter) -> Remark:
    remark = presenter.state.said
    assert remark is not None
    return remark


def typed(tracking: str = GOOD, *, reference: str = "L-1", sure: bool = False, file: Path | None = None) -> LabelTyped:
    return LabelTyped("1001", "usps", SERVICE, tracking, "5.30", reference, "", file, sure)


def booked(world: World) -> tuple[Money, Money | None]:
    usd = next(one for one in world.services.read(views) if one.wallet.id == "usd")
    return usd.booked, usd.declared


def test_only_wallets_that_are_set_up_may_record(world: World) -> None:
    presenter = opened(world)
    wallets = presenter.state.wallets
    assert wallets is not None and [one.wallet.id for one in wallets] == ["usd"]
    presenter.set_up()
    assert world.window.gone == [("settings", "setup")]


def test_postage_is_recorded_with_a_pin_its_receipt_and_said_to_be_declared(world: World, tmp_path: Path) -> None:
    receipt = tmp_path / "receipt.png"
    receipt.write_bytes(b"picture")
    presenter = opened(world)
    presenter.record_postage(PostageTyped("55.00", "P-1", "2026-11-19", receipt))
    assert [(ask.act, ask.about) for ask in world.window.asks] == [(Act.RECORD, "usd")]
    assert said(presenter).tone is Tone.OK and "$55.00" in said(presenter).text
    assert booked(world) == (Money(5500, "USD"), Money(5500, "USD"))


@pytest.mark.parametrize(
    "wrong",
    [
        PostageTyped("", "P-1"),
        PostageTyped("0", "P-1"),
        PostageTyped("10", ""),
        PostageTyped("10", "P-1", "soon"),
        PostageTyped("10", "P-1", "", Path("/nowhere/receipt.png")),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_recorded(world: World, wrong: PostageTyped) -> None:
    presenter = opened(world)
    presenter.record_postage(wrong)
    assert said(presenter).tone is Tone.ERROR
    assert not presenter.state.busy and presenter.state.round == 0
    assert booked(world)[0].minor == 0


def test_without_the_pin_nothing_is_recorded(world: World) -> None:
    world.window.prover = lambda _ask: None
    presenter = opened(world)
    presenter.record_postage(PostageTyped("10", "P-1"))
    assert not presenter.state.busy
    assert booked(world)[0].minor == 0


def test_a_label_bought_in_the_portal_ships_its_order_and_is_printed_from_its_pdf(world: World, tmp_path: Path) -> None:
    world.order("1001")
    paper = tmp_path / "label.pdf"
    paper.write_bytes(b"%PDF-1.4 label")
    presenter = opened(world, Part.LABEL)
    presenter.record_label(typed(file=paper))
    [row] = world.services.read(list_shipments)
    assert (row.tracking, row.price) == (GOOD, Money(530, "USD"))
    assert presenter.state.recorded == row.label and presenter.state.can_print
    presenter.print_recorded()
    assert said(presenter).text.startswith("This station has no printer")
    add_printer(world.services.press, "Office", kind_for("pdf"), f"folder:{tmp_path}")
    presenter.print_recorded()
    presenter.record_void("1001", "V-1")
    assert world.services.read(lambda q: jobs_of_label(q, row.label)) == []


def test_a_recorded_paper_is_printed_once(world: World, tmp_path: Path) -> None:
    add_printer(world.services.press, "Office", kind_for("pdf"), f"folder:{tmp_path}")
    world.order("1001")
    paper = tmp_path / "label.pdf"
    paper.write_bytes(b"%PDF-1.4 label")
    presenter = opened(world, Part.LABEL)
    presenter.record_label(typed(file=paper))
    [row] = world.services.read(list_shipments)
    presenter.print_recorded()
    presenter.print_recorded()
    assert len(world.services.read(lambda q: jobs_of_label(q, row.label))) == 1
    presenter.show_recorded()
    assert world.window.gone == [("shipments", row.label)]
    presenter.record_label(typed(reference="L-2"))
    assert said(presenter).tone is Tone.ERROR


def test_a_wrong_check_digit_and_another_carriers_number_ask_a_person_to_stand_for_it(world: World) -> None:
    world.order("1001")
    presenter = opened(world, Part.LABEL)
    right, wrong = presenter.verdict(GOOD, "usps"), presenter.verdict(WRONG, "usps")
    assert right is not None and right.tone is Tone.OK and not right.is_doubtful
    assert wrong is not None and wrong.tone is Tone.ERROR and wrong.is_doubtful
    other, none = presenter.verdict("1Z12345E0205271688", "usps"), presenter.verdict("??", "usps")
    assert other is not None and "UPS" in other.text and other.is_doubtful
    assert none is not None and none.is_doubtful
    assert presenter.verdict(" ", "usps") is None
    assert presenter.carrier_of(GOOD) == "usps"
    presenter.record_label(typed(WRONG))
    assert "Tick below" in said(presenter).text
    assert world.services.read(list_shipments) == []
    presenter.record_label(typed(WRONG, sure=True))
    assert len(world.services.read(list_shipments)) == 1


def test_an_order_and_a_label_are_named_before_they_are_recorded(world: World) -> None:
    world.order("1001")
    presenter = opened(world, Part.LABEL)
    heard: list[Remark] = []
    presenter.find_order("1001", heard.append)
    presenter.find_order("9", heard.append)
    presenter.record_label(typed())
    presenter.find_order("1001", heard.append)
    presenter.find_label(GOOD, heard.append)
    presenter.find_label("nothing", heard.append)
    assert [one.is_doubtful for one in heard] == [False, True, True, False, True]
    assert heard[0].text.startswith("Élodie Tremblay, Burlington, US")
    assert "1001 · USPS Ground Advantage" in heard[3].text


def test_a_void_of_the_portal_makes_the_refund_due(world: World) -> None:
    world.order("1001")
    presenter = opened(world, Part.LABEL)
    presenter.record_label(typed())
    presenter.choose_part(Part.VOID)
    assert presenter.state.said is None
    presenter.record_void("nothing", "V-1")
    assert said(presenter).tone is Tone.ERROR
    presenter.record_void("1001", "V-1")
    [row] = world.services.read(list_shipments)
    assert row.state is LabelState.REFUND_DUE
    assert "DESTROY" in said(presenter).text


def report_of(presenter: RecordingPresenter) -> PortalImport:
    report = presenter.state.report
    assert report is not None
    return report


def sheet_of(presenter: RecordingPresenter) -> Sheet:
    sheet = presenter.state.sheet
    assert sheet is not None
    return sheet


def export(folder: Path, head: str, *rows: str) -> Path:
    path = folder / "export.csv"
    path.write_text("\n".join((head, *rows, "")), encoding="utf-8")
    return path


def test_the_portals_export_confirms_what_was_recorded_and_lists_the_rest(world: World, tmp_path: Path) -> None:
    presenter = opened(world)
    presenter.record_postage(PostageTyped("55", "P-1"))
    presenter.choose_part(Part.OPEN)
    facts = presenter.state.open
    assert facts is not None and facts.declared_sum == Money(5500, "USD") and len(facts.declared) == 1
    presenter.choose_part(Part.IMPORT)
    head = "Date,Type,Sum,Transaction ID,Tracking Number"
    presenter.look_into(export(tmp_path, head, "2026-11-20,Add money,55.00,P-1,", f"2026-11-20,Label,-5.30,X,{GOOD}"))
    sheet = presenter.state.sheet
    assert sheet is not None and Column.AMOUNT not in sheet.found and sheet.found[Column.DAY] == "Date"
    presenter.import_sheet(sheet.found, month_first=False)
    assert said(presenter).tone is Tone.ERROR
    presenter.import_sheet({**sheet.found, Column.AMOUNT: "Sum"}, month_first=False)
    report = report_of(presenter)
    assert [row.fate for row in report.rows] == [LineFate.MATCHED, LineFate.UNMATCHED]
    assert booked(world) == (Money(5500, "USD"), Money(0, "USD"))
    presenter.import_sheet(sheet.found, month_first=False)
    assert len(world.window.asks) == 3
    presenter.choose_part(Part.OPEN)
    after = presenter.state.open
    assert after is not None and [one.line.tracking for one in after.lines] == [GOOD]


def test_columns_that_were_named_once_are_known_the_next_time(world: World, tmp_path: Path) -> None:
    presenter = opened(world, Part.IMPORT)
    path = export(tmp_path, "Date,Type,Sum,Transaction ID", "2026-11-20,Add money,55.00,P-1")
    presenter.look_into(path)
    sheet = sheet_of(presenter)
    presenter.import_sheet({**sheet.found, Column.AMOUNT: "Sum"}, month_first=False)
    presenter.choose_part(Part.IMPORT)
    presenter.look_into(path)
    assert sheet_of(presenter).found[Column.AMOUNT] == "Sum"
    presenter.look_into(tmp_path / "nothing.csv")
    assert said(presenter).tone is Tone.ERROR
