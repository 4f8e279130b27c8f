"""Which adapter serves which kind of provider."""

from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from core.clock import SteppingClock
from core.gateways.registry import POSTAGE_KINDS, UnknownGateway, gateway_for

CLOCK, ZONE = SteppingClock(datetime(2026, 11, 23, tzinfo=UTC)), ZoneInfo("UTC")


def test_every_kind_has_its_adapter(tmp_path: Path) -> None:
    assert [gateway_for(kind, tmp_path, CLOCK, ZONE).kind for kind in POSTAGE_KINDS] == list(POSTAGE_KINDS)


def test_a_gateway_leaves_no_trace_before_it_is_asked(tmp_path: Path) -> None:
    for kind in POSTAGE_KINDS:
        gateway_for(kind, tmp_path, CLOCK, ZONE)
    assert list(tmp_path.iterdir()) == []


def test_an_unknown_kind_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnknownGateway):
        gateway_for("paypal", tmp_path, CLOCK, ZONE)


def test_the_script_in_the_directory_is_obeyed(tmp_path: Path) -> None:
    text = '{"faults": [{"operation": "reading", "nth": 1, "kind": "rate-limited"}]}'
    (tmp_path / "practice-faults.json").write_text(text, encoding="utf-8")
    gateway = gateway_for("practice", tmp_path, CLOCK, ZONE)
    with pytest.raises(Exception, match="rate-limited"):
        gateway.reading("usd", "USD")
    assert gateway.reading("usd", "USD").state == "ok"
