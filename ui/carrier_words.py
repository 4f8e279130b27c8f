"""Names of carriers and services in the language of the screen, for the window and the commands. No Qt."""

from functools import lru_cache
from typing import TYPE_CHECKING

from core.i18n import Lang, Tr

if TYPE_CHECKING:
    from core.carriers.catalogue import Catalogue
    from core.carriers.model import Carrier, Service


def owner_name(carrier: "Carrier", lang: Lang) -> str:
    """A carrier's display name."""
    return carrier.name_fr or carrier.name if lang == "fr" else carrier.name


def service_name(service: "Service", lang: Lang) -> str:
    """A service's display name."""
    return service.name_fr or service.name_en if lang == "fr" else service.name_en


def carrier_of(catalogue: "Catalogue", code: str, lang: Lang = "en") -> str:
    """The carrier's display name, its code where the catalogue has none."""
    found = catalogue.find(code)
    return owner_name(found, lang) if found else code


def owner_of(catalogue: "Catalogue", code: str, lang: Lang = "en") -> str:
    """The name of the carrier that a tracking number belongs to; numbers go by its name, not by that of a product."""
    from core.carriers.tracking.owners import owner_of as named

    found = catalogue.find(code)
    if found is None:
        return code
    return found.name_fr if lang == "fr" and found.name_fr != found.name else named(found).name


def service_of(catalogue: "Catalogue", carrier: str, code: str, lang: Lang = "en") -> str:
    """The service's display name, its code where the catalogue has none."""
    found = catalogue.find(carrier)
    service = found.service(code) if found else None
    return service_name(service, lang) if service else code


def wished(tr: Tr, carrier: str, service: str) -> tuple[str, str]:
    """The carrier and the service that an order asks for: the shop's words, in French those of the catalogue.

    Words that do not name one thing of the catalogue stay as the shop wrote them.
    """
    return _wished_fr(carrier, service) if tr.lang == "fr" and (carrier or service) else (carrier, service)


def asked_for(tr: Tr, carrier: str, service: str) -> str:
    """What an order asks for, on one line: the carrier stands once, also where the service names it again."""
    return once(*wished(tr, carrier, service))


@lru_cache(maxsize=512)
def _wished_fr(carrier: str, service: str) -> tuple[str, str]:
    from core.carriers.catalogue import shipped_catalogue
    from core.shipments.matching import match_service

    catalogue = shipped_catalogue()
    asked = match_service(list(catalogue.carriers), carrier, service)
    if asked is None or not asked.carrier:
        return carrier, service
    named = service_of(catalogue, asked.carrier, asked.service_code, "fr") if asked.service_code else ""
    return carrier_of(catalogue, asked.carrier, "fr") if carrier else "", named or service


def carrier_name(tr: Tr, code: str) -> str:
    """A shipped carrier's display name, where no catalogue is at hand; the code of a carrier that the user added."""
    from core.carriers.catalogue import shipped_catalogue  # reading the carrier files takes longer than the rest

    return carrier_of(shipped_catalogue(), code, tr.lang)


def asked_words(tr: Tr, asked: str) -> str:
    """What was asked for, when it is codes (``usps PRIORITY_MAIL``): names; the words of a shop stay."""
    from core.carriers.catalogue import shipped_catalogue

    code, _, service_code = asked.partition(" ")
    carrier = next((one for one in shipped_catalogue().carriers if one.code == code), None)
    if carrier is None:
        return asked
    service = carrier.service(service_code)
    return once(owner_name(carrier, tr.lang), service_name(service, tr.lang) if service else service_code)


def once(carrier: str, service: str) -> str:
    """Both on one line: the carrier stands once, also where the service names it again."""
    said = f"{service} ".casefold().startswith(f"{carrier} ".casefold())
    return service if said else f"{carrier} {service}".strip()
