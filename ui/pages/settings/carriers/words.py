"""Words for the closed sets of the carrier files. No Qt."""

from core.carriers.model import Answer, Feature, ServiceState
from core.i18n import Tr
from ui.icon_names import Ico
from ui.messages_base import Table, word
from ui.messages_words import SERVICE_STATES
from ui.views import ChipView, Tone

FEATURES: Table = {
    "end_of_day": lambda tr: tr("End of day (electronic)"),
    "pickup_one_off": lambda tr: tr("Pickup on the next day"),
    "pickup_recurring": lambda tr: tr("Scheduled pickups"),
    "reduced_rates": lambda tr: tr("Reduced rates"),
    "prepaid": lambda tr: tr("Prepaid postage"),
    "void": lambda tr: tr("Void of unused labels"),
    "adjustments": lambda tr: tr("Adjustments after delivery"),
    "dimensional_weight": lambda tr: tr("Dimensional weight"),
}
ANSWERS: Table = {
    "yes": lambda tr: tr("yes"),
    "no": lambda tr: tr("no"),
    "unknown": lambda tr: tr("unknown"),
}
KINDS: Table = {
    "post": lambda tr: tr("Post"),
    "courier": lambda tr: tr("Courier"),
    "numbers": lambda tr: tr("Number format"),
}
SCOPES: Table = {
    "domestic": lambda tr: tr("Domestic"),
    "usa": lambda tr: tr("United States"),
    "international": lambda tr: tr("International"),
}
CONTENTS: Table = {
    "any": lambda tr: tr("any goods"),
    "documents": lambda tr: tr("documents only"),
    "media": lambda tr: tr("books and media only"),
}
CHANNELS: Table = {
    "one_balance": lambda tr: tr("One Balance"),
    "own_account": lambda tr: tr("Own account"),
    "own_contract": lambda tr: tr("Own contract"),
    "pay_on_scan": lambda tr: tr("Pay on scan"),
    "forwarding": lambda tr: tr("Forwarding"),
    "generic": lambda tr: tr("Any channel"),
}
GROUPS: Table = {
    "all": lambda tr: tr("All services"),
    "Ground": lambda tr: tr("All services"),
    "Packets": lambda tr: tr("Packets"),
    "Actual weight": lambda tr: tr("By actual weight"),
    "domestic, daily rates": lambda tr: tr("Domestic, daily rates"),
    "domestic, retail rates": lambda tr: tr("Domestic, retail rates"),
    "Expedited/Xpresspost/Priority/US+Intl parcels": lambda tr: tr("Every other service"),
}
REQUIREMENTS: Table = {
    "dimensions": lambda tr: tr("length, width and height"),
    "company": lambda tr: tr("a company name for sender and recipient"),
    "phone": lambda tr: tr("a phone number for sender and recipient"),
}
ADDRESS_KINDS: Table = {
    "po_box": lambda tr: tr("PO boxes"),
    "military": lambda tr: tr("military addresses (APO, FPO, DPO)"),
}
_ANSWER_CHIPS = {
    Answer.YES: (Tone.OK, Ico.CHECK),
    Answer.NO: (Tone.NEUTRAL, Ico.CLOSE),
    Answer.UNKNOWN: (Tone.WARN, Ico.HELP),
}
_STATE_CHIPS = {
    ServiceState.AVAILABLE: (Tone.OK, Ico.CHECK),
    ServiceState.NOT_AVAILABLE_AT_PRESENT: (Tone.NEUTRAL, Ico.CIRCLE_PAUSE),
    ServiceState.OTHER_CHANNEL_ONLY: (Tone.ACCENT, Ico.SPLIT),
    ServiceState.UNKNOWN: (Tone.WARN, Ico.HELP),
}


def first_up(text: str) -> str:
    """The text with a capital at its head."""
    return text[:1].upper() + text[1:]


def answer_chip(tr: Tr, answer: Answer) -> ChipView:
    """Yes, no or unknown; unknown is never no (C10)."""
    tone, icon = _ANSWER_CHIPS[answer]
    return ChipView(tone, icon, word(tr, ANSWERS, answer.value))


def state_chip(tr: Tr, state: ServiceState) -> ChipView:
    """Whether a service can be bought, in words: "not available at present"."""
    tone, icon = _STATE_CHIPS[state]
    return ChipView(tone, icon, first_up(word(tr, SERVICE_STATES, state.value)))


def feature_word(tr: Tr, feature: Feature) -> str:
    """A row of the feature table."""
    return word(tr, FEATURES, feature.value)
