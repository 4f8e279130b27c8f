"""Help for tests of the virtual printer: a second opinion on every symbol, and ink in words."""

import zxingcpp
from PIL import Image

from printers.virtual.page import Page, PrintedSymbol, SymbolKind

_QUIET_DOTS = 40


def scanned(page: Page) -> list[tuple[str, str]]:
    """What a scanner reads on the page: symbology identifier and text with the control characters as sent."""
    found = zxingcpp.read_barcodes(page.image.convert("L"), text_mode=zxingcpp.TextMode.Plain)
    return sorted((code.symbology_identifier, code.text) for code in found)


def scanned_alone(page: Page, symbol: PrintedSymbol) -> str:
    """What a scanner reads of one symbol, cut out and set on white paper (a MaxiCode needs that)."""
    box = (symbol.x, symbol.y, symbol.x + symbol.width_dots, symbol.y + symbol.height_dots)
    cut = page.image.crop(box).convert("L")
    paper = Image.new("L", (cut.width + 2 * _QUIET_DOTS, cut.height + 2 * _QUIET_DOTS), 255)
    paper.paste(cut, (_QUIET_DOTS, _QUIET_DOTS))
    found = zxingcpp.read_barcodes(paper, text_mode=zxingcpp.TextMode.Plain)
    assert len(found) == 1, f"{symbol.kind} does not scan"
    return str(found[0].text)


def ink_box(page: Page) -> tuple[int, int, int, int] | None:
    """The smallest box around all ink: left, top, right, bottom (the last two just outside)."""
    return Image.eval(page.image.convert("L"), lambda value: 255 - value).getbbox()


def is_black(page: Page, x: int, y: int) -> bool:
    """Whether one dot is burnt."""
    return page.image.getpixel((x, y)) == 0


def texts(page: Page) -> list[str]:
    """All lines of text."""
    return [line.text for line in page.texts]


def kinds(page: Page) -> list[SymbolKind]:
    """All kinds of symbols."""
    return [symbol.kind for symbol in page.symbols]
