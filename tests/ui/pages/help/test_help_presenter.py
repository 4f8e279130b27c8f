"""Help without a window: versions, diagnostics, the table of troubles, support."""

import configparser
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from window_world import World, open_world

from core.resources import ROOT
from core.stations.service import name_station
from core.version import VERSION
from ui.pages.help import facts
from ui.pages.help.minimums import judge, minimums
from ui.pages.help.presenter import ABOUT, SUPPORT, TROUBLES, HelpPresenter, support_text
from ui.pages.help.rows import Toolkit, Verdict
from ui.pages.welcome.work import has_page
from ui.running import HeldRunner

TOOLKIT = Toolkit("6.11.3", "6.11.3")


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = open_world(tmp_path)
    yield made
    made.close()


@pytest.mark.parametrize(
    ("typed", "verdict"),
    [
        ("8.3.1", Verdict.NEW_ENOUGH),
        ("8.10.0", Verdict.NEW_ENOUGH),
        (" 8.10.0 ", Verdict.NEW_ENOUGH),
        ("10", Verdict.NEW_ENOUGH),
        ("8.3", Verdict.TOO_OLD),
        ("8.3.0.99", Verdict.TOO_OLD),
        ("8.3.1rc1", Verdict.TOO_OLD),
        ("8.3.1 (build 5)", Verdict.UNKNOWN),
        ("latest", Verdict.UNKNOWN),
        ("9 or so", Verdict.UNKNOWN),
        ("", Verdict.NOTHING),
        ("   ", Verdict.NOTHING),
    ],
)
def test_versions_are_compared_as_numbers_and_doubt_is_never_new_enough(typed: str, verdict: Verdict) -> None:
    """S2-05: 8.3.1 or later."""
    assert judge(typed, "8.3.1") is verdict


def test_the_minimum_of_one_balance_is_in_the_data(world: World) -> None:
    """S2-05."""
    presenter = HelpPresenter(world.app, TOOLKIT)
    assert [(one.software, one.version) for one in minimums()] == [("ShipWorks", "8.3.1")]
    verdicts = []
    for typed in ("8.10.0", "8.3.1 (build 5)"):
        presenter.check(typed)
        verdicts.append(presenter.state.verdict)
    assert verdicts == [Verdict.NEW_ENOUGH, Verdict.UNKNOWN]


def test_about_is_read_beside_the_window_and_knows_the_books(tmp_path: Path) -> None:
    """S2-06."""
    held = HeldRunner()
    world = open_world(tmp_path, runner=held)
    presenter = HelpPresenter(world.app, TOOLKIT)
    told: list[int] = []
    leave = presenter.listeners.join(lambda: told.append(1))
    presenter.load()
    assert presenter.diagnostics() == ""
    held.release()
    about = presenter.state.about
    assert about is not None
    assert told == [1]
    assert about.version == VERSION
    assert about.schema > 0
    assert about.sqlite.count(".") == 2
    assert about.toolkit == TOOLKIT
    assert about.directory == world.services.directory
    assert about.station.startswith("st-")
    assert about.carriers_from <= about.carriers_to
    assert all(one.version for one in about.libraries)
    leave()
    world.close()


def test_diagnostics_name_versions_and_nobody(world: World, tmp_path: Path) -> None:
    """S2-06: neither names, nor addresses, nor keys, nor a path that may hold a name."""
    world.order("A-1")
    presenter = HelpPresenter(world.app, TOOLKIT)
    presenter.load()
    text = presenter.diagnostics()
    for known in (VERSION, "Qt: 6.11.3", "SQLite: 3.", "mode: practice", "reportlab: ", "schema: "):
        assert known in text
    actor = world.services.desk.actor
    for secret in ("ana", "Élodie", "Tremblay", "Boréal", "Cherry", "Burlington", "05401", actor.instance):
        assert not re.search(rf"\b{re.escape(secret)}\b", text)
    assert str(tmp_path) not in text
    assert str(Path.home()) not in text


def test_the_libraries_are_those_that_setup_asks_for() -> None:
    setup = configparser.ConfigParser()
    setup.read(ROOT.parent / "setup.cfg", encoding="utf-8")
    lines = (line.strip() for line in setup["options"]["install_requires"].splitlines())
    wanted = {re.split(r"[<>=;! ]", line)[0] for line in lines if line and not line.startswith("#")}
    assert {one.name for one in facts.PACKAGES} == wanted


def test_the_commit_is_read_from_the_files_of_git(tmp_path: Path) -> None:
    git = tmp_path / ".git"
    assert facts.commit_of(tmp_path) == ""
    (git / "refs" / "heads").mkdir(parents=True)
    (git / "HEAD").write_text("ref: refs/heads/main\n", encoding="ascii")
    assert facts.commit_of(tmp_path) == ""
    (git / "packed-refs").write_text("# pack-refs\nfedcba98765432100000 refs/heads/main\n", encoding="ascii")
    assert facts.commit_of(tmp_path) == "fedcba9876"
    (git / "refs" / "heads" / "main").write_text("0123456789abcdef0123\n", encoding="ascii")
    assert facts.commit_of(tmp_path) == "0123456789"
    (git / "HEAD").write_text("abcdefabcdefabcdef\n", encoding="ascii")
    assert facts.commit_of(tmp_path) == "abcdefabcd"
    (git / "HEAD").write_text("<html>\n", encoding="ascii")
    assert facts.commit_of(tmp_path) == ""


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_every_trouble_has_its_three_columns_and_a_page_that_exists(world: World, lang: str) -> None:
    """S0-42, S0-45."""
    world.window.lang = "fr" if lang == "fr" else "en"
    presenter = HelpPresenter(world.app, TOOLKIT)
    rows = presenter.troubles()
    assert len({row.code for row in rows}) == len(rows) >= 6
    for row in rows:
        assert row.problem
        assert all(row.causes)
        assert all(row.cure)
        assert row.button
        presenter.open_page(row)
        page, subject = world.window.gone[-1]
        assert f"{page}:{subject}".rstrip(":") == row.page
        assert has_page(page)


def test_the_trouble_of_the_first_set_up_is_told_with_its_cure(world: World) -> None:
    """S0-41: details cannot be saved at first set-up, the Finish button is gone."""
    presenter = HelpPresenter(world.app, TOOLKIT)
    row = presenter.troubles()[0]
    assert "Finish" in row.problem
    assert "cache" in row.cure[0]
    assert "private window" in row.cure[0]
    presenter.open_page(row)
    assert world.window.gone == [("settings", "setup")]


def test_an_error_leads_to_its_row_and_another_section_forgets_it(world: World) -> None:
    """S0-42: opened from the error itself."""
    presenter = HelpPresenter(world.app, TOOLKIT)
    visit = world.app.links.visits["help"]
    visit("outcome-unknown")
    assert (presenter.state.section, presenter.state.trouble) == (TROUBLES, "outcome-unknown")
    visit("no such thing")
    assert presenter.state.trouble == "outcome-unknown"
    presenter.choose(ABOUT)
    assert presenter.state.trouble == ""
    visit(SUPPORT)
    assert presenter.state.section == SUPPORT


def test_support_is_told_for_every_carrier_with_a_desk_in_the_chosen_language(world: World) -> None:
    """S0-31, S1-12, S2-25."""
    presenter = HelpPresenter(world.app, TOOLKIT)
    carriers = [one for one in world.services.catalogue.carriers if one.support.name]
    assert [view.carrier for view in presenter.support()] == [one.name for one in carriers]
    post = next(view for view in presenter.support() if view.carrier == "Canada Post")
    assert "1-800-267-7651" in support_text(post)
    assert all(text for view in presenter.support() for _, text in view.lines)
    world.window.lang = "fr"
    poste = next(view for view in presenter.support() if view.carrier == "Postes Canada")
    assert "Numéro de client" in support_text(poste)


def test_the_welcome_is_found_again_from_help(world: World) -> None:
    HelpPresenter(world.app, TOOLKIT).open_welcome()
    assert world.window.gone == [("welcome", "")]


def test_about_shows_the_stations_name_and_diagnostics_keep_it_to_themselves(world: World) -> None:
    """No names in what is sent to a helper."""
    name_station(world.services.store, world.services.desk, "Elm Inc. table 2")
    about = facts.read_about(world.services, TOOLKIT)
    assert about.name == "Elm Inc. table 2"
    assert "Elm" not in facts.diagnostics(about)
