"""The crash tests are worth something: they catch each protection that is taken out of a copy of the program.

Mutants of D1, D7, M2, M5: a durability, a seal, a commit, a sync. The product itself has no switch for any of it.
"""

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest
from command_line import ROOT
from crash_kit import CrashStation
from invariants import broken
from test_crash_power_cut import BUY, PAY, play
from test_crash_system_calls import needs_strace


@dataclass(frozen=True)
class Mutant:
    """A file of core, and what is changed in it."""

    file: str
    old: str
    new: str


NORMAL = Mutant("store/connecting.py", '("synchronous", "full", 2)', '("synchronous", "normal", 1)')
NO_SEAL = Mutant("ledger/entries.py", 'tx.run("insert into seal (journal) values (:number)", {"number": number})', "")
NOT_SENT = Mutant(
    "purchases/machine.py",
    """        purchase = _mark_sent(till, purchase_id)
        failpoint("after-sent")
        try:
            answer = call.send()
""",
    """        with till.store.read() as q:
            purchase = rows.get(q, purchase_id)
        try:
            answer = call.send()
            purchase = _mark_sent(till, purchase_id)
""",
)
NO_NAMES = Mutant("store/files.py", "(target.parent, self._root, self._root.parent)", "(target.parent,)")
FILE_NOT_SYNCED = Mutant("store/files.py", "            os.fsync(stream.fileno())\n", "")
TWO_COMMITS = Mutant(
    "purchases/machine.py",
    "            rows.change(tx, till.desk, current, Event.CONFIRM, provider_ref=call.ref(answer))\n",
    """            rows.change(tx, till.desk, current, Event.CONFIRM, provider_ref=call.ref(answer))
        with till.store.write() as tx:
""",
)


def mutant_of(station: CrashStation, folder: Path, mutant: Mutant) -> CrashStation:
    """The same station with a program of its own, in which one thing is different."""
    folder.mkdir()
    shutil.copytree(ROOT / "core", folder / "core", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "app.py", folder)
    for name in ("printers", "ui", "resources"):
        (folder / name).symlink_to(ROOT / name)
    path = folder / "core" / mutant.file
    text = path.read_text(encoding="utf-8")
    assert text.count(mutant.old) == 1, "the place is in the program"
    path.write_text(text.replace(mutant.old, mutant.new), encoding="utf-8")
    changed = station.copy_to(folder / "station")
    changed.program = folder / "app.py"
    return changed


@pytest.mark.deep
@pytest.mark.parametrize(("mutant", "command", "draws"), [
    (NORMAL, PAY, 1), (NORMAL, BUY, 1), (NO_NAMES, PAY, 0), (FILE_NOT_SYNCED, PAY, 0),
])  # fmt: skip
def test_a_power_cut_catches_what_is_not_synced(
    station: CrashStation, tmp_path: Path, mutant: Mutant, command: tuple[str, ...], draws: int
) -> None:
    needs_strace()
    changed = mutant_of(station, tmp_path / "mutant", mutant)
    assert play(changed, tmp_path, command, draws, 1 + 2 * draws, is_mutant=True) != []


@pytest.mark.deep
def test_an_entry_without_its_seal_is_caught(station: CrashStation, tmp_path: Path) -> None:
    changed = mutant_of(station, tmp_path / "mutant", NO_SEAL)
    changed.process(*BUY)
    assert any(one.startswith("I2 not sealed") for one in broken(changed.data))


@pytest.mark.deep
def test_a_call_that_is_not_kept_as_sent_is_caught(station: CrashStation, tmp_path: Path) -> None:
    """The provider sells it, and the program dies before it hears of it: it takes the intent for one never sent."""
    changed = mutant_of(station, tmp_path / "mutant", NOT_SENT)
    changed.will_fail(operation="add_funds", kind="crash-after-commit", nth=3)
    assert changed.dies(*BUY)
    assert "only-theirs" in changed.run("check", "--json", status=1).out


@pytest.mark.deep
def test_a_charge_that_is_booked_after_its_state_is_caught(station: CrashStation, tmp_path: Path) -> None:
    changed = mutant_of(station, tmp_path / "mutant", TWO_COMMITS)
    found = []
    for n in range(1, 8):
        one = changed.copy_to(tmp_path / str(n))
        if one.dies(*PAY, at=f"after-commit:{n}"):
            found += broken(one.data)
    assert any(one.startswith("bought without a charge") for one in found)
