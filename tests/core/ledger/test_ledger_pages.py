"""Transactions by key: the heads of all pages, every page from its head, and the types that are wanted."""

from pathlib import Path

from stations import MIAMI, fund, order, station

from core.ledger.lines import line_heads, newest_from
from core.shipments.service_shipping import ship_orders

ACCOUNT = "wallet:usd"


def test_the_pages_of_an_account_are_all_of_its_lines_once(tmp_path: Path) -> None:
    with station(tmp_path) as services:
        for _ in range(7):
            fund(services, "usd", 1000)
        heads = services.read(lambda q: line_heads(q, ACCOUNT, every=3))
        pages = services.read(lambda q: [newest_from(q, ACCOUNT, key, limit=3) for key in heads.keys])
        assert (heads.count, [len(page) for page in pages]) == (7, [3, 3, 1])
        balances = [line.balance.minor for page in pages for line in page]
        assert balances == [7000, 6000, 5000, 4000, 3000, 2000, 1000]
        nothing = services.read(lambda q: line_heads(q, "wallet:cad", every=3))
        assert (nothing.count, nothing.keys) == (0, ())


def test_only_the_types_that_are_wanted_are_listed(tmp_path: Path) -> None:
    with station(tmp_path) as services:
        fund(services, "usd", 5000)
        placed = [order(services, MIAMI._replace(number=f"L{n}")).id for n in range(3)]
        assert all(answer.label for answer in ship_orders(services.bench, placed))
        labels = services.read(lambda q: line_heads(q, ACCOUNT, kinds=("label",), every=2))
        assert (labels.count, len(labels.keys)) == (3, 2)
        both = services.read(lambda q: line_heads(q, ACCOUNT, kinds=("label", "postage-purchase"), every=2))
        assert both.count == 4
        rows = services.read(lambda q: newest_from(q, ACCOUNT, labels.keys[1], kinds=("label",), limit=2))
        assert [row.kind for row in rows] == ["label"]
