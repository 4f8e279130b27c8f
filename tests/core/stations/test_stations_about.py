"""What a station says of itself (S2-06)."""

import sqlite3
from pathlib import Path

from stations import station

from core.stations.about import station_facts
from core.version import VERSION


def test_a_station_knows_its_schema_its_oldest_program_and_its_sqlite(tmp_path: Path) -> None:
    with station(tmp_path) as services:
        facts = services.read(station_facts)
        stored = sqlite3.connect(f"file:{services.store.path}?mode=ro", uri=True)
        schema = stored.execute("pragma user_version").fetchone()[0]
        stored.close()
    assert facts.schema == schema > 0
    assert facts.min_app_version == VERSION
    assert facts.made_at.startswith("2026-11-20T11:00")
    assert facts.sqlite == sqlite3.sqlite_version
