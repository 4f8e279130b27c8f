"""Whether the One Balance sells what is asked for at all; where it does not, the route is no reason. Pure."""

from collections.abc import Sequence

from core.carriers.catalogue import Catalogue
from core.carriers.model import Carrier, Service, ServiceState
from core.carriers.rating import NoQuoteReason
from core.purchases.port import NoRate
from core.shipments.rules import NEVER_SOLD, Asked, NotSold


def not_sold(
    catalogue: Catalogue, order: str, wanted: Sequence[Asked], refused: Sequence[NoRate] = ()
) -> NotSold | None:
    """The refusal when nothing of what is asked for is sold from the One Balance; None when some of it is.

    Args:
        catalogue: Carriers and services.
        order: Its number, for the refusal.
        wanted: What is asked for; one without carrier and service can always be had.
        refused: What the providers cannot do for the parcel: a carrier that is asked for without naming a service is
            not sold when none of its services on the route is.
    """
    first: NotSold | None = None
    for asked in wanted:
        carrier = catalogue.find(asked.carrier) if asked.carrier else None
        if carrier is None:
            return None
        service = carrier.service(asked.service_code) if asked.service_code else _of_route(carrier, refused)
        if carrier.wallet and (service is None or service.state is ServiceState.AVAILABLE):
            return None
        first = first or _refusal(order, asked, carrier, service)
    return first


def _of_route(carrier: Carrier, refused: Sequence[NoRate]) -> Service | None:
    """The carrier's first service of the route when none of them is sold."""
    own = [no for no in refused if no.carrier == carrier.code]
    if not own or any(no.code != NoQuoteReason.NOT_AVAILABLE.value for no in own):
        return None
    return carrier.service(own[0].service_code)


def _refusal(order: str, asked: Asked, carrier: Carrier, service: Service | None) -> NotSold:
    code = service.code if service and asked.service_code else ""
    state = service.state.value if carrier.wallet and service else NEVER_SOLD
    words_en, words_fr = (service.note_en, service.note_fr) if carrier.wallet and service else ("", "")
    return NotSold(
        order=order, asked=asked.words or f"{carrier.code} {code}".strip(),
        reasons=f"{carrier.code} {code}: {NoQuoteReason.NOT_AVAILABLE.value}", carrier=carrier.code, service=code,
        state=state, words_en=words_en, words_fr=words_fr,
    )  # fmt: skip
