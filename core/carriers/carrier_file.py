"""One carrier file (TOML, already parsed) to a `Carrier`, with all its problems. Fields: `docs/carriers.md`."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from core.carriers.model import (
    AddressKind,
    Answer,
    Carrier,
    Contents,
    DimRule,
    Feature,
    Kind,
    Requirement,
    Scope,
    Service,
    ServiceState,
    SizeLimit,
    Source,
    Support,
    VoidRule,
)
from core.carriers.reading import FileProblem, Table
from core.carriers.rule_tables import read_dims, read_voids
from core.carriers.tracking.reading import read_schemes
from core.carriers.tracking.scheme import Scheme

_FORMAT = 1
_WALLETS = ("", "USD", "CAD")


@dataclass(frozen=True, slots=True)
class Amendment:
    """A user's own rules for a carrier that we ship: they go before the shipped ones."""

    amends: str
    carrier: Carrier


def read_carrier(data: Mapping[str, object], file: str, *, is_shipped: bool) -> tuple[Carrier, list[FileProblem]]:
    """Read a whole carrier file; the carrier is only good when there are no problems."""
    problems: list[FileProblem] = []
    top = Table(data, file, "", problems)
    _format(top)
    name = top.text("name")
    code = top.code("code")
    carrier = Carrier(
        code=code,
        name=name,
        name_fr=top.text("name_fr", optional=True) or name,
        aliases=top.texts("aliases"),
        kind=top.choice("kind", Kind),
        wallet=top.text("wallet", optional=True),
        origins=top.texts("origins"),
        as_of=top.day("as_of", optional=False) or date.min,
        note_en=top.text("note_en", optional=True),
        note_fr=top.text("note_fr", optional=True),
        requires=top.choices("requires", Requirement),
        refuses=top.choices("refuses", AddressKind),
        features=_features(top),
        reference_box_um=top.box_um("reference_box"),
        tracking_link=_link(top),
        services=_services(top),
        voids=read_voids(top),
        dims=read_dims(top),
        limits=_limits(top),
        tracking=read_schemes(top, code),
        support=_support(top),
        sources=_sources(top),
        is_shipped=is_shipped,
    )
    if carrier.wallet not in _WALLETS:
        top.problem("wallet", "carriers.file.unknown-value", carrier.wallet)
    top.close()
    _check_references(carrier, top)
    return carrier, problems


def read_amendment(data: Mapping[str, object], file: str) -> tuple[Amendment, list[FileProblem]]:
    """Read a file that only adds dated rules to a shipped carrier: it has ``amends`` in place of a code."""
    problems: list[FileProblem] = []
    top = Table(data, file, "", problems)
    _format(top)
    amends = top.code("amends")
    carrier = Carrier(
        code=amends, name="", name_fr="", aliases=(), kind=Kind.COURIER, wallet="", origins=(),
        as_of=top.day("as_of", optional=False) or date.min, note_en="", note_fr="", requires=frozenset(),
        refuses=frozenset(), features=(), reference_box_um=(0, 0, 0), tracking_link="", services=(),
        voids=read_voids(top), dims=read_dims(top), limits=(), tracking=(), support=Support(),
        sources=_sources(top), is_shipped=False,
    )  # fmt: skip
    top.close()
    _check_sources(carrier, top)
    return Amendment(amends, carrier), problems


def _format(top: Table) -> None:
    if top.integer("format") != _FORMAT:
        top.problem("format", "carriers.file.unknown-value", top.data.get("format", ""))


def _features(top: Table) -> tuple[tuple[Feature, Answer], ...]:
    table = top.table("features")
    if table is None:
        return tuple((feature, Answer.UNKNOWN) for feature in Feature)
    found = tuple((feature, table.choice(feature.value, Answer, Answer.UNKNOWN)) for feature in Feature)
    table.close()
    return found


def _link(top: Table) -> str:
    link = top.text("tracking_link", optional=True)
    if link and (not link.startswith("https://") or link.count("{number}") != 1 or " " in link):
        top.problem("tracking_link", "carriers.file.bad-value", link)
    return link


def _services(top: Table) -> tuple[Service, ...]:
    found = []
    for table in top.tables("service"):
        name = table.text("name_en")
        found.append(
            Service(
                code=table.text("code"),
                name_en=name,
                name_fr=table.text("name_fr", optional=True) or name,
                scope=table.choice("scope", Scope),
                state=table.choice("state", ServiceState),
                wallet_code=table.text("wallet_code", optional=True),
                contents=table.choice("contents", Contents, Contents.ANY),
                note_en=table.text("note_en", optional=True),
                note_fr=table.text("note_fr", optional=True),
                source=table.text("source"),
            )
        )
        table.close()
    return tuple(found)


def _limits(top: Table) -> tuple[SizeLimit, ...]:
    found = []
    for table in top.tables("limit"):
        found.append(
            SizeLimit(
                id=table.code("id"),
                services=table.texts("services"),
                max_weight_mg=table.weight_mg("max_weight"),
                max_length_um=table.length_um("max_length"),
                max_length_girth_um=table.length_um("max_length_girth"),
                max_sum_um=table.length_um("max_sum"),
                max_height_um=table.length_um("max_height"),
                min_length_um=table.length_um("min_length"),
                min_width_um=table.length_um("min_width"),
                source=table.text("source"),
            )
        )
        table.close()
    return tuple(found)


def _support(top: Table) -> Support:
    table = top.table("support")
    if table is None:
        return Support()
    support = Support(
        name=table.text("name"),
        phone=table.text("phone", optional=True),
        link=table.text("link", optional=True),
        hours=table.text("hours", optional=True),
        have_ready_en=table.text("have_ready_en", optional=True),
        have_ready_fr=table.text("have_ready_fr", optional=True),
    )
    table.close()
    return support


def _sources(top: Table) -> tuple[Source, ...]:
    found = []
    for table in top.tables("source"):
        day = table.day("as_of", optional=False) or date.min
        found.append(Source(table.code("id"), table.text("title"), day, table.text("link", optional=True)))
        table.close()
    return tuple(found)


def _check_references(carrier: Carrier, top: Table) -> None:
    """Names inside the file must lead somewhere, and be there once."""
    _check_sources(carrier, top)
    codes = [service.code for service in carrier.services]
    _check_unique(top, "service", codes)
    _check_unique(top, "limit", [limit.id for limit in carrier.limits])
    _check_unique(top, "tracking", [scheme.id for scheme in carrier.tracking])
    named = [(f"dimensional.{rule.id}", rule.services) for rule in carrier.dims]
    named += [(f"limit.{limit.id}", limit.services) for limit in carrier.limits]
    for where, services in named:
        for code in services:
            if code != "*" and code not in codes:
                top.problem(where, "carriers.file.unknown-service", code)


def _check_sources(carrier: Carrier, top: Table) -> None:
    known = {source.id for source in carrier.sources}
    records: tuple[Service | VoidRule | DimRule | SizeLimit | Scheme, ...]
    records = (*carrier.services, *carrier.voids, *carrier.dims, *carrier.limits, *carrier.tracking)
    for record in records:
        if record.source not in known:
            top.problem("source", "carriers.file.unknown-source", record.source)
    _check_unique(top, "source", [source.id for source in carrier.sources])
    _check_unique(top, "void", [rule.id for rule in carrier.voids])
    _check_unique(top, "dimensional", [rule.id for rule in carrier.dims])


def _check_unique(top: Table, key: str, names: list[str]) -> None:
    for name in sorted({name for name in names if names.count(name) > 1}):
        top.problem(key, "carriers.file.duplicate", name)
