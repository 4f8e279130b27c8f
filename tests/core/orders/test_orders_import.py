"""Importing: one transaction, the same file twice changes nothing, a person is asked where data contradict."""

import pytest
from orders_kit import OrderWorld, table

from core.context import Desk
from core.errors import Problem
from core.orders import service
from core.orders.errors import FileChanged, MappingUnfit, RowUnreadable
from core.orders.importing import KEEP
from core.orders.plan import OwnMapping, fingerprint_of
from core.orders.records import Field, OrderEvent, OrderState
from core.orders.report import ConflictKind, SkipReason
from core.orders.rules import LABEL_VOIDED
from core.orders.service_import import ImportOptions, keep_mapping
from core.orders.source import SourceFile
from core.orders.store import move_order, set_holds
from core.units import Weight

HEAD = "order,name,address1,city,region,postal,country,weight,unit,sku"
PLACE = "Dallas,TX,75201,US"


def row(number: str, street: str = "1 A", place: str = PLACE, weight: str = "250", sku: str = "MUG") -> str:
    return f"{number},Ana,{street},{place},{weight},g,{sku}"


def ship(world: OrderWorld, number: str) -> None:
    with world.store.write() as tx:
        move_order(tx, world.desk, world.order(number), OrderEvent.SHIP)


def test_an_import_is_recorded_with_its_counts(world: OrderWorld) -> None:
    report = world.commit(table(HEAD, row("A1"), row("A2", weight="0")))
    assert (report.new, [h.number for h in report.held]) == (2, ["A2"])
    assert world.counts() == {OrderState.OPEN: 1, OrderState.HELD: 1}
    with world.store.read() as q:
        kept = q.one("select * from order_import")
        assert kept is not None
        assert (kept["id"], kept["file_name"], kept["rows_read"]) == (report.import_id, "orders.csv", 2)
        assert (kept["orders_new"], kept["actor"], kept["instance"]) == (2, "ana", "run-1")
        assert kept["file_sha256"] == report.file.sha256


def test_ids_stand_in_the_order_of_the_file(world: OrderWorld) -> None:
    world.commit(table(HEAD, *(row(f"A{n}") for n in range(1100))))
    with world.store.read() as q:
        numbers = [str(r[0]) for r in q.all("select number from orders order by id")]
        lengths = {len(str(r[0])) for r in q.all("select id from orders")}
    assert numbers == [f"A{n}" for n in range(1100)]
    assert lengths == {26}


def test_changed_content_replaces_an_open_order(world: OrderWorld) -> None:
    world.commit(table(HEAD, row("A1"), row("A2")))
    file = table(HEAD, row("A1", street="9 Z", sku="CUP"), row("A2"))
    assert world.preview(file).updated == 1
    report = world.commit(file)
    assert (report.new, report.updated, report.same, report.conflicts) == (0, 1, 1, ())
    order = world.order("A1")
    assert (order.ship_to.line1, [item.sku for item in order.items], order.edited_at) == ("9 Z", ["CUP"], "")


def test_an_update_mends_and_breaks(world: OrderWorld) -> None:
    world.commit(table(HEAD, row("A1", weight="0"), row("A2")))
    report = world.commit(table(HEAD, row("A1"), row("A2", place="Dallas,TX,02138,US")))
    assert [h.number for h in report.held] == ["A2"]
    assert world.order("A1").state is OrderState.OPEN
    assert world.order("A1").holds == ()
    assert [hold.code for hold in world.order("A2").holds] == ["address.postal-not-in-region"]


def test_an_update_keeps_what_a_person_said(world: OrderWorld) -> None:
    world.commit(table(HEAD, row("A1", place="Dallas,TX,02138,US"), row("A2")))
    service.use_address_as_is(world.store, world.desk, world.order("A1").id, "called the buyer")
    service.hold_order(world.store, world.desk, world.order("A2").id, "waits for stock")
    report = world.commit(table(HEAD, row("A1", place="Dallas,TX,02138,US", sku="CUP"), row("A2", sku="CUP")))
    assert report.updated == 2
    assert world.order("A1").state is OrderState.OPEN
    assert [hold.code for hold in world.order("A2").holds] == ["order.held-by-operator"]
    world.commit(table(HEAD, row("A1", street="2 B", place="Dallas,TX,02138,US", sku="CUP"), row("A2", sku="CUP")))
    assert [hold.code for hold in world.order("A1").holds] == ["address.postal-not-in-region"]


@pytest.mark.parametrize("kind", [ConflictKind.SHIPPED, ConflictKind.EDITED, ConflictKind.CANCELLED])
def test_a_person_is_asked_before_a_file_overrules_what_happened_here(world: OrderWorld, kind: ConflictKind) -> None:
    world.commit(table(HEAD, row("A1")))
    order = world.order("A1")
    if kind is ConflictKind.SHIPPED:
        ship(world, "A1")
    elif kind is ConflictKind.EDITED:
        service.change_measures(world.store, world.desk, order.id, weight=Weight(9_000), dims=None)
    else:
        service.cancel_order(world.store, world.desk, order.id, "buyer called")
    same = world.commit(table(HEAD, row("A1")))
    assert (same.same, same.conflicts) == (1, ())

    changed = table(HEAD, row("A1", street="9 Z"))
    before = world.everything()
    for report in (world.preview(changed), world.commit(changed)):
        (conflict,) = report.conflicts
        assert (conflict.kind, conflict.rows) == (kind, (2,))
        assert "line1" in conflict.fields
    assert world.everything() == before

    kept = world.commit(changed, ImportOptions(answers={"A1": KEEP}))
    assert (kept.same, kept.conflicts, world.order("A1").ship_to.line1) == (1, (), "1 A")
    assert world.commit(changed).same == 1
    another = table(HEAD, row("A1", street="8 Y"))
    taken = world.commit(another, ImportOptions(answers={"A1": 2}))
    assert (taken.updated, world.order("A1").ship_to.line1) == (1, "8 Y")


def test_an_answer_picks_one_version_of_an_order_that_contradicts_itself(world: OrderWorld) -> None:
    file = table(HEAD, row("A1"), row("A2"), row("A1", street="2 B"))
    (conflict,) = world.preview(file).conflicts
    assert (conflict.number, conflict.rows, conflict.fields) == ("A1", (2, 4), ("line1",))
    report = world.commit(file, ImportOptions(answers={"A1": 4}))
    assert (report.new, report.conflicts, world.order("A1").ship_to.line1) == (2, (), "2 B")
    assert world.commit(file, ImportOptions(answers={"A1": 4})).same == 2


def test_rows_of_one_order_far_apart_are_one_order(world: OrderWorld) -> None:
    filler = [row(f"F{n}") for n in range(450)]
    file = table(HEAD, row("A1"), row("X", street="1"), *filler, row("A1", sku="CUP"), row("A1"), row("X", street="2"))
    foreseen = world.preview(file)
    done = world.commit(file)
    assert (done.new, done.rows_in_orders) == (451, 452)
    assert [item.sku for item in world.order("A1").items] == ["MUG", "CUP"]
    assert [(d.row, d.number) for d in done.duplicates] == [(455, "A1")]
    assert [c.number for c in done.conflicts] == ["X"]
    assert (foreseen.new, foreseen.duplicates, foreseen.conflicts) == (done.new, done.duplicates, done.conflicts)
    assert world.commit(file).same == 451


def test_a_fault_near_the_end_leaves_nothing_behind(world: OrderWorld) -> None:
    before = world.everything()
    with pytest.raises(RowUnreadable):
        world.commit(table(HEAD, *(row(f"A{n}") for n in range(900)), 'B1,"Ana'))
    assert world.everything() == before


def test_an_order_that_the_shop_cancelled_is_held_here(world: OrderWorld) -> None:
    head = "Name,Lineitem name,Shipping Name,Shipping Address1,Shipping City,Shipping Province,Shipping Zip,"
    head += "Shipping Country,Cancelled at"
    where = "Mug,Ana,1 A,Dallas,TX,75201,US"
    world.commit(table(head, f"#1,{where},"))
    report = world.commit(table(head, f"#1,{where},2026-11-21"))
    assert [(s.number, s.reason) for s in report.skipped] == [("#1", SkipReason.CANCELLED)]
    assert [hold.code for hold in world.order("#1").holds] == ["order.cancelled-at-source"]
    held = world.everything()
    world.commit(table(head, f"#1,{where},2026-11-21"))
    assert world.everything() == held
    service.release_order(world.store, world.desk, world.order("#1").id, "buyer wants it after all")
    assert world.order("#1").state is OrderState.OPEN


def test_two_sources_may_use_the_same_number(world: OrderWorld) -> None:
    world.commit(table(HEAD, row("A1")), ImportOptions(source="shop one"))
    report = world.commit(table(HEAD, row("A1", street="2 B")), ImportOptions(source="shop two"))
    assert (report.new, report.conflicts) == (1, ())
    with world.store.read() as q:
        assert q.integer("select count(*) from orders where number = 'A1'") == 2


def test_a_commit_takes_only_the_file_that_was_previewed(world: OrderWorld) -> None:
    seen = world.preview(table(HEAD, row("A1"))).file.sha256
    with pytest.raises(FileChanged):
        world.commit(table(HEAD, row("A1", street="2 B")), ImportOptions(sha256=seen))
    assert world.commit(table(HEAD, row("A1")), ImportOptions(sha256=seen)).new == 1


def test_a_mapping_is_kept_for_its_heading(world: OrderWorld, desk: Desk) -> None:
    header = ("Ref. interne", "Kunde", "Strasse", "Ort", "PLZ", "Land", "Gewicht")
    mapping = OwnMapping(
        fingerprint_of(header),
        "mein laden",
        (
            (Field.NUMBER, "Ref. interne"), (Field.NAME, "Kunde"), (Field.LINE1, "Strasse"), (Field.CITY, "Ort"),
            (Field.POSTAL, "plz"), (Field.COUNTRY, "Land"), (Field.WEIGHT, "Gewicht"),
        ),
        weight_unit="kg",
    )  # fmt: skip
    file = SourceFile.of("x.csv", (";".join(header) + "\n7;Ana;Weg 1;Berlin;10115;Deutschland;1,5\n").encode())
    with pytest.raises(MappingUnfit):
        keep_mapping(world.store, desk, header[:3], mapping)
    keep_mapping(world.store, desk, header, mapping)
    report = world.commit(file)
    assert (report.new, report.file.own_mapping, report.file.source) == (1, True, "mein laden")
    order = world.order("7")
    assert (order.source, order.ship_to.country, order.weight) == ("mein laden", "DE", Weight(1_500_000))


@pytest.fixture
def desk(world: OrderWorld) -> Desk:
    return world.desk


def test_every_row_of_a_mixed_file_is_in_one_class(world: OrderWorld) -> None:
    world.commit(table(HEAD, row("S1"), row("U1"), row("E1")))
    ship(world, "E1")
    report = world.commit(
        table(
            HEAD, row("S1"), row("U1", sku="CUP"), row("E1", sku="CUP"), row("N1"), row("N1"), row("N1", sku="CUP"),
            row("C1"), row("C1", street="2 B"), "R1,short", ",,,,,,,,,",
        )
    )  # fmt: skip
    assert (report.new, report.updated, report.same) == (1, 1, 1)
    assert (len(report.duplicates), len(report.refused), len(report.conflicts), report.ignored) == (1, 1, 2, (11,))
    assert report.rows == report.rows_accounted_for() == 10
    assert report.orders == 5


def test_problems_of_a_held_order_are_all_told(world: OrderWorld) -> None:
    (held,) = world.commit(table(HEAD, "A1,,,Dallas,TX,02138,US,0,g,MUG")).held
    assert set(held.problems) == {
        Problem("name", "address.name-missing"),
        Problem("line1", "address.street-missing"),
        Problem("postal", "address.postal-not-in-region", "02138"),
        Problem("weight", "order.weight-zero", "0"),
    }


def test_an_update_by_the_shop_does_not_lift_the_hold_of_a_voided_label(world: OrderWorld) -> None:
    world.commit(table(HEAD, row("A1")))
    order = world.order("A1")
    with world.store.write() as tx:
        set_holds(tx, world.desk, order.id, [Problem("order", LABEL_VOIDED, "9400")], "voided")
        move_order(tx, world.desk, order, OrderEvent.HOLD)
    assert world.commit(table(HEAD, row("A1", street="9 Z"))).updated == 1
    held = world.order("A1")
    assert (held.state, held.ship_to.line1) == (OrderState.HELD, "9 Z")
    assert [hold.code for hold in held.holds] == [LABEL_VOIDED]
    assert service.release_order(world.store, world.desk, order.id).state is OrderState.OPEN
