"""The request to close an account and to send its whole rest back, and the final statement behind it (S0-32)."""

from dataclasses import dataclass

from core.i18n import Tr
from core.money import Money
from printers.papers.blocks import Block, Facts, Gap, Heading, Paper, PaperSize, Sentence, Table
from printers.papers.sheet import draw

_SIGN_UM = 18_000


@dataclass(frozen=True, slots=True)
class StatementSum:
    """One kind of movement over the life of the wallet, in words."""

    kind: str
    count: int
    amount: Money


@dataclass(frozen=True, slots=True)
class ClosingFacts:
    """What the letter and the statement say.

    Attributes:
        wallet: Its name.
        holder: Who keeps the account, the addressee.
        username: The account's name there.
        sender: Our name and address, line by line.
        reason: Why it is closed.
        day: The day of the letter, ISO.
        amount: The whole rest.
        in_dispute: Adjustments whose dispute is open, together; zero for none.
        first_day: When the money is expected at the earliest, ISO, likewise the latest.
        last_day: As above.
        source: Who says so.
        sums: Every kind of movement, in the order in which they first came; they add up to `amount`.
        marked: ``SAMPLE`` in a practice station, else empty.
        head: The books' head, for the foot of the page.
    """

    wallet: str
    holder: str
    username: str
    sender: tuple[str, ...]
    reason: str
    day: str
    amount: Money
    in_dispute: Money
    first_day: str
    last_day: str
    source: str
    sums: tuple[StatementSum, ...]
    marked: str
    head: str


def closing_letter(tr: Tr, facts: ClosingFacts, size: PaperSize = PaperSize.LETTER) -> bytes:
    """The letter as PDF."""
    blocks: list[Block] = [
        Sentence("\n".join(facts.sender)),
        Sentence(tr.day(facts.day)),
        Sentence(facts.holder, strong=True),
        Sentence(tr("Subject: closing of the account {name}, refund of its balance", name=facts.username), strong=True),
        Sentence(
            tr(
                "We ask you to close the One Balance account {name} and to send back its whole balance of {amount}.",
                name=facts.username, amount=facts.amount,
            )
        ),
        Sentence(
            tr(
                "By our books no purchase is under way, no refund is to come, and nothing differs. "
                "The final statement is behind this letter."
            )
        ),
        *_claims(tr, facts),
        Sentence(
            tr(
                "We expect the money between {first} and {last} and will ask for it on these days.",
                first=tr.day(facts.first_day), last=tr.day(facts.last_day),
            )
        ),
        Gap(_SIGN_UM),
        Sentence("_" * 40),
        Sentence(tr("Signature")),
        *_statement(tr, facts),
    ]  # fmt: skip
    title = tr("Request to close an account")
    paper = Paper(title, facts.wallet, tuple(blocks), footer=facts.head, marked=facts.marked)
    return draw(paper, size)


def _claims(tr: Tr, facts: ClosingFacts) -> list[Block]:
    if not facts.in_dispute.minor:
        return []
    return [Sentence(tr("Adjustments of {amount} are in dispute; we keep this claim.", amount=facts.in_dispute))]


def final_statement(tr: Tr, facts: ClosingFacts, size: PaperSize = PaperSize.LETTER) -> bytes:
    """The final statement alone, as PDF."""
    subtitle = f"{facts.wallet} · {tr.day(facts.day)}"
    paper = Paper(tr("Final statement"), subtitle, tuple(_statement(tr, facts)), facts.head, facts.marked)
    return draw(paper, size)


def _statement(tr: Tr, facts: ClosingFacts) -> list[Block]:
    rows = tuple((one.kind, tr.number(one.count), tr.money(one.amount)) for one in facts.sums)
    total = (tr("Balance asked back"), "", tr.money(facts.amount))
    return [
        Heading(tr("Final statement")),
        Facts(
            (
                (tr("Account"), facts.username), (tr("Reason"), facts.reason),
                (tr("Expected"), f"{tr.day(facts.first_day)} – {tr.day(facts.last_day)}"),
                (tr("By the rule of"), facts.source),
            )
        ),
        Table((tr("Type"), tr("Entries"), tr("Amount")), rows, frozenset({1, 2}), (total,)),
    ]  # fmt: skip
