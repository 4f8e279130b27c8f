"""Operators for tests: people with known PINs, and proofs from them."""

from window_world import World

from core.context import Desk
from core.people.acts import Act
from core.people.records import Proofs, Role
from core.people.service import confirm_pin
from core.people.service_operators import add_operator, sign_in
from core.services import Services
from core.store.database import Store
from ui.people.asking import Ask

ANA, BEN, PAM = "ana", "Ben", "Pam"  # supervisor and actor of the test stations; supervisor; packer
PINS = {ANA: "2468", BEN: "135790", PAM: "8642"}


def prove(store: Store, desk: Desk, act: Act, *, own: str = ANA, second: str = "", about: str = "") -> Proofs:
    """Proofs of `own` and `second`; empty names prove nothing."""
    ids = [confirm_pin(store, desk, name, PINS[name], act, about=about).id if name else "" for name in (own, second)]
    return Proofs(*ids)


def first(store: Store, desk: Desk) -> None:
    """The first operator, who signs in."""
    add_operator(store, desk, ANA, Role.SUPERVISOR, PINS[ANA])
    sign_in(store, desk, ANA, PINS[ANA])


def more(store: Store, desk: Desk) -> None:
    """Another supervisor and a packer, added by the first."""
    for name, role in ((BEN, Role.SUPERVISOR), (PAM, Role.PACKER)):
        add_operator(store, desk, name, role, PINS[name], proofs=prove(store, desk, Act.PEOPLE))


def staffed(services: Services) -> Services:
    """The station with its first operator signed in."""
    first(services.store, services.desk)
    return services.seated(ANA)


def staff(world: World) -> None:
    """The first operator has signed in at the window, and gives their PIN whenever it is asked for."""
    world.app.services = staffed(world.app.services)

    def give(ask: Ask) -> Proofs:
        services = world.app.services
        return prove(services.store, services.desk, ask.act, about=ask.about)

    world.window.prover = give
