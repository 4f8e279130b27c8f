"""What a carrier wants to see before it takes an adjustment back: weight, size, who, when, and the label (idea 5)."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from core.clock import from_utc_text
from core.i18n import Tr
from core.money import Money
from core.units import Dimensions, LengthUnit, Weight, WeightUnit
from printers.papers.blocks import Block, Facts, Heading, Paper, PaperSize, Picture, Sentence
from printers.papers.sheet import draw

_PICTURE_UM = 90_000


@dataclass(frozen=True, slots=True)
class LabelFacts:
    """The label that was adjusted.

    Attributes:
        tracking: As it is written.
        service: Carrier and service in words.
        order: Order number.
        ship_day: ISO.
        made_at: When it was bought, UTC text.
        operator: Who bought it.
        quoted: What the rate said.
        paid: What was charged.
        weight: What it was bought for, None where it is not known; likewise `dims`.
        weight_source: Where the weight is from, in words.
        dims: Three sides, or None.
        override: ``operator: reason`` of a purchase without dimensions, or empty.
        picture: The label as PNG; empty where it cannot be shown.
    """

    tracking: str
    service: str
    order: str
    ship_day: str
    made_at: str
    operator: str
    quoted: Money
    paid: Money
    weight: Weight | None
    weight_source: str
    dims: Dimensions | None
    override: str
    picture: bytes


@dataclass(frozen=True, slots=True)
class DisputeFacts:
    """Everything that the pack says.

    Attributes:
        adjustment: Our id of it.
        carrier: In words.
        amount: What was taken, above zero.
        cause: In words.
        reason: The carrier's words.
        reference: The provider's id, or empty.
        day: The adjustment's day, ISO.
        entry: Number of its entry in our books.
        memo: What is disputed, and why; empty before the dispute is opened.
        deadline: Last day of the dispute, ISO.
        label: The label, or None where none is known.
        zone: Of the station.
        weight_unit: As people read here, likewise `length_unit`.
        marked: ``SAMPLE`` in a practice station, else empty.
        head: The books' head, for the foot of the page.
    """

    adjustment: str
    carrier: str
    amount: Money
    cause: str
    reason: str
    reference: str
    day: str
    entry: int
    memo: str
    deadline: str
    label: LabelFacts | None
    zone: ZoneInfo
    weight_unit: WeightUnit
    length_unit: LengthUnit
    marked: str
    head: str


def dispute_pack(tr: Tr, facts: DisputeFacts, size: PaperSize = PaperSize.LETTER) -> bytes:
    """The pack as PDF."""
    blocks: list[Block] = [
        Heading(tr("The adjustment")),
        _facts(
            (tr("Carrier"), facts.carrier),
            (tr("Amount taken"), tr.money(facts.amount)),
            (tr("Day"), tr.day(facts.day)),
            (tr("Cause"), facts.cause),
            (tr("In the carrier's words"), facts.reason),
            (tr("The provider's reference"), facts.reference),
            (tr("Entry in our books"), tr.number(facts.entry)),
            (tr("May be disputed until"), tr.day(facts.deadline)),
        ),
        Heading(tr("What is disputed")),
        Sentence(facts.memo or tr("No dispute was opened yet.")),
        *(_label_blocks(tr, facts, facts.label) if facts.label else [Sentence(tr("No label of ours is known to it."))]),
    ]
    title = tr("Dispute of an adjustment")
    subtitle = " · ".join(part for part in (facts.carrier, facts.label.tracking if facts.label else "") if part)
    paper = Paper(title, subtitle, tuple(blocks), footer=facts.head, marked=facts.marked)
    return draw(paper, size)


def _label_blocks(tr: Tr, facts: DisputeFacts, label: LabelFacts) -> list[Block]:
    weight = tr.weight(label.weight, facts.weight_unit) if label.weight else tr("not kept")
    dims = tr.dimensions(label.dims, facts.length_unit) if label.dims else tr("not measured")
    blocks: list[Block] = [
        Heading(tr("The parcel as it was weighed and measured here")),
        _facts(
            (tr("Weight"), f"{weight} ({label.weight_source})" if label.weight else weight),
            (tr("Dimensions"), dims),
            (tr("Bought without dimensions"), label.override),
            (tr("By"), label.operator),
            (tr("When"), tr.datetime(from_utc_text(label.made_at), facts.zone)),
        ),
        Heading(tr("The label")),
        _facts(
            (tr("Tracking number"), label.tracking),
            (tr("Service"), label.service),
            (tr("Order"), label.order),
            (tr("Ship day"), tr.day(label.ship_day)),
            (tr("Quoted"), tr.money(label.quoted)),
            (tr("Paid"), tr.money(label.paid)),
        ),
    ]
    if label.picture:
        blocks.append(Picture(label.picture, _PICTURE_UM, tr("The label as it was printed")))
    return blocks


def _facts(*pairs: tuple[str, str]) -> Facts:
    return Facts(tuple((name, value) for name, value in pairs if value))
