"""A recorded station with one wallet that is set up: what people record by hand, for tests."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from fakes import HOME
from stations import MIAMI, order, station

from core.accounts import service as accounts
from core.accounts.records import PaymentMethod
from core.accounts.store import get_wallet
from core.context import Mode
from core.labels.store import Label
from core.money import Money
from core.people.acts import Act
from core.people.records import NO_PROOFS, Proofs, Role
from core.people.service import confirm_pin, has_operators
from core.people.service_operators import add_operator, sign_in
from core.purchases.store import Purchase
from core.services import Services
from core.shipments.service_recording import BoughtElsewhere, record_label
from core.wallet.service_recording import Said, record_postage

PIN = "2468"


def set_up(services: Services) -> None:
    """Finish the set-up of the USD wallet; somebody signs in first (S2-26)."""
    store, desk, wallet = services.store, services.desk, "usd"
    if not services.read(has_operators):
        add_operator(store, desk, desk.actor.operator, Role.SUPERVISOR, PIN)
        sign_in(store, desk, desk.actor.operator, PIN)
    accounts.save_holder(store, desk, wallet, holder="Stamps", username="shop", confirmed=True)
    card = PaymentMethod("Card", "Visa", "4242", "2030-01", "Ana", HOME, "portal")
    accounts.save_payment(store, desk, wallet, card, proofs=proved(services, Act.PAYMENT_METHOD, wallet))
    accounts.save_location(store, desk, wallet, HOME)
    for carrier in services.read(lambda q: get_wallet(q, wallet)).carriers:
        accounts.accept_terms(store, desk, services.files, wallet, carrier, text=b"terms", version="1", ticked=True)
    accounts.save_label_format(store, desk, wallet, "pdf")
    accounts.finish_setup(store, desk, wallet, proofs=proved(services, Act.FINISH_SETUP, wallet))


def proved(services: Services, act: Act, about: str = "usd") -> Proofs:
    """The PIN of the operator, given for one act; none while there are no operators."""
    store, desk = services.store, services.desk
    if not services.read(has_operators):
        return NO_PROOFS
    return Proofs(confirm_pin(store, desk, desk.actor.operator, PIN, act, about=about).id)


@contextmanager
def recorded_station(folder: Path) -> Iterator[Services]:
    """An open recorded station whose USD wallet may record."""
    with station(folder, mode=Mode.RECORDED) as services:
        set_up(services)
        yield services


def postage(services: Services, minor: int, reference: str) -> Purchase:
    """Postage bought in the portal."""
    return record_postage(
        services.till("usd"), "usd", Money(minor, "USD"), Said(reference), proofs=proved(services, Act.RECORD)
    )


def label(services: Services, number: str, tracking: str, minor: int) -> Label:
    """A label bought in the portal, for a new order."""
    made = order(services, MIAMI._replace(number=number))
    said = BoughtElsewhere("usps", "USPS_GROUND_ADVANTAGE", tracking, Money(minor, "USD"), f"ref-{number}")
    return record_label(services.bench, made.id, said, proofs=proved(services, Act.RECORD))
