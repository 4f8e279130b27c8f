"""What a person should know of a label's drawing; letters that were drawn are normal and are not mentioned."""

from collections.abc import Iterable

from core.i18n import Tr
from ui.messages_base import Table, word

_PARTS: Table = {
    "recipient": lambda tr: tr("the recipient's address"),
    "sender": lambda tr: tr("the sender's address"),
    "service": lambda tr: tr("the name of the service"),
    "tracking": lambda tr: tr("the tracking number"),
    "reference": lambda tr: tr("the reference"),
}


def alarms(tr: Tr, notes: Iterable[str]) -> list[str]:
    """Sentences for those of `notes` (``kind:role``) that want a look: text that was cut, letters that are missing."""
    found = []
    for note in dict.fromkeys(notes):
        kind, _, role = note.partition(":")
        part = word(tr, _PARTS, role) if role in _PARTS else tr("a line of text")
        if kind == "cut":
            found.append(tr("Check the print: {part} was cut on the label.", part=part))
        elif kind == "missing":
            found.append(tr("Check the print: letters are missing in {part} on the label.", part=part))
    return found
