"""A station that is worked through its command line: what a person types, and what comes back."""

import csv
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from click.testing import CliRunner

import app
from ui.commands.root import root
from ui.commands.session import Session

ROOT = Path(__file__).resolve().parent.parent
VECTORS = ROOT / "tests" / "vectors"
HEADER = (
    "order", "name", "company", "address1", "city", "region", "postal", "country", "phone", "carrier", "service",
    "weight", "unit", "length", "width", "height", "dim unit",
)  # fmt: skip


@dataclass(frozen=True)
class Said:
    """What a command answered."""

    status: int
    out: str
    err: str

    @property
    def data(self) -> object:
        """The JSON answer."""
        return json.loads(self.out)

    def record(self) -> dict[str, object]:
        """The JSON answer, an object."""
        found = self.data
        assert isinstance(found, dict), self.out
        return found

    def records(self) -> list[dict[str, object]]:
        """The JSON answer, a list of objects."""
        found = self.data
        assert isinstance(found, list), self.out
        return found

    def error(self) -> dict[str, object]:
        """The JSON error."""
        found = self.record()["error"]
        assert isinstance(found, dict), self.out
        return found


class CommandLine:
    """Commands on the station in `folder`, in this process or in one of their own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.data = folder / "data"
        self._config = folder / "config"
        self.env = {"POSTBENCH_DATA": str(self.data), "XDG_CONFIG_HOME": str(self._config), "TZ": "America/Toronto"}
        self.who: tuple[str, ...] = ()
        self.pins: str | None = None
        self.program = ROOT / "app.py"  # what the processes run

    def staff(self) -> None:
        """Add the first operator, who works from now on (commands of this process)."""
        self.pins = "2468\n"
        self.run("operators", "add", "ana", "--pin-stdin")
        self.who = ("--operator", "ana", "--pin-stdin")

    def run(self, *args: str, status: int | None = 0) -> Said:
        """Run a command in this process; None takes any exit status."""
        words = [*self.who, *args]
        runner = CliRunner(env=self.env)
        done = runner.invoke(root(), words, obj=Session(app.DOORS), catch_exceptions=False, input=self.pins)
        said = Said(done.exit_code, done.stdout, done.stderr)
        assert status is None or said.status == status, f"{args}: {said}"
        return said

    def start(self, *args: str, **extra: str) -> "subprocess.Popen[str]":
        """Start a command in a process of its own; `extra` goes into its environment. `process` types PINs."""
        env = {name: value for name, value in os.environ.items() if not name.startswith("POSTBENCH")}
        return subprocess.Popen(
            [sys.executable, str(self.program), *self.who, *args], env=env | self.env | extra, cwd=self.folder,
            stdin=subprocess.PIPE if self.pins else None, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
            encoding="utf-8",
        )  # fmt: skip

    def process(self, *args: str, **extra: str) -> Said:
        """Run a command in a process of its own, to its end."""
        with self.start(*args, **extra) as process:
            out, err = process.communicate(self.pins, timeout=120)
        return Said(process.returncode, out, err)

    def import_orders(self, *rows: Sequence[str]) -> None:
        """Import orders; cells as in `HEADER`, what is left out at the end is empty."""
        path = self.folder / "orders.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(HEADER)
            writer.writerows([*row, *[""] * (len(HEADER) - len(row))] for row in rows)
        self.run("orders", "import", str(path))


def portland(number: str, service: str = "USPS Ground Advantage", weight: str = "2") -> tuple[str, ...]:
    """An order that USPS can carry, in pounds."""
    return (
        number, "Marisol Quintero", "", "418 Larkspur Lane", "Portland", "OR", "97205", "US", "+1 503 555 0118",
        "USPS", service, weight, "lb", "9", "6", "3", "in",
    )  # fmt: skip


def montreal(number: str, carrier: str, service: str, *, sized: bool = True) -> tuple[str, ...]:
    """An order that is paid from the Canadian wallet."""
    size = ("25", "20", "10", "cm") if sized else ()
    return (
        number, "Éloïse Tremblay", "", "2210, rue des Érables", "Montréal", "QC", "H2K 3V4", "CA", "514-555-0162",
        carrier, service, "0.85", "kg", *size,
    )  # fmt: skip


def vector_rows(name: str) -> list[dict[str, str]]:
    """The rows of a vector file."""
    with (VECTORS / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
