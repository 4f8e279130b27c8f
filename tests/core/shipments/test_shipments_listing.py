"""Labels in lists: blocks by key, a search, a row's place."""

from functools import partial
from pathlib import Path

from stations import MIAMI, fund, order, station

from core.shipments.listing import list_shipments, outline_shipments, place_of_label, shipments_from
from core.shipments.service_shipping import ship_orders


def test_blocks_by_key_give_every_label_once_in_the_order_of_the_list(tmp_path: Path) -> None:
    with station(tmp_path) as services:
        fund(services, "usd", 20_000)
        placed = [order(services, MIAMI._replace(number=f"S{n}")) for n in range(7)]
        ship_orders(services.bench, [one.id for one in placed])
        whole = services.read(list_shipments)
        count, heads = services.read(lambda q: outline_shipments(q, step=3))
        assert (count, len(heads)) == (7, 3)
        blocks = [services.read(partial(shipments_from, first=head, limit=3)) for head in heads]
        assert [row for block in blocks for row in block] == whole
        for place, row in enumerate(whole):
            assert services.read(partial(place_of_label, label=row.label)) == place


def test_a_label_that_a_text_finds_in_two_ways_is_counted_once(tmp_path: Path) -> None:
    with station(tmp_path) as services:
        fund(services, "usd", 20_000)
        placed = [order(services, MIAMI._replace(number=f"{n}", name="9400 Ana")) for n in (94001, 7)]
        ship_orders(services.bench, [one.id for one in placed])
        assert services.read(lambda q: outline_shipments(q, text="9400", step=50))[0] == 2
        assert services.read(lambda q: outline_shipments(q, text="nobody", step=50)) == (0, [])
        count, heads = services.read(lambda q: outline_shipments(q, text="ana", step=1))
        assert (count, heads) == (2, [row.label for row in services.read(list_shipments)])
