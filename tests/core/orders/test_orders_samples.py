"""One test for each sample file: what its README demands, through the store and twice."""

from pathlib import Path

import pytest
from orders_kit import OrderWorld, sample

from core.orders.errors import RowUnreadable
from core.orders.records import OrderItem, OrderState
from core.orders.report import ConflictKind, ImportReport, Notice, SkipReason
from core.resources import resource


def imported(world: OrderWorld, name: str) -> ImportReport:
    """Preview, commit and commit again: the preview told the truth, and the second time changed nothing."""
    foreseen = world.preview(sample(name))
    done = world.commit(sample(name))
    after = world.everything()
    again = world.commit(sample(name))
    assert (foreseen.new, foreseen.held, foreseen.warnings) == (done.new, done.held, done.warnings)
    assert foreseen.import_id == ""
    assert (again.new, again.updated, again.same, again.import_id) == (0, 0, done.new, "")
    assert world.everything() == after
    assert done.rows == done.rows_accounted_for()
    return done


def codes(world: OrderWorld, number: str) -> list[str]:
    return [hold.code for hold in world.order(number).holds]


def test_shopify_gives_three_orders_and_says_which_two_need_no_label(world: OrderWorld) -> None:
    report = imported(world, "shopify_orders.csv")
    assert report.orders == 5
    assert (report.file.layout, report.file.recognised, len(report.file.columns)) == ("Shopify", 79, 79)
    assert [(s.number, s.rows, s.reason) for s in report.skipped] == [
        ("#1004", (6,), SkipReason.NEEDS_NO_SHIPPING),
        ("#1005", (7,), SkipReason.CANCELLED),
    ]
    first = world.order("#1001")
    assert first.items == (
        OrderItem("MUG-01", 'Tasse "Bonjour", grès', 2, 2000),
        OrderItem("SAC-02", "Sachet 🌸 lavande", 1, 450),
    )
    assert first.ship_to.name == "Élodie Côté-Tremblay"
    assert (first.ship_to.line1, first.ship_to.line2) == ("4567, rue Saint-Denis", "App. 3½")
    second = world.order("#1002")
    assert (second.ship_to.postal, second.ship_to.region) == ("02138", "MA")
    assert second.notes == "Ring twice\nLeave with neighbour"
    third = world.order("#1003")
    assert third.ship_to.name == "田中 花子"
    assert third.total is not None
    assert (third.total.minor, third.total.currency) == (5400, "JPY")
    assert third.items[0].unit_price_minor == 20


def test_woocommerce_keeps_its_mark_out_of_the_heading_and_a_long_address_whole(world: OrderWorld) -> None:
    report = imported(world, "woocommerce_orders.csv")
    assert (report.file.encoding, report.file.encoding_guessed) == ("utf-8-sig", False)
    assert (report.orders, report.rows) == (3, 4)
    assert report.file.columns[0] == "Order Number"
    assert report.file.currency_assumed == "USD"
    assert [item.sku for item in world.order("8802").items] == ["BR-2", "BR-3"]
    assert world.order("8802").ship_to.name == "Jean-François Œuvrard"
    long = world.order("8803")
    assert len(long.ship_to.line1) == 178
    assert long.ship_to.line1.endswith("Upper Dale")
    assert long.notes == 'Says "fragile", please; pad well\nThanks'
    told = {(w.row, w.problem.field, w.problem.code, w.problem.value) for w in report.warnings}
    assert told == {(5, "line1", "address.too-long", "178"), (5, "name", "address.too-long", "76")}


def test_french_excel_is_read_as_cp1252_and_shows_its_accents_for_a_yes(world: OrderWorld) -> None:
    report = imported(world, "woocommerce_orders_excel_fr_semicolon_cp1252.csv")
    assert (report.file.encoding, report.file.encoding_guessed, report.file.delimiter) == ("cp1252", True, ";")
    assert report.file.samples[:2] == ("Lefèbvre", "Maëlle")
    order = world.order("8804")
    assert order.ship_to.name == "Maëlle Lefèbvre"
    assert (order.ship_to.line1, order.ship_to.city) == ("5 quai d'Orléans", "Orléans")


def test_ebay_finds_its_heading_below_blank_lines_and_leaves_footers_out(world: OrderWorld) -> None:
    report = imported(world, "ebay_orders_report.csv")
    assert (report.file.layout, report.orders, report.ignored) == ("eBay", 3, (7, 9, 10))
    order = world.order("12-34567-89012")
    assert order.total is not None
    assert (order.total.minor, order.day) == (2350, "2026-11-19")
    assert order.items == (OrderItem("SKU-501", "Retro camera, tested", 1, 1850),)
    assert order.ship_to.line2 == 'Apt #5, Gate "B"'
    assert (order.ship_to.postal, order.ship_to.country) == ("33139-1234", "US")
    assert world.order("12-34567-89013").ship_to.postal == "G4X 1A1"
    assert world.order("12-34567-89014").ship_to.country == "GB"


def test_amazon_takes_a_quote_for_a_quote(world: OrderWorld) -> None:
    report = imported(world, "amazon_unshipped_orders.txt")
    assert (report.file.delimiter, report.file.layout, report.orders) == ("\t", "Amazon", 3)
    assert (report.file.encoding, report.file.encoding_guessed) == ("cp1252", True)
    first = world.order("111-0000001-0000001")
    assert first.ship_to.name == 'Renée "Ren" Zöllner'
    assert [item.name for item in first.items] == ['Cable 6" (15 cm), black', "Adapter 5'"]
    assert [item.quantity for item in first.items] == [2, 1]
    assert first.ship_to.phone == "+12065550187 x12345"
    assert world.order("111-0000002-0000002").ship_to.region == "AP"
    third = world.order("111-0000003-0000003").ship_to
    assert (third.region, third.postal, third.line3) == ("QC", "H3B 4W5", "a/s Réception")


def test_etsy_reads_countries_in_words_and_american_days(world: OrderWorld) -> None:
    report = imported(world, "etsy_sold_orders.csv")
    assert report.orders == 3
    names = [world.order(f"390000000{n}").ship_to for n in (1, 2, 3)]
    assert [(a.name, a.country) for a in names] == [
        ("Ōta Kenji", "JP"),
        ("Chloé D’Amours", "CA"),
        ("Łukasz Żółć", "PL"),
    ]
    assert world.order("3900000001").day == "2026-11-19"
    assert world.order("3900000003").holds == ()


def test_stamps_merges_a_repeated_row_and_refuses_a_doubtful_weight(world: OrderWorld) -> None:
    report = imported(world, "stamps_generic_import.csv")
    assert report.orders == 3
    assert [(d.number, d.row, d.first_row) for d in report.duplicates] == [("S-2", 4, 3)]
    assert world.order("S-1").weight is not None
    third = world.order("S-3")
    assert third.ship_to.name == "=cmd|' /C calc'!A0"
    assert third.weight is None
    assert [(h.code, h.value) for h in third.holds] == [("order.weight-unreadable", "1.234,5 oz")]
    assert [w.problem.code for w in report.warnings] == ["address.formula-text"]


def test_shipstation_merges_items_and_numbers_what_has_no_number(world: OrderWorld) -> None:
    report = imported(world, "shipstation_import.csv")
    assert report.orders == 3
    first = world.order("SH1001")
    assert [(item.name, item.quantity) for item in first.items] == [("Bougie à la crème brûlée", 1), ("Allumettes", 2)]
    assert first.weight is not None
    assert first.weight.mg == 226_796
    with world.store.read() as q:
        (number,) = [str(r[0]) for r in q.all("select number from orders where number like 'AUTO-%'")]
    assert world.order(number).ship_to.name == "Kim 김"
    hong_kong = world.order("SH1003")
    assert (hong_kong.ship_to.country, hong_kong.ship_to.postal, hong_kong.holds) == ("HK", "", ())


def test_the_worst_case_is_sorted_row_by_row(world: OrderWorld) -> None:
    report = imported(world, "worst_case.csv")
    assert (report.rows, report.orders) == (8, 5)
    assert [(r.row, r.number, r.problems[0].code) for r in report.refused] == [
        (6, "W5", "row.too-short"),
        (7, "W6", "row.too-long"),
    ]
    (conflict,) = report.conflicts
    assert (conflict.number, conflict.rows, conflict.kind) == ("W7", (8, 9), ConflictKind.WITHIN_FILE)
    assert set(conflict.fields) >= {"name", "line1", "postal"}
    with world.store.read() as q:
        assert q.integer("select count(*) from orders where number = 'W7'") == 0

    first = world.order("W1")
    assert (len(first.ship_to.name), len(first.ship_to.line1)) == (300, 2000)
    assert codes(world, "W1") == ["order.weight-zero"]
    second = world.order("W2").ship_to
    assert (second.name, second.line1, second.line2) == ("spaced", "nbsp", "tab here")
    assert (second.region, second.postal, second.country) == ("ON", "M5V 3L9", "CA")
    assert codes(world, "W2") == ["order.weight-unreadable"]
    third = world.order("W3").ship_to
    assert (third.name, third.line1, third.line2) == ("élodie (decomposed)", "عنوان 12", "שלום")
    assert set(codes(world, "W3")) == {
        "order.weight-unreadable",
        "address.region-missing",
        "address.postal-impossible",
    }
    fourth = world.order("W4")
    assert (fourth.ship_to.name, fourth.ship_to.line1) == ("nulbyte", "ctrlbell")
    assert fourth.weight is not None
    assert (fourth.weight.mg, fourth.state) == (354_369, OrderState.OPEN)
    told = {(w.row, w.problem.field, w.problem.code) for w in report.warnings}
    assert told >= {
        (2, "name", "address.too-long"),
        (2, "line1", "address.too-long"),
        (5, "line2", "address.printer-command"),
        (5, "name", "address.control-characters"),
    }


def test_unicode_text_of_excel_gives_its_order(world: OrderWorld) -> None:
    report = imported(world, "utf16le_bom_tabs.txt")
    assert (report.file.encoding, report.file.delimiter, report.orders) == ("utf-16", "\t", 1)
    assert world.order("U1").ship_to.name == "Élodie"
    assert "address.street-missing" in codes(world, "U1")


@pytest.mark.parametrize(("name", "notice"), [("empty.csv", Notice.FILE_EMPTY), ("header_only.csv", Notice.NO_ROWS)])
def test_nothing_to_import_is_said_plainly(world: OrderWorld, name: str, notice: Notice) -> None:
    report = imported(world, name)
    assert (report.orders, report.rows, report.notice) == (0, 0, notice)


def test_a_mac_file_gives_two_orders_under_a_guessed_encoding(world: OrderWorld) -> None:
    report = imported(world, "mac_cr_only.csv")
    assert (report.file.encoding, report.file.encoding_guessed, report.file.samples) == ("mac_roman", True, ("Évian",))
    assert report.orders == 2
    assert world.order("M1").ship_to.city == "Évian"


def test_an_open_quote_refuses_the_whole_file_and_names_the_row(world: OrderWorld) -> None:
    before = world.everything()
    for use in (world.preview, world.commit):
        with pytest.raises(RowUnreadable) as refusal:
            use(sample("unterminated_quote.csv"))
        assert refusal.value.fields == {"row": 2, "why": "quote-open"}
    assert world.everything() == before


def test_every_sample_file_has_a_test() -> None:
    text = Path(__file__).read_text(encoding="utf-8")
    names = {path.name for path in resource("samples", "orders").iterdir()} - {"README.md"}
    assert {name for name in names if f'"{name}"' not in text} == set()
