"""Step 3: rates, what the balance can pay, and labels bought once however often the button is pressed."""

from typing import TYPE_CHECKING

from core.orders.service import change_measures
from core.orders.store_lists import pending_orders
from core.shipments.rules import DimensionsMissing
from core.shipments.service_rating import Rated, batch_affordability, rate_orders
from core.shipments.service_shipping import Shipped, ship_orders
from core.units import Dimensions
from ui.label_words import service_words
from ui.messages import explain
from ui.practice.step_postage import buy
from ui.practice.telling import Line, Mark

if TYPE_CHECKING:
    from core.orders.records import Order
    from ui.practice.day import Day

_MEASURED = Dimensions(305_000, 230_000, 150_000)  # what the packer's ruler says of a box that came without a size
_PRESSES = 10


def run(day: "Day") -> None:
    """Rate, say what can be paid, buy what is missing, buy all labels, press the button nine times more."""
    tr, services = day.tr, day.services
    day.step(tr("3 · Rates and labels"))
    orders = _measure_what_must_be(day, services.read(pending_orders))
    rated = rate_orders(services.bench, orders)
    for one in rated:
        _tell_rate(day, one)
    for line in batch_affordability(services.bench, rated):
        fits = tr.n(
            "{fit} of {n} label fits the balance", "{fit} of {n} labels fit the balance", line.labels, fit=line.fit
        )
        day.note(f"{fits} · {tr.money(line.available)}", tr.money(line.total))
        if line.buy is not None:
            buy(day, line.wallet, line.buy)
    wanted = [one.order.id for one in rated if one.chosen is not None]
    bought = _buy(day, wanted)
    repeats = [answer for _ in range(_PRESSES - 1) for answer in ship_orders(services.bench, wanted) if answer.label]
    day.note(
        tr.n(
            "Pressing Buy {times} times bought {n} label, not one more",
            "Pressing Buy {times} times bought {n} labels, not one more",
            len(bought),
            times=_PRESSES,
        )
        if not repeats
        else tr("Pressing Buy again bought {count} more", count=len(repeats))
    )
    day.labels = tuple(answer.label for answer in bought if answer.label is not None)


def _measure_what_must_be(day: "Day", orders: list["Order"]) -> list["Order"]:
    """Canpar and DHL want the size: the refusal and the cents at risk are shown, then the box is measured (S0-38)."""
    tr, services = day.tr, day.services
    without = [order.id for order in orders if order.dims is None]
    for answer in ship_orders(services.bench, _wanting_dims(day, orders, without)):
        if isinstance(answer.error, DimensionsMissing):
            day.refused(f"{answer.number} · {explain(tr, answer.error).happened}")
            at_risk = answer.error.fields["at_risk"]
            if at_risk is not None:
                day.note(tr("at risk without the size: {amount}", amount=at_risk))
            order = next(order for order in orders if order.id == answer.order)
            change_measures(services.store, services.desk, order.id, weight=order.weight, dims=_MEASURED)
            day.done(tr("The packer measures the box of order {number}", number=answer.number))
    return services.read(pending_orders)


def _wanting_dims(day: "Day", orders: list["Order"], without: list[str]) -> list[str]:
    """Orders whose chosen carrier must know the size; the others may ship by weight alone."""
    from core.carriers.model import Requirement

    catalogue = day.services.catalogue
    return [
        one.order.id
        for one in rate_orders(day.services.bench, [order for order in orders if order.id in without])
        if one.chosen and Requirement.DIMENSIONS in catalogue.get(one.chosen.carrier).requires
    ]


def _tell_rate(day: "Day", one: Rated) -> None:
    tr, catalogue = day.tr, day.services.catalogue
    if one.chosen is None:
        day.refused(f"{one.order.number} · {explain(tr, one.refusal).happened if one.refusal else ''}")
        return
    chosen = one.chosen
    words = service_words(tr, catalogue, chosen.carrier, chosen.service_code)
    day.done(f"{one.order.number} · {words} · {tr.measure(chosen.billable)}", tr.money(chosen.price))


def _buy(day: "Day", wanted: list[str]) -> list[Shipped]:
    tr = day.tr
    answers = ship_orders(
        day.services.bench,
        wanted,
        progress=lambda n, count, _answer: day.teller.progress(tr("Buying labels"), n, count),
    )
    for answer in answers:
        if answer.error is not None:
            day.refused(f"{answer.number} · {explain(tr, answer.error).happened}")
    bought = [answer for answer in answers if answer.label is not None]
    day.teller.tell(Line(Mark.DONE, tr.n("{n} label bought", "{n} labels bought", len(bought))))
    return bought
