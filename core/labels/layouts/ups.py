"""The UPS look: sender and weight, SHIP TO, MaxiCode beside the routing code, service, 1Z bars.

Sources: public UPS ZPL (heavy rules of 14 dots, type of 20, 28, 45, 56 and 80 dots), ISO/IEC 16023 and printer
manuals for the MaxiCode message. Newer labels of UPS hold a compressed block that public facts do not describe.
"""

import re

from core.countries import country
from core.labels import parts, pen
from core.labels.data import LabelData
from core.labels.document import Element

_ICONS = {"01": "1", "13": "1P", "15": "1+", "02": "2", "59": "2A", "12": "3"}  # by service part of the 1Z
_MESSAGE_MOST = 78  # characters that fit beside the primary message, with room for the symbol's own shifts
_NOT_COMMON = re.compile(r"[^A-Z0-9 ,./-]+")  # any other character costs shifts that the symbol has no room for
_GS, _RS, _EOT = "\x1d", "\x1e", "\x04"


def draw(data: LabelData) -> list[Element]:
    """All elements of a UPS label."""
    return [
        pen.block(24, 20, 436, 152, 20, _sender(data), "sender"),
        pen.text(470, 22, 160, 32, parts.pounds(data.weight), bold=True),
        pen.flush_right(640, 22, 150, 32, f"{data.piece} OF {data.pieces}", bold=True),
        pen.text(470, 64, 320, 20, f"SHP DATE: {parts.day_words(data.ship_day)}"),
        pen.text(470, 88, 320, 20, f"DIMS: {parts.inches(data.dims)}" if data.dims else ""),
        pen.text(24, 180, 200, 22, "SHIP TO:", bold=True),
        *_recipient(data),
        pen.rule(pen.LEFT, 423, pen.INNER, 4),
        *_routing(data),
        pen.rule(pen.LEFT, 648, pen.INNER, 14),
        *_service(data),
        pen.rule(pen.LEFT, 792, pen.INNER, 4),
        pen.bars(46, 812, 720, 184, data.tracking),
        pen.rule(pen.LEFT, 1013, pen.INNER, 14),
        pen.text(24, 1044, 380, 22, "BILLING: PREPAID BALANCE"),
        pen.block(24, 1074, 764, 40, 22, [f"REF #1: {data.reference}"] if data.reference else [], "reference"),
        *(parts.sample_band(pen.LEFT, 1122, pen.INNER, 64) if data.sample else ()),
    ]


def _sender(data: LabelData) -> list[str]:
    lines = parts.address_lines(data.ship_from, data.ship_to)
    return [*lines[:1], data.ship_from.phone, *lines[1:]] if data.ship_from.phone else lines


def _recipient(data: LabelData) -> list[Element]:
    """Small lines, then the city in the largest type, as drivers read it."""
    lines = parts.address_lines(data.ship_to, data.ship_from)
    last = 2 if data.ship_to.country != data.ship_from.country else 1
    small = [*lines[:-last], *([data.ship_to.phone] if data.ship_to.phone else [])]
    big = lines[-last:]
    top = 418 - 54 * len(big)
    return [
        pen.block(64, 206, 724, top - 214, 30, small, "recipient"),
        pen.block(64, top, 724, 54 * len(big) - 8, 45, big, "recipient", bold=True),
    ]


def _routing(data: LabelData) -> list[Element]:
    to = data.ship_to
    postal = re.sub("[^0-9A-Z]", "", to.postal.upper())
    record = country(to.country)
    numeric = record.numeric if record else "000"
    if to.country == "US" and len(postal) >= 5 and postal.isdigit():
        code = f"{to.region} {postal[:3]} {postal[3]}-0{postal[4]}"
        symbol_postal, bars = postal[:9].ljust(9, "0"), "420" + postal[:9].ljust(9, "0")
    else:
        code = f"{to.country} {to.postal}".strip()
        symbol_postal, bars = postal[:6].ljust(6), "421" + numeric + postal[:9]
    found: list[Element] = [
        pen.rule(260, 423, 4, 225),
        pen.text(282, 448, 506, 80, code, bold=True),
        pen.bars(294, 528, 460, 104, bars),
    ]
    if re.fullmatch("1Z[0-9A-Z]{16}", data.tracking):
        shipped = data.tracking[8:10]
        service_class = shipped.rjust(3, "0") if shipped.isdigit() else "000"
        found.append(pen.maxicode(31, 436, symbol_postal, numeric, service_class, _message(data)))
    return found


def _message(data: LabelData) -> str:
    """The clear secondary message: header, then fields in the order of Zebra's ^BD page."""
    number = data.tracking
    first = [f"1Z{number[-8:]}", "UPSN", number[2:8], parts.day_of_year(data.ship_day), ""]
    first += [f"{data.piece}/{data.pieces}", str(max(1, data.weight.ceil_in("lb"))), "N"]
    head = f"[)>{_RS}01{_GS}96" + _GS.join(first) + _GS
    region = _common(data.ship_to.region)[:2]
    room = _MESSAGE_MOST - len(head) - len(region) - 4
    city = _common(data.ship_to.city)[: min(20, room)]
    street = _common(data.ship_to.line1)[: max(0, room - len(city))]
    return f"{head}{street}{_GS}{city}{_GS}{region}{_RS}{_EOT}"


def _common(text: str) -> str:
    """`text` in the characters of MaxiCode's first code set that addresses use."""
    return " ".join(_NOT_COMMON.sub(" ", parts.plain_capitals(text)).split())


def _service(data: LabelData) -> list[Element]:
    number = data.tracking
    printed = parts.grouped(number, (2, 3, 3, 2, 4, 4)) if number.startswith("1Z") else number
    icon = _ICONS.get(number[8:10], "")
    black = pen.band(664, 668, 132, 118, 92, icon) if icon else (pen.rule(664, 668, 132, 118),)
    return [
        pen.block(24, 680, 620, 60, 56, [data.service_name.upper()], "service", bold=True),
        pen.text(24, 744, 620, 32, f"TRACKING #: {printed}", bold=True, role="tracking"),
        *black,
    ]
