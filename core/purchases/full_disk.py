"""The provider said yes and the disk is full: the ballast goes, and the books are written after all.

What the disk says after a call was sent never stands for what became of the call: "nothing was kept, try again" would
be an invitation to pay twice.
"""

import errno
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from core.errors import OutcomeUnknown
from core.log import ROOT
from core.store.faults import DiskFull, StoreUnavailable
from core.store.space import release_ballast

_FULL = "database or disk is full"
_NO_ROOM = (errno.ENOSPC, errno.EDQUOT)
_LOG = logging.getLogger(f"{ROOT}.purchases")


class NotBooked(OutcomeUnknown):
    """The provider has it, the disk would not keep it: it is looked up and booked once there is room.

    Fields: ``ref`` (the provider's id), ``reason`` (the disk's words).
    """

    code = "purchases.not-booked"


def with_ballast(directory: Path, ref: str, book: Callable[[], None]) -> None:
    """Run `book`; when the disk is full, throw the ballast off and run it once more.

    Raises:
        NotBooked: It was of no use, or the disk failed otherwise.
    """
    try:
        _book(book)
    except (DiskFull, OSError) as full:
        if not release_ballast(directory):
            raise NotBooked(ref=ref, reason=_words(full)) from full
    except StoreUnavailable as error:
        raise NotBooked(ref=ref, reason=_words(error)) from error
    else:
        return
    try:
        _book(book)
    except (StoreUnavailable, OSError) as error:
        raise NotBooked(ref=ref, reason=_words(error)) from error


def even_if_full(directory: Path, settle: Callable[[], None]) -> None:
    """Run `settle`, which notes that a call failed; what the disk then says never hides how the call ended.

    What could not be noted stays as it was sent, and is asked about at the next start.
    """
    try:
        with_ballast(directory, "", settle)
    except NotBooked as error:
        _LOG.warning("an outcome was not kept", extra={"kind": str(error.fields["reason"])})


@contextmanager
def as_paid(ref: str) -> Iterator[None]:
    """What the disk says here is said of a call that was carried out.

    Raises:
        NotBooked: The disk failed.
    """
    try:
        yield
    except (StoreUnavailable, OSError) as error:
        raise NotBooked(ref=ref, reason=_words(error)) from error


def _book(book: Callable[[], None]) -> None:
    """A file that cannot be written for another reason than a full disk is none of the ballast's business."""
    try:
        book()
    except OSError as error:
        if error.errno in _NO_ROOM:
            raise
        raise StoreUnavailable(reason=error.strerror or type(error).__name__) from error


def _words(error: StoreUnavailable | OSError) -> str:
    """In SQLite's words, which people are told in theirs."""
    if isinstance(error, StoreUnavailable):
        return str(error.fields["reason"])
    return _FULL if error.errno in _NO_ROOM else str(error.strerror)
