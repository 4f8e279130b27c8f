"""What the orders room refuses. Each class is one sentence for the operator, made in `ui/messages.py`."""

from core.errors import Refused


class FileTooBig(Refused):
    """The file is larger than we read. Fields: ``bytes``, ``bytes_max``."""

    code = "orders.file-too-big"


class NotAText(Refused):
    """The file is no text: a workbook, a PDF, a picture. Fields: ``kind`` (xlsx, xls, pdf, zip, image, binary)."""

    code = "orders.not-a-text"


class EncodingUnknown(Refused):
    """The bytes are in none of the encodings that we try; the operator can name one. Fields: ``tried``, ``row``."""

    code = "orders.encoding-unknown"


class RowUnreadable(Refused):
    """The file's quoting breaks in a row; nothing is imported.

    Fields: ``row`` (as a spreadsheet counts), ``why`` (quote-open, quote-inside, field-too-big).
    """

    code = "orders.row-unreadable"


class ColumnsUnknown(Refused):
    """The heading does not say enough to import; the operator maps the columns once.

    Fields: ``columns``, ``missing`` (names of fields), ``fingerprint``.
    """

    code = "orders.columns-unknown"


class MappingUnfit(Refused):
    """A mapping names a column that the file does not have, or lacks a needed field.

    Fields: ``columns``, ``missing``.
    """

    code = "orders.mapping-unfit"


class FileChanged(Refused):
    """The file is not the one that was previewed. Fields: ``name``."""

    code = "orders.file-changed"


class NumberTaken(Refused):
    """There is an order of this source with this number. Fields: ``source``, ``number``."""

    code = "orders.number-taken"


class MoveRefused(Refused):
    """An order in this state cannot do that. Fields: ``state``, ``event``, ``order`` (its number)."""

    code = "orders.move-refused"


class StillBlocked(Refused):
    """What holds the order must be mended, it cannot be waved through. Fields: ``order``, ``problems`` (codes)."""

    code = "orders.still-blocked"


class ReasonMissing(Refused):
    """The operator must say why. Fields: ``event``."""

    code = "orders.reason-missing"


class AddressRefused(Refused):
    """An address lacks what no label can do without. Fields: ``problems`` (list of Problem)."""

    code = "orders.address-refused"
