"""The right side of the bench between two orders: the last label as it came out, and what it was."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy

from ui.pages.bench.rows import LabelPanel
from ui.pictures import LabelPicture
from ui.theme import TextStyle
from ui.widgets.card import Card
from ui.widgets.chip import Chip
from ui.widgets.kit import Kit
from ui.widgets.label_preview import LabelPreview
from ui.widgets.layouts import column, row
from ui.widgets.text import Label

_LEAST_PX = (120, 180)


class LabelCard(Card):
    """A label: picture, state chips, facts."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit, padding=16, gap=12)
        self._kit = kit
        self._title = Label(kit, "", TextStyle.HEADING)
        self._chips: list[Chip] = []
        self._chip_row = row(kit, gap=8)
        self.preview = LabelPreview(kit)
        self.preview.setMinimumSize(kit.px(_LEAST_PX[0]), kit.px(_LEAST_PX[1]))
        self._shown: LabelPicture | None = None
        self._facts = column(kit, gap=4)
        self.add(self._title)
        self.add(self._chip_row)
        self.add(self.preview, 1)
        self.add(self._facts)

    def show_label(self, view: LabelPanel | None) -> None:
        """Show this label, or blank paper where there is none yet."""
        tr = self._kit.tr
        self._title.setText(view.title if view else tr("Last label"))
        self._show_chips(view)
        self._show_facts(view)
        if view is None:
            self._shown = None
            self.preview.clear(tr("The first label is shown here, as it comes out."))
        elif view.picture is None:
            self._shown = None
            self.preview.clear(view.picture_words)
        elif view.picture is not self._shown:
            self._shown = view.picture
            self.preview.set_image(view.picture.image, view.picture.media_um)

    def _show_chips(self, view: LabelPanel | None) -> None:
        views = view.chips if view else ()
        if len(views) != len(self._chips):
            while (item := self._chip_row.takeAt(0)) is not None:
                if (old := item.widget()) is not None:
                    old.hide()
                    old.deleteLater()
            self._chips = [Chip(self._kit, chip) for chip in views]
            for chip in self._chips:
                self._chip_row.addWidget(chip)
            self._chip_row.addStretch(1)
        for chip, chip_view in zip(self._chips, views, strict=True):
            chip.set_view(chip_view)

    def _show_facts(self, view: LabelPanel | None) -> None:
        while (item := self._facts.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        tr = self._kit.tr
        for name, value in view.facts if view else ():
            words = Label(self._kit, tr("{name}: {value}", name=name, value=value), TextStyle.BODY, selectable=True)
            words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            words.setToolTip(value)
            self._facts.addWidget(words, 0, Qt.AlignmentFlag.AlignVCenter)
