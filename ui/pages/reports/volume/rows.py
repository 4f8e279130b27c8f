"""What the volumes section shows. No Qt."""

from dataclasses import dataclass

from core.billing.volume import Volume

ALL = ""


@dataclass(frozen=True, slots=True)
class Found:
    """Volumes as read, newest month first; and every carrier that has some, whatever is shown."""

    volumes: tuple[Volume, ...]
    carriers: tuple[str, ...]


def found_of(every: list[Volume], carrier: str) -> Found:
    """Those of a carrier, of all where it is empty."""
    shown = [one for one in every if carrier in (ALL, one.carrier)]
    newest = sorted(shown, key=lambda one: (one.month, one.carrier), reverse=True)
    return Found(tuple(newest), tuple(dict.fromkeys(one.carrier for one in every)))
