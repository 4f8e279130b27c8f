"""The transactions in blocks, for the table."""

from collections.abc import Sequence

from core.ledger.lines import LineKey
from core.services import Services
from ui.pages.balance import work
from ui.pages.balance.rows import LineRow, Lines
from ui.widgets.tables import Outline


class LineBlocks:
    """A `BlockSource` over one wallet's transactions, newest first."""

    def __init__(self, services: Services, lines: Lines) -> None:
        self._services, self._lines = services, lines

    def outline(self, step: int) -> Outline[LineKey]:
        """Count and block heads."""
        heads = work.read_heads(self._services, self._lines, step)
        return Outline(heads.count, heads.keys)

    def block(self, first: LineKey, count: int) -> Sequence[LineRow]:
        """Rows from `first` on."""
        return work.read_lines(self._services, self._lines, first, count)
