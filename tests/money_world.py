"""A station with one wallet and a provider in memory that can lose answers; shared by the tests of money."""

from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from fakes import HOME, FakeGateway, label_request

from core.accounts import service as accounts
from core.accounts.records import PaymentMethod, Wallet
from core.accounts.schema import ROOM as ACCOUNTS
from core.clock import SteppingClock
from core.context import Actor, Desk, Mode
from core.ids import SeededIds
from core.labels.schema import ROOM as LABELS
from core.ledger.accounts import wallet_account
from core.ledger.balances import balances_of
from core.ledger.schema import ROOM as LEDGER
from core.money import Money
from core.people.schema import ROOM as PEOPLE
from core.purchases.label_calls import LabelIntent, buy_label, intend_label
from core.purchases.machine import LabelHooks, Till
from core.purchases.recovery import recover
from core.purchases.schema import ROOM as PURCHASES
from core.store.database import Store
from core.store.files import Files
from core.store.opening import open_store
from core.tasks.schema import ROOM as TASKS
from core.wallet.autofund.schema import ROOM as AUTOFUND
from core.wallet.schema import ROOM as WALLET
from core.wallet.service import buy_postage

ROOMS = (TASKS, PEOPLE, ACCOUNTS, LEDGER, PURCHASES, LABELS, WALLET, AUTOFUND)


def usd(minor: int) -> Money:
    return Money(minor, "USD")


class World:
    """A station with one wallet, and a provider that can lose answers."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self.clock = SteppingClock(datetime(2026, 11, 22, 6, tzinfo=UTC))
        self.ids = SeededIds(7)
        self.gateway = FakeGateway()
        self.runs = 0
        self.store: Store
        self.till: Till
        self.start()
        self._set_up()

    def start(self) -> None:
        """A new run of the program; the instance before it is dead (it holds no lock)."""
        self.runs += 1
        self.store = open_store(self.directory, ROOMS, Mode.PRACTICE, self.clock, self.ids)
        self.gateway.asked_while = self.store.in_transaction
        actor = Actor("ana", "st-1", f"run-{self.runs}", ZoneInfo("UTC"))
        desk = Desk(self.clock, self.ids, actor, Mode.PRACTICE)
        self.till = Till(self.store, desk, self.gateway, Files(self.directory), LabelHooks())

    def crash(self) -> None:
        """The process dies and another starts and recovers."""
        self.store.close()
        self.start()
        recover(self.till, "usd")

    def _set_up(self) -> None:
        wallet = Wallet("usd", "One Balance USD", "practice", "USD", ("usps",), usd(1_000_000), usd(1_000_000))
        store, desk = self.store, self.till.desk
        accounts.add_wallets(store, desk, [wallet])
        accounts.save_holder(store, desk, "usd", holder="h", username="u", confirmed=True)
        accounts.save_payment(
            store, desk, "usd", PaymentMethod("Card", "Visa", "4242", "2030-01", "Ana", HOME, "portal")
        )
        accounts.save_location(store, desk, "usd", HOME)
        terms = b"terms"
        accounts.accept_terms(store, desk, self.till.files, "usd", "usps", text=terms, version="1", ticked=True)
        accounts.save_label_format(store, desk, "usd", "zpl")
        accounts.finish_setup(store, desk, "usd")

    def fund(self, minor: int) -> None:
        buy_postage(self.till, "usd", usd(minor))

    def intend(self, parcel: str, minor: int) -> str:
        key = self.ids.new()
        with self.store.write() as tx:
            intend_label(
                tx,
                self.till.desk,
                LabelIntent(
                    key, "usd", "practice", parcel, "usps", "PRIORITY_MAIL", usd(minor), "2026-11-22", "", "", ""
                ),
            )
        return key

    def buy(self, parcel: str, minor: int) -> str:
        key = self.intend(parcel, minor)
        buy_label(self.till, label_request(key, usd(minor)))
        return key

    def booked(self) -> int:
        with self.store.read() as q:
            return balances_of(q, wallet_account("usd", "USD")).booked.minor

    def reserved(self) -> int:
        with self.store.read() as q:
            return balances_of(q, wallet_account("usd", "USD")).reserved.minor
