"""Printer addresses, one form for each way to a printer.

``tcp://host:port`` · ``cups:QUEUE`` · ``usb:/dev/usb/lp0`` · ``serial:/dev/ttyUSB0`` or ``serial:/dev/ttyUSB0,19200`` ·
``folder:/absolute/path``, and ``folder:name`` inside the data directory.
"""

import re
from pathlib import Path, PureWindowsPath

from printers.transports.cups import CupsQueue
from printers.transports.device_node import DeviceNode
from printers.transports.folder import FolderTransport
from printers.transports.port import AddressFault, BadAddress, Transport
from printers.transports.serial_line import BAUDS, DEFAULT_BAUD, serial_line
from printers.transports.tcp import DEFAULT_PORT, Patience, TcpTransport

_TCP = "tcp://"
_FOLDER, _CUPS, _USB, _SERIAL = "folder:", "cups:", "usb:", "serial:"
_QUEUE = re.compile(r"[^\s/#?\\'\"\x00-\x1f-][^\s/#?\\'\"\x00-\x1f]{0,126}")  # what CUPS allows, and no option of lp
_HOST = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]{0,251}[A-Za-z0-9])?")
_IPV6 = re.compile(r"\[([0-9A-Fa-f:.]{2,45}(?:%[A-Za-z0-9_.-]{1,20})?)\](.*)")


def open_transport(address: str, *, patience: Patience | None = None, base: Path | None = None) -> Transport:
    """The transport of an address; nothing is opened before a job is delivered.

    Args:
        address: ``tcp://192.168.1.40``, ``tcp://printer:9100``, ``tcp://[fe80::1]:9100`` or ``folder:/srv/labels``.
        patience: Waiting times of a network printer; None for the usual ones.
        base: The data directory, which a folder that is not absolute lies in; None allows only absolute ones.

    Raises:
        BadAddress: It cannot be read, and why.
    """
    text = address.strip()
    if text.lower().startswith(_TCP):
        host, port = _host_and_port(text, text[len(_TCP) :])
        return TcpTransport(host, port, patience or Patience())
    if text.lower().startswith(_FOLDER):
        return FolderTransport(_folder(text, text[len(_FOLDER) :], base))
    if text.lower().startswith(_CUPS):
        queue = text[len(_CUPS) :]
        if _QUEUE.fullmatch(queue) is None:
            raise BadAddress(text=address, why=AddressFault.QUEUE)
        return CupsQueue(queue)
    if text.lower().startswith(_USB):
        return DeviceNode(_node(text, text[len(_USB) :]), patience or Patience())
    if text.lower().startswith(_SERIAL):
        path, comma, baud = text[len(_SERIAL) :].partition(",")
        if comma and baud not in map(str, BAUDS):
            raise BadAddress(text=address, why=AddressFault.SPEED)
        return serial_line(_node(text, path), int(baud) if comma else DEFAULT_BAUD, patience)
    raise BadAddress(text=address, why=AddressFault.SCHEME)


def _node(address: str, rest: str) -> Path:
    path = Path(rest)
    if not path.is_relative_to("/dev") or len(path.parts) < 3 or ".." in path.parts or "\0" in rest:
        raise BadAddress(text=address, why=AddressFault.NODE)
    return path


def _host_and_port(address: str, rest: str) -> tuple[str, int]:
    six = _IPV6.fullmatch(rest)
    if six is not None:
        host, tail = six[1], six[2]
    else:
        host, colon, port = rest.partition(":")
        tail = colon + port
        if any(mark in host for mark in "/?#@"):
            raise BadAddress(text=address, why=AddressFault.SURPLUS)
        if _HOST.fullmatch(host) is None:
            raise BadAddress(text=address, why=AddressFault.HOST)
    if not tail:
        return host, DEFAULT_PORT
    digits = tail[1:]
    if any(mark in digits for mark in "/?#@"):
        raise BadAddress(text=address, why=AddressFault.SURPLUS)
    if tail[0] != ":" or not (digits.isascii() and digits.isdigit()) or not 1 <= int(digits[:6]) <= 65_535:
        raise BadAddress(text=address, why=AddressFault.PORT)
    return host, int(digits)


def _folder(address: str, rest: str, base: Path | None) -> Path:
    path = Path(rest)
    is_absolute = path.is_absolute() or PureWindowsPath(rest).is_absolute()
    if not path.name or "\0" in rest or ".." in path.parts or not (is_absolute or base):
        raise BadAddress(text=address, why=AddressFault.FOLDER)
    return path if is_absolute or base is None else base / path
