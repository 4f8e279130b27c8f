"""The printer behind the socket: paper, queue, power, answers, garbage, files. No network here."""

import json
from pathlib import Path

import pytest

from printers.status import PrinterProblem, read_status
from printers.virtual.engine import Engine
from printers.virtual.states import PROFILES, State

LABEL = b"^XA^PW400^LL300^FO10,10^GB30,30,30^FS^XZ\n"
EPL_LABEL = b"\nN\nq400\nQ300,24\nLO10,10,30,30\nP1\n"


def engine(profile: str = "zpl", out: Path | None = None, buffer_bytes: int = 1000) -> Engine:
    return Engine(PROFILES[profile], 203, buffer_bytes, out)


def test_labels_and_copies_come_out_one_by_one() -> None:
    printer = engine()
    printer.receive(LABEL)
    printer.receive(LABEL.replace(b"^XZ", b"^PQ3^XZ"))
    assert [label.copy for label in printer.printed] == [1, 1, 2, 3]
    assert printer.printed[0].data == LABEL.strip()


def test_out_of_paper_holds_the_rest_and_goes_on_with_new_paper() -> None:
    printer = engine()
    printer.load_paper(2)
    for _ in range(4):
        printer.receive(LABEL)
    assert (len(printer.printed), printer.labels_waiting, printer.state) == (2, 2, State.PAPER_OUT)
    printer.load_paper(50)
    assert (len(printer.printed), printer.labels_waiting, printer.state) == (4, 0, State.READY)


def test_a_full_buffer_takes_nothing_more_until_it_prints() -> None:
    printer = engine(buffer_bytes=100)
    printer.set_state(State.PAUSED)
    printer.receive(LABEL * 2)
    assert 0 < printer.room() < 100
    printer.receive(LABEL)
    assert printer.room() == 0
    printer.set_state(State.READY)
    assert printer.room() > 1000 and len(printer.printed) == 3


def test_a_power_cut_loses_what_was_held() -> None:
    printer = engine()
    printer.set_state(State.HEAD_OPEN)
    printer.receive(LABEL + b"^XA^FO1,1^GB5,")
    printer.set_state(State.OFF)
    printer.set_state(State.READY)
    assert (printer.printed, printer.labels_waiting, printer.held_bytes) == ([], 0, 0)
    assert any(entry.kind == "power" for entry in printer.journal)


def test_half_a_label_waits_for_the_next_client() -> None:
    printer = engine()
    printer.receive(LABEL[:20])
    printer.disconnected()
    assert printer.printed == []
    printer.receive(LABEL[20:])
    assert len(printer.printed) == 1
    assert any(entry.kind == "half-label" for entry in printer.journal)


@pytest.mark.parametrize(
    ("state", "problem"),
    [
        (State.PAPER_OUT, PrinterProblem.PAPER_OUT),
        (State.PAUSED, PrinterProblem.PAUSED),
        (State.HEAD_OPEN, PrinterProblem.HEAD_OPEN),
        (State.RIBBON_OUT, PrinterProblem.RIBBON_OUT),
        (State.HOT, PrinterProblem.HOT),
    ],
)
def test_answers_name_what_is_wrong(state: State, problem: PrinterProblem) -> None:
    printer = engine()
    printer.set_state(state)
    printer.receive(LABEL)
    status = read_status(printer.receive(b"~HS\r\n"))
    errors = read_status(printer.receive(b"~HQES\r\n"))
    assert status is not None and errors is not None
    assert status.problems == (problem,) and status.labels_remaining == 1
    assert errors.problems == (problem,)


def test_a_ready_printer_says_so_and_who_it_is() -> None:
    printer = engine()
    status = read_status(printer.receive(b"~HS"))
    identity = read_status(printer.receive(b"~HI"))
    assert status is not None and status.ready and status.labels_remaining == 0
    assert identity is not None and (identity.dpi, identity.model) == (203, "ZD421-203dpi ZPL")


def test_the_silent_model_says_nothing_without_paper_but_something_when_paused() -> None:
    printer = engine("zpl-silent")
    printer.load_paper(0)
    assert printer.receive(b"~HS") == b""
    assert printer.receive(b"~HQES") != b""
    printer.load_paper(5)
    printer.set_state(State.PAUSED)
    assert printer.receive(b"~HS") != b""


def test_a_clone_prints_and_never_answers() -> None:
    printer = engine("clone")
    assert printer.receive(LABEL + b"~HS~HI~HQES") == b""
    assert len(printer.printed) == 1


def test_an_epl_printer_reports_its_errors_once() -> None:
    printer = engine("epl")
    assert printer.receive(EPL_LABEL + b"^ee\r\n") == b"00\r\n"
    assert printer.receive(b'A900,10,0,3,1,1,N,"x"\nnonsense\n^ee\r\n') == b"02,01\r\n"
    assert printer.receive(b"^ee\r\n") == b"00\r\n"
    printer.load_paper(0)
    assert printer.receive(b"^ee\r\n") == b"07\r\n"
    status = read_status(printer.receive(b"UQ\r\n"))
    assert status is not None and (status.model, status.firmware) == ("UKQ1935HLU", "V4.29")


@pytest.mark.parametrize(("profile", "wrong"), [("zpl", EPL_LABEL), ("epl", LABEL)])
def test_the_wrong_language_wastes_a_label_with_code_on_it(profile: str, wrong: bytes) -> None:
    """S2-18: what people see when the label format is set wrong."""
    printer = engine(profile)
    printer.receive(wrong)
    printer.disconnected()
    (waste,) = printer.printed
    assert waste.is_garbage
    assert any("GB30,30" in line.text or "LO10,10" in line.text for line in waste.page.texts)


def test_the_right_language_wastes_nothing() -> None:
    for profile, data in (("zpl", LABEL), ("epl", EPL_LABEL)):
        printer = engine(profile)
        printer.receive(data)
        printer.disconnected()
        assert [label.is_garbage for label in printer.printed] == [False]


def test_labels_and_journal_lie_in_the_folder(tmp_path: Path) -> None:
    printer = engine(out=tmp_path / "paper")
    printer.receive(LABEL.replace(b"^XZ", b"^PQ2^XZ~HS"))
    folder = tmp_path / "paper"
    assert sorted(path.name for path in folder.iterdir()) == ["0001.png", "0001.zpl", "journal.jsonl"]
    rows = [json.loads(line) for line in (folder / "journal.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [row["number"] for row in rows] == list(range(1, len(rows) + 1))
    assert [row["kind"] for row in rows] == ["label", "label", "query"]
