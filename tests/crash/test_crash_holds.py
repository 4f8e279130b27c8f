"""Two processes reserve from one balance: what one holds the other cannot spend (S2-23, M3, M5)."""

from pathlib import Path

from command_line import CommandLine, portland

ORDERS = 8


def test_two_batches_at_once_never_spend_more_than_there_is(tmp_path: Path) -> None:
    line = CommandLine(tmp_path)
    line.run("postage", "buy", "30")
    line.import_orders(*(portland(f"H-{n}") for n in range(ORDERS)))
    runs = [line.start("ship", "--all", "--no-print", "--json") for _ in range(2)]
    answers = []
    for run in runs:
        with run:
            out, err = run.communicate(timeout=120)
        assert "Traceback" not in err
        assert "locked" not in err
        answers.append(out)
    labels = line.run("labels", "list", "--json").records()
    [usd] = [one for one in line.run("balance", "--json").records() if one["wallet"] == "usd"]
    booked, reserved = usd["booked"], usd["reserved"]
    assert isinstance(booked, dict)
    assert isinstance(reserved, dict)
    assert 0 < len(labels) < ORDERS
    assert len({label["order"] for label in labels}) == len(labels)
    prices = [label["price"] for label in labels]
    assert booked["minor"] == 3000 - sum(price["minor"] for price in prices if isinstance(price, dict))
    assert 0 <= booked["minor"] < min(price["minor"] for price in prices if isinstance(price, dict))
    assert reserved["minor"] == 0
    assert line.run("check", "--json").record()["ok"] is True
