"""A command line for each test."""

import shutil
from pathlib import Path

import pytest
from command_line import CommandLine


@pytest.fixture
def bare(tmp_path: Path) -> CommandLine:
    """Commands on a station that is not there yet."""
    return CommandLine(tmp_path)


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new practice station, made once and closed."""
    folder = tmp_path_factory.mktemp("made")
    CommandLine(folder).run("balance")
    return folder


@pytest.fixture
def line(made: Path, tmp_path: Path) -> CommandLine:
    """Commands on a new practice station of its own."""
    shutil.copytree(made, tmp_path, dirs_exist_ok=True)
    return CommandLine(tmp_path)
