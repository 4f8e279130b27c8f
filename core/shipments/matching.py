"""From the words of a shop ("Canpar Ground", "UPS", "DOM.EP") to codes of the catalogue."""

import unicodedata

from core.carriers.model import Carrier, Contents, Service, ServiceState
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
    found = [
        (carrier, service)
        for carrier in named
        for service in carrier.services
        if any(wanted in _with_carrier(carrier, name) for name in _service_names(service))
    ]
    if len(found) > 1:  # "Express Worldwide" is sold for goods and for documents: goods are meant
        found = [(c, s) for c, s in found if s.state is ServiceState.AVAILABLE and s.contents is Contents.ANY]
    if len(found) == 1:
        carrier, service = found[0]
        return Asked(carrier.code, service.code, service_text.strip())
    whole = [c for c in named if wanted in _carrier_names(c)]
    return Asked(carrier=whole[0].code) if len(whole) == 1 and not found else None


def _service_names(service: Service) -> set[str]:
    """Code and trade names, also without what stands in brackets behind them."""
    texts = (service.code, service.name_en, service.name_fr, service.wallet_code)
    return {_fold(name) for text in texts if text for name in (text, text.partition("(")[0])}


def _carrier_names(carrier: Carrier) -> set[str]:
    return {_fold(name) for name in (carrier.code, carrier.name, carrier.name_fr, *carrier.aliases)}


def _with_carrier(carrier: Carrier, service: str) -> set[str]:
    """A service by its name alone, behind each name of its carrier, and without the carrier's name in front."""
    names = _carrier_names(carrier)
    bare = {service.removeprefix(f"{name} ") for name in names}
    return {service, *bare, *(f"{name} {service}" for name in names)}


def _fold(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text)
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).casefold().replace("_", " ").split())
