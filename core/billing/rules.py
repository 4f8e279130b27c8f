"""Rules of billing: who may pay by what, what an order must carry, states. Pure."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from core.billing.records import (
    AccountKind,
    CarrierAccount,
    Channel,
    Method,
    NewOrder,
    OrderState,
    PayableState,
    Terms,
    What,
)
from core.errors import Refused, Rule

RECEIPT_MAX = 10 << 20
PIECES_MAX = 1_000_000
_MAGIC = ((b"%PDF-", "pdf"), (b"\x89PNG\r\n\x1a\n", "png"), (b"\xff\xd8\xff", "jpg"))
_METHOD_RULE = "What an account may pay by, for each carrier and channel"


class MethodRefused(Refused):
    """The method is not for this account here (S1-06, S1-07).

    Fields: ``carrier``, ``kind``, ``channel``, ``method``, ``reason``.
    """

    code = "billing.method-refused"

    def __init__(self, *, source: str, as_of: str, **fields: object) -> None:
        super().__init__(**fields)
        self.rule = Rule(_METHOD_RULE, source, as_of) if source else None


class NotPaidAtOrder(Refused):
    """What is ordered is paid when it is ordered, whole (S1-04). Fields: ``amount``, ``paid``."""

    code = "billing.not-paid-at-order"
    rule = Rule("An order is paid when it is created", "Canada Post, Solutions for Small Business (FAQ)", "2026-11-22")


class AccountKnown(Refused):
    """The carrier's account of this number is here already. Fields: ``carrier``, ``number``."""

    code = "billing.account-known"


class NothingChanges(Refused):
    """The account is what it should become. Fields: ``account``."""

    code = "billing.nothing-changes"


class TermsRefused(Refused):
    """Credit of 15 days is for commercial accounts (S1-09). Fields: ``kind``."""

    code = "billing.terms-refused"
    rule = Rule("Credit of 15 days is for commercial accounts", "Canada Post, billing options (FAQ)", "2026-11-22")


class ReferenceRecorded(Refused):
    """The receipt is recorded already. Fields: ``reference``, ``order``."""

    code = "billing.reference-recorded"


class FileRefused(Refused):
    """A receipt or statement is a PDF, PNG or JPG of at most 10 MB. Fields: ``reason`` (type, size, empty)."""

    code = "billing.file-refused"


class BadDay(Refused):
    """A day that cannot be, or is still to come. Fields: ``day``, ``today``."""

    code = "billing.bad-day"


class BadAmount(Refused):
    """The amount must be above zero. Fields: ``amount``."""

    code = "billing.bad-amount"


class PayableClosed(Refused):
    """Nothing is owed for it any more; it is not paid twice. Fields: ``payable``, ``state``."""

    code = "billing.payable-closed"


class MeterNeeded(Refused):
    """A refill or a payment by meter names one of the account's active meters. Fields: ``meter``."""

    code = "billing.meter-needed"


class MeterShort(Refused):
    """The meter has less, by the books. Fields: ``meter``, ``amount``, ``booked``."""

    code = "billing.meter-short"


class MeterHigher(Refused):
    """The register shows more than the books: a refill is missing. Fields: ``meter``, ``amount``, ``booked``."""

    code = "billing.meter-higher"


class WordsNeeded(Refused):
    """Something must be said. Fields: ``what`` (reason, number, reference, place)."""

    code = "billing.words-needed"


class NotUndoable(Refused):
    """The record cannot be taken back. Fields: ``order``, ``reason`` (undone, paid, used)."""

    code = "billing.not-undoable"


class LineTied(Refused):
    """The statement's line or the order is tied already. Fields: ``line``, ``order``."""

    code = "billing.line-tied"


class OtherAccount(Refused):
    """The order belongs to another account, or was taken back. Fields: ``order``, ``account``."""

    code = "billing.other-account"


class MonthNotOver(Refused):
    """A statement is issued when its month is over. Fields: ``month``."""

    code = "billing.month-not-over"


class StatementIssued(Refused):
    """The month's statement was issued; it is shown as it was. Fields: ``month``, ``statement``."""

    code = "billing.statement-issued"


class AccountEvent(Enum):
    """What moves an account."""

    BECOME_SMALL_BUSINESS = "become-small-business"
    BECOME_COMMERCIAL = "become-commercial"
    BECOME_PARTNER = "become-partner"
    CANCEL = "cancel"


EVENT_TO = {
    AccountEvent.BECOME_SMALL_BUSINESS: AccountKind.SMALL_BUSINESS,
    AccountEvent.BECOME_COMMERCIAL: AccountKind.COMMERCIAL,
    AccountEvent.BECOME_PARTNER: AccountKind.PARTNER,
    AccountEvent.CANCEL: AccountKind.CANCELLED,
}
# A carrier may make any kind out of any other, and an agreement that was cancelled may be made anew.
ACCOUNT_MOVES: dict[tuple[AccountKind, AccountEvent], AccountKind] = {
    (kind, event): after for kind in AccountKind for event, after in EVENT_TO.items() if after is not kind
}


class OrderEvent(Enum):
    """What moves an order."""

    CREATE = "create"
    UNDO = "undo"


ORDER_MOVES = {
    (OrderState.DRAFT, OrderEvent.CREATE): OrderState.CREATED,
    (OrderState.CREATED, OrderEvent.UNDO): OrderState.UNDONE,
}


class PayableEvent(Enum):
    """What moves a payable."""

    PAY = "pay"
    DROP = "drop"


PAYABLE_MOVES = {
    (PayableState.OPEN, PayableEvent.PAY): PayableState.PAID,
    (PayableState.OPEN, PayableEvent.DROP): PayableState.DROPPED,
}


@dataclass(frozen=True, slots=True)
class Offer:
    """A method as it is shown: allowed, or refused with the code of the reason; with the source and its day."""

    method: Method
    is_allowed: bool
    reason: str
    source: str
    as_of: date


@dataclass(frozen=True, slots=True)
class Allowed:
    """Methods of a kind of account at some channels."""

    carrier: str
    kind: AccountKind
    channels: tuple[Channel, ...]
    methods: tuple[Method, ...]
    source: str
    as_of: date


@dataclass(frozen=True, slots=True)
class Denied:
    """Why a kind of account is refused a method."""

    carrier: str
    kind: AccountKind
    method: Method
    reason: str
    source: str
    as_of: date


def offer(
    account: CarrierAccount, method: Method, allowed: Allowed | None, denied: Denied | None, *, has_meter: bool
) -> Offer:
    """What an account hears when it wants to pay by `method`.

    Args:
        account: Which.
        method: By what.
        allowed: What its kind may use at the channel; None where no rule knows the kind.
        denied: What a source says against the method.
        has_meter: Whether one of its meters is active.
    """
    if denied is not None:
        return Offer(method, False, denied.reason, denied.source, denied.as_of)
    if allowed is None:
        reason = "cancelled" if account.kind is AccountKind.CANCELLED else "not-at-channel"
        return Offer(method, False, reason, "", date.min)
    if method not in allowed.methods:
        reason = "cancelled" if account.kind is AccountKind.CANCELLED else "not-at-channel"
    elif method in (Method.SUPPLIER, Method.METER) and not has_meter:
        reason = "no-active-meter"
    elif method is Method.NET_15 and account.terms is not Terms.NET_15:
        reason = "no-credit-terms"
    else:
        reason = ""
    return Offer(method, not reason, reason, allowed.source, allowed.as_of)


def check_terms(kind: AccountKind, terms: Terms) -> None:
    """Refuse credit to whom it is not given.

    Raises:
        TermsRefused: It is not commercial.
    """
    if terms is Terms.NET_15 and kind is not AccountKind.COMMERCIAL:
        raise TermsRefused(kind=kind.value)


def check_paid(new: NewOrder) -> None:
    """Pay at order: payment lines that add up, all above zero (S1-04).

    Raises:
        BadAmount, NotPaidAtOrder: They do not.
    """
    for amount in (new.postage, *(one.amount for one in new.payments)):
        if amount.minor <= 0:
            raise BadAmount(amount=amount)
    if new.tax.minor < 0:
        raise BadAmount(amount=new.tax)
    if new.paid != new.total:
        raise NotPaidAtOrder(amount=new.total, paid=new.paid)
    is_refill = new.what is What.METER_REFILL
    if is_refill != bool(new.meter) or (is_refill and any(one.method is Method.METER for one in new.payments)):
        raise MeterNeeded(meter=new.meter)


def file_kind(data: bytes) -> str:
    """``pdf``, ``png`` or ``jpg``, by the file's first bytes.

    Raises:
        FileRefused: It is neither, or too large, or empty.
    """
    if not data:
        raise FileRefused(reason="empty")
    if len(data) > RECEIPT_MAX:
        raise FileRefused(reason="size")
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            return kind
    raise FileRefused(reason="type")


def read_day(text: str, today: date) -> date:
    """A local day that is not to come; today when empty.

    Raises:
        BadDay: It cannot be.
    """
    if not text:
        return today
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise BadDay(day=text[:40], today=today.isoformat()) from error
    if day > today:
        raise BadDay(day=text, today=today.isoformat())
    return day


def month_of(text: str) -> tuple[date, date]:
    """The first and the last day of ``YYYY-MM``.

    Raises:
        BadDay: It is no month.
    """
    try:
        first = date.fromisoformat(f"{text}-01")
    except ValueError as error:
        raise BadDay(day=text[:40], today="") from error
    return first, add_months(first, 1) - timedelta(days=1)


def add_months(day: date, months: int) -> date:
    """The first day of the month that lies `months` after that of `day`."""
    index = day.year * 12 + day.month - 1 + months
    return date(index // 12, index % 12 + 1, 1)


def save_by(month_last: date, months: int, remind_days: int) -> date:
    """By when a statement should be saved: `remind_days` before it is `months` old (S1-10)."""
    return add_months(month_last, months) - timedelta(days=remind_days)
