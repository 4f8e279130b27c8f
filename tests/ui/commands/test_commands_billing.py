"""`billing ...`: every command, on a real station (S1-01 to S1-14, S0-20, S0-44)."""

from pathlib import Path

import pytest
from command_line import CommandLine, montreal

NUMBER = "0007654321"


def receipt(line: CommandLine) -> str:
    """A file that is a receipt."""
    path = line.folder / "receipt.pdf"
    path.write_bytes(b"%PDF-1.4 a receipt")
    return str(path)


def cad(minor: int) -> dict[str, object]:
    return {"minor": minor, "currency": "CAD"}


@pytest.fixture
def shop(line: CommandLine) -> CommandLine:
    """A commercial account with credit."""
    line.run(
        "billing", "set-account", NUMBER, "--carrier", "Canada Post", "--kind", "commercial", "--terms", "net-15"
    )  # fmt: skip
    return line


def test_an_account_is_entered_changed_and_shown_with_its_history(line: CommandLine) -> None:
    """S1-01, S1-12, S1-14."""
    assert line.run("billing", "accounts").out.strip() == "No account with a carrier was entered yet."
    line.run("billing", "set-account", NUMBER, status=2)
    line.run("billing", "set-account", NUMBER, "--carrier", "Canada Post")
    made = line.run(
        "billing", "set-account", NUMBER, "--kind", "cancelled", "--reason", "letter", "--phone", "1-866-555-0100",
        "--json",
    ).record()  # fmt: skip
    history = made["history"]
    assert isinstance(history, list)
    assert [one["kind"] for one in history] == ["small-business", "cancelled"]
    assert made["support"] == {"phone": "1-866-555-0100", "page": "canadapost.ca/support", "note": ""}
    shown = line.run("billing", "accounts", NUMBER, "--lang", "fr").out
    assert "1-866-555-0100" in shown
    assert "letter" in shown
    assert [one["kind"] for one in line.run("billing", "accounts", "--json").records()] == ["cancelled"]
    assert "agreement cancelled" in line.run("billing", "accounts").out


def test_bill_to_account_is_refused_to_a_small_business_in_words(line: CommandLine) -> None:
    """S1-07."""
    line.run("billing", "set-account", NUMBER, "--carrier", "Canada Post")
    table = line.run("billing", "methods", "--channel", "shop").out
    assert "refused: a small business account has no bill-to-account privileges" in table
    shown = line.run("billing", "methods", "--channel", "tool", "--json").records()
    assert {one["method"]: one["allowed"] for one in shown}["bill-to-account"] is False
    said = line.run("billing", "record", "20", "--channel", "tool", "--pay", "bill-to-account", status=1)
    assert "small business account has no bill-to-account privileges" in said.err
    assert "Canada Post, billing options" in said.err
    refused = line.run("billing", "record", "20", "--channel", "shop", "--json", status=1).error()
    assert refused["code"] == "billing.not-paid-at-order"
    line.run("billing", "record", "20", "--channel", "shop", "--pay", "cash", status=2)


def test_a_real_order_becomes_a_paid_payable(shop: CommandLine) -> None:
    """S1-09: order, record on credit, task, late fee, payment."""
    shop.import_orders(montreal("M-1", "Canada Post", "Expedited Parcel"))
    made = shop.run(
        "billing", "record", "40.00", "--tax", "5.99", "--channel", "tool", "--pay", "net-15", "--order", "M-1",
        "--reference", "CP-1", "--receipt", receipt(shop), "--json",
    ).record()  # fmt: skip
    assert (made["order"], made["total"], made["state"]) == ("M-1", cad(4599), "created")
    [owed] = shop.run("billing", "payables", "--json").records()
    assert (owed["owed"], owed["state"]) == (cad(4599), "open")
    assert made["payable"] == owed
    assert "Pay what is due" in shop.run("tasks", "list").out
    shop.run("billing", "late-fee", str(owed["payable"]), "1.50", "--reason", "invoice 12")
    paid = shop.run("billing", "pay", str(made["billed"]), "--from", "bank", "--reference", "wire", "--json").record()
    assert (paid["owed"], paid["state"], paid["paid_from"]) == (cad(4749), "paid", "bank")
    refused = shop.run("billing", "pay", str(owed["payable"]), "--from", "bank", "--json", status=1).error()
    assert refused["code"] == "billing.payable-closed"
    assert shop.run("billing", "payables").out.strip() == "Nothing is owed."
    assert len(shop.run("billing", "payables", "--all", "--json").records()) == 1
    assert "Pay what is due" not in shop.run("tasks", "list").out
    shop.run("check")


def test_a_wrong_record_is_taken_back(shop: CommandLine) -> None:
    made = shop.run("billing", "record", "40", "--channel", "counter", "--pay", "card", "--json").record()
    undone = shop.run("billing", "undo", str(made["billed"]), "--reason", "typed twice", "--json").record()
    assert (undone["state"], undone["undone_reason"]) == ("undone", "typed twice")
    assert [one["state"] for one in shop.run("billing", "orders", "--json").records()] == ["undone"]


def test_a_meter_is_entered_refilled_used_and_read(shop: CommandLine) -> None:
    """S1-03."""
    shop.run("billing", "meter", "set", "M-7")
    shop.run(
        "billing", "record", "50", "--channel", "tool", "--pay", "card=20", "--pay", "supplier-account=30", "--refill"
    )
    shop.run("billing", "record", "5", "--channel", "tool", "--pay", "meter")
    read = shop.run("billing", "meter", "read", "M-7", "40", "--json").record()
    assert (read["remaining"], read["used"]) == (cad(4000), cad(500))
    [found] = shop.run("billing", "meter", "list", "--json").records()
    assert (found["booked"], found["active"]) == (cad(4000), True)
    shop.run("billing", "meter", "set", "M-7", "--inactive", "--reason", "sent back")
    assert "not active" in shop.run("billing", "meter", "list").out


def test_our_statement_is_made_as_pdf_and_csv_and_issued_when_its_month_is_over(
    shop: CommandLine, tmp_path: Path
) -> None:
    """S1-13."""
    shop.run("billing", "record", "40", "--channel", "counter", "--pay", "card", "--reference", "R-1")
    month = str(shop.run("billing", "orders", "--json").records()[0]["day"])[:7]
    pdf, csv = tmp_path / "s.pdf", tmp_path / "s.csv"
    made = shop.run(
        "billing", "statement", "make", month, "--pdf", str(pdf), "--csv", str(csv), "--json"
    ).record()  # fmt: skip
    assert (made["total"], made["over"], made["issued"]) == (cad(4000), False, None)
    assert pdf.read_bytes().startswith(b"%PDF-")
    assert csv.read_text(encoding="utf-8").splitlines()[-1].endswith("40.00,CAD")
    refused = shop.run("billing", "statement", "make", month, "--issue", "--json", status=1).error()
    assert refused["code"] == "billing.month-not-over"
    issued = shop.run("billing", "statement", "make", "2020-01", "--issue", "--json", "--lang", "fr").record()["issued"]
    assert isinstance(issued, dict)
    [listed] = shop.run("billing", "statement", "list", "--json").records()
    assert (listed["statement"], listed["month"]) == (issued["statement"], "2020-01")
    out = tmp_path / "issued.pdf"
    shop.run("billing", "statement", "show", str(issued["statement"]), "--out", str(out))
    assert out.read_bytes().startswith(b"%PDF-")


def test_the_drawer_keeps_the_carriers_statement_and_ties_its_lines(shop: CommandLine, tmp_path: Path) -> None:
    """S1-10, C9."""
    made = shop.run("billing", "record", "40", "--channel", "counter", "--pay", "card", "--reference", "R-1", "--json")
    billed, day = str(made.record()["billed"]), str(made.record()["day"])
    lines = tmp_path / "lines.csv"
    lines.write_text(f"day,text,amount\n{day},Counter R-1,40.00\n{day},Unknown,7.00\n", encoding="utf-8")
    kept = shop.run("billing", "drawer", "add", day[:7], receipt(shop), "--lines", str(lines), "--json").record()
    tied = kept["lines"]
    assert isinstance(tied, list)
    assert [one["order"] for one in tied] == [billed, None]
    refused = shop.run("billing", "drawer", "tie", str(tied[1]["line"]), billed, "--json", status=1).error()
    assert refused["code"] == "billing.line-tied"
    assert "1 of 2 lines tied" in shop.run("billing", "drawer", "list").out
    out = tmp_path / "kept.pdf"
    shop.run("billing", "drawer", "show", str(kept["paper"]), "--out", str(out))
    assert out.read_bytes() == b"%PDF-1.4 a receipt"
    shop.run("billing", "drawer", "place", "Dashboard")
    assert shop.run("billing", "drawer", "place").out.strip() == "Dashboard"


def test_volumes_are_shown_and_written(shop: CommandLine, tmp_path: Path) -> None:
    """S1-08."""
    shop.run("billing", "record", "40", "--channel", "direct-mail", "--pay", "card", "--pieces", "300")
    shop.run("billing", "record", "12", "--channel", "tool", "--pay", "card")
    path = tmp_path / "v.csv"
    found = shop.run("billing", "volume", "--carrier", "Canada Post", "--csv", str(path), "--json").records()
    assert [(one["stream"], one["pieces"], one["revenue"]) for one in found] == [
        ("shipping", 1, cad(1200)), ("direct-mail", 300, cad(4000)),
    ]  # fmt: skip
    assert len(path.read_text(encoding="utf-8").splitlines()) == 3
    assert "direct mail" in shop.run("billing", "volume").out
    shop.run("billing", "volume", "--from", "yesterday", status=1)


def test_other_charges_never_move_the_balance(line: CommandLine) -> None:
    """S0-20, S0-44."""
    before = line.run("balance", "--json").records()
    refused = line.run("billing", "other", "record", "subscription", "29.99", "--json", status=1).error()
    assert refused["code"] == "billing.words-needed"
    line.run("billing", "other", "method", "subscription", "--nickname", "Office card", "--last4", "4242")
    line.run("billing", "other", "record", "subscription", "29.99", "--receipt", receipt(line))
    line.run("billing", "other", "record", "subscription", "-9.99")
    found = line.run("billing", "other", "list", "--json").record()
    assert found["totals"] == [{"kind": "subscription", "amount": {"minor": 2000, "currency": "USD"}}]
    assert "Office card" in line.run("billing", "other", "list").out
    after = line.run("balance", "--json").records()
    assert [one["booked"] for one in after] == [one["booked"] for one in before]
    line.run("check")


def test_with_operators_each_record_has_a_pin_behind_it(line: CommandLine) -> None:
    """S2-13."""
    line.run("billing", "set-account", NUMBER, "--carrier", "Canada Post")
    line.staff()
    line.run("billing", "record", "12", "--channel", "tool", "--pay", "card")
    line.run("billing", "set-account", NUMBER, "--kind", "partner", "--reason", "moved", "--note", "Léa")
    line.who = ()
    refused = line.run("billing", "record", "12", "--channel", "tool", "--pay", "card", "--json", status=1).error()
    assert str(refused["code"]).startswith("people.")
