"""Replace label under SIGKILL, in the shipped program: no parcel has two labels, and every end is stated.

Serves MISSION section 7 no. 21 and facts/ledger 3.7. The provider's own file is the witness (`check`).
"""

import signal
from pathlib import Path

import pytest
from command_line import CommandLine, portland

PLACES = ("after-answer:1", "replace/after-old-void:1")
FURTHER = (
    "replace/after-replacement:1", "after-answer:2", "after-sent:1", "before-settle:1", "after-settle:1",
    "replace/after-new-intent:1", "after-sent:2", "before-settle:2", "after-settle:2",
)  # fmt: skip
GOOD = {"bought", "void-refused"}


@pytest.mark.parametrize("place", [*PLACES, *(pytest.param(one, marks=pytest.mark.deep) for one in FURTHER)])
def test_a_replacement_that_is_killed_is_ended_by_the_next_run(tmp_path: Path, place: str) -> None:
    line = CommandLine(tmp_path)
    line.run("postage", "buy", "100")
    line.import_orders(portland("R-1"))
    line.run("ship", "R-1", "--no-print")
    [old] = line.run("labels", "list", "--json").records()
    died = line.process("labels", "replace", str(old["id"]), "--reason", "wet", POSTBENCH_FAILPOINT=place)
    assert died.status == -signal.SIGKILL, died
    assert line.run("check", "--json").record()["ok"] is True
    labels = line.run("labels", "list", "--json").records()
    good = [label for label in labels if label["state"] in GOOD]
    replaced = line.run("labels", "show", str(old["id"]), "--json").record()["replaced"]
    order = line.run("orders", "show", "R-1", "--json").record()["state"]
    assert (replaced, len(good), order) in [("kept", 1, "shipped"), ("voided", 0, "held"), ("done", 1, "shipped")]
    assert line.run("balance", "--json").records()[0]["reserved"] == {"minor": 0, "currency": "USD"}
    if replaced == "voided":
        line.run("orders", "release", "R-1", "--reason", "again")
        line.run("ship", "R-1", "--no-print")
    assert line.run("check", "--json").record()["ok"] is True
