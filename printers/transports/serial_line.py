"""A printer on a serial line: 8 data bits, no parity, one stop bit, XON/XOFF.

Source: Zebra's manuals (LP2844: 9600 8N1 with DTR and XON/XOFF as it leaves the factory).
"""

import sys
from functools import partial
from pathlib import Path

from printers.transports.device_node import DeviceNode
from printers.transports.tcp import Patience

DEFAULT_BAUD = 9600
BAUDS = (1200, 2400, 4800, 9600, 19200, 38400, 57600, 115200)
# A full 4x6 label of 4 kB takes over four seconds at 9600 baud.
_PATIENCE = Patience(stall_seconds=30.0, answer_seconds=8.0)


def serial_line(path: Path, baud: int, patience: Patience | None = None) -> DeviceNode:
    """The transport of a serial line."""
    return DeviceNode(path, patience or _PATIENCE, partial(_set_up, baud=baud))


def _set_up(node: int, baud: int) -> None:
    """Bytes as they are, at this speed."""
    if sys.platform == "win32":
        raise OSError(0, "serial lines are driven on POSIX systems only")
    import termios

    speed = getattr(termios, f"B{baud}")
    iflag, _oflag, cflag, _lflag, _in, _out, signs = termios.tcgetattr(node)
    iflag = termios.IXON | termios.IXOFF | termios.IGNBRK
    cflag = (cflag & ~(termios.CSIZE | termios.PARENB | termios.CSTOPB)) | termios.CS8 | termios.CLOCAL | termios.CREAD
    signs[termios.VMIN], signs[termios.VTIME] = 0, 0
    termios.tcsetattr(node, termios.TCSANOW, [iflag, 0, cflag, 0, speed, speed, signs])
