"""What commands say: JSON also for a wrong command line; short where names are long; in words where something fails."""

from pathlib import Path

import pytest
from command_line import ROOT, CommandLine, portland

from core.errors import Problem
from core.i18n import translator
from core.money import Money
from core.shipments.rules import DimensionsMissing, VoidRefused
from ui.commands.output import clip
from ui.commands.recovering import Settled, note_recovered
from ui.commands.session import Session
from ui.label_notes import alarms
from ui.messages import MESSAGES, explain
from ui.messages_base import Fields
from ui.messages_problems import problem_text

EN = translator("en")
LONG = "9" * 5000


@pytest.mark.parametrize("words", [("orders", "list", "--state", "lost"), ("no-such",), ("--nonsense",), ("ship",)])
def test_a_command_line_that_is_not_understood_is_an_object_in_json(bare: CommandLine, words: tuple[str, ...]) -> None:
    said = bare.run(*words, "--json", status=2)
    assert said.error()["code"] == "commands.usage"
    assert said.err == ""


def test_the_version_is_an_object_in_json(bare: CommandLine) -> None:
    assert bare.run("--version", "--json").record().keys() == {"name", "version"}


@pytest.mark.parametrize(
    ("column", "value"),
    [(10, "9" * 5000), (9, "9" * 5000), (11, LONG), (13, LONG), (6, LONG), (0, LONG), (8, "+" + LONG)],
)
def test_a_number_of_5000_digits_in_an_order_has_no_traceback(line: CommandLine, column: int, value: str) -> None:
    row = [*portland("A-1")]
    row[column] = value
    line.import_orders(row)
    assert all(len(text) < 400 for text in line.run("orders", "list").out.splitlines())
    assert len(line.run("orders", "list", "--json").records()) == 1


@pytest.mark.parametrize("column", ["price", "weight_up_to", "valid_from"])
def test_a_number_of_5000_digits_in_a_rate_card_refuses_its_row(line: CommandLine, column: str) -> None:
    cells = {
        "carrier": "Canpar", "service": "Ground", "zone": "CA", "weight_up_to": "1", "unit": "kg", "price": "9.00",
        "currency": "CAD", "valid_from": "2026-01-01", "valid_to": "",
    }  # fmt: skip
    cells[column] = LONG
    path = line.folder / "card.csv"
    path.write_text(f"{','.join(cells)}\n{','.join(cells.values())}\n", encoding="utf-8")
    error = line.run("rate-cards", "import", str(path), "--json", status=1).error()
    assert error["code"] == "rate-card.rejected"
    assert len(str(error["message"])) < 400


def test_only_text_that_was_cut_or_is_missing_asks_for_a_look() -> None:
    assert alarms(EN, ["drawn:recipient", "shrunk:recipient"]) == []
    assert alarms(EN, ["cut:recipient"]) == ["Check the print: the recipient's address was cut on the label."]
    assert len(alarms(EN, ["missing:x", "missing:x"])) == 1


def test_what_was_left_open_is_one_line_for_each_kind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: CommandLine
) -> None:
    import app

    del tmp_path, line
    notes: list[str] = []
    monkeypatch.setattr(Session, "note", lambda _self, text: notes.append(text))
    every = [Settled("label", str(n), "sent", "confirmed", f"A-{n}") for n in range(170)]
    note_recovered(Session(app.DOORS), [*every, Settled("print", "j", "interrupted", "unknown", "B-1")])
    assert len(notes) == 2
    assert notes[0].startswith("170 left open by runs that ended early")
    assert "A-0, A-1" in notes[0]
    assert notes[0].endswith("and 160 more).")


def test_the_smallest_purchase_that_helps_is_named() -> None:
    fields = {name: Money(700, "USD") for name in ("needed", "available", "short")}
    todo = MESSAGES["wallet.insufficient-funds"](EN, Fields({**fields, "wallet": "usd"})).todo
    assert "$10.00" in todo


def test_a_carrier_goes_by_its_name_in_a_form() -> None:
    assert problem_text(EN, Problem("terms.usps", "form.required")) == "USPS: fill this in."


@pytest.mark.parametrize(("reason", "word"), [("too-early", "from"), ("too-late", "until")])
def test_the_moment_of_a_refused_void_is_said_as_people_read_it(reason: str, word: str) -> None:
    error = VoidRefused(label="1", reason=reason, detail="2026-11-23T12:00:00.000000Z")
    happened = explain(EN, error).happened
    assert f"({word} Nov" in happened
    assert "T12:00" not in happened
    assert "(" not in explain(EN, VoidRefused(label="1", reason="no-void-rule", detail="")).happened


def test_long_texts_are_clipped_for_display_alone(line: CommandLine) -> None:
    assert clip("a" * 41) == "a" * 39 + "…"
    row = [*portland("A-1")]
    row[1] = "Maximiliane " * 20
    line.import_orders(row)
    assert max(map(len, line.run("orders", "list").out.splitlines())) < 200
    assert len(str(line.run("orders", "list", "--json").records()[0]["recipient"])) > 200


def test_moments_in_json_are_in_utc_and_prices_are_money(line: CommandLine) -> None:
    line.run("orders", "import", str(ROOT / "resources" / "samples" / "orders" / "shopify_orders.csv"))
    items = line.run("orders", "show", "#1001", "--json").record()["items"]
    assert isinstance(items, list)
    assert {*items[0]["unit_price"]} == {"minor", "currency"}
    line.run("postage", "buy", "50")
    assert str(line.run("balance", "--json").records()[0]["reported_at"]).endswith("Z")


def test_a_further_copy_carries_its_reason(line: CommandLine) -> None:
    line.run("postage", "buy", "50")
    line.import_orders(portland("A-1"))
    line.run("ship", "A-1")
    label = str(line.run("labels", "list", "--json").records()[0]["id"])
    jobs = line.run("labels", "reprint", label, "--reason", "smudged", "--json").record()["jobs"]
    assert isinstance(jobs, list)
    assert jobs[0]["copy_reason"] == "smudged"


def test_a_reader_who_has_seen_enough_is_no_fault(line: CommandLine) -> None:
    line.import_orders(*(portland(f"A-{n}") for n in range(400)))
    with line.start("orders", "list", "--json") as process:
        assert process.stdout is not None
        process.stdout.close()
        assert process.stderr is not None
        told = process.stderr.read()
        assert process.wait(timeout=60) == 1
    assert told == ""


def test_a_damaged_database_is_said_in_words(line: CommandLine) -> None:
    path = line.data / "station.db"
    data = bytearray(path.read_bytes())
    data[4096:] = b"\xa5" * (len(data) - 4096)
    path.write_bytes(data)
    said = line.process("balance", "--json")
    assert said.status == 1
    assert str(said.error()["code"]).startswith("store.")
    assert "Traceback" not in said.err


@pytest.mark.parametrize(
    "words", [("--take", f"A-1={LONG}"), ("--currency", "12"), ("--country", LONG)], ids=["take", "currency", "country"]
)
def test_what_is_no_code_is_not_understood(line: CommandLine, words: tuple[str, str]) -> None:
    line.import_orders(portland("A-1"))
    assert line.run("orders", "import", str(line.folder / "orders.csv"), *words, status=2).err


@pytest.mark.parametrize("name", ["hex", "no-such", "caf\u00e9"])
def test_an_encoding_that_is_none_is_refused(line: CommandLine, name: str) -> None:
    line.import_orders(portland("A-1"))
    said = line.run("orders", "import", str(line.folder / "orders.csv"), "--encoding", name, "--json", status=1)
    assert str(said.error()["code"]).endswith("encoding-unknown")


def test_what_was_typed_is_clipped_in_a_refusal(bare: CommandLine) -> None:
    said = bare.run("weight", "billable", "--carrier", "UPS", "--weight", f"{LONG} lb", status=1)
    assert len(said.err) < 400


def test_wallets_and_carriers_go_by_their_names_and_never_by_their_codes(line: CommandLine) -> None:
    line.import_orders(portland("A-1"))
    assert "USD (One Balance USD)." in line.run("ship", "A-1", status=1).err
    line.run("postage", "buy", "20")
    for name in ("practice.db", "practice.lock"):
        (line.data / name).unlink()
    found = line.run("check", status=1).out
    assert "Only in our books: " in found
    assert "USD (postage " in found
    assert ", One Balance USD)" in found
    line.run("postage", "buy", "10", status=1)
    assert "USD  One Balance USD" in line.run("postage", "status", status=None).out
    terms = line.run("setup", "show").out
    assert "DHL Express (version practice-1)" in terms
    assert "dhl_express" not in terms


def test_a_carrier_of_the_users_own_goes_by_its_name_in_a_refusal() -> None:
    tr = EN
    error = DimensionsMissing(order="A-1", carrier="swift", carrier_name="Swift Couriers", at_risk=None)
    assert explain(tr, error).happened.startswith("Swift Couriers charges by size")
    shipped = DimensionsMissing(order="A-1", carrier="canpar", carrier_name="Canpar Express", at_risk=None)
    assert explain(tr, shipped).happened.startswith("Canpar Express charges by size")
