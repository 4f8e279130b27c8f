"""What a dead process left behind, settled before anything can be bought (DESIGN M5).

Only rows of dead instances are taken. Never sent: given up, nothing happened (but asked in books that were restored).
Sent: unknown, then asked. Voids are repeatable and are asked again.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from core.clock import utc_text
from core.labels.store import get_label
from core.purchases import store as rows
from core.purchases.funding_calls import funding_call
from core.purchases.label_calls import label_call
from core.purchases.machine import Till, cancel, look_up, wallet_turn
from core.purchases.port import CannotTell, GatewayRefused, GatewayUnavailable, GatewayUnknown, VoidRequest
from core.purchases.rules import MAY_TURN_UP, TO_ASK, WATCHED_FOR, Event, Kind, State
from core.purchases.store import Purchase
from core.purchases.void_calls import void_call
from core.store.conditions import Condition, standing
from core.store.locks import is_alive

_NEVER_SENT = frozenset({State.INTENT, State.PREPARED})


@dataclass(frozen=True, slots=True)
class Recovered:
    """One purchase that was found open, and where it stands now."""

    purchase: str
    kind: Kind
    before: State
    after: State


def recover(till: Till, wallet: str) -> list[Recovered]:
    """Settle what dead processes left open in `wallet`, and ask again about everything unknown or pending.

    What was given up without the provider's word is asked about for a day more, and named only when it turned up.
    """
    results = []
    run = till.store.directory / "run"
    with till.store.read() as q:
        open_rows = rows.in_states(q, _NEVER_SENT | {State.SENT} | TO_ASK)
        given_up = rows.in_states(q, MAY_TURN_UP)
    for purchase in open_rows:
        if purchase.wallet != wallet or purchase.gateway != till.gateway.kind:
            continue
        if purchase.state not in TO_ASK and is_alive(run, purchase.instance):
            continue
        after = _recover_one(till, purchase)
        results.append(Recovered(purchase.id, purchase.kind, purchase.state, after))
    return results + _watch(till, wallet, given_up)


def _watch(till: Till, wallet: str, given_up: Sequence[Purchase]) -> list[Recovered]:
    since = utc_text(till.desk.clock.now() - WATCHED_FOR)
    found = []
    for purchase in given_up:
        watched = purchase.kind is not Kind.VOID and purchase.made_at >= since  # a void is not asked, it is sent again
        if watched and purchase.wallet == wallet and purchase.gateway == till.gateway.kind:
            after = ask(till, purchase.id)
            if after is not purchase.state:
                found.append(Recovered(purchase.id, purchase.kind, purchase.state, after))
    return found


def ask(till: Till, purchase_id: str) -> State:
    """Ask the provider about one purchase now, whatever became of it here; it is never sent again.

    A void alone is repeated: its answer is the same each time.
    """
    with till.store.read() as q:
        wallet = rows.get(q, purchase_id).wallet
    with wallet_turn(till.store, wallet):
        with till.store.read() as q:
            purchase = rows.get(q, purchase_id)
        if purchase.state in TO_ASK | MAY_TURN_UP | {State.REFUSED}:
            return _ask(till, purchase)
        return purchase.state


def _recover_one(till: Till, purchase: Purchase) -> State:
    with wallet_turn(till.store, purchase.wallet):
        with till.store.read() as q:
            purchase = rows.get(q, purchase.id)  # whoever had the turn before us may have settled it
        if purchase.state in _NEVER_SENT and purchase.kind is not Kind.VOID and _is_restored(till):
            purchase = _lost(till, purchase, "restored")
        elif purchase.state in _NEVER_SENT:
            if purchase.kind is Kind.VOID:
                cancel(till, purchase, void_call(till, _void_request(till, purchase)).end, "process-died")
            elif purchase.kind is Kind.LABEL:
                cancel(till, purchase, label_call(till, None).end, "process-died")
            else:
                cancel(till, purchase, funding_call(till, None).end, "process-died")
        elif purchase.state is State.SENT:
            purchase = _lost(till, purchase, "process-died")
        if purchase.state in TO_ASK:
            return _ask(till, purchase)
    with till.store.read() as q:
        return rows.get(q, purchase.id).state


def _is_restored(till: Till) -> bool:
    """In restored books an intent may have been sent after the backup: it is asked, not given up."""
    with till.store.read() as q:
        return standing(q, Condition.RESTORED) is not None


def _lost(till: Till, purchase: Purchase, reason: str) -> Purchase:
    with till.store.write() as tx:
        rows.change(tx, till.desk, purchase, Event.LOSE, reason=reason)
        rows.close_attempt(tx, till.desk, purchase.id, "unknown", reason)
        return rows.get(tx, purchase.id)


def _ask(till: Till, purchase: Purchase) -> State:
    match purchase.kind:
        case Kind.LABEL:
            return look_up(
                till, purchase, till.gateway.find_label(purchase.wallet, purchase.id), label_call(till, None)
            )
        case Kind.FUNDING:
            found = till.gateway.find_funding(purchase.wallet, purchase.id)
            return look_up(till, purchase, found, funding_call(till, None))
        case Kind.VOID:
            call = void_call(till, _void_request(till, purchase))
            try:
                answer = call.send()
            except (GatewayUnavailable, GatewayUnknown, GatewayRefused) as error:
                return look_up(till, purchase, CannotTell(error.code), call)
            return look_up(till, purchase, answer, call)


def _void_request(till: Till, purchase: Purchase) -> VoidRequest:
    with till.store.read() as q:
        label = get_label(q, purchase.subject)
    return VoidRequest(purchase.id, purchase.wallet, label.carrier, label.provider_ref)
