"""kill -9 of `billing pay`: a payable is paid once, and the books say so (S1-09; D1)."""

import pytest
from crash_kit import CrashStation

PLACES = ("billing/posted:1", "before-commit:1", "billing/paid:1")


@pytest.mark.parametrize("place", PLACES)
def test_a_payment_that_is_killed_is_posted_once(station: CrashStation, place: str) -> None:
    kind = ("--kind", "commercial", "--terms", "net-15")
    station.run("billing", "set-account", "0007654321", "--carrier", "Canada Post", *kind)
    made = station.run("billing", "record", "40", "--channel", "tool", "--pay", "net-15", "--json").record()
    before = entries(station)
    assert station.dies("billing", "pay", str(made["billed"]), "--from", "bank", at=place)
    station.look(died=0)
    is_booked = place.startswith("billing/paid")
    assert entries(station) - before == is_booked
    again = station.run("billing", "pay", str(made["billed"]), "--from", "bank", status=None)
    assert again.status == (1 if is_booked else 0)
    assert entries(station) - before == 1
    [paid] = station.run("billing", "payables", "--all", "--json").records()
    assert paid["state"] == "paid"
    assert station.run("tasks", "list", "--json").out.count("pay-payable") == 0
    station.look(died=0)


def entries(station: CrashStation) -> int:
    """How many entries of the journal pay a payable."""
    out = station.folder / "journal.json"
    station.run("transactions", "export", "--format", "json", "--out", str(out))
    return out.read_text(encoding="utf-8").count('"billing-paid"')
