"""Add or change a printer: what fits together is all that can be chosen."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QComboBox, QWidget

from core.accounts.rules import FormProblems
from core.errors import Problem, StationError
from core.printing.records import Language, Printer
from core.printing.rules import PrinterNameTaken
from ui.icon_names import Ico
from ui.messages import one_line
from ui.messages_base import word
from ui.messages_problems import problem_text
from ui.pages.settings.format_help import FormatChooser
from ui.pages.settings.printers.form import (
    FOLDER,
    TCP,
    PrinterForm,
    dpis_of,
    fitted,
    form_of,
    is_generic,
    media_of,
    models_of,
    with_language,
)
from ui.pages.settings.printers.presenter import PrintersPresenter
from ui.pages.settings.scrolling import FormScroll
from ui.printer_words import MEDIA, model_name
from ui.views import Tone
from ui.widgets.buttons import Button, Kind
from ui.widgets.card import Notice
from ui.widgets.choices import Choice, Segmented
from ui.widgets.dialogs import Dialog
from ui.widgets.fields import FormRow, LineEdit
from ui.widgets.files import ask_folder
from ui.widgets.kit import Kit
from ui.widgets.layouts import column, holder, row

_WIDTH = 940


class PrinterDialog(Dialog):
    """The form of one printer; `printer` None adds one."""

    def __init__(self, kit: Kit, parent: QWidget, presenter: PrintersPresenter, printer: Printer | None) -> None:
        tr = kit.tr
        title = tr("Change {printer}", printer=printer.name) if printer else tr("Add a printer")
        super().__init__(kit, parent, title, width=_WIDTH)
        self._presenter, self._printer = presenter, printer
        self._form = form_of(printer) if printer else PrinterForm()
        self._open = True
        self.finished.connect(self._closed)
        self._name = LineEdit(kit, self._form.name, placeholder=tr("Packing table 1"))
        self._name.setMaxLength(60)
        self._formats = FormatChooser(kit, self._form.language.value)
        self._formats.chosen.connect(lambda code: self._take(with_language(self._form, Language(code))))
        self._model, self._media = QComboBox(), QComboBox()
        self._model.activated.connect(self._pick_model)
        self._media.activated.connect(self._pick_media)
        self._dpi = Segmented(
            kit, tr("Resolution"), [Choice(str(dpi), tr("{dpi} dpi", dpi=dpi)) for dpi in (203, 300)], "203"
        )
        self._dpi.chosen.connect(lambda key: self._take(fitted(replace(self._form, dpi=int(key)))))
        self._place = Segmented(
            kit,
            tr("Where it is"),
            [Choice(TCP, tr("On the network")), Choice(FOLDER, tr("A folder"))],
            self._form.place,
        )
        self._place.chosen.connect(self._pick_place)
        self._where = LineEdit(kit, self._form.where, name=tr("Address"))
        self._browse = Button(kit, tr("Browse …"), icon=Ico.FOLDER_OPEN)
        self._browse.clicked.connect(self._ask_folder)
        self._trouble = Notice(kit, Tone.ERROR, Ico.CIRCLE_ALERT, "")
        self._trouble.hide()
        self._lay_out()
        self._show()

    def _lay_out(self) -> None:
        kit, tr = self.kit, self.kit.tr
        self._rows = {
            "name": FormRow(kit, tr("Name"), self._name),
            "language": FormRow(kit, tr("Requested Label Format"), self._formats),
            "model": FormRow(kit, tr("Model"), self._model),
            "media": FormRow(kit, tr("Paper"), self._media),
            "dpi": FormRow(kit, tr("Resolution"), self._dpi),
            "address": FormRow(kit, tr("Address"), self._where_line(), " "),
        }
        kind = row(kit, gap=16)
        for name, share in (("model", 3), ("media", 3), ("dpi", 2)):
            kind.addWidget(self._rows[name], share)
        inside = column(kit, margins=(0, 0, 8, 0))
        inside.addWidget(self._rows["name"])
        inside.addWidget(self._rows["language"])
        inside.addLayout(kind)
        inside.addWidget(self._rows["address"])
        inside.addWidget(self._trouble)
        inside.addStretch(1)
        self.add(FormScroll(kit, inside), 1)
        self.add_cancel()
        self._save = self.add_answer(Button(kit, tr("Save"), Kind.PRIMARY))
        self._save.clicked.connect(self._keep)

    def _where_line(self) -> QWidget:
        line = row(self.kit, self._place, gap=8)
        line.addWidget(self._where, 1)
        line.addWidget(self._browse)
        return holder(line)

    def form(self) -> PrinterForm:
        """What stands in the form."""
        return replace(self._form, name=self._name.text(), where=self._where.text())

    def _take(self, form: PrinterForm) -> None:
        self._form = form
        self._show()

    def _show(self) -> None:
        """Bring the choices in line with the form."""
        tr, form = self.kit.tr, self._form
        self._model.clear()
        for one in models_of(form):
            self._model.addItem(
                tr("Another, or not known") if is_generic(one.code) else model_name(tr, one.code), one.code
            )
        self._model.setCurrentIndex(self._model.findData(form.model))
        self._media.clear()
        for code in media_of(form.language):
            self._media.addItem(word(tr, MEDIA, code), code)
        self._media.setCurrentIndex(self._media.findData(form.media))
        self._dpi.choose(str(form.dpi))
        self._rows["dpi"].setVisible(len(dpis_of(form.language, form.media)) > 1)
        self._formats.choose(form.language.value)
        self._show_place()

    def _show_place(self) -> None:
        tr = self.kit.tr
        is_folder = self._form.place == FOLDER
        self._browse.setVisible(is_folder)
        self._where.setPlaceholderText("/srv/labels" if is_folder else "192.168.1.40:9100")
        hint = (
            tr("Labels are written there as files.")
            if is_folder
            else tr("Name or IP address, then the port. It need not be switched on: nothing is sent.")
        )
        self._rows["address"].set_hint(hint)

    def _pick_model(self) -> None:
        self._form = replace(self._form, model=str(self._model.currentData()))

    def _pick_media(self) -> None:
        self._take(fitted(replace(self._form, media=str(self._media.currentData()))))

    def _pick_place(self, key: str) -> None:
        self._form = replace(self._form, place=key)
        self._show_place()

    def _ask_folder(self) -> None:
        ask_folder(self.kit, self, self.kit.tr("Folder for labels"), self._take_folder)

    def _take_folder(self, folder: Path) -> None:
        self._where.setText(str(folder))

    def _keep(self) -> None:
        self._save.setEnabled(False)
        self._trouble.hide()
        self._where.set_state(None)
        for line in self._rows.values():
            line.set_problem(None)
        printer_id = self._printer.id if self._printer else ""
        self._presenter.save(self.form(), printer_id, self._while_open(self._kept), self._while_open(self._refused))

    def _while_open(self, told: Callable[[object], None]) -> Callable[[object], None]:
        def tell(answer: object) -> None:
            if self._open:
                told(answer)

        return tell

    def _closed(self) -> None:
        self._open = False

    def _kept(self, _printer: object) -> None:
        self.accept()

    def _refused(self, error: object) -> None:
        """All problems at once, each under its field; what has no field stands at the foot."""
        assert isinstance(error, StationError)
        tr = self.kit.tr
        self._save.setEnabled(True)
        problems = error.problems if isinstance(error, FormProblems) else []
        if not self._where.text().strip():  # an address that is not there is not misspelt
            problems = [Problem(p.field, "form.required") if p.field == "address" else p for p in problems]
        if isinstance(error, PrinterNameTaken):
            problems = [Problem("name", error.code)]
            self._rows["name"].set_problem(one_line(tr, error))
        elif not problems:
            self._trouble.say(Tone.ERROR, Ico.CIRCLE_ALERT, one_line(tr, error))
            self._trouble.show()
        else:
            for name, line in self._rows.items():
                texts = [problem_text(tr, problem) for problem in problems if problem.field == name]
                if texts:
                    line.set_problem("\n".join(texts))
        wrong = [problem.field for problem in problems if problem.field in self._rows]
        if "address" in wrong:
            self._where.set_state(Tone.ERROR)
        if wrong:
            (self._where if wrong[0] == "address" else self._rows[wrong[0]].field).setFocus()
