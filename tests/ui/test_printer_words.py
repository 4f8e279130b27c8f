"""Papers and kinds of printers are named in the language of the screen."""

import pytest

from core.i18n import translator
from core.labels.media import all_media
from printers.profiles import all_profiles
from ui.messages_base import word
from ui.printer_words import MEDIA, model_name

FR, EN = translator("fr"), translator("en")


def test_every_paper_and_printer_is_named_in_french_without_an_english_word() -> None:
    """Issue 2: French complete, data included."""
    assert set(MEDIA) == set(all_media())
    said = [model_name(FR, code) for code in all_profiles()] + [word(FR, MEDIA, code) for code in all_media()]
    assert not [text for text in said if " dpi" in text or " in" in text.replace("inox", "") or "Letter" in text]


@pytest.mark.parametrize(
    ("code", "english", "french"),
    [
        ("zd421-203", "Zebra ZD421, 203 dpi", "Zebra ZD421, 203\u00a0ppp"),
        ("lp2844", "Zebra LP 2844", "Zebra LP 2844"),
        ("pdf-letter", "Laser or inkjet, Letter", "Laser ou jet d'encre, Lettre"),
    ],
)
def test_a_trade_name_stays_and_the_rest_is_translated(code: str, english: str, french: str) -> None:
    assert model_name(EN, code) == english
    assert model_name(FR, code).replace(" ppp", "\u00a0ppp") == french
