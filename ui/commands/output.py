"""Answers on paper and screen: JSON for programs, aligned text for people."""

import json
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import UTC, datetime
from enum import Enum
from typing import TYPE_CHECKING

import click

from core.errors import Problem, StationError
from core.money import Money
from ui.commands.session import Answer, Session

if TYPE_CHECKING:
    from core.i18n import Tr

GAP = "  "
MOST_SHOWN = 40  # letters of a name or a number; a longer one is clipped on a screen


def jsonable(value: object) -> object:
    """`value` as JSON holds it: moments in UTC, money as ``{"minor", "currency"}``, records as objects."""
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, Money):
        return {"minor": value.minor, "currency": value.currency}
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    if isinstance(value, Enum):
        return jsonable(value.value)
    if isinstance(value, Mapping):
        return {str(key): jsonable(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [jsonable(item) for item in value]
    if is_dataclass(value):
        return {item.name: jsonable(getattr(value, item.name)) for item in fields(value)}
    return str(value)


def print_answer(session: Session, answer: Answer) -> None:
    """Write the answer to standard output."""
    if session.as_json:
        click.echo(json.dumps(jsonable(answer.data), ensure_ascii=False, indent=2))
    elif answer.lines:
        click.echo("\n".join(line.rstrip() for line in answer.lines))


def error_data(tr: "Tr", error: StationError) -> dict[str, object]:
    """An error as JSON: its code, its sentences, its fields."""
    from ui.messages import rule_of

    data = {"code": error.code, "message": " ".join(error_lines(tr, error)), "fields": jsonable(error.fields)}
    rule = rule_of(error)
    return data if rule is None else data | {"rule": jsonable(rule)}


def error_lines(tr: "Tr", error: StationError) -> list[str]:
    """An error for people: what happened; whether money moved and what to do; the rule where there is one."""
    from ui.messages import explain, money_text

    view = explain(tr, error)
    lines = [view.happened, f"{view.money_text or money_text(tr, view.money)}. {view.todo}"]
    return [*lines, view.detail.replace("\n", " · ")] if view.detail else lines


def print_error(session: Session, error: StationError) -> None:
    """Say why not: on standard error, or as the JSON answer."""
    tr = session.tr
    if session.as_json:
        click.echo(json.dumps({"error": error_data(tr, error)}, ensure_ascii=False, indent=2))
        return
    happened, *rest = error_lines(tr, error)
    click.echo(click.style(happened, fg="red"), err=True)
    for line in rest:
        click.echo(line, err=True)


def print_trouble(session: Session, trouble: OSError) -> None:
    """Say what the computer refused: a disk that is full, a directory that may not be written."""
    tr = session.tr
    reason = trouble.strerror or type(trouble).__name__
    place = str(trouble.filename or "")
    message = tr("The computer refused {place}: {reason}.", place=place, reason=reason)
    if session.as_json:
        facts = {"code": "system.refused", "message": message, "fields": {"path": place, "reason": reason}}
        click.echo(json.dumps({"error": facts}, ensure_ascii=False, indent=2))
    else:
        click.echo(click.style(message, fg="red"), err=True)


def problem_data(tr: "Tr", problem: Problem) -> dict[str, object]:
    """A problem as JSON, with its sentence."""
    from ui.messages_problems import problem_text

    return {
        "field": problem.field, "code": problem.code, "value": problem.value, "message": problem_text(tr, problem),
    }  # fmt: skip


def width_of(text: str) -> int:
    """Columns that `text` takes on a screen: wide letters take two, combining marks none."""
    wide = sum(unicodedata.east_asian_width(char) in "WF" for char in text)
    return len(text) + wide - sum(unicodedata.combining(char) != 0 for char in text)


def clip(text: str, most: int = MOST_SHOWN) -> str:
    """`text` as a line has room for it; only for display, never for data."""
    return text if len(text) <= most else f"{text[: most - 1]}…"


def table(head: Sequence[str], rows: Sequence[Sequence[str]], *, right: str = "") -> list[str]:
    """Aligned lines under a heading; a column without any content is left out.

    Args:
        head: The columns' names.
        rows: Cells of text; as many as names.
        right: Numbers of the columns (from 0) that stand to the right, as digits: ``"24"``.
    """
    used = [n for n in range(len(head)) if any(row[n] for row in rows)]
    every = [[row[n] for n in used] for row in (head, *rows)]
    widths = [max(width_of(row[at]) for row in every) for at in range(len(used))]
    to_right = [str(n) in right for n in used]

    def line(cells: Sequence[str]) -> str:
        shown = []
        for cell, width, is_right in zip(cells, widths, to_right, strict=True):
            space = " " * (width - width_of(cell))
            shown.append(space + cell if is_right else cell + space)
        return GAP.join(shown).rstrip()

    return [click.style(line(every[0]), dim=True), *map(line, every[1:])] if rows else []


def pairs(facts: Sequence[tuple[str, str]]) -> list[str]:
    """Names and values, aligned; empty values are left out."""
    shown = [(name, value) for name, value in facts if value]
    widest = max((width_of(name) for name, _ in shown), default=0)
    return [f"{name}{' ' * (widest - width_of(name))}{GAP}{value}" for name, value in shown]
