"""Zones for rate cards: simple and invented, no carrier's chart.

A route has one zone name and a list of keys from the narrowest to the widest, so that an operator's card may price a
postal prefix (``CA:H2X``), a region (``CA-QC``), a zone (``regional``), a country (``FR``) or everything (``*``).
"""

import re
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from typing import ClassVar

from core.address import Address
from core.carriers.model import Scope
from core.errors import Refused

ANYWHERE = "*"
_US = "US"
_CA = "CA"


class ZoneUnknown(Refused):
    """The route cannot be zoned: no country, or no postal code where the country has them. Fields: ``country``."""

    code: ClassVar[str] = "carriers.zone-unknown"


class Zone(Enum):
    """The invented zones of the practice rate card."""

    LOCAL = "local"  # the same postal district
    REGIONAL = "regional"  # the same region or a neighbouring postal area
    NATIONAL = "national"
    REMOTE = "remote"  # Alaska, Hawaii, territories, military; the Canadian North
    USA = "usa"
    CANADA = "canada"
    EUROPE = "europe"
    WORLD = "world"


_EUROPE = frozenset(
    re.findall(
        r"[A-Z]{2}",
        """
    AD AL AT AX BA BE BG BY CH CY CZ DE DK EE ES FI FO FR GB GG GI GR HR HU IE IM IS IT JE LI LT LU LV MC MD ME MK MT
    NL NO PL PT RO RS SE SI SK SM UA VA XK
    """,
    )
)
_US_REMOTE = frozenset({"AK", "HI", "PR", "GU", "VI", "AS", "MP", "FM", "MH", "PW", "AA", "AE", "AP"})
_CA_REMOTE = frozenset({"X", "Y"})
_NEAR = 1  # neighbouring first digits of a ZIP code


@dataclass(frozen=True, slots=True)
class Route:
    """From where to where, as rates see it.

    Attributes:
        origin: ISO country.
        destination: ISO country.
        zone: Name of the practice zone.
        keys: What a rate line's zone may say to cover this route, narrowest first, ``*`` last.
    """

    origin: str
    destination: str
    zone: Zone
    keys: tuple[str, ...]

    @property
    def scope(self) -> Scope:
        """Domestic, to the United States, or international."""
        if self.origin == self.destination:
            return Scope.DOMESTIC
        return Scope.USA if self.destination == _US else Scope.INTERNATIONAL


def route(origin: Address, destination: Address) -> Route:
    """The route between two addresses.

    Raises:
        ZoneUnknown: A country is missing, or a US or Canadian postal code.
    """
    return _route(
        origin.country,
        _district(origin),
        origin.region.upper(),
        destination.country,
        _district(destination),
        destination.region.upper(),
    )


def _district(address: Address) -> str:
    """The part of the postal code that decides: 3 digits of a ZIP code, 3 characters of a Canadian one."""
    postal = re.sub(r"[^0-9A-Za-z]", "", address.postal).upper()
    if address.country == _US and not re.match(r"[0-9]{3}", postal, re.ASCII):
        raise ZoneUnknown(country=address.country)
    if address.country == _CA and not re.match(r"[A-Z][0-9][A-Z]", postal, re.ASCII):
        raise ZoneUnknown(country=address.country)
    return postal[:3] if address.country in (_US, _CA) else postal[:2]


@lru_cache(maxsize=65_536)
def _route(from_country: str, from_district: str, from_region: str, country: str, district: str, region: str) -> Route:
    if not from_country or not country:
        raise ZoneUnknown(country=country or from_country)
    zone = _zone(from_country, from_district, from_region, country, district, region)
    prefixes = [f"{country}:{district[:n]}" for n in range(len(district), 0, -1)]
    keys = [*prefixes, *([f"{country}-{region}"] if region else []), zone.value, country, ANYWHERE]
    return Route(from_country, country, zone, tuple(keys))


def _zone(from_country: str, from_district: str, from_region: str, country: str, district: str, region: str) -> Zone:
    if from_country != country:
        if country in (_US, _CA):
            return Zone.USA if country == _US else Zone.CANADA
        return Zone.EUROPE if country in _EUROPE else Zone.WORLD
    if (country == _US and region in _US_REMOTE) or (country == _CA and district[:1] in _CA_REMOTE):
        return Zone.REMOTE
    if district and district == from_district:
        return Zone.LOCAL
    if (region and region == from_region) or _are_near(country, from_district, district):
        return Zone.REGIONAL
    return Zone.NATIONAL


def _are_near(country: str, one: str, other: str) -> bool:
    """Neighbours: first digits of ZIP codes side by side, the same first letter in Canada."""
    if country == _US:
        return abs(int(one[0]) - int(other[0])) <= _NEAR
    return country == _CA and one[:1] == other[:1]


_ZONE_TEXT = re.compile(
    rf"\*|{'|'.join(zone.value for zone in Zone)}|[A-Z]{{2}}|[A-Z]{{2}}-[A-Z0-9]{{1,3}}|[A-Z]{{2}}:[A-Z0-9]{{1,3}}",
    re.ASCII,
)


def read_zone(text: str) -> str | None:
    """A rate line's zone in its stored form (``ca:h2x`` becomes ``CA:H2X``, ``Regional`` ``regional``), or None."""
    bare = text.strip()
    for form in (bare.lower(), bare.upper()):
        if _ZONE_TEXT.fullmatch(form):
            return form
    return None
