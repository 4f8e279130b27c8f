"""`autofund show | set | pause | resume | run` (S0-15, S0-27, M6)."""

from command_line import CommandLine

SET = ("autofund", "set", "--threshold", "20", "--amount", "30", "--max-times", "2", "--provider-is-off")


def test_it_is_off_until_somebody_makes_a_rule(line: CommandLine) -> None:
    shown = line.run("autofund", "show", "--json").record()
    assert (shown["owner"], shown["verdict"], shown["times"]) == ("nobody", "off", 0)
    assert line.run("autofund", "run", "--json").record()["verdict"] == "off"
    assert line.run("balance", "--json").records()[0]["booked"] == {"minor": 0, "currency": "USD"}


def test_it_buys_when_the_balance_is_low_and_says_so(line: CommandLine) -> None:
    out = line.run(*SET).out
    assert "Below $20.00\u00a0USD, buy $30.00\u00a0USD; at most 2 times and $60.00\u00a0USD a day." in out
    ran = line.run("autofund", "run", "--json").record()
    assert (ran["verdict"], ran["state"], ran["amount"]) == ("buy", "confirmed", {"minor": 3000, "currency": "USD"})
    assert line.run("autofund", "run", "--json").record()["verdict"] == "enough"
    assert line.run("balance", "--json").records()[0]["booked"] == {"minor": 3000, "currency": "USD"}
    assert line.run("check", status=None).status == 0


def test_both_switched_on_is_refused_and_one_of_them_is_not(line: CommandLine) -> None:
    refused = line.run(*SET[:-1], "--json", status=1).error()
    assert refused["code"] == "autofund.provider-not-off"
    shown = line.run("autofund", "set", "--owner", "provider", "--json").record()
    assert (shown["owner"], shown["verdict"]) == ("provider", "provider-buys")


def test_a_rule_that_cannot_work_says_everything_that_is_wrong(line: CommandLine) -> None:
    said = line.run("autofund", "set", "--threshold", "0", "--amount", "25", "--max-times", "0", status=1).err
    assert "is not above zero" in said
    assert "25.00 USD is not a multiple of 10.00" in said
    assert "0 is not from 1 to 24" in said
    assert "is not above zero" not in line.run("autofund", "set", "--amount", "25", "--lang", "fr", status=1).err


def test_a_stopped_rule_buys_nothing_until_it_is_resumed(line: CommandLine) -> None:
    line.run(*SET)
    out = line.run("autofund", "pause", "--reason", "the card was stolen").out
    assert "Stopped: the card was stolen" in out
    assert line.run("autofund", "run", "--json").record()["verdict"] == "paused"
    assert line.run("autofund", "resume", "--json").record()["paused"] is None
    assert line.run("autofund", "run", "--json").record()["state"] == "confirmed"


def test_a_decline_is_told_fails_the_command_and_pauses(line: CommandLine) -> None:
    line.run(*SET)
    (line.data / "practice-faults.json").write_text(
        '{"faults": [{"operation": "add_funds", "kind": "declined", "nth": 1}]}'
    )
    said = line.run("autofund", "run", status=1)
    assert "declined" in said.out.casefold() + said.err.casefold()
    shown = line.run("autofund", "show", "--json").record()
    assert (shown["paused"], shown["verdict"]) == ("declined", "paused")
