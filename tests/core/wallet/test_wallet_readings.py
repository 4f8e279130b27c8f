"""Readings against books, suspense, chargebacks: M4, S0-40; facts ledger 3.4."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from stations import MIAMI as US
from stations import fund, order, station
from wallet_facts_kit import booked, bought, money, move, poll, posted, provider, voided

from core.accounts.rules import WalletFrozen
from core.ledger.accounts import adjust, card, fees, suspense
from core.services import Services
from core.shipments.rules import Asked
from core.shipments.service_shipping import ship_orders
from core.tasks.rules import TaskKind
from core.tasks.service import open_tasks
from core.wallet.rules_readings import (
    AlreadyCleared,
    BooksNotEmpty,
    ClearAs,
    NothingToExplain,
    ReadingInFuture,
    ReadingNotNewest,
)
from core.wallet.rules_refunds import ReasonMissing
from core.wallet.service_chargeback import NotChargeable, NotFrozen, book_chargeback, freeze_wallet, lift_freeze
from core.wallet.service_readings import (
    add_reading,
    book_opening,
    clear_explanation,
    explain_reading,
    is_reconciled,
    latest_comparison,
)


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Services]:
    with station(tmp_path) as services:
        yield services
        assert services.findings() == []


def read(here: Services, minor: int, *, ago: timedelta = timedelta(0), evidence: str = "portal, top right") -> int:
    """A person's reading; what it differs from the books."""
    found = add_reading(here.store, here.desk, "usd", money(minor), here.desk.clock.now() - ago, evidence)
    return found.difference.minor


def newest(here: Services) -> str:
    found = here.read(lambda q: latest_comparison(q, "usd"))
    assert found is not None
    return found.reading.id


def reconciled(here: Services) -> bool:
    return here.read(lambda q: is_reconciled(q, "usd"))


def test_a_reading_by_hand_changes_no_books_and_tells_the_difference(here: Services) -> None:
    fund(here, "usd", 5000)
    assert reconciled(here)
    assert read(here, 4815) == -185
    assert booked(here) == 5000
    assert not reconciled(here)
    with pytest.raises(ReasonMissing):
        read(here, 4815, evidence=" ")
    with pytest.raises(ReadingInFuture):
        read(here, 4815, ago=timedelta(days=-1))


def test_a_reading_of_this_morning_is_compared_with_the_books_of_this_morning(here: Services) -> None:
    fund(here, "usd", 5000)
    move(here, hours=3)
    fund(here, "usd", 1000)
    assert read(here, 5000, ago=timedelta(hours=2)) == 0


def test_what_is_learnt_later_counts_from_when_it_happened(here: Services) -> None:
    """A refund that the provider credited before a reading is no difference of that reading once it is known."""
    label = voided(here)
    before = booked(here)
    move(here, days=30)
    provider(here).settle_refunds(here.desk.clock.now())
    move(here, hours=1)
    assert read(here, before + label.price.minor) == label.price.minor
    poll(here)
    found = here.read(lambda q: latest_comparison(q, "usd"))
    assert found is not None
    assert found.agrees


def test_a_difference_enters_the_books_by_a_person_and_waits_in_suspense_until_it_is_named(here: Services) -> None:
    fund(here, "usd", 5000)
    read(here, 4815)
    with pytest.raises(ReasonMissing):
        explain_reading(here.store, here.desk, newest(here), "")
    made = explain_reading(here.store, here.desk, newest(here), "a pickup fee?")
    assert (booked(here), posted(here, suspense("usd", "USD"))) == (4815, 185)
    assert not reconciled(here), "a difference that nobody has named is not reconciled"
    with pytest.raises(NothingToExplain):
        explain_reading(here.store, here.desk, newest(here), "again")
    cleared = clear_explanation(
        here.store, here.desk, made.id, ClearAs.ADJUSTMENT, "invoice of the carrier", carrier="usps"
    )  # fmt: skip
    assert cleared.cleared_as is ClearAs.ADJUSTMENT
    assert posted(here, adjust("usps", "USD")) == 185
    assert posted(here, suspense("usd", "USD")) == 0
    assert reconciled(here)
    with pytest.raises(AlreadyCleared):
        clear_explanation(here.store, here.desk, made.id, ClearAs.LOST, "again")


def test_an_explanation_that_was_a_mistake_is_undone_by_an_entry_that_names_it(here: Services) -> None:
    fund(here, "usd", 5000)
    read(here, 5300)
    made = explain_reading(here.store, here.desk, newest(here), "found money")
    clear_explanation(here.store, here.desk, made.id, ClearAs.MISTAKE, "read the wrong account")
    assert (booked(here), posted(here, suspense("usd", "USD"))) == (5000, 0)
    reverses = here.read(lambda q: q.value("select reverses from journal order by number desc limit 1"))
    assert reverses == made.journal


def test_a_difference_asks_a_person_once_until_everything_is_named(here: Services) -> None:
    fund(here, "usd", 5000)
    read(here, 4815)
    read(here, 4815)
    (task,) = here.read(open_tasks)
    assert (task.kind, task.subject) == (TaskKind.RECONCILE, "usd")
    made = explain_reading(here.store, here.desk, newest(here), "a fee?")
    assert here.read(open_tasks) == [task], "what lies in suspense is not named"
    clear_explanation(here.store, here.desk, made.id, ClearAs.FEES, "invoice")
    assert here.read(open_tasks) == []
    poll(here)
    assert len(here.read(open_tasks)) == 1, "the provider still says something else"
    poll(here)
    assert len(here.read(open_tasks)) == 1


def test_only_the_newest_reading_is_explained(here: Services) -> None:
    fund(here, "usd", 5000)
    read(here, 4000)
    older = newest(here)
    read(here, 4100)
    with pytest.raises(ReadingNotNewest):
        explain_reading(here.store, here.desk, older, "x")


def test_an_opening_balance_comes_before_all_entries(here: Services) -> None:
    book_opening(here.store, here.desk, "usd", money(1234), "portal on the first day")
    assert booked(here) == 1234
    with pytest.raises(BooksNotEmpty):
        book_opening(here.store, here.desk, "usd", money(1), "again")


def funding(here: Services) -> str:
    return str(here.read(lambda q: q.value("select id from purchase where kind = 'funding' order by id limit 1")))


def test_a_chargeback_takes_the_money_and_freezes_the_wallet_until_a_person_lifts_it(here: Services) -> None:
    fund(here, "usd", 5000)
    label = bought(here)
    left = booked(here)
    was = posted(here, card("usd", "USD"))
    book_chargeback(here.store, here.desk, funding(here), money(5000), money(1500), "bank took it back")
    assert booked(here) == left - 6500
    assert posted(here, card("usd", "USD")) == was + 5000
    assert posted(here, fees("USD")) == 1500
    with pytest.raises(WalletFrozen):
        fund(here, "usd", 10_000)
    made = order(here, US._replace(number="n"))
    assert ship_orders(here.bench, [made.id], asked=Asked("usps"))[0].label is None
    with pytest.raises(NotChargeable):
        book_chargeback(here.store, here.desk, funding(here), money(5000), money(0), "again")
    with pytest.raises(NotChargeable):
        book_chargeback(here.store, here.desk, label.purchase, money(100), money(0), "a label")
    with pytest.raises(ReasonMissing):
        lift_freeze(here.store, here.desk, "usd", "")
    assert lift_freeze(here.store, here.desk, "usd", "new card on file") == 1
    fund(here, "usd", 10_000)
    with pytest.raises(NotFrozen):
        lift_freeze(here.store, here.desk, "usd", "again")


@pytest.mark.parametrize(("amount", "fee"), [(0, 0), (5001, 0), (5000, -1)])
def test_no_more_is_charged_back_than_was_bought(here: Services, amount: int, fee: int) -> None:
    fund(here, "usd", 5000)
    with pytest.raises(NotChargeable):
        book_chargeback(here.store, here.desk, funding(here), money(amount), money(fee), "x")
    assert booked(here) == 5000


def test_a_person_may_freeze_a_wallet_and_doing_it_twice_changes_nothing(here: Services) -> None:
    first = freeze_wallet(here.store, here.desk, "usd", "card stolen")
    assert freeze_wallet(here.store, here.desk, "usd", "again") == first
    with pytest.raises(WalletFrozen):
        fund(here, "usd", 1000)
    fund(here, "cad", 1000)
