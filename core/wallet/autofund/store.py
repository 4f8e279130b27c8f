"""SQL of auto-fund."""

from dataclasses import dataclass

from core.clock import utc_text
from core.context import Desk
from core.money import Money
from core.store.database import Query, Tx
from core.store.history import record_move
from core.topics import Topic
from core.wallet.autofund.rules import Autofund, Owner


@dataclass(frozen=True, slots=True)
class Day:
    """What auto-fund did in one business day."""

    day: str
    times: int
    spent: Money


def read_rule(q: Query, wallet: str) -> Autofund | None:
    """The rule of a wallet, None when nobody ever made one."""
    row = q.one("select * from autofund where wallet = :wallet", {"wallet": wallet})
    if row is None:
        return None
    currency = row["currency"]
    return Autofund(
        wallet=row["wallet"], owner=Owner(row["owner"]), threshold=Money(row["threshold_minor"], currency),
        amount=Money(row["amount_minor"], currency), max_times=row["max_times"],
        max_day=Money(row["max_day_minor"], currency), paused=row["paused"], seen=row["seen"],
    )  # fmt: skip


def write_rule(tx: Tx, desk: Desk, rule: Autofund, event: str, reason: str = "") -> None:
    """Keep a rule; what it was and became goes into the history."""
    before = read_rule(tx, rule.wallet)
    tx.run(
        "insert into autofund (wallet, owner, threshold_minor, amount_minor, max_times, max_day_minor, currency, "
        "paused, seen, at, actor, station, instance) values (:wallet, :owner, :threshold, :amount, :times, :day, "
        ":currency, :paused, :seen, :at, :actor, :station, :instance) on conflict (wallet) do update set "
        "owner = excluded.owner, threshold_minor = excluded.threshold_minor, amount_minor = excluded.amount_minor, "
        "max_times = excluded.max_times, max_day_minor = excluded.max_day_minor, paused = excluded.paused, "
        "seen = excluded.seen, at = excluded.at, actor = excluded.actor, station = excluded.station, "
        "instance = excluded.instance",
        {
            "wallet": rule.wallet, "owner": rule.owner.value, "threshold": rule.threshold.minor,
            "amount": rule.amount.minor, "times": rule.max_times, "day": rule.max_day.minor,
            "currency": rule.amount.currency, "paused": rule.paused, "seen": rule.seen,
            "at": utc_text(desk.clock.now()), "actor": desk.actor.operator, "station": desk.actor.station,
            "instance": desk.actor.instance,
        },
    )  # fmt: skip
    old = _in_short(before) if before else ""
    record_move(tx, desk, "autofund", rule.wallet, old=old, event=event, new=_in_short(rule), reason=reason)
    tx.touch(Topic.WALLET, Topic.SETTINGS)


def read_day(q: Query, wallet: str, day: str, currency: str) -> Day:
    """The counters of a day; zero when nothing was bought in it."""
    row = q.one("select * from autofund_day where wallet = :wallet and day = :day", {"wallet": wallet, "day": day})
    return Day(day, 0, Money(0, currency)) if row is None else Day(day, row["times"], Money(row["minor"], currency))


def last_day(q: Query, wallet: str) -> str:
    """The latest day that was counted, empty when there is none."""
    return str(q.value("select coalesce(max(day), '') from autofund_day where wallet = :wallet", {"wallet": wallet}))


def count_run(tx: Tx, desk: Desk, rule: Autofund, purchase: str, day: str) -> None:
    """Count a purchase in its day and keep that it was automatic; the table refuses to pass the cap."""
    counted = read_day(tx, rule.wallet, day, rule.amount.currency)
    tx.run(
        "insert into autofund_day (wallet, day, times, minor, max_times, max_minor) values (:wallet, :day, :times, "
        ":minor, :max_times, :max_minor) on conflict (wallet, day) do update set times = excluded.times, "
        "minor = excluded.minor, max_times = excluded.max_times, max_minor = excluded.max_minor",
        {
            "wallet": rule.wallet, "day": day, "times": counted.times + 1,
            "minor": (counted.spent + rule.amount).minor, "max_times": rule.max_times, "max_minor": rule.max_day.minor,
        },
    )  # fmt: skip
    tx.run(
        "insert into autofund_run (purchase, wallet, day, amount_minor, currency, at, actor, station, instance) "
        "values (:purchase, :wallet, :day, :amount, :currency, :at, :actor, :station, :instance)",
        {
            "purchase": purchase, "wallet": rule.wallet, "day": day, "amount": rule.amount.minor,
            "currency": rule.amount.currency, "at": utc_text(desk.clock.now()), "actor": desk.actor.operator,
            "station": desk.actor.station, "instance": desk.actor.instance,
        },
    )  # fmt: skip


def last_run(q: Query, wallet: str) -> str:
    """The id of the last purchase by auto-fund, empty when there was none."""
    found = q.value("select max(purchase) from autofund_run where wallet = :wallet", {"wallet": wallet})
    return str(found) if found else ""


def _in_short(rule: Autofund) -> str:
    state = "paused" if rule.paused else rule.owner.value
    return f"{state} <{rule.threshold} +{rule.amount} {rule.max_times}x {rule.max_day}"
