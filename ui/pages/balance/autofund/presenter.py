"""Auto-fund without Qt: the rule, what it did today, what it would do now (S0-15, S0-27)."""

from dataclasses import dataclass

from core.accounts.store import get_wallet
from core.errors import StationError
from core.money import Money, parse_money
from core.people.acts import Act
from core.services import Services
from core.wallet.autofund.rules import Autofund, Owner
from core.wallet.autofund.service import AutofundView, autofund_view, pause, resume, set_rule
from ui.pages.balance.acting import Done, Failed, PanelPresenter
from ui.views import Tone


@dataclass(frozen=True, slots=True)
class Typed:
    """A rule as it was typed; amounts are texts."""

    owner: Owner
    threshold: str
    amount: str
    times: str
    most: str
    provider_is_off: bool


class AutofundPresenter(PanelPresenter[AutofundView]):
    """The rule of one wallet."""

    def read(self, services: Services, wallet: str) -> AutofundView:
        """The rule and what it would do now."""
        api = services.till(wallet).gateway.capabilities().funds_by_api
        return services.read(lambda q: autofund_view(q, services.desk, get_wallet(q, wallet), funds_by_api=api))

    def set_rule(self, typed: Typed, done: Done, failed: Failed) -> None:
        """Keep a rule; a second person agrees where there are operators."""
        facts = self.facts
        if facts is None:
            failed("")
            return
        try:
            rule = read_rule(typed, facts.rule)
        except StationError as error:
            failed(self.say(error))
            return
        tr = self.app.tr
        self.perform(
            lambda services, proofs: set_rule(
                services.store, services.desk, rule, provider_is_off=typed.provider_is_off, proofs=proofs
            ),
            lambda _rule: (Tone.OK, tr("The rule is kept.")),
            done, failed, act=Act.AUTOFUND,
        )  # fmt: skip

    def stop(self, reason: str, done: Done, failed: Failed) -> None:
        """The kill switch: anyone may, at once."""
        wallet, tr = self.wallet, self.app.tr
        self.perform(
            lambda services, _proofs: pause(services.store, services.desk, wallet, reason),
            lambda _rule: (Tone.OK, tr("Auto-funding is stopped.")),
            done, failed,
        )  # fmt: skip

    def resume(self) -> None:
        """Let it run again, after a person has seen what stopped it."""
        wallet, tr = self.wallet, self.app.tr
        self.perform(
            lambda services, proofs: resume(services.store, services.desk, wallet, proofs=proofs),
            lambda _rule: (Tone.OK, tr("Auto-funding runs again.")),
            act=Act.AUTOFUND,
        )  # fmt: skip


def read_rule(typed: Typed, now: Autofund) -> Autofund:
    """The rule that was typed; without a limit of the day it is the amount times how often.

    Raises:
        BadText: An amount cannot be read.
    """
    currency = now.amount.currency
    each = parse_money(typed.amount or "0", currency)
    times = int(typed.times) if typed.times.isdecimal() else 0
    most = parse_money(typed.most, currency) if typed.most else Money(each.minor * times, currency)
    return Autofund(now.wallet, typed.owner, parse_money(typed.threshold or "0", currency), each, times, most)
