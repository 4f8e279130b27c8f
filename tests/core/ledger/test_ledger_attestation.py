"""Heads attested with a key: what it finds, and that a missing key is no damage (M8; facts: ledger 6.1)."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from importlib import import_module
from pathlib import Path

import pytest
from stations import fund, station

from core.keychain import ALLOWED, NoKeychain, SystemKeychain, is_allowed
from core.ledger.attestation import Occasion, attest, chain_key, check_attestations
from core.services import Services


class Kept:
    """A keyring in memory."""

    def __init__(self) -> None:
        self.secrets: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.secrets.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.secrets[service, username] = password


class Null(Kept):
    """Accepts everything and keeps nothing, as keyring.backends.null."""

    def set_password(self, service: str, username: str, password: str) -> None:
        del service, username, password


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    with station(tmp_path) as opened:
        yield opened


def attested(services: Services, keychain: SystemKeychain) -> int | None:
    key = chain_key(keychain, services.store.uuid, make=True)
    with services.store.write() as tx:
        return attest(tx, services.desk, services.store.uuid, key, Occasion.BACKUP)


def test_an_attested_head_holds_while_the_books_go_on(services: Services) -> None:
    backend = Kept()
    keychain = SystemKeychain(lambda: backend)
    fund(services, "usd", 1000)
    assert attested(services, keychain) == 1
    fund(services, "usd", 1000)
    key = chain_key(keychain, services.store.uuid, make=False)
    found = services.read(lambda q: check_attestations(q, services.store.uuid, key))
    assert (found.verified, found.unverified, found.findings) == (1, 0, ())


def test_books_whose_chain_was_computed_anew_are_found_out(services: Services) -> None:
    backend = Kept()
    keychain = SystemKeychain(lambda: backend)
    fund(services, "usd", 1000)
    attested(services, keychain)
    services.store.close()
    with closing(sqlite3.connect(services.store.path)) as conn:
        conn.execute("drop trigger journal_no_update")
        conn.execute("drop trigger attestation_no_update")
        conn.execute("update journal set hash = 'forged' where number = 1")
        conn.execute("update attestation set head = 'forged'")  # whoever can edit one can edit the other
        conn.commit()
        conn.row_factory = sqlite3.Row
        from sqlite_utils import Database

        from core.store.database import Query

        key = chain_key(keychain, services.store.uuid, make=False)
        found = check_attestations(Query(Database(conn)), services.store.uuid, key)
    assert found.findings == ("attestation-differs: 1",)


def test_a_missing_key_is_counted_and_is_no_damage(services: Services) -> None:
    fund(services, "usd", 1000)
    attested(services, SystemKeychain(Kept))
    found = services.read(lambda q: check_attestations(q, services.store.uuid, None))
    assert (found.verified, found.unverified, found.findings) == (0, 1, ())


@pytest.mark.parametrize("find", [Null, lambda: None])
def test_without_a_keyring_that_keeps_what_it_was_given_there_is_no_key(services: Services, find: type[Null]) -> None:
    fund(services, "usd", 1000)
    assert chain_key(SystemKeychain(find), services.store.uuid, make=True) is None
    assert attested(services, SystemKeychain(find)) is None
    assert chain_key(NoKeychain(), services.store.uuid, make=True) is None


def test_a_keyring_that_waits_for_a_person_is_given_up_after_its_time() -> None:
    import threading

    never = threading.Event()

    class Prompt(Kept):
        def get_password(self, service: str, username: str) -> str | None:
            never.wait(5)
            return None

    assert SystemKeychain(Prompt, limit_s=0.01).get("x") is None
    never.set()


def test_only_listed_backends_are_allowed() -> None:
    for name in ("null", "fail"):
        assert not is_allowed(import_module(f"keyring.backends.{name}").Keyring())
    assert not any("alt" in name for name in ALLOWED)
    assert SystemKeychain().put("x", "y") is False
