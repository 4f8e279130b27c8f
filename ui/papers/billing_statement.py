"""Our monthly statement of charges on paper (S1-13)."""

from core.billing.records import Channel
from core.billing.statement import LineKind, MonthStatement, StatementLine
from core.carriers.catalogue import Catalogue
from core.context import Mode
from core.i18n import Tr
from printers.papers.blocks import Block, Facts, Heading, Paper, Sentence, Table
from ui.carrier_words import carrier_of
from ui.messages_base import word
from ui.messages_billing import ACCOUNT_KINDS, CHANNELS, LINE_KINDS, METHODS, TERMS


def billing_paper(tr: Tr, catalogue: Catalogue, made: MonthStatement, *, mode: Mode, head: tuple[int, str]) -> Paper:
    """The paper; a month that is not over says so."""
    carrier = carrier_of(catalogue, made.account.carrier, tr.lang)
    number, digest = head
    return Paper(
        title=tr("Statement of charges: {carrier}, {number}", carrier=carrier, number=made.account.number),
        subtitle=made.month if made.is_over else tr("{month}, not over yet", month=made.month),
        blocks=tuple(_blocks(tr, made)),
        footer=tr("Journal entry {number}, chain head {hash}", number=number, hash=digest),
        marked=tr("PRACTICE") if mode is Mode.PRACTICE else "",
    )


def _blocks(tr: Tr, made: MonthStatement) -> list[Block]:
    kind, terms = made.account.kind.value, made.account.terms.value
    by = [(word(tr, METHODS, method.value), tr.money(amount)) for method, amount in made.by_method()]
    at = [(word(tr, CHANNELS, channel.value), tr.money(amount)) for channel, amount in made.by_channel()]
    fee = [(tr("Late fees"), tr.money(made.fee))] if made.fee.minor else []
    owed = (
        (tr("Owed when the month began"), tr.money(made.opening)),
        (tr("Bought on credit, with late fees"), tr.money(made.on_credit)),
        (tr("Paid of it"), tr.money(made.paid)),
        (tr("Owed at the end"), tr.money(made.closing)),
    )
    used = tr("Used by meters, paid for by their refills: {amount}", amount=made.meter_used)
    return [
        Sentence(tr("This is our own record of what was charged; the carrier sends no invoice.")),
        Facts(((tr("Kind of account"), word(tr, ACCOUNT_KINDS, kind)), (tr("Terms"), word(tr, TERMS, terms)))),
        Heading(tr("Charges")),
        _lines(tr, made) if made.lines else Sentence(tr("Nothing was charged in this month.")),
        Heading(tr("By method")),
        Facts((*by, *fee, (tr("Total"), tr.money(made.total)))),
        Heading(tr("By channel")),
        Facts((*at, *fee, (tr("Total"), tr.money(made.total)))),
        Heading(tr("On credit")),
        Facts(owed),
        *([Sentence(used)] if made.meter_used.minor else []),
    ]


def _lines(tr: Tr, made: MonthStatement) -> Table:
    head = (
        tr("Day"), tr("What"), tr("Where"), tr("Reference"), tr("Paid by"), tr("Before tax"), tr("Tax"), tr("Total"),
    )  # fmt: skip
    sums = ("", tr("Total"), "", "", "", tr.money(made.postage + made.fee), tr.money(made.tax),
            tr.money(made.total))  # fmt: skip
    return Table(
        head, tuple(_row(tr, line) for line in made.lines), amounts=frozenset({5, 6, 7}), totals=(sums,), wide=3
    )


def _row(tr: Tr, line: StatementLine) -> tuple[str, ...]:
    methods = ", ".join(word(tr, METHODS, method.value) for method, _ in line.paid)
    return (
        tr.day(line.day), _kind(tr, line.kind), _channel(tr, line.channel), line.reference, methods,
        tr.money(line.postage + line.fee), tr.money(line.tax), tr.money(line.total),
    )  # fmt: skip


def _kind(tr: Tr, kind: LineKind) -> str:
    return word(tr, LINE_KINDS, kind.value)


def _channel(tr: Tr, channel: Channel | None) -> str:
    return word(tr, CHANNELS, channel.value) if channel else ""
