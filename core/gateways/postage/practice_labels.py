"""Label rows of the practice provider's file."""

import sqlite3
from dataclasses import dataclass
from datetime import datetime

from core.clock import from_utc_text, utc_text
from core.labels.codec import from_json
from core.labels.document import LabelDocument
from core.money import Money


@dataclass(frozen=True, slots=True)
class PracticeLabel:
    """A label that the provider made; it is paid when an entry carries its `ref`.

    Attributes:
        ref: The provider's id.
        key: The request's key.
        wallet: Wallet id.
        carrier: Catalogue code.
        service_code: Catalogue service code.
        tracking: Compact.
        price: What it costs.
        ship_day: Local calendar day, ISO.
        made_at: The moment of creation; void windows count from it.
        drawing: What to print, with SAMPLE on its face, as the codec's canonical text.
        reference: What the sender calls it; on the list of sales.
    """

    ref: str
    key: str
    wallet: str
    carrier: str
    service_code: str
    tracking: str
    price: Money
    ship_day: str
    made_at: datetime
    drawing: str
    reference: str = ""

    def document(self) -> LabelDocument:
        """What to print."""
        return from_json(self.drawing)


def keep_label(db: sqlite3.Connection, label: PracticeLabel) -> None:
    """Store a label with its document."""
    db.execute(
        "insert into label (ref, key, wallet, currency, carrier, service_code, tracking, price_minor, ship_day, "
        "made_at, document, reference) values (:ref, :key, :wallet, :currency, :carrier, :service_code, :tracking, "
        ":price, :ship_day, :made_at, :document, :reference)",
        {
            "ref": label.ref,
            "key": label.key,
            "wallet": label.wallet,
            "currency": label.price.currency,
            "carrier": label.carrier,
            "service_code": label.service_code,
            "tracking": label.tracking,
            "price": label.price.minor,
            "ship_day": label.ship_day,
            "made_at": utc_text(label.made_at),
            "document": label.drawing,
            "reference": label.reference,
        },
    )


def label_by_ref(db: sqlite3.Connection, ref: str) -> PracticeLabel | None:
    """The label of a provider's id."""
    row = db.execute("select * from label where ref = :ref", {"ref": ref}).fetchone()
    if row is None:
        return None
    return PracticeLabel(
        ref=str(row["ref"]),
        key=str(row["key"]),
        wallet=str(row["wallet"]),
        carrier=str(row["carrier"]),
        service_code=str(row["service_code"]),
        tracking=str(row["tracking"]),
        price=Money(int(row["price_minor"]), str(row["currency"])),
        ship_day=str(row["ship_day"]),
        made_at=from_utc_text(str(row["made_at"])),
        drawing=str(row["document"]),
        reference=str(row["reference"]),
    )
