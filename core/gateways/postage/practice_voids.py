"""What the practice provider does after a sale: voids, refunds that come later, adjustments."""

import sqlite3
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import assert_never
from zoneinfo import ZoneInfo

from core.carriers.catalogue import Catalogue
from core.carriers.model import RefundTiming, VoidPolicy, VoidRule
from core.carriers.rules import ONE_BALANCE, VoidMoment, VoidWindow, void_window, window_of
from core.clock import from_utc_text, utc_text
from core.errors import NotFound
from core.gateways.postage import practice_books as books
from core.gateways.postage.practice_books import Charge, ChargeKind, Posting
from core.gateways.postage.practice_faults import FaultKind
from core.gateways.postage.practice_file import next_ref
from core.gateways.postage.practice_labels import PracticeLabel, label_by_ref
from core.gateways.postage.practice_serving import Visit
from core.money import CurrencyMismatch, Money
from core.purchases.after_sales import AfterSale, AfterSaleKind
from core.purchases.port import VoidAnswer, VoidRequest, VoidState

REFUND_DAYS = 7
"""Invented: when a refund comes back of which the carrier's file knows only that it comes later."""


_OF_LOST_FILES = VoidRule(
    id="practice-lost-file", channel=ONE_BALANCE, policy=VoidPolicy.WINDOW, earliest_minutes=0, latest_days=90,
    refund=RefundTiming.TO_BALANCE, refund_days=0, valid_from=None, valid_to=None, note_en="", note_fr="", source="",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class VoidDesk:
    """Labels are voided here, under their carriers' rules for the One Balance.

    Attributes:
        catalogue: Where the rules are.
        zone: In which a window's last day ends.
    """

    catalogue: Catalogue
    zone: ZoneInfo

    def void(self, visit: Visit, request: VoidRequest) -> VoidAnswer:
        """Void a paid label.

        A refusal is about this moment and is not kept: the same request may succeed when the label is old enough.
        What was accepted once keeps its answer, whatever key asks again.
        """
        label = paid_label(visit.db, request.label_ref)
        if label is None or (label.wallet, label.carrier) != (request.wallet, request.carrier):
            return _refused(request, "label-not-found", "")
        kept = _kept_answer(visit.db, label)
        if kept is not None:
            return kept
        if visit.fault and visit.has(FaultKind.REFUSED_APPROVAL):
            return _refused(request, visit.fault.reason.replace("_", "-"), visit.fault.reason)
        window = self._window(label)
        objection = _objection(window, visit.at)
        if objection:
            return _refused(request, *objection)
        assert window.rule is not None, "an open window has a rule"
        return _accept(visit, request, label, window.rule)

    def _window(self, label: PracticeLabel) -> VoidWindow:
        """The window under the rule of the day on which the label was made.

        A carrier that was sold from a file which cannot be read any more keeps its labels voidable: the provider, too,
        goes by what it sold under.
        """
        carrier = self.catalogue.find(label.carrier)
        if carrier is None:
            return window_of(_OF_LOST_FILES, label.made_at, self.zone)
        window = void_window(carrier, ONE_BALANCE, label.made_at, self.zone)
        if window.rule is None or window.rule.policy is not VoidPolicy.BY_SHIP_DATE:
            return window
        shipped = datetime.combine(date.fromisoformat(label.ship_day), time(0), self.zone)
        return replace(window_of(window.rule, shipped, self.zone), earliest=label.made_at)


def settle(db: sqlite3.Connection, now: datetime) -> list[Charge]:
    """Credit every refund that is due by `now` and not credited yet."""
    rows = db.execute(
        "select label_ref from void where credited_at is null and refused_at is null "
        "and due_at <= :now order by due_at, ref",
        {"now": utc_text(now)},
    ).fetchall()
    made = []
    for row in rows:
        label = label_by_ref(db, str(row["label_ref"]))
        assert label is not None, "a void has a label"
        made.append(_credit(db, label, now))
    return made


def refuse_refund(db: sqlite3.Connection, label_ref: str, reason: str, at: datetime) -> None:
    """Say no to a refund that was accepted and is not credited yet, as a carrier does that finds the label used."""
    changed = db.execute(
        "update void set refused_at = :at, refused_reason = :reason "
        "where label_ref = :ref and credited_at is null and refused_at is null",
        {"at": utc_text(at), "reason": reason, "ref": label_ref},
    ).rowcount
    if not changed:
        raise NotFound(kind="practice-label", id=label_ref)


def after_sales(db: sqlite3.Connection, wallet: str, currency: str, since: datetime | None) -> tuple[AfterSale, ...]:
    """The wallet's refunds, refused refunds and adjustments from `since` on, oldest first."""
    events = [
        AfterSale(
            one.ref, _AFTER_SALES[one.kind], one.amount, one.label_ref, one.tracking, one.at, one.reason
        )
        for one in books.entries(db, since)
        if one.kind in _AFTER_SALES and (one.wallet, one.amount.currency) == (wallet, currency)
    ]  # fmt: skip
    rows = db.execute(
        "select v.ref, v.label_ref, v.refused_at, v.refused_reason, l.tracking from void v "
        "join label l on l.ref = v.label_ref where v.refused_at >= :since and l.wallet = :wallet "
        "and l.currency = :currency",
        {"since": utc_text(since) if since else "", "wallet": wallet, "currency": currency},
    ).fetchall()
    events += [
        AfterSale(
            row["ref"], AfterSaleKind.REFUND_REFUSED, Money(0, currency), row["label_ref"], row["tracking"],
            from_utc_text(row["refused_at"]), row["refused_reason"],
        )
        for row in rows
    ]  # fmt: skip
    return tuple(sorted(events, key=lambda event: event.at))


_AFTER_SALES = {ChargeKind.VOID_REFUND: AfterSaleKind.REFUND, ChargeKind.ADJUSTMENT: AfterSaleKind.ADJUSTMENT}


def adjust(db: sqlite3.Connection, label_ref: str, amount: Money, reason: str, at: datetime) -> Charge:
    """Post a carrier's later correction of a label's price."""
    label = paid_label(db, label_ref)
    if label is None:
        raise NotFound(kind="practice-label", id=label_ref)
    if amount.currency != label.price.currency:
        raise CurrencyMismatch(left=amount.currency, right=label.price.currency)
    posting = Posting(
        kind=ChargeKind.ADJUSTMENT,
        wallet=label.wallet,
        amount=amount,
        key=label.key,
        ref=next_ref(db),
        label_ref=label.ref,
        tracking=label.tracking,
        reason=reason,
    )
    return books.post(db, posting, at)


def paid_label(db: sqlite3.Connection, ref: str) -> PracticeLabel | None:
    """The label of a provider's id, if it was charged; a label that is still processing is none yet."""
    label = label_by_ref(db, ref)
    return label if label is not None and books.has_entry(db, ref) else None


def _objection(window: VoidWindow, at: datetime) -> tuple[str, str] | None:
    """Reason and detail of a refused void, or None; the detail is the moment that decides, UTC text."""
    moment = window.at(at)
    match moment:
        case VoidMoment.OPEN:
            return None
        case VoidMoment.TOO_EARLY:
            assert window.earliest is not None
            return moment.value, utc_text(window.earliest)
        case VoidMoment.TOO_LATE:
            assert window.latest is not None
            return moment.value, utc_text(window.latest)
        case VoidMoment.NOT_NEEDED | VoidMoment.NOTHING_TO_REFUND:
            return moment.value, ""
        case VoidMoment.UNKNOWN:
            return "no-void-rule", ""
        case _:
            assert_never(moment)


def _refused(request: VoidRequest, reason: str, detail: str) -> VoidAnswer:
    return VoidAnswer(VoidState.REFUSED, request.label_ref, None, reason, detail)


def _accept(visit: Visit, request: VoidRequest, label: PracticeLabel, rule: VoidRule) -> VoidAnswer:
    at_once = rule.refund is RefundTiming.IMMEDIATE
    due = visit.at if at_once else visit.at + timedelta(days=rule.refund_days or REFUND_DAYS)
    visit.db.execute(
        "insert into void (label_ref, ref, key, accepted_at, due_at) values (:label_ref, :ref, :key, :at, :due)",
        {
            "label_ref": label.ref,
            "ref": next_ref(visit.db),
            "key": request.key,
            "at": utc_text(visit.at),
            "due": utc_text(due),
        },
    )
    if at_once:
        _credit(visit.db, label, visit.at)
    answer = _kept_answer(visit.db, label)
    assert answer is not None, "kept just now"
    return answer


def _kept_answer(db: sqlite3.Connection, label: PracticeLabel) -> VoidAnswer | None:
    row = db.execute("select * from void where label_ref = :ref", {"ref": label.ref}).fetchone()
    if row is None:
        return None
    at_once = row["due_at"] == row["accepted_at"]
    return VoidAnswer(VoidState.REFUNDED if at_once else VoidState.ACCEPTED, str(row["ref"]), label.price)


def _credit(db: sqlite3.Connection, label: PracticeLabel, at: datetime) -> Charge:
    row = db.execute("select ref from void where label_ref = :ref", {"ref": label.ref}).fetchone()
    posting = Posting(
        kind=ChargeKind.VOID_REFUND,
        wallet=label.wallet,
        amount=label.price,
        key=label.key,
        ref=str(row["ref"]),
        label_ref=label.ref,
        tracking=label.tracking,
    )
    db.execute("update void set credited_at = :at where label_ref = :ref", {"at": utc_text(at), "ref": label.ref})
    return books.post(db, posting, at)
