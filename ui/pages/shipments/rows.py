"""What the Shipments page shows, as frozen records."""

from dataclasses import dataclass
from enum import Enum

from ui.pictures import LabelPicture
from ui.questions import AskView
from ui.views import ChipView, ErrorView


@dataclass(frozen=True, slots=True)
class ShipmentLine:
    """One label in the table.

    Attributes:
        label: Label id.
        number: Order number.
        day: Ship day.
        recipient: Name, city and country.
        service: Carrier and service.
        tracking: Formatted.
        price: In words.
        chip: The state that matters most.
        is_void: Struck through.
    """

    label: str
    number: str
    day: str
    recipient: str
    service: str
    tracking: str
    price: str
    chip: ChipView
    is_void: bool


@dataclass(frozen=True, slots=True)
class JobLine:
    """One copy on its way to paper.

    Attributes:
        job: Job id.
        text: Copy, printer and reason.
        chip: Where it stands.
        can_decide: Whether a person may say what became of it.
    """

    job: str
    text: str
    chip: ChipView
    can_decide: bool


class ExportKind(Enum):
    """The files that a label can be written to: language and paper."""

    ZPL = ("zpl", "4x6")
    EPL = ("epl", "4x6")
    PDF = ("pdf", "4x6")
    PDF_LETTER = ("pdf", "letter")

    @property
    def language(self) -> str:
        """``zpl``, ``epl`` or ``pdf``; also the file's ending."""
        return self.value[0]

    @property
    def media(self) -> str:
        """Code of the paper."""
        return self.value[1]


@dataclass(frozen=True, slots=True)
class DetailView:
    """The chosen label.

    Attributes:
        label: Label id.
        order: Order id.
        tracking: Formatted, with what is copied in `copied`.
        copied: The bare number.
        page: The carrier's web page for it, empty where none is known.
        chips: Its money and its paper.
        facts: Names and values.
        jobs: Every copy.
        picture: As it comes out, or None while it is drawn.
        picture_words: Instead of the picture.
        file_stem: What an exported file is called.
        reprint_words: ``Reprint…`` or ``Print…``.
        reprint: Why it cannot be printed again, or None.
        void: Why it cannot be voided, or None.
        replace: Why it cannot be replaced, or None.
        export: Why it cannot be exported, or None.
        is_void: Struck through.
    """

    label: str
    order: str
    tracking: str
    copied: str
    page: str
    chips: tuple[ChipView, ...]
    facts: tuple[tuple[str, str], ...]
    jobs: tuple[JobLine, ...]
    picture: LabelPicture | None
    picture_words: str
    file_stem: str
    reprint_words: str
    reprint: str | None
    void: str | None
    replace: str | None
    export: str | None
    is_void: bool


@dataclass(frozen=True, slots=True)
class ShipmentsView:
    """The whole page beside its table.

    Attributes:
        searched: What the table is narrowed by.
        detail: The chosen label, or None.
        ask: A question in place.
        error: Why the table could not be read.
    """

    searched: str = ""
    detail: DetailView | None = None
    ask: AskView | None = None
    error: ErrorView | None = None
