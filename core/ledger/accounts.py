"""The chart of accounts (facts: ledger 3.3): one code per subject and currency."""

from dataclasses import dataclass
from enum import Enum

from core.store.database import Tx


class Kind(Enum):
    """What an account is; decides on which side it grows."""

    ASSET = "asset"
    LIABILITY = "liability"
    EXPENSE = "expense"
    INCOME = "income"
    EQUITY = "equity"
    MEMO = "memo"


@dataclass(frozen=True, slots=True)
class Account:
    """An account of the chart.

    Attributes:
        code: For example ``wallet:usd`` or ``postage:usps:USD``.
        kind: Its kind.
        currency: ISO code; one per account.
        wallet: The wallet that it belongs to, or empty.
    """

    code: str
    kind: Kind
    currency: str
    wallet: str = ""


def wallet_account(wallet: str, currency: str) -> Account:
    """The prepaid One Balance, as booked."""
    return Account(f"wallet:{wallet}", Kind.ASSET, currency, wallet)


def in_transit(wallet: str, currency: str) -> Account:
    """Funding that the provider took and has not credited yet."""
    return Account(f"in-transit:{wallet}", Kind.ASSET, currency, wallet)


def refund_due(wallet: str, carrier: str, currency: str) -> Account:
    """Voids that were accepted and whose money is not back."""
    return Account(f"refund-due:{wallet}:{carrier}", Kind.ASSET, currency, wallet)


def card(wallet: str, currency: str) -> Account:
    """What the payment method was charged; the statement text is STAMPS."""
    return Account(f"card:{wallet}", Kind.LIABILITY, currency, wallet)


def postage(carrier: str, currency: str) -> Account:
    """Label cost per carrier."""
    return Account(f"postage:{carrier}:{currency}", Kind.EXPENSE, currency)


def adjust(carrier: str, currency: str) -> Account:
    """What carriers corrected after shipment."""
    return Account(f"adjust:{carrier}:{currency}", Kind.EXPENSE, currency)


def fees(currency: str) -> Account:
    """Fees of a chargeback or a late payment."""
    return Account(f"fees:{currency}", Kind.EXPENSE, currency)


def lost(currency: str) -> Account:
    """Money that does not come back: refused or expired refunds, what a person wrote off."""
    return Account(f"lost:{currency}", Kind.EXPENSE, currency)


def suspense(wallet: str, currency: str) -> Account:
    """A difference to the provider that nobody can name yet; zero means reconciled."""
    return Account(f"suspense:{wallet}", Kind.EQUITY, currency, wallet)


def close_due(wallet: str, currency: str) -> Account:
    """The rest of a closed wallet, asked back from the provider."""
    return Account(f"close-due:{wallet}", Kind.ASSET, currency, wallet)


def bank_clearing(currency: str) -> Account:
    """Money that came to the bank: refunds and what others paid us."""
    return Account(f"bank-clearing:{currency}", Kind.ASSET, currency)


def opening(currency: str) -> Account:
    """What the wallet held when the station began."""
    return Account(f"opening:{currency}", Kind.EQUITY, currency)


def tax_recoverable(currency: str) -> Account:
    """GST, HST, QST or VAT on what carriers charged, which comes back."""
    return Account(f"tax-recoverable:{currency}", Kind.ASSET, currency)


def meter(number: str, currency: str) -> Account:
    """Funds in a postage meter."""
    return Account(f"meter:{number}", Kind.ASSET, currency)


def supplier(account: str, currency: str) -> Account:
    """What is owed on a carrier account: supplier account, bill to account, net 15."""
    return Account(f"supplier:{account}", Kind.LIABILITY, currency)


def account_card(account: str, currency: str) -> Account:
    """What cards were charged for a carrier account, outside any wallet."""
    return Account(f"account-card:{account}", Kind.LIABILITY, currency)


def other(kind: str, currency: str) -> Account:
    """The second book: subscription, insurance; never in one entry with any other account (S0-20, S0-44)."""
    return Account(f"other:{kind}:{currency}", Kind.MEMO, currency)


def other_paid(kind: str, currency: str) -> Account:
    """The second book's own payment method."""
    return Account(f"other-paid:{kind}:{currency}", Kind.MEMO, currency)


def ensure(tx: Tx, account: Account) -> None:
    """Make `account` if it is new."""
    tx.run(
        "insert into account (code, kind, wallet, currency) values (:code, :kind, :wallet, :currency) "
        "on conflict (code) do nothing",
        {
            "code": account.code,
            "kind": account.kind.value,
            "wallet": account.wallet or None,
            "currency": account.currency,
        },
    )
