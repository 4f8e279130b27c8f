"""The evidence about a purchase whose outcome nobody knows, on one screen (facts/ledger 3.5, facts/gateways 1.4)."""

from dataclasses import dataclass
from enum import Enum

from core.clock import utc_text
from core.ledger.accounts import wallet_account
from core.money import Money, zero
from core.purchases import store as rows
from core.purchases.journal import Attempt, Decision, LookUp, attempts, decisions, look_ups
from core.purchases.port import Reading
from core.purchases.rules import TO_ASK, Kind
from core.purchases.store import Purchase
from core.store.database import Query
from core.wallet.store import reading_before, reading_since


class Hint(Enum):
    """What the provider's balance says about the purchase; never more than a hint."""

    CHARGED = "charged"
    NOT_CHARGED = "not-charged"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class Evidence:
    """All that is known of one purchase.

    Attributes:
        purchase: The request, in ids and codes, and where it stands.
        attempts: Each sending with its times.
        look_ups: Each question to the provider with its answer.
        decisions: What persons said.
        before: The provider's balance last read before it was sent, None where it never was.
        after: The newest one read since, None where there is none.
        moved: What the provider's balance moved by since, None where one of the two is missing.
        explained: What our books say moved it since, this purchase aside.
        lifetime_moved: What the provider's total of all spending moved by since.
        others_open: Other purchases of the wallet whose outcome nobody knows; they blur the balance.
        hint: What `moved` says.
    """

    purchase: Purchase
    attempts: tuple[Attempt, ...]
    look_ups: tuple[LookUp, ...]
    decisions: tuple[Decision, ...]
    before: Reading | None
    after: Reading | None
    moved: Money | None
    explained: Money
    lifetime_moved: Money | None
    others_open: int
    hint: Hint


def evidence_of(q: Query, purchase_id: str) -> Evidence:
    """The evidence about one purchase.

    Raises:
        NotFound: No such purchase.
    """
    purchase = rows.get(q, purchase_id)
    tried = attempts(q, purchase_id)
    sent_at = tried[0].sent_at if tried else purchase.made_at
    before = reading_before(q, purchase.wallet, sent_at)
    after = reading_since(q, purchase.wallet, sent_at)
    moved = after.balance - before.balance if before and after else None
    spent = after.lifetime_spent - before.lifetime_spent if before and after else None
    explained = _booked_between(q, purchase, before, after) if before and after else None
    others = sum(p.wallet == purchase.wallet and p.id != purchase_id for p in rows.in_states(q, TO_ASK))
    return Evidence(
        purchase=purchase, attempts=tuple(tried), look_ups=tuple(look_ups(q, purchase_id)),
        decisions=tuple(decisions(q, purchase_id)), before=before, after=after, moved=moved,
        explained=explained or zero(purchase.amount.currency), lifetime_moved=spent, others_open=others,
        hint=hint_of(purchase, moved, explained, others),
    )  # fmt: skip


def hint_of(purchase: Purchase, moved: Money | None, explained: Money | None, others_open: int) -> Hint:
    """What is left of the movement when what we know is taken off: the purchase, nothing, or something else."""
    if moved is None or explained is None or others_open or purchase.kind is Kind.VOID:
        return Hint.UNCLEAR
    left = moved - explained
    effect = purchase.amount if purchase.kind is Kind.FUNDING else -purchase.amount
    if left == effect and effect.minor:
        return Hint.CHARGED
    return Hint.NOT_CHARGED if left.minor == 0 else Hint.UNCLEAR


def _booked_between(q: Query, purchase: Purchase, before: Reading, after: Reading) -> Money:
    account = wallet_account(purchase.wallet, purchase.amount.currency)
    minor = q.integer(
        "select sum(p.minor) from posting p join journal j on j.number = p.journal where p.account = :account "
        "and j.at > :start and j.at <= :end and not (j.ref_kind = 'purchase' and j.ref_id = :id)",
        {
            "account": account.code, "start": utc_text(before.as_of), "end": utc_text(after.as_of), "id": purchase.id,
        },
    )  # fmt: skip
    return Money(minor, purchase.amount.currency)
