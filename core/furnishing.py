"""Making a new data directory ready (DESIGN D5): wallets, and for practice the whole set-up."""

from core.accounts import service as accounts
from core.accounts.records import PaymentMethod, Wallet
from core.address import Address
from core.carriers.catalogue import Catalogue
from core.context import Desk, Mode
from core.money import Money
from core.printing.press import Press
from core.printing.records import Language, PrinterKind
from core.printing.service import add_printer, choose_printer
from core.printing.store_printers import has_printers
from core.resources import resource
from core.store.database import Store
from core.store.files import Files

MAX_PURCHASE_MINOR = 1_000_000
MAX_BALANCE_MINOR = 1_000_000
WALLETS = (("usd", "USD"), ("cad", "CAD"))
PRACTICE_OPERATOR = "practice"

PRINTS = "prints"
_PRINTERS = (
    ("Thermal ZPL", "zpl-203", Language.ZPL, 203, "4x6"),
    ("Thermal EPL", "epl-203", Language.EPL, 203, "4x6"),
    ("Laser", "pdf-letter", Language.PDF, 300, "letter"),
)

_HOMES = {
    "USD": Address(
        name="Shipping desk", company="Practice Goods Inc.", line1="500 Pine Street", line2="Dock 4", city="Burlington",
        region="VT", postal="05401", country="US", phone="+1 802 555 0100", email="dock@practice.example",
    ),
    "CAD": Address(
        name="Quai d’expédition", company="Practice Goods Inc.", line1="1200, rue Saint-Antoine Ouest", city="Montréal",
        region="QC", postal="H3C 1A9", country="CA", phone="+1 514 555 0100", email="quai@practice.example",
    ),
}  # fmt: skip


def default_wallets(catalogue: Catalogue, gateway: str) -> list[Wallet]:
    """A USD and a CAD wallet with the carriers that the catalogue gives them."""
    return [
        Wallet(
            id=wallet_id, name=f"One Balance {currency}", gateway=gateway, currency=currency,
            carriers=tuple(carrier.code for carrier in catalogue.for_wallet(currency)),
            max_purchase=Money(MAX_PURCHASE_MINOR, currency), max_balance=Money(MAX_BALANCE_MINOR, currency),
        )
        for wallet_id, currency in WALLETS
    ]  # fmt: skip


def furnish(store: Store, desk: Desk, files: Files, catalogue: Catalogue) -> None:
    """Give a new directory its wallets; a practice one is also set up, so that a newcomer can ship at once (D5)."""
    new = default_wallets(catalogue, desk.mode.value)
    with store.read() as q:
        known = {wallet.id: set(wallet.carriers) for wallet in accounts.wallets(q)}
        ready = {wallet_id for wallet_id in known if accounts.setup_of(q, wallet_id).finished_at}
    if any(not known.get(wallet.id, set()).issuperset(wallet.carriers) for wallet in new) or not known:
        accounts.add_wallets(store, desk, new)
    if desk.mode is Mode.PRACTICE:
        for wallet in new:
            if wallet.id not in ready:
                _practice_setup(store, desk, files, wallet)


def furnish_printers(press: Press) -> None:
    """Give a new practice station one printer of each language, each a folder of the data directory (D5)."""
    if press.desk.mode is not Mode.PRACTICE:
        return
    with press.store.read() as q:
        if has_printers(q):
            return
    (press.store.directory / PRINTS).mkdir(mode=0o700, exist_ok=True)
    made = [
        add_printer(press, name, PrinterKind(model, language, dpi, media), f"folder:{PRINTS}/{language.value}")
        for name, model, language, dpi, media in _PRINTERS
    ]
    choose_printer(press.store, press.desk, made[0].id)


def _practice_setup(store: Store, desk: Desk, files: Files, wallet: Wallet) -> None:
    """Billing, location and terms, each marked practice."""
    home = _HOMES[wallet.currency]
    accounts.save_holder(
        store, desk, wallet.id, holder="Practice provider", username=f"practice-{wallet.id}", confirmed=True
    )
    accounts.save_payment(
        store,
        desk,
        wallet.id,
        PaymentMethod("Practice card", "Practice", "0000", "", "Practice Goods Inc.", home, "nowhere: play money"),
    )
    accounts.save_location(store, desk, wallet.id, home)
    text = resource("terms", "practice.txt").read_bytes()
    for carrier in wallet.carriers:
        accounts.accept_terms(store, desk, files, wallet.id, carrier, text=text, version="practice-1", ticked=True)
    accounts.save_label_format(store, desk, wallet.id, "zpl")
    accounts.finish_setup(store, desk, wallet.id)
