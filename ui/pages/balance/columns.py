"""The columns of the Balance page's tables."""

from zoneinfo import ZoneInfo

from core.accounts.rules import STATEMENT_TEXT
from core.clock import from_utc_text
from core.i18n import Tr
from core.money import Money
from ui.carrier_words import carrier_name
from ui.furnished_words import furnished
from ui.icon_names import Ico
from ui.messages_base import word
from ui.messages_words import TRANSACTION_KINDS
from ui.pages.balance.rows import LineRow
from ui.views import ChipView, Tone
from ui.widgets.tables import Align, Column

_KINDS = {
    "postage-purchase": (Tone.OK, Ico.PLUS),
    "postage-pending": (Tone.WARN, Ico.CLOCK),
    "postage-rejected": (Tone.ERROR, Ico.CIRCLE_X),
    "label": (Tone.NEUTRAL, Ico.TAG),
    "refund": (Tone.ACCENT, Ico.UNDO),
    "adjustment": (Tone.WARN, Ico.SCALE),
}


def signed(tr: Tr, amount: Money) -> str:
    """``+$50.00``, ``−$7.45``: the sign always stands, the currency is named in the heading."""
    text = tr.money(amount, with_currency=False)
    return f"+{text}" if amount.minor > 0 else text


def kind_chip(tr: Tr, kind: str) -> ChipView:
    """The type of a transaction."""
    tone, icon = _KINDS.get(kind, (Tone.NEUTRAL, Ico.CIRCLE_DOT))
    text = word(tr, TRANSACTION_KINDS, kind)
    return ChipView(tone, icon, text[:1].upper() + text[1:])


def reference(tr: Tr, row: LineRow) -> str:
    """What a transaction is about, in one line."""
    if row.order:
        return tr("Order {number}", number=row.order)
    return furnished(tr, row.method) or row.tracking or row.line.ref_id


def reference_detail(tr: Tr, row: LineRow) -> str:
    """The line below: carrier and tracking number, or what the card statement says."""
    if row.tracking:
        return " · ".join(part for part in (carrier_name(tr, row.carrier) if row.carrier else "", row.tracking) if part)
    return tr("card statement: {text}", text=STATEMENT_TEXT) if row.method else ""


def line_columns(tr: Tr, zone: ZoneInfo, currency: str) -> tuple[Column[LineRow], ...]:
    """Transactions: number, when, type, about what, amount, balance after."""
    return (
        Column("number", tr("No."), lambda row: tr.number(row.line.number), 76, Align.RIGHT),
        Column(
            "when", tr("Date"), lambda row: tr.day(row.line.business_day), 140,
            second=lambda row: tr.time(from_utc_text(row.line.at), zone),
        ),
        Column("type", tr("Type"), lambda row: row.line.kind, 190, chip=lambda row: kind_chip(tr, row.line.kind)),
        Column(
            "reference", tr("Reference"), lambda row: reference(tr, row), second=lambda row: reference_detail(tr, row),
            strong=True,
        ),
        Column(
            "amount", tr("Amount ({currency})", currency=currency), lambda row: signed(tr, row.line.amount), 150,
            Align.RIGHT, tone=lambda row: Tone.OK if row.line.amount.minor > 0 else None, strong=True,
        ),
        Column(
            "balance", tr("Balance ({currency})", currency=currency),
            lambda row: tr.money(row.line.balance, with_currency=False), 150, Align.RIGHT,
            tone=lambda row: Tone.ERROR if row.line.balance.minor < 0 else None,
        ),
    )  # fmt: skip
