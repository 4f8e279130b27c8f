"""Text before it meets a language: harmless, and in the order in which it is drawn."""

import pytest
from hypothesis import given, settings
from label_strategies import hostile

from core.labels.document import Fit
from printers.languages import fitting, glyphs
from printers.languages.writing import clean, in_code_page, visual


@settings(max_examples=50, deadline=None)
@given(hostile)
def test_cleaned_text_has_no_control_sign_and_cleaning_again_changes_nothing(text: str) -> None:
    cleaned = clean(text)
    assert not any(ord(letter) < 32 or 0x7F <= ord(letter) < 0xA0 for letter in cleaned)
    assert clean(cleaned) == cleaned


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("plain", "plain"),
        ("a\nb\tc", "a b c"),
        ("1\u202f000\u00a0kg", "1 000\u00a0kg"),
        ("e\u0301", "é"),
        ("Jean\u2011Luc", "Jean-Luc"),
        ("\u202eevil\u202c", "evil"),
        ("a\u200db\ufeff", "ab"),
        ("\ud800x", "x"),
    ],
)
def test_rare_signs_become_plain(text: str, want: str) -> None:
    assert clean(text) == want


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("abc 12", "abc 12"),
        ("שלום", "םולש"),
        ("שלום 12", "12 םולש"),
        ("שלום (12) abc", "abc (12) םולש"),
        ("abc (לוי) def", "abc (יול) def"),
        ("Müller לוי 12", "Müller 12 יול"),
        ("רחוב 12, תל אביב", "ביבא לת ,12 בוחר"),
        ("12 לוי", "יול 12"),
        ("سلام", "\ufee1\ufefc\ufeb3"),
        ("محمد", "\ufeaa\ufee4\ufea4\ufee3"),
    ],
)
def test_letters_from_the_right_stand_in_visual_order_and_joined(text: str, want: str) -> None:
    assert visual(text) == want


@pytest.mark.parametrize(
    ("text", "page", "inside"),
    [("é€Ÿ", "cp1252", True), ("ł", "cp1252", False), ("ł", "cp1250", True), ("東", "cp1252", False)],
)
def test_a_code_page_is_asked_letter_by_letter(text: str, page: str, inside: bool) -> None:
    assert in_code_page(text, page) is inside


@pytest.mark.parametrize(
    ("text", "font"),
    [
        ("Łódź Ω Я א", "LiberationSans-Regular"),
        ("\ufeaa", "DejaVuSans"),
        ("ก", "NotoSansThai-Regular"),
        ("東京ひカ", "DroidSansFallbackFull"),
        ("서울", "NanumSquareR"),
    ],
)
def test_a_letter_comes_from_the_first_font_that_has_it(text: str, font: str) -> None:
    assert {run.font for run in glyphs.runs(text.replace(" ", ""))} == {font}


def test_missing_letters_are_named_once_each() -> None:
    assert glyphs.missing_letters("नन A न") == "न"


def test_a_picture_has_the_width_that_was_measured_and_rises_above_capitals_for_accents() -> None:
    flat, high = glyphs.picture("Lodz", 40), glyphs.picture("Őrség", 40)
    assert flat.width == glyphs.picture_width("Lodz", 40)
    assert high.above > flat.above
    assert all(len(row) == -(-flat.width // 8) for row in flat.rows)


def _face(*sizes: int) -> fitting.Face[int]:
    return fitting.Face(sizes, lambda text, size: len(text) * size, int)


def test_a_single_line_shrinks_before_it_is_cut() -> None:
    assert fitting.fit(["abcd"], Fit.SHRINK, 40, 0, _face(20, 10)) == fitting.Fitted(("abcd",), 10, "")
    assert fitting.fit(["abcdef"], Fit.SHRINK, 40, 0, _face(20, 10)) == fitting.Fitted(("abcd",), 10, "ef")
    assert fitting.fit(["abcdef"], Fit.CUT, 40, 0, _face(20, 10)) == fitting.Fitted(("ab",), 20, "cdef")


@pytest.mark.parametrize(
    ("lines", "width", "height", "want"),
    [
        (["ab", "cd"], 40, 44, fitting.Fitted(("ab", "cd"), 20, "")),  # as wanted
        (["abc", "d"], 48, 44, fitting.Fitted(("abc", "d"), 16, "")),  # whole, a little smaller
        (["ab cd"], 40, 44, fitting.Fitted(("ab", "cd"), 20, "")),  # broken between words
        (["abcdef"], 60, 44, fitting.Fitted(("abc", "def"), 20, "")),  # broken in a word
        (["ab", "c", "d"], 72, 8, fitting.Fitted(("ab, c, d",), 8, "")),  # run on in one line
        (["abcd", "efgh"], 40, 8, fitting.Fitted(("abcd,",), 8, "efgh")),  # no room: the rest is told
    ],
)
def test_a_block_keeps_lines_whole_then_breaks_them_then_runs_them_on(
    lines: list[str], width: int, height: int, want: fitting.Fitted[int]
) -> None:
    assert fitting.fit(lines, Fit.WRAP, width, height, _face(20, 16, 8)) == want
