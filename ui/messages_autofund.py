"""Auto-fund in words: what it does now, why it waits, and what is wrong with a rule."""

from core.i18n import Tr
from ui.messages_base import Fields, Message, Sentence, Table, Told, word

OWNERS: Table = {
    "nobody": lambda tr: tr("off"),
    "us": lambda tr: tr("this station buys"),
    "provider": lambda tr: tr("the provider buys"),
}
PAUSES: Table = {
    "by-person": lambda tr: tr("stopped by a person"),
    "declined": lambda tr: tr("the last purchase was declined"),
    "unknown": lambda tr: tr("the outcome of the last purchase is unknown"),
}
VERDICTS: Table = {
    "buy": lambda tr: tr("The balance is low: postage is bought now."),
    "ask-person": lambda tr: tr("The balance is low. This provider cannot be funded from here: buy it in the portal."),
    "enough": lambda tr: tr("The balance is high enough."),
    "off": lambda tr: tr("Auto-funding is off."),
    "provider-buys": lambda tr: tr("The provider buys by itself; this station never does."),
    "paused": lambda tr: tr("Auto-funding is stopped and waits for a person."),
    "not-ready": lambda tr: tr("The wallet cannot buy now: set-up is not finished, or it is frozen or closing."),
    "funding-open": lambda tr: tr("A purchase is still open; nothing more is bought until it is settled."),
    "times-used-up": lambda tr: tr("It has bought as often as it may today."),
    "money-used-up": lambda tr: tr("Another purchase would pass the limit of the day."),
    "stale-reading": lambda tr: tr("The provider’s balance is too old; it is asked first."),
    "unreconciled": lambda tr: tr("The provider’s balance and the books differ; explain that first."),
    "clock-doubt": lambda tr: tr("The clock of this computer may be wrong; set it right first."),
    "refused": lambda tr: tr("A rule forbids the purchase now."),
}


def _paused(tr: Tr, f: Fields) -> Told:
    return Told(
        tr("Auto-funding waits: {why}.", why=word(tr, PAUSES, f.value("reason"))),
        tr("Settle that purchase first, then let auto-funding run again."),
    )


AUTOFUND: dict[str, Message] = {
    "autofund.paused": _paused,
    "autofund.provider-not-off": lambda tr, _f: Told(
        tr("Both switched on would fund twice."),
        tr("Switch automatic purchases off at the provider, then say so: tick it, or --provider-is-off."),
    ),
}
AUTOFUND_PROBLEMS: dict[str, Sentence] = {
    "autofund.threshold": lambda tr, field, v: tr("{field}: {value} is not above zero.", field=field, value=v),
    "autofund.amount": lambda tr, field, v: tr("{field}: {value} is not a multiple of 10.00.", field=field, value=v),
    "autofund.above-purchase-ceiling": lambda tr, field, v: tr(
        "{field}: one purchase may be {value} at most.", field=field, value=v
    ),
    "autofund.above-balance-ceiling": lambda tr, field, v: tr(
        "{field}: with the amount it would pass the ceiling of the balance, {value}.", field=field, value=v
    ),
    "autofund.max-times": lambda tr, field, v: tr("{field}: {value} is not from 1 to 24.", field=field, value=v),
    "autofund.max-day": lambda tr, field, v: tr("{field}: {value} is less than one purchase.", field=field, value=v),
}
