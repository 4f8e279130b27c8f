"""Numbers and pictures of practice labels: numbers by the carriers' schemes, pictures with SAMPLE on their face."""

from collections.abc import Mapping

from core.carriers.model import Carrier, Service
from core.carriers.tracking.numbers import BadTrackingNumber, with_check_digit
from core.carriers.tracking.scheme import Part, PartKind, PartName, Role, Shape
from core.labels.data import LabelData
from core.labels.document import LabelDocument
from core.labels.layout import lay_out
from core.purchases.port import LabelRequest

# Senders' numbers that nobody has: a run of nines, and a UPS shipper number of six letters. The IMpb's serial part
# holds a service type (3), a mailer id (9, beginning with 9) and the serial proper (7); facts/labels 1.
_FIXED: Mapping[tuple[str, PartName], str] = {
    ("usps", PartName.APPLICATION): "94",  # paid online
    ("usps", PartName.SERIAL): "001999999999",
    ("ups", PartName.SHIPPER): "PBENCH",
    ("canpar", PartName.PREFIX): "D",
}
# The two characters inside a 1Z number by API service code (facts/labels 1). No public list was found for the codes of
# the second group: their sample numbers carry the nearest service's characters, or the code itself.
_UPS_SERVICES: Mapping[str, str] = {
    "01": "01",  # Next Day Air
    "02": "02",  # 2nd Day Air
    "03": "03",  # Ground
    "12": "12",  # 3 Day Select
    "13": "13",  # Next Day Air Saver
    "14": "15",  # Next Day Air Early
    "07": "66",  # Worldwide Express
    "59": "59",  # 2nd Day Air A.M.
    "08": "66",
    "11": "66",
    "54": "66",
    "65": "66",
}


def tracking_number(carrier: Carrier, service: Service, number: int, country: str) -> str | None:
    """The compact tracking number of the provider's `number`-th label with this carrier, always the same one.

    Args:
        carrier: Its first scheme of tracking numbers is used; a carrier without one gets plain numbers.
        service: UPS has it in the number.
        number: From 1.
        country: Of the sender, ISO; for schemes with a country in the number.

    Returns:
        None when this one makes no number: it is too long for the scheme, or no check digit fits it.
    """
    scheme = next((scheme for scheme in carrier.tracking if scheme.role is Role.TRACKING), None)
    if scheme is None:
        return f"PRACTICE{number:08d}"
    shape = scheme.shapes[0]
    serial = _serial_part(shape)
    texts = []
    for part in shape.parts:
        if part.name is PartName.CHECK and scheme.check is not None:
            continue
        text = _counted(carrier, part, number) if part is serial else _filled(carrier, service, part, country)
        if text is None:
            return None
        texts.append(text)
    try:
        return with_check_digit(scheme, "".join(texts))
    except BadTrackingNumber:
        return None


def _serial_part(shape: Shape) -> Part | None:
    """The part that counts: the one named so, else the longest run of digits."""
    open_parts = [part for part in shape.parts if not part.texts and part.name is not PartName.CHECK]
    named = [part for part in open_parts if part.name is PartName.SERIAL]
    digits = [part for part in open_parts if part.kind in (PartKind.DIGITS, PartKind.ALNUM)]
    return max(named or digits, key=lambda part: part.length, default=None)


def _counted(carrier: Carrier, part: Part, number: int) -> str | None:
    """The serial: after a fixed head where there is one, else after a 9, so that it looks like no low number."""
    head = _FIXED.get((carrier.code, part.name), "9" if part.length > len("999999") else "")
    tail = str(number).zfill(part.length - len(head))
    return head + tail if len(head) + len(tail) == part.length else None


def _filled(carrier: Carrier, service: Service, part: Part, country: str) -> str:
    if part.texts:
        fixed = _FIXED.get((carrier.code, part.name))
        return fixed if fixed in part.texts else part.texts[0]
    if part.kind is PartKind.COUNTRY:
        return country
    if carrier.code == "ups" and part.name is PartName.SERVICE:
        return _UPS_SERVICES.get(service.code, "03")
    filler = "9" if part.kind in (PartKind.DIGITS, PartKind.ALNUM) else "X"
    return _FIXED.get((carrier.code, part.name), filler * part.length)


def account_text(carrier: Carrier) -> str:
    """The shipper number on the label."""
    return _FIXED.get((carrier.code, PartName.SHIPPER), "PRACTICE")


def draw(request: LabelRequest, carrier: Carrier, service: Service, tracking: str) -> LabelDocument:
    """The label of a sale; `sample` is always on, there is no way to draw one without."""
    return lay_out(
        LabelData(
            carrier=carrier.code,
            service_code=service.code,
            service_name=service.name_en,
            tracking=tracking,
            ship_from=request.ship_from,
            ship_to=request.ship_to,
            weight=request.weight,
            dims=request.dims,
            ship_day=request.ship_day,
            reference=request.reference,
            piece=request.piece,
            pieces=request.pieces,
            sample=True,
            account=account_text(carrier),
        )
    )
