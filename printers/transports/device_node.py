"""A printer behind a device node: ``/dev/usb/lp0`` of the kernel's usblp, or a serial line.

The node is opened for writing and reading, never made or truncated: a path that is no device is refused. There is no
end of a job on such a line, so the answer to a question behind the job is all that tells (facts: printing 3.1).
"""

import contextlib
import errno
import os
import select
import stat
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from printers import status
from printers.transports.port import Delivery, DeliveryState, Detail, EmptyJob, Unreachable
from printers.transports.tcp import Patience

_CHUNK = 4096  # usblp's own buffer is 8 kB
_ANSWER_MAX = 65_536
_WHY = {
    errno.ENOENT: "no-device",
    errno.ENXIO: "no-device",
    errno.ENODEV: "no-device",
    errno.EACCES: "not-permitted",
    errno.EPERM: "not-permitted",
    errno.EBUSY: "in-use",
}


@dataclass(frozen=True, slots=True)
class DeviceNode:
    """A printer behind a node.

    Attributes:
        path: Of the node, absolute.
        patience: Waiting times; the connection takes none.
        prepare: Called with the open node before the first byte: sets up a serial line.
        monotonic: The clock of the waiting times.
    """

    path: Path
    patience: Patience = field(default_factory=Patience)
    prepare: Callable[[int], None] = lambda _node: None
    monotonic: Callable[[], float] = time.monotonic

    def deliver(self, job: bytes, query: bytes | None, *, file_name: str) -> Delivery:
        """Write one job; see `Transport.deliver`. The name is not used: a device shows none."""
        del file_name
        if not job:
            raise EmptyJob
        with self._open() as node:
            return _Line(node, self, job, query).run()

    def ask(self, query: bytes) -> bytes:
        """A question on its own; see `Transport.ask`."""
        with self._open() as node:
            return _Line(node, self, b"", query).run().answer

    @contextmanager
    def _open(self) -> Iterator[int]:
        try:
            kind = self.path.stat().st_mode
            if not stat.S_ISCHR(kind):
                raise Unreachable(address=str(self.path), why="not-a-device")
            node = os.open(self.path, os.O_RDWR | os.O_NONBLOCK | os.O_NOCTTY)
        except OSError as error:
            raise Unreachable(address=str(self.path), why=why_of(error)) from error
        try:
            self.prepare(node)
            yield node
        except OSError as error:  # only `prepare` lets one out: nothing was written
            raise Unreachable(address=str(self.path), why=why_of(error)) from error
        finally:
            os.close(node)


def why_of(error: OSError) -> str:
    """A short stable word for a node that cannot be used."""
    return _WHY.get(error.errno or 0, type(error).__name__)


class _Line:
    """One job on an open node."""

    def __init__(self, node: int, device: DeviceNode, job: bytes, query: bytes | None) -> None:
        self._node = node
        self._patience = device.patience
        self._monotonic = device.monotonic
        self._job_bytes = len(job)
        self._rest = memoryview(job + (query or b""))
        self._query = query
        self._sent = 0
        self._answer = bytearray()

    def run(self) -> Delivery:
        """Write, then listen."""
        self._drop_old_answers()
        try:
            if not self._write():
                state = DeliveryState.UNKNOWN if self._sent else DeliveryState.NOT_SENT
                return self._end(state, Detail.STALLED)
            if self._query is None:
                return self._end(DeliveryState.HANDED_OVER, Detail.NOT_ASKED)
            self._listen()
        except OSError:  # unplugged in between
            state = DeliveryState.UNKNOWN if self._sent else DeliveryState.NOT_SENT
            return self._end(state, Detail.RESET)
        if self._is_answered():
            return self._end(DeliveryState.CONFIRMED_BY_ANSWER, Detail.ANSWERED)
        return self._end(DeliveryState.HANDED_OVER, Detail.NO_ANSWER)

    def _drop_old_answers(self) -> None:
        """What the printer said to somebody before us is no answer to our question."""
        with contextlib.suppress(OSError):
            while select.select([self._node], [], [], 0)[0] and os.read(self._node, _CHUNK):
                pass

    def _write(self) -> bool:
        deadline = self._monotonic() + self._patience.stall_seconds
        while self._rest:
            left = deadline - self._monotonic()
            if left <= 0:
                return False
            readable, writable, _ = select.select([self._node], [self._node], [], left)
            if readable:
                self._read()
            if writable:
                try:
                    count = os.write(self._node, self._rest[:_CHUNK])
                except BlockingIOError:
                    continue
                self._sent += count
                self._rest = self._rest[count:]
                deadline = self._monotonic() + self._patience.stall_seconds
        return True

    def _listen(self) -> None:
        deadline = self._monotonic() + self._patience.answer_seconds
        while not self._is_answered() and (left := deadline - self._monotonic()) > 0:
            if select.select([self._node], [], [], left)[0] and not self._read():
                return

    def _read(self) -> bool:
        """Take what is there; False when the device says that there is nothing more."""
        try:
            data = os.read(self._node, _CHUNK)
        except BlockingIOError:
            return True
        if len(self._answer) < _ANSWER_MAX:
            self._answer += data
        return bool(data)

    def _is_answered(self) -> bool:
        return self._query is not None and not self._rest and status.is_complete(self._query, bytes(self._answer))

    def _end(self, state: DeliveryState, detail: Detail) -> Delivery:
        return Delivery(state, bytes(self._answer), detail, min(self._sent, self._job_bytes))
