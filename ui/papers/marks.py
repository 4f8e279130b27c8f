"""What stands on every paper of a station: SAMPLE in practice, and the head of the books at its foot."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from core.i18n import Tr
    from core.services import Services


def mark(services: "Services") -> str:
    """``SAMPLE`` in a practice station, as on its labels."""
    from core.context import Mode

    return "SAMPLE" if services.mode is Mode.PRACTICE else ""


def books_head(services: "Services", tr: "Tr") -> str:
    """Number and hash of the last entry: who has the paper can see whether the books were changed since."""
    from core.ledger.entries import head

    number, digest = services.read(head)
    return tr("Books at entry {number}, {hash}", number=tr.number(number), hash=digest[:32])
