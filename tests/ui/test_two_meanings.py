"""English texts with two meanings are right in French at each place: a verb is no adjective, a noun no verb."""

import pytest

from core.i18n import translator
from ui.messages_base import word
from ui.messages_words import ORDER_STATES, PURCHASE_KINDS, PURCHASE_STATES, WALLET_STATES
from ui.pages.orders.list_pane import tab_words
from ui.pages.orders.rows import Tab

FR, EN = translator("fr"), translator("en")


@pytest.mark.parametrize(
    ("tab", "one", "many"),
    [
        (Tab.OPEN, "1 ouverte", "3 ouvertes"),
        (Tab.HELD, "1 retenue", "3 retenues"),
        (Tab.SHIPPED, "1 expédiée", "3 expédiées"),
        (Tab.CANCELLED, "1 annulée", "3 annulées"),
    ],
)
def test_tabs_count_orders_in_their_gender_and_number_and_chips_stand_for_one(tab: Tab, one: str, many: str) -> None:
    """Issue 2: French in each place."""
    assert [tab_words(FR, tab, n) for n in (1, 3)] == [one, many]
    assert word(FR, ORDER_STATES, tab.value) == one.removeprefix("1 ")


def test_an_order_is_ouverte_a_wallet_ouvert_and_a_button_ouvrir() -> None:
    assert word(FR, ORDER_STATES, "open") == "ouverte"
    assert word(FR, WALLET_STATES, "open") == "ouvert"
    assert FR("Open", context="verb") == "Ouvrir"
    assert word(EN, ORDER_STATES, "open") == word(EN, WALLET_STATES, "open") == "open"


def test_what_the_provider_confirmed_is_not_called_bought_since_it_may_be_a_void() -> None:
    """M7: a void is confirmed, never bought."""
    assert word(EN, PURCHASE_STATES, "confirmed") == "confirmed by the provider"
    assert word(FR, PURCHASE_KINDS, "void") == "annulation"


def test_a_button_prints_and_a_column_names_the_print() -> None:
    """The question before the first copy is answered with a verb; the list of labels has a noun over its column."""
    assert FR("Print", context="verb") == "Imprimer"
    assert FR("Print", context="noun") == "Impression"
    assert [FR("Release", context=c) for c in ("verb", "version")] == ["Libérer", "Version publiée"]
    assert [FR(day, context="day") for day in ("From", "To")] == ["Début", "Fin"]
