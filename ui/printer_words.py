"""Papers and kinds of printers in words, the same in the window and for commands. No Qt."""

from core.i18n import Tr
from printers.profiles import profile
from ui.messages_base import Table, word

MEDIA: Table = {
    "4x6": lambda tr: tr("4 × 6 in labels"),
    "letter": lambda tr: tr("Letter, 8.5 × 11 in"),
    "a4": lambda tr: tr("A4, 210 × 297 mm"),
}
_GENERIC: Table = {
    "pdf-4x6": lambda tr: tr("PDF, 4 × 6 in labels"),
    "pdf-letter": lambda tr: tr("Laser or inkjet, Letter"),
    "pdf-a4": lambda tr: tr("Laser or inkjet, A4"),
}


def model_name(tr: Tr, code: str) -> str:
    """``Zebra ZD421, 203 dpi``: a trade name stays, what is said about it is in the language."""
    if code in _GENERIC:
        return word(tr, _GENERIC, code)
    found = profile(code)
    trade = found.name.removesuffix(f", {found.dpi} dpi")
    return trade if trade == found.name else f"{trade}, " + tr("{dpi} dpi", dpi=found.dpi)
