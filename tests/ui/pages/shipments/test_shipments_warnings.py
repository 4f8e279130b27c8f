"""Shipments marks a label that differs from its shipment, and paper that must not travel (section 7 no. 21)."""

from pathlib import Path

from stations import MIAMI, fund, order, station

from core.i18n import translator
from core.shipments.service_replacing import replace_label
from core.shipments.service_shipping import ship_orders
from ui.pages.shipments.showing import _warnings
from ui.pages.shipments.work import read_label


def test_a_label_that_differs_and_one_that_was_replaced_are_marked(tmp_path: Path) -> None:
    tr = translator("en")
    with station(tmp_path) as services:
        fund(services, "usd", 5000)
        label = ship_orders(services.bench, [order(services, MIAMI._replace(number="A1")).id])[0].label
        assert label is not None
        assert _warnings(tr, read_label(services, label.id)) == []
        with services.store.write() as tx:
            tx.run("update orders set weight_mg = 900000")
        [chip] = _warnings(tr, read_label(services, label.id))
        assert chip.text == "Label differs"
        replace_label(services.bench, label.id, "heavier")
        [chip] = _warnings(tr, read_label(services, label.id))
        assert chip.text == "Destroy the printed label"
