"""What the account settings decide. No Qt."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from core.accounts.records import PaymentMethod, PaymentVersion, Setup, Wallet
from core.accounts.rules import expiry_warning
from core.accounts.service import open_steps, payment_versions, save_payment, setup_of, wallets
from core.errors import StationError
from core.people.acts import Act
from core.people.records import Proofs
from core.people.rules import ProofNeeded
from core.topics import Topic
from ui.app_context import App
from ui.furnished_words import furnished
from ui.pages.setup.forms import clean_payment
from ui.running import Lane
from ui.views import Tone


@dataclass(frozen=True, slots=True)
class Account:
    """One wallet's set-up as it is in the books.

    Attributes:
        wallet: The wallet.
        setup: Its set-up.
        missing: Codes of the pages that are missing.
        payments: Payment methods, the one in use first.
        expiry: Days of the card's warning: 60, 30, 7, 0 when it is over, None for none.
    """

    wallet: Wallet
    setup: Setup
    missing: tuple[str, ...]
    payments: tuple[PaymentVersion, ...]
    expiry: int | None

    @property
    def is_begun(self) -> bool:
        """Whether anything was entered yet."""
        setup = self.setup
        return bool(setup.holder or setup.payment or setup.terms or setup.label_format or setup.location.line1)


class WalletsPresenter:
    """Reads every wallet's set-up, changes a payment method, and opens the set-up.

    Attributes:
        accounts: As last read.
        chosen: Wallet id that is shown.
        is_loaded: Whether it was ever read.
        error: Why it could not be read.
    """

    def __init__(self, app: App, open_setup: Callable[[str, str], None]) -> None:
        self._app, self._open_setup = app, open_setup
        self._changed: Callable[[], None] = lambda: None
        self.accounts: tuple[Account, ...] = ()
        self.chosen = ""
        self.is_loaded = False
        self.error: StationError | None = None
        app.watch("settings", {Topic.SETUP, Topic.WALLET}, self.load)

    def attach(self, changed: Callable[[], None]) -> None:
        """Call `changed` whenever something here changes."""
        self._changed = changed

    def load(self, then: Callable[[], None] | None = None) -> None:
        """Read all wallets; `then` is called when they are here."""

        def loaded(found: tuple[Account, ...]) -> None:
            self._loaded(found)
            if then is not None:
                then()

        self._app.runner.run(self._read, loaded, self._load_failed, Lane.DESK)

    def _read(self) -> tuple[Account, ...]:
        services = self._app.services
        today = services.desk.clock.now().astimezone(services.desk.actor.zone).date()
        found = []
        with services.store.read() as q:
            for wallet in wallets(q):
                setup = setup_of(q, wallet.id)
                expires = setup.payment.expires if setup.payment else ""
                versions, missing = tuple(payment_versions(q, wallet.id)), tuple(open_steps(q, wallet.id))
                found.append(Account(wallet, setup, missing, versions, expiry_warning(expires, today)))
        return tuple(found)

    def _loaded(self, found: tuple[Account, ...]) -> None:
        self.accounts, self.error, self.is_loaded = found, None, True
        if self.account() is None and found:
            self.chosen = found[0].wallet.id
        self._changed()

    def _load_failed(self, error: StationError) -> None:
        self.error = error
        self._changed()

    def account(self) -> Account | None:
        """The one that is shown."""
        return next((one for one in self.accounts if one.wallet.id == self.chosen), None)

    def choose(self, wallet_id: str) -> None:
        """Show another wallet."""
        self.chosen = wallet_id
        self._changed()

    def set_up(self, step: str = "") -> None:
        """Open the set-up of the wallet that is shown, at `step` or where it is missing something."""
        if self.chosen:
            self._open_setup(self.chosen, step)

    def update_payment(
        self, wallet_id: str, method: PaymentMethod, done: Callable[[], None], failed: Callable[[StationError], None]
    ) -> None:
        """Another payment method or billing address; the version before stays (S0-16 to S0-19)."""

        def proved(proofs: Proofs) -> None:
            services = self._app.services
            self._app.runner.run(
                lambda: save_payment(services.store, services.desk, wallet_id, clean_payment(method), proofs=proofs),
                partial(self._updated, done),
                failed,
                Lane.DESK,
            )

        def dropped() -> None:
            failed(ProofNeeded(act=Act.PAYMENT_METHOD.value, actor=self._app.services.desk.actor.operator))

        self._app.prove(Act.PAYMENT_METHOD, proved, about=wallet_id, dropped=dropped)

    def _updated(self, done: Callable[[], None], setup: Setup) -> None:
        assert setup.payment is not None
        tr = self._app.tr
        self._app.notify(
            Tone.OK, tr("Postage is paid with {method} from now on.", method=furnished(tr, setup.payment.nickname))
        )
        self._app.refresh()
        self.load()
        done()
