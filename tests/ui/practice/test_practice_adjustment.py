"""Step 7 of the practice day: an adjustment tied to its label, and the papers against it (S0-36, S0-37)."""

from pathlib import Path

from practice_day_kit import OTHER_ORDERS, TO_TORONTO, Shipped, cell, charges, minor, pdf_text, ship

from core.gateways.postage.practice_books import ChargeKind
from ui.practice.telling import Mark


def test_the_adjustment_is_tied_to_its_label_and_taken_from_the_balance(day: Shipped, tmp_path: Path) -> None:
    told, words, taken = day.step(7)[:3]
    assert (told.text, cell(told)) == ("Canpar Express adjusts the price of PD-1007", "−$1.85 CAD")
    (row,) = [row for row in day.rows("transactions-cad.csv") if row["type"] == "adjustment"]
    assert (row["amount"], row["reference_kind"]) == ("-1.85", "label")
    assert row["memo"] in words.text
    assert minor(cell(taken)) == round(float(row["balance"]) * 100)
    (charge,) = charges(day, tmp_path, ChargeKind.ADJUSTMENT)
    assert (charge.amount.minor, charge.tracking) == (-185, row["memo"])
    paid = [one for one in day.rows("transactions-cad.csv") if one["type"] == "label" and one["memo"] == row["memo"]]
    assert len(paid) == 1


def test_the_dispute_pack_names_the_amount_the_parcel_and_the_last_day(day: Shipped) -> None:
    text = pdf_text(day.folder / "dispute-pack.pdf")
    for said in ("$1.85 CAD", "PD-1007", "dimensions", "Size measured by the carrier", "12.008", "Feb 7, 2027"):
        assert said in text
    due = next(line for line in day.step(7) if "from the ship day" in line.text)
    assert (due.text, cell(due)) == ("90 days from the ship day", "until Feb 7, 2027")


def test_an_adjustment_may_take_the_balance_below_zero(tmp_path: Path) -> None:
    """S0-37: it is a fact; the story says that nothing is bought then, and both books agree on it."""
    day = ship(tmp_path / "out", orders=[f"Q8{TO_TORONTO}Canpar Ground,12,lb,5,5,5,in"])
    assert (day.end.labels, day.end.to_hand_over, day.end.findings) == (1, 1, ())
    assert any("below zero" in line.text for line in day.step(7) if line.mark is Mark.REFUSED)
    balances = [minor(cell(line)) for line in day.step(9) if line.text.endswith("= balance")]
    assert min(balances) == -105
    assert day.text.count("the provider says the same") == 2


def test_the_papers_are_written_in_the_language_of_the_day(tmp_path: Path) -> None:
    day = ship(tmp_path / "out", "fr", orders=OTHER_ORDERS[4:5])
    assert day.end.findings == ()
    text = pdf_text(day.folder / "dispute-pack.pdf")
    assert "Dimensions mesurées par le transporteur" in text
    assert "1,85 $ CA" in text
