"""The limits on money: set by a supervisor, made looser only with a second one."""

from core.context import Desk
from core.money import Money
from core.people import store as rows
from core.people.acts import Act
from core.people.records import NO_PROOFS, Limit, LimitKind, Proofs
from core.people.rules import LimitNotPositive, OperatorNeeded
from core.people.service import require
from core.store.database import Query, Store
from core.store.history import record_move


def limits(q: Query) -> list[Limit]:
    """The limits in force."""
    return rows.list_limits(q)


def limit_of(q: Query, kind: LimitKind, currency: str) -> Money | None:
    """One limit in force, or None."""
    return rows.limit_of(q, kind, currency)


def limit_about(kind: LimitKind, currency: str, amount: Money | None) -> str:
    """What a proof for a limit is about, so that it is good for no other one."""
    return f"{kind.value} {currency} {amount.minor if amount else 'none'}"


def loosens(q: Query, kind: LimitKind, currency: str, amount: Money | None) -> bool:
    """Whether more could be spent than now."""
    now = rows.limit_of(q, kind, currency)
    return now is not None and (amount is None or amount > now)


def needs_second(q: Query, desk: Desk, kind: LimitKind, currency: str, amount: Money | None) -> bool:
    """Whether a limit needs a second supervisor: it is made looser, and there is another one."""
    return loosens(q, kind, currency, amount) and bool(rows.supervisors(q, but=desk.actor.operator))


def set_limit(
    store: Store, desk: Desk, kind: LimitKind, currency: str, amount: Money | None, *, proofs: Proofs = NO_PROOFS
) -> None:
    """Set a limit, or None to have none.

    Raises:
        LimitNotPositive: It is not more than nothing.
        OperatorNeeded: A second person is asked for where nobody has a PIN.
        Refused: As of `require`, for `Act.LIMITS` and `limit_about`.
    """
    assert amount is None or amount.currency == currency, "a limit is kept in its own currency"
    if amount is not None and amount.minor <= 0:
        raise LimitNotPositive(amount=amount)
    with store.write() as tx:
        if kind is LimitKind.SECOND_PERSON and not rows.has_operators(tx):
            raise OperatorNeeded(mode=desk.mode.value)
        about = limit_about(kind, currency, amount)
        second = needs_second(tx, desk, kind, currency, amount)
        require(tx, desk, Act.LIMITS, proofs, about=about, second=second)
        before = rows.limit_of(tx, kind, currency)
        if before == amount:
            return
        rows.insert_limit(tx, desk, kind, currency, amount)
        record_move(
            tx, desk, "spending_limit", f"{kind.value} {currency}", old=_text(before), event="set", new=_text(amount)
        )


def _text(amount: Money | None) -> str:
    return str(amount.minor) if amount else "none"
