"""From the words of a shop ("Canpar Ground", "UPS", "DOM.EP") to codes of the catalogue."""

import unicodedata

from core.carriers.model import Carrier
from core.shipments.rules import Asked


def match_service(carriers: list[Carrier], carrier_text: str, service_text: str) -> Asked | None:
    """The carrier and service that the words name; empty words ask for nothing; None when they name nothing known.

    Only exact names count (letter case and accents aside): a label is not bought on a guess.
    """
    wanted_carrier, wanted = _fold(carrier_text), _fold(service_text)
    if not wanted_carrier and not wanted:
        return Asked()
    named = [c for c in carriers if wanted_carrier in _carrier_names(c)] if wanted_carrier else carriers
    if not wanted:
        return Asked(carrier=named[0].code) if len(named) == 1 else None
    found = {
        (carrier.code, service.code)
        for carrier in named
        for service in carrier.services
        for name in (service.code, service.name_en, service.name_fr, service.wallet_code)
        if name and wanted in _with_carrier(carrier, _fold(name))
    }
    if len(found) == 1:
        code, service = next(iter(found))
        return Asked(carrier=code, service_code=service)
    whole = [c for c in named if wanted in _carrier_names(c)]
    return Asked(carrier=whole[0].code) if len(whole) == 1 and not found else None


def _carrier_names(carrier: Carrier) -> set[str]:
    return {_fold(name) for name in (carrier.code, carrier.name, carrier.name_fr, *carrier.aliases)}


def _with_carrier(carrier: Carrier, service: str) -> set[str]:
    """A service by its name alone and behind each name of its carrier."""
    return {service, *(f"{name} {service}" for name in _carrier_names(carrier))}


def _fold(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text)
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).casefold().replace("_", " ").split())
