"""Weighing, choosing, buying: what the right-hand side of the bench shows, and why the button cannot be pressed."""

from typing import assert_never

from core.accounts.rules import SetupIncomplete
from core.carriers.model import Contents, Requirement
from core.context import Mode
from core.i18n import Tr
from core.money import Money
from core.orders.records import OrderState, WeightSource
from core.purchases.port import Rate
from core.shipments.service_rating import Rated
from core.wallet.rules import smallest_purchase_covering
from core.wallet.service import WalletView
from ui.app_context import App
from ui.icon_names import Ico
from ui.label_words import service_words
from ui.messages import explain, one_line
from ui.pages.bench.rows import Act, ActionView, FormView, RateRow, WorkView
from ui.pages.bench.state import BenchState, Busy, Hand, rate_key
from ui.views import ChipView, Tone

MEDIA_ONLY = frozenset({Contents.MEDIA})


def work_view(app: App, state: BenchState, hand: Hand) -> WorkView:
    """Everything about the order in hand that can still change."""
    tr, rate = app.tr, hand.chosen()
    reason, actions = forbidden(app, state, hand)
    progress = ""
    if state.busy is Busy.BUYING and rate is not None:
        name = service_words(tr, app.services.catalogue, rate.carrier, rate.service_code)
        progress = tr("Buying {service} for {price}…", service=name, price=rate.price)
    tone, note = _size_note(app, hand, rate)
    return WorkView(
        form=FormView(hand.form, hand.weight, hand.dims, hand.half_size),
        weight_source=weight_chip(tr, hand),
        rates=_rates(app, hand) if hand.is_open else (),
        rates_words=_rates_words(tr, hand),
        button=_button_words(tr, state, rate),
        forbidden=reason,
        progress=progress,
        actions=actions,
        size_tone=tone,
        size_note=note,
        error=explain(tr, hand.error) if hand.error is not None else None,
    )


def weight_chip(tr: Tr, hand: Hand) -> ChipView:
    """Where the weight is from."""
    if hand.weight is None:
        return ChipView(Tone.WARN, Ico.SCALE, tr("not weighed"))
    match hand.source:
        case WeightSource.ORDER:
            return ChipView(Tone.NEUTRAL, Ico.CLIPBOARD_LIST, tr("from the order"))
        case WeightSource.TYPED:
            return ChipView(Tone.ACCENT, Ico.KEYBOARD, tr("typed"))
        case WeightSource.SCALE:
            return ChipView(Tone.ACCENT, Ico.SCALE, tr("from the scale"))
        case _:
            assert_never(hand.source)


def _button_words(tr: Tr, state: BenchState, rate: Rate | None) -> str:
    has_printer = state.around is None or state.around.printer is not None
    if rate is None:
        return tr("Buy and print") if has_printer else tr("Buy")
    price = tr.money(rate.price)
    return tr("Buy and print · {price}", price=price) if has_printer else tr("Buy · {price}", price=price)


def forbidden(app: App, state: BenchState, hand: Hand) -> tuple[str | None, tuple[ActionView, ...]]:
    """Why no label can be bought for the order in hand now, and what mends it; None when it can."""
    tr, rate = app.tr, hand.chosen()
    if not hand.is_open:
        return _not_open(tr, hand), ()
    if not app.startup.is_done:
        return tr("Checking first what the last run left open."), ()
    if state.busy is not Busy.NOTHING:
        return tr("One moment…"), ()
    if app.services.mode is Mode.RECORDED and not (hand.rated and isinstance(hand.rated.refusal, SetupIncomplete)):
        record = ActionView(Act.RECORD, tr("Record its label…"), Ico.CLIPBOARD_LIST, hand.found.order.number)
        return tr("A person buys the label in the portal and records it here."), (record,)
    if hand.weight is None:
        return tr("Weigh the parcel and type its weight."), ()
    if hand.half_size:
        return tr("This is no size; type three sides or empty them."), ()
    if hand.rated is None:
        return tr("The prices are on their way."), ()
    if rate is None:
        return _nothing_chosen(tr, hand.rated)
    if not rate.buyable:
        return tr("This price is for comparison only; the provider charges its own."), ()
    if hand.lacks_size(app.services.catalogue) and not hand.without_size:
        without = ActionView(Act.WITHOUT_SIZE, tr("Ship without the size…"), Ico.RULER)
        return _measure_words(tr, rate), (without,)
    payer = state.payer(rate)
    view = next((w for w in state.around.wallets if payer and w.wallet.id == payer.id), None) if state.around else None
    return _cannot_pay(tr, view, rate.price)


def _nothing_chosen(tr: Tr, rated: Rated) -> tuple[str, tuple[ActionView, ...]]:
    refusal = rated.refusal
    if isinstance(refusal, SetupIncomplete):
        action = ActionView(Act.SET_UP, tr("Continue setup"), Ico.SETTINGS, str(refusal.fields.get("wallet", "")))
        return tr("Labels are locked until set-up is finished."), (action,)
    return (one_line(tr, refusal) if refusal else tr("Choose a service.")), ()


def _measure_words(tr: Tr, rate: Rate) -> str:
    if rate.at_risk is None:
        return tr("Measure the parcel: this carrier charges by size.")
    risk = tr.money(rate.at_risk, with_currency=False)
    return tr("Measure the parcel: this carrier charges by size, {risk} at risk.", risk=risk)


def _not_open(tr: Tr, hand: Hand) -> str:
    if hand.found.open_purchase is not None:
        return tr("Its label was already requested and is being checked.")
    if hand.found.order.state is OrderState.HELD:
        return tr("The order is held.")
    return tr("There is nothing to buy for this order.")


def _cannot_pay(tr: Tr, view: WalletView | None, price: Money) -> tuple[str | None, tuple[ActionView, ...]]:
    if view is None:
        return tr("No wallet pays this carrier."), ()
    if not view.is_ready:
        action = ActionView(Act.SET_UP, tr("Continue setup"), Ico.SETTINGS, view.wallet.id)
        return tr("Labels are locked until set-up is finished."), (action,)
    if view.available >= price:
        return None, ()
    short = price - view.available
    offer = smallest_purchase_covering(short)
    words = tr("Buy {amount} of postage", amount=tr.round_money(offer))
    action = ActionView(Act.BUY_POSTAGE, words, Ico.PLUS, view.wallet.id, amount=offer)
    return tr("The balance is short by {short}.", short=short), (action,)


def _rates_words(tr: Tr, hand: Hand) -> str:
    if not hand.is_open:
        return _not_open(tr, hand)
    if hand.weight is None:
        return tr("Enter the weight to see prices.")
    if hand.rated is None:
        return tr("Getting prices…")
    if hand.rated.quotes.rates:
        return ""
    return one_line(tr, hand.rated.refusal) if hand.rated.refusal else tr("No service is available for this parcel.")


def _rates(app: App, hand: Hand) -> tuple[RateRow, ...]:
    if hand.rated is None:
        return ()
    chosen = hand.chosen()
    rows = []
    for rate in hand.rated.quotes.rates:
        remark, tone = _remark(app, hand, rate)
        rows.append(
            RateRow(
                key=rate_key(rate),
                name=service_words(app.tr, app.services.catalogue, rate.carrier, rate.service_code),
                source=source_words(app.tr, rate),
                remark=remark,
                aside="" if rate.buyable else app.tr("for comparison"),
                price=app.tr.money(rate.price),
                tone=tone,
                chosen=chosen is not None and rate == chosen,
            )
        )
    return tuple(rows)


def source_words(tr: Tr, rate: Rate) -> str:
    """Where a price is from; one of a card is never called live (S0-03)."""
    if rate.source == "own-card":
        return tr("from your rate card of {day}", day=tr.day(rate.source_day))
    return tr("practice rate card") if rate.source == "practice" else tr("the provider, live")


def _remark(app: App, hand: Hand, rate: Rate) -> tuple[str, Tone | None]:
    tr, catalogue = app.tr, app.services.catalogue
    if not rate.buyable:
        return "", None
    contents = catalogue.service(rate.carrier, rate.service_code).contents
    if contents is not Contents.ANY:
        words = tr("books and media only") if contents in MEDIA_ONLY else tr("documents only")
        return words, Tone.NEUTRAL
    if hand.dims is not None:
        return "", None
    if Requirement.DIMENSIONS in catalogue.get(rate.carrier).requires:
        return tr("needs the size"), Tone.WARN
    if rate.at_risk is not None:
        return tr("{amount} at risk", amount=tr.money(rate.at_risk, with_currency=False)), Tone.NEUTRAL
    return "", None


def _size_note(app: App, hand: Hand, rate: Rate | None) -> tuple[Tone | None, str]:
    """What a missing size may cost later (S0-38, S0-39)."""
    tr = app.tr
    if hand.half_size and hand.is_open:
        return Tone.ERROR, tr("This is no size; type three sides or empty them.")
    if rate is None or hand.dims is not None or not hand.is_open:
        return None, ""
    risk = tr.money(rate.at_risk, with_currency=False) if rate.at_risk is not None else ""
    if hand.without_size:
        kept = tr("Without the size: “{reason}”, kept with the label.", reason=hand.without_size)
        return Tone.WARN, f"{kept} " + tr("{risk} at risk.", risk=risk) if risk else kept
    if hand.lacks_size(app.services.catalogue):
        return None, ""  # the reason beside the button says it
    return (Tone.NEUTRAL, tr("{risk} may be charged later if the parcel is large.", risk=risk)) if risk else (None, "")
