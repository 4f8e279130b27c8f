"""What is recorded, in words: the order, the label, the verdict on a tracking number, lines of the portal."""

from collections.abc import Sequence
from dataclasses import dataclass

from core.carriers.catalogue import Catalogue
from core.carriers.model import Kind
from core.i18n import Tr
from core.labels.rules import USABLE
from core.orders.records import Order, OrderState
from core.shipments.listing import ShipmentRow
from core.wallet.rules_portal import Column, LineFate
from core.wallet.service_portal_files import PortalImport
from ui.carrier_words import carrier_of, owner_of
from ui.label_words import label_chip, service_words
from ui.messages_base import Table, capital, word
from ui.messages_purchases import FATES, LINE_KINDS
from ui.messages_words import ORDER_STATES, TRANSACTION_KINDS
from ui.pages.recording.opening import Part
from ui.pages.recording.rows import OpenFacts, Remark
from ui.views import Tone

COLUMNS: Table = {
    "amount": lambda tr: tr("Amount"),
    "day": lambda tr: tr("Day"),
    "type": lambda tr: tr("Type"),
    "reference": lambda tr: tr("Reference"),
    "tracking": lambda tr: tr("Tracking number"),
}
_PARTS: Table = {
    "postage": lambda tr: tr("Postage"),
    "label": lambda tr: tr("Label"),
    "void": lambda tr: tr("Void", context="noun"),
    "import": lambda tr: tr("Portal’s export"),
    "open": lambda tr: tr("Not matched"),
}


@dataclass(frozen=True, slots=True)
class LineView:
    """One line in a table: what the portal or the books say, and what became of it."""

    day: str
    kind: str
    amount: str
    number: str
    fate: str
    tone: Tone | None = None


def part_words(tr: Tr, part: Part) -> str:
    """What is recorded, as a choice."""
    return word(tr, _PARTS, part.value)


def column_words(tr: Tr, column: Column) -> str:
    """What a column of the export may say."""
    return word(tr, COLUMNS, column.value)


def order_remark(tr: Tr, order: Order) -> Remark:
    """Which order a number means, and whether a label may be recorded for it."""
    to = order.ship_to
    who = ", ".join(part for part in (to.name or to.company, to.city, to.country) if part)
    state = word(tr, ORDER_STATES, order.state.value)
    is_open = order.state in (OrderState.OPEN, OrderState.HELD)
    return Remark(Tone.NEUTRAL if is_open else Tone.ERROR, f"{who} · {state}", is_doubtful=not is_open)


def label_remark(tr: Tr, catalogue: Catalogue, row: ShipmentRow) -> Remark:
    """Which label a number means, and whether a void may be recorded for it."""
    service = service_words(tr, catalogue, row.carrier, row.service_code)
    text = f"{row.number} · {service} · {tr.money(row.price)} · {label_chip(tr, row.state).text}"
    is_good = row.state in USABLE
    return Remark(Tone.NEUTRAL if is_good else Tone.ERROR, text, is_doubtful=not is_good)


def carrier_of_number(catalogue: Catalogue, tracking: str, among: Sequence[str]) -> str:
    """The one carrier whose number this is, empty where none or several may be."""
    found = [one for one in catalogue.numbers.candidates(tracking) if one.carrier in among]
    ranks = (True, None, False)
    sure: set[str] = next(filter(None, ({one.carrier for one in found if one.valid is rank} for rank in ranks)), set())
    return next(iter(sure)) if len(sure) == 1 else ""


def number_remark(tr: Tr, catalogue: Catalogue, tracking: str, carrier: str) -> Remark | None:
    """What the form and the check digit of a number say; None while nothing is typed."""
    if not tracking.strip():
        return None
    candidates = catalogue.numbers.candidates(tracking)
    posts = {one.code for one in catalogue.carriers if one.kind is Kind.NUMBERS}
    own = [one for one in candidates if not carrier or one.carrier == carrier or one.carrier in posts]
    if not candidates:
        return Remark(Tone.WARN, tr("No known carrier writes its numbers like this."), is_doubtful=True)
    if not own:
        names = ", ".join(sorted({owner_of(catalogue, one.carrier, tr.lang) for one in candidates}))
        chosen = carrier_of(catalogue, carrier, tr.lang)
        text = tr("This looks like a number of {names}, not of {carrier}.", names=names, carrier=chosen)
        return Remark(Tone.WARN, text, is_doubtful=True)
    if any(one.valid for one in own):
        return Remark(Tone.OK, tr("The check digit is right."))
    if any(one.valid is None for one in own):
        return Remark(Tone.NEUTRAL, tr("The form is right; no check digit is known for it."))
    return Remark(Tone.ERROR, tr("The check digit is wrong: a digit may be mistyped."), is_doubtful=True)


def report_lines(tr: Tr, report: PortalImport) -> tuple[LineView, ...]:
    """The lines that a person should look at: not those that say what the books say."""
    quiet = (LineFate.MATCHED, LineFate.KNOWN)
    return tuple(
        LineView(
            tr.day(row.line.day) if row.line else tr("row {row}", row=tr.number(row.row)),
            capital(word(tr, LINE_KINDS, row.line.kind.value)) if row.line else "",
            tr.money(row.line.amount) if row.line else "",
            (row.line.tracking or row.line.reference) if row.line else row.text,
            capital(word(tr, FATES, row.fate.value)),
            None if row.fate is LineFate.BOOKED else Tone.WARN,
        )
        for row in report.rows
        if row.fate not in quiet
    )


def report_counts(tr: Tr, report: PortalImport) -> tuple[tuple[str, str], ...]:
    """How many lines ended how; they add up to the rows of the file."""
    found = [
        (capital(word(tr, FATES, fate.value)), tr.number(report.count(fate))) for fate in LineFate if report.count(fate)
    ]
    if report.later:
        found.append((tr("Lines of earlier imports that were matched now"), tr.number(report.later)))
    return tuple(found)


def open_lines(tr: Tr, facts: OpenFacts) -> tuple[LineView, ...]:
    """The portal's lines without an entry, and the entries that nothing confirms."""
    lines = [
        LineView(
            tr.day(one.line.day), capital(word(tr, LINE_KINDS, one.line.kind.value)), tr.money(one.line.amount),
            one.line.tracking or one.line.reference, capital(word(tr, FATES, one.fate.value)), Tone.WARN,
        )
        for one in facts.lines
    ]  # fmt: skip
    lines += [
        LineView(
            tr.day(one.day), capital(word(tr, TRANSACTION_KINDS, one.kind)), tr.money(one.amount), one.memo,
            tr("Declared; nothing confirms it yet"),
        )
        for one in facts.declared
    ]  # fmt: skip
    return tuple(lines)
