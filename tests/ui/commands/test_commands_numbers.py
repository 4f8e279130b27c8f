"""Numbers, scans and weights through the command line: every row of the vector files. Sources stand in the files."""

from command_line import CommandLine, vector_rows

FORMAT_ONLY = {"canpar_22", "dhl_piece_id", "laposte_15", "laposte_13_letter"}
SCANNED = "scanned (<GS>=0x1D <RS>=0x1E <EOT>=0x04)"


def candidates(entry: dict[str, object]) -> list[dict[str, object]]:
    found = entry["candidates"]
    assert isinstance(found, list)
    return found


def test_every_tracking_number_is_judged_as_its_vector_says(bare: CommandLine) -> None:
    rows = vector_rows("tracking_numbers")
    answers = bare.run("tracking", "check", "--json", *(row["number"] for row in rows)).records()
    assert [answer["number"] for answer in answers] == [row["number"] for row in rows]
    for row, answer in zip(rows, answers, strict=True):
        found = [c for c in candidates(answer) if c["scheme"] == row["scheme"]]
        verdicts = {c["valid"] for c in found}
        if row["valid"] == "1":
            assert verdicts == ({None} if row["scheme"] in FORMAT_ONLY else {True}), row
        else:
            assert verdicts <= {False}, row
        assert {c["carrier"] for c in found} == ({row["carrier"]} if found else set()), row
        assert found or row["valid"] == "0", row


def test_a_number_of_all_posts_also_names_the_post_where_its_country_is_known(bare: CommandLine) -> None:
    numbers = ("RN123456785CA", "LZ712917377US", "LU680211095FR", "RB123456785GB", "1Z12345E8791315509")
    answers = bare.run("tracking", "check", "--json", *numbers).records()
    found = [(candidates(answer)[0]["carrier"], candidates(answer)[0]["post"]) for answer in answers]
    assert found == [
        ("UPU S10", "Canada Post"), ("UPU S10", "USPS"), ("UPU S10", "La Poste"), ("UPU S10", None), ("UPS", None),
    ]  # fmt: skip
    assert "Canada Post (UPU S10)" in bare.run("tracking", "check", "RN123456785CA").out


def test_a_number_is_written_in_its_carriers_groups(bare: CommandLine) -> None:
    rows = vector_rows("human_readable")
    answers = bare.run("tracking", "check", "--json", *(row["raw"] for row in rows)).records()
    assert [answer["formatted"] for answer in answers] == [row["formatted"] for row in rows]


def test_every_scan_is_understood_as_its_vector_says(bare: CommandLine) -> None:
    rows = vector_rows("scan_parse")
    answers = bare.run("tracking", "scan", "--json", *(row[SCANNED] for row in rows)).records()
    names = ("carrier", "kind", "tracking", "routing")
    assert [{name: answer[name] for name in names} for answer in answers] == [
        {name: row[name] for name in names} for row in rows
    ]
    assert [answer["ambiguous"] for answer in answers] == [row["kind"] == "ambiguous" for row in rows]


def test_control_characters_may_be_real_or_spelt(bare: CommandLine) -> None:
    spelt, real = "42045342<GS>9205590242327008598961", "42045342\x1d9205590242327008598961"
    first, second = bare.run("tracking", "scan", "--json", spelt, real).records()
    assert {**first, "text": ""} == {**second, "text": ""}


def test_every_weight_is_charged_as_its_vector_says(bare: CommandLine) -> None:
    """S0-38, with the carriers' display names and the groups of their rules, on both sides of each rule's date."""
    for row in vector_rows("dim_weight"):
        answer = bare.run(
            "weight", "billable", "--json", "--carrier", row["carrier"], "--service", row["service"],
            "--date", row["ship_date"], "--weight", f"{row['actual']} {row['actual_unit']}",
            "--size", f"{row['L']}x{row['W']}x{row['H']} {row['dim_unit']}",
        ).record()  # fmt: skip
        assert (answer["billable"], answer["unit"]) == (float(row["billable"]), row["billable_unit"]), row
        assert (answer["dim_weight"], answer["actual"]) == (float(row["dim_weight"]), float(row["actual_rounded"]))
        sides = answer["sides"]
        assert isinstance(sides, list)
        assert "x".join(str(side) for side in sides) == row["rounded_dims"]


def test_numbers_and_weights_need_no_station(bare: CommandLine) -> None:
    bare.run("tracking", "check", "9400111206206406260787")
    bare.run("weight", "billable", "--carrier", "UPS", "--service", "UPS Ground", "--weight", "3 lb")
    assert not bare.data.exists()


def test_without_a_service_the_carriers_general_rule_counts(bare: CommandLine) -> None:
    for carrier in ("USPS", "UPS", "FedEx", "Canada Post", "Canpar"):
        words = ("--carrier", carrier, "--weight", "1 lb", "--size", "12x12x12 in", "--json")
        assert bare.run("weight", "billable", *words).record()["rule"], carrier


def test_a_weight_of_nothing_is_refused(bare: CommandLine) -> None:
    said = bare.run("weight", "billable", "--carrier", "UPS", "--weight", "0 lb", "--json", status=1)
    assert said.error()["code"] == "commands.weight-zero"


def test_a_weight_without_a_unit_is_refused(bare: CommandLine) -> None:
    said = bare.run("weight", "billable", "--carrier", "UPS", "--weight", "3", "--json", status=1)
    assert said.error()["code"] == "text.unreadable"


def test_a_carrier_that_nobody_knows_is_refused(bare: CommandLine) -> None:
    said = bare.run("weight", "billable", "--carrier", "Pony Express", "--weight", "3 lb", status=1)
    assert "There is no carrier “Pony Express”." in said.err
    assert said.out == ""


def test_a_day_that_is_none_is_refused(bare: CommandLine) -> None:
    said = bare.run("weight", "billable", "--carrier", "UPS", "--weight", "3 lb", "--date", "2026-02-30", status=1)
    assert "“2026-02-30”" in said.err


def test_people_read_the_verdict_beside_the_number(bare: CommandLine) -> None:
    said = bare.run("tracking", "check", "1ZH4E0790303062622", "1Z12345E8791315509", "hello")
    assert [text.split()[-1] for text in said.out.splitlines()[1:]] == ["right", "wrong", "known"]
