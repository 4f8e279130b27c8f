"""What the Reports page decides, without a window. S0-14, S0-40."""

import csv
import io
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from reports_page_kit import bank_file, two_months
from window_world import World

from core.reports.store import list_statements
from core.wallet.service import view
from ui.pages.reports.card.presenter import CardPresenter
from ui.pages.reports.card.rows import Pairing
from ui.pages.reports.presenter import ReportsPresenter
from ui.pages.reports.rows import Period, Span, last_month, read_period, this_month
from ui.pages.reports.statements.presenter import StatementsPresenter
from ui.pages.reports.statements.rows import proposal
from ui.pages.reports.transactions.presenter import TransactionsPresenter
from ui.report_files import FileForm
from ui.running import HeldRunner
from ui.views import Tone


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = two_months(tmp_path)
    yield made
    made.close()


@pytest.fixture
def reports(world: World) -> ReportsPresenter:
    made = ReportsPresenter(world.app)
    made.load()
    return made


def kinds(presenter: TransactionsPresenter) -> list[str]:
    assert presenter.report is not None
    return [line.kind for line in presenter.report.lines]


def code_of(presenter: StatementsPresenter | CardPresenter) -> str:
    """The code of what was refused last; empty for nothing."""
    return presenter.refusal.code if presenter.refusal else ""


# Balances > Transactions


def test_a_month_opens_with_what_the_last_one_closed_and_its_sums_add_up(
    world: World, reports: ReportsPresenter
) -> None:
    """S0-40: totals that add up."""
    shown = reports.transactions
    now = shown.report
    assert now is not None
    assert (now.first, now.last) == (date(2026, 12, 1), date(2026, 12, 11))
    shown.choose_span(Span.LAST_MONTH)
    before = shown.report
    assert before is not None
    assert (before.first, before.last) == (date(2026, 11, 1), date(2026, 11, 30))
    assert before.closing == now.opening
    for report in (before, now):
        moved = sum(one.amount.minor for one in report.sums)
        assert report.opening.minor + moved == report.closing.minor
    wallet = reports.wallet.wallets[0]
    assert now.closing == world.services.read(lambda q: view(q, wallet)).booked


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("all", ["postage-purchase", "label", "label", "label"]),
        ("label-purchases", ["label", "label", "label"]),
        ("debits-and-credits", ["postage-purchase"]),
        ("adjustments", []),
        ("refunds", []),
    ],
)
def test_a_type_narrows_the_list_and_leaves_the_sums(reports: ReportsPresenter, code: str, found: list[str]) -> None:
    shown = reports.transactions
    shown.choose_span(Span.LAST_MONTH)
    whole = shown.report
    shown.choose_type(code)
    assert kinds(shown) == found
    assert whole is not None and shown.report is not None
    assert (shown.report.sums, shown.report.closing) == (whole.sums, whole.closing)


def test_another_wallet_has_its_own_lines(reports: ReportsPresenter) -> None:
    reports.transactions.choose_span(Span.LAST_MONTH)
    reports.transactions.choose_wallet("cad")
    assert kinds(reports.transactions) == ["postage-purchase"]
    assert reports.transactions.report is not None
    assert reports.transactions.report.closing.currency == "CAD"


def test_typed_days_begin_with_those_shown_and_what_is_wrong_is_said(reports: ReportsPresenter) -> None:
    shown = reports.transactions
    shown.choose_span(Span.DAYS)
    assert (shown.first, shown.last) == ("2026-12-01", "2026-12-11")
    shown.choose_days("2026-11-20", "2026-11-20")
    assert len(kinds(shown)) == 4
    for typed in (("2026-11-2", "2026-11-20"), ("20261120", "2026-11-20"), ("", "")):
        shown.choose_days(*typed)
        assert "year, month, day" in shown.problem
    shown.choose_days("2026-11-21", "2026-11-20")
    assert "ends" in shown.problem
    shown.choose_days("2026-11-20", "2026-11-21")
    assert shown.problem == ""


@pytest.mark.parametrize("form", list(FileForm))
def test_each_form_is_written_where_the_person_says(
    world: World, reports: ReportsPresenter, tmp_path: Path, form: FileForm
) -> None:
    """S0-40: CSV and PDF of what is shown, JSON and Beancount of the whole journal."""
    shown = reports.transactions
    path = tmp_path / shown.file_name(form)
    shown.export(form, "a4", path)
    assert world.window.said[-1] == (Tone.OK, f"Wrote {path.name}.")
    data = path.read_bytes()
    match form:
        case FileForm.CSV:
            rows = list(csv.DictReader(io.StringIO(data.decode())))
            assert [row["type"] for row in rows] == ["postage-purchase", "label"]
        case FileForm.PDF:
            assert data.startswith(b"%PDF")
        case FileForm.JSON:
            assert data.count(b'"business_day": "2026-11-20"') > 4
        case FileForm.BEANCOUNT:
            assert b" balance Assets:Wallet:Cad " in data


def test_a_file_that_cannot_be_written_is_said_and_another_may_be_asked_for(
    world: World, reports: ReportsPresenter, tmp_path: Path
) -> None:
    reports.transactions.export(FileForm.CSV, "letter", tmp_path / "nowhere" / "x.csv")
    assert world.window.said[-1][0] is Tone.ERROR
    assert not reports.transactions.is_writing


def test_one_file_is_written_at_a_time(tmp_path: Path) -> None:
    held = HeldRunner()
    world = two_months(tmp_path, runner=held)
    try:
        shown = ReportsPresenter(world.app).transactions
        shown.load()
        held.release()
        for _ in range(3):
            shown.export(FileForm.CSV, "letter", tmp_path / "x.csv")
        assert (len(held), shown.is_writing) == (1, True)
        held.release()
        assert not shown.is_writing
    finally:
        world.close()


# Statements


def test_a_statement_is_proposed_issued_once_and_saved_as_it_was_issued(
    world: World, reports: ReportsPresenter, tmp_path: Path
) -> None:
    shown = reports.statements
    shown.load()
    assert (shown.first, shown.last) == ("2026-11-01", "2026-11-30")
    shown.issue(shown.first, shown.last)
    made = world.services.read(lambda q: list_statements(q, "usd"))
    assert [one.id for one in made] == [shown.chosen]
    assert (shown.first, shown.last) == ("2026-12-01", "2026-12-10")
    assert "Nov 30" in shown.hint().replace("\u00a0", " ")
    shown.issue("2026-11-05", "2026-11-06")
    assert code_of(shown) == "reports.statement-overlaps"
    path = tmp_path / shown.file_name()
    shown.save(path)
    assert path.name == "statement-usd-2026-11-01-2026-11-30.pdf"
    assert path.read_bytes() == world.services.files.get(made[0].sha256)


def test_a_day_that_is_not_over_is_refused_in_words_and_nothing_is_kept(
    world: World, reports: ReportsPresenter
) -> None:
    shown = reports.statements
    shown.load()
    shown.issue("2026-12-01", "2026-12-11")
    said = shown.refusal
    assert said is not None
    assert "is not over" in said.happened
    assert "Source:" in said.detail
    shown.issue("soon", "2026-12-10")
    assert "year, month, day" in shown.problem
    assert code_of(shown) == ""
    assert world.services.read(lambda q: list_statements(q, "usd")) == []


def test_when_every_day_has_its_statement_none_is_proposed(world: World, reports: ReportsPresenter) -> None:
    shown = reports.statements
    shown.load()
    shown.issue("2026-11-01", "2026-12-10")
    assert (shown.first, shown.last) == ("", "")
    assert shown.hint() == "Every day that is over is on a statement."
    world.clock.move(timedelta(days=1))
    shown.load()
    assert (shown.first, shown.last) == ("2026-12-11", "2026-12-11")


def test_what_is_typed_for_the_next_statement_stays_when_the_books_move(reports: ReportsPresenter) -> None:
    shown = reports.statements
    shown.load()
    shown.issue("2026-11-10", "2026-11")
    shown.load()
    assert (shown.first, shown.last) == ("2026-11-10", "2026-11")
    shown.choose_wallet("cad")
    assert (shown.first, shown.last) == ("2026-11-01", "2026-11-30")
    assert shown.problem == ""


def test_periods_are_whole_months_or_days_as_written() -> None:
    assert last_month(date(2027, 1, 31)) == Period(date(2026, 12, 1), date(2026, 12, 31))
    assert this_month(date(2024, 2, 29)) == Period(date(2024, 2, 1), date(2024, 2, 29))
    assert read_period(" 2026-11-01 ", "2026-11-30") == Period(date(2026, 11, 1), date(2026, 11, 30))
    assert read_period("2026-11-31", "2026-11-30") is None
    assert proposal((), date(2026, 3, 1)) == Period(date(2026, 2, 1), date(2026, 2, 28))


# The card's statement


def test_the_banks_file_is_paired_and_what_is_left_stays_after_a_restart(
    world: World, reports: ReportsPresenter, tmp_path: Path
) -> None:
    """S0-14: STAMPS on the card's statement; orphans are flagged."""
    shown = reports.card
    shown.load()
    assert shown.rows() == ()
    shown.read(bank_file(tmp_path))
    assert [row.pairing for row in shown.rows()] == [Pairing.ORPHAN, Pairing.UNREAD, Pairing.PAIRED]
    assert shown.has_orphans
    assert shown.summary() == "bank.csv: 2 new lines, 1 paired."
    shown.read(bank_file(tmp_path))
    assert shown.summary() == "bank.csv: 0 new lines, 0 paired. 2 lines were known."
    again = ReportsPresenter(world.app).card
    again.load()
    assert [(row.pairing, str(row.amount)) for row in again.rows()] == [(Pairing.ORPHAN, "30.00 USD")]


def test_a_purchase_that_no_statement_names_is_listed(reports: ReportsPresenter, tmp_path: Path) -> None:
    shown = reports.card
    shown.load()
    shown.read(bank_file(tmp_path, "Date,Description,Amount\n2026-12-24,STAMPS,-99.00\n"))
    found = [row for row in shown.rows() if row.pairing is Pairing.UNPAIRED]
    assert [(row.day, row.amount.minor if row.amount else 0) for row in found] == [
        ("2026-11-20", 10_000), ("2026-12-11", 5_000),
    ]  # fmt: skip


def test_another_wallet_forgets_the_last_file(reports: ReportsPresenter, tmp_path: Path) -> None:
    shown = reports.card
    shown.load()
    shown.read(bank_file(tmp_path))
    shown.choose_wallet("cad")
    assert shown.rows() == ()
    assert shown.summary() == ""


def test_a_file_that_is_no_statement_is_refused_in_words(reports: ReportsPresenter, tmp_path: Path) -> None:
    shown = reports.card
    shown.load()
    shown.read(bank_file(tmp_path, "nothing"))
    assert code_of(shown) == "reports.not-a-card-statement"
    shown.read(tmp_path / "gone.csv")
    assert code_of(shown) == "files.unusable"
    shown.read(bank_file(tmp_path))
    assert code_of(shown) == ""


# Volumes


def test_volumes_are_those_of_a_carrier_and_go_into_a_file(
    world: World, reports: ReportsPresenter, tmp_path: Path
) -> None:
    """S1-08; a label that was voided earned its carrier nothing."""
    shown = reports.volume
    shown.load()
    assert shown.found is not None
    assert [(one.month, one.pieces) for one in shown.found.volumes] == [("2026-12", 1), ("2026-11", 2)]
    carrier = shown.found.carriers[0]
    shown.choose(carrier)
    path = tmp_path / shown.file_name()
    shown.save(path)
    assert path.name == f"volumes-{carrier}.csv"
    assert len(list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))))) == 2
    shown.save(tmp_path / "nowhere" / "x.csv")
    assert world.window.said[-1][0] is Tone.ERROR
    assert not shown.is_writing
    shown.choose("canpar")
    assert shown.found.volumes == ()


# The page


def test_somebody_who_goes_to_a_section_sees_it_and_only_what_is_shown_is_read_again(
    world: World, reports: ReportsPresenter
) -> None:
    world.app.links.visits["reports"]("statements")
    assert reports.section == "statements"
    world.app.links.visits["reports"]("no such section")
    assert reports.section == "statements"
    told = [told for page, _topics, told in world.app.links.watchers if page == "reports"]
    before = reports.statements.statements
    told[0]()
    assert (before, reports.statements.statements) == (None, ())
    assert reports.card.open is None
