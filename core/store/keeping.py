"""Which backup sets stay (facts: ledger 2.7): 7 days, 5 months, and the newest of each other kind. Pure."""

from collections.abc import Sequence

from core.store.backup_sets import BackupKind, BackupSet

DAYS, MONTHS = 7, 5
NEWEST = {BackupKind.DAY: 1, BackupKind.USE: 4, BackupKind.HAND: 5, BackupKind.MIGRATION: 3}


def to_prune(sets: Sequence[BackupSet], whole: frozenset[str]) -> list[BackupSet]:
    """The sets that may go, oldest first.

    Args:
        sets: Every set.
        whole: Ids of those whose database is there in full; only these count as kept, and the newest of them stays
            whatever the rules say.
    """
    newest_first = sorted((one for one in sets if one.id in whole), key=lambda one: one.id, reverse=True)
    kept = {one.id for one in newest_first[:1]}
    for length, most in ((10, DAYS), (7, MONTHS)):
        first_of: dict[str, str] = {}
        for one in newest_first:
            first_of.setdefault(one.day[:length], one.id)
        kept |= {first_of[name] for name in sorted(first_of, reverse=True)[:most]}
    for kind, most in NEWEST.items():
        kept |= {one.id for one in [one for one in newest_first if one.kind is kind][:most]}
    return sorted((one for one in sets if one.id not in kept), key=lambda one: one.id)
