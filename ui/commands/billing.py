"""`billing ...`: accounts with carriers outside the wallet, what they pay by, and everything that hangs on them."""

from typing import TYPE_CHECKING

import click

from ui.commands.billing_orders import late_fee, meter, orders, pay, payables, record, undo
from ui.commands.billing_other import other
from ui.commands.billing_papers import drawer, statement, volume
from ui.commands.house import StationGroup
from ui.commands.session import Answer, Session, pass_session

if TYPE_CHECKING:
    from core.billing.records import CarrierAccount
    from core.billing.service import Standing

KINDS = ("small-business", "commercial", "partner", "cancelled")
TERMS = ("at-order", "net-15")
CHANNELS = ("tool", "shop", "direct-mail", "counter", "partner")


@click.group(cls=StationGroup)
def billing() -> None:
    """Accounts with carriers outside the wallet: purchases, payables, meters, statements, other charges."""


for _command in (record, undo, orders, payables, pay, late_fee, meter, statement, drawer, volume, other):
    billing.add_command(_command)


@billing.command()
@click.argument("account", default="")
@pass_session
def accounts(session: Session, account: str) -> Answer:
    """Show the accounts, or one (ACCOUNT: number or id) with its history and what can still be paid, and how.

    JSON: [{"account", "carrier", "number", "currency", "kind", "terms", "since", "history": [{"kind", "terms", "day",
    "reason", "at", "by"}], "owed": [as of `billing payables`], "meters": [{"number", "active"}], "support": {"phone",
    "page", "note"}, "allowed": [{"channel", "methods"}], "statements_live_at"}].
    """
    from core.billing.dated_rules import load_billing_rules
    from core.billing.service import standing_of
    from core.billing.service_drawer import place_of
    from core.billing.store import list_accounts
    from ui.commands.billing_view import account_data, account_lines, accounts_table, billing_account

    services = session.services
    rules = load_billing_rules(services.directory)
    with services.store.read() as q:
        wanted = [billing_account(session, account)] if account else list_accounts(q)
        found = [(standing_of(q, rules, one.id), place_of(q, rules, one.id)) for one in wanted]
        data = [account_data(q, standing, place) for standing, place in found]
        if account:
            lines = account_lines(session, q, *found[0])
        else:
            lines = accounts_table(session, wanted) or [session.tr("No account with a carrier was entered yet.")]
    return Answer(data, lines)


@billing.command("set-account")
@click.argument("number")
@click.option("--carrier", default="", help="Name or code, for a new account.")
@click.option("--kind", type=click.Choice(KINDS), help="What it is; small-business for a new one.")
@click.option("--terms", type=click.Choice(TERMS), help="When its orders are paid; at-order when left out.")
@click.option("--currency", type=click.Choice(["CAD", "USD"]), default="CAD", show_default=True, help="Of a new one.")
@click.option("--day", default="", metavar="YYYY-MM-DD", help="Since when; today when left out.")
@click.option("--reason", default="", help="Why it changed.")
@click.option("--phone", help="Support card: phone.")
@click.option("--page", help="Support card: page.")
@click.option("--note", help="Support card: note.")
@pass_session
def set_account(session: Session, /, number: str, **said: str | None) -> Answer:
    """Enter the account of this NUMBER, or change its kind, terms or support card; the history is kept.

    JSON: as one entry of `billing accounts`.
    """
    from core.billing.dated_rules import load_billing_rules
    from core.billing.service import standing_of
    from core.billing.service_drawer import place_of
    from ui.commands.billing_view import account_data, account_lines, known_account

    services = session.services
    known = known_account(session, number)
    account = _change(session, known, said) if known else _add(session, number, said)
    _support(session, account, said)
    rules = load_billing_rules(services.directory)
    with services.store.read() as q:
        standing, place = standing_of(q, rules, account.id), place_of(q, rules, account.id)
        return Answer(account_data(q, standing, place), account_lines(session, q, standing, place))


def _add(session: Session, number: str, said: dict[str, str | None]) -> "CarrierAccount":
    from core.billing.records import AccountKind, Terms
    from core.billing.service import NewAccount, add_account
    from core.people.acts import Act

    services = session.services
    if not said["carrier"]:
        raise click.BadParameter("name the carrier of a new account", param_hint="--carrier")
    carrier = services.catalogue.get(said["carrier"]).code
    new = NewAccount(
        carrier, number, AccountKind(said["kind"] or "small-business"), currency=said["currency"] or "CAD",
        terms=Terms(said["terms"] or "at-order"), day=said["day"] or "", reason=said["reason"] or "",
    )  # fmt: skip
    proofs = session.prove(Act.RECORD, about=carrier)
    return add_account(services.store, services.desk, services.catalogue, new, proofs=proofs)


def _change(session: Session, account: "CarrierAccount", said: dict[str, str | None]) -> "CarrierAccount":
    from core.billing.records import AccountKind, Terms
    from core.billing.service import change_account
    from core.people.acts import Act

    if not said["kind"] and not said["terms"]:
        return account
    services = session.services
    kind = AccountKind(said["kind"]) if said["kind"] else account.kind
    proofs = session.prove(Act.RECORD, about=account.id)
    return change_account(
        services.store, services.desk, account.id, kind, said["reason"] or "", terms=Terms(said["terms"] or "at-order"),
        day=said["day"] or "", proofs=proofs,
    )  # fmt: skip


def _support(session: Session, account: "CarrierAccount", said: dict[str, str | None]) -> None:
    from core.billing.dated_rules import load_billing_rules
    from core.billing.records import Support
    from core.billing.service import set_support
    from core.billing.store import support_of
    from core.people.acts import Act

    if said["phone"] is None and said["page"] is None and said["note"] is None:
        return
    services = session.services
    old = services.read(lambda q: support_of(q, account.id))
    old = old or load_billing_rules(services.directory).support(account.carrier)

    def chosen(name: str, before: str) -> str:
        text = said[name]
        return before if text is None else text

    card = Support(chosen("phone", old.phone), chosen("page", old.page), chosen("note", old.note))
    set_support(services.store, services.desk, account.id, card, proofs=session.prove(Act.RECORD, about=account.id))


@billing.command()
@click.option("--account", default="", help="Number or id; the only one when left out.")
@click.option("--channel", type=click.Choice(CHANNELS), help="One channel; all when left out.")
@pass_session
def methods(session: Session, account: str, channel: str | None) -> Answer:
    """Show what an account may pay by, and why not by the rest.

    JSON: [{"channel", "method", "allowed", "reason", "source", "as_of"}].
    """
    from core.billing.dated_rules import load_billing_rules
    from core.billing.service import standing_of
    from ui.commands.billing_view import billing_account

    services, chosen = session.services, billing_account(session, account)
    rules = load_billing_rules(services.directory)
    standing = services.read(lambda q: standing_of(q, rules, chosen.id))
    data = [
        {
            "channel": at.value, "method": offer.method.value, "allowed": offer.is_allowed,
            "reason": offer.reason or None, "source": offer.source or None,
            "as_of": offer.as_of.isoformat() if offer.source else None,
        }
        for at, offers in standing.offers
        for offer in offers
        if channel in (None, at.value)
    ]  # fmt: skip
    return Answer(data, _methods_table(session, standing, channel))


def _methods_table(session: Session, standing: "Standing", channel: str | None) -> list[str]:
    from ui.commands.output import table
    from ui.messages_base import word
    from ui.messages_billing import CHANNELS as CHANNEL_WORDS
    from ui.messages_billing import METHOD_REASONS, METHODS

    tr = session.tr
    rows = [
        (
            word(tr, CHANNEL_WORDS, at.value), word(tr, METHODS, offer.method.value),
            tr("accepted") if offer.is_allowed else tr("refused: {why}", why=word(tr, METHOD_REASONS, offer.reason)),
        )
        for at, offers in standing.offers
        for offer in offers
        if channel in (None, at.value)
    ]  # fmt: skip
    return table((tr("Where"), tr("Method"), tr("State")), rows)
