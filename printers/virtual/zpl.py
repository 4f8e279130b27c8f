"""Reads ZPL II the way a label printer does, and gives the labels back as pictures.

Strict on purpose: what a lenient printer would swallow is printed as well as it can be and noted as a fault. Commands
that would outlive the label in a real printer are obeyed where that changes later labels (a changed prefix stays
changed) and always noted, so that text which smuggles commands into a label cannot go unseen.

Source: Zebra ZPL II Programming Guide 45541L; docs.zebra.com.
"""

from printers.virtual import zpl_fields, zpl_graphics, zpl_settings
from printers.virtual.page import Command, Complaints, Event, Fault, LabelRead, QueryRead, Reading, printable
from printers.virtual.zpl_state import FontChoice, Handler, OpenLabel, Params, Settings, ZplState
from printers.virtual.zpl_stream import Stray, Token, ZplStream

HANDLERS: dict[str, Handler] = zpl_fields.HANDLERS | zpl_graphics.HANDLERS | zpl_settings.HANDLERS
_LABEL_INCHES = (4, 6)  # what is loaded when the stream does not say
_MAX_RAW_BYTES = 4_000_000

_QUERIES = {"~HS", "~HI", "~HM", "~HU", "~HB", "~HD", "^HH", "^HW", "^HZ"}
_PERSISTENT = {
    "^JU": "saves settings to flash",
    "^JB": "erases flash memory",
    "~JB": "erases flash memory",
    "^KP": "sets a password",
    "^KN": "names the printer",
    "^KL": "sets the language",
    "^SC": "sets the serial port",
    "^SZ": "sets the ZPL mode",
    "^SX": "alerts",
    "^ST": "sets the clock",
    "^SL": "sets the clock mode",
    "^DF": "stores a format",
    "^EG": "erases graphics",
    "~EG": "erases graphics",
    "~NC": "network",
    "^ND": "network",
    "^NS": "network",
    "^NI": "network",
    "~NR": "network",
    "~NT": "network",
    "^JF": "battery mode",
    "^JZ": "reprint after error",
}
_SETTINGS = {
    "^MM": "print mode",
    "^MN": "media tracking",
    "^MT": "media type",
    "^MC": "map clear",
    "^MF": "media feed",
    "^ML": "maximum length",
    "^MP": "panel",
    "^MW": "head warning",
    "~SD": "darkness",
    "~TA": "tear-off position",
    "~JS": "backfeed",
    "^JS": "sensor",
    "^JT": "head test",
    "^JJ": "auxiliary port",
    "^LT": "label top",
    "^SS": "media sensors",
    "^SR": "head resistance",
}
_ACTIONS = {
    "~JA": "cancel all",
    "~JX": "cancel format",
    "~JP": "pause and cancel",
    "~JR": "reset",
    "~JC": "calibrate",
    "~JD": "diagnostics",
    "~JE": "end of diagnostics",
    "~JG": "sensor graph",
    "~JL": "label length",
    "~JN": "head test",
    "~JO": "head test",
    "~PH": "feed",
    "^PH": "feed",
    "~PP": "pause",
    "^PP": "pause",
    "~PS": "start",
    "^PF": "slew",
    "~PR": "applicator reprint",
    "~WC": "configuration label",
    "^WD": "directory label",
    "~RO": "reset counters",
}


class ZplReader:
    """A printer's ZPL interpreter; feed it bytes in any pieces.

    What it remembers (settings, prefixes, an unfinished label) stays from one feed to the next, as in a printer that
    serves one client after the other.
    """

    def __init__(self, dpi: int = 203) -> None:
        self.dpi = dpi
        self.complain = Complaints()
        self.commands: list[Command] = []
        self.stray = bytearray()
        self._stream = ZplStream()
        self._state = self._cold()

    def _cold(self) -> ZplState:
        width, length = (inches * self.dpi for inches in _LABEL_INCHES)
        return ZplState(Settings(self.dpi, width, length, font=FontChoice("A", 0, 9, 5)), self.complain)

    @property
    def is_inside_label(self) -> bool:
        """A label was begun and not ended, or a command is incomplete."""
        return self._state.label is not None or self._stream.waiting > 0

    @property
    def held_bytes(self) -> int:
        """Bytes of what is not printed yet: the open label and the incomplete command."""
        label = self._state.label
        return self._stream.waiting + (len(label.raw) if label else 0)

    @property
    def label_length(self) -> int:
        """Length of the label in dots, as ~HS reports it."""
        return self._state.settings.length

    def feed(self, data: bytes) -> list[Event]:
        """Read more of the stream; what happened, in order."""
        self._stream.feed(data)
        return self._run(final=False)

    def finish(self) -> list[Event]:
        """The stream is over: complete what can be, note what is left."""
        events = self._run(final=True)
        if self._state.label is not None:
            self.complain.add("the last label has no ^XZ and is not printed")
        return events

    def _run(self, final: bool) -> list[Event]:
        events: list[Event] = []
        while (piece := self._stream.next(final)) is not None:
            if isinstance(piece, Stray):
                self._outside(piece)
            elif (event := self._obey(piece)) is not None:
                events.append(event)
        return events

    def _outside(self, stray: Stray) -> None:
        self._keep_raw(stray.raw)
        if not stray.is_white:
            self.complain.add(f"text outside commands at {stray.at}: {printable(stray.raw)}")
            if len(self.stray) < _MAX_RAW_BYTES:
                self.stray += stray.raw

    def _keep_raw(self, raw: bytes) -> None:
        label = self._state.label
        if label is not None and len(label.raw) < _MAX_RAW_BYTES:
            label.raw += raw

    def _obey(self, token: Token) -> Event | None:
        self.commands.append(Command(token.name, token.data, token.at))
        if token.lower_case:
            self.complain.add(f"{token.name} in lower case at {token.at}")
        self._keep_raw(token.raw)
        if token.name == "^XZ":
            return self._end()
        if token.name in _QUERIES:
            return QueryRead(token.name)
        if token.name == "~HQ":
            return QueryRead("~HQ" + token.data.decode("latin-1").upper())
        if token.name == "^XA":
            self._begin(token)
        else:
            self._dispatch(token)
        return None

    def _dispatch(self, token: Token) -> None:
        name = token.name
        shown = printable(token.data.strip(), 12)
        if name[1:] in ("CC", "CT", "CD"):
            self._change_prefix(token)
        elif name in _PERSISTENT:
            self.complain.add(f"persistent command {name}{shown} at {token.at}: {_PERSISTENT[name]}")
        elif name in _SETTINGS:
            self.complain.add(f"printer setting {name}{shown} at {token.at}: {_SETTINGS[name]}")
        elif name in _ACTIONS:
            self._act(token)
        elif name in HANDLERS:
            try:
                HANDLERS[name](self._state, Params(name, token.data, self._stream.delimiter))
            except Fault as fault:
                self.complain.add(f"{fault} (at {token.at})")
        else:
            self.complain.add(f"unknown command {printable(name)} at {token.at}")

    def _begin(self, token: Token) -> None:
        if self._state.label is not None:
            self.complain.add(f"^XA inside a label at {token.at}: the label begun before is lost")
        self._state.label = OpenLabel(bytearray(token.raw))

    def _end(self) -> Event | None:
        label = self._state.label
        self._state.label = None
        if label is None:
            self.complain.add("^XZ without ^XA")
            return None
        if not label.field.is_empty:
            self.complain.add("the last field has no ^FS and is not printed")
        if label.sheet is None:
            return None
        page = label.sheet.page(label.copies, self._state.settings.inverted)
        return LabelRead(page, bytes(label.raw))

    def _change_prefix(self, token: Token) -> None:
        """^CC ^CD ^CT stay in force for every later label: the worst that smuggled text can do."""
        self.complain.add(f"persistent command {token.name}{printable(token.data)} at {token.at}: changes a prefix")
        if not token.data:
            return
        if token.name[1:] == "CC":
            self._stream.caret = token.data[0]
        elif token.name[1:] == "CT":
            self._stream.tilde = token.data[0]
        else:
            self._stream.delimiter = token.data[0]

    def _act(self, token: Token) -> None:
        self.complain.add(f"printer action {token.name} at {token.at}: {_ACTIONS[token.name]}")
        if token.name in ("~JA", "~JX", "~JP"):
            self._state.label = None
        elif token.name == "~JR":
            self._state = self._cold()
            self._stream.caret, self._stream.tilde, self._stream.delimiter = b"^~,"


def read_zpl(data: bytes, dpi: int = 203) -> Reading:
    """All labels of a ZPL stream, every fault and every command; never raises on any bytes.

    Args:
        data: The stream.
        dpi: Dots per inch of the head, 203 or 300.
    """
    reader = ZplReader(dpi)
    events = reader.feed(data) + reader.finish()
    pages = tuple(event.page for event in events if isinstance(event, LabelRead))
    return Reading(pages, reader.complain.lines(), tuple(reader.commands))
