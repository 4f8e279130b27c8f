"""`accounts show | close | chargeback | freeze | lift`: a wallet's standing, and the guided way to close it."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from ui.commands.house import StationGroup
from ui.commands.session import Answer, Session, pass_session

if TYPE_CHECKING:
    from core.people.records import Proofs
    from core.wallet.rules_closing import Closing, ClosingView

WALLET = click.option("--wallet", default="", help="Id or currency; the USD wallet when left out.")
PDF = click.Path(dir_okay=False, path_type=Path)


@click.group(cls=StationGroup)
def accounts() -> None:
    """Accounts behind the wallets: where they stand, and how one is closed."""


@accounts.command()
@WALLET
@pass_session
def show(session: Session, wallet: str) -> Answer:
    """Show an account: its state, what is open, how long the balance lasts, and what closing would mean.

    JSON: {"wallet", "state", "frozen": {"cause", "reason", "at", "by"} or null, "booked", "closing": {"closing",
    "state", "amount", "requested", "first_day", "last_day", "overdue", "papers": [{"kind", "sha256"}]} or null,
    "open_items": [as of `balance explain`], "blocked_by": [kinds], "voidable": {"labels", "at_risk"}, "plan": {"burn",
    "days_left", "run_out", "labels_left", "too_dear", "avoid"}, "expected": {"first_day", "last_day", "rule",
    "source"}}.
    """
    return _answer(session, wallet)


@accounts.command()
@click.option("--begin", is_flag=True, help="Stop buying from the wallet; needs --reason.")
@click.option("--request", "ask", is_flag=True, help="Ask the whole rest back, once nothing is open.")
@click.option("--give-up-voids", is_flag=True, help="With --request: labels that may still be voided are lost money.")
@click.option("--letter", type=PDF, help="Write the request letter with the final statement, .pdf.")
@click.option("--received", default="", metavar="AMOUNT", help="What came back; a difference needs --reason.")
@click.option("--to", "paid_to", type=click.Choice(["bank", "card"]), default="bank", help="Where it came to.")
@click.option("--stay", is_flag=True, help="Call the closing off; needs --reason.")
@click.option("--reason", default="", help="Why.")
@WALLET
@pass_session
def close(session: Session, /, wallet: str, **said: object) -> Answer:
    """Close an account, step by step: --begin, then --request, then --received. Without a step: what comes next.

    There is no other way to get money back, and no part of it: use the balance up, or close the account.

    JSON: as of `accounts show`.
    """
    from core.wallet.service_closing import begin_closing, cancel_closing

    chosen, reason = session.wallet(wallet).id, str(said["reason"])
    steps = [name for name in ("begin", "ask", "received", "stay") if said[name]]
    if len(steps) > 1:
        raise click.UsageError("One step at a time: --begin, --request, --received or --stay.")
    services = session.services
    store, desk = services.store, services.desk
    if said["begin"]:
        begin_closing(store, desk, chosen, reason, proofs=_proofs(session, chosen))
    elif said["stay"]:
        cancel_closing(store, desk, chosen, reason, proofs=_proofs(session, chosen))
    elif said["received"]:
        _receive(session, chosen, str(said["received"]), str(said["paid_to"]), reason)
    elif said["ask"]:
        _ask(session, chosen, gives_up_voids=bool(said["give_up_voids"]))
    letter = said["letter"]
    if isinstance(letter, Path):
        _write_letter(session, chosen, letter)
    return _answer(session, wallet)


def _proofs(session: Session, wallet: str) -> "Proofs":
    from core.people.acts import Act

    return session.prove(Act.CLOSING, about=wallet)


def _receive(session: Session, wallet: str, amount: str, paid_to: str, reason: str) -> None:
    from core.money import parse_money
    from core.wallet.service_closing import PaidTo, receive_closing_refund

    services = session.services
    came = parse_money(amount, session.wallet(wallet).currency)
    proofs = _proofs(session, wallet)
    receive_closing_refund(services.store, services.desk, wallet, came, PaidTo(paid_to), reason, proofs=proofs)


def _ask(session: Session, wallet: str, *, gives_up_voids: bool) -> None:
    """Ask the rest back, and keep the letter and the statement with the closing."""
    from core.wallet.dated_rules import load_wallet_rules
    from core.wallet.service_closing import request_closing_refund

    services, rule = session.services, load_wallet_rules(session.services.directory).closing
    closing = request_closing_refund(
        services.store, services.desk, wallet, services.catalogue, rule, gives_up_voids=gives_up_voids,
        proofs=_proofs(session, wallet),
    )  # fmt: skip
    _letter_of(session, closing)


def _letter_of(session: Session, closing: "Closing") -> bytes:
    """The letter of a closing, kept with it."""
    from ui.papers.closing import kept_letter

    return kept_letter(session.services, session.tr, closing)


def _write_letter(session: Session, wallet: str, out: Path) -> None:
    from core.errors import NotFound
    from core.wallet.store_closing import latest_closing
    from ui.commands.target import check_target, write_whole

    closing = session.services.read(lambda q: latest_closing(q, wallet))
    if closing is None or not closing.amount or not closing.amount.minor:
        raise NotFound(kind="closing-letter", id=wallet)
    check_target(out, session.services.directory, ".pdf")
    write_whole(out, _letter_of(session, closing))


@accounts.command()
@click.argument("purchase")
@click.option("--amount", default="", help="What was taken back; all of it when left out.")
@click.option("--fee", default="0", help="What the provider asks for it.")
@click.option("--reason", required=True, help="In the words of the bank or the provider.")
@pass_session
def chargeback(session: Session, purchase: str, amount: str, fee: str, reason: str) -> Answer:
    """Book that the payment of a purchase of postage was taken back; the wallet is frozen until somebody lifts it.

    JSON: as of `accounts show`.
    """
    from core.money import parse_money
    from core.people.acts import Act
    from core.purchases.store import get
    from core.wallet.service_chargeback import book_chargeback

    services = session.services
    found = services.read(lambda q: get(q, purchase))
    currency = found.amount.currency
    taken = parse_money(amount, currency) if amount else found.amount
    proofs = session.prove(Act.ADJUSTMENT, about=found.wallet)
    asked = parse_money(fee, currency)
    book_chargeback(services.store, services.desk, found.id, taken, asked, reason, proofs=proofs)
    return _answer(session, found.wallet)


@accounts.command()
@click.option("--reason", required=True, help="Why nothing is to be bought.")
@WALLET
@pass_session
def freeze(session: Session, reason: str, wallet: str) -> Answer:
    """Stop all buying from a wallet.

    JSON: as of `accounts show`.
    """
    from core.people.acts import Act
    from core.wallet.service_chargeback import freeze_wallet

    services, chosen = session.services, session.wallet(wallet).id
    freeze_wallet(services.store, services.desk, chosen, reason, proofs=session.prove(Act.DECIDE, about=chosen))
    return _answer(session, wallet)


@accounts.command()
@click.option("--reason", required=True, help="Why buying may go on.")
@WALLET
@pass_session
def lift(session: Session, reason: str, wallet: str) -> Answer:
    """Lift every freeze of a wallet.

    JSON: as of `accounts show`.
    """
    from core.people.acts import Act
    from core.wallet.service_chargeback import lift_freeze

    services, chosen = session.services, session.wallet(wallet).id
    lift_freeze(services.store, services.desk, chosen, reason, proofs=session.prove(Act.DECIDE, about=chosen))
    return _answer(session, wallet)


def _answer(session: Session, wallet: str) -> Answer:
    from core.accounts.store_states import freeze_of
    from core.wallet.dated_rules import load_wallet_rules
    from core.wallet.service_closing import closing_view
    from core.wallet.store_closing import papers_of
    from ui.commands.account_view import account_data, account_lines

    services, chosen = session.services, session.wallet(wallet)
    rule = load_wallet_rules(services.directory).closing
    view: ClosingView = services.read(lambda q: closing_view(q, services.desk, chosen.id, services.catalogue, rule))
    frozen = services.read(lambda q: freeze_of(q, chosen.id))
    closing: Closing | None = view.closing
    papers = services.read(lambda q: papers_of(q, closing.id)) if closing else []
    data = account_data(session, chosen, view, frozen, papers)
    return Answer(data, account_lines(session, chosen, view, frozen))
