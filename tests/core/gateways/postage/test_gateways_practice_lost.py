"""The practice provider's file is lost: it is said, and nothing is sold under ids that were given before (M5)."""

import sqlite3
from pathlib import Path

import pytest
from practice_kit import practice
from stations import fund, station

from core.gateways.postage.practice_file import FILE_NAME, LOCK_NAME
from core.purchases.machine import ReferenceRepeated
from core.purchases.port import GatewayUnavailable
from core.purchases.rules import State
from core.purchases.store import in_states


def test_a_file_that_is_gone_is_not_begun_again(tmp_path: Path) -> None:
    practice(tmp_path).fund(5000)
    practice(tmp_path).gateway.reading("wallet-usd", "USD")
    (tmp_path / FILE_NAME).unlink()
    for _ in range(2):
        with pytest.raises(GatewayUnavailable) as caught:
            practice(tmp_path).gateway.reading("wallet-usd", "USD")
        assert caught.value.fields["reason"] == "practice-lost"
    assert not (tmp_path / FILE_NAME).exists()


def test_a_run_that_ended_before_it_made_the_file_is_no_loss(tmp_path: Path) -> None:
    sqlite3.connect(tmp_path / LOCK_NAME).close()
    (tmp_path / LOCK_NAME).touch()
    practice(tmp_path).fund(5000)


def test_a_provider_that_forgot_what_it_sold_is_named_and_its_ids_are_not_taken_for_others(tmp_path: Path) -> None:
    """Books from before a loss was noticed: no fault of the program, and nothing is booked twice under one number."""
    with station(tmp_path) as services:
        fund(services, "usd", 5000)
        (services.directory / FILE_NAME).unlink()
        (services.directory / LOCK_NAME).unlink()
        with pytest.raises(ReferenceRepeated):
            fund(services, "usd", 1000)
        services.recover()
        (doubtful,) = services.read(lambda q: in_states(q, frozenset({State.UNKNOWN})))
        assert doubtful.amount.minor == 1000
        assert services.findings() == []
