"""Which service is asked for on the command line, in the words of people or in codes."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from core.carriers.catalogue import Catalogue
    from core.shipments.rules import Asked


def asked_service(catalogue: "Catalogue", carrier: str, service: str) -> "Asked | None":
    """The service that ``--carrier`` and ``--service`` name; None when neither is given.

    Raises:
        UnknownCarrier: There is no such carrier.
        UnknownService: No carrier, or not that one, has such a service; or several have.
    """
    from core.carriers.catalogue import UnknownService
    from core.shipments.matching import match_service

    if not carrier.strip() and not service.strip():
        return None
    named = catalogue.get(carrier).name if carrier.strip() else ""
    found = match_service(list(catalogue.to_show()), named, service)
    if found is None:
        raise UnknownService(carrier=named or "–", service=service)
    return found
