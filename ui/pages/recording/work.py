"""What the Record dialog does off the window's thread."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from core.accounts.service import wallet_for_carrier
from core.accounts.store import get_wallet
from core.carriers.tracking.numbers import compact
from core.errors import NotFound
from core.labels.store import Label
from core.money import parse_money
from core.orders.records import Order, OrderState
from core.orders.source import SourceFile
from core.orders.store import get_order, ids_numbered
from core.people.records import Proofs
from core.printing.records import Printer
from core.printing.service import default_printer
from core.printing.service_queue import enqueue_labels
from core.purchases.store import Purchase
from core.services import Services
from core.shipments.listing import ShipmentRow, list_shipments
from core.shipments.service_recording import BoughtElsewhere, record_label, record_void
from core.wallet.declared import RECORDED, declared_entries, declared_sum
from core.wallet.rules_portal import OPEN_FATES
from core.wallet.service import WalletView, views
from core.wallet.service_portal_files import PortalImport, PortalOptions, import_transactions, portal_heading
from core.wallet.service_recording import Said, record_postage
from core.wallet.store_portal import lines_of_fate
from ui.file_access import FileUnusable, file_faults, read_file
from ui.pages.recording.rows import LabelTyped, OpenFacts, PostageTyped, Sheet

if TYPE_CHECKING:
    from core.store.database import Query

FILE_MOST = 10 << 20
_OPEN_ORDERS = (OrderState.OPEN, OrderState.HELD)


def read_wallets(q: "Query") -> tuple[WalletView, ...]:
    """The wallets that are recorded for by hand."""
    return tuple(one for one in views(q) if one.wallet.gateway == RECORDED)


def find_order(services: Services, number: str) -> Order:
    """The order with this number; the open one where two shops have one.

    Raises:
        NotFound: No order has it, or several open ones do.
    """
    text = number.strip()
    with services.store.read() as q:
        orders = [get_order(q, one) for one in ids_numbered(q, text)]
    waiting = [order for order in orders if order.state in _OPEN_ORDERS] or orders
    if len(waiting) != 1:
        raise NotFound(kind="order", id=text)
    return waiting[0]


def find_label(services: Services, text: str) -> ShipmentRow:
    """The label with this tracking number, or of the order with this number.

    Raises:
        NotFound: No label is called so, or several are.
    """
    number = compact(text)
    rows = services.read(partial(list_shipments, text=text.strip())) if number else []
    found = [row for row in rows if row.tracking == number] or [row for row in rows if row.number == text.strip()]
    if len(found) != 1:
        raise NotFound(kind="label", id=text.strip())
    return found[0]


def small(path: Path | None) -> bytes:
    """A file that is kept with what it proves; nothing where none was chosen.

    Raises:
        FileUnusable: It cannot be read, or is larger than 10 MB.
    """
    data = read_file(path, FILE_MOST) if path is not None else b""
    if path is not None and len(data) > FILE_MOST:
        raise FileUnusable(name=path.name, reason="too-large")
    return data


def postage(services: Services, wallet: str, typed: PostageTyped, proofs: Proofs) -> tuple[Purchase, WalletView]:
    """Record postage; gives it with the balances after."""
    currency = services.read(lambda q: get_wallet(q, wallet)).currency
    said = Said(typed.reference, typed.day, small(typed.file))
    done = record_postage(services.till(wallet), wallet, parse_money(typed.amount, currency), said, proofs=proofs)
    return done, next(one for one in services.read(read_wallets) if one.wallet.id == wallet)


def payer(services: Services, carrier: str) -> str:
    """The wallet that a carrier's labels are paid from."""
    return services.read(lambda q: wallet_for_carrier(q, carrier)).id


def label(services: Services, wallet: str, typed: LabelTyped, proofs: Proofs) -> Label:
    """Record a label for its order."""
    currency = services.read(lambda q: get_wallet(q, wallet)).currency
    order = find_order(services, typed.order)
    said = BoughtElsewhere(
        typed.carrier, typed.service, typed.tracking, parse_money(typed.price, currency), typed.reference, typed.day,
        small(typed.file),
    )  # fmt: skip
    return record_label(services.bench, order.id, said, proofs=proofs)


def void(services: Services, label_id: str, reference: str, proofs: Proofs) -> Label:
    """Record that the portal accepted a void."""
    return record_void(services.bench, label_id, reference, proofs=proofs)


def print_first(services: Services, label_id: str) -> Printer:
    """Queue a label's first copy on the station's printer."""
    printer = services.read(lambda q: default_printer(q, services.desk))
    enqueue_labels(services.store, services.desk, printer.id, [label_id])
    return printer


def look_into(services: Services, path: Path) -> Sheet:
    """Read the heading of a file of the portal."""
    with file_faults(path):
        file = SourceFile.at(path).in_memory()
    titles, found = services.read(partial(portal_heading, file=file))
    return Sheet(file, titles, found)


def import_sheet(
    services: Services, wallet: str, sheet: Sheet, options: PortalOptions, proofs: Proofs
) -> PortalImport:  # fmt: skip
    """Import it, all of it or nothing."""
    return import_transactions(services.till(wallet), wallet, sheet.file, options, proofs=proofs)


def read_open(q: "Query", wallet: str) -> OpenFacts:
    """What is open between the portal and the books of one wallet."""
    account = get_wallet(q, wallet)
    fates = sorted(OPEN_FATES, key=lambda one: one.value)
    lines = tuple(line for fate in fates for line in lines_of_fate(q, wallet, fate))
    return OpenFacts(lines, tuple(declared_entries(q, account)), declared_sum(q, account))
