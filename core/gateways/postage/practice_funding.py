"""Adding money at the practice provider, with the rules of facts/gateways 4.3.

Multiples of 10.00 are the station's own rule, not the provider's (facts/gateways 0.7), so they are not asked here.
"""

from core.gateways.postage import practice_books as books
from core.gateways.postage.practice_books import AccountState, ChargeKind, Posting
from core.gateways.postage.practice_desk import PaidDesk
from core.gateways.postage.practice_faults import FaultKind, Operation
from core.gateways.postage.practice_file import next_ref
from core.gateways.postage.practice_requests import PaidRequest, RequestState, fingerprint
from core.gateways.postage.practice_serving import Visit
from core.money import MINOR_DIGITS, Money
from core.purchases.port import Funded, FundRequest, GatewayRefused, Processing

MIN_WHOLE = 10
MAX_WHOLE = 10_000
MAX_BALANCE_WHOLE = 10_000


class FundingDesk(PaidDesk[Funded]):
    """Funds are added here."""

    operation = Operation.ADD_FUNDS
    refused_later = "declined"

    def fund(self, visit: Visit, request: FundRequest) -> Funded | Processing | GatewayRefused:
        """Add money, once per key; the same request again has the same answer."""
        known = self.repeated(visit, request)
        if known is not None:
            return known
        books.open_account(visit.db, request.wallet, request.amount.currency, visit.at)
        paid = PaidRequest(
            key=request.key,
            operation=self.operation,
            fingerprint=fingerprint(request),
            wallet=request.wallet,
            amount=request.amount,
            ref=next_ref(visit.db),
            state=RequestState.DONE,
        )
        return self.open(visit, paid, _declined(visit, request))

    def objection(self, visit: Visit, request: PaidRequest) -> GatewayRefused | None:
        """The provider's limits: at least 10.00, at most 10,000.00 at once, at most 10,000.00 in the account."""
        amount = request.amount
        least, most, ceiling = (
            Money(whole * 10 ** MINOR_DIGITS.get(amount.currency, 2), amount.currency)
            for whole in (MIN_WHOLE, MAX_WHOLE, MAX_BALANCE_WHOLE)
        )
        if amount < least:
            return GatewayRefused(reason="below-minimum", detail=str(least))
        if amount > most:
            return GatewayRefused(reason="above-maximum", detail=str(most))
        if books.balance_of(visit.db, request.wallet, amount.currency) + amount > ceiling:
            return GatewayRefused(reason="balance-limit", detail=str(ceiling))
        return None

    def complete(self, visit: Visit, request: PaidRequest) -> Funded:
        """Credit the account; a payment that came through also clears its payment problem."""
        posting = Posting(ChargeKind.FUNDING, request.wallet, request.amount, request.key, request.ref)
        books.post(visit.db, posting, visit.at)
        books.set_state(visit.db, request.wallet, request.amount.currency, AccountState.OK)
        return self.answer(visit, request)

    def answer(self, visit: Visit, request: PaidRequest) -> Funded:
        """What the entry says."""
        entry = books.entry_by_ref(visit.db, request.ref)
        return Funded(provider_ref=request.ref, amount=entry.amount, balance_after=entry.balance_after)


def _declined(visit: Visit, request: FundRequest) -> GatewayRefused | None:
    """The card's answer, and the mark that it leaves on the account (facts/gateways 4.1, 4.3)."""
    wallet, currency = request.wallet, request.amount.currency
    if visit.has(FaultKind.DECLINED):
        books.set_state(visit.db, wallet, currency, AccountState.PAYMENT_PROBLEM)
        return GatewayRefused(reason="declined", detail="Payment Processing Error")
    if visit.has(FaultKind.FUNDING_LIMIT):
        books.set_state(visit.db, wallet, currency, AccountState.VERIFICATION)
        return GatewayRefused(reason="funding-limit", detail="Funding Limit Reached")
    return None
