"""Selling labels at the practice provider: priced, charged, numbered, drawn and stored in one transaction."""

from dataclasses import replace

from core.carriers.catalogue import Catalogue
from core.carriers.model import Carrier, Service
from core.gateways.postage import practice_books as books
from core.gateways.postage.practice_books import Charge, ChargeKind, Posting
from core.gateways.postage.practice_desk import PaidDesk
from core.gateways.postage.practice_drawing import draw, tracking_number
from core.gateways.postage.practice_faults import Fault, FaultKind, Operation
from core.gateways.postage.practice_file import next_number, next_ref
from core.gateways.postage.practice_labels import PracticeLabel, keep_label, label_by_ref
from core.gateways.postage.practice_rates import PracticeRates
from core.gateways.postage.practice_requests import PaidRequest, RequestState, fingerprint
from core.gateways.postage.practice_serving import Visit
from core.labels.codec import to_json
from core.money import Money, zero
from core.purchases.port import Bought, GatewayRefused, LabelRequest, Processing, Quotes

_TRIES = 10


class LabelDesk(PaidDesk[Bought]):
    """Labels are sold here."""

    operation = Operation.BUY_LABEL
    refused_later = "carrier-refused"

    def __init__(self, catalogue: Catalogue, rates: PracticeRates) -> None:
        self._catalogue = catalogue
        self._rates = rates

    def buy(self, visit: Visit, request: LabelRequest) -> Bought | Processing | GatewayRefused:
        """Sell a label, once per key; the same request again has the same answer."""
        known = self.repeated(visit, request)
        if known is not None:
            return known
        books.open_account(visit.db, request.wallet, request.price.currency, visit.at)
        price = _drifted(visit, self._rates.price(request))
        paid = PaidRequest(
            key=request.key,
            operation=self.operation,
            fingerprint=fingerprint(request),
            wallet=request.wallet,
            amount=zero(request.price.currency) if isinstance(price, GatewayRefused) else price,
            ref=next_ref(visit.db),
            state=RequestState.DONE,
        )
        refusal = price if isinstance(price, GatewayRefused) else self.objection(visit, paid)
        refusal = refusal or self._make(visit, request, paid)
        answer = self.open(visit, paid, refusal)
        if visit.has(FaultKind.DUPLICATE_LABEL) and isinstance(answer, Bought):
            self._sell_again(visit, request, paid)
        return answer

    def objection(self, visit: Visit, request: PaidRequest) -> GatewayRefused | None:
        """The account must hold the price."""
        balance = books.balance_of(visit.db, request.wallet, request.amount.currency)
        if balance < request.amount:
            return GatewayRefused(reason="insufficient-funds", detail=str(balance))
        return None

    def complete(self, visit: Visit, request: PaidRequest) -> Bought:
        """Charge the account for a label that is made."""
        label = _made(visit, request)
        posting = Posting(
            kind=ChargeKind.LABEL,
            wallet=label.wallet,
            amount=-label.price,
            key=label.key,
            ref=label.ref,
            label_ref=label.ref,
            tracking=label.tracking,
        )
        return _bought(label, books.post(visit.db, posting, visit.at))

    def answer(self, visit: Visit, request: PaidRequest) -> Bought:
        """What the label and its entry say."""
        return _bought(_made(visit, request), books.entry_by_ref(visit.db, request.ref))

    def _make(self, visit: Visit, request: LabelRequest, paid: PaidRequest) -> GatewayRefused | None:
        """Number and draw a label and store it, unpaid as yet; or say why that cannot be done."""
        carrier = self._catalogue.get(request.carrier)
        service = self._catalogue.service(request.carrier, request.service_code)
        tracking = _mint(visit, carrier, service, request.ship_from.country)
        if tracking is None:
            return GatewayRefused(reason="numbers-exhausted", detail=carrier.code)
        keep_label(
            visit.db,
            PracticeLabel(
                ref=paid.ref,
                key=paid.key,
                wallet=paid.wallet,
                carrier=carrier.code,
                service_code=service.code,
                tracking=tracking,
                price=paid.amount,
                ship_day=request.ship_day,
                made_at=visit.at,
                drawing=to_json(draw(request, carrier, service, tracking)),
                reference=request.reference,
            ),
        )
        return None

    def _sell_again(self, visit: Visit, request: LabelRequest, paid: PaidRequest) -> None:
        """The scripted mistake: a second label and a second charge that nobody asked for."""
        twin = replace(paid, ref=next_ref(visit.db))
        if self.objection(visit, twin) is None and self._make(visit, request, twin) is None:
            self.complete(visit, twin)


def _made(visit: Visit, request: PaidRequest) -> PracticeLabel:
    label = label_by_ref(visit.db, request.ref)
    assert label is not None, f"no label {request.ref}"
    return label


def _bought(label: PracticeLabel, charge: Charge) -> Bought:
    return Bought(label.ref, label.tracking, label.price, label.document(), charge.balance_after)


def _drifted(visit: Visit, price: Money | GatewayRefused) -> Money | GatewayRefused:
    return price if isinstance(price, GatewayRefused) else _moved(price, visit.fault)


def drifted_quotes(quotes: Quotes, fault: Fault | None) -> Quotes:
    """The quotes of a request, moved where its fault moves prices."""
    return replace(quotes, rates=tuple(replace(rate, price=_moved(rate.price, fault)) for rate in quotes.rates))


def _moved(price: Money, fault: Fault | None) -> Money:
    if fault is None or fault.kind is not FaultKind.PRICE_DRIFT:
        return price
    return Money(max(1, price.minor + fault.cents), price.currency)


def _mint(visit: Visit, carrier: Carrier, service: Service, country: str) -> str | None:
    """The carrier's next number; some counts make none, so a few are tried. None when the scheme is used up."""
    for _ in range(_TRIES):
        number = tracking_number(carrier, service, next_number(visit.db, f"tracking {carrier.code}"), country)
        if number is not None:
            return number
    return None
