"""By what name a tracking number's family goes: its carrier's; that of the standard where many posts share one."""

from dataclasses import dataclass

from core.carriers.model import Carrier, Kind

S10 = "upu_s10"
_S10_NAME = "UPU S10"
_NUMBERS_OF = {"canpar": "Canpar", "upu": _S10_NAME}  # where the display name is that of a product


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose a number is.

    Attributes:
        name: As lists of number families say it.
        post: The post that the number's country names, where the family is the standard of all posts; else empty.
    """

    name: str
    post: str = ""


def owner_of(carrier: Carrier, scheme: str = "") -> Owner:
    """The owner of a number of `scheme`, which `carrier`'s file describes; of all of its numbers without a scheme."""
    if scheme == S10:
        return Owner(_S10_NAME, "" if carrier.kind is Kind.NUMBERS else carrier.name)
    return Owner(_NUMBERS_OF.get(carrier.code, carrier.name))
