"""Ranges of setup.cfg and pins of .ci/constraints.txt agree."""

import re
from importlib.metadata import distribution

import pytest
from house_files import ROOT, config, requirements
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

PIN = re.compile(r"^([A-Za-z0-9._-]+)==(\S+)$")
LINES = (ROOT / ".ci" / "constraints.txt").read_text(encoding="utf-8").splitlines()
PINS = {canonicalize_name(m[1]): m[2] for line in LINES if (m := PIN.match(line))}


def test_every_constraint_is_an_exact_pin() -> None:
    assert [line for line in LINES if line and not line.startswith("#") and not PIN.match(line)] == []


@pytest.mark.parametrize("line", requirements())
def test_each_range_admits_its_pin(line: str) -> None:
    requirement = Requirement(line)
    assert requirement.specifier.contains(PINS[canonicalize_name(requirement.name)])


def test_all_that_comes_along_is_pinned() -> None:
    """Walks the requirements of what is installed, so that no version is left to the day of the installation."""
    todo = [Requirement(line) for line in requirements()]
    seen: set[str] = set()
    while todo:
        requirement = todo.pop()
        name = canonicalize_name(requirement.name)
        if name in seen or (requirement.marker and not requirement.marker.evaluate({"extra": ""})):
            continue
        seen.add(name)
        todo += [Requirement(text) for text in distribution(name).requires or []]
    assert sorted(seen - set(PINS)) == ["pip"]  # the installer itself, which sqlite-utils asks for


def test_pyside_612_stays_away_from_pythons_that_it_kills() -> None:
    """Python before 3.12 aborts after some 600 emits with PySide6 6.12.0 (docs/decisions.md)."""
    sides = [r for r in map(Requirement, requirements()) if r.name == "PySide6"]
    offered = [r for r in sides if r.marker is None or r.marker.evaluate({"python_version": "3.11"})]
    assert len(offered) == 1
    assert not offered[0].specifier.contains("6.12.0")
    assert offered[0].specifier.contains(PINS[canonicalize_name("PySide6")])


def test_setup_looks_for_the_pythons_that_the_package_admits() -> None:
    script = (ROOT / ".ci" / "setup").read_text(encoding="utf-8")
    low, high = re.findall(r"\(3, (\d+)\) <= sys\.version_info\[:2\] <= \(3, (\d+)\)", script)[0]
    assert config()["options"]["python_requires"] == f">=3.{low},<3.{int(high) + 1}"
