"""SQL of wallets and set-up."""

import json
import sqlite3
from dataclasses import asdict

from core.accounts.records import PaymentMethod, PaymentVersion, Setup, Terms, Wallet
from core.address import Address
from core.clock import utc_text
from core.context import Desk
from core.errors import NotFound
from core.money import Money
from core.store.database import Query, Tx


def address_json(address: Address) -> str:
    """An address as canonical JSON text."""
    return json.dumps(asdict(address), sort_keys=True, ensure_ascii=False)


def address_from_json(text: str) -> Address:
    """The address that `address_json` wrote."""
    return Address(**json.loads(text)) if text else Address()


def insert_wallet(tx: Tx, desk: Desk, wallet: Wallet, position: int) -> None:
    """A new wallet with its carriers."""
    tx.run(
        "insert into wallet (id, name, gateway, currency, position, max_purchase_minor, max_balance_minor, state, "
        "made_at) values (:id, :name, :gateway, :currency, :position, :max_purchase, :max_balance, :state, :at)",
        {
            "id": wallet.id, "name": wallet.name, "gateway": wallet.gateway, "currency": wallet.currency,
            "position": position, "max_purchase": wallet.max_purchase.minor, "max_balance": wallet.max_balance.minor,
            "state": wallet.state, "at": utc_text(desk.clock.now()),
        },
    )  # fmt: skip
    tx.many(
        "insert into wallet_carrier (wallet, carrier, position) values (?, ?, ?)",
        [(wallet.id, carrier, n) for n, carrier in enumerate(wallet.carriers)],
    )


def add_wallet_carriers(tx: Tx, wallet_id: str, carriers: list[str]) -> None:
    """Let a wallet pay for further carriers, behind those it has."""
    taken = tx.integer("select count(*) from wallet_carrier where wallet = :wallet", {"wallet": wallet_id})
    tx.many(
        "insert into wallet_carrier (wallet, carrier, position) values (?, ?, ?)",
        [(wallet_id, carrier, taken + n) for n, carrier in enumerate(carriers)],
    )


def list_wallets(q: Query) -> list[Wallet]:
    """All wallets in the order of display."""
    carriers: dict[str, list[str]] = {}
    for row in q.all("select wallet, carrier from wallet_carrier order by wallet, position"):
        carriers.setdefault(row["wallet"], []).append(row["carrier"])
    return [_wallet(row, carriers.get(row["id"], [])) for row in q.all("select * from wallet order by position, id")]


def get_wallet(q: Query, wallet_id: str) -> Wallet:
    """One wallet.

    Raises:
        NotFound: No wallet has this id.
    """
    for wallet in list_wallets(q):
        if wallet.id == wallet_id:
            return wallet
    raise NotFound(kind="wallet", id=wallet_id)


def _wallet(row: sqlite3.Row, carriers: list[str]) -> Wallet:
    currency = str(row["currency"])
    return Wallet(
        id=row["id"], name=row["name"], gateway=row["gateway"], currency=currency, carriers=tuple(carriers),
        max_purchase=Money(row["max_purchase_minor"], currency), max_balance=Money(row["max_balance_minor"], currency),
        state=row["state"],
    )  # fmt: skip


def read_setup(q: Query, wallet_id: str) -> Setup:
    """The set-up of a wallet as it stands; an empty one when nothing was kept yet."""
    row = q.one("select * from setup where wallet = :wallet", {"wallet": wallet_id})
    payment = q.one(
        "select * from payment_method where wallet = :wallet order by id desc limit 1", {"wallet": wallet_id}
    )
    terms = q.all("select * from terms_accepted where wallet = :wallet order by id", {"wallet": wallet_id})
    latest = {r["carrier"]: Terms(r["carrier"], r["sha256"], r["version"], r["at"], r["actor"]) for r in terms}
    return Setup(
        wallet=wallet_id,
        holder=row["holder"] if row else "",
        username=row["username"] if row else "",
        username_confirmed=bool(row["username_confirmed"]) if row else False,
        location=address_from_json(row["location"]) if row else Address(),
        label_format=row["label_format"] if row else "",
        finished_at=(row["finished_at"] or "") if row else "",
        payment=_payment(payment) if payment else None,
        terms=tuple(latest.values()),
    )


def list_payments(q: Query, wallet_id: str) -> list[PaymentVersion]:
    """Every version of the payment method, the one in use first."""
    rows = q.all("select * from payment_method where wallet = :wallet order by id desc", {"wallet": wallet_id})
    return [PaymentVersion(_payment(row), row["at"], row["actor"]) for row in rows]


def write_setup(tx: Tx, desk: Desk, setup: Setup) -> None:
    """Keep the draft (without payment and terms, which are rows of their own)."""
    tx.run(
        "insert into setup (wallet, holder, username, username_confirmed, location, label_format, finished_at, "
        "updated_at, actor) values (:wallet, :holder, :username, :confirmed, :location, :format, :finished, :at, "
        ":actor) on conflict (wallet) do update set holder = excluded.holder, username = excluded.username, "
        "username_confirmed = excluded.username_confirmed, location = excluded.location, "
        "label_format = excluded.label_format, finished_at = excluded.finished_at, updated_at = excluded.updated_at, "
        "actor = excluded.actor",
        {
            "wallet": setup.wallet, "holder": setup.holder, "username": setup.username,
            "confirmed": int(setup.username_confirmed), "location": address_json(setup.location),
            "format": setup.label_format, "finished": setup.finished_at or None, "at": utc_text(desk.clock.now()),
            "actor": desk.actor.operator,
        },
    )  # fmt: skip


def insert_payment(tx: Tx, desk: Desk, wallet_id: str, method: PaymentMethod) -> None:
    """A new version of the payment method; older ones stay (S0-16)."""
    tx.run(
        "insert into payment_method (id, wallet, nickname, brand, last4, expires, holder, address, on_file_at, at, "
        "actor, station) values (:id, :wallet, :nickname, :brand, :last4, :expires, :holder, :address, :on_file_at, "
        ":at, :actor, :station)",
        {
            "id": desk.ids.new(), "wallet": wallet_id, "nickname": method.nickname, "brand": method.brand,
            "last4": method.last4, "expires": method.expires, "holder": method.holder,
            "address": address_json(method.address), "on_file_at": method.on_file_at,
            "at": utc_text(desk.clock.now()), "actor": desk.actor.operator, "station": desk.actor.station,
        },
    )  # fmt: skip


def insert_terms(tx: Tx, desk: Desk, wallet_id: str, carrier: str, sha256: str, version: str) -> None:
    """One acceptance."""
    tx.run(
        "insert into terms_accepted (id, wallet, carrier, sha256, version, at, actor, station) "
        "values (:id, :wallet, :carrier, :sha256, :version, :at, :actor, :station)",
        {
            "id": desk.ids.new(), "wallet": wallet_id, "carrier": carrier, "sha256": sha256, "version": version,
            "at": utc_text(desk.clock.now()), "actor": desk.actor.operator, "station": desk.actor.station,
        },
    )  # fmt: skip


def _payment(row: sqlite3.Row) -> PaymentMethod:
    return PaymentMethod(
        nickname=row["nickname"], brand=row["brand"], last4=row["last4"], expires=row["expires"], holder=row["holder"],
        address=address_from_json(row["address"]), on_file_at=row["on_file_at"],
    )  # fmt: skip
