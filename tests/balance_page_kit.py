"""The lists of the Balance page under test: a page on a station, its buttons by their words, its forms."""

from collections.abc import Mapping
from dataclasses import dataclass

from page_checks import settle, words
from PySide6.QtWidgets import QComboBox, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid
from window_kit import make_kit
from window_world import World

from core.i18n import Lang
from core.shipments.service_shipping import ship_orders
from ui.pages.balance.forms import Form
from ui.pages.balance.page import BalancePage
from ui.pages.balance.presenter import BalancePresenter
from ui.pages.balance.rows import Report
from ui.views import ThemeName
from ui.widgets.buttons import Button
from ui.widgets.choices import Segmented
from ui.widgets.data_table import DataTable
from ui.widgets.fields import LineEdit

PAGE_1280 = (1280 - 88, 720 - 56 - 40)


@dataclass
class Lists:
    """The page with one list shown."""

    world: World
    page: BalancePage
    presenter: BalancePresenter

    def show(self, report: Report) -> None:
        """Another list."""
        self.presenter.choose_report(report)
        settle()

    def buttons(self, text: str) -> list[Button]:
        """Those that can be seen."""
        settle()
        every = self.page.findChildren(Button)
        return [one for one in every if one.isVisibleTo(self.page) and text in (one.words(), one.accessibleName())]

    def press(self, text: str) -> None:
        """The last one of this name; it has to be one that can be pressed."""
        button = self.buttons(text)[-1]
        assert button.isEnabled(), text
        button.click()
        settle()

    def form(self) -> Form:
        """The one that is open."""
        settle()
        found = [one for one in self.page.window().findChildren(Form) if one.isVisible()]
        assert len(found) == 1, found
        return found[0]

    def answer(self, press: str, typed: Mapping[str, str] | None = None, ticks: tuple[str, ...] = ()) -> str:
        """Press a button, fill its form in and answer it; gives what the form says is wrong, nothing when it closed.

        Lines, choices and boxes go by their labels.
        """
        self.press(press)
        form = self.form()
        fill(form, typed or {}, ticks)
        assert form.save is not None
        form.save.click()
        settle()
        if not isValid(form) or not form.isVisible():
            return ""
        said = form.trouble.accessibleName()
        form.reject()
        settle()
        return said

    def table(self) -> DataTable[object]:
        """The one that is shown."""
        settle()
        return next(one for one in self.page.findChildren(DataTable) if one.isVisibleTo(self.page))

    def rows(self) -> list[list[str]]:
        """Its cells."""
        model = self.table().model()
        columns = range(model.columnCount())
        return [[plain(str(model.index(row, at).data())) for at in columns] for row in range(model.rowCount())]

    def reads(self, text: str) -> bool:
        """Whether the page says so somewhere."""
        return any(text in plain(one) for one in words(self.page))

    def said(self) -> str:
        """What the strip said last."""
        return plain(self.world.window.said[-1][1]) if self.world.window.said else ""


def plain(text: str) -> str:
    """With common spaces."""
    return text.replace("\u00a0", " ")


def fill(form: Form, typed: Mapping[str, str], ticks: tuple[str, ...]) -> None:
    """Type into lines, choose, tick."""
    for name, text in typed.items():
        field = next(one for one in form.findChildren(QWidget) if one.accessibleName() == name)
        if isinstance(field, LineEdit):
            field.setText(text)
        elif isinstance(field, Segmented):
            field.choose(text)
        elif isinstance(field, QComboBox):
            field.setCurrentIndex(field.findData(text))
        else:
            raise AssertionError(name)
    for name in ticks:
        form._ticks[name].setChecked(True)


def put_up(
    qtbot: QtBot, world: World, report: Report, lang: Lang = "en", theme: ThemeName = ThemeName.LIGHT,
    percent: int = 100,
) -> Lists:  # fmt: skip
    """The page of a 1280x720 window."""
    presenter = BalancePresenter(world.app)
    presenter.choose_report(report)
    page = BalancePage(make_kit(lang, theme, percent), presenter)
    qtbot.addWidget(page)
    page.resize(*PAGE_1280)
    with qtbot.waitExposed(page):
        page.show()
    page.entered()
    settle()
    return Lists(world, page, presenter)


def ship(world: World, *numbers: str) -> list[str]:
    """Labels for new orders; gives their ids."""
    made = ship_orders(world.services.bench, [world.order(number).id for number in numbers])
    return [one.label.id for one in made if one.label is not None]
