"""What a person books by hand asks for the PIN; closing asks for a second person (S2-13, MISSION section 7, no. 17)."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from people_kit import BEN, more, prove, staffed
from stations import fund, station
from wallet_facts_kit import booked, money, rules, state_of, voided

from core.people.acts import Act
from core.people.rules import ProofNeeded, SecondNeeded
from core.services import Services
from core.wallet.rules_adjustments import Cause, Source
from core.wallet.service_adjustments import NewAdjustment, add_adjustment
from core.wallet.service_chargeback import freeze_wallet
from core.wallet.service_closing import begin_closing, request_closing_refund
from core.wallet.service_readings import add_reading, book_opening
from core.wallet.service_refunds import write_off_refund


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Services]:
    with station(tmp_path) as services:
        yield services


def test_what_moves_books_by_hand_asks_for_the_pin(here: Services) -> None:
    label = voided(here)
    seated = staffed(here)
    store, desk = seated.store, seated.desk
    before, day = booked(seated), desk.clock.now().date()
    new = NewAdjustment("usd", "usps", "", "", money(-1), Cause.OTHER, "x", "", Source.PERSON, day)
    for act in (
        lambda: add_adjustment(store, desk, new),
        lambda: add_reading(store, desk, "usd", money(1), desk.clock.now(), "portal"),
        lambda: book_opening(store, desk, "cad", money(1, "cad"), "portal"),
        lambda: write_off_refund(store, desk, label.id, "late"),
        lambda: freeze_wallet(store, desk, "usd", "lost card"),
    ):
        with pytest.raises(ProofNeeded):
            act()
    assert booked(seated) == before
    add_adjustment(store, desk, new, proofs=prove(store, desk, Act.ADJUSTMENT, about="usd"))
    assert booked(seated) == before - 1


def test_closing_needs_a_second_person_at_each_step(here: Services) -> None:
    fund(here, "usd", 5000)
    seated = staffed(here)
    store, desk = seated.store, seated.desk
    more(store, desk)
    with pytest.raises(SecondNeeded):
        begin_closing(store, desk, "usd", "moving", proofs=prove(store, desk, Act.CLOSING, about="usd"))
    assert state_of(seated) == "open"
    both = prove(store, desk, Act.CLOSING, second=BEN, about="usd")
    begin_closing(store, desk, "usd", "moving", proofs=both)
    rule = rules(seated).closing
    with pytest.raises(ProofNeeded):
        request_closing_refund(store, desk, "usd", seated.catalogue, rule)
    both = prove(store, desk, Act.CLOSING, second=BEN, about="usd")
    request_closing_refund(store, desk, "usd", seated.catalogue, rule, proofs=both)
    assert booked(seated) == 0
