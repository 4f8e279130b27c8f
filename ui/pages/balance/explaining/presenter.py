"""Why a balance is what it is, without Qt (idea 2 of MISSION section 7)."""

from core.services import Services
from core.wallet.rules_waterfall import Waterfall
from core.wallet.service_explaining import explain_balance
from ui.pages.balance.acting import PanelPresenter


class WhyPresenter(PanelPresenter[Waterfall]):
    """The waterfall of one wallet; changes nothing."""

    def read(self, services: Services, wallet: str) -> Waterfall:
        """From the last confirmed reading to now."""
        now, zone = services.desk.clock.now(), services.desk.actor.zone
        return services.read(lambda q: explain_balance(q, wallet, services.catalogue, now, zone))
