"""Whatever stands in an order, every carrier's label can be rendered in every language (bar 4; DESIGN section 5).

A label that was paid for and cannot be drawn would be lost, so this holds for all text that an address may have.
"""

from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from label_samples import SAMPLES

from core.labels.layout import lay_out
from core.printing.records import Language
from printers.languages import epl, pdf, zpl
from printers.profiles import profile_for

RENDERERS = (
    (zpl.render, profile_for(Language.ZPL, 203, "4x6")),
    (zpl.render, profile_for(Language.ZPL, 300, "4x6")),
    (epl.render, profile_for(Language.EPL, 203, "4x6")),
    (epl.render, profile_for(Language.EPL, 300, "4x6")),
    (pdf.render, profile_for(Language.PDF, 300, "4x6")),
)
TEXT = st.text(st.characters(blacklist_categories=["Cs"]), max_size=60) | st.text(
    st.sampled_from('ABZ09 <>&;:"\\^~_{}[]()#$%*+=|@!?'), max_size=60
)


@pytest.mark.parametrize("carrier", list(SAMPLES))
@settings(max_examples=12, deadline=None)
@given(street=TEXT, city=TEXT, name=TEXT, reference=TEXT)
@example(street='1 & <b>Main</b> \\N "P1"', city="Austin", name="A", reference="R")
@example(street="A;B;C;D;E;F;G;H;I;J;K;L", city="A;B;C;D;E;F;G;H;I;J;K;L", name=";" * 60, reference=";" * 60)
@example(street="z" * 60, city="é" * 60, name="W" * 60, reference="9" * 60)
def test_any_text_of_an_order_is_a_label_in_every_language(
    carrier: str, street: str, city: str, name: str, reference: str
) -> None:
    sample = SAMPLES[carrier]
    to = replace(sample.ship_to, line1=street, city=city, name=name)
    document = lay_out(replace(sample, ship_to=to, reference=reference))
    for render, profile in RENDERERS:
        assert render(document, profile).data
