"""The printer behind the socket: receive buffer, queue of labels, paper, answers. No network, no clock."""

import json
from collections import deque
from pathlib import Path

from printers.virtual import glyphs
from printers.virtual.answers import answer
from printers.virtual.epl import EplReader
from printers.virtual.page import LabelRead, QueryRead, printable
from printers.virtual.sheet import Sheet
from printers.virtual.states import Condition, JournalEntry, Language, PrintedLabel, Profile, State
from printers.virtual.zpl import ZplReader

ROLL_LABELS = 10_000
_GARBAGE_BYTES = 16  # fewer stray bytes than this do not fill a line of paper
_GARBAGE_LINE_CHARACTERS = 48
_READ_FREELY = 65_536


class _Waiting:
    """A label in the queue and how many copies are still to come out."""

    def __init__(self, label: LabelRead) -> None:
        self.label = label
        self.done = 0

    @property
    def left(self) -> int:
        return self.label.page.copies - self.done


class Engine:
    """One printer; not thread-safe, its owner holds the lock."""

    def __init__(self, profile: Profile, dpi: int, buffer_bytes: int, out: Path | None) -> None:
        self.profile = profile
        self.dpi = dpi
        self.buffer_bytes = buffer_bytes
        self.out = out
        self.state = State.READY
        self.printed: list[PrintedLabel] = []
        self.journal: list[JournalEntry] = []
        self.faults: list[str] = []
        self._paper = ROLL_LABELS
        self._fault_codes: list[str] = []
        self._power_up()
        if out is not None:
            out.mkdir(parents=True, exist_ok=True)

    def _power_up(self) -> None:
        self._queue: deque[_Waiting] = deque()
        is_zpl = self.profile.language is Language.ZPL
        self._reader: ZplReader | EplReader = ZplReader(self.dpi) if is_zpl else EplReader(self.dpi)

    @property
    def held_bytes(self) -> int:
        """Bytes in memory: labels in the queue and what is not complete."""
        return self._reader.held_bytes + sum(len(waiting.label.data) for waiting in self._queue)

    @property
    def labels_waiting(self) -> int:
        """Labels read but not printed, copies counted."""
        return sum(waiting.left for waiting in self._queue)

    def room(self) -> int:
        """How many bytes it will take now; none when it cannot print and its buffer is full."""
        if self.state is State.OFF:
            return 0
        if self.state is State.READY:
            return _READ_FREELY
        return max(0, self.buffer_bytes - self.held_bytes)

    def receive(self, data: bytes) -> bytes:
        """Take bytes from the line; what goes back on it."""
        reply = bytearray()
        events = self._reader.feed(data)
        self._take_faults()  # before a question of the same bytes is answered: it asks for them
        for event in events:
            if isinstance(event, LabelRead):
                self._queue.append(_Waiting(event))
                self._run_paper()
            else:
                reply += self._asked(event)
        return bytes(reply)

    def disconnected(self) -> None:
        """The client is gone; a half label stays for the next one, text that was no language is printed as text."""
        stray = bytes(self._reader.stray)
        self._reader.stray.clear()
        if len(stray) >= _GARBAGE_BYTES:
            self._print_garbage(stray)
        if self._reader.is_inside_label:
            self.note("half-label", f"{self._reader.held_bytes} bytes kept for the next client")

    def set_state(self, state: State) -> None:
        """Something happens to the printer; a power cut loses what it held."""
        if state is self.state:
            return
        if state is State.OFF:
            self.note("power", f"off, {self.held_bytes} bytes and {self.labels_waiting} labels lost")
            self._power_up()
        else:
            self.note("state", state.value)
        self.state = state
        self._run_paper()

    def load_paper(self, labels: int) -> None:
        """So many labels until the paper is out; loading paper ends "paper out"."""
        self._paper = labels
        if labels and self.state is State.PAPER_OUT:
            self.set_state(State.READY)
        elif not labels:
            self.set_state(State.PAPER_OUT)

    def note(self, kind: str, detail: str) -> None:
        """Write the journal."""
        entry = JournalEntry(len(self.journal) + 1, kind, detail)
        self.journal.append(entry)
        if self.out is not None:
            row = {"number": entry.number, "kind": entry.kind, "detail": entry.detail}
            with (self.out / "journal.jsonl").open("a", encoding="utf-8") as file:
                file.write(json.dumps(row) + "\n")

    def _asked(self, query: QueryRead) -> bytes:
        now = Condition(
            self.state,
            self.dpi,
            self._reader.label_length,
            len(self._queue),
            self.labels_waiting,
            self.room() == 0,
            self._reader.is_inside_label and self.profile.language is Language.ZPL,
            tuple(dict.fromkeys(self._fault_codes)),
        )
        reply = answer(self.profile, query.query, now)
        if query.query == "^ee":
            self._fault_codes.clear()
        self.note("query", f"{query.query} -> {len(reply)} bytes")
        return reply

    def _take_faults(self) -> None:
        for fault in self._reader.complain.take():
            self.faults.append(fault)
            self._fault_codes.append("02" if "(02)" in fault else "01")
            self.note("fault", fault)
        self._reader.commands.clear()

    def _run_paper(self) -> None:
        while self._queue and self.state is State.READY:
            waiting = self._queue[0]
            waiting.done += 1
            self._paper_out_comes(PrintedLabel(waiting.label.data, waiting.label.page, waiting.done))
            if not waiting.left:
                self._queue.popleft()

    def _paper_out_comes(self, label: PrintedLabel) -> None:
        self.printed.append(label)
        number = len(self.printed)
        self.note("garbage" if label.is_garbage else "label", f"number {number}, copy {label.copy}")
        if self.out is not None and label.copy == 1:
            (self.out / f"{number:04d}.{self.profile.language.value}").write_bytes(label.data)
            (self.out / f"{number:04d}.png").write_bytes(label.page.png())
        self._paper -= 1
        if self._paper <= 0:
            self.set_state(State.PAPER_OUT)

    def _print_garbage(self, stray: bytes) -> None:
        """What people see when the language is wrong: the code as text."""
        sheet = Sheet(4 * self.dpi, 6 * self.dpi, self.dpi)
        cell = glyphs.EPL_FONTS[203]["3"]
        rows = [stray[at : at + _GARBAGE_LINE_CHARACTERS] for at in range(0, len(stray), _GARBAGE_LINE_CHARACTERS)]
        for place, row in enumerate(rows[: sheet.height // cell.height]):
            sheet.put_corner(glyphs.cells(printable(row, len(row)), cell, 1, 1, "3"), 0, place * cell.height, 0)
        if self.state is State.READY:
            self._paper_out_comes(PrintedLabel(stray, sheet.page(1), is_garbage=True))
