"""Sections beside their names; the wizard's steps; both give way where the page is narrow or text is large."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel
from pytestqt.qtbot import QtBot

from ui.icon_names import Ico
from ui.widgets.buttons import Button
from ui.widgets.kit import Kit
from ui.widgets.sections import Section, Sections, SectionSpec
from ui.widgets.text import Label
from ui.widgets.wizard import Wizard, WizardStep


class Counted(Section):
    """A section that counts its visits."""

    def __init__(self, kit: Kit, title: str) -> None:
        super().__init__(kit, title, "A note.")
        self.visits = 0

    def entered(self) -> None:
        self.visits += 1


def spec(key: str) -> SectionSpec:
    return SectionSpec(key, key.title(), Ico.INFO, lambda kit: Counted(kit, key.title()))


def put_up(qtbot: QtBot, kit: Kit, width: int = 1144) -> Sections:
    specs = [spec("one"), spec("two")]
    shown = Sections(kit, "Names", specs, "one")
    qtbot.addWidget(shown)
    shown.resize(width, 600)
    with qtbot.waitExposed(shown):
        shown.show()
    return shown


def names(shown: Sections) -> list[QAbstractButton]:
    return [b for b in shown.findChildren(QAbstractButton) if b.text() in ("One", "Two")]


def test_a_section_is_made_when_it_is_first_wanted_and_told_each_time_it_is_shown(qtbot: QtBot, kit: Kit) -> None:
    shown = put_up(qtbot, kit)
    assert len(shown.findChildren(Counted)) == 1
    with qtbot.waitSignal(shown.chosen) as told:
        names(shown)[1].click()
    assert told.args == ["two"]
    section = shown.section()
    assert isinstance(section, Counted)
    assert (section.visits, shown.key()) == (1, "two")
    shown.show_section("two")
    shown.show_section("nowhere")
    assert (section.visits, shown.key()) == (2, "two")


def test_enter_on_a_name_chooses_it(qtbot: QtBot, kit: Kit) -> None:
    shown = put_up(qtbot, kit)
    QTest.keyClick(names(shown)[1], Qt.Key.Key_Return)
    assert shown.key() == "two"


def test_names_stand_beside_the_section_and_above_it_where_it_is_narrow(qtbot: QtBot, kit: Kit) -> None:
    """Desktop check 9: text up to 200 %."""
    shown = put_up(qtbot, kit)
    one, two = names(shown)
    assert one.mapTo(shown, one.rect().topLeft()).x() == two.mapTo(shown, two.rect().topLeft()).x()
    shown.resize(760, 600)
    qtbot.waitUntil(lambda: one.mapTo(shown, one.rect().topLeft()).y() == two.mapTo(shown, two.rect().topLeft()).y())
    assert not any(label.isVisible() for label in shown.findChildren(Label) if label.text() == "Names")
    shown.resize(1144, 600)
    qtbot.waitUntil(lambda: one.mapTo(shown, one.rect().topLeft()).x() == two.mapTo(shown, two.rect().topLeft()).x())
    assert any(label.isVisible() for label in shown.findChildren(Label) if label.text() == "Names")


def wizard(qtbot: QtBot, kit: Kit, *, seen: int | None = None) -> Wizard:
    steps = [
        WizardStep("First", QLabel("1"), lambda: None, onward="Go on"),
        WizardStep("Second", QLabel("2"), lambda: "missing"),
        WizardStep("Third", QLabel("3"), lambda: None),
    ]
    shown = Wizard(kit, steps, "Finish", seen=seen)
    qtbot.addWidget(shown)
    shown.resize(1000, 500)
    with qtbot.waitExposed(shown):
        shown.show()
    return shown


def said(shown: Wizard) -> list[str]:
    return [button.words() for button in shown.findChildren(Button) if button.isVisible()]


def test_a_step_may_name_the_button_that_goes_on(qtbot: QtBot, kit: Kit) -> None:
    shown = wizard(qtbot, kit)
    assert "Go on" in said(shown)
    with qtbot.waitSignal(shown.moved) as told:
        shown.advance()
    assert told.args == [0, 1]
    assert "Next" in said(shown)


def test_a_set_up_that_was_finished_shows_all_its_steps_as_seen(qtbot: QtBot, kit: Kit) -> None:
    done = {mark.accessibleName() for mark in wizard(qtbot, kit, seen=3)._marks}
    assert done == {"First: done", "Second", "Third: done"}


def test_the_list_of_steps_gives_way_and_the_title_counts(qtbot: QtBot, kit: Kit) -> None:
    shown = wizard(qtbot, kit)
    titles = [label for label in shown.findChildren(Label) if label.text().endswith("First")]
    assert [label.text() for label in titles] == ["First"]
    shown.resize(700, 500)
    qtbot.waitUntil(lambda: titles[0].text() == "1/3 · First")
    assert not shown._marks[0].isVisible()
