"""The one way of a paid request at the practice provider, for labels and for funds: kept by key, ended once."""

from abc import ABC, abstractmethod
from dataclasses import replace
from typing import Generic, TypeVar

from core.gateways.postage import practice_requests as requests
from core.gateways.postage.practice_faults import Fault, FaultKind, Operation
from core.gateways.postage.practice_requests import PaidRequest, RequestState
from core.gateways.postage.practice_serving import Visit
from core.purchases.port import Absent, CannotTell, FundRequest, GatewayRefused, LabelRequest, Processing

Done = TypeVar("Done")


class PaidDesk(ABC, Generic[Done]):
    """Requests of one operation; subclasses know what they cost and what they give."""

    operation: Operation
    refused_later = ""  # the reason of processing-then-refused, where the script names none

    @abstractmethod
    def objection(self, visit: Visit, request: PaidRequest) -> GatewayRefused | None:
        """Why the money cannot move now, or None; asked at the start and again when processing ends."""

    @abstractmethod
    def complete(self, visit: Visit, request: PaidRequest) -> Done:
        """Move the money, once."""

    @abstractmethod
    def answer(self, visit: Visit, request: PaidRequest) -> Done:
        """The answer of a request that was completed before; always the same."""

    def repeated(self, visit: Visit, request: LabelRequest | FundRequest) -> Done | Processing | GatewayRefused | None:
        """The answer to a key that is known already; None for a new one."""
        known = requests.find(visit.db, request.key)
        if known is None:
            return None
        if known.operation is not self.operation or known.fingerprint != requests.fingerprint(request):
            return GatewayRefused(reason="key-reused", detail="")
        return self._standing(visit, known)

    def open(
        self, visit: Visit, request: PaidRequest, refusal: GatewayRefused | None
    ) -> Done | Processing | GatewayRefused:
        """Take a new request in: refuse it, end it at once, or let it wait as its fault says."""
        refusal = refusal or self.objection(visit, request)
        kept = _as_met(request, visit.fault, self.refused_later)
        if refusal or kept.state is RequestState.DONE:
            requests.keep(visit.db, replace(kept, state=RequestState.DONE), visit.at)
            return self._end(visit, kept, refusal)
        requests.keep(visit.db, kept, visit.at)
        return Processing(kept.ref)

    def find(self, visit: Visit, wallet: str, key: str) -> Done | Processing | GatewayRefused | Absent | CannotTell:
        """What became of a request; an open one comes one look-up nearer to its end."""
        known = requests.find(visit.db, key)
        if known is None:
            return Absent(settled=True)
        if known.operation is not self.operation or known.wallet != wallet:
            return CannotTell(reason="other-request")
        if known.state in (RequestState.DONE, RequestState.REFUSED):
            return self._standing(visit, known)
        if known.asks_left > 0:
            requests.count_ask(visit.db, key)
            return Absent(settled=False) if known.state is RequestState.LATE else Processing(known.ref)
        refusal = known.refusal() if known.ends_refused else self.objection(visit, known)
        return self._end(visit, known, refusal)

    def _end(self, visit: Visit, request: PaidRequest, refusal: GatewayRefused | None) -> Done | GatewayRefused:
        requests.finish(visit.db, request.key, refusal)
        return refusal or self.complete(visit, request)

    def _standing(self, visit: Visit, known: PaidRequest) -> Done | Processing | GatewayRefused:
        if known.state is RequestState.DONE:
            return self.answer(visit, known)
        return known.refusal() if known.state is RequestState.REFUSED else Processing(known.ref)


def _as_met(request: PaidRequest, fault: Fault | None, refused_later: str) -> PaidRequest:
    """The request as its fault makes it wait."""
    if fault is None:
        return request
    if fault.kind is FaultKind.LATE_SUCCESS:
        return replace(request, state=RequestState.LATE, asks_left=fault.count)
    if fault.kind is FaultKind.PROCESSING_THEN_DONE:
        return replace(request, state=RequestState.PROCESSING, asks_left=fault.count)
    if fault.kind is FaultKind.PROCESSING_THEN_REFUSED:
        reason = fault.reason or refused_later
        return replace(request, state=RequestState.PROCESSING, asks_left=fault.count, ends_refused=True, reason=reason)
    return request
