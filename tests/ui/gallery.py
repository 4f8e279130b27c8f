"""Pictures of the window with invented pages, in both languages and themes, to be looked at by a person.

QT_QPA_PLATFORM=offscreen PYTHONPATH=. .venv/bin/python tests/ui/gallery.py OUT [--quick]
"""

import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from gallery_pages import Balance, Bench, Forms, Orders, Settings, either
from PySide6.QtWidgets import QApplication

from core.context import Mode
from core.i18n import LANGUAGES
from core.money import Money
from ui.crash import CrashDialog
from ui.fault_log import describe
from ui.icon_names import Ico
from ui.main_window import Hooks, MainWindow
from ui.views import (
    Appearance,
    BalanceHealth,
    BarView,
    PrinterHealth,
    ThemeName,
    Tone,
    WalletView,
)
from ui.widgets.buttons import Button, Kind
from ui.widgets.card import Facts
from ui.widgets.dialogs import Dialog
from ui.widgets.fields import FormRow
from ui.widgets.page import Page, PageSpec
from ui.widgets.reading import Judgement, MoneyEdit

BAR = BarView(
    mode=Mode.PRACTICE,
    station="Packing 1",
    wallets=(
        WalletView("us", Money(123450, "USD"), Money(1240, "USD"), Money(123450, "USD"), timedelta(minutes=3)),
        WalletView("ca", Money(410, "CAD"), Money(0, "CAD"), Money(410, "CAD"), timedelta(hours=2), BalanceHealth.LOW),
    ),
    printer=PrinterHealth.READY,
    printer_name="Zebra ZD421",
    queued=2,
)


def window(appearance: Appearance, size: tuple[int, int], hooks: Hooks | None = None) -> MainWindow:
    pages = (
        PageSpec("bench", either("Bench", "Poste"), Ico.SCAN_BARCODE, Bench),
        PageSpec("orders", either("Orders", "Commandes"), Ico.CLIPBOARD_LIST, Orders),
        PageSpec("shipments", either("Shipments", "Expéditions"), Ico.TRUCK, Settings),
        PageSpec("balance", either("Balance", "Solde"), Ico.WALLET, Balance),
        PageSpec("settings", either("Settings", "Paramètres"), Ico.SETTINGS, Forms, pinned=True),
        PageSpec("help", either("Help", "Aide"), Ico.HELP, lambda kit: Page(kit, "Help"), pinned=True),
    )
    shown = MainWindow(pages, hooks or Hooks(lambda: None, lambda: None, lambda _a: None), appearance, BAR)
    shown.resize(*size)
    shown.show()
    return shown


def dialogs(shown: MainWindow) -> list[Dialog]:
    kit = shown.kit
    buy = Dialog(kit, shown, "Buy Postage", "Your card statement will say STAMPS.")
    edit = MoneyEdit(kit, "USD", lambda m: Judgement(True, "Balance after: $1,284.50"), "In multiples of $10.")
    edit.input.setText("50")
    buy.add(FormRow(kit, "Purchase Amount:", edit))
    buy.add(Facts(kit, [("Balance now", "$1,234.50 USD"), ("Paid with", "Visa ending in 4242")]))
    buy.add_cancel()
    buy.add_answer(Button(kit, "Purchase", Kind.PRIMARY))
    try:
        raise ValueError("Zoe Tremblay, 12 Main St")
    except ValueError as fault:
        crash = CrashDialog(kit, shown, "Orders", describe(fault), target_folder())
    return [buy, crash]


def target_folder() -> Path:
    return Path(sys.argv[1])


def shoot(app: QApplication, target: Path, shown: MainWindow, name: str) -> None:
    for _ in range(4):
        app.processEvents()
    shown.grab().save(str(target / f"{name}.png"))


def main() -> None:
    target = Path(sys.argv[1])
    target.mkdir(parents=True, exist_ok=True)
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    sizes = {
        "1280": ((1280, 720), 100),
        "1366": ((1366, 768), 100),
        "1366-150": ((1366, 768), 150),
        "1920-200": ((1920, 1080), 200),
    }
    for lang in LANGUAGES:
        for theme in (ThemeName.LIGHT, ThemeName.DARK):
            for label, (size, percent) in sizes.items():
                if "--quick" in sys.argv and (label, lang, theme) not in {
                    ("1280", "en", ThemeName.LIGHT),
                    ("1366", "fr", ThemeName.DARK),
                    ("1366-150", "en", ThemeName.LIGHT),
                }:
                    continue
                shown = window(Appearance(lang, theme, percent), size)
                for key in ("bench", "orders", "shipments", "balance", "settings"):
                    shown.show_page(key)
                    shoot(app, target, shown, f"{label}-{lang}-{theme.value}-{key}")
                if label == "1280":
                    shown.show_page("bench")
                    shown.say(Tone.OK, "Label 9400 1000 0000 0000 0000 12 bought and printed.", lambda: None)
                    low = replace(
                        BAR.wallets[0], health=BalanceHealth.SHORT, short_by=Money(320, "USD"), offer=Money(1000, "USD")
                    )
                    shown.show_bar(
                        replace(BAR, wallets=(low, BAR.wallets[1]), printer=PrinterHealth.STOPPED, offline=True)
                    )
                    shown.toggle_key_help()
                    shoot(app, target, shown, f"{label}-{lang}-{theme.value}-keys")
                    shown.toggle_key_help()
                    shoot(app, target, shown, f"{label}-{lang}-{theme.value}-low")
                    for index, dialog in enumerate(dialogs(shown)):
                        dialog.show_over()
                        for _ in range(4):
                            app.processEvents()
                        dialog.grab().save(str(target / f"{label}-{lang}-{theme.value}-dialog{index}.png"))
                        dialog.reject()
                shown.close()
                shown.deleteLater()


if __name__ == "__main__":
    main()
