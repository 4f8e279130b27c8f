"""Reports > Balances > Transactions, and statements that chain (S0-40; facts: ledger 3.8, I13)."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from report_world import days_of_money
from stations import fund

from core.accounts.records import Wallet
from core.accounts.store import get_wallet
from core.clock import SteppingClock
from core.errors import NotFound
from core.ledger.entries import head
from core.reports.rules import BadPeriod, DayNotOver, StatementOverlaps, TransactionType, type_of
from core.reports.service import keep_statement, report, statement_findings, statement_report
from core.reports.store import Statement, get_statement, list_statements
from core.services import Services
from core.wallet.service import view

FIRST, SECOND, TODAY = date(2026, 11, 20), date(2026, 11, 21), date(2026, 11, 22)


@pytest.fixture
def world(tmp_path: Path) -> Iterator[tuple[Services, SteppingClock]]:
    with days_of_money(tmp_path) as made:
        yield made


@pytest.fixture
def services(world: tuple[Services, SteppingClock]) -> Services:
    return world[0]


@pytest.fixture
def usd(services: Services) -> Wallet:
    return services.read(lambda q: get_wallet(q, "usd"))


def issue(services: Services, wallet: Wallet, first: date, last: date) -> Statement:
    made = services.read(lambda q: statement_report(q, services.desk, wallet, first, last))
    return keep_statement(services.store, services.desk, services.files, wallet, made, b"%PDF paper")


def test_the_sums_of_a_report_add_up_whatever_types_are_shown(services: Services, usd: Wallet) -> None:
    whole = services.read(lambda q: report(q, usd, FIRST, TODAY))
    labels = services.read(lambda q: report(q, usd, FIRST, TODAY, types=frozenset({TransactionType.LABELS})))
    assert whole.opening.minor == 0
    assert whole.closing == services.read(lambda q: view(q, usd)).booked
    assert sum(one.amount.minor for one in whole.sums) == whole.closing.minor
    assert sum(one.count for one in whole.sums) == len(whole.lines)
    assert [line.kind for line in labels.lines] == ["label"]
    assert (labels.sums, labels.closing) == (whole.sums, whole.closing)


def test_a_day_opens_with_what_the_day_before_closed(services: Services, usd: Wallet) -> None:
    one = services.read(lambda q: report(q, usd, FIRST, FIRST))
    two = services.read(lambda q: report(q, usd, SECOND, SECOND))
    assert one.closing == two.opening
    assert [line.kind for line in two.lines] == ["postage-purchase"]


def test_a_period_that_ends_before_it_begins_is_refused(services: Services, usd: Wallet) -> None:
    with pytest.raises(BadPeriod):
        services.read(lambda q: report(q, usd, SECOND, FIRST))


def test_every_kind_of_entry_has_a_type() -> None:
    assert type_of("label") is TransactionType.LABELS
    assert type_of("refund") is TransactionType.REFUNDS
    assert type_of("adjustment") is TransactionType.ADJUSTMENTS
    assert type_of("postage-purchase") is TransactionType.FUNDS


def test_a_statement_is_issued_for_days_that_are_over_and_only_once(services: Services, usd: Wallet) -> None:
    with pytest.raises(DayNotOver):
        issue(services, usd, FIRST, TODAY)
    first = issue(services, usd, FIRST, FIRST)
    second = issue(services, usd, SECOND, SECOND)
    assert first.closing == second.opening
    assert (second.journal, second.head) == services.read(head)
    assert services.files.get(second.sha256) == b"%PDF paper"
    with pytest.raises(StatementOverlaps):
        issue(services, usd, FIRST, SECOND)
    assert services.read(lambda q: list_statements(q, "usd")) == [first, second]
    assert services.read(lambda q: statement_findings(q, usd)) == []


def test_nothing_can_be_booked_into_a_day_that_has_a_statement(
    world: tuple[Services, SteppingClock], usd: Wallet
) -> None:
    """A clock that is set back opens no earlier business day."""
    services, clock = world
    fund(services, "usd", 1000)
    kept = issue(services, usd, FIRST, SECOND)
    clock.move(timedelta(days=-2))
    fund(services, "usd", 2000)
    assert services.read(lambda q: statement_findings(q, usd)) == []
    again = services.read(lambda q: report(q, usd, FIRST, SECOND))
    assert again.closing == kept.closing


def test_a_statement_that_does_not_exist_is_not_found(services: Services) -> None:
    with pytest.raises(NotFound):
        services.read(lambda q: get_statement(q, "nothing"))
