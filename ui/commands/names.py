"""Names of carriers and services for answers."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from core.carriers.catalogue import Catalogue


def carrier_of(catalogue: "Catalogue", code: str, lang: str = "en") -> str:
    """The carrier's display name, its code where the catalogue has none."""
    found = catalogue.find(code)
    if found is None:
        return code
    return found.name_fr if lang == "fr" else found.name


def owner_of(catalogue: "Catalogue", code: str) -> str:
    """The name of the carrier that a tracking number belongs to."""
    from core.carriers.tracking.owners import owner_of as named

    found = catalogue.find(code)
    return named(found).name if found else code


def asked_for(carrier: str, service: str) -> str:
    """What an order asks for, in the shop's words: the carrier stands once, also where the service names it again."""
    said = f"{service} ".casefold().startswith(f"{carrier} ".casefold())
    return service if said else f"{carrier} {service}".strip()


def service_of(catalogue: "Catalogue", carrier: str, code: str, lang: str = "en") -> str:
    """The service's display name, its code where the catalogue has none."""
    found = catalogue.find(carrier)
    service = found.service(code) if found else None
    if service is None:
        return code
    return service.name_fr if lang == "fr" else service.name_en
