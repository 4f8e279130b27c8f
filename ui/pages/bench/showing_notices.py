"""The remarks of the bench: what is in the way of the order in hand, and what waits from before."""

from collections.abc import Iterator
from typing import assert_never

from core.clock import from_utc_text
from core.i18n import Tr
from core.labels.rules import USABLE, LabelState
from core.orders.records import Order, OrderState
from core.orders.rules import BY_HAND, LABEL_VOIDED, USABLE_AS_IS
from core.purchases.rules import State
from core.shipments.listing import ShipmentRow
from ui.app_context import App
from ui.icon_names import Ico
from ui.label_words import service_words
from ui.messages import one_line
from ui.messages_base import word
from ui.messages_problems import code_text
from ui.messages_purchases import differs_text
from ui.messages_reasons import PRINT_REASONS
from ui.pages.bench.rows import Act, ActionView, NoticeView
from ui.pages.bench.state import BenchState, Hand
from ui.pages.bench.work import Surroundings, UnknownLabel
from ui.quoting import shortened
from ui.views import Tone

RECOVERED = "recovered"


def notices(app: App, state: BenchState) -> tuple[NoticeView, ...]:
    """The remarks, the gravest first; while an order is in hand only those that concern it or money."""
    found = [*_unknown(app, state), *_start(app)]
    if state.hand is not None:
        found += _of_order(app, state.hand)
    elif state.nothing:
        found.append(_nothing(app.tr, state.nothing))
    if state.around is not None:
        found += _stopped(app, state.around)
        if state.hand is None:
            found += _left_over(app, state.around)
    return tuple(notice for notice in found if notice.key not in state.dismissed)


def _unknown(app: App, state: BenchState) -> Iterator[NoticeView]:
    tr = app.tr
    unknown = state.around.unknown if state.around else ()
    if not unknown:
        return
    if app.startup.is_asking:
        asked = _unknown_words(tr, unknown, asking=True)
        yield NoticeView("unknown", Tone.ERROR, Ico.HOURGLASS, asked, big=True)
        return
    again = ActionView(Act.ASK_AGAIN, tr("Ask again"), Ico.REFRESH_CW)
    waits = _unknown_words(tr, unknown, asking=False)
    yield NoticeView("unknown", Tone.ERROR, Ico.OCTAGON_ALERT, waits, (again,), big=True)


def _unknown_words(tr: Tr, unknown: tuple[UnknownLabel, ...], *, asking: bool) -> str:
    numbers = ", ".join(one.number for one in unknown)
    pending = all(one.purchase.state is State.PENDING for one in unknown)
    happened = (
        tr.n(
            "Order {numbers}: the provider is still working on the label.",
            "Orders {numbers}: the provider is still working on the labels.",
            len(unknown), numbers=numbers,
        )
        if pending
        else tr.n(
            "Order {numbers}: the label was requested, and it is not known yet whether it was bought.",
            "Orders {numbers}: the labels were requested, and it is not known yet whether they were bought.",
            len(unknown), numbers=numbers,
        )
    )  # fmt: skip
    now = tr("The provider is being asked.") if asking else tr("It is never bought twice; go on with other orders.")
    return f"{happened} {now}"


def _start(app: App) -> Iterator[NoticeView]:
    tr, startup = app.tr, app.startup
    if startup.error is not None:
        text = tr("What the last run left open could not be checked. {why}", why=one_line(tr, startup.error))
        again = ActionView(Act.ASK_AGAIN, tr("Ask again"), Ico.REFRESH_CW)
        yield NoticeView("startup", Tone.ERROR, Ico.OCTAGON_ALERT, text, (again,))


def _nothing(tr: Tr, text: str) -> NoticeView:
    said = tr("No order, label or tracking number matches “{text}”.", text=shortened(text))
    return NoticeView("nothing", Tone.ERROR, Ico.CIRCLE_X, said, tip=text if shortened(text) != text else "")


def _of_order(app: App, hand: Hand) -> Iterator[NoticeView]:
    order, tr = hand.found.order, app.tr
    if hand.found.open_purchase is not None:
        return  # the label's own notice says it
    if hand.found.differs:
        yield NoticeView("differs", Tone.ERROR, Ico.TRIANGLE_ALERT, differs_text(tr, hand.found.differs))
    label = hand.found.label
    spoilt = hand.found.void or (label if label is not None and label.state not in USABLE else None)
    if spoilt is not None:
        yield _void(tr, hand, spoilt)
    elif label is not None:
        yield _shipped(app, hand)
    if label is not None:
        return
    if order.state is OrderState.SHIPPED:
        text = tr("Order {number} is shipped.", number=order.number)
        yield NoticeView("shipped", Tone.WARN, Ico.PACKAGE_CHECK, text, (_to_order(tr, order),))
    elif order.state is OrderState.CANCELLED:
        text = tr("Order {number} is cancelled; nothing is shipped for it.", number=order.number)
        yield NoticeView("cancelled", Tone.WARN, Ico.BAN, text, (_to_order(tr, order),))
    elif order.state is OrderState.HELD:
        if spoilt is None or not _waits_for_release(order):
            yield _held(tr, order)
    elif hand.rated is not None and hand.rated.unmatched and not hand.picked:
        text = tr("The shop asked for “{words}”, which names no service here: the cheapest one is chosen.",
                  words=shortened(hand.rated.unmatched))  # fmt: skip
        yield NoticeView("unmatched", Tone.ACCENT, Ico.INFO, text)


def _void(tr: Tr, hand: Hand, label: ShipmentRow) -> NoticeView:
    """The paper in somebody's hand is good for nothing; no button prints it again."""
    order = hand.found.order
    actions = [ActionView(Act.GO_SHIPMENT, tr("Go to the shipment"), Ico.ARROW_RIGHT, label.label)]
    if _waits_for_release(order):
        actions.insert(0, ActionView(Act.RELEASE, tr("Release", context="verb"), Ico.LOCK_OPEN, order.id))
    if label.state is LabelState.VOID_REQUESTED:
        text = tr("The void of this label is requested: do not use it until the carrier has answered.")
    else:
        text = f"{tr('This label is void: destroy it.')} {_stands(tr, hand)}"
    return NoticeView("void-label", Tone.ERROR, Ico.BAN, text, tuple(actions), big=True)


def _waits_for_release(order: Order) -> bool:
    """Whether nothing holds it but its voided label."""
    return order.state is OrderState.HELD and {hold.code for hold in order.holds} == {LABEL_VOIDED}


def _stands(tr: Tr, hand: Hand) -> str:
    number = hand.found.order.number
    if hand.found.label is not None:
        return tr("Order {number} has another label.", number=number)
    match hand.found.order.state:
        case OrderState.OPEN:
            return tr("Order {number} has no other label and is open.", number=number)
        case OrderState.HELD:
            return tr("Order {number} has no other label and is held.", number=number)
        case OrderState.SHIPPED:
            return tr("Order {number} is shipped.", number=number)
        case OrderState.CANCELLED:
            return tr("Order {number} is cancelled.", number=number)
        case _:
            assert_never(hand.found.order.state)


def _to_order(tr: Tr, order: Order) -> ActionView:
    return ActionView(Act.GO_ORDER, tr("Open the order"), Ico.CLIPBOARD_LIST, order.id)


def _shipped(app: App, hand: Hand) -> NoticeView:
    tr, label = app.tr, hand.found.label
    assert label is not None
    passed = app.services.desk.clock.now() - from_utc_text(label.made_at)
    text = tr(
        "Order {number} already has its label, bought {age}: {service}.",
        number=label.number, age=tr.age(passed),
        service=service_words(tr, app.services.catalogue, label.carrier, label.service_code),
    )  # fmt: skip
    actions = (
        ActionView(Act.REPRINT, tr("Reprint"), Ico.PRINTER, label.label, keys="F9"),
        ActionView(Act.GO_SHIPMENT, tr("Go to the shipment"), Ico.ARROW_RIGHT, label.label),
    )
    return NoticeView("shipped", Tone.WARN, Ico.PACKAGE_CHECK, text, actions, big=True)


def _held(tr: Tr, order: Order) -> NoticeView:
    reasons = " ".join(code_text(tr, hold.code, hold.field, hold.value) for hold in order.holds)
    codes = {hold.code for hold in order.holds}
    actions = []
    if codes & BY_HAND:
        actions.append(ActionView(Act.RELEASE, tr("Release", context="verb"), Ico.LOCK_OPEN, order.id))
    elif codes and codes <= USABLE_AS_IS:
        actions.append(ActionView(Act.USE_AS_IS, tr("Use the address as it is"), Ico.CHECK, order.id))
    actions.append(ActionView(Act.GO_ORDER, tr("Correct the order"), Ico.PENCIL, order.id))
    text = tr("Held: {reasons}", reasons=reasons)
    return NoticeView("held", Tone.WARN, Ico.CIRCLE_PAUSE, text, tuple(actions))


def _stopped(app: App, around: Surroundings) -> Iterator[NoticeView]:
    tr, waiting = app.tr, dict(around.waiting)
    for printer in around.printers:
        reason = app.spool.held(printer.id)
        if not reason:
            continue
        text = tr("{printer} stopped: {reason}.", printer=printer.name, reason=word(tr, PRINT_REASONS, reason))
        count = waiting.get(printer.id, 0)
        if count:
            text += " " + tr.n("{n} label waits; it is kept.", "{n} labels wait; they are kept.", count)
        again = tr("Try again")
        actions = [ActionView(Act.RETRY_PRINTER, again, Ico.REFRESH_CW, printer.id)]
        others = [other for other in around.printers if other.id != printer.id and not app.spool.held(other.id)]
        if others:
            move = tr("Print on {printer}", printer=others[0].name)
            actions.append(ActionView(Act.MOVE_JOBS, move, Ico.ARROW_LEFT_RIGHT, printer.id, others[0].id))
        yield NoticeView(f"stopped-{printer.id}", Tone.ERROR, Ico.PRINTER, text, tuple(actions))


def _left_over(app: App, around: Surroundings) -> Iterator[NoticeView]:
    """What an earlier run bought, and what is not on paper (desktop check 25)."""
    tr, settled = app.tr, app.startup.settled
    dismiss = ActionView(Act.DISMISS, tr("Dismiss"), subject=RECOVERED)
    if app.startup.is_done and not settled.is_nothing:
        bought = sum(one.after is State.CONFIRMED for one in settled.purchases)
        words = [tr("The last run ended early; everything it left open was checked.")]
        if settled.purchases:
            words.append(
                tr.n(
                    "{n} purchase: {bought} went through, {open} still open, nothing twice.",
                    "{n} purchases: {bought} went through, {open} still open, nothing twice.",
                    len(settled.purchases), bought=bought, open=len(around.unknown),
                )
            )  # fmt: skip
        if settled.jobs:
            words.append(tr.n("{n} print was interrupted.", "{n} prints were interrupted.", settled.jobs))
        if settled.expired:
            words.append(
                tr.n("{n} print was too old to come out.", "{n} prints were too old to come out.", settled.expired)
            )
        yield NoticeView(RECOVERED, Tone.ACCENT, Ico.SHIELD_CHECK, " ".join(words), (dismiss,))
    if around.unprinted:
        text = tr.n("{n} paid label is not on paper yet.", "{n} paid labels are not on paper yet.", around.unprinted)
        now = ActionView(Act.PRINT_UNPRINTED, tr("Print now"), Ico.PRINTER)
        yield NoticeView("unprinted", Tone.WARN, Ico.PRINTER, text, (now,) if around.printer else ())
