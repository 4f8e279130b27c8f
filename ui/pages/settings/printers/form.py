"""The printer form without its widgets: what fits together, so that nothing can be chosen that does not exist."""

from dataclasses import dataclass, replace

from core.printing.records import Language, Printer, PrinterKind
from printers.profiles import PrinterProfile, all_profiles

TCP, FOLDER = "tcp://", "folder:"
_GENERIC = frozenset({"zpl-203", "zpl-300", "epl-203", "epl-300", "pdf-4x6", "pdf-letter", "pdf-a4"})


@dataclass(frozen=True, slots=True)
class PrinterForm:
    """What stands in the form.

    Attributes:
        name: As people call it.
        language: Requested Label Format.
        dpi: Of the head.
        media: Code of the paper.
        model: Code of the model.
        place: `TCP` or `FOLDER`.
        where: The rest of the address: a host with its port, or a path.
    """

    name: str = ""
    language: Language = Language.ZPL
    dpi: int = 203
    media: str = "4x6"
    model: str = "zpl-203"
    place: str = TCP
    where: str = ""

    @property
    def kind(self) -> PrinterKind:
        """What labels would be drawn for."""
        return PrinterKind(self.model, self.language, self.dpi, self.media)

    @property
    def address(self) -> str:
        """Where its bytes would go; an address that was typed whole is taken as it is."""
        where = self.where.strip()
        return where if where.lower().startswith((TCP, FOLDER)) else self.place + where


def form_of(printer: Printer) -> PrinterForm:
    """The form of a printer that is there."""
    kind = printer.kind
    place = FOLDER if printer.address.lower().startswith(FOLDER) else TCP
    where = printer.address[len(place) :]
    return PrinterForm(printer.name, kind.language, kind.dpi, kind.media, kind.model, place, where)


def is_generic(model: str) -> bool:
    """Whether the model stands for any printer of its language."""
    return model in _GENERIC


def _profiles(language: Language) -> list[PrinterProfile]:
    return [one for one in all_profiles().values() if one.language.value == language.value]


def media_of(language: Language) -> list[str]:
    """Codes of the papers that printers of this language take."""
    return list(dict.fromkeys(one.media.code for one in _profiles(language)))


def dpis_of(language: Language, media: str) -> list[int]:
    """Resolutions of printers of this language with this paper."""
    return sorted({one.dpi for one in _profiles(language) if one.media.code == media})


def models_of(form: PrinterForm) -> list[PrinterProfile]:
    """The models with the form's language, resolution and paper, the generic one first."""
    return [one for one in _profiles(form.language) if (one.dpi, one.media.code) == (form.dpi, form.media)]


def with_language(form: PrinterForm, language: Language) -> PrinterForm:
    """The form for another label format; one that becomes Standard begins with Letter sheets."""
    becomes_sheets = language is Language.PDF and form.language is not Language.PDF
    return fitted(replace(form, language=language, media="letter" if becomes_sheets else form.media))


def fitted(form: PrinterForm) -> PrinterForm:
    """The form with paper, resolution and model brought in line with its language, changing no more than needed."""
    papers = media_of(form.language)
    media = form.media if form.media in papers else papers[0]
    dpis = dpis_of(form.language, media)
    placed = replace(form, media=media, dpi=form.dpi if form.dpi in dpis else dpis[0])
    codes = [one.code for one in models_of(placed)]
    return replace(placed, model=form.model if form.model in codes else codes[0])
