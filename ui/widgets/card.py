"""Cards: the white sheets that a page is laid out in, and what stands in them."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLayout, QVBoxLayout, QWidget

from ui.icon_names import Ico
from ui.theme import TextStyle
from ui.views import Tone
from ui.widgets.heads import HeadLayout
from ui.widgets.kit import Kit
from ui.widgets.layouts import column, holder, row
from ui.widgets.text import IconLabel, Label


class Card(QFrame):
    """A sheet with a title row and a body.

    Attributes:
        body: The column to fill.
    """

    def __init__(self, kit: Kit, title: str = "", note: str = "", *, padding: int = 20, gap: int = 12) -> None:
        super().__init__()
        self.setObjectName("card")
        self._kit = kit
        whole = column(kit, gap=gap, margins=(padding, padding, padding, padding))
        self._title_row: HeadLayout | None = None
        if title:
            words = column(kit, gap=2)
            words.addWidget(Label(kit, title, TextStyle.HEADING))
            if note:
                words.addWidget(Label(kit, note, TextStyle.BODY, Tone.NEUTRAL, wrap=True))
            self._title_row = HeadLayout(kit, holder(words))
            whole.addLayout(self._title_row)
            self.setAccessibleName(title)
        self.body: QVBoxLayout = column(kit, gap=gap)
        whole.addLayout(self.body, 1)
        self.setLayout(whole)

    def add(self, item: QWidget | QLayout, stretch: int = 0) -> None:
        """Add to the body."""
        if isinstance(item, QWidget):
            self.body.addWidget(item, stretch)
        else:
            self.body.addLayout(item, stretch)

    def add_action(self, widget: QWidget) -> None:
        """Add to the right end of the title row."""
        assert self._title_row is not None, "actions stand beside a title"
        self._title_row.add_action(widget)


class Stat(QWidget):
    """One big figure with its name above and a remark below: a balance, a count."""

    def __init__(self, kit: Kit, name: str, value: str, note: str = "", style: TextStyle = TextStyle.FIGURE) -> None:
        super().__init__()
        layout = column(kit, gap=4)
        self._value = Label(kit, value, style, selectable=True)
        self._note = Label(kit, note, TextStyle.SMALL, Tone.NEUTRAL, wrap=True)
        layout.addWidget(Label(kit, name, TextStyle.BODY, Tone.NEUTRAL))
        layout.addWidget(self._value)
        layout.addWidget(self._note)
        self._value.setAccessibleName(name)
        self.setLayout(layout)
        self._note.setVisible(bool(note))

    def set_value(self, value: str, note: str = "", tone: Tone | None = None) -> None:
        """Change figure, remark and colour."""
        self._value.setText(value)
        self._value.set_tone(tone)
        self._note.setText(note)
        self._note.setVisible(bool(note))


class Facts(QWidget):
    """Names and values in two columns, for details."""

    def __init__(self, kit: Kit, lines: Sequence[tuple[str, str]] = ()) -> None:
        super().__init__()
        self._kit = kit
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(kit.px(24))
        self._grid.setVerticalSpacing(kit.px(8))
        self._grid.setColumnStretch(1, 1)
        self.set_lines(lines)

    def set_lines(self, lines: Sequence[tuple[str, str]]) -> None:
        """Show these lines instead."""
        while (item := self._grid.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for index, (name, value) in enumerate(lines):
            label = Label(self._kit, name, TextStyle.BODY, Tone.NEUTRAL)
            shown = Label(self._kit, value, TextStyle.BODY, wrap=True, selectable=True)
            shown.setAccessibleName(self._kit.tr("{name}: {value}", name=name, value=value))
            self._grid.addWidget(label, index, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(shown, index, 1)


class Notice(QFrame):
    """A remark in a tone inside a page: icon and words on a tint, full width; `big` can be read at two metres."""

    def __init__(self, kit: Kit, tone: Tone, icon: Ico, text: str, *, big: bool = False) -> None:
        super().__init__()
        self._kit = kit
        self._big = big
        self._icon = IconLabel(kit, icon, tone, 28 if big else 20)
        self._label = Label(kit, text, TextStyle.AMOUNT if big else TextStyle.BODY, wrap=True)
        self._row = row(kit, gap=12)
        self._row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        self._row.addWidget(self._label, 1, Qt.AlignmentFlag.AlignVCenter)
        self._row.setContentsMargins(*(kit.px(m) for m in ((20, 16, 20, 16) if big else (16, 12, 16, 12))))
        self.setLayout(self._row)
        self.say(tone, icon, text)

    def say(self, tone: Tone, icon: Ico, text: str) -> None:
        """Say something else."""
        look = self._kit.look
        self._icon.show_icon(icon, tone)
        self._label.setText(text)
        self._label.set_tone(None if tone is Tone.NEUTRAL else tone)
        self.setObjectName("notice")
        tint = look.palette.tint(tone)
        self.setStyleSheet(f"QFrame#notice {{ background: {tint}; border: none; border-radius: {look.px(8)}px; }}")
        self.setAccessibleName(text)

    def add_action(self, widget: QWidget) -> None:
        """Add a button at the right; the icon comes down to its height."""
        self._row.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
        self._row.setAlignment(self._icon, Qt.AlignmentFlag.AlignVCenter)
