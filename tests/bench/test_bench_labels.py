"""Labels a second, by language, against a bare ``%``-template with the same bytes and against plain reportlab.

Ours begins at the stored document, as printing does. No round draws a label that was drawn before.
"""

import time
from collections.abc import Callable

import pytest
from bench_kit import Times, Work, at_least, at_most, in_turns, short, show
from label_fields import document, fields
from label_floors import epl_label, epl_template, pdf_file, pdf_page, pdf_template, zpl_label, zpl_template
from label_reading import decoded, decoded_pdf, only_page
from plain_reportlab import plain_reportlab

from core.labels.codec import from_json, to_json
from core.printing.records import Language
from printers.languages import epl, pdf, zpl
from printers.profiles import profile

pytestmark = pytest.mark.bench
COUNT, ROUNDS = 200, 9
AT_HAND = "ours, document at hand"
MOST = {Language.ZPL: 2.0, Language.EPL: 1.3}
STORED = [to_json(document(fields(n))) for n in range((ROUNDS + 1) * COUNT)]


def numbers(turn: int) -> range:
    """The labels of a round."""
    return range(turn * COUNT, (turn + 1) * COUNT)


def each(label: Callable[[int], bytes]) -> Work:
    """Make the labels of a round one by one."""

    def work(turn: int) -> int:
        for n in numbers(turn):
            label(n)
        return COUNT

    return work


def whole(file: Callable[[range], bytes]) -> Work:
    """Make the labels of a round in one file."""

    def work(turn: int) -> int:
        file(numbers(turn))
        return COUNT

    return work


def alone(file: Callable[[range], bytes]) -> Work:
    """Make a file for each label of a round."""
    return each(lambda n: file(range(n, n + 1)))


def scans(n: int) -> set[tuple[str, str]]:
    """What a scanner must read."""
    one = fields(n)
    data = f"420{one.zip5}{one.tracking}"
    return {("]C1", data), ("]d2", data)}


def told(title: str, times: Times, size: dict[str, int], notes: list[str]) -> None:
    """Print what was measured."""
    floor, *_ = times.by_way
    rows = [
        (
            way, short(times.each(way)), f"{1 / times.each(way):,.0f}", f"{size[way] / 1000:.1f}",
            str(times.ratio(way, floor)),
        )
        for way in times.by_way
    ]  # fmt: skip
    show(title, ("way", "a label", "labels/s", "KB", f"x {floor}"), rows, [*notes, times.unsteady(floor)])


@pytest.mark.parametrize("language", [Language.ZPL, Language.EPL])
def test_thermal_labels(language: Language) -> None:
    """Floor and ours give the same bytes; a scanner reads both symbols. Goals: facts 8, 1 and 2."""
    printer = profile(f"{language.value}-203")
    render = {Language.ZPL: zpl.render, Language.EPL: epl.render}[language]
    template, fill = (zpl_template(), zpl_label) if language is Language.ZPL else (epl_template(), epl_label)
    raw = [template.values(fields(n)) for n in range(len(STORED))]

    def bare(n: int) -> bytes:
        return fill(template, raw[n])

    def ours(n: int) -> bytes:
        return render(from_json(STORED[n]), printer).data

    for n in range(0, len(STORED), 17):
        assert ours(n) == bare(n)
    for n in (0, 1, 77, 1998):
        assert decoded(only_page(ours(n), language, 203).image) == scans(n)
    documents = [from_json(text) for text in STORED]
    times = in_turns(
        ROUNDS,
        time.process_time,
        {
            "template": each(bare),
            AT_HAND: each(lambda n: render(documents[n], printer).data),
            "ours": each(ours),
        },
    )
    size = dict.fromkeys(times.by_way, len(ours(0)))
    against = at_most("ours at hand / template", times.ratio(AT_HAND, "template"), MOST[language])
    told(f"{language.name}, {COUNT} labels a round", times, size, [against])
    assert len(ours(0)) < 4096


@pytest.mark.parametrize("single", [False, True], ids=["batch", "single"])
def test_pdf_labels(single: bool) -> None:
    """The page's operators are the template's; PDFium draws it and a scanner reads both symbols. Facts 8, 3 and 4."""
    printer, template = profile("pdf-4x6"), pdf_template()
    raw = [template.values(fields(n)) for n in range(len(STORED))]

    def bare(some: range) -> bytes:
        return pdf_file([pdf_page(template, raw[n]) for n in some])

    def ours(some: range) -> bytes:
        return pdf.render_many([from_json(STORED[n]) for n in some], printer).data

    documents = [from_json(text) for text in STORED]

    def at_hand(some: range) -> bytes:
        return pdf.render_many([documents[n] for n in some], printer).data

    def plain(some: range) -> bytes:
        return plain_reportlab([documents[n] for n in some])

    for n in range(0, len(STORED), 61):
        assert pdf_page(template, raw[n]) in ours(range(n, n + 1))
    for n in (0, 1, 1998):
        for way in (bare, ours, plain):
            assert decoded_pdf(way(range(n, n + 1))) == scans(n)
    assert decoded_pdf(ours(range(50)), page=49) == scans(49)
    ways = {"template": bare, "plain reportlab": plain, AT_HAND: at_hand, "ours": ours}
    works = {name: alone(way) if single else whole(way) for name, way in ways.items()}
    times = in_turns(ROUNDS, time.process_time, works)
    some = 1 if single else COUNT
    size = {name: len(way(range(some))) // some for name, way in ways.items()}
    notes = [
        at_most("ours at hand / template", times.ratio(AT_HAND, "template"), 1.8 if single else 1.5),
        at_least("plain reportlab / ours at hand", times.ratio("plain reportlab", AT_HAND), 15 if single else 10),
    ]
    told(f"PDF, {'a file for each label' if single else f'{COUNT} labels in a file'}", times, size, notes)
    assert size["ours"] <= 2 * size["plain reportlab"]
