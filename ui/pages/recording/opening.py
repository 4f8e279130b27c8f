"""With what the Record dialog opens: small, so that pages that lead to it begin without the rest. No Qt."""

from dataclasses import dataclass
from enum import Enum

from core.money import Money


class Part(Enum):
    """What is recorded."""

    POSTAGE = "postage"
    LABEL = "label"
    VOID = "void"
    IMPORT = "import"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Opening:
    """With what the dialog opens.

    Attributes:
        part: What is recorded first.
        wallet: Id, or empty for the first.
        amount: Filled in.
        order: Order number, filled in.
        label: Tracking number, filled in.
    """

    part: Part = Part.POSTAGE
    wallet: str = ""
    amount: Money | None = None
    order: str = ""
    label: str = ""
