"""Questions that are asked in place, without a dialog: what they mean, above all for money. No Qt here."""

from dataclasses import dataclass
from enum import Enum

from core.i18n import Tr
from core.services import Services
from core.shipments.listing import ShipmentRow
from ui.label_words import refund_words


class Question(Enum):
    """What is asked in place, without a dialog."""

    REPRINT = "reprint"
    VOID = "void"
    USE_AS_IS = "use-as-is"
    WITHOUT_SIZE = "without-size"
    HOLD = "hold"


@dataclass(frozen=True, slots=True)
class AskView:
    """A question in place.

    Attributes:
        question: Which.
        title: Its first line.
        text: What it means, above all for money.
        reasons: Reasons to choose from; empty where none is asked for.
        reason: The one that is filled in.
        yes: Words of the answer.
        no: Words of the other one.
        danger: Whether the answer takes something away.
    """

    question: Question
    title: str
    text: str
    reasons: tuple[str, ...]
    reason: str
    yes: str
    no: str
    danger: bool = False


def reprint_question(tr: Tr, services: Services, row: ShipmentRow, reason: str) -> AskView:
    """A further copy of a label; `reason` is the one of the last time. A label that never left needs none."""
    number = services.catalogue.numbers.format(row.tracking)
    if not row.print_state:
        return AskView(
            Question.REPRINT, tr("Print {number}?", number=number), tr("It is paid and was never sent to a printer."),
            (), "", tr("Print", context="verb"), tr("Go back"),
        )  # fmt: skip
    reasons = (tr("Paper jam"), tr("Cannot be scanned"), tr("Torn or lost"))
    return AskView(
        Question.REPRINT, tr("Reprint {number}?", number=number),
        tr("A reprint is free. It is recorded with its reason; destroy the other copy."),
        reasons, reason or reasons[0], tr("Reprint"), tr("Go back"),
    )  # fmt: skip


def void_question(tr: Tr, services: Services, row: ShipmentRow) -> AskView:
    """A void, and when its money comes back."""
    number, carrier = services.catalogue.numbers.format(row.tracking), services.catalogue.find(row.carrier)
    text = tr("Order {order}, {price}.", order=row.number, price=row.price)
    return AskView(
        Question.VOID, tr("Void {number}?", number=number),
        f"{text} {refund_words(tr, carrier, row.made_at, services)} " + tr("Destroy the printed label."),
        (), "", tr("Void the label"), tr("Keep it"), danger=True,
    )  # fmt: skip


def as_is_question(tr: Tr) -> AskView:
    """An address that a person stands for."""
    return AskView(
        Question.USE_AS_IS, tr("Use this address as it is?"),
        tr("The address tables say that it is wrong. Say why it is right; your name is kept with it."),
        (tr("The customer confirmed it"), tr("Delivered there before"), tr("New address, not in the tables yet")),
        "", tr("Use as it is"), tr("Go back"),
    )  # fmt: skip


def hold_question(tr: Tr, number: str) -> AskView:
    """An order that is not to be shipped for now."""
    return AskView(
        Question.HOLD, tr("Hold order {number}?", number=number),
        tr("It is not shipped until somebody releases it. The reason and your name are kept with the order."),
        (tr("Something is out of stock"), tr("The address needs checking"), tr("The customer asked to wait")),
        "", tr("Hold"), tr("Go back"),
    )  # fmt: skip


def without_size_question(tr: Tr) -> AskView:
    """A label of a carrier that charges by size, without one (S0-38)."""
    return AskView(
        Question.WITHOUT_SIZE, tr("Ship without the size?"),
        tr("The carrier measures the parcel and charges the difference later. Your name and the reason are kept."),
        (tr("No tape measure at hand"), tr("Flat envelope"), tr("The carrier has the size on record")),
        "", tr("Ship without"), tr("Go back"),
    )  # fmt: skip
