"""The practice provider's list of what it sold: paid labels and fundings."""

import sqlite3
from datetime import datetime

from core.clock import from_utc_text, utc_text
from core.money import Money
from core.purchases.sales import Sale, SaleKind


def sales(db: sqlite3.Connection, wallet: str, currency: str, since: datetime) -> tuple[Sale, ...]:
    """What the account paid for from `since` on, oldest first."""
    rows = db.execute(
        "select e.kind, e.ref, e.key, e.amount_minor, e.at, coalesce(l.carrier, '') as carrier, "
        "coalesce(l.service_code, '') as service_code, e.tracking, coalesce(l.reference, '') as reference, "
        "coalesce(l.ship_day, '') as ship_day, v.label_ref is not null as is_void "
        "from entry e left join label l on l.ref = e.ref left join void v on v.label_ref = e.ref "
        "where e.kind in ('label', 'funding') and e.wallet = :wallet and e.currency = :currency and e.at >= :since "
        "order by e.number",
        {"wallet": wallet, "currency": currency, "since": utc_text(since)},
    )
    return tuple(_sale(row, currency) for row in rows)


def _sale(row: sqlite3.Row, currency: str) -> Sale:
    return Sale(
        kind=SaleKind(row["kind"]), ref=row["ref"], key=row["key"], amount=Money(abs(row["amount_minor"]), currency),
        at=from_utc_text(row["at"]), carrier=row["carrier"], service_code=row["service_code"],
        tracking=row["tracking"], reference=row["reference"], ship_day=row["ship_day"], is_void=bool(row["is_void"]),
    )  # fmt: skip
