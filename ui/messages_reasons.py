"""Why something was refused, in words: providers' reasons, reasons without a rate, print faults, void refusals.

The keys are the codes that core and the device package give; each text is a whole clause without its full stop.
"""

from collections.abc import Iterable

from core.clock import from_utc_text, system_zone
from core.i18n import Tr
from ui.carrier_words import carrier_name
from ui.messages_base import Table, word
from ui.messages_words import SERVICE_STATES

PORTAL_ONLY = "portal-only"
NO_RATES: Table = {
    "rates.not-available": lambda tr: tr("the service is not sold from the One Balance"),
    "rates.not-collected": lambda tr: tr("the carrier does not collect in the sender's country"),
    "rates.address-refused": lambda tr: tr("the carrier does not deliver to this kind of address"),
    "rates.size-refused": lambda tr: tr("the parcel is outside the size or weight limits of the service"),
    "rates.no-price": lambda tr: tr("no rate card has a price for this service and zone"),
    "rates.too-heavy-for-card": lambda tr: tr("the parcel is heavier than the last step of the rate card"),
    "rates.zone-unknown": lambda tr: tr("the country or the postal code is missing, so there is no zone"),
    "rates.not-in-wallet": lambda tr: tr("no wallet in this currency pays the carrier"),
    "rates.unknown-service": lambda tr: tr("the provider does not know the service"),
    "rates.dimensions-required": lambda tr: tr("the carrier needs the dimensions of the parcel"),
    "rates.company-required": lambda tr: tr("the carrier needs a company name for sender and recipient"),
    "rates.phone-required": lambda tr: tr("the carrier needs a phone number for sender and recipient"),
    "rates.not-on-this-route": lambda tr: tr("the service does not go there"),
}

PROVIDER_REASONS: Table = {
    **NO_RATES,
    "insufficient-funds": lambda tr: tr("the provider's balance cannot cover it"),
    "key-reused": lambda tr: tr("the provider knows this request with other contents"),
    "carrier-refused": lambda tr: tr("the carrier refused the parcel"),
    "below-minimum": lambda tr: tr("the amount is below the provider's minimum"),
    "above-maximum": lambda tr: tr("the amount is above the provider's maximum"),
    "balance-limit": lambda tr: tr("the balance would pass the provider's limit"),
    "declined": lambda tr: tr("the payment method was declined"),
    "funding-limit": lambda tr: tr("the provider needs to verify the account holder first"),
    "portal-only": lambda tr: tr("in a recorded station this is done in the provider's portal"),
    "numbers-exhausted": lambda tr: tr("the practice provider has no tracking numbers left"),
    "absent": lambda tr: tr("the provider has no record of this request"),
    "not-sent": lambda tr: tr("the provider could not be reached"),
    "rate-limited": lambda tr: tr("the provider asks to wait a moment"),
    "connection-lost": lambda tr: tr("the connection was lost before the answer came"),
    "server-error": lambda tr: tr("the provider had a fault of its own"),
    "unreadable-answer": lambda tr: tr("the provider's answer cannot be read"),
    "other-request": lambda tr: tr("the provider holds another request under this key"),
    "process-died": lambda tr: tr("the program was stopped before the answer came"),
    "practice-file": lambda tr: tr("the practice provider's file cannot be used"),
    "practice-busy": lambda tr: tr("another program is using the practice provider"),
    "practice-lost": lambda tr: tr(
        "the practice provider's own file (practice.db) is gone; put it back from a copy, or start a new practice "
        "station in another folder"
    ),
    "practice-newer": lambda tr: tr("the practice provider's file was written by a newer version"),
}

VOID_REASONS: Table = {
    "too-early": lambda tr: tr("it is too early: the carrier needs the label to be older"),
    "too-late": lambda tr: tr("it is too late: the carrier's void period is over"),
    "not-needed": lambda tr: tr("no void is needed: an unused label of this carrier is never charged"),
    "nothing-to-refund": lambda tr: tr("there is nothing to refund: the label has cost nothing yet"),
    "label-not-found": lambda tr: tr("the provider does not know the label"),
    "unknown": lambda tr: tr("the carrier did not say why"),
    "unspecified": lambda tr: tr("the carrier did not say why"),
    "validation-failed": lambda tr: tr("the provider found a fault in the request"),
    "label-not-found-within-void-period": lambda tr: tr("the carrier finds no such label in its void period"),
    "label-already-used": lambda tr: tr("the label was used: the carrier has scanned it"),
    "label-already-voided": lambda tr: tr("the carrier has voided the label already"),
    "contact-carrier": lambda tr: tr("the carrier has to be contacted directly"),
    "no-void-rule": lambda tr: tr("this carrier's void rule is not known; ask the carrier"),
    "not-carried-out": lambda tr: tr("the request was never carried out"),
}

FILE_REASONS: Table = {
    "missing": lambda tr: tr("it is not there any more"),
    "folder": lambda tr: tr("it is a folder"),
    "no-permission": lambda tr: tr("this computer does not allow it"),
    "no-space": lambda tr: tr("the disk is full"),
    "too-large": lambda tr: tr("it is larger than 10 MB"),
    "other": lambda tr: tr("the computer reports a fault"),
}

# The keys are SQLite's own words.
STORE_REASONS: Table = {
    "database or disk is full": lambda tr: tr("the disk is full"),
    "attempt to write a readonly database": lambda tr: tr("this user is not allowed to write there"),
    "unable to open database file": lambda tr: tr("the file cannot be opened"),
    "disk I/O error": lambda tr: tr("the disk reports a fault"),
    "database is locked": lambda tr: tr("another program is using it"),
}

TARGET_REASONS: Table = {
    "station": lambda tr: tr("it is in the station's data folder"),
    "link": lambda tr: tr("it is a link to something else"),
    "other-file": lambda tr: tr("another kind of file is already there"),
    "no-folder": lambda tr: tr("its folder is not there"),
}

PRINT_REASONS: Table = {
    "unreachable": lambda tr: tr("the printer cannot be reached"),
    "folder-unavailable": lambda tr: tr("the folder cannot be written"),
    "silent": lambda tr: tr("the printer used to answer and is now silent"),
    "broke": lambda tr: tr("the printing program itself has a fault"),
    "closed-early": lambda tr: tr("the printer closed the connection before it had the whole label"),
    "reset": lambda tr: tr("the connection to the printer broke"),
    "stalled": lambda tr: tr("the printer stopped taking the label"),
    "unacknowledged": lambda tr: tr("the printer did not take all of the label in time"),
    "no-answer": lambda tr: tr("the printer did not answer"),
    "closed-without-answer": lambda tr: tr("the printer closed the connection without an answer"),
    "not-flushed": lambda tr: tr("the computer could not confirm that the file was saved"),
    "paper-out": lambda tr: tr("the printer is out of paper"),
    "ribbon-out": lambda tr: tr("the printer is out of ribbon"),
    "head-open": lambda tr: tr("the print head is open"),
    "paused": lambda tr: tr("the printer is paused"),
    "hot": lambda tr: tr("the print head is too hot"),
    "cold": lambda tr: tr("the print head is too cold"),
    "busy": lambda tr: tr("the printer is at work"),
    "buffer-full": lambda tr: tr("the printer's buffer is full"),
    "label-waiting": lambda tr: tr("a label is waiting to be taken off"),
    "partial-format": lambda tr: tr("the printer has half a label"),
    "memory-lost": lambda tr: tr("the printer lost its memory"),
    "cutter": lambda tr: tr("the cutter is stuck"),
    "head-fault": lambda tr: tr("the print head has a fault"),
    "feed": lambda tr: tr("the paper does not feed"),
    "syntax": lambda tr: tr("the printer did not understand the label"),
    "off-label": lambda tr: tr("something would print outside the label"),
    "memory-full": lambda tr: tr("the printer's memory is full"),
    "paper-low": lambda tr: tr("the paper is running low"),
    "clean-head": lambda tr: tr("the print head needs cleaning"),
    "replace-head": lambda tr: tr("the print head needs replacing"),
    "calibrate": lambda tr: tr("the printer needs to measure its paper"),
    "other": lambda tr: tr("the printer reports a fault"),
    "process-died": lambda tr: tr("the program was stopped while it was printing"),
    "label-not-usable": lambda tr: tr("the label was voided in between"),
    "labels.cannot-scan": lambda tr: tr("a bar code would not scan from this printer"),
    "labels.cannot-encode": lambda tr: tr("a bar code cannot hold its data"),
    "labels.too-large": lambda tr: tr("the label is larger than the paper"),
    "missing": lambda tr: tr("a person says that it did not come out"),
    "resumed": lambda tr: tr("printing was resumed at this label"),
    "timeout": lambda tr: tr("no answer in time"),
    "unknown-host": lambda tr: tr("no computer of this name"),
    "no-cups": lambda tr: tr("the print system of this computer does not run; install cups and cups-client"),
    "no-queue": lambda tr: tr("there is no print queue of this name; “printers discover” lists them"),
    "no-device": lambda tr: tr("the printer is not plugged in, or off"),
    "not-a-device": lambda tr: tr("this is no device"),
    "not-permitted": lambda tr: tr(
        "you may not use this device; join the group lp (sudo usermod -aG lp NAME), then log in again"
    ),
    "in-use": lambda tr: tr("another program has this device"),
    "refused": lambda tr: tr("it does not accept connections"),
    "no-route": lambda tr: tr("no route through the network"),
}


def provider_reason(tr: Tr, code: str) -> str:
    """Why a provider refused or could not be asked; a code without words is never shown."""
    return word(tr, PROVIDER_REASONS, code) if code in PROVIDER_REASONS else tr("it gave no reason that is known here")


def void_reason(tr: Tr, reason: str, detail: str) -> str:
    """Why a void was refused; `detail` is the moment (UTC text) when it begins, or ended, to be possible."""
    said = word(tr, VOID_REASONS, reason)
    try:
        moment = tr.datetime(from_utc_text(detail), system_zone())
    except ValueError:
        return said
    if reason == "too-early":
        return tr("{reason} (from {moment})", reason=said, moment=moment)
    return tr("{reason} (until {moment})", reason=said, moment=moment)


def no_rate_text(tr: Tr, code: str, detail: str = "") -> str:
    """Why a service has no rate."""
    if code == "rates.not-available" and detail in SERVICE_STATES:
        return word(tr, SERVICE_STATES, detail)
    return provider_reason(tr, detail if code.startswith("gateway.") else code)


def no_service_reasons(tr: Tr, reasons: str, most: int = 3) -> str:
    """The reasons of `NoService` (``usps GA: rates.no-price; ...``), one clause for each different reason."""
    carriers: dict[str, list[str]] = {}
    for part in filter(None, (piece.strip() for piece in reasons.split(";"))):
        who, _, code = part.rpartition(": ")
        carriers.setdefault(code, []).append(carrier_name(tr, who.split(" ")[0]) if who else "")
    clauses = [_clause(tr, code, names) for code, names in carriers.items()]
    return "; ".join(clauses[:most])


def _clause(tr: Tr, code: str, names: Iterable[str]) -> str:
    different = [name for name in dict.fromkeys(names) if name]
    reason = provider_reason(tr, code)
    return tr("{carriers}: {reason}", carriers=", ".join(different), reason=reason) if different else reason
