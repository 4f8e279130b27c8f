"""The rail says what each page says of itself, without reading it; a page is read when it is shown."""

import importlib
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest
from window_world import World, open_world

from core.i18n import translator
from core.resources import ROOT
from ui.pages.rail import RAIL, RailEntry, _PageModule, module_of, page_specs, read_ahead


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = open_world(tmp_path)
    yield made
    made.close()


@pytest.mark.parametrize("entry", RAIL, ids=lambda entry: entry.key)
def test_the_rail_and_the_page_say_the_same(world: World, entry: RailEntry) -> None:
    own = cast("_PageModule", importlib.import_module(module_of(entry.key))).make_spec(world.app)
    assert (own.key, own.icon, own.pinned) == (entry.key, entry.icon, entry.pinned)
    for lang in ("en", "fr"):
        assert own.title(translator(lang)) == entry.title(translator(lang))


def test_no_page_is_read_before_it_is_shown_or_its_turn_comes(world: World) -> None:
    assert [spec.key for spec in page_specs(world.app)] == [entry.key for entry in RAIL]
    code = "import sys; import ui.pages.rail as rail; rail.page_specs; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT.parent, capture_output=True, text=True, check=True)
    assert not {module_of(entry.key) for entry in RAIL} & set(done.stdout.split())
    assert list(read_ahead()) == [entry.key for entry in RAIL]
