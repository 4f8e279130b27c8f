"""The look of a Lettre Suivie under the customer's own contract.

La Poste publishes no drawing of this label; what is certain is Code 128 with the number in clear, the sender, and the
mark that comes with the contract. Bars follow the carrier's parcel rule (27 mm high, modules of 0.33 to 0.375 mm). The
label says that La Poste has to validate it, as it demands of parcel labels.
"""

import datetime

from core.labels import parts, pen
from core.labels.data import LabelData
from core.labels.document import Element

_NAMES = {"LS": "Lettre Suivie", "LSI": "Lettre suivie internationale"}  # on the label in French, whoever prints it


def draw(data: LabelData) -> list[Element]:
    """All elements of a Lettre Suivie label."""
    service = _NAMES.get(data.service_code, data.service_name)
    return [
        pen.text(24, 30, 300, 44, "LA POSTE", bold=True),
        pen.block(24, 80, 490, 62, 54, [service.upper()], "service", bold=True),
        *_mark(data),
        pen.rule(pen.LEFT, 150, pen.INNER, 4),
        pen.text(24, 172, 240, 20, "EXPÉDITEUR", bold=True),
        pen.block(24, 202, 450, 170, 24, parts.address_lines(data.ship_from, data.ship_to), "sender"),
        _facts(data),
        pen.box(pen.LEFT, 392, pen.INNER, 312, 4),
        pen.text(32, 412, 300, 20, "DESTINATAIRE", bold=True),
        pen.block(64, 452, 716, 242, 40, parts.address_lines(data.ship_to, data.ship_from), "recipient", bold=True),
        pen.centred(pen.LEFT, 738, pen.INNER, 26, "N° DE SUIVI", bold=True),
        pen.bars(90, 784, 632, 220, data.tracking),
        pen.centred(pen.LEFT, 1024, pen.INNER, 44, _printed(data.tracking), bold=True, role="tracking"),
        pen.rule(pen.LEFT, 1084, pen.INNER, 4),
        pen.text(24, 1106, 460, 18, "Modèle à valider par La Poste"),
        *(parts.sample_band(pen.LEFT, 1136, pen.INNER, 56) if data.sample else ()),
    ]


def _mark(data: LabelData) -> list[Element]:
    """Where the contract's mark stands; without a contract's number there is none, and the frame says so."""
    words = ("SANS", "AFFRANCHISSEMENT") if data.sample else ("PORT PAYÉ", data.account)
    return [
        pen.box(532, 24, 264, 108, 3),
        pen.centred(540, 44, 248, 34, words[0], bold=True),
        pen.centred(540, 88, 248, 26, words[1], bold=True),
    ]


def _facts(data: LabelData) -> Element:
    day = datetime.date.fromisoformat(data.ship_day)
    rows = [
        f"Édité le : {day.day:02d}/{day.month:02d}/{day.year}",
        f"Poids : {parts.kilograms(data.weight, ',')}",
        f"Pli {data.piece}/{data.pieces}" if data.pieces > 1 else "",
        f"Réf. : {data.reference}" if data.reference else "",
    ]
    return pen.column(484, 172, 304, 206, 24, rows)


def _printed(tracking: str) -> str:
    """Parcels ``9V 20524 75203 2``, letters ``2C 123 456 7890 1``."""
    if len(tracking) == 15:
        return parts.grouped(tracking, (2, 3, 3, 4, 3))
    if tracking[:2].isdigit() or tracking[:1] not in "234567":
        return parts.grouped(tracking, (2, 5, 5, 1))
    return parts.grouped(tracking, (2, 3, 3, 4, 1))
