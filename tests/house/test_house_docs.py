"""The papers of the house say what the code is."""

import doctest
import re
from pathlib import Path

import pytest
from house_files import PACKAGES, ROOT, files, place, requirements
from packaging.requirements import Requirement

ARCHITECTURE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
DECISIONS = (ROOT / "docs" / "decisions.md").read_text(encoding="utf-8")
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
FENCE = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)
PAPERS = [
    *ROOT.glob("*.md"),
    *(ROOT / "docs").glob("*.md"),
]


def packages() -> set[str]:
    """Every folder of code, as the architecture page writes it: two levels, pages by their common folder."""
    places = {place(path.parent) for package in PACKAGES for path in files(package)}
    return {"/".join(name.split("/")[:2]) for name in places}


def test_the_architecture_names_every_room() -> None:
    missing = sorted(name for name in packages() if f"`{name}" not in ARCHITECTURE)
    assert missing == []


def test_the_architecture_names_no_room_that_is_not_there() -> None:
    named = set(re.findall(r"^\| `((?:core|printers|ui)/[a-z_]+)`", ARCHITECTURE, re.MULTILINE))
    assert sorted(named - packages()) == []
    assert len(named) > 10


@pytest.mark.parametrize("mark", [f"M{n}" for n in range(1, 9)] + [f"D{n}" for n in range(1, 10)])
def test_each_invariant_has_its_line(mark: str) -> None:
    assert re.search(rf"^Invariant: {mark} \w", ARCHITECTURE, re.MULTILINE)


@pytest.mark.parametrize("name", sorted({Requirement(line).name for line in requirements()}))
def test_each_dependency_has_its_reason(name: str) -> None:
    assert re.search(rf"\b{re.escape(name)}\b", DECISIONS, re.IGNORECASE)


def test_decisions_are_dated_in_order_and_short() -> None:
    sections = DECISIONS.split("\n## ")[1:]
    dates = [re.match(r"(20\d\d-\d\d-\d\d) \S", section) for section in sections]
    assert all(dates)
    assert [match[1] for match in dates if match] == sorted(match[1] for match in dates if match)
    assert [s.splitlines()[0] for s in sections if len(s.strip().splitlines()) - 1 > 10] == []


def test_the_examples_of_the_style_guide_run() -> None:
    parser, runner = doctest.DocTestParser(), doctest.DocTestRunner(optionflags=doctest.ELLIPSIS)
    examples = 0
    for number, block in enumerate(FENCE.findall(CONTRIBUTING)):
        test = parser.get_doctest(block, {}, f"CONTRIBUTING.md block {number}", "CONTRIBUTING.md", 0)
        examples += len(test.examples)
        assert runner.run(test).failed == 0
    assert examples > 3


def test_the_style_guide_quotes_code_that_exists() -> None:
    code = "\n".join(path.read_text(encoding="utf-8") for path in files("core"))
    quotes = [block for block in FENCE.findall(CONTRIBUTING) if not block.startswith(">>>")]
    assert quotes
    assert [block for block in quotes if block.rstrip() not in code] == []


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.name)
def test_links_between_papers_lead_somewhere(paper: Path) -> None:
    text = paper.read_text(encoding="utf-8")
    targets = [target for target in re.findall(r"\]\(([^)#\s]+)", text) if "://" not in target]
    assert [target for target in targets if not (paper.parent / target).exists()] == []


def test_the_changelog_keeps_its_form() -> None:
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    headings = re.findall(r"^## (.+)$", text, re.MULTILINE)
    assert headings[0] == "[Unreleased]"
    assert all(re.fullmatch(r"\[\d+\.\d+\.\d+\] - 20\d\d-\d\d-\d\d", heading) for heading in headings[1:])
    kinds = set(re.findall(r"^### (.+)$", text, re.MULTILINE))
    assert kinds <= {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"}
