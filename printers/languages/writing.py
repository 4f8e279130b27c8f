"""Text before it meets a language: harmless characters, and letters in the order in which they are drawn."""

import re
import unicodedata
from functools import cache

_SPACES = "\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\u2028\u2029"
_HYPHENS = "\u2010\u2011\u2012\u2015\u2212"
_UNSEEN = (
    "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufe0e\ufe0f\ufeff"
)
_LIKE = str.maketrans(
    {
        **dict.fromkeys(_SPACES, " "),
        **dict.fromkeys(_HYPHENS, "-"),
        **dict.fromkeys(_UNSEEN, ""),
        "\u2032": "'",
        "\u2033": '"',
    }
)
_RARE = re.compile(f"[{re.escape(_SPACES + _HYPHENS + _UNSEEN)}\u2032\u2033]")
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]+")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_STRONG = {"L": False, "R": True, "AL": True, "NSM": True}  # bidirectional class: drawn from the right
_NUMBERS = ("EN", "AN")
_MIRRORED = str.maketrans("()[]{}<>«»", ")(][}{><»«")


def clean(text: str) -> str:
    """`text` without control characters and direction marks, with rare spaces and dashes made plain, in NFC.

    Every renderer passes every text through here, so that nothing in an address can steer a printer: line breaks end
    commands in EPL, escape characters begin them in others.
    """
    if text.isprintable() and (text.isascii() or (unicodedata.is_normalized("NFC", text) and not _RARE.search(text))):
        return text
    return unicodedata.normalize("NFC", _CONTROL.sub(" ", text).translate(_LIKE)).strip()


def in_code_page(text: str, code_page: str) -> bool:
    """Whether every letter of `text` has a code in `code_page` (a Python codec name)."""
    if text.isascii():
        return True
    try:
        text.encode(code_page)
    except UnicodeEncodeError:
        return False
    return True


def visual(text: str) -> str:
    """`text` as it stands on paper from left to right, Arabic letters joined.

    Printers and font files draw letters in the order given. This is the part of the Unicode bidirectional algorithm
    that one-line addresses need (runs, numbers, mirrored brackets, no explicit embedding).
    """
    if not _RIGHT_TO_LEFT.search(text):
        return text
    base = next((_STRONG[kind] for kind in map(unicodedata.bidirectional, text) if kind in _STRONG), False)
    runs = _runs(_joined(text), base)
    if base:
        runs.reverse()
    return "".join(run[::-1].translate(_MIRRORED) if rtl else run for rtl, run in runs)


def _runs(text: str, base: bool) -> list[tuple[bool, str]]:
    """Pieces of one direction, in writing order.

    A number after right-to-left letters belongs to them, written backwards, for its piece is turned as a whole; a
    neutral letter belongs to its neighbours when both run one way, else to `base`.
    """
    found: list[tuple[bool, str]] = []
    waiting, context = "", base
    for piece in re.findall(r"[0-9\u0660-\u0669]+(?:[.,:/][0-9\u0660-\u0669]+)*|.", text, flags=re.DOTALL):
        kind = unicodedata.bidirectional(piece[0])
        if kind not in _STRONG and kind not in _NUMBERS:
            waiting += piece
            continue
        rtl = _STRONG.get(kind, context)
        found.append((rtl if rtl == context else base, waiting))
        found.append((rtl, piece[::-1] if rtl and kind in _NUMBERS else piece))
        waiting, context = "", rtl
    found.append((base, waiting))
    return _merged(found)


def _merged(runs: list[tuple[bool, str]]) -> list[tuple[bool, str]]:
    found: list[tuple[bool, str]] = []
    for rtl, piece in runs:
        if piece and found and found[-1][0] == rtl:
            found[-1] = (rtl, found[-1][1] + piece)
        elif piece:
            found.append((rtl, piece))
    return found


@cache
def _arabic_forms() -> dict[str, str]:
    """``initial|letter`` and the like to the joined letter, from the Unicode database itself."""
    forms: dict[str, str] = {}
    for code in range(0xFE80, 0xFEFD):
        shape, *letters = unicodedata.decomposition(chr(code)).split()
        forms[shape.strip("<>") + "|" + "".join(chr(int(part, 16)) for part in letters)] = chr(code)
    return forms


def _joined(text: str) -> str:
    forms = _arabic_forms()
    letters = re.findall("\u0644[\u0622\u0623\u0625\u0627]|.", text, flags=re.DOTALL)  # lam with alef is one letter
    found: list[str] = []
    for before, letter, after in zip(["", *letters], letters, [*letters[1:], ""], strict=False):
        from_before = f"initial|{before}" in forms and f"final|{letter}" in forms
        to_after = f"initial|{letter}" in forms and f"final|{after}" in forms
        shape = ("medial" if to_after else "final") if from_before else ("initial" if to_after else "isolated")
        found.append(forms.get(f"{shape}|{letter}", letter))
    return "".join(found)
