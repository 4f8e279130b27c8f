"""Outcome unknown, replace label and the recorded lane by command (S0-13, S0-35, S0-40; MISSION section 7 no. 21)."""

import json
from pathlib import Path

import pytest
from command_line import CommandLine, Said, portland


@pytest.fixture
def line(tmp_path: Path) -> CommandLine:
    return CommandLine(tmp_path)


def faults(line: CommandLine, *rows: dict[str, object]) -> None:
    """What the practice provider does wrong from now on."""
    line.data.mkdir(parents=True, exist_ok=True)
    (line.data / "practice-faults.json").write_text(json.dumps({"faults": rows}), encoding="utf-8")


def listed(said: Said, name: str) -> list[dict[str, object]]:
    """A list of an answer."""
    found = said.record()[name]
    assert isinstance(found, list), found
    return found


@pytest.fixture
def recorded(line: CommandLine) -> CommandLine:
    """A recorded station whose USD wallet is set up, by command."""
    line.run("setup", "--mode", "recorded", "--confirm", "RECORDED", status=None)
    line.staff()
    line.run("setup", "holder", "--holder", "Stamps.com", "--username", "shop", "--verified")
    home = ("--name", "Ana", "--line1", "500 Pine St", "--city", "Burlington", "--region", "VT", "--postal", "05401")
    line.run(
        "setup", "payment", "--nickname", "Card", "--holder", "Ana", "--on-file-at", "portal", "--brand", "Visa",
        "--last4", "4242", "--expires", "2030-01", *home, "--country", "US",
    )  # fmt: skip
    line.run("setup", "location", *home, "--country", "US")
    terms = line.folder / "terms.txt"
    terms.write_text("terms", encoding="utf-8")
    line.run("setup", "terms", "--carrier", "all", "--file", str(terms), "--version", "1", "--accept")
    line.run("setup", "label-format", "pdf")
    line.run("setup", "finish")
    return line


def test_a_lost_purchase_is_shown_with_its_evidence_and_settled_by_asking(line: CommandLine) -> None:
    faults(line, {"operation": "add_funds", "nth": 1, "kind": "drop-after-commit"})
    line.run("postage", "buy", "50", status=1)
    [one] = listed(line.run("postage", "status", "--json", status=1), "unknown")
    assert (one["kind"], one["state"], one["amount"]) == ("funding", "unknown", {"minor": 5000, "currency": "USD"})
    key = str(one["purchase"])
    assert key in line.run("postage", "status", status=1).out
    done = line.run("postage", "resolve", key, "--ask", "--json").record()
    assert (done["before"], done["state"]) == ("unknown", "confirmed")
    assert listed(line.run("postage", "status", "--json"), "unknown") == []
    assert line.run("check", "--json").record()["ok"] is True


def test_a_person_decides_with_a_reason_and_check_agrees_after_the_provider_spoke(line: CommandLine) -> None:
    faults(
        line, {"operation": "add_funds", "nth": 1, "kind": "drop-after-commit"},
        {"operation": "find_funding", "nth": 1, "kind": "not-sent"},
    )  # fmt: skip
    line.run("postage", "buy", "50", status=1)
    key = str(listed(line.run("postage", "status", "--json", status=1), "unknown")[0]["purchase"])
    assert line.run("postage", "resolve", key, "--not-charged", "--json", status=1).error()["code"] == (
        "purchases.reason-missing"
    )
    done = line.run("postage", "resolve", key, "--charged", "P-1", "--reason", "statement", "--json").record()
    assert (done["state"], done["decided"]) == ("decided-charged", True)
    said = listed(line.run("postage", "status", "--json"), "decided")
    assert [one["purchase"] for one in said] == [key]
    assert "P-1" in line.run("postage", "status", key).out
    line.run("postage", "resolve", key, "--ask")
    assert line.run("check", "--json").record()["ok"] is True


def test_one_way_out_is_named(line: CommandLine) -> None:
    assert line.run("postage", "resolve", "X", "--json", status=2).error()["code"] == "commands.usage"
    assert line.run("postage", "resolve", "X", "--ask", "--json", status=1).error()["code"] == "station.not-found"


def test_a_label_is_replaced_and_the_old_paper_is_to_be_destroyed(line: CommandLine) -> None:
    line.run("postage", "buy", "100")
    line.import_orders(portland("A-1"))
    line.run("ship", "A-1", "--no-print")
    [old] = line.run("labels", "list", "--json").records()
    done = line.run("labels", "replace", str(old["id"]), "--reason", "wet", "--weight", "6 lb", "--json").record()
    assert (done["state"], done["destroy"], done["error"]) == ("done", True, None)
    shown = line.run("labels", "show", str(old["id"]))
    assert "DESTROY" in shown.out
    assert line.run("labels", "show", str(old["id"]), "--json").record()["replaced"] == "done"
    assert line.run("labels", "replace", str(old["id"]), "--reason", "again", "--json", status=1).error()["code"] == (
        "shipments.not-replaceable"
    )
    assert line.run("check", "--json").record()["ok"] is True


def test_a_recorded_station_keeps_what_was_bought_in_the_portal(recorded: CommandLine) -> None:
    recorded.import_orders(portland("A-1"), portland("A-2"))
    bought = recorded.run("postage", "record", "55.00", "--reference", "P-1", "--json").record()
    assert bought["declared"] == {"minor": 5500, "currency": "USD"}
    label = ("--carrier", "USPS", "--service", "USPS Ground Advantage", "--price", "7.05")
    recorded.run("labels", "record", "A-1", *label, "--tracking", "9400 1000 0000 0000 0000 01", "--reference", "L-1")
    assert recorded.run("labels", "list", "--json").records()[0]["state"] == "bought"
    assert "declared" in recorded.run("balance").out
    export = recorded.folder / "export.csv"
    export.write_text(
        "Date,Type,Amount,Transaction ID,Tracking\n2026-11-20,Postage purchase,55.00,P-1,\n"
        "2026-11-20,Label,7.05,L-1,9400100000000000000001\n",
        encoding="utf-8",
    )
    found = recorded.run("transactions", "import", str(export), "--json").record()
    assert found["counts"] == {"matched": 2}
    assert recorded.run("transactions", "import", str(export), "--json").record()["counts"] == {"known": 2}
    left = recorded.run("transactions", "unmatched", "--json").record()
    assert (left["lines"], left["declared_sum"]) == ([], {"minor": 0, "currency": "USD"})
    recorded.run("labels", "record-void", "9400100000000000000001", "--reference", "V-1")
    assert recorded.run("labels", "list", "--json").records()[0]["state"] == "refund-due"
    assert recorded.run("postage", "buy", "50", "--json", status=1).error()["code"] == "gateway.refused"
    assert recorded.run("check", "--json").record()["ok"] is True


def test_nothing_is_recorded_by_hand_in_a_practice_station(line: CommandLine) -> None:
    said = line.run("postage", "record", "50", "--reference", "P-1", "--json", status=1)
    assert said.error()["code"] == "wallet.not-recorded"
