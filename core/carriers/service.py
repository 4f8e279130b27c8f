"""Use cases of the operator's rate cards: import, list, edit, withdraw, and the book to price with."""

import hashlib
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from typing import ClassVar

from core.carriers import store as rows
from core.carriers.catalogue import Catalogue
from core.carriers.practice_card import practice_lines
from core.carriers.rate_book import CardKind, RateBook, RateLine
from core.carriers.rate_cards import RowProblem, is_price, parse_rate_card, spans_overlap
from core.clock import utc_text
from core.context import Desk, Mode
from core.errors import Refused
from core.money import Money
from core.store.database import Store
from core.store.history import record_move
from core.topics import Topic


class RateCardRejected(Refused):
    """The file has problems and nothing was imported. Fields: ``name``, ``count``; the rows in ``problems``."""

    code: ClassVar[str] = "rate-card.rejected"

    def __init__(self, name: str, problems: tuple[RowProblem, ...]) -> None:
        self.problems = problems
        super().__init__(name=name, count=len(problems))


class BadRateLine(Refused):
    """An edit that a file could not hold either. Fields: ``field``, ``value``."""

    code: ClassVar[str] = "rate-card.bad-line"


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did; `is_new` is False when the same file is in use already and nothing was changed."""

    card: rows.RateCard
    is_new: bool


def import_rate_card(store: Store, desk: Desk, catalogue: Catalogue, *, name: str, data: bytes) -> Imported:
    """Read a rate card and put it in use, whole or not at all.

    Raises:
        RateCardRejected: The file has problems; all of them are in it.
    """
    parsed = parse_rate_card(data, catalogue)
    if parsed.problems:
        raise RateCardRejected(name, parsed.problems)
    digest = hashlib.sha256(data).hexdigest()
    card = rows.RateCard(
        id=desk.ids.new(), name=name, sha256=digest, line_count=len(parsed.lines),
        imported_at=utc_text(desk.clock.now()), withdrawn_at="", actor=desk.actor.operator,
        first_day="", last_day="",
    )  # fmt: skip
    lines = [replace(line, id=desk.ids.new(), card=card.id) for line in parsed.lines]
    with store.write() as tx:
        known = rows.card_in_use(tx, digest)
        if known is not None:
            return Imported(known, is_new=False)
        rows.insert_card(tx, card, lines, desk.actor.station, desk.actor.instance)
        record_move(tx, desk, "rate_card", card.id, old="", event="imported", new="in-use")
        tx.touch(Topic.RATE_CARDS)
        return Imported(rows.get_card(tx, card.id), is_new=True)


def list_rate_cards(store: Store) -> list[rows.RateCard]:
    """Every card, the newest first, withdrawn ones too."""
    with store.read() as q:
        return rows.all_cards(q)


def list_rate_lines(store: Store, card_id: str) -> list[RateLine]:
    """The lines of one card.

    Raises:
        NotFound: No card has this id.
    """
    with store.read() as q:
        rows.get_card(q, card_id)
        return rows.card_lines(q, card_id)


def get_rate_line(store: Store, line_id: str) -> RateLine:
    """One line.

    Raises:
        NotFound: No line has this id.
    """
    with store.read() as q:
        return rows.get_line(q, line_id)


class LastDay(Enum):
    """What may be said of a line's last day besides a day."""

    OPEN = "open"  # until further notice


def edit_rate_line(
    store: Store,
    desk: Desk,
    line_id: str,
    *,
    price: Money | None = None,
    valid_from: date | None = None,
    valid_to: date | LastDay | None = None,
    reason: str = "",
) -> RateLine:
    """Change the price or the days of a line; what is None stays, and `LastDay.OPEN` takes the last day away.

    Raises:
        NotFound: No line has this id.
        BadRateLine: Another currency, a price out of range, reversed days, or days that another line of the same
            step in the card has already.
    """
    with store.write() as tx:
        old = rows.get_line(tx, line_id)
        new = replace(
            old,
            price_minor=old.price_minor if price is None else price.minor,
            valid_from=old.valid_from if valid_from is None else valid_from.isoformat(),
            valid_to=_last_day(old.valid_to, valid_to),
        )
        if price is not None and (price.currency != old.currency or not is_price(price.minor)):
            raise BadRateLine(field="price", value=str(price))
        if new.valid_to and new.valid_to < new.valid_from:
            raise BadRateLine(field="valid_to", value=new.valid_to)
        if any(spans_overlap(new, other) for other in rows.card_lines(tx, old.card) if other.id != old.id):
            raise BadRateLine(field="valid_from", value=new.valid_from)
        if new != old:
            rows.update_line(tx, new)
            record_move(tx, desk, "rate_line", line_id, old=_shown(old), event="edited", new=_shown(new), reason=reason)
            tx.touch(Topic.RATE_CARDS)
    return new


def _last_day(old: str, new: date | LastDay | None) -> str:
    if new is None:
        return old
    return "" if isinstance(new, LastDay) else new.isoformat()


def _shown(line: RateLine) -> str:
    return f"{line.price_minor} {line.currency} {line.valid_from}..{line.valid_to}"


def withdraw_rate_card(store: Store, desk: Desk, card_id: str, *, reason: str = "") -> rows.RateCard:
    """Take a card out of use; its lines stay readable. Doing it again changes nothing.

    Raises:
        NotFound: No card has this id.
    """
    with store.write() as tx:
        if not rows.get_card(tx, card_id).withdrawn_at:
            rows.withdraw_card(tx, card_id, utc_text(desk.clock.now()))
            record_move(tx, desk, "rate_card", card_id, old="in-use", event="withdrawn", new="withdrawn", reason=reason)
            tx.touch(Topic.RATE_CARDS)
        return rows.get_card(tx, card_id)


def active_lines(store: Store, day: date) -> list[RateLine]:
    """The lines of cards in use that hold on `day`, those of the newest card first."""
    with store.read() as q:
        return rows.lines_on(q, day.isoformat())


def rate_book(store: Store, mode: Mode, day: date) -> RateBook:
    """The prices of `day`: the operator's cards, and behind them the invented ones in a practice directory only."""
    cards = [(CardKind.OWN, active_lines(store, day))]
    if mode is Mode.PRACTICE:
        cards.append((CardKind.PRACTICE, list(practice_lines())))
    return RateBook(cards)
