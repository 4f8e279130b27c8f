"""What a paper is made of, before it is drawn: titles, facts, tables, sentences and pictures. No layout, no library."""

from dataclasses import dataclass
from enum import Enum


class PaperSize(Enum):
    """The sheet."""

    LETTER = "letter"
    A4 = "a4"


@dataclass(frozen=True, slots=True)
class Heading:
    """The title of a part."""

    text: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A paragraph. `strong` is set in bold."""

    text: str
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """Names and values, one pair a line."""

    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a head that is repeated on each page.

    Attributes:
        head: One text for each column.
        rows: As many texts a row as the head has.
        amounts: Numbers of the columns, from 0, that are set flush right.
        totals: Rows at the end, set in bold.
        wide: Number of the column that takes the room that is left.
    """

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    amounts: frozenset[int] = frozenset()
    totals: tuple[tuple[str, ...], ...] = ()
    wide: int = 0


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as PNG, at most `width_um` wide, in its own proportions."""

    png: bytes
    width_um: int
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Gap:
    """Empty room, for a signature or between parts."""

    height_um: int


Block = Heading | Sentence | Facts | Table | Picture | Gap


@dataclass(frozen=True, slots=True)
class Paper:
    """A whole paper.

    Attributes:
        title: What it is.
        subtitle: Of whom and when.
        blocks: From top to bottom.
        footer: Stands at the foot of each page, beside the page number; statements name the head of the chain here.
        marked: Stands large across each page, for example SAMPLE; empty for none.
    """

    title: str
    subtitle: str
    blocks: tuple[Block, ...]
    footer: str = ""
    marked: str = ""
