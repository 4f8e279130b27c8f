"""Help > Licences on the window."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from core.resources import ROOT, resource
from ui.icon_names import Ico
from ui.pages.help.facts import installed
from ui.pages.help.presenter import HelpPresenter
from ui.pages.redrawing import drop
from ui.theme import TextStyle
from ui.views import Tone
from ui.widgets.buttons import Button, Kind, Size
from ui.widgets.card import Card, Facts, Notice
from ui.widgets.dialogs import Dialog
from ui.widgets.kit import Kit
from ui.widgets.layouts import FlowLayout, holder
from ui.widgets.sections import Section
from ui.widgets.states import copy_text
from ui.widgets.text import Label

QT_SOURCE = "https://code.qt.io/"


def shipped_texts() -> tuple[tuple[str, str, Path], ...]:
    """What is shipped besides code: its name, its licence, and where the text lies."""
    fonts = resource("fonts")
    return (
        ("Inter", "OFL-1.1", fonts / "inter" / "OFL.txt"),
        ("Liberation, Noto, Nanum", "OFL-1.1", fonts / "LICENSE-OFL.txt"),
        ("DejaVu Sans", "Bitstream Vera", fonts / "LICENSE-DejaVu.txt"),
        ("Droid Sans Fallback", "Apache-2.0", fonts / "LICENSE-Apache-2.0.txt"),
        ("Lucide", "ISC", resource("icons", "lucide") / "LICENSE"),
    )


class LicencesSection(Section):
    """Our own licence, Qt's, and everybody else's."""

    def __init__(self, kit: Kit, presenter: HelpPresenter) -> None:
        tr = kit.tr
        super().__init__(
            kit, tr("Licences"), tr("Postbench is free software, and stands on the free software of others.")
        )
        self._presenter = presenter
        self._libraries = Card(kit, tr("Libraries"), tr("Installed beside the program, unchanged."))
        self._facts: QWidget | None = None
        self.text: LicenceText | None = None
        self.add(self._own())
        self.add(self._qt())
        self.add(self._shipped())
        self.add(self._libraries)
        self.add_rest()
        leave = presenter.listeners.join(self.refresh)
        self.destroyed.connect(leave)
        self.refresh()

    def entered(self) -> None:
        """Which versions are installed."""
        self._presenter.load()

    def refresh(self) -> None:
        """Show the libraries."""
        about = self._presenter.state.about
        if about is None:
            return
        drop(self._facts)
        tr = self.kit.tr
        missing = tr("not installed")
        self._facts = Facts(
            self.kit, [(one.name, f"{one.version or missing} · {one.licence}") for one in about.libraries]
        )  # fmt: skip
        self._libraries.add(self._facts)

    def _own(self) -> Card:
        kit, tr = self.kit, self.kit.tr
        card = Card(kit, "Postbench", tr("MIT licence: use it, change it, pass it on, with its notice."))
        read = Button(kit, tr("Read the licence"), icon=Ico.SCROLL_TEXT, size=Size.SMALL)
        read.clicked.connect(partial(self._read, "Postbench", ROOT.parent / "LICENSE"))
        card.add_action(read)
        return card

    def _qt(self) -> Card:
        kit, tr = self.kit, self.kit.tr
        card = Card(kit, tr("Qt and PySide6"), tr("GNU Lesser General Public License, version 3."))
        words = tr(
            "Postbench uses Qt and PySide6 as separate shared libraries, unchanged. They stay replaceable: install "
            "another version of PySide6 into the program's environment, or your own build of Qt, and Postbench runs "
            "with it. Nothing here forbids taking these libraries apart to find a fault."
        )
        card.add(Label(kit, words, wrap=True))
        copy = Button(kit, tr("Copy the command"), icon=Ico.COPY, size=Size.SMALL)
        copy.clicked.connect(self._copy_command)
        text = Button(kit, tr("Read the LGPL"), icon=Ico.SCROLL_TEXT, size=Size.SMALL)
        text.clicked.connect(partial(self._read, "LGPL-3.0", resource("licences", "LGPL-3.0.txt")))
        other = Button(kit, tr("Read the GPL"), icon=Ico.SCROLL_TEXT, size=Size.SMALL)  # the LGPL refers to it
        other.clicked.connect(partial(self._read, "GPL-3.0", resource("licences", "GPL-3.0.txt")))
        source = Button(kit, tr("Source of Qt"), icon=Ico.EXTERNAL_LINK, size=Size.SMALL)
        source.clicked.connect(partial(self._open, QT_SOURCE))
        buttons = FlowLayout(kit.px(8))
        for button in (text, other, source, copy):
            buttons.addWidget(button)
        card.add(holder(buttons))
        return card

    def _shipped(self) -> Card:
        kit, tr = self.kit, self.kit.tr
        card = Card(kit, tr("Fonts and icons"), tr("Shipped with the program, each with its licence."))
        buttons = FlowLayout(kit.px(8))
        for name, licence, path in shipped_texts():
            button = Button(kit, f"{name} · {licence}", icon=Ico.SCROLL_TEXT, size=Size.SMALL)
            button.clicked.connect(partial(self._read, name, path))
            buttons.addWidget(button)
        card.add(holder(buttons))
        return card

    def _read(self, name: str, path: Path) -> None:
        self.text = LicenceText(self.kit, self, name, path)
        self.text.show_over()

    def _copy_command(self) -> None:
        copy_text(f"python -m pip install PySide6=={installed('PySide6')}")
        self._presenter.copied()

    def _open(self, link: str) -> None:
        QDesktopServices.openUrl(QUrl(link))


class LicenceText(Dialog):
    """The text of a licence, as its authors wrote it."""

    def __init__(self, kit: Kit, parent: QWidget | None, name: str, path: Path) -> None:
        tr = kit.tr
        super().__init__(kit, parent, name, width=760)
        try:
            text = path.read_text(encoding="utf-8")
        except OSError:
            text = ""
            self.add(Notice(kit, Tone.WARN, Ico.TRIANGLE_ALERT, tr("This copy of the program is missing the file.")))
        self.text = QPlainTextEdit(text)
        self.text.setReadOnly(True)
        self.text.setFont(kit.look.font(TextStyle.BODY))
        self.text.setMinimumHeight(kit.px(360))
        self.text.setAccessibleName(name)
        self.add(self.text, 1)
        self.close_it = self.add_answer(Button(kit, tr("Close"), Kind.PRIMARY))
        self.close_it.clicked.connect(self.accept)
