"""What runs that died left open, settled before a command goes on: asked, never bought again."""

from collections import defaultdict
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, assert_never

if TYPE_CHECKING:
    from ui.commands.session import Session

_NAMED = 10  # order numbers of a line


@dataclass(frozen=True, slots=True)
class Settled:
    """One purchase or print job that was found open.

    Attributes:
        kind: ``label``, ``funding``, ``void`` or ``print``.
        id: Of the purchase or the job.
        before: Its state, likewise `after`.
        number: Order number, empty for postage.
    """

    kind: str
    id: str
    before: str
    after: str
    number: str = ""


def recover(session: "Session") -> list[Settled]:
    """Settle purchases and print jobs of dead runs."""
    from core.printing.service_run import recover as recover_jobs

    services = session.services
    purchases = [
        Settled(r.kind.value, r.purchase, r.before.value, r.after.value, number_of_purchase(session, r.purchase))
        for r in services.recover()
    ]
    if purchases:
        read_balances(session)
    jobs = [
        Settled("print", job.id, "interrupted", job.state.value, _number_of_label(session, job.label))
        for job in recover_jobs(services.store, services.desk)
    ]
    return [*purchases, *jobs]


def number_of_purchase(session: "Session", purchase_id: str) -> str:
    """The order that a purchase is about, empty for postage."""
    from core.orders.store import get_order
    from core.purchases.rules import Kind
    from core.purchases.store import get
    from core.shipments.store import get_parcel

    read = session.services.read
    purchase = read(partial(get, purchase_id=purchase_id))
    match purchase.kind:
        case Kind.LABEL:
            parcel = read(partial(get_parcel, parcel=purchase.subject))
            return read(partial(get_order, order_id=parcel.order)).number
        case Kind.VOID:
            return _number_of_label(session, purchase.subject)
        case Kind.FUNDING:
            return ""
        case _:
            assert_never(purchase.kind)


def _number_of_label(session: "Session", label: str) -> str:
    from core.shipments.listing import shipment_of_label

    row = session.services.read(partial(shipment_of_label, label=label))
    return row.number if row else ""


def read_balances(session: "Session") -> None:
    """Ask the provider for its balances: what was settled just now has moved them."""
    from core.accounts.service import wallets
    from core.wallet.service import take_reading

    services = session.services
    for wallet in services.read(wallets):
        take_reading(services.store, services.desk, services.gateways[wallet.gateway], wallet.id)


def note_recovered(session: "Session", settled: list[Settled]) -> None:
    """Say what was settled: one line for each kind and end, with how many and the orders' numbers."""
    from ui.commands.output import clip
    from ui.messages_base import word
    from ui.messages_words import JOB_STATES, PURCHASE_KINDS, PURCHASE_STATES

    tr = session.tr
    groups: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for one in settled:
        groups[one.kind, one.after].append(clip(one.number))
    for (kind, after), every in groups.items():
        numbers = list(dict.fromkeys(filter(None, every)))
        rest = len(numbers) - _NAMED
        more = [tr.n("and one more", "and {n} more", rest)] if rest > 0 else []
        orders = f" ({', '.join([*numbers[:_NAMED], *more])})" if numbers else ""
        if kind == "print":
            state = word(tr, JOB_STATES, after)
            told = tr.n(
                "{n} print job was interrupted: {state}",
                "{n} print jobs were interrupted: {state}",
                len(every),
                state=state,
            )
        else:
            words = {"kind": word(tr, PURCHASE_KINDS, kind), "state": word(tr, PURCHASE_STATES, after)}
            told = tr.n(
                "{n} left open by a run that ended early ({kind}): {state}",
                "{n} left open by runs that ended early ({kind}): {state}",
                len(every),
                **words,
            )
        session.note(f"{told}{orders}.")
