"""The workstation's card: its name and the boxes of the bench."""

from ui.icon_names import Ico
from ui.pages.redrawing import while_alive
from ui.pages.settings.display.station import Station, StationPresenter
from ui.widgets.buttons import Button
from ui.widgets.card import Card
from ui.widgets.fields import FormRow, LineEdit
from ui.widgets.kit import Kit
from ui.widgets.layouts import row


class StationCard(Card):
    """Two fields and Save; what is wrong with a size is said while it is typed.

    Attributes:
        name: The station's name.
        boxes: The sizes, set off by semicolons.
        save: Keeps both.
    """

    def __init__(self, kit: Kit, presenter: StationPresenter) -> None:
        tr = kit.tr
        super().__init__(kit, tr("This station"))
        self._presenter = presenter
        self._shown = Station()
        self.name = LineEdit(kit, placeholder=tr("Packing table 1"))
        self.boxes = LineEdit(kit, placeholder="8x6x4 in; 12x9x6 in")
        self._boxes_row = FormRow(
            kit,
            tr("Boxes of the bench"),
            self.boxes,
            tr("Sizes with their unit, set off by semicolons. F6 goes from one to the next."),
            optional=True,
        )
        self.add(
            FormRow(kit, tr("Name of this station"), self.name, tr("Shown in the title and in Help."), optional=True)
        )
        self.add(self._boxes_row)
        self.save = Button(kit, tr("Save"), icon=Ico.CHECK)
        self.add(row(kit, self.save, 1))
        self.boxes.textChanged.connect(self._judge)
        self.name.textChanged.connect(self._judge)
        self.name.returnPressed.connect(self._save)
        self.boxes.returnPressed.connect(self._save)
        self.save.clicked.connect(self._save)
        presenter.attach(while_alive(self, self.show_station))
        self.show_station()

    def show_station(self) -> None:
        """Show what is kept; what is being typed stays."""
        station, shown = self._presenter.station, self._shown
        if self.name.text() == shown.name:
            self.name.setText(station.name)
        if self.boxes.text() == shown.boxes:
            self.boxes.setText(station.boxes)
        self._shown = station
        self._judge()

    def _judge(self) -> None:
        problem = self._presenter.box_problem(self.boxes.text())
        self._boxes_row.set_problem(problem or None)
        same = (self.name.text().strip(), self.boxes.text().strip()) == (self._shown.name, self._shown.boxes)
        self.save.forbid(problem or (self._kit.tr("There is nothing to save.") if same else None))

    def _save(self) -> None:
        if self.save.isEnabled():
            self._presenter.save(self.name.text(), self.boxes.text())
