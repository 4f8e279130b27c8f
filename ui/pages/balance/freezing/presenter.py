"""Freezing a wallet and lifting the freeze, without Qt: a chargeback freezes it, and a person may."""

from core.people.acts import Act
from core.services import Services
from core.wallet.service_chargeback import freeze_wallet, lift_freeze
from ui.pages.balance.acting import Done, Failed, PanelPresenter
from ui.views import Tone


class FreezePresenter(PanelPresenter[None]):
    """Stops and starts buying; what is frozen stands with the wallets."""

    def read(self, services: Services, wallet: str) -> None:
        """Nothing of its own."""

    def freeze(self, wallet: str, reason: str, done: Done, failed: Failed) -> None:
        """Stop all buying from a wallet."""
        tr = self.app.tr
        self.perform(
            lambda services, proofs: freeze_wallet(services.store, services.desk, wallet, reason, proofs=proofs),
            lambda _freeze: (Tone.OK, tr("Nothing is bought from it until somebody lifts the freeze.")),
            done, failed, act=Act.DECIDE, about=wallet,
        )  # fmt: skip

    def lift(self, wallet: str, reason: str, done: Done, failed: Failed) -> None:
        """Let buying go on: every freeze of the wallet is lifted."""
        tr = self.app.tr
        self.perform(
            lambda services, proofs: lift_freeze(services.store, services.desk, wallet, reason, proofs=proofs),
            lambda _count: (Tone.OK, tr("Buying may go on.")),
            done, failed, act=Act.DECIDE, about=wallet,
        )  # fmt: skip
