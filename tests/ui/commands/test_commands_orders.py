"""Orders through the command line: import, look, mend, hold, release, cancel."""

from pathlib import Path

import pytest
from command_line import ROOT, CommandLine, portland

from core.i18n import translator
from ui.carrier_words import asked_for

SAMPLES = ROOT / "resources" / "samples" / "orders"


def order(line: CommandLine, number: str) -> dict[str, object]:
    return line.run("orders", "show", number, "--json").record()


def holds(line: CommandLine, number: str) -> list[object]:
    found = order(line, number)["holds"]
    assert isinstance(found, list)
    return [hold["code"] for hold in found]


def test_a_file_is_imported_once_and_the_same_file_changes_nothing(line: CommandLine) -> None:
    path = str(SAMPLES / "shopify_orders.csv")
    first = line.run("orders", "import", path, "--json").record()
    assert (first["new"], first["written"]) == (3, True)
    skipped = first["skipped"]
    assert isinstance(skipped, list)
    assert [(one["number"], one["reason"]) for one in skipped] == [
        ("#1004", "needs-no-shipping"), ("#1005", "cancelled"),
    ]  # fmt: skip
    again = line.run("orders", "import", path, "--json").record()
    assert (again["new"], again["updated"], again["same"]) == (0, 0, 3)
    assert len(line.run("orders", "list", "--json").records()) == 3


def test_a_preview_writes_nothing(line: CommandLine) -> None:
    said = line.run("orders", "import", str(SAMPLES / "shopify_orders.csv"), "--preview")
    assert "3 would be new" in said.out
    assert "3 new" not in said.out
    assert "Nothing was written: this was a preview." in said.out
    assert line.run("orders", "list", "--json").records() == []


@pytest.mark.parametrize(
    ("name", "count"),
    [("amazon_unshipped_orders.txt", 3), ("woocommerce_orders_excel_fr_semicolon_cp1252.csv", 1)],
)
def test_western_letters_are_imported_with_a_note_that_shows_them(line: CommandLine, name: str, count: int) -> None:
    said = line.run("orders", "import", str(SAMPLES / name))
    assert f"{count} new" in said.out
    assert "read as cp1252" in said.out
    assert len(line.run("orders", "list", "--json").records()) == count


def test_letters_that_may_be_wrong_wait_for_a_person(line: CommandLine) -> None:
    text = (SAMPLES / "woocommerce_orders_excel_fr_semicolon_cp1252.csv").read_bytes().decode("cp1252")
    path = str(line.folder / "mac.csv")
    Path(path).write_bytes(text.encode("mac_roman", "replace").replace(b"\r\n", b"\r"))
    asked = line.run("orders", "import", path, status=1)
    assert "Nothing was imported: the encoding is a guess." in asked.out
    assert "1 new" not in asked.out
    assert "--accept-encoding" in asked.out
    assert line.run("orders", "list", "--json").records() == []
    assert line.run("orders", "import", path, "--accept-encoding", "--json").record()["new"] == 1
    assert line.run("orders", "import", path, "--encoding", "mac_roman", "--json").record()["same"] == 1


def test_mac_letters_with_line_feeds_are_not_taken_for_western_ones(line: CommandLine) -> None:
    path = line.folder / "orders.csv"
    line.import_orders(portland("A-1"))
    path.write_bytes(path.read_bytes().replace(b"Marisol", "Éléonoré".encode("mac_roman").replace(b"\x8f", b"\x8e")))
    asked = line.run("orders", "import", str(path), status=1)
    assert "Nothing was imported: the encoding is a guess." in asked.out


def test_a_list_is_whole_for_programs_and_says_what_it_leaves_out_for_people(line: CommandLine) -> None:
    line.import_orders(*(portland(f"A-{n}") for n in range(503)))
    assert len(line.run("orders", "list", "--json").records()) == 503
    assert len(line.run("orders", "list", "--json", "--limit", "2").records()) == 2
    assert line.run("orders", "list").out.splitlines()[-1] == "3 more: --limit"
    assert line.run("orders", "list", "--limit", "99999999999999999999", status=2).err
    assert line.run("labels", "list", "--limit", "99999999999999999999", status=2).err


def test_refused_rows_are_named_and_the_status_says_so(line: CommandLine) -> None:
    report = line.run("orders", "import", str(SAMPLES / "worst_case.csv"), "--json", status=1).record()
    refused, conflicts = report["refused"], report["conflicts"]
    assert isinstance(refused, list)
    assert isinstance(conflicts, list)
    assert {problem["code"] for row in refused for problem in row["problems"]} == {"row.too-short", "row.too-long"}
    assert [conflict["number"] for conflict in conflicts] == ["W7"]
    taken = conflicts[0]["rows"][0]
    answered = line.run(
        "orders", "import", str(SAMPLES / "worst_case.csv"), "--take", f"W7={taken}", "--json", status=1
    )
    assert answered.record()["conflicts"] == []
    assert order(line, "W7")["number"] == "W7"


def test_a_broken_file_is_refused_whole_with_its_row(line: CommandLine) -> None:
    said = line.run("orders", "import", str(SAMPLES / "unterminated_quote.csv"), status=1)
    assert "Row " in said.err
    assert "Nothing was imported." in said.err
    assert line.run("orders", "list", "--json").records() == []


@pytest.mark.parametrize("name", ["empty.csv", "header_only.csv"])
def test_a_file_without_rows_is_a_plain_message(line: CommandLine, name: str) -> None:
    assert "nothing to import" in line.run("orders", "import", str(SAMPLES / name)).out


def test_an_answer_to_a_conflict_must_name_a_row(line: CommandLine) -> None:
    path = str(SAMPLES / "worst_case.csv")
    assert "NUMBER=ROW" in line.run("orders", "import", path, "--take", "W7", status=2).err


def test_an_order_without_a_weight_is_weighed_and_measured(line: CommandLine) -> None:
    line.import_orders(portland("A-1", weight=""))
    assert order(line, "A-1")["weight_mg"] is None
    line.run("orders", "edit", "A-1", "--weight", "1 lb", "--size", "9x6x3 in")
    found = order(line, "A-1")
    assert (found["weight_mg"], found["size_um"]) == (453_592, [228_600, 152_400, 76_200])
    line.run("orders", "edit", "A-1", "--size", "")
    assert (order(line, "A-1")["weight_mg"], order(line, "A-1")["size_um"]) == (453_592, None)


def test_an_edit_changes_what_is_given_and_nothing_else(line: CommandLine) -> None:
    line.import_orders(portland("A-1"))
    line.run("orders", "edit", "A-1", "--line2", "Apt 3B", "--service", "Priority Mail")
    found = order(line, "A-1")
    to = found["ship_to"]
    assert isinstance(to, dict)
    assert (to["line1"], to["line2"], to["name"]) == ("418 Larkspur Lane", "Apt 3B", "Marisol Quintero")
    assert (found["carrier"], found["service"]) == ("USPS", "Priority Mail")
    assert "Say what to change" in line.run("orders", "edit", "A-1", status=2).err


def test_an_impossible_postal_code_holds_until_it_is_mended_or_used_as_it_is(line: CommandLine) -> None:
    wrong = [*portland("A-1")]
    wrong[6] = "9720X"
    other = [*portland("A-2")]
    other[6] = "9720X"
    line.import_orders(wrong, other)
    assert holds(line, "A-1") == ["address.postal-impossible"]
    assert "postal code" in line.run("orders", "list", "--state", "held").out
    line.run("orders", "edit", "A-1", "--postal", "97205")
    assert order(line, "A-1")["state"] == "open"
    line.run("orders", "use-as-is", "A-2", "--reason", "new building")
    assert (order(line, "A-2")["state"], order(line, "A-2")["used_as_is"]) == ("open", True)


def test_a_person_holds_and_releases_an_order(line: CommandLine) -> None:
    line.import_orders(portland("A-1"))
    line.run("orders", "hold", "A-1", "--reason", "customer called")
    assert holds(line, "A-1") == ["order.held-by-operator"]
    assert "Held by a person: customer called" in line.run("orders", "show", "A-1").out
    line.run("orders", "release", "A-1")
    assert order(line, "A-1")["state"] == "open"
    assert line.run("orders", "release", "A-1", "--json", status=1).error()["code"] == "orders.move-refused"


def test_a_cancelled_order_stays_cancelled_until_it_is_reopened(line: CommandLine) -> None:
    line.import_orders(portland("A-1"))
    line.run("orders", "cancel", "A-1", "--reason", "customer asked")
    line.import_orders(portland("A-1"))
    assert order(line, "A-1")["state"] == "cancelled"
    line.run("orders", "reopen", "A-1")
    assert order(line, "A-1")["state"] == "open"


def test_an_order_goes_by_its_number_or_our_id(line: CommandLine) -> None:
    line.import_orders(portland("A-1"))
    found = order(line, "A-1")
    assert order(line, str(found["id"])) == found
    said = line.run("orders", "show", "A-9", status=1)
    assert "There is no order “A-9”." in said.err


def test_a_number_that_two_shops_use_is_refused_with_both_ids(line: CommandLine, tmp_path: Path) -> None:
    line.import_orders(portland("A-1"))
    line.run("orders", "import", str(tmp_path / "orders.csv"), "--source", "second-shop")
    error = line.run("orders", "show", "A-1", "--json", status=1).error()
    assert error["code"] == "commands.ambiguous"
    fields = error["fields"]
    assert isinstance(fields, dict)
    choices = [str(choice).split()[0] for choice in fields["choices"]]
    assert [order(line, choice)["number"] for choice in choices] == ["A-1", "A-1"]
    assert line.run("ship", "A-1", "--json", status=1).error()["code"] == "commands.ambiguous"


def test_orders_are_found_by_name_without_accents(line: CommandLine) -> None:
    line.run("orders", "import", str(SAMPLES / "shopify_orders.csv"))
    rows = line.run("orders", "list", "--find", "elodie", "--json").records()
    assert [row["number"] for row in rows] == ["#1001"]
    assert line.run("orders", "list", "--find", "nobody at all").out == "No orders.\n"


@pytest.mark.parametrize(
    ("carrier", "service", "said"),
    [
        ("USPS", "USPS Ground Advantage", "USPS Ground Advantage"),
        ("usps", "USPS Ground Advantage", "USPS Ground Advantage"),
        ("Canada Post", "Xpresspost", "Canada Post Xpresspost"),
        ("UPS", "UPSized", "UPS UPSized"),
        ("", "Standard", "Standard"),
        ("UPS", "", "UPS"),
        ("", "", ""),
    ],
)
def test_what_an_order_asks_for_names_its_carrier_once(carrier: str, service: str, said: str) -> None:
    assert asked_for(translator("en"), carrier, service) == said


def test_the_list_of_orders_names_no_carrier_twice(line: CommandLine) -> None:
    line.import_orders(portland("A-1"))
    for words in (("orders", "list"), ("orders", "show", "A-1")):
        said = line.run(*words).out
        assert "USPS Ground Advantage" in said and "USPS USPS" not in said


def test_an_import_of_one_row_is_said_in_the_singular(line: CommandLine) -> None:
    line.import_orders(portland("A-1"), portland("A-2"))
    one, two = line.folder / "one.csv", line.folder / "orders.csv"
    one.write_text("\n".join(two.read_text(encoding="utf-8").splitlines()[:2]).replace("A-1", "B-1"), encoding="utf-8")
    french = line.run("orders", "import", str(one), "--preview", "--lang", "fr").out
    assert "1 ligne, 1 commande" in french
    assert "1 row, 1 order: 1 new, 0 updated, 0 unchanged." in line.run("orders", "import", str(one)).out
    two.write_text(two.read_text(encoding="utf-8").replace("A-", "C-"), encoding="utf-8")
    assert "2 rows, 2 orders: 2 new, 0 updated, 0 unchanged." in line.run("orders", "import", str(two)).out
