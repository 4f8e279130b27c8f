"""A carrier's terms: open the text, read it, tick the box (S0-11)."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QCheckBox, QPlainTextEdit

from core.clock import from_utc_text
from core.context import Desk
from ui.carrier_words import carrier_name
from ui.icon_names import Ico
from ui.messages_problems import problem_text
from ui.pages.setup.forms import TERMS
from ui.pages.setup.pages import SetupPage
from ui.pages.setup.presenter import SetupPresenter
from ui.views import Tone
from ui.widgets.buttons import Button, Size
from ui.widgets.card import Notice
from ui.widgets.fields import FormRow, LineEdit
from ui.widgets.files import ask_open
from ui.widgets.kit import Kit
from ui.widgets.layouts import Columns, column, holder

_VIEWER_PX = 180


class TermsPage(SetupPage):
    """The terms of one carrier. The box is never ticked by itself, and another text empties it."""

    def __init__(self, kit: Kit, presenter: SetupPresenter, carrier: str, desk: Desk) -> None:
        super().__init__(kit, presenter)
        tr = kit.tr
        self._carrier, self._desk = carrier, desk
        self._state = Notice(kit, Tone.NEUTRAL, Ico.INFO, "")
        self._read = Button(kit, tr("Read it"), icon=Ico.BOOK_OPEN, size=Size.SMALL)
        self._read.clicked.connect(lambda: presenter.show_accepted(carrier, self._show_text))
        self._state.add_action(self._read)
        self._open = Button(kit, tr("Open the terms …"), icon=Ico.FILE_TEXT)
        self._open.clicked.connect(self._ask)
        self._state.add_action(self._open)
        self._version = LineEdit(kit, "")
        self._version.textChanged.connect(lambda _text: self._type())
        self._tick = QCheckBox(tr("I have read and accept the following terms of service"))
        self._tick.clicked.connect(lambda _on: self._type())
        self._problem = Notice(kit, Tone.ERROR, Ico.CIRCLE_ALERT, "")
        self._viewer = QPlainTextEdit()
        self._viewer.setReadOnly(True)
        self._viewer.setMinimumHeight(kit.px(_VIEWER_PX))
        self._viewer.setAccessibleName(tr("Terms of {carrier}", carrier=carrier_name(tr, carrier)))
        self._row = FormRow(kit, tr("Version or date of the text"), self._version)
        form = Columns(kit.px(24))
        form.addWidget(self._row)
        form.addWidget(self._tick)
        self._form = holder(form)
        layout = column(kit, gap=12)
        layout.addWidget(self._state)
        layout.addWidget(self._form)
        layout.addWidget(self._problem)
        layout.addWidget(self._viewer, 1)
        self._rest = holder(column(kit, gap=0))
        layout.addWidget(self._rest, 1)
        self.setLayout(layout)
        self._shown = ""
        self.refresh()

    def _ask(self) -> None:
        tr = self.kit.tr
        ask_open(
            self.kit,
            self,
            tr("Terms of {carrier}", carrier=carrier_name(tr, self._carrier)),
            [(tr("Text"), "*.txt *.md"), (tr("All files"), "*")],
            self._take,
        )

    def _take(self, path: Path) -> None:
        self.presenter.open_terms(self._carrier, path)

    def _type(self) -> None:
        form = self.presenter.drafts.terms_of(self._carrier)
        if form.data:
            changed = replace(form, version=self._version.text(), ticked=self._tick.isChecked())
            self.presenter.type_terms(self._carrier, changed)
            self.typed.emit()

    def refresh(self) -> None:
        """What is accepted, what is opened, what is wrong."""
        tr, presenter = self.kit.tr, self.presenter
        accepted = presenter.accepted(self._carrier)
        form = presenter.drafts.terms_of(self._carrier)
        self._read.setVisible(accepted is not None)
        if accepted is not None:
            when = tr.datetime(from_utc_text(accepted.at), self._desk.actor.zone)
            words = tr(
                "Accepted on {when} by {who}: version {version}, SHA-256 {sha256} …",
                when=when, who=accepted.actor, version=accepted.version, sha256=accepted.sha256[:16],
            )  # fmt: skip
            self._state.say(Tone.OK, Ico.CIRCLE_CHECK, words)
        else:
            words = tr(
                "Not accepted yet. Open the text of the terms as {carrier} or the holder of the balance gives it.",
                carrier=carrier_name(tr, self._carrier),
            )
            self._state.say(Tone.WARN, Ico.FILE_TEXT, words)
        self._form.setVisible(bool(form.data))
        if form.data:
            self._show_form(form.file, form.version, form.text, ticked=form.ticked)
        elif not self._shown:
            self._show_viewer(shown=False)
        problems = presenter.problems.get(TERMS + self._carrier, ())
        self._problem.say(Tone.ERROR, Ico.CIRCLE_ALERT, "\n".join(problem_text(tr, one) for one in problems))
        self._problem.setVisible(bool(problems))

    def _show_form(self, file: str, version: str, text: str, *, ticked: bool) -> None:
        self._row.set_label(self.kit.tr("Version or date of the text in {file}", file=file))
        if self._version.text() != version:
            self._version.setText(version)
        self._tick.setChecked(ticked)
        self._show_text(text)

    def _show_text(self, text: str) -> None:
        if text != self._shown:
            self._shown = text
            self._viewer.setPlainText(text)
        self._show_viewer(shown=True)

    def _show_viewer(self, *, shown: bool) -> None:
        """The text takes the height that is free; while there is none, that stays empty."""
        self._viewer.setVisible(shown)
        self._rest.setVisible(not shown)
