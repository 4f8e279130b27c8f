"""What a ZPL printer remembers: settings that outlive a label, the open label, the open field."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from printers.virtual.page import Complaints, Fault, printable
from printers.virtual.sheet import Drawing, Sheet

MAX_DOTS = 32000  # the largest coordinate of the language
TURNS = {"N": 0, "R": 1, "I": 2, "B": 3}


class Params:
    """The parameters of one command, read with their documented ranges."""

    def __init__(self, name: str, data: bytes, delimiter: int) -> None:
        self.name = name
        self.data = data
        self._delimiter = bytes((delimiter,))
        self._parts = [part.strip() for part in data.split(self._delimiter)]

    def text(self, place: int, default: str = "") -> str:
        """A parameter as text, the default where it is missing or empty."""
        part = self._parts[place] if place < len(self._parts) else b""
        return part.decode("latin-1") if part else default

    def whole(self, place: int, default: int, low: int, high: int) -> int:
        """A whole number in a range.

        Raises:
            Fault: Not a number, or outside; a real printer ignores the command.
        """
        text = self.text(place)
        if not text:
            return default
        digits = text.removeprefix("-")
        if not (digits.isascii() and digits.isdigit()) or len(digits) > 8:
            raise Fault(f"{self.name}: {printable(text)} is not a number")
        number = int(text)
        if not low <= number <= high:
            raise Fault(f"{self.name}: {number} is outside {low} to {high}")
        return number

    def rest(self, place: int) -> bytes:
        """Everything after `place` delimiters, untouched."""
        parts = self.data.split(self._delimiter, place)
        return parts[place] if len(parts) > place else b""

    def letter(self, place: int, default: str, allowed: str) -> str:
        """One letter of a set."""
        text = self.text(place, default).upper()
        if len(text) != 1 or text not in allowed:
            raise Fault(f"{self.name}: {printable(text)} is not one of {allowed}")
        return text

    def turns(self, place: int, default: int) -> int:
        """An orientation as clockwise quarter turns."""
        text = self.text(place).upper()
        if not text:
            return default
        if text not in TURNS:
            raise Fault(f"{self.name}: {printable(text)} is not an orientation")
        return TURNS[text]

    def none_after(self, count: int) -> None:
        """Refuse surplus parameters."""
        if len(self._parts) > count and any(self._parts[count:]):
            raise Fault(f"{self.name}: more than {count} parameters")


@dataclass(frozen=True, slots=True)
class FontChoice:
    """A font with its size in dots."""

    name: str
    turns: int
    height: int
    width: int


@dataclass(frozen=True, slots=True)
class Block:
    """^FB: a block of lines, dots."""

    width: int
    lines: int
    spacing: int
    justify: str
    hanging: int


class BarcodeField(Protocol):
    """A bar code command waiting for its field data."""

    @property
    def turns(self) -> int:
        """Clockwise quarter turns."""

    @property
    def drop_dots(self) -> int:
        """How much lower than its origin the symbol lands."""

    def draw(self, data: bytes) -> Drawing:
        """The symbol for the data (field hex already resolved)."""


@dataclass(slots=True)
class Field:
    """The field between ^FO and ^FS."""

    x: int = 0
    y: int = 0
    typeset: bool = False
    justify_right: bool = False
    placed: bool = False
    font: FontChoice | None = None
    block: Block | None = None
    barcode: BarcodeField | None = None
    graphic: Drawing | None = None
    graphic_white: bool = False
    data: bytes | None = None
    hex_sign: int | None = None
    reverse: bool = False

    @property
    def is_empty(self) -> bool:
        """Nothing that ^FS could print."""
        return self.data is None and self.barcode is None and self.graphic is None


@dataclass(slots=True)
class Settings:
    """What stays until changed or until the power goes."""

    dpi: int
    width: int
    length: int
    home_x: int = 0
    home_y: int = 0
    font: FontChoice = FontChoice("A", 0, 9, 5)
    turns: int = 0
    justify_right: bool = False
    encoding: str = "cp850"
    module: int = 2
    bar_height: int = 10
    reverse_all: bool = False
    inverted: bool = False
    stored: dict[str, Drawing] = field(default_factory=dict)


@dataclass(slots=True)
class OpenLabel:
    """The label between ^XA and ^XZ."""

    raw: bytearray
    sheet: Sheet | None = None
    copies: int = 1
    field: Field = field(default_factory=Field)


@dataclass(slots=True)
class ZplState:
    """All of it, with the list of faults."""

    settings: Settings
    complain: Complaints
    label: OpenLabel | None = None

    def sheet(self) -> Sheet:
        """The sheet of the open label, cut to size when the first ink falls."""
        label = self.open_label()
        if label.sheet is None:
            label.sheet = Sheet(self.settings.width, self.settings.length, self.settings.dpi)
        return label.sheet

    def open_label(self) -> OpenLabel:
        """The open label; drawing outside one is a fault."""
        if self.label is None:
            raise Fault("drawing outside ^XA and ^XZ")
        return self.label


Handler = Callable[[ZplState, Params], None]
