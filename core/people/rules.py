"""Names, PINs, waits after wrong ones, and what a proof is good for. Pure."""

import re
import unicodedata
from datetime import datetime, timedelta
from enum import Enum

from core.errors import Problem, Refused, Rule
from core.people.records import OperatorState, PinLock

NAME_MAX = 24
NAME_DIGITS_MAX = 8  # a card number has no room in a name
PIN_DIGITS = (4, 12)
PROOF_LIFE = timedelta(minutes=5)
FREE_TRIES = 3
# How long nobody looks at a PIN after the third wrong one in a row, the fourth ...; the last counts for all others.
WAITS = (
    timedelta(seconds=30), timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=15), timedelta(hours=1),
)  # fmt: skip
_NAME_MARKS = frozenset(" .-_'’")
_PIN_RULE = Rule("Money settings ask for the PIN again", "The Hub, account password before changes", "2026-11-22")
_SECOND_RULE = Rule("A second person confirms", "Postbench, two-person money", "2026-11-22", "supervisor")
_LOCK_RULE = Rule("Wrong PINs make it wait", "Postbench, operators", "2026-11-22", "supervisor with a new PIN")


class OperatorEvent(Enum):
    """What happens to an operator."""

    ADD = "add"
    CHANGE_PIN = "change-pin"
    CHANGE_ROLE = "change-role"
    DEACTIVATE = "deactivate"
    ACTIVATE = "activate"


MOVES: dict[tuple[OperatorState, OperatorEvent], OperatorState] = {
    (OperatorState.ACTIVE, OperatorEvent.CHANGE_PIN): OperatorState.ACTIVE,
    (OperatorState.ACTIVE, OperatorEvent.CHANGE_ROLE): OperatorState.ACTIVE,
    (OperatorState.ACTIVE, OperatorEvent.DEACTIVATE): OperatorState.INACTIVE,
    (OperatorState.INACTIVE, OperatorEvent.ACTIVATE): OperatorState.ACTIVE,
}


class OperatorProblems(Refused):
    """A form about a person has problems, all of them given. Fields: ``problems`` (of Problem)."""

    code = "people.form-problems"


class NameTaken(Refused):
    """Somebody has this name, or one that differs only in its case. Fields: ``name``, ``state``."""

    code = "people.name-taken"


class OperatorNeeded(Refused):
    """Nobody has a PIN yet, and this directory wants somebody before money (S2-26). Fields: ``mode``."""

    code = "people.operator-needed"
    rule = Rule("Both paths begin with signing in", "ShipWorks One Balance article", "2026-11-22")


class FirstIsSupervisor(Refused):
    """The first operator is a supervisor: somebody must be able to add the others."""

    code = "people.first-is-supervisor"


class LastSupervisor(Refused):
    """The last active supervisor stays one. Fields: ``name``."""

    code = "people.last-supervisor"


class OperatorInactive(Refused):
    """The operator works here no more. Fields: ``name``."""

    code = "people.inactive"


class OperatorNotInactive(Refused):
    """The operator is active already. Fields: ``name``."""

    code = "people.already-active"


class PinWrong(Refused):
    """Not this person's PIN. Fields: ``name``, ``wrong`` (in a row), ``wait_s`` (0: try again now)."""

    code = "people.pin-wrong"
    rule = _LOCK_RULE


class PinLocked(Refused):
    """Too many wrong PINs; none is looked at before `until`. Fields: ``name``, ``wrong``, ``wait_s``, ``until``."""

    code = "people.pin-locked"
    rule = _LOCK_RULE


class NotSignedIn(Refused):
    """Operators exist, and nobody has signed in at this run of the program, or somebody else. Fields: ``actor``."""

    code = "people.not-signed-in"
    rule = _PIN_RULE


class ProofNeeded(Refused):
    """The act asks for the PIN of the person who acts. Fields: ``act``, ``actor``."""

    code = "people.proof-needed"
    rule = _PIN_RULE


class ProofUseless(Refused):
    """The proof was used, is too old, or is for something or somebody else. Fields: ``act``, ``reason`` (a code)."""

    code = "people.proof-useless"
    rule = _PIN_RULE


class SupervisorNeeded(Refused):
    """A supervisor has to do it. Fields: ``act``, ``name``, ``who`` (supervisors)."""

    code = "people.supervisor-needed"
    rule = Rule("Supervisors look after people and limits", "Postbench, operators", "2026-11-22", "supervisor")


class SecondNeeded(Refused):
    """A second person, a supervisor, has to give their PIN. Fields: ``act``, ``actor``, ``who``, ``amount``, ``limit``.

    `amount` and `limit` are None where the act always needs one.
    """

    code = "people.second-needed"
    rule = _SECOND_RULE


class SecondIsSame(Refused):
    """The second person is the one who acts. Fields: ``act``, ``name``, ``who``."""

    code = "people.second-is-same"
    rule = _SECOND_RULE


class LimitNotPositive(Refused):
    """A limit is more than nothing. Fields: ``amount``."""

    code = "people.limit-not-positive"


def tidy_name(text: str) -> str:
    """A name as it is kept: composed letters, single spaces."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def name_key(name: str) -> str:
    """What two names may not share: compatible letters, without case."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())


def name_problems(name: str) -> list[Problem]:
    """What is wrong with a tidied name: letters and a few digits of any script, a few marks."""
    if not name:
        return [Problem("name", "form.required")]
    if len(name) > NAME_MAX:
        return [Problem("name", "people.name-long")]
    kinds = [unicodedata.category(letter) for letter in name]
    fits = all(kind[0] in "LMN" or letter in _NAME_MARKS for letter, kind in zip(name, kinds, strict=True))
    if not fits or kinds[0][0] not in "LN" or sum(kind == "Nd" for kind in kinds) > NAME_DIGITS_MAX:
        return [Problem("name", "people.name-letters")]
    return []


def pin_problems(pin: str) -> list[Problem]:
    """What is wrong with a new PIN; what was typed is in no problem."""
    least, most = PIN_DIGITS
    if not re.fullmatch(r"[0-9]+", pin, flags=re.ASCII) or not least <= len(pin) <= most:
        return [Problem("pin", "people.pin-digits")]
    return []


def move(state: OperatorState, event: OperatorEvent) -> OperatorState:
    """The state after `event`; the caller refuses in words what the table has not."""
    return MOVES[state, event]


def wait_after(wrong: int) -> timedelta:
    """How long nobody looks at a PIN after so many wrong ones in a row."""
    if wrong < FREE_TRIES:
        return timedelta(0)
    return WAITS[min(wrong - FREE_TRIES, len(WAITS) - 1)]


def lock_of(wrong: int, last: datetime | None, now: datetime) -> PinLock:
    """What `wrong` PINs, the last of them at `last`, mean at `now`."""
    if last is None or wrong < FREE_TRIES:
        return PinLock(wrong, None)
    until = last + wait_after(wrong)
    return PinLock(wrong, until if now < until else None)


def proof_flaw(*, now: datetime, made: datetime, here: bool, same_act: bool, used: bool) -> str:
    """Why a proof is of no use, as a code; empty when it is good."""
    if used:
        return "used"
    if not here:
        return "elsewhere"
    if not same_act:
        return "other-act"
    if not made <= now < made + PROOF_LIFE:
        return "too-old"
    return ""
