"""Replace label: one act of two paid calls, in an order that leaves no parcel with two labels or without a word.

The new label is priced and its price held first, so that nothing is voided that cannot be replaced. Then the old label
is voided, and only when the carrier has accepted that, the new one is bought. Each step is a row before it is an act;
a run that dies between is ended by recovery: the old label is good, or it is void and the order waits, or the new one
is there. Recovery buys nothing.
"""

from dataclasses import dataclass, replace

from core.accounts.records import Wallet
from core.accounts.service import guard_note
from core.accounts.store import get_wallet
from core.carriers.kept_rules import rule_text
from core.carriers.model import Requirement
from core.clock import utc_text
from core.errors import OutcomeUnknown, Refused, StationError, Unavailable
from core.failpoints import failpoint
from core.labels.rules import USABLE
from core.labels.store import Label, get_label, label_of_purchase
from core.ledger.accounts import wallet_account
from core.ledger.holds import place_hold
from core.money import Money, zero
from core.orders import store as order_rows
from core.orders.records import Order, OrderState, WeightSource
from core.purchases.label_calls import LabelIntent, buy_label, intend_label, request_hash
from core.purchases.port import LabelRequest, Rate, VoidRequest
from core.purchases.prices import refuse_dearer
from core.purchases.recovery import ask
from core.purchases.rules import State
from core.purchases.store import label_of_parcel
from core.purchases.void_calls import intend_void, void
from core.shipments import replacements as rows
from core.shipments.bench import Bench
from core.shipments.content import content_of, label_differs
from core.shipments.replacements import NetCost, Replacement
from core.shipments.rules import Asked, DimensionsMissing, OrderHeld, VoidRefused
from core.shipments.rules_replacing import (
    OPEN_REPLACEMENTS,
    VOIDED_STATES,
    NotReplaceable,
    ReplaceReasonMissing,
    ReplacingEvent,
    ReplacingState,
)
from core.shipments.service_rating import Rated, rate_orders
from core.shipments.store import get_parcel, set_measures
from core.store.database import Query, Tx
from core.store.history import moves, record_move
from core.units import Dimensions, Weight
from core.wallet.service import read_after_payment


@dataclass(frozen=True, slots=True)
class Corrected:
    """What the new label is bought for; None takes weight and size of the order, and the service of the old label
    unless the order asks for another one by now.
    """

    weight: Weight | None = None
    dims: Dimensions | None = None
    asked: Asked | None = None


AS_ORDERED = Corrected()


@dataclass(frozen=True, slots=True)
class Replaced:
    """What became of a replacement.

    Attributes:
        replacement: The record, with its state.
        old: The label that was given up, as it stands.
        new: The label that was bought, or None.
        cost: What it cost, None while there is no new label.
        error: Why it did not end with a new label, or None.
    """

    replacement: Replacement
    old: Label
    new: Label | None
    cost: NetCost | None
    error: StationError | None


@dataclass(frozen=True, slots=True)
class _Plan:
    """The new label, priced before the old one is touched."""

    order: Order
    rate: Rate
    wallet: Wallet
    request: LabelRequest


@dataclass(frozen=True, slots=True)
class ReplacementQuote:
    """What a replacement would cost, before anything is done.

    Attributes:
        old: The label that would be given up.
        order: What the new one is for, with what was corrected.
        rate: The new label's service and price.
        cost: The price, and what the void is to bring back; nothing where the two are paid in two currencies.
        differs: What the order says otherwise since the old label was bought.
    """

    old: Label
    order: Order
    rate: Rate
    cost: NetCost
    differs: tuple[str, ...]


def quote_replacement(bench: Bench, label_id: str, corrected: Corrected = AS_ORDERED) -> ReplacementQuote:
    """Price a replacement; nothing is asked for, held or voided.

    Raises:
        NotReplaceable, OrderHeld, DimensionsMissing, NoService: As `replace_label`.
    """
    plan = _plan(bench, label_id, corrected)
    with bench.store.read() as q:
        old = get_label(q, label_id)
        differs = label_differs(q, old)
    price = plan.rate.price
    back = old.price if old.price.currency == price.currency else zero(price.currency)
    return ReplacementQuote(old, plan.order, plan.rate, NetCost(price, back), differs)


def replace_label(
    bench: Bench, label_id: str, reason: str, corrected: Corrected = AS_ORDERED, *, shown: Money | None = None
) -> Replaced:
    """Void a label and buy another for its parcel.

    Args:
        bench: Where.
        label_id: The good label of a parcel.
        reason: Why; kept.
        corrected: Weight, size or service of the new one.
        shown: The price that the person saw; a new label that costs more by now is not bought.

    Raises:
        ReplaceReasonMissing, NotReplaceable, OrderHeld, DimensionsMissing, NoService, PriceRose, InsufficientFunds:
            Before anything happened.
    """
    said = guard_note("reason", " ".join(reason.split()))
    if not said:
        raise ReplaceReasonMissing(label=label_id)
    plan = _plan(bench, label_id, corrected)
    if shown is not None:
        refuse_dearer(plan.order.number, shown, plan.rate.price)
    replacement, old_wallet = _begin(bench, label_id, said, plan)
    failpoint("replace/after-replacement")
    error = _void_old(bench, replacement, old_wallet)
    if error is None:
        failpoint("replace/after-old-void")
        error = _buy_new(bench, replacement, plan, corrected)
    return _ended(bench, replacement.id, error, {old_wallet.id: old_wallet, plan.wallet.id: plan.wallet})


def _plan(bench: Bench, label_id: str, corrected: Corrected) -> _Plan:
    with bench.store.read() as q:
        label = _replaceable(q, label_id)
        order = order_rows.get_order(q, get_parcel(q, label.parcel).order)
        same = None if "service" in label_differs(q, label) else Asked(label.carrier, label.service_code)
    if order.holds:
        raise OrderHeld(order=order.number, holds=", ".join(hold.code for hold in order.holds))
    wanted = replace(
        order, state=OrderState.OPEN, weight=corrected.weight or order.weight, dims=corrected.dims or order.dims
    )
    rated: Rated = rate_orders(bench, [wanted], corrected.asked or same)[0]
    if rated.refusal is not None:
        raise rated.refusal
    rate, wallet = rated.chosen, rated.wallet
    assert rate is not None and wallet is not None and wanted.weight is not None
    carrier = bench.catalogue.get(rate.carrier)
    without_dims = Requirement.DIMENSIONS in carrier.requires and wanted.dims is None
    if without_dims and not label.override:
        raise DimensionsMissing(
            order=order.number, carrier=rate.carrier, carrier_name=carrier.name, at_risk=rate.at_risk
        )
    request = LabelRequest(
        key=bench.desk.ids.new(), wallet=wallet.id, carrier=rate.carrier, service_code=rate.service_code,
        ship_from=rated.ship_from, ship_to=order.ship_to, weight=wanted.weight, dims=wanted.dims,
        ship_day=rated.ship_day, reference=order.number, price=rate.price, allow_without_dims=without_dims,
    )  # fmt: skip
    return _Plan(wanted, rate, wallet, request)


def _replaceable(q: Query, label_id: str) -> Label:
    label = get_label(q, label_id)
    live = label_of_parcel(q, label.parcel)
    known = rows.replacement_of(q, label_id)
    why = ""
    if known is not None and known.state in OPEN_REPLACEMENTS:
        why = "being-replaced"
    elif label.state not in USABLE:
        why = "void"
    elif live is None or live.id != label.purchase:
        why = "spare"
    if why:
        raise NotReplaceable(label=label_id, why=why)
    return label


def _begin(bench: Bench, label_id: str, reason: str, plan: _Plan) -> tuple[Replacement, Wallet]:
    """The record, the void's intent and the hold for the new label, in one transaction."""
    desk = bench.desk
    with bench.store.write() as tx:
        label = _replaceable(tx, label_id)
        wallet = get_wallet(tx, label.wallet)
        made = Replacement(
            id=desk.ids.new(), old_label=label_id, parcel=label.parcel, reason=reason, state=ReplacingState.VOIDING,
            is_driven=True, void_purchase=desk.ids.new(), new_purchase=plan.request.key,
            made_at=utc_text(desk.clock.now()), actor=desk.actor.operator, instance=desk.actor.instance,
        )  # fmt: skip
        if plan.rate.price.minor:
            account = wallet_account(plan.wallet.id, plan.wallet.currency)
            place_hold(tx, desk, account, plan.rate.price, made.new_purchase, wallet_name=plan.wallet.name)
        intend_void(tx, desk, made.void_purchase, label, wallet.gateway)
        rows.insert_replacement(tx, desk, made)
        return made, wallet


def _void_old(bench: Bench, replacement: Replacement, wallet: Wallet) -> StationError | None:
    """Ask for the void; an error when the old label is not void by then."""
    with bench.store.read() as q:
        label = get_label(q, replacement.old_label)
    request = VoidRequest(replacement.void_purchase, wallet.id, label.carrier, label.provider_ref)
    till = bench.till(wallet)
    try:
        void(till, request)
    except OutcomeUnknown as error:
        if ask(till, replacement.void_purchase) is not State.CONFIRMED:  # a void is the same however often it is sent
            return error
    except (Refused, Unavailable) as error:
        return error
    with bench.store.read() as q:
        after = get_label(q, replacement.old_label)
        if after.state in VOIDED_STATES:
            return None
        reason, _, detail = moves(q, "label", after.id)[-1][3].partition(" ")
        return VoidRefused(label=after.id, reason=reason, detail=detail)


def _buy_new(bench: Bench, replacement: Replacement, plan: _Plan, corrected: Corrected) -> StationError | None:
    try:
        with bench.store.write() as tx:
            _intend_new(tx, bench, replacement, plan, corrected)
        failpoint("replace/after-new-intent")
        buy_label(bench.till(plan.wallet), plan.request)
    except (Refused, Unavailable, OutcomeUnknown) as error:
        return error
    return None


def _intend_new(tx: Tx, bench: Bench, replacement: Replacement, plan: _Plan, corrected: Corrected) -> None:
    desk, order, rate, request = bench.desk, plan.order, plan.rate, plan.request
    old = get_label(tx, replacement.old_label)
    if corrected.weight is not None or corrected.dims is not None:
        _correct_order(tx, bench, order)
    intend_label(
        tx,
        desk,
        LabelIntent(
            id=request.key, wallet=plan.wallet.id, gateway=plan.wallet.gateway, parcel=replacement.parcel,
            carrier=rate.carrier, service_code=rate.service_code, price=rate.price, ship_day=request.ship_day,
            content_hash=request_hash(request), rules=rate.rule_id,
            override=old.override if request.allow_without_dims else "", content=content_of(order),
            void_rule=rule_text(bench.catalogue.get(rate.carrier), desk.clock.now(), desk.actor.zone),
        ),
    )  # fmt: skip
    assert order.weight is not None
    set_measures(tx, replacement.parcel, order.weight, order.dims, order.weight_source)
    rows.change_replacement(tx, desk, rows.get_replacement(tx, replacement.id), ReplacingEvent.VOID)


def _correct_order(tx: Tx, bench: Bench, order: Order) -> None:
    """The order is what the new label says, or the next look would find them different."""
    known = order_rows.get_order(tx, order.id)
    source = known.weight_source if known.weight == order.weight else WeightSource.TYPED
    order_rows.set_measures(tx, order.id, order.weight, source, order.dims, utc_text(bench.desk.clock.now()))
    state = known.state.value
    record_move(tx, bench.desk, "orders", order.id, old=state, event="edit-measures", new=state, reason="replace-label")


def _ended(bench: Bench, replacement_id: str, error: StationError | None, used: dict[str, Wallet]) -> Replaced:
    """State where it ended, before anything else; then what the provider's balance says of it."""
    with bench.store.write() as tx:
        rows.let_go(tx, replacement_id)
        after = rows.settle(tx, bench.desk, replacement_id, is_driven=False)
    for wallet in used.values():
        read_after_payment(bench.store, bench.desk, bench.gateways[wallet.gateway], wallet.id)
    with bench.store.read() as q:
        new = label_of_purchase(q, after.new_purchase)
        return Replaced(after, get_label(q, after.old_label), new, rows.net_cost(q, after), error)
