"""What a carrier file says, as frozen records. Facts come from `resources/carriers/*.toml`, each with source and date.

Dates are calendar days; `valid_from` None means "since before our records", `valid_to` None "until further notice".
"""

from dataclasses import dataclass
from datetime import date
from enum import Enum
from fractions import Fraction

from core.carriers.tracking.scheme import Scheme


class Kind(Enum):
    """What the file describes."""

    POST = "post"
    COURIER = "courier"
    NUMBERS = "numbers"  # a number format without a carrier to ship with (UPU S10 of any post)


class Scope(Enum):
    """Where a service goes, as the carrier divides the world."""

    DOMESTIC = "domestic"
    USA = "usa"
    INTERNATIONAL = "international"


class ServiceState(Enum):
    """Whether a service can be bought from the One Balance."""

    AVAILABLE = "available"
    NOT_AVAILABLE_AT_PRESENT = "not_available_at_present"
    OTHER_CHANNEL_ONLY = "other_channel_only"
    UNKNOWN = "unknown"


class Contents(Enum):
    """What may travel by a service; a service that is not for any goods is never chosen by itself."""

    ANY = "any"
    DOCUMENTS = "documents"  # papers, or what fits its own envelope
    MEDIA = "media"  # books, recordings, library material


class Answer(Enum):
    """Three-valued: where no source says, the answer is unknown and never no (MISSION C10)."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class Feature(Enum):
    """The rows of the capability matrix (S0-21, S0-22)."""

    END_OF_DAY = "end_of_day"
    PICKUP_ONE_OFF = "pickup_one_off"
    PICKUP_RECURRING = "pickup_recurring"
    REDUCED_RATES = "reduced_rates"
    PREPAID = "prepaid"
    VOID = "void"
    ADJUSTMENTS = "adjustments"
    DIMENSIONAL_WEIGHT = "dimensional_weight"


class Requirement(Enum):
    """What a carrier wants before a label is bought."""

    DIMENSIONS = "dimensions"
    COMPANY = "company"  # of both ends
    PHONE = "phone"


class AddressKind(Enum):
    """Kinds of addresses that a carrier may refuse."""

    PO_BOX = "po_box"
    MILITARY = "military"  # APO, FPO, DPO: only the United States' post goes there


class Rounding(Enum):
    """How a number becomes whole."""

    UP = "up"
    NEAREST = "nearest"  # half goes up
    NONE = "none"


class VoidPolicy(Enum):
    """What a channel does with labels that are not used."""

    WINDOW = "window"  # may be voided between `earliest_minutes` and `latest_days`
    BY_SHIP_DATE = "by_ship_date"  # until the end of the ship date
    NOT_NEEDED = "not_needed"  # unused labels are never charged
    NOTHING_TO_REFUND = "nothing_to_refund"  # no money at label time; a number is used up
    UNKNOWN = "unknown"


class RefundTiming(Enum):
    """When the money of a void comes back."""

    IMMEDIATE = "immediate"
    PENDING = "pending"  # after the carrier's approval
    TO_BALANCE = "to_balance"  # to the balance, later
    NONE = "none"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Source:
    """Where facts come from. `as_of` is the day they were read."""

    id: str
    title: str
    as_of: date
    link: str


@dataclass(frozen=True, slots=True)
class Service:
    """A service of a carrier.

    Attributes:
        code: The carrier's (or our) stable code.
        name_en: Trade name.
        name_fr: French trade name; the English one where there is no other.
        scope: Where it goes.
        state: Whether the One Balance sells it.
        wallet_code: The provider's code for it, empty where none is known.
        contents: What may travel by it.
        note_en: Why the state is what it is; may be empty, likewise the French one.
        note_fr: As above.
        source: Id of the file's source.
    """

    code: str
    name_en: str
    name_fr: str
    scope: Scope
    state: ServiceState
    wallet_code: str
    contents: Contents
    note_en: str
    note_fr: str
    source: str


@dataclass(frozen=True, slots=True)
class VoidRule:
    """How labels of one channel are voided; a label keeps the rule that it was bought under.

    Attributes:
        id: Stable for ever.
        channel: How the label was paid: ``one_balance``, ``own_account``, ``own_contract``, ...
        policy: What may be done.
        earliest_minutes: Minutes to wait after creation, 0 for none.
        latest_days: Calendar days after the day of creation; the last one counts to its end.
        refund: When the money comes back.
        refund_days: The usual longest wait in days, 0 where no source says.
        note_en: Fine print, likewise the French one.
        note_fr: As above.
    """

    id: str
    channel: str
    policy: VoidPolicy
    earliest_minutes: int
    latest_days: int
    refund: RefundTiming
    refund_days: int
    valid_from: date | None
    valid_to: date | None
    note_en: str
    note_fr: str
    source: str


@dataclass(frozen=True, slots=True)
class DimRule:
    """How the weight that is charged follows from scale and size, for a group of services and a span of ship dates.

    Attributes:
        id: Stable for ever.
        group: Name of the rule group, which may be asked for like a service.
        other_names: Further names of the group.
        services: Service codes; ``*`` stands for every service that no other rule of that day names.
        size_unit: ``in`` or ``cm``.
        side_rounding: Of each side, in `size_unit`.
        divisor: Volume units per weight unit (139 in3/lb, 5000 cm3/kg); 0 where size never counts.
        threshold_volume: Size counts only above it, in cubed `size_unit` after rounding; 0 for always.
        weight_unit: ``lb`` or ``kg``.
        weight_rounding: Of both weights, in `weight_unit`.
        confirmed: False where sources conflict; shown so.
    """

    id: str
    group: str
    other_names: tuple[str, ...]
    services: tuple[str, ...]
    size_unit: str
    side_rounding: Rounding
    divisor: Fraction
    threshold_volume: int
    weight_unit: str
    weight_rounding: Rounding
    confirmed: bool
    valid_from: date | None
    valid_to: date | None
    note_en: str
    note_fr: str
    source: str


@dataclass(frozen=True, slots=True)
class SizeLimit:
    """The largest and smallest parcel of a group of services; 0 stands for no limit known.

    Attributes:
        services: Service codes, or ``*`` for every service that no other limit names.
        max_weight_mg: Milligrams.
        max_length_um: Longest side, micrometres, likewise the others.
        max_length_girth_um: Longest side plus twice the sum of the other two.
        max_sum_um: Sum of the three sides.
        max_height_um: Shortest side.
        min_length_um: Longest side at least.
        min_width_um: Middle side at least.
    """

    id: str
    services: tuple[str, ...]
    max_weight_mg: int
    max_length_um: int
    max_length_girth_um: int
    max_sum_um: int
    max_height_um: int
    min_length_um: int
    min_width_um: int
    source: str


@dataclass(frozen=True, slots=True)
class Support:
    """Whom to ask (S0-31, S1-12).

    Attributes:
        name: Desk or company.
        phone: As published, may be empty, likewise the others.
        link: Web address.
        hours: As published.
        have_ready_en: What to have at hand, likewise the French one.
        have_ready_fr: As above.
    """

    name: str = ""
    phone: str = ""
    link: str = ""
    hours: str = ""
    have_ready_en: str = ""
    have_ready_fr: str = ""


@dataclass(frozen=True, slots=True)
class Carrier:
    """A carrier file.

    Attributes:
        code: Stable lower-case code.
        name: Display name.
        name_fr: French display name.
        aliases: Other names that people and files use.
        kind: What it is.
        wallet: Currency of the One Balance that pays it, empty where none does (catalogue only).
        origins: ISO countries where it collects from us; empty for anywhere.
        requires: What it wants before a purchase.
        refuses: Kinds of addresses it cannot deliver to.
        features: Every feature, unknown where no source says.
        reference_box_um: A common carton, longest side first, for the cents at risk when the size is missing.
        tracking_link: Web address with ``{number}``, empty where none is known.
        is_shipped: True for files of the program, False for a user's own.
    """

    code: str
    name: str
    name_fr: str
    aliases: tuple[str, ...]
    kind: Kind
    wallet: str
    origins: tuple[str, ...]
    as_of: date
    note_en: str
    note_fr: str
    requires: frozenset[Requirement]
    refuses: frozenset[AddressKind]
    features: tuple[tuple[Feature, Answer], ...]
    reference_box_um: tuple[int, int, int]
    tracking_link: str
    services: tuple[Service, ...]
    voids: tuple[VoidRule, ...]
    dims: tuple[DimRule, ...]
    limits: tuple[SizeLimit, ...]
    tracking: tuple[Scheme, ...]
    support: Support
    sources: tuple[Source, ...]
    is_shipped: bool = True

    def service(self, code: str) -> Service | None:
        """The service with this code, or None."""
        return next((service for service in self.services if service.code == code), None)

    def feature(self, feature: Feature) -> Answer:
        """What is known of a feature."""
        return dict(self.features).get(feature, Answer.UNKNOWN)
