"""Words that several sections of the settings and the set-up share."""

from core.i18n import Tr
from ui.messages_base import Table, word

LANGUAGES: Table = {
    "pdf": lambda tr: tr("Standard"),
    "epl": lambda tr: tr("Thermal-EPL"),
    "zpl": lambda tr: tr("Thermal-ZPL"),
}
_NOTES: Table = {
    "pdf": lambda tr: tr("Laser or inkjet printer, on sheets."),
    "epl": lambda tr: tr("Older thermal printer, for example a Zebra 2844."),
    "zpl": lambda tr: tr("Newer thermal printer: most recent models."),
}
ORDER = ("pdf", "epl", "zpl")


def format_choices(tr: Tr) -> tuple[tuple[str, str, str], ...]:
    """The three label formats: code, name, and what each is for (S2-15 to S2-17)."""
    return tuple((code, word(tr, LANGUAGES, code), word(tr, _NOTES, code)) for code in ORDER)


def format_help(tr: Tr) -> str:
    """The answer to "What Label Format should I select?" (S2-18)."""
    return "\n".join(
        (
            tr("Standard suits any laser or inkjet printer: the label is a PDF on Letter, A4 or 4 × 6 in paper."),
            tr("Thermal-ZPL suits most recent label printers: Zebra ZD, ZT, GK and GX, and others that say “ZPL”."),
            tr("Thermal-EPL suits older label printers, for example the Zebra LP 2844 and TLP 2844."),
            tr(
                "Not sure? Print a test label. The format is right when frame, ruler and bar code come out; "
                "letters such as ^XA or N q812 on the paper mean that it is another one."
            ),
        )
    )
