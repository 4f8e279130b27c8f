"""The set-up on the window: pages at the left, Finish Setup always in view."""

from functools import partial

from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from core.context import Desk, Mode
from ui.icon_names import Ico
from ui.messages import explain
from ui.messages_base import word
from ui.messages_words import MODES
from ui.pages.redrawing import while_alive
from ui.pages.setup.finish_page import FinishPage
from ui.pages.setup.forms import FORMAT, HOLDER, LOCATION, PAYMENT, TERMS
from ui.pages.setup.pages import FormatPage, HolderPage, LocationPage, PaymentPage, SetupPage
from ui.pages.setup.presenter import SetupPresenter
from ui.pages.setup.terms_page import TermsPage
from ui.pages.setup.words import onward_words, step_title
from ui.theme import TextStyle
from ui.views import ChipView, Tone
from ui.widgets.buttons import Button, Kind
from ui.widgets.chip import Chip
from ui.widgets.kit import Kit
from ui.widgets.layouts import column, flowing, row
from ui.widgets.states import StateStack
from ui.widgets.text import Label
from ui.widgets.wizard import Wizard, WizardStep

_MODE_TONES = {Mode.PRACTICE: Tone.PRACTICE, Mode.RECORDED: Tone.ACCENT, Mode.LIVE: Tone.WARN}
_MODE_ICONS = {Mode.PRACTICE: Ico.GRADUATION_CAP, Mode.RECORDED: Ico.CLIPBOARD_LIST, Mode.LIVE: Ico.ZAP}


class SetupView(QWidget):
    """The wizard of one wallet, with the way back above it."""

    def __init__(self, kit: Kit, presenter: SetupPresenter, desk: Desk) -> None:
        super().__init__()
        tr = kit.tr
        self._kit, self._presenter, self._desk = kit, presenter, desk
        self.wizard: Wizard | None = None
        self._pages: dict[str, SetupPage] = {}
        back = Button(kit, tr("Back to settings"), Kind.GHOST, icon=Ico.ARROW_LEFT)
        back.clicked.connect(presenter.leave)
        self._title = Label(kit, "", TextStyle.TITLE)
        mode = desk.mode
        chip = Chip(kit, ChipView(_MODE_TONES[mode], _MODE_ICONS[mode], word(tr, MODES, mode.value)))
        self._place = column(kit)
        self._states = StateStack(kit, flowing(self._place))
        layout = column(kit, gap=16)
        layout.addLayout(row(kit, back, self._title, chip, 1, gap=16))
        layout.addWidget(self._states, 1)
        self.setLayout(layout)
        presenter.attach(while_alive(self, self.refresh))
        self._states.show_loading()
        self.refresh()

    def refresh(self) -> None:
        """Show what the presenter has; the pages are made once it has read."""
        tr, presenter = self._kit.tr, self._presenter
        if presenter.error is not None:
            self._states.show_error(explain(tr, presenter.error), partial(presenter.open, presenter.at))
            return
        if presenter.kept is None:
            return
        if self.wizard is None:
            self._build()
        assert self.wizard is not None
        for page in self._pages.values():
            page.refresh()
        self.wizard.refresh()

    def _build(self) -> None:
        kit, presenter, tr = self._kit, self._presenter, self._kit.tr
        kept = presenter.kept
        assert kept is not None
        self._title.setText(tr("Set-up of {wallet}", wallet=kept.wallet.name))
        codes = presenter.steps()
        is_new = not kept.setup.username_confirmed
        steps = []
        for code in codes:
            page = self._pages[code] = self._page(code)
            page.typed.connect(self._typed)
            onward = onward_words(tr, code, is_new=is_new)
            title = step_title(tr, code)
            lacks, leave = partial(presenter.lacks, code), partial(self._leave, code)
            steps.append(WizardStep(title, page, lacks, leave, onward, is_short=not code.startswith(TERMS)))
        seen = len(codes) if kept.setup.finished_at else None
        wizard = Wizard(kit, steps, tr("Finish Setup"), codes.index(presenter.at), seen=seen)
        wizard.moved.connect(self._moved)
        wizard.finished.connect(presenter.finish)
        self.wizard = wizard
        self._place.addWidget(wizard, 1)
        self._states.show_content()

    def _page(self, code: str) -> SetupPage:
        kit, presenter = self._kit, self._presenter
        if code.startswith(TERMS):
            return TermsPage(kit, presenter, code.removeprefix(TERMS), self._desk)
        if code == HOLDER:
            return HolderPage(kit, presenter)
        if code == PAYMENT:
            return PaymentPage(kit, presenter, self._desk.clock.now().year)
        if code == LOCATION:
            return LocationPage(kit, presenter)
        return FormatPage(kit, presenter) if code == FORMAT else FinishPage(kit, presenter)

    def _leave(self, code: str) -> bool:
        return self._presenter.keep(code, self._advance)

    def _advance(self) -> None:
        """The page is kept; these widgets may be gone by now, after a change of language."""
        if isValid(self) and self.wizard is not None:
            self.wizard.advance()

    def _moved(self, before: int, now: int) -> None:
        """The page that was left is kept, backwards too, if it can be."""
        codes = self._presenter.steps()
        self._presenter.at = codes[now]
        self._presenter.keep(codes[before])

    def _typed(self) -> None:
        if self.wizard is not None:
            self.wizard.refresh()
