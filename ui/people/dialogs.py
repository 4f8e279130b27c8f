"""The dialogs that ask for PINs. What is typed is dots, goes to the use case and nowhere else."""

from collections.abc import Sequence

from PySide6.QtCore import QRegularExpression, Qt, Signal
from PySide6.QtGui import QKeyEvent, QRegularExpressionValidator
from PySide6.QtWidgets import QComboBox, QWidget

from core.people.rules import NAME_MAX, PIN_DIGITS
from ui.icon_names import Ico
from ui.messages_base import word
from ui.messages_people_words import ACTS
from ui.people.confirming.presenter import ConfirmPresenter
from ui.people.signing.presenter import FirstOperatorPresenter, SignInPresenter
from ui.views import Tone
from ui.widgets.buttons import Button, Kind
from ui.widgets.card import Notice
from ui.widgets.dialogs import Dialog
from ui.widgets.fields import FormRow, LineEdit
from ui.widgets.kit import Kit
from ui.widgets.scan_guard import ScanGuard
from ui.widgets.text import Label

_WIDTH = 440


class PinEdit(LineEdit):
    """Digits as dots; no undo, no copy, no drop, no menu, no memory of a keyboard on the screen. A scan is no PIN."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit)
        self.setEchoMode(LineEdit.EchoMode.Password)
        self.setMaxLength(PIN_DIGITS[1])
        self.setValidator(QRegularExpressionValidator(QRegularExpression("[0-9]*"), self))
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setDragEnabled(False)
        hints = Qt.InputMethodHint
        self.setInputMethodHints(hints.ImhDigitsOnly | hints.ImhHiddenText | hints.ImhSensitiveData)
        ScanGuard(self)


def names_box(names: Sequence[str], at: str) -> QComboBox:
    """People to choose from."""
    box = QComboBox()
    box.addItems(list(names))
    box.setCurrentIndex(max(0, box.findText(at)))
    return box


class _PinDialog(Dialog):
    """Fields, what is wrong below them, and one answer."""

    def __init__(self, kit: Kit, parent: QWidget, title: str, note: str, words: str) -> None:
        super().__init__(kit, parent, title, note, _WIDTH)
        self.trouble = Notice(kit, Tone.ERROR, Ico.CIRCLE_ALERT, "")
        self.trouble.hide()
        self.yes = Button(kit, words, Kind.PRIMARY, keys="Enter")
        self.yes.clicked.connect(self.give)

    def finish(self, *, cancel: bool = True) -> None:
        """Lay out what comes below the fields; Enter in the last PIN answers."""
        self.add(self.trouble)
        self.body.addStretch(1)
        if cancel:
            self.add_cancel()
        self.add_answer(self.yes)
        for edit in self.findChildren(LineEdit):
            edit.returnPressed.connect(self._entered)

    def _entered(self) -> None:
        """Enter goes to the next empty field, else answers."""
        for edit in self.findChildren(LineEdit):
            if edit.isVisible() and edit.isEnabled() and not edit.text():
                edit.setFocus()
                return
        self.give()

    def say(self, error: str, *, busy: bool) -> None:
        """Show what is wrong, and whether it is being looked at."""
        if error:
            self.trouble.say(Tone.ERROR, Ico.CIRCLE_ALERT, error)
        self.trouble.setVisible(bool(error))
        self.yes.setEnabled(not busy)

    def give(self) -> None:
        """Answer."""
        raise AssertionError


class ConfirmDialog(_PinDialog):
    """The PIN again, and a second person's where one is needed."""

    def __init__(self, kit: Kit, parent: QWidget, presenter: ConfirmPresenter) -> None:
        tr, asked, ask = kit.tr, presenter.asked, presenter.ask
        assert asked is not None, "shown once it is known who is asked"
        super().__init__(kit, parent, word(tr, ACTS, ask.act.value), ask.why, tr("Confirm"))
        self._presenter = presenter
        self.own, self.other = PinEdit(kit), PinEdit(kit)
        self.who = names_box(asked.seconds or (), "")
        if asked.own:
            self.add(FormRow(kit, tr("PIN of {name}", name=asked.me), self.own))
        if asked.seconds is not None:
            self._add_second(asked.seconds)
        self.finish()
        presenter.attach(self.refresh)
        self.finished.connect(lambda _answer: presenter.attach(lambda: None))

    def _add_second(self, seconds: Sequence[str]) -> None:
        tr = self.kit.tr
        if seconds:
            self.add(FormRow(self.kit, tr("Second person"), self.who, tr("A supervisor who is here and agrees.")))
            self.add(FormRow(self.kit, tr("PIN of the second person"), self.other))
            return
        self.add(Label(self.kit, tr("There is no other supervisor. Add one in Settings > People."), wrap=True))
        self.yes.forbid(tr("There is no other supervisor. Add one in Settings > People."))

    def give(self) -> None:
        """Look at the PINs."""
        if self.yes.isEnabled():
            self._presenter.give(self.own.text(), self.who.currentText(), self.other.text())

    def refresh(self) -> None:
        """Show what was wrong; what is right need not be typed again."""
        presenter = self._presenter
        self.say(presenter.error, busy=presenter.busy)
        if presenter.error:
            wrong = self.other if presenter.own_is_right or not self.own.isVisible() else self.own
            wrong.clear()
            self.own.setEnabled(not presenter.own_is_right)
            wrong.setFocus()


class SignInDialog(_PinDialog):
    """Who works? While the station is locked there is no way around it."""

    closing = Signal()

    def __init__(self, kit: Kit, parent: QWidget, presenter: SignInPresenter, *, locked: bool) -> None:
        tr = kit.tr
        note = tr("The station is locked. Printing goes on.") if locked else ""
        super().__init__(kit, parent, tr("Who works?"), note, tr("Sign in"))
        self._presenter, self._locked = presenter, locked
        self.who, self.pin = names_box(presenter.names, presenter.chosen), PinEdit(kit)
        self.who.activated.connect(lambda _n: self._presenter.choose(self.who.currentText()))
        self.add(FormRow(kit, tr("Name"), self.who))
        self.add(FormRow(kit, tr("PIN"), self.pin))
        if locked:
            self.setWindowModality(Qt.WindowModality.ApplicationModal)
            quit_ = self.add_answer(Button(kit, tr("Close Postbench"), Kind.GHOST))
            quit_.clicked.connect(self.closing)
        self.finish(cancel=not locked)
        presenter.attach(self.refresh)
        self.finished.connect(lambda _answer: presenter.attach(lambda: None))

    def give(self) -> None:
        """Look at the PIN."""
        self._presenter.give(self.pin.text())

    def refresh(self) -> None:
        """Show who may sign in, and what was wrong."""
        presenter = self._presenter
        if self.who.count() != len(presenter.names):
            self.who.clear()
            self.who.addItems(list(presenter.names))
        self.who.setCurrentText(presenter.chosen)
        self.say(presenter.error, busy=presenter.busy)
        if presenter.error or not presenter.busy:
            self.pin.clear()
            self.pin.setFocus()

    def reject(self) -> None:
        """Esc and the cross close it only where nothing is locked."""
        if not self._locked:
            super().reject()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A locked station swallows Esc."""
        if self._locked and event.key() == Qt.Key.Key_Escape:
            event.accept()
            return
        super().keyPressEvent(event)


class FirstOperatorDialog(_PinDialog):
    """The first operator: from then on money settings ask for a PIN."""

    def __init__(self, kit: Kit, parent: QWidget, presenter: FirstOperatorPresenter) -> None:
        tr = kit.tr
        note = tr("From now on who works here signs in, and money settings ask for a PIN. The first is a supervisor.")
        super().__init__(kit, parent, tr("Add the first operator"), note, tr("Add"))
        self._presenter = presenter
        self.name, self.pin, self.again = LineEdit(kit), PinEdit(kit), PinEdit(kit)
        self.name.setMaxLength(NAME_MAX)
        hint = tr("{least} to {most} digits.", least=PIN_DIGITS[0], most=PIN_DIGITS[1])
        self.add(FormRow(kit, tr("Short name"), self.name))
        self.add(FormRow(kit, tr("PIN"), self.pin, hint))
        self.add(FormRow(kit, tr("PIN again"), self.again))
        self.finish()
        presenter.attach(self.refresh)
        self.finished.connect(lambda _answer: presenter.attach(lambda: None))

    def give(self) -> None:
        """Keep it."""
        self._presenter.give(self.name.text(), self.pin.text(), self.again.text())

    def refresh(self) -> None:
        """Show what was wrong."""
        self.say(self._presenter.error, busy=self._presenter.busy)
