"""What a practice station was furnished with, in the language of the screen; what people typed stays. No Qt.

A practice station is born with a payment method, a holder and the like (`core/furnishing.py`), kept as English text.
"""

from core.i18n import Tr
from ui.messages_base import Table, word

_FURNISHED: Table = {
    "Practice card": lambda tr: tr("Practice card"),
    "Practice": lambda tr: tr("Practice"),
    "Practice provider": lambda tr: tr("Practice provider"),
    "nowhere: play money": lambda tr: tr("nowhere: play money"),
}


def furnished(tr: Tr, text: str) -> str:
    """The text in words, where the station was born with it."""
    return word(tr, _FURNISHED, text)
