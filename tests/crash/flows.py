"""What the program does with money and papers, one command each: how a station is made ready for it, what it leaves in
the books when it was done once, and the named places on its way that are its own.
"""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import date, timedelta

from command_line import portland
from crash_kit import PRINTER, CrashStation

Ready = Callable[[CrashStation], tuple[str, ...]]
ENTRIES = "select count(*) from journal where kind = '{}'"


@dataclass(frozen=True)
class Flow:
    """A command that is killed at every place that it passes.

    Attributes:
        name: Of the flow.
        ready: Prepares a copy of the station, without processes; gives the command.
        done: SQL that counts what the command does.
        again: How much the same command adds when it is given once more: 0 where a fact is known by its key.
        places: Named places that only this flow passes; a listing run must pass them.
        both: Whether the provider knows of it; else our books have an entry that theirs have not.
        theirs_first: Whether the provider has it first, and we only when we ask.
        lasts: Whether the command can be given again after recovery, which takes a new reading.
    """

    name: str
    ready: Ready
    done: str
    again: int = 0
    places: tuple[str, ...] = ()
    both: bool = True
    theirs_first: bool = False
    lasts: bool = True


def _shipped(station: CrashStation) -> str:
    station.run("ship", "P-1", "--no-print")
    [label] = station.run("labels", "list", "--json").records()
    return str(label["id"])


def _buy(_station: CrashStation) -> tuple[str, ...]:
    return ("postage", "buy", "50")


def _ship(_station: CrashStation) -> tuple[str, ...]:
    return ("ship", "P-1", "--printer", PRINTER)


def _label(_station: CrashStation) -> tuple[str, ...]:
    return ("ship", "P-1", "--no-print")


def _void(station: CrashStation) -> tuple[str, ...]:
    return ("labels", "void", _shipped(station))


def _replace(station: CrashStation) -> tuple[str, ...]:
    return ("labels", "replace", _shipped(station), "--reason", "wet")


def _poll(station: CrashStation) -> tuple[str, ...]:
    """A label was voided, weeks ago for the provider."""
    station.run("labels", "void", _shipped(station))
    with closing(sqlite3.connect(station.data / "practice.db")) as provider, provider:
        assert provider.execute("update void set due_at = '2020-01-01T00:00:00.000000Z'").rowcount == 1
    return ("labels", "refunds", "--poll")


def _adjust(station: CrashStation) -> tuple[str, ...]:
    return ("adjustments", "add", "1.85", "--label", _shipped(station), "--reason", "Weight 3 lb", "--ref", "A1")


def _adjust_many(station: CrashStation) -> tuple[str, ...]:
    file = station.folder / "adjustments.csv"
    file.write_text("Fee,Why,Ref\n1.00,weight,R1\n0.35,weight,R2\n", encoding="utf-8")
    mapped = ("--map", "amount=Fee", "--map", "reason=Why", "--map", "reference=Ref")
    return ("adjustments", "import", str(file), "--positive", "takes", *mapped)


def _read(_station: CrashStation) -> tuple[str, ...]:
    return ("readings", "add", "100.00", "--evidence", "portal")


def _explain(station: CrashStation) -> tuple[str, ...]:
    told = station.run("readings", "add", "98.15", "--evidence", "portal", "--json", status=1).record()
    return ("readings", "explain", str(told["reading"]), "--reason", "pickup fee")


def _close(station: CrashStation) -> tuple[str, ...]:
    station.run("accounts", "close", "--begin", "--reason", "moving")
    return ("accounts", "close", "--request", "--letter", str(station.folder / "letter.pdf"))


def _autofund(station: CrashStation) -> tuple[str, ...]:
    rule = ("--threshold", "150", "--amount", "30", "--max-times", "1")
    station.run("autofund", "set", *rule, "--provider-is-off")
    return ("autofund", "run")


def _statement(station: CrashStation) -> tuple[str, ...]:
    today = date.fromisoformat(str(station.run("transactions", "list", "--json").record()["last"]))
    days = (today - timedelta(days=9), today - timedelta(days=1))
    return ("statements", "make", "--from", days[0].isoformat(), "--to", days[1].isoformat())


def _pay(station: CrashStation) -> tuple[str, ...]:
    """A payable of an account with 15 days of credit."""
    account = ("billing", "set-account", "0007654321", "--carrier", "Canada Post", "--kind", "commercial")
    station.run(*account, "--terms", "net-15")
    made = station.run("billing", "record", "20", "--channel", "tool", "--pay", "net-15", "--json").record()
    return ("billing", "pay", str(made["billed"]), "--from", "bank", "--reference", "T-1")


def _import(station: CrashStation) -> tuple[str, ...]:
    """A recorded station: one purchase and one label that people recorded, and the portal's export of both."""
    recorded(station)
    station.import_orders(portland("A-1"))
    station.run("postage", "record", "55.00", "--reference", "P-1")
    label = ("--carrier", "USPS", "--service", "USPS Ground Advantage", "--price", "7.05")
    station.run("labels", "record", "A-1", *label, "--tracking", "9400100000000000000001", "--reference", "L-1")
    export = station.folder / "export.csv"
    export.write_text(
        "Date,Type,Amount,Transaction ID,Tracking\n2026-11-20,Postage purchase,55.00,P-1,\n"
        "2026-11-20,Label,7.05,L-1,9400100000000000000001\n",
        encoding="utf-8",
    )
    return ("transactions", "import", str(export))


def recorded(station: CrashStation) -> None:
    """A new recorded station whose USD wallet is set up, in place of what was there."""
    station.data = station.folder / "recorded"
    station.env["POSTBENCH_DATA"] = str(station.data)
    station.run("setup", "--mode", "recorded", "--confirm", "RECORDED", status=None)
    station.staff()
    station.run("setup", "holder", "--holder", "Stamps.com", "--username", "shop", "--verified")
    home = ("--name", "Ana", "--line1", "500 Pine St", "--city", "Burlington", "--region", "VT", "--postal", "05401")
    station.run(
        "setup", "payment", "--nickname", "Card", "--holder", "Ana", "--on-file-at", "portal", "--brand", "Visa",
        "--last4", "4242", "--expires", "2030-01", *home, "--country", "US",
    )  # fmt: skip
    station.run("setup", "location", *home, "--country", "US")
    terms = station.folder / "terms.txt"
    terms.write_text("terms", encoding="utf-8")
    station.run("setup", "terms", "--carrier", "all", "--file", str(terms), "--version", "1", "--accept")
    station.run("setup", "label-format", "pdf")
    station.run("setup", "finish")


_REPLACE_PLACES = ("replace/after-replacement", "replace/after-old-void", "replace/after-new-intent")
_PRINT_PLACES = ("after-intents", "file-written", "print-rendering", "print-sending", "print-delivered")
_PURCHASE_PLACES = ("after-sent", "after-answer", "before-settle", "after-settle", "before-commit", "after-commit")
FLOWS = (
    Flow("buy", _buy, ENTRIES.format("postage-purchase"), again=1, places=_PURCHASE_PLACES),
    Flow("ship", _ship, ENTRIES.format("label"), places=(*_PURCHASE_PLACES, *_PRINT_PLACES)),
    Flow("label", _label, ENTRIES.format("label")),
    Flow("void", _void, ENTRIES.format("void-accepted"), places=_PURCHASE_PLACES),
    Flow("replace", _replace, ENTRIES.format("void-accepted"), places=_REPLACE_PLACES),
    Flow("refunds", _poll, ENTRIES.format("refund"), theirs_first=True),
    Flow("adjustment", _adjust, "select count(*) from adjustment", both=False),
    Flow("adjustments", _adjust_many, "select count(*) / 2 from adjustment", both=False),
    Flow("reading", _read, "select count(*) from reading_note", again=1),
    Flow("explanation", _explain, "select count(*) from explanation", both=False, lasts=False),
    Flow("closing", _close, "select count(*) from closing where state = 'requested'", both=False),
    Flow("autofund", _autofund, "select count(*) from autofund_run", places=("autofund/intended",)),
    Flow("statement", _statement, "select count(*) from statement", places=("file-written",)),
    Flow("payable", _pay, ENTRIES.format("billing-paid"), places=("billing/posted", "billing/paid")),
    Flow("import", _import, "select count(*) / 2 from portal_line", both=False),
)
