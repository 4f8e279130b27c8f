"""What outcomes that nobody knows, replacements and recorded purchases say."""

from core.i18n import Tr
from ui.messages_base import Fields, Message, Table, Told, listed, word

REPLACING_STATES: Table = {
    "voiding": lambda tr: tr("the old label’s void is being asked for"),
    "buying": lambda tr: tr("the old label is void, the new one is being bought"),
    "done": lambda tr: tr("replaced"),
    "kept": lambda tr: tr("not replaced; the old label is good"),
    "voided": lambda tr: tr("the old label is void and there is no new one"),
}

HINTS: Table = {
    "charged": lambda tr: tr("the balance moved by this amount: it looks charged"),
    "not-charged": lambda tr: tr("the balance did not move: it looks not charged"),
    "unclear": lambda tr: tr("the balance does not tell"),
}

ANSWERS: Table = {
    "found": lambda tr: tr("found"),
    "processing": lambda tr: tr("still being processed"),
    "refused": lambda tr: tr("refused"),
    "absent": lambda tr: tr("not found, and its time is over"),
    "not-yet": lambda tr: tr("not found yet"),
    "cannot-tell": lambda tr: tr("no answer"),
}

PARTS: Table = {
    "address": lambda tr: tr("address"),
    "measures": lambda tr: tr("weight or size"),
    "service": lambda tr: tr("service"),
}

_WHY_NOT: Table = {
    "void": lambda tr: tr("it is void, or its void is being asked for"),
    "spare": lambda tr: tr("its parcel has another label; void this one"),
    "being-replaced": lambda tr: tr("it is being replaced already"),
}

FATES: Table = {
    "matched": lambda tr: tr("confirms an entry of the books"),
    "booked": lambda tr: tr("booked; only the portal knew of it"),
    "differs": lambda tr: tr("in the books with another amount"),
    "unmatched": lambda tr: tr("nothing in the books is like it"),
    "known": lambda tr: tr("imported before"),
    "no-amount": lambda tr: tr("refused: the amount cannot be read"),
    "zero": lambda tr: tr("refused: the amount is zero"),
    "no-day": lambda tr: tr("refused: the day cannot be read in one way only, or is still to come"),
    "card-number": lambda tr: tr("refused: it looks like a card number"),
}

LINE_KINDS: Table = {
    "label": lambda tr: tr("label"),
    "funding": lambda tr: tr("postage"),
    "refund": lambda tr: tr("refund"),
    "adjustment": lambda tr: tr("adjustment"),
    "unknown": lambda tr: tr("not known"),
}

_COLUMNS: Table = {
    "amount": lambda tr: tr("amount"),
    "day": lambda tr: tr("day"),
    "type": lambda tr: tr("type"),
    "reference": lambda tr: tr("reference"),
    "tracking": lambda tr: tr("tracking number"),
}


def _not_replaceable(tr: Tr, f: Fields) -> Told:
    return Told(
        tr("The label cannot be replaced: {why}.", why=word(tr, _WHY_NOT, f.value("why"))),
        tr("Look at the label with “labels show”."),
    )


PURCHASES: dict[str, Message] = {
    "wallet.not-recorded": lambda tr, f: Told(
        tr("The wallet {wallet} is bought from here; nothing is recorded for it by hand.", wallet=f["wallet"]),
        tr("Record in a directory of its own: “setup --mode recorded”."),
    ),
    "wallet.portal-columns-missing": lambda tr, f: Told(
        tr("The heading does not say which column is: {missing}.", missing=listed(tr, _COLUMNS, f.codes("missing"))),
        tr(
            "Nothing was imported. Name them with --map, for example --map amount=Total. The file has: {columns}.",
            columns=f["columns"],
        ),
    ),
    "shipments.not-a-pdf": lambda tr, f: Told(
        tr("The file of label {tracking} is no PDF.", tracking=f["tracking"]),
        tr("Save the label from the portal as PDF, or record it without a file."),
    ),
    "shipments.not-replaceable": _not_replaceable,
    "shipments.replace-reason-missing": lambda tr, _f: Told(
        tr("A reason is missing."), tr("Say in a few words why the label is replaced; it is kept with your name.")
    ),
}


def differs_text(tr: Tr, parts: tuple[str, ...]) -> str:
    """That a label says something else than its shipment by now, and where; nothing where it does not."""
    if not parts:
        return ""
    return tr("Label differs from shipment: {parts}", parts=", ".join(word(tr, PARTS, part) for part in parts))
