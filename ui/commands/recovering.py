"""What runs that died left open, settled before a command goes on: asked, never bought again."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ui.commands.session import Session


@dataclass(frozen=True, slots=True)
class Settled:
    """One purchase or print job that was found open.

    Attributes:
        kind: ``label``, ``funding``, ``void`` or ``print``.
        id: Of the purchase or the job.
        before: Its state, likewise `after`.
    """

    kind: str
    id: str
    before: str
    after: str


def recover(session: "Session") -> list[Settled]:
    """Settle purchases and print jobs of dead runs."""
    from core.printing.service_run import recover as recover_jobs

    services = session.services
    purchases = [Settled(r.kind.value, r.purchase, r.before.value, r.after.value) for r in services.recover()]
    if purchases:
        read_balances(session)
    jobs = [
        Settled("print", job.id, "interrupted", job.state.value) for job in recover_jobs(services.store, services.desk)
    ]
    return [*purchases, *jobs]


def read_balances(session: "Session") -> None:
    """Ask the provider for its balances: what was settled just now has moved them."""
    from core.accounts.service import wallets
    from core.wallet.service import take_reading

    services = session.services
    for wallet in services.read(wallets):
        take_reading(services.store, services.desk, services.gateways[wallet.gateway], wallet.id)


def note_recovered(session: "Session", settled: list[Settled]) -> None:
    """Say what was settled, in one line each."""
    from ui.messages_base import word
    from ui.messages_words import JOB_STATES, PURCHASE_KINDS, PURCHASE_STATES

    tr = session.tr
    for one in settled:
        if one.kind == "print":
            session.note(tr("A print job that was interrupted: {state}.", state=word(tr, JOB_STATES, one.after)))
        else:
            kind, state = word(tr, PURCHASE_KINDS, one.kind), word(tr, PURCHASE_STATES, one.after)
            session.note(tr("Left open by a run that ended early ({kind}): {state}.", kind=kind, state=state))
