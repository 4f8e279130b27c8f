"""Proofs, the second person, limits: S2-13, MISSION section 7 no. 17."""

import os
import subprocess
import sys
import threading
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from people_kit import ANA, BEN, PAM, PINS, first, more, prove
from people_world import People

from core.context import Mode
from core.errors import Refused
from core.money import Money
from core.people.acts import POLICIES, Act
from core.people.records import NO_PROOFS, LimitKind, Proofs, Role
from core.people.rules import (
    LimitNotPositive,
    NotSignedIn,
    OperatorNeeded,
    PinWrong,
    ProofNeeded,
    ProofUseless,
    SecondIsSame,
    SecondNeeded,
    SupervisorNeeded,
)
from core.people.service import confirm_pin, require, require_somebody
from core.people.service_limits import limit_about, limit_of, limits, set_limit
from core.people.service_operators import add_operator, change_pin, deactivate, sign_in, sign_out

HUNDRED, TWO_HUNDRED = Money(10_000, "USD"), Money(20_000, "USD")


@pytest.fixture
def crew(staffed: People) -> People:
    """Ana has signed in; Ben is a supervisor too, Pam a packer."""
    more(staffed.store, staffed.desk)
    return staffed


def demand(people: People, act: Act, proofs: Proofs, *, about: str = "") -> None:
    with people.store.write() as tx:
        require(tx, people.desk, act, proofs, about=about)


def test_every_act_has_a_policy() -> None:
    assert set(POLICIES) == set(Act)


@pytest.mark.parametrize("act", list(Act))
def test_while_there_are_no_operators_everything_passes(people: People, act: Act) -> None:
    demand(people, act, NO_PROOFS)


@pytest.mark.parametrize("act", [act for act in Act if POLICIES[act].own])
def test_once_there_is_one_every_money_setting_asks_for_the_pin(staffed: People, act: Act) -> None:
    with pytest.raises(ProofNeeded):
        demand(staffed, act, NO_PROOFS)


@pytest.mark.parametrize("act", [act for act in Act if POLICIES[act].second])
def test_autofund_and_closing_ask_for_another_person_besides(crew: People, act: Act) -> None:
    assert {Act.AUTOFUND, Act.CLOSING} == {one for one in Act if POLICIES[one].second}
    with pytest.raises(SecondNeeded) as refused:
        demand(crew, act, prove(crew.store, crew.desk, act))
    assert refused.value.fields["who"] == BEN
    with pytest.raises(SecondIsSame):
        demand(crew, act, prove(crew.store, crew.desk, act, second=ANA))
    with pytest.raises(SupervisorNeeded):
        demand(crew, act, prove(crew.store, crew.desk, act, second=PAM))
    demand(crew, act, prove(crew.store, crew.desk, act, second=BEN))


def test_one_proof_is_not_the_second_of_itself(crew: People) -> None:
    mine = confirm_pin(crew.store, crew.desk, ANA, PINS[ANA], Act.AUTOFUND).id
    with pytest.raises(Refused):
        demand(crew, Act.AUTOFUND, Proofs(mine, mine))


def test_a_proof_is_used_once(staffed: People) -> None:
    proofs = prove(staffed.store, staffed.desk, Act.READING)
    demand(staffed, Act.READING, proofs)
    with pytest.raises(ProofUseless) as refused:
        demand(staffed, Act.READING, proofs)
    assert refused.value.fields["reason"] == "used"


def test_a_proof_of_an_act_that_failed_is_still_good(staffed: People) -> None:
    proofs = prove(staffed.store, staffed.desk, Act.READING)
    with pytest.raises(ZeroDivisionError), staffed.store.write() as tx:
        require(tx, staffed.desk, Act.READING, proofs)
        raise ZeroDivisionError
    demand(staffed, Act.READING, proofs)


def use_other_act(people: People, proofs: Proofs) -> None:
    demand(people, Act.ADJUSTMENT, proofs, about="usd")


def use_other_thing(people: People, proofs: Proofs) -> None:
    demand(people, Act.READING, proofs, about="cad")


def use_too_late(people: People, proofs: Proofs) -> None:
    people.clock.move(timedelta(minutes=5))
    demand(people, Act.READING, proofs, about="usd")


def use_before_it_was_made(people: People, proofs: Proofs) -> None:
    people.clock.move(-timedelta(minutes=1))
    demand(people, Act.READING, proofs, about="usd")


def use_in_another_run(people: People, proofs: Proofs) -> None:
    people.desk = people.desk_of(ANA, "run-2")
    sign_in(people.store, people.desk, ANA, PINS[ANA])
    demand(people, Act.READING, proofs, about="usd")


def use_as_another(people: People, proofs: Proofs) -> None:
    people.desk = people.desk_of(BEN, "run-1")
    sign_in(people.store, people.desk, BEN, PINS[BEN])
    demand(people, Act.READING, proofs, about="usd")


def use_a_made_up_one(people: People, _proofs: Proofs) -> None:
    demand(people, Act.READING, Proofs("01ARZ3NDEKTSV4RRFFQ69G5FAV"), about="usd")


@pytest.mark.parametrize(
    ("use", "reason"),
    [
        (use_other_act, "other-act"),
        (use_other_thing, "other-act"),
        (use_too_late, "too-old"),
        (use_before_it_was_made, "too-old"),
        (use_in_another_run, "elsewhere"),
        (use_as_another, "other-person"),
        (use_a_made_up_one, "no-such"),
    ],
)
def test_a_proof_is_good_for_one_act_one_thing_one_person_one_run_five_minutes(
    crew: People, use: Callable[[People, Proofs], None], reason: str
) -> None:
    proofs = prove(crew.store, crew.desk, Act.READING, about="usd")
    with pytest.raises(ProofUseless) as refused:
        use(crew, proofs)
    assert refused.value.fields["reason"] == reason


def test_a_wrong_pin_proves_nothing(staffed: People) -> None:
    with pytest.raises(PinWrong):
        confirm_pin(staffed.store, staffed.desk, ANA, "0000", Act.READING)
    with staffed.store.read() as q:
        assert q.integer("select count(*) from proof where act = 'reading'") == 0


def test_who_has_not_signed_in_here_does_nothing_even_with_a_proof(crew: People) -> None:
    proofs = prove(crew.store, crew.desk, Act.READING)
    sign_out(crew.store, crew.desk)
    with pytest.raises(NotSignedIn):
        demand(crew, Act.READING, proofs)
    crew.desk = crew.desk_of("root", "run-1")
    with pytest.raises(NotSignedIn):
        demand(crew, Act.BUY_POSTAGE, NO_PROOFS)


def test_who_was_deactivated_meanwhile_does_nothing(crew: People) -> None:
    ben = crew.desk_of(BEN, "run-2")
    sign_in(crew.store, ben, BEN, PINS[BEN])
    proofs = prove(crew.store, ben, Act.READING, own=BEN)
    deactivate(crew.store, crew.desk, BEN, proofs=prove(crew.store, crew.desk, Act.PEOPLE))
    with pytest.raises(NotSignedIn), crew.store.write() as tx:
        require(tx, ben, Act.READING, proofs)


def test_a_packer_changes_their_own_pin_and_nobody_elses(crew: People) -> None:
    pam = crew.desk_of(PAM, "run-2")
    sign_in(crew.store, pam, PAM, PINS[PAM])
    with pytest.raises(SupervisorNeeded):
        change_pin(crew.store, pam, BEN, "9999", proofs=prove(crew.store, pam, Act.PEOPLE, own=PAM))
    with pytest.raises(SupervisorNeeded):
        add_operator(
            crew.store, pam, "Zoe", Role.SUPERVISOR, "9999", proofs=prove(crew.store, pam, Act.PEOPLE, own=PAM)
        )
    change_pin(crew.store, pam, PAM, "9753", proofs=prove(crew.store, pam, Act.OWN_PIN, own=PAM))
    sign_in(crew.store, pam, PAM, "9753")


def test_outside_practice_set_up_wants_somebody_with_a_pin(people: People) -> None:
    """S2-26."""
    for mode in (Mode.RECORDED, Mode.LIVE):
        with people.store.read() as q, pytest.raises(OperatorNeeded):
            require_somebody(q, people.desk_of("ana", "run-1", mode=mode))
    with people.store.read() as q:
        require_somebody(q, people.desk)
    first(people.store, people.desk)
    with people.store.read() as q:
        require_somebody(q, people.desk_of("ana", "run-1", mode=Mode.LIVE))


def test_two_threads_with_one_proof_one_of_them_gets_through(staffed: People) -> None:
    proofs = prove(staffed.store, staffed.desk, Act.READING)
    came: list[str] = []
    gate = threading.Barrier(2)

    def use() -> None:
        gate.wait()
        try:
            demand(staffed, Act.READING, proofs)
            came.append("passed")
        except ProofUseless:
            came.append("refused")

    threads = [threading.Thread(target=use) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(came) == ["passed", "refused"]


_USE = """
import sys
from datetime import timedelta
from pathlib import Path
from people_world import People
from core.ids import SeededIds
from core.people.acts import Act
from core.people.records import Proofs
from core.people.rules import ProofUseless
from core.people.service import require

people = People(Path(sys.argv[1]), ids=SeededIds(int(sys.argv[3])))
people.clock.move(timedelta(minutes=1))
print("ready", flush=True)
sys.stdin.readline()
try:
    with people.store.write() as tx:
        require(tx, people.desk, Act.READING, Proofs(sys.argv[2]))
    print("passed")
except ProofUseless as error:
    print(error.fields["reason"])
people.store.close()
"""


def test_two_processes_with_one_proof_one_of_them_gets_through(staffed: People, tmp_path: Path) -> None:
    """Both claim to be the same run of the program, which no two processes can; the key of the row still holds."""
    proof = prove(staffed.store, staffed.desk, Act.READING).own
    here = Path(__file__).parent
    env = dict(os.environ) | {"PYTHONPATH": os.pathsep.join(map(str, (here, here.parents[1], here.parents[2])))}
    started = [
        subprocess.Popen(
            [sys.executable, "-c", _USE, str(tmp_path / "d"), proof, str(n)], stdin=subprocess.PIPE,
            stdout=subprocess.PIPE, text=True, env=env,
        )
        for n in (11, 12)
    ]  # fmt: skip
    for process in started:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    answers = sorted(process.communicate("go\n", timeout=60)[0].strip() for process in started)
    assert answers == ["passed", "used"]


def lower(people: People, kind: LimitKind, amount: Money | None, *, second: str = "") -> None:
    about = limit_about(kind, "USD", amount)
    proofs = prove(people.store, people.desk, Act.LIMITS, second=second, about=about)
    set_limit(people.store, people.desk, kind, "USD", amount, proofs=proofs)


def test_a_limit_is_tightened_by_one_and_loosened_by_two(crew: People) -> None:
    kind = LimitKind.SECOND_PERSON
    lower(crew, kind, TWO_HUNDRED)
    lower(crew, kind, HUNDRED)
    for looser in (TWO_HUNDRED, None):
        with pytest.raises(SecondNeeded):
            lower(crew, kind, looser)
        with pytest.raises(SupervisorNeeded):
            lower(crew, kind, looser, second=PAM)
    with crew.store.read() as q:
        assert limit_of(q, kind, "USD") == HUNDRED
        assert limit_of(q, kind, "CAD") is None
    lower(crew, kind, None, second=BEN)
    with crew.store.read() as q:
        assert limits(q) == []
        assert q.integer("select count(*) from history where subject = 'spending_limit'") == 3


def test_a_proof_for_one_limit_sets_no_other(crew: People) -> None:
    kind = LimitKind.LABELS_PER_DAY
    proofs = prove(crew.store, crew.desk, Act.LIMITS, about=limit_about(kind, "USD", HUNDRED))
    with pytest.raises(ProofUseless):
        set_limit(crew.store, crew.desk, kind, "USD", TWO_HUNDRED, proofs=proofs)


def test_where_there_is_no_other_supervisor_one_is_enough(staffed: People) -> None:
    lower(staffed, LimitKind.POSTAGE_PER_DAY, HUNDRED)
    lower(staffed, LimitKind.POSTAGE_PER_DAY, TWO_HUNDRED)
    with staffed.store.read() as q:
        assert limit_of(q, LimitKind.POSTAGE_PER_DAY, "USD") == TWO_HUNDRED


def test_a_limit_is_more_than_nothing_and_a_second_person_needs_persons(people: People) -> None:
    with pytest.raises(LimitNotPositive):
        set_limit(people.store, people.desk, LimitKind.LABELS_PER_DAY, "USD", Money(0, "USD"))
    with pytest.raises(OperatorNeeded):
        set_limit(people.store, people.desk, LimitKind.SECOND_PERSON, "USD", HUNDRED)
    set_limit(people.store, people.desk, LimitKind.LABELS_PER_DAY, "USD", HUNDRED)


def test_a_packer_sets_no_limit(crew: People) -> None:
    crew.desk = crew.desk_of(PAM, "run-2")
    sign_in(crew.store, crew.desk, PAM, PINS[PAM])
    kind, about = LimitKind.LABELS_PER_DAY, limit_about(LimitKind.LABELS_PER_DAY, "USD", HUNDRED)
    with pytest.raises(SupervisorNeeded):
        set_limit(
            crew.store, crew.desk, kind, "USD", HUNDRED,
            proofs=prove(crew.store, crew.desk, Act.LIMITS, own=PAM, about=about),
        )  # fmt: skip
