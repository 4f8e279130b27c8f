"""Reading the dated rules of a carrier file: [[void]] and [[dimensional]]."""

from core.carriers.model import DimRule, RefundTiming, Rounding, VoidPolicy, VoidRule
from core.carriers.reading import Table

_CUBED_UNITS = {"in": "lb", "cm": "kg"}


def read_voids(top: Table) -> tuple[VoidRule, ...]:
    """All [[void]] tables."""
    return tuple(_void(table) for table in top.tables("void"))


def _void(table: Table) -> VoidRule:
    rule = VoidRule(
        id=table.code("id"),
        channel=table.code("channel"),
        policy=table.choice("policy", VoidPolicy),
        earliest_minutes=table.integer("earliest_minutes", high=10_000),
        latest_days=table.integer("latest_days", high=1000),
        refund=table.choice("refund", RefundTiming),
        refund_days=table.integer("refund_days", high=1000),
        valid_from=table.day("valid_from"),
        valid_to=table.day("valid_to"),
        note_en=table.text("note_en", optional=True),
        note_fr=table.text("note_fr", optional=True),
        source=table.text("source"),
    )
    if (rule.policy is VoidPolicy.WINDOW) != (rule.latest_days > 0):
        table.problem("latest_days", "carriers.file.bad-value", rule.latest_days)
    _check_span(table, rule)
    table.close()
    return rule


def read_dims(top: Table) -> tuple[DimRule, ...]:
    """All [[dimensional]] tables."""
    return tuple(_dim(table) for table in top.tables("dimensional"))


def _dim(table: Table) -> DimRule:
    rule = DimRule(
        id=table.code("id"),
        group=table.text("group"),
        other_names=table.texts("other_names"),
        services=table.texts("services"),
        size_unit=table.text("size_unit"),
        side_rounding=table.choice("side_rounding", Rounding),
        divisor=table.fraction("divisor"),
        threshold_volume=table.integer("threshold_volume"),
        weight_unit=table.text("weight_unit"),
        weight_rounding=table.choice("weight_rounding", Rounding),
        confirmed=table.flag("confirmed", default=True),
        valid_from=table.day("valid_from"),
        valid_to=table.day("valid_to"),
        note_en=table.text("note_en", optional=True),
        note_fr=table.text("note_fr", optional=True),
        source=table.text("source"),
    )
    if rule.size_unit not in _CUBED_UNITS:
        table.problem("size_unit", "carriers.file.unknown-value", rule.size_unit)
    if rule.weight_unit not in _CUBED_UNITS.values():
        table.problem("weight_unit", "carriers.file.unknown-value", rule.weight_unit)
    if rule.weight_rounding is Rounding.NEAREST:
        table.problem("weight_rounding", "carriers.file.bad-value", rule.weight_rounding.value)
    _check_span(table, rule)
    table.close()
    return rule


def _check_span(table: Table, rule: VoidRule | DimRule) -> None:
    if rule.valid_from and rule.valid_to and rule.valid_to < rule.valid_from:
        table.problem("valid_to", "carriers.file.bad-value", rule.valid_to.isoformat())
