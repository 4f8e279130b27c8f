"""Buying a label: the intent with its hold, the call, and the books (facts: ledger 3.4, 3.5)."""

import hashlib
import json
from dataclasses import asdict, dataclass

from core.accounts.service import require_ready
from core.context import Desk
from core.labels.codec import to_json
from core.labels.rules import LabelState
from core.labels.store import DOCUMENT_TYPE, Label, insert_label, now_text
from core.ledger.accounts import postage, wallet_account
from core.ledger.entries import Entry, Line, post
from core.ledger.holds import end_hold, has_hold, hold_ended, place_hold, release_hold
from core.money import Money
from core.purchases import store as rows
from core.purchases.daily_cap import refuse_over_cap
from core.purchases.gate import require_open
from core.purchases.machine import Call, Till, prepare, send
from core.purchases.port import Bought, IssuedFile, LabelRequest, Processing
from core.purchases.prices import refuse_dearer
from core.purchases.rules import Kind
from core.purchases.store import Intent, Purchase
from core.store.database import Tx


@dataclass(frozen=True, slots=True)
class LabelIntent:
    """What is about to be bought, in ids and codes.

    Attributes:
        id: The purchase's id, also the provider's idempotency key.
        wallet: Who pays.
        gateway: Kind of gateway.
        parcel: For which parcel; one open or live label each.
        carrier: Catalogue code, likewise `service_code`.
        price: What the rate said; this much is held.
        ship_day: Local day, ISO.
        content_hash: Hash of the frozen request, names included.
        rules: Ids of the dated rules, comma separated.
        override: ``operator: reason`` or empty.
        content: Hashes of what the order said, to notice that it was changed since (`core.shipments.content`).
        void_rule: By which it may be voided (`core.carriers.kept_rules`); the label keeps it.
    """

    id: str
    wallet: str
    gateway: str
    parcel: str
    carrier: str
    service_code: str
    price: Money
    ship_day: str
    content_hash: str
    rules: str
    override: str
    content: str = ""
    void_rule: str = ""


def request_hash(request: LabelRequest) -> str:
    """Hash of everything a label is bought for; the key is left out, it differs by purchase."""
    body = {name: value for name, value in asdict(request).items() if name != "key"}
    return hashlib.sha256(json.dumps(body, sort_keys=True, ensure_ascii=False).encode("utf-8")).hexdigest()


def intend_label(tx: Tx, desk: Desk, intent: LabelIntent) -> None:
    """Store the intent and hold its price, in the caller's transaction (a batch writes all of its intents in one).

    Raises:
        SetupIncomplete, WalletClosed: Nothing may be bought yet.
        AlreadyOpen: The parcel has an open or live label.
        OverDailyCap: The station would spend more today than it may.
        InsufficientFunds: The wallet cannot cover it.
        RestoredNotReconciled, NoSpace: See `gate.require_open`.
    """
    require_open(tx)
    wallet = require_ready(tx, intent.wallet)
    assert wallet.currency == intent.price.currency, "a label is paid in its wallet's currency"
    assert intent.carrier in wallet.carriers, "a label is paid from a wallet that lists its carrier"
    rows.refuse_if_open(tx, Kind.LABEL, intent.wallet, intent.parcel)
    refuse_over_cap(tx, desk, Kind.LABEL, intent.price)
    if intent.price.minor > 0 and not has_hold(tx, intent.id):  # a replacement holds its price before it voids
        account = wallet_account(intent.wallet, wallet.currency)
        place_hold(tx, desk, account, intent.price, intent.id, wallet_name=wallet.name)
    rows.insert(
        tx,
        desk,
        Intent(
            id=intent.id, kind=Kind.LABEL, wallet=intent.wallet, gateway=intent.gateway, subject=intent.parcel,
            amount=intent.price, request_hash=intent.content_hash,
            request={
                "carrier": intent.carrier, "service_code": intent.service_code, "ship_day": intent.ship_day,
                "rules": intent.rules, "override": intent.override, "content": intent.content,
                "void_rule": intent.void_rule,
            },
        ),
    )  # fmt: skip


def buy_label(till: Till, request: LabelRequest) -> Purchase:
    """Send a stored label intent, once; see `machine.send` for what it raises.

    A provider that sells in two steps is asked for its draft first: free, and a time-out there costs nothing. A draft
    that costs more than the hold is given up unsent (`PriceRose`).
    """

    def draft() -> str:
        drafted = till.gateway.prepare_label(request)
        if drafted.price is not None:
            refuse_dearer(request.reference, request.price, drafted.price)
        return drafted.reference

    call = label_call(till, request)
    if till.gateway.capabilities().drafts:
        prepare(till, request.key, draft, call)
    return send(till, request.key, call)


def label_call(till: Till, request: LabelRequest | None) -> Call[Bought]:
    """The call of a label; without `request` it can settle what was found, but not buy."""

    def send_it() -> Bought | Processing:
        assert request is not None, "only an intent of this process is sent"
        return till.gateway.buy_label(request)

    def keep(bought: Bought) -> str:
        if isinstance(bought.label, IssuedFile):
            return till.files.keep(bought.label.data)
        return till.files.keep(to_json(bought.label).encode("utf-8"))

    def confirm(tx: Tx, purchase: Purchase, bought: Bought, kept: str) -> None:
        label = book_label(tx, till.desk, purchase, bought, kept)
        till.hooks.label_bought(tx, till.desk, purchase, label)

    def end(tx: Tx, purchase: Purchase) -> None:
        release_hold(tx, till.desk, purchase.id)
        till.hooks.label_ended(tx, till.desk, purchase)

    return Call(
        send=send_it, keep=keep, confirm=confirm, pend=lambda _tx, _p, _a: None, end=end, ref=lambda b: b.provider_ref
    )


def book_label(tx: Tx, desk: Desk, purchase: Purchase, bought: Bought, kept: str) -> Label:
    """Post the price that was charged (a fact, whatever was quoted), end the hold, store the label."""
    carrier, currency = str(purchase.request["carrier"]), purchase.amount.currency
    wallet = wallet_account(purchase.wallet, currency)
    journal = None
    if bought.price.minor:
        lines = (Line(postage(carrier, currency), bought.price), Line(wallet, -bought.price))
        entry = Entry(f"label:{purchase.id}", "label", lines, "purchase", purchase.id, memo=bought.tracking)
        journal = post(tx, desk, entry).number
    if not hold_ended(tx, purchase.id):  # a late success finds its hold released already
        end_hold(tx, desk, purchase.id, journal)
    issued = bought.label if isinstance(bought.label, IssuedFile) else None
    label = Label(
        id=desk.ids.new(), purchase=purchase.id, parcel=purchase.subject, wallet=purchase.wallet, carrier=carrier,
        service_code=str(purchase.request["service_code"]), tracking=bought.tracking, quoted=purchase.amount,
        price=bought.price, state=LabelState.BOUGHT, form="issued" if issued else "drawn",
        media_type=issued.media_type if issued else DOCUMENT_TYPE, file=kept, content_hash=_content_hash(tx, purchase),
        ship_day=str(purchase.request["ship_day"]), rules=str(purchase.request["rules"]),
        override=str(purchase.request["override"]), provider_ref=bought.provider_ref, made_at=now_text(desk),
        void_rule=str(purchase.request.get("void_rule", "")),
    )  # fmt: skip
    insert_label(tx, desk, label)
    return label


def _content_hash(tx: Tx, purchase: Purchase) -> str:
    return str(tx.value("select request_hash from purchase where id = :id", {"id": purchase.id}))
