"""What stands against buying, on the window: one card for each, with its way out."""

from PySide6.QtWidgets import QWidget

from core.errors import StationError
from ui.icon_names import Ico
from ui.messages import explain
from ui.pages.redrawing import while_alive
from ui.pages.settings.safety.gates.presenter import GatesPresenter
from ui.pages.settings.safety.gates.rows import CLOCK, RESTORED, LeftRow
from ui.views import Tone
from ui.widgets.buttons import Button, Kind
from ui.widgets.card import Card, Notice
from ui.widgets.data_table import DataTable
from ui.widgets.fields import FormRow, LineEdit
from ui.widgets.kit import Kit
from ui.widgets.layouts import FlowLayout, column, holder
from ui.widgets.tables import Align, Column, TableModel

_REASON_MAX = 200


class GatesPart(QWidget):
    """Nothing stands: one line. Else a card for the restore, one for the clock, a notice for anything other.

    Attributes:
        restored: The way out of a restore.
        clock: The way out of a doubt about the clock.
    """

    def __init__(self, kit: Kit, presenter: GatesPresenter) -> None:
        super().__init__()
        self._kit, self._presenter = kit, presenter
        self.well = Notice(kit, Tone.OK, Ico.SHIELD_CHECK, kit.tr("Nothing stands against buying."))
        self.other = Notice(kit, Tone.ERROR, Ico.OCTAGON_ALERT, "")
        self.trouble = Notice(kit, Tone.ERROR, Ico.CIRCLE_ALERT, "")
        self.restored, self.clock = RestoredCard(kit, presenter), ClockCard(kit, presenter)
        layout = column(kit)
        for widget in (self.well, self.other, self.trouble, self.restored, self.clock):
            layout.addWidget(widget)
        self.setLayout(layout)
        presenter.attach(while_alive(self, self.refresh))
        self.refresh()

    def refresh(self) -> None:
        """Show what the presenter has."""
        presenter, tr = self._presenter, self._kit.tr
        standing, others = presenter.standing, presenter.others()
        if presenter.error is not None:
            others = ()
            self.other.say(Tone.ERROR, Ico.OCTAGON_ALERT, sentence(self._kit, presenter.error))
        elif others:
            text = "\n".join(sentence(self._kit, one) for one in others)
            self.other.say(Tone.ERROR, Ico.OCTAGON_ALERT, text)
        self.other.setVisible(bool(others) or presenter.error is not None)
        self.well.setVisible(standing is not None and not standing.refusals and presenter.error is None)
        self.well.say(
            Tone.OK, Ico.SHIELD_CHECK, " ".join([*presenter.lines()[-1:], tr("Nothing stands against buying.")])
        )
        self.trouble.setVisible(bool(presenter.trouble))
        self.trouble.say(Tone.ERROR, Ico.CIRCLE_ALERT, presenter.trouble)
        self.restored.refresh()
        self.clock.refresh()


class RestoredCard(Card):
    """The books were restored: compare them, then decide about what is left.

    Attributes:
        compare: Compares with the provider.
        reason: Why, for what a person decides.
        book: Books the chosen sale as money alone.
        accept: Settles what only a person can know.
    """

    def __init__(self, kit: Kit, presenter: GatesPresenter) -> None:
        tr = kit.tr
        super().__init__(kit, tr("The books were restored"))
        self._presenter = presenter
        self.compare = Button(kit, tr("Compare with the provider"), Kind.PRIMARY, icon=Ico.REFRESH_CW)
        self.compare.clicked.connect(presenter.compare)
        self.add_action(self.compare)
        self._what = Notice(kit, Tone.WARN, Ico.LOCK, "")
        self._lines = Notice(kit, Tone.NEUTRAL, Ico.LIST_CHECKS, "")
        self.add(self._what)
        self.add(self._lines)
        columns = [
            Column[LeftRow]("why", tr("What is left"), lambda r: r.why, second=lambda r: r.facts, strong=True),
            Column[LeftRow]("amount", tr("Amount"), lambda r: r.amount, 150, Align.RIGHT),
        ]
        self._model: TableModel[LeftRow] = TableModel(columns)
        self._table: DataTable[LeftRow] = DataTable(kit, self._model, tr("What is left"), 52)
        self._table.moved.connect(presenter.choose)
        self.add(self._table)
        self.reason = LineEdit(kit)
        self.reason.setMaxLength(_REASON_MAX)
        self.reason.textChanged.connect(lambda _text: self._judge())
        self._reason_row = FormRow(kit, tr("Reason"), self.reason, tr("Kept with your name."))
        self.add(self._reason_row)
        self.book = Button(kit, tr("Book the chosen sale as money alone"))
        self.book.clicked.connect(lambda: presenter.book(self.reason.text().strip()))
        self.accept = Button(kit, tr("Accept what is left"))
        self.accept.clicked.connect(lambda: presenter.accept(self.reason.text().strip()))
        answers = FlowLayout(kit.px(8))
        answers.addWidget(self.book)
        answers.addWidget(self.accept)
        self._answers = holder(answers)
        self.add(self._answers)

    def refresh(self) -> None:
        """Show what the presenter has."""
        presenter = self._presenter
        refusal = presenter.refusal(RESTORED)
        self.setVisible(refusal is not None)
        if refusal is None:
            return
        self._what.say(Tone.WARN, Ico.LOCK, sentence(self._kit, refusal))
        lines = presenter.lines()
        self._lines.setVisible(bool(lines))
        self._lines.say(Tone.NEUTRAL, Ico.LIST_CHECKS, "\n".join(lines))
        rows = presenter.rows()
        self._model.set_rows(rows)
        for widget in (self._table, self._reason_row, self._answers):
            widget.setVisible(bool(rows))
        if rows and self._table.currentIndex().row() != presenter.chosen:
            self._table.go_to(presenter.chosen)
        self._judge()

    def _judge(self) -> None:
        tr, presenter = self._kit.tr, self._presenter
        busy = tr("The provider is being asked.") if presenter.is_busy else None
        lacking = busy or (None if self.reason.text().strip() else tr("Say why in a few words."))
        self.compare.forbid(busy)
        self.book.forbid(lacking if presenter.can_book else tr("Only a label without its order is booked like this."))
        self.accept.forbid(
            lacking if presenter.can_accept else tr("A reason does not settle all of it: ask again, or book the sales.")
        )


class ClockCard(Card):
    """The clock may be wrong: a person looks at another one.

    Attributes:
        reason: How the person knows.
        right: Says that the clock is right.
    """

    def __init__(self, kit: Kit, presenter: GatesPresenter) -> None:
        tr = kit.tr
        super().__init__(kit, tr("The clock of this computer"))
        self._presenter = presenter
        self._what = Notice(kit, Tone.WARN, Ico.CLOCK, "")
        self.add(self._what)
        self.reason = LineEdit(kit, placeholder=tr("looked at my phone"))
        self.reason.setMaxLength(_REASON_MAX)
        self.reason.textChanged.connect(lambda _text: self._judge())
        self.add(FormRow(kit, tr("How do you know?"), self.reason, tr("Kept with your name.")))
        self.right = Button(kit, tr("The clock is right"), Kind.PRIMARY, icon=Ico.CHECK)
        self.right.clicked.connect(lambda: presenter.confirm(self.reason.text().strip()))
        answers = FlowLayout(kit.px(8))
        answers.addWidget(self.right)
        self.add(holder(answers))

    def refresh(self) -> None:
        """Show what the presenter has."""
        refusal = self._presenter.refusal(CLOCK)
        self.setVisible(refusal is not None)
        if refusal is not None:
            text = f"{sentence(self._kit, refusal)}\n{self._presenter.time_words()}"
            self._what.say(Tone.WARN, Ico.CLOCK, text)
            self._judge()

    def _judge(self) -> None:
        tr = self._kit.tr
        busy = tr("Something else is going on.") if self._presenter.is_busy else None
        self.right.forbid(busy or (None if self.reason.text().strip() else tr("Say why in a few words.")))


def sentence(kit: Kit, error: StationError) -> str:
    """What stands, and what to do."""
    view = explain(kit.tr, error)
    return f"{view.happened} {view.todo}"
