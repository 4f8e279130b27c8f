"""What every use case needs that reaches a printer."""

from dataclasses import dataclass

from core.context import Desk
from core.printing.port import Device
from core.store.database import Store
from core.store.files import Files


@dataclass(frozen=True, slots=True)
class Press:
    """The station's means of printing.

    Attributes:
        store: The books.
        desk: Who, where, when.
        files: Where drawings and issued files are kept.
        device: The device package.
    """

    store: Store
    desk: Desk
    files: Files
    device: Device
