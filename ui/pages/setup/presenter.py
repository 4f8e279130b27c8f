"""What the set-up decides. No Qt. Every page is kept when it is left; what was typed outlives a change of language."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from core.accounts import service as accounts
from core.accounts.records import PaymentMethod, Setup, Terms, Wallet
from core.accounts.rules import FormProblems
from core.accounts.service import open_steps, setup_of, wallets
from core.address import Address
from core.errors import Problem, StationError
from core.people.acts import Act
from core.people.records import NO_PROOFS, Proofs
from core.people.rules import OperatorNeeded
from core.postal import normalise_address
from core.printing.service import SpecimenPrinted, list_printers, print_specimen
from core.settings import LABEL_FORMAT
from ui.app_context import App
from ui.messages import one_line
from ui.pages.settings.printers.outcomes import specimen_outcome
from ui.pages.setup.forms import (
    FINISH,
    FORMAT,
    HOLDER,
    LOCATION,
    PAYMENT,
    TERMS,
    Drafts,
    HolderForm,
    TermsForm,
    Unreadable,
    clean_payment,
    drafts_of,
    read_terms,
    steps_of,
    text_of,
)
from ui.pages.setup.words import finished_words, missing_words, unreadable_words
from ui.running import Lane
from ui.views import Tone


@dataclass(frozen=True, slots=True)
class Kept:
    """The set-up as it is in the books."""

    wallet: Wallet
    setup: Setup
    missing: tuple[str, ...]


class SetupPresenter:
    """The set-up of one wallet, from opening to leaving.

    Attributes:
        wallet_id: Which wallet.
        kept: As last read; None before.
        drafts: What stands in the pages.
        at: Code of the page that is shown.
        problems: Of the page that could not be kept, by its code.
        test: What the last test label gave, in words.
        error: Why it could not be read.
    """

    def __init__(self, app: App, wallet_id: str, left: Callable[[], None]) -> None:
        self._app, self._left = app, left
        self._changed: Callable[[], None] = lambda: None
        self._wanted = ""
        self._keeping = False
        self.wallet_id = wallet_id
        self.kept: Kept | None = None
        self.drafts = Drafts()
        self.at = HOLDER
        self.problems: dict[str, tuple[Problem, ...]] = {}
        self.test = ""
        self.error: StationError | None = None

    def attach(self, changed: Callable[[], None]) -> None:
        """Call `changed` whenever something here changes."""
        self._changed = changed

    # Reading

    def open(self, step: str = "") -> None:
        """Read, and begin at `step`, else at the first page that is missing, else at the end."""
        self._wanted = step
        self._app.runner.run(self._read, self._opened, self._read_failed, Lane.DESK)

    def _read(self) -> Kept:
        with self._app.services.store.read() as q:
            wallet = next(one for one in wallets(q) if one.id == self.wallet_id)
            return Kept(wallet, setup_of(q, wallet.id), tuple(open_steps(q, wallet.id)))

    def _opened(self, kept: Kept) -> None:
        self.kept, self.drafts, self.error = kept, drafts_of(kept.setup), None
        steps = steps_of(kept.wallet)
        self.at = self._wanted if self._wanted in steps else next(iter(kept.missing), FINISH)
        self._changed()

    def _read_failed(self, error: StationError) -> None:
        self.error = error
        self._changed()

    def steps(self) -> tuple[str, ...]:
        """The pages in order."""
        return steps_of(self.kept.wallet) if self.kept else ()

    def accepted(self, carrier: str) -> Terms | None:
        """What was accepted of a carrier's terms."""
        found = self.kept.setup.terms if self.kept else ()
        return next((terms for terms in found if terms.carrier == carrier), None)

    def lacks(self, step: str) -> str | None:
        """What a page still lacks before Finish Setup can be pressed, in words; None when it is done (S0-41)."""
        tr = self._app.tr
        if self.kept is None:
            return tr("being read")
        if step in self.kept.missing:
            return missing_words(tr, step, self.drafts)
        return None if self.is_kept(step) else tr("changes are not kept yet")

    # What is typed

    def type_holder(self, form: HolderForm) -> HolderForm:
        """The account page; another account must be verified anew."""
        before = self.drafts.holder
        same = (form.holder, form.username) == (before.holder, before.username)
        self.drafts = replace(self.drafts, holder=form if same else replace(form, verified=False))
        return self.drafts.holder

    def type_payment(self, method: PaymentMethod) -> None:
        """The payment page."""
        self.drafts = replace(self.drafts, payment=method)

    def type_location(self, address: Address) -> None:
        """The location page."""
        self.drafts = replace(self.drafts, location=address)

    def type_format(self, code: str) -> None:
        """The format page."""
        self.drafts = replace(self.drafts, label_format=code)

    def type_terms(self, carrier: str, form: TermsForm) -> None:
        """A terms page: version and tick."""
        self.drafts = replace(self.drafts, terms=self.drafts.with_terms(carrier, form))

    # Keeping

    def is_kept(self, step: str) -> bool:
        """Whether a page is in the books as it stands on the screen."""
        if self.kept is None:
            return False
        setup, drafts = self.kept.setup, self.drafts
        if step == HOLDER:
            return drafts.holder == HolderForm(setup.holder, setup.username, setup.username_confirmed)
        if step == PAYMENT:
            return setup.payment is not None and clean_payment(setup.payment) == clean_payment(drafts.payment)
        if step == LOCATION:
            return bool(setup.location.line1) and normalise_address(setup.location) == normalise_address(
                drafts.location
            )
        if step == FORMAT:
            return bool(setup.label_format) and setup.label_format == drafts.label_format
        return step == FINISH or self._terms_kept(step.removeprefix(TERMS))

    def _terms_kept(self, carrier: str) -> bool:
        """A text that was opened is kept once it is accepted; without one there is nothing to keep."""
        form, accepted = self.drafts.terms_of(carrier), self.accepted(carrier)
        if not form.data:
            return True
        digest = hashlib.sha256(form.data).hexdigest()
        return accepted is not None and (accepted.sha256, accepted.version) == (digest, form.version.strip())

    def keep(self, step: str, then: Callable[[], None] | None = None) -> bool:
        """Keep a page that is being left.

        Returns:
            True when there is nothing to keep. Else False: `then` is called once it is kept, or the page says what is
            wrong. Without `then` a page that cannot be kept stays as it was typed, and nothing is said.
        """
        goes_on = then is not None and step == HOLDER and self.kept is not None and step in self.kept.missing
        if self.is_kept(step) and not goes_on:  # an empty page that must be filled says so when a person goes on
            return True
        if not self._keeping and self.kept is not None:
            if step == PAYMENT:
                self._app.prove(Act.PAYMENT_METHOD, partial(self._run, step, then), about=self.wallet_id)
            else:
                self._run(step, then, NO_PROOFS)
        return False

    def _run(self, step: str, then: Callable[[], None] | None, proofs: Proofs) -> None:
        if self._keeping:
            return
        self._keeping = True
        lane = Lane.OUTSIDE if step.startswith(TERMS) else Lane.DESK  # a text becomes a file first
        saved, refused = partial(self._saved, step, then), partial(self._refused, step, then)
        self._app.runner.run(partial(self._save, step, proofs), saved, refused, lane)

    def _save(self, step: str, proofs: Proofs) -> Kept:
        store, desk, wallet, drafts = self._app.services.store, self._app.services.desk, self.wallet_id, self.drafts
        if step == HOLDER:
            form = drafts.holder
            accounts.save_holder(
                store, desk, wallet, holder=form.holder, username=form.username, confirmed=form.verified
            )
        elif step == PAYMENT:
            accounts.save_payment(store, desk, wallet, clean_payment(drafts.payment), proofs=proofs)
        elif step == LOCATION:
            accounts.save_location(store, desk, wallet, normalise_address(drafts.location))
        elif step == FORMAT:
            accounts.save_label_format(store, desk, wallet, drafts.label_format)
            self._app.services.change_setting(LABEL_FORMAT, drafts.label_format)
        else:
            self._accept(step.removeprefix(TERMS))
        return self._read()

    def _accept(self, carrier: str) -> None:
        form, services = self.drafts.terms_of(carrier), self._app.services
        accounts.accept_terms(
            services.store, services.desk, services.files, self.wallet_id, carrier,
            text=form.data, version=form.version.strip(), ticked=form.ticked,
        )  # fmt: skip

    def _saved(self, step: str, then: Callable[[], None] | None, kept: Kept) -> None:
        self._keeping, self.kept = False, kept
        if step == HOLDER:  # core takes the spaces at the ends off
            self.drafts = replace(self.drafts, holder=drafts_of(kept.setup).holder)
        self.problems.pop(step, None)
        self._app.refresh()
        self._changed()
        if then is not None:
            then()

    def _refused(self, step: str, then: Callable[[], None] | None, error: StationError) -> None:
        self._keeping = False
        if isinstance(error, OperatorNeeded) and then is not None:  # set-up begins with signing in (S2-26)
            self._app.window.first_operator(lambda: self._again(step, then))
        elif not isinstance(error, FormProblems):
            self._app.notify_error(error)
        elif then is not None:
            self.problems[step] = tuple(error.problems)
        self._changed()

    def _again(self, step: str, then: Callable[[], None]) -> None:
        self.keep(step, then)

    def finish(self) -> None:
        """Finish Setup (S0-12): labels and postage open; once there are operators, with a PIN (S2-13)."""
        self._app.prove(Act.FINISH_SETUP, self._finish, about=self.wallet_id)

    def _finish(self, proofs: Proofs) -> None:
        services = self._app.services
        self._app.runner.run(
            lambda: accounts.finish_setup(services.store, services.desk, self.wallet_id, proofs=proofs),
            self._finished,
            self._not_finished,
            Lane.DESK,
        )

    def _not_finished(self, error: StationError) -> None:
        if isinstance(error, OperatorNeeded):
            self._app.window.first_operator(self.finish)
        else:
            self._app.notify_error(error)

    def _finished(self, _setup: Setup) -> None:
        assert self.kept is not None
        name = self.kept.wallet.name
        self._app.notify(Tone.OK, finished_words(self._app.tr, name, sells=self.sells()))
        self._app.refresh()
        self._left()

    def sells(self) -> bool:
        """Whether this program can buy from the provider; else a person does in the portal, and records it."""
        if self.kept is None:
            return True
        return self._app.services.gateways[self.kept.wallet.gateway].capabilities().sells_labels

    def leave(self) -> None:
        """Leave in the middle; the page is kept if it can be, and "Continue setup" comes back to it."""
        self.keep(self.at)
        self._left()

    # Terms

    def open_terms(self, carrier: str, path: Path) -> None:
        """Open a terms file to be read; the box is not ticked by that."""
        self._app.runner.run(
            lambda: read_terms(path), partial(self._terms_opened, carrier), self._app.notify_error, Lane.OUTSIDE
        )

    def _terms_opened(self, carrier: str, read: TermsForm | Unreadable) -> None:
        if isinstance(read, Unreadable):
            self._app.notify(Tone.ERROR, unreadable_words(self._app.tr, read))
            return
        self.problems.pop(TERMS + carrier, None)
        self.type_terms(carrier, read)
        self._changed()

    def show_accepted(self, carrier: str, show: Callable[[str], None]) -> None:
        """Read the text that was accepted, byte for byte as it was then."""
        accepted = self.accepted(carrier)
        if accepted is not None:
            files = self._app.services.files
            self._app.runner.run(
                lambda: text_of(files.get(accepted.sha256)) or "", show, self._app.notify_error, Lane.OUTSIDE
            )

    # Label format

    def test_print(self) -> None:
        """Print a test label on a printer of the chosen format (S2-18)."""
        tr, services, code = self._app.tr, self._app.services, self.drafts.label_format
        self.test = tr("Printing a test label …")
        self._changed()

        def work() -> SpecimenPrinted | None:
            found = [one for one in services.read(list_printers) if one.kind.language.value == code]
            return print_specimen(services.press, found[0].id) if found else None

        self._app.runner.run(work, self._tested, self._test_failed, Lane.OUTSIDE)

    def _tested(self, done: SpecimenPrinted | None) -> None:
        tr = self._app.tr
        if done is None:
            self.test = tr("No printer of this format yet. Add one under Settings > Printers.")
        else:
            self._app.heard.delivered(done.printer.id, done.outcome)
            self.test = specimen_outcome(tr, done, self._app.services.directory).text
        self._changed()

    def _test_failed(self, error: StationError) -> None:
        self.test = one_line(self._app.tr, error)
        self._changed()
