"""Letters that are drawn lose no dot at their edges ("never cut silently")."""

import pytest
from PIL import Image, ImageDraw

from printers.languages.glyphs import _font, picture, runs

LINES = ["ul. Źródlana 14/7", "Galeria Pod Lipą", "Łukasz Wiśniewski", "東京都千代田区", "Ağaçlı Çiğdem", "Kateřina Ž"]


def ink_width(text: str, size: int) -> int:
    """The right end of the ink when there is room for all of it."""
    image = Image.new("1", (4000, 4 * size + 8), 0)
    draw = ImageDraw.Draw(image)
    draw.fontmode = "1"
    (run,) = runs(text)
    draw.text((0, 3 * size), run.text, fill=1, font=_font(run.font, size), anchor="ls")
    box = image.getbbox()
    assert box is not None
    return int(box[2])


@pytest.mark.parametrize("text", LINES)
def test_the_whole_line_is_in_its_picture_at_every_size(text: str) -> None:
    for size in range(12, 60):
        drawn = picture(text, size)
        rows = [int.from_bytes(row, "big") for row in drawn.rows]
        stride = len(drawn.rows[0]) * 8
        right = max(stride - ((row & -row).bit_length() - 1) for row in rows if row)
        assert right >= ink_width(text, size), (text, size)
        assert drawn.width >= right
