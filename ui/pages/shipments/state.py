"""What the Shipments page has: one frozen record that the presenter replaces."""

from dataclasses import dataclass

from core.errors import StationError
from ui.pages.shipments.work import Chosen
from ui.pictures import LabelPicture
from ui.questions import Question


@dataclass(frozen=True, slots=True)
class ShipmentsState:
    """All of it.

    Attributes:
        text: What narrows the table.
        label: The chosen label's id, empty for none.
        chosen: What is known of it.
        picture: Its picture.
        picture_error: Why there is none.
        question: What is being asked in place.
        is_busy: An errand is under way.
        reason: Reason of the last reprint.
    """

    text: str = ""
    label: str = ""
    chosen: Chosen | None = None
    picture: LabelPicture | None = None
    picture_error: StationError | None = None
    question: Question | None = None
    is_busy: bool = False
    reason: str = ""
