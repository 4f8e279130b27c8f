"""The invented prices that a practice station rates with (`resources/rate_cards/practice.toml`)."""

import tomllib
from functools import lru_cache

from core.carriers.rate_book import RateLine
from core.carriers.reading import FileProblem, Table
from core.carriers.zones import Zone
from core.resources import resource
from core.units import parse_number, weight_of

PRACTICE_FILE = "practice.toml"


@lru_cache(maxsize=1)
def practice_lines() -> tuple[RateLine, ...]:
    """All practice prices, read once."""
    problems: list[FileProblem] = []
    text = resource("rate_cards", PRACTICE_FILE).read_text(encoding="utf-8")
    top = Table(tomllib.loads(text), PRACTICE_FILE, "", problems)
    lines: list[RateLine] = []
    for card in top.tables("card"):
        lines += _card(card)
    assert not problems, problems
    return tuple(lines)


def _card(card: Table) -> list[RateLine]:
    carrier, currency, unit = card.code("carrier"), card.text("currency"), card.text("unit")
    steps = [weight_of(parse_number(text, "weight"), unit).mg for text in card.texts("up_to")]
    lines = []
    for service in card.tables("service"):
        code = service.text("code")
        for zone in Zone:
            prices = service.integers(zone.value)
            assert len(prices) in (0, len(steps)), (carrier, code, zone)
            lines += [
                RateLine(carrier, code, zone.value, step, unit, price, currency)
                for step, price in zip(steps, prices, strict=False)
            ]
        service.close()
    card.close()
    return lines
