"""Proofs: who gave their PIN for what. Imported by every use case that changes a money setting.

How a room asks, inside its own transaction::

    with store.write() as tx:
        require(tx, desk, Act.AUTOFUND, proofs)      # passes while there are no operators
        ...

The window and the commands make the proofs before: ``confirm_pin(store, desk, "Ann", pin, Act.AUTOFUND).id``.
"""

from datetime import timedelta

from core.clock import from_utc_text
from core.context import Desk, Mode
from core.money import Money
from core.people import store as rows
from core.people.acts import POLICIES, Act
from core.people.pins import is_pin
from core.people.records import NO_PROOFS, Operator, PinLock, Proof, Proofs, Role
from core.people.rules import (
    PROOF_LIFE,
    NotSignedIn,
    OperatorInactive,
    OperatorNeeded,
    PinLocked,
    PinWrong,
    ProofNeeded,
    ProofUseless,
    SecondIsSame,
    SecondNeeded,
    SupervisorNeeded,
    lock_of,
    proof_flaw,
    wait_after,
)
from core.store.database import Query, Store, Tx

__all__ = ["NO_PROOFS", "Act", "Proof", "Proofs"]


def has_operators(q: Query) -> bool:
    """Whether anybody may sign in; until then a practice station works open."""
    return rows.has_operators(q)


def lock(q: Query, desk: Desk, name: str) -> PinLock:
    """Whether a PIN of this person would be looked at now."""
    wrong, last = rows.wrong_tries(q, rows.get_operator(q, name))
    return lock_of(wrong, last, desk.clock.now())


def check_pin(store: Store, desk: Desk, name: str, pin: str, act: str) -> Operator:
    """Let a person pass who knows their PIN. Each try is on disk as a wrong one before it is looked at.

    Args:
        store: The books.
        desk: Who asks, where, when.
        name: Whose PIN.
        pin: What was typed.
        act: What for, kept in the journal of PINs.

    Raises:
        NotFound: Nobody has this name.
        OperatorInactive: They work here no more.
        PinLocked: Too many wrong ones; this one was not looked at.
        PinWrong: It is not theirs.
    """
    with store.write() as tx:
        operator = _active(tx, name)
        wrong, last = rows.wrong_tries(tx, operator)
        now = desk.clock.now()
        if last is not None and now < last:  # the clock went back: the wait is counted anew, and is never longer
            rows.insert_try(tx, desk, operator, "clock-back", act)
            last = now
        until = lock_of(wrong, last, now).until
        kept = rows.kept_pin(tx, operator)
        if until is None:
            rows.insert_try(tx, desk, operator, "tried", act)
    if until is not None:
        raise PinLocked(name=operator.name, wrong=wrong, wait_s=_seconds(until - now), until=until)
    right = is_pin(pin, kept)
    with store.write() as tx:
        if right and rows.kept_pin(tx, operator) == kept:
            rows.insert_try(tx, desk, operator, "right", act)
            return operator
        wrong, last = rows.wrong_tries(tx, operator)
    raise PinWrong(name=operator.name, wrong=wrong, wait_s=_seconds(wait_after(wrong)))


def confirm_pin(store: Store, desk: Desk, operator: str, pin: str, act: Act, *, about: str = "") -> Proof:
    """A proof for one act, from the PIN of the person who acts or of the second one.

    Args:
        store: The books.
        desk: The proof is of use in this run of the program only.
        operator: Whose PIN.
        pin: What was typed.
        act: What it is for.
        about: What exactly, in ids and amounts; the use case asks with the same text.

    Raises:
        NotFound, OperatorInactive, PinLocked, PinWrong: As of `check_pin`.
    """
    who = check_pin(store, desk, operator, pin, act.value)
    with store.write() as tx:
        made = Proof(desk.ids.new(), who.name, act.value, desk.clock.now() + PROOF_LIFE)
        rows.insert_proof(tx, desk, made, who, about)
    return made


def require(tx: Tx, desk: Desk, act: Act, proofs: Proofs = NO_PROOFS, *, about: str = "", second: bool = False) -> None:
    """Let `act` pass with the proofs that it asks for, and use them up in this transaction.

    While there are no operators everything passes: a practice station is open until somebody has a PIN.

    Args:
        tx: The transaction of the act itself.
        desk: Who acts.
        act: What is done.
        proofs: What was proved.
        about: As it was said to `confirm_pin`.
        second: Whether a second person is needed beyond what the act always needs.

    Raises:
        NotSignedIn: The actor is nobody who signed in at this run of the program.
        ProofNeeded, ProofUseless: The actor's own PIN is missing, or its proof is of no use here.
        SupervisorNeeded: The actor is none.
        SecondNeeded, SecondIsSame: The second person's PIN is missing, or is the actor's.
    """
    if not rows.has_operators(tx):
        return
    policy = POLICIES[act]
    actor = require_signed_in(tx, desk)
    if policy.supervisor and actor is not None:
        _refuse_packer(tx, act, actor)
    if policy.own:
        require_proof(tx, desk, act, proofs.own, about=about)
    if policy.second or second:
        require_second(tx, desk, act, proofs.second, about=about)


def require_signed_in(q: Query, desk: Desk) -> Operator | None:
    """The operator who acts; None while there are no operators.

    Raises:
        NotSignedIn: There are, and the actor did not sign in at this run of the program.
    """
    if not rows.has_operators(q):
        return None
    found = rows.seated(q, desk.actor.instance)
    if found is None or found.name != desk.actor.operator or not found.is_active:
        raise NotSignedIn(actor=desk.actor.operator)
    return found


def require_somebody(q: Query, desk: Desk) -> None:
    """Outside practice, set-up begins with signing in: somebody has a PIN (S2-26).

    Raises:
        OperatorNeeded: Nobody has.
    """
    if desk.mode is not Mode.PRACTICE and not rows.has_operators(q):
        raise OperatorNeeded(mode=desk.mode.value)


def require_proof(tx: Tx, desk: Desk, act: Act, proof_id: str, *, about: str = "") -> None:
    """Use up a proof of the person who acts.

    Raises:
        ProofNeeded: None was given.
        ProofUseless: It was used, is older than five minutes, is of another run, act or person.
    """
    if not proof_id:
        raise ProofNeeded(act=act.value, actor=desk.actor.operator)
    who = _usable(tx, desk, act, proof_id, about)
    if who.name != desk.actor.operator:
        raise ProofUseless(act=act.value, reason="other-person")
    rows.insert_proof_use(tx, desk, proof_id, "own")


def require_second(
    tx: Tx, desk: Desk, act: Act, proof_id: str, *, about: str = "", amount: Money | None = None,
    limit: Money | None = None,
) -> Operator:  # fmt: skip
    """Use up a proof of a second person, a supervisor, who is not the actor.

    Args:
        tx: The transaction of the act itself.
        desk: Who acts.
        act: What is done.
        proof_id: What was proved; empty for nothing.
        about: As it was said to `confirm_pin`.
        amount: What passes the limit, for the words of the refusal.
        limit: The limit, likewise.

    Raises:
        SecondNeeded: No proof was given; the error names who could give it.
        SecondIsSame: It is the actor's.
        SupervisorNeeded: It is of somebody who is none.
        ProofUseless: As of `require_proof`.
    """
    who = ", ".join(rows.supervisors(tx, but=desk.actor.operator))
    if not proof_id:
        raise SecondNeeded(act=act.value, actor=desk.actor.operator, who=who, amount=amount, limit=limit)
    second = _usable(tx, desk, act, proof_id, about)
    if second.name == desk.actor.operator:
        raise SecondIsSame(act=act.value, name=second.name, who=who)
    _refuse_packer(tx, act, second)
    rows.insert_proof_use(tx, desk, proof_id, "second")
    return second


def _usable(q: Query, desk: Desk, act: Act, proof_id: str, about: str) -> Operator:
    kept = rows.read_proof(q, proof_id)
    if kept is None:
        raise ProofUseless(act=act.value, reason="no-such")
    flaw = proof_flaw(
        now=desk.clock.now(), made=from_utc_text(kept.at), here=kept.instance == desk.actor.instance,
        same_act=(kept.act, kept.about) == (act.value, about), used=kept.used,
    )  # fmt: skip
    if flaw:
        raise ProofUseless(act=act.value, reason=flaw)
    return _active(q, kept.operator)


def _refuse_packer(q: Query, act: Act, operator: Operator) -> None:
    if operator.role is not Role.SUPERVISOR:
        raise SupervisorNeeded(act=act.value, name=operator.name, who=", ".join(rows.supervisors(q)))


def _active(q: Query, name: str) -> Operator:
    operator = rows.get_operator(q, name)
    if not operator.is_active:
        raise OperatorInactive(name=operator.name)
    return operator


def _seconds(wait: timedelta) -> int:
    """Whole seconds, rounded up."""
    return -(-wait // timedelta(seconds=1))
