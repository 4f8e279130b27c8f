"""Step 9: both books agree, every balance adds up to the cent, and the papers say so (S0-37, S0-40).

The sum: opening + purchases - labels - adjustments + refunds = balance.
"""

from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING

from core.gateways.postage.practice import PracticeGateway
from core.ledger.lines import Transaction
from core.money import Money, total, zero
from core.reports.beancount import beancount_text
from core.reports.service import keep_statement, statement_findings, statement_report
from core.reports.standing import standing
from core.reports.transactions import transactions_csv
from core.wallet.service import WalletView, all_transactions, views
from printers.papers.blocks import PaperSize
from printers.papers.sheet import draw
from ui.messages_base import word
from ui.messages_words import TRANSACTION_KINDS
from ui.papers.statement import statement_paper
from ui.practice.explaining import explain

if TYPE_CHECKING:
    from core.accounts.records import Wallet
    from ui.practice.day import Day

BOOKS = "books.beancount"
_NIGHT = timedelta(days=1)


def run(day: "Day") -> None:
    """Let the day end, add up, compare with the provider, explain, and write the papers."""
    tr, services = day.tr, day.services
    day.step(tr("9 · The books close"))
    text = tr.n("The clock is moved forward by {n} day", "The clock is moved forward by {n} days", _NIGHT.days)
    day.move_clock(_NIGHT, text)
    for wallet_view in services.read(views):
        lines = services.read(partial(all_transactions, wallet=wallet_view.wallet))
        _sum_up(day, wallet_view, lines)
        explain(day, wallet_view.wallet)
        _write(day, wallet_view.wallet, lines)
    (day.out / BOOKS).write_text(services.read(beancount_text), encoding="utf-8")
    day.done(tr("The whole journal, for any Beancount program"), BOOKS)
    findings = services.findings()
    if findings:
        day.refused(tr("The books are not right: {what}", what="; ".join(findings)))
    else:
        day.done(tr("The books are right: chained, balanced, to the cent"))


def _sum_up(day: "Day", wallet_view: WalletView, lines: list[Transaction]) -> None:
    """The sum in full, and what the provider says of it."""
    tr, currency = day.tr, wallet_view.wallet.currency
    sums: dict[str, list[Money]] = {}
    for line in lines:
        sums.setdefault(line.kind, []).append(line.amount)
    taken = {kind: sums.pop(kind, []) for kind in ("postage-purchase", "label", "adjustment", "refund")}

    def amount(kind: str) -> str:
        return tr.money(total(taken[kind], currency))

    day.note(wallet_view.wallet.name)
    day.sum(tr("  opening"), tr.money(zero(currency)))
    day.sum(tr("  + postage bought"), amount("postage-purchase"))
    labels, adjustments, refunds = len(taken["label"]), len(taken["adjustment"]), len(taken["refund"])
    day.sum(tr.n("  − {n} label", "  − {n} labels", labels), amount("label"))
    day.sum(tr.n("  − {n} adjustment", "  − {n} adjustments", adjustments), amount("adjustment"))
    day.sum(tr.n("  + {n} refund", "  + {n} refunds", refunds), amount("refund"))
    for kind, amounts in sums.items():
        day.sum(f"  · {word(tr, TRANSACTION_KINDS, kind)}", tr.money(total(amounts, currency)))
    day.sum(tr("  = balance"), tr.money(wallet_view.booked))
    gateway = day.services.gateways[wallet_view.wallet.gateway]
    assert isinstance(gateway, PracticeGateway)
    provider = gateway.reading(wallet_view.wallet.id, currency).balance
    if provider == wallet_view.booked == total([line.amount for line in lines], currency):
        day.sum(tr("  the provider says the same"), tr.money(provider))
    else:
        day.refused(tr("The provider says something else"), tr.money(provider))
        day.problems.append(f"balance-differs {wallet_view.wallet.id}")


def _write(day: "Day", wallet: "Wallet", lines: list[Transaction]) -> None:
    """The statement as it is issued, kept in the station too, and every line as CSV."""
    tr, services = day.tr, day.services
    name = wallet.currency.lower()
    (day.out / f"transactions-{name}.csv").write_text(transactions_csv(lines), encoding="utf-8")
    first, last = _days(day)
    report = services.read(lambda q: statement_report(q, services.desk, wallet, first, last))
    stands = services.read(lambda q: standing(q, wallet))
    paper = statement_paper(
        tr, services.catalogue, wallet, report, stands, mode=services.mode, zone=services.desk.actor.zone, issued=True
    )
    pdf = draw(paper, PaperSize.LETTER)
    keep_statement(services.store, services.desk, services.files, wallet, report, pdf)
    (day.out / f"statement-{name}.pdf").write_bytes(pdf)
    day.problems.extend(services.read(lambda q: statement_findings(q, wallet)))
    day.done(tr("Statement and transactions of {name}", name=wallet.name), f"statement-{name}.pdf")


def _days(day: "Day") -> tuple[date, date]:
    """From the first day to yesterday: a statement covers days that are over."""
    zone = day.services.desk.actor.zone
    return day.start.astimezone(zone).date(), day.services.desk.clock.now().astimezone(zone).date() - _NIGHT
