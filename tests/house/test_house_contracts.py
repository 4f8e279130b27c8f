"""The import contracts of setup.cfg hold, and each of them breaks when its rule is broken."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from house_files import PACKAGES, ROOT, config

# For each contract a module and an import that it must not have.
OFFENCES = {
    "layers": ("core/trespass.py", "import ui"),
    "core-layers": ("core/money.py", "import core.wallet"),
    "pure-rules": ("core/wallet/trespass/rules.py", "import random"),
    "qt": ("ui/commands/trespass.py", "from PySide6 import QtCore"),
    "network": ("ui/pages/trespass.py", "import socket"),
    "devices": ("ui/widgets/trespass.py", "import serial"),
    "database": ("ui/commands/trespass.py", "import sqlite3"),
    "paper": ("ui/pages/trespass.py", "import reportlab.pdfgen"),
}


def contracts() -> dict[str, str]:
    """Key and name of each contract."""
    setup, head = config(), "importlinter:contract:"
    return {s.removeprefix(head): setup[s]["name"] for s in setup.sections() if s.startswith(head)}


def lint(folder: Path) -> tuple[int, dict[str, str]]:
    """Run import-linter in `folder`: its exit status, and KEPT or BROKEN for each contract's name."""
    code = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))"
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False
    )
    verdicts = {m[1]: m[2] for m in re.finditer(r"^(\S.*?) (KEPT|BROKEN)\b", run.stdout, re.MULTILINE)}
    assert verdicts, run.stdout + run.stderr
    return run.returncode, verdicts


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """The packages and the contracts, somewhere where they may be spoilt."""
    for package in PACKAGES:
        shutil.copytree(ROOT / package, tmp_path / package, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "setup.cfg", tmp_path)
    return tmp_path


def test_the_code_keeps_every_contract() -> None:
    status, verdicts = lint(ROOT)
    assert status == 0
    assert verdicts == dict.fromkeys(contracts().values(), "KEPT")


def test_a_contract_breaks_when_its_rule_is_broken(copied: Path) -> None:
    assert set(OFFENCES) == set(contracts())
    for name, offence in OFFENCES.values():
        path = copied / name
        path.parent.mkdir(exist_ok=True)
        (path.parent / "__init__.py").touch()
        with path.open("a", encoding="utf-8") as file:
            file.write(f"\n{offence}\n")
    status, verdicts = lint(copied)
    assert status == 1
    assert verdicts == dict.fromkeys(contracts().values(), "BROKEN")


def test_a_room_that_no_layer_names_breaks_the_contract(copied: Path) -> None:
    (copied / "core" / "attic").mkdir()
    (copied / "core" / "attic" / "__init__.py").touch()
    _, verdicts = lint(copied)
    assert verdicts[contracts()["core-layers"]] == "BROKEN"
