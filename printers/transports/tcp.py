"""Raw port 9100: connect, write, half-close, read until the printer has said all, close.

Never closes with an unread answer in the buffer: the system would break the connection and the printer would lose the
label it was still reading (measured 2026-11: 12 288 of 248 513 bytes arrived). A job that stalls is broken off on
purpose, so that what the system still holds does not print later, behind the operator's back.
"""

import contextlib
import errno
import select
import socket
import struct
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass

from printers import status
from printers.transports.port import Delivery, DeliveryState, Detail, EmptyJob, Unreachable

DEFAULT_PORT = 9100
_CHUNK = 16_384
# Small on purpose: bytes that wait in the system look like bytes that are sent.
_SEND_BUFFER = 32_768
_ANSWER_MAX = 65_536
_LOOK_SECONDS = 0.2
_NO_LINGER = struct.pack("ii", 1, 0)


@dataclass(frozen=True, slots=True)
class Patience:
    """How long to wait.

    Attributes:
        connect_seconds: For the connection.
        stall_seconds: For the printer to take the next byte, and for the system to see it taken.
        answer_seconds: For an answer after the last byte was taken.
    """

    connect_seconds: float = 5.0
    stall_seconds: float = 20.0
    answer_seconds: float = 3.0


@dataclass(frozen=True, slots=True)
class TcpTransport:
    """A printer on the network.

    Attributes:
        host: Name or address.
        port: Usually 9100.
        patience: Waiting times.
        monotonic: The clock of the waiting times.
    """

    host: str
    port: int = DEFAULT_PORT
    patience: Patience = Patience()
    monotonic: Callable[[], float] = time.monotonic

    @property
    def address(self) -> str:
        """As it is written in a printer's settings."""
        return f"tcp://[{self.host}]:{self.port}" if ":" in self.host else f"tcp://{self.host}:{self.port}"

    def deliver(self, job: bytes, query: bytes | None, *, file_name: str) -> Delivery:
        """Send one job on its own connection; see `Transport.deliver`."""
        if not job:
            raise EmptyJob
        with self._connected() as line:
            return _Conversation(line, self, job, query).run()

    def ask(self, query: bytes) -> bytes:
        """A question on its own connection; see `Transport.ask`."""
        with self._connected() as line:
            return _Conversation(line, self, b"", query).run().answer

    def _connected(self) -> socket.socket:
        try:
            line = socket.create_connection((self.host, self.port), self.patience.connect_seconds)
        except (OSError, UnicodeError) as error:
            # UnicodeError: a host name that is no host name is only noticed by its IDNA encoding.
            raise Unreachable(address=self.address, why=_why(error)) from error
        line.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, _SEND_BUFFER)
        line.setblocking(False)
        return line


def _why(error: Exception) -> str:
    """A short stable word for a failed connection."""
    if isinstance(error, TimeoutError):
        return "timeout"
    if isinstance(error, socket.gaierror | UnicodeError):
        return "unknown-host"
    if isinstance(error, ConnectionRefusedError):
        return "refused"
    if isinstance(error, OSError) and error.errno in (errno.ENETUNREACH, errno.EHOSTUNREACH):
        return "no-route"
    return type(error).__name__


class _Conversation:
    """One job on one connection."""

    def __init__(self, line: socket.socket, transport: TcpTransport, job: bytes, query: bytes | None) -> None:
        self._line = line
        self._patience = transport.patience
        self._monotonic = transport.monotonic
        self._reference = transport.address
        self._job_bytes = len(job)
        self._rest = memoryview(job + (query or b""))
        self._query = query
        self._sent = 0
        self._answer = bytearray()
        self._is_closed_by_printer = False
        self._is_closed_early = False

    def run(self) -> Delivery:
        """Send, half-close, listen."""
        try:
            if not self._send():
                return self._given_up(Detail.STALLED)
            self._line.shutdown(socket.SHUT_WR)
            return self._listen()
        except OSError:
            if self._is_answered():
                return self._end(DeliveryState.CONFIRMED_BY_ANSWER, Detail.ANSWERED)
            state = DeliveryState.UNKNOWN if self._sent else DeliveryState.NOT_SENT
            return self._end(state, Detail.RESET)

    def _send(self) -> bool:
        """All bytes to the system, reading what comes meanwhile; False when the printer stopped taking them."""
        deadline = self._monotonic() + self._patience.stall_seconds
        while self._rest:
            left = deadline - self._monotonic()
            if left <= 0:
                return False
            listening = [] if self._is_closed_by_printer else [self._line]
            readable, writable, _ = select.select(listening, [self._line], [], left)
            if readable:
                self._receive()
            if writable:
                count = self._line.send(self._rest[:_CHUNK])
                self._sent += count
                self._rest = self._rest[count:]
                deadline = self._monotonic() + self._patience.stall_seconds
        return True

    def _listen(self) -> Delivery:
        """Wait for the answer, the end, or the end of patience; the clock runs only while nothing moves."""
        untaken = _untaken(self._line)
        moved = self._monotonic()
        while not self._is_closed_by_printer and not self._is_answered():
            limit = self._patience.stall_seconds if untaken else self._patience.answer_seconds
            left = moved + limit - self._monotonic()
            if left <= 0:
                break
            readable, _, _ = select.select([self._line], [], [], min(left, _LOOK_SECONDS))
            if readable:
                self._receive()
                moved = self._monotonic()
            still = _untaken(self._line)
            if still < untaken:
                moved = self._monotonic()
            untaken = still
        return self._verdict(untaken)

    def _verdict(self, untaken: int) -> Delivery:
        if self._is_answered():
            return self._end(DeliveryState.CONFIRMED_BY_ANSWER, Detail.ANSWERED)
        if self._is_closed_early:
            return self._end(DeliveryState.UNKNOWN, Detail.CLOSED_EARLY)
        if untaken:
            return self._given_up(Detail.UNACKNOWLEDGED)
        if self._query is None:
            return self._end(DeliveryState.HANDED_OVER, Detail.NOT_ASKED)
        if self._is_closed_by_printer:
            return self._end(DeliveryState.HANDED_OVER, Detail.CLOSED_WITHOUT_ANSWER)
        return self._end(DeliveryState.HANDED_OVER, Detail.NO_ANSWER)

    def _receive(self) -> None:
        data = self._line.recv(_CHUNK)
        if not data:
            self._is_closed_by_printer = True
            self._is_closed_early = len(self._rest) > len(self._query or b"")
        elif len(self._answer) < _ANSWER_MAX:
            self._answer += data

    def _is_answered(self) -> bool:
        return self._query is not None and not self._rest and status.is_complete(self._query, bytes(self._answer))

    def _given_up(self, detail: Detail) -> Delivery:
        """Break the line: the rest of the job must not print later by itself."""
        with contextlib.suppress(OSError):
            self._line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _NO_LINGER)
        return self._end(DeliveryState.UNKNOWN if self._sent else DeliveryState.NOT_SENT, detail)

    def _end(self, state: DeliveryState, detail: Detail) -> Delivery:
        return Delivery(state, bytes(self._answer), detail, min(self._sent, self._job_bytes), self._reference)


def _untaken(line: socket.socket) -> int:
    """Bytes sent that the printer's end has not taken yet; 0 where the system does not tell."""
    if sys.platform != "linux":
        return 0
    import fcntl
    import termios

    with contextlib.suppress(OSError):
        return int(struct.unpack("i", fcntl.ioctl(line, termios.TIOCOUTQ, b"\0\0\0\0"))[0])
    return 0
