"""The shipments in blocks, for the table."""

from collections.abc import Callable, Sequence

from core.services import Services
from core.shipments.listing import ShipmentRow, outline_shipments, shipments_from
from ui.pages.shipments.rows import ShipmentLine
from ui.pages.shipments.work import differing
from ui.widgets.tables import Outline


class ShipmentBlocks:
    """A `BlockSource` over the labels that a text finds, the newest first."""

    def __init__(self, services: Services, text: str, line: Callable[[ShipmentRow, bool], ShipmentLine]) -> None:
        self._services, self._text, self._line = services, text, line

    def outline(self, step: int) -> Outline[str]:
        """Count and block heads."""
        count, firsts = self._services.read(lambda q: outline_shipments(q, text=self._text, step=step))
        return Outline(count, tuple(firsts))

    def block(self, first: str, count: int) -> Sequence[ShipmentLine]:
        """Rows from `first` on."""
        with self._services.store.read() as q:
            rows = shipments_from(q, first, text=self._text, limit=count)
            differ = differing(q, rows)
        return [self._line(row, row.label in differ) for row in rows]
