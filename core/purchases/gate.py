"""What every purchase asks of the station before its intent is stored: books that were compared, room on the disk."""

from core.store.conditions import require_reconciled
from core.store.database import Query
from core.store.space import require_space


def require_open(q: Query) -> None:
    """Let a label or a funding be intended.

    Raises:
        RestoredNotReconciled: The books were restored and not compared with the provider yet.
        NoSpace: The disk could not keep the answer.
    """
    require_reconciled(q)
    if q.directory is not None:
        require_space(q.directory)
