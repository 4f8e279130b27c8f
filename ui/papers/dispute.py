"""What a dispute pack says, gathered from the books, the shipment and the label's picture."""

from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from core.i18n import Tr
    from core.labels.store import Label
    from core.services import Services
    from core.units import LengthUnit, WeightUnit
    from core.wallet.rules_adjustments import Adjustment
    from printers.papers.dispute_pack import DisputeFacts, LabelFacts

_WEIGHTS: tuple["WeightUnit", ...] = ("g", "kg", "oz", "lb")
_LENGTHS: tuple["LengthUnit", ...] = ("cm", "in")


def dispute_facts(services: "Services", tr: "Tr", adjustment: "Adjustment") -> "DisputeFacts":
    """Everything that the pack of one adjustment says."""
    from core.labels.store import get_label
    from core.settings import LENGTH_UNIT, WEIGHT_UNIT
    from core.wallet.dated_rules import load_wallet_rules
    from core.wallet.service_adjustments import dispute_deadline
    from core.wallet.store_facts import dispute_memo
    from printers.papers.dispute_pack import DisputeFacts
    from ui.carrier_words import carrier_of
    from ui.messages_base import word
    from ui.messages_wallet import ADJUSTMENT_CAUSES
    from ui.papers.marks import books_head, mark

    label = services.read(partial(get_label, label_id=adjustment.label)) if adjustment.label else None
    rule = load_wallet_rules(services.directory).dispute
    weight, length = services.setting(WEIGHT_UNIT), services.setting(LENGTH_UNIT)
    return DisputeFacts(
        adjustment=adjustment.id, carrier=carrier_of(services.catalogue, adjustment.carrier, tr.lang),
        amount=-adjustment.amount if adjustment.amount.minor < 0 else adjustment.amount,
        cause=word(tr, ADJUSTMENT_CAUSES, adjustment.cause.value), reason=adjustment.reason,
        reference=adjustment.provider_ref, day=adjustment.day, entry=adjustment.journal,
        memo=services.read(partial(dispute_memo, adjustment=adjustment.id)),
        deadline=adjustment.dispute_due or dispute_deadline(adjustment, label, rule).isoformat(),
        label=_label_facts(services, tr, label) if label else None, zone=services.desk.actor.zone,
        weight_unit=next((unit for unit in _WEIGHTS if unit == weight), "lb"),
        length_unit=next((unit for unit in _LENGTHS if unit == length), "in"), marked=mark(services),
        head=books_head(services, tr),
    )  # fmt: skip


def _label_facts(services: "Services", tr: "Tr", label: "Label") -> "LabelFacts":
    from core.purchases.store import get
    from core.shipments.listing import shipment_of_label
    from core.shipments.store import get_parcel
    from printers.papers.dispute_pack import LabelFacts
    from ui.carrier_words import carrier_of, service_of

    catalogue, read = services.catalogue, services.read
    parcel = read(partial(get_parcel, parcel=label.parcel))
    row = read(partial(shipment_of_label, label=label.id))
    sources = {"order": tr("from the order"), "typed": tr("typed"), "scale": tr("from the scale")}
    return LabelFacts(
        tracking=catalogue.numbers.format(label.tracking),
        service=f"{carrier_of(catalogue, label.carrier, tr.lang)}  "
        f"{service_of(catalogue, label.carrier, label.service_code, tr.lang)}",
        order=row.number if row else "", ship_day=label.ship_day, made_at=label.made_at,
        operator=read(partial(get, purchase_id=label.purchase)).actor, quoted=label.quoted, paid=label.price,
        weight=parcel.weight, weight_source=sources.get(parcel.weight_source.value, parcel.weight_source.value),
        dims=parcel.dims, override=label.override, picture=_picture(services, label),
    )  # fmt: skip


def _picture(services: "Services", label: "Label") -> bytes:
    """The label as PNG; empty where its file is damaged or cannot be drawn: the pack says the rest all the same."""
    from io import BytesIO

    from core.errors import Refused
    from ui.pictures import label_picture

    try:
        image = label_picture(services, label.id).image
    except Refused:
        return b""
    stream = BytesIO()
    image.convert("L").save(stream, "PNG")
    return stream.getvalue()
