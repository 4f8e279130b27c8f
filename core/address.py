"""Addresses as the station keeps them, and the cleaning that every text of an order goes through."""

import hashlib
import re
import unicodedata
from dataclasses import astuple, dataclass

_JOINERS = "\u200c\u200d"  # zero-width (non-)joiner: Persian and Indic spelling, and emoji, need them
_PO_BOX = re.compile(
    r"\b(?:p\.?\s*o\.?\s*box|post\s+office\s+box|pob|p\.o\.b\.?|c\.\s?p\.|cp|case\s+postale|bo[iî]te\s+postale|bp|b\.p\.|"
    r"postfach|postbus|apartado(?:\s+postal)?|casilla(?:\s+de\s+correo)?|skrytka\s+pocztowa)\s*(?:n[o°º]\.?\s*|#\s*)?\d"
    r"|^\s*(?:p\.?\s*o\.?\s*)?box\s*#?\s*\d+\s*$",
    re.IGNORECASE,
)
_MILITARY_REGIONS = frozenset({"AA", "AE", "AP"})
_MILITARY_CITIES = frozenset({"APO", "FPO", "DPO"})


@dataclass(frozen=True, slots=True)
class Address:
    """A postal address; every text is clean (NFC, no control characters, single spaces).

    Attributes:
        name: Person.
        company: Organisation, may be empty; name or company must be there to ship.
        line1: Street line, likewise line2 and line3.
        line2: May be empty.
        line3: May be empty.
        city: City.
        region: State or province, the two-letter code in the US and Canada.
        postal: Postal code in the country's printed form (``H2X 1Y4``); may be empty (Hong Kong).
        country: ISO 3166 alpha-2 code.
        phone: As given, cleaned.
        email: As given.
    """

    name: str = ""
    company: str = ""
    line1: str = ""
    line2: str = ""
    line3: str = ""
    city: str = ""
    region: str = ""
    postal: str = ""
    country: str = ""
    phone: str = ""
    email: str = ""

    def street_lines(self) -> list[str]:
        """The street lines that are not empty."""
        return [line for line in (self.line1, self.line2, self.line3) if line]

    def city_line(self) -> str:
        """The line with city, region and postal code in the order of the country."""
        if self.country in ("US", "CA", "AU"):
            return " ".join(p for p in (self.city, self.region, self.postal) if p)
        if self.country == "GB":
            return " ".join(p for p in (self.city, self.postal) if p)
        return " ".join(p for p in (self.postal, self.city, self.region) if p)


def address_id(address: Address) -> str:
    """The content hash that names an immutable stored address: 32 hexadecimal digits."""
    return hashlib.blake2b("\x1f".join(astuple(address)).encode(), digest_size=16).hexdigest()


def is_po_box(address: Address) -> bool:
    """Whether a street line is a post office box, which private carriers do not deliver to.

    English, French, German, Dutch, Spanish and Polish words; a military ``PSC 3 Box 4321`` is not one.
    """
    return not is_military(address) and any(_PO_BOX.search(line) for line in address.street_lines())


def is_military(address: Address) -> bool:
    """Whether it is an American military or diplomatic address (APO, FPO, DPO), which only USPS delivers to."""
    if address.country != "US":
        return False
    return address.region in _MILITARY_REGIONS or address.city.upper() in _MILITARY_CITIES


def clean_line(text: str) -> str:
    """One line of text in its kept form: NFC, no control or format characters, single spaces, no edges.

    Tabs, line ends and every kind of space (no-break, narrow, ideographic) become one plain space. Nothing else
    changes: printer commands stay as text, the label languages escape them.
    """
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    if not text.isprintable():
        text = "".join(map(_kept, text))
    if "  " in text or text[:1] == " " or text[-1:] == " ":
        return " ".join(text.split())
    return text


def clean_block(text: str) -> str:
    """Text of several lines (notes): each line clean, blank edges removed, line ends as one line feed."""
    if "\n" not in text and "\r" not in text:
        return clean_line(text)
    return "\n".join(clean_line(line) for line in text.splitlines()).strip("\n")


def has_control(text: str) -> bool:
    """Whether `clean_line` drops characters that a person cannot see (not counting tabs and line ends)."""
    return not text.isprintable() and any(_kept(char) == "" for char in text)


def _kept(char: str) -> str:
    if char.isprintable() or char in _JOINERS:
        return char
    category = unicodedata.category(char)
    if category in ("Zs", "Zl", "Zp") or char in "\t\n\r\v\f\x85":
        return " "
    return char if category in ("Cn", "Co") else ""
