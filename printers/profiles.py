"""What a renderer must know about a printer, as data: `resources/printers/*.toml`.

Resolution, paper and language belong to the printer, never to the job: ZPL made for 203 dpi prints at two thirds of
its size on a 300 dpi head (facts: section 1.3), which turns 14.8 mil bars into 10.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from core.errors import Refused
from core.labels.media import Media, media
from core.printing.records import Language
from core.resources import resource


@dataclass(frozen=True, slots=True)
class PrinterProfile:
    """A kind of printer.

    Attributes:
        code: ``zpl-203``, ``lp2844`` ...; settings and commands use it.
        name: For people.
        language: What it understands.
        dpi: Dots per inch of the head, 203 or 300; for PDF the grid on which bars lie, 300.
        media: The paper in it.
        code_page: Python name of the printer's code page (EPL has one per job; ``cp1252`` is I8,A,001).
        source: Where the facts are from.
    """

    code: str
    name: str
    language: Language
    dpi: int
    media: Media
    code_page: str = "cp1252"
    source: str = ""

    def dots(self, um: int) -> int:
        """Micrometres in dots of this head, to the nearest; a 203 dpi head has exactly 8 dots a millimetre."""
        if self.dpi == 203:
            return (um + 62) // 125
        return (um * self.dpi * 2 + 25400) // 50800

    def module_um(self, dots: int) -> int:
        """The width of `dots` dots in micrometres."""
        return dots * 125 if self.dpi == 203 else dots * 25400 // self.dpi


class UnknownPrinter(Refused):
    """No such kind of printer. Fields: ``printer``, ``known``."""

    code = "printers.unknown-model"


class NoSuchPaper(Refused):
    """No printer of this language has this paper and head.

    Fields: ``language``, ``dpi``, ``media``, ``papers``, ``heads``; the last two are what printers of the
    language have: codes of media, dots per inch.
    """

    code = "printers.no-such-paper"


def profile(code: str) -> PrinterProfile:
    """The kind of printer called `code`.

    Raises:
        UnknownPrinter: No file describes it.
    """
    found = all_profiles().get(code)
    if found is None:
        raise UnknownPrinter(printer=code, known=tuple(all_profiles()))
    return found


def profile_for(language: Language, dpi: int = 203, media_code: str = "4x6") -> PrinterProfile:
    """The generic profile of a language, for exports that name no printer.

    Raises:
        NoSuchPaper: No generic printer has this combination (EPL and ZPL print 4x6 only).
    """
    speaking = [known for known in all_profiles().values() if known.language is language]
    for known in speaking:
        fits = language is Language.PDF or known.dpi == dpi
        if fits and known.media.code == media_code:
            return known
    raise NoSuchPaper(
        language=language.value, dpi=dpi, media=media_code,
        papers=tuple(dict.fromkeys(known.media.code for known in speaking)),
        heads=tuple(dict.fromkeys(str(known.dpi) for known in speaking)),
    )  # fmt: skip


@cache
def all_profiles() -> Mapping[str, PrinterProfile]:
    """Every kind of printer by code, generic ones first, in the order of the files."""
    found: dict[str, PrinterProfile] = {}
    for path in sorted(resource("printers").glob("*.toml")):
        for record in tomllib.loads(path.read_text("utf-8"))["printer"]:
            found[record["code"]] = PrinterProfile(
                code=record["code"],
                name=record["name"],
                language=Language(record["language"]),
                dpi=record["dpi"],
                media=media(record["media"]),
                code_page=record.get("code_page", "cp1252"),
                source=record.get("source", ""),
            )
    return MappingProxyType(found)
