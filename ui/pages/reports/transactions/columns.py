"""The columns of the transactions of a period."""

from zoneinfo import ZoneInfo

from core.clock import from_utc_text
from core.i18n import Tr
from core.ledger.lines import Transaction
from ui.pages.balance.columns import kind_chip, signed
from ui.views import Tone
from ui.widgets.tables import Align, Column


def line_columns(tr: Tr, zone: ZoneInfo, currency: str) -> tuple[Column[Transaction], ...]:
    """Transactions: number, when, type, about what and by whom, amount, balance after."""
    return (
        Column("number", tr("No."), lambda line: tr.number(line.number), 56, Align.RIGHT),
        Column(
            "when", tr("Date"), lambda line: tr.day(line.business_day), 118,
            second=lambda line: tr.time(from_utc_text(line.at), zone),
        ),
        Column("type", tr("Type"), lambda line: line.kind, 212, chip=lambda line: kind_chip(tr, line.kind)),
        Column(
            "reference", tr("Reference"), lambda line: line.memo or line.ref_id, second=lambda line: line.actor,
        ),
        Column(
            "amount", tr("Amount ({currency})", currency=currency), lambda line: signed(tr, line.amount), 118,
            Align.RIGHT, tone=lambda line: Tone.OK if line.amount.minor > 0 else None, strong=True,
        ),
        Column(
            "balance", tr("Balance ({currency})", currency=currency),
            lambda line: tr.money(line.balance, with_currency=False), 118, Align.RIGHT,
            tone=lambda line: Tone.ERROR if line.balance.minor < 0 else None,
        ),
    )  # fmt: skip
