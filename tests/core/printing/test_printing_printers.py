"""Printers: added, chosen, tried, retired."""

from itertools import pairwise

import pytest
from printing_fakes import EPL, PDF, ZPL, World

from core.accounts.rules import FormProblems
from core.errors import NotFound
from core.labels.document import Code128, Rule, Text
from core.printing import service
from core.printing.port import Delivered
from core.printing.records import Answers, Language, PrinterKind
from core.printing.rules import NoPrinter, PrinterHasJobs, PrinterNameTaken, PrinterRetired
from core.printing.service_queue import enqueue_labels
from core.printing.service_run import driving, run_printer
from core.printing.specimen import HEIGHT_UM, WIDTH_UM, specimen, specimen_code
from core.settings import LABEL_FORMAT
from core.store.history import moves
from core.store.locks import StoreBusy
from core.store.settings import put_setting


def test_a_printer_that_is_switched_off_can_be_added(world: World) -> None:
    world.device.usual = "raises"
    printer = world.printer("Bench 1")
    with world.store.read() as q:
        assert service.list_printers(q) == [printer]
        assert service.printer_named(q, " bench 1 ") == printer
    assert printer.answers is Answers.UNKNOWN


def test_all_that_is_wrong_with_a_printer_is_said_at_once(world: World) -> None:
    with pytest.raises(FormProblems) as caught:
        service.add_printer(world.press, " ", PrinterKind("x", Language.ZPL, 600, "4x6"), "nowhere")
    assert {problem.field for problem in caught.value.problems} == {"name", "dpi", "address"}


@pytest.mark.parametrize("name", ["x" * 41, "a\nb", "\x1b[2J"])
def test_a_name_that_would_spoil_a_screen_is_refused(world: World, name: str) -> None:
    with pytest.raises(FormProblems):
        service.add_printer(world.press, name, ZPL, "fake:1")


def test_a_name_is_taken_whatever_its_case_until_its_printer_retires(world: World) -> None:
    first = world.printer("Zebra")
    with pytest.raises(PrinterNameTaken):
        world.printer("ZEBRA")
    service.retire_printer(world.store, world.desk, first.id)
    assert world.printer("ZEBRA").id != first.id


def test_a_retired_printer_takes_no_jobs(world: World) -> None:
    printer = world.printer()
    service.retire_printer(world.store, world.desk, printer.id)
    with pytest.raises(PrinterRetired):
        enqueue_labels(world.store, world.desk, printer.id, world.labels(1))
    with pytest.raises(PrinterRetired):
        service.print_specimen(world.press, printer.id)


def test_a_printer_with_jobs_waiting_does_not_retire(world: World) -> None:
    printer = world.printer()
    enqueue_labels(world.store, world.desk, printer.id, world.labels(2))
    with pytest.raises(PrinterHasJobs) as caught:
        service.retire_printer(world.store, world.desk, printer.id)
    assert caught.value.fields == {"printer": "Zebra", "jobs": 2}
    run_printer(world.press, printer.id)
    service.retire_printer(world.store, world.desk, printer.id)


def test_the_default_printer_is_the_chosen_one_else_the_label_format_else_the_first(world: World) -> None:
    with world.store.read() as q, pytest.raises(NoPrinter):
        service.default_printer(q, world.desk)
    epl, zpl = world.printer("E", EPL), world.printer("Z", ZPL)
    laser = world.printer("L", PDF)
    with world.store.read() as q:
        assert service.default_printer(q, world.desk) == zpl
    with world.store.write() as tx:
        put_setting(tx, world.desk, LABEL_FORMAT, "st-1", "pdf")
        assert service.default_printer(tx, world.desk) == laser
    service.choose_printer(world.store, world.desk, epl.id)
    with world.store.read() as q:
        assert service.default_printer(q, world.desk) == epl
    service.retire_printer(world.store, world.desk, epl.id)
    with world.store.read() as q:
        assert service.default_printer(q, world.desk) == laser


def test_an_unknown_printer_is_said_to_be_so(world: World) -> None:
    with world.store.read() as q, pytest.raises(NotFound):
        service.printer_named(q, "none")


def test_a_test_print_is_no_job_and_teaches_whether_the_printer_answers(world: World) -> None:
    printer = world.printer()
    world.device.answers = Answers.YES
    done = service.print_specimen(world.press, printer.id)
    assert done.outcome.kind is Delivered.CONFIRMED
    assert done.printer.answers is Answers.YES
    assert world.device.came_out == [("Zebra", done.file_name, b"zpl:ZPL")]
    with world.store.read() as q:
        assert q.integer("select count(*) from print_job") == 0
        assert ("test", "confirmed") in [(event, reason) for _, event, _, reason in moves(q, "printer", printer.id)]


def test_what_a_probe_learns_is_kept_and_kept_once(world: World) -> None:
    printer = world.printer()
    world.device.answers = Answers.NO
    service.probe_printer(world.press, printer.id)
    service.probe_printer(world.press, printer.id)
    with world.store.read() as q:
        assert service.printer_named(q, "Zebra").answers is Answers.NO
        assert [event for _, event, _, _ in moves(q, "printer", printer.id)] == ["add", "learn"]


def test_a_printer_that_is_printing_is_not_disturbed(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.printing.service_run._LOCK_TIMEOUT_S", 0.0)
    printer = world.printer()
    with driving(world.store, printer.id), pytest.raises(StoreBusy):
        service.probe_printer(world.press, printer.id)
    assert world.device.asked == 0


def test_the_test_label_is_as_large_as_a_label_with_true_rulers_and_a_code(world: World) -> None:
    printer = world.printer("Bench 1")
    label = specimen(printer)
    assert (label.width_um, label.height_um) == (WIDTH_UM, HEIGHT_UM)
    across = sorted(e.x_um for e in label.elements if isinstance(e, Rule) and e.height_um == 3_000)
    assert [b - a for a, b in pairwise(across)] == [10_000] * 9
    assert [e.data for e in label.elements if isinstance(e, Code128)] == [specimen_code(printer)]
    assert {"ZPL", "Bench 1"} <= {e.text for e in label.elements if isinstance(e, Text)}
    for element in label.elements:
        assert 0 <= element.x_um < WIDTH_UM and 0 <= element.y_um < HEIGHT_UM


def test_a_printer_is_changed_and_forgets_what_its_old_address_answered(world: World) -> None:
    """S2-14: name, language, paper and address belong to the printer and may be mended."""
    printer = world.printer("Bench 1")
    world.device.answers = Answers.NO
    service.print_specimen(world.press, printer.id)
    changed = service.change_printer(world.press, printer.id, " Bench 2 ", EPL, printer.address)
    assert (changed.id, changed.name, changed.kind, changed.answers) == (printer.id, "Bench 2", EPL, Answers.UNKNOWN)
    with world.store.read() as q:
        assert service.list_printers(q) == [changed]
        assert [move[1] for move in moves(q, "printer", printer.id)][-1] == "change"


def test_a_change_is_refused_with_all_that_is_wrong_or_when_the_name_is_taken(world: World) -> None:
    one, other = world.printer("Bench 1"), world.printer("Bench 2")
    with pytest.raises(FormProblems) as caught:
        service.change_printer(world.press, one.id, "", PrinterKind("x", Language.ZPL, 600, "4x6"), "nowhere")
    assert {problem.field for problem in caught.value.problems} == {"name", "dpi", "address"}
    with pytest.raises(PrinterNameTaken):
        service.change_printer(world.press, one.id, "bench 2", one.kind, one.address)
    with world.store.read() as q:
        assert service.list_printers(q) == [one, other]


def test_a_change_that_changes_nothing_writes_nothing(world: World) -> None:
    printer = world.printer("Bench 1")
    with world.store.read() as q:
        before = moves(q, "printer", printer.id)
    assert service.change_printer(world.press, printer.id, "Bench 1", printer.kind, printer.address) == printer
    with world.store.read() as q:
        assert moves(q, "printer", printer.id) == before


def test_a_printer_that_is_printing_is_not_changed(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.printing.service_run._LOCK_TIMEOUT_S", 0.0)
    printer = world.printer("Bench 1")
    with driving(world.store, printer.id), pytest.raises(StoreBusy):
        service.change_printer(world.press, printer.id, "Bench 2", printer.kind, printer.address)
