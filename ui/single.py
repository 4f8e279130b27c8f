"""One window per data directory: a second start raises the first one and ends (facts: desktop 1.6)."""

from pathlib import Path

from PySide6.QtCore import QLockFile, QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_WAIT_MS = 2000
_LOCK = "window.lock"


class SingleWindow(QObject):
    """Holds the directory's window lock, and listens for later starts.

    Signals:
        raise_asked: Another start wants this window in front.
    """

    raise_asked = Signal()

    def __init__(self, directory: Path, uuid: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name = f"postbench-{uuid}"
        self._lock = QLockFile(str(directory / "run" / _LOCK))
        self._lock.setStaleLockTime(0)  # a dead process is found by its pid; a slow one never loses its lock
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._asked)

    def acquire(self) -> bool:
        """Be the window of this directory; False if another process is."""
        if not self._lock.tryLock(0):
            return False
        QLocalServer.removeServer(self._name)  # left by a run that was killed; the lock says that nobody listens
        self._server.listen(self._name)
        return True

    def raise_other(self) -> bool:
        """Ask the window that is there to come to the front; False if it does not answer."""
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        return socket.waitForConnected(_WAIT_MS)

    def _asked(self) -> None:
        while self._server.hasPendingConnections():
            connection = self._server.nextPendingConnection()
            connection.disconnectFromServer()
            connection.deleteLater()
        self.raise_asked.emit()

    def release(self) -> None:
        """Let go."""
        self._server.close()
        self._lock.unlock()
