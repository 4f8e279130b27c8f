"""What a station knows of itself, for Help > About (S2-06): schema, who may open it, where its database runs."""

from dataclasses import dataclass

from core.store.database import Query


@dataclass(frozen=True, slots=True)
class StationFacts:
    """The station's database in figures; no name, no address, no key.

    Attributes:
        schema: Number of its last migration.
        min_app_version: The oldest program that may open it.
        made_at: UTC text.
        sqlite: Version of SQLite in use.
    """

    schema: int
    min_app_version: str
    made_at: str
    sqlite: str


def station_facts(q: Query) -> StationFacts:
    """Read them."""
    meta = {str(row["key"]): str(row["value"]) for row in q.all("select key, value from meta")}
    return StationFacts(
        schema=q.integer("pragma user_version"),
        min_app_version=meta["min_app_version"],
        made_at=meta["made_at"],
        sqlite=str(q.value("select sqlite_version()")),
    )
