"""Volume and revenue for each carrier and month, shipping and direct mail apart, to hold the talk of S1-08."""

from dataclasses import dataclass

from core.billing.records import Stream
from core.csv_text import csv_text, safe_cell
from core.labels.rules import LabelState
from core.money import Money, decimal_text
from core.store.database import Query

_HEAD = ("carrier", "month", "stream", "pieces", "revenue", "currency")
# A label whose void was accepted earns the carrier nothing.
_GIVEN_BACK = (LabelState.REFUND_DUE, LabelState.REFUNDED)


@dataclass(frozen=True, slots=True)
class Volume:
    """What a carrier carried for us in a month, and what it earned, before tax; labels of wallets included."""

    carrier: str
    month: str
    stream: Stream
    pieces: int
    revenue: Money


_SUMS = "select carrier, month, stream, currency, sum(pieces) as pieces, sum(minor) as minor"
_SOURCES = (
    "select carrier, substr(day, 1, 7) as month, stream, currency, pieces, postage_minor as minor from billing_order "
    "where state = 'created' and what = 'postage' "
    "union all select carrier, substr(ship_day, 1, 7), 'shipping', currency, 1, price_minor from label "
    "where state not in (:due, :refunded) "
    "union all select a.carrier, substr(r.day, 1, 7), 'metered', r.currency, 0, r.used_minor from meter_reading r "
    "join postage_meter m on m.number = r.meter join billing_account a on a.id = m.account where r.used_minor > 0"
)


def volumes(q: Query, *, carrier: str = "", first: str = "", last: str = "9999-12") -> list[Volume]:
    """Volumes by carrier, month, stream and currency.

    Args:
        q: A reader.
        carrier: Catalogue code; all when empty.
        first: First month, ``YYYY-MM``.
        last: Last month.
    """
    due, refunded = _GIVEN_BACK
    found = q.all(
        f"{_SUMS} from ({_SOURCES}) as sold "
        "where :carrier in ('', carrier) and month >= :first and month <= :last "
        "group by carrier, month, stream, currency order by carrier, month, stream desc, currency",
        {"carrier": carrier, "first": first, "last": last, "due": due.value, "refunded": refunded.value},
    )
    return [
        Volume(row["carrier"], row["month"], Stream(row["stream"]), row["pieces"], Money(row["minor"], row["currency"]))
        for row in found
    ]


def volumes_csv(rows: list[Volume]) -> str:
    """As CSV, safe from spreadsheets."""
    return csv_text(
        _HEAD,
        [
            (
                safe_cell(one.carrier), one.month, one.stream.value, one.pieces, decimal_text(one.revenue),
                one.revenue.currency,
            )
            for one in rows
        ],
    )  # fmt: skip
