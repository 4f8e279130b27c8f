"""`rates show`: what an order could ship with, and what it would cost."""

from typing import TYPE_CHECKING

import click

from ui.commands.house import StationGroup
from ui.commands.session import Answer, Session, pass_session

if TYPE_CHECKING:
    from core.purchases.port import NoRate, Rate
    from core.shipments.service_rating import Rated


@click.group(cls=StationGroup)
def rates() -> None:
    """Prices of services."""


@rates.command()
@click.argument("order")
@click.option("--carrier", default="", help="Only choose from this carrier.")
@click.option("--service", default="", help="Choose this service.")
@click.option("--all", "everything", is_flag=True, help="Also list what cannot be had, and why.")
@pass_session
def show(session: Session, order: str, carrier: str, service: str, everything: bool) -> Answer:
    """Show every price for an order, the one that would be bought marked with an arrow.

    JSON: {"order", "number", "chosen", "refusal", "rates": [{"carrier", "carrier_code", "service", "service_code",
    "price", "zone", "billable", "source", "source_day", "rule", "at_risk", "buyable"}], "refused": [{"carrier",
    "carrier_code", "service", "service_code", "code", "detail", "message"}]}; `refusal` is an error or null. The exit
    status is 0 when there is a service to buy.
    """
    from core.shipments.service_rating import rate_orders
    from ui.commands.asked import asked_service
    from ui.commands.finding import order_named
    from ui.commands.output import error_data

    services, tr = session.services, session.tr
    asked = asked_service(services.catalogue, carrier, service)
    found = order_named(session, order)
    rated = rate_orders(services.bench, [found], asked)[0]
    data = {
        "order": found.id, "number": found.number,
        "chosen": _rate_data(session, rated.chosen) if rated.chosen else None,
        "refusal": error_data(tr, rated.refusal) if rated.refusal else None,
        "rates": [_rate_data(session, rate) for rate in rated.quotes.rates],
        "refused": [_refused_data(session, no) for no in rated.quotes.refused],
    }  # fmt: skip
    return Answer(data, _lines(session, rated, everything=everything), ok=rated.chosen is not None)


def _rate_data(session: Session, rate: "Rate") -> dict[str, object]:
    from ui.carrier_words import carrier_of, service_of

    catalogue = session.services.catalogue
    return {
        "carrier": carrier_of(catalogue, rate.carrier), "carrier_code": rate.carrier,
        "service": service_of(catalogue, rate.carrier, rate.service_code), "service_code": rate.service_code,
        "price": rate.price, "zone": rate.zone, "billable": rate.billable, "source": rate.source,
        "source_day": rate.source_day, "rule": rate.rule_id, "at_risk": rate.at_risk, "buyable": rate.buyable,
    }  # fmt: skip


def _refused_data(session: Session, no: "NoRate") -> dict[str, object]:
    from ui.carrier_words import carrier_of, service_of
    from ui.messages_reasons import no_rate_text

    catalogue = session.services.catalogue
    return {
        "carrier": carrier_of(catalogue, no.carrier), "carrier_code": no.carrier,
        "service": service_of(catalogue, no.carrier, no.service_code), "service_code": no.service_code,
        "code": no.code, "detail": no.detail, "message": no_rate_text(session.tr, no.code, no.detail),
    }  # fmt: skip


def _lines(session: Session, rated: "Rated", *, everything: bool) -> list[str]:
    from ui.carrier_words import carrier_of, service_of
    from ui.commands.output import error_lines, table
    from ui.messages_reasons import no_rate_text

    tr, catalogue = session.tr, session.services.catalogue
    rows = [
        (
            "→" if rate is rated.chosen else "",
            carrier_of(catalogue, rate.carrier, tr.lang),
            service_of(catalogue, rate.carrier, rate.service_code, tr.lang),
            tr.money(rate.price),
            tr.measure(rate.billable),
            _source(session, rate),
        )
        for rate in rated.quotes.rates
    ]
    lines = table(("", tr("Carrier"), tr("Service"), tr("Price"), tr("Billable"), tr("Price from")), rows, right="3")
    if rated.chosen is not None and rated.chosen.at_risk is not None and rated.order.dims is None:
        at_risk = rated.chosen.at_risk
        lines.append(tr("Without dimensions, {at_risk} more may be charged after delivery.", at_risk=at_risk))
    if rated.refusal is not None:
        lines += [*([""] if lines else []), *error_lines(tr, rated.refusal)]
    if everything:
        refused = [
            (
                carrier_of(catalogue, no.carrier, tr.lang),
                service_of(catalogue, no.carrier, no.service_code, tr.lang),
                no_rate_text(tr, no.code, no.detail),
            )
            for no in rated.quotes.refused
        ]
        lines += ["", *table((tr("Carrier"), tr("Service"), tr("Not available because")), refused)]
    return lines


def _source(session: Session, rate: "Rate") -> str:
    tr = session.tr
    if rate.source == "own-card":
        return tr("your rate card of {day}", day=tr.day(rate.source_day))
    return tr("practice rate card") if rate.source == "practice" else tr("the provider, live")
