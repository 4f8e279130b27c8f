"""SQL of paid calls."""

import json
import sqlite3
from dataclasses import dataclass

from core.clock import utc_text
from core.context import Desk
from core.errors import NotFound
from core.labels.rules import USABLE
from core.labels.store import Label, label_from_row
from core.money import Money
from core.purchases.rules import OPEN, PAID, AlreadyOpen, Event, Kind, State, move
from core.store.database import Query, Tx, Value
from core.store.history import record_move
from core.topics import Topic


@dataclass(frozen=True, slots=True)
class Purchase:
    """One paid call, as stored.

    Attributes:
        id: Also the idempotency key that the provider sees; made before anything is sent.
        kind: What is asked.
        wallet: Who pays.
        gateway: Kind of gateway.
        subject: Parcel id for a label, wallet id for a funding, label id for a void.
        state: Where it stands.
        amount: Quoted price or amount to fund; zero for a void.
        request: Ids and codes of what was asked; no names, no addresses (D9).
        provider_ref: The provider's id, once known.
        reason: Why it ended as it did: a code.
        instance: The run of the program that drives it.
    """

    id: str
    kind: Kind
    wallet: str
    gateway: str
    subject: str
    state: State
    amount: Money
    request: dict[str, str | int | None]
    provider_ref: str
    reason: str
    made_at: str
    changed_at: str
    actor: str
    station: str
    instance: str


@dataclass(frozen=True, slots=True)
class Intent:
    """A paid call that is about to be made; fields as in `Purchase`."""

    id: str
    kind: Kind
    wallet: str
    gateway: str
    subject: str
    amount: Money
    request: dict[str, str | int | None]
    request_hash: str


def insert(tx: Tx, desk: Desk, intent: Intent) -> None:
    """Store an intent; call `refuse_if_open` first. The UNIQUE indexes refuse a second one whatever code does."""
    tx.run(
        "insert into purchase (id, kind, wallet, gateway, subject, state, live, amount_minor, currency, request, "
        "request_hash, reason, made_at, changed_at, actor, station, instance) values (:id, :kind, :wallet, "
        ":gateway, :subject, 'intent', 1, :amount, :currency, :request, :hash, '', :now, :now, :actor, :station, "
        ":instance)",
        {
            "id": intent.id, "kind": intent.kind.value, "wallet": intent.wallet, "gateway": intent.gateway,
            "subject": intent.subject, "amount": intent.amount.minor, "currency": intent.amount.currency,
            "request": json.dumps(intent.request, sort_keys=True, separators=(",", ":")),
            "hash": intent.request_hash, "now": utc_text(desk.clock.now()), "actor": desk.actor.operator,
            "station": desk.actor.station, "instance": desk.actor.instance,
        },
    )  # fmt: skip
    tx.touch(Topic.PURCHASES, Topic.WALLET)


def refuse_if_open(q: Query, kind: Kind, wallet: str, subject: str) -> None:
    """Say in words what the UNIQUE indexes would refuse, before anything is held.

    Raises:
        AlreadyOpen: The parcel has an open or live label, or the wallet an open funding.
    """
    if kind is Kind.LABEL:
        state = q.value(
            "select state from purchase where kind = 'label' and live = 1 and subject = :subject", {"subject": subject}
        )
    else:
        state = q.value(
            "select state from purchase where kind = 'funding' and wallet = :wallet "
            "and state in ('intent', 'prepared', 'sent', 'pending', 'unknown')",
            {"wallet": wallet},
        )
    if state is not None:
        raise AlreadyOpen(kind=kind.value, subject=subject, state=str(state))


def get(q: Query, purchase_id: str) -> Purchase:
    """One purchase.

    Raises:
        NotFound: No such id.
    """
    row = q.one("select * from purchase where id = :id", {"id": purchase_id})
    if row is None:
        raise NotFound(kind="purchase", id=purchase_id)
    return _purchase(row)


def exists(q: Query, purchase_id: str) -> bool:
    """Whether there is a purchase with this id."""
    return q.one("select 1 from purchase where id = :id", {"id": purchase_id}) is not None


def in_states(q: Query, states: frozenset[State], kind: Kind | None = None) -> list[Purchase]:
    """Purchases in any of `states`, oldest first."""
    wanted = ", ".join(f"'{state.value}'" for state in sorted(states, key=lambda s: s.value))
    sql = f"select * from purchase where state in ({wanted}) and (:kind is null or kind = :kind) order by id"  # noqa: S608 - names of our own enum
    return [_purchase(row) for row in q.all(sql, {"kind": kind.value if kind else None})]


def label_of_parcel(q: Query, parcel: str) -> Purchase | None:
    """The open or live label purchase of a parcel, if there is one."""
    row = q.one("select * from purchase where kind = 'label' and live = 1 and subject = :parcel", {"parcel": parcel})
    return _purchase(row) if row else None


def labels_not_live(q: Query) -> list[Label]:
    """Labels that are good although another one is the label of their parcel."""
    usable = ", ".join(f"'{state.value}'" for state in sorted(USABLE, key=lambda s: s.value))
    rows = q.all(
        "select l.* from label l join purchase p on p.id = l.purchase "  # noqa: S608 - names of our own enum
        f"where p.live = 0 and l.state in ({usable}) order by l.id"
    )
    return [label_from_row(row) for row in rows]


def with_reference(q: Query, purchase: Purchase, reference: str) -> str | None:
    """Another purchase of the same kind that the provider knows by `reference`."""
    found = q.value(
        "select id from purchase where gateway = :gateway and wallet = :wallet and kind = :kind "
        "and provider_ref = :reference and id <> :id",
        {
            "gateway": purchase.gateway, "wallet": purchase.wallet, "kind": purchase.kind.value,
            "reference": reference, "id": purchase.id,
        },
    )  # fmt: skip
    return None if found is None else str(found)


def change(tx: Tx, desk: Desk, purchase: Purchase, event: Event, *, reason: str = "", provider_ref: str = "") -> State:
    """Move a purchase, adopt it by this instance, and write its history; the row must still stand as read."""
    after = move(purchase.state, event)
    live = after in OPEN or (after in PAID and not _parcel_has_another(tx, purchase))
    params: dict[str, Value] = {
        "id": purchase.id, "old": purchase.state.value, "new": after.value, "live": int(live), "reason": reason,
        "ref": provider_ref or None, "now": utc_text(desk.clock.now()), "instance": desk.actor.instance,
    }  # fmt: skip
    changed = tx.run(
        "update purchase set state = :new, live = :live, reason = :reason, "
        "provider_ref = coalesce(:ref, provider_ref), changed_at = :now, instance = :instance "
        "where id = :id and state = :old",
        params,
    )
    if changed != 1:
        raise StaleRead(purchase=purchase.id)
    record_move(
        tx, desk, "purchase", purchase.id, old=purchase.state.value, event=event.value, new=after.value, reason=reason
    )
    tx.touch(Topic.PURCHASES, Topic.WALLET)
    return after


def _parcel_has_another(q: Query, purchase: Purchase) -> bool:
    """A label that turns up after its parcel got another is kept beside it, as a spare: only one of them is live."""
    sql = "select 1 from purchase where kind = 'label' and live = 1 and subject = :subject and id <> :id"
    found = q.one(sql, {"subject": purchase.subject, "id": purchase.id})
    return purchase.kind is Kind.LABEL and found is not None


class StaleRead(AssertionError):
    """Another process moved the purchase in between; the caller reads it again."""

    def __init__(self, purchase: str) -> None:
        super().__init__(purchase)
        self.purchase = purchase


def set_draft(tx: Tx, purchase_id: str, reference: str) -> None:
    """Keep the provider's reference of a free draft."""
    tx.run("update purchase set draft_ref = :ref where id = :id", {"ref": reference, "id": purchase_id})


def set_dead(tx: Tx, purchase_id: str) -> None:
    """A voided label frees its parcel for another."""
    tx.run("update purchase set live = 0 where id = :id", {"id": purchase_id})


def open_attempt(tx: Tx, desk: Desk, purchase_id: str) -> int:
    """Record that bytes are about to leave."""
    n = tx.integer("select count(*) from attempt where purchase = :id", {"id": purchase_id}) + 1
    tx.run(
        "insert into attempt (purchase, n, sent_at, station, instance) values (:id, :n, :at, :station, :instance)",
        {
            "id": purchase_id, "n": n, "at": utc_text(desk.clock.now()), "station": desk.actor.station,
            "instance": desk.actor.instance,
        },
    )  # fmt: skip
    return n


def close_attempt(tx: Tx, desk: Desk, purchase_id: str, outcome: str, evidence: str) -> None:
    """Record what came of the last attempt that has no end yet, if there is one."""
    n = tx.value(
        "select max(n) from attempt a where purchase = :id and not exists "
        "(select 1 from attempt_end e where e.purchase = a.purchase and e.n = a.n)",
        {"id": purchase_id},
    )
    if n is None:
        return
    tx.run(
        "insert into attempt_end (purchase, n, ended_at, outcome, evidence) values (:id, :n, :at, :outcome, :evidence)",
        {"id": purchase_id, "n": n, "at": utc_text(desk.clock.now()), "outcome": outcome, "evidence": evidence},
    )


def _purchase(row: sqlite3.Row) -> Purchase:
    return Purchase(
        id=row["id"], kind=Kind(row["kind"]), wallet=row["wallet"], gateway=row["gateway"], subject=row["subject"],
        state=State(row["state"]), amount=Money(row["amount_minor"], row["currency"]),
        request=json.loads(row["request"]), provider_ref=row["provider_ref"] or "", reason=row["reason"],
        made_at=row["made_at"], changed_at=row["changed_at"], actor=row["actor"], station=row["station"],
        instance=row["instance"],
    )  # fmt: skip
