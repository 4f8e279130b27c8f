"""Which adapter serves which kind of provider."""

from pathlib import Path
from zoneinfo import ZoneInfo

from core.clock import Clock
from core.errors import Refused
from core.gateways.postage.practice import PracticeGateway
from core.gateways.postage.recorded import RecordedGateway
from core.purchases.port import PostageGateway

POSTAGE_KINDS = ("practice", "recorded")


class UnknownGateway(Refused):
    """No adapter of this kind. Fields: ``kind``."""

    code = "gateway.unknown-kind"


def gateway_for(kind: str, directory: Path, clock: Clock, zone: ZoneInfo) -> PostageGateway:
    """The postage gateway of a data directory.

    Args:
        kind: What the wallet's row names.
        directory: The data directory; the practice provider keeps its own file there.
        clock: Where the time comes from.
        zone: The station's zone, in which void windows end with the day.

    Raises:
        UnknownGateway: No such kind.
    """
    if kind == "practice":
        return PracticeGateway(directory, clock, zone)
    if kind == "recorded":
        return RecordedGateway()
    raise UnknownGateway(kind=kind)
