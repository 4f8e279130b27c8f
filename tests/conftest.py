"""What every test needs before anything is imported; how many faults the crash tests made."""

import os
from collections import Counter

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.null.Keyring"  # never the keyring of whoever runs the tests


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Faults by driver, and violations: crash tests that failed."""
    reports = [one for found in terminalreporter.stats.values() for one in found if isinstance(one, pytest.TestReport)]
    faults: Counter[str] = Counter()
    for report in reports:
        for name, count in report.user_properties:
            if report.when == "teardown" and name.startswith("faults: ") and isinstance(count, int):
                faults[name.removeprefix("faults: ")] += count
    if faults:
        failed = {one.nodeid for one in reports if one.failed and "tests/crash/" in one.nodeid}
        terminalreporter.section("faults")
        for driver, count in sorted(faults.items()):
            terminalreporter.write_line(f"{count:6} {driver}")
        terminalreporter.write_line(f"{faults.total():6} faults, {len(failed)} violations")
