"""Between steps 4 and 5: a label that somebody else issued, on the printer at hand (MISSION section 8, idea 11)."""

from typing import TYPE_CHECKING

from core.errors import Refused
from core.printing.records import Language
from core.resources import resource
from printers.issued.conversion import prepare
from printers.profiles import profile_for
from ui.messages import one_line
from ui.practice.pictures import picture_of

if TYPE_CHECKING:
    from ui.practice.day import Day

SAMPLE = ("samples", "shop_label.pdf")
FOLDER = "your-own-label"
_PAPERS = ((Language.ZPL, 203, "4x6"), (Language.EPL, 203, "4x6"), (Language.PDF, 300, "letter"))


def run(day: "Day") -> None:
    """A shop's Letter page becomes a 4x6 label in ZPL and EPL, and passes as PDF as it is; nothing is booked."""
    tr = day.tr
    day.step(tr("Your own label"))
    data = resource(*SAMPLE).read_bytes()
    folder = day.out / FOLDER
    folder.mkdir()
    day.note(tr("A shop's page with a label and instructions: {file}", file=SAMPLE[-1]))
    for language, dpi, paper in _PAPERS:
        try:
            (label,) = prepare(data, profile_for(language, dpi, paper))
        except Refused as error:
            day.refused(one_line(tr, error))
            day.problems.append(f"own-label {language.value} {error.code}")
            continue
        path = folder / f"label.{language.value}"
        path.write_bytes(label.data)
        if language is not Language.PDF:
            path.with_name(f"label-{language.value}.png").write_bytes(picture_of(path))
        reads = ", ".join(text.partition(" ")[2] for text in label.symbols)
        day.done(tr("A scanner reads {number} on it", number=reads), f".{language.value}")
