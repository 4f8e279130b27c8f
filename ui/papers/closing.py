"""What the letter and the final statement of a closing say."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from core.address import Address
    from core.i18n import Tr
    from core.services import Services
    from core.wallet.rules_closing import Closing
    from printers.papers.closing_letter import ClosingFacts


def closing_facts(services: "Services", tr: "Tr", closing: "Closing") -> "ClosingFacts":
    """Of a closing whose rest was asked back."""
    from core.accounts.service import setup_of
    from core.accounts.store import get_wallet
    from core.money import total, zero
    from core.wallet.rules_adjustments import DisputeState
    from core.wallet.service_papers import life_sums
    from core.wallet.store_facts import list_adjustments
    from printers.papers.closing_letter import ClosingFacts, StatementSum
    from ui.messages_base import word
    from ui.messages_words import TRANSACTION_KINDS
    from ui.papers.marks import books_head, mark

    setup = services.read(lambda q: setup_of(q, closing.wallet))
    wallet = services.read(lambda q: get_wallet(q, closing.wallet))
    sums = services.read(lambda q: life_sums(q, closing.wallet))
    disputed = [
        -one.amount
        for one in services.read(lambda q: list_adjustments(q, wallet=closing.wallet))
        if one.dispute is DisputeState.OPEN
    ]
    return ClosingFacts(
        wallet=wallet.name, holder=setup.holder, username=setup.username, sender=_lines(setup.location),
        reason=closing.reason, day=closing.requested, amount=closing.amount or zero(wallet.currency),
        in_dispute=total(disputed, wallet.currency),
        first_day=closing.first_day, last_day=closing.last_day, source=_source(services, closing.rule),
        sums=tuple(StatementSum(word(tr, TRANSACTION_KINDS, kind), count, amount) for kind, amount, count in sums),
        marked=mark(services), head=books_head(services, tr),
    )  # fmt: skip


def kept_letter(services: "Services", tr: "Tr", closing: "Closing") -> bytes:
    """The letter of a closing as PDF: the one that was kept, made now where a run died before it was.

    The final statement is made and kept with it.
    """
    from core.wallet.service_closing import keep_closing_paper
    from core.wallet.store_closing import papers_of
    from printers.papers.closing_letter import closing_letter, final_statement

    kept = dict(services.read(lambda q: papers_of(q, closing.id)))
    if "letter" in kept:
        return services.files.get(kept["letter"])
    facts = closing_facts(services, tr, closing)
    letter = closing_letter(tr, facts)
    for kind, paper in (("statement", final_statement(tr, facts)), ("letter", letter)):
        keep_closing_paper(services.store, services.desk, services.files, closing.id, kind, paper)
    return letter


def _source(services: "Services", rule_id: str) -> str:
    """Who says in which time the money comes; the rule's id where the station has the rule no more."""
    from core.wallet.dated_rules import load_wallet_rules

    rules = load_wallet_rules(services.directory).closings
    return next((rule.source for rule in rules if rule.id == rule_id), rule_id)


def _lines(address: "Address") -> tuple[str, ...]:
    lines = (address.company, address.name, *address.street_lines(), address.city_line(), address.country)
    return tuple(line for line in lines if line)
