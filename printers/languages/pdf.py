"""Labels as PDF: reportlab writes the file, each page is one prepared string of vectors.

Everything lies on a grid of 1/300 inch, so that a bar of four steps (1/75 in, 13.3 mil) is whole dots on 300, 600 and
1200 dpi printers. A label page has the size of the label; on Letter and A4 the label stands at its true size with
corner marks, to be printed at 100 %, never "fit to page" (facts: at 94 % the bars grade D). The bytes depend on
nothing but the documents.
"""

from collections.abc import Iterable, Iterator
from functools import partial
from io import BytesIO
from typing import TYPE_CHECKING, assert_never

from core.labels.document import (
    Box,
    Code128,
    DataMatrix,
    Element,
    Gs1128,
    Image,
    LabelDocument,
    MaxiCode,
    Pdf417,
    QrCode,
    Rule,
    Text,
)
from core.labels.media import Media, MediaKind
from printers import barcodes
from printers.barcodes import Bars, Matrix
from printers.languages.head import Head, check_size, head_of
from printers.languages.memory import Memory
from printers.languages.pdf_maxicode import maxicode_path
from printers.languages.pdf_text import FONTS, text_operators
from printers.languages.writing import in_code_page
from printers.profiles import PrinterProfile
from printers.rendered import Note, Rendered

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

Shape = Rule | Box | Image | Code128 | Gs1128 | DataMatrix | Pdf417 | MaxiCode | QrCode  # all of Element but Text
MEDIA_TYPE = "application/pdf"
_STEP = "0.24"  # points in 1/300 inch
_SHEET_TOP_UM = 12_700  # half an inch above the label on a sheet
_MARK_UM, _MARK_GAP_UM = 6_350, 3_175
_DEFLATE_FROM = 8_000  # characters of a page: below it, deflating costs more time than it saves space

_USUAL_HEIGHT = 1800  # steps of a 4x6 page: places count from its bottom, so only these parts are remembered
_MEMORY: Memory[str] = Memory()


def render(document: LabelDocument, profile: PrinterProfile) -> Rendered:
    """`document` as a PDF of one page on the profile's paper.

    Raises:
        TooLarge: The label is larger than the paper.
        CannotScan: A symbol does not fit its place with bars that scan.
        CannotEncode: A symbol cannot hold its data.
    """
    return render_many((document,), profile)


def render_many(documents: Iterable[LabelDocument], profile: PrinterProfile) -> Rendered:
    """One file with a page a label, in order; notes of all pages.

    Raises:
        TooLarge, CannotScan, CannotEncode: As `render`; no file comes out then.
    """
    notes: list[Note] = []
    buffer = BytesIO()
    canvas = _canvas(buffer, profile.media)
    head = head_of(profile)
    for document in documents:
        check_size(document, profile)
        page = "\n".join(_page(document, profile.media, head, canvas, notes))
        canvas.setPageCompression(1 if len(page) > _DEFLATE_FROM else 0)
        canvas.addLiteral(page)
        canvas.showPage()
    canvas.save()
    return Rendered(buffer.getvalue(), tuple(notes), MEDIA_TYPE)


def _canvas(buffer: BytesIO, media: Media) -> "Canvas":
    from reportlab import rl_config
    from reportlab.pdfgen.canvas import Canvas

    rl_config.useA85 = 0  # text armour around deflated pages, from the days of 7-bit mail: slow and a quarter larger
    size = (media.width_um * 72 / 25400, media.height_um * 72 / 25400)
    canvas = Canvas(buffer, pagesize=size, invariant=1, pageCompression=0)
    canvas.setCreator("Postbench")
    canvas.setTitle("Labels")
    for font in FONTS:  # the file knows the standard fonts from here on, by the names that page strings use
        canvas.setFont(font, 1)
    return canvas


def _page(document: LabelDocument, media: Media, head: Head, canvas: "Canvas", notes: list[Note]) -> Iterator[str]:
    x = y = 0
    height = head.dots(document.height_um)
    if media.kind is MediaKind.SHEET:
        x = head.dots((media.width_um - document.width_um) // 2)
        y = head.dots(media.height_um - _SHEET_TOP_UM) - height
    yield f"q {_STEP} 0 0 {_STEP} {_points(x)} {_points(y)} cm"
    if media.kind is MediaKind.SHEET:
        yield _corner_marks(head.dots(document.width_um), height, head)
    draw = partial(_element, head=head, page=height, canvas=canvas, notes=notes)
    memory = _MEMORY if height == _USUAL_HEIGHT else Memory[str]()
    yield from memory.rendered(document.elements, draw, notes, keeps=_is_of_any_file)
    yield "Q"


def _element(element: Element, head: Head, page: int, canvas: "Canvas", notes: list[Note]) -> str:
    if isinstance(element, Text):
        return "\n".join(text_operators(element, head, page, canvas, notes))
    return _shape(element, head, page)


def _is_of_any_file(element: Element) -> bool:
    """Whether the operators are the same in each file; text in an embedded font is not."""
    return not isinstance(element, Text) or in_code_page(element.text, "cp1252")


def _points(steps: int) -> str:
    return f"{steps * 24 // 100}.{steps * 24 % 100:02d}"


def _corner_marks(width: int, height: int, head: Head) -> str:
    """Where to cut: two short hairlines outside each corner."""
    gap, end = head.dots(_MARK_GAP_UM), head.dots(_MARK_GAP_UM + _MARK_UM)
    lines: list[str] = []
    for x, out in ((0, -1), (width, 1)):
        for y, up in ((0, -1), (height, 1)):
            lines.append(f"{x + out * gap} {y} m {x + out * end} {y} l {x} {y + up * gap} m {x} {y + up * end} l")
    return f"0.5 G 1 w {' '.join(lines)} S 0 G"


def _shape(element: Shape, head: Head, page: int) -> str:
    match element:
        case Rule():
            x, y, width, height = _place(element, head, page)
            return f"{x} {y} {width} {height} re f"
        case Box():
            x, y, width, height = _place(element, head, page)
            line = head.line(element.line_um)
            inner = f"{x + line} {y + line} {width - 2 * line} {height - 2 * line} re"
            return f"{x} {y} {width} {height} re {inner} f*"
        case Image():
            return _image(element, head, page)
        case Code128():
            return _linear(element, barcodes.code128(element.data), "Code 128", head, page)
        case Gs1128():
            return _linear(element, barcodes.gs1_128(element.fields), "GS1-128", head, page)
        case DataMatrix():
            matrix = barcodes.data_matrix(element.fields, gs1=element.gs1)
            module = head.matrix_module("Data Matrix", matrix.columns, element.module_um, element.max_side_um)
            return _matrix(element, matrix, module, module, head, page)
        case Pdf417():
            matrix = barcodes.pdf417(element.data, element.columns)
            module = head.matrix_module("PDF417", matrix.columns, element.module_um)
            return _matrix(element, matrix, module, max(3 * module, head.dots(element.row_um)), head, page)
        case MaxiCode():
            matrix = barcodes.maxicode(element.postal, element.country, element.service_class, element.message)
            return maxicode_path(matrix, head.dots(element.x_um), page - head.dots(element.y_um))
        case QrCode():
            matrix = barcodes.qr(element.data)
            module = head.matrix_module("QR", matrix.columns, element.module_um)
            return _matrix(element, matrix, module, module, head, page)
        case _:
            assert_never(element)


def _place(element: Rule | Box, head: Head, page: int) -> tuple[int, int, int, int]:
    """Left, bottom, width and height in steps."""
    width, height = head.line(element.width_um), head.line(element.height_um)
    return head.dots(element.x_um), page - head.dots(element.y_um) - height, width, height


def _linear(element: Code128 | Gs1128, bars: Bars, symbol: str, head: Head, page: int) -> str:
    module = head.bar_module(symbol, bars.modules, element.module_um, element.min_module_um, element.max_width_um)
    height = head.dots(element.height_um)
    x = head.dots(element.x_um) + (head.dots(element.max_width_um) - bars.modules * module) // 2
    y = page - head.dots(element.y_um) - height
    path = "\n".join([f"{start} 0 {width} 1 re" for start, width in bars.runs()])
    return f"q {module} 0 0 {height} {x} {y} cm {path} f Q"


def _matrix(element: DataMatrix | Pdf417 | QrCode, matrix: Matrix, module: int, row: int, head: Head, page: int) -> str:
    x, y = head.dots(element.x_um), page - head.dots(element.y_um)
    path = "\n".join([f"{start} {at} {width} 1 re" for at, start, width in matrix.runs()])
    return f"q {module} 0 0 -{row} {x} {y} cm {path} f Q"


def _image(element: Image, head: Head, page: int) -> str:
    """An inline image mask: pictures are the one thing here that is not a path."""
    pixel = max(1, head.dots(element.module_um))
    wide, high = element.pixels_wide, len(element.rows)
    x, y = head.dots(element.x_um), page - head.dots(element.y_um) - high * pixel
    data = b"".join(element.rows).hex()
    return (
        f"q {wide * pixel} 0 0 {high * pixel} {x} {y} cm BI /W {wide} /H {high} /IM true /D [1 0] /BPC 1 /F /AHx ID "
        f"{data}> EI Q"
    )
