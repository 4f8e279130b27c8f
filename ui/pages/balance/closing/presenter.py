"""Closing an account without Qt: begin, ask the whole rest back, book what came, or stay (S0-32 to S0-34)."""

from pathlib import Path
from typing import TYPE_CHECKING

from core.accounts.store import get_wallet
from core.errors import NotFound, StationError
from core.money import parse_money
from core.people.acts import Act
from core.people.records import Proofs
from core.services import Services
from core.wallet.dated_rules import load_wallet_rules
from core.wallet.rules_closing import Closing
from core.wallet.service_closing import (
    PaidTo,
    begin_closing,
    cancel_closing,
    closing_view,
    overdue_closing,
    receive_closing_refund,
    request_closing_refund,
)
from core.wallet.store_closing import latest_closing
from ui.file_access import write_file
from ui.pages.balance.acting import Done, Failed, PanelPresenter, Said
from ui.pages.balance.closing.rows import ClosingFacts
from ui.running import Lane
from ui.views import Tone

if TYPE_CHECKING:
    from core.store.database import Query


class ClosingPresenter(PanelPresenter[ClosingFacts]):
    """One wallet, step by step; each step asks for two PINs where there are operators."""

    def read(self, services: Services, wallet: str) -> ClosingFacts:
        """What is still open, what would be lost, when the money would come."""
        rule, desk = load_wallet_rules(services.directory).closing, services.desk
        now, zone = desk.clock.now(), desk.actor.zone

        def facts(q: "Query") -> ClosingFacts:
            account = get_wallet(q, wallet)
            view = closing_view(q, desk, wallet, services.catalogue, rule)
            late = view.closing is not None and overdue_closing(view.closing, now.astimezone(zone).date())
            return ClosingFacts(account, view, view.plan, late)

        return services.read(facts)

    def begin(self, reason: str, done: Done, failed: Failed) -> None:
        """Stop buying from the wallet."""
        wallet, tr = self.wallet, self.app.tr
        self.perform(
            lambda services, proofs: begin_closing(services.store, services.desk, wallet, reason, proofs=proofs),
            lambda _made: (Tone.OK, tr("Closing has begun; nothing is bought from it any more.")),
            done, failed, act=Act.CLOSING, about=wallet,
        )  # fmt: skip

    def ask_back(self, *, gives_up_voids: bool, done: Done, failed: Failed) -> None:
        """Ask the whole rest back; the letter and the final statement are kept with the closing."""
        wallet, tr = self.wallet, self.app.tr

        def work(services: Services, proofs: Proofs) -> Closing:
            from ui.papers.closing import kept_letter

            rule = load_wallet_rules(services.directory).closing
            made = request_closing_refund(
                services.store, services.desk, wallet, services.catalogue, rule, gives_up_voids=gives_up_voids,
                proofs=proofs,
            )  # fmt: skip
            if made.amount is not None and made.amount.minor:
                kept_letter(services, tr, made)
            return made

        def said(made: Closing) -> Said:
            if made.amount is None or not made.amount.minor:
                return Tone.OK, tr("The account is closed.")
            return Tone.OK, tr("{amount} is asked back. Save the letter and send it.", amount=made.amount)

        self.perform(work, said, done, failed, act=Act.CLOSING, about=wallet, lane=Lane.OUTSIDE)

    def save_letter(self, path: Path) -> None:
        """Write the request letter with the final statement, as it was kept."""
        wallet, tr = self.wallet, self.app.tr

        def work(services: Services, _proofs: Proofs) -> None:
            from ui.papers.closing import kept_letter

            closing = services.read(lambda q: latest_closing(q, wallet))
            if closing is None or not closing.amount or not closing.amount.minor:
                raise NotFound(kind="closing-letter", id=wallet)
            write_file(path, kept_letter(services, tr, closing))

        self.perform(work, lambda _none: (Tone.OK, tr("Written: {file}", file=path.name)), lane=Lane.OUTSIDE)

    def letter_name(self) -> str:
        """What the letter is called unless the person says otherwise."""
        return f"closing-{self.wallet}.pdf"

    def receive(self, amount: str, paid_to: PaidTo, reason: str, done: Done, failed: Failed) -> None:
        """The rest came back; a difference needs a reason. The account is closed."""
        wallet, facts, tr = self.wallet, self.facts, self.app.tr
        if facts is None:
            failed("")
            return
        try:
            came = parse_money(amount, facts.wallet.currency)
        except StationError as error:
            failed(self.say(error))
            return
        self.perform(
            lambda services, proofs: receive_closing_refund(
                services.store, services.desk, wallet, came, paid_to, reason, proofs=proofs
            ),
            lambda _made: (Tone.OK, tr("The account is closed.")),
            done, failed, act=Act.CLOSING, about=wallet,
        )  # fmt: skip

    def stay(self, reason: str, done: Done, failed: Failed) -> None:
        """Call the closing off; what was asked back returns to the wallet."""
        wallet, tr = self.wallet, self.app.tr
        self.perform(
            lambda services, proofs: cancel_closing(services.store, services.desk, wallet, reason, proofs=proofs),
            lambda _made: (Tone.OK, tr("The account stays open.")),
            done, failed, act=Act.CLOSING, about=wallet,
        )  # fmt: skip
