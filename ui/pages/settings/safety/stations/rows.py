"""The rows of the stations' table. No Qt."""

from dataclasses import dataclass
from datetime import datetime

from core.i18n import Tr
from core.stations.register import SeenStation
from ui.icon_names import Ico
from ui.messages_base import capital
from ui.views import ChipView, Tone


@dataclass(frozen=True, slots=True)
class StationRow:
    """One station. Attributes: its name or id; version; when it was seen last; who worked there; its state."""

    name: str
    version: str
    last_at: datetime
    operator: str
    state: ChipView


def station_row(tr: Tr, one: SeenStation, me: str) -> StationRow:
    """As the table shows it; `me` is the id of this one."""
    if one.is_behind:
        state = ChipView(Tone.WARN, Ico.TRIANGLE_ALERT, capital(tr("to be updated")))
    elif one.id == me:
        state = ChipView(Tone.ACCENT, Ico.MONITOR, tr("This station"))
    else:
        state = ChipView(Tone.OK, Ico.CIRCLE_CHECK, tr("Up to date"))
    return StationRow(one.name or one.id, one.version, one.last_at, one.operator, state)
