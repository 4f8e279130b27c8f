"""The Canpar Express look: carrier and service, addresses, sorting code, one bar code of 22 characters.

Sources: public sample labels (number format of letter and 21 digits, 178 modules); places are ours.
"""

from core.labels import parts, pen
from core.labels.data import LabelData
from core.labels.document import Element


def draw(data: LabelData) -> list[Element]:
    """All elements of a Canpar label."""
    postal = data.ship_to.postal
    return [
        *pen.band(pen.LEFT, 20, 440, 84, 52, "CANPAR EXPRESS"),
        pen.box(456, 20, 340, 84, 4),
        pen.banner(466, 26, 320, 72, 50, data.service_name.upper()),
        pen.text(24, 124, 300, 18, "FROM / EXPÉDITEUR", bold=True),
        pen.block(24, 150, 480, 150, 24, parts.address_lines(data.ship_from, data.ship_to), "sender"),
        _facts(data),
        pen.rule(pen.LEFT, 308, pen.INNER, 6),
        pen.text(24, 328, 300, 18, "TO / DESTINATAIRE", bold=True),
        pen.block(24, 356, 764, 244, 38, parts.address_lines(data.ship_to, data.ship_from), "recipient", bold=True),
        pen.rule(pen.LEFT, 612, pen.INNER, 6),
        pen.text(24, 642, 520, 116, postal[:3] if data.ship_to.country == "CA" else postal, bold=True),
        pen.rule(560, 618, 3, 124),
        pen.centred(570, 636, 222, 20, "PIECE / COLIS"),
        pen.centred(570, 668, 222, 60, f"{data.piece}/{data.pieces}", bold=True),
        pen.rule(pen.LEFT, 742, pen.INNER, 6),
        pen.bars(100, 784, 612, 224, data.tracking),
        pen.centred(pen.LEFT, 1030, pen.INNER, 36, data.tracking, bold=True, role="tracking"),
        pen.rule(pen.LEFT, 1080, pen.INNER, 6),
        *(parts.sample_band(pen.LEFT, 1110, pen.INNER, 72) if data.sample else ()),
    ]


def _facts(data: LabelData) -> Element:
    rows = (
        f"Date: {parts.day_words(data.ship_day)}",
        f"Weight: {parts.pounds(data.weight).lower()}",
        f"Dims: {parts.inches(data.dims)}" if data.dims else "",
        f"Acct: {data.account}" if data.account else "",
        f"Ref: {data.reference}" if data.reference else "",
    )
    return pen.column(520, 126, 268, 174, 24, rows)
