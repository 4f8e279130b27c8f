"""A label keeps the void rule it was bought under, whatever becomes of the carrier's file (house rule 5, S0-35)."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from stations import MIAMI, START, fund, order, station

from core.carriers.catalogue import Catalogue
from core.carriers.kept_rules import kept_rule, rule_text
from core.carriers.model import Carrier
from core.clock import SteppingClock
from core.gateways.postage import practice
from core.labels.rules import LabelState
from core.labels.store import Label
from core.services import Services
from core.shipments.bench import Bench
from core.shipments.rules import VoidRefused
from core.shipments.service_shipping import ship_orders
from core.shipments.service_voiding import void_label
from core.wallet.clocks import still_voidable, void_time


@pytest.fixture
def clock() -> SteppingClock:
    return SteppingClock(START)


@pytest.fixture
def services(tmp_path: Path, clock: SteppingClock) -> Iterator[Services]:
    with station(tmp_path, clock=clock) as opened:
        fund(opened, "usd", 10_000)
        yield opened


def bought(services: Services) -> Label:
    (shipped,) = ship_orders(services.bench, [order(services, MIAMI._replace(number="A-1")).id])
    assert shipped.label is not None
    return shipped.label


def without(services: Services, carrier: str, monkeypatch: pytest.MonkeyPatch) -> Bench:
    """The bench and the provider after a restart with the carrier's file unreadable."""
    left = Catalogue(tuple(one for one in services.catalogue.carriers if one.code != carrier))
    monkeypatch.setattr(practice, "load_catalogue", lambda _directory: (left, ()))
    gateway = practice.PracticeGateway(services.directory, services.desk.clock, services.desk.actor.zone)
    return replace(services.bench, catalogue=left, gateways={**services.bench.gateways, "practice": gateway})


def test_a_label_whose_carriers_file_cannot_be_read_any_more_keeps_its_window_and_is_voided(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    label = bought(services)
    zone, now = services.desk.actor.zone, services.desk.clock.now()
    before = void_time(services.catalogue, label, now, zone)
    bench = without(services, label.carrier, monkeypatch)
    assert void_time(bench.catalogue, label, now, zone) == before
    (listed,) = services.read(lambda q: still_voidable(q, bench.catalogue, now, zone))
    assert (listed.label.id, listed.time.window) == (label.id, before.window)
    assert void_label(bench, label.id).label.state in (LabelState.REFUND_DUE, LabelState.REFUNDED)


def test_after_the_kept_window_the_void_is_refused_by_the_kept_rule(
    services: Services, clock: SteppingClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    label = bought(services)
    bench = without(services, label.carrier, monkeypatch)
    clock.move(timedelta(days=60))
    with pytest.raises(VoidRefused) as refusal:
        void_label(bench, label.id)
    assert refusal.value.fields["reason"] == "too-late"
    assert refusal.value.rule is not None
    kept = kept_rule(label.void_rule)
    assert kept is not None
    assert (refusal.value.rule.source, refusal.value.rule.as_of) == (kept.source, kept.as_of.isoformat())


def test_every_rule_of_the_catalogue_is_kept_whole(services: Services) -> None:
    zone, now = services.desk.actor.zone, services.desk.clock.now()

    def kept_as_it_is(carrier: Carrier) -> bool:
        kept = kept_rule(rule_text(carrier, now, zone))
        return kept is None or kept.rule in carrier.voids

    assert all(kept_as_it_is(carrier) for carrier in services.catalogue.carriers)
    assert any(rule_text(carrier, now, zone) for carrier in services.catalogue.carriers)
