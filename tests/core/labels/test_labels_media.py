"""Papers as data."""

import pytest

from core.labels.media import MediaKind, UnknownMedia, all_media, media


@pytest.mark.parametrize(
    ("code", "width_um", "height_um", "kind"),
    [
        ("4x6", 101_600, 152_400, MediaKind.LABEL),
        ("letter", 215_900, 279_400, MediaKind.SHEET),
        ("a4", 210_000, 297_000, MediaKind.SHEET),
    ],
)
def test_a_paper_has_its_true_size(code: str, width_um: int, height_um: int, kind: MediaKind) -> None:
    paper = media(code)
    assert (paper.width_um, paper.height_um, paper.kind) == (width_um, height_um, kind)
    assert paper.source


def test_an_unknown_paper_is_refused_with_the_known_ones() -> None:
    with pytest.raises(UnknownMedia) as refused:
        media("tabloid")
    assert refused.value.fields["known"] == tuple(all_media())


def test_papers_come_smallest_first() -> None:
    assert list(all_media()) == ["4x6", "letter", "a4"]
