"""From what the bench has in hand to what it shows. Pure but for the clock."""

from typing import assert_never

from core.clock import from_utc_text
from core.i18n import Tr
from core.labels.rules import USABLE
from core.orders.records import Order, OrderState
from core.orders.store_lists import OrderRow
from core.shipments.listing import ShipmentRow
from ui.app_context import App
from ui.carrier_words import asked_for
from ui.icon_names import Ico
from ui.label_words import job_chip, label_chip, matter_chip, service_words, void_clock
from ui.messages import explain, one_line
from ui.messages_base import word
from ui.messages_words import ORDER_STATES
from ui.order_words import country_words, service_asked, source_words
from ui.pages.bench.rows import (
    Act,
    ActionView,
    BenchView,
    EmptyView,
    LabelPanel,
    ListView,
    OrderLine,
    OrderView,
    RecentLabel,
)
from ui.pages.bench.showing_notices import notices
from ui.pages.bench.showing_work import work_view
from ui.pages.bench.state import BenchState, Busy
from ui.pages.bench.work import Surroundings
from ui.questions import (
    AskView,
    Question,
    as_is_question,
    hold_question,
    reprint_question,
    void_question,
    without_size_question,
)
from ui.quoting import shortened
from ui.views import ChipView, Tone

_ORDER_CHIPS = {
    OrderState.OPEN: (Tone.ACCENT, Ico.INBOX),
    OrderState.HELD: (Tone.WARN, Ico.CIRCLE_PAUSE),
    OrderState.SHIPPED: (Tone.OK, Ico.PACKAGE_CHECK),
    OrderState.CANCELLED: (Tone.NEUTRAL, Ico.BAN),
}
_ITEMS_SHOWN = 4


def bench_view(app: App, state: BenchState) -> BenchView:
    """The whole bench in the language of the window."""
    around = state.around
    target = target_label(state)
    return BenchView(
        list=_list(app.tr, state, around),
        notices=notices(app, state),
        empty=_empty(app, state),
        order=order_view(app, state.hand.found.order, can_hold=state.hand.is_open) if state.hand else None,
        work=work_view(app, state, state.hand) if state.hand and state.hand.is_waiting else None,
        panel=_panel(app, state, target),
        recent=tuple(_recent(app, row) for row in around.recent) if around else (),
        ask=_ask(app, state, target),
        reprint=_no_reprint(app.tr, state, target),
        void=_no_void(app, state, target),
        error=explain(app.tr, state.error) if state.error is not None else None,
        units=around.scale if around else None,
    )


def target_label(state: BenchState) -> ShipmentRow | None:
    """The label that F8 and F9 are about: that of the order in hand if it has one, else the last one."""
    if state.hand is not None and state.hand.found.label is not None:
        return state.hand.found.label
    return state.around.shown if state.around else None


def order_chip(tr: Tr, state: OrderState) -> ChipView:
    """Where an order stands."""
    tone, icon = _ORDER_CHIPS[state]
    return ChipView(tone, icon, word(tr, ORDER_STATES, state.value))


def _list(tr: Tr, state: BenchState, around: Surroundings | None) -> ListView:
    if state.many is not None:
        text = shortened(state.many.text)
        title = tr.n("{n} order matches “{text}”", "{n} orders match “{text}”", len(state.many.rows), text=text)
        return ListView(title, tr("Pick one with the arrows and Enter."), _lines(tr, state.many.rows, around))
    if around is None:
        return ListView(tr("Open orders"), loading=state.error is None)
    title = tr.n("{n} open order", "{n} open orders", around.open_count) if around.open_count else tr("Open orders")
    held = ActionView(Act.GO_HELD, tr.n("{n} held", "{n} held", around.held_count), Ico.CIRCLE_PAUSE)
    note = ""
    if state.text:
        note = tr.n("{n} found with “{text}”", "{n} found with “{text}”", len(around.rows), text=shortened(state.text))
    elif len(around.rows) < around.open_count:
        note = tr("The oldest {n} are listed; scan or type to find any.", n=tr.number(len(around.rows)))
    lines = _lines(tr, around.rows, around)
    return ListView(title, note, lines, searched=state.text, held=held if around.held_count else None)


def _lines(tr: Tr, rows: tuple[OrderRow, ...], around: Surroundings | None) -> tuple[OrderLine, ...]:
    unit = around.scale.weight if around else "lb"
    return tuple(
        OrderLine(
            id=row.id,
            number=row.number,
            recipient=row.recipient,
            place=", ".join(part for part in (row.city, row.region, row.country) if part),
            weight=tr.weight(row.weight, unit) if row.weight else tr("not weighed"),
            service=asked_for(tr, row.carrier, row.service) or tr("cheapest"),
            state="" if row.state is OrderState.OPEN else word(tr, ORDER_STATES, row.state.value),
        )
        for row in rows
    )


def _empty(app: App, state: BenchState) -> EmptyView | None:
    """What a bench without orders offers; None when there is something on it. What is held comes first."""
    around = state.around
    if around is None or around.rows or state.text or state.many or state.hand or around.open_count:
        return None
    tr = app.tr
    actions = [ActionView(Act.IMPORT, tr("Import orders"), Ico.FILE_DOWN)]
    if app.services.mode.value == "practice":
        actions.insert(0, ActionView(Act.PRACTICE_ORDERS, tr("Load practice orders"), Ico.INBOX))
        actions.insert(0, ActionView(Act.PRACTICE_DAY, tr("Ship a practice day"), Ico.GRADUATION_CAP))
    if not around.recent and not around.held_count:
        text = tr("Import the orders of your shop, or see the whole product at work first: nothing is charged.")
        return EmptyView(tr("Ready to ship"), text, tuple(actions))
    actions = actions[::-1][:2]  # after a day's work the practice day is no longer what is next; Help leads to it
    title = tr("No open orders")
    if not around.held_count:
        return EmptyView(title, tr("Every open order has its label."), tuple(actions))
    held = ActionView(
        Act.GO_HELD, tr.n("Look at {n} held order", "Look at {n} held orders", around.held_count), Ico.CIRCLE_PAUSE
    )
    return EmptyView(title, tr("What is left is held: see what is missing."), (held, *actions))


def order_view(app: App, order: Order, *, can_hold: bool) -> OrderView:
    """The order in hand, name and city large."""
    tr, to = app.tr, order.ship_to
    company = [to.company] if to.company and to.name else []
    items = [f"{tr.number(item.quantity)} × {item.name or item.sku}" for item in order.items[:_ITEMS_SHOWN]]
    if len(order.items) > _ITEMS_SHOWN:
        items.append(tr.n("and {n} more line", "and {n} more lines", len(order.items) - _ITEMS_SHOWN))
    asked = shortened(service_asked(tr, app.services.catalogue, order))
    facts = [(tr("Requested"), asked or tr("cheapest service")), (tr("Source"), source_words(tr, order.source))]
    if order.day:
        facts.append((tr("Ordered"), tr.day(order.day)))
    if order.total is not None:
        facts.append((tr("Total"), tr.money(order.total)))
    return OrderView(
        id=order.id,
        number=order.number,
        chip=order_chip(tr, order.state),
        name=to.name or to.company,
        place=to.city_line(),
        lines=(*company, *to.street_lines(), country_words(tr, to.country), *([to.phone] if to.phone else [])),
        items=tuple(items),
        notes=order.notes,
        facts=tuple(facts),
        can_hold=can_hold,
    )


def _panel(app: App, state: BenchState, row: ShipmentRow | None) -> LabelPanel | None:
    if state.hand is not None and state.hand.is_waiting:
        return None
    if row is None:
        return None
    tr, services = app.tr, app.services
    clock = void_clock(services, tr, row.carrier, row.made_at)
    facts = [
        (tr("Order"), f"{row.number} · {row.recipient}"),
        (tr("Service"), service_words(tr, services.catalogue, row.carrier, row.service_code)),
        (tr("Tracking number"), services.catalogue.numbers.format(row.tracking)),
        (tr("Price"), tr.money(row.price)),
    ]
    if row.state in USABLE:
        facts.append((tr("Void", context="noun"), clock.text))
    picture = state.picture if state.picture and state.picture.label == row.label else None
    of_order = state.hand is not None and state.hand.found.label is not None
    return LabelPanel(
        label=row.label,
        title=tr("Label of this order") if of_order else tr("Last label"),
        chips=(label_chip(tr, row.state), job_chip(tr, row.print_state)),
        facts=tuple(facts),
        picture=picture,
        picture_words=one_line(tr, state.picture_error) if state.picture_error else tr("Preparing…"),
        of_order=of_order,
    )


def _recent(app: App, row: ShipmentRow) -> RecentLabel:
    tr = app.tr
    passed = app.services.desk.clock.now() - from_utc_text(row.made_at)
    service = service_words(tr, app.services.catalogue, row.carrier, row.service_code)
    return RecentLabel(
        label=row.label,
        head=f"{row.number} · {row.recipient}",
        below=f"{service} · {tr.span(passed)}",
        chip=matter_chip(tr, row.state, row.print_state),
    )


def _no_reprint(tr: Tr, state: BenchState, row: ShipmentRow | None) -> str | None:
    """Why F9 cannot be pressed, or None."""
    if row is None:
        return tr("There is no label yet.")
    if row.state not in USABLE:
        return tr("A voided label cannot be printed.")
    if state.around is not None and state.around.printer is None:
        return tr("The station has no printer.")
    return tr("One moment…") if state.busy is not Busy.NOTHING else None


def _no_void(app: App, state: BenchState, row: ShipmentRow | None) -> str | None:
    """Why F8 cannot be pressed, or None; a void that the carrier may refuse is still asked."""
    tr = app.tr
    if row is None:
        return tr("There is no label yet.")
    if row.state not in USABLE:
        return tr("It is already voided, or its void was requested.")
    if not app.startup.is_done:
        return tr("Checking first what the last run left open.")
    return tr("One moment…") if state.busy is not Busy.NOTHING else None


def _ask(app: App, state: BenchState, row: ShipmentRow | None) -> AskView | None:
    tr, services = app.tr, app.services
    match state.question:
        case None:
            return None
        case Question.REPRINT:
            return reprint_question(tr, services, row, state.reason[1]) if row is not None else None
        case Question.VOID:
            return void_question(tr, services, row) if row is not None else None
        case Question.USE_AS_IS:
            return as_is_question(tr)
        case Question.HOLD:
            return hold_question(tr, state.hand.found.order.number) if state.hand is not None else None
        case Question.WITHOUT_SIZE:
            return without_size_question(tr)
        case _:
            assert_never(state.question)
