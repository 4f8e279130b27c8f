"""Use cases of carrier accounts: kinds with history, terms, support card, meters, and what may be paid by what."""

from dataclasses import dataclass
from datetime import date

from core.accounts.service import guard_note
from core.billing import store as rows
from core.billing.dated_rules import BillingRules
from core.billing.records import AccountKind, CarrierAccount, Channel, Meter, Payable, Support, Terms
from core.billing.rules import (
    ACCOUNT_MOVES,
    EVENT_TO,
    AccountKnown,
    NothingChanges,
    Offer,
    WordsNeeded,
    check_terms,
    read_day,
)
from core.carriers.catalogue import Catalogue
from core.context import Desk
from core.people.acts import Act
from core.people.records import NO_PROOFS, Proofs
from core.people.service import require, require_somebody
from core.store.database import Query, Store, Tx, Value
from core.store.history import record_move
from core.topics import Topic


@dataclass(frozen=True, slots=True)
class NewAccount:
    """An account with a carrier as a person enters it; fields as in `CarrierAccount`, `day` is since when."""

    carrier: str
    number: str
    kind: AccountKind
    currency: str = "CAD"
    terms: Terms = Terms.AT_ORDER
    day: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an account stands, for its card (S1-14).

    Attributes:
        account: Which.
        offers: For each channel, every method, allowed or refused with its reason.
        owed: What was bought on credit and is still to be paid, by card or from the bank, whatever the account became.
        meters: Of the account.
        support: Who helps.
    """

    account: CarrierAccount
    offers: tuple[tuple[Channel, tuple[Offer, ...]], ...]
    owed: tuple[Payable, ...]
    meters: tuple[Meter, ...]
    support: Support


def today_of(desk: Desk) -> date:
    """The local day."""
    return desk.clock.now().astimezone(desk.actor.zone).date()


def said(text: str, what: str) -> str:
    """A text that must be there and is no card number.

    Raises:
        WordsNeeded, CardNumberTyped: It is not.
    """
    if not text.strip():
        raise WordsNeeded(what=what)
    return guard_note(what, text.strip())


def allow(tx: Tx, desk: Desk, proofs: Proofs, *, about: str, act: Act = Act.RECORD) -> None:
    """Let a change of money pass: outside practice somebody has a PIN, and where there are operators it was given.

    Raises:
        OperatorNeeded: Outside practice, nobody has one (S2-26).
        Refused: As of `require`.
    """
    require_somebody(tx, desk)
    require(tx, desk, act, proofs, about=about)


def add_account(
    store: Store, desk: Desk, catalogue: Catalogue, new: NewAccount, *, proofs: Proofs = NO_PROOFS
) -> CarrierAccount:
    """Enter an account with a carrier.

    Raises:
        NotFound: The catalogue does not know the carrier.
        WordsNeeded, CardNumberTyped, BadDay, TermsRefused, AccountKnown: As they say.
        Refused: As of `require`, for `Act.RECORD` about the carrier.
    """
    carrier, number = catalogue.get(new.carrier).code, said(new.number, "number")
    reason, day = guard_note("reason", new.reason.strip()), read_day(new.day, today_of(desk)).isoformat()
    check_terms(new.kind, new.terms)
    with store.write() as tx:
        allow(tx, desk, proofs, about=carrier)
        if any((a.carrier, a.number) == (carrier, number) for a in rows.list_accounts(tx)):
            raise AccountKnown(carrier=carrier, number=number)
        account = CarrierAccount(desk.ids.new(), carrier, number, new.currency, new.kind, new.terms, day)
        rows.insert(
            tx, desk, "billing_account",
            {
                "id": account.id, "carrier": carrier, "number": number, "currency": new.currency,
                "kind": new.kind.value, "terms": new.terms.value, "since": day,
            },
        )  # fmt: skip
        _note_change(tx, desk, account, reason)
        record_move(tx, desk, "billing_account", account.id, old="", event="add", new=new.kind.value, reason=reason)
        return account


def change_account(
    store: Store,
    desk: Desk,
    account_id: str,
    kind: AccountKind,
    reason: str,
    *,
    terms: Terms = Terms.AT_ORDER,
    day: str = "",
    proofs: Proofs = NO_PROOFS,
) -> CarrierAccount:
    """The carrier changed what the account is, or its terms; the history is kept (S1-01, S1-09, S1-14).

    Raises:
        WordsNeeded, CardNumberTyped, BadDay, TermsRefused, NothingChanges: As they say.
        Refused: As of `require`, for `Act.RECORD` about the account.
    """
    why, on = said(reason, "reason"), read_day(day, today_of(desk)).isoformat()
    check_terms(kind, terms)
    with store.write() as tx:
        allow(tx, desk, proofs, about=account_id)
        before = rows.get_account(tx, account_id)
        if (before.kind, before.terms) == (kind, terms):
            raise NothingChanges(account=before.number)
        if before.kind is not kind:
            event = next(event for event, after in EVENT_TO.items() if after is kind)
            after, name = ACCOUNT_MOVES[before.kind, event], event.value
        else:
            after, name = kind, f"terms-{terms.value}"
        tx.run(
            "update billing_account set kind = :kind, terms = :terms, since = :day where id = :id",
            {"kind": after.value, "terms": terms.value, "day": on, "id": account_id},
        )
        changed = rows.get_account(tx, account_id)
        _note_change(tx, desk, changed, why)
        record_move(
            tx, desk, "billing_account", account_id, old=before.kind.value, event=name, new=after.value, reason=why
        )
        return changed


def set_support(
    store: Store, desk: Desk, account_id: str, card: Support, *, proofs: Proofs = NO_PROOFS
) -> Support:  # fmt: skip
    """Write the support card of an account; older ones are kept (S1-12)."""
    texts = {"phone": card.phone.strip(), "page": card.page.strip(), "note": card.note.strip()}
    for name, text in texts.items():
        guard_note(name, text)
    with store.write() as tx:
        allow(tx, desk, proofs, about=account_id)
        rows.get_account(tx, account_id)
        rows.insert(tx, desk, "billing_support", {"id": desk.ids.new(), "account": account_id, **texts})
        tx.touch(Topic.BILLING)
    return Support(**texts)


def set_meter(
    store: Store,
    desk: Desk,
    account_id: str,
    number: str,
    *,
    active: bool,
    day: str = "",
    reason: str = "",
    proofs: Proofs = NO_PROOFS,
) -> Meter:
    """Enter a meter of an account, or say that it is active or not (S1-03); its history is kept.

    Raises:
        NotFound: The meter is another account's.
        NothingChanges, WordsNeeded, CardNumberTyped, BadDay: As they say.
        Refused: As of `require`, for `Act.RECORD` about the account.
    """
    name, why = said(number, "number"), guard_note("reason", reason.strip())
    on = read_day(day, today_of(desk)).isoformat()
    with store.write() as tx:
        allow(tx, desk, proofs, about=account_id)
        rows.get_account(tx, account_id)
        known = next((meter for meter in rows.list_meters(tx) if meter.number == name), None)
        if known is None:
            rows.insert(tx, desk, "postage_meter", {"number": name, "account": account_id})
        elif rows.get_meter(tx, name).account != account_id:
            raise AccountKnown(carrier=rows.get_account(tx, known.account).carrier, number=name)
        elif known.is_active is active:
            raise NothingChanges(account=name)
        change: dict[str, Value] = {
            "id": desk.ids.new(), "meter": name, "active": int(active), "day": on, "reason": why,
        }  # fmt: skip
        rows.insert(tx, desk, "postage_meter_change", change)
        tx.touch(Topic.BILLING)
        return rows.get_meter(tx, name)


def offers_of(q: Query, rules: BillingRules, account: CarrierAccount, channel: Channel) -> list[Offer]:
    """Every method as the account hears it at a channel (S1-06, S1-07)."""
    active = any(meter.is_active for meter in rows.list_meters(q, account.id))
    return rules.offers(account, channel, has_meter=active)


def standing_of(q: Query, rules: BillingRules, account_id: str) -> Standing:
    """Where an account stands.

    Raises:
        NotFound: There is none.
    """
    account = rows.get_account(q, account_id)
    return Standing(
        account=account,
        offers=tuple((channel, tuple(offers_of(q, rules, account, channel))) for channel in Channel),
        owed=tuple(rows.list_payables(q, account_id, open_only=True)),
        meters=tuple(rows.list_meters(q, account_id)),
        support=rows.support_of(q, account_id) or rules.support(account.carrier),
    )


def _note_change(tx: Tx, desk: Desk, account: CarrierAccount, reason: str) -> None:
    rows.insert(
        tx, desk, "billing_account_change",
        {
            "id": desk.ids.new(), "account": account.id, "kind": account.kind.value, "terms": account.terms.value,
            "day": account.since, "reason": reason,
        },
    )  # fmt: skip
    tx.touch(Topic.BILLING)
