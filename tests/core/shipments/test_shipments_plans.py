"""Lists stay quick at any number of labels: what they ask is answered by indexes, not by reading whole tables.

Plans are the same for empty tables, as the database keeps no statistics; times are in tests/bench.
"""

from pathlib import Path

import pytest
from stations import station

from core.services import Services
from core.shipments.listing import list_shipments
from core.store.connecting import connect
from core.store.database import Query


def whole_tables(services: Services, text: str) -> list[str]:
    """Tables that are read from end to end to answer."""
    asked: list[str] = []
    db = connect(services.store.path, reader=True)
    db.conn.set_trace_callback(asked.append)
    list_shipments(Query(db), text=text, before="L5")
    db.conn.set_trace_callback(None)
    steps = [str(row["detail"]) for sql in asked for row in db.conn.execute(f"explain query plan {sql}")]
    db.conn.close()
    assert steps
    return [step for step in steps if step.startswith("SCAN") and "SUBQUERY" not in step]


@pytest.mark.parametrize(("text", "tables"), [("", []), ("9205 5902 4232 7008", ["SCAN orders"])])
def test_a_page_of_labels_reads_no_table_from_end_to_end(tmp_path: Path, text: str, tables: list[str]) -> None:
    """Not even for how each label was printed. Words are looked for in all orders, once."""
    with station(tmp_path) as services:
        assert whole_tables(services, text) == tables
