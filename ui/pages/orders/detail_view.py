"""An order as the detail panel shows it: why it is held, and what mends it. No Qt here."""

from collections.abc import Iterator

from core.i18n import Tr
from core.orders.records import Hold, Order, OrderItem, OrderState
from core.orders.rules import BY_HAND, USABLE_AS_IS
from core.units import LengthUnit, WeightUnit
from ui.carrier_words import wished
from ui.icon_names import Ico
from ui.messages_problems import code_text
from ui.order_words import country_words, source_words
from ui.pages.orders.rows import Act, ActView, DetailView, HoldView, OrderFacts

_EDITS = frozenset({Act.EDIT_ADDRESS, Act.EDIT_MEASURES, Act.EDIT_SERVICE})
_MENDABLE = (OrderState.OPEN, OrderState.HELD)


def detail_view(tr: Tr, facts: OrderFacts, weight_unit: WeightUnit, length_unit: LengthUnit) -> DetailView:
    """The panel for an order."""
    order = facts.order
    to = order.ship_to
    lines = [to.name, to.company, *to.street_lines(), to.city_line(), country_words(tr, to.country)]
    return DetailView(
        id=order.id,
        number=order.number,
        source=source_words(tr, order.source),
        state=order.state,
        address=tuple(line for line in lines if line),
        contact=tuple(line for line in (to.phone, to.email) if line),
        as_is=order.used_as_is,
        items=tuple(_item(tr, item) for item in order.items),
        facts=tuple(_facts(tr, facts, weight_unit, length_unit)),
        notes=order.notes,
        holds=tuple(_hold(tr, order, hold) for hold in order.holds),
        warning=_warning(tr, facts),
        edits=_EDITS if order.state in _MENDABLE and facts.open_purchase is None else frozenset(),
        acts=tuple(_acts(tr, facts)),
    )


def _item(tr: Tr, item: OrderItem) -> str:
    name = item.name or item.sku
    if not name:
        return tr("{count} × (no name)", count=tr.number(item.quantity))
    return tr("{count} × {name}", count=tr.number(item.quantity), name=name)


def _facts(tr: Tr, facts: OrderFacts, weight_unit: WeightUnit, length_unit: LengthUnit) -> Iterator[tuple[str, str]]:
    order = facts.order
    yield tr("Weight"), tr.weight(order.weight, weight_unit) if order.weight else tr("not weighed")
    yield tr("Size"), tr.dimensions(order.dims, length_unit) if order.dims else tr("not measured")
    asked = " · ".join(part for part in wished(tr, order.carrier, order.service) if part)
    yield tr("Requested"), asked or tr("the cheapest that fits")
    if order.total is not None:
        yield tr("Order total"), tr.money(order.total)
    if order.day:
        yield tr("Ordered"), tr.day(order.day)
    if facts.label is not None:
        yield tr("Label"), facts.label.tracking


def _hold(tr: Tr, order: Order, hold: Hold) -> HoldView:
    return HoldView(code_text(tr, hold.code, hold.field, hold.value), tuple(_mends(order, hold)))


def _mends(order: Order, hold: Hold) -> Iterator[Act]:
    if hold.code.startswith("address."):
        yield Act.EDIT_ADDRESS
        blocking = [one.code for one in order.holds if one.code.startswith("address.")]
        if USABLE_AS_IS.issuperset(blocking):
            yield Act.USE_AS_IS
    elif hold.code in BY_HAND:
        yield Act.RELEASE
    elif hold.code.startswith(("order.weight", "order.dims")):
        yield Act.EDIT_MEASURES


def _warning(tr: Tr, facts: OrderFacts) -> str:
    if facts.open_purchase is not None:
        return tr("A label of this order is being bought, or its outcome is being checked. It is not bought twice.")
    if facts.order.state is OrderState.OPEN and facts.order.weight is None:
        return tr("No weight yet. Weigh it at the bench, or enter the weight here.")
    return ""


def _acts(tr: Tr, facts: OrderFacts) -> Iterator[ActView]:
    if facts.label is not None:
        yield ActView(Act.SHIPMENT, tr("Show the shipment"), Ico.TRUCK)
    if facts.open_purchase is not None:
        return
    match facts.order.state:
        case OrderState.OPEN:
            yield ActView(Act.BENCH, tr("To the bench"), Ico.SCAN_BARCODE)
            yield ActView(Act.HOLD, tr("Hold…"), Ico.CIRCLE_PAUSE)
            yield ActView(Act.CANCEL, tr("Cancel…"), Ico.BAN)
        case OrderState.HELD:
            yield ActView(Act.CANCEL, tr("Cancel…"), Ico.BAN)
        case OrderState.CANCELLED:
            yield ActView(Act.REOPEN, tr("Reopen"), Ico.ROTATE_CCW)
        case OrderState.SHIPPED:
            pass


def act_words(tr: Tr, act: Act) -> ActView:
    """The button that mends a hold or changes a part of the order."""
    match act:
        case Act.EDIT_ADDRESS:
            return ActView(act, tr("Edit address…"), Ico.PENCIL)
        case Act.EDIT_MEASURES:
            return ActView(act, tr("Weight and size…"), Ico.WEIGHT)
        case Act.EDIT_SERVICE:
            return ActView(act, tr("Service…"), Ico.TRUCK)
        case Act.USE_AS_IS:
            return ActView(act, tr("Use as is…"), Ico.BADGE_CHECK)
        case _:
            return ActView(act, tr("Release…"), Ico.PLAY)
