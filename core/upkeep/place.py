"""Where a data directory lies, as far as that is doubtful."""

from dataclasses import dataclass
from pathlib import Path

from core.store.places import NETWORK_KINDS, cloud_folder, file_system_kind


@dataclass(frozen=True, slots=True)
class Place:
    """What is doubtful about a place.

    Attributes:
        share: The kind of network share, or empty.
        cloud: The synchronising service whose folder it is, or empty.
    """

    share: str
    cloud: str


def place_of(directory: Path) -> Place:
    """Look at a place."""
    kind = file_system_kind(directory)
    return Place(kind if kind in NETWORK_KINDS else "", cloud_folder(directory))
