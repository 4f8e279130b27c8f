"""What is said of a service that the One Balance does not sell, wherever the parcel goes (S0-29)."""

from core.i18n import Tr
from ui.carrier_words import asked_words
from ui.messages_base import Fields, Message, Told, word
from ui.messages_words import SERVICE_STATES


def _not_sold(tr: Tr, f: Fields) -> Told:
    asked = asked_words(tr, f"{f.value('carrier')} {f.value('service')}".strip())
    state, words = str(f.value("state")), str(f.value("words_fr" if tr.lang == "fr" else "words_en"))
    happened = (
        tr("“{asked}”: {state}.", asked=asked, state=word(tr, SERVICE_STATES, state))
        if state in SERVICE_STATES
        else tr("“{asked}” is never sold from the One Balance.", asked=asked)
    )
    todo = tr("Choose another service for order {order}.", order=f["order"])
    return Told(happened, f"{tr('In the words of the source: “{words}”', words=words)} {todo}" if words else todo)


SOLD: dict[str, Message] = {"shipments.not-sold": _not_sold}
