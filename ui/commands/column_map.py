"""``--map FIELD=COLUMN``: which column of an order file is which, as the window's mapping sheet says it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from core.orders.errors import ColumnsUnknown
    from core.orders.mapping import Look
    from core.orders.plan import OwnMapping
    from core.orders.records import Field
    from core.orders.source import SourceFile
    from ui.commands.session import Session


def mapping_from(session: "Session", file: "SourceFile", said: object, encoding: str) -> "OwnMapping | None":
    """The mapping that the command line makes of the file's columns; None where it says nothing of them.

    It begins with what is kept for such files, else with the layout that is recognised, else with headings that are
    named as usual; then each FIELD gets the COLUMN that was named, or none where COLUMN is empty.

    Raises:
        click.BadParameter: It is not FIELD=COLUMN, or there is no such field or column.
    """
    from core.orders.layouts import heading_key
    from core.orders.mapping import look_at
    from core.orders.records import Field

    assert isinstance(said, tuple), "click gives a tuple"
    if not said:
        return None
    look = look_at(file, encoding)
    header = look.heading.columns if look.heading is not None else ()
    known: dict[str, str] = {}
    for heading in header:
        known.setdefault(heading_key(heading), heading)
    base = _base(session, look, file.name)
    columns = [pair for pair in base.columns if pair[0] is Field.NOTES]
    chosen: dict[Field, str] = {field: heading for field, heading in base.columns if field is not Field.NOTES}
    for text in map(str, said):
        name, sign, column = text.partition("=")
        field = next((one for one in Field if one.value == name.strip().casefold().replace("-", "_")), None)
        if not sign or field is None:
            fields = ", ".join(one.value for one in Field)
            raise click.BadParameter(f"write FIELD=COLUMN; fields are: {fields}", param_hint="--map")
        if column.strip() and heading_key(column) not in known:
            there = ", ".join(heading for heading in known.values() if heading.strip())
            raise click.BadParameter(f"no column “{column}”; the file has: {there}", param_hint="--map")
        wanted = known.get(heading_key(column), "")
        chosen = {one: kept for one, kept in chosen.items() if one is not field and kept != wanted}
        if wanted:
            chosen[field] = wanted
    return _with(base, [*chosen.items(), *(pair for pair in columns if pair[1] not in chosen.values())])


def _with(base: "OwnMapping", columns: "Sequence[tuple[Field, str]]") -> "OwnMapping":
    from dataclasses import replace

    return replace(base, columns=tuple(columns))


def _base(session: "Session", look: "Look", name: str) -> "OwnMapping":
    from core.orders.errors import ColumnsUnknown
    from core.orders.plan import OwnMapping, plan_for
    from core.orders.records import Field
    from core.orders.store_import import load_mapping
    from ui.pages.orders.importing.mapping_view import guess, own_mapping

    header = look.heading.columns if look.heading is not None else ()
    kept = session.services.read(lambda q: load_mapping(q, look.fingerprint))
    if kept is not None:
        return kept
    try:
        plan = plan_for(header)
    except ColumnsUnknown:
        return own_mapping(look, guess(look, name))
    columns = [(field, header[at]) for field, at in plan.columns.items()]
    columns += [(Field.NOTES, header[at]) for at in plan.notes]
    return OwnMapping(
        look.fingerprint, plan.source, tuple(columns), plan.weight_unit, plan.length_unit, tuple(plan.layout.dates)
    )


def note_columns(session: "Session", error: "ColumnsUnknown") -> None:
    """Say beside the refusal which columns the file has, and how they are named."""
    tr = session.tr
    columns, missing = error.fields["columns"], error.fields["missing"]
    assert isinstance(columns, list) and isinstance(missing, list), error
    there = [column for column in columns if column.strip()]
    if there:
        session.note(tr("The file has: {columns}.", columns=", ".join(there)))
        session.note(tr("Name them, for example: {example}", example=f'--map {missing[0]}="{there[0]}"'))
