"""What every way to a printer promises: one complete job per delivery, and an honest word about its fate.

A write that succeeded proves nothing: the system's buffers take a whole label in a millisecond. So there are four
answers and none of them is "printed".

Source: measurements of 2026-11 with library and system spoolers (no error for a printer without paper, one that closed
the connection, one that broke it); the same with the query on the same connection.
"""

from dataclasses import dataclass
from enum import Enum, StrEnum
from typing import Protocol

from core.errors import Refused, Unavailable


class DeliveryState(Enum):
    """How far a job certainly came."""

    HANDED_OVER = "handed-over"  # all bytes left; what the printer did with them is not known
    CONFIRMED_BY_ANSWER = "confirmed-by-answer"  # the printer answered a question that stood behind the job
    UNKNOWN = "unknown"  # some bytes may have been read: never to be sent again without a person
    NOT_SENT = "not-sent"  # not one byte left


class Detail(StrEnum):
    """Why, for messages and the print journal."""

    ANSWERED = "answered"
    NO_ANSWER = "no-answer"  # asked and waited, nothing came
    CLOSED_WITHOUT_ANSWER = "closed-without-answer"  # the printer ended the connection and said nothing
    NOT_ASKED = "not-asked"
    CLOSED_EARLY = "closed-early"  # the printer ended the connection before it had the whole job
    RESET = "reset"  # the connection broke
    STALLED = "stalled"  # the printer stopped taking bytes
    UNACKNOWLEDGED = "unacknowledged"  # sent, but the printer's end did not take all of it in time
    WRITTEN = "written"
    NOT_FLUSHED = "not-flushed"  # the file is there, the system could not promise that it stays


@dataclass(frozen=True, slots=True)
class Delivery:
    """The fate of one job.

    Attributes:
        state: How far it came.
        answer: What the printer said, raw; empty when nothing.
        detail: Why.
        bytes_sent: Bytes that the system took.
        reference: Where it went: address, file name, job number.
    """

    state: DeliveryState
    answer: bytes = b""
    detail: str = ""
    bytes_sent: int = 0
    reference: str = ""


class Transport(Protocol):
    """A way to one printer."""

    def deliver(self, job: bytes, query: bytes | None, *, file_name: str) -> Delivery:
        """Deliver one complete job.

        Args:
            job: All bytes of the job.
            query: A status question to put behind the job on the same line, None where there is no back-channel.
            file_name: A safe name for the job, with extension; folders use it, others may show it.

        Raises:
            Unavailable: Nothing was sent, for certain.
            Refused: The job or its name is not acceptable.
        """

    def ask(self, query: bytes) -> bytes:
        """Ask the printer something and print nothing; what it said, empty for silence.

        Raises:
            Unavailable: It cannot be reached.
        """


class BadAddress(Refused):
    """A printer address that cannot be used. Fields: ``text``, ``why`` (see `AddressFault`)."""

    code = "printer.bad-address"


class AddressFault(StrEnum):
    """What is wrong with a printer address."""

    SCHEME = "scheme"  # must begin with one of the forms of `addresses`
    HOST = "host"
    PORT = "port"
    SURPLUS = "surplus"  # something stands behind the port
    FOLDER = "folder"  # must be an absolute path
    QUEUE = "queue"  # no name of a print queue
    NODE = "node"  # must be a device below /dev
    SPEED = "speed"  # no speed of a serial line


class BadFileName(Refused):
    """A job name that could leave its folder or that a system would not take. Fields: ``name``."""

    code = "printer.bad-file-name"


class EmptyJob(Refused):
    """A job without bytes; there is nothing to print."""

    code = "printer.empty-job"


class Unreachable(Unavailable):
    """No connection to the printer; not one byte was sent. Fields: ``address``, ``why``."""

    code = "printer.unreachable"


class FolderUnavailable(Unavailable):
    """The folder is not there or cannot be written; no file appeared. Fields: ``folder``, ``why``."""

    code = "printer.folder-unavailable"
