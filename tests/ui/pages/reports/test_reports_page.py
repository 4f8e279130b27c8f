"""The Reports page as people use it: every control does something; nothing is cut. S0-14, S0-40, S2-21."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from page_checks import cut, nameless, outside, settle, sideways, words
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QFileDialog
from pytestqt.qtbot import QtBot
from reports_page_kit import bank_file, two_months
from window_kit import make_kit
from window_world import World

from core.i18n import LANGUAGES, Lang
from core.reports.store import list_statements
from ui.pages.balance.opened import TransactionDialog
from ui.pages.reports.card.view import CardSection
from ui.pages.reports.page import ReportsPage, make_spec
from ui.pages.reports.presenter import CARD, STATEMENTS, TRANSACTIONS, VOLUME, ReportsPresenter
from ui.pages.reports.rows import Span
from ui.pages.reports.statements.view import StatementsSection
from ui.pages.reports.transactions.export import ExportDialog
from ui.pages.reports.transactions.view import TransactionsSection
from ui.pages.reports.volume.view import VolumeSection
from ui.views import ThemeName
from ui.widgets.buttons import Button
from ui.widgets.choices import Segmented
from ui.widgets.data_table import DataTable

PAGE_1280 = (1280 - 88, 720 - 56 - 40)


class Desk:
    """The page over a station with two months of money."""

    def __init__(self, qtbot: QtBot, world: World, lang: Lang = "en", percent: int = 100) -> None:
        self.world, self.presenter = world, ReportsPresenter(world.app)
        theme = ThemeName.LIGHT if percent == 100 else ThemeName.DARK
        self.page = ReportsPage(make_kit(lang, theme, percent), self.presenter)
        qtbot.addWidget(self.page)
        self.page.resize(*PAGE_1280)
        with qtbot.waitExposed(self.page):
            self.page.show()
        self.page.entered()
        settle()

    @property
    def transactions(self) -> TransactionsSection:
        found = self.page.sections.section()
        assert isinstance(found, TransactionsSection)
        return found

    @property
    def statements(self) -> StatementsSection:
        self.presenter.choose(STATEMENTS)
        found = self.page.sections.section()
        assert isinstance(found, StatementsSection)
        return found

    @property
    def card(self) -> CardSection:
        self.presenter.choose(CARD)
        found = self.page.sections.section()
        assert isinstance(found, CardSection)
        return found

    @property
    def volume(self) -> VolumeSection:
        self.presenter.choose(VOLUME)
        found = self.page.sections.section()
        assert isinstance(found, VolumeSection)
        return found

    def rows(self) -> list[list[str]]:
        settle()
        table = next(one for one in self.page.findChildren(DataTable) if one.isVisibleTo(self.page))
        model = table.model()
        columns = range(model.columnCount())
        return [[str(model.index(row, at).data()) for at in columns] for row in range(model.rowCount())]

    def give_file(self, path: Path) -> None:
        """Answer the file dialog that came up."""
        dialog = self.page.findChildren(QFileDialog)[-1]
        dialog.fileSelected.emit(str(path))
        dialog.reject()
        settle()


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    made = Desk(qtbot, two_months(tmp_path))
    yield made
    made.world.close()


def test_the_month_stands_with_its_sums_and_lines(desk: Desk) -> None:
    shown = words(desk.page)
    for text in ("Opening balance", "Label purchases", "Closing balance", "+$50.00", "before Dec\u00a01, 2026"):
        assert text in shown
    assert [row[4][:1] for row in desk.rows()] == ["+", "−"]


def test_type_period_and_wallet_are_chosen_with_one_click_each(desk: Desk) -> None:
    """S0-40: the type selector."""
    section = desk.transactions
    spans = {button.text(): button for button in section.spans.findChildren(type(section.spans._options[0]))}
    spans["Last month"].click()
    assert len(desk.rows()) == 4
    for number, count in ((1, 3), (3, 1), (0, 4)):
        section.types.setCurrentIndex(number)
        section.types.activated.emit(number)
        assert len(desk.rows()) == count
    spans["Days"].click()
    settle()
    assert section.days.isVisibleTo(desk.page)
    wallets = next(one for one in section.findChildren(Segmented) if one.accessibleName() == "Wallet")
    wallets._options[1].click()
    assert len(desk.rows()) == 1
    section.types.activated.emit(2)
    assert "Nothing was booked in these days." in words(desk.page)


def test_days_are_typed_and_given_with_enter(desk: Desk) -> None:
    section = desk.transactions
    desk.presenter.transactions.choose_span(Span.DAYS)
    section.days.first.setText("2026-11-20")
    section.days.last.setText("2026-11-20")
    QTest.keyClick(section.days.last, Qt.Key.Key_Return)
    assert len(desk.rows()) == 4
    section.days.last.setText("x")
    section.days.go.click()
    assert "year, month, day" in section.days.problem()
    assert section.days.last.text() == "x"


def test_a_line_opens_down_to_its_seal(desk: Desk) -> None:
    table = next(one for one in desk.page.findChildren(DataTable) if one.isVisibleTo(desk.page))
    table.setFocus()
    table.go_to(1)
    QTest.keyClick(table, Qt.Key.Key_Return)
    dialog = desk.page.window().findChildren(TransactionDialog)[-1]
    assert any("2001" in text for text in words(dialog))
    go = next(one for one in dialog.findChildren(Button) if one.words() == "Show the shipment")
    go.click()
    assert desk.world.window.gone[-1][0] == "shipments"


@pytest.mark.parametrize(
    ("form", "start"), [("csv", b"number,"), ("pdf", b"%PDF"), ("json", b"{"), ("beancount", b"o")]
)
def test_each_form_is_chosen_and_written(desk: Desk, tmp_path: Path, form: str, start: bytes) -> None:
    desk.transactions.export.click()
    dialog = desk.page.findChildren(ExportDialog)[-1]
    next(one for one in dialog.forms._options if one.choice.key == form).click()
    assert dialog.paper.isVisibleTo(dialog) == (form == "pdf")
    dialog.paper._options[1].click()
    dialog.go.click()
    desk.give_file(tmp_path / f"out.{form}")
    assert (tmp_path / f"out.{form}").read_bytes().startswith(start)


def test_the_next_statement_is_issued_and_saved_with_the_buttons(desk: Desk, tmp_path: Path) -> None:
    section = desk.statements
    assert not section.save.isEnabled()
    section.paper._options[1].click()
    section.days.go.click()
    made = desk.world.services.read(lambda q: list_statements(q, "usd"))
    assert len(desk.rows()) == len(made) == 1
    section.save.click()
    desk.give_file(tmp_path / "statement.pdf")
    assert (tmp_path / "statement.pdf").read_bytes() == desk.world.services.files.get(made[0].sha256)
    section.days.first.setText("2026-11-01")
    section.days.go.click()
    assert any("There is a statement from" in text for text in words(section.refusal))


def test_the_banks_file_is_asked_for_and_what_is_wrong_stands_first(desk: Desk, tmp_path: Path) -> None:
    section = desk.card
    assert "Nothing is waiting" in words(desk.page)
    section.read.click()
    desk.give_file(bank_file(tmp_path))
    assert [row[1] for row in desk.rows()] == ["No purchase of ours", "Cannot be read", "Paired"]
    assert section.warning.isVisibleTo(desk.page)
    section.read.click()
    desk.give_file(bank_file(tmp_path, "nothing"))
    assert any("No columns for day" in text for text in words(section.refusal))
    wallets = next(one for one in section.findChildren(Segmented) if one.accessibleName() == "Wallet")
    wallets._options[1].click()
    assert "Nothing is waiting" in words(desk.page)


def test_when_all_is_paired_it_is_said(desk: Desk, tmp_path: Path) -> None:
    section = desk.card
    section.read.click()
    desk.give_file(bank_file(tmp_path, "Date,Description,Amount\n2026-11-21,Café,-3.10\n"))
    assert "Everything is paired" in words(desk.page)


def test_volumes_stand_by_carrier_and_month_and_are_saved(desk: Desk, tmp_path: Path) -> None:
    """S1-08."""
    section = desk.volume
    assert [row[0] for row in desk.rows()] == ["2026-12", "2026-11"]
    assert [row[3] for row in desk.rows()] == ["1", "2"]  # the voided one earned nothing
    section.carriers.activated.emit(1)
    assert len(desk.rows()) == 2
    section.save.click()
    desk.give_file(tmp_path / "volumes.csv")
    assert (tmp_path / "volumes.csv").read_text(encoding="utf-8").count("\n") == 3
    section.carriers.activated.emit(0)
    assert desk.presenter.volume.carrier == ""


def test_a_page_that_was_made_anew_shows_the_same_section(qtbot: QtBot, desk: Desk) -> None:
    """A change of language or theme makes the widgets anew; the presenter keeps its state."""
    desk.presenter.choose(STATEMENTS)
    desk.page.deleteLater()
    settle()
    anew = ReportsPage(make_kit("fr"), desk.presenter)
    qtbot.addWidget(anew)
    anew.show()
    anew.entered()
    assert anew.sections.key() == STATEMENTS
    assert make_spec(desk.world.app).key == "reports"


def every_state(desk: Desk, tmp_path: Path) -> Iterator[Callable[[], None]]:
    """One after the other, all that the page can show."""
    shown = desk.presenter
    yield lambda: shown.transactions.choose_span(Span.LAST_MONTH)
    yield lambda: shown.transactions.choose_span(Span.DAYS)
    yield lambda: shown.transactions.choose_days("x", "y")
    yield lambda: shown.choose(STATEMENTS)
    yield lambda: shown.statements.issue("2026-12-01", "2026-12-31")
    yield lambda: shown.statements.issue("2026-11-01", "2026-11-30")
    yield lambda: shown.choose(CARD)
    yield lambda: shown.card.read(bank_file(tmp_path))
    yield lambda: shown.choose(VOLUME)
    yield lambda: shown.choose(TRANSACTIONS)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("percent", [100, 150])
def test_no_word_is_cut_and_every_control_has_a_name(qtbot: QtBot, tmp_path: Path, lang: Lang, percent: int) -> None:
    desk = Desk(qtbot, two_months(tmp_path, lang), lang, percent)
    try:
        for show in every_state(desk, tmp_path):
            show()
            settle()  # a card grows in its section, then its words in the card
            assert list(cut(desk.page)) == []
            assert list(nameless(desk.page)) == []
            assert list(sideways(desk.page)) == []
            assert list(outside(desk.page)) == []
            assert not any("{" in text for text in words(desk.page))
        desk.transactions.export.click()
        settle()
        dialog = next(one for one in desk.page.findChildren(QDialog) if one.isVisible())
        assert list(cut(dialog)) == []
    finally:
        desk.world.close()
