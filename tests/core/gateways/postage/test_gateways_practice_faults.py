"""The practice provider's fault scripts, read and met."""

import json
from pathlib import Path

import pytest

from core.gateways.postage.practice_faults import (
    VOID_REASONS,
    Fault,
    FaultKind,
    FaultScript,
    FaultScriptUnreadable,
    Operation,
    load_script,
    script_of,
)

BUY = Operation.BUY_LABEL


def problems_of(error: FaultScriptUnreadable) -> list[str]:
    found = error.fields["problems"]
    assert isinstance(found, tuple)
    return [problem.field for problem in found]


def test_a_fault_by_number_meets_that_call_and_as_many_after_it_as_it_says() -> None:
    fault = Fault(BUY, FaultKind.NOT_SENT, nth=3, times=2)
    script = FaultScript((fault,))
    met = [script.meet(BUY, ("k",), call, {}) is fault for call in range(1, 7)]
    assert met == [False, False, True, True, False, False]
    assert script.meet(Operation.ADD_FUNDS, ("k",), 3, {}) is None


def test_a_fault_by_key_meets_its_key_until_it_is_used_up() -> None:
    fault = Fault(BUY, FaultKind.NOT_SENT, key="ORDER-7", times=2)
    script = FaultScript((fault,))
    assert script.meet(BUY, ("a-key", "ORDER-7"), 1, {}) is fault
    assert script.meet(BUY, ("a-key", "ORDER-8"), 1, {}) is None
    assert script.meet(BUY, ("a-key", "ORDER-7"), 9, {fault.name: 1}) is fault
    assert script.meet(BUY, ("a-key", "ORDER-7"), 9, {fault.name: 2}) is None


def test_one_call_meets_the_first_fault_that_fits() -> None:
    first, second = Fault(BUY, FaultKind.RATE_LIMITED, key="k"), Fault(BUY, FaultKind.NOT_SENT, nth=1, times=9)
    script = FaultScript((first, second))
    assert script.meet(BUY, ("k",), 1, {}) is first
    assert script.meet(BUY, ("k",), 2, {first.name: 1}) is second


def test_a_script_is_read_from_json_and_from_toml(tmp_path: Path) -> None:
    wanted = FaultScript(
        (
            Fault(BUY, FaultKind.PRICE_DRIFT, nth=2, cents=-15),
            Fault(Operation.ADD_FUNDS, FaultKind.PROCESSING_THEN_DONE, key="F1", count=3),
            Fault(Operation.VOID_LABEL, FaultKind.REFUSED_APPROVAL, nth=1, reason="contact_carrier"),
        )
    )
    rows = [
        {"operation": "buy_label", "kind": "price-drift", "nth": 2, "cents": -15},
        {"operation": "add_funds", "kind": "processing-then-done", "key": "F1", "count": 3},
        {"operation": "void_label", "kind": "refused-approval", "nth": 1, "reason": "contact_carrier"},
    ]
    (tmp_path / "practice-faults.json").write_text(json.dumps({"faults": rows}), encoding="utf-8")
    assert load_script(tmp_path / "practice-faults.json") == wanted
    assert script_of(tmp_path) == wanted

    lines = "".join("[[faults]]\n" + "".join(f"{k} = {json.dumps(v)}\n" for k, v in row.items()) for row in rows)
    (tmp_path / "other.toml").write_text(lines, encoding="utf-8")
    assert load_script(tmp_path / "other.toml") == wanted


def test_a_directory_without_a_script_has_no_faults(tmp_path: Path) -> None:
    assert script_of(tmp_path) == FaultScript()


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"faults": 1}', "{", "\ufeff{}", '{"faults": {"nth": 1}}'])
def test_a_file_that_is_no_script_is_refused_by_name(tmp_path: Path, text: str) -> None:
    path = tmp_path / "practice-faults.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(FaultScriptUnreadable) as caught:
        load_script(path)
    assert caught.value.fields["file"] == "practice-faults.json"


def test_all_that_is_wrong_in_a_script_is_said_at_once(tmp_path: Path) -> None:
    rows = [
        {"operation": "buy_label", "kind": "not-sent", "nth": 1},
        {"operation": "buy_label", "kind": "declined", "nth": 1},  # a card is declined when funds are added
        {"operation": "sell", "kind": "not-sent", "nth": 1},
        {"operation": "buy_label", "kind": "explode", "nth": 1},
        {"operation": "buy_label", "kind": "not-sent"},  # neither nth nor key
        {"operation": "buy_label", "kind": "not-sent", "nth": 1, "key": "k"},  # both
        {"operation": "buy_label", "kind": "price-drift", "nth": 1},  # by how much?
        {"operation": "void_label", "kind": "refused-approval", "nth": 1, "reason": "because"},
        {"operation": "buy_label", "kind": "not-sent", "nth": "1", "when": "now"},
        "not a table",
    ]
    path = tmp_path / "practice-faults.json"
    path.write_text(json.dumps({"faults": rows}), encoding="utf-8")
    with pytest.raises(FaultScriptUnreadable) as caught:
        load_script(path)
    assert problems_of(caught.value) == [
        "faults[1].kind",
        "faults[2].operation",
        "faults[3].kind",
        "faults[4].nth",
        "faults[5].nth",
        "faults[6].cents",
        "faults[7].reason",
        "faults[8].when",
        "faults[8].nth",
        "faults[9].",
    ]


def test_every_reason_of_the_provider_for_a_refused_void_can_be_scripted() -> None:
    for reason in VOID_REASONS:
        assert Fault(Operation.VOID_LABEL, FaultKind.REFUSED_APPROVAL, nth=1, reason=reason).reason == reason
