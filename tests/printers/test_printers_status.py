"""What printers answer, understood; and whatever else a network may send, survived."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from printers import status
from printers.status import PrinterProblem, PrinterStatus, is_complete, read_status

HS_READY = b"\x02030,0,0,1245,000,0,0,0,000,0,0,0\x03\r\n\x02000,0,0,0,0,2,4,0,00000000,1,000\x03\r\n\x021234,0\x03\r\n"
HS_TROUBLE = (
    b"\x02030,1,1,1245,003,1,0,1,000,0,0,1\x03\r\n\x02000,0,1,1,0,2,4,1,00000007,1,000\x03\r\n\x021234,0\x03\r\n"
)
HQES = (
    b"\x02\r\nPRINTER STATUS\r\n ERRORS:         1 00000000 00010005\r\n"
    b" WARNINGS:       1 00000000 00000002\r\n\x03\r\n"
)
UQ = (
    b"UKQ1935HLU     V4.29\r\nS/N: 42A\r\nSerial port:96,N,8,1\r\nI8,A,001 rY JF WY\r\nS4 D08 R112,000 ZB UN\r\n"
    b"q600 Q208,25\r\nOption:D\r\n"
)


def test_a_ready_printer() -> None:
    assert read_status(HS_READY) == PrinterStatus(True, (), 0)


def test_everything_at_once_in_the_printers_order() -> None:
    found = read_status(HS_TROUBLE)
    assert found is not None and not found.ready and found.labels_remaining == 7
    assert found.problems == (
        PrinterProblem.PAPER_OUT,
        PrinterProblem.PAUSED,
        PrinterProblem.BUFFER_FULL,
        PrinterProblem.PARTIAL_FORMAT,
        PrinterProblem.HOT,
        PrinterProblem.HEAD_OPEN,
        PrinterProblem.RIBBON_OUT,
        PrinterProblem.LABEL_WAITING,
    )


def test_the_newest_answer_counts_when_an_older_one_stands_before_it() -> None:
    found = read_status(HS_TROUBLE + HS_READY)
    assert found is not None and found.ready


def test_error_words_in_hexadecimal() -> None:
    found = read_status(HQES)
    assert found is not None and not found.ready
    assert found.problems == (
        PrinterProblem.PAPER_OUT,
        PrinterProblem.HEAD_OPEN,
        PrinterProblem.PAUSED,
        PrinterProblem.CLEAN_HEAD,
    )
    unknown = read_status(HQES.replace(b"00010005", b"00400000"))
    assert unknown is not None and unknown.problems[0] is PrinterProblem.OTHER


def test_a_warning_does_not_stop_the_next_label() -> None:
    found = read_status(HQES.replace(b"ERRORS:         1 00000000 00010005", b"ERRORS:         0 00000000 00000000"))
    assert found == PrinterStatus(True, (PrinterProblem.CLEAN_HEAD,))


@pytest.mark.parametrize(
    ("answer", "dpi", "model"),
    [
        (b"\x02ZD421-300dpi ZPL,V93.21.17Z,12,8176KB\x03\r\n", 300, "ZD421-300dpi ZPL"),
        (b"\x02GK420d,V61.17.16Z,8,2104KB,X\x03\r\n", 203, "GK420d"),
    ],
)
def test_identification_tells_the_resolution(answer: bytes, dpi: int, model: str) -> None:
    found = read_status(answer)
    assert found is not None and (found.dpi, found.model, found.ready) == (dpi, model, True)


def test_epl_settings_tell_model_and_firmware() -> None:
    found = read_status(UQ)
    assert found is not None and (found.model, found.firmware, found.dpi) == ("UKQ1935HLU", "V4.29", None)


@pytest.mark.parametrize(
    ("answer", "problems"),
    [
        (b"00\r\n", ()),
        (b"07\r\n", (PrinterProblem.PAPER_OUT,)),
        (b"01,02,11\r\n", (PrinterProblem.SYNTAX, PrinterProblem.OFF_LABEL, PrinterProblem.HEAD_OPEN)),
        (b"\x1550\r\n", (PrinterProblem.BUSY,)),
        (b"99\n", (PrinterProblem.OTHER,)),
        (b"07\r\n00\r\n", ()),
    ],
)
def test_epl_error_codes(answer: bytes, problems: tuple[PrinterProblem, ...]) -> None:
    found = read_status(answer)
    assert found is not None and found.problems == problems
    assert found.ready is (problems == ())


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"\r\n",
        b"hello",
        b"\x02\x03",
        b"00",
        HS_READY[:-8],
        b"\x02a,b,c,d\x03",
        HS_READY.replace(b"030,0,0", b"030,2,0"),
        HS_READY.replace(b"00000000", b"-0000001"),
        b"\x02model,V1,9,1KB\x03",
        b"HTTP/1.0 400 Bad Request\r\n\r\n",
        UQ[:30],
    ],
)
def test_silence_and_strangers_are_none(answer: bytes) -> None:
    assert read_status(answer) is None


@given(st.binary(max_size=200))
def test_no_bytes_bring_a_parser_down(data: bytes) -> None:
    for answer in (data, b"\x02" + data + b"\x03", HS_READY[:40] + data + HS_READY[40:], data + b"\r\n"):
        found = read_status(answer)
        assert found is None or isinstance(found, PrinterStatus)
        for query in (status.HOST_STATUS, status.EPL_ERRORS, status.EPL_SETTINGS, b"other"):
            assert is_complete(query, answer) in (True, False)


@given(
    st.lists(st.sampled_from([b"0", b"1", b",", b"\x02", b"\x03", b"\r\n", b"ERRORS: 1 ", b"FFFFFFFF "]), max_size=60)
)
def test_answer_like_bytes_bring_no_parser_down(parts: list[bytes]) -> None:
    found = read_status(b"".join(parts))
    assert found is None or found.ready in (True, False)


@pytest.mark.parametrize(
    ("query", "answer"),
    [
        (status.HOST_STATUS, HS_READY),
        (status.HOST_ERRORS, HQES),
        (status.IDENTIFICATION, b"\x02GK420d,V61.17.16Z,8,2104KB\x03"),
        (status.EPL_ERRORS, b"00\r\n"),
        (status.EPL_SETTINGS, UQ),
    ],
)
def test_an_answer_is_complete_at_its_end_and_not_before(query: bytes, answer: bytes) -> None:
    assert is_complete(query, answer)
    assert not any(is_complete(query, answer[:length]) for length in range(len(answer) // 2))
    assert not is_complete(query, b"")


def test_each_language_has_its_question_or_none() -> None:
    assert [status.status_query(language) for language in ("zpl", "epl", "pdf")] == [b"~HS\r\n", b"\r\n^ee\r\n", None]
    assert [status.identity_query(language) for language in ("zpl", "epl", "pdf")] == [b"~HI\r\n", b"\r\nUQ\r\n", None]


def test_a_flood_of_line_ends_costs_no_time() -> None:
    """A stranger on port 9100 must not hang the sender: each pattern reads a flood in one pass."""
    flood = b"\r\n" * 200_000
    assert read_status(flood) is None
    assert read_status(flood + b"07\r\n") is not None
    assert not is_complete(status.EPL_ERRORS, flood + b" " * 200_000)
