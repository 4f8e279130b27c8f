"""The rule of auto-fund in words."""

from core.i18n import Tr
from core.wallet.autofund.rules import Owner, Verdict
from core.wallet.autofund.service import AutofundView
from ui.messages_autofund import OWNERS, PAUSES, VERDICTS
from ui.messages_base import word
from ui.views import Tone

_CALM = frozenset({Verdict.ENOUGH, Verdict.OFF, Verdict.PROVIDER_BUYS, Verdict.BUY})


def rule_lines(tr: Tr, shown: AutofundView) -> list[tuple[str, str]]:
    """The rule, what it did today and what is on its way: names and values."""
    rule = shown.rule
    lines = [(tr("Who buys"), word(tr, OWNERS, rule.owner.value))]
    if rule.owner is Owner.US:
        bounds = tr(
            "Below {threshold}, buy {amount}; at most {times} times and {most} a day.",
            threshold=rule.threshold, amount=rule.amount, times=rule.max_times, most=rule.max_day,
        )  # fmt: skip
        lines.append((tr("Rule"), bounds))
        day = tr.n("{n} purchase, {spent}", "{n} purchases, {spent}", shown.day.times, spent=shown.day.spent)
        lines.append((tr("Today"), day))
    if shown.coming.minor:
        lines.append((tr("On its way"), tr.money(shown.coming)))
    return lines


def verdict_line(tr: Tr, shown: AutofundView) -> tuple[Tone, str]:
    """What it does now, and why it does not."""
    words = word(tr, VERDICTS, shown.verdict.value)
    if shown.pause is not None:
        why = shown.rule.paused or word(tr, PAUSES, shown.pause.value)
        return Tone.WARN, f"{words} {tr('Stopped: {why}', why=why)}"
    return (Tone.NEUTRAL if shown.verdict in _CALM else Tone.WARN), words
