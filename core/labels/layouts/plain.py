"""The look of a carrier that has none of its own: one that an operator added as data."""

from core.labels import parts, pen
from core.labels.data import LabelData
from core.labels.document import Element


def draw(data: LabelData) -> list[Element]:
    """All elements of a plain label."""
    carrier = data.carrier.replace("_", " ").upper()
    rows = (
        parts.day_words(data.ship_day),
        parts.kilograms(data.weight),
        parts.centimetres(data.dims),
        f"{data.piece}/{data.pieces}",
        data.reference,
    )
    return [
        pen.text(24, 32, 380, 50, carrier, bold=True),
        *pen.band(420, 20, 376, 72, 44, data.service_name.upper(), role="service"),
        pen.rule(pen.LEFT, 104, pen.INNER, 4),
        pen.block(24, 124, 500, 180, 24, parts.address_lines(data.ship_from, data.ship_to), "sender"),
        pen.column(540, 124, 248, 180, 24, rows),
        pen.rule(pen.LEFT, 316, pen.INNER, 4),
        pen.block(48, 352, 740, 330, 44, parts.address_lines(data.ship_to, data.ship_from), "recipient", bold=True),
        pen.rule(pen.LEFT, 712, pen.INNER, 8),
        pen.bars(46, 764, 720, 236, data.tracking),
        pen.centred(pen.LEFT, 1024, pen.INNER, 40, data.tracking, bold=True, role="tracking"),
        pen.rule(pen.LEFT, 1080, pen.INNER, 8),
        *(parts.sample_band(pen.LEFT, 1110, pen.INNER, 72) if data.sample else ()),
    ]
