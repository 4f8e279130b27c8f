"""Orders in blocks, for the table."""

from collections.abc import Sequence

from core.orders.store_lists import OrderRow
from core.services import Services
from ui.pages.orders import work
from ui.pages.orders.rows import Listing
from ui.widgets.tables import Outline


class OrderBlocks:
    """A `BlockSource` over a list of orders, newest first.

    Attributes:
        has_more: The search found more than it lists; known once the outline is.
    """

    def __init__(self, services: Services, listing: Listing) -> None:
        self._services, self._listing = services, listing
        self.has_more = False

    def outline(self, step: int) -> Outline[str]:
        """Count and block heads."""
        heads = work.read_heads(self._services, self._listing, step)
        self.has_more = heads.has_more
        return Outline(heads.count, heads.keys)

    def block(self, first: str, count: int) -> Sequence[OrderRow]:
        """Rows from `first` on."""
        return work.read_rows(self._services, self._listing, first, count)
