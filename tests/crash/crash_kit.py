"""A station that dies and goes on: its program runs as a process of its own and is killed at a place that is named."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from command_line import ROOT, CommandLine, Said, montreal, portland
from invariants import broken, schema_of, unsettled
from witness import Witness

ORDERS = (
    portland("P-1", "Priority Mail"),
    montreal("C-1", "Canada Post", "Expedited Parcel"),
    portland("P-2", "Priority Mail", "3"),
)
PRINTER = "Thermal ZPL"
SHIP = ("ship", "--all", "--printer", PRINTER)
NAME = re.compile(r"\bfailpoint\(\s*\"([a-z/-]+)\"\s*\)")
FAULTS: Counter[str] = Counter()  # driver: how many faults it made in this process, each seen to fire


def all_failpoints() -> list[str]:
    """The names of all places in the program at which a test can pull the plug."""
    texts = (path.read_text(encoding="utf-8") for room in ("core", "printers") for path in (ROOT / room).rglob("*.py"))
    return sorted({name for text in texts for name in NAME.findall(text)})


def failpoints() -> list[str]:
    """Those which every label passes; the others have a flow's name before theirs."""
    return [name for name in all_failpoints() if "/" not in name]


class CrashStation(CommandLine):
    """A practice station with money and open orders.

    Attributes:
        schema: What the database makes sure by itself, as it was before any accident.
    """

    schema = ""

    @property
    def orders(self) -> set[str]:
        """The numbers of its orders."""
        return {order[0] for order in ORDERS}

    @property
    def witness(self) -> Witness:
        """The two books."""
        return Witness(self.data)

    def prepare(self) -> None:
        """Buy postage in both currencies and import the orders."""
        self.run("postage", "buy", "100")
        self.run("postage", "buy", "100", "--wallet", "cad")
        self.import_orders(*ORDERS)
        self.schema = schema_of(self.data)

    def copy_to(self, folder: Path) -> "CrashStation":
        """The same station in another folder; no process has it open."""
        shutil.copytree(self.folder, folder)
        return self.like_this(folder)

    def like_this(self, folder: Path) -> "CrashStation":
        """A station of the same kind in another folder, with whatever lies there."""
        made = type(self)(folder)
        made.data = folder / self.data.name
        made.env["POSTBENCH_DATA"] = str(made.data)
        made.who, made.pins = self.who, self.pins
        made.program, made.schema = self.program, self.schema
        return made

    def will_fail(self, **fault: str | int) -> None:
        """Tell the practice provider what goes wrong."""
        script = json.dumps({"faults": [fault]})
        (self.data / "practice-faults.json").write_text(script, encoding="utf-8")

    def dies(self, *args: str, at: str = "") -> bool:
        """Run a command in a process of its own; whether SIGKILL ended it, at the failpoint ``name:n`` where given.

        What is not killed must have done what was asked. Each death counts as a fault.
        """
        said = self.process(*args, **({"POSTBENCH_FAILPOINT": at} if at else {}))
        died = said.status == -signal.SIGKILL
        assert died or said.status == 0, said
        FAULTS["named place" if at else "inside the provider"] += died
        return died

    def traced(self, *options: str, command: Sequence[str]) -> subprocess.CompletedProcess[str]:
        """Run a command in a process of its own under strace with `options`."""
        return subprocess.run(
            ["strace", "-f", *options, sys.executable, str(self.program), *command],
            env=os.environ | self.env, cwd=self.folder, capture_output=True, text=True, timeout=120, check=False,
        )  # fmt: skip

    def look(self, *, died: int = 1) -> Said:
        """`check`, which must find nothing but prints of which nobody can know; each death leaves one at most."""
        said = self.run("check", "--json", status=None)  # before the witness, who would mend a hot journal himself
        assert self.witness.damage() == []
        assert broken(self.data, self.schema) == []
        findings = said.record()["findings"]
        assert isinstance(findings, list)
        assert [one for one in findings if (one["area"], one["code"]) != ("printing", "unknown")] == []
        assert len(findings) <= died
        assert said.status == (1 if findings else 0)
        return said

    def settles(self, *, died: int = 1) -> None:
        """What a person does after accidents; then both books are equal and right, and each label came out once."""
        self.look(died=died)
        self.run(*SHIP)
        self.run("labels", "print", "--unprinted", "--printer", PRINTER)
        self.is_right(died=died)

    def is_right(self, *, died: int = 1) -> None:
        """Both books say the same, every order is paid once, every label is stored and came out once."""
        assert self.witness.violations(self.orders) == []
        self.look(died=died)
        assert unsettled(self.data) == []
        doubted = self.witness.doubted()
        assert self.witness.unprinted() <= doubted
        for tracking in sorted(doubted):
            refusal = self.run("labels", "reprint", tracking, "--json", status=1).error()
            assert refusal["code"] == "printing.reason-needed"
            self.run("labels", "reprint", tracking, "--reason", "the program died while it was printing")
        assert self.witness.reprinted() == dict.fromkeys(doubted, 1)
        assert self.witness.damage() == []
