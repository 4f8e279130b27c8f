"""Our ZPL drawn by somebody else: zpl-renderer-js (zebrash), an interpreter that shares no line with ours.

S2-17. Needs Node 18 and `.ci/referee/node_modules`, which `make test` installs where it can; without them these tests
skip, and the run says so. What it is known to do in its own way is allowed for and named where that is done: its hyphen
is as wide as a dash, a filled box is one dot wider, Code 128 and PDF417 pack the same data otherwise.
"""

import base64
import io
import json
import shutil
import subprocess
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import pytest
from evidence_kit import Sold, all_sold, bars_of, page, printed, rendered
from label_reading import decoded
from label_samples import SAMPLES
from PIL import Image, ImageChops, ImageDraw, ImageFilter

from core.labels.layout import lay_out
from printers.virtual.page import Page, PrintedSymbol, SymbolKind

REFEREE = Path(__file__).parents[3] / ".ci" / "referee"
PACKAGE = REFEREE / "node_modules" / "zpl-renderer-js" / "package.json"
# Dots per millimetre as the referee counts them, and the label in its millimetres, so that it has our dots.
PAPER = {"zpl-203": (8, 101.5, 152.375), "zpl-300": (12, 100, 150)}
ALONE = "]U1"
BLACK_TO_WHITE = [255] * 128 + [0] * 128
LINEAR = (SymbolKind.CODE128, SymbolKind.GS1_128)


def _why_not() -> str:
    """Why there is no referee here, or nothing."""
    node = shutil.which("node")
    if node is None:
        return "NO REFEREE OF ZPL: there is no Node.js here (18 or later); `.ci/setup test` would use it"
    if not PACKAGE.is_file():
        return "NO REFEREE OF ZPL: zpl-renderer-js is not installed; `.ci/setup test` does that with npm"
    return ""


pytestmark = pytest.mark.skipif(bool(_why_not()), reason=_why_not())


def _drawn_by_referee(jobs: Sequence[bytes], code: str) -> list[Image.Image]:
    """The picture of each job, all of them by one process, for starting it takes a second."""
    dpmm, width, height = PAPER[code]
    asked = {"dpmm": dpmm, "width_mm": width, "height_mm": height, "labels": [job.decode("ascii") for job in jobs]}
    done = subprocess.run(
        ["node", str(REFEREE / "render.mjs")], input=json.dumps(asked), capture_output=True, text=True, check=True
    )
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert [answer.get("error") for answer in answers] == [None] * len(jobs)
    return [Image.open(io.BytesIO(base64.b64decode(answer["png"]))).convert("L") for answer in answers]


@cache
def _pictures() -> dict[Sold, Image.Image]:
    sold = all_sold()
    return dict(zip(sold, _drawn_by_referee([rendered(one, "zpl-203").data for one in sold], "zpl-203"), strict=True))


def test_the_referee_reads_the_same_data_from_every_label() -> None:
    for one, picture in _pictures().items():
        found = {symbol for symbol in decoded(picture) if symbol[0] != ALONE}
        assert found == {symbol for symbol in printed(one, "zpl-203").symbols if symbol[0] != ALONE}, one.name
        assert len(bars_of(dict.fromkeys(found, (0, 0)), one.tracking)) == 1, one.name


def _ink(picture: Image.Image, symbol: PrintedSymbol) -> tuple[int, ...]:
    """Left, top, right and bottom of the black in and around a symbol, counted from its corner."""
    quiet = 10 * symbol.module_dots if symbol.kind in LINEAR else symbol.module_dots
    left, top = symbol.x - quiet, symbol.y - 3
    cut = picture.crop((left, top, symbol.x + symbol.width_dots + quiet, symbol.y + symbol.height_dots + 3))
    box = cut.point(BLACK_TO_WHITE).getbbox()
    assert box is not None
    return box[0] - quiet, box[1] - 3, box[2] - quiet, box[3] - 3


def test_the_referee_puts_every_symbol_where_we_do_with_white_around_it() -> None:
    for one, picture in _pictures().items():
        for symbol in page(one, "zpl-203").symbols:
            if symbol.kind is SymbolKind.MAXICODE:
                continue
            sides = 3 if symbol.kind is SymbolKind.PDF417 else 4  # it may need a row more or less for the same data
            want = (0, 0, symbol.width_dots, symbol.height_dots)
            assert _ink(picture, symbol)[:sides] == want[:sides], (one.name, symbol.kind)


def _veil(label: Page) -> Image.Image:
    """White where letters and symbols lie: there the two differ as their fonts and their packing do."""
    veil = Image.new("L", (label.width_dots, label.height_dots), 0)
    draw = ImageDraw.Draw(veil)
    for text in label.texts:
        side = 16 + text.text.count("-") * text.height_dots // 2
        up = text.height_dots // 4  # accents on capitals
        box = (text.x - side, text.y - up, text.x + text.width_dots + side, text.y + text.height_dots + up)
        draw.rectangle(box, fill=255)
    for symbol in label.symbols:
        below = 12 if symbol.kind is SymbolKind.PDF417 else 2
        right, bottom = symbol.x + symbol.width_dots, symbol.y + symbol.height_dots
        draw.rectangle((symbol.x - 2, symbol.y - 2, right + 2, bottom + below), fill=255)
    return veil


def test_lines_boxes_and_drawn_letters_are_the_same_to_a_dot_and_nothing_else_is_printed() -> None:
    """Ink of one that is not on, or beside, a dot of ink of the other; both ways round."""
    for one, picture in _pictures().items():
        label = page(one, "zpl-203")
        ours, theirs = label.image.convert("L"), ImageChops.invert(picture.point(BLACK_TO_WHITE))
        assert theirs.size == ours.size, one.name
        veil = _veil(label)
        assert veil.histogram()[255] * 2 < label.width_dots * label.height_dots, one.name
        for ink, other in ((ours, theirs), (theirs, ours)):
            alone = ImageChops.subtract(other.filter(ImageFilter.MinFilter(3)), ink)
            assert ImageChops.subtract(alone, veil).getbbox() is None, one.name


def test_the_referee_has_ink_at_every_line_of_text() -> None:
    for one, picture in _pictures().items():
        for text in page(one, "zpl-203").texts:
            cell = picture.crop((text.x, text.y, text.x + text.width_dots, text.y + text.height_dots))
            assert cell.getextrema() == (0, 255), (one.name, text.text)


def test_the_referee_reads_maxicode_and_all_else_at_300_dpi() -> None:
    sold = [Sold(name, SAMPLES[name].tracking, lay_out(SAMPLES[name]), ()) for name in ("usps", "ups", "dhl_express")]
    for one, picture in zip(
        sold, _drawn_by_referee([rendered(s, "zpl-300").data for s in sold], "zpl-300"), strict=True
    ):
        label = page(one, "zpl-300")
        assert picture.size == (label.width_dots, label.height_dots) == (1200, 1800), one.name
        assert len(bars_of(dict.fromkeys(decoded(picture), (0, 0)), one.tracking)) == 1, one.name
        for symbol in label.symbols:
            if symbol.kind is SymbolKind.MAXICODE:
                box = (symbol.x, symbol.y, symbol.x + symbol.width_dots, symbol.y + symbol.height_dots)
                assert decoded(picture.crop(box)) == decoded(label.image.crop(box)) != set(), one.name
