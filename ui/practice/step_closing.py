"""Step 9: the end of the day: bought is printed, both books agree, and every balance adds up to the cent."""

from collections import defaultdict
from functools import partial
from typing import TYPE_CHECKING

from core.gateways.postage.practice import PracticeGateway
from core.ledger.lines import Transaction
from core.money import Money, total
from core.reports.transactions import transactions_csv
from core.wallet.service import WalletView, all_transactions, views

if TYPE_CHECKING:
    from ui.practice.day import Day


def run(day: "Day") -> None:
    """Write the transactions, compare with the provider, and close."""
    tr, services = day.tr, day.services
    day.step(tr("9 · End of day"))
    for wallet_view in services.read(views):
        lines = services.read(partial(all_transactions, wallet=wallet_view.wallet))
        name = f"transactions-{wallet_view.wallet.currency.lower()}.csv"
        (day.out / name).write_text(transactions_csv(lines), encoding="utf-8")
        _sum_up(day, wallet_view, lines)
    findings = services.findings()
    if findings:
        day.refused(tr("The books are not right: {what}", what="; ".join(findings)))
    else:
        day.done(tr("The books are right: chained, balanced, to the cent"))


def _sum_up(day: "Day", wallet_view: WalletView, lines: list[Transaction]) -> None:
    """Opening + purchases - labels + refunds = balance, and what the provider says of it."""
    tr, currency = day.tr, wallet_view.wallet.currency
    kinds: defaultdict[str, list[Money]] = defaultdict(list)
    for line in lines:
        kinds[line.kind].append(line.amount)
    day.note(wallet_view.wallet.name)
    day.sum(tr("  opening"), tr.money(Money(0, currency)))
    day.sum(tr("  + postage bought"), tr.money(total(kinds.pop("postage-purchase", []), currency)))
    labels = kinds.pop("label", [])
    day.sum(tr.n("  − {n} label", "  − {n} labels", len(labels)), tr.money(total(labels, currency)))
    for kind, amounts in sorted(kinds.items()):
        day.sum(f"  · {kind}", tr.money(total(amounts, currency)))
    day.sum(tr("  = balance"), tr.money(wallet_view.booked))
    gateway = day.services.gateways[wallet_view.wallet.gateway]
    assert isinstance(gateway, PracticeGateway)
    provider = gateway.reading(wallet_view.wallet.id, currency).balance
    if provider == wallet_view.booked == total([line.amount for line in lines], currency):
        day.sum(tr("  the provider says the same"), tr.money(provider))
    else:
        day.refused(tr("The provider says something else"), tr.money(provider))
