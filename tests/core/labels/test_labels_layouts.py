"""What stands on each carrier's label, before any printer language."""

from dataclasses import replace

import pytest
from label_samples import FR_RECIPIENT, LONG_RECIPIENT, SAMPLES, US_SENDER

from core.address import Address
from core.labels import parts
from core.labels.data import LabelData
from core.labels.document import (
    GRID_UM,
    Code128,
    DataMatrix,
    Element,
    Gs1128,
    LabelDocument,
    MaxiCode,
    Pdf417,
    Rule,
    Text,
)
from core.labels.layout import lay_out
from core.units import Dimensions, Weight

CARRIERS = list(SAMPLES)


def _words(document: LabelDocument) -> str:
    return "\n".join(element.text for element in document.elements if isinstance(element, Text))


@pytest.mark.parametrize("carrier", CARRIERS)
def test_a_sample_says_so_in_white_on_a_black_field_and_claims_no_postage(carrier: str) -> None:
    """Serves the rule that whatever the station draws for other carriers is no postage (mission, third lane)."""
    document = lay_out(SAMPLES[carrier])
    (sample,) = [e for e in document.elements if isinstance(e, Text) and e.text == "SAMPLE - NOT POSTAGE"]
    assert sample.white
    assert sample.size_um >= 4000
    fields = [e for e in document.elements if isinstance(e, Rule)]
    assert any(
        r.x_um <= sample.x_um
        and r.y_um <= sample.y_um
        and r.x_um + r.width_um >= sample.x_um + sample.width_um
        and r.y_um + r.height_um >= sample.y_um + sample.height_um
        for r in fields
    )
    assert "PAID" not in _words(document).replace("PREPAID", "")
    assert "PAYÉ" not in _words(document)


@pytest.mark.parametrize("carrier", CARRIERS)
def test_an_own_number_label_does_not_say_sample(carrier: str) -> None:
    assert "SAMPLE" not in _words(lay_out(replace(SAMPLES[carrier], sample=False)))


@pytest.mark.parametrize("recipient", [FR_RECIPIENT, LONG_RECIPIENT], ids=["usual", "long"])
@pytest.mark.parametrize("carrier", CARRIERS)
def test_every_line_of_both_addresses_and_the_reference_is_there(carrier: str, recipient: Address) -> None:
    data = replace(SAMPLES[carrier], ship_to=recipient)
    words = _words(lay_out(data))
    for line in parts.address_lines(data.ship_to, data.ship_from) + parts.address_lines(data.ship_from, data.ship_to):
        assert line in words
    assert data.reference in words


@pytest.mark.parametrize("carrier", CARRIERS)
def test_everything_lies_on_the_grid_and_inside_the_printable_part(carrier: str) -> None:
    document = lay_out(SAMPLES[carrier])
    assert (document.width_um, document.height_um) == (101_600, 152_400)
    for element in document.elements:
        assert element.x_um % GRID_UM == element.y_um % GRID_UM == 0
        assert element.x_um >= 2000
        assert element.y_um >= 2000
        if isinstance(element, (Text, Rule)):
            assert element.x_um + element.width_um <= 101_600 - 1500
            assert element.y_um + element.height_um <= 152_400 - 2000


@pytest.mark.parametrize("carrier", CARRIERS)
def test_the_same_data_gives_the_same_document(carrier: str) -> None:
    assert lay_out(SAMPLES[carrier]) == lay_out(replace(SAMPLES[carrier]))


def _symbols(data: LabelData) -> list[Element]:
    return [e for e in lay_out(data).elements if isinstance(e, (Code128, Gs1128, DataMatrix, MaxiCode, Pdf417))]


def test_usps_bars_carry_the_zip_before_the_number() -> None:
    bars, matrix = _symbols(SAMPLES["usps"])
    assert isinstance(bars, Gs1128)
    assert isinstance(matrix, DataMatrix)
    assert bars.fields == matrix.fields == ("42090210", "9205590242327008598961")
    assert bars.height_um >= 19_050  # 0.75 in


def test_usps_bars_to_another_country_carry_no_zip() -> None:
    bars, _ = _symbols(replace(SAMPLES["usps"], ship_to=FR_RECIPIENT))
    assert isinstance(bars, Gs1128)
    assert bars.fields == ("9205590242327008598961",)


def test_an_international_usps_number_is_plain_code_128() -> None:
    (bars,) = _symbols(replace(SAMPLES["usps"], tracking="LZ123456785US"))
    assert isinstance(bars, Code128)
    assert bars.data == "LZ123456785US"


def test_ups_has_postal_bars_maxicode_and_the_number() -> None:
    postal, maxicode, number = _symbols(SAMPLES["ups"])
    assert isinstance(postal, Code128)
    assert isinstance(maxicode, MaxiCode)
    assert isinstance(number, Code128)
    assert postal.data == "420902104567"
    assert number.data == "1Z999AA10323456780"
    assert (maxicode.postal, maxicode.country, maxicode.service_class) == ("902104567", "840", "003")
    assert maxicode.message.startswith("[)>\x1e01\x1d961Z23456780\x1dUPSN\x1d999AA1\x1d326\x1d\x1d1/1\x1d6\x1dN\x1d")
    assert maxicode.message.endswith("\x1dBEVERLY HILLS\x1dCA\x1e\x04")


def test_ups_to_canada_is_mode_three_with_the_iso_number_124() -> None:
    to = replace(FR_RECIPIENT, city="Montréal", region="QC", postal="H2X 1Y4", country="CA")
    postal, maxicode, _ = _symbols(replace(SAMPLES["ups"], ship_to=to))
    assert isinstance(postal, Code128)
    assert isinstance(maxicode, MaxiCode)
    assert postal.data == "421124H2X1Y4"
    assert (maxicode.postal, maxicode.country) == ("H2X1Y4", "124")


def test_a_ups_message_stays_within_the_symbol_however_long_the_address() -> None:
    _, maxicode, _ = _symbols(replace(SAMPLES["ups"], ship_to=LONG_RECIPIENT))
    assert isinstance(maxicode, MaxiCode)
    assert len(maxicode.message) <= 78
    assert maxicode.message.isascii()


def test_a_number_of_another_form_gets_no_maxicode() -> None:
    assert not any(isinstance(symbol, MaxiCode) for symbol in _symbols(replace(SAMPLES["ups"], tracking="T1234567890")))


def test_dhl_has_three_bars_and_the_piece_number_carries_its_identifier() -> None:
    waybill, routing, piece = (symbol for symbol in _symbols(SAMPLES["dhl_express"]) if isinstance(symbol, Code128))
    assert waybill.data == "5310907744"
    assert routing.data == "2LFR42000+48000001"
    assert piece.data == "JJD015310907744000001"


def test_fedex_bars_end_with_the_number_and_pdf417_has_its_header() -> None:
    matrix, bars = _symbols(SAMPLES["fedex"])
    assert isinstance(matrix, Pdf417)
    assert isinstance(bars, Code128)
    assert len(bars.data) == 34
    assert bars.data.endswith("776632517510")
    assert matrix.data.startswith("[)>\x1e01\x1d02")


def test_la_poste_bars_are_as_high_as_its_rule_and_the_number_is_in_groups() -> None:
    (bars,) = _symbols(SAMPLES["laposte"])
    assert isinstance(bars, Code128)
    assert bars.height_um >= 27_000
    assert bars.module_um == 375
    assert "2C 123 456 7890 1" in _words(lay_out(SAMPLES["laposte"]))


@pytest.mark.parametrize(
    ("carrier", "printed"),
    [
        ("usps", "9205 5902 4232 7008 5989 61"),
        ("ups", "TRACKING #: 1Z 999 AA1 03 2345 6780"),
        ("dhl_express", "WAYBILL 53 1090 7744"),
        ("canada_post", "7023 2100 3941 4604"),
        ("canpar", "D420352470000001858001"),
        ("fedex", "TRK# 7766 3251 7510"),
    ],
)
def test_the_number_is_printed_in_the_carriers_groups(carrier: str, printed: str) -> None:
    assert printed in _words(lay_out(SAMPLES[carrier])).split("\n")


def test_a_usps_parcel_without_an_icon_letter_carries_the_black_square() -> None:
    document = lay_out(replace(SAMPLES["usps"], service_name="Media Mail"))
    assert any(isinstance(e, Rule) and e.width_um == e.height_um == 206 * GRID_UM for e in document.elements)


def test_weights_and_sizes_on_labels_round_up() -> None:
    assert parts.pounds_ounces(Weight(992_233)) == "2 lb 3 oz"
    assert parts.pounds_ounces(Weight(453_592)) == "1 lb"
    assert parts.pounds_ounces(Weight(1)) == "1 oz"
    assert parts.pounds(Weight(453_593)) == "2 LBS"
    assert parts.kilograms(Weight(1_360_001), ",") == "1,37 kg"
    assert parts.centimetres(Dimensions(300_001, 200_000, 100_000)) == "31 x 20 x 10 cm"
    assert parts.inches(None) == ""


def test_days_are_written_so_that_nobody_reads_them_the_wrong_way_round() -> None:
    assert parts.day_words("2026-03-04") == "04 MAR 2026"
    assert parts.day_of_year("2026-12-31") == "365"


def test_several_pieces_are_counted_on_the_label() -> None:
    data: LabelData = replace(SAMPLES["ups"], piece=2, pieces=3, ship_from=US_SENDER)
    assert "2 OF 3" in _words(lay_out(data))
