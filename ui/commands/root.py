"""The outermost command; each noun lies in a module of its own."""

import json

import click

from ui.commands.house import LazyGroup
from ui.commands.session import Session

NOUNS = {
    "run": "ui.commands.window:run",
    "demo": "ui.commands.demo:demo",
    "check": "ui.commands.check:check",
    "backups": "ui.commands.backups:backups",
    "clock": "ui.commands.clock:clock",
    "tick": "ui.commands.tick:tick",
    "balance": "ui.commands.balance:balance",
    "autofund": "ui.commands.autofund:autofund",
    "transactions": "ui.commands.transactions:transactions",
    "statements": "ui.commands.statements:statements",
    "update": "ui.commands.update:update",
    "tasks": "ui.commands.tasks:tasks",
    "setup": "ui.commands.setup:setup",
    "station": "ui.commands.station:station",
    "operators": "ui.commands.operators:operators",
    "postage": "ui.commands.postage:postage",
    "orders": "ui.commands.orders:orders",
    "rates": "ui.commands.rates:rates",
    "ship": "ui.commands.ship:ship",
    "labels": "ui.commands.labels:labels",
    "adjustments": "ui.commands.adjustments:adjustments",
    "readings": "ui.commands.readings:readings",
    "accounts": "ui.commands.accounts:accounts",
    "billing": "ui.commands.billing:billing",
    "tracking": "ui.commands.tracking:tracking",
    "weight": "ui.commands.weight:weight",
    "printers": "ui.commands.printers:printers",
    "print": "ui.commands.print_file:print_file",
    "virtual-printer": "ui.commands.virtual_printer:virtual_printer",
    "rate-cards": "ui.commands.rate_cards:rate_cards",
}


def begin() -> None:
    """Postbench, a desktop shipping station: one prepaid balance, many carriers, labels in PDF, EPL and ZPL.

    Without a command the window opens. Commands work on the same station, beside the window or without it. Orders are
    named by their number or our id, labels by our id or their tracking number, wallets by id or currency.
    """
    context = click.get_current_context()
    session = context.find_object(Session)
    assert session is not None, "app.py hands the session over"
    context.call_on_close(session.close)
    if context.invoked_subcommand is None:
        from ui.commands.window import run

        context.invoke(run)


def _version(context: click.Context, _option: click.Parameter, wanted: bool) -> None:
    if wanted:
        from core.version import VERSION

        as_json = isinstance(context.command, LazyGroup) and context.command.wants_json
        click.echo(json.dumps({"name": "postbench", "version": VERSION}) if as_json else f"postbench {VERSION}")
        context.exit()


def root() -> LazyGroup:
    """The whole command line."""
    group = LazyGroup("postbench", NOUNS, begin)
    group.params.append(
        click.Option(
            ["--version"], is_flag=True, is_eager=True, expose_value=False, callback=_version, help="Say the version."
        )
    )
    return group
