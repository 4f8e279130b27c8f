"""Our books and the practice provider's, compared from both sides, cent by cent."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from core.money import Money

if TYPE_CHECKING:
    from core.gateways.postage.practice_books import Charge
    from core.services import Services

# A claim on the provider, or its end: the provider pays a closed account out, and has no entry for our asking.
_CLAIMS = frozenset({"closing", "closing-undone"})
_KINDS = {"postage-purchase": "funding", "label": "label", "refund": "void-refund", "adjustment": "adjustment"}


@dataclass(frozen=True, slots=True)
class Movement:
    """Money that went into or out of a wallet.

    Attributes:
        wallet: Which.
        kind: ``funding``, ``label``, ``void-refund`` or ``adjustment``.
        key: The purchase that it belongs to.
        amount: Its effect on the wallet.
    """

    wallet: str
    kind: str
    key: str
    amount: Money


@dataclass(frozen=True, slots=True)
class Difference:
    """A movement that only one of the two books has; `ours` says which."""

    movement: Movement
    ours: bool


def differences(services: "Services") -> list[Difference]:
    """What the books do not agree on; nothing in a station that has no practice provider."""
    from core.gateways.postage.practice import PracticeGateway

    found: list[Difference] = []
    for gateway in services.gateways.values():
        if isinstance(gateway, PracticeGateway):
            found += compare(our_movements(services), their_movements(gateway.charges()))
    return found


def compare(ours: Iterable[Movement], theirs: Iterable[Movement]) -> list[Difference]:
    """Movements that stand in one book more often than in the other."""
    left, right = Counter(ours), Counter(theirs)
    return [
        *(Difference(movement, ours=True) for movement in (left - right).elements()),
        *(Difference(movement, ours=False) for movement in (right - left).elements()),
    ]


def their_movements(charges: "Iterable[Charge]") -> list[Movement]:
    """The provider's entries."""
    return [Movement(one.wallet, one.kind.value, one.key, one.amount) for one in charges if one.amount.minor]


def our_movements(services: "Services") -> list[Movement]:
    """The postings of our wallets, by the purchase that each belongs to."""
    from core.accounts.service import wallets
    from core.labels.store import get_label
    from core.wallet.service import all_transactions

    movements = []
    words: Counter[tuple[str, str, str]] = Counter()  # what stands on a person's word, less its corrections
    for wallet in services.read(wallets):
        for line in services.read(partial(all_transactions, wallet=wallet)):
            if line.kind in _CLAIMS:
                continue
            key = line.ref_id
            if line.ref_kind == "label":
                key = services.read(partial(get_label, label_id=line.ref_id)).purchase
            if line.kind in ("decided", "correction"):
                words[wallet.id, key, line.amount.currency] += line.amount.minor
                continue
            movements.append(Movement(wallet.id, _KINDS.get(line.kind, line.kind), key, line.amount))
    said = [Movement(wallet, "decided", key, Money(minor, cur)) for (wallet, key, cur), minor in words.items() if minor]
    return movements + said
