"""Orders become paid labels: S0-01, S0-24, S0-28, S0-29, S0-35, S0-38, S0-39, MISSION section 7 no. 3."""

from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
from stations import MIAMI, START, TORONTO, fund, order, station

from core.accounts.rules import SetupIncomplete
from core.clock import SteppingClock
from core.context import Mode
from core.gateways.postage.practice import PracticeGateway
from core.labels.rules import LabelState
from core.labels.store import get_label, read_document
from core.ledger.holds import InsufficientFunds
from core.money import Money
from core.orders.records import OrderDraft, OrderState
from core.orders.service import change_measures, hold_order, release_order
from core.orders.store import get_order
from core.orders.store_lists import pending_orders
from core.services import Services
from core.shipments.listing import list_shipments
from core.shipments.rules import (
    Asked,
    DimensionsMissing,
    NoService,
    NotSold,
    NotVoidable,
    OrderHeld,
    OrderNotOpen,
    VoidRefused,
    WeightMissing,
    affordability,
)
from core.shipments.service_rating import batch_affordability, rate_orders
from core.shipments.service_shipping import ship_orders
from core.shipments.service_voiding import void_label
from core.units import Dimensions
from core.wallet.service import views


def us(number: str, service: str = "") -> OrderDraft:
    return MIAMI._replace(number=number, service=service)


def ca(number: str, service: str = "") -> OrderDraft:
    return TORONTO._replace(number=number, service=service)


LARGE = Dimensions(600_000, 400_000, 400_000)


@pytest.fixture
def clock() -> SteppingClock:
    return SteppingClock(START)


@pytest.fixture
def services(tmp_path: Path, clock: SteppingClock) -> Iterator[Services]:
    with station(tmp_path, clock=clock) as opened:
        fund(opened, "usd", 10_000)
        fund(opened, "cad", 10_000)
        yield opened


def booked(services: Services) -> dict[str, int]:
    return {view.wallet.id: view.booked.minor for view in services.read(views)}


def provider(services: Services) -> PracticeGateway:
    gateway = services.gateways["practice"]
    assert isinstance(gateway, PracticeGateway)
    return gateway


def both_books_agree(services: Services) -> None:
    assert services.findings() == []
    for wallet, currency in (("usd", "USD"), ("cad", "CAD")):
        reported = services.gateways["practice"].reading(wallet, currency).balance
        assert reported.minor == booked(services)[wallet]


def test_an_order_becomes_a_paid_label_and_is_shipped_in_the_same_commit(services: Services) -> None:
    placed = order(services, us("A1", "USPS Priority Mail"))
    answer = ship_orders(services.bench, [placed.id])[0]
    assert answer.error is None
    assert answer.label is not None
    assert (answer.label.carrier, answer.label.service_code) == ("usps", "PRIORITY_MAIL")
    assert services.read(lambda q: get_order(q, placed.id)).state is OrderState.SHIPPED
    assert booked(services)["usd"] == 10_000 - answer.label.price.minor
    both_books_agree(services)


def test_pressing_the_button_again_buys_nothing_more(services: Services) -> None:
    placed = order(services, us("A1"))
    ship_orders(services.bench, [placed.id, placed.id])
    for _ in range(5):
        assert isinstance(ship_orders(services.bench, [placed.id])[0].error, OrderNotOpen)
    assert len(provider(services).charges()) == 3  # two fundings, one label


def test_a_batch_that_cannot_all_be_paid_buys_what_fits_and_says_what_is_missing(services: Services) -> None:
    placed = [order(services, us(f"A{n}", "UPS Next Day Air")) for n in range(5)]
    rated = rate_orders(services.bench, placed)
    line = batch_affordability(services.bench, rated)[0]
    assert (line.labels, line.fit) == (5, 3)
    assert line.buy is not None
    assert line.buy.minor % 1000 == 0
    assert line.available + line.buy >= line.total
    answers = ship_orders(services.bench, [one.id for one in placed])
    assert [answer.label is not None for answer in answers] == [True, True, True, False, False]
    assert all(isinstance(answer.error, InsufficientFunds) for answer in answers[3:])
    assert all(view.reserved.minor == 0 for view in services.read(views))
    both_books_agree(services)


def test_affordability_takes_labels_in_their_order() -> None:
    line = affordability("usd", Money(1000, "USD"), [Money(600, "USD"), Money(600, "USD"), Money(300, "USD")])
    assert (line.fit, line.total, line.buy) == (2, Money(1500, "USD"), Money(1000, "USD"))


def test_the_wallet_of_the_senders_country_pays(services: Services) -> None:
    """M1: a label is paid only from a wallet that lists its carrier, in its currency."""
    placed = order(services, ca("C1", "Xpresspost"))
    answer = ship_orders(services.bench, [placed.id])[0]
    assert answer.label is not None
    assert (answer.label.wallet, answer.label.price.currency) == ("cad", "CAD")
    both_books_agree(services)


def test_canpar_without_a_size_needs_a_reason_that_stays_with_the_label(services: Services) -> None:
    placed = order(services, ca("C1", "Canpar Ground"))
    refused = ship_orders(services.bench, [placed.id])[0].error
    assert isinstance(refused, DimensionsMissing)
    assert isinstance(refused.fields["at_risk"], Money)
    assert provider(services).balance("cad").minor == 10_000
    answer = ship_orders(services.bench, [placed.id], without_dims_reasons={placed.id: "soft bag, 5 cm"})[0]
    assert answer.label is not None
    assert answer.label.override == "ana: soft bag, 5 cm"


def test_with_a_size_canpar_is_charged_by_volume(services: Services) -> None:
    placed = order(services, ca("C1", "Canpar Ground"))
    small = rate_orders(services.bench, [placed])[0].chosen
    change_measures(
        services.store, services.desk, placed.id, weight=placed.weight, dims=Dimensions(600_000, 400_000, 400_000)
    )
    large = rate_orders(services.bench, [services.read(lambda q: get_order(q, placed.id))])[0].chosen
    assert small is not None
    assert large is not None
    assert large.price > small.price
    assert large.at_risk is None


def test_what_is_not_available_at_present_is_not_sold(services: Services) -> None:
    """S0-29: Canpar international."""
    placed = order(services, MIAMI._replace(number="C1", company="Beach", carrier="Canpar", service="USA"))
    refused = ship_orders(services.bench, [placed.id])[0].error
    assert isinstance(refused, NotSold)
    assert refused.fields["state"] == "not_available_at_present"
    assert "not available at present" in str(refused.fields["words_en"])


def test_a_service_of_another_route_is_refused_with_that_reason(services: Services) -> None:
    refused = ship_orders(services.bench, [order(services, us("A1", "Xpresspost International")).id])[0].error
    assert isinstance(refused, NoService)
    assert refused.fields["reasons"]


@pytest.mark.parametrize("words", ["Standard", "Standard Shipping", "Lettre suivie express"])
def test_a_shops_promise_that_names_no_service_ships_by_the_cheapest_and_is_shown(
    services: Services, words: str
) -> None:
    rated = rate_orders(services.bench, [order(services, us("A1", words))])[0]
    assert rated.chosen is not None
    assert rated.chosen.service_code == "USPS_GROUND_ADVANTAGE"
    assert rated.unmatched == words


def test_a_shops_promise_keeps_to_the_carrier_that_it_names(services: Services) -> None:
    rated = rate_orders(services.bench, [order(services, us("A1", "By Friday")._replace(carrier="UPS"))])[0]
    assert rated.chosen is not None
    assert (rated.chosen.carrier, rated.chosen.service_code) == ("ups", "03")


def test_a_name_that_several_carriers_have_means_the_one_that_goes_there(services: Services) -> None:
    home, away = order(services, us("A1", "Ground")), order(services, ca("C1", "Ground"))
    chosen = [one.chosen.carrier for one in rate_orders(services.bench, [home, away]) if one.chosen]
    assert chosen == ["ups", "canpar"]


def test_a_service_that_is_asked_for_on_purpose_is_never_replaced(services: Services) -> None:
    answer = ship_orders(services.bench, [order(services, us("A1")).id], asked=Asked("ups", "no-such"))[0]
    assert isinstance(answer.error, NoService)
    assert answer.label is None


@pytest.mark.parametrize(
    ("carrier", "service"),
    [
        ("USPS", "Ground Advantage"),
        ("", "USPS Ground Advantage"),
        ("usps", "usps_ground_advantage"),
        ("", "ground advantage"),
    ],
)
def test_a_service_is_known_by_any_of_its_names(services: Services, carrier: str, service: str) -> None:
    chosen = rate_orders(services.bench, [order(services, us("A1", service)._replace(carrier=carrier))])[0].chosen
    assert chosen is not None
    assert chosen.service_code == "USPS_GROUND_ADVANTAGE"


def test_media_mail_is_never_chosen_by_itself(services: Services) -> None:
    chosen = rate_orders(services.bench, [order(services, us("A1"))])[0].chosen
    asked = rate_orders(services.bench, [order(services, us("A2", "Media Mail"))])[0].chosen
    assert chosen is not None
    assert chosen.service_code == "USPS_GROUND_ADVANTAGE"
    assert asked is not None
    assert asked.service_code == "MEDIA_MAIL"


def test_an_explicit_service_overrides_what_the_order_asks_for(services: Services) -> None:
    placed = order(services, us("A1", "USPS Priority Mail"))
    answer = ship_orders(services.bench, [placed.id], asked=Asked("ups", "03"))[0]
    assert answer.label is not None
    assert answer.label.carrier == "ups"


def test_held_and_unweighed_orders_are_refused_in_words(services: Services) -> None:
    held = order(services, us("A1"))
    hold_order(services.store, services.desk, held.id, "buyer asked to wait")
    unweighed = order(services, us("A2")._replace(weight_mg=None))
    answers = ship_orders(services.bench, [held.id, unweighed.id])
    assert isinstance(answers[0].error, OrderHeld)
    assert isinstance(answers[1].error, WeightMissing)


def test_a_recorded_station_without_set_up_sells_nothing(tmp_path: Path) -> None:
    """S0-07: no label and no funding before set-up."""
    with station(tmp_path, mode=Mode.RECORDED) as recorded:
        with pytest.raises(SetupIncomplete):
            fund(recorded, "usd", 1000)
        answer = ship_orders(recorded.bench, [order(recorded, us("A1")).id])[0]
        assert answer.label is None
        assert isinstance(answer.error, SetupIncomplete)


def test_canada_post_cannot_be_voided_in_the_first_hour_nor_after_fifteen_days(
    services: Services, clock: SteppingClock
) -> None:
    """S0-35, C6: earliest and latest are dated rules of the channel."""
    label = ship_orders(services.bench, [order(services, ca("C1", "Xpresspost")).id])[0].label
    assert label is not None
    with pytest.raises(VoidRefused) as early:
        void_label(services.bench, label.id)
    assert early.value.fields["reason"] == "too-early"
    assert str(early.value.fields["detail"]).endswith("Z")
    clock.move(timedelta(hours=1))
    before = booked(services)["cad"]
    assert void_label(services.bench, label.id).label.state is LabelState.REFUND_DUE
    assert booked(services)["cad"] == before
    with pytest.raises(NotVoidable):
        void_label(services.bench, label.id)
    late = ship_orders(services.bench, [order(services, ca("C2", "Xpresspost")).id])[0].label
    assert late is not None
    clock.move(timedelta(days=16))
    with pytest.raises(VoidRefused) as refused:
        void_label(services.bench, late.id)
    assert refused.value.fields["reason"] == "too-late"


def test_a_voided_order_is_held_until_a_person_releases_it_and_then_ships_once_more(services: Services) -> None:
    placed = order(services, us("A1", "UPS Ground"))
    first = ship_orders(services.bench, [placed.id])[0].label
    assert first is not None
    assert void_label(services.bench, first.id).label.state is LabelState.REFUNDED
    assert next(view.reported for view in services.read(views)) == Money(10_000, "USD")
    held = services.read(lambda q: get_order(q, placed.id))
    assert (held.state, [(one.code, one.value) for one in held.holds]) == (
        OrderState.HELD, [("order.label-voided", first.tracking)],
    )  # fmt: skip
    assert services.read(pending_orders) == []
    assert isinstance(ship_orders(services.bench, [placed.id])[0].error, OrderHeld)
    assert release_order(services.store, services.desk, placed.id).state is OrderState.OPEN
    second = ship_orders(services.bench, [placed.id])[0].label
    assert second is not None
    assert second.tracking != first.tracking
    both_books_agree(services)


def test_a_label_is_kept_as_it_was_bought_whatever_happens_to_the_order(services: Services) -> None:
    placed = order(services, us("A1"))
    label = ship_orders(services.bench, [placed.id])[0].label
    assert label is not None
    document = read_document(services.files, label)
    texts = " ".join(getattr(element, "text", "") for element in document.elements)
    assert "Núñez" in texts
    assert "SAMPLE" in texts
    assert services.read(lambda q: get_label(q, label.id)).rules


def test_labels_are_found_by_either_end_of_their_number_by_order_and_by_name(services: Services) -> None:
    label = ship_orders(services.bench, [order(services, us("A1")).id])[0].label
    ship_orders(services.bench, [order(services, us("B2")._replace(name="Bo Carr")).id])
    assert label is not None
    for text in (label.tracking[:10], label.tracking[-8:], "A1", "nunez", " Núñez "):
        found = services.read(partial(list_shipments, text=text))
        assert label.id in {row.label for row in found}, text
    assert services.read(lambda q: list_shipments(q, text="nobody")) == []


def test_lists_go_by_key_and_miss_nothing(services: Services) -> None:
    for n in range(7):
        ship_orders(services.bench, [order(services, us(f"A{n}")).id])
    seen: list[str] = []
    before = ""
    while page := services.read(partial(list_shipments, before=before, limit=3)):
        seen += [row.label for row in page]
        before = page[-1].label
    assert len(seen) == len(set(seen)) == 7
    assert seen == sorted(seen, reverse=True)


OWN = """
format = 1
code = "harbour"
name = "Harbour Couriers"
kind = "courier"
wallet = "CAD"
as_of = 2026-11-22

[[source]]
id = "us"
title = "Our own price list"
as_of = 2026-11-22

[[service]]
code = "DAY"
name_en = "Same Day"
scope = "domestic"
state = "available"
source = "us"
"""


def test_a_carrier_file_dropped_into_the_data_directory_ships(tmp_path: Path) -> None:
    """DESIGN rule 5: users add carriers as data; the price comes from their own rate card and says so."""
    from core.carriers.service import import_rate_card

    with station(tmp_path):
        pass
    folder = tmp_path / "data" / "carriers"
    folder.mkdir()
    (folder / "harbour.toml").write_text(OWN, encoding="utf-8")
    card = (
        "carrier,service,zone,weight_up_to,unit,price,currency,valid_from,valid_to\n"
        "harbour,DAY,*,5,kg,11.50,CAD,2026-01-01,\n"
    )
    with station(tmp_path, seed=2) as services:
        assert services.carrier_problems == ()
        import_rate_card(services.store, services.desk, services.catalogue, name="ours", data=card.encode())
        fund(services, "cad", 5000)
        placed = order(services, ca("H1", "Harbour Couriers Same Day"))
        rated = rate_orders(services.bench, [placed])[0]
        assert rated.chosen is not None
        assert (rated.chosen.source, rated.chosen.source_day) == ("own-card", "2026-01-01")
        label = ship_orders(services.bench, [placed.id])[0].label
        assert label is not None
        assert (label.carrier, label.price) == ("harbour", Money(1150, "CAD"))
        both_books_agree(services)


def test_a_price_from_an_own_card_stands_beside_the_providers_and_is_never_live(services: Services) -> None:
    """S0-03."""
    from core.carriers.service import import_rate_card

    card = (
        "carrier,service,zone,weight_up_to,unit,price,currency,valid_from,valid_to\n"
        "usps,PRIORITY_MAIL,*,70,lb,4.00,USD,2026-07-01,\n"
    )
    import_rate_card(services.store, services.desk, services.catalogue, name="ours", data=card.encode())
    rated = rate_orders(services.bench, [order(services, us("A1"))])[0]
    own = [rate for rate in rated.quotes.rates if rate.source == "own-card"]
    assert [(rate.price, rate.source_day, rate.buyable) for rate in own] == [(Money(400, "USD"), "2026-07-01", False)]
    assert {rate.source for rate in rated.quotes.rates} == {"own-card", "practice"}
