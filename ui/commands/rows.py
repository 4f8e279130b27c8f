"""How many rows of a list are shown: a screen of them, or all for a program."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from core.i18n import Tr
    from ui.commands.session import Session

Row = TypeVar("Row")
MOST = 10**9
ON_SCREEN = 500


def shown_rows(session: "Session", rows: Sequence[Row], limit: int | None) -> Sequence[Row]:
    """The first `limit` rows; where nobody named a limit, all of them for JSON and `ON_SCREEN` for people."""
    return rows[: limit or (MOST if session.as_json else ON_SCREEN)]


def more_line(tr: "Tr", rest: int) -> list[str]:
    """What a list that was cut says at its end."""
    return [tr.n("One more: --limit", "{n} more: --limit", rest)] if rest > 0 else []
