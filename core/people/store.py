"""SQL of operators, PIN tries, seats, proofs and limits."""

import sqlite3
from dataclasses import dataclass
from datetime import datetime

from core.clock import from_utc_text, utc_text
from core.context import Desk
from core.errors import NotFound
from core.money import Money
from core.people.pins import KeptPin
from core.people.records import Limit, LimitKind, Operator, OperatorState, Proof, Role
from core.people.rules import name_key, tidy_name
from core.store.database import Query, Tx, Value
from core.topics import Topic


def _stamp(desk: Desk) -> dict[str, Value]:
    return {
        "at": utc_text(desk.clock.now()), "actor": desk.actor.operator, "station": desk.actor.station,
        "instance": desk.actor.instance,
    }  # fmt: skip


def insert_operator(tx: Tx, desk: Desk, operator: Operator, kept: KeptPin) -> None:
    """A new person."""
    tx.run(
        "insert into operator (id, name, name_key, role, state, pin_salt, pin_hash, made_at, changed_at, actor, "
        "station, instance) values (:id, :name, :key, :role, :state, :salt, :hash, :at, :at, :actor, :station, "
        ":instance)",
        {
            "id": operator.id, "name": operator.name, "key": name_key(operator.name), "role": operator.role.value,
            "state": operator.state.value, "salt": kept.salt, "hash": kept.hash, **_stamp(desk),
        },
    )  # fmt: skip
    tx.touch(Topic.SETTINGS)


def update_operator(tx: Tx, desk: Desk, operator: Operator, kept: KeptPin) -> None:
    """Role, state and PIN as they are now; the name stays."""
    tx.run(
        "update operator set role = :role, state = :state, pin_salt = :salt, pin_hash = :hash, changed_at = :at, "
        "actor = :actor, station = :station, instance = :instance where id = :id",
        {
            "id": operator.id, "role": operator.role.value, "state": operator.state.value, "salt": kept.salt,
            "hash": kept.hash, **_stamp(desk),
        },
    )  # fmt: skip
    tx.touch(Topic.SETTINGS)


def list_operators(q: Query) -> list[Operator]:
    """Everybody, active ones first, by name."""
    return [_operator(row) for row in q.all("select * from operator order by state, name_key")]


def has_operators(q: Query) -> bool:
    """Whether anybody may sign in."""
    return q.one("select 1 from operator where state = 'active'") is not None


def find_operator(q: Query, name: str) -> Operator | None:
    """The person of this name, whatever its case."""
    row = q.one("select * from operator where name_key = :key", {"key": name_key(tidy_name(name))})
    return _operator(row) if row else None


def get_operator(q: Query, name: str) -> Operator:
    """The person of this name.

    Raises:
        NotFound: Nobody has it.
    """
    found = find_operator(q, name)
    if found is None:
        raise NotFound(kind="operator", id=tidy_name(name))
    return found


def kept_pin(q: Query, operator: Operator) -> KeptPin:
    """The salted hash of a person's PIN."""
    row = q.one("select pin_salt, pin_hash from operator where id = :id", {"id": operator.id})
    assert row is not None, operator
    return KeptPin(row["pin_salt"], row["pin_hash"])


def supervisors(q: Query, but: str = "") -> list[str]:
    """Names of the active supervisors but one."""
    return [one.name for one in list_operators(q) if one.is_active and one.role is Role.SUPERVISOR and one.name != but]


def insert_try(tx: Tx, desk: Desk, operator: Operator, outcome: str, act: str) -> None:
    """One line of the journal of PINs."""
    n = tx.integer("select max(n) from pin_try where operator = :id", {"id": operator.id}) + 1
    tx.run(
        "insert into pin_try (operator, n, outcome, act, at, actor, station, instance) "
        "values (:id, :n, :outcome, :act, :at, :actor, :station, :instance)",
        {"id": operator.id, "n": n, "outcome": outcome, "act": act, **_stamp(desk)},
    )


def wrong_tries(q: Query, operator: Operator) -> tuple[int, datetime | None]:
    """How many PINs were wrong since the last right one, and the time that the wait is counted from."""
    row = q.one(
        "select count(case when outcome = 'tried' then 1 end) as wrong, max(n) as last from pin_try "
        "where operator = :id and n > (select coalesce(max(n), 0) from pin_try "
        "where operator = :id and outcome in ('right', 'reset'))",
        {"id": operator.id},
    )
    assert row is not None, "an aggregate has one row"
    if row["last"] is None:
        return 0, None
    at = q.value("select at from pin_try where operator = :id and n = :n", {"id": operator.id, "n": row["last"]})
    return int(row["wrong"]), from_utc_text(str(at))


def insert_seat(tx: Tx, desk: Desk, operator: Operator | None) -> None:
    """Somebody sits down at this run of the program, or nobody does any more."""
    n = tx.integer("select max(n) from seat where instance = :instance", {"instance": desk.actor.instance}) + 1
    tx.run(
        "insert into seat (instance, n, operator, at, actor, station) "
        "values (:instance, :n, :operator, :at, :actor, :station)",
        {"n": n, "operator": operator.id if operator else None, **_stamp(desk)},
    )
    tx.touch(Topic.SETTINGS)


def seated(q: Query, instance: str) -> Operator | None:
    """Who sits at a run of the program."""
    row = q.one(
        "select o.* from operator o join seat s on s.operator = o.id where s.instance = :instance "
        "and s.n = (select max(n) from seat where instance = :instance)",
        {"instance": instance},
    )
    return _operator(row) if row else None


@dataclass(frozen=True, slots=True)
class KeptProof:
    """A proof as it lies in the books, with the name of its person and whether it was used."""

    operator: str
    act: str
    about: str
    at: str
    instance: str
    used: bool


def insert_proof(tx: Tx, desk: Desk, proof: Proof, operator: Operator, about: str) -> None:
    """Keep a proof."""
    tx.run(
        "insert into proof (id, operator, act, about, at, actor, station, instance) "
        "values (:id, :operator, :act, :about, :at, :actor, :station, :instance)",
        {"id": proof.id, "operator": operator.id, "act": proof.act, "about": about, **_stamp(desk)},
    )


def read_proof(q: Query, proof_id: str) -> KeptProof | None:
    """A proof, or None."""
    row = q.one(
        "select p.*, o.name as person, exists (select 1 from proof_use u where u.proof = p.id) as used "
        "from proof p join operator o on o.id = p.operator where p.id = :id",
        {"id": proof_id},
    )
    if row is None:
        return None
    return KeptProof(row["person"], row["act"], row["about"], row["at"], row["instance"], bool(row["used"]))


def insert_proof_use(tx: Tx, desk: Desk, proof_id: str, used_as: str) -> None:
    """The proof is used, in the transaction of what it was for; its key lets nobody use it twice."""
    tx.run(
        "insert into proof_use (proof, used_as, at, actor, station, instance) "
        "values (:proof, :used_as, :at, :actor, :station, :instance)",
        {"proof": proof_id, "used_as": used_as, **_stamp(desk)},
    )


def insert_limit(tx: Tx, desk: Desk, kind: LimitKind, currency: str, amount: Money | None) -> None:
    """A limit from now on, or none."""
    key: dict[str, Value] = {"kind": kind.value, "currency": currency}
    n = tx.integer("select max(n) from spending_limit where kind = :kind and currency = :currency", key) + 1
    tx.run(
        "insert into spending_limit (kind, currency, n, amount_minor, at, actor, station, instance) "
        "values (:kind, :currency, :n, :amount, :at, :actor, :station, :instance)",
        {**key, "n": n, "amount": amount.minor if amount else None, **_stamp(desk)},
    )
    tx.touch(Topic.SETTINGS)


def list_limits(q: Query) -> list[Limit]:
    """The limits in force."""
    rows = q.all(
        "select * from spending_limit l where amount_minor is not null and n = (select max(n) from spending_limit m "
        "where m.kind = l.kind and m.currency = l.currency) order by currency, kind"
    )
    return [
        Limit(LimitKind(row["kind"]), Money(row["amount_minor"], row["currency"]), row["at"], row["actor"])
        for row in rows
    ]


def limit_of(q: Query, kind: LimitKind, currency: str) -> Money | None:
    """One limit in force, or None."""
    minor = q.value(
        "select amount_minor from spending_limit where kind = :kind and currency = :currency order by n desc limit 1",
        {"kind": kind.value, "currency": currency},
    )
    return Money(minor, currency) if isinstance(minor, int) else None


def _operator(row: sqlite3.Row) -> Operator:
    return Operator(row["id"], row["name"], Role(row["role"]), OperatorState(row["state"]), row["made_at"])
