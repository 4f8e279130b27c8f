"""The window: navigation and the balance bar, nothing else. Pages are given to it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QTimer
from PySide6.QtGui import QCloseEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMainWindow, QSizePolicy, QStackedWidget, QWidget

from core.i18n import language, translator
from ui import icons, theme
from ui.qt_words import speak
from ui.views import Appearance, BarView, KeyLine, ThemeName, Tone
from ui.widgets.balance_bar import BalanceBar
from ui.widgets.key_help import KeyHelp
from ui.widgets.kit import Kit
from ui.widgets.layouts import column
from ui.widgets.page import Page, PageSpec
from ui.widgets.rail import Rail
from ui.widgets.strip import Strip

MINIMUM = (1280, 720)


@dataclass(frozen=True, slots=True)
class Hooks:
    """What the window asks of the program.

    Attributes:
        buy_postage: Ctrl+B or the button in the bar.
        find: Ctrl+K.
        appearance_changed: Language, theme or text size was changed; keep it.
        who_works: Somebody else wants to work.
        closing: The window is about to close; False keeps it open.
    """

    buy_postage: Callable[[], None]
    find: Callable[[], None]
    appearance_changed: Callable[[Appearance], None]
    closing: Callable[[], bool] = lambda: True
    who_works: Callable[[], None] = lambda: None


class MainWindow(QMainWindow):
    """Rail, bar, page, strip. A change of language, theme or text size makes all widgets anew.

    Attributes:
        kit: Words and look in use.
        appearance: What was chosen.
    """

    kit: Kit
    bar: BalanceBar
    strip: Strip

    def __init__(
        self, pages: Sequence[PageSpec], hooks: Hooks, appearance: Appearance, view: BarView, *,
        frame_first: bool = False,
    ) -> None:  # fmt: skip
        """Make the window; with `frame_first` its first page waits until it is wanted, so that the frame is seen."""
        super().__init__()
        self._specs = tuple(pages)
        self._page_waits = frame_first
        self._hooks, self._view = hooks, view
        self._at = pages[0].key
        self._help: KeyHelp | None = None
        self.appearance = appearance
        self.setMinimumSize(*MINIMUM)
        self.setWindowIcon(icons.app_icon())
        self._bind_keys()
        self._build()

    def _bind_keys(self) -> None:
        for keys, act in (
            ("Ctrl+K", self._hooks.find),
            ("F1", self.toggle_key_help),
            ("F2", lambda: self.page().focus_scan()),
            ("Esc", self._escape),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(act)

    def _build(self) -> None:
        """Make every widget in the appearance chosen; what the person was looking at stays."""
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        look = theme.look(self.appearance.theme, self.appearance.text_percent)
        theme.apply(app, look)
        speak(app, self.appearance.lang)
        self.kit = Kit(translator(self.appearance.lang), look)
        if self._help is not None:
            self._help.leave()
        self._pages: dict[str, Page] = {}
        self.bar, self.strip = BalanceBar(self.kit), Strip(self.kit)
        self.bar.buy_asked.connect(self._hooks.buy_postage)
        self.bar.language_asked.connect(lambda lang: self.change(replace(self.appearance, lang=language(lang))))
        self.bar.theme_asked.connect(self._other_theme)
        self.bar.who_asked.connect(self._hooks.who_works)
        self._rail = Rail(self.kit, self._specs)
        self._rail.chosen.connect(self.show_page)
        self._stack = QStackedWidget()
        self._stack.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        right = column(self.kit, gap=0)
        right.addWidget(self.bar)
        right.addWidget(self._stack, 1)
        right.addWidget(self.strip)
        whole = QHBoxLayout()
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._rail)
        whole.addLayout(right, 1)
        central = QWidget()
        central.setLayout(whole)
        self.setCentralWidget(central)
        self.show_bar(self._view)
        self._rail.show_chosen(self._at)
        if not self._page_waits:
            self.show_page(self._at)

    def page(self) -> Page:
        """The page that is shown; the first one is made when it is first wanted, behind the frame."""
        if self._at not in self._pages:
            self.show_page(self._at)
        return self._pages[self._at]

    def shown(self) -> str:
        """The key of the page that is shown."""
        return self._at

    def show_page(self, key: str) -> None:
        """Show a page, making it when it is first wanted."""
        spec = next(spec for spec in self._specs if spec.key == key)
        self._page_waits = False
        if key not in self._pages:
            self._pages[key] = spec.factory(self.kit)
            self._stack.addWidget(self._pages[key])
        self._at = key
        self._rail.show_chosen(key)
        self._stack.setCurrentWidget(self._pages[key])
        self._show_title()
        self.page().entered()

    def show_bar(self, view: BarView) -> None:
        """Show balances, mode, station, printer."""
        self._view = view
        self.bar.show_view(view)
        self._show_title()

    def _show_title(self) -> None:
        tr, page = self.kit.tr, next((spec.title for spec in self._specs if spec.key == self._at), None)
        if page is not None:
            self.setWindowTitle(tr("{page} · {station} · Postbench", page=page(tr), station=self._view.station))

    def say(self, tone: Tone, text: str, undo: Callable[[], None] | None = None) -> None:
        """Put `text` on the strip; with `undo`, a button takes it back for ten seconds."""
        self.strip.say(tone, text, undo)

    def lead(self, tone: Tone, text: str, words: str, act: Callable[[], None]) -> None:
        """Put `text` on the strip with a button that leads somewhere."""
        self.strip.lead(tone, text, words, act)

    def change(self, appearance: Appearance) -> None:
        """Take another language, theme or text size, once the click that asked for it is over."""
        self.appearance = appearance
        self._hooks.appearance_changed(appearance)
        QTimer.singleShot(0, self, self._build)

    def _other_theme(self) -> None:
        other = ThemeName.LIGHT if self.kit.look.dark else ThemeName.DARK
        self.change(replace(self.appearance, theme=other))

    def toggle_key_help(self) -> None:
        """F1: every key, or back to work."""
        if self._help is not None:
            self._help.leave()
            return
        self.page()  # its keys come from the page itself
        self._help = KeyHelp(self.kit, self, (self._keys_of(self._at), self._general_keys()))
        self._help.left.connect(self._forget_help)

    def key_groups(self) -> tuple[tuple[str, tuple[KeyLine, ...]], ...]:
        """The keys of every page that was opened and has some, and of the window; for Help."""
        pages = (self._keys_of(spec.key) for spec in self._ordered() if spec.key in self._pages)
        return (*(group for group in pages if group[1]), self._general_keys())

    def _keys_of(self, key: str) -> tuple[str, tuple[KeyLine, ...]]:
        spec = next(spec for spec in self._specs if spec.key == key)
        return spec.title(self.kit.tr), self._pages[key].keys()

    def _general_keys(self) -> tuple[str, tuple[KeyLine, ...]]:
        tr = self.kit.tr
        lines = (
            KeyLine("Ctrl+B", tr("Buy postage")),
            KeyLine("Ctrl+K", tr("Find anything")),
            KeyLine("F2", tr("Go to the scan box")),
            KeyLine("F1", tr("These keys")),
            KeyLine("Esc", tr("Clear; never quits")),
            *(KeyLine(f"Alt+{i}", spec.title(tr)) for i, spec in enumerate(self._ordered()[:9], 1)),
        )
        return tr("Everywhere"), lines

    def _ordered(self) -> list[PageSpec]:
        return [s for s in self._specs if not s.pinned] + [s for s in self._specs if s.pinned]

    def _forget_help(self) -> None:
        self._help = None

    def _escape(self) -> None:
        """Close the help, else let the page clear, else clear the strip. Never quits."""
        if self._help is not None:
            self._help.leave()
        elif not self.page().escape():
            self.strip.clear()
            self.page().focus_scan()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The key help covers the window."""
        super().resizeEvent(event)
        if self._help is not None:
            self._help.fit()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask the program before going."""
        event.setAccepted(self._hooks.closing())
