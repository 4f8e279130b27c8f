"""Fakes over mocks: a provider in memory whose answers can be lost on purpose."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from core.address import Address
from core.labels.document import LabelDocument, Text
from core.money import Money
from core.purchases.after_sales import AfterSale
from core.purchases.port import (
    Absent,
    Bought,
    CannotTell,
    Capabilities,
    Draft,
    Funded,
    FundRequest,
    GatewayRefused,
    GatewayUnavailable,
    GatewayUnknown,
    LabelRequest,
    Processing,
    QuoteRequest,
    Quotes,
    Reading,
    VoidAnswer,
    VoidRequest,
    VoidState,
)
from core.units import Weight

HOME = Address(name="Desk", line1="500 Pine St", city="Burlington", region="VT", postal="05401", country="US")
AWAY = Address(name="Ana Núñez", line1="77 Ocean Dr", city="Miami Beach", region="FL", postal="33139", country="US")


@dataclass
class FakeGateway:
    """Keeps charges by key; `plan` says how each next money call goes.

    Plans: ``ok``, ``refused``, ``not-sent``, ``lost-before`` (nothing happened, the answer is lost), ``lost-after`` (it
    happened, the answer is lost), ``processing`` (finishes when it is asked for), ``late`` (the answer is lost, and it
    happens when `turn_up` is called).
    """

    balances: dict[str, int] = field(default_factory=dict)
    charges: dict[str, Bought | Funded | VoidAnswer] = field(default_factory=dict)
    pending: dict[str, Callable[[], Bought | Funded]] = field(default_factory=dict)
    said_no: dict[str, GatewayRefused] = field(default_factory=dict)
    late: dict[str, Callable[[], Bought | Funded]] = field(default_factory=dict)
    plan: list[str] = field(default_factory=list)
    asked_while: Callable[[], bool] = lambda: False
    blind: bool = False
    void_state: VoidState = VoidState.ACCEPTED
    calls: int = 0
    events: list[AfterSale] = field(default_factory=list)
    drafts: bool = False
    no_draft: Exception | None = None
    draft_price: Money | None = None
    funds_by_api: bool = True
    now: Callable[[], datetime] = lambda: datetime(2026, 11, 22, tzinfo=UTC)

    @property
    def kind(self) -> str:
        return "practice"

    def capabilities(self) -> Capabilities:
        return Capabilities(self.funds_by_api, True, True, True, drafts=self.drafts, statement=True)

    def reading(self, wallet: str, currency: str) -> Reading:
        money = Money(self.balances.get(wallet, 0), currency)
        return Reading(money, self.now(), Money(0, currency))

    def quote(self, request: QuoteRequest) -> Quotes:
        return Quotes((), ())

    def prepare_label(self, request: LabelRequest) -> Draft:
        assert not self.asked_while(), "a provider was called inside a transaction"
        if self.no_draft is not None:
            raise self.no_draft
        return Draft(f"draft-{request.key}", self.draft_price)

    def _next(self) -> str:
        assert not self.asked_while(), "a provider was called inside a transaction"
        self.calls += 1
        return self.plan.pop(0) if self.plan else "ok"

    def _go(self, key: str, act: Callable[[], Bought | Funded]) -> Bought | Funded | Processing:
        plan = self._next()
        if plan == "refused":
            raise GatewayRefused(reason="declined", detail="")
        if plan == "not-sent":
            raise GatewayUnavailable(reason="connect")
        if plan == "late":
            self.late[key] = act
        if plan in ("lost-before", "late"):
            raise GatewayUnknown(reason="timeout")
        if plan == "processing":
            self.pending[key] = act
            return Processing(f"ref-{key}")
        if key not in self.charges:
            self.charges[key] = act()
        if plan == "lost-after":
            raise GatewayUnknown(reason="timeout")
        done = self.charges[key]
        assert not isinstance(done, VoidAnswer)
        return done

    def buy_label(self, request: LabelRequest) -> Bought | Processing:
        def act() -> Bought:
            if self.balances.get(request.wallet, 0) < request.price.minor:
                raise GatewayRefused(reason="insufficient-funds", detail="")
            self.balances[request.wallet] -= request.price.minor
            left = Money(self.balances[request.wallet], request.price.currency)
            label = LabelDocument(101600, 152400, (Text(0, 0, 90000, 5000, "SAMPLE - NOT POSTAGE", 4000),))
            return Bought(f"ref-{request.key}", f"T{len(self.charges):08d}", request.price, label, left)

        answer = self._go(request.key, act)
        assert isinstance(answer, Bought | Processing)
        return answer

    def add_funds(self, request: FundRequest) -> Funded | Processing:
        def act() -> Funded:
            self.balances[request.wallet] = self.balances.get(request.wallet, 0) + request.amount.minor
            left = Money(self.balances[request.wallet], request.amount.currency)
            return Funded(f"ref-{request.key}", request.amount, left)

        answer = self._go(request.key, act)
        assert isinstance(answer, Funded | Processing)
        return answer

    def turn_up(self, key: str) -> None:
        """What nobody expected any more happens now."""
        self.charges[key] = self.late.pop(key)()

    def _find(self, key: str) -> Bought | Funded | VoidAnswer | GatewayRefused | Absent | CannotTell:
        if self.blind:
            return CannotTell("offline")
        if key in self.said_no:
            return self.said_no[key]
        if key in self.pending:
            try:
                self.charges[key] = self.pending.pop(key)()
            except GatewayRefused as refusal:
                self.said_no[key] = refusal
                return refusal
        return self.charges.get(key, Absent(settled=True))

    def find_label(self, wallet: str, key: str) -> Bought | Processing | GatewayRefused | Absent | CannotTell:
        found = self._find(key)
        assert isinstance(found, Bought | GatewayRefused | Absent | CannotTell)
        return found

    def find_funding(self, wallet: str, key: str) -> Funded | Processing | GatewayRefused | Absent | CannotTell:
        found = self._find(key)
        assert isinstance(found, Funded | GatewayRefused | Absent | CannotTell)
        return found

    def after_sales(self, wallet: str, currency: str, since: datetime | None) -> tuple[AfterSale, ...]:
        assert not self.asked_while(), "a provider was called inside a transaction"
        return tuple(event for event in self.events if since is None or event.at >= since)

    def void_label(self, request: VoidRequest) -> VoidAnswer:
        plan = self._next()
        if plan == "refused":
            return VoidAnswer(VoidState.REFUSED, "", None, "too-late")
        if plan in ("not-sent", "lost-before"):
            raise GatewayUnavailable(reason="connect") if plan == "not-sent" else GatewayUnknown(reason="timeout")
        if request.key not in self.charges:
            sold = next(
                c for c in self.charges.values() if isinstance(c, Bought) and c.provider_ref == request.label_ref
            )
            if self.void_state is VoidState.REFUNDED:
                self.balances[request.wallet] += sold.price.minor
            self.charges[request.key] = VoidAnswer(self.void_state, f"void-{request.key}", sold.price)
        if plan == "lost-after":
            raise GatewayUnknown(reason="timeout")
        answer = self.charges[request.key]
        assert isinstance(answer, VoidAnswer)
        return answer


def label_request(key: str, price: Money, wallet: str = "usd") -> LabelRequest:
    """A parcel that every fake sells."""
    return LabelRequest(
        key=key, wallet=wallet, carrier="usps", service_code="PRIORITY_MAIL", ship_from=HOME, ship_to=AWAY,
        weight=Weight(500_000), dims=None, ship_day="2026-11-22", reference="R1", price=price,
    )  # fmt: skip
