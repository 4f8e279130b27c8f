"""The provider said yes and the disk is full: the ballast goes, and the books are written after all."""

import errno
from collections.abc import Callable
from pathlib import Path

from core.errors import OutcomeUnknown
from core.store.faults import DiskFull, StoreUnavailable
from core.store.space import release_ballast


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


def _book(book: Callable[[], None]) -> None:
    """A file that cannot be written for another reason than a full disk is none of the ballast's business."""
    try:
        book()
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise
        raise StoreUnavailable(reason=error.strerror or type(error).__name__) from error


def _words(error: StoreUnavailable | OSError) -> str:
    return str(error.fields["reason"]) if isinstance(error, StoreUnavailable) else str(error.strerror)
