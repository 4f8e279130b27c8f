"""Backup, restore and reconciliation of a real station, with the practice provider as witness (M5, D2, D7; S0-40)."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from stations import MIAMI, START, fund, order, station

from core.clock import SteppingClock
from core.context import Mode
from core.errors import Refused
from core.gateways.postage.practice import PracticeGateway
from core.ids import SeededIds
from core.labels.rules import LabelState
from core.labels.store import get_label
from core.money import Money
from core.orders.records import OrderState
from core.orders.store import get_order
from core.services import Services, open_station, restore_station
from core.shipments.service_shipping import ship_orders
from core.shipments.service_voiding import void_label
from core.store.backup import BackupDamaged
from core.store.conditions import Condition, RestoredNotReconciled, standing
from core.store.restoring import StationInUse, WrongBackup
from core.upkeep.backups import check_backup, make_by_hand, root_of
from core.upkeep.reconciling import LeftOver, NothingToDecide, reconcile
from core.wallet.service import buy_postage, preview_postage, views
from printers.device import StationDevice


@contextmanager
def again(folder: Path, runs: int = 1) -> Iterator[Services]:
    """A later run of the same station; its ids are later too."""
    data = folder / "data"
    ids = SeededIds(9 + runs, start_ms=1_790_000_000_000 + runs * 10**9)
    services = open_station(
        data, Mode.PRACTICE, folder / "config", StationDevice(base=data), ids=ids, operator="ana",
        clock=SteppingClock(START + timedelta(hours=1)), zone=ZoneInfo("America/Toronto"),
    )  # fmt: skip
    try:
        yield services
    finally:
        services.close()


def backup(services: Services) -> str:
    return make_by_hand(services.store, services.desk, services.keychain).backup.id


def restored(folder: Path, backup_id: str, root: Path | None = None) -> None:
    restore_station(
        folder / "data", folder / "config", backup_id, root=root, operator="ana", clock=SteppingClock(START)
    )


def provider(services: Services) -> PracticeGateway:
    found = services.gateways["practice"]
    assert isinstance(found, PracticeGateway)
    return found


def booked(services: Services) -> Money:
    return services.read(views)[0].booked


def test_after_a_restore_nothing_is_bought_until_the_books_were_compared(tmp_path: Path) -> None:
    with station(tmp_path) as services:
        fund(services, "usd", 5000)
        made = backup(services)
    restored(tmp_path, made)
    with again(tmp_path) as services:
        order_id = order(services, MIAMI._replace(number="A-1")).id
        with pytest.raises(RestoredNotReconciled):
            buy_postage(services.till("usd"), "usd", Money(1000, "USD"))
        with pytest.raises(RestoredNotReconciled):
            services.read(lambda q: preview_postage(q, "usd", Money(1000, "USD")))
        (refused,) = ship_orders(services.bench, [order_id])
        assert isinstance(refused.error, RestoredNotReconciled)
        done = reconcile(services.bench)
        assert (done.was_needed, done.is_done, done.left) == (True, True, ())
        fund(services, "usd", 1000)
        assert ship_orders(services.bench, [order_id])[0].error is None


def test_what_was_bought_since_the_backup_is_adopted_and_never_bought_again(tmp_path: Path) -> None:
    with station(tmp_path) as services:
        fund(services, "usd", 5000)
        first, second = (
            order(services, MIAMI._replace(number="A-1")).id,
            order(services, MIAMI._replace(number="A-2")).id,
        )
        made = backup(services)
        fund(services, "usd", 2000)
        (one, other) = ship_orders(services.bench, [first, second])
        assert one.label is not None and other.label is not None
        tracking = one.label.tracking
        void_label(services.bench, other.label.id)
        before = booked(services)
        charges = len(provider(services).charges())
    restored(tmp_path, made)
    with again(tmp_path) as services:
        assert booked(services) == Money(5000, "USD")
        done = reconcile(services.bench)
        assert [sale.kind.value for sale in done.adopted] == ["funding", "label", "label"]
        assert [label.state for label in done.voided] != [LabelState.BOUGHT]
        assert done.left == ()
        assert done.is_done
        assert booked(services) == before
        assert len(provider(services).charges()) == charges
        assert services.read(lambda q: get_order(q, first)).state is OrderState.SHIPPED
        assert services.read(lambda q: get_order(q, second)).state is OrderState.HELD  # voided
        (repeated,) = ship_orders(services.bench, [first])
        assert repeated.label is None and repeated.error is not None
        kept = services.read(lambda q: q.value("select id from label where tracking = :t", {"t": tracking}))
        label = services.read(lambda q: get_label(q, str(kept)))
        assert services.files.get(label.file)
        assert services.findings() == []
        assert reconcile(services.bench).adopted == ()


def test_an_intent_of_the_backup_that_was_sent_afterwards_is_asked_and_not_given_up(tmp_path: Path) -> None:
    from core.purchases.funding_calls import intend_funding
    from core.purchases.port import FundRequest
    from core.purchases.rules import State
    from core.purchases.store import get

    amount = Money(3000, "USD")
    with station(tmp_path) as services:
        key = services.desk.ids.new()
        with services.store.write() as tx:
            intend_funding(tx, services.desk, key, "usd", amount, "Practice card")
        made = backup(services)
        provider(services).add_funds(FundRequest(key, "usd", amount, "Practice card"))
    restored(tmp_path, made)
    with again(tmp_path) as services:
        services.recover()
        assert services.read(lambda q: get(q, key)).state is State.CONFIRMED
        assert booked(services) == amount


def test_a_label_without_its_order_is_left_to_a_person_and_booked_as_money_alone(tmp_path: Path) -> None:
    with station(tmp_path) as services:
        fund(services, "usd", 5000)
        made = backup(services)
        (shipped,) = ship_orders(services.bench, [order(services, MIAMI._replace(number="A-1")).id])
        assert shipped.label is not None
        ref, price = shipped.label.provider_ref, shipped.label.price
    restored(tmp_path, made)
    with again(tmp_path) as services:
        done = reconcile(services.bench)
        assert [(one.why, one.ref, one.amount) for one in done.left if one.ref] == [(LeftOver.NO_ORDER, ref, price)]
        assert not done.is_done
        with pytest.raises(NothingToDecide):
            reconcile(services.bench, reason="it is fine")
        assert services.read(lambda q: standing(q, Condition.RESTORED)) is not None
        settled = reconcile(services.bench, explained={ref: "the parcel went out on Friday"})
        assert [sale.ref for sale in settled.booked] == [ref]
        assert settled.is_done
        assert booked(services) == Money(5000, "USD") - price
        assert services.findings() == []


def test_a_restore_is_refused_while_the_program_is_open(tmp_path: Path) -> None:
    with station(tmp_path) as services:
        made = backup(services)
        with pytest.raises(StationInUse):
            restored(tmp_path, made)
        fund(services, "usd", 1000)
    restored(tmp_path, made)


def test_a_backup_that_was_changed_is_refused_and_the_books_stay(tmp_path: Path) -> None:
    with station(tmp_path) as services:
        fund(services, "usd", 5000)
        made = backup(services)
        fund(services, "usd", 1000)
    path = root_of(tmp_path / "data") / made / "station.db"
    data = bytearray(path.read_bytes())
    data[-100] ^= 1
    path.write_bytes(bytes(data))
    assert check_backup(root_of(tmp_path / "data"), made) == ["changed"]
    with pytest.raises(BackupDamaged):
        restored(tmp_path, made)
    with again(tmp_path) as services:
        assert booked(services) == Money(6000, "USD")
        assert services.read(lambda q: standing(q, Condition.RESTORED)) is None


def test_a_backup_of_another_station_is_refused(tmp_path: Path) -> None:
    with station(tmp_path / "a") as services:
        made = backup(services)
    with station(tmp_path / "b", seed=2):
        pass
    with pytest.raises(WrongBackup) as refused:
        restored(tmp_path / "b", made, root_of(tmp_path / "a" / "data"))
    assert refused.value.fields["what"] == "uuid"


def test_books_that_are_damaged_are_read_but_not_written_and_come_back_by_a_restore(tmp_path: Path) -> None:
    with station(tmp_path) as services:
        fund(services, "usd", 5000)
        made = backup(services)
    path = tmp_path / "data" / "station.db"
    damage_journal(path)
    with again(tmp_path) as services:
        with pytest.raises(Refused) as refused:
            fund(services, "usd", 1000)
        assert refused.value.code == "store.damaged"
        assert refused.value.fields["backup"] == made
        assert booked(services) == Money(5000, "USD")
    restored(tmp_path, made)
    with again(tmp_path, 2) as services:
        assert services.findings() == []
        assert reconcile(services.bench).is_done


def damage_journal(path: Path) -> None:
    """Change one entry as bit rot would: the file stays a sound database."""
    import sqlite3
    from contextlib import closing

    with closing(sqlite3.connect(path)) as conn:
        (sql,) = conn.execute("select sql from sqlite_master where name = 'journal_no_update'").fetchone()
        conn.execute("drop trigger journal_no_update")
        conn.execute("update journal set memo = 'x' where number = 1")
        conn.execute(sql)
        conn.commit()
