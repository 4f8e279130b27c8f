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
