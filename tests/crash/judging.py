"""What is right after a fault in a flow: recovery leaves its fact there or not, and asked again it is there once."""

from crash_kit import CrashStation
from flows import Flow
from invariants import broken, unsettled


def count(station: CrashStation, flow: Flow) -> int:
    """How often the fact of a flow is in the books."""
    ((number,),) = station.witness.ours(flow.done)
    assert isinstance(number, int)
    return number


def is_right(station: CrashStation, flow: Flow, *, asked: bool) -> None:
    """Nothing is open, every invariant holds; where the provider knows of it, both books say the same."""
    found = station.run("check", "--json", status=None).record()["findings"]
    assert isinstance(found, list)
    known = {("printing", "unknown")} | (set() if flow.both else {("provider", "only-ours")})
    if flow.theirs_first and not asked:
        known |= {("provider", "only-theirs")}
    assert [one for one in found if (one["area"], one["code"]) not in known] == []
    assert station.witness.damage() == []
    assert broken(station.data) == []
    assert unsettled(station.data) == []
    if flow.both and (asked or not flow.theirs_first):
        assert station.witness.violations(set(station.witness.live())) == []


def is_there_once(station: CrashStation, flow: Flow, command: tuple[str, ...], before: int, *, said: bool) -> None:
    """Recover, look, ask again, look again.

    Args:
        station: On which a fault happened in `command`.
        flow: Which one.
        command: Of the flow.
        before: How often the fact was there before.
        said: Whether the command said that it was done.
    """
    is_right(station, flow, asked=False)
    found = count(station, flow)
    assert found == before + 1 if said else found in (before, before + 1)
    station.run(*command, status=None)
    is_right(station, flow, asked=True)
    more = flow.again if found > before else int(flow.lasts)
    assert count(station, flow) == found + more
