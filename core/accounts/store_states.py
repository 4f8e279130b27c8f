"""SQL of wallet states and freezes."""

from core.accounts.rules_states import Freeze, FreezeCause, WalletEvent, WalletState, move_wallet
from core.clock import utc_text
from core.context import Desk
from core.store.database import Query, Tx
from core.store.history import record_move
from core.topics import Topic


def change_wallet(tx: Tx, desk: Desk, wallet_id: str, event: WalletEvent, reason: str = "") -> WalletState:
    """Move a wallet's state and write its history."""
    before = WalletState(str(tx.value("select state from wallet where id = :id", {"id": wallet_id})))
    after = move_wallet(before, event)
    tx.run("update wallet set state = :state where id = :id", {"state": after.value, "id": wallet_id})
    record_move(
        tx, desk, "wallet", wallet_id, old=before.value, event=event.value, new=after.value, reason=reason
    )  # fmt: skip
    tx.touch(Topic.WALLET, Topic.SETUP)
    return after


def freeze_of(q: Query, wallet_id: str) -> Freeze | None:
    """The oldest freeze of a wallet that is not lifted."""
    row = q.one(
        "select * from wallet_freeze where wallet = :wallet and id not in (select freeze from wallet_freeze_end) "
        "order by id limit 1",
        {"wallet": wallet_id},
    )
    if row is None:
        return None
    return Freeze(row["id"], row["wallet"], FreezeCause(row["cause"]), row["reason"], row["at"], row["actor"])


def insert_freeze(tx: Tx, desk: Desk, wallet_id: str, cause: FreezeCause, reason: str) -> str:
    """Freeze a wallet; returns the freeze's id."""
    freeze = desk.ids.new()
    tx.run(
        "insert into wallet_freeze (id, wallet, cause, reason, at, actor, station) "
        "values (:id, :wallet, :cause, :reason, :at, :actor, :station)",
        {
            "id": freeze, "wallet": wallet_id, "cause": cause.value, "reason": reason,
            "at": utc_text(desk.clock.now()), "actor": desk.actor.operator, "station": desk.actor.station,
        },
    )  # fmt: skip
    tx.touch(Topic.WALLET)
    return freeze


def end_freeze(tx: Tx, desk: Desk, freeze: str, reason: str) -> None:
    """Lift a freeze, once: its end's key is the freeze itself."""
    tx.run(
        "insert into wallet_freeze_end (freeze, reason, at, actor, station) "
        "values (:freeze, :reason, :at, :actor, :station)",
        {
            "freeze": freeze, "reason": reason, "at": utc_text(desk.clock.now()), "actor": desk.actor.operator,
            "station": desk.actor.station,
        },
    )  # fmt: skip
    tx.touch(Topic.WALLET)
