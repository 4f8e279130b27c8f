"""From what the gateway sold to a label document: one module of `layouts` for each carrier's look.

A carrier without a look of its own (one that an operator added as data) gets the plain layout, which scans as well.
"""

from collections.abc import Callable

from core.labels import pen
from core.labels.data import LabelData
from core.labels.document import Element, LabelDocument
from core.labels.layouts import canada_post, canpar, dhl_express, fedex, laposte, plain, ups, usps

_LOOKS: dict[str, Callable[[LabelData], list[Element]]] = {
    "usps": usps.draw,
    "ups": ups.draw,
    "dhl_express": dhl_express.draw,
    "canada_post": canada_post.draw,
    "canpar": canpar.draw,
    "laposte": laposte.draw,
    "fedex": fedex.draw,
}


def lay_out(data: LabelData) -> LabelDocument:
    """The 4x6 inch label of `data`; the same data gives the same document."""
    return pen.sheet(_LOOKS.get(data.carrier, plain.draw)(data))
