"""Postbench: reads the command line, composes the station, starts. The only composition root.

``python app.py`` opens the window, ``python app.py --help`` lists the commands. Everything is imported where it is
first needed, so that a command starts at once.
"""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from ui.commands.root import root
from ui.commands.session import Doors, Session

if TYPE_CHECKING:
    from core.context import Mode
    from core.services import Services
    from core.upkeep.restoring import Restored

NAME = "postbench"


def default_directory() -> Path:
    """Where the practice station lies."""
    from platformdirs import user_data_path

    return user_data_path(NAME, appauthor=False) / "practice"


def config_directory() -> Path:
    """Where this computer's station id lies."""
    from platformdirs import user_config_path

    return user_config_path(NAME, appauthor=False)


def open_station(directory: Path, mode: "Mode | None", operator: str, confirmed: bool) -> "Services":
    """Open the station in `directory`; a new one is for practice, or of another `mode` that a person confirmed.

    Raises:
        DirectoryMissing: There is no station of this mode yet, and nobody confirmed that it shall be made.
    """
    from core.context import Mode
    from core.services import open_station as open_services
    from core.store.opening import DirectoryMissing, stored_mode
    from printers.device import StationDevice

    is_there = stored_mode(directory)
    chosen = mode or is_there or Mode.PRACTICE
    if is_there is None and chosen is not Mode.PRACTICE and not confirmed:
        raise DirectoryMissing(path=str(directory), mode=chosen.value)
    return open_services(directory, chosen, config_directory(), StationDevice(base=directory), operator=operator)


def run_window(services: "Services") -> int:
    """Open the window."""
    from ui.start import run_window as start

    return start(services)


def restore_station(directory: Path, backup: str, root: Path | None, operator: str) -> "Restored":
    """Put a backup in place of the books of `directory`."""
    from core.services import restore_station as restore

    return restore(directory, config_directory(), backup, root=root, operator=operator)


DOORS = Doors(default_directory, open_station, run_window, restore_station)


def main() -> None:
    """Run the command line."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    root().main(prog_name="app.py", obj=Session(DOORS))


if __name__ == "__main__":
    main()
