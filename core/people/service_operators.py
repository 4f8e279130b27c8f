"""Who works here: adding people, their PINs, and who sits at this run of the program."""

from dataclasses import replace

from core.context import Desk
from core.errors import Problem
from core.people import store as rows
from core.people.acts import Act
from core.people.pins import KeptPin, keep_pin
from core.people.records import NO_PROOFS, Operator, OperatorState, Proofs, Role
from core.people.rules import (
    FirstIsSupervisor,
    LastSupervisor,
    NameTaken,
    OperatorEvent,
    OperatorInactive,
    OperatorNotInactive,
    OperatorProblems,
    move,
    name_problems,
    pin_problems,
    tidy_name,
)
from core.people.service import check_pin, require
from core.store.database import Query, Store, Tx
from core.store.history import record_move

SIGN_IN = "sign-in"


def operators(q: Query) -> list[Operator]:
    """Everybody who has worked here, active ones first."""
    return rows.list_operators(q)


def add_operator(store: Store, desk: Desk, name: str, role: Role, pin: str, *, proofs: Proofs = NO_PROOFS) -> Operator:
    """A new person; the first one needs no proof and is a supervisor.

    Raises:
        OperatorProblems: All that is wrong with name and PIN.
        NameTaken: Somebody has or had the name.
        FirstIsSupervisor: The first person is to be a packer.
        Refused: As of `require`, for `Act.PEOPLE`.
    """
    tidy = tidy_name(name)
    _refuse_problems([*name_problems(tidy), *pin_problems(pin)])
    kept = keep_pin(pin)
    with store.write() as tx:
        if rows.has_operators(tx):
            require(tx, desk, Act.PEOPLE, proofs)
        elif role is not Role.SUPERVISOR:
            raise FirstIsSupervisor
        taken = rows.find_operator(tx, tidy)
        if taken is not None:
            raise NameTaken(name=taken.name, state=taken.state.value)
        new = Operator(desk.ids.new(), tidy, role, OperatorState.ACTIVE, "")
        rows.insert_operator(tx, desk, new, kept)
        event = OperatorEvent.ADD.value
        record_move(tx, desk, "operator", new.id, old="", event=event, new=new.state.value, reason=role.value)
        return rows.get_operator(tx, tidy)


def change_pin(store: Store, desk: Desk, name: str, pin: str, *, proofs: Proofs = NO_PROOFS) -> Operator:
    """A new PIN: one's own by `Act.OWN_PIN`, somebody else's by a supervisor and `Act.PEOPLE`; ends a wait.

    Raises:
        NotFound: Nobody has the name.
        OperatorInactive: They work here no more.
        OperatorProblems: The new PIN is none.
        Refused: As of `require`.
    """
    _refuse_problems(pin_problems(pin))
    kept = keep_pin(pin)
    with store.write() as tx:
        found = rows.get_operator(tx, name)
        require(tx, desk, Act.OWN_PIN if found.name == desk.actor.operator else Act.PEOPLE, proofs)
        if not found.is_active:
            raise OperatorInactive(name=found.name)
        rows.insert_try(tx, desk, found, "reset", OperatorEvent.CHANGE_PIN.value)
        return _moved(tx, desk, found, OperatorEvent.CHANGE_PIN, kept=kept)


def change_role(store: Store, desk: Desk, name: str, role: Role, *, proofs: Proofs = NO_PROOFS) -> Operator:
    """Make a packer a supervisor, or the other way round.

    Raises:
        NotFound: Nobody has the name.
        OperatorInactive: They work here no more.
        LastSupervisor: Nobody would be left to look after people.
        Refused: As of `require`, for `Act.PEOPLE`.
    """
    with store.write() as tx:
        found = rows.get_operator(tx, name)
        require(tx, desk, Act.PEOPLE, proofs)
        if not found.is_active:
            raise OperatorInactive(name=found.name)
        if role is not Role.SUPERVISOR:
            _refuse_last(tx, found)
        return _moved(tx, desk, replace(found, role=role), OperatorEvent.CHANGE_ROLE, reason=role.value)


def deactivate(store: Store, desk: Desk, name: str, *, proofs: Proofs = NO_PROOFS) -> Operator:
    """A person works here no more; everything they did stays under their name.

    Raises:
        NotFound: Nobody has the name.
        OperatorInactive: They did not before.
        LastSupervisor: Nobody would be left to look after people.
        Refused: As of `require`, for `Act.PEOPLE`.
    """
    with store.write() as tx:
        found = rows.get_operator(tx, name)
        require(tx, desk, Act.PEOPLE, proofs)
        if not found.is_active:
            raise OperatorInactive(name=found.name)
        _refuse_last(tx, found)
        return _moved(tx, desk, found, OperatorEvent.DEACTIVATE)


def activate(store: Store, desk: Desk, name: str, *, proofs: Proofs = NO_PROOFS) -> Operator:
    """A person works here again, with the PIN that they had.

    Raises:
        NotFound: Nobody has the name.
        OperatorNotInactive: They do already.
        Refused: As of `require`, for `Act.PEOPLE`.
    """
    with store.write() as tx:
        found = rows.get_operator(tx, name)
        require(tx, desk, Act.PEOPLE, proofs)
        if found.is_active:
            raise OperatorNotInactive(name=found.name)
        return _moved(tx, desk, found, OperatorEvent.ACTIVATE)


def sign_in(store: Store, desk: Desk, name: str, pin: str) -> Operator:
    """A person sits down at this run of the program; who sat there before has left.

    The caller acts as them from now on: `core.services.Services.seated`.

    Raises:
        NotFound, OperatorInactive, PinLocked, PinWrong: As of `check_pin`.
    """
    who = check_pin(store, desk, name, pin, SIGN_IN)
    with store.write() as tx:
        rows.insert_seat(tx, desk, who)
    return who


def sign_out(store: Store, desk: Desk) -> None:
    """Nobody sits at this run of the program any more; what runs goes on under the name that it began with."""
    with store.write() as tx:
        if rows.seated(tx, desk.actor.instance) is not None:
            rows.insert_seat(tx, desk, None)


def signed_in(q: Query, desk: Desk) -> Operator | None:
    """Who sits at this run of the program."""
    return rows.seated(q, desk.actor.instance)


def unsigned_name(q: Query, name: str) -> str:
    """How somebody is written who has not signed in; never just as an operator is."""
    return f"{name} (not signed in)" if rows.find_operator(q, name) is not None else name


def _refuse_problems(problems: list[Problem]) -> None:
    if problems:
        raise OperatorProblems(problems=tuple(problems))


def _refuse_last(q: Query, operator: Operator) -> None:
    if operator.role is Role.SUPERVISOR and not rows.supervisors(q, but=operator.name):
        raise LastSupervisor(name=operator.name)


def _moved(
    tx: Tx, desk: Desk, operator: Operator, event: OperatorEvent, *, kept: KeptPin | None = None, reason: str = ""
) -> Operator:
    after = replace(operator, state=move(operator.state, event))
    rows.update_operator(tx, desk, after, kept or rows.kept_pin(tx, operator))
    record_move(
        tx, desk, "operator", operator.id, old=operator.state.value, event=event.value, new=after.state.value,
        reason=reason,
    )  # fmt: skip
    return after
