"""Printers that this computer can name by itself: print queues, and USB printers that the kernel has a node for."""

from dataclasses import dataclass
from pathlib import Path

from printers.transports.cups import queues

_NODES = (Path("/dev/usb"), Path("/dev"))


@dataclass(frozen=True, slots=True)
class Found:
    """Something that can be added as a printer; `address` is what to add it with, `name` what it is called here."""

    address: str
    name: str


def discover(folders: tuple[Path, ...] = _NODES) -> list[Found]:
    """USB printers first: bytes go to them without a print system in between.

    Network printers are not looked for: a scan of other people's network is nobody's first step.
    """
    nodes = sorted({path for folder in folders if folder.is_dir() for path in folder.glob("lp[0-9]*")})
    return [
        *(Found(f"usb:{path}", path.name) for path in nodes if path.is_char_device()),
        *(Found(f"cups:{queue}", queue) for queue in queues()),
    ]
