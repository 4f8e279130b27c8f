"""The welcome on the window: at the first start by itself, later from Help."""

from collections.abc import Callable
from dataclasses import replace
from typing import Protocol

from PySide6.QtCore import Qt, QTimer, QUrl
from PySide6.QtGui import QDesktopServices, QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QProgressBar, QStackedWidget, QWidget
from shiboken6 import isValid

from core.i18n import LANGUAGE_NAMES, LANGUAGES, Lang
from ui.app_context import App
from ui.icon_names import Ico
from ui.messages import explain
from ui.pages.welcome.presenter import WelcomePresenter
from ui.pages.welcome.rows import Stage, WelcomeState
from ui.pages.welcome.story import StoryView
from ui.pages.welcome.tiles import Tile
from ui.theme import TextStyle
from ui.views import Tone
from ui.widgets.buttons import Button, Kind, Size
from ui.widgets.card import Notice
from ui.widgets.dialogs import Dialog
from ui.widgets.files import ask_folder
from ui.widgets.kit import Kit
from ui.widgets.layouts import column, holder, row
from ui.widgets.states import ErrorPanel
from ui.widgets.text import ElidedLabel, IconLabel, Label

WIDTH_PX = 880
_LOOK_MS = 100


class Host(Protocol):
    """The window that the welcome lies over, as far as it is known here."""

    kit: Kit


class Welcome:
    """The station's welcome.

    Attributes:
        presenter: What it decides.
        dialog: What is open, or None.
    """

    def __init__(self, presenter: WelcomePresenter) -> None:
        self.presenter = presenter
        self.dialog: WelcomeDialog | None = None

    def offer(self, window: QWidget) -> None:
        """Open it over `window` if nobody has worked here yet."""
        self.presenter.offer(lambda: self.open(window))

    def open(self, window: QWidget) -> None:
        """Open it over `window`, in the window's words and look."""
        if self.dialog is not None and isValid(self.dialog) and self.dialog.isVisible():
            self.dialog.activateWindow()
            return
        kit = getattr(window, "kit", None)
        if not isinstance(kit, Kit) or not isValid(window):
            return
        self.presenter.opened()
        self.dialog = WelcomeDialog(kit, window, self.presenter, lambda: self._other_language(window))
        self.dialog.show_over()

    def _other_language(self, window: QWidget) -> None:
        """The window makes its widgets anew; then the welcome comes again, in the other words."""
        if self.dialog is not None:
            self.dialog.reject()
            self.dialog = None
        doors = self.presenter.app.window
        appearance = doors.appearance()
        doors.change_appearance(replace(appearance, lang=other_language(appearance.lang)))
        QTimer.singleShot(0, window, lambda: self.open(window))


def make_welcome(app: App) -> Welcome:
    """The welcome for the window."""
    return Welcome(WelcomePresenter(app))


def other_language(lang: Lang) -> Lang:
    """The language that is not in use."""
    return next(one for one in LANGUAGES if one != lang)


class WelcomeDialog(Dialog):
    """Three ways to begin; then, where it was chosen, the practice day as it happens."""

    def __init__(
        self, kit: Kit, parent: QWidget | None, presenter: WelcomePresenter, switch: Callable[[], None]
    ) -> None:
        tr = kit.tr
        super().__init__(
            kit,
            parent,
            tr("Welcome to Postbench"),
            tr("From an order to a paid, printed label, on one prepaid balance. How would you like to begin?"),
            WIDTH_PX,
        )
        self._presenter = presenter
        self._stack = QStackedWidget()
        self._error: QWidget | None = None
        self._stack.addWidget(self._choices())
        self._stack.addWidget(self._shipping())
        self.add(self._stack, 1)
        self._answers(switch)
        self._timer = QTimer(self, interval=_LOOK_MS)
        self._timer.timeout.connect(self._look)
        leave = presenter.listeners.join(self._refresh)
        self.destroyed.connect(leave)
        self.finished.connect(leave)
        self._refresh()

    # Building

    def _choices(self) -> QWidget:
        kit, tr, presenter = self.kit, self.kit.tr, self._presenter
        self.ship = Button(kit, tr("Ship a practice day"), Kind.PRIMARY, icon=Ico.PLAY)
        self.ship.clicked.connect(presenter.ship)
        self.orders = Button(kit, tr("Import orders"), icon=Ico.UPLOAD)
        self.orders.clicked.connect(self._import)
        self.look = Button(kit, tr("Look around"), icon=Ico.ARROW_RIGHT)
        self.look.clicked.connect(self.accept)
        tiles = row(kit, gap=16)
        if self.most().width() < kit.px(WIDTH_PX):
            tiles.setDirection(QBoxLayout.Direction.TopToBottom)
        tiles.addWidget(
            Tile(
                kit, Ico.GRADUATION_CAP, tr("See it work"),
                tr("Postage, an order file, labels of five carriers, three printers, closed books: a whole day in "
                   "seconds. Nothing is charged; every label says SAMPLE."), self.ship,
            ), 1,
        )  # fmt: skip
        if presenter.can_import:
            tiles.addWidget(
                Tile(
                    kit, Ico.INBOX, tr("Start with your orders"),
                    tr("Read a file from your shop. You see every row before anything is kept, and what is doubtful "
                       "waits for you."), self.orders,
                ), 1,
            )  # fmt: skip
        tiles.addWidget(
            Tile(
                kit, Ico.EYE, tr("Just look"),
                tr("Every page is open. This welcome stays in Help, and F1 lists the keys of each page."), self.look,
            ), 1,
        )  # fmt: skip
        self._folder = ElidedLabel(kit, "", TextStyle.BODY)
        self.change = Button(kit, tr("Change…"), Kind.GHOST, size=Size.SMALL)
        self.change.setAccessibleName(tr("Change the folder of the practice day"))
        self.change.clicked.connect(self._ask_folder)
        where = row(kit, IconLabel(kit, Ico.FOLDER_OPEN, Tone.NEUTRAL, 18), gap=8)
        where.addWidget(Label(kit, tr("The practice day is kept in"), TextStyle.BODY, Tone.NEUTRAL))
        where.addWidget(self._folder)
        where.addWidget(self.change)
        where.addStretch(1)
        whole = column(kit, gap=16)
        whole.addLayout(tiles, 1)
        whole.addLayout(where)
        return holder(whole)

    def _shipping(self) -> QWidget:
        kit, tr = self.kit, self.kit.tr
        self.story = StoryView(kit)
        self.story.setMinimumHeight(max(kit.px(120), min(kit.px(320), self.most().height() - kit.px(320))))
        self._words = Label(kit, "", TextStyle.BODY)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self._end = Notice(kit, Tone.OK, Ico.CIRCLE_CHECK, "")
        self.open_folder = Button(kit, tr("Open folder"), Kind.PRIMARY, icon=Ico.FOLDER_OPEN)
        self.open_folder.clicked.connect(self._open_folder)
        self._end.add_action(self.open_folder)
        going = column(kit, gap=8)
        going.addWidget(self._words)
        going.addWidget(self.bar)
        self._going = holder(going)
        whole = column(kit, gap=12)
        whole.addWidget(self._going)
        whole.addWidget(self._end)
        whole.addWidget(self.story, 1)
        self._whole = whole
        return holder(whole)

    def _answers(self, switch: Callable[[], None]) -> None:
        kit, tr = self.kit, self.kit.tr
        other = other_language(tr.lang)
        self.language = Button(kit, LANGUAGE_NAMES[other], Kind.GHOST, icon=Ico.LANGUAGES)
        self.language.clicked.connect(switch)
        self._foot.insertWidget(0, self.language)
        self.again = Button(kit, tr("Back"), icon=Ico.ARROW_LEFT)
        self.again.clicked.connect(self._presenter.back)
        self.close_it = Button(kit, tr("Close"))
        self.close_it.clicked.connect(self.reject)
        self.add_answer(self.again)
        self.add_answer(self.close_it)

    # Showing

    def _refresh(self) -> None:
        state = self._presenter.state
        self._folder.setText(self._presenter.shown_folder())
        at_choices = state.stage is Stage.CHOOSING
        self._stack.setCurrentIndex(0 if at_choices else 1)
        self.again.setVisible(state.stage in (Stage.SHIPPED, Stage.FAILED))
        self._going.setVisible(state.stage is Stage.SHIPPING)
        self._end.setVisible(state.stage is Stage.SHIPPED)
        self._show_error(state)
        if state.stage is Stage.SHIPPING:
            self._timer.start()
        else:
            self._timer.stop()
        if not at_choices:
            self._look()
        if state.stage is Stage.SHIPPED:
            self._show_end(state)

    def _look(self) -> None:
        tr, going = self.kit.tr, self._presenter.going()
        self.story.show_lines(going.lines)
        words = tr("Shipping a practice day…")
        if going.count:
            words = tr("{what}: {done} of {count}", what=going.what, done=going.done, count=going.count)
        self._words.setText(words)
        self.bar.setRange(0, going.count)
        self.bar.setValue(going.done)
        self.bar.setAccessibleName(words)

    def _show_end(self, state: WelcomeState) -> None:
        tr = self.kit.tr
        if state.findings:
            self._end.say(Tone.ERROR, Ico.OCTAGON_ALERT, tr("The practice day is shipped, but its books do not close."))
            return
        self._end.say(
            Tone.OK, Ico.CIRCLE_CHECK,
            tr.n(
                "{n} label shipped, and the books close to the cent. Labels, pictures and journal: {folder}",
                "{n} labels shipped, and the books close to the cent. Labels, pictures and journal: {folder}",
                state.labels, folder=self._presenter.shown_folder(),
            ),
        )  # fmt: skip

    def _show_error(self, state: WelcomeState) -> None:
        if self._error is not None:
            self._whole.removeWidget(self._error)
            self._error.hide()
            self._error.deleteLater()
            self._error = None
        if state.stage is Stage.FAILED and state.error is not None:
            self._error = ErrorPanel(self.kit, explain(self.kit.tr, state.error), self._presenter.ship)
            self._whole.insertWidget(0, self._error)
            self._error.show()

    # Passing on

    def _import(self) -> None:
        self.accept()
        self._presenter.import_orders()

    def _ask_folder(self) -> None:
        ask_folder(self.kit, self, self.kit.tr("Where to keep the practice day"), self._presenter.choose_folder)

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._presenter.state.folder)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes it; a practice day that is under way goes on."""
        if event.key() == Qt.Key.Key_Escape:
            self.reject()
            return
        super().keyPressEvent(event)
