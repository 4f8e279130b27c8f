"""Help > About on the window."""

from PySide6.QtWidgets import QGridLayout, QWidget

from core.context import Mode
from ui.icon_names import Ico
from ui.messages import explain
from ui.pages.help.presenter import HelpPresenter
from ui.pages.help.rows import About, Verdict
from ui.pages.redrawing import drop
from ui.theme import TextStyle
from ui.views import ChipView, Tone
from ui.widgets.balance_bar import mode_chip
from ui.widgets.buttons import Button, Kind
from ui.widgets.card import Card, Facts
from ui.widgets.chip import Chip
from ui.widgets.fields import FormRow, LineEdit
from ui.widgets.kit import Kit
from ui.widgets.layouts import Columns, column, holder, row
from ui.widgets.sections import Section
from ui.widgets.states import StateStack, copy_text
from ui.widgets.text import IconLabel, Label


class AboutSection(Section):
    """Which program this is, on what, and whether other software is new enough."""

    def __init__(self, kit: Kit, presenter: HelpPresenter) -> None:
        tr = kit.tr
        super().__init__(kit, tr("About"), tr("What to tell whoever helps you."))
        self._presenter = presenter
        self._shown: About | None = None
        self.welcome = Button(kit, tr("Show the welcome"), icon=Ico.GRADUATION_CAP)
        self.welcome.clicked.connect(presenter.open_welcome)
        self.copy = Button(kit, tr("Copy diagnostics"), Kind.PRIMARY, icon=Ico.COPY)
        self.copy.clicked.connect(self._copy)
        self.add_action(self.welcome)
        self.add_action(self.copy)
        self._column = column(kit, gap=16)
        self._cards: QWidget | None = None
        self.versions = VersionCard(kit, presenter)
        self._column.addWidget(self.versions)
        self._column.addStretch(1)
        self._states = StateStack(kit, holder(self._column))
        self.add(self._states, 1)
        leave = presenter.listeners.join(self.refresh)
        self.destroyed.connect(leave)
        self.refresh()

    def entered(self) -> None:
        """Read it."""
        self._presenter.load()

    def refresh(self) -> None:
        """Show what was read."""
        tr, state = self.kit.tr, self._presenter.state
        self.versions.refresh()
        self.copy.forbid(None if state.about is not None else tr("Still reading."))
        if state.error is not None:
            self._states.show_error(explain(tr, state.error), self._presenter.load)
        elif state.about is None:
            self._states.show_loading()
        else:
            self._show(state.about)
            self._states.show_content()

    def _show(self, about: About) -> None:
        if about == self._shown:
            return
        self._shown = about
        drop(self._cards)
        columns = Columns(self.kit.px(16), (1, 1))
        columns.addWidget(self._program(about))
        columns.addWidget(self._station(about))
        self._cards = holder(columns)
        self._column.insertWidget(0, self._cards)

    def _program(self, about: About) -> Card:
        kit, tr = self.kit, self.kit.tr
        card = Card(kit, gap=16)
        words = column(kit, gap=2)
        words.addWidget(Label(kit, "Postbench", TextStyle.AMOUNT))
        build = tr("Build {commit}", commit=about.commit) if about.commit else tr("Release", context="version")
        words.addWidget(Label(kit, tr("Version {version}", version=about.version), selectable=True))
        words.addWidget(Label(kit, build, TextStyle.SMALL, Tone.NEUTRAL, selectable=True))
        head = row(kit, IconLabel(kit, Ico.PACKAGE_CHECK, Tone.ACCENT, 44), gap=16)
        head.addLayout(words, 1)
        card.add(head)
        lines = (
            (tr("Python"), about.python),
            (tr("Qt and PySide6"), tr("{qt} and {pyside}", qt=about.toolkit.qt, pyside=about.toolkit.pyside)),
            (tr("SQLite"), about.sqlite),
            (tr("Computer"), about.platform),
        )
        card.add(Facts(kit, lines))
        card.body.addStretch(1)
        card.setAccessibleName(tr("Program"))
        return card

    def _station(self, about: About) -> Card:
        kit, tr = self.kit, self.kit.tr
        card = Card(kit, tr("This station"), gap=16)
        card.add_action(Chip(kit, mode_chip(kit, Mode(about.mode))))
        days = tr.day(about.carriers_to.isoformat())
        if about.carriers_from != about.carriers_to:
            days = tr("{first} to {last}", first=tr.day(about.carriers_from.isoformat()), last=days)
        schema = tr(
            "{number}, opened by {program} or later", number=about.schema, program=about.oldest_program
        )  # fmt: skip
        lines = (
            (tr("Station"), f"{about.name} ({about.station})" if about.name else about.station),
            (tr("Data folder"), str(about.directory)),
            (tr("Schema"), schema),
            (tr("Carriers"), tr.n("{n}, as of {days}", "{n}, as of {days}", about.carriers, days=days)),
        )
        card.add(Facts(kit, lines))
        card.body.addStretch(1)
        return card

    def _copy(self) -> None:
        copy_text(self._presenter.diagnostics())
        self._presenter.copied()


class VersionCard(Card):
    """Whether the software beside this station is new enough, told while its version is typed."""

    def __init__(self, kit: Kit, presenter: HelpPresenter) -> None:
        tr, minimum = kit.tr, presenter.minimum
        feature = minimum.feature_fr if tr.lang == "fr" else minimum.feature_en
        super().__init__(
            kit,
            tr("Is your software new enough?"),
            tr(
                "{feature}: {software} {version} or later. Its Help menu says which one you have.",
                feature=feature,
                software=minimum.software,
                version=minimum.version,
            ),
        )
        self._presenter = presenter
        self.field = LineEdit(kit, presenter.state.typed, placeholder=tr("for example {version}", version="8.10.0"))
        self.field.textChanged.connect(presenter.check)
        form = FormRow(kit, tr("Version of {software}", software=minimum.software), self.field)
        form.setMaximumWidth(kit.px(280))
        self.chip = Chip(kit, ChipView(Tone.NEUTRAL, Ico.INFO, ""))
        self.words = Label(kit, "", wrap=True)
        answer = column(kit, gap=6)
        answer.addWidget(self.chip)
        answer.addWidget(self.words)
        answer.addStretch(1)
        line = QGridLayout()
        line.setHorizontalSpacing(kit.px(24))
        line.addWidget(form, 0, 0)
        line.addWidget(holder(answer), 0, 1)
        line.setColumnStretch(0, 2)
        line.setColumnStretch(1, 3)
        self.add(line)
        self.setMinimumHeight(kit.px(168))

    def refresh(self) -> None:
        """Show the verdict."""
        view, words = self._answer(self._presenter.state.verdict, self._presenter.state.typed.strip())
        self.chip.set_view(view)
        self.words.setText(words)

    def _answer(self, verdict: Verdict, typed: str) -> tuple[ChipView, str]:
        tr, least = self._kit.tr, self._presenter.minimum.version
        match verdict:
            case Verdict.NOTHING:
                view = ChipView(Tone.NEUTRAL, Ico.INFO, tr("Nothing to compare yet"))
                return view, tr("Numbers are compared one by one: 8.10.0 is later than 8.3.1.")
            case Verdict.NEW_ENOUGH:
                view = ChipView(Tone.OK, Ico.CIRCLE_CHECK, tr("New enough"))
                return view, tr("{typed} is {version} or later.", typed=typed, version=least)
            case Verdict.TOO_OLD:
                view = ChipView(Tone.WARN, Ico.TRIANGLE_ALERT, tr("Too old"))
                return view, tr(
                    "{typed} is before {version}: update it on every workstation first.", typed=typed, version=least
                )
            case Verdict.UNKNOWN:
                view = ChipView(Tone.WARN, Ico.HELP, tr("Unknown"))
                return view, tr(
                    "“{typed}” cannot be read as a version, so it does not count as new enough.", typed=typed
                )
