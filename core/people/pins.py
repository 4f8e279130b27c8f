"""PINs as they are kept: scrypt with a salt of each row; a PIN is in no log, error, row or argument of a program.

A PIN of four digits is guessed soon by whoever has the file. What holds at the station is the wait after wrong ones
(`core/people/rules.py`); the slow hash is the second net.
"""

import hashlib
import hmac
from dataclasses import dataclass, field

from core.ids import salt

_COST, _BLOCK, _LANES, _BYTES = 2**14, 8, 1, 32  # 16 MiB and some 50 ms


@dataclass(frozen=True, slots=True)
class KeptPin:
    """Salt and hash, as hexadecimal text; a repr shows neither."""

    salt: str = field(repr=False)
    hash: str = field(repr=False)


def keep_pin(pin: str) -> KeptPin:
    """The salted hash of a new PIN."""
    fresh = salt()
    return KeptPin(fresh.hex(), _hash(pin, fresh).hex())


def is_pin(pin: str, kept: KeptPin) -> bool:
    """Whether `pin` is the one that was kept; takes as long either way."""
    return hmac.compare_digest(_hash(pin, bytes.fromhex(kept.salt)), bytes.fromhex(kept.hash))


def _hash(pin: str, salted: bytes) -> bytes:
    return hashlib.scrypt(pin.encode("utf-8"), salt=salted, n=_COST, r=_BLOCK, p=_LANES, dklen=_BYTES)
