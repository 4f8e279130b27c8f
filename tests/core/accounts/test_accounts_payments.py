"""Payment methods over time: old versions stay, a card's end is seen coming (S0-10, S0-16)."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from fakes import HOME
from people_kit import prove, staffed
from stations import station

from core.accounts.records import PaymentMethod
from core.accounts.rules import days_to_expiry, expiry_warning
from core.accounts.service import payment_versions, save_payment
from core.context import Mode
from core.people.acts import Act

METHOD = PaymentMethod("Blue card", "Visa", "4242", "2030-01", "Ana Núñez", HOME, "the provider's portal")


def test_every_version_of_a_payment_method_stays_the_one_in_use_first(tmp_path: Path) -> None:
    newer = replace(METHOD, nickname="Red card", last4="0005")
    with station(tmp_path, mode=Mode.RECORDED) as opened:
        services = staffed(opened)
        assert services.read(lambda q: payment_versions(q, "usd")) == []
        for method in (METHOD, METHOD, newer):
            proofs = prove(services.store, services.desk, Act.PAYMENT_METHOD, about="usd")
            save_payment(services.store, services.desk, "usd", method, proofs=proofs)
        versions = services.read(lambda q: payment_versions(q, "usd"))
        assert [version.method for version in versions] == [newer, METHOD]
        assert versions[0].at > versions[1].at
        assert {version.actor for version in versions} == {"ana"}
        assert services.read(lambda q: payment_versions(q, "cad")) == []


@pytest.mark.parametrize(
    ("today", "left", "warning"),
    [
        (date(2027, 1, 1), 58, 60),
        (date(2026, 12, 30), 60, 60),
        (date(2026, 12, 29), 61, None),
        (date(2027, 1, 29), 30, 30),
        (date(2027, 2, 21), 7, 7),
        (date(2027, 2, 28), 0, 7),
        (date(2027, 3, 1), -1, 0),
    ],
)
def test_a_card_warns_60_30_and_7_days_before_the_last_day_of_its_month(
    today: date, left: int, warning: int | None
) -> None:
    assert days_to_expiry("2027-02", today) == left
    assert expiry_warning("2027-02", today) == warning


def test_a_method_without_an_end_never_warns() -> None:
    assert days_to_expiry("", date(2027, 1, 1)) is None
    assert expiry_warning("", date(2027, 1, 1)) is None
