"""Accounts with Canada Post and purchases on them, for tests."""

from pathlib import Path

from core.billing.dated_rules import BillingRules, load_billing_rules
from core.billing.records import (
    AccountKind,
    BilledOrder,
    CarrierAccount,
    Channel,
    Method,
    NewOrder,
    Payment,
    Stream,
    Terms,
    What,
)
from core.billing.service import NewAccount, add_account, set_meter
from core.billing.service_recording import record_order
from core.ledger.entries import find
from core.money import Money
from core.services import Services

PDF = b"%PDF-1.4 a receipt"
METER = "M123456"


def cad(minor: int) -> Money:
    return Money(minor, "CAD")


def rules(services: Services) -> BillingRules:
    return load_billing_rules(services.directory)


def account(
    services: Services, kind: AccountKind = AccountKind.SMALL_BUSINESS, number: str = "0007654321"
) -> CarrierAccount:
    """An account with Canada Post; a commercial one has 15 days of credit."""
    terms = Terms.NET_15 if kind is AccountKind.COMMERCIAL else Terms.AT_ORDER
    new = NewAccount("canada_post", number, kind, terms=terms)
    return add_account(services.store, services.desk, services.catalogue, new)


def meter(services: Services, owner: CarrierAccount, number: str = METER) -> str:
    """An active meter of the account."""
    return set_meter(services.store, services.desk, owner.id, number, active=True).number


def bought(
    services: Services,
    owner: CarrierAccount,
    minor: int = 2000,
    *,
    by: Method = Method.CARD,
    at: Channel = Channel.TOOL,
    tax: int = 0,
    reference: str = "",
    order_ref: str = "",
    day: str = "",
    stream: Stream = Stream.SHIPPING,
    paid: tuple[Payment, ...] = (),
    receipt: bytes = b"",
    refill: str = "",
    pieces: int = 1,
) -> BilledOrder:
    """A purchase paid whole by one method, unless `paid` says otherwise."""
    pays = paid or (Payment(by, cad(minor + tax), METER if by is Method.METER else ""),)
    new = NewOrder(
        owner.id, at, cad(minor), pays, cad(tax), what=What.METER_REFILL if refill else What.POSTAGE, stream=stream,
        pieces=pieces, day=day, reference=reference, order_ref=order_ref, receipt=receipt, meter=refill,
    )  # fmt: skip
    return record_order(services.store, services.desk, services.files, rules(services), new)


def postings(services: Services, idem: str) -> dict[str, int]:
    """Accounts and minor units of the entry with this key, the accounts' ids left out."""
    number = services.read(lambda q: find(q, idem))
    rows = services.read(lambda q: q.all("select account, minor from posting where journal = :n", {"n": number}))
    return {str(row["account"]).split(":")[0]: int(row["minor"]) for row in rows}


def own_rules(services: Services, text: str) -> Path:
    """The station's own rules."""
    path = services.directory / "billing_rules.toml"
    path.write_text(text, encoding="utf-8")
    return path
