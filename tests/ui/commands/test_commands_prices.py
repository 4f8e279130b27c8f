"""Prices through the command line: nothing is bought for more than was shown."""

import json

from command_line import CommandLine, portland


def told(line: CommandLine, operation: str, nth: int, cents: int) -> None:
    """The provider's price moves once."""
    fault = {"operation": operation, "kind": "price-drift", "nth": nth, "cents": cents}
    (line.data / "practice-faults.json").write_text(json.dumps({"faults": [fault]}), encoding="utf-8")


def test_ship_buys_nothing_for_more_than_it_said_and_tells_both_prices(line: CommandLine) -> None:
    """M5; the third quote is the first of the purchase: one for each wallet was asked before."""
    line.run("postage", "buy", "50")
    line.import_orders(portland("A-1"))
    told(line, "quote", 3, 25)
    answer = line.run("ship", "A-1", "--json", status=1).record()
    orders = answer["orders"]
    assert isinstance(orders, list)
    (one,) = orders
    assert one["label"] is None
    assert one["error"]["code"] == "purchases.price-rose"
    shown, now = one["error"]["fields"]["shown"], one["error"]["fields"]["now"]
    assert now["minor"] == shown["minor"] + 25 and one["shown"] == shown
    balance = line.run("balance", "--json").records()[0]
    assert balance["booked"] == balance["available"] == {"minor": 5000, "currency": "USD"}
    assert line.run("labels", "list", "--json").records() == []


def test_ship_says_that_a_price_fell_or_that_the_provider_charged_another(line: CommandLine) -> None:
    line.run("postage", "buy", "50")
    line.import_orders(portland("A-1"), portland("A-2"))
    told(line, "quote", 1, 25)
    assert "The price fell: $" in line.run("ship", "A-1").err
    told(line, "buy_label", 2, 25)
    assert "Le fournisseur a facturé un autre prix" in line.run("ship", "A-2", "--lang", "fr").err
    line.run("check")


def test_what_is_never_sold_from_the_one_balance_is_said_so_by_every_command(line: CommandLine) -> None:
    """S0-29; the route is not the reason."""
    line.run("postage", "buy", "50")
    line.import_orders(portland("A-1"))
    for carrier, service in (("FedEx", "FedEx Ground"), ("La Poste", "Tracked letter")):
        shown = line.run(
            "rates", "show", "A-1", "--carrier", carrier, "--service", service, "--json", status=1
        ).record()
        refusal = shown["refusal"]
        assert isinstance(refusal, dict)
        assert refusal["code"] == "shipments.not-sold"
        assert "is never sold from the One Balance" in str(refusal["message"])
        said = line.run("ship", "A-1", "--carrier", carrier, "--service", service, status=1)
        assert "is never sold from the One Balance" in said.err
    assert line.run("labels", "list", "--json").records() == []


def test_canpar_abroad_is_not_available_at_present_in_the_words_of_the_source(line: CommandLine) -> None:
    line.run("postage", "buy", "50", "--wallet", "cad")
    line.import_orders(portland("A-1"))
    said = line.run("ship", "A-1", "--carrier", "Canpar", "--service", "USA", status=1)
    assert "“Canpar Express USA”: not available at present." in said.err
    assert "“One Balance: not available at present.”" in said.err
    french = line.run(
        "rates", "show", "A-1", "--carrier", "Canpar", "--service", "Select USA", "--lang", "fr", status=1
    )
    assert "non disponible pour l’instant" in french.out
