"""Readings without Qt: take one, add one by hand, explain what differs, name what was explained (M4)."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from core.accounts.store import get_wallet
from core.errors import BadText, StationError
from core.ledger.accounts import wallet_account
from core.ledger.lines import line_heads
from core.money import parse_money
from core.people.acts import Act
from core.people.records import Proofs
from core.services import Services
from core.wallet.rules_readings import ClearAs, Comparison, Explanation
from core.wallet.service import take_reading
from core.wallet.service_readings import (
    add_reading,
    book_opening,
    clear_explanation,
    explain_reading,
    in_suspense,
    is_reconciled,
    latest_comparison,
    readings,
)
from core.wallet.store_readings import list_explanations
from ui.file_access import FileUnusable, read_file
from ui.pages.balance.acting import Done, Failed, PanelPresenter, Said
from ui.pages.balance.readings.rows import ReadingFacts
from ui.running import Lane
from ui.views import Tone

SHOWN = 20
EVIDENCE_MOST = 10 << 20


@dataclass(frozen=True, slots=True)
class TypedReading:
    """A reading as it was typed. Attributes: texts; `file` is a picture or paper of it, or None."""

    amount: str
    as_of: str
    evidence: str
    file: Path | None = None


class ReadingsPresenter(PanelPresenter[ReadingFacts]):
    """One wallet's readings."""

    def read(self, services: Services, wallet: str) -> ReadingFacts:
        """The newest readings, each beside the books of its moment."""
        with services.store.read() as q:
            account = get_wallet(q, wallet)
            entries = line_heads(q, wallet_account(wallet, account.currency).code, every=SHOWN).count
            return ReadingFacts(
                tuple(readings(q, wallet, SHOWN)), tuple(list_explanations(q, wallet)), in_suspense(q, account),
                is_reconciled(q, wallet), entries == 0, account.currency,
            )  # fmt: skip

    def take(self) -> None:
        """Ask the provider now."""
        wallet, tr = self.wallet, self.app.tr

        def work(services: Services, _proofs: Proofs) -> Comparison | None:
            began = services.read(lambda q: latest_comparison(q, wallet))
            account = services.read(lambda q: get_wallet(q, wallet))
            take_reading(services.store, services.desk, services.gateways[account.gateway], wallet)
            found = services.read(lambda q: latest_comparison(q, wallet))
            is_new = found is not None and (began is None or began.reading.id != found.reading.id)
            return found if is_new else None

        def said(found: Comparison | None) -> Said:
            if found is None:
                return Tone.WARN, tr("The provider could not be asked; its last figure stays.")
            return self._compared(found)

        self.perform(work, said, lane=Lane.OUTSIDE)

    def _compared(self, found: Comparison) -> Said:
        tr = self.app.tr
        if found.agrees:
            return Tone.OK, tr("The books agree with it.")
        return Tone.WARN, tr("Unexplained difference: {amount}.", amount=found.difference)

    def add(self, typed: TypedReading, done: Done, failed: Failed) -> None:
        """A balance that a person read in the portal; it changes no books."""
        wallet, facts = self.wallet, self.facts
        if facts is None:
            failed("")
            return
        try:
            amount, at = parse_money(typed.amount, facts.currency), self.moment(typed.as_of)
        except StationError as error:
            failed(self.say(error))
            return

        def work(services: Services, proofs: Proofs) -> Comparison:
            kept = services.files.keep(_small(typed.file)) if typed.file else ""
            return add_reading(
                services.store, services.desk, wallet, amount, at, typed.evidence, file=kept, proofs=proofs
            )  # fmt: skip

        self.perform(work, self._compared, done, failed, act=Act.READING, about=wallet, lane=Lane.OUTSIDE)

    def open_with(self, amount: str, evidence: str, done: Done, failed: Failed) -> None:
        """What the wallet held when the station began; before any other entry."""
        wallet, facts, tr = self.wallet, self.facts, self.app.tr
        try:
            held = parse_money(amount, facts.currency if facts else "")
        except StationError as error:
            failed(self.say(error))
            return
        self.perform(
            lambda services, proofs: book_opening(
                services.store, services.desk, wallet, held, evidence, proofs=proofs
            ),
            lambda _number: (Tone.OK, tr("The opening balance is booked.")),
            done, failed, act=Act.READING, about=wallet,
        )  # fmt: skip

    def explain(self, reading: str, reason: str, done: Done, failed: Failed) -> None:
        """Let the newest reading's difference into the books, to suspense, until somebody can name it."""
        tr = self.app.tr
        self.perform(
            lambda services, proofs: explain_reading(services.store, services.desk, reading, reason, proofs=proofs),
            lambda made: (Tone.OK, tr("In suspense until somebody can name it: {amount}.", amount=made.amount)),
            done, failed, act=Act.READING, about=self.wallet,
        )  # fmt: skip

    def clear(
        self, one: Explanation, cleared: ClearAs, reason: str, carrier: str, done: Done, failed: Failed
    ) -> None:  # fmt: skip
        """Name what lay in suspense, by an entry of its own."""
        tr = self.app.tr
        code = carrier if cleared is ClearAs.ADJUSTMENT else ""
        self.perform(
            lambda services, proofs: clear_explanation(
                services.store, services.desk, one.id, cleared, reason, carrier=code, proofs=proofs
            ),
            lambda _done: (Tone.OK, tr("It is named; an entry of its own says so.")),
            done, failed, act=Act.READING, about=one.wallet,
        )  # fmt: skip

    def moment(self, text: str) -> datetime:
        """A moment as it was typed, in the station's time; now where nothing was.

        Raises:
            BadText: It is no moment.
        """
        desk = self.app.services.desk
        if not text:
            return desk.clock.now()
        try:
            moment = datetime.fromisoformat(text)
        except ValueError as error:
            raise BadText(text=text, want="day") from error
        return moment if moment.tzinfo else moment.replace(tzinfo=desk.actor.zone)


def _small(path: Path) -> bytes:
    data = read_file(path, EVIDENCE_MOST)
    if len(data) > EVIDENCE_MOST:
        raise FileUnusable(name=path.name, reason="too-large")
    return data
