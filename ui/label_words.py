"""Labels in words and chips, the same on every page: where the money stands, where the paper stands, void windows."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import assert_never

from core.carriers.catalogue import Catalogue
from core.carriers.model import Carrier, RefundTiming
from core.carriers.rules import ONE_BALANCE, VoidMoment, VoidWindow, void_window
from core.clock import from_utc_text
from core.i18n import Tr
from core.labels.rules import LabelState
from core.printing.rules import JobState
from core.services import Services
from core.wallet.clocks import Paid, void_time
from ui.carrier_words import carrier_of, service_of
from ui.icon_names import Ico
from ui.messages_base import Table, capital, word
from ui.messages_words import JOB_STATES
from ui.views import ChipView, Tone

_LABEL_CHIPS = {
    LabelState.BOUGHT: (Tone.OK, Ico.CIRCLE_CHECK),
    LabelState.VOID_REQUESTED: (Tone.WARN, Ico.HOURGLASS),
    LabelState.REFUND_DUE: (Tone.WARN, Ico.CLOCK),
    LabelState.REFUNDED: (Tone.NEUTRAL, Ico.UNDO),
    LabelState.VOID_REFUSED: (Tone.ACCENT, Ico.SHIELD_ALERT),
    LabelState.REFUND_REFUSED: (Tone.ERROR, Ico.BAN),
}
_JOB_CHIPS = {
    JobState.QUEUED: (Tone.ACCENT, Ico.CLOCK),
    JobState.RENDERING: (Tone.ACCENT, Ico.PRINTER),
    JobState.SENDING: (Tone.ACCENT, Ico.PRINTER),
    JobState.HANDED_OVER: (Tone.OK, Ico.PRINTER),
    JobState.CONFIRMED: (Tone.OK, Ico.PRINTER_CHECK),
    JobState.CONFIRMED_BY_PERSON: (Tone.OK, Ico.EYE),
    JobState.UNKNOWN: (Tone.WARN, Ico.HELP),
    JobState.FAILED: (Tone.ERROR, Ico.CIRCLE_X),
    JobState.CANCELLED: (Tone.NEUTRAL, Ico.BAN),
    JobState.EXPIRED: (Tone.WARN, Ico.HOURGLASS),
}
_LABEL_WORDS: Table = {
    "bought": lambda tr: tr("paid"),
    "void-requested": lambda tr: tr("void requested"),
    "refund-due": lambda tr: tr("refund due"),
    "refunded": lambda tr: tr("refunded"),
    "void-refused": lambda tr: tr("void refused"),
    "refund-refused": lambda tr: tr("refund refused"),
}
_JOB_WORDS: Table = {
    **JOB_STATES,
    "unknown": lambda tr: tr("unsure"),
    "cancelled": lambda tr: tr("given up"),
    "expired": lambda tr: tr("too old"),
}
VOIDED = frozenset({LabelState.REFUND_DUE, LabelState.REFUNDED, LabelState.REFUND_REFUSED})


def label_chip(tr: Tr, state: LabelState) -> ChipView:
    """Where a label stands with the carrier's money; void ones strike out what they stand for."""
    tone, icon = _LABEL_CHIPS[state]
    return ChipView(tone, icon, capital(word(tr, _LABEL_WORDS, state.value)), struck=state in VOIDED)


def job_chip(tr: Tr, state: str) -> ChipView:
    """Where the last copy of a label stands; `state` is empty for one that was never sent to a printer."""
    if not state:
        return ChipView(Tone.WARN, Ico.PRINTER, capital(tr("never printed")))
    tone, icon = _JOB_CHIPS[JobState(state)]
    return ChipView(tone, icon, capital(word(tr, _JOB_WORDS, state)))


def matter_chip(tr: Tr, state: LabelState, print_state: str) -> ChipView:
    """The one state that matters most: its paper while it is good, its money once it is not."""
    return job_chip(tr, print_state) if state is LabelState.BOUGHT else label_chip(tr, state)


def service_words(tr: Tr, catalogue: Catalogue, carrier: str, service: str) -> str:
    """``UPS Ground``: the trade name, with the carrier before it where it does not say so itself."""
    owner, name = carrier_of(catalogue, carrier, tr.lang), service_of(catalogue, carrier, service, tr.lang)
    if name.casefold().startswith(owner.partition(" ")[0].casefold()):
        return name
    last, first = owner.rpartition(" ")[2], name.partition(" ")[0]
    return f"{owner} {name[len(first) + 1 :]}" if last.casefold() == first.casefold() else f"{owner} {name}"


@dataclass(frozen=True, slots=True)
class VoidClock:
    """Until when a label may be voided.

    Attributes:
        text: In words, with the time that is left.
        tone: WARN in the last day, NEUTRAL otherwise.
        is_open: Whether a void would be in time now.
        is_closed: Whether its carrier would refuse it now: too early, or too late.
    """

    text: str
    tone: Tone
    is_open: bool
    is_closed: bool = False


def void_clock(services: Services, tr: Tr, carrier_code: str, made_at: str) -> VoidClock:
    """The void window of a label that was paid from the One Balance, by the rule of its carrier."""
    carrier = services.catalogue.find(carrier_code)
    if carrier is None:
        return VoidClock(tr("no rule known"), Tone.NEUTRAL, is_open=True)
    zone, now = services.desk.actor.zone, services.desk.clock.now()
    window = void_window(carrier, ONE_BALANCE, from_utc_text(made_at), zone)
    moment = window.at(now)
    match moment:
        case VoidMoment.UNKNOWN:
            return VoidClock(tr("no rule known"), Tone.NEUTRAL, is_open=True)
        case VoidMoment.NOT_NEEDED:
            return VoidClock(tr("not needed: unused labels are not charged"), Tone.NEUTRAL, is_open=False)
        case VoidMoment.NOTHING_TO_REFUND:
            return VoidClock(tr("nothing to refund"), Tone.NEUTRAL, is_open=False)
        case VoidMoment.TOO_EARLY | VoidMoment.OPEN | VoidMoment.TOO_LATE:
            return _in_words(tr, window, moment, now, lambda at: tr.datetime(at, zone))
        case _:
            assert_never(moment)


def paid_clock(services: Services, tr: Tr, label: Paid) -> VoidClock:
    """The void window of a label under the rule that it kept when it was bought."""
    zone, now = services.desk.actor.zone, services.desk.clock.now()
    found = void_time(services.catalogue, label, now, zone)
    plain = {
        VoidMoment.UNKNOWN: tr("no rule known"),
        VoidMoment.NOT_NEEDED: tr("not needed: unused labels are not charged"),
        VoidMoment.NOTHING_TO_REFUND: tr("nothing to refund"),
    }.get(found.moment)
    if plain is not None:
        return VoidClock(plain, Tone.NEUTRAL, is_open=found.moment is VoidMoment.UNKNOWN)
    return _in_words(tr, found.window, found.moment, now, lambda at: tr.datetime(at, zone))


def at_risk_words(services: Services, tr: Tr, label: Paid) -> str:
    """The money that is lost when the label's void window ends unused; nothing where no void brings money back."""
    desk = services.desk
    found = void_time(services.catalogue, label, desk.clock.now(), desk.actor.zone)
    if found.at_risk is None:
        return ""
    if found.days_left is None:
        return tr.money(found.at_risk)
    if not found.days_left:
        return tr("{amount}, last day", amount=found.at_risk)
    return tr.n("{amount}, {n} day left", "{amount}, {n} days left", found.days_left, amount=found.at_risk)


def _in_words(
    tr: Tr, window: VoidWindow, moment: VoidMoment, now: datetime, said: Callable[[datetime], str]
) -> VoidClock:
    assert window.earliest is not None and window.latest is not None, "a window has both ends"
    if moment is VoidMoment.TOO_EARLY:
        wait = tr.span(window.earliest - now + timedelta(minutes=1))
        text = tr("from {moment} (in {left})", moment=said(window.earliest), left=wait)
        return VoidClock(text, Tone.NEUTRAL, is_open=False, is_closed=True)
    if moment is VoidMoment.TOO_LATE:
        text = tr("too late: until {moment}", moment=said(window.latest))
        return VoidClock(text, Tone.NEUTRAL, is_open=False, is_closed=True)
    left = window.latest - now
    text = tr("until {moment} ({left} left)", moment=said(window.latest), left=tr.span(left))
    return VoidClock(text, Tone.WARN if left < timedelta(days=1) else Tone.NEUTRAL, is_open=True)


def refund_words(tr: Tr, carrier: Carrier | None, made_at: str, services: Services) -> str:
    """What a void means for the money: it is due first, and refunded when the carrier pays."""
    window = void_window(carrier, ONE_BALANCE, from_utc_text(made_at), services.desk.actor.zone) if carrier else None
    rule = window.rule if window else None
    if rule is not None and rule.refund is RefundTiming.IMMEDIATE:
        return tr("The carrier refunds at once.")
    if rule is not None and rule.refund_days:
        return tr.n(
            "The refund is then due, not yet paid: usually within {n} day.",
            "The refund is then due, not yet paid: usually within {n} days.",
            rule.refund_days,
        )
    return tr("The refund is then due, and stays due until the carrier pays it.")
