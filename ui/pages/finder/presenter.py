"""The finder's decisions, without Qt."""

from collections.abc import Callable, Sequence
from functools import partial

from core.errors import StationError
from core.i18n import Tr
from core.orders.store_lists import OrderRow, list_orders
from core.services import Services
from core.shipments.listing import ShipmentRow, list_shipments
from ui.app_context import App
from ui.icon_names import Ico
from ui.label_words import service_words
from ui.messages_base import word
from ui.messages_words import ORDER_STATES
from ui.pages.finder.rows import Found
from ui.views import ChipView, Tone

_EACH = 6


def page_rows(tr: Tr, pages: Sequence[tuple[str, str]], text: str) -> list[Found]:
    """Pages by their words: all of them for no text."""
    chip = ChipView(Tone.NEUTRAL, Ico.LAYOUT_GRID, tr("Page"))
    wanted = text.casefold()
    return [Found(key, "", title, "", chip) for key, title in pages if wanted in title.casefold()]


def order_row(tr: Tr, row: OrderRow) -> Found:
    """An order."""
    place = ", ".join(part for part in (row.recipient, row.city, row.country) if part)
    state = word(tr, ORDER_STATES, row.state.value)
    return Found("orders", row.id, row.number, f"{place} · {state}", ChipView(Tone.ACCENT, Ico.INBOX, tr("Order")))


def shipment_row(tr: Tr, services: Services, row: ShipmentRow) -> Found:
    """A label."""
    number = services.catalogue.numbers.format(row.tracking)
    service = service_words(tr, services.catalogue, row.carrier, row.service_code)
    below = f"{service} · {row.number} · {row.recipient}"
    return Found("shipments", row.label, number, below, ChipView(Tone.OK, Ico.TRUCK, tr("Shipment")))


class FinderPresenter:
    """Searches while one types; only the answer to the last question is shown."""

    def __init__(self, app: App, pages: Sequence[tuple[str, str]], show: Callable[[tuple[Found, ...]], None]) -> None:
        self._app, self._pages, self._show = app, tuple(pages), show
        self._asked = 0

    def search(self, text: str) -> None:
        """Find `text` in orders and labels; nothing typed shows the pages."""
        self._asked += 1
        tr, wanted = self._app.tr, text.strip()
        if not wanted:
            self._show(tuple(page_rows(tr, self._pages, "")))
            return
        services = self._app.services

        def look() -> tuple[list[OrderRow], list[ShipmentRow]]:
            with services.store.read() as q:
                return list_orders(q, text=wanted, limit=_EACH), list_shipments(q, text=wanted, limit=_EACH)

        self._app.runner.run(look, partial(self._found, self._asked, wanted), self._failed)

    def _found(self, asked: int, text: str, found: tuple[list[OrderRow], list[ShipmentRow]]) -> None:
        if asked != self._asked:
            return
        orders, labels = found
        tr, services = self._app.tr, self._app.services
        rows = [order_row(tr, row) for row in orders] + [shipment_row(tr, services, row) for row in labels]
        self._show((*rows, *page_rows(tr, self._pages, text)))

    def _failed(self, error: StationError) -> None:
        self._app.notify_error(error)

    def open(self, found: Found) -> None:
        """Go there."""
        self._app.go_to(found.page, found.subject)
