"""What a layout needs to draw a carrier's label; filled by the gateway that sold it."""

from dataclasses import dataclass

from core.address import Address
from core.units import Dimensions, Weight


@dataclass(frozen=True, slots=True)
class LabelData:
    """Facts of one label.

    Attributes:
        carrier: Catalogue code: ``usps``, ``ups``, ``dhl_express``, ``canada_post``, ``canpar``, ...
        service_code: Catalogue service code.
        service_name: The service's name as printed.
        tracking: The compact tracking number.
        ship_from: Sender.
        ship_to: Recipient.
        weight: Of the parcel.
        dims: Of the parcel where known.
        ship_day: Local calendar day, ISO text.
        reference: Our order number, cleaned.
        piece: Number of this parcel.
        pieces: Parcels in the shipment.
        sample: True prints SAMPLE - NOT POSTAGE on the face; only own-number labels are without it.
        account: Shipper number or meter text as the practice provider gave it.
    """

    carrier: str
    service_code: str
    service_name: str
    tracking: str
    ship_from: Address
    ship_to: Address
    weight: Weight
    dims: Dimensions | None
    ship_day: str
    reference: str
    piece: int = 1
    pieces: int = 1
    sample: bool = True
    account: str = ""
