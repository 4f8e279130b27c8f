"""Add an operator, set a PIN, set a limit."""

from PySide6.QtWidgets import QWidget

from core.people.records import LimitKind, Role
from core.people.rules import NAME_MAX, PIN_DIGITS
from ui.icon_names import Ico
from ui.messages_base import word
from ui.messages_people_words import LIMIT_KINDS, ROLES
from ui.pages.settings.people.presenter import PeoplePresenter
from ui.people.dialogs import PinEdit
from ui.views import Tone
from ui.widgets.buttons import Button, Kind
from ui.widgets.card import Notice
from ui.widgets.choices import Choice, Segmented
from ui.widgets.dialogs import Dialog
from ui.widgets.fields import FormRow, LineEdit
from ui.widgets.kit import Kit

_WIDTH = 460


class _Form(Dialog):
    """Fields with one answer; it stays while the answer is looked at."""

    def __init__(self, kit: Kit, parent: QWidget, title: str, note: str = "") -> None:
        super().__init__(kit, parent, title, note, _WIDTH)
        self._open = True
        self.finished.connect(self._closed)
        self.trouble = Notice(kit, Tone.ERROR, Ico.CIRCLE_ALERT, "")
        self.trouble.hide()

    def finish(self, words: str) -> None:
        """Lay out what comes below the fields."""
        self.add(self.trouble)
        self.body.addStretch(1)
        self.add_cancel()
        self.save = self.add_answer(Button(self.kit, words, Kind.PRIMARY, keys="Enter"))
        self.save.clicked.connect(self._answer)
        for edit in self.findChildren(LineEdit):
            edit.returnPressed.connect(self._answer)

    def _closed(self) -> None:
        self._open = False

    def _answer(self) -> None:
        if self.save.isEnabled():
            self.save.setEnabled(False)
            self.trouble.hide()
            self.give()

    def give(self) -> None:
        """Hand over what was typed."""
        raise AssertionError

    def done_well(self) -> None:
        """It is kept."""
        if self._open:
            self.accept()

    def refused(self, text: str) -> None:
        """It is not kept; an empty text says that the person went back."""
        if self._open:
            self.save.setEnabled(True)
            self.trouble.say(Tone.ERROR, Ico.CIRCLE_ALERT, text)
            self.trouble.setVisible(bool(text))


class _WithPin(_Form):
    """A form with a new PIN, typed twice."""

    def add_pins(self) -> None:
        """The two fields."""
        tr = self.kit.tr
        self.pin, self.again = PinEdit(self.kit), PinEdit(self.kit)
        hint = tr("{least} to {most} digits.", least=PIN_DIGITS[0], most=PIN_DIGITS[1])
        self.add(FormRow(self.kit, tr("PIN"), self.pin, hint))
        self.add(FormRow(self.kit, tr("PIN again"), self.again))

    def pins_match(self) -> bool:
        """Whether both are the same; if not it is said."""
        if self.pin.text() == self.again.text():
            return True
        self.refused(self.kit.tr("The two PINs differ."))
        return False


class AddDialog(_WithPin):
    """Another operator."""

    def __init__(self, kit: Kit, parent: QWidget, presenter: PeoplePresenter) -> None:
        tr = kit.tr
        super().__init__(kit, parent, tr("Add an operator"))
        self._presenter = presenter
        self.name = LineEdit(kit)
        self.name.setMaxLength(NAME_MAX)
        choices = [Choice(role.value, word(tr, ROLES, role.value)) for role in Role]
        self.role = Segmented(kit, tr("Role"), choices, Role.PACKER.value)
        self.add(FormRow(kit, tr("Short name"), self.name))
        self.add(FormRow(kit, tr("Role"), self.role, tr("Supervisors look after people and limits.")))
        self.add_pins()
        self.finish(tr("Add"))

    def give(self) -> None:
        """Keep the person."""
        if self.pins_match():
            role = Role(self.role.key())
            self._presenter.add(self.name.text(), role, self.pin.text(), self.done_well, self.refused)


class PinDialog(_WithPin):
    """A new PIN for somebody."""

    def __init__(self, kit: Kit, parent: QWidget, presenter: PeoplePresenter, name: str) -> None:
        tr = kit.tr
        super().__init__(kit, parent, tr("New PIN of {name}", name=name))
        self._presenter, self._name = presenter, name
        self.add_pins()
        self.finish(tr("Change PIN"))

    def give(self) -> None:
        """Keep the PIN."""
        if self.pins_match():
            self._presenter.set_pin(self._name, self.pin.text(), self.done_well, self.refused)


class LimitDialog(_Form):
    """One limit; nothing typed takes it away."""

    def __init__(
        self, kit: Kit, parent: QWidget, presenter: PeoplePresenter, kind: LimitKind, currency: str
    ) -> None:  # fmt: skip
        tr = kit.tr
        note = tr("A higher limit, or none, needs a second supervisor where there is one.")
        super().__init__(kit, parent, word(tr, LIMIT_KINDS, kind.value), note)
        self._presenter, self._kind, self._currency = presenter, kind, currency
        now = presenter.facts.limit(kind, currency)
        self.amount = LineEdit(kit, tr.money(now, with_currency=False) if now else "")
        self.add(FormRow(kit, tr("Amount in {currency}", currency=currency), self.amount, tr("Empty: no limit.")))
        self.finish(tr("Save"))

    def give(self) -> None:
        """Keep the limit."""
        self._presenter.set_limit(self._kind, self._currency, self.amount.text(), self.done_well, self.refused)
