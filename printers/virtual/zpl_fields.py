"""ZPL fields: where they stand, what they say, and how ^FS prints them.

Source: Zebra ZPL II Programming Guide 45541L, the command named in each handler.
"""

from printers.virtual import zpl_text
from printers.virtual.page import Fault
from printers.virtual.sheet import Drawing, Ink
from printers.virtual.zpl_barcodes import NAMES as BARCODE_NAMES
from printers.virtual.zpl_barcodes import barcode_field
from printers.virtual.zpl_state import MAX_DOTS, Block, Field, Handler, Params, ZplState


def _field(state: ZplState) -> Field:
    return state.open_label().field


def _place(state: ZplState, params: Params, typeset: bool) -> None:
    field = _field(state)
    if not field.is_empty:
        state.complain.add(f"{params.name}: the field before it was not closed by ^FS")
    x, y = params.whole(0, 0, 0, MAX_DOTS), params.whole(1, 0, 0, MAX_DOTS)
    right = params.whole(2, 1 if state.settings.justify_right else 0, 0, 2) == 1
    label = state.open_label()
    label.field = Field(x, y, typeset, right, placed=True, reverse=field.reverse and field.is_empty)


def field_origin(state: ZplState, params: Params) -> None:
    """^FOx,y,z."""
    _place(state, params, typeset=False)


def field_typeset(state: ZplState, params: Params) -> None:
    """^FTx,y,z."""
    if not params.text(0) or not params.text(1):
        raise Fault("^FT without a position is not drawn here")
    _place(state, params, typeset=True)


def field_data(state: ZplState, params: Params) -> None:
    """^FD and ^FV."""
    field = _field(state)
    if field.data is not None:
        raise Fault(f"{params.name}: a second ^FD in one field")
    if not field.placed:
        state.complain.add(f"{params.name}: data without ^FO or ^FT")
    field.data = params.data


def field_hex(state: ZplState, params: Params) -> None:
    """^FHa: the sign before hexadecimal pairs in this field's data."""
    sign = params.data.strip(b" \r\n") or b"_"
    if len(sign) != 1:
        raise Fault("^FH takes one character")
    _field(state).hex_sign = sign[0]


def field_reverse(state: ZplState, _: Params) -> None:
    """^FR."""
    _field(state).reverse = True


def field_block(state: ZplState, params: Params) -> None:
    """^FBa,b,c,d,e."""
    _field(state).block = Block(
        params.whole(0, 0, 0, 9999),
        params.whole(1, 1, 1, 9999),
        params.whole(2, 0, -9999, 9999),
        params.letter(3, "L", "LCRJ"),
        params.whole(4, 0, 0, 9999),
    )


def font(state: ZplState, params: Params) -> None:
    """^Afo,h,w: the font of this field."""
    first = params.text(0)
    name, turn = first[:1].upper(), first[1:].upper()
    if name not in zpl_text.FONT_NAMES:
        raise Fault(f"^A: font {first[:1]!r} is not in the printer")
    if turn and turn not in ("N", "R", "I", "B"):
        raise Fault(f"^A: {turn!r} is not an orientation")
    turns = "NRIB".index(turn) if turn else state.settings.turns
    _field(state).font = zpl_text.sized(state, name, turns, params, 1)


def barcode(state: ZplState, params: Params) -> None:
    """Any ^B command: waits for the field data."""
    _field(state).barcode = barcode_field(params, state.settings)


def field_separator(state: ZplState, _: Params) -> None:
    """^FS: the field is complete and is printed into the image."""
    label = state.open_label()
    field, label.field = label.field, Field()
    if field.is_empty:
        return
    drawing, turns = _drawing_of(state, field)
    if drawing is None:
        return
    for fault in drawing.faults:
        state.complain.add(fault)
    if field.graphic_white:
        ink = Ink.WHITE
    elif field.reverse or state.settings.reverse_all:
        ink = Ink.REVERSE
    else:
        ink = Ink.BLACK
    x, y = field.x + state.settings.home_x, field.y + state.settings.home_y
    if field.justify_right:
        x -= drawing.width if turns in (0, 2) else drawing.height
    if field.barcode is not None and not field.typeset:
        y += field.barcode.drop_dots
    sheet = state.sheet()
    put = sheet.put_anchor if field.typeset else sheet.put_corner
    if not put(drawing, x, y, turns, ink):
        state.complain.add(f"ink off the label: field at {field.x},{field.y}")


def _drawing_of(state: ZplState, field: Field) -> tuple[Drawing | None, int]:
    if field.graphic is not None:
        if field.data is not None or field.barcode is not None:
            state.complain.add("^FD or a bar code in a field that has a graphic")
        return field.graphic, 0
    if field.data is None:
        raise Fault("bar code without ^FD")
    data = _resolved(state, field)
    if field.barcode is not None:
        return field.barcode.draw(data), field.barcode.turns
    choice = field.font or state.settings.font
    turns = field.font.turns if field.font else state.settings.turns
    text = zpl_text.decoded(data, state.settings.encoding, state.complain)
    if not text.strip():
        return None, turns
    if field.block is not None:
        return zpl_text.block(text, choice, field.block, state.complain), turns
    return zpl_text.line(text, choice), turns


def _resolved(state: ZplState, field: Field) -> bytes:
    """Field data without the line ends that a printer skips, hexadecimal pairs resolved."""
    data = field.data or b""
    if b"\r" in data or b"\n" in data:
        state.complain.add("line end inside field data")
        data = data.replace(b"\r", b"").replace(b"\n", b"")
    if field.hex_sign is None:
        return data
    sign = bytes((field.hex_sign,))
    first, *rest = data.split(sign)
    out = bytearray(first)
    for part in rest:
        pair = part[:2]
        try:
            if len(pair) != 2 or not pair.isalnum():
                raise ValueError
            out += bytes.fromhex(pair.decode("ascii")) + part[2:]
        except ValueError:
            state.complain.add("^FH: no two hex digits after its sign")
            out += sign + part
    return bytes(out)


HANDLERS: dict[str, Handler] = {
    "^FO": field_origin,
    "^FT": field_typeset,
    "^FD": field_data,
    "^FV": field_data,
    "^FH": field_hex,
    "^FR": field_reverse,
    "^FB": field_block,
    "^FS": field_separator,
    "^A": font,
    **dict.fromkeys(BARCODE_NAMES, barcode),
}
