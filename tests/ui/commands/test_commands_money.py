"""Balances, Buy Postage, set-up and its gate through the command line (S0-05 to S0-14, S2-02 to S2-23)."""

from pathlib import Path

import pytest
from command_line import CommandLine, portland

STEPS = (
    ("setup", "holder", "--holder", "Stamps.com", "--username", "acme", "--verified"),
    ("setup", "payment", "--nickname", "Company Visa", "--brand", "Visa", "--last4", "4242", "--expires", "2029-08",
     "--holder", "A. Clerk", "--on-file-at", "the provider's portal", "--name", "A. Clerk", "--line1", "1 Main Street",
     "--city", "Burlington", "--region", "VT", "--postal", "05401", "--country", "US"),
    ("setup", "location", "--company", "Acme Inc.", "--line1", "1 Main Street", "--city", "Burlington", "--region",
     "VT", "--postal", "05401", "--country", "US", "--phone", "802 555 0100"),
    ("setup", "label-format", "epl"),
)  # fmt: skip


def booked(line: CommandLine, wallet: str = "usd") -> object:
    return line.run("balance", "--wallet", wallet, "--json").records()[0]["booked"]


def test_a_new_directory_opens_as_a_ready_practice_station(bare: CommandLine) -> None:
    """DESIGN D5, S0-02, S0-26, S2-01: two wallets at 0.00, each with its carriers and its holder."""
    usd, cad = bare.run("balance", "--json").records()
    assert (usd["wallet"], usd["currency"], usd["booked"]) == ("usd", "USD", {"minor": 0, "currency": "USD"})
    assert (cad["wallet"], cad["currency"], cad["is_ready"]) == ("cad", "CAD", True)
    assert usd["carriers"] == ["dhl_express", "ups", "usps"]
    assert cad["carriers"] == ["canada_post", "canpar"]
    assert bare.run("balance").out.startswith("Practice station in ")


def test_buy_postage_shows_who_pays_and_what_the_statement_says_before_and_after(line: CommandLine) -> None:
    """S0-13, S0-14, S0-25, S2-22, S2-24."""
    said = line.run("postage", "buy", "50")
    before = said.err.strip()
    assert "$50.00\u00a0USD" in before
    assert "paid by Practice card" in before
    assert "Your card statement will say STAMPS." in before
    assert "Your card statement will say STAMPS." in said.out
    assert "$0.00\u00a0USD → $50.00\u00a0USD" in said.out
    assert booked(line) == {"minor": 5000, "currency": "USD"}


@pytest.mark.parametrize(
    ("typed", "minor"),
    [("10", 1000), ("50", 5000), ("1 000,00", 100_000), ("1,000.00", 100_000), ("$20", 2000), ("10,00", 1000)],
)
def test_amounts_are_understood_as_people_write_them(line: CommandLine, typed: str, minor: int) -> None:
    """S2-23."""
    answer = line.run("postage", "buy", typed, "--json").record()
    assert answer["amount"] == {"minor": minor, "currency": "USD"}
    assert answer["state"] == "confirmed"
    assert answer["statement_text"] == "STAMPS"


def test_an_amount_may_be_typed_without_quotation_marks(line: CommandLine) -> None:
    assert line.run("postage", "buy", "1", "000,00", "--json").record()["after"] == {
        "minor": 100_000,
        "currency": "USD",
    }


REFUSED = (
    ("0", "wallet.not-positive"),
    ("-10", "wallet.not-positive"),
    ("5", "wallet.below-minimum"),
    ("25", "wallet.not-a-multiple"),
    ("10.005", "text.unreadable"),
    ("abc", "text.unreadable"),
    ("1,000", "text.unreadable"),
    ("10000.01", "wallet.above-purchase-ceiling"),
    ("10010", "wallet.above-purchase-ceiling"),
)


def test_amounts_against_the_rule_are_refused_in_the_rules_words(line: CommandLine) -> None:
    """S2-23, MISSION section 9: nothing is bought, the status says so, and the rule card stands beside it."""
    for typed, code in REFUSED:
        said = line.run("postage", "buy", typed, status=1)
        assert said.out == ""
        assert "No money moved." in said.err
        assert "10.00" in said.err or "Ceilings" in said.err, typed
        assert "Rule: " in said.err, typed
        assert line.run("postage", "buy", typed, "--json", status=1).error()["code"] == code
    assert booked(line) == {"minor": 0, "currency": "USD"}


def test_a_refusal_as_json_has_code_message_and_fields(line: CommandLine) -> None:
    error = line.run("postage", "buy", "25", "--json", status=1).error()
    assert set(error) - {"rule"} == {"code", "message", "fields"}
    assert error["fields"] == {
        "amount": {"minor": 2500, "currency": "USD"},
        "lower": {"minor": 2000, "currency": "USD"},
        "upper": {"minor": 3000, "currency": "USD"},
    }


def test_the_balance_has_a_ceiling(line: CommandLine) -> None:
    line.run("postage", "buy", "10000")
    error = line.run("postage", "buy", "10", "--json", status=1).error()
    assert error["code"] == "wallet.above-balance-ceiling"


def test_the_wallet_is_named_by_id_or_currency(line: CommandLine) -> None:
    """M1: one currency for each wallet."""
    line.run("postage", "buy", "20", "--wallet", "CAD")
    line.run("postage", "buy", "10", "--wallet", "cad")
    assert booked(line, "cad") == {"minor": 3000, "currency": "CAD"}
    assert booked(line) == {"minor": 0, "currency": "USD"}
    assert line.run("balance", "--wallet", "eur", "--json", status=1).error()["code"] == "station.not-found"


def test_three_balances_stand_side_by_side(line: CommandLine) -> None:
    """S2-21, M4."""
    line.run("postage", "buy", "50")
    usd = line.run("balance", "--json").records()[0]
    fifty = {"minor": 5000, "currency": "USD"}
    assert (usd["booked"], usd["available"], usd["reported"]) == (fifty, fifty, fifty)
    assert usd["reserved"] == {"minor": 0, "currency": "USD"}
    assert usd["reported_at"]


def recorded(line: CommandLine) -> None:
    line.run("setup", "--mode", "recorded", "--confirm", "RECORDED")


def test_a_recorded_station_is_made_only_with_a_typed_confirmation(bare: CommandLine) -> None:
    """DESIGN D5."""
    for words in ((), ("--confirm", "recorded"), ("--confirm", "yes")):
        said = bare.run("setup", "--mode", "recorded", *words, "--json", status=1)
        assert said.error()["code"] == "store.directory-missing"
        assert not (bare.data / "station.db").exists()
    recorded(bare)
    assert bare.run("setup", "show", "--json", status=1).record()["mode"] == "recorded"


def test_a_station_never_changes_its_mode(line: CommandLine) -> None:
    line.run("balance")
    said = line.run("setup", "--mode", "recorded", "--confirm", "RECORDED", "--json", status=1)
    assert said.error()["code"] == "store.wrong-mode"


def test_without_set_up_labels_and_postage_are_refused_with_the_reason(bare: CommandLine) -> None:
    """S0-07, in core: the steps that are missing are named, and the exit status says that nothing happened."""
    recorded(bare)
    bare.import_orders(portland("A-1"))
    said = bare.run("postage", "buy", "50", status=1)
    assert "Labels and postage are locked until the set-up of One Balance USD is finished" in said.err
    assert "account holder, payment method, ship-from location, terms of " in said.err
    for words in (("ship", "A-1"), ("ship", "--all")):
        assert bare.run(*words, "--json", status=1).error()["code"] == "accounts.setup-incomplete"
    assert bare.run("labels", "list", "--json").records() == []


def test_each_step_of_set_up_is_kept_as_it_is_given(bare: CommandLine, tmp_path: Path) -> None:
    """S0-08 to S0-12, S2-02 to S2-19; then the gate opens, and a recorded station sends people to the portal."""
    recorded(bare)
    assert bare.run(*STEPS[0], "--json", status=1).error()["code"] == "people.operator-needed"  # S2-26
    bare.staff()
    text = tmp_path / "terms.txt"
    text.write_text("Terms of service of all carriers.\n", encoding="utf-8")
    for step in STEPS:
        bare.run(*step)
    left = bare.run("setup", "finish", "--json", status=1).error()
    assert left["code"] == "accounts.setup-incomplete"
    not_ticked = bare.run(
        "setup", "terms", "--carrier", "UPS", "--file", str(text), "--version", "1", "--json", status=1
    )
    assert not_ticked.error()["code"] == "accounts.form-problems"
    bare.run("setup", "terms", "--carrier", "all", "--file", str(text), "--version", "2026-11", "--accept")
    done = bare.run("setup", "finish", "--json").record()
    assert (done["missing"], done["label_format"], done["username"]) == ([], "epl", "acme")
    terms = done["terms"]
    assert isinstance(terms, list)
    assert {one["carrier"] for one in terms} == {"dhl_express", "ups", "usps"}
    assert bare.run("setup", "show", "--wallet", "usd").out.count("Company Visa •••• 4242")
    portal = bare.run("postage", "buy", "50", status=1)
    assert "portal" in portal.err


def test_there_is_no_place_for_a_card_number(bare: CommandLine) -> None:
    """S0-10, bar 5: what looks like one is refused and never kept."""
    recorded(bare)
    payment = [*STEPS[1]]
    payment[payment.index("--nickname") + 1] = "4111 1111 1111 1111"
    said = bare.run(*payment, status=1)
    assert "looks like a card number" in said.err
    for path in bare.data.rglob("*"):
        if path.is_file():
            assert b"4111 1111 1111 1111" not in path.read_bytes()


def test_answers_come_in_french(line: CommandLine) -> None:
    """S0-43."""
    line.run("postage", "buy", "50")
    said = line.run("balance", "--lang", "fr")
    assert "50,00\u00a0$\u00a0US" in said.out


def test_labels_of_several_carriers_are_paid_from_one_balance_without_an_account_with_any_of_them(
    line: CommandLine,
) -> None:
    """S0-01, S0-04, S2-11, S2-20: one wallet in the list pays; nobody has a contract of their own."""
    line.run("postage", "buy", "100")
    line.import_orders(portland("P-1"), (*portland("P-2")[:9], "UPS", "UPS Ground", *portland("P-2")[11:]))
    shipped = line.run("ship", "--all", "--no-print", "--json", status=None)
    assert shipped.status == 0, shipped
    carriers = {str(label["carrier"]).casefold() for label in line.run("labels", "list", "--json").records()}
    assert carriers == {"usps", "ups"}
    assert line.run("billing", "accounts", "--json").records() == []
    paid_from = [one["wallet"] for one in line.run("balance", "--json").records() if "usps" in str(one["carriers"])]
    assert paid_from == ["usd"]
