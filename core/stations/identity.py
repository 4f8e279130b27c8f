"""The id of a station (DESIGN D8): it lies in the user's config directory, not in the books."""

import json
import os
from pathlib import Path

from core.ids import Ids


def station_id(config: Path, ids: Ids) -> str:
    """The id of this user's station, made at the first start and kept in `config` (D8)."""
    path = config / "station.json"
    try:
        return str(json.loads(path.read_text(encoding="utf-8"))["id"])
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        pass
    config.mkdir(mode=0o700, parents=True, exist_ok=True)
    new = f"st-{ids.new()[-8:].lower()}"
    partial = path.with_name(f"station.{os.getpid()}.partial")
    partial.write_text(json.dumps({"id": new}) + "\n", encoding="utf-8")
    try:
        os.link(partial, path)  # fails if another process was first; then its id is ours
    except FileExistsError:
        new = str(json.loads(path.read_text(encoding="utf-8"))["id"])
    finally:
        partial.unlink()
    return new
