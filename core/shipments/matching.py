"""From the words of a shop ("Canpar Ground", "UPS", "DOM.EP") to codes of the catalogue."""

import unicodedata

from core.carriers.model import Carrier, Contents, Service, ServiceState
from core.shipments.rules import Asked


def match_service(carriers: list[Carrier], carrier_text: str, service_text: str) -> Asked | None:
    """What a person's words name, exactly one thing; empty words ask for nothing; None when it is none or several."""
    found = wishes(carriers, carrier_text, service_text)
    return found[0] if len(found) == 1 else None


def wishes(carriers: list[Carrier], carrier_text: str, service_text: str, *, bare: bool = True) -> tuple[Asked, ...]:
    """Everything that a shop's words may mean; empty when they name nothing of the catalogue.

    Only exact names count (letter case and accents aside). "Ground" is a service of several carriers and means any of
    them; "Standard Shipping" is a promise of the shop to its buyer and names none. With `bare`, "Standard" may also
    mean UPS Standard: a name without its carrier's in front.
    """
    wanted_carrier, wanted = _fold(carrier_text), _fold(service_text)
    if not wanted_carrier and not wanted:
        return (Asked(),)
    named = [c for c in carriers if wanted_carrier in _carrier_names(c)] if wanted_carrier else carriers
    if not wanted:
        return tuple(Asked(carrier=c.code, words=carrier_text.strip()) for c in named)
    found = [
        (carrier, service)
        for carrier in named
        for service in carrier.services
        if any(wanted in _names(carrier, name, bare=bare) for name in _service_names(service))
    ]
    if len(found) > 1:  # "Express Worldwide" is sold for goods and for documents: goods are meant
        goods = [(c, s) for c, s in found if s.state is ServiceState.AVAILABLE and s.contents is Contents.ANY]
        found = goods or found
    if found:
        return tuple(Asked(carrier.code, service.code, service_text.strip()) for carrier, service in found)
    return tuple(Asked(carrier=c.code, words=service_text.strip()) for c in named if wanted in _carrier_names(c))


def _service_names(service: Service) -> set[str]:
    """Code and trade names, also without what stands in brackets behind them."""
    texts = (service.code, service.name_en, service.name_fr, service.wallet_code)
    return {_fold(name) for text in texts if text for name in (text, text.partition("(")[0])}


def _carrier_names(carrier: Carrier) -> set[str]:
    return {_fold(name) for name in (carrier.code, carrier.name, carrier.name_fr, *carrier.aliases)}


def _names(carrier: Carrier, service: str, *, bare: bool) -> set[str]:
    """A service by its name alone, behind each name of its carrier, and without the carrier's name in front."""
    names = _carrier_names(carrier)
    without = {service.removeprefix(f"{name} ") for name in names} if bare else set()
    return {service, *without, *(f"{name} {service}" for name in names)}


def _fold(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text)
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).casefold().replace("_", " ").split())
