"""A disk that is full while money moves: nothing new is bought, and what the provider has is booked once there is room.

D1, D2, M5; a tmpfs of some MiB is the disk. What fills up in the middle of a run is in test_crash_upkeep and
test_crash_system_calls, by ENOSPC at each write.
"""

import shutil

import pytest
from crash_kit import FAULTS, CrashStation
from flows import FLOWS
from judging import count, is_there_once
from small_disk import filled, small_disk

FLOW = {flow.name: flow for flow in FLOWS}
TOLD = ("store.no-space", "store.unavailable")
LEFT = (0, 65_536, 1_000_000, 6_000_000)


@pytest.mark.deep
@pytest.mark.parametrize("name", ["buy", "label", "autofund"])
def test_nothing_is_bought_on_a_disk_that_is_full(station: CrashStation, name: str) -> None:
    command = FLOW[name].ready(station)
    before = count(station, FLOW[name])
    with small_disk() as disk:
        for left in LEFT:
            small = station.copy_to(disk / "station")
            with filled(disk, left):
                done = small.process(*command, "--json")
                assert done.status == 1
                assert any(code in done.out for code in TOLD), done
            FAULTS["full disk"] += 1
            assert small.witness.ours("select state from purchase where state in ('sent', 'unknown', 'pending')") == []
            is_there_once(small, FLOW[name], command, before, said=False)
            shutil.rmtree(small.folder)


@pytest.mark.deep
@pytest.mark.parametrize("name", ["buy", "label", "autofund"])
def test_what_is_recovered_on_a_full_disk_is_booked_once_there_is_room(station: CrashStation, name: str) -> None:
    """The provider has it; the program died, and comes back to a disk on which nothing can be kept."""
    command = FLOW[name].ready(station)
    before = count(station, FLOW[name])
    with small_disk() as disk:
        for left in LEFT:
            small = station.copy_to(disk / "station")
            assert small.dies(*command, at="after-answer:1")
            with filled(disk, left):
                said = small.process("check", "--json")
            assert "Traceback" not in said.err
            assert said.status in (0, 1)
            FAULTS["full disk"] += 1
            is_there_once(small, FLOW[name], command, before, said=True)
            shutil.rmtree(small.folder)
