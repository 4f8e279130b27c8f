"""The image buffer of an EPL2 printer and the commands that draw into it.

Coordinates count from the reference point; an object turns clockwise about its own top left corner.

Source: Zebra EPL Programming Guide 14245L-003; 980352-001; the advances of the fonts from characters per inch.
"""

from collections.abc import Callable

from PIL import ImageDraw

from printers.virtual import epl_barcodes, glyphs
from printers.virtual.epl_stream import EplParams
from printers.virtual.graphics import bits_drawing
from printers.virtual.page import Complaints, Fault, printable
from printers.virtual.sheet import Drawing, Ink, Sheet, new_mask

_HEAD_INCHES_TENTHS = 41  # 832 dots at 203 dpi, what a 4 inch head covers
_DEFAULT_LENGTH_INCHES = 6
_FAR = 32000
_CODE_PAGES = {
    "0": "cp437",
    "1": "cp850",
    "2": "cp852",
    "3": "cp860",
    "4": "cp863",
    "5": "cp865",
    "6": "cp857",
    "7": "cp861",
    "8": "cp862",
    "9": "cp855",
    "10": "cp866",
    "11": "cp737",
    "13": "cp869",
    "A": "cp1252",
    "B": "cp1250",
    "C": "cp1251",
    "D": "cp1253",
    "E": "cp1254",
    "F": "cp1255",
}


class EplImage:
    """Size, reference point, code page and the ink so far; a handler for each command."""

    def __init__(self, dpi: int, complain: Complaints) -> None:
        self.dpi = dpi
        self.complain = complain
        self.length_dots = _DEFAULT_LENGTH_INCHES * dpi
        self._table = 300 if dpi >= 250 else 203
        self._width = _HEAD_INCHES_TENTHS * dpi // 10
        self._reference = (0, 0)
        self._encoding = "cp437"
        self._sheet: Sheet | None = None
        self._on_paper = 0  # things drawn that were printed already

    def sheet(self) -> Sheet:
        """The image buffer."""
        if self._sheet is None:
            self._sheet = Sheet(self._width, self.length_dots, self.dpi)
        return self._sheet

    def _clear(self, name: str) -> None:
        if self._drawn() > self._on_paper and name != "N":
            self.complain.add(f"{name} clears what was drawn before it")
        self._sheet = None
        self._on_paper = 0

    def _drawn(self) -> int:
        return 0 if self._sheet is None else len(self._sheet.texts) + len(self._sheet.symbols)

    def note_printed(self) -> None:
        """All that is drawn is on paper; it stays in the buffer, and clearing it loses nothing."""
        self._on_paper = self._drawn()

    def _at(self, params: EplParams, x: int = 0, y: int = 1) -> tuple[int, int]:
        return (
            params.whole(x, -_FAR, _FAR) + self._reference[0],
            params.whole(y, -_FAR, _FAR) + self._reference[1],
        )

    def _fits(self, name: str, fits: bool) -> None:
        if not fits:
            self.complain.add(f"{name}: object off the label (02)")

    def clear(self, params: EplParams) -> None:
        """N."""
        params.count(0)
        self._clear("N")

    def width(self, params: EplParams) -> None:
        """Label width: qw."""
        params.count(1)
        self._width = params.whole(0, 1, _FAR)
        self._clear("q")

    def length(self, params: EplParams) -> None:
        """Qlength,gap[offset]: a gap in dots, B for a black mark, 0 for continuous."""
        params.count(1, 2)
        self.length_dots = params.whole(0, 1, _FAR)
        if len(params.parts) > 1:
            gap = params.parts[1].removeprefix("B").replace("+", ",").replace("-", ",").split(",")
            if not 1 <= len(gap) <= 2 or not all(part.isascii() and part.isdigit() for part in gap):
                raise Fault("Q: gap")
        self._clear("Q")

    def reference(self, params: EplParams) -> None:
        """Rx,y."""
        params.count(2)
        self._reference = (params.whole(0, 0, _FAR), params.whole(1, 0, _FAR))

    def density(self, params: EplParams) -> None:
        """Dn."""
        params.count(1)
        params.whole(0, 0, 15)

    def speed(self, params: EplParams) -> None:
        """Sn."""
        params.count(1)
        params.whole(0, 0, 6)

    def options(self, params: EplParams) -> None:
        """O[D][C..][P][L][S][F][N]: what is fitted."""
        params.no_string()
        if any(part.strip("DCPLSFNd,0123456789b") for part in params.parts):
            raise Fault("O: options")

    def code_page(self, params: EplParams) -> None:
        """Ibits,page,country."""
        params.count(1, 3)
        params.whole(0, 7, 8)
        page = params.parts[1] if len(params.parts) > 1 else "0"
        if page not in _CODE_PAGES:
            raise Fault(f"I: code page {printable(page)}")
        self._encoding = _CODE_PAGES[page]

    def direction(self, params: EplParams) -> None:
        """ZT, ZB, JF, JB, rY and their like: nothing on the picture depends on them."""
        params.count(0)
        params.no_string()

    def text(self, params: EplParams) -> None:
        """Ax,y,rotation,font,across,down,N|R,"data"."""
        params.count(7)
        x, y = self._at(params)
        turns, name = params.whole(2, 0, 3), params.parts[3]
        if name not in glyphs.EPL_FONTS[self._table]:
            raise Fault(f"A: font {printable(name)} is not in the printer (09)")
        across, down = params.whole(4, 1, 8), params.whole(5, 1, 9)
        reverse = params.choice(6, "NR") == "R"
        text = self._decoded(params.string(), name)
        if not text:
            return
        drawing = glyphs.cells(text, glyphs.EPL_FONTS[self._table][name], across, down, name)
        if reverse:
            sheet = self.sheet()
            solid = new_mask(drawing.width, drawing.height)
            solid.paste(1, (0, 0, drawing.width, drawing.height))
            sheet.put_pivot(Drawing(solid, 0, 0, drawing.width, drawing.height, 0), x, y, turns)
            self._fits("A", sheet.put_pivot(drawing, x, y, turns, Ink.REVERSE))
        else:
            self._fits("A", self.sheet().put_pivot(drawing, x, y, turns))

    def _decoded(self, data: bytes, font: str) -> str:
        controls = sorted({code for code in data if code < 0x20 or code == 0x7F})
        if controls:
            self.complain.add(f"A: control bytes {', '.join(f'{code:02X}' for code in controls)}")
        kept = bytes(code for code in data if code >= 0x20 and code != 0x7F)
        text = kept.decode(self._encoding, "replace")
        if "\ufffd" in text:
            self.complain.add(f"A: bytes that code page {self._encoding} lacks")
        if font == "5" and text != text.upper():
            self.complain.add("A: font 5 has no lower case")
        if font in "67" and not all(sign in "0123456789 .,:;+-/$" for sign in text):
            self.complain.add(f"A: font {font} has digits only")
        return text

    def barcode(self, params: EplParams) -> None:
        """Bx,y,rotation,type,narrow,wide,height,B|N,"data"."""
        drawing, turns = epl_barcodes.linear(params, self._table)
        x, y = self._at(params)
        self._fits("B", self.sheet().put_pivot(drawing, x, y, turns))

    def barcode_2d(self, params: EplParams) -> None:
        """bx,y,type,options,"data"."""
        placed = epl_barcodes.two_dimensional(params, self.dpi)
        x, y = self._at(params)
        drawing = placed.drawing
        if placed.centred:
            x, y = x - drawing.width // 2, y - drawing.height // 2
        x, y = x + placed.margin, y + placed.margin
        self._fits("b", self.sheet().put_pivot(drawing, x, y, placed.turns))

    def line(self, params: EplParams) -> None:
        """LO, LW and LE x,y,width,height: black, white, exclusive or."""
        params.count(4)
        params.no_string()
        x, y = self._at(params)
        across, down = params.whole(2, 1, _FAR), params.whole(3, 1, _FAR)
        ink = {"LO": Ink.BLACK, "LW": Ink.WHITE, "LE": Ink.REVERSE}[params.name]
        self._fits(params.name, self.sheet().fill(x, y, across, down, ink))

    def diagonal(self, params: EplParams) -> None:
        """LSx,y,thickness,x2,y2."""
        params.count(5)
        (x, y), (x2, y2) = self._at(params), self._at(params, 3, 4)
        thick = params.whole(2, 1, 999)
        left, top = min(x, x2), min(y, y2)
        mask = new_mask(abs(x2 - x) + thick, abs(y2 - y) + 1)
        corners = [(x - left, y - top), (x - left + thick - 1, y - top)]
        corners += [(x2 - left + thick - 1, y2 - top), (x2 - left, y2 - top)]
        ImageDraw.Draw(mask).polygon(corners, fill=1)
        drawing = Drawing(mask, 0, 0, mask.width, mask.height, 0)
        self._fits("LS", self.sheet().put_pivot(drawing, left, top, 0))

    def box(self, params: EplParams) -> None:
        """Xx,y,thickness,x2,y2: a frame whose outer corners are the two points."""
        params.count(5)
        (x, y), (x2, y2) = self._at(params), self._at(params, 3, 4)
        thick = params.whole(2, 1, 999)
        mask = new_mask(abs(x2 - x) + 1, abs(y2 - y) + 1)
        ImageDraw.Draw(mask).rectangle((0, 0, mask.width - 1, mask.height - 1), outline=1, width=thick)
        drawing = Drawing(mask, 0, 0, mask.width, mask.height, 0)
        self._fits("X", self.sheet().put_pivot(drawing, min(x, x2), min(y, y2), 0))

    def graphic(self, params: EplParams, data: bytes | None) -> None:
        """GWx,y,bytes across,rows,data: a bit of 0 is black."""
        params.count(4)
        x, y = self._at(params)
        if data is None:
            raise Fault("GW: no data")
        drawing = bits_drawing(data, params.whole(2, 1, 999), one_is_ink=False)
        self._fits("GW", self.sheet().put_pivot(drawing, x, y, 0))


HANDLERS: dict[str, Callable[[EplImage, EplParams], None]] = {
    "N": EplImage.clear,
    "q": EplImage.width,
    "Q": EplImage.length,
    "R": EplImage.reference,
    "D": EplImage.density,
    "S": EplImage.speed,
    "O": EplImage.options,
    "I": EplImage.code_page,
    "ZT": EplImage.direction,
    "ZB": EplImage.direction,
    "JF": EplImage.direction,
    "JB": EplImage.direction,
    "JC": EplImage.direction,
    "rY": EplImage.direction,
    "rN": EplImage.direction,
    "C": EplImage.direction,
    "A": EplImage.text,
    "B": EplImage.barcode,
    "b": EplImage.barcode_2d,
    "LO": EplImage.line,
    "LW": EplImage.line,
    "LE": EplImage.line,
    "LS": EplImage.diagonal,
    "X": EplImage.box,
}
