"""What the final statement of a wallet sums up."""

from core.accounts.store import get_wallet
from core.ledger.accounts import wallet_account
from core.money import Money
from core.store.database import Query
from core.wallet.store_readings import moved_since

_CLOSING = frozenset({"closing", "closing-undone"})


def life_sums(q: Query, wallet_id: str) -> list[tuple[str, Money, int]]:
    """``(kind, sum, how many)`` of everything that moved a wallet but its closing, in the order of first appearance.

    They add up to the whole rest that a closing asks back.
    """
    wallet = get_wallet(q, wallet_id)
    moved = moved_since(q, wallet_account(wallet_id, wallet.currency), "")
    return [one for one in moved if one[0] not in _CLOSING]
