"""ZPL commands that set something: label size, fonts, encoding, copies.

Source: Zebra ZPL II Programming Guide 45541L, the command named in each handler.
"""

from printers.virtual import zpl_text
from printers.virtual.page import Fault
from printers.virtual.zpl_state import MAX_DOTS, Handler, Params, ZplState


def default_font(state: ZplState, params: Params) -> None:
    """^CFf,h,w."""
    name = params.text(0, state.settings.font.name).upper()
    if name not in zpl_text.FONT_NAMES:
        raise Fault(f"^CF: font {name!r} is not in the printer")
    state.settings.font = zpl_text.sized(state, name, 0, params, 1)


def encoding(state: ZplState, params: Params) -> None:
    """^CIa."""
    number = params.whole(0, 0, 0, 36)
    if number not in zpl_text.ENCODINGS:
        raise Fault(f"^CI{number} is not read here")
    state.settings.encoding = zpl_text.ENCODINGS[number]


def orientation(state: ZplState, params: Params) -> None:
    """^FWr,z."""
    state.settings.turns = params.turns(0, state.settings.turns)
    state.settings.justify_right = params.whole(1, 0, 0, 2) == 1


def barcode_default(state: ZplState, params: Params) -> None:
    """^BYw,r,h: module width, ratio of wide to narrow (fixed here), height."""
    state.settings.module = params.whole(0, state.settings.module, 1, 10)
    state.settings.bar_height = params.whole(2, state.settings.bar_height, 1, MAX_DOTS)


def width(state: ZplState, params: Params) -> None:
    """^PWa."""
    _refuse_after_ink(state, params)
    state.settings.width = params.whole(0, state.settings.width, 2, MAX_DOTS)


def length(state: ZplState, params: Params) -> None:
    """^LLy."""
    _refuse_after_ink(state, params)
    state.settings.length = params.whole(0, state.settings.length, 1, MAX_DOTS)


def _refuse_after_ink(state: ZplState, params: Params) -> None:
    if state.label is not None and state.label.sheet is not None:
        raise Fault(f"{params.name} after the first field")


def home(state: ZplState, params: Params) -> None:
    """^LHx,y."""
    state.settings.home_x = params.whole(0, 0, 0, MAX_DOTS)
    state.settings.home_y = params.whole(1, 0, 0, MAX_DOTS)


def label_reverse(state: ZplState, params: Params) -> None:
    """^LRa."""
    state.settings.reverse_all = params.letter(0, "N", "YN") == "Y"


def print_orientation(state: ZplState, params: Params) -> None:
    """^POa."""
    state.settings.inverted = params.letter(0, "N", "NI") == "I"


def mirror(_: ZplState, params: Params) -> None:
    """^PMa."""
    if params.letter(0, "N", "YN") == "Y":
        raise Fault("^PM: a mirrored label is not drawn here")


def units(_: ZplState, params: Params) -> None:
    """^MUa."""
    if params.letter(0, "D", "DIM") != "D":
        raise Fault("^MU: only dots are read here")


def no_shift(_: ZplState, params: Params) -> None:
    """^LSa."""
    if params.whole(0, 0, -9999, 9999) != 0:
        raise Fault("^LS: a shift is not drawn here")


def quantity(state: ZplState, params: Params) -> None:
    """^PQq,p,r,o,e."""
    state.open_label().copies = params.whole(0, 1, 1, 99_999_999)


def nothing(_: ZplState, __: Params) -> None:
    """Comment, speed, darkness of this job: no dot depends on them."""


HANDLERS: dict[str, Handler] = {
    "^CF": default_font,
    "^CI": encoding,
    "^FW": orientation,
    "^BY": barcode_default,
    "^PW": width,
    "^LL": length,
    "^LH": home,
    "^LR": label_reverse,
    "^LS": no_shift,
    "^PO": print_orientation,
    "^PM": mirror,
    "^MU": units,
    "^PQ": quantity,
    "^FX": nothing,
    "^PR": nothing,
    "^MD": nothing,
}
