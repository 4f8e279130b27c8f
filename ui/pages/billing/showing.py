"""The sections of the Billing page out of what was read. No Qt."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from core.billing.records import Method, OrderState, Payable
from core.billing.service import Standing
from core.carriers.catalogue import Catalogue
from core.i18n import Tr
from ui.carrier_words import carrier_of
from ui.messages_base import capital, listed, word
from ui.messages_billing import (
    ACCOUNT_KINDS,
    BILLED_STATES,
    CHANNELS,
    METHOD_REASONS,
    METHODS,
    OTHER_KINDS,
    PAYABLE_STATES,
    STREAMS,
    TERMS,
)
from ui.pages.billing.rows import (
    ACCOUNTS,
    DRAWER,
    METERS,
    OTHER,
    PAYABLES,
    PURCHASES,
    STATEMENTS,
    VOLUME,
    BillingFacts,
    FieldKind,
    FormView,
    Grid,
    GridRow,
    SectionView,
)

_FORMS = {
    ACCOUNTS: ("change-account", "support", "add-account"),
    PURCHASES: ("undo", "record"),
    PAYABLES: ("late-fee", "pay"),
    METERS: ("read-meter", "set-meter"),
    STATEMENTS: ("save-issued", "make-statement"),
    DRAWER: ("save-paper", "place", "tie", "keep-paper"),
    VOLUME: ("save-volume",),
    OTHER: ("other-method", "other-charge"),
}


def titles(tr: Tr) -> dict[str, str]:
    """The sections' names."""
    return {
        ACCOUNTS: tr("Accounts"), PURCHASES: tr("Purchases"), PAYABLES: tr("Payables"), METERS: tr("Meters"),
        STATEMENTS: tr("Statements"), DRAWER: tr("Drawer"), VOLUME: tr("Volume"), OTHER: tr("Other charges"),
    }  # fmt: skip


def section_view(
    tr: Tr, catalogue: Catalogue, section: str, facts: BillingFacts, forms: dict[str, FormView]
) -> SectionView:
    """What a section shows; a form that has nothing to choose from says why it is not open."""
    makers: dict[str, Callable[[Tr, BillingFacts], tuple[tuple[Grid, ...], str]]] = {
        ACCOUNTS: partial(_accounts, catalogue=catalogue), PURCHASES: _purchases, PAYABLES: _payables, METERS: _meters,
        STATEMENTS: _statements, DRAWER: _drawer, VOLUME: partial(_volume, catalogue=catalogue), OTHER: _other,
    }  # fmt: skip
    grids, note = makers[section](tr, facts)
    offered = tuple((key, forms[key].title, _why_not(tr, forms[key])) for key in _FORMS[section])
    cards = _cards(tr, facts) if section == ACCOUNTS else ()
    return SectionView(note, grids, cards, offered)


def _why_not(tr: Tr, form: FormView) -> str | None:
    for field in form.fields:
        if field.kind is FieldKind.PICK and not field.choices:
            return tr("There is nothing to choose from yet: {what}.", what=field.label)
    return None


def _grid(title: str, head: tuple[str, ...], rows: Sequence[tuple[str, ...]], empty: str, amounts: str = "") -> Grid:
    return Grid(title, head, tuple(GridRow(row) for row in rows), frozenset(int(digit) for digit in amounts), empty)


def _accounts(tr: Tr, facts: BillingFacts, catalogue: Catalogue) -> tuple[tuple[Grid, ...], str]:
    history = dict(facts.history)
    accounts = [
        (
            carrier_of(catalogue, s.account.carrier, tr.lang), s.account.number,
            capital(word(tr, ACCOUNT_KINDS, c.kind.value)), capital(word(tr, TERMS, c.terms.value)), tr.day(c.day),
            f"{c.actor}: {c.reason}" if c.reason else c.actor,
        )
        for s in facts.accounts
        for c in reversed(history[s.account.id])
    ]  # fmt: skip
    owed = sum(len(s.owed) for s in facts.accounts)
    none = tr("No account with a carrier was entered yet.")
    note = tr.n("One payable is still owed.", "{n} payables are still owed.", owed) if owed else tr("Nothing is owed.")
    return (
        _grid(
            tr("Accounts, with what they were"),
            (tr("Carrier"), tr("Number"), tr("Kind"), tr("Terms"), tr("Since"), tr("By")), accounts, none,
        ),
    ), note  # fmt: skip


def _cards(tr: Tr, facts: BillingFacts) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """For each account: by what it can be paid, and why not by the rest; who helps."""
    made = []
    for standing in facts.accounts:
        lines = [(capital(word(tr, METHODS, method.value)), _way(tr, standing, method)) for method in Method]
        card = standing.support
        help_lines = [(tr("Phone"), card.phone), (tr("Web"), card.page), (tr("Note"), card.note)]
        title = tr("{number}: what can be paid by what, and who helps", number=standing.account.number)
        made.append((title, (*lines, *(pair for pair in help_lines if pair[1]))))
    return tuple(made)


def _way(tr: Tr, standing: Standing, method: Method) -> str:
    found = [(at, offer) for at, offers in standing.offers for offer in offers if offer.method is method]
    taken = listed(tr, CHANNELS, (at.value for at, offer in found if offer.is_allowed))
    why = listed(tr, METHOD_REASONS, (offer.reason for _, offer in found if not offer.is_allowed))
    if not taken:
        return tr("Refused: {why}.", why=why)
    return (
        tr("Taken: {places}. Elsewhere refused: {why}.", places=taken, why=why)
        if why
        else tr("Taken: {places}.", places=taken)
    )


def _purchases(tr: Tr, facts: BillingFacts) -> tuple[tuple[Grid, ...], str]:
    numbers = {s.account.id: s.account.number for s in facts.accounts}
    rows = [
        (
            tr.day(one.day), numbers[one.account], capital(word(tr, CHANNELS, one.channel.value)), one.reference,
            one.order_ref, tr.money(one.total), listed(tr, METHODS, (p.method.value for p in one.payments)),
            capital(word(tr, BILLED_STATES, one.state.value)),
        )
        for one in facts.orders
    ]  # fmt: skip
    head = (
        tr("Day"), tr("Account"), tr("Where"), tr("Reference"), tr("Order"), tr("Total"), tr("Paid by"), tr("State"),
    )  # fmt: skip
    done = sum(one.state is OrderState.CREATED for one in facts.orders)
    note = tr.n("One purchase, paid when it was ordered.", "{n} purchases, each paid when it was ordered.", done)
    return (_grid(tr("Purchases outside the wallet"), head, rows, tr("Nothing was recorded yet."), "5"),), note


def _payables(tr: Tr, facts: BillingFacts) -> tuple[tuple[Grid, ...], str]:
    numbers = {s.account.id: s.account.number for s in facts.accounts}
    today = date.fromisoformat(facts.today)

    def state(one: Payable) -> str:
        return tr("overdue") if one.is_overdue(today) else word(tr, PAYABLE_STATES, one.state.value)

    rows = [
        (
            tr.day(one.due.isoformat()), numbers[one.account], tr.money(one.amount), tr.money(one.fees),
            tr.money(one.owed), capital(state(one)), one.reference,
        )
        for one in facts.payables
    ]  # fmt: skip
    head = (tr("Due"), tr("Account"), tr("Amount"), tr("Late fees"), tr("Owed"), tr("State"), tr("Reference"))
    note = tr("What was bought on credit, outside the prepaid balance.")
    return (_grid(tr("Payables"), head, rows, tr("Nothing is owed."), "234"),), note


def _meters(tr: Tr, facts: BillingFacts) -> tuple[tuple[Grid, ...], str]:
    rows = [
        (
            meter.number, tr("active") if meter.is_active else tr("not active"), tr.money(booked),
            tr.money(reading.remaining) if reading else "—", tr.day(reading.day) if reading else "—",
        )
        for meter, booked, reading in facts.meters
    ]  # fmt: skip
    head = (tr("Meter"), tr("State"), tr("By the books"), tr("Register"), tr("Read on"))
    return (_grid(tr("Meters"), head, rows, tr("No meter was entered yet."), "23"),), tr(
        "A refill is recorded as a purchase; the supplier account needs an active meter."
    )


def _statements(tr: Tr, facts: BillingFacts) -> tuple[tuple[Grid, ...], str]:
    numbers = {s.account.id: s.account.number for s in facts.accounts}
    rows = [(one.month, numbers[one.account], one.sha256[:16]) for one in facts.issued]
    head = (tr("Month"), tr("Account"), tr("Fingerprint"))
    note = tr("Our own record of what was charged; the carrier sends no invoice.")
    return (_grid(tr("Issued statements"), head, rows, tr("No statement was issued yet.")),), note


def _drawer(tr: Tr, facts: BillingFacts) -> tuple[tuple[Grid, ...], str]:
    papers = [
        (
            one.month, one.name, one.place,
            tr("{tied} of {lines}", tied=tr.number(sum(bool(x.order) for x in one.lines)),
               lines=tr.number(len(one.lines))),
        )
        for one in facts.papers
    ]  # fmt: skip
    lines = [
        (paper.month, tr.day(x.day), x.text, tr.money(x.amount), tr("tied") if x.order else tr("not tied"))
        for paper in facts.papers
        for x in paper.lines
    ]
    places = " · ".join(dict.fromkeys(place for _, place in facts.places if place))
    return (
        _grid(
            tr("The carrier’s statements"), (tr("Month"), tr("File"), tr("Lived at"), tr("Lines tied")), papers,
            tr("The drawer is empty."),
        ),
        _grid(
            tr("Their lines"), (tr("Month"), tr("Day"), tr("Line"), tr("Amount"), tr("State")), lines,
            tr("No line was entered yet."), "3",
        ),
    ), tr("Statements of the carrier live at: {place}", place=places or "—")  # fmt: skip


def _volume(tr: Tr, facts: BillingFacts, catalogue: Catalogue) -> tuple[tuple[Grid, ...], str]:
    rows = [
        (
            one.month, carrier_of(catalogue, one.carrier, tr.lang), capital(word(tr, STREAMS, one.stream.value)),
            tr.number(one.pieces), tr.money(one.revenue),
        )
        for one in facts.volumes
    ]  # fmt: skip
    head = (tr("Month"), tr("Carrier"), tr("Kind of mail"), tr("Pieces"), tr("Revenue"))
    note = tr("Shipping and direct mail apart, labels of wallets included: for the talk with a carrier.")
    return (_grid(tr("Volume and revenue"), head, rows, tr("Nothing was bought yet."), "34"),), note


def _other(tr: Tr, facts: BillingFacts) -> tuple[tuple[Grid, ...], str]:
    methods = [
        (capital(word(tr, OTHER_KINDS, m.kind.value)), m.nickname, m.brand, m.last4, m.on_file_at)
        for m in facts.methods
    ]
    charges = [
        (tr.day(c.day), capital(word(tr, OTHER_KINDS, c.kind.value)), tr.money(c.amount), c.reference, c.method)
        for c in facts.charges
    ]
    sums = ", ".join(
        f"{capital(word(tr, OTHER_KINDS, kind.value))} {tr.money(amount)}" for kind, amount in facts.totals
    )
    note = tr("Subscription and insurance are billed elsewhere; nothing here touches the balance.")
    return (
        _grid(
            tr("Charges"), (tr("Day"), tr("What"), tr("Amount"), tr("Reference"), tr("Method")), charges,
            tr("No other charge was recorded yet."), "2",
        ),
        _grid(
            tr("Payment methods of these charges"),
            (tr("What"), tr("Nickname"), tr("Brand"), tr("Last four digits"), tr("Edited under")), methods,
            tr("No method was entered yet."),
        ),
    ), f"{note} {sums}".strip()  # fmt: skip
