"""A scan of any length answers nothing where no scan was asked for (facts: desktop 1.9)."""

from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from window_keys import Keyboard
from window_world import open_world

from ui.people.dialogs import PinEdit, SignInDialog
from ui.people.signing.presenter import SignInPresenter
from ui.questions import AskView, Question
from ui.widgets.fields import LineEdit
from ui.widgets.kit import Kit
from ui.widgets.question_card import QuestionCard

CODES = ("7", "Q1", "Q12", "1001")
PERSON_ENTER_MS = 65


@dataclass
class Asked:
    """A question card and what came of it."""

    card: QuestionCard
    keys: Keyboard
    answers: list[str] = field(default_factory=list)
    scans: list[str] = field(default_factory=list)


@pytest.fixture
def asked(qtbot: QtBot, kit: Kit) -> Asked:
    view = AskView(Question.REPRINT, "Sure?", "It may cost more.", ("Soft pack",), "Soft pack", "Ship", "Back")
    card = QuestionCard(kit, view)
    qtbot.addWidget(card)
    made = Asked(card, Keyboard(card))
    card.answered.connect(made.answers.append)
    card.scanned.connect(made.scans.append)
    card.show()
    card.activateWindow()
    qtbot.waitUntil(card.isActiveWindow)
    card.take_focus()
    return made


@pytest.mark.parametrize("enters", [1, 2])
@pytest.mark.parametrize("code", CODES)
def test_a_scan_of_one_key_or_more_is_no_reason_and_no_answer(asked: Asked, code: str, enters: int) -> None:
    asked.keys.scan(code, enters=enters)
    assert (asked.answers, asked.scans) == ([], [code])
    assert asked.card.reason.text() == "Soft pack"


@pytest.mark.parametrize("reason", ["7", "ok", "Soft"])
def test_a_person_may_answer_in_one_letter(asked: Asked, reason: str) -> None:
    asked.keys.type(reason)
    asked.keys.press(Qt.Key.Key_Return, PERSON_ENTER_MS)
    assert (asked.answers, asked.scans) == ([reason], [])


@pytest.mark.parametrize("code", CODES)
def test_a_scan_is_no_attempt_at_a_pin_and_leaves_nothing_in_its_field(
    qtbot: QtBot, kit: Kit, tmp_path: Path, code: str
) -> None:
    world, parent = open_world(tmp_path), QWidget()
    qtbot.addWidget(parent)
    parent.show()
    given: list[str] = []
    dialog = SignInDialog(kit, parent, SignInPresenter(world.app, lambda _who: None), locked=True)
    dialog.pin.returnPressed.connect(lambda: given.append(dialog.pin.text()))
    dialog.show()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    dialog.pin.setFocus()
    keys = Keyboard(dialog)
    keys.scan(code, enters=2)
    assert (given, dialog.pin.text()) == ([], "")
    keys.wait(1000)
    keys.type("2468", gap_ms=70)
    keys.press(Qt.Key.Key_Return, PERSON_ENTER_MS)
    assert given == ["2468"]
    world.close()


@pytest.mark.parametrize("kind", [LineEdit, PinEdit])
def test_a_second_line_end_answers_no_form(qtbot: QtBot, kit: Kit, kind: type[LineEdit]) -> None:
    edit, answered = kind(kit), list[bool]()
    edit.returnPressed.connect(lambda: answered.append(True))
    qtbot.addWidget(edit)
    edit.show()
    edit.setFocus()
    Keyboard(edit).scan("12", enters=2)
    assert answered == []
