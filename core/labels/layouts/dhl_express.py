"""The DHL Express look: product, from and to, routing line, three bars (waybill, routing, piece).

Sources: MyDHL API 3.1.1 label pictures, public transport labels: `2L` + country + postcode + `+` + eight digits for
routing, data identifier J before the licence plate `JD01...`. The piece number here is made from the waybill, for the
carrier alone gives real ones.
"""

import re

from core.labels import parts, pen
from core.labels.data import LabelData
from core.labels.document import Element

_ROUTING_TAIL = "48000001"  # product and features; the sample label's constant


def draw(data: LabelData) -> list[Element]:
    """All elements of a DHL Express label."""
    postal = re.sub("[^0-9A-Z]", "", data.ship_to.postal.upper())
    place = f"{data.ship_to.country}-{data.ship_to.postal}".rstrip("-")
    return [
        *_head(data),
        pen.rule(pen.LEFT, 112, pen.INNER, 3),
        pen.text(24, 128, 70, 20, "From:", bold=True),
        pen.block(100, 128, 480, 156, 18, _with_phone(data, sender=True), "sender"),
        *_origin(data),
        pen.rule(pen.LEFT, 288, pen.INNER, 3),
        pen.text(24, 306, 70, 20, "To:", bold=True),
        pen.block(100, 306, 690, 204, 28, _with_phone(data, sender=False), "recipient"),
        pen.rule(pen.LEFT, 514, pen.INNER, 6),
        pen.centred(pen.LEFT, 536, pen.INNER, 72, place, bold=True),
        pen.rule(pen.LEFT, 604, pen.INNER, 6),
        *_facts(data),
        pen.rule(pen.LEFT, 672, pen.INNER, 3),
        *_bars(data, postal),
    ]


def _head(data: LabelData) -> list[Element]:
    documents = "(document)" in data.service_name or "DOCUMENTS" in data.service_name.upper()
    ref = f"Ref {data.reference}" if data.reference else ""
    product = re.sub(r"\s*\(.*\)", "", data.service_name).upper().removeprefix("DHL ")
    return [
        pen.block(24, 28, 450, 46, 46, [product], "service", bold=True),
        pen.block(24, 78, 450, 34, 20, [f"{parts.day_words(data.ship_day)} {ref}".strip()], "reference"),
        *pen.band(486, 20, 124, 84, 54, "DOX" if documents else "WPX"),
        pen.flush_right(620, 22, 172, 92, "DHL", bold=True),
    ]


def _with_phone(data: LabelData, *, sender: bool) -> list[str]:
    here, there = (data.ship_from, data.ship_to) if sender else (data.ship_to, data.ship_from)
    lines = parts.address_lines(here, there)
    return [*lines, f"Ph: {here.phone}"] if here.phone else lines


def _origin(data: LabelData) -> list[Element]:
    return [
        pen.box(600, 124, 196, 152, 2),
        pen.centred(604, 140, 188, 20, "Origin"),
        pen.centred(604, 172, 188, 60, data.ship_from.country, bold=True),
        pen.centred(604, 236, 188, 24, data.ship_from.postal),
    ]


def _facts(data: LabelData) -> list[Element]:
    cells = (
        ("Pce/Shpt weight", parts.kilograms(data.weight)),
        ("Piece", f"{data.piece}/{data.pieces}"),
        ("Dimensions", parts.centimetres(data.dims) or "-"),
        ("Account", data.account or "-"),
    )
    places = ((24, 190), (224, 110), (344, 246), (600, 190))
    found: list[Element] = [pen.rule(x - 8, 610, 2, 62) for x, _ in places[1:]]
    for (x, width), (name, value) in zip(places, cells, strict=True):
        found += [pen.text(x, 620, width, 16, name), pen.text(x, 641, width, 26, value, bold=True)]
    return found


def _bars(data: LabelData, postal: str) -> list[Element]:
    waybill = data.tracking
    printed = parts.grouped(waybill, (2, 4)) if len(waybill) == 10 else waybill
    piece = f"JD01{waybill.rjust(10, '0')}{data.piece:06d}"
    routing = f"2L{data.ship_to.country}{postal}+{_ROUTING_TAIL}"
    sample = parts.sample_band(392, 698, 404, 84, size=32) if data.sample else ()
    return [
        pen.bars(46, 692, 300, 100, waybill),
        pen.centred(46, 802, 300, 26, f"WAYBILL {printed}", bold=True, role="tracking"),
        *sample,
        pen.bars(60, 844, 692, 104, routing),
        pen.centred(pen.LEFT, 958, pen.INNER, 24, f"({routing[:2]}) {routing[2:]}"),
        pen.bars(60, 1004, 692, 134, f"J{piece}"),
        pen.centred(pen.LEFT, 1150, pen.INNER, 28, f"(J) {parts.grouped(piece, (4,))}", bold=True),
    ]
