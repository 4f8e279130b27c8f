"""What stands beside the lines of a statement, read at one moment."""

from dataclasses import dataclass

from core.accounts.records import Wallet
from core.ledger.accounts import refund_due
from core.ledger.balances import balances_of
from core.ledger.entries import head
from core.money import Money
from core.purchases.rules import TO_ASK
from core.purchases.store import Purchase, in_states
from core.store.database import Query
from core.wallet.service import WalletView, view


@dataclass(frozen=True, slots=True)
class Standing:
    """How the wallet stands when a statement is made.

    Attributes:
        view: The three balances.
        unsettled: Purchases whose outcome is being looked up.
        refunds_due: Carrier code and what is due from it.
        head: Number and hash of the last entry.
    """

    view: WalletView
    unsettled: tuple[Purchase, ...]
    refunds_due: tuple[tuple[str, Money], ...]
    head: tuple[int, str]


def standing(q: Query, wallet: Wallet) -> Standing:
    """Read it."""
    due = ((code, balances_of(q, refund_due(wallet.id, code, wallet.currency)).booked) for code in wallet.carriers)
    return Standing(
        view=view(q, wallet),
        unsettled=tuple(one for one in in_states(q, TO_ASK) if one.wallet == wallet.id),
        refunds_due=tuple((code, amount) for code, amount in due if amount.minor),
        head=head(q),
    )
