"""Addresses as the station keeps them."""

from dataclasses import dataclass


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
