"""The register of a postage meter: its fall is postage that was used (facts: ledger 3.4)."""

from core.billing import store as rows
from core.billing.records import Meter, MeterReading
from core.billing.rules import BadAmount, MeterHigher, read_day
from core.billing.service import allow, today_of
from core.context import Desk
from core.ledger.accounts import meter as meter_account
from core.ledger.accounts import postage
from core.ledger.balances import balances_of
from core.ledger.entries import Entry, Line, post
from core.money import CurrencyMismatch, Money
from core.people.records import NO_PROOFS, Proofs
from core.store.database import Query, Store
from core.topics import Topic


def read_meter(
    store: Store, desk: Desk, number: str, remaining: Money, *, day: str = "", proofs: Proofs = NO_PROOFS
) -> MeterReading:
    """Keep what the register shows; what it fell by since the books is postage used.

    Raises:
        NotFound: No such meter.
        MeterHigher: It shows more than the books: a refill was not recorded.
        BadAmount, BadDay, CurrencyMismatch: As they say.
        Refused: As of `require`, for `Act.RECORD` about the meter's account.
    """
    on = read_day(day, today_of(desk)).isoformat()
    if remaining.minor < 0:
        raise BadAmount(amount=remaining)
    with store.write() as tx:
        meter = rows.get_meter(tx, number)
        allow(tx, desk, proofs, about=meter.account)
        account = rows.get_account(tx, meter.account)
        if remaining.currency != account.currency:
            raise CurrencyMismatch(left=remaining.currency, right=account.currency)
        funds = meter_account(number, account.currency)
        booked = balances_of(tx, funds).booked
        if remaining > booked:
            raise MeterHigher(meter=number, amount=remaining, booked=booked)
        used, reading_id, journal = booked - remaining, desk.ids.new(), None
        if used.minor:
            lines = (Line(postage(account.carrier, account.currency), used), Line(funds, -used))
            entry = Entry(f"meter-reading:{reading_id}", "meter-reading", lines, "meter-reading", reading_id)
            journal = post(tx, desk, entry).number
        rows.insert(
            tx, desk, "meter_reading",
            {
                "id": reading_id, "meter": number, "remaining_minor": remaining.minor, "used_minor": used.minor,
                "currency": account.currency, "day": on, "journal": journal,
            },
        )  # fmt: skip
        tx.touch(Topic.BILLING)
        return rows.meter_readings(tx, number)[0]


def meter_balance(q: Query, meter: Meter) -> Money:
    """What is in a meter, by the books."""
    currency = rows.get_account(q, meter.account).currency
    return balances_of(q, meter_account(meter.number, currency)).booked
