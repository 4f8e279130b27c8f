"""The sheet of one carrier as it is shown: everything of its file, in words (S0-06). No Qt."""

from dataclasses import dataclass

from core.carriers.model import Carrier, Feature, Service, ServiceState, Support
from core.countries import country
from core.i18n import Tr
from ui.carrier_words import owner_name, service_name
from ui.icon_names import Ico
from ui.messages_base import word
from ui.pages.settings.carriers.rule_words import (
    dim_words,
    limit_words,
    note_of,
    services_words,
    span_words,
    void_words,
)
from ui.pages.settings.carriers.words import (
    ADDRESS_KINDS,
    CHANNELS,
    CONTENTS,
    KINDS,
    REQUIREMENTS,
    SCOPES,
    answer_chip,
    feature_word,
    first_up,
    state_chip,
)
from ui.views import ChipView, Tone


@dataclass(frozen=True, slots=True)
class ServiceRow:
    """One service.

    Attributes:
        name: Its trade name.
        scope: Where it goes, and what for.
        state: Whether the One Balance sells it.
        note: Why, may be empty.
    """

    name: str
    scope: str
    state: ChipView
    note: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: what it is for, what it says, fine print."""

    head: str
    text: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class SourceLine:
    """Where facts come from, and when they were read."""

    title: str
    as_of: str
    link: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """One carrier.

    Attributes:
        code: Its code.
        name: Its name.
        chips: What it is and who pays it.
        note: A remark on the whole carrier.
        facts: Names and values.
        features: The rows of the feature table.
        services: In the order of the file.
        voids: Void rules by channel.
        dims: Dimensional weight.
        limits: Sizes.
        support: Whom to ask, as lines.
        sources: With their dates.
    """

    code: str
    name: str
    chips: tuple[ChipView, ...]
    note: str
    facts: tuple[tuple[str, str], ...]
    features: tuple[tuple[str, ChipView], ...]
    services: tuple[ServiceRow, ...]
    voids: tuple[Rule, ...]
    dims: tuple[Rule, ...]
    limits: tuple[Rule, ...]
    support: tuple[tuple[str, str], ...]
    sources: tuple[SourceLine, ...]


def name_of(tr: Tr, carrier: Carrier) -> str:
    """The display name in the language."""
    return owner_name(carrier, tr.lang)


def sheet_of(tr: Tr, carrier: Carrier) -> Sheet:
    """The sheet."""
    french = tr.lang == "fr"
    return Sheet(
        code=carrier.code,
        name=name_of(tr, carrier),
        chips=carrier_chips(tr, carrier),
        note=(carrier.note_fr or carrier.note_en) if french else carrier.note_en,
        facts=_facts(tr, carrier),
        features=tuple((feature_word(tr, one), answer_chip(tr, carrier.feature(one))) for one in Feature),
        services=tuple(_service(tr, one) for one in carrier.services),
        voids=tuple(
            Rule(
                _headed(word(tr, CHANNELS, one.channel), span_words(tr, one.valid_from, one.valid_to)),
                void_words(tr, one),
                note_of(tr, one),
            )
            for one in carrier.voids
        ),
        dims=tuple(
            Rule(
                _headed(
                    services_words(tr, carrier, one.services, one.group), span_words(tr, one.valid_from, one.valid_to)
                ),
                dim_words(tr, one),
                note_of(tr, one),
            )
            for one in carrier.dims
        ),
        limits=tuple(
            Rule(services_words(tr, carrier, one.services), first_up(limit_words(tr, one)) + ".")
            for one in carrier.limits
        ),
        support=support_lines(tr, carrier.support),
        sources=tuple(SourceLine(one.title, tr.day(one.as_of.isoformat()), one.link) for one in carrier.sources),
    )


def _headed(head: str, span: str) -> str:
    return f"{head}, {span}" if span else head


def carrier_chips(tr: Tr, carrier: Carrier) -> tuple[ChipView, ...]:
    """Who pays it, and what it is."""
    if carrier.wallet:
        paid = ChipView(Tone.OK, Ico.WALLET, tr("One Balance {currency}", currency=carrier.wallet))
    else:
        paid = ChipView(Tone.NEUTRAL, Ico.BOOK_OPEN, tr("Catalogue only"))
    chips = (paid, ChipView(Tone.NEUTRAL, Ico.TRUCK, word(tr, KINDS, carrier.kind.value)))
    return chips if carrier.is_shipped else (*chips, ChipView(Tone.ACCENT, Ico.USER, tr("Added by you")))


def available(carrier: Carrier) -> int:
    """How many services can be bought from the One Balance."""
    return sum(one.state is ServiceState.AVAILABLE for one in carrier.services)


def _facts(tr: Tr, carrier: Carrier) -> tuple[tuple[str, str], ...]:
    wants = ", ".join(word(tr, REQUIREMENTS, one.value) for one in sorted(carrier.requires, key=lambda r: r.value))
    refuses = ", ".join(word(tr, ADDRESS_KINDS, one.value) for one in sorted(carrier.refuses, key=lambda k: k.value))
    origins = ", ".join(_country(tr, code) for code in carrier.origins)
    return (
        (tr("Collects in"), origins or tr("any country")),
        (tr("Requires"), first_up(wants) or tr("Weight and address only")),
        (tr("Does not deliver to"), first_up(refuses) or "–"),
        (tr("Tracking page"), carrier.tracking_link.replace("{number}", "…") or tr("unknown")),
        (tr("Checked on"), tr.day(carrier.as_of.isoformat())),
    )


def _country(tr: Tr, code: str) -> str:
    found = country(code)
    if found is None:
        return code
    return found.name_fr if tr.lang == "fr" else found.name_en


def _service(tr: Tr, service: Service) -> ServiceRow:
    french = tr.lang == "fr"
    scope = word(tr, SCOPES, service.scope.value)
    if service.contents.value != "any":
        scope = f"{scope}, {word(tr, CONTENTS, service.contents.value)}"
    return ServiceRow(
        service_name(service, tr.lang),
        scope,
        state_chip(tr, service.state),
        (service.note_fr or service.note_en) if french else service.note_en,
    )


def support_lines(tr: Tr, support: Support) -> tuple[tuple[str, str], ...]:
    """A support card (S0-31); what is not known is left out."""
    have_ready = (support.have_ready_fr or support.have_ready_en) if tr.lang == "fr" else support.have_ready_en
    lines = (
        (tr("Desk"), support.name),
        (tr("Phone"), support.phone),
        (tr("Web"), support.link),
        (tr("Hours"), support.hours),
        (tr("Have ready"), have_ready),
    )
    return tuple((name, value) for name, value in lines if value)
