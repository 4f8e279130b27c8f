"""Papers: everything that is given stands on the page, as text and never as markup (bar 4; DESIGN section 5)."""

from io import BytesIO

import pypdfium2
import pytest
from PIL import Image

from printers.papers.blocks import Block, Facts, Gap, Heading, Paper, PaperSize, Picture, Sentence, Table
from printers.papers.sheet import draw

HEAD = ("Day", "What", "Reference", "Amount")


def paper(*blocks: Block, mark: str = "") -> Paper:
    return Paper("Statement", "Elm Inc. · November", blocks, "journal 91 · head abcd", mark)


def texts(pdf: bytes) -> list[str]:
    """The text of each page."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [page.get_textpage().get_text_range() for page in (document[n] for n in range(len(document)))]
    finally:
        document.close()


def table(count: int) -> Table:
    rows = tuple(
        (f"2026-11-{n % 28 + 1:02}", f"row {n:03}", f"01M828PBP03MZW03XX155B{n:04}", f"-{n}.50") for n in range(count)
    )
    return Table(HEAD, rows, frozenset({3}), (("", "Sum", "", "-99.00"),), wide=1)


@pytest.mark.parametrize("size", list(PaperSize))
def test_every_block_stands_on_the_page_in_order(size: PaperSize) -> None:
    picture = BytesIO()
    Image.new("RGB", (400, 200), "navy").save(picture, "PNG")
    blocks = (
        Facts((("Opening", "$10.00 USD"), ("Closing", "$20.00 USD"))), Heading("Lines"), table(3),
        Sentence("That is all.", strong=True), Gap(10_000), Picture(picture.getvalue(), 60_000, "The label"),
    )  # fmt: skip
    (page,) = texts(draw(paper(*blocks), size))
    wanted = [
        "Statement",
        "Elm Inc.",
        "Opening",
        "$10.00 USD",
        "Lines",
        "Day",
        "row 000",
        "Sum",
        "-99.00",
        "That is all.",
    ]
    places = [page.index(word) for word in wanted]
    assert places == sorted(places)
    assert "The label" in page
    assert "1 / 1" in page


def test_a_long_table_repeats_its_head_and_counts_its_pages() -> None:
    pages = texts(draw(paper(table(200)), PaperSize.A4))
    assert len(pages) > 3
    for n, page in enumerate(pages, start=1):
        assert f"{n} / {len(pages)}" in page
        assert "head abcd" in page
        assert "Reference" in page
    whole = "".join(pages)
    assert all(f"row {n:03}" in whole for n in range(200))


def test_the_same_paper_is_the_same_file() -> None:
    assert draw(paper(table(9)), PaperSize.LETTER) == draw(paper(table(9)), PaperSize.LETTER)


@pytest.mark.parametrize(
    "text",
    ["<b>bold</b> & <para>", "Żółć Ελλάδα Привет", "東京 서울", "a" * 300, "<br/><img src='x'/>", "&amp; &#x41;"],
)
def test_what_people_typed_is_text_and_never_markup(text: str) -> None:
    shown = Table(HEAD, (("1", text, "r", "2.00"),), frozenset({3}), wide=1)
    (page,) = texts(draw(paper(shown, Sentence(text), Facts((("k", text),))), PaperSize.LETTER))
    flat = "".join(page.split())
    assert flat.count("".join(text.split())) == 3


def test_a_marked_paper_says_so_on_each_page() -> None:
    pages = texts(draw(paper(table(120), mark="SAMPLE"), PaperSize.LETTER))
    assert len(pages) > 1
    assert all("SAMPLE" in page for page in pages)


def test_a_table_without_rows_is_drawn() -> None:
    (page,) = texts(draw(paper(Table(HEAD, ())), PaperSize.LETTER))
    assert "Reference" in page
