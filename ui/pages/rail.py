"""What the rail shows of the pages, so that the window is there before any page but the first is read."""

import importlib
import importlib.util
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Protocol, cast

from core.i18n import Words
from ui.app_context import App
from ui.icon_names import Ico
from ui.widgets.kit import Kit
from ui.widgets.page import Page, PageSpec


@dataclass(frozen=True, slots=True)
class RailEntry:
    """One button of the rail; the page's own `make_spec` says the same (a test looks).

    Attributes:
        key: Name of the package below `ui.pages`.
        title: The word.
        icon: The icon.
        pinned: At the lower end.
    """

    key: str
    title: Words
    icon: Ico
    pinned: bool = False


RAIL = (
    RailEntry("bench", lambda tr: tr("Bench"), Ico.SCAN_BARCODE),
    RailEntry("orders", lambda tr: tr("Orders"), Ico.CLIPBOARD_LIST),
    RailEntry("shipments", lambda tr: tr("Shipments"), Ico.TRUCK),
    RailEntry("balance", lambda tr: tr("Balance"), Ico.WALLET),
    RailEntry("billing", lambda tr: tr("Billing"), Ico.RECEIPT_TEXT),
    RailEntry("reports", lambda tr: tr("Reports"), Ico.CHART_COLUMN),
    RailEntry("settings", lambda tr: tr("Settings"), Ico.SETTINGS, pinned=True),
    RailEntry("help", lambda tr: tr("Help"), Ico.HELP, pinned=True),
)


class _PageModule(Protocol):
    def make_spec(self, app: App) -> PageSpec: ...


def module_of(key: str) -> str:
    """The module of a page."""
    return f"ui.pages.{key}.page"


def has_module(name: str) -> bool:
    """Whether a page's package is in this program; one that is not is left out, with its button."""
    package, _, _ = name.rpartition(".")
    return importlib.util.find_spec(package) is not None and importlib.util.find_spec(name) is not None


def page_specs(app: App) -> Iterator[PageSpec]:
    """The pages of this program, in the order of the rail; each is read when it is first shown."""
    for entry in RAIL:
        if has_module(module_of(entry.key)):
            yield PageSpec(entry.key, entry.title, entry.icon, _when_shown(app, entry.key), entry.pinned)


def read_ahead() -> Iterator[str]:
    """Read one page's module at each step, so that its first showing is quick; the window takes a step each second."""
    for entry in RAIL:
        if has_module(module_of(entry.key)):
            importlib.import_module(module_of(entry.key))
            yield entry.key


def _when_shown(app: App, key: str) -> Callable[[Kit], Page]:
    made: list[PageSpec] = []

    def factory(kit: Kit) -> Page:
        if not made:
            made.append(cast("_PageModule", importlib.import_module(module_of(key))).make_spec(app))
        return made[0].factory(kit)

    return factory
