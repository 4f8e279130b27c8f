"""ZPL commands that draw lines, boxes and pictures.

Source: Zebra ZPL II Programming Guide 45541L, the command named in each handler.
"""

from PIL import ImageDraw

from printers.virtual.graphics import bits_drawing, field_bytes
from printers.virtual.page import Fault
from printers.virtual.sheet import Drawing, new_mask
from printers.virtual.zpl_state import MAX_DOTS, Handler, Params, ZplState

_MAX_STORED = 32


def _graphic(state: ZplState, drawing: Drawing, colour: str) -> None:
    field = state.open_label().field
    if not field.placed:
        state.complain.add("graphic without ^FO or ^FT")
    field.graphic = drawing
    field.graphic_white = colour == "W"


def box(state: ZplState, params: Params) -> None:
    """^GBw,h,t,c,r."""
    thick = params.whole(2, 1, 1, MAX_DOTS)
    across = max(params.whole(0, thick, 1, MAX_DOTS), thick)
    down = max(params.whole(1, thick, 1, MAX_DOTS), thick)
    mask = new_mask(across, down)
    radius = params.whole(4, 0, 0, 8) * min(across, down) // 16
    solid = thick * 2 >= min(across, down)
    ImageDraw.Draw(mask).rounded_rectangle(
        (0, 0, across - 1, down - 1), radius, fill=1 if solid else None, outline=1, width=thick
    )
    _graphic(state, Drawing(mask, 0, 0, across, down, down), params.letter(3, "B", "BW"))


def circle(state: ZplState, params: Params) -> None:
    """^GCd,t,c."""
    across = params.whole(0, 3, 3, 4095)
    thick = params.whole(1, 1, 1, 4095)
    mask = new_mask(across, across)
    fill = 1 if thick * 2 >= across else None
    ImageDraw.Draw(mask).ellipse((0, 0, across - 1, across - 1), fill=fill, outline=1, width=thick)
    _graphic(state, Drawing(mask, 0, 0, across, across, across), params.letter(2, "B", "BW"))


def diagonal(state: ZplState, params: Params) -> None:
    """^GDw,h,t,c,o."""
    thick = params.whole(2, 1, 1, MAX_DOTS)
    across, down = params.whole(0, thick, 3, MAX_DOTS), params.whole(1, thick, 3, MAX_DOTS)
    mask = new_mask(across + thick, down)
    leaning_right = params.text(4, "R").upper() in ("R", "/")
    top, foot = (across, 0) if leaning_right else (0, across)
    corners = [(top, 0), (top + thick, 0), (foot + thick, down - 1), (foot, down - 1)]
    ImageDraw.Draw(mask).polygon(corners, fill=1)
    _graphic(state, Drawing(mask, 0, 0, across + thick, down, down), params.letter(3, "B", "BW"))


def graphic_field(state: ZplState, params: Params) -> None:
    """^GFa,b,c,d,data."""
    kind = params.letter(0, "A", "ABC")
    total, row_bytes = params.whole(2, 0, 1, 9_999_999), params.whole(3, 0, 1, 99_999)
    announced = params.whole(1, total, 1, 9_999_999)
    data = params.rest(4)
    if kind == "C":
        raise Fault("^GFC is not read here")
    if kind == "B":
        data = data[:announced]
        if len(data) != total:
            raise Fault(f"^GFB has {len(data)} bytes, {total} were announced")
    else:
        data = field_bytes(data, total, row_bytes)
    _graphic(state, bits_drawing(data, row_bytes), "B")


def _stored_name(text: str) -> str:
    return text.upper().removeprefix("R:").removesuffix(".GRF") or "UNKNOWN"


def download_graphic(state: ZplState, params: Params) -> None:
    """~DGd:o.x,t,w,data."""
    total, row_bytes = params.whole(1, 0, 1, 9_999_999), params.whole(2, 0, 1, 99_999)
    if len(state.settings.stored) >= _MAX_STORED:
        raise Fault("~DG: memory full")
    picture = field_bytes(params.rest(3), total, row_bytes)
    state.settings.stored[_stored_name(params.text(0))] = bits_drawing(picture, row_bytes)


def recall_graphic(state: ZplState, params: Params) -> None:
    """^XGd:o.x,mx,my."""
    stored = state.settings.stored.get(_stored_name(params.text(0)))
    if stored is None:
        raise Fault("^XG: no such graphic")
    across, down = params.whole(1, 1, 1, 10), params.whole(2, 1, 1, 10)
    new_mask(stored.width * across, stored.height * down)
    mask = stored.mask.resize((stored.width * across, stored.height * down))
    _graphic(state, Drawing(mask, 0, 0, mask.width, mask.height, mask.height), "B")


def delete_objects(state: ZplState, _: Params) -> None:
    """^ID: the graphics that a label brought along are taken away again."""
    state.settings.stored.clear()


HANDLERS: dict[str, Handler] = {
    "^GB": box,
    "^GC": circle,
    "^GD": diagonal,
    "^GF": graphic_field,
    "~DG": download_graphic,
    "^XG": recall_graphic,
    "^ID": delete_objects,
}
