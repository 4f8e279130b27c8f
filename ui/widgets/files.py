"""Asking for a file or a folder: Qt's dialog with our own words where Qt's catalogue has none."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from ui.widgets.kit import Kit


def ask_open(
    kit: Kit, parent: QWidget, title: str, kinds: Sequence[tuple[str, str]], then: Callable[[Path], None]
) -> QFileDialog:
    """Ask for a file to read; `kinds` are pairs of a name and patterns: ``("Orders", "*.csv *.txt")``."""
    dialog = _dialog(kit, parent, title, then)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setNameFilters([f"{name} ({patterns})" for name, patterns in kinds])
    dialog.open()
    return dialog


def ask_save(kit: Kit, parent: QWidget, title: str, name: str, then: Callable[[Path], None]) -> QFileDialog:
    """Ask where to write a file; `name` is what it is called unless the person says otherwise."""
    dialog = _dialog(kit, parent, title, then, save=True)
    dialog.selectFile(name)
    dialog.open()
    return dialog


def ask_folder(kit: Kit, parent: QWidget, title: str, then: Callable[[Path], None]) -> QFileDialog:
    """Ask for a folder."""
    dialog = _dialog(kit, parent, title, then)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    dialog.open()
    return dialog


def _dialog(kit: Kit, parent: QWidget, title: str, then: Callable[[Path], None], *, save: bool = False) -> QFileDialog:
    tr, label = kit.tr, QFileDialog.DialogLabel
    dialog = QFileDialog(parent, title)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    if save:  # before the words: it puts Qt's own back
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setViewMode(QFileDialog.ViewMode.List)
    for which, words in (
        (label.LookIn, tr("Folder:")),
        (label.FileName, tr("Name:")),
        (label.FileType, tr("Kind:")),
        (label.Accept, tr("Save") if save else tr("Open", context="verb")),
        (label.Reject, tr("Cancel")),
    ):
        dialog.setLabelText(which, words)
    dialog.fileSelected.connect(lambda name: then(Path(name)))
    return dialog
