"""`rate-cards`: the operator's own prices."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ui.commands.house import StationGroup
from ui.commands.session import Answer, Session, pass_session

if TYPE_CHECKING:
    from datetime import date

    from core.carriers.rate_book import RateLine
    from core.carriers.store import RateCard


@click.group(cls=StationGroup)
def rate_cards() -> None:
    """Your own rate cards, never called live."""


@rate_cards.command(name="import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--name", default="", help="As it is shown; the file's name when left out.")
@pass_session
def import_(session: Session, file: Path, name: str) -> Answer:
    """Import a rate card (CSV), whole or not at all.

    Columns: carrier, service, zone, weight_up_to, unit, price, currency, valid_from, valid_to.

    JSON: {"id", "name", "lines", "first_day", "last_day", "imported_at", "withdrawn_at", "actor", "is_new"}; `is_new`
    is false when the same file is in use already and nothing was changed.
    """
    from core.carriers.service import import_rate_card

    services, tr = session.services, session.tr
    done = import_rate_card(
        services.store, services.desk, services.catalogue, name=name or file.name, data=file.read_bytes()
    )
    card = done.card
    line = (
        tr.n("{name}: one price is in use.", "{name}: {n} prices are in use.", card.line_count, name=card.name)
        if done.is_new
        else tr("{name} is already in use; nothing was changed.", name=card.name)
    )
    return Answer(_data(card) | {"is_new": done.is_new}, [line])


def _data(card: "RateCard") -> dict[str, object]:
    return {
        "id": card.id, "name": card.name, "lines": card.line_count, "first_day": card.first_day,
        "last_day": card.last_day, "imported_at": card.imported_at, "withdrawn_at": card.withdrawn_at,
        "actor": card.actor,
    }  # fmt: skip


@rate_cards.command(name="list")
@pass_session
def list_(session: Session) -> Answer:
    """List rate cards, the newest first, withdrawn ones too.

    JSON: a list, each as of `rate-cards import` without `is_new`.
    """
    from core.carriers.service import list_rate_cards
    from ui.commands.output import table

    tr, cards = session.tr, list_rate_cards(session.services.store)
    rows = [
        (
            card.id,
            card.name,
            tr.number(card.line_count),
            tr.day(card.first_day) if card.first_day else "",
            tr.day(card.last_day) if card.last_day else tr("until further notice"),
            tr("withdrawn") if card.withdrawn_at else tr("in use"),
        )
        for card in cards
    ]
    head = (tr("Our id"), tr("Name"), tr("Prices"), tr("From", context="day"), tr("To", context="day"), tr("State"))
    return Answer([_data(card) for card in cards], table(head, rows, right="2") or [tr("No rate cards of your own.")])


@rate_cards.command()
@click.argument("card")
@pass_session
def show(session: Session, card: str) -> Answer:
    """Show the prices of a rate card as CSV, the form in which it may be imported again.

    JSON: [{"id", "carrier", "service", "zone", "up_to_mg", "price", "valid_from", "valid_to"}].
    """
    from core.carriers.rate_cards import export_rate_card
    from core.carriers.service import list_rate_lines

    lines = list_rate_lines(session.services.store, card)
    return Answer([_line(line) for line in lines], export_rate_card(lines).splitlines())


def _line(line: "RateLine") -> dict[str, object]:
    from core.money import Money

    return {
        "id": line.id, "carrier": line.carrier, "service": line.service, "zone": line.zone, "up_to_mg": line.up_to_mg,
        "price": Money(line.price_minor, line.currency), "valid_from": line.valid_from, "valid_to": line.valid_to,
    }  # fmt: skip


@rate_cards.command()
@click.argument("line")
@click.option("--price", default="", help="In the card's currency.")
@click.option("--from", "first", default="", metavar="YYYY-MM-DD", help="First day.")
@click.option("--to", "last", default="", metavar="YYYY-MM-DD", help="Last day.")
@click.option("--no-end", is_flag=True, help="No last day: until further notice.")
@click.option("--reason", default="", help="Why.")
@pass_session
def change(session: Session, /, line: str, no_end: bool, **said: str) -> Answer:
    """Change the price or the days of one line; its id is in `rate-cards show CARD --json`. What is not named stays.

    JSON: one line of `rate-cards show`.
    """
    from core.carriers.service import LastDay, edit_rate_line, get_rate_line
    from core.money import parse_money

    if no_end and said["last"]:
        raise click.UsageError("Say --to or --no-end, not both.")
    services = session.services
    before = get_rate_line(services.store, line)
    done = edit_rate_line(
        services.store, services.desk, line,
        price=parse_money(said["price"], before.currency) if said["price"] else None, valid_from=_day(said["first"]),
        valid_to=LastDay.OPEN if no_end else _day(said["last"]), reason=said["reason"],
    )  # fmt: skip
    return Answer(_line(done), [session.tr("The price is changed.")])


def _day(text: str) -> "date | None":
    """A day as it is written in a file, or None for none."""
    from datetime import date

    from core.errors import BadText

    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise BadText(text=text, want="day") from error


@rate_cards.command()
@click.argument("card")
@click.option("--reason", default="", help="Why.")
@pass_session
def withdraw(session: Session, card: str, reason: str) -> Answer:
    """Take a rate card out of use; it stays readable.

    JSON: as of `rate-cards list`.
    """
    from core.carriers.service import withdraw_rate_card

    take_out = partial(withdraw_rate_card, session.services.store, session.services.desk)
    done = take_out(card, reason=reason)
    return Answer(_data(done), [session.tr("{name} is withdrawn.", name=done.name)])
