"""A form of the Billing page in a dialog: its fields two and two, files with a button that asks for them."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QWidget

from ui.pages.balance.forms import Form
from ui.pages.billing.presenter import BillingPresenter
from ui.pages.billing.rows import FieldKind, FieldView, FormView
from ui.widgets.buttons import Button
from ui.widgets.choices import Choice
from ui.widgets.files import ask_open, ask_save
from ui.widgets.kit import Kit
from ui.widgets.layouts import column, holder

_WIDTH = 680


class BillingDialog(Form):
    """Hands what was filled in to the presenter, and stays while it is refused."""

    def __init__(self, kit: Kit, parent: QWidget, presenter: BillingPresenter, view: FormView) -> None:
        super().__init__(kit, parent, view.title.rstrip("…"), view.note, width=_WIDTH)
        self._view, self._presenter = view, presenter
        self.ticks: dict[str, QCheckBox] = {}
        waiting: QWidget | None = None
        for field in view.fields:
            widget = self._widget(field)
            if field.kind in (FieldKind.TICK, FieldKind.OPEN, FieldKind.SAVE, FieldKind.CHOICE):
                if waiting is not None:
                    self.add(waiting)
                    waiting = None
                self.add(widget)
            elif waiting is None:
                waiting = widget
            else:
                self.pair(waiting, widget)
                waiting = None
        if waiting is not None:
            self.add(waiting)
        self.finish(kit.tr("Save"), lambda _form: self._submit())

    def _widget(self, field: FieldView) -> QWidget:
        choices = [Choice(key, text) for key, text in field.choices]
        match field.kind:
            case FieldKind.TEXT:
                return self.ask(field.name, field.label, field.hint, field.value, optional=field.is_optional)
            case FieldKind.CHOICE:
                return self.choose(field.name, field.label, choices, field.value)
            case FieldKind.PICK:
                return self.pick(field.name, field.label, choices, field.value)
            case FieldKind.TICK:
                return self.tick(field.name, field.label)
            case FieldKind.OPEN | FieldKind.SAVE:
                return self._file(field)

    def _file(self, field: FieldView) -> QWidget:
        tr = self.kit.tr
        line = self.ask(field.name, field.label, field.hint, optional=field.is_optional)
        button = Button(self.kit, tr("Choose a file…"), name=tr("Choose a file: {what}", what=field.label))

        def chosen(path: Path) -> None:
            self.set_text(field.name, str(path))

        def open_dialog() -> None:
            if field.kind is FieldKind.SAVE:
                ask_save(self.kit, self, field.label, field.value, chosen)
            else:
                ask_open(self.kit, self, field.label, [(tr("Files"), "*")], chosen)

        button.clicked.connect(open_dialog)
        both = column(self.kit, gap=4)
        both.addWidget(line)
        both.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        return holder(both)

    def values(self) -> dict[str, str]:
        """What stands in the fields."""
        found = {}
        for field in self._view.fields:
            match field.kind:
                case FieldKind.TEXT | FieldKind.OPEN | FieldKind.SAVE:
                    found[field.name] = self.text(field.name)
                case FieldKind.CHOICE | FieldKind.PICK:
                    found[field.name] = self.key(field.name)
                case FieldKind.TICK:
                    found[field.name] = "yes" if self.is_ticked(field.name) else ""
        return found

    def _submit(self) -> None:
        self._presenter.submit(self._view.key, self.values(), self.done_well, self.refused)
