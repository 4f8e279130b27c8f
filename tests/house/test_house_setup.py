"""`.ci/setup` and `.ci/run` with stand-ins for apt, pip and make: what they would do, without doing it."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from house_files import ROOT

SCRIPTS = [ROOT / ".ci" / "setup", ROOT / ".ci" / "run"]
# A Python that is fit, says what is missing as the file `missing` says, and only notes what pip shall do.
PYTHON = """#!/bin/sh
case "$*" in
    *CDLL*) cat "$STAGE/missing" ;;
    *"-m pip"*) echo "$*" >>"$STAGE/pip.log" ;;
    -VV) echo "Python 3.11.2" ;;
    *PySide6*) touch "$STAGE/qt-started" ;;
    *) exit 0 ;;
esac
"""
APT = """#!/bin/sh
echo "$*" >>"$STAGE/apt.log"
case "$*" in *install*) : >"$STAGE/missing" ;; esac
"""
NPM = """#!/bin/sh
echo "$PWD $*" >>"$STAGE/npm.log"
mkdir -p node_modules
"""
LOCK = ".ci/referee/package-lock.json"


class Stage:
    """A checkout in a path with a space, and a machine around it."""

    def __init__(self, folder: Path) -> None:
        self.home = folder / "a checkout"
        self.bin = folder / "bin"
        (self.home / ".ci/referee").mkdir(parents=True)
        for name in (".ci/setup", ".ci/run", ".ci/constraints.txt", "setup.cfg", "pyproject.toml", LOCK):
            shutil.copy(ROOT / name, self.home / name)
        self.tool(self.home / ".venv/bin/python", PYTHON)
        self.tool(self.home / ".venv/bin/pip", f"#!{self.home}/.venv/bin/python\n")
        self.tool(self.bin / "apt-get", APT)
        self.tool(self.bin / "sudo", "#!/bin/sh\nexit 1\n")
        self.tool(self.bin / "node", "#!/bin/sh\nexit 0\n")
        self.tool(self.bin / "npm", NPM)
        self.be_user(0)
        self.lacks()
        self.env = {
            **os.environ,
            "PATH": f"{self.bin}:{os.environ['PATH']}",
            "STAGE": str(folder),
        }
        self.folder = folder

    @staticmethod
    def tool(path: Path, text: str) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        path.chmod(0o755)

    def be_user(self, number: int) -> None:
        self.tool(self.bin / "id", f"#!/bin/sh\necho {number}\n")

    def lacks(self, *packages: str) -> None:
        (self.bin.parent / "missing").write_text("".join(f"{p}\n" for p in packages), encoding="utf-8")

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        command = [str(self.home / arguments[0]), *arguments[1:]]
        return subprocess.Popen(command, env=self.env, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def run(self, *arguments: str) -> tuple[int, str]:
        process = self.start(*arguments)
        out, err = process.communicate(timeout=60)
        return process.returncode, out + err

    def log(self, tool: str) -> list[str]:
        path = self.folder / f"{tool}.log"
        return path.read_text(encoding="utf-8").splitlines() if path.exists() else []


@pytest.fixture
def stage(tmp_path: Path) -> Stage:
    return Stage(tmp_path)


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.name)
def test_scripts_are_sound_and_may_be_run(script: Path) -> None:
    assert subprocess.run(["bash", "-n", str(script)], check=False).returncode == 0
    assert os.access(script, os.X_OK)
    assert "set -euo pipefail" in script.read_text(encoding="utf-8")


def test_setup_installs_with_the_pins_and_starts_qt(stage: Stage) -> None:
    status, said = stage.run(".ci/setup")
    assert status == 0, said
    editable = [line for line in stage.log("pip") if "--editable" in line]
    assert len(editable) == 1
    assert f"--constraint {stage.home}/.ci/constraints.txt" in editable[0]
    assert (stage.folder / "qt-started").exists()
    assert stage.log("apt") == []


def test_a_second_setup_is_silent_and_installs_nothing(stage: Stage) -> None:
    stage.run(".ci/setup")
    before = stage.log("pip")
    assert stage.run(".ci/setup") == (0, "")
    assert stage.log("pip") == before


@pytest.mark.parametrize("name", ["setup.cfg", ".ci/constraints.txt"])
def test_a_change_of_the_dependencies_installs_again(stage: Stage, name: str) -> None:
    stage.run(".ci/setup")
    before = stage.log("pip")
    with (stage.home / name).open("a", encoding="utf-8") as file:
        file.write("# changed\n")
    assert stage.run(".ci/setup")[0] == 0
    assert len(stage.log("pip")) == 2 * len(before)


def test_root_gets_missing_libraries_from_apt(stage: Stage) -> None:
    stage.lacks("libegl1", "libgl1")
    status, said = stage.run(".ci/setup")
    assert status == 0, said
    assert stage.log("apt")[-1].endswith("install -y --no-install-recommends libegl1 libgl1")


def test_a_user_without_sudo_is_told_the_exact_line(stage: Stage) -> None:
    stage.be_user(1000)
    stage.lacks("libegl1", "libgl1")
    status, said = stage.run(".ci/setup")
    assert status == 3
    assert "sudo apt-get install -y --no-install-recommends libegl1 libgl1\n" in said
    assert stage.log("apt") == stage.log("pip") == []


def test_a_failed_setup_is_tried_again(stage: Stage) -> None:
    stage.tool(stage.home / ".venv/bin/python", PYTHON.replace('echo "$*" >>"$STAGE/pip.log"', "exit 1"))
    status, said = stage.run(".ci/setup")
    assert status == 1
    assert "pip could not install" in said
    stage.tool(stage.home / ".venv/bin/python", PYTHON)
    assert stage.run(".ci/setup")[0] == 0
    assert stage.log("pip")


def test_two_setups_at_once_install_once(stage: Stage) -> None:
    both = [stage.start(".ci/setup"), stage.start(".ci/setup")]
    assert [process.wait(timeout=60) for process in both] == [0, 0]
    for process in both:
        process.communicate()
    assert sum("--editable" in line for line in stage.log("pip")) == 1


@pytest.mark.parametrize(("arguments", "target"), [((), "test"), (("deep",), "deep")])
def test_run_does_what_make_does_and_hands_on_its_status(stage: Stage, arguments: tuple[str, ...], target: str) -> None:
    stage.tool(stage.bin / "make", '#!/bin/sh\necho "asked for $*, display=$DISPLAY"\nexit 7\n')
    status, said = stage.run(".ci/run", *arguments)
    assert status == 7
    assert said == f"asked for --no-print-directory {target}, display=\n"


def test_setup_for_tests_gets_the_referee_of_zpl_once(stage: Stage) -> None:
    for _ in range(2):
        status, said = stage.run(".ci/setup", "test")
        assert status == 0, said
    (line,) = stage.log("npm")
    assert line.startswith(f"{stage.home}/.ci/referee ci --ignore-scripts ")
    with (stage.home / LOCK).open("a", encoding="utf-8") as file:
        file.write("\n")
    assert stage.run(".ci/setup", "test")[0] == 0
    assert len(stage.log("npm")) == 2


@pytest.mark.parametrize("purpose", [(), ("window",)])
def test_setup_for_work_asks_npm_for_nothing(stage: Stage, purpose: tuple[str, ...]) -> None:
    assert stage.run(".ci/setup", *purpose)[0] == 0
    assert stage.log("npm") == []


def test_a_failing_npm_is_told_and_stops_nothing_and_is_tried_again(stage: Stage) -> None:
    stage.tool(stage.bin / "npm", "#!/bin/sh\nexit 1\n")
    for _ in range(2):
        status, said = stage.run(".ci/setup", "test")
        assert status == 0
        assert "will be skipped" in said
    stage.tool(stage.bin / "npm", NPM)
    assert stage.run(".ci/setup", "test")[0] == 0
    assert len(stage.log("npm")) == 1


def test_an_old_node_is_left_alone(stage: Stage) -> None:
    stage.tool(stage.bin / "node", "#!/bin/sh\nexit 1\n")
    assert stage.run(".ci/setup", "test")[0] == 0
    assert stage.log("npm") == []


def test_the_referee_is_pinned_by_its_content_and_to_no_ones_registry() -> None:
    lock = json.loads((ROOT / LOCK).read_text(encoding="utf-8"))["packages"]
    wanted = json.loads((ROOT / ".ci/referee/package.json").read_text(encoding="utf-8"))["dependencies"]
    assert {f"node_modules/{name}": version for name, version in wanted.items()} == {
        place: package["version"] for place, package in lock.items() if place
    }
    assert all(package["integrity"].startswith("sha512-") for place, package in lock.items() if place)
    assert not any("resolved" in package for package in lock.values())
