"""The bare way to make labels: an escaped ``%``-template, its symbols straight from the encoder.

A template is a label of our own with every text and symbol cut out, so its labels must come out byte for byte as ours.
Every text is a field, for on the next label any of them may differ; a `Bare` label is the raw texts and numbers.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from label_fields import Fields, document, grouped
from zint import DataMatrixOptions, InputMode, Symbol, Symbology

from printers.languages import epl, pdf, zpl
from printers.profiles import profile

_LATIN = (*range(0xA0, 0x180), 0x2019)
_IN_ZPL = {code: "".join(f"_{byte:02X}" for byte in chr(code).encode()) for code in (*map(ord, "^~_\\"), *_LATIN)}
_IN_EPL = {ord(sign): f"\\{sign}" for sign in '\\"'} | {0x2019: "\x92"}  # cp1252
_IN_PDF = {code: f"\\{chr(code).encode('cp1252')[0]:03o}" for code in (*map(ord, "\\()"), *range(0xA0, 0x100), 0x2019)}
_CUT = Fields(
    "Qqqqqqq Wwwww", "1234 Zzzzz Xxxxx Rd", "Beverly Hills CA 13579", "13579", "9205590242864208642086", "ORD-97531"
)  # fmt: skip
_RUN = re.compile("1+")


@dataclass(frozen=True)
class Bare:
    """One label as raw values.

    Attributes:
        texts: In the template's order.
        zip5: Of the symbols.
        tracking: Of the symbols.
    """

    texts: tuple[str, ...]
    zip5: str
    tracking: str


@dataclass(frozen=True)
class Template:
    """A label with places for its texts and symbols.

    Attributes:
        text: With a ``%s`` at each place.
        texts: What stood there in the label that it was made of.
    """

    text: str
    texts: tuple[str, ...]

    def values(self, one: Fields) -> Bare:
        """The raw values of a label."""
        new = dict(zip(_variable(_CUT), _variable(one), strict=True))
        return Bare(tuple(new.get(text, text) for text in self.texts), one.zip5, one.tracking)


def _variable(one: Fields) -> tuple[str, ...]:
    return f"Ref {one.reference}", one.name, one.street, one.place, grouped(one.tracking)


def _template(data: str, text: str, symbols: dict[str, str]) -> Template:
    """Cut the symbols and then everything that `text` finds."""
    data = data.replace("%", "%%")
    for cut, place in symbols.items():
        assert data.count(cut) == 1, cut
        data = data.replace(cut, place)
    texts = tuple(re.findall(text, data))
    return Template(re.sub(text, lambda found: found[0].replace(found[1], "%s"), data), texts)


def zpl_template() -> Template:
    """Places for the texts, and twice for ZIP and number: the printer draws the symbols."""
    data = zpl.render(document(_CUT), profile("zpl-203")).data.decode()
    bars, matrix = f"FD>;>8420{_CUT.zip5}>8{_CUT.tracking}", f"FD|1420{_CUT.zip5}|1{_CUT.tracking}"
    return _template(data, r"\^FD([^%>|^]+)\^FS", {bars: "FD>;>8420%s>8%s", matrix: "FD|1420%s|1%s"})


def zpl_label(template: Template, one: Bare) -> bytes:
    """One label: everything escaped in one go, one ``%``."""
    symbol = (one.zip5, one.tracking)
    texts = "\0".join(one.texts).translate(_IN_ZPL).split("\0")
    # The symbols stand between the texts: the white words at the foot come last.
    return (template.text % (*texts[:-1], *symbol, *symbol, texts[-1])).encode("ascii")


def epl_template() -> Template:
    """Places for the texts, and at the end ZIP, number and Data Matrix, before the white words at the foot."""
    data = epl.render(document(_CUT), profile("epl-203")).data
    matrix = _epl_matrix(_CUT)
    assert data.count(matrix) == 1
    plain = data.replace(matrix, b"MATRIX\n").decode("ascii")
    bars = f'"420{_CUT.zip5}\x06{_CUT.tracking}"'
    return _template(plain, r'[NR],"([^"%]+)"', {bars: '"420%s\x06%s"', "MATRIX\n": "%s"})


def epl_label(template: Template, one: Bare) -> bytes:
    """One label; the Data Matrix is a graphic, four dots a module."""
    texts = "\0".join(one.texts).translate(_IN_EPL).split("\0")
    symbols = (one.zip5, one.tracking, _epl_matrix(one).decode("latin-1"))
    return (template.text % (*texts[:-1], *symbols, texts[-1])).encode("latin-1")


def _epl_matrix(one: Fields | Bare) -> bytes:
    rows = [_white_bits("".join([bit * 4 for bit in row])) for row in matrix_rows(one)]
    return b"GW24,660,%d,%d,%s\n" % (len(rows[0]), 4 * len(rows), b"".join([row * 4 for row in rows]))


def _white_bits(bits: str) -> bytes:
    size = -(-len(bits) // 8)
    return (int(bits.ljust(size * 8, "0"), 2) ^ ((1 << size * 8) - 1)).to_bytes(size, "big")


def matrix_rows(one: Fields | Bare) -> list[str]:
    """The Data Matrix, straight from zint."""
    symbol = Symbol()
    symbol.symbology = Symbology.DATAMATRIX
    symbol.option_3 = DataMatrixOptions.SQUARE
    symbol.input_mode = InputMode.GS1 | InputMode.GS1NOCHECK
    symbol.encode(f"[420]{one.zip5}[92]{one.tracking[2:]}")
    raw, width = bytes(symbol.encoded_data), symbol.width
    stride = len(raw) // 200
    return [
        f"{int.from_bytes(raw[at : at + (width + 7) // 8], 'little'):0{width}b}"[::-1]
        for at in range(0, symbol.rows * stride, stride)
    ]


def bar_bits(one: Fields | Bare) -> str:
    """The GS1-128, straight from zint."""
    symbol = Symbol()
    symbol.symbology = Symbology.CODE128
    symbol.input_mode = InputMode.ESCAPE | InputMode.EXTRA_ESCAPE
    symbol.encode(f"\\^1420{one.zip5}\\^1{one.tracking}")
    size = -(-symbol.width // 8)
    return f"{int.from_bytes(symbol.encoded_data.cast('B')[:size], 'little'):b}"[::-1]


def pdf_template() -> Template:
    """A page's operators: places for the texts, bars, modules, and the white words at the foot."""
    data = pdf.render(document(_CUT), profile("pdf-4x6")).data
    page = data[data.index(b"q 0.24 ") : data.index(b"endstream")].decode("ascii").rstrip()
    return _template(page, r"Td \((.+)\) Tj", {_bars(_CUT): "%s", _modules(_CUT): "%s"})


def pdf_page(template: Template, one: Bare) -> bytes:
    """One page's operators; the symbols as vectors."""
    texts = "\0".join(one.texts).translate(_IN_PDF).split("\0")
    return (template.text % (*texts[:-1], _bars(one), _modules(one), texts[-1])).encode("ascii")


def _bars(one: Fields | Bare) -> str:
    return "\n".join([f"{m.start()} 0 {m.end() - m.start()} 1 re" for m in _RUN.finditer(bar_bits(one))])


def _modules(one: Fields | Bare) -> str:
    rows = enumerate(matrix_rows(one))
    return "\n".join([f"{m.start()} {at} {m.end() - m.start()} 1 re" for at, row in rows for m in _RUN.finditer(row)])


_FONT = b"<</Type/Font/Subtype/Type1/BaseFont/%s/Encoding/WinAnsiEncoding>>"


def pdf_file(pages: Sequence[bytes]) -> bytes:
    """A file put together by hand: the least that a viewer needs."""
    kids = b" ".join([b"%d 0 R" % (5 + 2 * at) for at in range(len(pages))])
    fonts = b"<</Font<</F1 3 0 R/F2 4 0 R>>>>"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%s]/Count %d/MediaBox[0 0 288 432]/Resources%s>>" % (kids, len(pages), fonts),
        _FONT % b"Helvetica",
        _FONT % b"Helvetica-Bold",
    ]
    for at, page in enumerate(pages):
        objects.append(b"<</Type/Page/Parent 2 0 R/Contents %d 0 R>>" % (6 + 2 * at))
        objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(page), page))
    out, places = [b"%PDF-1.4\n"], []
    at = len(out[0])
    for number, body in enumerate(objects, 1):
        places.append(at)
        out.append(b"%d 0 obj\n%s\nendobj\n" % (number, body))
        at += len(out[-1])
    out.append(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out += [b"%010d 00000 n \n" % place for place in places]
    out.append(b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, at))
    return b"".join(out)
