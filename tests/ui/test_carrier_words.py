"""Carriers, services and what a practice station was furnished with are named in the language of the screen."""

import pytest

from core.carriers.catalogue import shipped_catalogue
from core.i18n import translator
from ui.carrier_words import asked_words, carrier_name, carrier_of, owner_of, service_of, wished
from ui.furnished_words import furnished
from ui.messages_problems import field_word
from ui.messages_words import step

FR, EN = translator("fr"), translator("en")


def test_a_carrier_goes_by_its_french_name_in_french() -> None:
    """Issue 2: French complete; Postes Canada is not Canada Post."""
    catalogue = shipped_catalogue()
    assert carrier_of(catalogue, "canada_post", "fr") == carrier_name(FR, "canada_post") == "Postes Canada"
    assert carrier_name(EN, "canada_post") == "Canada Post"
    assert owner_of(catalogue, "canada_post", "fr") == "Postes Canada"
    assert service_of(catalogue, "canada_post", "DOM.EP", "fr") == "Colis accélérés"
    assert carrier_name(FR, "somebody") == "somebody"


def test_every_carrier_and_service_of_the_catalogue_has_a_name_in_french() -> None:
    catalogue = shipped_catalogue()
    for carrier in catalogue.carriers:
        assert carrier_of(catalogue, carrier.code, "fr")
        assert all(service_of(catalogue, carrier.code, one.code, "fr") for one in carrier.services)


@pytest.mark.parametrize(
    ("carrier", "service", "shown"),
    [
        ("Canada Post", "Expedited Parcel", ("Postes Canada", "Colis accélérés")),
        ("", "DOM.EP", ("", "Colis accélérés")),
        ("Canada Post", "", ("Postes Canada", "")),
        ("", "Standard Shipping", ("", "Standard Shipping")),
        ("", "", ("", "")),
    ],
)
def test_what_an_order_asks_for_is_named_in_french_where_it_names_one_thing(
    carrier: str, service: str, shown: tuple[str, str]
) -> None:
    """The words of a shop that name nothing of the catalogue stay as they are; English shows the shop's own words."""
    assert wished(FR, carrier, service) == shown
    assert wished(EN, carrier, service) == (carrier, service)


def test_messages_name_carriers_in_the_language() -> None:
    assert field_word(FR, "canada_post") == "Postes Canada"
    assert step(FR, "terms.canada_post") == "conditions de service (Postes Canada)"
    assert asked_words(FR, "canada_post DOM.EP") == "Postes Canada Colis accélérés"
    assert asked_words(EN, "canada_post DOM.EP") == "Canada Post Expedited Parcel"
    assert asked_words(EN, "fedex FEDEX_GROUND") == "FedEx Ground"


def test_what_a_practice_station_was_furnished_with_is_in_french_and_what_people_typed_stays() -> None:
    assert furnished(FR, "Practice card") == "Carte d'exercice"
    assert furnished(EN, "Practice card") == "Practice card"
    assert furnished(FR, "Blue card") == "Blue card"


def test_a_billable_weight_has_the_decimal_sign_of_the_language() -> None:
    assert FR.measure("3.5 lb") == "3,5\u00a0lb"
    assert EN.measure("3.5 lb") == "3.5 lb"
