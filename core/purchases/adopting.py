"""Adopting what the provider sold us and books that were restored know nothing of: booked by the code of every other
purchase, as a late success is; or, where there is nothing to hang it on, as money alone, by a person.
"""

from core.context import Desk
from core.ledger.accounts import card, postage, wallet_account
from core.ledger.entries import Entry, Line, find, post
from core.purchases import store as rows
from core.purchases.machine import Till
from core.purchases.recovery import ask
from core.purchases.rules import Event, Kind, State
from core.purchases.sales import Sale, SaleKind
from core.purchases.store import Intent
from core.store.database import Query, Tx
from core.store.history import record_move


def is_booked(q: Query, gateway: str, wallet: str, sale: Sale) -> bool:
    """Whether our books have this sale, as a purchase or as money alone."""
    row = q.one(
        "select 1 from purchase where gateway = :gateway and wallet = :wallet and kind = :kind "
        "and provider_ref = :ref and state in ('confirmed', 'decided-charged')",
        {"gateway": gateway, "wallet": wallet, "kind": sale.kind.value, "ref": sale.ref},
    )
    return row is not None or find(q, _money_key(wallet, sale)) is not None


def adopt_sale(till: Till, wallet: str, sale: Sale, subject: str, rules: str = "") -> State:
    """Store the purchase that we lost, as *unknown*, and ask for its outcome; gives where it stands then.

    Args:
        till: With the wallet's gateway.
        wallet: Who paid.
        sale: From the provider's list; its key is new to our books.
        subject: The parcel of a label, the wallet of a funding.
        rules: Ids of the dated rules that a label keeps.
    """
    kind = Kind.LABEL if sale.kind is SaleKind.LABEL else Kind.FUNDING
    request: dict[str, str | int | None] = {"method": "", "adopted": sale.ref}
    if kind is Kind.LABEL:
        request = {
            "carrier": sale.carrier, "service_code": sale.service_code, "ship_day": sale.ship_day, "rules": rules,
            "override": "", "adopted": sale.ref,
        }  # fmt: skip
    intent = Intent(
        id=sale.key, kind=kind, wallet=wallet, gateway=till.gateway.kind, subject=subject, amount=sale.amount,
        request=request, request_hash="",
    )  # fmt: skip
    with till.store.write() as tx:
        rows.insert(tx, till.desk, intent)
        rows.change(tx, till.desk, rows.get(tx, sale.key), Event.LOSE, reason="restored")
    return ask(till, sale.key)


def book_money_alone(tx: Tx, desk: Desk, wallet: str, sale: Sale, reason: str) -> int:
    """Book a sale that no order of ours is behind, because a person says so; gives the entry's number."""
    currency = sale.amount.currency
    ours = wallet_account(wallet, currency)
    if sale.kind is SaleKind.LABEL:
        kind, lines = "label", (Line(postage(sale.carrier, currency), sale.amount), Line(ours, -sale.amount))
    else:
        kind, lines = "postage-purchase", (Line(ours, sale.amount), Line(card(wallet, currency), -sale.amount))
    entry = Entry(_money_key(wallet, sale), kind, lines, "purchase", sale.key, memo=sale.tracking)
    number = post(tx, desk, entry).number
    record_move(tx, desk, "sale", sale.ref, old="unbooked", event="explain", new="booked", reason=reason)
    return number


def _money_key(wallet: str, sale: Sale) -> str:
    return f"prov:{wallet}:{sale.kind.value}:{sale.ref}"
