"""Reports > Balances > Transactions as CSV (S0-40): plain machine amounts, formula-safe text, the chain in the file."""

from collections.abc import Sequence

from core.csv_text import csv_text, safe_cell
from core.ledger.lines import Transaction
from core.money import decimal_text
from core.printing.journal import JournalLine

_TRANSACTIONS = (
    "number", "time_utc", "business_day", "type", "amount", "currency", "balance", "reference_kind", "reference",
    "memo", "operator", "station", "hash",
)  # fmt: skip
_JOURNAL = (
    "number", "time_utc", "event", "state", "batch", "position", "of", "copy", "tracking", "carrier", "printer",
    "language", "file", "bytes", "sha256", "reason", "operator",
)  # fmt: skip


def transactions_csv(lines: Sequence[Transaction]) -> str:
    """Ledger lines of one wallet, in the given order."""
    return csv_text(
        _TRANSACTIONS,
        (
            (
                line.number, line.at, line.business_day, line.kind, decimal_text(line.amount), line.amount.currency,
                decimal_text(line.balance), line.ref_kind, line.ref_id, safe_cell(line.memo), safe_cell(line.actor),
                safe_cell(line.station), line.hash,
            )
            for line in lines
        ),
    )  # fmt: skip


def print_journal_csv(lines: Sequence[JournalLine]) -> str:
    """The print journal, in number order."""
    return csv_text(
        _JOURNAL,
        (
            (
                line.number, line.at, line.event, line.state, line.batch, line.position, line.batch_size,
                line.copy_number, line.tracking, line.carrier, safe_cell(line.printer), line.language, line.file_name,
                line.size_bytes, line.sha256, safe_cell(line.reason), safe_cell(line.actor),
            )
            for line in lines
        ),
    )  # fmt: skip
