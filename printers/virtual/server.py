"""A virtual label printer on a loopback port: connects, prints, complains and breaks like a real one.

One thread serves one client at a time. Nothing waits for a clock: tests change states and wait for what they expect
with `wait_for`. When it cannot print and its buffer is full it stops reading, so that the sender feels back-pressure.
"""

import select
import socket
import struct
import threading
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Self

from printers.virtual.engine import Engine
from printers.virtual.states import PROFILES, Drop, JournalEntry, PrintedLabel, State

_CHUNK = 65_536
_KERNEL_BUFFER = 8_192  # small, so that a full printer is felt by the sender and not hidden by the system
_NO_LINGER = struct.pack("ii", 1, 0)
_TEST_PATIENCE_SECONDS = 10.0


class VirtualPrinter:
    """A printer to send to.

    Args:
        profile: ``zpl``, ``zpl-silent`` (no status answer in an error state), ``epl`` or ``clone`` (never answers).
        dpi: Of its head.
        out: Where to leave each label (bytes and PNG) and the journal as JSON lines; None for memory only.
        buffer_bytes: What it holds when it cannot print.
        split_answers: Send answers one byte at a time.
        port: Of this computer, to listen on; 0 takes a free one.
    """

    def __init__(
        self,
        profile: str = "zpl",
        dpi: int = 203,
        out: Path | None = None,
        *,
        buffer_bytes: int = 16_384,
        split_answers: bool = False,
        port: int = 0,
    ) -> None:
        self._engine = Engine(PROFILES[profile], dpi, buffer_bytes, out)
        self._split_answers = split_answers
        self._lock = threading.Condition()
        self._stopping = False
        self._drop: tuple[int, Drop] | None = None
        self._handled = 0  # wake-ups that the thread has acted on
        self._woken = 0
        self._listener = self._bound(port)
        self._wake_read, self._wake_write = socket.socketpair()
        self.port: int = self._listener.getsockname()[1]
        self._is_listening = True
        self._thread = threading.Thread(target=self._serve, name=f"virtual-{profile}", daemon=True)

    def _bound(self, port: int) -> socket.socket:
        listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, _KERNEL_BUFFER)
        try:
            listener.bind(("127.0.0.1", port))
        except OSError:
            listener.close()
            raise
        return listener

    # --- for tests and the preview ---

    @property
    def address(self) -> str:
        """As a transport address."""
        return f"tcp://127.0.0.1:{self.port}"

    @property
    def printed(self) -> tuple[PrintedLabel, ...]:
        """All paper that came out, in order."""
        with self._lock:
            return tuple(self._engine.printed)

    @property
    def journal(self) -> tuple[JournalEntry, ...]:
        """What happened, in order."""
        with self._lock:
            return tuple(self._engine.journal)

    @property
    def faults(self) -> tuple[str, ...]:
        """What the interpreter complained about."""
        with self._lock:
            return tuple(self._engine.faults)

    @property
    def state(self) -> State:
        """What is wrong now."""
        with self._lock:
            return self._engine.state

    @property
    def labels_waiting(self) -> int:
        """Labels read but not printed."""
        with self._lock:
            return self._engine.labels_waiting

    def set_state(self, state: State) -> None:
        """Something happens to the printer; returns when the network shows it."""
        with self._lock:
            self._engine.set_state(state)
        self._wake()

    def paper_out_after(self, labels: int) -> None:
        """Out of paper after so many more labels; 0 is now."""
        with self._lock:
            self._engine.load_paper(labels)
        self._wake()

    def load_paper(self, labels: int = 1000) -> None:
        """A new roll; printing goes on."""
        self.paper_out_after(labels)

    def drop_after(self, received: int, how: Drop) -> None:
        """Break the current or next connection once, after it has delivered so many bytes."""
        with self._lock:
            self._drop = (received, how)
        self._wake()

    def wait_for(self, expected: Callable[["VirtualPrinter"], bool], seconds: float = _TEST_PATIENCE_SECONDS) -> bool:
        """Wait until something is true of this printer; False if it never was."""
        with self._lock:
            return self._lock.wait_for(lambda: expected(self), seconds)

    # --- life ---

    def start(self) -> Self:
        """Switch on and listen."""
        self._listener.listen(8)
        self._thread.start()
        return self

    def stop(self) -> None:
        """Switch off for good; safe to call twice."""
        if self._stopping:
            return
        self._stopping = True
        if self._thread.is_alive():
            self._wake_write.send(b"s")
            self._thread.join(_TEST_PATIENCE_SECONDS)
        for each in (self._listener, self._wake_read, self._wake_write):
            each.close()

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.stop()

    # --- the thread ---

    def _wake(self) -> None:
        """Let the thread look at the new state, and wait until it has."""
        with self._lock:
            self._lock.notify_all()
            if not self._thread.is_alive():
                return
            self._woken += 1
            mine = self._woken
            self._wake_write.send(b"w")
            self._lock.wait_for(lambda: self._handled >= mine or self._stopping, _TEST_PATIENCE_SECONDS)

    def _serve(self) -> None:
        while not self._stopping:
            client = self._next_client()
            if client is not None:
                with client:
                    self._talk(client)
                with self._lock:
                    self._engine.disconnected()
                    self._lock.notify_all()

    def _wait(self, *others: socket.socket) -> list[socket.socket]:
        """Those of `others` that have something to read; acts on wake-ups first."""
        ready, _, _ = select.select([self._wake_read, *others], [], [])
        if self._wake_read in ready:
            count = len(self._wake_read.recv(_CHUNK))
            self._follow_power()
            with self._lock:
                self._handled += count
                self._lock.notify_all()
        return [each for each in others if each in ready]

    def _follow_power(self) -> None:
        """Close or open the port. Off keeps the port bound without listening, so that it stays ours and refuses."""
        with self._lock:
            is_off = self._engine.state is State.OFF
        if is_off is not self._is_listening or self._stopping:
            return
        if is_off:
            self._listener.close()
            self._listener = self._bound(self.port)
        else:
            self._listener.listen(8)
        self._is_listening = not is_off

    def _next_client(self) -> socket.socket | None:
        with self._lock:
            is_off = self._engine.state is State.OFF
        if is_off:
            self._wait()
            return None
        if not self._wait(self._listener) or self.state is State.OFF:
            return None
        client, _ = self._listener.accept()
        client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        with self._lock:
            self._engine.note("client", "connected")
            self._lock.notify_all()
        return client

    def _talk(self, client: socket.socket) -> None:
        received = 0
        while not self._stopping:
            with self._lock:
                is_off, room, drop = self._engine.state is State.OFF, self._engine.room(), self._drop
            if is_off:
                client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _NO_LINGER)
                return
            if drop is not None:
                room = min(room, drop[0] - received)
                if received >= drop[0]:
                    self._break(client, drop[1])
                    return
            try:
                if not self._wait(*([client] if room > 0 else [])):
                    continue
                data = client.recv(min(room, _CHUNK))
                if not data:
                    return
                received += len(data)
                self._reply(client, data)
            except OSError as error:
                with self._lock:
                    self._engine.note("line", type(error).__name__)
                return

    def _reply(self, client: socket.socket, data: bytes) -> None:
        with self._lock:
            reply = self._engine.receive(data)
            self._lock.notify_all()
        if self._split_answers:
            for place in range(len(reply)):
                client.sendall(reply[place : place + 1])
        else:
            client.sendall(reply)

    def _break(self, client: socket.socket, how: Drop) -> None:
        with self._lock:
            self._drop = None
            self._engine.note("drop", how.value)
            self._lock.notify_all()
        if how is Drop.RST:
            client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _NO_LINGER)
            return
        try:
            if how is Drop.FIN:
                client.shutdown(socket.SHUT_WR)
            while not self._stopping and self.state is not State.OFF:
                if self._wait(*([client] if how is Drop.FIN else [])) and not client.recv(_CHUNK):
                    return
        except OSError:
            return  # the sender broke it from its side, which ends it just as well
