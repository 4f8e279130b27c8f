"""Buttons, states, previews, the wizard: what each promises."""

from functools import partial
from io import BytesIO

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from window_kit import make_kit

from ui.icon_names import Ico
from ui.quoting import shortened
from ui.views import ChipView, ErrorView, MoneyMoved, ThemeName, Tone
from ui.widgets.buttons import Button, Kind, Size
from ui.widgets.card import Facts, Notice
from ui.widgets.chip import Chip
from ui.widgets.choices import Choice, ChoiceCards, Segmented
from ui.widgets.dialogs import Dialog
from ui.widgets.fields import LineEdit
from ui.widgets.kit import Kit
from ui.widgets.label_preview import LabelPreview
from ui.widgets.layouts import Columns, FlowLayout
from ui.widgets.states import EmptyState, ErrorPanel, Progress, StateStack
from ui.widgets.strip import Strip
from ui.widgets.text import ElidedLabel, Label
from ui.widgets.wizard import Wizard, WizardStep

ERROR = ErrorView(
    "The carrier did not answer.", MoneyMoved.UNKNOWN, "Go on with the next order.", "gateway.timeout", "attempt 2"
)


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("theme", [ThemeName.LIGHT, ThemeName.DARK])
def test_the_focus_ring_changes_the_picture_of_every_button_in_both_themes(
    qtbot: QtBot, kind: Kind, theme: ThemeName
) -> None:
    around = QWidget()
    qtbot.addWidget(around)
    layout = QVBoxLayout(around)
    kit = make_kit("en", theme)
    buttons = [Button(kit, "Print", kind, icon=Ico.PRINTER), Button(kit, "Other")]
    for button in buttons:
        layout.addWidget(button)
    around.show()
    around.activateWindow()
    qtbot.waitUntil(around.isActiveWindow)
    buttons[1].setFocus()
    before = buttons[0].grab().toImage()
    QTest.keyClick(buttons[1], Qt.Key.Key_Backtab)
    assert buttons[0].hasFocus()
    assert buttons[0].grab().toImage() != before


def test_enter_and_space_press_the_focused_button_and_nothing_is_a_default_button(qtbot: QtBot, kit: Kit) -> None:
    pressed: list[str] = []
    dialog = Dialog(kit, None, "Buy Postage")
    qtbot.addWidget(dialog)
    buy = dialog.add_answer(Button(kit, "Purchase", Kind.PRIMARY))
    buy.clicked.connect(lambda: pressed.append("buy"))
    dialog.show()
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert pressed == []
    assert dialog.isVisible()
    QTest.keyClick(buy, Qt.Key.Key_Return)
    QTest.keyClick(buy, Qt.Key.Key_Space)
    assert pressed == ["buy", "buy"]
    assert dialog.findChildren(QPushButton) == []


def test_a_key_presses_its_button_at_once_but_not_one_that_is_forbidden(qtbot: QtBot, kit: Kit) -> None:
    around, pressed = QWidget(), []
    qtbot.addWidget(around)
    field, button = LineEdit(kit), Button(kit, "Reprint last", keys="F9")
    button.clicked.connect(lambda: pressed.append(True))
    layout = QVBoxLayout(around)
    layout.addWidget(field)
    layout.addWidget(button)
    around.show()
    around.activateWindow()
    qtbot.waitUntil(around.isActiveWindow)
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_F9)
    assert pressed == [True]
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert field.hasFocus(), "a click leaves the focus where it was"
    button.forbid("Nothing was printed yet.")
    QTest.keyClick(field, Qt.Key.Key_F9)
    assert pressed == [True, True]


def test_a_button_shows_its_key_as_the_keyboard_prints_it_and_never_binds_enter(qtbot: QtBot) -> None:
    kit = make_kit("fr")
    assert kit.key_text("Enter") == "Entrée"
    assert kit.key_text("Ctrl+B") == "Ctrl+B"
    button = Button(kit, "Acheter & imprimer", keys="Enter")
    qtbot.addWidget(button)
    assert button.findChildren(QShortcut) == []
    assert button.words() == "Acheter & imprimer"
    assert button.sizeHint().width() > Button(kit, "Acheter & imprimer").sizeHint().width()


def test_an_icon_alone_has_a_name_and_targets_are_large_enough(qtbot: QtBot, kit: Kit) -> None:
    button = Button(kit, "", icon=Ico.MOON, name="Dark theme")
    qtbot.addWidget(button)
    assert button.accessibleName() == "Dark theme"
    assert min(button.sizeHint().width(), button.sizeHint().height()) >= 40
    assert Button(kit, "Buy", size=Size.BIG).sizeHint().height() == 56
    with pytest.raises(AssertionError):
        Button(kit, "", icon=Ico.MOON)


def test_a_forbidden_button_says_why(qtbot: QtBot, kit: Kit) -> None:
    button = Button(kit, "Buy")
    qtbot.addWidget(button)
    button.forbid("The balance is short by $3.20.")
    assert not button.isEnabled()
    assert button.toolTip() == "The balance is short by $3.20."
    button.forbid(None)
    assert button.isEnabled()


def test_text_from_outside_is_never_read_as_markup(qtbot: QtBot, kit: Kit) -> None:
    label = Label(kit, "<b>Bobby</b> <img src=x>")
    qtbot.addWidget(label)
    assert label.textFormat() == Qt.TextFormat.PlainText
    facts = Facts(kit, [("Name", "<i>x</i>")])
    qtbot.addWidget(facts)
    assert all(one.textFormat() == Qt.TextFormat.PlainText for one in facts.findChildren(QLabel))


def test_a_shortened_line_tells_the_whole_in_its_tool_tip(qtbot: QtBot, kit: Kit) -> None:
    label = ElidedLabel(kit, "A station with a very long name indeed")
    qtbot.addWidget(label)
    label.resize(80, 20)
    label.grab()
    assert label.toolTip() == "A station with a very long name indeed"
    label.resize(600, 20)
    label.grab()
    assert label.toolTip() == ""


def test_words_without_spaces_make_nothing_wider(qtbot: QtBot, kit: Kit) -> None:
    """A 2D code has 200 characters; a name of 70 comes from a shop that did not look."""
    code = "A1" * 100
    label = Label(kit, code, wrap=True)
    qtbot.addWidget(label)
    assert label.text() == code
    assert label.minimumSizeHint().width() < 200
    assert label.heightForWidth(200) > 5 * label.fontMetrics().height()
    label.setText("Short words")
    assert label.heightForWidth(200) < 2 * label.fontMetrics().height()


def test_a_quoted_code_is_short(kit: Kit) -> None:
    assert shortened("9400111899223197428490") == "9400111899223197428490"
    assert shortened("X" * 60) == "X" * 40 + "…"


def test_an_error_says_what_happened_whether_money_moved_and_what_to_do(qtbot: QtBot, kit: Kit) -> None:
    retried: list[bool] = []
    panel = ErrorPanel(kit, ERROR, retry=lambda: retried.append(True))
    qtbot.addWidget(panel)
    words = {label.text() for label in panel.findChildren(Label)}
    assert {ERROR.happened, ERROR.todo, ERROR.code} <= words
    assert [chip.view().text for chip in panel.findChildren(Chip)] == ["Being checked; never charged twice"]
    buttons = {button.words(): button for button in panel.findChildren(Button)}
    buttons["Copy details"].click()
    assert QGuiApplication.clipboard().text() == "gateway.timeout\nThe carrier did not answer.\nattempt 2"
    buttons["Try again"].click()
    assert retried == [True]


@pytest.mark.parametrize("moved", MoneyMoved)
def test_every_answer_about_money_has_its_own_words(qtbot: QtBot, kit: Kit, moved: MoneyMoved) -> None:
    panel = ErrorPanel(kit, ErrorView("x", moved, "y", "z"))
    qtbot.addWidget(panel)
    words = {MoneyMoved.NO: "No money moved", MoneyMoved.YES: "Money moved"}
    assert panel.findChildren(Chip)[0].view().text == words.get(moved, "Being checked; never charged twice")


def test_a_quick_answer_never_blinks_and_a_slow_one_shows_the_skeleton(qtbot: QtBot, kit: Kit) -> None:
    content = Label(kit, "rows")
    stack = StateStack(kit, content)
    qtbot.addWidget(stack)
    stack.show()
    stack.show_loading()
    assert content.isVisible()
    qtbot.waitUntil(lambda: not content.isVisible())
    stack.show_content()
    assert content.isVisible()
    stack.show_empty(EmptyState(kit, Ico.INBOX, "No orders", "Import a file.", Button(kit, "Import…")))
    assert not content.isVisible()
    stack.show_error(ERROR)
    assert stack.findChildren(ErrorPanel)[0].isVisible()
    stack.show_content()
    assert content.isVisible()


@pytest.mark.parametrize("theme", [ThemeName.LIGHT, ThemeName.DARK])
def test_a_label_lies_on_white_paper_in_its_own_proportions_in_both_themes(qtbot: QtBot, theme: ThemeName) -> None:
    preview = LabelPreview(make_kit("en", theme))
    qtbot.addWidget(preview)
    preview.resize(400, 400)
    picture = Image.new("RGBA", (812, 1218), (0, 0, 0, 0))
    picture.paste((0, 0, 0, 255), (0, 600, 812, 618))
    preview.set_image(picture)
    shot = preview.grab().toImage()
    assert shot.pixelColor(200, 100) == QColor("white")
    assert shot.pixelColor(200, 200).lightness() < 60
    paper = preview.paper()
    assert round(paper.height() / paper.width(), 2) == 1.5


def test_a_label_comes_as_png_too_and_can_be_taken_away(qtbot: QtBot, kit: Kit) -> None:
    preview = LabelPreview(kit)
    qtbot.addWidget(preview)
    data = BytesIO()
    Image.new("1", (812, 1218), 1).save(data, "PNG")
    preview.set_png(data.getvalue())
    assert preview.has_label()
    preview.clear()
    assert not preview.has_label()
    with pytest.raises(AssertionError, match="not a picture"):
        preview.set_png(b"no picture")


def test_the_strip_offers_undo_once(qtbot: QtBot, kit: Kit) -> None:
    strip, undone = Strip(kit), []
    qtbot.addWidget(strip)
    strip.show()
    strip.say(Tone.OK, "Label voided.", lambda: undone.append(True))
    button = strip.undo_button()
    assert button.isVisible()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert undone == [True]
    assert not button.isVisible()
    strip.say(Tone.WARN, "Printer stopped.")
    assert (strip.text(), button.isVisible()) == ("Printer stopped.", False)


def test_the_undo_of_the_strip_runs_out(qtbot: QtBot, kit: Kit) -> None:
    strip = Strip(kit)
    qtbot.addWidget(strip)
    strip.show()
    strip.say(Tone.OK, "Label voided.", lambda: None, undo_s=1)
    qtbot.waitUntil(lambda: not strip.undo_button().isVisible(), timeout=3000)
    assert strip.text() == "Label voided."


def test_finish_is_always_there_and_says_what_is_missing(qtbot: QtBot, kit: Kit) -> None:
    """S0-10: the Finish button never vanishes; it is disabled with the reason in words."""
    lacks: dict[str, str | None] = {"Location": "choose a state", "Terms": "accept the terms"}
    steps = [WizardStep(name, QWidget(), partial(lacks.__getitem__, name)) for name in lacks]
    wizard, finished = Wizard(kit, steps, "Finish Setup"), []
    qtbot.addWidget(wizard)
    wizard.finished.connect(lambda: finished.append(True))
    wizard.show()
    finish = next(b for b in wizard.findChildren(Button) if b.words() == "Finish Setup")
    said = {label.text() for label in wizard.findChildren(Label)}
    assert finish.isVisible()
    assert not finish.isEnabled()
    assert finish.toolTip() == "Location: choose a state"
    assert "Location: choose a state" in said
    lacks["Location"] = lacks["Terms"] = None
    wizard.refresh()
    finish.click()
    assert finished == [True]


def test_a_step_that_is_wrong_keeps_the_person_on_it(qtbot: QtBot, kit: Kit) -> None:
    allowed = [False]
    steps = [
        WizardStep("One", QWidget(), lambda: None, lambda: allowed[0]),
        WizardStep("Two", QWidget(), lambda: None),
    ]
    wizard = Wizard(kit, steps, "Finish Setup")
    qtbot.addWidget(wizard)
    buttons = {button.words(): button for button in wizard.findChildren(Button)}
    buttons["Next"].click()
    assert wizard.step() == 0
    allowed[0] = True
    buttons["Next"].click()
    assert wizard.step() == 1
    assert buttons["Finish Setup"].kind() is Kind.PRIMARY
    buttons["Back"].click()
    assert wizard.step() == 0


@pytest.mark.parametrize("cards", [False, True])
def test_a_choice_is_told_by_its_key_and_reached_by_keyboard(qtbot: QtBot, kit: Kit, cards: bool) -> None:
    choices = [Choice("epl", "Thermal-EPL", "Older printers."), Choice("zpl", "Thermal-ZPL", "Most printers of today.")]
    made = (ChoiceCards if cards else Segmented)(kit, "Requested Label Format", choices, "epl")
    qtbot.addWidget(made)
    made.show()
    assert made.key() == "epl"
    with qtbot.waitSignal(made.chosen) as chosen:
        option = next(o for o in made.findChildren(QWidget) if o.accessibleName() == "Thermal-ZPL")
        QTest.keyClick(option, Qt.Key.Key_Space)
    assert chosen.args == ["zpl"]
    assert made.key() == "zpl"


def test_columns_stand_below_each_other_where_the_window_is_narrow(qtbot: QtBot, kit: Kit) -> None:
    around = QWidget()
    qtbot.addWidget(around)
    columns = Columns(16, (3, 1))
    sheets = [QWidget(), QWidget()]
    for sheet in sheets:
        sheet.setMinimumSize(200, 100)
        columns.addWidget(sheet)
    around.setLayout(columns)
    around.resize(1016, 300)
    around.show()
    assert [sheet.width() for sheet in sheets] == [750, 250]
    assert {sheet.height() for sheet in sheets} == {300}
    around.resize(400, 300)
    qtbot.waitUntil(lambda: sheets[1].y() > 0)
    assert [sheet.width() for sheet in sheets] == [400, 400]


def test_a_flow_wraps_and_keeps_its_end_at_the_right(qtbot: QtBot, kit: Kit) -> None:
    around = QWidget()
    qtbot.addWidget(around)
    flow = FlowLayout(10)
    parts = [QWidget() for _ in range(3)]
    for part in parts:
        part.setFixedSize(100, 20)
    for part in parts[:2]:
        flow.addWidget(part)
    flow.add_end(parts[2])
    around.setLayout(flow)
    around.resize(500, 100)
    around.show()
    assert [part.x() for part in parts] == [0, 110, 400]
    assert flow.heightForWidth(220) == 50
    around.resize(220, 100)
    qtbot.waitUntil(lambda: parts[2].y() == 30)
    assert parts[2].x() == 120


@pytest.mark.parametrize("tone", Tone)
def test_a_plain_confirmation_goes_by_itself_and_trouble_stays(qtbot: QtBot, kit: Kit, tone: Tone) -> None:
    strip = Strip(kit)
    qtbot.addWidget(strip)
    strip.say(tone, "Copied to the clipboard.")
    plain = tone in (Tone.OK, Tone.NEUTRAL, Tone.ACCENT)
    assert strip.going.isActive() is plain
    if plain:
        strip.going.timeout.emit()
        assert strip.text() == ""
        strip.say(tone, "Voided.", undo=lambda: None)
        assert not strip.going.isActive()  # what can be taken back stays as long as that
        strip.say(Tone.ERROR, "The printer stopped.")
        assert not strip.going.isActive()


def test_the_strip_leads_to_where_something_can_be_mended(qtbot: QtBot, kit: Kit) -> None:
    strip, gone = Strip(kit), []
    qtbot.addWidget(strip)
    strip.lead(Tone.WARN, "A file has errors.", "Show them", lambda: gone.append("there"))
    button = strip.undo_button()
    assert isinstance(button, Button)
    assert (button.words(), button.isHidden(), strip.going.isActive()) == ("Show them", False, False)
    button.click()
    assert gone == ["there"]


def test_a_chip_is_colour_icon_and_word_and_never_struck_itself(qtbot: QtBot, kit: Kit) -> None:
    chip = Chip(kit, ChipView(Tone.NEUTRAL, Ico.BAN, "Voided"))
    qtbot.addWidget(chip)
    before = chip.grab().toImage()
    chip.set_view(ChipView(Tone.NEUTRAL, Ico.BAN, "Voided", struck=True))
    assert chip.accessibleName() == "Voided"
    assert chip.grab().toImage() == before


def test_a_notice_can_say_something_else(qtbot: QtBot, kit: Kit) -> None:
    notice = Notice(kit, Tone.OK, Ico.CHECK, "Printed.", big=True)
    qtbot.addWidget(notice)
    notice.say(Tone.ERROR, Ico.CIRCLE_X, "Wrong box.")
    assert notice.accessibleName() == "Wrong box."


def test_progress_says_where_it_is_and_can_be_stopped(qtbot: QtBot, kit: Kit) -> None:
    progress = Progress(kit)
    qtbot.addWidget(progress)
    progress.show_step(3, 9, "3 of 9 labels bought")
    bar = progress.findChild(QProgressBar)
    assert isinstance(bar, QProgressBar)
    assert (bar.value(), bar.maximum(), bar.accessibleName()) == (3, 9, "3 of 9 labels bought")
    with qtbot.waitSignal(progress.stopped):
        progress.findChildren(Button)[0].click()
