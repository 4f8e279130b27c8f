"""The device behind the printing room: real renderers, a folder, and the virtual printer on loopback."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from printing_fakes import World

from core.labels.document import Code128, LabelDocument, Text
from core.printing import service
from core.printing import service_queue as queue
from core.printing.port import Delivered, DeliveryOutcome
from core.printing.press import Press
from core.printing.records import Answers, Language, Printer, PrinterKind
from core.printing.rules import JobState
from core.printing.service_run import run_printer
from core.printing.specimen import specimen, specimen_code
from core.printing.store import jobs_of_batch
from printers.device import StationDevice, kind_for, kind_of
from printers.profiles import UnknownPrinter, all_profiles, profile
from printers.status import HOST_STATUS
from printers.transports.port import Delivery, DeliveryState, Detail
from printers.transports.tcp import Patience
from printers.virtual.server import VirtualPrinter
from printers.virtual.states import Drop, State

QUICK = Patience(connect_seconds=5.0, stall_seconds=5.0, answer_seconds=0.3)
DEVICE = StationDevice(patience=QUICK)


def printer(address: str, language: str = "zpl", answers: Answers = Answers.UNKNOWN) -> Printer:
    media = "letter" if language == "pdf" else "4x6"
    return Printer("p1", "Bench", kind_for(language, 203, media), address, 1, answers, True, "")


def label(text: str = "Ana Núñez") -> LabelDocument:
    return LabelDocument(
        101_600,
        152_400,
        (
            Text(8_000, 20_000, 80_000, 6_000, text, 5_000, role="recipient"),
            Code128(10_000, 60_000, 25_000, 500, "T000001", 80_000),
        ),
    )


def delivered(to: Printer, name: str = "0001-001-T000001") -> DeliveryOutcome:
    rendered = DEVICE.render(label(), to)
    return DEVICE.deliver(to, rendered.data, name + rendered.extension)


@pytest.mark.parametrize(
    ("language", "begins", "media_type"),
    [("zpl", b"^XA", "vnd.zebra-zpl"), ("epl", b"\n", "vnd.zebra-epl"), ("pdf", b"%PDF-", "pdf")],
)
def test_a_label_is_rendered_in_the_language_of_its_printer(language: str, begins: bytes, media_type: str) -> None:
    rendered = DEVICE.render(label(), printer("folder:/x", language))
    assert rendered.data.startswith(begins)
    assert (rendered.media_type, rendered.extension) == (f"application/{media_type}", f".{language}")


def test_notes_name_the_part_of_the_label_and_none_of_its_text() -> None:
    """D9."""
    rendered = DEVICE.render(label("Wolfeschlegelsteinhausenbergerdorff " * 6), printer("folder:/x"))
    assert rendered.notes == ("cut:recipient",)


@pytest.mark.parametrize("code", list(all_profiles()))
def test_every_kind_of_printer_can_be_added_and_prints_its_test_label(code: str) -> None:
    kind = kind_of(profile(code))
    assert DEVICE.problems(kind, "tcp://127.0.0.1:9100") == []
    tried = Printer("p1", "Bench 1", kind, "folder:/x", 1, Answers.UNKNOWN, True, "")
    assert set(DEVICE.render(specimen(tried), tried).notes) <= {"drawn:letters"}


def test_what_no_printer_is_and_no_transport_reads_is_said() -> None:
    odd = PrinterKind("zpl-203", Language.EPL, 203, "4x6")
    assert [(p.field, p.code) for p in DEVICE.problems(odd, "lpt:1")] == [
        ("model", "printers.kind-differs"),
        ("address", "printer.bad-address.scheme"),
    ]
    unknown = PrinterKind("telex", Language.ZPL, 203, "4x6")
    assert [(p.field, p.code) for p in DEVICE.problems(unknown, "tcp://x:0")] == [
        ("model", "printers.unknown-model"),
        ("address", "printer.bad-address.port"),
    ]
    with pytest.raises(UnknownPrinter):
        kind_for("telex")


def test_a_folder_gets_each_label_as_a_file_and_calls_none_printed(tmp_path: Path) -> None:
    to = printer(f"folder:{tmp_path / 'out'}")
    outcome = delivered(to)
    assert (outcome.kind, outcome.answers) == (Delivered.HANDED_OVER, Answers.UNKNOWN)
    assert outcome.evidence == "written 0001-001-T000001.zpl"
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["0001-001-T000001.zpl"]


def test_a_folder_of_a_relative_name_lies_in_the_data_directory(tmp_path: Path) -> None:
    device = StationDevice(base=tmp_path)
    to = printer("folder:labels")
    assert device.problems(to.kind, to.address) == []
    assert device.deliver(to, b"^XA^XZ", "a.zpl").kind is Delivered.HANDED_OVER
    assert (tmp_path / "labels" / "a.zpl").read_bytes() == b"^XA^XZ"
    assert [problem.code for problem in DEVICE.problems(to.kind, to.address)] == ["printer.bad-address.folder"]


def test_a_folder_that_is_not_there_takes_nothing(tmp_path: Path) -> None:
    outcome = delivered(printer(f"folder:{tmp_path / 'no' / 'such'}"))
    assert (outcome.kind, outcome.reason) == (Delivered.NOT_SENT, "folder-unavailable")


@pytest.mark.parametrize("language", ["zpl", "epl"])
def test_a_printer_that_says_so_after_the_job_confirms_it(language: str) -> None:
    with VirtualPrinter(language) as paper:
        for answers in (Answers.UNKNOWN, Answers.YES):
            outcome = delivered(printer(paper.address, language, answers))
            assert (outcome.kind, outcome.answers) == (Delivered.CONFIRMED, Answers.YES)
            assert outcome.evidence.startswith("answered ")
        assert len(paper.printed) == 2
        assert paper.faults == ()


def test_a_printer_that_never_answers_is_handed_the_job_and_asked_only_once() -> None:
    with VirtualPrinter("clone") as paper:
        first = delivered(printer(paper.address))
        assert (first.kind, first.answers) == (Delivered.HANDED_OVER, Answers.NO)
        second = delivered(printer(paper.address, answers=Answers.NO))
        assert (second.kind, second.answers) == (Delivered.HANDED_OVER, Answers.UNKNOWN)
        assert paper.wait_for(lambda p: len(p.printed) == 2)
        assert sum(entry.kind == "query" for entry in paper.journal) == 1


@pytest.mark.parametrize(
    ("profile_name", "state", "reason"),
    [
        ("zpl", State.PAPER_OUT, "paper-out"),
        ("zpl", State.HEAD_OPEN, "head-open"),
        ("zpl", State.PAUSED, "paused"),
        ("epl", State.PAPER_OUT, "paper-out"),
        ("zpl-silent", State.PAPER_OUT, "silent"),
    ],
)
def test_a_printer_that_answers_is_asked_before_it_is_given_a_label(
    profile_name: str, state: State, reason: str
) -> None:
    """What it cannot print now would come out later, behind the operator's back: it does not get it."""
    with VirtualPrinter(profile_name) as paper:
        paper.set_state(state)
        outcome = delivered(printer(paper.address, profile_name[:3], Answers.YES))
        assert (outcome.kind, outcome.reason) == (Delivered.NOT_SENT, reason)
        paper.set_state(State.READY)
        assert (paper.labels_waiting, paper.printed) == (0, ())


@pytest.mark.parametrize(("profile_name", "reason"), [("zpl", "paper-out"), ("epl", "paper-out")])
def test_a_fault_named_after_the_job_leaves_it_unknown(profile_name: str, reason: str) -> None:
    with VirtualPrinter(profile_name) as paper:
        paper.set_state(State.PAPER_OUT)
        outcome = delivered(printer(paper.address, profile_name))
        assert (outcome.kind, outcome.reason, paper.printed) == (Delivered.UNKNOWN, reason, ())


def test_a_printer_that_falls_silent_after_a_job_leaves_it_unknown() -> None:
    with VirtualPrinter("zpl-silent") as paper:
        paper.paper_out_after(1)
        outcome = delivered(printer(paper.address, answers=Answers.YES))
        assert (outcome.kind, outcome.reason) == (Delivered.UNKNOWN, "silent")


def test_a_printer_that_is_off_gets_nothing() -> None:
    with VirtualPrinter("zpl") as paper:
        paper.set_state(State.OFF)
        outcome = delivered(printer(paper.address))
        assert (outcome.kind, outcome.reason, outcome.evidence) == (Delivered.NOT_SENT, "unreachable", "refused")


@pytest.mark.parametrize(
    ("how", "answers", "kind"),
    [
        (Drop.RST, Answers.UNKNOWN, Delivered.UNKNOWN),
        (Drop.FIN, Answers.NO, Delivered.HANDED_OVER),
    ],
)
def test_a_line_that_breaks_confirms_nothing(how: Drop, answers: Answers, kind: Delivered) -> None:
    with VirtualPrinter("zpl") as paper:
        paper.drop_after(60, how)
        outcome = delivered(printer(paper.address, answers=answers))
        assert outcome.kind is kind
        assert paper.printed == ()


@dataclass
class Scripted:
    """A transport whose printer says what is written here."""

    answers: list[bytes]
    delivered: list[bytes] = field(default_factory=list)

    def deliver(self, job: bytes, query: bytes | None, *, file_name: str) -> Delivery:
        assert query == HOST_STATUS
        self.delivered.append(job)
        return Delivery(DeliveryState.CONFIRMED_BY_ANSWER, self.answers.pop(0), Detail.ANSWERED, len(job), "tcp://x")


def status_with(remaining: int) -> bytes:
    strings = ("030,0,0,1218,000,0,0,0,000,0,0,0", f"000,0,0,0,0,2,0,0,{remaining:08d},1,000", "1234,0")
    return "".join(f"\x02{text}\x03\r\n" for text in strings).encode()


@pytest.mark.parametrize(
    ("remaining", "kind", "waits"),
    [([0], Delivered.CONFIRMED, 0), ([1, 1, 0], Delivered.CONFIRMED, 2), ([1] * 99, Delivered.HANDED_OVER, 25)],
)
def test_a_label_that_is_still_printing_is_waited_for_and_sent_once(
    monkeypatch: pytest.MonkeyPatch, remaining: list[int], kind: Delivered, waits: int
) -> None:
    line = Scripted([status_with(count) for count in remaining])
    monkeypatch.setattr("printers.device.open_transport", lambda address, **_: line)
    waited: list[float] = []
    outcome = StationDevice(wait=waited.append).deliver(printer("tcp://x"), b"^XA^XZ", "a.zpl")
    assert (outcome.kind, len(waited)) == (kind, waits)
    assert line.delivered.count(b"^XA^XZ") == 1


def test_an_answer_that_no_printer_gives_confirms_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    line = Scripted([b"\x02HTTP/1.1 400\x03\x02?\x03\x02?\x03"])
    monkeypatch.setattr("printers.device.open_transport", lambda address, **_: line)
    outcome = DEVICE.deliver(printer("tcp://x"), b"^XA^XZ", "a.zpl")
    assert (outcome.kind, outcome.reason) == (Delivered.UNKNOWN, "silent")


def test_a_probe_prints_nothing_and_tells_what_is_wrong() -> None:
    with VirtualPrinter("zpl") as paper, VirtualPrinter("clone") as clone:
        paper.set_state(State.PAPER_OUT)
        probed = DEVICE.probe(printer(paper.address))
        assert (probed.is_reachable, probed.answers, probed.reason) == (True, Answers.YES, "paper-out")
        assert DEVICE.probe(printer(clone.address)).answers is Answers.NO
        clone.set_state(State.OFF)
        assert not DEVICE.probe(printer(clone.address)).is_reachable
        assert (paper.labels_waiting, clone.printed) == (0, ())
    assert DEVICE.probe(printer("folder:/nowhere")).answers is Answers.NO


# --- the whole way: queue, renderer, line, paper ---


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """A station with the real device package."""
    made = World(tmp_path / "data")
    yield made
    made.store.close()


def real(world: World) -> Press:
    return Press(world.store, world.desk, world.press.files, DEVICE)


def texts(paper: VirtualPrinter) -> list[str]:
    return [line.text for out in paper.printed for line in out.page.texts]


def test_a_test_label_on_paper_says_its_language_and_its_code(world: World) -> None:
    """S2-18."""
    with VirtualPrinter("epl") as paper:
        added = service.add_printer(real(world), "Bench", kind_for("epl"), paper.address)
        done = service.print_specimen(real(world), added.id)
        assert (done.outcome.kind, done.printer.answers) == (Delivered.CONFIRMED, Answers.YES)
        [out] = paper.printed
        assert "EPL" in texts(paper)
        assert [symbol.data for symbol in out.page.symbols] == [specimen_code(added)]


def test_paper_that_ends_in_a_batch_confirms_nothing_and_another_printer_takes_the_rest(
    world: World, tmp_path: Path
) -> None:
    """Idea 10: the EPL printer runs out after two labels, the rest come out as PDF files, none twice."""
    press = real(world)
    with VirtualPrinter("epl") as paper:
        thermal = service.add_printer(press, "Zebra", kind_for("epl"), paper.address)
        laser = service.add_printer(press, "Laser", kind_for("pdf", media="letter"), f"folder:{tmp_path / 'pdf'}")
        batch = queue.enqueue_labels(world.store, world.desk, thermal.id, world.labels(6))
        paper.paper_out_after(2)
        first = run_printer(press, thermal.id)
        # The roll ended with the second label on paper: the printer reports the fault, and nobody can say.
        assert [job.state for job in first.jobs] == [JobState.CONFIRMED, JobState.UNKNOWN]
        assert first.stopped == "paper-out"
        again = run_printer(press, thermal.id)
        assert [(job.state, job.reason) for job in again.jobs] == [(JobState.FAILED, "paper-out")]
        assert len(queue.fail_over(world.store, world.desk, thermal.id, laser.id).jobs) == 4
        run_printer(press, laser.id)
        paper.load_paper()
        assert texts(paper) == ["T000001", "T000002"]
        assert paper.labels_waiting == 0
    assert sorted(path.name for path in (tmp_path / "pdf").iterdir()) == [
        f"0001-{n:03d}-T{n:06d}.pdf" for n in (3, 4, 5, 6)
    ]
    with world.store.read() as q:
        assert [job.state.value for job in jobs_of_batch(q, batch.id)] == [
            "confirmed", "unknown", "handed-over", "handed-over", "handed-over", "handed-over",
        ]  # fmt: skip
