"""Phone numbers by our own rule: digits, a leading plus, an extension. Nothing here knows numbering plans.

The phonenumbers package would know them, at 46 MB installed (measured, facts/desktop 4.3); a label needs only what a
driver can dial. What was given is kept beside what was understood.
"""

import re
from dataclasses import dataclass

from core.address import clean_line

_EXTENSION = re.compile(
    r"(?:\b(?:extension|ext|poste|bur)\b\.?|(?<=[0-9 ])x|#|;ext=)\s*:?\s*([0-9]{1,8})\s*$", re.IGNORECASE
)
_FORBIDDEN = re.compile(r"[^0-9+().\-/ \u2010-\u2015]")
_PLAIN = re.compile(r"\+?[0-9][0-9. \-]*[0-9]", flags=re.ASCII)  # most of them: nothing in it to think about
_NO_DIGITS = dict.fromkeys(map(ord, "+. -"))
_DIGITS_MIN = 5
_DIGITS_MAX = 17  # E.164 allows 15; an international prefix in digits (00, 011) adds to it


@dataclass(frozen=True, slots=True)
class Phone:
    """A phone number.

    Attributes:
        raw: The text as given.
        number: Digits, with a plus in front when it was given; empty when `raw` holds no readable number.
        extension: Digits, may be empty.
    """

    raw: str
    number: str
    extension: str = ""

    def __str__(self) -> str:
        """The cleaned text, ``+12065550187 x12345``; the raw text when no number was readable."""
        if not self.number:
            return clean_line(self.raw)
        return f"{self.number} x{self.extension}" if self.extension else self.number


def plain_number(text: str) -> str:
    """The number of a text that is nothing but one, ``512 555-0100``; empty for every other: ask `read_phone`."""
    if not _PLAIN.fullmatch(text):
        return ""
    digits = text.translate(_NO_DIGITS)
    if not _DIGITS_MIN <= len(digits) <= _DIGITS_MAX:
        return ""
    return f"+{digits}" if text.startswith("+") else digits


def read_phone(text: str) -> Phone:
    """Read a phone number; what stands after ``//`` is a remark of the shop and is left out.

    Never raises: a text without a readable number (letters, too few or too many digits) has an empty `number`.
    """
    if text.isascii() and text.isdigit() and _DIGITS_MIN <= len(text) <= _DIGITS_MAX:
        return Phone(text, text)
    if _PLAIN.fullmatch(text):
        return Phone(text, plain_number(text))
    bare = clean_line(text.split("//", 1)[0])
    match = _EXTENSION.search(bare)
    extension = match[1] if match else ""
    bare = bare[: match.start()].rstrip(" ,;") if match else bare
    if bare.lower().startswith("tel:"):
        bare = bare[4:]
    if bare.startswith("+"):
        bare = bare.replace("(0)", "")  # the trunk zero is not dialled after a country code
    if _FORBIDDEN.search(bare) or "+" in bare.lstrip("( ")[1:]:
        return Phone(text, "")
    digits = re.sub(r"[^0-9]", "", bare)
    if not _DIGITS_MIN <= len(digits) <= _DIGITS_MAX:
        return Phone(text, "")
    return Phone(text, ("+" if "+" in bare else "") + digits, extension)
