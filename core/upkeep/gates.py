"""What would refuse a write, a purchase or automatic spending just now, for screens and for `check`."""

from collections.abc import Iterator

from core.errors import Refused
from core.purchases.gate import require_open
from core.store.conditions import require_sound_clock
from core.store.database import Store
from core.upkeep.inspecting import require_sound


def refusals(store: Store) -> Iterator[Refused]:
    """Damage, books that were restored, a disk without room, a clock in doubt: each that stands, worst first."""
    try:
        require_sound(store)
    except Refused as error:
        yield error
    for gate in (require_open, require_sound_clock):
        try:
            with store.read() as q:
                gate(q)
        except Refused as error:
            yield error
