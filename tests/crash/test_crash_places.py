"""kill -9 at every named place of every flow, at each pass: the fact is in the books once, whoever asks again.

M2, M5 to M7, D1, D7, S0-13 to S0-40, S1-09; facts: ledger 3.4, 4.2, I1 to I16. Backups and a restore are
in test_crash_upkeep.
"""

import re
import shutil
from pathlib import Path

import pytest
from command_line import ROOT
from crash_kit import CrashStation, all_failpoints
from flows import FLOWS, Flow
from judging import count, is_there_once
from test_crash_upkeep import BACKUP_PLACES, RESTORE_PLACES

from core import failpoints

QUICK = (("refunds", "before-commit:2"), ("autofund", "autofund/intended:1"), ("import", "before-commit:1"))
BY_NAME = {flow.name: flow for flow in FLOWS}


def passes(station: CrashStation, command: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> dict[str, int]:
    """How often each named place is passed when nothing goes wrong."""
    monkeypatch.setattr(failpoints, "_ARMED", "none:0")
    failpoints._passes.clear()
    station.run(*command)
    monkeypatch.setattr(failpoints, "_ARMED", "")
    found = dict(failpoints._passes)
    failpoints._passes.clear()
    return found


def killed_at(base: CrashStation, folder: Path, flow: Flow, command: tuple[str, ...], at: str) -> None:
    """Die at a place; recovery leaves the fact there or not; asked again, it is there."""
    station = base.copy_to(folder)
    before = count(station, flow)
    assert station.dies(*command, at=at), "the fault fired"
    is_there_once(station, flow, command, before, said=False)
    shutil.rmtree(station.folder)


def test_every_named_place_of_the_program_has_a_test_that_kills_there() -> None:
    killed = {*BACKUP_PLACES, *RESTORE_PLACES, *(place for flow in FLOWS for place in flow.places)}
    for path in (ROOT / "tests").rglob("test_*.py"):  # other rooms kill at their own, by name
        killed.update(re.findall(r'POSTBENCH_FAILPOINT="([a-z/-]+):\d+"', path.read_text(encoding="utf-8")))
    assert set(all_failpoints()) == killed


@pytest.mark.parametrize(("name", "at"), QUICK)
def test_a_flow_that_is_killed_leaves_its_fact_once(station: CrashStation, tmp_path: Path, name: str, at: str) -> None:
    flow = BY_NAME[name]
    killed_at(station, tmp_path / "killed", flow, flow.ready(station), at)


@pytest.mark.deep
@pytest.mark.parametrize("flow", FLOWS, ids=lambda flow: flow.name)
def test_killed_at_each_pass_of_each_place_a_fact_is_there_once(
    station: CrashStation, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, flow: Flow
) -> None:
    command = flow.ready(station)
    found = passes(station.copy_to(tmp_path / "listing"), command, monkeypatch)
    assert set(flow.places) | {"before-commit", "after-commit"} <= set(found)
    for place, times in found.items():
        for n in range(1, times + 1):
            killed_at(station, tmp_path / f"{place.replace('/', '-')}-{n}", flow, command, f"{place}:{n}")
