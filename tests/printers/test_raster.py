"""PDF pages as pictures."""

import threading

import pytest
from label_samples import SAMPLES

from core.labels.layout import lay_out
from printers import raster
from printers.languages import pdf
from printers.profiles import profile
from printers.raster import UnreadablePdf, page_count, pdf_page_to_image


@pytest.fixture(scope="module")
def label() -> bytes:
    return pdf.render(lay_out(SAMPLES["laposte"]), profile("pdf-4x6")).data


@pytest.mark.parametrize("dpi", [72, 203, 300])
def test_a_page_has_its_size_in_dots_and_white_paper(label: bytes, dpi: int) -> None:
    picture = pdf_page_to_image(label, 0, dpi)
    assert picture.mode == "L"
    assert abs(picture.width - 4 * dpi) <= 1
    assert abs(picture.height - 6 * dpi) <= 1
    assert picture.getpixel((2, 2)) == 255
    assert picture.getextrema() == (0, 255)


@pytest.mark.parametrize("data", [b"", b"%PDF-1.4\n", b"^XA^XZ", b"\x00" * 64])
def test_what_is_no_pdf_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadablePdf):
        pdf_page_to_image(data)
    with pytest.raises(UnreadablePdf):
        page_count(data)


@pytest.mark.parametrize("page", [-1, 1, 99])
def test_a_page_that_is_not_there_is_refused(label: bytes, page: int) -> None:
    with pytest.raises(UnreadablePdf):
        pdf_page_to_image(label, page)


def test_an_absurd_resolution_is_refused_before_the_memory_is_gone(label: bytes) -> None:
    with pytest.raises(UnreadablePdf):
        pdf_page_to_image(label, 0, 50_000)


def test_pages_are_counted(label: bytes) -> None:
    assert page_count(label) == 1


def test_only_one_thread_is_in_pdfium_and_the_others_wait(label: bytes) -> None:
    want = pdf_page_to_image(label, 0, 72).tobytes()
    found: list[bytes] = []
    threads = [
        threading.Thread(target=lambda: found.append(pdf_page_to_image(label, 0, 72).tobytes())) for _ in range(4)
    ]
    with raster._LOCK:
        for thread in threads:
            thread.start()
        assert found == []
    for thread in threads:
        thread.join()
    assert found == [want] * 4
