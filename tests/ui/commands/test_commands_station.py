"""`station`: a name that people know, and the boxes of the bench."""

from command_line import CommandLine


def test_a_station_is_named_by_command_and_check_says_so(line: CommandLine) -> None:
    before = line.run("station", "show", "--json").record()
    assert (before["name"], before["mode"], len(str(before["boxes"])) > 2) == ("", "practice", True)
    named = line.run("station", "name", "Packing 1", "--json").record()
    assert (named["id"], named["name"]) == (before["id"], "Packing 1")
    assert line.run("check", "--json").record()["station"] == {"id": before["id"], "name": "Packing 1"}
    assert f"Packing 1 ({before['id']})" in line.run("check").out
    assert "Packing 1" in line.run("station", "show", "--lang", "fr").out
    error = line.run("station", "name", "x" * 41, "--json", status=1).error()
    assert error["code"] == "stations.bad-name"


def test_the_boxes_of_the_bench_are_chosen_by_command(line: CommandLine) -> None:
    chosen = line.run("station", "boxes", "8x6x4 in", "30x20x10 cm", "--json").record()
    assert chosen["boxes"] == [[203_200, 152_400, 101_600], [300_000, 200_000, 100_000]]
    assert line.run("station", "boxes", "huge", "--json", status=1).error()["code"] == "text.unreadable"
    many = ["1x1x1 in"] * 5
    assert line.run("station", "boxes", *many, "--json", status=1).error()["code"] == "stations.too-many-boxes"
    assert line.run("station", "show", "--json").record()["boxes"] == chosen["boxes"]
    assert line.run("station", "boxes", "--none", "--json").record()["boxes"] == []
    assert "--none" in line.run("station", "boxes", status=2).err
