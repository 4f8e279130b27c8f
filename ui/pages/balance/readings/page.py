"""Readings: what the provider says beside the books of that moment, what differs and what it turned out to be."""

from pathlib import Path

from core.clock import from_utc_text
from core.wallet.rules_readings import ClearAs, Comparison, Explanation
from ui.carrier_words import carrier_name
from ui.icon_names import Ico
from ui.messages_base import capital, word
from ui.messages_wallet import CLEARED_AS
from ui.pages.balance.forms import Form
from ui.pages.balance.panel import Panel
from ui.pages.balance.readings.presenter import ReadingsPresenter, TypedReading
from ui.pages.balance.readings.rows import ReadingFacts, age_of, explanation_line, read_by, state_line
from ui.views import Tone
from ui.widgets.buttons import Button, Size
from ui.widgets.card import Notice
from ui.widgets.choices import Choice
from ui.widgets.files import ask_open
from ui.widgets.kit import Kit
from ui.widgets.layouts import row
from ui.widgets.states import EmptyState
from ui.widgets.tables import Align, Column
from ui.widgets.text import Label


class ReadingsPanel(Panel[ReadingFacts]):
    """The state, what lies in suspense, and the readings."""

    def __init__(self, kit: Kit, presenter: ReadingsPresenter) -> None:
        self._readings = presenter
        self._desk = presenter.app.services.desk
        super().__init__(kit, presenter)

    def ages(self) -> object:
        """Readings grow older."""
        facts = self._readings.facts
        return age_of(self.kit.tr, facts, self._desk.clock.now()) if facts else ""

    def fill(self, facts: ReadingFacts) -> None:
        """Draw them."""
        kit, tr = self.kit, self.kit.tr
        age = age_of(tr, facts, self._desk.clock.now())
        words = state_line(tr, facts)
        said = f"{words} {tr('Newest reading: {age}.', age=age)}" if age else words
        tone, icon = (Tone.OK, Ico.CIRCLE_CHECK) if facts.is_sound else (Tone.WARN, Ico.SCALE)
        self.add(Notice(kit, tone, icon, said))
        self._answers(facts)
        for one in facts.explanations:
            if one.cleared_as is None:
                self._suspense(one)
        nothing = EmptyState(
            kit, Ico.SCALE, tr("No reading was taken yet."), tr("Take one: it is kept beside the books.")
        )  # fmt: skip
        self.table(tr("Readings"), self._columns(), facts.readings, lambda _row: None, nothing)

    def _answers(self, facts: ReadingFacts) -> None:
        kit, tr = self.kit, self.kit.tr
        take = Button(kit, tr("Ask the provider now"), icon=Ico.REFRESH_CW)
        take.clicked.connect(self._readings.take)
        add = Button(kit, tr("Add a reading…"), icon=Ico.PLUS)
        add.clicked.connect(self._add)
        answers = [take, add]
        if facts.is_new:
            begin = Button(kit, tr("Opening balance…"), icon=Ico.FLAG)
            begin.clicked.connect(self._open_with)
            answers.append(begin)
        differs = facts.to_explain
        if differs is not None:
            explain = Button(kit, tr("Explain the difference…"), icon=Ico.PENCIL)
            explain.clicked.connect(lambda: self._explain(differs))
            answers.append(explain)
        self.buttons(*answers)

    def _suspense(self, one: Explanation) -> None:
        tr = self.kit.tr
        words = explanation_line(tr, self._desk.actor.zone, one, from_utc_text(one.at))
        notice = Notice(self.kit, Tone.WARN, Ico.HOURGLASS, words)
        name = Button(self.kit, tr("Say what it was…"), size=Size.SMALL)
        name.setEnabled(not self._readings.busy)
        name.clicked.connect(lambda: self._clear(one))
        notice.add_action(name)
        self.add(notice)

    def _columns(self) -> tuple[Column[Comparison], ...]:
        tr, zone, now = self.kit.tr, self._desk.actor.zone, self._desk.clock.now()
        return (
            Column(
                "as-of", tr("As of"), lambda one: tr.datetime(one.reading.as_of, zone), 210,
                second=lambda one: tr.age(now - one.reading.as_of),
            ),
            Column("says", tr("Provider says"), lambda one: tr.money(one.reading.balance), 150, Align.RIGHT),
            Column("booked", tr("Booked"), lambda one: tr.money(one.booked), 150, Align.RIGHT),
            Column(
                "difference", tr("Difference"), lambda one: tr.money(one.difference), 130, Align.RIGHT, strong=True,
                tone=lambda one: None if one.agrees else Tone.WARN,
            ),
            Column("by", tr("By"), lambda one: read_by(tr, one), 130),
            Column("evidence", tr("Evidence"), lambda one: one.reading.evidence),
        )  # fmt: skip

    # What the person says

    def _add(self) -> None:
        kit, tr = self.kit, self.kit.tr
        chosen: list[Path] = []
        note = tr("It is kept beside the books and changes nothing in them.")
        form = Form(kit, self.window(), tr("Add a reading"), note)
        form.add(form.ask("amount", tr("Balance in the portal")))
        form.add(form.ask("at", tr("Read at"), tr("YYYY-MM-DD HH:MM; empty means now."), optional=True))
        form.add(form.ask("evidence", tr("Where was it read?"), tr("For example: portal, home page.")))
        shown = Label(kit, tr("No picture chosen."), tone=Tone.NEUTRAL, wrap=True)
        pick = Button(kit, tr("Choose a picture…"), icon=Ico.FILE_UP, size=Size.SMALL)

        def took(path: Path) -> None:
            chosen[:] = [path]
            shown.setText(path.name)

        kinds = [(tr("Pictures and papers"), "*.png *.jpg *.jpeg *.pdf")]
        pick.clicked.connect(lambda: ask_open(kit, form, tr("Picture of the balance"), kinds, took))
        line = row(kit, pick, gap=12)
        line.addWidget(shown, 1)
        form.add(line)

        def give(filled: Form) -> None:
            typed = TypedReading(
                filled.text("amount"), filled.text("at"), filled.text("evidence"), chosen[0] if chosen else None
            )
            self._readings.add(typed, filled.done_well, filled.refused)

        form.finish(tr("Add"), give).show_over()

    def _open_with(self) -> None:
        tr = self.kit.tr
        note = tr("What the wallet held when this station began, before any other entry.")
        form = Form(self.kit, self.window(), tr("Opening balance"), note)
        form.add(form.ask("amount", tr("Balance in the portal")))
        form.add(form.ask("evidence", tr("Where was it read?")))
        form.finish(
            tr("Book it"),
            lambda filled: self._readings.open_with(
                filled.text("amount"), filled.text("evidence"), filled.done_well, filled.refused
            ),
        ).show_over()

    def _explain(self, differs: Comparison) -> None:
        tr = self.kit.tr
        note = tr("{amount} goes into the books, to suspense, until somebody can name it.", amount=differs.difference)
        form = Form(self.kit, self.window(), tr("Explain the difference"), note)
        form.add(form.ask("reason", tr("What is believed to be behind it?"), tr("Kept with your name.")))
        form.finish(
            tr("Explain"),
            lambda filled: self._readings.explain(
                differs.reading.id, filled.text("reason"), filled.done_well, filled.refused
            ),
        ).show_over()

    def _clear(self, one: Explanation) -> None:
        tr = self.kit.tr
        form = Form(self.kit, self.window(), tr("Say what it was"), tr.money(one.amount))
        what = [Choice(each.value, capital(word(tr, CLEARED_AS, each.value))) for each in ClearAs]
        carriers = [
            Choice(each.code, carrier_name(tr, each.code)) for each in self._readings.app.services.catalogue.to_show()
        ]
        form.add(form.pick("what", tr("What it was"), what, ClearAs.FEES.value))
        form.add(form.pick("carrier", tr("Carrier, of an adjustment"), carriers, ""))
        form.add(form.ask("reason", tr("How do you know?"), tr("Kept with your name.")))
        form.finish(
            tr("Book it"),
            lambda filled: self._readings.clear(
                one, ClearAs(filled.key("what")), filled.text("reason"), filled.key("carrier"), filled.done_well,
                filled.refused,
            ),
        ).show_over()  # fmt: skip
