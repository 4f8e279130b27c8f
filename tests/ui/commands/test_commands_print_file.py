"""`print FILE`: somebody else's label on this printer, once, and never booked (idea 11, section 8)."""

import io
from pathlib import Path

import pytest
from command_line import CommandLine
from reportlab.graphics.barcode import code128
from reportlab.lib.units import inch
from reportlab.pdfgen.canvas import Canvas

from printers.virtual.epl import read_epl
from printers.virtual.server import VirtualPrinter
from printers.virtual.states import State

NUMBER = "9400111899562537668234"


@pytest.fixture
def label(line: CommandLine) -> Path:
    """A Letter page with a label and instructions, as a shop makes it."""
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(8.5 * inch, 11 * inch))
    canvas.rect(40, 330, 4 * inch - 8, 6 * inch - 8)
    canvas.drawString(60, 700, "SHIP TO: Ana Nunez")
    code128.Code128(NUMBER, barWidth=0.95, barHeight=70).drawOn(canvas, 50, 500)
    canvas.drawString(72, 100, "Keep this receipt.")
    canvas.save()
    path = line.folder / "label.pdf"
    path.write_bytes(stream.getvalue())
    return path


def name_of(line: CommandLine, language: str) -> str:
    return next(str(p["name"]) for p in line.run("printers", "list", "--json").records() if p["language"] == language)


def test_a_page_of_a_shop_comes_out_as_a_label_and_nothing_is_booked(line: CommandLine, label: Path) -> None:
    for language in ("zpl", "epl"):
        reason = () if language == "zpl" else ("--reason", "a copy for the box")
        (done,) = line.run("print", str(label), "--printer", name_of(line, language), *reason, "--json").records()
        assert (done["state"], done["position"], done["count"]) == ("handed-over", 1, 1)
        assert str(done["symbols"]).count(NUMBER) == 1
    (made,) = line.data.rglob("*.epl")
    assert len(read_epl(made.read_bytes(), 203).pages) == 1
    assert line.run("transactions", "list", "--json").record()["lines"] == []
    assert line.run("labels", "list", "--json").records() == []


def test_the_same_file_comes_out_again_only_with_a_reason(line: CommandLine, label: Path) -> None:
    where = name_of(line, "zpl")
    line.run("print", str(label), "--printer", where)
    refused = line.run("print", str(label), "--printer", where, "--json", status=1).error()
    assert refused["code"] == "printing.file-printed-before"
    line.run("print", str(label), "--printer", where, "--reason", "the paper jammed")
    assert len(list(line.data.rglob("*.zpl"))) == 2


def test_a_printer_without_paper_gets_nothing_and_the_command_fails(line: CommandLine, label: Path) -> None:
    with VirtualPrinter("zpl") as printer:
        line.run("printers", "add", "Network", "--address", printer.address)
        line.run("print", str(label), "--printer", "Network")
        printer.set_state(State.PAPER_OUT)
        said = line.run("print", str(label), "--printer", "Network", "--reason", "again", status=1)
        assert "out of paper" in said.out
        assert len(printer.printed) == 1
        printer.set_state(State.READY)
        line.run("print", str(label), "--printer", "Network", "--reason", "again")
        assert len(printer.printed) == 2


def test_killed_while_it_is_sending_it_is_unknown_and_never_sent_again_by_itself(
    line: CommandLine, label: Path
) -> None:
    where = name_of(line, "zpl")
    died = line.process("print", str(label), "--printer", where, POSTBENCH_FAILPOINT="file/sending:1")
    assert died.status == -9
    refused = line.run("print", str(label), "--printer", where, "--json", status=1).error()
    assert refused["code"] == "printing.file-printed-before"


@pytest.mark.parametrize("data", [b"hello", b"", b"%PDF-1.4 broken"])
def test_what_is_no_label_is_refused_in_words(line: CommandLine, data: bytes) -> None:
    path = line.folder / "x.bin"
    path.write_bytes(data)
    said = line.run("print", str(path), "--printer", name_of(line, "zpl"), status=1)
    assert said.err.strip()
    assert "Traceback" not in said.err
    assert list(line.data.rglob("*.zpl")) == []
