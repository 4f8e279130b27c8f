"""A process that dies in the middle of a paid request: the provider's file says what happened, and goes on."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from practice_kit import Practice, fund_request, label_request, practice, wallet

from core.gateways.postage.practice_books import ChargeKind
from core.gateways.postage.practice_faults import Fault, FaultKind, Operation
from core.money import Money
from core.purchases.port import Absent, Bought, Funded, VoidRequest, VoidState

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is of POSIX")

ROOT = Path(__file__).resolve().parents[4]
REQUESTS = {
    Operation.BUY_LABEL: "buy_label(label_request('L1', 'ups'))",
    Operation.ADD_FUNDS: "add_funds(fund_request('F1', 5000))",
    Operation.VOID_LABEL: "void_label(VoidRequest('V1', wallet('USD'), 'ups', sys.argv[2]))",
}


def die_in(directory: Path, operation: Operation, kind: FaultKind, ref: str = "") -> Practice:
    """Let another process make the request by a script in the directory, and die of it; then open the file again."""
    fault = {"operation": operation.value, "kind": kind.value, "nth": 1 + calls(directory, operation)}
    (directory / "practice-faults.json").write_text(json.dumps({"faults": [fault]}), encoding="utf-8")
    program = (
        "import sys\nfrom pathlib import Path\nfrom practice_kit import *\n"
        "from core.gateways.postage.practice import PracticeGateway\nfrom core.purchases.port import VoidRequest\n"
        "gateway = PracticeGateway(Path(sys.argv[1]), SteppingClock(START), ZONE)\n"
        f"gateway.{REQUESTS[operation]}\n"
    )
    path = os.pathsep.join((str(ROOT), str(Path(__file__).parent)))
    run = subprocess.run(
        [sys.executable, "-c", program, str(directory), ref],
        env={**os.environ, "PYTHONPATH": path},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert run.returncode == -signal.SIGKILL, run.stderr
    return practice(directory)


def calls(directory: Path, operation: Operation) -> int:
    return practice(directory).gateway.calls(operation)


def test_a_process_killed_before_the_commit_has_bought_nothing(tmp_path: Path) -> None:
    practice(tmp_path).fund(5000)
    provider = die_in(tmp_path, Operation.BUY_LABEL, FaultKind.CRASH_BEFORE_COMMIT)
    assert provider.gateway.find_label(wallet("USD"), "L1") == Absent(settled=True)
    assert provider.gateway.balance(wallet("USD")) == Money(5000, "USD")
    fault = Fault(Operation.BUY_LABEL, FaultKind.CRASH_BEFORE_COMMIT, nth=1)
    assert provider.gateway.fault_uses(fault) == 1
    assert isinstance(provider.again(fault).buy(label_request("L1", "ups")), Bought)


def test_a_process_killed_after_the_commit_has_bought_a_label_that_is_found_again(tmp_path: Path) -> None:
    """M5: the provider said yes and we died."""
    practice(tmp_path).fund(5000)
    provider = die_in(tmp_path, Operation.BUY_LABEL, FaultKind.CRASH_AFTER_COMMIT)
    found = provider.gateway.find_label(wallet("USD"), "L1")
    assert isinstance(found, Bought)
    (charge,) = [c for c in provider.gateway.charges() if c.kind is ChargeKind.LABEL]
    assert (charge.key, charge.tracking, -charge.amount) == ("L1", found.tracking, found.price)
    assert provider.buy(label_request("L1", "ups")) == found


def test_a_process_killed_after_funding_has_funded_once(tmp_path: Path) -> None:
    provider = die_in(tmp_path, Operation.ADD_FUNDS, FaultKind.CRASH_AFTER_COMMIT)
    assert isinstance(provider.gateway.find_funding(wallet("USD"), "F1"), Funded)
    assert isinstance(provider.gateway.add_funds(fund_request("F1", 5000)), Funded)
    assert provider.gateway.balance(wallet("USD")) == Money(5000, "USD")


def test_a_process_killed_after_a_void_has_the_money_back_once(tmp_path: Path) -> None:
    """M7"""
    first = practice(tmp_path)
    first.fund(5000)
    ref = first.buy(label_request("L1", "ups")).provider_ref
    provider = die_in(tmp_path, Operation.VOID_LABEL, FaultKind.CRASH_AFTER_COMMIT, ref)
    answer = provider.gateway.void_label(VoidRequest("V1", wallet("USD"), "ups", ref))
    assert answer.state is VoidState.REFUNDED
    assert provider.gateway.balance(wallet("USD")) == Money(5000, "USD")
