"""Buying labels for orders: intents and holds of a batch in one transaction, then one by one, each settled alone."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from core.accounts.service import guard_note, wallets
from core.carriers.kept_rules import rule_text
from core.carriers.model import Requirement
from core.errors import OutcomeUnknown, Refused, StationError, Unavailable
from core.failpoints import failpoint
from core.labels.store import Label, label_of_purchase
from core.money import Money
from core.orders.store import get_order
from core.purchases.full_disk import NotBooked
from core.purchases.label_calls import LabelIntent, buy_label, intend_label, label_call, request_hash
from core.purchases.machine import cancel
from core.purchases.port import LabelRequest
from core.purchases.prices import refuse_dearer
from core.purchases.recovery import Recovered, recover
from core.purchases.rules import AlreadyOpen
from core.purchases.store import Purchase, get, label_of_parcel
from core.shipments.bench import Bench
from core.shipments.content import content_of
from core.shipments.replacements import recover_replacements
from core.shipments.rules import Asked, DimensionsMissing, Stopped
from core.shipments.service_rating import Rated, check_shippable, rate_orders
from core.shipments.store import ensure_parcel, set_measures
from core.store.database import Tx
from core.store.faults import StoreUnavailable
from core.wallet.autofund import service as autofund
from core.wallet.service import read_after_payment


@dataclass(frozen=True, slots=True)
class Shipped:
    """What became of one order of a batch: a label, or the error that says why not.

    Attributes:
        order: Our id.
        number: Order number.
        label: The paid label, or None.
        error: Why there is none.
        purchase: The paid call, where it came to one.
        shown: The price that was shown before it was bought, where one was; the label has what was charged.
    """

    order: str
    number: str
    label: Label | None
    error: StationError | None
    purchase: Purchase | None = None
    shown: Money | None = None


@dataclass(frozen=True, slots=True)
class _Intended:
    rated: Rated
    request: LabelRequest


Progress = Callable[[int, int, Shipped], None]


def ship_orders(
    bench: Bench,
    order_ids: Sequence[str],
    *,
    asked: Asked | None = None,
    without_dims_reasons: Mapping[str, str] | None = None,
    shown: Mapping[str, Money] | None = None,
    progress: Progress | None = None,
    stopped: Callable[[], bool] = lambda: False,
) -> list[Shipped]:
    """Rate and buy; one answer per order, in the given order.

    Args:
        bench: Where.
        order_ids: Our ids.
        asked: A service for all of them, instead of what each asks for.
        without_dims_reasons: Order id to the reason of an override "without dimensions" (kept with the label).
        shown: Order id to the price that the person saw; an order that costs more by now is refused (`PriceRose`) and
            nothing is bought for it, one that costs less is bought.
        progress: Called after each order with its number from 1, the count and the answer.
        stopped: Asked before each purchase; once it says True the rest is given up unsent and its holds are released.
            What was bought stays bought. A disk that keeps nothing stops the batch likewise.
    """
    with bench.store.read() as q:
        orders = [get_order(q, order_id) for order_id in dict.fromkeys(order_ids)]
    rated = rate_orders(bench, orders, asked)
    reasons = {order: guard_note("reason", text) for order, text in (without_dims_reasons or {}).items()}
    seen = shown or {}
    intended = _intend(bench, rated, reasons, seen)
    failpoint("after-intents")
    answers = []
    is_over = False
    for n, item in enumerate(intended, start=1):
        is_over = is_over or stopped()
        answer = item if isinstance(item, Shipped) else _give_up(bench, item) if is_over else _buy(bench, item)
        answer = replace(answer, shown=seen.get(answer.order))
        is_over = is_over or isinstance(answer.error, StoreUnavailable | NotBooked)
        answers.append(answer)
        if progress is not None:
            progress(n, len(intended), answer)
    _read_balances(bench, answers)
    return answers


def _intend(
    bench: Bench, rated: Sequence[Rated], reasons: Mapping[str, str], shown: Mapping[str, Money]
) -> list["_Intended | Shipped"]:
    """All intents of the batch in one transaction; what is refused is refused alone, in words."""
    results: list[_Intended | Shipped] = []
    with bench.store.write() as tx:
        for one in rated:
            try:
                if one.order.id in shown and one.chosen is not None:
                    refuse_dearer(one.order.number, shown[one.order.id], one.chosen.price)
                results.append(_intend_one(tx, bench, one, reasons.get(one.order.id, "")))
            except AlreadyOpen as error:
                results.append(_already(tx, bench, one, error))
            except Refused as error:
                results.append(Shipped(one.order.id, one.order.number, None, error))
    return results


def _already(tx: Tx, bench: Bench, one: Rated, error: AlreadyOpen) -> Shipped:
    purchase = label_of_parcel(tx, ensure_parcel(tx, bench.desk, one.order.id))
    return Shipped(one.order.id, one.order.number, None, error, purchase)


def _intend_one(tx: Tx, bench: Bench, one: Rated, reason: str) -> _Intended:
    if one.refusal is not None:
        raise one.refusal
    order = get_order(tx, one.order.id)
    check_shippable(order)  # it may have been shipped while it was rated
    chosen, wallet = one.chosen, one.wallet
    assert chosen is not None and wallet is not None and order.weight is not None
    carrier = bench.catalogue.get(chosen.carrier)
    if Requirement.DIMENSIONS in carrier.requires and order.dims is None and not reason.strip():
        raise DimensionsMissing(
            order=order.number, carrier=chosen.carrier, carrier_name=carrier.name, at_risk=chosen.at_risk
        )
    parcel = ensure_parcel(tx, bench.desk, order.id)
    override = f"{bench.desk.actor.operator}: {reason.strip()}" if reason.strip() and order.dims is None else ""
    request = LabelRequest(
        key=bench.desk.ids.new(), wallet=wallet.id, carrier=chosen.carrier, service_code=chosen.service_code,
        ship_from=one.ship_from, ship_to=order.ship_to, weight=order.weight, dims=order.dims, ship_day=one.ship_day,
        reference=order.number, price=chosen.price, allow_without_dims=bool(override),
    )  # fmt: skip
    intend_label(
        tx,
        bench.desk,
        LabelIntent(
            id=request.key, wallet=wallet.id, gateway=wallet.gateway, parcel=parcel, carrier=chosen.carrier,
            service_code=chosen.service_code, price=chosen.price, ship_day=one.ship_day,
            content_hash=request_hash(request), rules=chosen.rule_id, override=override, content=content_of(order),
            void_rule=rule_text(carrier, bench.desk.clock.now(), bench.desk.actor.zone),
        ),
    )  # fmt: skip
    set_measures(tx, parcel, order.weight, order.dims, order.weight_source)
    return _Intended(one, request)


def _buy(bench: Bench, item: _Intended) -> Shipped:
    wallet = item.rated.wallet
    assert wallet is not None
    order = item.rated.order
    try:
        buy_label(bench.till(wallet), item.request)
        error = None
    except (Refused, Unavailable, OutcomeUnknown) as failure:
        error = failure
    with bench.store.read() as q:
        purchase = get(q, item.request.key)
        return Shipped(order.id, order.number, label_of_purchase(q, item.request.key), error, purchase)


def _give_up(bench: Bench, item: _Intended) -> Shipped:
    wallet, order = item.rated.wallet, item.rated.order
    assert wallet is not None
    till = bench.till(wallet)
    with bench.store.read() as q:
        purchase = get(q, item.request.key)
    with suppress(StoreUnavailable):  # a disk that would not keep it: the next start gives it up
        cancel(till, purchase, label_call(till, None).end, "stopped")
    return Shipped(order.id, order.number, None, Stopped(order=order.number))


def _read_balances(bench: Bench, answers: Sequence[Shipped]) -> None:
    used = {answer.label.wallet for answer in answers if answer.label is not None}
    with bench.store.read() as q:
        paying = [wallet for wallet in wallets(q) if wallet.id in used]
    for wallet in paying:
        read_after_payment(bench.store, bench.desk, bench.gateways[wallet.gateway], wallet.id)
        with suppress(StoreUnavailable):  # the labels are bought; the next duty looks again
            autofund.run(bench.till(wallet), wallet.id)


def recover_all(bench: Bench) -> list[Recovered]:
    """Settle what dead processes left open, in every wallet, before anything is bought; then ask what is left."""
    with bench.store.read() as q:
        every = wallets(q)
    found: list[Recovered] = []
    for wallet in every:
        settled = recover(bench.till(wallet), wallet.id)
        if any(one.after is not one.before for one in settled):
            read_after_payment(bench.store, bench.desk, bench.gateways[wallet.gateway], wallet.id)
        found += settled
    recover_replacements(bench.store, bench.desk)
    return found
