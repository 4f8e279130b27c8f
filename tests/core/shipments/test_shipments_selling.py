"""What the One Balance never sells is said so, whatever the route: S0-29, C10."""

from pathlib import Path

import pytest
from stations import MIAMI, TORONTO, order, station

from core.carriers.catalogue import shipped_catalogue
from core.orders.records import OrderDraft
from core.shipments.matching import wishes
from core.shipments.rules import NoService, NotSold
from core.shipments.selling import not_sold
from core.shipments.service_rating import rate_orders
from core.shipments.service_shipping import ship_orders


@pytest.mark.parametrize("to", [MIAMI, TORONTO])
@pytest.mark.parametrize(
    ("carrier", "service", "state"),
    [
        ("FedEx", "FedEx Ground", "never"),
        ("FedEx", "", "never"),
        ("", "FedEx 2Day", "never"),
        ("La Poste", "Tracked letter", "never"),
        ("La Poste Lettre Suivie", "", "never"),
        ("Canpar", "USA", "not_available_at_present"),
        ("Canpar", "International", "not_available_at_present"),
    ],
)
def test_a_service_that_is_not_sold_is_refused_with_that_reason_on_every_route(
    tmp_path: Path, to: OrderDraft, carrier: str, service: str, state: str
) -> None:
    with station(tmp_path) as services:
        placed = order(services, to._replace(number="N1", company="Elm", carrier=carrier, service=service))
        refused = rate_orders(services.bench, [placed])[0].refusal
        assert isinstance(refused, NotSold)
        assert refused.fields["state"] == state
        assert bool(refused.fields["words_fr"]) == (state != "never")
        assert isinstance(ship_orders(services.bench, [placed.id])[0].error, NotSold)


def test_canpar_to_the_united_states_is_not_available_at_present_though_no_service_is_named(tmp_path: Path) -> None:
    with station(tmp_path) as services:
        placed = order(services, MIAMI._replace(number="N1", company="Elm", carrier="Canpar"))
        refused = rate_orders(services.bench, [placed])[0].refusal
        assert isinstance(refused, NotSold)
        assert (refused.fields["state"], refused.fields["service"]) == ("not_available_at_present", "")


def test_a_service_that_is_sold_elsewhere_keeps_the_reason_of_the_route(tmp_path: Path) -> None:
    with station(tmp_path) as services:
        placed = order(services, MIAMI._replace(number="N1", carrier="Canada Post", service="Xpresspost"))
        refused = rate_orders(services.bench, [placed])[0].refusal
        assert isinstance(refused, NoService)
        assert not isinstance(refused, NotSold)


def test_words_that_also_mean_a_service_on_sale_are_no_reason() -> None:
    catalogue = shipped_catalogue()
    found = wishes(list(catalogue.to_show()), "", "Ground")
    assert len(found) > 1
    assert not_sold(catalogue, "N1", found) is None
