"""Words for the closed sets of core: states, reasons, steps. Every member has one (`tests/ui/test_messages.py`)."""

from core.i18n import Tr
from ui.carrier_words import carrier_name
from ui.messages_base import Table, word

ORDER_STATES: Table = {
    "open": lambda tr: tr("open", context="order"),
    "held": lambda tr: tr("held", context="order"),
    "shipped": lambda tr: tr("shipped", context="order"),
    "cancelled": lambda tr: tr("cancelled", context="order"),
}

ORDER_EVENTS: Table = {
    "hold": lambda tr: tr("be held"),
    "release": lambda tr: tr("be released"),
    "ship": lambda tr: tr("be shipped"),
    "unship": lambda tr: tr("be taken back from shipped"),
    "cancel": lambda tr: tr("be cancelled"),
    "reopen": lambda tr: tr("be opened again"),
    "edit": lambda tr: tr("be changed"),
    "use-as-is": lambda tr: tr("be used as it is"),
}

LABEL_STATES: Table = {
    "bought": lambda tr: tr("paid"),
    "void-requested": lambda tr: tr("void requested"),
    "refund-due": lambda tr: tr("voided, refund due"),
    "refunded": lambda tr: tr("refunded"),
    "void-refused": lambda tr: tr("paid, void refused"),
    "refund-refused": lambda tr: tr("voided, refund refused"),
}

JOB_STATES: Table = {
    "queued": lambda tr: tr("waiting"),
    "rendering": lambda tr: tr("being drawn"),
    "sending": lambda tr: tr("being sent"),
    "handed-over": lambda tr: tr("handed over"),
    "confirmed": lambda tr: tr("printed"),
    "confirmed-by-person": lambda tr: tr("seen on paper"),
    "unknown": lambda tr: tr("may or may not have printed"),
    "failed": lambda tr: tr("not printed"),
    "cancelled": lambda tr: tr("printing given up"),
    "expired": lambda tr: tr("too old to print"),
}

JOB_EVENTS: Table = {
    "see": lambda tr: tr("be marked as printed"),
    "miss": lambda tr: tr("be marked as missing"),
    "cancel": lambda tr: tr("be given up"),
    "retry": lambda tr: tr("be tried again"),
    "reroute": lambda tr: tr("move to another printer"),
}

PURCHASE_STATES: Table = {
    "intent": lambda tr: tr("about to be sent"),
    "prepared": lambda tr: tr("prepared at the provider"),
    "sent": lambda tr: tr("sent, not answered yet"),
    "confirmed": lambda tr: tr("confirmed by the provider"),
    "pending": lambda tr: tr("being processed by the provider"),
    "refused": lambda tr: tr("refused by the provider"),
    "failed": lambda tr: tr("never sent"),
    "unknown": lambda tr: tr("sent, outcome being looked up"),
    "absent": lambda tr: tr("unknown to the provider"),
    "decided-charged": lambda tr: tr("charged, by a person's word"),
    "decided-absent": lambda tr: tr("not charged, by a person's word"),
    "cancelled": lambda tr: tr("given up before it was sent"),
}

PURCHASE_KINDS: Table = {
    "label": lambda tr: tr("label"),
    "funding": lambda tr: tr("postage"),
    "void": lambda tr: tr("void", context="noun"),
}

MOVEMENTS: Table = {
    "label": lambda tr: tr("label"),
    "funding": lambda tr: tr("postage"),
    "void-refund": lambda tr: tr("refund"),
    "adjustment": lambda tr: tr("adjustment"),
}

WALLET_STATES: Table = {
    "open": lambda tr: tr("open", context="wallet"),
    "closing": lambda tr: tr("being closed"),
    "closed": lambda tr: tr("closed", context="wallet"),
}

MODES: Table = {
    "practice": lambda tr: tr("practice"),
    "recorded": lambda tr: tr("recorded"),
    "live": lambda tr: tr("live"),
}

SERVICE_STATES: Table = {
    "available": lambda tr: tr("available"),
    "not_available_at_present": lambda tr: tr("not available at present"),
    "other_channel_only": lambda tr: tr("only through another channel"),
    "unknown": lambda tr: tr("availability unknown"),
}

LABEL_FORMATS: Table = {
    "pdf": lambda tr: tr("Standard (laser or inkjet)"),
    "epl": lambda tr: tr("Thermal-EPL (older, for example Zebra 2844)"),
    "zpl": lambda tr: tr("Thermal-ZPL (newer)"),
}

STEPS: Table = {
    "holder": lambda tr: tr("account holder"),
    "payment": lambda tr: tr("payment method"),
    "location": lambda tr: tr("ship-from location"),
    "label-format": lambda tr: tr("label format"),
    "finish": lambda tr: tr("Finish Setup"),
}

WANTED: Table = {
    "money": lambda tr: tr("an amount, for example 50 or 1,000.00"),
    "weight": lambda tr: tr("a weight with its unit, for example 3 lb or 1.2 kg"),
    "lighter": lambda tr: tr("a weight of at most 10,000 kg"),
    "length": lambda tr: tr("a length with its unit, for example 30 cm"),
    "dimensions": lambda tr: tr("three sides with their unit, for example 12 x 8 x 4 in"),
    "number": lambda tr: tr("a number"),
    "day": lambda tr: tr("a day, for example 2026-07-12"),
}

THINGS: Table = {
    "order": lambda tr: tr("order"),
    "label": lambda tr: tr("label"),
    "printer": lambda tr: tr("printer"),
    "wallet": lambda tr: tr("wallet"),
    "wallet-for-carrier": lambda tr: tr("wallet that pays the carrier"),
    "carrier": lambda tr: tr("carrier of this wallet"),
    "purchase": lambda tr: tr("purchase"),
    "operator": lambda tr: tr("operator"),
    "batch": lambda tr: tr("print batch"),
    "job": lambda tr: tr("print job"),
    "practice-account": lambda tr: tr("account at the practice provider"),
    "practice-label": lambda tr: tr("label at the practice provider"),
    "rate-card": lambda tr: tr("rate card"),
    "task": lambda tr: tr("task"),
    "billing-account": lambda tr: tr("account with a carrier"),
    "meter": lambda tr: tr("postage meter"),
    "billed-order": lambda tr: tr("recorded purchase"),
    "payable": lambda tr: tr("payable"),
    "billing-statement": lambda tr: tr("statement"),
    "drawer-line": lambda tr: tr("line of a statement"),
    "drawer-paper": lambda tr: tr("statement in the drawer"),
    "statement": lambda tr: tr("statement"),
    "backup": lambda tr: tr("backup"),
    "rate-line": lambda tr: tr("price of a rate card"),
    "import": lambda tr: tr("import"),
    "adjustment": lambda tr: tr("adjustment"),
    "reading": lambda tr: tr("reading"),
    "explanation": lambda tr: tr("explanation"),
    "closing-letter": lambda tr: tr("letter of a closing"),
}

SKIPS: Table = {
    "needs-no-shipping": lambda tr: tr("needs no shipping"),
    "cancelled": lambda tr: tr("cancelled in the shop"),
    "already-shipped": lambda tr: tr("already shipped"),
}

CONFLICTS: Table = {
    "within-file": lambda tr: tr("the same number appears twice in the file with different data"),
    "shipped": lambda tr: tr("changed in the shop after it was shipped here"),
    "edited": lambda tr: tr("changed in the shop and by a person here"),
    "cancelled": lambda tr: tr("changed in the shop after it was cancelled here"),
}

DELIVERIES: Table = {
    "confirmed": lambda tr: tr("the printer confirmed it"),
    "handed-over": lambda tr: tr("handed over; the printer cannot say more"),
    "unknown": lambda tr: tr("it is not known whether it came out"),
    "not-sent": lambda tr: tr("nothing was sent"),
}

SCAN_KINDS: Table = {
    "tracking": lambda tr: tr("tracking number"),
    "routing only": lambda tr: tr("routing only, no tracking number"),
    "scan form": lambda tr: tr("scan form, not a parcel"),
    "ambiguous": lambda tr: tr("ambiguous: choose one"),
    "partial": lambda tr: tr("part of a tracking number"),
    "unknown": lambda tr: tr("not known to any carrier"),
}

TRANSACTION_KINDS: Table = {
    "postage-purchase": lambda tr: tr("postage bought"),
    "postage-pending": lambda tr: tr("postage on its way"),
    "postage-rejected": lambda tr: tr("postage rejected"),
    "label": lambda tr: tr("label"),
    "void-accepted": lambda tr: tr("void accepted"),
    "refund": lambda tr: tr("refund"),
    "refund-lost": lambda tr: tr("refund lost"),
    "adjustment": lambda tr: tr("adjustment"),
    "decided": lambda tr: tr("charged, by a person's word"),
    "correction": lambda tr: tr("correction"),
    "chargeback": lambda tr: tr("chargeback"),
    "opening": lambda tr: tr("opening balance"),
    "unexplained": lambda tr: tr("difference, unexplained"),
    "unexplained-cleared": lambda tr: tr("difference, explained"),
    "unexplained-undone": lambda tr: tr("difference, undone"),
    "billing": lambda tr: tr("purchase outside the balance"),
    "billing-undone": lambda tr: tr("purchase taken back"),
    "billing-paid": lambda tr: tr("payable paid"),
    "late-fee": lambda tr: tr("late fee"),
    "meter-reading": lambda tr: tr("postage used by meter"),
    "other-charge": lambda tr: tr("other charge"),
    "closing": lambda tr: tr("asked back by closing"),
    "closing-undone": lambda tr: tr("closing called off"),
    "closing-refund": lambda tr: tr("refund of closing"),
}


def step(tr: Tr, code: str) -> str:
    """A step of set-up in words; ``terms.ups`` names its carrier."""
    carrier = code.removeprefix("terms.")
    return tr("terms of {carrier}", carrier=carrier_name(tr, carrier)) if carrier != code else word(tr, STEPS, code)
