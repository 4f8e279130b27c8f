"""MaxiCode in PDF: hexagons as paths, prepared once, so that a label only joins the black ones."""

from functools import cache
from itertools import compress

from printers.barcodes import Matrix
from printers.languages.pictures import (
    MAXICODE_COLUMNS,
    MAXICODE_PITCH_UM,
    MAXICODE_RINGS,
    MAXICODE_ROW_UM,
    MAXICODE_ROWS,
)

_UNIT_UM = 55  # a sixteenth of the pitch: coordinates of at most three digits
_STEP_UM_TIMES_3 = 254  # 1/300 inch is 254/3 um


def maxicode_path(matrix: Matrix, x: int, y: int) -> str:
    """Operators for the symbol whose top left is at (x, y) in steps of 1/300 inch; y grows upwards."""
    scale = f"{_UNIT_UM * 3 / _STEP_UM_TIMES_3:.5f}"
    cells = _cells()
    black = "\n".join(compress(cells, map(int, "".join(matrix.rows))))
    return f"q {scale} 0 0 -{scale} {x} {y} cm {black} f {_rings()} Q"


@cache
def _cells() -> tuple[str, ...]:
    return tuple(
        _hexagon(
            MAXICODE_PITCH_UM * (2 * column + 1 + row % 2) // 2, MAXICODE_ROW_UM * row + MAXICODE_PITCH_UM * 577 // 1000
        )
        for row in range(MAXICODE_ROWS)
        for column in range(MAXICODE_COLUMNS)
    )


def _hexagon(x_um: int, y_um: int) -> str:
    half, tip = MAXICODE_PITCH_UM // 2, MAXICODE_PITCH_UM * 577 // 1000
    corners = ((0, -tip), (half, -tip // 2), (half, tip // 2), (0, tip), (-half, tip // 2), (-half, -tip // 2))
    places = [f"{(x_um + dx) // _UNIT_UM} {(y_um + dy) // _UNIT_UM}" for dx, dy in corners]
    return f"{places[0]} m {' l '.join(places[1:])} l h"


@cache
def _rings() -> str:
    half = MAXICODE_PITCH_UM // 2
    x, y = half * 29 // _UNIT_UM, (MAXICODE_ROW_UM * 16 + MAXICODE_PITCH_UM * 577 // 1000) // _UNIT_UM
    found: list[str] = []
    for diameter, thick in MAXICODE_RINGS:
        radius = round(diameter / 2 * half / _UNIT_UM)
        bend = radius * 552 // 1000  # the usual four curves of a circle
        found.append(
            f"{round(thick * half / _UNIT_UM)} w {x + radius} {y} m "
            f"{x + radius} {y + bend} {x + bend} {y + radius} {x} {y + radius} c "
            f"{x - bend} {y + radius} {x - radius} {y + bend} {x - radius} {y} c "
            f"{x - radius} {y - bend} {x - bend} {y - radius} {x} {y - radius} c "
            f"{x + bend} {y - radius} {x + radius} {y - bend} {x + radius} {y} c S"
        )
    return " ".join(found)
