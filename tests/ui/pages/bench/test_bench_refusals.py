"""What a purchase on the bench can be refused for after its button was pressed: words, and what to do next."""

from pathlib import Path

import pytest
from bench_page_kit import Bench, set_out

from core.errors import OutcomeUnknown, StationError
from core.money import Money
from core.people.records import LimitKind
from core.people.service_limits import set_limit
from core.purchases import machine
from core.purchases.full_disk import NotBooked
from core.wallet.service_chargeback import freeze_wallet
from ui.messages import MESSAGES
from ui.pages.bench.rows import Act
from ui.views import MoneyMoved


def shown(bench: Bench) -> tuple[str, str, MoneyMoved]:
    """The error beside the button."""
    work = bench.view.work
    assert work is not None and work.error is not None
    return work.error.code, f"{work.error.happened} {work.error.todo}", work.error.money


def test_above_the_stations_cap_of_a_day_nothing_is_bought_and_what_is_left_is_said(bench: Bench) -> None:
    """MISSION 7, no. 17."""
    services = bench.world.services
    set_limit(services.store, services.desk, LimitKind.LABELS_PER_DAY, "USD", Money(800, "USD"))
    for number in ("1001", "1002"):
        bench.world.order(number)
        bench.presenter.scan(number)
        bench.presenter.buy()
    assert bench.labels == 1
    code, words, money = shown(bench)
    assert code == "purchases.over-daily-cap"
    assert "$2.70\u00a0USD is left today" in words
    assert "A supervisor may raise the limit" in words
    assert money is MoneyMoved.NO
    assert bench.order() == "1002"


def test_a_wallet_that_was_frozen_meanwhile_pays_nothing_and_says_so(bench: Bench) -> None:
    bench.world.order("1001")
    bench.presenter.scan("1001")
    services = bench.world.services
    freeze_wallet(services.store, services.desk, "usd", "the bank is being asked")
    bench.presenter.buy()
    assert bench.labels == 0
    code, words, money = shown(bench)
    assert code == "accounts.wallet-frozen"
    assert "lifts the freeze" in words
    assert money is MoneyMoved.NO


def test_a_balance_that_was_spent_elsewhere_offers_the_postage_that_is_missing(tmp_path: Path) -> None:
    made = set_out(tmp_path, funded=False)
    made.world.fund(dollars=10)
    made.presenter.load()
    for number in ("1001", "1002"):
        made.world.order(number)
    made.presenter.scan("1001")
    made.presenter.buy()
    made.presenter.scan("1002")
    assert made.forbidden() == "The balance is short by $0.60\u00a0USD."
    work = made.view.work
    assert work is not None
    assert [action.act for action in work.actions] == [Act.BUY_POSTAGE]
    made.world.close()


def test_a_label_that_the_disk_would_not_keep_asks_for_room(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is bought: nothing is bought again, and a person is told what to do."""

    def full(_directory: Path, ref: str, _book: object) -> None:
        raise NotBooked(ref=ref, reason="no-space")

    bench.world.order("1001")
    bench.presenter.scan("1001")
    monkeypatch.setattr(machine, "with_ballast", full)
    bench.presenter.buy()
    said = " ".join(text for _tone, text in bench.world.window.said)
    assert "Make room on the disk" in said
    bench.presenter.scan("1001")
    bench.presenter.buy()
    assert bench.labels == 0


@pytest.mark.parametrize(
    "code",
    [
        "accounts.setup-incomplete", "accounts.wallet-closed", "accounts.wallet-frozen", "gateway.refused",
        "gateway.unavailable", "gateway.unknown", "purchases.already-open", "purchases.not-booked",
        "purchases.over-daily-cap", "purchases.price-rose", "shipments.dimensions-missing", "shipments.no-service",
        "shipments.not-sold", "shipments.order-held", "shipments.order-not-open", "shipments.weight-missing",
        "store.busy", "store.clock-doubt", "store.full", "store.no-space", "store.restored", "store.unavailable",
        "wallet.insufficient-funds",
    ],
)  # fmt: skip
def test_each_refusal_that_the_bench_can_meet_has_words_of_its_own(code: str) -> None:
    assert code in MESSAGES


def test_the_list_of_refusals_names_codes_that_exist() -> None:
    found = {kind.code for kind in _all(StationError)}
    assert {"purchases.not-booked", "purchases.over-daily-cap"} <= found
    assert issubclass(NotBooked, OutcomeUnknown)


def _all(kind: type[StationError]) -> set[type[StationError]]:
    return {kind}.union(*(_all(below) for below in kind.__subclasses__()))
