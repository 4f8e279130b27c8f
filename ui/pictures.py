"""A label as a picture for the eye, made from the bytes that the printer would get and read back as a printer does."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.labels.media import media
from core.labels.store import RECORD_TYPE, get_label, read_document
from core.printing.records import Answers, Language, Printer
from core.printing.rules import NoPrinter, NothingToPrint
from core.printing.service import default_printer
from core.services import Services

if TYPE_CHECKING:
    from PIL.Image import Image

PICTURE_DPI = 203


@dataclass(frozen=True, slots=True)
class LabelPicture:
    """What comes out of the printer.

    Attributes:
        label: Label id.
        image: Black on white.
        media_um: Width and height of the paper, micrometres.
        language: What the bytes were written in.
    """

    label: str
    image: "Image"
    media_um: tuple[int, int]
    language: Language


def label_picture(services: Services, label_id: str) -> LabelPicture:
    """The picture of a stored label, drawn for the station's printer; without one, for a common thermal printer.

    Reads files and draws: never on the window's thread.

    Raises:
        NotFound: No such label.
        Refused: It cannot be drawn for this printer.
    """
    label = services.read(lambda q: get_label(q, label_id))
    printer = _printer(services)
    if label.media_type == RECORD_TYPE:
        raise NothingToPrint(label=label_id)
    if label.form == "issued":
        data, language = services.files.get(label.file), Language(label.media_type.rpartition("/")[2])
    else:
        rendered = services.press.device.render(read_document(services.files, label), printer)
        data, language = rendered.data, printer.kind.language
    paper = media(printer.kind.media)
    dpi = PICTURE_DPI if language is Language.PDF else printer.kind.dpi
    return LabelPicture(label_id, picture_of(data, language, dpi), (paper.width_um, paper.height_um), language)


def picture_of(data: bytes, language: Language, dpi: int) -> "Image":
    """The first label in `data`, as the virtual printer or the PDF reader sees it."""
    match language:
        case Language.ZPL:
            from printers.virtual.zpl import read_zpl

            return read_zpl(data, dpi).pages[0].image
        case Language.EPL:
            from printers.virtual.epl import read_epl

            return read_epl(data, dpi).pages[0].image
        case Language.PDF:
            from printers.raster import pdf_page_to_image

            return pdf_page_to_image(data, 0, dpi)


def _printer(services: Services) -> Printer:
    try:
        return services.read(lambda q: default_printer(q, services.desk))
    except NoPrinter:
        from printers.device import kind_for

        return Printer("", "", kind_for(Language.ZPL.value), "", 0, Answers.UNKNOWN, is_active=False, made_at="")
