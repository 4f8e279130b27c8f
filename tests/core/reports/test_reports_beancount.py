"""A foreign engine audits the books: bean-check passes, and fails when one cent is changed (S0-40; ledger 3.8)."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from report_world import days_of_money

from core.ledger.accounts import Account, Kind
from core.ledger.entries import chain_hash, head
from core.reports.beancount import account_name, beancount_text
from core.reports.journal_json import journal_json
from core.services import Services
from core.store.database import Value


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    with days_of_money(tmp_path_factory.mktemp("books")) as (services, _):
        yield services


def bean_check(folder: Path, text: str) -> "subprocess.CompletedProcess[str]":
    path = folder / "books.beancount"
    path.write_text(text, encoding="utf-8")
    return subprocess.run(
        [sys.executable, "-m", "beancount.scripts.check", "--no-cache", str(path)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_bean_check_finds_nothing_wrong_with_our_books(books: Services, tmp_path: Path) -> None:
    text = books.read(beancount_text)
    done = bean_check(tmp_path, text)
    assert (done.returncode, done.stdout + done.stderr) == (0, "")
    assert text.count(" * ") == books.read(head)[0]


def test_bean_check_fails_when_one_cent_is_changed(books: Services, tmp_path: Path) -> None:
    text = books.read(beancount_text)
    amounts = list(re.finditer(r"(?m)^  Assets:Wallet:Usd  (-?\d+\.)(\d\d) USD$", text))
    assert len(amounts) >= 3
    for found in amounts:
        cents = (int(found[2]) + 1) % 100
        one_off = f"{text[: found.start(2)]}{cents:02}{text[found.end(2) :]}"
        assert bean_check(tmp_path, one_off).returncode != 0
    balance = re.search(r"balance Assets:Wallet:Usd  (\d+\.)(\d\d) ~", text)
    assert balance is not None
    wrong = text.replace(balance[0], balance[0].replace(f"{balance[2]} ~", f"{(int(balance[2]) + 1) % 100:02} ~"))
    assert bean_check(tmp_path, wrong).returncode != 0


@pytest.mark.parametrize(
    ("code", "kind", "name"),
    [
        ("wallet:usd", Kind.ASSET, "Assets:Wallet:Usd"),
        ("postage:canada_post:CAD", Kind.EXPENSE, "Expenses:Postage:Canada-post:CAD"),
        ("in-transit:9x", Kind.ASSET, "Assets:In-transit:9x"),
    ],
)
def test_account_codes_become_names_that_beancount_takes(code: str, kind: Kind, name: str) -> None:
    assert account_name(Account(code, kind, "USD")) == name


def test_the_json_export_lets_anyone_verify_the_chain(books: Services) -> None:
    """M8: plain SHA-256 over what the file holds."""
    data = json.loads(books.read(journal_json))
    entries = data["entries"]
    assert (entries[-1]["number"], entries[-1]["hash"]) == (data["head"]["number"], data["head"]["hash"])
    for before, entry in pairwise(entries):
        assert entry["prev"] == before["hash"]
    sums: dict[str, int] = {}
    for entry in entries:
        for posting in entry["postings"]:
            sums[posting["account"]] = sums.get(posting["account"], 0) + posting["amount"]["minor"]
    assert {one["code"]: one["booked"]["minor"] for one in data["accounts"]} == sums
    with books.store.read() as q:
        row = q.one("select * from journal where number = 1")
        assert row is not None
        body: dict[str, Value] = {name: row[name] for name in row.keys()}  # noqa: SIM118 - a Row iterates its values
    lines = [(p["account"], p["amount"]["currency"], p["amount"]["minor"]) for p in entries[0]["postings"]]
    assert chain_hash(body, lines) == entries[0]["hash"]
