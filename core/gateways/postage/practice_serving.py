"""One request at the practice provider: counted, met by its fault, served in one transaction, answered or not."""

import os
import signal
import sqlite3
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from core.clock import Clock
from core.gateways.postage.practice_faults import Fault, FaultKind, FaultScript, Operation
from core.gateways.postage.practice_file import PracticeFile, committed
from core.purchases.port import GatewayUnavailable, GatewayUnknown

Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Visit:
    """What a request is served with.

    Attributes:
        db: The provider's file, inside the request's transaction.
        at: The moment, one for the whole request.
        fault: What goes wrong with it, or None.
    """

    db: sqlite3.Connection
    at: datetime
    fault: Fault | None = None

    def has(self, kind: FaultKind) -> bool:
        """Whether this fault meets the request."""
        return self.fault is not None and self.fault.kind is kind


class Counter:
    """The provider's counter desk: every request passes here, one at a time."""

    def __init__(self, file: PracticeFile, clock: Clock, script: FaultScript) -> None:
        self._file = file
        self._clock = clock
        self._script = script

    def serve(self, operation: Operation, names: tuple[str, ...], work: Callable[[Visit], Answer]) -> Answer:
        """Serve one request of the port.

        A fault's use is counted in a commit of its own before it strikes, so that it does not strike for ever.

        Args:
            operation: Which.
            names: What a fault may name the request by; empty texts name nothing.
            work: The request itself; what it writes is one durable transaction, whatever it answers.

        Raises:
            GatewayUnavailable: Nothing was done.
            GatewayUnknown: The answer is lost; whether it was done is the fault's business.
        """
        with self._file.session() as db:
            at = self._clock.now()
            with committed(db):
                fault = self._arrive(db, operation, tuple(name for name in names if name))
                if fault is None:
                    return work(Visit(db, at))
            _before(fault.kind)
            with committed(db):
                answer = work(Visit(db, at, fault))
                if fault.kind is FaultKind.CRASH_BEFORE_COMMIT:
                    _die()
        _after(fault.kind)
        return answer

    def serve_free(
        self, operation: Operation, names: tuple[str, ...], work: Callable[[Fault | None], Answer]
    ) -> Answer:
        """Serve a request that costs nothing and keeps nothing; it is counted only where the script has faults for it.

        Raises:
            GatewayUnavailable, GatewayUnknown: As `serve`.
        """
        if not any(fault.operation is operation for fault in self._script.faults):
            return work(None)
        return self.serve(operation, names, lambda visit: work(visit.fault))

    def duty(self, work: Callable[[sqlite3.Connection], Answer]) -> Answer:
        """Do the provider's own work, which is no request and meets no fault: refunds, adjustments, listings."""
        with self._file.session() as db, committed(db):
            return work(db)

    def _arrive(self, db: sqlite3.Connection, operation: Operation, names: tuple[str, ...]) -> Fault | None:
        row = db.execute(
            "insert into fault_call (operation, calls) values (:operation, 1) "
            "on conflict (operation) do update set calls = fault_call.calls + 1 returning calls",
            {"operation": operation.value},
        ).fetchone()
        uses = {str(r["fault"]): int(r["uses"]) for r in db.execute("select fault, uses from fault_use")}
        fault = self._script.meet(operation, names, int(row[0]), uses)
        if fault:
            db.execute(
                "insert into fault_use (fault, uses) values (:fault, 1) "
                "on conflict (fault) do update set uses = fault_use.uses + 1",
                {"fault": fault.name},
            )
        return fault


def calls_of(db: sqlite3.Connection, operation: Operation) -> int:
    """How many requests of an operation have arrived in the life of the file."""
    row = db.execute("select calls from fault_call where operation = :o", {"o": operation.value}).fetchone()
    return 0 if row is None else int(row[0])


def uses_of(db: sqlite3.Connection, fault: Fault) -> int:
    """How many requests a fault has met."""
    row = db.execute("select uses from fault_use where fault = :fault", {"fault": fault.name}).fetchone()
    return 0 if row is None else int(row[0])


_LOST_ANSWERS: Mapping[FaultKind, str] = {
    FaultKind.DROP_AFTER_COMMIT: "connection-lost",
    FaultKind.LATE_SUCCESS: "connection-lost",
    FaultKind.ERROR_500_AFTER_COMMIT: "server-error",
    FaultKind.TRUNCATED_ANSWER: "unreadable-answer",
}


def _before(kind: FaultKind) -> None:
    """What happens instead of the work, if anything."""
    if kind in (FaultKind.NOT_SENT, FaultKind.RATE_LIMITED):
        raise GatewayUnavailable(reason=kind.value)
    if kind is FaultKind.DROP_BEFORE_COMMIT:
        raise GatewayUnknown(reason="connection-lost")  # a caller cannot tell it from a drop after the commit


def _after(kind: FaultKind) -> None:
    """What happens to the answer, if anything."""
    if kind in _LOST_ANSWERS:
        raise GatewayUnknown(reason=_LOST_ANSWERS[kind])
    if kind is FaultKind.CRASH_AFTER_COMMIT:
        _die()


def _die() -> None:
    """End this process as `kill -9` and a power cut do: no handler, no clean-up, no last word."""
    if sys.platform == "win32":
        os.abort()
    else:
        os.kill(os.getpid(), signal.SIGKILL)
