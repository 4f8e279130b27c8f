"""A stored label as the bytes of a language, for a file: the window and the commands export the same."""

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, assert_never

if TYPE_CHECKING:
    from core.labels.store import Label
    from core.services import Services


@dataclass(frozen=True, slots=True)
class Exported:
    """The bytes of one label.

    Attributes:
        data: Exactly what a printer would get.
        media_type: Of `data`.
        notes: Kind and role of what a person should know: text that was cut, letters that were drawn.
    """

    data: bytes
    media_type: str
    notes: tuple[tuple[str, str], ...]

    @property
    def sha256(self) -> str:
        """Of the bytes, hex."""
        return hashlib.sha256(self.data).hexdigest()


def exported(services: "Services", label: "Label", language: str, dpi: int, media: str) -> Exported:
    """Render a drawn label in `language`; a carrier's own file is handed out as it is, when it is of that language.

    Raises:
        LabelNotUsable: It is void, or its void is being asked.
        NoSuchPaper: No printer takes this language on this paper (thermal printers print 4x6 only).
        IssuedNeedsConversion: The carrier's file is of another language.
        FileDamaged: The stored label is missing or was changed.
        CannotScan, TooLarge, CannotEncode: It cannot be printed so that it scans.
    """
    from core.labels.store import read_document
    from core.printing.records import Language
    from core.printing.rules import IssuedNeedsConversion
    from core.printing.service_queue import require_usable
    from printers.languages import epl, pdf, zpl
    from printers.profiles import profile_for

    require_usable(label)
    wanted = Language(language)
    if label.form == "issued":
        if label.media_type.rpartition("/")[2] not in (wanted.value, f"vnd.zebra-{wanted.value}"):
            raise IssuedNeedsConversion(label=label.id, media_type=label.media_type, language=language)
        return Exported(services.files.get(label.file), label.media_type, ())
    profile, document = profile_for(wanted, dpi, media), read_document(services.files, label)
    match wanted:
        case Language.ZPL:
            rendered = zpl.render(document, profile)
        case Language.EPL:
            rendered = epl.render(document, profile)
        case Language.PDF:
            rendered = pdf.render(document, profile)
        case _:
            assert_never(wanted)
    notes = tuple((note.kind.value, note.role) for note in rendered.notes)
    return Exported(rendered.data, rendered.media_type, notes)
