"""States of a wallet, and what freezes one. Pure."""

from dataclasses import dataclass
from enum import Enum


class WalletState(Enum):
    """Where a wallet stands; only an open one buys."""

    OPEN = "open"
    CLOSING = "closing"
    CLOSED = "closed"


class WalletEvent(Enum):
    """What moves a wallet."""

    BEGIN_CLOSING = "begin-closing"
    STAY_OPEN = "stay-open"
    CLOSE = "close"


WALLET_MOVES: dict[tuple[WalletState, WalletEvent], WalletState] = {
    (WalletState.OPEN, WalletEvent.BEGIN_CLOSING): WalletState.CLOSING,
    (WalletState.CLOSING, WalletEvent.STAY_OPEN): WalletState.OPEN,
    (WalletState.CLOSING, WalletEvent.CLOSE): WalletState.CLOSED,
}


class FreezeCause(Enum):
    """Why nothing is bought from a wallet for now."""

    CHARGEBACK = "chargeback"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class Freeze:
    """A freeze that nobody has lifted yet.

    Attributes:
        id: Ours.
        wallet: Which wallet.
        cause: What did it.
        reason: In a person's words.
        at: Since when, UTC text.
        actor: Who entered it.
    """

    id: str
    wallet: str
    cause: FreezeCause
    reason: str
    at: str
    actor: str


def move_wallet(state: WalletState, event: WalletEvent) -> WalletState:
    """The state after `event`; an unknown move is a programming error."""
    after = WALLET_MOVES.get((state, event))
    assert after is not None, (state, event)
    return after
