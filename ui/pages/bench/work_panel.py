"""The right side of the bench while an order is in hand: weight, size, prices, and the one button that buys."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedLayout, QWidget

from core.units import Dimensions, Weight
from ui.icon_names import Ico
from ui.pages.bench.rows import ActionView, FormView, RateRow, Units, WorkView
from ui.pages.bench.size_edit import SizeEdit
from ui.theme import TextStyle
from ui.views import ChipView, Tone
from ui.widgets.buttons import Button, Kind, Size
from ui.widgets.card import Card, Notice
from ui.widgets.chip import Chip
from ui.widgets.data_table import DataTable
from ui.widgets.kit import Kit
from ui.widgets.layouts import column, holder, row
from ui.widgets.reading import WeightEdit
from ui.widgets.scan_guard import ScanGuard
from ui.widgets.states import money_chip
from ui.widgets.tables import Align, Column, TableModel
from ui.widgets.text import Label

_SETTLE_MS = 200
_RATE_PX = 44
_MARK_PX = 36
_RATES_LEAST_PX = 96


class RateTable(DataTable[RateRow]):
    """The prices: the price itself is always in view, the service's name gives way."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """All of the width, never more."""
        super().resizeEvent(event)
        head = self.horizontalHeader()
        head.resizeSection(1, self.viewport().width() - head.sectionSize(0) - head.sectionSize(2))


class WorkPanel(Card):
    """Says what was typed and pressed; decides nothing.

    Signals:
        measured: Weight and size as they stand, `Weight | None` and `Dimensions | None`, 200 ms after the last key;
            and the three sides as typed, where they are begun and no size.
        typed_scan: A scan went into one of the fields.
        left: Enter in a field: the scan box is next.
        chosen: Another price; carries its key.
        unit_chosen: Another unit of weight.
        buy_pressed: The primary button.
        acted: A button beside it; carries its `ActionView`.
    """

    measured = Signal(object, object, object)
    typed_scan = Signal(str)
    left = Signal()
    chosen = Signal(str)
    unit_chosen = Signal(str)
    buy_pressed = Signal()
    acted = Signal(object)

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit, padding=14, gap=6)
        self._kit = kit
        self._form = FormView(-1, None, None)
        self._weight_typed = self._size_typed = self._showing = False
        self._actions: tuple[ActionView, ...] = ()
        self._settle = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._settle.timeout.connect(self._say_measured)
        self._reveal = QTimer(self, singleShot=True, interval=0)  # once the table has its height
        self._reveal.timeout.connect(lambda: self.rates.scrollTo(self.rates.currentIndex()))
        self._build_measures()
        self._build_rates()
        self._build_button()

    def _build_measures(self) -> None:
        kit, tr = self._kit, self._kit.tr
        self.weight = WeightEdit(kit, big=True)
        self._source = Chip(kit, ChipView(Tone.NEUTRAL, Ico.SCALE, ""))
        self.size_edit = SizeEdit(kit)
        self._size_note = Label(kit, "", TextStyle.SMALL, Tone.NEUTRAL, wrap=True)
        self.add(row(kit, Label(kit, tr("Weight"), TextStyle.STRONG), 1, self._source))
        self.add(self.weight)
        self.add(self.size_edit)
        self.add(self._size_note)
        self.weight.input.textEdited.connect(lambda _text: self._weight_edited())
        self.weight.units.activated.connect(lambda _index: self._unit_activated())
        self.weight.entered.connect(self._leave)
        self.size_edit.edited.connect(self._size_edited)
        self.size_edit.entered.connect(self._leave)
        self.size_edit.doubted.connect(self.flush)
        for field in (self.weight.input, *self.size_edit.sides):
            ScanGuard(field).scanned.connect(self._scan_in_field)

    def _build_rates(self) -> None:
        kit, tr = self._kit, self._kit.tr
        columns: tuple[Column[RateRow], ...] = (
            Column(
                "chosen", "", lambda r: "●" if r.chosen else "○", width=_MARK_PX,
                tone=lambda r: Tone.ACCENT if r.chosen else Tone.NEUTRAL,
            ),
            Column("service", tr("Service"), lambda r: r.name, strong=True, second=_below),
            Column(
                "price", tr("Price"), lambda r: r.price, width=120, align=Align.RIGHT, strong=True,
                second=lambda r: r.aside,
            ),
        )  # fmt: skip
        self.model = TableModel[RateRow](columns)
        self.rates = RateTable(kit, self.model, tr("Prices, the cheapest first"), row_px=_RATE_PX)
        head = self.rates.horizontalHeader()
        head.hide()
        head.setMinimumSectionSize(kit.px(_MARK_PX))
        head.resizeSection(0, kit.px(_MARK_PX))
        self.rates.setMinimumHeight(kit.px(_RATES_LEAST_PX))
        self.rates.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.rates.moved.connect(self._rate_moved)
        self.rates.opened.connect(lambda _row: self.left.emit())
        self._words = Label(kit, "", TextStyle.BODY, Tone.NEUTRAL, wrap=True)
        self._words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._rates_or_words = QWidget()
        self._stack = QStackedLayout(self._rates_or_words)
        self._stack.addWidget(self.rates)
        self._stack.addWidget(self._words)
        self.add(self._rates_or_words, 1)

    def _build_button(self) -> None:
        kit, tr = self._kit, self._kit.tr
        self._error = Notice(kit, Tone.ERROR, Ico.CIRCLE_X, "")
        self._money = Chip(kit, ChipView(Tone.OK, Ico.SHIELD_CHECK, ""))
        self._error_block = holder(column(kit, gap=4))
        block = self._error_block.layout()
        assert block is not None
        block.addWidget(self._error)
        block.addWidget(self._money)
        self.buy = Button(kit, tr("Buy and print"), Kind.PRIMARY, keys="Enter", size=Size.BIG)
        self.buy.setEnabled(False)
        self.buy.clicked.connect(self.buy_pressed)
        self._progress = Notice(kit, Tone.ACCENT, Ico.HOURGLASS, "")
        self._progress.setMinimumHeight(kit.px(Size.BIG.value[0]))
        self._reason = Label(kit, "", TextStyle.BODY, Tone.WARN, wrap=True)
        self._reason_row = row(kit, gap=8)
        self._reason_row.addWidget(self._reason, 1)
        self._buttons: list[Button] = []
        self.add(self._error_block)
        self.add(self._reason_row)
        self.add(self.buy)
        self.add(self._progress)
        for later in (self._error_block, self._progress, self._reason, self._size_note):
            later.hide()

    # Showing

    def set_units(self, units: Units) -> None:
        """How weights and sizes are typed here, and the station's boxes; kept while an order is in hand."""
        self.weight.units.setCurrentText(units.weight)
        self.size_edit.set_unit(units.length)
        self.size_edit.set_boxes(units.boxes)

    def show_work(self, view: WorkView) -> None:
        """Show what the presenter says; the inputs are filled only when another order comes into hand."""
        self._showing = True
        if view.form.id != self._form.id:
            self._fill(view.form)
        self._source.set_view(view.weight_source)
        self._size_note.setText(view.size_note)
        self._size_note.set_tone(view.size_tone or Tone.NEUTRAL)
        self._size_note.setVisible(bool(view.size_note))
        self._show_rates(view)
        self._show_button(view)
        self._showing = False

    def _fill(self, form: FormView) -> None:
        self._form = form
        self._weight_typed, self._size_typed = False, bool(form.half_size)
        self._settle.stop()
        self.weight.set_weight(form.weight)
        if form.half_size:
            self.size_edit.set_half(form.half_size)
        else:
            self.size_edit.set_dims(form.dims)

    def _show_rates(self, view: WorkView) -> None:
        self.model.set_rows(view.rates)
        at = next((index for index, rate in enumerate(view.rates) if rate.chosen), -1)
        if at >= 0:
            if self.rates.currentIndex().row() != at:
                self.rates.go_to(at)
            self._reveal.start()
        self._words.setText(view.rates_words)
        self._stack.setCurrentIndex(0 if view.rates else 1)

    def _show_button(self, view: WorkView) -> None:
        self.buy.set_text(view.button)
        self.buy.forbid(view.forbidden)
        self.buy.setVisible(not view.progress)
        self._progress.say(Tone.ACCENT, Ico.HOURGLASS, view.progress)
        self._progress.setVisible(bool(view.progress))
        has_words = bool(view.rates) or not view.rates_words
        reason = view.forbidden if view.forbidden and not view.progress and (has_words or view.actions) else ""
        reason = "" if reason == view.size_note else reason  # it stands at the sides already
        self._reason.setText(reason)
        self._reason.setVisible(bool(reason))
        if view.error is not None:
            self._error.say(Tone.ERROR, Ico.CIRCLE_X, f"{view.error.happened} {view.error.todo}")
            self._money.set_view(money_chip(self._kit, view.error.money))
        self._error_block.setVisible(view.error is not None)
        if view.actions != self._actions:
            self._show_actions(view.actions)

    def _show_actions(self, actions: tuple[ActionView, ...]) -> None:
        self._actions = actions
        for old in self._buttons:
            old.hide()
            old.deleteLater()
        self._buttons = []
        for action in actions:
            button = Button(self._kit, action.text, Kind.TONAL, icon=action.icon, size=Size.SMALL)
            button.clicked.connect(lambda _checked=False, a=action: self.acted.emit(a))
            self._reason_row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
            self._buttons.append(button)

    def action_buttons(self) -> tuple[Button, ...]:
        """The buttons beside the reason."""
        return tuple(self._buttons)

    # Saying what was typed

    def _weight_edited(self) -> None:
        self._weight_typed = True
        self._settle.start()

    def _size_edited(self) -> None:
        self._size_typed = True
        self._settle.start()

    def _unit_activated(self) -> None:
        """A weight of the order is shown in the new unit; one that was typed is meant in it."""
        if not self._weight_typed:
            self.weight.set_weight(self._form.weight)
        self._settle.start()
        self.unit_chosen.emit(self.weight.unit())

    def flush(self) -> None:
        """Say at once what was typed last."""
        if self._settle.isActive():
            self._settle.stop()
            self._say_measured()

    def _say_measured(self) -> None:
        # What nobody touched is exactly what the order says: text has three decimals, milligrams have more.
        weight: Weight | None = self.weight.weight() if self._weight_typed else self._form.weight
        dims: Dimensions | None = self.size_edit.dims() if self._size_typed else self._form.dims
        self.measured.emit(weight, dims, self.size_edit.half() if self._size_typed else ())

    def _leave(self) -> None:
        self.flush()
        self.left.emit()

    def _scan_in_field(self, text: str) -> None:
        self._settle.stop()
        self._fill(self._form)
        self.typed_scan.emit(text)

    def _rate_moved(self, number: int) -> None:
        rate = self.model.row(number)
        if rate is not None and not rate.chosen and not self._showing:
            self.chosen.emit(rate.key)


def _below(rate: RateRow) -> str:
    """What it may hold or cost comes first; the day of a rate card stands alone, so neither is cut off."""
    return " · ".join(part for part in (rate.remark, rate.source) if part)
