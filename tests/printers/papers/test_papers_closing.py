"""The papers of a dispute and of a closing: every fact is on them, in both languages (S0-32, S0-33, idea 5)."""

from dataclasses import replace
from zoneinfo import ZoneInfo

import pypdfium2
import pytest

from core.i18n import LANGUAGES, translator
from core.money import Money
from core.units import Dimensions, Weight
from printers.papers.closing_letter import ClosingFacts, StatementSum, closing_letter, final_statement
from printers.papers.dispute_pack import DisputeFacts, LabelFacts, dispute_pack

EN, FR = translator("en"), translator("fr")


def usd(minor: int) -> Money:
    return Money(minor, "USD")


LABEL = LabelFacts(
    tracking="9400 1999", service="USPS Ground Advantage", order="A-1", ship_day="2026-11-20",
    made_at="2026-11-20T11:01:02.000000Z", operator="ana", quoted=usd(780), paid=usd(785), weight=Weight(907_184),
    weight_source="scale", dims=Dimensions(228_600, 152_400, 76_200), override="", picture=b"",
)  # fmt: skip
DISPUTE = DisputeFacts(
    adjustment="X", carrier="USPS", amount=usd(185), cause="weight", reason="billed 3 lb", reference="ADJ-77",
    day="2026-12-01", entry=12, memo="weighed twice", deadline="2027-02-18", label=LABEL,
    zone=ZoneInfo("America/Toronto"), weight_unit="lb", length_unit="in", marked="SAMPLE", head="entry 12",
)  # fmt: skip
CLOSING = ClosingFacts(
    wallet="One Balance USD", holder="Stamps.com", username="acme", sender=("Acme Inc.", "1 Main Street"),
    reason="moving", day="2026-11-20", amount=usd(4035), in_dispute=usd(0), first_day="2027-01-01",
    last_day="2027-01-15", source="6 to 8 weeks",
    sums=(StatementSum("postage bought", 1, usd(5000)), StatementSum("label", 2, usd(-965))), marked="", head="entry 4",
)  # fmt: skip


def text_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return "\n".join(document[n].get_textpage().get_text_range() for n in range(len(document))).replace(
            "\u00a0", " "
        )
    finally:
        document.close()


def test_the_pack_has_weight_size_who_and_when() -> None:
    text = text_of(dispute_pack(EN, DISPUTE))
    wanted = (
        "$1.85", "billed 3 lb", "ADJ-77", "weighed twice", "Feb 18, 2027", "2 lb (scale)", "9 × 6 × 3 in", "ana",
        "9400 1999", "$7.80", "$7.85", "A-1", "entry 12",
    )  # fmt: skip
    for fact in wanted:
        assert fact in text, fact


def test_a_pack_without_a_label_or_measures_says_so() -> None:
    bare = replace(LABEL, weight=None, dims=None, override="ana: no tape")
    text = text_of(dispute_pack(EN, replace(DISPUTE, label=bare, memo="")))
    for fact in ("not kept", "not measured", "ana: no tape", "No dispute was opened yet."):
        assert fact in text, fact
    assert "No label of ours" in text_of(dispute_pack(EN, replace(DISPUTE, label=None)))


def test_the_letter_asks_for_the_whole_balance_and_names_both_days() -> None:
    """S0-33: 6 and 8 weeks are two dates."""
    text = text_of(closing_letter(EN, CLOSING))
    for fact in ("acme", "Stamps.com", "Acme Inc.", "$40.35", "Jan 1, 2027", "Jan 15, 2027", "$50.00", "−$9.65"):
        assert fact in text, fact
    assert "dispute" not in text
    assert "$1.85" in text_of(closing_letter(EN, replace(CLOSING, in_dispute=usd(185))))
    assert "Signature" not in text_of(final_statement(EN, CLOSING))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_same_facts_give_the_same_bytes(lang: str) -> None:
    tr = FR if lang == "fr" else EN
    assert closing_letter(tr, CLOSING) == closing_letter(tr, CLOSING)
    assert dispute_pack(tr, DISPUTE) == dispute_pack(tr, DISPUTE)


def test_nothing_on_them_offers_a_part_of_the_balance() -> None:
    """S0-34."""
    assert "withdraw" not in text_of(closing_letter(EN, CLOSING)).casefold()
