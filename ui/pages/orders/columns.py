"""The columns of the Orders page's tables."""

from core.i18n import Tr
from core.orders.records import OrderState
from core.orders.store_lists import OrderRow
from core.units import WeightUnit
from ui.carrier_words import wished
from ui.icon_names import Ico
from ui.messages_base import capital, word
from ui.messages_problems import code_text
from ui.messages_words import ORDER_STATES
from ui.order_words import source_words
from ui.pages.orders.importing.rows import Finding
from ui.pages.orders.shipping.rows import BatchRow
from ui.views import ChipView, Tone
from ui.widgets.tables import Align, Column

_STATES = {
    OrderState.OPEN: (Tone.ACCENT, Ico.INBOX),
    OrderState.HELD: (Tone.WARN, Ico.TRIANGLE_ALERT),
    OrderState.SHIPPED: (Tone.OK, Ico.PACKAGE_CHECK),
    OrderState.CANCELLED: (Tone.NEUTRAL, Ico.BAN),
}


def state_chip(tr: Tr, state: OrderState) -> ChipView:
    """Where an order stands: colour, icon and word."""
    tone, icon = _STATES[state]
    return ChipView(tone, icon, capital(word(tr, ORDER_STATES, state.value)), struck=state is OrderState.CANCELLED)


def _wish(tr: Tr, row: OrderRow) -> tuple[str, str]:
    carrier, service = wished(tr, row.carrier, row.service)
    return (service, carrier) if service else (carrier, "")


def order_columns(tr: Tr, unit: WeightUnit) -> tuple[Column[OrderRow], ...]:
    """Orders: number, recipient, what is asked for, weight, state."""
    return (
        Column("number", tr("Order"), lambda row: row.number, 150, second=lambda row: source_words(tr, row.source),
               strong=True, struck=lambda row: row.state is OrderState.CANCELLED),
        Column("recipient", tr("Recipient"), lambda row: row.recipient or "–", second=place),
        Column("service", tr("Requested"), lambda row: _wish(tr, row)[0] or tr("the cheapest"),
               second=lambda row: _wish(tr, row)[1]),
        Column("weight", tr("Weight"), lambda row: tr.weight(row.weight, unit) if row.weight else "–", 100,
               Align.RIGHT),
        Column("state", tr("State"), lambda row: row.state.value, 120, chip=lambda row: state_chip(tr, row.state)),
    )  # fmt: skip


def held_columns(tr: Tr) -> tuple[Column[OrderRow], ...]:
    """Held orders: number, recipient, and the first of the reasons."""
    return (
        Column("number", tr("Order"), lambda row: row.number, 150, second=lambda row: source_words(tr, row.source),
               strong=True),
        Column("recipient", tr("Recipient"), lambda row: row.recipient or "–", 220, second=place),
        Column("why", tr("Why it is held"), lambda row: code_text(tr, row.holds[0]) if row.holds else "",
               second=lambda row: _further(tr, len(row.holds) - 1)),
    )  # fmt: skip


def _further(tr: Tr, n: int) -> str:
    return tr.n("and {n} more reason", "and {n} more reasons", n) if n > 0 else ""


def place(row: OrderRow) -> str:
    """City, region and country in one line."""
    return " ".join(part for part in (row.city, row.region, row.country) if part)


def finding_columns(tr: Tr) -> tuple[Column[Finding], ...]:
    """What an import left out or holds: row, order, why."""
    return (
        Column("rows", tr("Row"), lambda one: one.rows, 90, Align.RIGHT),
        Column("number", tr("Order"), lambda one: one.number or "–", 150, strong=True),
        Column("text", tr("What"), lambda one: one.text),
    )


def batch_columns(tr: Tr) -> tuple[Column[BatchRow], ...]:
    """A batch: order, recipient, service with what there is to say, state, price with its currency."""
    return (
        Column("number", tr("Order"), lambda row: row.number, 130, strong=True),
        Column("recipient", tr("Recipient"), lambda row: row.recipient, 200, second=lambda row: row.place),
        Column("service", tr("Service"), lambda row: row.service or "–", second=lambda row: row.note),
        Column("state", tr("State"), lambda row: row.state.text, 180, chip=lambda row: row.state),
        Column("price", tr("Price"), lambda row: tr.money(row.price) if row.price else "–", 130, Align.RIGHT,
               strong=True),
    )  # fmt: skip
