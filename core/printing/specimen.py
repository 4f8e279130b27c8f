"""The label that shows whether a printer understands us: a frame, rulers, the language's name and a bar code.

A ruler that does not measure true tells a wrong resolution; a frame that is not whole, a wrong length; words like
``^FO`` on paper, a wrong language (facts: printing 4).
"""

from core.labels.document import Align, Box, Code128, Element, LabelDocument, Rule, Text
from core.printing.records import Printer

WIDTH_UM, HEIGHT_UM = 101_600, 152_400
_MARGIN_UM = 3_000
_TICK_UM = 250
_MM_UM = 1_000
_RULER_MM = 90


def specimen(printer: Printer) -> LabelDocument:
    """A test label for `printer`, in the size of every label; its bar code says `specimen_code`."""
    kind = printer.kind
    facts = f"{kind.dpi} dpi   {kind.media}   {kind.model}"
    box = Box(_MARGIN_UM, _MARGIN_UM, WIDTH_UM - 2 * _MARGIN_UM, HEIGHT_UM - 2 * _MARGIN_UM, 500)
    return LabelDocument(
        WIDTH_UM,
        HEIGHT_UM,
        (
            box,
            Text(8_000, 18_000, 85_000, 16_000, kind.language.name, 14_000, bold=True, role="language"),
            Text(8_000, 36_000, 85_000, 5_000, facts, 4_000, role="printer"),
            Text(8_000, 43_000, 85_000, 5_000, printer.name, 4_000, role="name"),
            Text(8_000, 50_000, 85_000, 5_000, "Àéîôùç ñöß Ł 123", 4_000, role="letters"),
            Code128(13_000, 62_000, 25_000, 500, specimen_code(printer), 75_000),
            Text(
                13_000, 90_000, 75_000, 5_000, specimen_code(printer), 4_000, align=Align.CENTRE, role="code",
            ),
            *_across(5_000, 6_000),
            *_down(145_000 - _RULER_MM * _MM_UM // 2),
        ),
    )  # fmt: skip


def specimen_code(printer: Printer) -> str:
    """What scanning the test label gives."""
    return f"PB-TEST-{printer.kind.language.name}-{printer.kind.dpi}"


def _across(x_um: int, y_um: int) -> list[Element]:
    """A ruler of 90 mm from left to right: a tick each 5 mm, a number each 10."""
    found: list[Element] = [Rule(x_um, y_um, _RULER_MM * _MM_UM, _TICK_UM)]
    for mm in range(0, _RULER_MM + 1, 5):
        at = x_um + mm * _MM_UM
        found.append(Rule(at, y_um, _TICK_UM, 3_000 if mm % 10 == 0 else 1_500))
        if mm % 10 == 0:
            found.append(Text(at + 500, y_um + 3_500, 8_000, 3_000, str(mm), 2_500, role="ruler"))
    return found


def _down(y_um: int) -> list[Element]:
    """A ruler of 45 mm along the feed, at the left edge."""
    length = _RULER_MM // 2
    found: list[Element] = [Rule(5_000, y_um, _TICK_UM, length * _MM_UM)]
    for mm in range(0, length + 1, 5):
        at = y_um + mm * _MM_UM
        found.append(Rule(5_000, at, 3_000 if mm % 10 == 0 else 1_500, _TICK_UM))
        if mm % 10 == 0:
            found.append(Text(8_500, at, 8_000, 3_000, str(mm), 2_500, role="ruler"))
    return found
