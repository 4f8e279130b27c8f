"""Labels that a person bought and voided elsewhere, in the provider's portal (recorded lane)."""

import json
from dataclasses import dataclass

from core.accounts.service import guard_note, wallet_for_carrier
from core.carriers.kept_rules import rule_text
from core.carriers.tracking.numbers import compact
from core.clock import local_day
from core.errors import BadText, Refused
from core.labels.rules import USABLE, LabelEvent
from core.labels.store import RECORD_TYPE, Label, change_label, get_label
from core.money import CurrencyMismatch, Money, zero
from core.orders.records import OrderState
from core.orders.store import get_order
from core.people.records import NO_PROOFS, Proofs
from core.purchases import store as rows
from core.purchases.label_calls import book_label
from core.purchases.port import Bought, IssuedFile, VoidAnswer, VoidState
from core.purchases.rules import Kind
from core.purchases.store import Intent
from core.purchases.void_calls import book_void_accepted
from core.shipments.bench import Bench, OrderHooks
from core.shipments.content import content_of
from core.shipments.rules import NotVoidable, OrderNotOpen
from core.shipments.store import ensure_parcel, set_measures
from core.wallet.rules import NotPositive
from core.wallet.service_portal_files import match_open_lines
from core.wallet.service_recording import confirm_said, recorded_wallet, said_day

PDF = "application/pdf"
_PDF_MARK = b"%PDF-"


class NotAPdf(Refused):
    """A label that the portal gave is kept as a PDF, and this file is none. Fields: ``tracking``."""

    code = "shipments.not-a-pdf"


@dataclass(frozen=True, slots=True)
class BoughtElsewhere:
    """What a person says of a label.

    Attributes:
        carrier: Name or code.
        service: Code of the service, or its name.
        tracking: As printed.
        price: What the portal charged.
        reference: The portal's transaction number.
        day: Ship day, ISO; empty for today.
        file: The label as the portal gave it (PDF), or empty.
    """

    carrier: str
    service: str
    tracking: str
    price: Money
    reference: str
    day: str = ""
    file: bytes = b""


def record_label(bench: Bench, order_id: str, said: BoughtElsewhere, *, proofs: Proofs = NO_PROOFS) -> Label:
    """Book a label that was bought in the portal and ship its order; declared until something confirms it.

    A fact is booked whatever the balance holds. Without a file there is nothing to print, and that is known.

    Raises:
        SetupIncomplete, WalletClosed, NotRecorded: Nothing may be recorded here.
        OrderNotOpen, AlreadyOpen: The order has shipped, or has a label.
        NotAPdf, UnknownCarrier, UnknownService, NotFound, BadText, NotPositive, CurrencyMismatch, ReferenceMissing,
        ReferenceUsed, CardNumberTyped: As they say.
        Refused: Of `core.people.service.require`, for `Act.RECORD`.
    """
    desk, carrier = bench.desk, bench.catalogue.get(said.carrier)
    service = bench.catalogue.service(carrier.code, said.service)
    tracking, reference = compact(said.tracking), guard_note("reference", said.reference.strip())
    if not tracking:
        raise BadText(text=said.tracking, want="tracking")
    if said.price.minor <= 0:
        raise NotPositive(amount=said.price)
    if said.file and not said.file.startswith(_PDF_MARK):
        raise NotAPdf(tracking=tracking)
    media = PDF if said.file else RECORD_TYPE
    data = said.file or _note(carrier.code, service.code, tracking, said.price, reference)
    kept = bench.files.keep(data)
    with bench.store.write() as tx:
        wallet = recorded_wallet(tx, desk, wallet_for_carrier(tx, carrier.code).id, proofs)
        if said.price.currency != wallet.currency:
            raise CurrencyMismatch(left=said.price.currency, right=wallet.currency)
        order = get_order(tx, order_id)
        if order.state not in (OrderState.OPEN, OrderState.HELD):
            raise OrderNotOpen(order=order.number, state=order.state.value)
        parcel = ensure_parcel(tx, desk, order.id)
        rows.refuse_if_open(tx, Kind.LABEL, wallet.id, parcel)
        day = said_day(said.day) or local_day(desk.clock.now(), desk.actor.zone)
        intent = Intent(
            id=desk.ids.new(), kind=Kind.LABEL, wallet=wallet.id, gateway=wallet.gateway, subject=parcel,
            amount=said.price, request_hash="",
            request={
                "carrier": carrier.code, "service_code": service.code, "ship_day": day, "rules": "", "override": "",
                "content": content_of(order), "channel": "portal", "evidence": kept,
                "void_rule": rule_text(carrier, desk.clock.now(), desk.actor.zone),
            },
        )  # fmt: skip
        purchase = confirm_said(tx, desk, intent, reference)
        bought = Bought(reference, tracking, said.price, IssuedFile(data, media), said.price)
        label = book_label(tx, desk, purchase, bought, kept)
        OrderHooks().label_bought(tx, desk, purchase, label)
        if order.weight is not None:
            set_measures(tx, parcel, order.weight, order.dims, order.weight_source)
        match_open_lines(tx, bench.till(wallet), wallet)
        return label


def _note(carrier: str, service: str, tracking: str, price: Money, reference: str) -> bytes:
    """What stands for the label where the portal's file was not given: ids and codes only."""
    facts = {"carrier": carrier, "service": service, "tracking": tracking, "price": str(price), "reference": reference}
    return json.dumps(facts, sort_keys=True).encode("utf-8")


def record_void(bench: Bench, label_id: str, reference: str, *, proofs: Proofs = NO_PROOFS) -> Label:
    """A void that the portal accepted: the refund is due, and is recorded when it comes.

    Raises:
        NotVoidable: It is void already.
        ReferenceMissing, ReferenceUsed, NotRecorded, CardNumberTyped: As they say.
        Refused: Of `core.people.service.require`, for `Act.RECORD`.
    """
    desk, said = bench.desk, guard_note("reference", reference.strip())
    with bench.store.write() as tx:
        label = get_label(tx, label_id)
        wallet = recorded_wallet(tx, desk, label.wallet, proofs)
        if label.state not in USABLE:
            raise NotVoidable(label=label_id, state=label.state.value)
        intent = Intent(
            id=desk.ids.new(), kind=Kind.VOID, wallet=wallet.id, gateway=wallet.gateway, subject=label.id,
            amount=zero(label.price.currency), request_hash="",
            request={"label_ref": label.provider_ref, "channel": "portal"},
        )  # fmt: skip
        confirm_said(tx, desk, intent, said)
        change_label(tx, desk, label, LabelEvent.REQUEST_VOID, reason="portal")
        answer = VoidAnswer(VoidState.ACCEPTED, said, label.price)
        book_void_accepted(tx, bench.till(wallet), get_label(tx, label_id), answer)
        return get_label(tx, label_id)
