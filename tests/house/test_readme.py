"""What the README promises is there: errands, files and links."""

import re
import shutil
import subprocess

import pytest
from house_files import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
TARGETS = set(re.findall(r"^([a-z][a-z-]*):", MAKEFILE, re.MULTILINE))
PATHS = re.compile(r"(?<![\w/.])((?:\.ci|\.venv|core|docs|tests|resources)[/\\][\w./\\-]*\w|[\w-]+\.(?:cfg|md))")


def errands() -> set[str]:
    """The targets that the README names, in code."""
    blocks = re.findall(r"^```sh\n(.*?)^```", README, re.MULTILINE | re.DOTALL)
    prose = re.sub(r"^```.*?^```", "", README, flags=re.MULTILINE | re.DOTALL)
    code = [*blocks, *re.findall(r"`([^`]+)`", prose)]
    return {name for text in code for name in re.findall(r"\bmake ([a-z][a-z-]*)", text)}


def test_the_two_commands_come_first() -> None:
    first = re.findall(r"^```sh\n(.*?)^```", README, re.MULTILINE | re.DOTALL)[0]
    assert re.findall(r"^make \w+", first, re.MULTILINE) == ["make demo", "make test"]


def test_every_errand_of_the_readme_is_in_the_makefile() -> None:
    assert {"demo", "test", "run"} <= errands()
    assert errands() <= TARGETS


@pytest.mark.skipif(shutil.which("make") is None, reason="make is not installed")
@pytest.mark.parametrize("target", sorted(TARGETS))
def test_make_understands_each_errand(target: str) -> None:
    run = subprocess.run(["make", "-n", target], cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    assert run.stdout or target == "test"


def test_make_help_lists_every_errand_of_the_readme() -> None:
    told = set(re.findall(r"@echo 'make ([a-z-]+)", MAKEFILE))
    assert errands() - {"help"} <= told
    assert told <= TARGETS


def test_every_path_of_the_readme_exists() -> None:
    named = {name.replace("\\", "/") for name in PATHS.findall(README)}
    named -= {name for name in named if name.startswith(".venv/")}
    assert {"setup.cfg", ".ci/constraints.txt", "docs/architecture.md"} <= named
    assert [name for name in sorted(named) if not (ROOT / name).exists()] == []


def test_what_was_never_tried_is_said() -> None:
    assert "## Windows (untested)" in README
    assert "has never been tried on the real thing" in README
