"""When an address is longer than any label, its middle is cut and told; city, postal code and country stay."""

from dataclasses import replace

import pytest
from label_reading import only_page, pdf_words
from label_samples import SAMPLES

from core.labels.layout import lay_out
from core.printing.records import Language
from printers.languages import epl, pdf, zpl
from printers.profiles import profile
from printers.rendered import NoteKind

ENDLESS = replace(SAMPLES["canada_post"].ship_to, name="A" * 2000, line1="B" * 2000, city="Toronto", postal="M5V 3L9")


@pytest.mark.parametrize("carrier", ["usps", "canada_post", "canpar", "ups", "dhl_express"])
def test_the_last_lines_of_an_endless_address_are_on_the_label_and_the_cut_is_noted(carrier: str) -> None:
    document = lay_out(replace(SAMPLES[carrier], ship_to=ENDLESS))
    for language, render, code in ((Language.ZPL, zpl.render, "zpl-203"), (Language.EPL, epl.render, "epl-203")):
        rendered = render(document, profile(code))
        words = " ".join(text.text for text in only_page(rendered.data, language, 203).texts)
        assert "M5V 3L9" in words, (carrier, language)
        assert "oronto" in words.lower(), (carrier, language)
        assert NoteKind.CUT in {note.kind for note in rendered.notes}
    rendered = pdf.render(document, profile("pdf-4x6"))
    words = " ".join(pdf_words(rendered.data))
    assert "M5V 3L9" in words
    assert NoteKind.CUT in {note.kind for note in rendered.notes}
