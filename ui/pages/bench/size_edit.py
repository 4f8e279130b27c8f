"""The size of the parcel: three sides and a unit in one row, and the station's boxes by one key."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from core.errors import BadText
from core.units import Dimensions, LengthUnit, dimensions_text, parse_dimensions
from ui.icon_names import Ico
from ui.theme import TextStyle
from ui.views import Tone
from ui.widgets.buttons import Button
from ui.widgets.fields import LineEdit
from ui.widgets.kit import Kit
from ui.widgets.layouts import column, row
from ui.widgets.text import Label

_SIDE_PX = 56
_BESIDE_PERCENT = 120  # with larger text the button stands below the sides
_UNITS: tuple[LengthUnit, ...] = ("in", "cm")


class SizeEdit(QWidget):
    """Length, width, height. Empty is a size that nobody knows; what is begun and no size is neither (`half`).

    Signals:
        edited: A person changed something.
        entered: Enter was pressed in a field; the size can be read, or there is none.
        doubted: Enter was pressed, and what stands in the fields is no size.
    """

    edited = Signal()
    entered = Signal()
    doubted = Signal()

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        tr = kit.tr
        self._kit = kit
        self._boxes: tuple[Dimensions, ...] = ()
        self._at = -1
        names = (tr("Length"), tr("Width"), tr("Height"))
        signs = [name[:1] for name in names]
        if signs[0] == signs[1]:
            signs[1] = signs[1].lower()  # Longueur, largeur: L × l × H
        self.sides = [LineEdit(kit, placeholder=sign, name=name) for sign, name in zip(signs, names, strict=True)]
        self.unit = QComboBox()
        for unit in _UNITS:
            self.unit.addItem(tr("in", context="inches") if unit == "in" else tr("cm"), unit)
        self.unit.setAccessibleName(tr("Unit of size"))
        self.unit.activated.connect(lambda _index: self._changed())
        self.next_box = Button(kit, tr("Box"), icon=Ico.PACKAGE, keys="F6")
        self.next_box.setToolTip(tr("Next box size"))
        self.next_box.clicked.connect(self._take_next)
        line = row(kit, gap=6)
        for index, side in enumerate(self.sides):
            if index:
                line.addWidget(Label(kit, "×", TextStyle.BODY, Tone.NEUTRAL))
            side.setMinimumWidth(kit.px(_SIDE_PX))
            side.textEdited.connect(lambda _text: self._changed())
            side.returnPressed.connect(self._enter)
            line.addWidget(side, 1)
        line.addWidget(self.unit)
        if kit.look.percent <= _BESIDE_PERCENT:
            line.addWidget(self.next_box)
            self.setLayout(line)
            return
        both = column(kit, gap=6)
        both.addLayout(line)
        both.addLayout(row(kit, self.next_box, 1))
        self.setLayout(both)

    def set_boxes(self, boxes: Sequence[Dimensions]) -> None:
        """The station's boxes; the button goes through them."""
        self._boxes = tuple(boxes)
        self.next_box.setVisible(bool(boxes))

    def set_unit(self, unit: LengthUnit) -> None:
        """How sides are typed here."""
        self.unit.setCurrentIndex(_UNITS.index(unit))

    def set_dims(self, dims: Dimensions | None) -> None:
        """Fill the fields, without a signal."""
        self._at = self._boxes.index(dims) if dims in self._boxes else -1
        unit = self._unit()
        texts = dimensions_text(dims, unit).rpartition(" ")[0].split(" × ") if dims else ["", "", ""]
        for side, text in zip(self.sides, texts, strict=True):
            side.setText(text.replace(".", ",") if self._kit.tr.lang == "fr" else text)
        self._mark()

    def set_half(self, texts: Sequence[str]) -> None:
        """Fill the fields with what was typed and is no size, without a signal."""
        self._at = -1
        for side, text in zip(self.sides, texts, strict=True):
            side.setText(text)
        self._mark()

    def half(self) -> tuple[str, ...]:
        """The sides as typed, while they are begun and no size can be read from them; empty otherwise."""
        texts = tuple(side.text() for side in self.sides)
        return texts if any(text.strip() for text in texts) and self.dims() is None else ()

    def dims(self) -> Dimensions | None:
        """The size, when all three sides can be read."""
        texts = [side.text().strip() for side in self.sides]
        if not all(texts):
            return None
        try:
            return parse_dimensions(" x ".join(texts), self._unit())
        except BadText:
            return None

    def _unit(self) -> LengthUnit:
        return _UNITS[self.unit.currentIndex()]

    def _changed(self) -> None:
        self._mark()
        self.edited.emit()

    def _mark(self) -> None:
        """A size that is begun and cannot be read has an amber edge."""
        texts = [side.text().strip() for side in self.sides]
        doubtful = bool(self.half())
        for side, text in zip(self.sides, texts, strict=True):
            side.set_state(Tone.WARN if doubtful and (not text or all(texts)) else None)

    def _enter(self) -> None:
        """Enter leaves a size that can be read; another one is said at once, and stays in hand."""
        if self.half():
            self.doubted.emit()
        else:
            self.entered.emit()

    def _take_next(self) -> None:
        """F6: the next of the station's boxes; after the last one, no size."""
        if not self._boxes:
            return
        self._at = (self._at + 1) % (len(self._boxes) + 1)
        at = self._at
        self.set_dims(self._boxes[at] if at < len(self._boxes) else None)
        self._at = at
        self.edited.emit()
