"""The practice provider: offline, deterministic, with its own durable file, all carriers' rules and scripted faults.

It keeps its own books in ``practice.db``, apart from the station's: "the provider said yes and we died" is real here,
and after any accident the two can be compared cent by cent. It knows carriers and labels, and nothing of our ledger,
wallets or store. No label that it sells is postage: each says SAMPLE on its face.
"""

import sqlite3
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from core.carriers.catalogue import load_catalogue
from core.clock import Clock
from core.errors import NotFound
from core.gateways.postage import practice_books as books
from core.gateways.postage.practice_books import Charge
from core.gateways.postage.practice_faults import Fault, FaultKind, FaultScript, Operation, script_of
from core.gateways.postage.practice_file import PracticeFile
from core.gateways.postage.practice_funding import FundingDesk
from core.gateways.postage.practice_listing import sales
from core.gateways.postage.practice_rates import PracticeRates
from core.gateways.postage.practice_sales import LabelDesk, drifted_quotes
from core.gateways.postage.practice_serving import Counter, Visit, calls_of, uses_of
from core.gateways.postage.practice_voids import VoidDesk, adjust, after_sales, refuse_refund, settle
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
)
from core.purchases.sales import Sale


class PracticeGateway:
    """The postage gateway of a practice directory.

    Safe to use from several threads and processes on one directory: requests are served one at a time, in the order
    in which they get hold of ``practice.lock``. Nothing stays open between two requests.
    """

    def __init__(self, directory: Path, clock: Clock, zone: ZoneInfo, faults: FaultScript | None = None) -> None:
        """Open the practice provider of a data directory.

        Args:
            directory: The data directory; it must exist.
            clock: Where the time comes from; read once for each request.
            zone: The station's zone, in which void windows end with the day.
            faults: What goes wrong; None takes the script that lies in the directory, if there is one.

        Raises:
            FaultScriptUnreadable: The script in the directory is not one.
        """
        self._clock = clock
        self._counter = Counter(PracticeFile(directory), clock, script_of(directory) if faults is None else faults)
        catalogue, _problems = load_catalogue(directory)
        self._rates = PracticeRates(catalogue)
        self._labels = LabelDesk(catalogue, self._rates)
        self._funds = FundingDesk()
        self._voids = VoidDesk(catalogue, zone)

    @property
    def kind(self) -> str:
        """``practice``."""
        return "practice"

    def capabilities(self) -> Capabilities:
        """Everything, with play money."""
        return Capabilities(funds_by_api=True, sells_labels=True, voids=True, quotes=True, statement=True)

    def reading(self, wallet: str, currency: str) -> Reading:
        """The provider's balance now; an account opens at its first use, at 0.00."""

        def work(visit: Visit) -> Reading:
            books.open_account(visit.db, wallet, currency, visit.at)
            settle(visit.db, visit.at)
            missing = visit.fault.count if visit.fault and visit.has(FaultKind.LAG) else 0
            return books.read_account(visit.db, wallet, currency, visit.at, missing=missing)

        return self._counter.serve(Operation.READING, (wallet,), work)

    def quote(self, request: QuoteRequest) -> Quotes:
        """Prices from the practice rate card, cheapest first; all from ``practice``, never called live."""

        def work(fault: Fault | None) -> Quotes:
            return drifted_quotes(self._rates.quotes(request), fault)

        return self._counter.serve_free(Operation.QUOTE, request.carriers, work)

    def prepare_label(self, request: LabelRequest) -> Draft:
        """A draft reference; it follows from the key, so that asking again changes nothing. It names no price."""
        names = (request.key, request.reference)
        made = Draft(f"PRACTICE-DRAFT-{request.key}", None)
        return self._counter.serve_free(Operation.PREPARE_LABEL, names, lambda _fault: made)

    def buy_label(self, request: LabelRequest) -> Bought | Processing:
        """Sell a label, once per key.

        Raises:
            GatewayRefused: With ``reason`` ``insufficient-funds``, ``key-reused`` (the key came with another request
                before), ``carrier-refused`` or a `NoRate` code.
        """
        names = (request.key, request.reference)
        answer = self._counter.serve(Operation.BUY_LABEL, names, lambda visit: self._labels.buy(visit, request))
        if isinstance(answer, GatewayRefused):
            raise answer
        return answer

    def find_label(self, wallet: str, key: str) -> Bought | Processing | GatewayRefused | Absent | CannotTell:
        """What became of a label's purchase; `Absent` is settled unless the provider says otherwise."""
        try:
            return self._counter.serve(
                Operation.FIND_LABEL, (key,), lambda visit: self._labels.find(visit, wallet, key)
            )
        except (GatewayUnavailable, GatewayUnknown) as error:
            return CannotTell(reason=str(error.fields["reason"]))

    def add_funds(self, request: FundRequest) -> Funded | Processing:
        """Add play money, once per key.

        Raises:
            GatewayRefused: With ``reason`` ``below-minimum``, ``above-maximum``, ``balance-limit``, ``declined``,
                ``funding-limit`` (the provider wants the holder verified) or ``key-reused``.
        """
        answer = self._counter.serve(
            Operation.ADD_FUNDS, (request.key,), lambda visit: self._funds.fund(visit, request)
        )
        if isinstance(answer, GatewayRefused):
            raise answer
        return answer

    def find_funding(self, wallet: str, key: str) -> Funded | Processing | GatewayRefused | Absent | CannotTell:
        """What became of a funding."""
        try:
            return self._counter.serve(
                Operation.FIND_FUNDING, (key,), lambda visit: self._funds.find(visit, wallet, key)
            )
        except (GatewayUnavailable, GatewayUnknown) as error:
            return CannotTell(reason=str(error.fields["reason"]))

    def void_label(self, request: VoidRequest) -> VoidAnswer:
        """Void a label under its carrier's rule; a label that is void already gets the answer that it got first."""
        names = (request.key, request.label_ref)
        return self._counter.serve(Operation.VOID_LABEL, names, lambda visit: self._voids.void(visit, request))

    def after_sales(self, wallet: str, currency: str, since: datetime | None) -> tuple[AfterSale, ...]:
        """Refunds, refused refunds and adjustments; what has come due by now is credited first."""

        def work(visit: Visit) -> tuple[AfterSale, ...]:
            settle(visit.db, visit.at)
            return after_sales(visit.db, wallet, currency, since)

        return self._counter.serve(Operation.AFTER_SALES, (wallet,), work)

    def list_sales(self, wallet: str, currency: str, since: datetime) -> tuple[Sale, ...]:
        """Everything that was paid from `since` on: what the station's books are compared with after a restore."""
        return self._counter.duty(lambda db: sales(db, wallet, currency, since))

    # What follows is not of the port: the practice provider's own duties, and what a witness may ask of it.

    def settle_refunds(self, now: datetime) -> list[Charge]:
        """Credit the refunds that have come due by `now`, oldest first; a second call credits nothing again.

        Every reading and every statement does it too, for the moment at which it is asked.
        """
        return self._counter.duty(lambda db: settle(db, now))

    def refuse_refund(self, label_ref: str, reason: str) -> None:
        """Say no to a refund that was accepted and is not credited yet.

        Raises:
            NotFound: No such refund is to come.
        """
        at = self._clock.now()
        self._counter.duty(lambda db: refuse_refund(db, label_ref, reason, at))

    def post_adjustment(self, label_ref: str, amount: Money, reason: str) -> Charge:
        """Correct a paid label's price later, as a carrier does after measuring the parcel.

        Args:
            label_ref: The provider's id of the label.
            amount: The effect on the balance: negative takes money, and may take the account below zero.
            reason: The carrier's words.

        Raises:
            NotFound: No such paid label.
            CurrencyMismatch: The label was paid in another currency.
        """
        at = self._clock.now()
        return self._counter.duty(lambda db: adjust(db, label_ref, amount, reason, at))

    def transactions(self, since: datetime) -> list[Charge]:
        """The statement: every entry from `since` on, in the order in which they were made."""
        return self._counter.duty(lambda db: books.entries(db, since))

    def charges(self) -> list[Charge]:
        """Every entry there is: the witness that the station's books are compared with."""
        return self._counter.duty(books.entries)

    def balance(self, wallet: str, currency: str = "") -> Money:
        """The balance of an account, without opening it.

        Args:
            wallet: Wallet id.
            currency: Needed only where the wallet has accounts in several.

        Raises:
            NotFound: No such account, or several and no currency given.
        """

        def work(db: sqlite3.Connection) -> Money:
            held = books.currencies_of(db, wallet)
            wanted = currency or (held[0] if len(held) == 1 else "")
            if wanted not in held:
                raise NotFound(kind="practice-account", id=f"{wallet} {currency}".strip())
            return books.balance_of(db, wallet, wanted)

        return self._counter.duty(work)

    def calls(self, operation: Operation) -> int:
        """How many requests have arrived in the life of the file; quotes and drafts only where the script has them."""
        return self._counter.duty(lambda db: calls_of(db, operation))

    def fault_uses(self, fault: Fault) -> int:
        """How many requests a fault has met."""
        return self._counter.duty(lambda db: uses_of(db, fault))
