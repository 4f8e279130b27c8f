"""The USPS look: service icon, postage area, banner, addresses, IMpb block.

Sources: Parcel Labeling Guide (public rendering), DMM 102 and 155 as quoted by it: icon block 1 x 1 in, banner of at
least 20 pt between lines, bars of at least 0.75 in between rules of at least 1/16 in, quiet zones of 1/4 and 1/8 in.
"""

from core.labels import parts, pen
from core.labels.data import LabelData
from core.labels.document import Element

_ICONS = (  # words in the service name, longest first, and the letter of its icon block
    ("PRIORITY MAIL EXPRESS", "E"),
    ("PRIORITY MAIL", "P"),
    ("GROUND ADVANTAGE", "G"),
    ("FIRST-CLASS", "F"),
)
_ROUTING_AI = "420"  # ship-to postal code (GS1); always FNC1 and the 5-digit ZIP before the number

_DOMESTIC = ("US", "PR", "VI", "GU", "AS", "MP", "FM", "MH", "PW")  # served with ZIP codes


def draw(data: LabelData) -> list[Element]:
    """All elements of a USPS label."""
    service = data.service_name.upper()
    words = service if service.startswith("USPS") else f"USPS {service}"
    return [
        *_head(data, service),
        pen.rule(pen.LEFT, 222, pen.INNER, 6),
        pen.banner(pen.LEFT + 8, 236, pen.INNER - 16, 60, 56, words),
        pen.rule(pen.LEFT, 304, pen.INNER, 6),
        pen.block(24, 328, 480, 150, 24, parts.address_lines(data.ship_from, data.ship_to), "sender"),
        _facts(data),
        pen.text(24, 508, 80, 22, "SHIP", bold=True),
        pen.text(24, 532, 80, 22, "TO:", bold=True),
        pen.block(112, 508, 676, 224, 36, parts.address_lines(data.ship_to, data.ship_from), "recipient"),
        *_barcode(data),
        *(parts.sample_band(pen.LEFT, 1130, pen.INNER, 60) if data.sample else ()),
    ]


def _head(data: LabelData, service: str) -> list[Element]:
    letter = next((icon for words, icon in _ICONS if words in service), "")
    icon: list[Element] = [pen.box(pen.LEFT, 16, 206, 206, 6)]
    if letter:
        icon.append(pen.centred(pen.LEFT, 44, 206, 208, letter, bold=True))
    else:
        icon = [pen.rule(pen.LEFT, 16, 206, 206)]  # package services carry a black square
    paid = ("SAMPLE", "NO POSTAGE", "NOT FOR MAILING") if data.sample else ("U.S. POSTAGE", "PAID", data.account)
    area = [
        pen.centred(540, 54 + at * 40, 244, size, words, bold=at < 2)
        for at, (size, words) in enumerate(zip((38, 34, 24), paid, strict=True))
    ]
    return [*icon, pen.box(532, 24, 260, 152, 3), *area]


def _facts(data: LabelData) -> Element:
    lines = (
        parts.day_words(data.ship_day),
        parts.pounds_ounces(data.weight),
        parts.inches(data.dims),
        f"{data.piece} of {data.pieces}" if data.pieces > 1 else "",
        f"Ref {data.reference}" if data.reference else "",
    )
    return pen.column(520, 328, 268, 166, 24, lines)


def _barcode(data: LabelData) -> list[Element]:
    top: list[Element] = [
        pen.rule(pen.LEFT, 756, pen.INNER, 15),
        pen.centred(pen.LEFT, 792, pen.INNER, 32, "USPS TRACKING #", bold=True),
        pen.centred(pen.LEFT, 1038, pen.INNER, 34, _printed(data.tracking), bold=True, role="tracking"),
        pen.rule(pen.LEFT, 1090, pen.INNER, 15),
    ]
    if not data.tracking.isdigit():
        return [*top, pen.bars(73, 846, 666, 164, data.tracking)]
    zip5 = "".join(letter for letter in data.ship_to.postal if letter.isdigit())[:5]
    routed = data.ship_to.country in _DOMESTIC and len(zip5) == 5
    fields = (_ROUTING_AI + zip5, data.tracking) if routed else (data.tracking,)
    symbol = pen.gs1_bars(37, 846, 738, 164, fields)
    return [*top, symbol, pen.gs1_matrix(24, 660, 80, fields)]


def _printed(tracking: str) -> str:
    if tracking.isdigit():
        return parts.grouped(tracking, (4,))
    return parts.grouped(tracking, (2, 3, 3, 3, 2))
