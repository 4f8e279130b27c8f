"""What the Balance page does off the window's thread."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from core.accounts.records import Wallet
from core.accounts.service import open_steps
from core.accounts.store_states import freeze_of
from core.labels.rules import LabelState
from core.labels.store import label_of_purchase
from core.ledger.accounts import refund_due, wallet_account
from core.ledger.balances import balances_of
from core.ledger.lines import LineHeads, LineKey, Transaction, line_heads, newest_from
from core.money import Money, total
from core.purchases.resolving import outcome_unknown, spare_labels
from core.purchases.rules import OPEN, Kind
from core.purchases.store import exists as purchase_exists
from core.purchases.store import get as get_purchase
from core.purchases.store import in_states
from core.reports.transactions import transactions_csv
from core.services import Services
from core.shipments.listing import shipment_of_label
from core.tasks.service import open_tasks
from core.wallet.service import all_transactions, take_reading, views
from ui.file_access import write_file
from ui.pages.balance.rows import LineRow, Lines, RefundRow, Waiting, WalletFacts

if TYPE_CHECKING:
    from core.store.database import Query

_PAGE = 200


def account_of(wallet: Wallet) -> str:
    """The account whose transactions are the wallet's."""
    return wallet_account(wallet.id, wallet.currency).code


def read_wallets(q: "Query") -> tuple[WalletFacts, ...]:
    """Every wallet with its balances, refunds due and open purchase."""
    open_ones = {one.wallet: one for one in in_states(q, OPEN, Kind.FUNDING)}
    found = []
    for view in views(q):
        refunds = tuple(_refunds_due(q, view.wallet))
        due = total([row.line.amount for row in refunds], view.wallet.currency)
        missing = () if view.is_ready else tuple(open_steps(q, view.wallet.id)) or ("finish",)
        frozen = freeze_of(q, view.wallet.id)
        found.append(WalletFacts(view, due, refunds, open_ones.get(view.wallet.id), missing, frozen))
    return tuple(found)


def read_waiting(q: "Query") -> Waiting:
    """What waits for a person."""
    return Waiting(len(outcome_unknown(q)) + len(spare_labels(q)), tuple(open_tasks(q)))


def _refunds_due(q: "Query", wallet: Wallet) -> list[RefundRow]:
    """The postings behind each carrier's refund account that are still open; they add up to its balance."""
    rows: list[RefundRow] = []
    for carrier in wallet.carriers:
        account = refund_due(wallet.id, carrier, wallet.currency)
        left = balances_of(q, account).booked
        rows += _open_lines(q, account.code, left) if left.minor else []
    return sorted(rows, key=lambda row: row.line.number, reverse=True)


def _open_lines(q: "Query", account: str, left: Money) -> list[RefundRow]:
    rows: list[RefundRow] = []
    heads = line_heads(q, account, kinds=("void-accepted",), every=_PAGE)
    for key in heads.keys:
        for line in newest_from(q, account, key, kinds=("void-accepted",), limit=_PAGE):
            shipment = shipment_of_label(q, line.ref_id)
            if shipment is not None and shipment.state is LabelState.REFUND_DUE:
                rows.append(RefundRow(line, shipment.number, shipment.tracking, shipment.carrier, shipment.label))
                left = left - line.amount
        if left.minor <= 0:
            break
    return rows


def read_heads(services: Services, lines: Lines, every: int) -> LineHeads:
    """Where the blocks of the table begin."""
    return services.read(lambda q: line_heads(q, lines.account, kinds=lines.kinds, every=every))


def read_lines(services: Services, lines: Lines, first: LineKey, limit: int) -> list[LineRow]:
    """A block of the table."""
    return services.read(partial(_lines, lines=lines, first=first, limit=limit))


def _lines(q: "Query", lines: Lines, first: LineKey, limit: int) -> list[LineRow]:
    found = newest_from(q, lines.account, first, kinds=lines.kinds, limit=limit)
    return [line_row(q, line) for line in found]


def line_row(q: "Query", line: Transaction) -> LineRow:
    """A transaction with its order and tracking number, or with who paid it."""
    if line.ref_kind == "purchase" and line.kind != "label":
        known = purchase_exists(q, line.ref_id)
        return LineRow(line, method=str(get_purchase(q, line.ref_id).request.get("method", "")) if known else "")
    label = label_of_purchase(q, line.ref_id) if line.ref_kind == "purchase" else None
    shipment = shipment_of_label(q, label.id if label is not None else line.ref_id)
    if shipment is None:
        return LineRow(line, tracking=line.memo)
    return LineRow(line, shipment.number, shipment.tracking, shipment.carrier, shipment.label)


def ask_balance(services: Services, wallet: Wallet) -> None:
    """Ask the provider what the wallet holds, and keep the answer."""
    take_reading(services.store, services.desk, services.gateways[wallet.gateway], wallet.id)


def export(services: Services, wallet: Wallet, path: Path) -> int:
    """Write every transaction of the wallet as CSV; gives how many there are.

    Raises:
        FileUnusable: The file cannot be written.
    """
    lines = services.read(lambda q: all_transactions(q, wallet))
    write_file(path, transactions_csv(lines).encode("utf-8"))
    return len(lines)
