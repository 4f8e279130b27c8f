"""`weight billable`: the weight that a carrier charges."""

from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, ClassVar

import click

from core.errors import Refused
from ui.commands.house import StationGroup
from ui.commands.session import Answer, Session, pass_session

if TYPE_CHECKING:
    from core.carriers.billable import Billable


class WeightZero(Refused):
    """A weight of nothing. Fields: ``text``."""

    code: ClassVar[str] = "commands.weight-zero"


@click.group(cls=StationGroup)
def weight() -> None:
    """Weights as carriers charge them."""


@weight.command()
@click.option("--carrier", required=True, help="Name or code, for example USPS or Canada Post.")
@click.option(
    "--service", default="", help="Service, or a group of the carrier's weight rules; else the carrier's general rule."
)
@click.option("--date", "day", default="", metavar="YYYY-MM-DD", help="Ship day; today when left out.")
@click.option("--weight", "weight_typed", required=True, help="With its unit: 3 lb, 2 lb 3 oz, 1.2 kg.")
@click.option("--size", default="", help="Three sides with their unit: 12.2x12x12 in; empty when not measured.")
@pass_session
def billable(session: Session, carrier: str, service: str, day: str, weight_typed: str, size: str) -> Answer:
    """The larger of what the scale and what the size says, by the carrier's dated rule.

    JSON: {"carrier", "service", "date", "billable", "unit", "actual", "dim_weight", "by_size", "sides", "size_unit",
    "volume", "divisor", "threshold_volume", "rule", "confirmed"}; numbers are in `unit` and `size_unit`.
    """
    from core.carriers.billable import billable_weight
    from core.carriers.catalogue import load_catalogue
    from core.units import parse_dimensions, parse_weight

    catalogue, _ = load_catalogue(session.directory)
    ship_day = _day(session, day)
    dims = parse_dimensions(size) if size.strip() else None
    scale = parse_weight(weight_typed)
    if scale.mg == 0:
        raise WeightZero(text=weight_typed)
    found = billable_weight(catalogue, carrier, service, ship_day, scale, dims)
    data = {
        "carrier": catalogue.get(carrier).name, "service": service, "date": ship_day.isoformat(),
        "billable": _number(found.billable), "unit": found.unit, "actual": _number(found.actual),
        "dim_weight": _number(found.dim_weight), "by_size": found.by_size,
        "sides": [_number(side) for side in found.sides], "size_unit": found.size_unit,
        "volume": _number(found.volume), "divisor": _number(found.divisor),
        "threshold_volume": found.threshold_volume, "rule": found.rule_id, "confirmed": found.confirmed,
    }  # fmt: skip
    return Answer(data, _lines(session, found))


def _lines(session: Session, found: "Billable") -> list[str]:
    from ui.commands.output import pairs

    tr = session.tr
    sides = " x ".join(str(_number(side)) for side in found.sides)
    by_size = tr.measure(f"{_number(found.dim_weight)} {found.unit}") if found.dim_weight else tr("does not count")
    return pairs(
        [
            (tr("Billable weight"), tr.measure(found.text())),
            (tr("By the scale"), tr.measure(f"{_number(found.actual)} {found.unit}")),
            (tr("By the size"), by_size if found.sides else tr("not measured")),
            (tr("Rounded size"), tr.measure(f"{sides} {found.size_unit}") if sides else ""),
            (
                tr("Divisor"),
                tr.measure(str(_number(found.divisor))) if found.divisor else tr("none: size never counts"),
            ),
            (tr("Rule"), found.rule_id if found.confirmed else tr("{rule} (sources conflict)", rule=found.rule_id)),
        ]
    )


def _day(session: Session, text: str) -> date:
    from core.clock import SystemClock, local_day, system_zone
    from core.errors import BadText

    del session  # the ship day of the person at the keyboard, not of a station
    try:
        return date.fromisoformat(text or local_day(SystemClock().now(), system_zone()))
    except ValueError as error:
        raise BadText(text=text, want="day") from error


def _number(value: Fraction) -> int | float:
    """A fraction as JSON can hold it; only shown, never computed with."""
    return value.numerator if value.denominator == 1 else round(float(value), 6)
