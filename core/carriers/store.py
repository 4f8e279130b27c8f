"""SQL of the operator's rate cards."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from core.carriers.rate_book import RateLine
from core.errors import NotFound
from core.money import as_minor
from core.store.database import Query, Tx


@dataclass(frozen=True, slots=True)
class RateCard:
    """An imported card.

    Attributes:
        id: Ours.
        name: As the operator named it, usually the file's name.
        sha256: Of the file.
        line_count: Prices in it.
        imported_at: UTC text.
        withdrawn_at: UTC text, empty while it is in use.
        actor: Who imported it.
        first_day: Earliest `valid_from` of its lines, ISO.
        last_day: Latest `valid_to`, ISO; empty when a line has none.
    """

    id: str
    name: str
    sha256: str
    line_count: int
    imported_at: str
    withdrawn_at: str
    actor: str
    first_day: str
    last_day: str


_CARDS = """
    select card.id, card.name, card.sha256, card.line_count, card.imported_at,
        coalesce(card.withdrawn_at, '') as withdrawn_at, card.actor,
        (select min(line.valid_from) from rate_line line where line.card = card.id) as first_day,
        case when exists (select 1 from rate_line line where line.card = card.id and line.valid_to = '') then ''
            else (select max(line.valid_to) from rate_line line where line.card = card.id) end as last_day
    from rate_card card
"""

_ACTIVE = """
    select line.* from rate_line line join rate_card card on card.id = line.card
    where card.withdrawn_at is null and line.valid_from <= :day and (line.valid_to = '' or line.valid_to >= :day)
    order by card.imported_at desc, card.id desc, line.carrier, line.service, line.zone, line.up_to_mg
"""


def insert_card(tx: Tx, card: RateCard, lines: Sequence[RateLine], station: str, instance: str) -> None:
    """A new card with its lines, whose ids and card are filled in."""
    tx.run(
        "insert into rate_card (id, name, sha256, line_count, imported_at, actor, station, instance) "
        "values (:id, :name, :sha256, :line_count, :at, :actor, :station, :instance)",
        {
            "id": card.id, "name": card.name, "sha256": card.sha256, "line_count": card.line_count,
            "at": card.imported_at, "actor": card.actor, "station": station, "instance": instance,
        },
    )  # fmt: skip
    tx.many(
        "insert into rate_line (id, card, carrier, service, zone, up_to_mg, unit, price_minor, currency, valid_from, "
        "valid_to) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            (
                line.id, line.card, line.carrier, line.service, line.zone, line.up_to_mg, line.unit,
                as_minor(line.price_minor), line.currency, line.valid_from, line.valid_to,
            )
            for line in lines
        ),
    )  # fmt: skip


def all_cards(q: Query) -> list[RateCard]:
    """Every card, the newest first."""
    return [_card(row) for row in q.all(f"{_CARDS} order by card.imported_at desc, card.id desc")]


def card_in_use(q: Query, sha256: str) -> RateCard | None:
    """The card in use that came from the file with this hash, or None."""
    row = q.one(f"{_CARDS} where card.sha256 = :sha256 and card.withdrawn_at is null", {"sha256": sha256})
    return None if row is None else _card(row)


def get_card(q: Query, card_id: str) -> RateCard:
    """One card.

    Raises:
        NotFound: No card has this id.
    """
    row = q.one(f"{_CARDS} where card.id = :id", {"id": card_id})
    if row is None:
        raise NotFound(kind="rate-card", id=card_id)
    return _card(row)


def card_lines(q: Query, card_id: str) -> list[RateLine]:
    """The lines of a card, in the order of its index."""
    rows = q.all(
        "select * from rate_line where card = :card order by carrier, service, zone, up_to_mg, valid_from, id",
        {"card": card_id},
    )
    return [_line(row) for row in rows]


def get_line(q: Query, line_id: str) -> RateLine:
    """One line.

    Raises:
        NotFound: No line has this id.
    """
    row = q.one("select * from rate_line where id = :id", {"id": line_id})
    if row is None:
        raise NotFound(kind="rate-line", id=line_id)
    return _line(row)


def lines_on(q: Query, day: str) -> list[RateLine]:
    """The lines that hold on `day` (ISO), those of the newest card first."""
    return [_line(row) for row in q.all(_ACTIVE, {"day": day})]


def update_line(tx: Tx, line: RateLine) -> None:
    """Keep the price and the days of `line`."""
    tx.run(
        "update rate_line set price_minor = :price, valid_from = :first, valid_to = :last where id = :id",
        {"id": line.id, "price": as_minor(line.price_minor), "first": line.valid_from, "last": line.valid_to},
    )


def withdraw_card(tx: Tx, card_id: str, at: str) -> None:
    """Take a card out of use."""
    tx.run("update rate_card set withdrawn_at = :at where id = :id", {"id": card_id, "at": at})


def _card(row: sqlite3.Row) -> RateCard:
    return RateCard(
        id=row["id"], name=row["name"], sha256=row["sha256"], line_count=row["line_count"],
        imported_at=row["imported_at"], withdrawn_at=row["withdrawn_at"], actor=row["actor"],
        first_day=row["first_day"], last_day=row["last_day"],
    )  # fmt: skip


def _line(row: sqlite3.Row) -> RateLine:
    return RateLine(
        carrier=row["carrier"], service=row["service"], zone=row["zone"], up_to_mg=row["up_to_mg"], unit=row["unit"],
        price_minor=row["price_minor"], currency=row["currency"], valid_from=row["valid_from"],
        valid_to=row["valid_to"], id=row["id"], card=row["card"],
    )  # fmt: skip
