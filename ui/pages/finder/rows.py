"""What the finder shows."""

from dataclasses import dataclass

from ui.views import ChipView


@dataclass(frozen=True, slots=True)
class Found:
    """One thing that was found.

    Attributes:
        page: Where it stands.
        subject: Its id there, empty for the page itself.
        name: What it is called.
        below: More about it.
        chip: What kind of thing it is.
    """

    page: str
    subject: str
    name: str
    below: str
    chip: ChipView
