"""Killed in the middle of paying, then `check` and `ship --all` again: each order is paid once, in both books.

M5, D1, MISSION section 9 ("kill -9 between intent and reply"). The process is really killed: that it died of SIGKILL
is asserted each time.
"""

import json
import random
import signal
import sys

import pytest
from command_line import CommandLine, montreal, portland

ORDERS = ("A-1", "A-2", "A-3", "A-4")
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is of POSIX")


@pytest.fixture
def ready(line: CommandLine) -> CommandLine:
    """A station that can pay for all of `ORDERS`, in two wallets."""
    line.run("postage", "buy", "100")
    line.run("postage", "buy", "50", "--wallet", "cad")
    line.import_orders(*map(portland, ORDERS[:3]), montreal(ORDERS[3], "Canada Post", "Expedited Parcel"))
    return line


def kill_at(line: CommandLine, place: str) -> None:
    """Ship, and die at the named place."""
    said = line.process("ship", "--all", POSTBENCH_FAILPOINT=place)
    assert said.status == -signal.SIGKILL, said


def finish(line: CommandLine) -> None:
    """What an operator does after a crash; then both books must say that each order was paid once."""
    line.run("check", status=None)
    line.run("ship", "--all")
    line.run("labels", "print", "--unprinted", status=None)
    checked = line.run("check", "--json", status=None).record()
    in_doubt = checked["findings"]
    assert isinstance(in_doubt, list)
    assert {one["area"] for one in in_doubt} <= {"printing"}
    labels = line.run("labels", "list", "--json").records()
    assert sorted(str(label["order"]) for label in labels) == sorted(ORDERS)
    spent = {"USD": 0, "CAD": 0}
    for label in labels:
        price = label["price"]
        assert isinstance(price, dict)
        spent[price["currency"]] += price["minor"]
    for wallet, funded in zip(line.run("balance", "--json").records(), (10_000, 5_000), strict=True):
        left = {"minor": funded - spent[str(wallet["currency"])], "currency": wallet["currency"]}
        assert (wallet["booked"], wallet["reported"]) == (left, left)
        assert wallet["reserved"] == {"minor": 0, "currency": wallet["currency"]}


@pytest.mark.parametrize("place", ["after-sent:1", "after-answer:2", "before-settle:3", "after-settle:2"])
def test_a_crash_in_our_program_pays_nothing_twice(ready: CommandLine, place: str) -> None:
    kill_at(ready, place)
    finish(ready)


@pytest.mark.parametrize("kind", ["crash-before-commit", "crash-after-commit"])
def test_a_crash_while_the_provider_books_pays_nothing_twice(ready: CommandLine, kind: str) -> None:
    """The provider's own commit: before it, nothing happened; after it, the money is gone and we did not hear."""
    faults = {"faults": [{"operation": "buy_label", "nth": 2, "kind": kind}]}
    (ready.data / "practice-faults.json").write_text(json.dumps(faults), encoding="utf-8")
    said = ready.process("ship", "--all")
    assert said.status == -signal.SIGKILL, said
    finish(ready)


def test_a_crash_while_printing_loses_no_label_and_buys_none(ready: CommandLine) -> None:
    """DESIGN section 6: a job that may be out is unknown, reported by `check`, and never printed again by itself."""
    kill_at(ready, "print-sending:2")
    found = ready.run("check", "--json", status=1).record()["findings"]
    assert isinstance(found, list)
    assert [one["area"] for one in found] == ["printing"]
    finish(ready)


def test_a_crash_while_funding_funds_once(line: CommandLine) -> None:
    """The second purchase of postage is not refused and not lost: the first is looked up before it."""
    said = line.process("postage", "buy", "50", POSTBENCH_FAILPOINT="after-answer:1")
    assert said.status == -signal.SIGKILL, said
    line.run("check")
    fifty = {"minor": 5000, "currency": "USD"}
    assert line.run("balance", "--json").records()[0]["booked"] == fifty
    line.run("postage", "buy", "10")
    assert line.run("balance", "--json").records()[0]["reported"] == {"minor": 6000, "currency": "USD"}


def killed_at_random(line: CommandLine, chance: random.Random) -> bool:
    """Start shipping and kill it after some labels; whether it died of it (it may have been quicker)."""
    wanted = chance.randrange(len(ORDERS))
    with line.start("ship", "--all") as process:
        assert process.stderr is not None
        for text in process.stderr:
            if text.startswith(f"[{wanted + 1}/") or wanted == 0:
                break
        process.kill()
        process.communicate()
    return process.returncode == -signal.SIGKILL


def test_a_kill_at_a_random_moment_pays_nothing_twice(ready: CommandLine) -> None:
    assert killed_at_random(ready, random.Random(3))
    finish(ready)


@pytest.mark.deep
@pytest.mark.parametrize("seed", range(25))
def test_kills_at_many_random_moments_pay_nothing_twice(ready: CommandLine, seed: int) -> None:
    chance = random.Random(seed)
    died = [killed_at_random(ready, chance) for _ in range(3)]
    assert died[0]
    finish(ready)
