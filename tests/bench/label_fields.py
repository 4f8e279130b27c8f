"""Labels to measure with: one look, and what differs from one to the next."""

from typing import NamedTuple

from label_samples import US_SENDER

from core.address import Address
from core.labels.data import LabelData
from core.labels.document import LabelDocument
from core.labels.layout import lay_out
from core.units import Weight

NAMES = ("Ana Núñez", "Bo_Li ~ Son", "Chloé D’Amours", "Jo Ann Smith", "Zoë (Ö) Øster")


class Fields(NamedTuple):
    """What differs from label to label."""

    name: str
    street: str
    place: str
    zip5: str
    tracking: str
    reference: str


def fields(n: int) -> Fields:
    """The n-th label's."""
    zip5 = f"{10000 + n % 80000:05d}"
    street = f"{n % 9000 + 1000} Alder Creek Rd"
    tracking = f"9205590242{n % 10**12:012d}"
    return Fields(NAMES[n % len(NAMES)], street, f"Beverly Hills CA {zip5}", zip5, tracking, f"ORD-{n % 90000 + 10000}")


def document(one: Fields) -> LabelDocument:
    """The same label as a document of ours."""
    ship_to = Address(name=one.name, line1=one.street, city="Beverly Hills", region="CA", postal=one.zip5, country="US")
    return lay_out(
        LabelData(
            carrier="usps", service_code="PRIORITY_MAIL", service_name="Priority Mail", tracking=one.tracking,
            ship_from=US_SENDER, ship_to=ship_to, weight=Weight(992_000), dims=None, ship_day="2026-11-22",
            reference=one.reference, account="PRACTICE",
        )
    )  # fmt: skip


def grouped(tracking: str) -> str:
    """As it is printed."""
    return " ".join(tracking[at : at + 4] for at in range(0, len(tracking), 4))
