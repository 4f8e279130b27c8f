"""A damaged database is said to be damaged, wherever the damage lies (D4; facts: ledger 2.7)."""

from pathlib import Path

import pytest
from stations import station

from core.context import Mode
from core.store.faults import StoreDamaged
from core.store.opening import stored_mode


@pytest.mark.parametrize("page", range(1, 9))
def test_random_bytes_in_any_of_the_first_pages_are_damage_and_never_a_fault_of_the_program(
    tmp_path: Path, page: int
) -> None:
    with station(tmp_path):
        pass
    path = tmp_path / "data" / "station.db"
    whole = bytearray(path.read_bytes())
    whole[4096 * page : 4096 * (page + 20)] = bytes(n * 37 % 251 for n in range(4096 * 20))
    path.write_bytes(bytes(whole))
    try:
        mode = stored_mode(tmp_path / "data")
    except StoreDamaged:
        return
    assert mode is Mode.PRACTICE
    with pytest.raises(StoreDamaged), station(tmp_path):
        pass
