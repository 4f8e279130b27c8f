"""Random label documents and hostile texts for property tests."""

from hypothesis import strategies as st

from core.labels.document import (
    GRID_UM,
    Align,
    Box,
    Code128,
    DataMatrix,
    Element,
    Fit,
    Gs1128,
    Image,
    LabelDocument,
    MaxiCode,
    Pdf417,
    QrCode,
    Rule,
    Text,
)

NASTY = (
    "^XZ", "^XA", "^FS", "^PQ99", "~JR", "~JA", "^CC!", "^CD;", "^JUS", "_5E", "\\&", "\\", '"', '"\nP99\n',
    "\r\nN\r\n",
    "\x00", "\x02", "\x06", "\x1b", "\x7f", "\x85", "\u2028", "\n! U1 setvar\n", ">;>8", "%s%d", "{0}", "()",
    ") Tj ET Q", "א", "שלום", "مرحبا", "東京", "😀", "\u202e", "\u200d", "é", "ł", "…", "€", "\ud800", "|",
    "GW0,0,1,1,",
)  # fmt: skip

hostile = st.lists(st.one_of(st.sampled_from(NASTY), st.text(max_size=8)), max_size=8).map("".join)

_place = st.integers(0, 1000).map(lambda units: units * GRID_UM)
_size = st.integers(8, 700).map(lambda units: units * GRID_UM)
_digits = st.text("0123456789", min_size=2, max_size=16)
_plain = st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 -", min_size=1, max_size=16)

texts = st.builds(
    Text,
    x_um=_place,
    y_um=_place,
    width_um=_size,
    height_um=_size,
    text=hostile,
    size_um=st.integers(10, 100).map(lambda units: units * GRID_UM),
    bold=st.booleans(),
    align=st.sampled_from(Align),
    fit=st.sampled_from(Fit),
    role=st.sampled_from(["", "recipient", "sender"]),
    white=st.booleans(),
)
elements: st.SearchStrategy[Element] = st.one_of(
    texts,
    st.builds(Rule, _place, _place, _size, _size),
    st.builds(Box, _place, _place, _size, _size, st.integers(1, 8).map(lambda units: units * GRID_UM)),
    st.builds(
        Image, _place, _place, st.just(12), st.lists(st.binary(min_size=2, max_size=2), min_size=1).map(tuple), _size
    ),
    st.builds(Code128, _place, _place, _size, st.just(375), _plain, st.just(100_000)),
    st.builds(Gs1128, _place, _place, _size, st.just(375), st.tuples(_digits), st.just(100_000)),
    st.builds(DataMatrix, _place, _place, st.just(500), st.tuples(_digits), st.booleans(), st.just(40_000)),
    st.builds(Pdf417, _place, _place, st.just(250), st.just(1250), st.integers(4, 14), _plain),
    st.builds(MaxiCode, _place, _place, st.just("902100000"), st.just("840"), st.just("003"), _plain),
    st.builds(QrCode, _place, _place, st.just(500), _plain),
)
documents = st.builds(
    LabelDocument, st.just(101_600), st.just(152_400), st.lists(elements, max_size=8).map(tuple), st.just(1)
)
