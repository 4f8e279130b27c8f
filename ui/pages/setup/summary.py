"""A set-up in lines of words, for the last page and for the account settings. No Qt."""

from core.accounts.records import PaymentMethod
from core.address import Address
from core.i18n import Tr
from ui.furnished_words import furnished


def address_line(address: Address) -> str:
    """An address on one line."""
    parts = (address.name, address.company, *address.street_lines(), address.city_line(), address.country)
    return ", ".join(part for part in parts if part)


def payment_line(tr: Tr, method: PaymentMethod) -> str:
    """A payment method on one line; four digits are all that is ever known of a card."""
    card = " ".join(
        part for part in (furnished(tr, method.brand), f"•••• {method.last4}" if method.last4 else "") if part
    )
    until = tr("until {month}", month=f"{method.expires[5:]}/{method.expires[:4]}") if method.expires else ""
    return ", ".join(part for part in (furnished(tr, method.nickname), card, until) if part)
