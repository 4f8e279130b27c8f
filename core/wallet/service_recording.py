"""Postage that a person bought in the provider's portal, recorded with its reference and evidence (recorded lane)."""

from dataclasses import dataclass
from datetime import date

from core.accounts.records import Wallet
from core.accounts.service import guard_note, require_ready, setup_of
from core.context import Desk
from core.errors import BadText
from core.money import CurrencyMismatch, Money
from core.people.acts import Act
from core.people.records import NO_PROOFS, Proofs
from core.people.service import require
from core.purchases import store as rows
from core.purchases.funding_calls import book_funding
from core.purchases.machine import Till
from core.purchases.rules import Event, Kind, ReferenceMissing, ReferenceUsed
from core.purchases.store import Intent, Purchase
from core.store.database import Tx
from core.wallet.declared import RECORDED, NotRecorded
from core.wallet.rules import NotPositive
from core.wallet.service_portal_files import match_open_lines


@dataclass(frozen=True, slots=True)
class Said:
    """How a person knows.

    Attributes:
        reference: The portal's transaction number.
        day: When, local day, ISO; empty for today.
        evidence: A receipt or picture to keep, or empty.
    """

    reference: str
    day: str = ""
    evidence: bytes = b""


def record_postage(till: Till, wallet_id: str, amount: Money, said: Said, *, proofs: Proofs = NO_PROOFS) -> Purchase:
    """Book postage that was bought in the portal; declared until a reading or a statement line confirms it.

    Any amount above zero is a fact, whatever the portal allows.

    Raises:
        SetupIncomplete, WalletClosed, NotRecorded: Nothing may be recorded here.
        BadText, NotPositive, CurrencyMismatch, ReferenceMissing, ReferenceUsed, CardNumberTyped: As they say.
        Refused: Of `core.people.service.require`, for `Act.RECORD`.
    """
    reference = guard_note("reference", said.reference.strip())
    day = said_day(said.day)
    kept, desk = till.files.keep(said.evidence) if said.evidence else "", till.desk
    with till.store.write() as tx:
        wallet = recorded_wallet(tx, desk, wallet_id, proofs)
        if amount.currency != wallet.currency:
            raise CurrencyMismatch(left=amount.currency, right=wallet.currency)
        if amount.minor <= 0:
            raise NotPositive(amount=amount)
        payment = setup_of(tx, wallet_id).payment
        rows.refuse_if_open(tx, Kind.FUNDING, wallet_id, wallet_id)
        intent = Intent(
            id=desk.ids.new(), kind=Kind.FUNDING, wallet=wallet_id, gateway=wallet.gateway, subject=wallet_id,
            amount=amount, request_hash="",
            request={
                "method": payment.nickname if payment else "", "channel": "portal", "day": day, "evidence": kept,
            },
        )  # fmt: skip
        purchase = confirm_said(tx, desk, intent, reference)
        book_funding(tx, desk, purchase, amount)
        match_open_lines(tx, till, wallet)
        return purchase


def said_day(text: str) -> str:
    """A day that a person named, ISO; empty stays empty.

    Raises:
        BadText: It is no day.
    """
    try:
        return date.fromisoformat(text).isoformat() if text else ""
    except ValueError as error:
        raise BadText(text=text, want="day") from error


def recorded_wallet(tx: Tx, desk: Desk, wallet_id: str, proofs: Proofs) -> Wallet:
    """The wallet, when a person may record for it.

    Raises:
        SetupIncomplete, WalletClosed, NotRecorded, Refused: He may not.
    """
    wallet = require_ready(tx, wallet_id)
    if wallet.gateway != RECORDED:
        raise NotRecorded(wallet=wallet_id)
    require(tx, desk, Act.RECORD, proofs, about=wallet_id)
    return wallet


def confirm_said(tx: Tx, desk: Desk, intent: Intent, reference: str) -> Purchase:
    """Store a purchase that was made elsewhere: from intent to confirmed in one transaction, nothing is sent.

    Raises:
        ReferenceMissing, ReferenceUsed: Each transaction of the portal is recorded once.
    """
    if not reference:
        raise ReferenceMissing(purchase=intent.id)
    rows.insert(tx, desk, intent)
    purchase = rows.get(tx, intent.id)
    other = rows.with_reference(tx, purchase, reference)
    if other is not None:
        raise ReferenceUsed(reference=reference, purchase=other)
    rows.change(tx, desk, purchase, Event.CONFIRM, provider_ref=reference)
    return rows.get(tx, intent.id)
