"""A scan of a label as the number that is recorded."""

from core.carriers.catalogue import Catalogue
from core.carriers.scanning import Kind, parse_scan


def tracking_of(catalogue: Catalogue, text: str) -> str:
    """The tracking number in a scan; the text itself where it is not understood."""
    found = parse_scan(catalogue, text)
    return found.tracking if found.kind is Kind.TRACKING else text.strip()
