"""Refunds, adjustments, readings, closing and why a balance is what it is, by command: S0-32 to S0-37, S0-40."""

import json
from pathlib import Path

import pytest
from command_line import CommandLine, montreal, portland

from printers.raster import page_count


@pytest.fixture
def shipped(line: CommandLine) -> CommandLine:
    """One USPS label of a wallet of 50.00."""
    line.run("postage", "buy", "50")
    line.import_orders(portland("A-1"))
    line.run("ship", "A-1")
    return line


def label_of(line: CommandLine) -> dict[str, object]:
    return line.run("labels", "list", "--json").records()[0]


def booked(line: CommandLine, wallet: str = "usd") -> int:
    money = line.run("balance", "--wallet", wallet, "--json").records()[0]["booked"]
    assert isinstance(money, dict)
    return int(money["minor"])


def minor(value: object) -> int:
    assert isinstance(value, dict)
    return int(value["minor"])


def test_the_clock_stands_on_each_label_and_in_a_list_of_its_own(shipped: CommandLine) -> None:
    """S0-35, idea 4."""
    label = label_of(shipped)
    assert (label["void_state"], label["days_left"], label["at_risk"]) == ("open", 28, label["price"])
    assert "28 days" in shipped.run("labels", "list").out
    found = shipped.run("labels", "voidable", "--json").record()
    listed = found["labels"]
    assert isinstance(listed, list)
    assert [one["label"] for one in listed] == [label["id"]]
    assert found["at_risk"] == [label["price"]]
    shipped.run("postage", "buy", "50", "--wallet", "cad")
    shipped.import_orders(montreal("B-1", "Canada Post", "Expedited Parcel"))
    shipped.run("ship", "B-1")
    assert shipped.run("labels", "voidable").out.splitlines()[1].startswith("15 days")


def test_a_refund_is_listed_with_its_day_recorded_by_hand_and_given_up(shipped: CommandLine) -> None:
    label = label_of(shipped)
    shipped.run("labels", "void", str(label["id"]))
    assert "$7.80\u00a0USD to come back, usually by" in shipped.run("labels", "show", str(label["id"])).out
    assert label_of(shipped)["refund_expected"] is not None
    before = booked(shipped)
    due = shipped.run("labels", "refunds", "--poll", "--json").record()
    assert due["told"] == []
    assert "due" in due
    assert shipped.run("labels", "refund", str(label["id"]), status=2).err
    refused = shipped.run("labels", "refund", str(label["id"]), "--lost", "--json", status=1)
    assert refused.error()["code"] == "wallet.reason-missing"
    given_up = shipped.run("labels", "refund", str(label["id"]), "--lost", "--reason", "used after all", "--json")
    assert given_up.record()["state"] == "refund-refused"
    shipped.run("labels", "refund", str(label["id"]), "--received", "1.00", "--ref", "portal 3")
    assert booked(shipped) == before + 100
    assert label_of(shipped)["state"] == "refunded"
    assert shipped.run("labels", "refunds").out.strip() == "No refund is to come."


def test_an_adjustment_is_booked_disputed_won_and_its_pack_is_a_pdf(shipped: CommandLine, tmp_path: Path) -> None:
    """S0-36, S0-37, idea 5."""
    label, before = label_of(shipped), booked(shipped)
    made = shipped.run(
        "adjustments", "add", "1.85", "--label", str(label["tracking_number"]), "--reason", "Weight 3 lb",
        "--ref", "A1", "--json",
    ).record()  # fmt: skip
    assert (minor(made["amount"]), made["cause"], made["label"]) == (-185, "weight", label["id"])
    assert booked(shipped) == before - 185
    again = shipped.run("adjustments", "add", "1.85", "--reason", "x", "--ref", "A1", "--json", status=1)
    assert again.error()["code"] == "wallet.adjustment-known"
    number = str(made["adjustment"])
    opened = shipped.run("adjustments", "dispute", number, "--memo", "the scale said 2 lb", "--json").record()
    assert (opened["dispute"], bool(opened["dispute_due"])) == ("open", True)
    out = tmp_path / "pack.pdf"
    for lang in ("fr", "en"):
        shipped.run("adjustments", "pack", number, "--out", str(out), "--lang", lang)
        assert page_count(out.read_bytes()) >= 1
    assert shipped.run("adjustments", "pack", number, "--out", str(shipped.data / "x.pdf"), status=1).err
    shipped.run("adjustments", "dispute", number, "--won", "1.85", "--ref", "C1")
    assert booked(shipped) == before
    states = [one["dispute"] for one in shipped.run("adjustments", "list", "--json").records()]
    assert states == [None, "won"]
    assert "dispute won" in shipped.run("adjustments", "list").out


def test_a_file_of_adjustments_tells_every_row(shipped: CommandLine, tmp_path: Path) -> None:
    file = tmp_path / "adjustments.csv"
    file.write_text("Tracking,Fee,Why\n,1.00,weight\n,abc,weight\n", encoding="utf-8")
    before = booked(shipped)
    asked = ("adjustments", "import", str(file), "--positive", "takes", "--map", "amount=Fee", "--map", "reason=Why")
    seen = shipped.run(*asked, "--preview", "--json", status=1).record()
    assert (seen["taken"], seen["refused"], booked(shipped)) == (1, 1, before)
    said = shipped.run(*asked, status=1)
    assert "Row 3: the amount cannot be read (abc)" in said.out
    assert booked(shipped) == before - 100
    assert shipped.run(*asked, "--json", status=1).record()["known"] == 1
    assert shipped.run(*asked[:-4], "--json", status=1).error()["code"] == "wallet.column-missing"
    assert shipped.run(*asked[:-4], "--map", "amounts=Fee", status=2).err


def test_a_reading_is_compared_explained_and_cleared(line: CommandLine) -> None:
    line.run("postage", "buy", "50")
    different = line.run("readings", "add", "48.15", "--evidence", "portal", "--json", status=1).record()
    assert minor(different["difference"]) == -185
    made = line.run("readings", "explain", str(different["reading"]), "--reason", "pickup fee?", "--json").record()
    assert booked(line) == 4815
    listed = line.run("readings", "list", "--json").record()
    assert (listed["reconciled"], minor(listed["in_suspense"])) == (False, -185)
    cleared = line.run("readings", "clear", str(made["explanation"]), "--as", "fees", "--reason", "invoice", "--json")
    assert cleared.record()["cleared_as"] == "fees"
    assert line.run("readings", "list", "--json").record()["reconciled"] is True
    assert "Reconciled." in line.run("readings", "list").out
    line.run("readings", "add", "48.15", "--evidence", "portal")
    taken = line.run("readings", "take", "--json", status=1).record()
    assert (taken["source"], minor(taken["difference"])) == ("practice", 185)
    assert line.run("readings", "add", "1", "--evidence", "x", "--as-of", "soon", status=1).err


def test_an_opening_balance_comes_first(line: CommandLine) -> None:
    line.run("readings", "add", "12.34", "--opening", "--evidence", "portal on the first day")
    assert booked(line) == 1234


def test_why_a_balance_is_what_it_is(shipped: CommandLine) -> None:
    """Idea 2: the steps add up."""
    shipped.run("adjustments", "add", "1.85", "--reason", "weight", "--carrier", "USPS")
    shipped.run("labels", "void", str(label_of(shipped)["id"]))
    found = shipped.run("balance", "explain", "--json").record()
    steps = found["steps"]
    assert isinstance(steps, list)
    assert minor(found["start"]) + sum(minor(step["amount"]) for step in steps) == minor(found["booked"])
    assert minor(found["difference"]) != 0, "the provider knows nothing of what a person typed"
    whole = shipped.run("balance", "explain", "--since", "2000-01-01", "--json").record()
    assert (whole["start_at"], whole["booked"]) == (None, found["booked"])
    since_ever = whole["steps"]
    assert isinstance(since_ever, list)
    assert [step["kind"] for step in since_ever] == ["postage-purchase", "label", "adjustment"]
    out = shipped.run("balance", "explain").out
    assert "Unexplained difference" in out
    assert "refund due" in out
    assert "solde" in shipped.run("balance", "explain", "--lang", "fr").out.casefold()


def test_closing_is_guided_from_the_first_look_to_the_money(shipped: CommandLine, tmp_path: Path) -> None:
    """S0-32 to S0-34."""
    looked = shipped.run("accounts", "show", "--json").record()
    assert (looked["state"], looked["closing"]) == ("open", None)
    assert "accounts close --begin" in shipped.run("accounts", "close").out
    assert shipped.run("accounts", "close", "--request", "--json", status=1).error()["code"] == "wallet.not-closing"
    shipped.run("accounts", "close", "--begin", "--reason", "moving")
    assert shipped.run("postage", "buy", "10", "--json", status=1).error()["code"] == "accounts.wallet-closed"
    refused = shipped.run("accounts", "close", "--request", "--json", status=1).error()
    assert refused["code"] == "wallet.labels-still-voidable"
    letter = tmp_path / "letter.pdf"
    asked = shipped.run(
        "accounts", "close", "--request", "--give-up-voids", "--letter", str(letter), "--json"
    ).record()["closing"]  # fmt: skip
    assert isinstance(asked, dict)
    assert page_count(letter.read_bytes()) >= 1
    assert [paper["kind"] for paper in asked["papers"]] == ["statement", "letter"]
    assert {task["kind"] for task in shipped.run("tasks", "list", "--json").records()} == {"follow-closing"}
    due = asked["amount"]
    short = f"{(due['minor'] - 25) / 100:.2f}"
    assert shipped.run("accounts", "close", "--received", short, "--json", status=1).error()["code"] == (
        "wallet.difference-needs-reason"
    )
    done = shipped.run("accounts", "close", "--received", short, "--reason", "their fee", "--json").record()
    assert done["state"] == "closed"
    assert shipped.run("tasks", "list", "--json").records() == []


def test_a_closing_may_be_called_off(line: CommandLine) -> None:
    line.run("postage", "buy", "50")
    line.run("accounts", "close", "--begin", "--reason", "x")
    line.run("accounts", "close", "--request")
    assert booked(line) == 0
    line.run("accounts", "close", "--stay", "--reason", "cheaper after all")
    assert booked(line) == 5000
    assert line.run("accounts", "close", "--begin", "--stay", status=2).err


def test_a_chargeback_freezes_until_it_is_lifted(line: CommandLine) -> None:
    bought = line.run("postage", "buy", "50", "--json").record()
    done = line.run(
        "accounts", "chargeback", str(bought["purchase"]), "--fee", "15", "--reason", "bank", "--json"
    ).record()  # fmt: skip
    assert booked(line) == -1500
    frozen = done["frozen"]
    assert isinstance(frozen, dict)
    assert frozen["cause"] == "chargeback"
    assert line.run("postage", "buy", "50", "--json", status=1).error()["code"] == "accounts.wallet-frozen"
    assert "charged back" in line.run("accounts", "show").out
    line.run("accounts", "lift", "--reason", "settled with the bank")
    line.run("postage", "buy", "50")
    line.run("accounts", "freeze", "--reason", "card lost")
    assert line.run("postage", "buy", "50", "--json", status=1).error()["code"] == "accounts.wallet-frozen"


def test_the_word_that_does_not_exist_is_nowhere(line: CommandLine) -> None:
    """S0-34: there is no partial refund, so nothing offers one."""
    texts = [line.run(noun, "--help").out for noun in ("balance", "accounts", "adjustments", "readings", "labels")]
    assert "withdraw" not in json.dumps(texts).casefold()
