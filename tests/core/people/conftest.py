"""Fixtures of the people room."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from people_kit import first
from people_world import People


@pytest.fixture
def people(tmp_path: Path) -> Iterator[People]:
    """Nobody yet."""
    made = People(tmp_path / "d")
    yield made
    made.store.close()


@pytest.fixture
def staffed(people: People) -> People:
    """Ana, a supervisor, has signed in at run-1."""
    first(people.store, people.desk)
    return people


@pytest.fixture(autouse=True)
def quick_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    """A hash takes 50 ms on purpose; one test looks at that."""
    monkeypatch.setattr("core.people.pins._COST", 2**4)
