"""Heads of the chain, attested with a key (DESIGN M8).

The chain itself is plain SHA-256: whoever holds the file can verify it, and whoever can edit the file could compute it
anew. An attestation says that at a moment the entry with this number had this hash, keyed by a secret that is not in
the file. Without the key nothing is attested and nothing is refused; an attestation whose key is not at hand is counted
and is no damage.
"""

import hashlib
import hmac
import json
from dataclasses import dataclass
from enum import Enum

from core.clock import utc_text
from core.context import Desk
from core.ids import salt
from core.keychain import Keychain
from core.ledger.entries import head
from core.store.database import Query, Tx

KEY_BYTES = 32


class Occasion(Enum):
    """When heads are attested."""

    DAY_START = "day-start"
    STATEMENT = "statement"
    BACKUP = "backup"


@dataclass(frozen=True, slots=True)
class ChainKey:
    """A key: its id (which says nothing of it) and its secret."""

    id: str
    secret: bytes

    def mac(self, uuid: str, number: int, digest: str, at: str) -> str:
        """HMAC-SHA256 over what is attested."""
        text = json.dumps([uuid, number, digest, at], separators=(",", ":"))
        return hmac.new(self.secret, text.encode("utf-8"), hashlib.sha256).hexdigest()


@dataclass(frozen=True, slots=True)
class Attested:
    """What a look at the attestations gave.

    Attributes:
        verified: How many hold.
        unverified: How many have a key that is not at hand.
        findings: Codes of those that do not hold.
    """

    verified: int
    unverified: int
    findings: tuple[str, ...]


def chain_key(keychain: Keychain, uuid: str, *, make: bool) -> ChainKey | None:
    """The station's key out of the keyring; with `make` a new one where there is none, kept and read back."""
    name = f"chain-{uuid}"
    text = keychain.get(name)
    if text is None and make:
        text = (salt() + salt()).hex()
        if not keychain.put(name, text):
            return None
    try:
        secret = bytes.fromhex(text or "")
    except ValueError:
        return None
    if len(secret) != KEY_BYTES:
        return None
    return ChainKey(hashlib.sha256(b"postbench key id" + secret).hexdigest()[:16], secret)


def attest(tx: Tx, desk: Desk, uuid: str, key: ChainKey | None, occasion: Occasion) -> int | None:
    """Attest the head as it stands; gives its number, or None without a key or without an entry."""
    number, digest = head(tx)
    if key is None or number == 0:
        return None
    at = utc_text(desk.clock.now())
    tx.run(
        "insert into attestation (id, journal, head, at, occasion, key_id, mac, actor, station, instance) "
        "values (:id, :journal, :head, :at, :occasion, :key_id, :mac, :actor, :station, :instance)",
        {
            "id": desk.ids.new(), "journal": number, "head": digest, "at": at, "occasion": occasion.value,
            "key_id": key.id, "mac": key.mac(uuid, number, digest, at), "actor": desk.actor.operator,
            "station": desk.actor.station, "instance": desk.actor.instance,
        },
    )  # fmt: skip
    return number


def check_attestations(q: Query, uuid: str, key: ChainKey | None) -> Attested:
    """Compare every attestation with the chain as it is now."""
    rows = q.all(
        "select a.journal, a.head, a.at, a.key_id, a.mac, j.hash from attestation a "
        "left join journal j on j.number = a.journal order by a.id"
    )
    verified, unverified = 0, 0
    findings: list[str] = []
    for row in rows:
        if key is None or row["key_id"] != key.id:
            unverified += 1
            continue
        genuine = hmac.compare_digest(row["mac"], key.mac(uuid, row["journal"], row["head"], row["at"]))
        if genuine and row["hash"] == row["head"]:
            verified += 1
        else:
            findings.append(f"attestation-differs: {row['journal']}")
    return Attested(verified, unverified, tuple(findings))
