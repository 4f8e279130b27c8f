"""The FedEx look: facts in small type, PDF417 of the addressee's data, tracking number, bars of 34 digits.

Sources: public FedEx API test labels (PDF417 of 2-dot modules and 10-dot rows, 200-dot bars). FedEx is in the
catalogue only and never sold from the One Balance; this look serves forwarding and practice.
"""

import re

from core.labels import parts, pen
from core.labels.data import LabelData
from core.labels.document import Element

_GS, _RS, _EOT = "\x1d", "\x1e", "\x04"
_BAR_HEAD = "96220019" + "0" * 14  # application identifier 96 and the fields that only the carrier fills


def draw(data: LabelData) -> list[Element]:
    """All elements of a FedEx label."""
    number = data.tracking
    digits = _BAR_HEAD + number if len(number) == 12 and number.isdigit() else number
    service = data.service_name.upper().removeprefix("FEDEX ")
    sorting = f"{data.ship_to.region} {data.ship_to.country}".strip()
    return [
        pen.block(24, 24, 460, 150, 20, parts.address_lines(data.ship_from, data.ship_to), "sender"),
        _facts(data),
        pen.rule(pen.LEFT, 182, pen.INNER, 3),
        pen.text(24, 200, 70, 30, "TO", bold=True),
        pen.block(100, 200, 688, 230, 34, _recipient(data), "recipient", bold=True),
        pen.block(24, 442, 764, 26, 20, [f"REF: {data.reference}"] if data.reference else [], "reference"),
        pen.rule(pen.LEFT, 474, pen.INNER, 3),
        pen.pdf417(100, 494, 14, _pdf417(data)),
        pen.rule(pen.LEFT, 676, pen.INNER, 3),
        pen.text(24, 700, 300, 54, "FedEx", bold=True),
        pen.column(330, 704, 458, 44, 40, [service], bold=True),
        pen.text(24, 772, 500, 38, f"TRK# {parts.grouped(number, (4,))}", bold=True, role="tracking"),
        pen.flush_right(530, 772, 258, 30, f"{data.piece} of {data.pieces}"),
        pen.text(24, 826, 460, 64, sorting, bold=True),
        pen.flush_right(490, 826, 298, 64, data.ship_to.postal, bold=True),
        pen.bars(56, 904, 700, 200, digits),
        *(parts.sample_band(pen.LEFT, 1132, pen.INNER, 60) if data.sample else ()),
    ]


def _facts(data: LabelData) -> Element:
    rows = (
        f"SHIP DATE: {parts.day_words(data.ship_day)}",
        f"ACTWGT: {parts.pounds(data.weight)}",
        f"DIMS: {parts.inches(data.dims)}" if data.dims else "",
        f"CAD: {data.account}" if data.account else "",
        "BILL SENDER",
    )
    return pen.column(500, 24, 288, 150, 20, rows)


def _recipient(data: LabelData) -> list[str]:
    lines = parts.address_lines(data.ship_to, data.ship_from)
    return [*lines, data.ship_to.phone] if data.ship_to.phone else lines


def _pdf417(data: LabelData) -> str:
    """Format 01 of ISO/IEC 15434 with postal code, country, service, number, then name and street."""
    to = data.ship_to
    postal = re.sub("[^0-9A-Z]", "", to.postal.upper())
    fields = [f"02{postal}", to.country, "019", data.tracking, "FDEG", data.account, parts.day_of_year(data.ship_day)]
    fields += ["", f"{data.piece}/{data.pieces}", f"{max(1, data.weight.ceil_in('lb'))}LB", "N"]
    fields += [parts.plain_capitals(part)[:35] for part in (to.line1, to.city, to.region, to.name)]
    return f"[)>{_RS}01{_GS}" + _GS.join(fields) + f"{_RS}{_EOT}"
