"""What an order is, on its way out of a file and in the store."""

from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from core.address import Address
from core.errors import Problem
from core.money import Money
from core.units import Dimensions, Weight


class Field(Enum):
    """The closed set of things that a column can mean."""

    NUMBER = "number"
    NAME = "name"
    FIRST_NAME = "first_name"
    LAST_NAME = "last_name"
    COMPANY = "company"
    LINE1 = "line1"
    LINE2 = "line2"
    LINE3 = "line3"
    CITY = "city"
    REGION = "region"
    POSTAL = "postal"
    COUNTRY = "country"
    PHONE = "phone"
    EMAIL = "email"
    WEIGHT = "weight"
    WEIGHT_UNIT = "weight_unit"
    LENGTH = "length"
    WIDTH = "width"
    HEIGHT = "height"
    DIM_UNIT = "dim_unit"
    SERVICE = "service"
    CARRIER = "carrier"
    SKU = "sku"
    ITEM_NAME = "item_name"
    QUANTITY = "quantity"
    UNIT_PRICE = "unit_price"
    NEEDS_SHIPPING = "needs_shipping"
    TOTAL = "total"
    CURRENCY = "currency"
    DAY = "day"
    NOTES = "notes"


class OrderItem(NamedTuple):
    """One line of an order.

    Attributes:
        sku: The shop's article code, may be empty.
        name: What it is, may be empty.
        quantity: How many, 1 or more.
        unit_price_minor: Price of one in minor units of the order's currency, None where not given.
    """

    sku: str
    name: str
    quantity: int
    unit_price_minor: int | None


class OrderDraft(NamedTuple):
    """An order as its file gives it, clean and in our units. A tuple, because 100,000 of them are made per second.

    Attributes:
        number: The shop's order number.
        name: First line of the address; the next ten fields are those of `core.address.Address`.
        weight_mg: Milligrams, None where not given or not readable.
        length_um: Micrometres; all three sides or none.
        service: The service that the shop or the buyer asked for, as text.
        carrier: A carrier named beside the service, as text.
        total_minor: Order total in minor units of `currency`, None where not given.
        currency: ISO 4217 code.
        day: The order's calendar day, ISO text, may be empty.
        notes: Notes of buyer and shop, lines separated by line feeds.
        items: Lines of the order.
        rows: Row numbers in the file, the header's row counted, as a spreadsheet shows them; empty for a form.
        problems: What was unreadable in the file and holds the order, see `core.orders.rules`.
    """

    number: str
    name: str = ""
    company: str = ""
    line1: str = ""
    line2: str = ""
    line3: str = ""
    city: str = ""
    region: str = ""
    postal: str = ""
    country: str = ""
    phone: str = ""
    email: str = ""
    weight_mg: int | None = None
    length_um: int | None = None
    width_um: int | None = None
    height_um: int | None = None
    service: str = ""
    carrier: str = ""
    total_minor: int | None = None
    currency: str = ""
    day: str = ""
    notes: str = ""
    items: tuple[OrderItem, ...] = ()
    rows: tuple[int, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def ship_to(self) -> Address:
        """The recipient."""
        return Address(*self[1:12])

    def head(self) -> tuple[str | int | None, ...]:
        """All that a file says about the order itself, address to notes; named by HEAD_NAMES."""
        return self[1:22]

    @property
    def weight(self) -> Weight | None:
        """The weight, where given."""
        return None if self.weight_mg is None else Weight(self.weight_mg)

    @property
    def dims(self) -> Dimensions | None:
        """The outside size, where given."""
        if self.length_um is None or self.width_um is None or self.height_um is None:
            return None
        return Dimensions(self.length_um, self.width_um, self.height_um)

    @property
    def total(self) -> Money | None:
        """The order total, where given."""
        return None if self.total_minor is None else Money(self.total_minor, self.currency)


HEAD_NAMES = OrderDraft._fields[1:22]


class OrderState(Enum):
    """Where an order stands."""

    OPEN = "open"
    HELD = "held"
    SHIPPED = "shipped"
    CANCELLED = "cancelled"


class WeightSource(Enum):
    """Where a parcel's weight is from."""

    ORDER = "order"  # the shop said so
    TYPED = "typed"
    SCALE = "scale"


class OrderEvent(Enum):
    """What can happen to an order."""

    HOLD = "hold"
    RELEASE = "release"
    SHIP = "ship"
    UNSHIP = "unship"  # its label was voided, for which it is held
    CANCEL = "cancel"
    REOPEN = "reopen"


@dataclass(frozen=True, slots=True)
class Hold:
    """Why an order is held.

    Attributes:
        code: One of the codes in `core.orders.rules`.
        field: The field that it is about.
        value: What was given, for the sentence.
        since: UTC text.
    """

    code: str
    field: str
    value: str
    since: str


@dataclass(frozen=True, slots=True)
class Order:
    """An order in the store.

    Attributes:
        id: Our id.
        source: Where it came from: a layout's id (``shopify``) or ``manual``.
        number: The source's order number; unique within the source.
        state: Where it stands.
        ship_to: Recipient, normalised.
        weight: Of the parcel; None until it is weighed.
        weight_source: Where the weight is from.
        dims: Of the parcel, where known.
        service: Requested service, as text.
        carrier: Carrier named beside it, as text.
        items: Lines.
        total: Order total, where known.
        day: Order day, ISO text, may be empty.
        notes: Notes.
        holds: What holds it, or would if it were opened again.
        used_as_is: An operator accepted this address as it stands.
        edited_at: UTC text of the last change by a person, empty when only files wrote it.
        created_at: UTC text.
    """

    id: str
    source: str
    number: str
    state: OrderState
    ship_to: Address
    weight: Weight | None
    weight_source: WeightSource
    dims: Dimensions | None
    service: str
    carrier: str
    items: tuple[OrderItem, ...]
    total: Money | None
    day: str
    notes: str
    holds: tuple[Hold, ...]
    used_as_is: bool
    edited_at: str
    created_at: str
