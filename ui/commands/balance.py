"""`balance`: the three balances of each wallet; `balance explain`: why one is what it is."""

from typing import TYPE_CHECKING

import click

from ui.commands.balance_explained import explain
from ui.commands.house import StationGroup
from ui.commands.session import Answer, Session, pass_session

if TYPE_CHECKING:
    from core.wallet.service import WalletView


@click.group(cls=StationGroup, invoke_without_command=True)
@click.option("--wallet", default="", help="Id or currency; all wallets when left out.")
@pass_session
@click.pass_context
def balance(context: click.Context, session: Session, wallet: str) -> Answer | None:
    """Show booked, reserved, available, and what the provider said.

    JSON: [{"wallet", "name", "currency", "booked", "reserved", "available", "in_transit", "reported", "reported_at",
    "is_ready", "carriers", "declared"}]; amounts are {"minor", "currency"}, `reported` is null until the provider was
    asked, `declared` is what of the booked balance is a person's word alone (recorded station).
    """
    if context.invoked_subcommand is not None:
        return None
    from core.wallet.service import views

    wanted = session.wallet(wallet).id if wallet else ""
    shown = [view for view in session.services.read(views) if wanted in ("", view.wallet.id)]
    return Answer([_data(view) for view in shown], _lines(session, shown))


balance.add_command(explain)


def _data(view: "WalletView") -> dict[str, object]:
    return {
        "wallet": view.wallet.id, "name": view.wallet.name, "currency": view.wallet.currency, "booked": view.booked,
        "reserved": view.reserved, "available": view.available, "in_transit": view.in_transit,
        "reported": view.reported, "reported_at": view.reported_at,
        "is_ready": view.is_ready, "carriers": view.wallet.carriers, "declared": view.declared,
    }  # fmt: skip


def _lines(session: Session, shown: "list[WalletView]") -> list[str]:
    from ui.commands.output import table
    from ui.messages_words import MODES

    tr, services = session.tr, session.services
    head = (tr("Wallet"), tr("Booked"), tr("Reserved"), tr("Available"), tr("Provider says"), tr("Age"))
    rows = []
    for view in shown:
        said = tr.money(view.reported) if view.reported else tr("not asked yet")
        age = tr.age(services.desk.clock.now() - view.reported_at) if view.reported_at else ""
        amounts = [tr.money(amount) for amount in (view.booked, view.reserved, view.available)]
        rows.append((view.wallet.name, *amounts, said, age))
    lines = table(head, rows, right="1234")
    waiting = [view for view in shown if view.in_transit.minor]
    lines += [tr("{amount} bought and not credited yet.", amount=view.in_transit) for view in waiting]
    words = [view for view in shown if view.declared is not None and view.declared.minor]
    lines += [
        tr("{wallet}: {amount} is declared, and nothing has confirmed it yet.", wallet=v.wallet.name, amount=v.declared)
        for v in words
    ]
    where = tr("{mode} station in {place}", mode=MODES[services.mode.value](tr), place=services.directory)
    return [where[:1].upper() + where[1:], "", *lines]
