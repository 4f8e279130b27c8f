"""An order in words, the same on every page: where it came from, what it asks for, its country. No Qt."""

from core.carriers.catalogue import Catalogue
from core.countries import all_countries
from core.i18n import Tr
from core.orders.layouts import layouts
from core.orders.records import Order
from core.orders.service import MANUAL
from core.shipments.matching import match_service
from ui.carrier_words import asked_for, carrier_of
from ui.label_words import service_words


def source_words(tr: Tr, source: str) -> str:
    """Where an order came from: the shop's name, or that it was typed in here."""
    if source == MANUAL:
        return tr("typed in here")
    found = next((layout for layout in layouts() if layout.id == source), None)
    if found is None:
        return source
    return tr("from a table") if found.generic else found.name


def country_words(tr: Tr, code: str) -> str:
    """A country's name in the chosen language, else what was given."""
    found = next((country for country in all_countries() if country.alpha2 == code), None)
    if found is None:
        return code
    return found.name_fr if tr.lang == "fr" else found.name_en


def service_asked(tr: Tr, catalogue: Catalogue, order: Order) -> str:
    """The service that an order asks for by its trade name; the shop's words where they name no single one."""
    wanted = match_service(list(catalogue.carriers), order.carrier, order.service)
    if wanted is None or not wanted.carrier:
        return asked_for(tr, order.carrier, order.service)
    if wanted.service_code:
        return service_words(tr, catalogue, wanted.carrier, wanted.service_code)
    return carrier_of(catalogue, wanted.carrier, tr.lang)
