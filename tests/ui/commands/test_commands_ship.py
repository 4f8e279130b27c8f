"""Rates, labels and printers through the command line: afford, buy once, print, print again, export, void."""

import signal
from pathlib import Path

import pytest
from command_line import CommandLine, montreal, portland

import app
from ui.commands.session import Session
from ui.commands.ship import asked_to_stop

LIST_KEYS = {"id", "order", "state", "carrier", "service", "tracking_number", "price"}


@pytest.fixture
def funded(line: CommandLine) -> CommandLine:
    """A station with $50 in each wallet."""
    line.run("postage", "buy", "50")
    line.run("postage", "buy", "50", "--wallet", "cad")
    return line


def labels(line: CommandLine) -> list[dict[str, object]]:
    return line.run("labels", "list", "--json").records()


def printed(line: CommandLine, folder: str = "zpl") -> list[str]:
    return sorted(path.name for path in (line.data / "prints" / folder).glob("*"))


def test_rates_show_every_price_and_mark_what_would_be_bought(funded: CommandLine) -> None:
    """S0-03: each price names its card, and none is called live."""
    funded.import_orders(portland("A-1"))
    answer = funded.run("rates", "show", "A-1", "--json").record()
    rates, chosen = answer["rates"], answer["chosen"]
    assert isinstance(rates, list)
    assert isinstance(chosen, dict)
    assert (chosen["carrier"], chosen["service"]) == ("USPS", "USPS Ground Advantage")
    assert chosen in rates
    assert {rate["source"] for rate in rates} == {"practice"}
    said = funded.run("rates", "show", "A-1", "--all")
    assert "→" in said.out
    assert "practice rate card" in said.out
    assert "Not available because" in said.out


def test_shipping_says_what_the_balance_can_pay_before_it_buys(line: CommandLine) -> None:
    """MISSION section 7, no. 3."""
    line.run("postage", "buy", "10")
    line.import_orders(portland("A-1"), portland("A-2"), portland("A-3"))
    said = line.run("ship", "--all", status=1)
    first, *rest = said.err.splitlines()
    assert first.startswith("One Balance USD: 1 of 3 labels fit")
    assert "Buy $" in first
    assert rest[0].startswith("[1/3] A-1")
    assert [label["order"] for label in labels(line)] == ["A-1"]
    answer = line.run("ship", "--all", "--json", status=1).record()
    assert (answer["asked"], answer["bought"]) == (2, 0)


def test_every_order_is_bought_once_and_handed_to_the_printer(funded: CommandLine) -> None:
    funded.import_orders(portland("A-1"), portland("A-2"), montreal("A-3", "Canada Post", "Expedited Parcel"))
    answer = funded.run("ship", "--all", "--json").record()
    assert (answer["asked"], answer["bought"]) == (3, 3)
    sheet = answer["print"]
    assert isinstance(sheet, dict)
    assert [job["state"] for job in sheet["jobs"]] == ["handed-over"] * 3
    assert len(printed(funded)) == 3
    again = funded.run("ship", "--all")
    assert again.out == "Nothing to ship.\n"
    refused = funded.run("ship", "A-1", "--json", status=1).record()["orders"]
    assert isinstance(refused, list)
    assert refused[0]["error"]["code"] == "shipments.order-not-open"
    assert len(labels(funded)) == 3
    funded.run("check")


def test_labels_are_listed_with_what_other_programs_need(funded: CommandLine) -> None:
    funded.import_orders(portland("A-1"))
    funded.run("ship", "A-1")
    (label,) = labels(funded)
    assert label.keys() >= LIST_KEYS
    assert (label["order"], label["state"], label["carrier"]) == ("A-1", "bought", "USPS")
    price = label["price"]
    assert isinstance(price, dict)
    assert set(price) == {"minor", "currency"}
    assert funded.run("labels", "show", str(label["tracking_number"]), "--json").record()["id"] == label["id"]


def test_a_service_may_be_chosen_for_all(funded: CommandLine) -> None:
    funded.import_orders(portland("A-1"), portland("A-2"))
    funded.run("ship", "A-1", "--service", "Priority Mail", "--carrier", "usps")
    funded.run("ship", "A-2", "--service", "PRIORITY_MAIL")
    assert {label["service"] for label in labels(funded)} == {"Priority Mail"}
    error = funded.run("ship", "A-1", "--service", "Carrier pigeon", "--json", status=1).error()
    assert error["code"] == "carriers.unknown-service"


def test_a_carrier_that_charges_by_size_wants_it_or_a_reason(funded: CommandLine) -> None:
    """S0-38, S0-39: the cents at risk are shown, and the override is kept with operator and reason."""
    funded.import_orders(montreal("A-1", "Canpar Express", "Ground", sized=False))
    said = funded.run("ship", "A-1", status=1)
    assert "no dimensions" in said.err
    assert "may be charged later" in said.err
    assert labels(funded) == []
    funded.run("ship", "A-1", "--without-dimensions", "box already sealed", "--operator", "kim")
    assert labels(funded)[0]["override"] == "kim: box already sealed"


def test_buying_and_printing_may_be_two_steps(funded: CommandLine) -> None:
    funded.import_orders(portland("A-1"), portland("A-2"))
    funded.run("ship", "A-1", "--no-print")
    assert printed(funded) == []
    said = funded.run("ship", "A-2")
    assert "One label that was paid earlier is not printed yet" in said.err
    assert len(printed(funded)) == 1
    funded.run("labels", "print", "--unprinted")
    assert len(printed(funded)) == 2
    assert "Every paid label was sent to a printer." in funded.run("labels", "print", "--unprinted").out


def test_a_label_is_printed_again_only_with_a_reason(funded: CommandLine) -> None:
    funded.import_orders(portland("A-1"))
    funded.run("ship", "A-1")
    label = str(labels(funded)[0]["id"])
    assert funded.run("labels", "print", label, "--json", status=1).error()["code"] == "printing.already-printed"
    assert funded.run("labels", "reprint", label, "--json", status=1).error()["code"] == "printing.reason-needed"
    funded.run("labels", "reprint", label, "--reason", "smudged", "--printer", "thermal epl")
    assert (len(printed(funded)), len(printed(funded, "epl"))) == (1, 1)
    jobs = funded.run("labels", "show", label, "--json").record()["jobs"]
    assert isinstance(jobs, list)
    assert [(job["copy"], job["reason"], job["printer"]) for job in jobs] == [
        (1, "", "Thermal ZPL"), (2, "smudged", "Thermal EPL"),
    ]  # fmt: skip
    assert len(labels(funded)) == 1


def test_a_printer_that_cannot_be_reached_is_told_and_the_label_stays_paid(funded: CommandLine, tmp_path: Path) -> None:
    funded.import_orders(portland("A-1"))
    funded.run("printers", "add", "Gone", "--address", f"folder:{tmp_path / 'missing' / 'deep'}")
    (tmp_path / "missing").write_text("a file where the folder should be", encoding="utf-8")
    said = funded.run("ship", "A-1", "--printer", "Gone", status=1)
    assert "1 of 1 order has its label." in said.out
    assert "0 of 1 label handed to Gone." in said.out
    assert "the folder cannot be written" in said.out
    assert [label["state"] for label in labels(funded)] == ["bought"]
    assert funded.run("ship", "A-1", "--printer", "No such", status=1).err.startswith("There is no printer “No such”.")


def test_a_label_is_exported_in_three_languages(funded: CommandLine, tmp_path: Path) -> None:
    """S2-15 to S2-17; a file is no print."""
    funded.import_orders(portland("A-1"))
    funded.run("ship", "A-1", "--no-print")
    label = str(labels(funded)[0]["id"])
    starts = {"zpl": b"^XA", "epl": b"\nI8,", "pdf": b"%PDF-"}
    for language, start in starts.items():
        out = tmp_path / f"label.{language}"
        answer = funded.run("labels", "export", label, "--format", language, "--out", str(out), "--json").record()
        data = out.read_bytes()
        assert data.startswith(start)
        assert b"SAMPLE" in data
        assert answer["bytes"] == len(data)
    fine = tmp_path / "fine.zpl"
    funded.run("labels", "export", label, "--format", "zpl", "--dpi", "300", "--out", str(fine))
    assert fine.read_bytes() != (tmp_path / "label.zpl").read_bytes()
    for media in ("letter", "a4"):
        funded.run("labels", "export", label, "--format", "pdf", "--media", media, "--out", str(tmp_path / media))
    sheet = funded.run("labels", "export", label, "--format", "zpl", "--media", "a4", "--out", "x", "--json", status=1)
    assert sheet.error()["code"] == "printers.no-such-paper"
    assert funded.run("labels", "show", label, "--json").record()["jobs"] == []


def test_a_void_that_the_carrier_refuses_leaves_a_good_label(funded: CommandLine) -> None:
    """S0-35: Canada Post takes no void in the first hour; the rule's words say so."""
    funded.import_orders(montreal("A-1", "Canada Post", "Expedited Parcel"))
    funded.run("ship", "A-1")
    label = str(labels(funded)[0]["id"])
    shown = funded.run("labels", "show", label, "--json").record()
    assert shown["void_state"] == "too-early"
    said = funded.run("labels", "void", label, status=1)
    assert "too early" in said.err
    assert "The label is still good" in said.err
    assert "Rule: Labels are voided in their carrier's time" in said.err
    assert labels(funded)[0]["state"] == "bought", "nothing was asked"
    funded.run("check")


def test_a_voided_label_is_not_called_refunded_before_the_money_is_back(funded: CommandLine) -> None:
    """M7: USPS refunds come later; the balance has not moved."""
    funded.import_orders(portland("A-1"))
    funded.run("ship", "A-1")
    before = funded.run("balance", "--json").records()[0]["booked"]
    label = str(labels(funded)[0]["id"])
    assert funded.run("labels", "void", label, "--json").record()["state"] == "refund-due"
    assert funded.run("balance", "--json").records()[0]["booked"] == before
    assert funded.run("labels", "void", label, "--json", status=1).error()["code"] == "shipments.not-voidable"
    assert funded.run("labels", "reprint", label, "--reason", "x", status=1).err.startswith("The label ")
    funded.run("check")


def test_after_a_void_no_batch_buys_another_label_before_somebody_releases_the_order(funded: CommandLine) -> None:
    funded.import_orders(portland("A-1"))
    funded.run("ship", "A-1")
    said = funded.run("labels", "void", str(labels(funded)[0]["tracking_number"]))
    assert "“orders release A-1” lets it ship again" in said.out
    order = funded.run("orders", "show", "A-1", "--json").record()
    assert order["state"] == "held"
    holds = order["holds"]
    assert isinstance(holds, list)
    assert [hold["code"] for hold in holds] == ["order.label-voided"]
    assert funded.run("ship", "--all").out == "Nothing to ship.\n"
    assert funded.run("ship", "A-1", status=1).err
    assert len(labels(funded)) == 1
    funded.run("orders", "release", "A-1", "--reason", "wrong service")
    funded.run("ship", "--all")
    assert [label["state"] for label in labels(funded)] == ["bought", "refund-due"]
    funded.run("check")


def test_nothing_is_shipped_on_a_doubtful_command_line(funded: CommandLine) -> None:
    assert "Name orders, or say --all." in funded.run("ship", status=2).err
    assert "Name orders, or say --all." in funded.run("ship", "A-1", "--all", status=2).err
    assert funded.run("ship", "A-1", "--json", status=1).error()["code"] == "station.not-found"


def test_ctrl_c_ends_a_batch_between_two_labels_and_twice_ends_the_program(line: CommandLine) -> None:
    session = Session(app.DOORS, data=line.data)
    before = signal.getsignal(signal.SIGINT)
    with asked_to_stop(session) as stopped:
        assert not stopped()
        signal.raise_signal(signal.SIGINT)
        assert stopped()
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)
    assert signal.getsignal(signal.SIGINT) is before


def test_held_orders_are_left_out_and_counted(funded: CommandLine) -> None:
    funded.import_orders(portland("A-1"), portland("A-2"))
    funded.run("orders", "hold", "A-2", "--reason", "wait")
    said = funded.run("ship", "--all")
    assert said.err.splitlines()[0] == "One order is held and left out."
    assert [label["order"] for label in labels(funded)] == ["A-1"]
    error = funded.run("ship", "A-2", "--json", status=1).record()["orders"]
    assert isinstance(error, list)
    assert error[0]["error"]["code"] == "shipments.order-held"


def test_printers_are_added_tested_chosen_and_retired(line: CommandLine, tmp_path: Path) -> None:
    address = f"folder:{tmp_path / 'out'}"
    (tmp_path / "out").mkdir()
    added = line.run("printers", "add", "Desk", "--address", address, "--language", "epl", "--dpi", "300", "--json")
    assert (added.record()["model"], added.record()["is_default"]) == ("epl-300", False)
    line.run("printers", "default", "desk")
    found = {str(p["name"]): p["is_default"] for p in line.run("printers", "list", "--json").records()}
    assert found == {"Thermal ZPL": False, "Thermal EPL": False, "Laser": False, "Desk": True}
    answer = line.run("printers", "test", "Desk", "--json").record()
    assert answer["outcome"] == "handed-over"
    assert (tmp_path / "out" / str(answer["file_name"])).read_bytes().startswith(b"\nI8,")
    line.run("printers", "retire", "Desk")
    assert "Desk" not in line.run("printers", "list").out
    assert line.run("printers", "test", "Desk", "--json", status=1).error()["code"] == "station.not-found"


def test_a_printer_that_cannot_be_is_refused_with_all_reasons(line: CommandLine) -> None:
    said = line.run("printers", "add", "Thermal ZPL", "--address", "folder:/tmp/x", "--json", status=1)
    assert said.error()["code"] == "printing.name-taken"
    bad = line.run("printers", "add", "", "--address", "ftp://here", status=1)
    assert "Name: fill this in." in bad.err
    assert "“ftp://here” must begin with tcp://" in bad.err
    model = line.run("printers", "add", "X", "--address", "tcp://10.0.0.9", "--model", "teletype", "--json", status=1)
    assert model.error()["code"] == "printers.unknown-model"
    assert "lp2844" in line.run("printers", "models").out


CARD = """carrier,service,zone,weight_up_to,unit,price,currency,valid_from,valid_to
USPS,Priority Mail,*,10,lb,{price},USD,2026-01-01,
"""


def test_a_price_of_an_own_rate_card_says_so(line: CommandLine, tmp_path: Path) -> None:
    """S0-03: "from your rate card of DATE", never a live price."""
    path = tmp_path / "mine.csv"
    path.write_text(CARD.format(price="6.15"), encoding="utf-8")
    assert line.run("rate-cards", "import", str(path), "--json").record()["is_new"] is True
    assert line.run("rate-cards", "import", str(path), "--json").record()["is_new"] is False
    line.import_orders(portland("A-1"))
    assert "your rate card of Jan\u00a01, 2026" in line.run("rates", "show", "A-1").out
    (card,) = line.run("rate-cards", "list", "--json").records()
    assert (
        line.run("rate-cards", "show", str(card["id"]))
        .out.splitlines()[1]
        .startswith("usps,PRIORITY_MAIL,*,10,lb,6.15")
    )
    line.run("rate-cards", "withdraw", str(card["id"]))
    assert "your rate card" not in line.run("rates", "show", "A-1").out


def test_a_rate_card_with_a_problem_is_refused_whole_with_its_rows(line: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    path.write_text(CARD.format(price="0"), encoding="utf-8")
    said = line.run("rate-cards", "import", str(path), status=1)
    assert "Row 2: “0” is not a price above zero." in said.err
    assert line.run("rate-cards", "list").out == "No rate cards of your own.\n"
