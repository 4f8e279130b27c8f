"""Lists of orders by key: the heads of all pages, and every page from its head."""

from orders_kit import OrderWorld, table

from core.orders.records import OrderState
from core.orders.service import hold_order
from core.orders.store_lists import FOUND_MAX, order_heads, orders_from

HEADING = "order,name,address1,city,region,postal,country,weight,unit"


def filled(world: OrderWorld, count: int) -> None:
    rows = (f"N{n:05},Ana {n:05},1 Elm,Portland,OR,97205,US,1,lb" for n in range(count))
    world.commit(table(HEADING, *rows))


def test_the_pages_of_a_list_are_all_of_its_orders_once_newest_first(world: OrderWorld) -> None:
    filled(world, 25)
    with world.store.read() as q:
        heads = order_heads(q, every=10)
        pages = [orders_from(q, key, limit=10) for key in heads.keys]
    assert (heads.count, len(heads.keys)) == (25, 3)
    numbers = [row.number for page in pages[:2] for row in page] + [row.number for row in pages[2]]
    assert numbers == [f"N{n:05}" for n in reversed(range(25))]


def test_pages_of_a_state_leave_the_others_out(world: OrderWorld) -> None:
    filled(world, 7)
    for number in ("N00001", "N00004"):
        hold_order(world.store, world.desk, world.order(number).id, "asked for")
    with world.store.read() as q:
        heads = order_heads(q, state=OrderState.HELD, every=1)
        rows = [orders_from(q, key, state=OrderState.HELD, limit=1)[0].number for key in heads.keys]
        assert order_heads(q, state=OrderState.SHIPPED, every=3).keys == ()
        assert order_heads(q, state=OrderState.OPEN, every=5).count == 5
    assert (heads.count, rows) == (2, ["N00004", "N00001"])


def test_a_search_lists_the_newest_and_says_when_there_are_more(world: OrderWorld) -> None:
    filled(world, FOUND_MAX + 3)
    with world.store.read() as q:
        all_of_them = order_heads(q, text="portland", every=200)
        few = order_heads(q, text="ana 0123", every=4)
        page = orders_from(q, few.keys[1], text="ana 0123", limit=4)
    assert (all_of_them.count, all_of_them.has_more) == (FOUND_MAX, True)
    assert (few.count, few.has_more) == (10, False)
    assert [row.number for row in page] == ["N01235", "N01234", "N01233", "N01232"]
