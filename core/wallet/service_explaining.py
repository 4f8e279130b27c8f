"""Why a balance is what it is, and how long it lasts: read from the books, changing nothing (ideas 2 and 22)."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from core.accounts.records import Wallet
from core.accounts.store import get_wallet
from core.carriers.catalogue import Catalogue
from core.clock import utc_text
from core.ledger.accounts import close_due, in_transit, wallet_account
from core.ledger.balances import balances_of
from core.money import Money, zero
from core.store.database import Query
from core.wallet.clocks import refunds_due
from core.wallet.rules_adjustments import DisputeState
from core.wallet.rules_waterfall import BURN_DAYS, Drain, OpenItem, OpenKind, ServiceUse, Waterfall, drain, steps_from
from core.wallet.service_readings import in_suspense, last_agreed, latest_comparison
from core.wallet.store_closing import open_closing
from core.wallet.store_facts import list_adjustments
from core.wallet.store_readings import moved_since

_BEFORE_ALL = ""


def explain_balance(
    q: Query, wallet_id: str, catalogue: Catalogue, now: datetime, zone: ZoneInfo, *, since: datetime | None = None
) -> Waterfall:
    """From the last reading that agreed with the books to now; subtotals add up to the booked balance.

    With `since`, from the last of those that were taken up to that moment.
    """
    wallet = get_wallet(q, wallet_id)
    account = wallet_account(wallet_id, wallet.currency)
    confirmed, latest = last_agreed(q, wallet, until=since), latest_comparison(q, wallet_id)
    start = confirmed.reading.balance if confirmed else zero(wallet.currency)
    begun = utc_text(confirmed.reading.as_of) if confirmed else _BEFORE_ALL
    balances = balances_of(q, account)
    steps = steps_from(start, moved_since(q, account, begun))
    assert (steps[-1].after if steps else start) == balances.booked, "the subtotals add up"
    return Waterfall(
        start=start, start_at=confirmed.reading.as_of if confirmed else None,
        start_reading=confirmed.reading.id if confirmed else "", steps=steps, booked=balances.booked,
        reserved=balances.reserved, available=balances.available,
        open_items=tuple(open_items(q, wallet, catalogue, now, zone)),
        reported=latest.reading.balance if latest else None, reported_at=latest.reading.as_of if latest else None,
        difference=latest.difference if latest else None,
    )  # fmt: skip


def open_items(q: Query, wallet: Wallet, catalogue: Catalogue, now: datetime, zone: ZoneInfo) -> list[OpenItem]:
    """Everything that is open beside the balance, what blocks a closing first."""
    currency = wallet.currency
    found = [*_purchases(q, wallet)]
    transit = balances_of(q, in_transit(wallet.id, currency)).booked
    found += [OpenItem(OpenKind.IN_TRANSIT, transit, wallet.id)] if transit.minor else []
    found += [
        OpenItem(OpenKind.REFUND_DUE, due.amount, due.label.id, due.label.tracking, due.expected)
        for due in refunds_due(q, catalogue, now, zone, wallet=wallet.id)
    ]
    unnamed = in_suspense(q, wallet)
    found += [OpenItem(OpenKind.SUSPENSE, unnamed, wallet.id)] if unnamed.minor else []
    found += [
        OpenItem(OpenKind.DISPUTE, -one.amount, one.id, one.tracking, date.fromisoformat(one.dispute_due))
        for one in list_adjustments(q, wallet=wallet.id)
        if one.dispute is DisputeState.OPEN
    ]
    asked = balances_of(q, close_due(wallet.id, currency)).booked
    if asked.minor:
        closing = open_closing(q, wallet.id)
        last = date.fromisoformat(closing.last_day) if closing and closing.last_day else None
        found.append(OpenItem(OpenKind.CLOSE_DUE, asked, wallet.id, expected=last))
    return found


def _purchases(q: Query, wallet: Wallet) -> list[OpenItem]:
    rows = q.all(
        "select p.id, p.state, p.kind, p.amount_minor, h.minor as held from purchase p "
        "left join hold h on h.purchase = p.id and h.id not in (select hold from hold_end) "
        "where p.wallet = :wallet and p.state in ('intent', 'prepared', 'sent', 'pending', 'unknown') order by p.id",
        {"wallet": wallet.id},
    )
    return [
        OpenItem(
            OpenKind.UNKNOWN if row["state"] in ("unknown", "pending") else OpenKind.HOLD,
            Money(int(row["held"] if row["held"] is not None else row["amount_minor"]), wallet.currency),
            str(row["id"]),
            str(row["kind"]),
        )
        for row in rows
    ]


def drain_plan(q: Query, wallet: Wallet, now: datetime, zone: ZoneInfo, *, has_autofund: bool = False) -> Drain:
    """How the balance runs out at the burn of the last 28 days."""
    account = wallet_account(wallet.id, wallet.currency)
    since = utc_text((now - timedelta(days=BURN_DAYS)).astimezone(UTC))
    moved = {kind: amount for kind, amount, _n in moved_since(q, account, since)}
    rows = q.all(
        "select carrier, service_code, count(*) as n, sum(price_minor) as spent, min(price_minor) as least "
        "from label where wallet = :wallet and made_at > :since group by carrier, service_code "
        "order by spent desc, carrier, service_code",
        {"wallet": wallet.id, "since": since},
    )
    used = [
        ServiceUse(
            str(row["carrier"]), str(row["service_code"]), int(row["n"]), Money(int(row["spent"]), wallet.currency),
            Money(int(row["least"]), wallet.currency),
        )
        for row in rows
    ]  # fmt: skip
    refunds = moved.get("refund", zero(wallet.currency))
    available = balances_of(q, account).available
    return drain(available, refunds, used, now.astimezone(zone).date(), has_autofund=has_autofund)
