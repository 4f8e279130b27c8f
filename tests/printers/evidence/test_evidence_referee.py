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
from dataclasses import replace
from pathlib import Path

import pytest
from evidence_kit import Sold, all_sold, page, rendered, says
from label_reading import decoded
from label_samples import HOSTILE_RECIPIENT, SAMPLES
from PIL import Image, ImageChops, ImageDraw, ImageFilter

from core.labels.layout import lay_out
from printers.virtual.page import Page, PrintedSymbol, SymbolKind

REFEREE = Path(__file__).parents[3] / ".ci" / "referee"
PACKAGE = REFEREE / "node_modules" / "zpl-renderer-js" / "package.json"
# Dots per millimetre as the referee counts them, and the label in its millimetres, so that it has our dots.
PAPER = {"zpl-203": (8, 101.5, 152.375), "zpl-300": (12, 100, 150)}
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
    """The picture of each job, which must be one label; all by one process, for starting it takes a second."""
    dpmm, width, height = PAPER[code]
    asked = {"dpmm": dpmm, "width_mm": width, "height_mm": height, "labels": [job.decode("ascii") for job in jobs]}
    done = subprocess.run(
        ["node", str(REFEREE / "render.mjs")], input=json.dumps(asked), capture_output=True, text=True, check=True
    )
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert [len(answer.get("pngs", [])) or answer for answer in answers] == [1] * len(jobs)
    return [Image.open(io.BytesIO(base64.b64decode(answer["pngs"][0]))).convert("L") for answer in answers]


def _ink(picture: Image.Image, symbol: PrintedSymbol) -> tuple[int, ...]:
    """Left, top, right and bottom of the black in and around a symbol, counted from its corner."""
    quiet = 10 * symbol.module_dots if symbol.kind in LINEAR else symbol.module_dots
    left, top = symbol.x - quiet, symbol.y - 3
    cut = picture.crop((left, top, symbol.x + symbol.width_dots + quiet, symbol.y + symbol.height_dots + 3))
    box = cut.point(BLACK_TO_WHITE).getbbox()
    assert box is not None
    return box[0] - quiet, box[1] - 3, box[2] - quiet, box[3] - 3


def _wrong_places(label: Page, picture: Image.Image) -> list[PrintedSymbol]:
    """Symbols that lie elsewhere, have another size, or have no white around them."""
    found = []
    for symbol in label.symbols:
        sides = 3 if symbol.kind is SymbolKind.PDF417 else 4  # it may need a row more or less for the same data
        want = (0, 0, symbol.width_dots, symbol.height_dots)
        if symbol.kind is not SymbolKind.MAXICODE and _ink(picture, symbol)[:sides] != want[:sides]:
            found.append(symbol)
    return found


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


def _ink_alone(label: Page, picture: Image.Image) -> list[tuple[int, int, int, int]]:
    """Where one has ink and the other has none, not even a dot beside; letters and symbols aside."""
    ours, theirs, veil = label.image.convert("L"), ImageChops.invert(picture.point(BLACK_TO_WHITE)), _veil(label)
    assert veil.histogram()[255] * 10 < 6 * label.width_dots * label.height_dots
    found = []
    for ink, other in ((ours, theirs), (theirs, ours)):
        alone = ImageChops.subtract(other.filter(ImageFilter.MinFilter(3)), ink)
        box = ImageChops.subtract(alone, veil).getbbox()
        found += [box] if box else []
    return found


def _lines_without_ink(label: Page, picture: Image.Image) -> list[str]:
    found = []
    for text in label.texts:
        cell = picture.crop((text.x, text.y, text.x + text.width_dots, text.y + text.height_dots))
        if cell.getextrema() != (0, 255):
            found.append(text.text)
    return found


def test_the_referee_agrees_about_every_label() -> None:
    """Data of all symbols, their places and quiet zones; lines, boxes and drawn letters to a dot; nothing besides.

    One test, so that the pictures are made once however many processes share the run.
    """
    sold = all_sold()
    pictures = _drawn_by_referee([rendered(one, "zpl-203").data for one in sold], "zpl-203")
    for one, picture in zip(sold, pictures, strict=True):
        label = page(one, "zpl-203")
        assert picture.size == (label.width_dots, label.height_dots), one.name
        assert says(decoded(picture), one), one.name
        assert _wrong_places(label, picture) == [], one.name
        assert _ink_alone(label, picture) == [], one.name
        assert _lines_without_ink(label, picture) == [], one.name


def test_the_referee_reads_maxicode_hostile_addresses_and_all_else_at_300_dpi() -> None:
    data = {name: SAMPLES[name] for name in ("usps", "ups")}
    data["canpar"] = replace(SAMPLES["canpar"], ship_to=HOSTILE_RECIPIENT)
    sold = [Sold(name, one.tracking, lay_out(one), ()) for name, one in data.items()]
    pictures = _drawn_by_referee([rendered(one, "zpl-300").data for one in sold], "zpl-300")
    for one, picture in zip(sold, pictures, strict=True):
        label = page(one, "zpl-300")
        assert picture.size == (label.width_dots, label.height_dots) == (1200, 1800), one.name
        assert says(decoded(picture), one), one.name
        for symbol in label.symbols:
            if symbol.kind is SymbolKind.MAXICODE:
                box = (symbol.x, symbol.y, symbol.x + symbol.width_dots, symbol.y + symbol.height_dots)
                assert decoded(picture.crop(box)) == decoded(label.image.crop(box)) != set(), one.name
