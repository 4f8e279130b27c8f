"""The label document: what is on a label, in integer micrometres, in no printer's language.

Geometry lies on a 125 um grid (exactly one dot at 203.2 dpi, 8 dots/mm). x grows to the right and y downwards from
the top left of the label. Renderers in `printers/languages` turn a document into bytes; they `match` over `Element`
and end in `assert_never`, so that a new element is a type error until every language knows it.
"""

from dataclasses import dataclass
from enum import Enum

GRID_UM = 125
MIN_MODULE_UM = 330  # 13 mil, the narrowest bar that every carrier of the catalogue takes (facts: USPS IMpb, S10)


class Fit(Enum):
    """What to do with text that is wider than its box."""

    SHRINK = "shrink"  # a smaller size down to 60 %, then cut and noted
    CUT = "cut"  # cut at the box, noted
    WRAP = "wrap"  # lines (at each line feed) in one size: smaller, then broken, then run on, then cut and noted


class Align(Enum):
    """Where text stands in its box."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Text:
    """Text in a box.

    (x_um, y_um) is the top left of the first line's capital letters (accents rise above it); `size_um` is the font
    size: a capital is about three quarters of it high. Lines of wrapped text are 1.2 sizes apart, and never smaller
    than 1.5 mm.
    """

    x_um: int
    y_um: int
    width_um: int
    height_um: int
    text: str
    size_um: int
    bold: bool = False
    align: Align = Align.LEFT
    fit: Fit = Fit.SHRINK
    role: str = ""  # "recipient", "tracking", ...: lets notes and tests name what was cut
    white: bool = False  # white letters, on a filled Rule beneath
    middle: bool = False  # the lines stand in the middle of the box's height, not at its top


@dataclass(frozen=True, slots=True)
class Rule:
    """A filled bar: a horizontal or vertical line, or a solid block."""

    x_um: int
    y_um: int
    width_um: int
    height_um: int


@dataclass(frozen=True, slots=True)
class Box:
    """A frame with lines of `line_um`, drawn inside the given rectangle."""

    x_um: int
    y_um: int
    width_um: int
    height_um: int
    line_um: int


@dataclass(frozen=True, slots=True)
class Image:
    """A 1-bit picture: `rows` of bytes, most significant bit left, 1 is black; `module_um` is one pixel."""

    x_um: int
    y_um: int
    pixels_wide: int
    rows: tuple[bytes, ...]
    module_um: int


@dataclass(frozen=True, slots=True)
class Code128:
    """A plain Code 128 of printable ASCII; the renderer picks the shortest code sets."""

    x_um: int
    y_um: int
    height_um: int
    module_um: int  # nominal; each renderer rounds to whole dots of its head
    data: str
    max_width_um: int  # bars, without quiet zones; they are centred in it
    min_module_um: int = MIN_MODULE_UM  # a renderer refuses rather than going below


@dataclass(frozen=True, slots=True)
class Gs1128:
    """GS1-128: `fields` are element strings (application identifier and value), FNC1 before each."""

    x_um: int
    y_um: int
    height_um: int
    module_um: int
    fields: tuple[str, ...]
    max_width_um: int
    min_module_um: int = MIN_MODULE_UM


@dataclass(frozen=True, slots=True)
class DataMatrix:
    """ECC 200 square; with `gs1` the fields are GS1 element strings, else one plain field."""

    x_um: int
    y_um: int
    module_um: int
    fields: tuple[str, ...]
    gs1: bool
    max_side_um: int


@dataclass(frozen=True, slots=True)
class Pdf417:
    """PDF417 of printable ASCII and control characters."""

    x_um: int
    y_um: int
    module_um: int
    row_um: int
    columns: int
    data: str


@dataclass(frozen=True, slots=True)
class MaxiCode:
    """UPS MaxiCode, modes 2 and 3; its size is fixed: 27.9 x 26.7 mm with the quiet module around it.

    Mode 2 when `postal` is nine digits, else mode 3.
    """

    x_um: int
    y_um: int
    postal: str  # 9 digits (mode 2) or 6 characters (mode 3)
    country: str  # ISO 3166 numeric, 3 digits
    service_class: str  # 3 digits
    message: str  # secondary message, with its control characters


@dataclass(frozen=True, slots=True)
class QrCode:
    """QR code of text, error correction M."""

    x_um: int
    y_um: int
    module_um: int
    data: str


Element = Text | Rule | Box | Image | Code128 | Gs1128 | DataMatrix | Pdf417 | MaxiCode | QrCode


@dataclass(frozen=True, slots=True)
class LabelDocument:
    """One label.

    Attributes:
        width_um: Media width, for 4x6 inch 101600.
        height_um: Media height (feed direction), for 4x6 inch 152400.
        elements: In drawing order.
        version: Version of this model, stored with each document.
    """

    width_um: int
    height_um: int
    elements: tuple[Element, ...]
    version: int = 1
