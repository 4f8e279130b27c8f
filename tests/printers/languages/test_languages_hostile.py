"""No text on a label can steer a printer: one label comes out, and nothing else is obeyed."""

import re
from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from label_reading import only_label, read_job
from label_samples import HOSTILE_RECIPIENT, SAMPLES
from label_strategies import NASTY, documents, hostile

from core.errors import Refused
from core.labels.document import Align, Code128, Fit, LabelDocument, Rule, Text
from core.labels.layout import lay_out
from core.printing.records import Language
from printers.languages import epl, pdf, zpl
from printers.profiles import PrinterProfile, profile
from printers.raster import page_count
from printers.rendered import NoteKind, Rendered

THERMAL = ["zpl-203", "zpl-300", "epl-203", "epl-300"]


def _render(document: LabelDocument, printer: PrinterProfile) -> Rendered:
    return {Language.ZPL: zpl.render, Language.EPL: epl.render, Language.PDF: pdf.render}[printer.language](
        document, printer
    )


def _text_label(words: str, align: Align = Align.LEFT, fit: Fit = Fit.WRAP) -> LabelDocument:
    text = Text(8000, 8000, 80_000, 40_000, words, 3000, align=align, fit=fit, role="recipient")
    last = Text(8000, 120_000, 80_000, 4000, "END OF LABEL", 3000, role="end")
    return LabelDocument(101_600, 152_400, (text, last))


@pytest.mark.parametrize("code", THERMAL)
@settings(max_examples=25, deadline=None)
@example("".join(NASTY))
@given(hostile)
def test_any_text_in_any_place_prints_one_label_to_its_end(code: str, words: str) -> None:
    printer = profile(code)
    for align, fit in ((Align.LEFT, Fit.WRAP), (Align.CENTRE, Fit.SHRINK), (Align.RIGHT, Fit.CUT)):
        data = _render(_text_label(words, align, fit), printer).data
        page = only_label(data, printer.language, printer.dpi)
        assert page.texts[-1].text == "END OF LABEL"


@settings(max_examples=25, deadline=None)
@example("".join(NASTY))
@given(hostile)
def test_any_text_makes_a_pdf_of_one_page_with_balanced_strings(words: str) -> None:
    data = pdf.render(_text_label(words), profile("pdf-4x6")).data
    assert page_count(data) == 1


@pytest.mark.parametrize("code", ["zpl-203", "epl-300", "pdf-letter"])
@settings(max_examples=25, deadline=None)
@given(documents)
def test_any_document_prints_one_label_or_is_refused(code: str, document: LabelDocument) -> None:
    printer = profile(code)
    end = Rule(100_000, 150_000, 500, 500)  # a label without any ink is no label to a thermal printer
    try:
        data = _render(replace(document, elements=(*document.elements, end)), printer).data
    except Refused as refused:
        assert refused.code in ("labels.cannot-scan", "labels.cannot-encode")  # noqa: PT017 - both ways are right
        return
    if printer.language is Language.PDF:
        assert page_count(data) == 1
    else:
        assert len(read_job(data, printer.language, printer.dpi).pages) == 1


@pytest.mark.parametrize("code", THERMAL)
@pytest.mark.parametrize("carrier", SAMPLES)
def test_a_hostile_order_prints_one_label_on_every_look(carrier: str, code: str) -> None:
    document, printer = lay_out(replace(SAMPLES[carrier], ship_to=HOSTILE_RECIPIENT)), profile(code)
    assert not only_label(_render(document, printer).data, printer.language, printer.dpi).is_blank


@pytest.mark.parametrize("code", THERMAL)
@pytest.mark.parametrize("words", ["^XZ ~JR", 'say "P99" \\', "_5E _ ^ ~", "\\& \\\\", "a > b < c", "(x) %s {0} ?"])
def test_awkward_signs_come_out_as_they_were_written(words: str, code: str) -> None:
    printer = profile(code)
    (page,) = read_job(_render(_text_label(words), printer).data, printer.language, printer.dpi).pages
    assert page.texts[0].text == words


@pytest.mark.parametrize("code", THERMAL)
@pytest.mark.parametrize("words", ["Québec, Œuvre & Söhne", "10 € – “Prix” …", "ÀÉÎÕÜ çñß ÿŸ Žž"])
def test_letters_of_the_code_page_are_printed_natively_and_right(words: str, code: str) -> None:
    printer = profile(code)
    rendered = _render(_text_label(words), printer)
    (page,) = read_job(rendered.data, printer.language, printer.dpi).pages
    assert page.texts[0].text == words
    assert rendered.notes == ()


@pytest.mark.parametrize("code", THERMAL)
@pytest.mark.parametrize("words", ["Łódź", "Κύπρος", "Москва", "שלום", "محمد", "東京都", "서울", "กรุงเทพ"])
def test_other_letters_are_drawn_never_a_question_mark_and_the_person_is_told(words: str, code: str) -> None:
    printer = profile(code)
    rendered = _render(_text_label(words), printer)
    (page,) = read_job(rendered.data, printer.language, printer.dpi).pages
    assert [text.text for text in page.texts] == ["END OF LABEL"]
    assert page.image.crop((64, 50, 700, 110)).getextrema() == (0, 255)
    assert [note.kind for note in rendered.notes] == [NoteKind.DRAWN]
    assert len(rendered.data) < 4000


@pytest.mark.parametrize("code", [*THERMAL, "pdf-4x6"])
def test_letters_that_no_font_has_become_frames_and_are_named(code: str) -> None:
    notes = _render(_text_label("नमस्ते Rao"), profile(code)).notes
    (missing,) = (note for note in notes if note.kind is NoteKind.MISSING)
    assert missing.role == "recipient"
    assert "न" in missing.text
    assert "R" not in missing.text


@pytest.mark.parametrize("code", THERMAL)
def test_bars_of_unusual_data_are_drawn_and_hold_no_command(code: str) -> None:
    data = '>;>8^XZ~JR"\\_'
    bars = Code128(4000, 4000, 15_000, 375, data, 90_000)
    printer = profile(code)
    job = _render(LabelDocument(101_600, 152_400, (bars,)), printer).data
    assert not only_label(job, printer.language, printer.dpi).is_blank
    assert b"~JR" not in job


def test_zpl_sets_nothing_that_outlives_the_label() -> None:
    """USPS labels with ^MMT left printers out of peel mode until restart (printing.md 1.4)."""
    for carrier, data in SAMPLES.items():
        job = zpl.render(lay_out(data), profile("zpl-203")).data.decode("ascii")
        assert not re.search(r"\^(MM|MN|MT|MD|JU|PR|CC|CD|CT|PQ|LS|LT|PO)|~", job), carrier
        assert job.count("^XA") == job.count("^XZ") == 1
        assert job.count("^FD") == job.count("^FH_^FD")
