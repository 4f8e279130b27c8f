"""`autofund show | set | pause | resume | run`: postage that is bought when the balance runs low (S0-15, S0-27)."""

from typing import TYPE_CHECKING

import click

from ui.commands.house import StationGroup
from ui.commands.session import Answer, Session, pass_session

if TYPE_CHECKING:
    from core.money import Money
    from core.wallet.autofund.service import AutofundView

WALLET = click.option("--wallet", default="", help="Id or currency; the USD wallet when left out.")


@click.group(cls=StationGroup)
def autofund() -> None:
    """Buy postage automatically when the balance runs low."""


@autofund.command("show")
@WALLET
@pass_session
def show(session: Session, wallet: str) -> Answer:
    """Show the rule of a wallet, what it did today, and what it would do now.

    JSON: {"wallet", "owner", "threshold", "amount", "max_times", "max_day", "paused", "verdict", "day", "times",
    "spent", "coming"}.
    """
    return _answer(session, wallet)


@autofund.command("set")
@WALLET
@click.option("--owner", type=click.Choice(["us", "provider", "nobody"]), default="us", help="Who buys.")
@click.option("--threshold", default="0", help="Below this amount the wallet is low.")
@click.option("--amount", default="0", help="What is bought at a time, a multiple of 10.00.")
@click.option("--max-times", default=1, show_default=True, help="How often in one business day.")
@click.option("--max-day", default="", help="How much in one business day; the amount times --max-times if left out.")
@click.option("--provider-is-off", is_flag=True, help="Say that the provider’s own automatic purchase is off.")
@pass_session
def set_(
    session: Session, wallet: str, owner: str, threshold: str, amount: str, max_times: int, max_day: str,
    provider_is_off: bool,
) -> Answer:  # fmt: skip
    """Make or change the rule; one of the two buys, never both.

    JSON: as of `autofund show`.
    """
    from core.money import Money, parse_money
    from core.people.acts import Act
    from core.wallet.autofund.rules import Autofund, Owner
    from core.wallet.autofund.service import set_rule

    chosen = session.wallet(wallet)
    each = parse_money(amount, chosen.currency)
    in_all = parse_money(max_day, chosen.currency) if max_day else Money(each.minor * max_times, chosen.currency)
    rule = Autofund(chosen.id, Owner(owner), parse_money(threshold, chosen.currency), each, max_times, in_all)
    services = session.services
    proofs = session.prove(Act.AUTOFUND)
    set_rule(services.store, services.desk, rule, provider_is_off=provider_is_off, proofs=proofs)
    return _answer(session, wallet)


@autofund.command("pause")
@WALLET
@click.option("--reason", required=True, help="Why it is stopped.")
@pass_session
def pause_(session: Session, wallet: str, reason: str) -> Answer:
    """Stop it at once; anyone may.

    JSON: as of `autofund show`.
    """
    from core.wallet.autofund.service import pause

    services = session.services
    pause(services.store, services.desk, session.wallet(wallet).id, reason)
    return _answer(session, wallet)


@autofund.command("resume")
@WALLET
@pass_session
def resume_(session: Session, wallet: str) -> Answer:
    """Let it run again, after a person has seen what stopped it.

    JSON: as of `autofund show`.
    """
    from core.people.acts import Act
    from core.wallet.autofund.service import resume

    services = session.services
    chosen = session.wallet(wallet).id
    proofs = session.prove(Act.AUTOFUND)
    resume(services.store, services.desk, chosen, proofs=proofs)
    return _answer(session, wallet)


@autofund.command("run")
@WALLET
@pass_session
def run_(session: Session, wallet: str) -> Answer:
    """Look now, and buy if the rule says so; `tick` does the same for every wallet.

    JSON: {"wallet", "verdict", "purchase", "state", "amount", "error"}; purchase, state and amount are null where
    nothing was bought, `error` is the code of what went wrong.
    """
    from core.purchases.rules import State
    from core.wallet.autofund.rules import Verdict
    from core.wallet.autofund.service import run
    from ui.commands.recovering import note_recovered, recover
    from ui.messages import one_line
    from ui.messages_autofund import VERDICTS
    from ui.messages_base import word

    chosen = session.wallet(wallet)
    note_recovered(session, recover(session))
    ran = run(session.services.till(chosen.id), chosen.id)
    bought = ran.purchase
    lines = [word(session.tr, VERDICTS, ran.verdict.value)]
    if ran.error is not None:
        lines.append(one_line(session.tr, ran.error))
    elif bought is not None:
        lines.append(session.tr("Bought {amount}.", amount=bought.amount))
    data = {
        "wallet": chosen.id, "verdict": ran.verdict, "purchase": bought.id if bought else None,
        "state": bought.state if bought else None, "amount": bought.amount if bought else None,
        "error": ran.error.code if ran.error is not None else None,
    }  # fmt: skip
    went_well = ran.error is None and (bought is None or bought.state in {State.CONFIRMED, State.PENDING})
    went_well = went_well and ran.verdict is not Verdict.STALE_READING  # it was asked to look, and could not
    return Answer(data, lines, ok=went_well)


def _answer(session: Session, wallet: str) -> Answer:
    from core.wallet.autofund.service import autofund_view

    services = session.services
    chosen = session.wallet(wallet)
    api = services.till(chosen.id).gateway.capabilities().funds_by_api
    shown = services.read(lambda q: autofund_view(q, services.desk, chosen, funds_by_api=api))
    return Answer(_data(shown), _lines(session, shown))


def _data(shown: "AutofundView") -> dict[str, object]:
    rule = shown.rule
    return {
        "wallet": rule.wallet, "owner": rule.owner, "threshold": rule.threshold, "amount": rule.amount,
        "max_times": rule.max_times, "max_day": rule.max_day, "paused": shown.pause, "verdict": shown.verdict,
        "day": shown.day.day, "times": shown.day.times, "spent": shown.day.spent, "coming": shown.coming,
    }  # fmt: skip


def _lines(session: Session, shown: "AutofundView") -> list[str]:
    from core.wallet.autofund.rules import Owner
    from ui.messages_autofund import OWNERS, PAUSES, VERDICTS
    from ui.messages_base import word

    tr, rule = session.tr, shown.rule
    lines = [tr("Auto-funding: {owner}", owner=word(tr, OWNERS, rule.owner.value))]
    if rule.owner is Owner.US:
        lines.append(
            tr(
                "Below {threshold}, buy {amount}; at most {times} times and {most} a day.",
                threshold=rule.threshold, amount=rule.amount, times=rule.max_times, most=rule.max_day,
            )
        )  # fmt: skip
        lines.append(_today(session, shown.day.times, shown.day.spent))
    if shown.pause is not None:
        why = rule.paused or word(tr, PAUSES, shown.pause.value)
        lines.append(tr("Stopped: {why}", why=why))
    return [*lines, word(tr, VERDICTS, shown.verdict.value)]


def _today(session: Session, times: int, spent: "Money") -> str:
    return session.tr.n("Today: {n} purchase, {spent}.", "Today: {n} purchases, {spent}.", times, spent=spent)
