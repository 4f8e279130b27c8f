"""Reads EPL2 page mode the way a label printer does, and gives the labels back as pictures.

Strict: a line that a printer would answer with an error is not drawn and is a fault.

Source: Zebra EPL Programming Guide 14245L-003; 980352-001.
"""

from printers.virtual.epl_image import HANDLERS, EplImage
from printers.virtual.epl_stream import EplParams, EplStream, Line
from printers.virtual.page import Command, Complaints, Event, Fault, LabelRead, QueryRead, Reading, printable

_MAX_RAW_BYTES = 4_000_000
_PARAMETER_BEGINS = b'0123456789,"'
_QUERIES = {"UQ", "^ee"}
_PERSISTENT = {
    "^default": "factory settings",
    "^@": "reset",
    "xa": "calibrates, feeds labels",
    "AUTOFR": "runs a form at power on",
    "Y": "serial port",
    "M": "memory allocation",
    "W": "windowing mode",
    "US": "error reporting on",
    "UT": "alternate error reporting",
    "UN": "error reporting off",
    "UM": "reply mode",
    "eR": "error character",
    "dump": "dump mode",
    "ES": "stores a font",
    "EK": "erases fonts",
    "FS": "stores a form",
    "FK": "erases forms",
    "FR": "runs a form",
    "GM": "stores graphics",
    "GK": "erases graphics",
    "oB": "bar code options",
    "oR": "ribbon options",
    "oM": "disables an option",
    "oH": "hardware options",
    "ZN": "network",
}


class EplReader:
    """A printer's EPL2 interpreter; feed it bytes in any pieces; half a line waits for the next client."""

    def __init__(self, dpi: int = 203) -> None:
        self.dpi = dpi
        self.complain = Complaints()
        self.commands: list[Command] = []
        self.stray = bytearray()
        self._stream = EplStream()
        self._image = EplImage(dpi, self.complain)
        self._raw = bytearray()

    @property
    def is_inside_label(self) -> bool:
        """Lines were read since the last P, or half a line waits."""
        return bool(self._raw.strip()) or self._stream.waiting > 0

    @property
    def held_bytes(self) -> int:
        """Bytes of what is not printed yet."""
        return self._stream.waiting + len(self._raw)

    @property
    def label_length(self) -> int:
        """Length of the label in dots."""
        return self._image.length_dots

    def feed(self, data: bytes) -> list[Event]:
        """Read more of the stream; what happened, in order."""
        self._stream.feed(data)
        return self._run(final=False)

    def finish(self) -> list[Event]:
        """The stream is over; half a line or a label without P is a fault."""
        events = self._run(final=True)
        if self._stream.waiting:
            self.complain.add(f"{self._stream.waiting} bytes without a line end")
        return events

    def _run(self, final: bool) -> list[Event]:
        events: list[Event] = []
        while (line := self._stream.next(final)) is not None:
            if len(self._raw) < _MAX_RAW_BYTES:
                self._raw += line.raw
            event = self._obey(line) if line.text else None
            if event is not None:
                events.append(event)
        return events

    def _obey(self, line: Line) -> Event | None:
        name = _name(line.text)
        if name is None:
            self.complain.add(f"syntax (01) at {line.at}: {printable(line.text)}")
            if len(self.stray) < _MAX_RAW_BYTES:
                self.stray += line.raw
            return None
        rest = line.text[len(name) :]
        self.commands.append(Command(name, rest, line.at))
        try:
            if name in _PERSISTENT:
                self.complain.add(f"persistent command {name}{printable(rest, 12)} at {line.at}: {_PERSISTENT[name]}")
            elif name in _QUERIES:
                EplParams(name, rest).count(0)
                return QueryRead(name)
            elif name == "GW":
                self._image.graphic(EplParams(name, rest), line.graphic)
            elif name == "P":
                return self._print(EplParams(name, rest))
            else:
                HANDLERS[name](self._image, EplParams(name, rest))
        except Fault as fault:
            self.complain.add(f"{fault} (at {line.at})")
        return None

    def _print(self, params: EplParams) -> Event:
        """P[sets[,copies]]: the image stays and could be printed again."""
        params.count(0, 2)
        params.no_string()
        sets = params.whole(0, 1, 65535) if params.parts else 1
        each = params.whole(1, 1, 65535) if len(params.parts) > 1 else 1
        page = self._image.sheet().page(sets * each)
        self._image.note_printed()
        raw = bytes(self._raw)
        self._raw.clear()
        return LabelRead(page, raw)


_NAMES = sorted({*HANDLERS, *_PERSISTENT, *_QUERIES, "GW", "P"}, key=len, reverse=True)


def _name(text: bytes) -> str | None:
    """The longest command that the line begins with; commands are case sensitive."""
    for name in _NAMES:
        if text.startswith(name.encode()):
            follows = text[len(name) : len(name) + 1]
            if name not in _PERSISTENT or not follows or follows in _PARAMETER_BEGINS:
                return name
    return None


def read_epl(data: bytes, dpi: int = 203) -> Reading:
    """All labels of an EPL2 stream, every fault and every command; never raises on any bytes.

    Args:
        data: The stream.
        dpi: Dots per inch of the head, 203 or 300; fonts have other cells at 300.
    """
    reader = EplReader(dpi)
    events = reader.feed(data) + reader.finish()
    pages = tuple(event.page for event in events if isinstance(event, LabelRead))
    return Reading(pages, reader.complain.lines(), tuple(reader.commands))
