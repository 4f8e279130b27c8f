"""`transactions` and `statements`: what moved the balance, on screen, in files and on paper (S0-14, S0-40)."""

import csv
import io
import json
from datetime import date, timedelta
from pathlib import Path

import pypdfium2
import pytest
from command_line import CommandLine, portland

CENTS = {"minor": 0, "currency": "USD"}


@pytest.fixture
def traded(line: CommandLine) -> CommandLine:
    """Postage bought, and a label."""
    line.run("postage", "buy", "50")
    line.import_orders(portland("P-1"))
    line.run("ship", "P-1", "--no-print")
    return line


def text_of(path: Path) -> str:
    document = pypdfium2.PdfDocument(path.read_bytes())
    try:
        return "".join(document[n].get_textpage().get_text_range() for n in range(len(document)))
    finally:
        document.close()


def kinds(answer: dict[str, object]) -> list[str]:
    lines = answer["lines"]
    assert isinstance(lines, list)
    return [str(entry["kind"]) for entry in lines]


def test_the_list_adds_up_and_a_type_shows_its_own_lines(traded: CommandLine) -> None:
    whole = traded.run("transactions", "list", "--json").record()
    booked = traded.run("balance", "--json").records()[0]["booked"]
    assert (whole["opening"], whole["closing"]) == (CENTS, booked)
    assert kinds(whole) == ["postage-purchase", "label"]
    labels = traded.run("transactions", "list", "--type", "label-purchases", "--json").record()
    assert kinds(labels) == ["label"]
    assert labels["sums"] == whole["sums"]
    said = traded.run("transactions", "list").out
    assert "Label purchases" in said
    assert "Closing balance" in said
    assert "Achats d'étiquettes" in traded.run("transactions", "list", "--lang", "fr").out


def test_a_period_that_ends_before_it_begins_is_refused(traded: CommandLine) -> None:
    refused = traded.run("transactions", "list", "--from", "2026-11-02", "--to", "2026-11-01", "--json", status=1)
    assert refused.error()["code"] == "reports.bad-period"


def test_each_format_is_written_whole_and_says_the_same(traded: CommandLine) -> None:
    sizes = {}
    for form in ("csv", "json", "beancount", "pdf"):
        out = traded.folder / f"books.{form}"
        written = traded.run("transactions", "export", "--format", form, "--out", str(out), "--json").record()
        assert written["bytes"] == out.stat().st_size
        sizes[form] = out
    rows = list(csv.DictReader(io.StringIO(sizes["csv"].read_text(encoding="utf-8"))))
    whole = json.loads(sizes["json"].read_text(encoding="utf-8"))
    assert [row["hash"] for row in rows] == [entry["hash"] for entry in whole["entries"]]
    paper = text_of(sizes["pdf"])
    assert whole["head"]["hash"] in "".join(paper.split())
    assert "PRACTICE" in paper
    assert " balance Assets:Wallet:Usd " in sizes["beancount"].read_text(encoding="utf-8")


def test_a_folder_that_is_not_there_is_said_and_nothing_is_written(traded: CommandLine) -> None:
    out = traded.folder / "nowhere" / "books.csv"
    said = traded.run("transactions", "export", "--format", "csv", "--out", str(out), status=1)
    assert "books.csv cannot be used" in said.err
    assert not out.parent.exists()


def test_a_statement_is_made_when_its_days_are_over_and_shown_as_it_was_issued(traded: CommandLine) -> None:
    today = date.fromisoformat(str(traded.run("transactions", "list", "--json").record()["last"]))
    yesterday = (today - timedelta(days=1)).isoformat()
    days = ("--from", (today - timedelta(days=9)).isoformat(), "--to")
    refused = traded.run("statements", "make", *days, today.isoformat(), "--json", status=1).error()
    assert refused["code"] == "reports.day-not-over"
    made = traded.run("statements", "make", *days, yesterday, "--json").record()
    assert (made["opening"], made["closing"]) == (CENTS, CENTS)
    again = traded.folder / "again.pdf"
    traded.run("statements", "show", str(made["id"]), "--out", str(again))
    assert str(made["head"]) in "".join(text_of(again).split())
    assert [one["id"] for one in traded.run("statements", "list", "--json").records()] == [made["id"]]
    overlap = traded.run("statements", "make", *days, yesterday, "--json", status=1).error()
    assert overlap["code"] == "reports.statement-overlaps"


def test_the_cards_statement_is_paired_and_an_orphan_fails_the_command(traded: CommandLine) -> None:
    today = str(traded.run("transactions", "list", "--json").record()["last"])
    bank = traded.folder / "bank.csv"
    bank.write_text(f"Date,Description,Amount\n{today},STAMPS,-50.00\n{today},Café,-3.10\n", encoding="utf-8")
    good = traded.run("statements", "match", str(bank), "--json").record()
    assert (good["read"], good["orphans"], good["unpaired"]) == (1, [], [])
    bank.write_text(f"Date,Description,Amount\n{today},STAMPS,-30.00\n", encoding="utf-8")
    said = traded.run("statements", "match", str(bank), status=1)
    assert "No purchase of ours" in said.out
    bank.write_text("nothing", encoding="utf-8")
    assert traded.run("statements", "match", str(bank), "--json", status=1).error()["code"] == (
        "reports.not-a-card-statement"
    )
