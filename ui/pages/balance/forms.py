"""A small form in a dialog: fields, what is wrong below them, one answer. It stays while the answer is looked at."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QCheckBox, QComboBox, QWidget

from ui.icon_names import Ico
from ui.views import Tone
from ui.widgets.buttons import Button, Kind
from ui.widgets.card import Notice
from ui.widgets.choices import Choice, Segmented
from ui.widgets.dialogs import Dialog
from ui.widgets.fields import FormRow, LineEdit
from ui.widgets.kit import Kit
from ui.widgets.layouts import row

_WIDTH = 500
Give = Callable[["Form"], None]


class Form(Dialog):
    """Fields by name, and one answer that hands them over.

    Attributes:
        save: The answer.
        trouble: What is wrong, in words.
    """

    def __init__(self, kit: Kit, parent: QWidget, title: str, note: str = "", *, width: int = _WIDTH) -> None:
        super().__init__(kit, parent, title, note, width)
        self._open = True
        self._edits: dict[str, LineEdit] = {}
        self._choices: dict[str, Segmented] = {}
        self._boxes: dict[str, QComboBox] = {}
        self._ticks: dict[str, QCheckBox] = {}
        self._give: Give = lambda _form: None
        self.trouble = Notice(kit, Tone.ERROR, Ico.CIRCLE_ALERT, "")
        self.trouble.hide()
        self.save: Button | None = None
        self.finished.connect(self._closed)

    # What is asked for

    def ask(self, name: str, label: str, hint: str = "", text: str = "", *, optional: bool = False) -> FormRow:
        """A line of text, not yet on the form: give it to `add` or `pair`."""
        edit = self._edits[name] = LineEdit(self.kit, text)
        return FormRow(self.kit, label, edit, hint, optional=optional)

    def choose(self, name: str, label: str, choices: Sequence[Choice], key: str, hint: str = "") -> FormRow:
        """One of a few."""
        box = self._choices[name] = Segmented(self.kit, label, choices, key)
        return FormRow(self.kit, label, box, hint)

    def pick(self, name: str, label: str, choices: Sequence[Choice], key: str) -> FormRow:
        """One of many."""
        box = self._boxes[name] = QComboBox()
        for choice in choices:
            box.addItem(choice.text, choice.key)
        box.setCurrentIndex(max(0, box.findData(key)))
        return FormRow(self.kit, label, box)

    def tick(self, name: str, words: str, *, on: bool = False) -> QCheckBox:
        """Yes or no."""
        box = self._ticks[name] = QCheckBox(words.replace("&", "&&"))
        box.setChecked(on)
        return box

    def note(self, words: str) -> None:
        """A warning on the form."""
        self.add(Notice(self.kit, Tone.WARN, Ico.TRIANGLE_ALERT, words))

    def pair(self, left: QWidget, right: QWidget) -> None:
        """Two fields beside each other."""
        line = row(self.kit, gap=16)
        line.addWidget(left, 1)
        line.addWidget(right, 1)
        self.add(line)

    def finish(self, words: str, give: Give, kind: Kind = Kind.PRIMARY) -> "Form":
        """Lay out what comes below the fields; Enter in a line answers."""
        self._give = give
        self.add(self.trouble)
        self.body.addStretch(1)
        self.add_cancel()
        self.save = self.add_answer(Button(self.kit, words, kind, keys="Enter"))
        self.save.clicked.connect(self._answer)
        for edit in self._edits.values():
            edit.returnPressed.connect(self._answer)
        return self

    # What was said

    def text(self, name: str) -> str:
        """What stands in a line."""
        return self._edits[name].text().strip()

    def set_text(self, name: str, text: str) -> None:
        """Write into a line."""
        self._edits[name].setText(text)

    def key(self, name: str) -> str:
        """What was chosen."""
        if name in self._choices:
            return self._choices[name].key()
        return str(self._boxes[name].currentData())

    def is_ticked(self, name: str) -> bool:
        """Whether a box is ticked."""
        return self._ticks[name].isChecked()

    def _closed(self) -> None:
        self._open = False

    def _answer(self) -> None:
        if self.save is not None and self.save.isEnabled():
            self.save.setEnabled(False)
            self.trouble.hide()
            self._give(self)

    def done_well(self) -> None:
        """It is done."""
        if self._open:
            self.accept()

    def refused(self, text: str) -> None:
        """It is not done; an empty text says that the person went back."""
        if self._open and self.save is not None:
            self.save.setEnabled(True)
            self.trouble.say(Tone.ERROR, Ico.CIRCLE_ALERT, text)
            self.trouble.setVisible(bool(text))
