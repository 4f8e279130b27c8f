"""The Canada Post look: bilingual words, service, addresses with a large postal code, the PIN's bars.

Sources: the 4x6 label of public tools and the data of its Web Services; no open drawing of the parcel label exists, so
the places are ours. Packets carry a UPU S10 number instead of the 16-digit PIN.
"""

from core.labels import parts, pen
from core.labels.data import LabelData
from core.labels.document import Element


def draw(data: LabelData) -> list[Element]:
    """All elements of a Canada Post label."""
    pin = data.tracking.isdigit()
    printed = parts.grouped(data.tracking, (4,)) if pin else parts.grouped(data.tracking, (2, 3, 3, 3, 2))
    return [
        pen.text(24, 28, 250, 28, "CANADA POST", bold=True),
        pen.text(24, 58, 250, 28, "POSTES CANADA", bold=True),
        *pen.band(286, 20, 510, 72, 50, data.service_name, role="service"),
        pen.rule(pen.LEFT, 104, pen.INNER, 4),
        pen.text(24, 122, 200, 18, "FROM / DE", bold=True),
        pen.block(24, 148, 430, 160, 24, parts.address_lines(data.ship_from, data.ship_to), "sender"),
        pen.rule(470, 108, 2, 208),
        _facts(data),
        pen.rule(pen.LEFT, 316, pen.INNER, 4),
        pen.text(24, 334, 200, 18, "TO / À", bold=True),
        pen.block(24, 362, 764, 228, 38, parts.address_lines(data.ship_to, data.ship_from), "recipient", bold=True),
        *_postal(data),
        pen.rule(pen.LEFT, 720, pen.INNER, 8),
        pen.centred(pen.LEFT, 748, pen.INNER, 24, "PIN / NIP" if pin else "ITEM / ARTICLE", bold=True),
        pen.bars(86, 790, 640, 208, data.tracking, module=4),
        pen.centred(pen.LEFT, 1018, pen.INNER, 42, printed, bold=True, role="tracking"),
        pen.rule(pen.LEFT, 1072, pen.INNER, 8),
        *(parts.sample_band(pen.LEFT, 1104, pen.INNER, 72) if data.sample else ()),
    ]


def _facts(data: LabelData) -> Element:
    size = parts.centimetres(data.dims)
    rows = (
        f"Date: {parts.day_words(data.ship_day)}",
        f"Wt / Poids: {parts.kilograms(data.weight)}",
        f"Dim: {size}" if size else "",
        f"Piece / Article: {data.piece}/{data.pieces}",
        f"Ref / Réf: {data.reference}" if data.reference else "",
    )
    return pen.column(486, 124, 302, 182, 24, rows)


def _postal(data: LabelData) -> list[Element]:
    """The postal code once more, large, for the sorter's eye."""
    if not data.ship_to.postal:
        return []
    label = data.ship_to.postal if data.ship_to.country == "CA" else f"{data.ship_to.country} {data.ship_to.postal}"
    return [pen.box(24, 612, 764, 92, 3), pen.centred(32, 630, 748, 76, label, bold=True)]
