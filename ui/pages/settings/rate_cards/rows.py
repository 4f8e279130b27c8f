"""Rows of the rate-card tables. No Qt."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from core.carriers.catalogue import Catalogue
from core.carriers.rate_book import RateLine
from core.carriers.rate_cards import RowProblem
from core.carriers.store import RateCard
from core.clock import from_utc_text
from core.i18n import Tr
from core.money import Money
from core.units import Weight, WeightUnit
from ui.carrier_words import service_name
from ui.icon_names import Ico
from ui.messages_base import Table, word
from ui.messages_problems import code_text
from ui.pages.settings.carriers.sheet import name_of
from ui.views import ChipView, Tone

ZONES: Table = {
    "local": lambda tr: tr("local"),
    "regional": lambda tr: tr("regional"),
    "national": lambda tr: tr("national"),
    "remote": lambda tr: tr("remote"),
    "usa": lambda tr: tr("United States"),
    "canada": lambda tr: tr("Canada"),
    "europe": lambda tr: tr("Europe"),
    "world": lambda tr: tr("world"),
    "*": lambda tr: tr("everywhere"),
}
_UNITS: tuple[WeightUnit, ...] = ("lb", "oz", "kg", "g")


@dataclass(frozen=True, slots=True)
class CardRow:
    """One card.

    Attributes:
        id: Its id.
        name: As it was imported.
        prices: How many.
        first: First day.
        last: Last day, in words.
        imported: When and by whom.
        state: In use, or withdrawn.
        is_used: Whether it is in use.
    """

    id: str
    name: str
    prices: str
    first: str
    last: str
    imported: str
    state: ChipView
    is_used: bool


@dataclass(frozen=True, slots=True)
class LineRow:
    """One price of a card."""

    id: str
    carrier: str
    service: str
    zone: str
    up_to: str
    price: str
    first: str
    last: str


@dataclass(frozen=True, slots=True)
class ProblemRow:
    """One problem of a file that was not imported."""

    row: str
    text: str


def card_row(tr: Tr, card: RateCard, zone: ZoneInfo) -> CardRow:
    """A row of the list."""
    is_used = not card.withdrawn_at
    state = (
        ChipView(Tone.OK, Ico.CHECK, tr("In use"))
        if is_used
        else ChipView(Tone.NEUTRAL, Ico.ARCHIVE, tr("Withdrawn"), struck=True)
    )
    imported = tr.day(from_utc_text(card.imported_at).astimezone(zone).date().isoformat())
    return CardRow(
        card.id, card.name, tr.number(card.line_count), tr.day(card.first_day) if card.first_day else "",
        tr.day(card.last_day) if card.last_day else tr("until further notice"), f"{imported} · {card.actor}",
        state, is_used,
    )  # fmt: skip


def line_row(tr: Tr, catalogue: Catalogue, line: RateLine) -> LineRow:
    """A row of a card's prices."""
    carrier = catalogue.find(line.carrier)
    service = carrier.service(line.service) if carrier else None
    named = service_name(service, tr.lang) if service else line.service
    unit: WeightUnit = next((one for one in _UNITS if one == line.unit), "kg")
    return LineRow(
        line.id, name_of(tr, carrier) if carrier else line.carrier, named, word(tr, ZONES, line.zone),
        tr.weight(Weight(line.up_to_mg), unit), tr.money(Money(line.price_minor, line.currency)),
        tr.day(line.valid_from), tr.day(line.valid_to) if line.valid_to else tr("until further notice"),
    )  # fmt: skip


def problem_row(tr: Tr, problem: RowProblem) -> ProblemRow:
    """A row of the problems: where, and what."""
    where = tr.number(problem.row) if problem.row else tr("whole file")
    return ProblemRow(where, code_text(tr, problem.code, problem.field, problem.value))
