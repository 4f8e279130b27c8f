"""The welcome's decisions, without a window."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from window_world import World, open_world

from ui.pages.welcome import work
from ui.pages.welcome.live import LiveStory
from ui.pages.welcome.presenter import WelcomePresenter
from ui.pages.welcome.rows import Going, Stage
from ui.practice.place import MARKER
from ui.practice.telling import Line, Mark
from ui.running import HeldRunner
from ui.views import Tone


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = open_world(tmp_path)
    yield made
    made.close()


def offered(presenter: WelcomePresenter) -> bool:
    shown: list[bool] = []
    presenter.offer(lambda: shown.append(True))
    return bool(shown)


def test_it_comes_at_the_first_start_and_not_again(world: World) -> None:
    presenter = WelcomePresenter(world.app)
    assert offered(presenter)
    assert offered(presenter)
    presenter.opened()
    assert not offered(presenter)
    assert not offered(WelcomePresenter(world.app))


def test_it_does_not_come_where_there_are_orders(world: World) -> None:
    world.order("A-1")
    assert not offered(WelcomePresenter(world.app))


def test_it_does_not_come_where_something_was_bought(world: World) -> None:
    world.fund()
    assert not offered(WelcomePresenter(world.app))


def test_a_practice_day_is_shipped_where_the_person_says(world: World, tmp_path: Path) -> None:
    presenter = WelcomePresenter(world.app, tmp_path / "elsewhere")
    presenter.choose_folder(tmp_path / "mine")
    presenter.ship()
    state = presenter.state
    assert state.stage is Stage.SHIPPED
    assert state.folder == (tmp_path / "mine" / work.FOLDER).resolve()
    assert (state.folder / MARKER).is_file()
    assert state.labels > 0
    assert state.findings == ()
    assert world.window.said[-1] == (Tone.OK, "The practice day is shipped; its books close to the cent.")
    assert presenter.going().lines[0].mark is Mark.STEP
    assert not (tmp_path / "elsewhere").exists()


def test_the_same_folder_chosen_twice_is_not_nested(tmp_path: Path) -> None:
    assert work.folder_in(work.folder_in(tmp_path)) == tmp_path / work.FOLDER
    assert work.default_folder() == Path.home() / work.FOLDER


def test_two_presses_ship_one_day_and_the_folder_stays_meanwhile(tmp_path: Path) -> None:
    held = HeldRunner()
    world = open_world(tmp_path, runner=held)
    presenter = WelcomePresenter(world.app, tmp_path / "day")
    presenter.ship()
    presenter.ship()
    assert len(held) == 1
    presenter.choose_folder(tmp_path / "other")
    presenter.back()
    assert (presenter.state.stage, presenter.state.folder) == (Stage.SHIPPING, tmp_path / "day")
    held.release()
    stages = [presenter.state.stage]
    presenter.back()
    assert [*stages, presenter.state.stage] == [Stage.SHIPPED, Stage.CHOOSING]
    world.close()


def test_a_folder_with_other_things_is_left_alone_and_the_reason_is_kept(world: World, tmp_path: Path) -> None:
    taken = tmp_path / "taken"
    taken.mkdir()
    (taken / "letter.txt").write_text("mine", encoding="utf-8")
    presenter = WelcomePresenter(world.app, taken)
    presenter.ship()
    assert presenter.state.stage is Stage.FAILED
    assert presenter.state.error is not None
    assert presenter.state.error.code == "practice.place-taken"
    assert world.window.said[-1][0] is Tone.ERROR
    assert (taken / "letter.txt").read_text(encoding="utf-8") == "mine"


def test_orders_are_imported_on_their_page(world: World) -> None:
    WelcomePresenter(world.app).import_orders()
    assert world.window.gone == [("orders", "import")]


def test_a_page_that_the_program_lacks_is_not_offered() -> None:
    assert work.has_page("bench")
    assert not work.has_page("nothing_of_that_name")


def test_the_folder_is_shown_as_people_name_it(world: World, tmp_path: Path) -> None:
    assert WelcomePresenter(world.app).shown_folder() == f"~/{work.FOLDER}"
    assert WelcomePresenter(world.app, tmp_path / "x").shown_folder() == str(tmp_path / "x")


def test_the_story_is_read_whole_while_it_is_told() -> None:
    story = LiveStory()
    assert story.now() == Going()
    step = Line(Mark.STEP, "1")
    story.tell(step)
    story.progress("Buying", 2, 9)
    assert story.now() == Going((step,), "Buying", 2, 9)
    done = Line(Mark.DONE, "bought")
    story.tell(done)
    assert story.now() == Going((step, done))
