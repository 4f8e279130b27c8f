"""Asking for files and folders, in the language chosen, without blocking the window."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from window_kit import make_kit

from ui.widgets.files import ask_folder, ask_open, ask_save
from ui.widgets.kit import Kit

Ask = Callable[[Kit, QWidget, Callable[[Path], None]], QFileDialog]


def open_orders(kit: Kit, parent: QWidget, then: Callable[[Path], None]) -> QFileDialog:
    return ask_open(kit, parent, "Import", [("Orders", "*.csv")], then)


def save_report(kit: Kit, parent: QWidget, then: Callable[[Path], None]) -> QFileDialog:
    return ask_save(kit, parent, "Export", "transactions.csv", then)


def pick_folder(kit: Kit, parent: QWidget, then: Callable[[Path], None]) -> QFileDialog:
    return ask_folder(kit, parent, "Folder", then)


@pytest.mark.parametrize("ask", [open_orders, save_report, pick_folder])
def test_what_is_chosen_comes_back_once_and_the_words_are_french(qtbot: QtBot, ask: Ask, tmp_path: Path) -> None:
    around, chosen = QWidget(), list[Path]()
    qtbot.addWidget(around)
    around.show()
    dialog = ask(make_kit("fr"), around, chosen.append)
    assert dialog.isVisible()
    assert {"Dossier\u00a0:", "Nom\u00a0:"} <= {label.text() for label in dialog.findChildren(QLabel)}
    assert "Annuler" in {button.text().replace("&", "") for button in dialog.findChildren(QPushButton)}
    dialog.fileSelected.emit(str(tmp_path / "a.csv"))
    dialog.reject()
    assert chosen == [tmp_path / "a.csv"]
