"""Words for outcomes, replacements and the portal's lines: each member of a closed set has one, in both languages."""

from enum import Enum
from pathlib import Path

import pytest
from stations import MIAMI, fund, order, station

from core.i18n import LANGUAGES, translator
from core.shipments.content import PARTS as CONTENT_PARTS
from core.shipments.rules_replacing import ReplacingState
from core.shipments.service_shipping import ship_orders
from core.wallet.evidence import Hint
from core.wallet.rules_portal import LineFate, LineKind
from ui.messages_base import Table
from ui.messages_purchases import ANSWERS, FATES, HINTS, LINE_KINDS, PARTS, REPLACING_STATES, differs_text
from ui.pages.bench.finding import load


@pytest.mark.parametrize(
    ("table", "members"),
    [(REPLACING_STATES, ReplacingState), (HINTS, Hint), (FATES, LineFate), (LINE_KINDS, LineKind)],
)
def test_every_member_has_its_word(table: Table, members: type[Enum]) -> None:
    assert set(table) == {member.value for member in members}
    for lang in LANGUAGES:
        assert all(words(translator(lang)) for words in table.values())


def test_answers_and_parts_are_those_that_core_writes() -> None:
    assert set(PARTS) == set(CONTENT_PARTS)
    assert set(ANSWERS) == {"found", "processing", "refused", "absent", "not-yet", "cannot-tell"}


def test_a_label_that_differs_names_where(tmp_path: Path) -> None:
    """MISSION section 7 no. 21: seen at the bench as soon as the order is in hand."""
    tr = translator("en")
    assert differs_text(tr, ()) == ""
    assert differs_text(tr, ("address", "service")) == "Label differs from shipment: address, service"
    with station(tmp_path) as services:
        fund(services, "usd", 5000)
        made = order(services, MIAMI._replace(number="A1"))
        ship_orders(services.bench, [made.id])
        assert load(services, made.id).differs == ()
        with services.store.write() as tx:
            tx.run("update orders set postal = '33140'")
        assert load(services, made.id).differs == ("address",)
