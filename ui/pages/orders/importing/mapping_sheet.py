"""Which column is which: each field, its column, and three values of it; kept for files with the same heading."""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QGridLayout, QWidget

from core.orders.mapping import Look
from core.orders.records import Field
from ui.icon_names import Ico
from ui.messages_base import word
from ui.pages.orders.importing.mapping_view import FIELD_WORDS, FieldLine, field_lines, headings, samples_of
from ui.pages.orders.importing.presenter import ImportPresenter
from ui.theme import TextStyle
from ui.views import Tone
from ui.widgets.buttons import Button, Kind
from ui.widgets.card import Card, Notice
from ui.widgets.fields import FormRow, LineEdit, mark_state
from ui.widgets.kit import Kit
from ui.widgets.layouts import column, row
from ui.widgets.page import scrolled
from ui.widgets.text import ElidedLabel, Label

_WEIGHT_UNITS = ("", "lb", "oz", "kg", "g")
_LENGTH_UNITS = ("", "in", "cm", "mm")


@dataclass(frozen=True, slots=True)
class _Line:
    """The widgets of one field."""

    label: Label
    box: QComboBox
    samples: ElidedLabel


class MappingSheet(Card):
    """One line per field; `refresh` shows what was chosen without moving anything."""

    def __init__(self, kit: Kit, presenter: ImportPresenter) -> None:
        tr = kit.tr
        note = tr("Say once which column is which; files with this header are then read the same way.")
        super().__init__(kit, tr("Columns of the file"), note, gap=14)
        self._kit, self._presenter = kit, presenter
        assert presenter.state.look is not None, "mapped once it was looked at"
        self.look: Look = presenter.state.look
        self._columns = tuple(headings(self.look))
        self._samples = [samples_of(self.look, heading) for heading in self._columns]
        self._notice = Notice(kit, Tone.ERROR, Ico.CIRCLE_ALERT, "")
        self.add(self._notice)
        self.add(self._settings())
        grid = QGridLayout()
        grid.setHorizontalSpacing(kit.px(16))
        grid.setVerticalSpacing(kit.px(8))
        for at, text in enumerate((tr("Field"), tr("Column of the file"), tr("First values"))):
            grid.addWidget(Label(kit, text, TextStyle.SMALL_STRONG, Tone.NEUTRAL), 0, at)
        lines = field_lines(tr, self.look, presenter.state.draft)
        self._lines = {line.field: self._line(grid, at, line) for at, line in enumerate(lines, 1)}
        grid.setColumnStretch(1, 2)
        grid.setColumnStretch(2, 3)
        inside = column(kit, margins=(0, 0, 12, 0))
        inside.addLayout(grid)
        self.add(scrolled(inside), 1)
        back = Button(kit, tr("Cancel"))
        back.clicked.connect(presenter.leave_columns)
        self.keep = Button(kit, tr("Save and check the file"), Kind.PRIMARY, icon=Ico.SAVE)
        self.keep.clicked.connect(presenter.keep_columns)
        self.add(row(kit, 1, back, self.keep))
        self.refresh()

    def box(self, field: Field) -> QComboBox:
        """The choice of a field's column."""
        return self._lines[field].box

    def refresh(self) -> None:
        """Show what is chosen, and what is still needed."""
        tr, presenter = self._kit.tr, self._presenter
        lacking = presenter.lacking()
        names = ", ".join(word(tr, FIELD_WORDS, field.value) for field in lacking)
        if lacking:
            self._notice.say(Tone.ERROR, Ico.CIRCLE_ALERT, tr("Still needed: {fields}.", fields=names))
        else:
            self._notice.say(Tone.OK, Ico.CIRCLE_CHECK, tr("This is enough to import; more columns add detail."))
        self.keep.forbid(tr("Choose the columns that are still needed.") if lacking else None)
        for line in field_lines(tr, self.look, presenter.state.draft):
            shown = self._lines[line.field]
            shown.label.set_tone(Tone.ERROR if line.is_missing else None)
            shown.box.setCurrentIndex(self._columns.index(line.heading) + 1 if line.heading in self._columns else 0)
            mark_state(shown.box, Tone.ERROR if line.is_missing else None)
            shown.samples.setText(" · ".join(line.samples))

    def _settings(self) -> QWidget:
        kit, tr, draft = self._kit, self._kit.tr, self._presenter.draft()
        name = LineEdit(kit, draft.source)
        name.setMaxLength(40)
        name.textChanged.connect(self._presenter.name_source)
        weight = _unit_box(kit, _WEIGHT_UNITS, draft.weight_unit)
        length = _unit_box(kit, _LENGTH_UNITS, draft.length_unit)

        def chosen(_at: int) -> None:
            self._presenter.choose_units(_WEIGHT_UNITS[weight.currentIndex()], _LENGTH_UNITS[length.currentIndex()])

        weight.activated.connect(chosen)
        length.activated.connect(chosen)
        line = row(kit, gap=16)
        line.addWidget(FormRow(kit, tr("Name of this kind of file"), name), 2, Qt.AlignmentFlag.AlignTop)
        line.addWidget(FormRow(kit, tr("Weights without a unit are in"), weight), 1, Qt.AlignmentFlag.AlignTop)
        line.addWidget(FormRow(kit, tr("Sizes without a unit are in"), length), 1, Qt.AlignmentFlag.AlignTop)
        around = QWidget()
        around.setLayout(line)
        return around

    def _line(self, grid: QGridLayout, at: int, line: FieldLine) -> _Line:
        kit, tr = self._kit, self._kit.tr
        label = Label(kit, line.text, TextStyle.STRONG)
        box = QComboBox()
        box.setMaxVisibleItems(14)
        box.addItem(tr("(no column)"))
        for heading, samples_ in zip(self._columns, self._samples, strict=True):
            box.addItem(tr("{column}: {value}", column=heading, value=samples_[0]) if samples_ else heading)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(24)
        box.setAccessibleName(line.text)
        box.activated.connect(lambda index, field=line.field: self._choose(field, index))
        label.setBuddy(box)
        samples = ElidedLabel(kit, "", TextStyle.BODY, Tone.NEUTRAL)
        for place, widget in enumerate((label, box, samples)):
            grid.addWidget(widget, at, place)
        return _Line(label, box, samples)

    def _choose(self, field: Field, index: int) -> None:
        self._presenter.choose_column(field, self._columns[index - 1] if index else "")


def _unit_box(kit: Kit, units: tuple[str, ...], now: str) -> QComboBox:
    box = QComboBox()
    for unit in units:
        box.addItem(unit or kit.tr("the file says it"))
    box.setCurrentIndex(units.index(now) if now in units else 0)
    return box
