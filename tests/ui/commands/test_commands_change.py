"""What the settings page changes, by command: a printer, a price of a rate card."""

from pathlib import Path

from command_line import CommandLine

CARD = (
    "carrier,service,zone,weight_up_to,unit,price,currency,valid_from,valid_to\n"
    "ups,03,local,1,lb,5.00,USD,2026-01-01,\nups,03,national,1,lb,7.00,USD,2026-01-01,\n"
)


def test_a_printer_is_changed_and_what_is_not_named_stays(line: CommandLine) -> None:
    """S2-14: language, paper and resolution belong to the printer."""
    changed = line.run("printers", "change", "laser", "--name", "Office", "--media", "a4", "--json").record()
    assert (changed["name"], changed["model"], changed["address"]) == ("Office", "pdf-a4", "folder:prints/pdf")
    thermal = line.run("printers", "change", "Thermal ZPL", "--dpi", "300", "--json").record()
    assert (thermal["language"], thermal["dpi"], thermal["is_default"]) == ("zpl", 300, True)
    assert line.run("printers", "change", "Thermal ZPL", "--model", "lp2844", "--json").record()["language"] == "epl"
    moved = line.run("printers", "change", "Office", "--address", "tcp://10.0.0.5:9100", "--json").record()
    assert (moved["address"], moved["model"]) == ("tcp://10.0.0.5:9100", "pdf-a4")


def test_a_change_that_cannot_be_says_why(line: CommandLine) -> None:
    bad = line.run("printers", "change", "Laser", "--address", "ftp://here", "--json", status=1)
    assert bad.error()["code"] == "accounts.form-problems"
    taken = line.run("printers", "change", "Laser", "--name", "Thermal ZPL", "--json", status=1)
    assert taken.error()["code"] == "printing.name-taken"
    none = line.run("printers", "change", "Laser", "--language", "epl", "--media", "a4", "--json", status=1)
    assert none.error()["code"] == "printers.no-such-paper"
    assert line.run("printers", "change", "Nobody", "--json", status=1).error()["code"] == "station.not-found"


def test_a_price_of_a_rate_card_is_changed(line: CommandLine, tmp_path: Path) -> None:
    """S0-03: price and days, by window and command."""
    path = tmp_path / "rates.csv"
    path.write_text(CARD, encoding="utf-8")
    card = str(line.run("rate-cards", "import", str(path), "--json").record()["id"])
    first = line.run("rate-cards", "show", card, "--json").records()[0]
    changed = line.run(
        "rate-cards", "change", str(first["id"]), "--price", "5.55", "--to", "2027-06-30", "--reason", "new", "--json"
    ).record()
    assert changed["price"] == {"minor": 555, "currency": "USD"}
    assert (changed["valid_from"], changed["valid_to"]) == ("2026-01-01", "2027-06-30")
    assert line.run("rate-cards", "show", card, "--json").records()[0] == changed
    opened = line.run("rate-cards", "change", str(first["id"]), "--no-end", "--json").record()
    assert (opened["valid_to"], opened["price"]) == ("", changed["price"])
    both = line.run("rate-cards", "change", str(first["id"]), "--no-end", "--to", "2027-01-01", status=2)
    assert "not both" in both.err


def test_a_price_that_cannot_be_is_refused(line: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "rates.csv"
    path.write_text(CARD, encoding="utf-8")
    card = str(line.run("rate-cards", "import", str(path), "--json").record()["id"])
    one = str(line.run("rate-cards", "show", card, "--json").records()[0]["id"])
    assert (
        line.run("rate-cards", "change", one, "--price", "0", "--json", status=1).error()["code"]
        == "rate-card.bad-line"
    )
    assert (
        line.run("rate-cards", "change", one, "--to", "soon", "--json", status=1).error()["code"] == "text.unreadable"
    )
    assert line.run("rate-cards", "change", "none", "--json", status=1).error()["code"] == "station.not-found"
