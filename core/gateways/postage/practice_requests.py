"""What the practice provider knows of a paid request, by its key: this is what makes the same key safe to repeat."""

import hashlib
import json
import sqlite3
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import Enum

from core.clock import utc_text
from core.gateways.postage.practice_faults import Operation
from core.money import Money
from core.purchases.port import FundRequest, GatewayRefused, LabelRequest


class RequestState(Enum):
    """How far a paid request has come."""

    DONE = "done"
    PROCESSING = "processing"  # accepted under the provider's own id; nothing charged yet
    LATE = "late"  # still on its way: a look-up does not see it yet
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class PaidRequest:
    """A row of the provider's request book.

    Attributes:
        key: The caller's key.
        operation: Which request.
        fingerprint: Hash over all of the request but its key.
        wallet: Wallet id.
        amount: What it moves when it is done.
        ref: The provider's id of the transaction.
        state: How far it has come.
        ends_refused: Whether processing ends in a refusal.
        asks_left: Look-ups that find nothing new before it ends.
        reason: Of a refusal.
        detail: Of a refusal.
    """

    key: str
    operation: Operation
    fingerprint: str
    wallet: str
    amount: Money
    ref: str
    state: RequestState
    ends_refused: bool = False
    asks_left: int = 0
    reason: str = ""
    detail: str = ""

    def refusal(self) -> GatewayRefused:
        """The refusal, word for word as it was given at first."""
        return GatewayRefused(reason=self.reason, detail=self.detail)


def fingerprint(request: LabelRequest | FundRequest) -> str:
    """Equal for requests that ask for the same thing, whatever their keys."""
    tree = asdict(request)
    tree.pop("key")
    return hashlib.sha256(json.dumps(tree, sort_keys=True).encode()).hexdigest()


def keep(db: sqlite3.Connection, request: PaidRequest, at: datetime) -> None:
    """Write a request into the book, once."""
    db.execute(
        "insert into request (key, operation, fingerprint, wallet, amount_minor, currency, ref, state, ends_refused, "
        "asks_left, reason, detail, at) values (:key, :operation, :fingerprint, :wallet, :amount, :currency, :ref, "
        ":state, :ends_refused, :asks_left, :reason, :detail, :at)",
        {
            "key": request.key,
            "operation": request.operation.value,
            "fingerprint": request.fingerprint,
            "wallet": request.wallet,
            "amount": request.amount.minor,
            "currency": request.amount.currency,
            "ref": request.ref,
            "state": request.state.value,
            "ends_refused": int(request.ends_refused),
            "asks_left": request.asks_left,
            "reason": request.reason,
            "detail": request.detail,
            "at": utc_text(at),
        },
    )


def find(db: sqlite3.Connection, key: str) -> PaidRequest | None:
    """What is known of a key."""
    row = db.execute("select * from request where key = :key", {"key": key}).fetchone()
    if row is None:
        return None
    return PaidRequest(
        key=str(row["key"]),
        operation=Operation(row["operation"]),
        fingerprint=str(row["fingerprint"]),
        wallet=str(row["wallet"]),
        amount=Money(int(row["amount_minor"]), str(row["currency"])),
        ref=str(row["ref"]),
        state=RequestState(row["state"]),
        ends_refused=bool(row["ends_refused"]),
        asks_left=int(row["asks_left"]),
        reason=str(row["reason"]),
        detail=str(row["detail"]),
    )


def count_ask(db: sqlite3.Connection, key: str) -> None:
    """One look-up found nothing new."""
    db.execute("update request set asks_left = asks_left - 1 where key = :key", {"key": key})


def finish(db: sqlite3.Connection, key: str, refusal: GatewayRefused | None) -> None:
    """End an open request: done, or refused."""
    fields = refusal.fields if refusal else {}
    db.execute(
        "update request set state = :state, asks_left = 0, reason = :reason, detail = :detail where key = :key",
        {
            "state": (RequestState.REFUSED if refusal else RequestState.DONE).value,
            "reason": str(fields.get("reason", "")),
            "detail": str(fields.get("detail", "")),
            "key": key,
        },
    )
