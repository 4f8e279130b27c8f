"""What `billing` shows: accounts, orders and payables as data and as lines; which account is meant."""

from functools import partial
from typing import TYPE_CHECKING

from core.errors import NotFound

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.billing.records import BilledOrder, CarrierAccount, Payable
    from core.billing.service import Standing
    from core.store.database import Query
    from ui.commands.session import Session


def known_account(session: "Session", text: str) -> "CarrierAccount | None":
    """The account of this number or id, or None.

    Raises:
        Ambiguous: Two carriers have an account of this number.
    """
    from core.billing.store import list_accounts
    from ui.commands.finding import Ambiguous

    found = [one for one in session.services.read(list_accounts) if text in (one.number, one.id)]
    if len(found) > 1:
        raise Ambiguous(kind="billing-account", text=text, choices=[f"{one.id} ({one.carrier})" for one in found])
    return found[0] if found else None


def billing_account(session: "Session", text: str) -> "CarrierAccount":
    """The account that is meant; the only one where none is named.

    Raises:
        Ambiguous, NotFound: It is not clear, or there is none.
    """
    from core.billing.store import list_accounts
    from ui.commands.finding import Ambiguous

    if text:
        found = known_account(session, text)
        if found is None:
            raise NotFound(kind="billing-account", id=text)
        return found
    every = session.services.read(list_accounts)
    if len(every) > 1:
        raise Ambiguous(kind="billing-account", text="", choices=[one.number for one in every])
    if not every:
        raise NotFound(kind="billing-account", id="")
    return every[0]


def account_data(q: "Query", standing: "Standing", place: str) -> dict[str, object]:
    """An account for programs."""
    from core.billing.store import account_changes

    account = standing.account
    return {
        "account": account.id, "carrier": account.carrier, "number": account.number, "currency": account.currency,
        "kind": account.kind, "terms": account.terms, "since": account.since,
        "history": [
            {"kind": c.kind, "terms": c.terms, "day": c.day, "reason": c.reason, "at": c.at, "by": c.actor}
            for c in account_changes(q, account.id)
        ],
        "owed": [payable_data(one) for one in standing.owed],
        "meters": [{"number": one.number, "active": one.is_active} for one in standing.meters],
        "support": {"phone": standing.support.phone, "page": standing.support.page, "note": standing.support.note},
        "allowed": [
            {"channel": at, "methods": [offer.method for offer in offers if offer.is_allowed]}
            for at, offers in standing.offers
        ],
        "statements_live_at": place,
    }  # fmt: skip


def accounts_table(session: "Session", accounts: "Sequence[CarrierAccount]") -> list[str]:
    """Accounts for people."""
    from ui.carrier_words import carrier_of
    from ui.commands.output import table
    from ui.messages_base import word
    from ui.messages_billing import ACCOUNT_KINDS, TERMS

    tr, catalogue = session.tr, session.services.catalogue
    head = (tr("Carrier"), tr("Number"), tr("Kind"), tr("Terms"), tr("Since"))
    rows = [
        (
            carrier_of(catalogue, one.carrier, tr.lang), one.number, word(tr, ACCOUNT_KINDS, one.kind.value),
            word(tr, TERMS, one.terms.value), tr.day(one.since),
        )
        for one in accounts
    ]  # fmt: skip
    return table(head, rows) if rows else []


def account_lines(session: "Session", q: "Query", standing: "Standing", place: str) -> list[str]:
    """One account for people: its history, what can still be paid and how, who helps."""
    from core.billing.store import account_changes
    from ui.commands.output import table
    from ui.messages_base import listed, word
    from ui.messages_billing import ACCOUNT_KINDS, CHANNELS, METHODS, TERMS

    tr = session.tr
    history = [
        (tr.day(c.day), word(tr, ACCOUNT_KINDS, c.kind.value), word(tr, TERMS, c.terms.value), c.actor, c.reason)
        for c in account_changes(q, standing.account.id)
    ]
    ways = [
        (word(tr, CHANNELS, at.value), listed(tr, METHODS, (o.method.value for o in offers if o.is_allowed)) or "—")
        for at, offers in standing.offers
    ]
    card = " · ".join(t for t in (standing.support.phone, standing.support.page, standing.support.note) if t)
    lines = [*accounts_table(session, [standing.account]), ""]
    lines += table((tr("Since"), tr("Kind"), tr("Terms"), tr("By"), tr("Reason")), history)
    lines += ["", *table((tr("Where"), tr("Can be paid by")), ways)]
    if standing.owed:
        lines += ["", tr("Still owed; paid by card or from the bank:"), *payables_table(session, standing.owed)]
    lines += ["", tr("Help with billing: {card}", card=card or "—")]
    return [*lines, tr("Statements of the carrier live at: {place}", place=place or "—")]


def payable_data(one: "Payable") -> dict[str, object]:
    """A payable for programs."""
    return {
        "payable": one.id, "account": one.account, "order": one.order, "amount": one.amount, "fees": one.fees,
        "owed": one.owed, "due": one.due.isoformat(), "state": one.state, "paid_from": one.paid_from,
        "paid_day": one.paid_day or None, "reference": one.reference,
    }  # fmt: skip


def payables_table(session: "Session", payables: "Sequence[Payable]") -> list[str]:
    """Payables for people."""
    from core.billing.service import today_of
    from core.billing.store import get_order
    from ui.commands.output import table
    from ui.messages_base import word
    from ui.messages_billing import PAYABLE_STATES

    tr, services = session.tr, session.services
    today = today_of(services.desk)
    head = (tr("Due"), tr("Owed"), tr("Late fees"), tr("State"), tr("Reference"), tr("Id"))
    rows = [
        (
            tr.day(one.due.isoformat()), tr.money(one.owed), tr.money(one.fees) if one.fees.minor else "",
            tr("overdue") if one.is_overdue(today) else word(tr, PAYABLE_STATES, one.state.value),
            services.read(partial(get_order, order_id=one.order)).reference, one.id,
        )
        for one in payables
    ]  # fmt: skip
    return table(head, rows, right="12")


def order_data(one: "BilledOrder") -> dict[str, object]:
    """A recorded order for programs."""
    return {
        "billed": one.id, "account": one.account, "carrier": one.carrier, "channel": one.channel, "what": one.what,
        "stream": one.stream, "pieces": one.pieces, "day": one.day, "reference": one.reference,
        "order": one.order_ref or None, "postage": one.postage, "tax": one.tax, "total": one.total,
        "payments": [
            {"method": p.method, "amount": p.amount, "meter": p.meter or None} for p in one.payments
        ],
        "receipt": one.receipt or None, "state": one.state, "entry": one.journal, "undone_reason": one.undone_reason,
        "at": one.at, "by": one.actor,
    }  # fmt: skip


def orders_table(session: "Session", orders: "Sequence[BilledOrder]") -> list[str]:
    """Recorded orders for people."""
    from ui.commands.output import clip, table
    from ui.messages_base import listed, word
    from ui.messages_billing import BILLED_STATES, CHANNELS, METHODS

    tr = session.tr
    head = (
        tr("Day"), tr("Where"), tr("Reference"), tr("Order"), tr("Total"), tr("Paid by"), tr("State"), tr("Id"),
    )  # fmt: skip
    rows = [
        (
            tr.day(one.day), word(tr, CHANNELS, one.channel.value), clip(one.reference), clip(one.order_ref),
            tr.money(one.total), listed(tr, METHODS, (p.method.value for p in one.payments)),
            word(tr, BILLED_STATES, one.state.value), one.id,
        )
        for one in orders
    ]  # fmt: skip
    return table(head, rows, right="4")
