"""Inputs: what is read while one types, what a scanner may do, where problems are shown."""

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from window_keys import Keyboard
from window_kit import make_kit

from core.address import Address
from core.errors import Problem
from core.money import Money
from core.units import Weight
from ui.widgets.address_form import AddressForm
from ui.widgets.buttons import SCAN_QUIET_MS, Button
from ui.widgets.fields import FormRow, LineEdit, ScanBox, SearchBox
from ui.widgets.kit import Kit
from ui.widgets.reading import Judgement, MoneyEdit, WeightEdit

RULE = "Postage is bought in multiples of $10."


def judge(money: Money) -> Judgement:
    if money.minor < 1000 or money.minor % 1000:
        return Judgement(False, RULE, (Money(1000, "USD"), Money(2000, "USD")))
    return Judgement(True, f"Balance after: {money}")


@pytest.fixture
def amount(qtbot: QtBot, kit: Kit) -> MoneyEdit:
    edit = MoneyEdit(kit, "USD", judge, "At least $10.")
    qtbot.addWidget(edit)
    return edit


def test_a_refused_amount_says_the_rule_while_it_is_typed_and_offers_others(amount: MoneyEdit) -> None:
    """S0 (M6): 15 is refused with the rule's words; 10 and 20 are one click away."""
    assert amount.said() == "At least $10."
    QTest.keyClicks(amount.input, "15")
    assert amount.said() == RULE
    assert amount.amount() is None
    assert [button.words() for button in amount.offers()] == ["$10", "$20"]
    amount.offers()[1].click()
    assert amount.amount() == Money(2000, "USD")
    assert amount.offers() == ()


@pytest.mark.parametrize(("text", "minor"), [("10", 1000), ("$50", 5000), ("1 000,00", 100_000), ("1,000.00", 100_000)])
def test_amounts_are_read_in_the_ways_people_write_them(amount: MoneyEdit, text: str, minor: int) -> None:
    amount.input.setText(text)
    assert amount.amount() == Money(minor, "USD")


@pytest.mark.parametrize("text", ["ten", "1,000", "10.005", "1.234,5", "-"])
def test_doubtful_amounts_are_never_guessed(amount: MoneyEdit, text: str) -> None:
    amount.input.setText(text)
    assert amount.amount() is None
    assert "1,000.00" in amount.said() or "whole cents" in amount.said()


def test_enter_takes_an_amount_only_when_the_rule_allows_it(qtbot: QtBot, amount: MoneyEdit) -> None:
    entered: list[bool] = []
    amount.entered.connect(lambda: entered.append(True))
    for text in ("15", "20"):
        amount.input.setText(text)
        QTest.keyClick(amount.input, Qt.Key.Key_Return)
    assert entered == [True]


def test_a_weight_is_read_with_its_unit_or_the_one_beside_it(qtbot: QtBot, kit: Kit) -> None:
    edit = WeightEdit(kit, "oz")
    qtbot.addWidget(edit)
    edit.input.setText("1")
    assert edit.weight() == Weight(28_349)
    assert edit.said() == "= 0.028 kg"
    edit.input.setText("2 lb 3 oz")
    assert edit.weight() == Weight(992_233)
    edit.units.setCurrentText("kg")
    edit.input.setText("1,5")
    assert edit.weight() == Weight(1_500_000)


@pytest.mark.parametrize("text", ["0", "heavy", "1,234", "-1"])
def test_no_weight_and_doubtful_weights_are_refused_in_words(qtbot: QtBot, kit: Kit, text: str) -> None:
    edit = WeightEdit(kit, "lb")
    qtbot.addWidget(edit)
    edit.input.setText(text)
    assert edit.weight() is None
    assert edit.said()


@pytest.mark.parametrize(
    ("text", "why"),
    [("99999", "No parcel is that heavy."), ("0.00001", "That is less than a gram: is the unit right?"),
     ("0", "A parcel weighs more than zero.")],
)  # fmt: skip
def test_a_weight_that_no_parcel_has_is_refused_with_its_reason(qtbot: QtBot, kit: Kit, text: str, why: str) -> None:
    edit = WeightEdit(kit, "lb")
    qtbot.addWidget(edit)
    edit.input.setText(text)
    assert edit.weight() is None
    assert edit.said() == why


def test_a_weight_from_the_scale_is_written_and_read_back_in_french_too(qtbot: QtBot) -> None:
    edit = WeightEdit(make_kit("fr"), "kg", big=True)
    qtbot.addWidget(edit)
    edit.set_weight(Weight(1_470_000))
    assert (edit.input.text(), edit.weight()) == ("1,47", Weight(1_470_000))
    edit.set_weight(Weight(1_474_000))  # after a comma, three digits may be thousands
    assert (edit.input.text(), edit.weight()) == ("1.474", Weight(1_474_000))


def scan(box: ScanBox, text: str, at_ms: int) -> None:
    """What a scanner sends: characters and a line end, with the time stamps of the keys."""
    box.setText(text)
    press_enter(box, at_ms)


def press_enter(box: ScanBox, at_ms: int) -> None:
    event = QKeyEvent(QKeyEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r")
    event.setTimestamp(at_ms)
    box.keyPressEvent(event)


def test_a_scan_is_taken_and_leaves_the_box_empty(qtbot: QtBot, kit: Kit) -> None:
    box = ScanBox(kit, "Scan")
    qtbot.addWidget(box)
    with qtbot.waitSignal(box.scanned) as taken:
        scan(box, " #1001 ", 1000)
    assert taken.args == ["#1001"]
    assert box.text() == ""


def test_a_second_line_end_of_the_scanner_never_confirms_a_purchase(qtbot: QtBot, kit: Kit) -> None:
    """A scanner that ends its codes with CR and LF must not buy a label."""
    box = ScanBox(kit, "Scan")
    qtbot.addWidget(box)
    confirmed: list[bool] = []
    box.confirmed.connect(lambda: confirmed.append(True))
    scan(box, "#1001", 1000)
    press_enter(box, 1000 + SCAN_QUIET_MS - 1)
    assert confirmed == []
    press_enter(box, 1000 + SCAN_QUIET_MS)
    assert confirmed == [True]


def test_search_begins_after_the_last_key_and_at_once_with_enter(qtbot: QtBot, kit: Kit) -> None:
    box = SearchBox(kit, "Search")
    qtbot.addWidget(box)
    asked: list[str] = []
    box.searched.connect(asked.append)
    QTest.keyClicks(box, "tremb")
    assert asked == []
    qtbot.waitUntil(lambda: asked == ["tremb"])
    QTest.keyClicks(box, "lay")
    QTest.keyClick(box, Qt.Key.Key_Return)
    assert asked == ["tremb", "tremblay"]
    QTest.keyClick(box, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: asked[-1] == "")


def test_a_problem_takes_the_place_of_the_hint_and_is_spoken(qtbot: QtBot, kit: Kit) -> None:
    field = LineEdit(kit)
    row = FormRow(kit, "Postal code", field, "As on an envelope")
    qtbot.addWidget(row)
    row.set_problem("This postal code does not exist.")
    assert row.problem() == "This postal code does not exist."
    assert field.accessibleName() == "Postal code"
    assert field.accessibleDescription() == "This postal code does not exist."
    assert field.property("state") == "error"
    row.set_problem(None)
    assert row.problem() == ""
    assert field.accessibleDescription() == "As on an envelope"


ANN = Address(
    "Ann Lee", "Lee Ltd", "12 Main St", "Unit 4", "", "Portland", "OR", "97201", "US", "555 0100", "a@lee.test"
)


def test_an_address_comes_out_of_the_form_as_it_went_in(qtbot: QtBot, kit: Kit) -> None:
    form = AddressForm(kit, ANN)
    qtbot.addWidget(form)
    assert form.address() == ANN


def test_each_problem_stands_at_its_field_and_the_others_come_back(qtbot: QtBot, kit: Kit) -> None:
    form = AddressForm(kit, ANN)
    qtbot.addWidget(form)
    problems = [Problem("postal", "address.zip"), Problem("weight", "parcel.weight")]
    left = form.show_problems(problems, lambda p: f"said {p.code}")
    assert left == [problems[1]]
    rows = {row.field.accessibleName(): row.problem() for row in form.findChildren(FormRow)}
    assert rows["ZIP code"] == "said address.zip"
    assert rows["City"] == ""
    form.show_problems([], lambda _p: "")
    assert not any(row.problem() for row in form.findChildren(FormRow))


def test_countries_have_their_names_and_fields_their_words_in_french(qtbot: QtBot) -> None:
    form = AddressForm(make_kit("fr"), Address(country="CA"))
    qtbot.addWidget(form)
    names = {row.field.accessibleName() for row in form.findChildren(FormRow)}
    assert {"Province", "Code postal", "Pays"} <= names
    form.set_address(Address(country="DE"))
    assert form.address().country == "DE"
    assert {row.field.accessibleName() for row in form.findChildren(FormRow)} >= {"Région"}


def test_the_enter_that_ends_a_scan_presses_no_button(qtbot: QtBot, kit: Kit) -> None:
    """Desktop facts 1.9: nor does a space in what is scanned."""
    pressed: list[bool] = []
    button = Button(kit, "Void the label")
    button.clicked.connect(lambda: pressed.append(True))
    qtbot.addWidget(button)
    button.show()
    keys = Keyboard(button)
    button.setFocus()
    keys.scan("60 03", enters=2)
    assert pressed == []
    keys.wait(SCAN_QUIET_MS)
    keys.press(Qt.Key.Key_Return)
    assert pressed == [True]


def test_a_second_scan_takes_the_place_of_the_first_in_a_search(qtbot: QtBot, kit: Kit) -> None:
    searched: list[str] = []
    box = SearchBox(kit, "Search")
    box.searched.connect(searched.append)
    qtbot.addWidget(box)
    box.show()
    box.setFocus()
    keys = Keyboard(box)
    keys.scan("6001")
    keys.scan("6001")
    assert searched == ["6001", "6001"]
    assert box.text() == "6001"


def test_the_enter_that_ends_a_scan_answers_no_form(qtbot: QtBot, kit: Kit) -> None:
    """Whatever the field is for (a name, a PIN, a number): a scan stands in it and a person goes on."""
    answered: list[str] = []
    field = LineEdit(kit)
    field.returnPressed.connect(lambda: answered.append(field.text()))
    qtbot.addWidget(field)
    field.show()
    field.setFocus()
    keys = Keyboard(field)
    keys.scan("9400111899", enters=1)
    assert (field.text(), answered) == ("9400111899", [])
    keys.press(Qt.Key.Key_Return)
    assert answered == ["9400111899"]
    field.clear()
    keys.type("2468", gap_ms=50)
    keys.press(Qt.Key.Key_Return, gap_ms=50)
    assert answered == ["9400111899", "2468"]


def test_a_search_box_that_was_hidden_searches_no_more(qtbot: QtBot, kit: Kit) -> None:
    box = SearchBox(kit, "Search")
    qtbot.addWidget(box)
    box.show()
    found: list[str] = []
    box.searched.connect(found.append)
    box.setText("100")
    box.hide()
    timer = box.findChild(QTimer)
    assert isinstance(timer, QTimer)
    assert not timer.isActive()
    assert found == []
