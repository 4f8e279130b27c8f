"""`operators`: who works here, their PINs, and the limits that need a second person (S2-13, S2-26)."""

from typing import TYPE_CHECKING

import click

from ui.commands.house import StationGroup
from ui.commands.session import Answer, Session, pass_session

if TYPE_CHECKING:
    from core.people.records import Operator

ROLES = ("packer", "supervisor")
CURRENCIES = ("USD", "CAD")
LIMITS = ("second-person", "postage-per-day", "labels-per-day")


@click.group(cls=StationGroup)
def operators() -> None:
    """Operators, their PINs and the limits on money.

    PINs are typed without echo, or read from standard input with --pin-stdin: first of --operator, then of --second,
    then a new one; one on each line, never as an argument. Once there is an operator, money settings ask for a PIN.
    """


@operators.command(name="list")
@pass_session
def list_(session: Session) -> Answer:
    """List everybody who works or has worked here.

    JSON: [{"name", "role", "state", "since"}].
    """
    from core.clock import from_utc_text
    from core.people.service_operators import operators as everybody
    from ui.commands.output import table
    from ui.messages_base import word
    from ui.messages_people_words import OPERATOR_STATES
    from ui.messages_people_words import ROLES as ROLE_WORDS

    tr, found, zone = session.tr, session.services.read(everybody), session.services.desk.actor.zone
    rows = [
        (
            one.name, word(tr, ROLE_WORDS, one.role.value), word(tr, OPERATOR_STATES, one.state.value),
            tr.datetime(from_utc_text(one.made_at), zone),
        )
        for one in found
    ]  # fmt: skip
    head = (tr("Name"), tr("Role"), tr("State"), tr("Since"))
    lines = table(head, rows) if rows else [tr("There are no operators; the station works open.")]
    return Answer([_data(one) for one in found], lines)


@operators.command()
@click.argument("name")
@click.option("--role", type=click.Choice(ROLES), help="Packer when left out; the first one is a supervisor.")
@pass_session
def add(session: Session, name: str, role: str | None) -> Answer:
    """Add an operator; the PIN is asked for, twice. The first is a supervisor, added by whoever sets the station up.

    JSON: {"name", "role", "state", "since"}.
    """
    from core.people.acts import Act
    from core.people.records import Role
    from core.people.service import has_operators
    from core.people.service_operators import add_operator

    services, proofs = session.services, session.prove(Act.PEOPLE)
    chosen = Role(role) if role else Role.PACKER if services.read(has_operators) else Role.SUPERVISOR
    pin = session.ask_pin(name, new=True)
    new = add_operator(services.store, services.desk, name, chosen, pin, proofs=proofs)
    return _kept(new, session.tr("{name} works here now.", name=new.name))


@operators.command(name="change-pin")
@click.argument("name")
@pass_session
def change_pin(session: Session, name: str) -> Answer:
    """Set a new PIN: your own, or, for a supervisor, anybody's. Ends a wait after wrong ones.

    JSON: {"name", "role", "state", "since"}.
    """
    from core.people.acts import Act
    from core.people.service_operators import change_pin as change
    from core.people.store import get_operator

    services = session.services
    whom = services.read(lambda q: get_operator(q, name))
    proofs = session.prove(Act.OWN_PIN if whom.name == services.desk.actor.operator else Act.PEOPLE)
    pin = session.ask_pin(whom.name, new=True)
    done = change(services.store, services.desk, whom.name, pin, proofs=proofs)
    return _kept(done, session.tr("{name} has a new PIN.", name=done.name))


@operators.command(name="change-role")
@click.argument("name")
@click.argument("role", type=click.Choice(ROLES))
@pass_session
def change_role(session: Session, name: str, role: str) -> Answer:
    """Make a packer a supervisor, or the other way round.

    JSON: {"name", "role", "state", "since"}.
    """
    from core.people.acts import Act
    from core.people.records import Role
    from core.people.service_operators import change_role as change
    from ui.messages_base import word
    from ui.messages_people_words import ROLES as ROLE_WORDS

    services, tr = session.services, session.tr
    done = change(services.store, services.desk, name, Role(role), proofs=session.prove(Act.PEOPLE))
    return _kept(done, tr("{name}: {role}", name=done.name, role=word(tr, ROLE_WORDS, done.role.value)))


@operators.command()
@click.argument("name")
@pass_session
def deactivate(session: Session, name: str) -> Answer:
    """Somebody works here no more; what they did stays under their name.

    JSON: {"name", "role", "state", "since"}.
    """
    from core.people.acts import Act
    from core.people.service_operators import deactivate as end

    services = session.services
    done = end(services.store, services.desk, name, proofs=session.prove(Act.PEOPLE))
    return _kept(done, session.tr("{name} is inactive.", name=done.name))


@operators.command()
@click.argument("name")
@pass_session
def activate(session: Session, name: str) -> Answer:
    """Somebody works here again, with the PIN that they had.

    JSON: {"name", "role", "state", "since"}.
    """
    from core.people.acts import Act
    from core.people.service_operators import activate as begin

    services = session.services
    done = begin(services.store, services.desk, name, proofs=session.prove(Act.PEOPLE))
    return _kept(done, session.tr("{name} is active.", name=done.name))


@operators.command(name="sign-in")
@click.argument("name")
@pass_session
def sign_in(session: Session, name: str) -> Answer:
    """Try a name and a PIN. A command signs in for itself alone, with --operator; the window asks by itself.

    JSON: {"name", "role", "state", "since"}.
    """
    from core.people.service_operators import sign_in as sit_down
    from core.people.store import get_operator

    services = session.services
    whom = services.read(lambda q: get_operator(q, name))
    who = sit_down(services.store, services.desk, whom.name, session.ask_pin(whom.name))
    return _kept(who, session.tr("The PIN of {name} is right.", name=who.name))


@operators.command()
@pass_session
def limits(session: Session) -> Answer:
    """List the limits in force, and what this station has spent today.

    JSON: {"limits": [{"limit", "currency", "amount", "since", "actor"}], "today": [{"kind", "currency", "spent"}]}.
    """
    return _limits(session)


@operators.command(name="set-limit")
@click.argument("limit", type=click.Choice(LIMITS))
@click.argument("amount")
@click.option("--currency", default="USD", show_default=True, type=click.Choice(CURRENCIES, case_sensitive=False))
@pass_session
def set_limit(session: Session, limit: str, amount: str, currency: str) -> Answer:
    """Set a limit to an AMOUNT, or to “none”. Making one looser needs a second supervisor where there is one.

    second-person: postage above it needs a second person. postage-per-day, labels-per-day: for each station.

    JSON: as of `operators limits`.
    """
    from core.money import parse_money
    from core.people.acts import Act
    from core.people.records import LimitKind
    from core.people.service_limits import limit_about, needs_second
    from core.people.service_limits import set_limit as keep

    services, kind, of = session.services, LimitKind(limit), currency
    wanted = None if amount.strip().casefold() == "none" else parse_money(amount, of)
    second = services.read(lambda q: needs_second(q, services.desk, kind, of, wanted))
    proofs = session.prove(Act.LIMITS, about=limit_about(kind, of, wanted), second=second)
    keep(services.store, services.desk, kind, of, wanted, proofs=proofs)
    return _limits(session)


def _data(operator: "Operator") -> dict[str, object]:
    return {"name": operator.name, "role": operator.role, "state": operator.state, "since": operator.made_at}


def _kept(operator: "Operator", words: str) -> Answer:
    return Answer(_data(operator), [words])


def _limits(session: Session) -> Answer:
    from core.accounts.service import wallets
    from core.people.service_limits import limits as in_force
    from core.purchases.daily_cap import spent_today
    from core.purchases.rules import Kind
    from ui.messages_base import word
    from ui.messages_people_words import LIMIT_KINDS

    services, tr = session.services, session.tr
    found = services.read(in_force)
    currencies = list(dict.fromkeys(wallet.currency for wallet in services.read(wallets)))
    with services.store.read() as q:
        today = [
            (kind, spent_today(q, services.desk, kind, currency))
            for currency in currencies
            for kind in (Kind.FUNDING, Kind.LABEL)
        ]
    data = {
        "limits": [
            {
                "limit": one.kind, "currency": one.amount.currency, "amount": one.amount, "since": one.at,
                "actor": one.actor,
            }
            for one in found
        ],
        "today": [{"kind": kind, "currency": spent.currency, "spent": spent} for kind, spent in today],
    }  # fmt: skip
    lines = [
        tr("{limit}: {amount}", limit=word(tr, LIMIT_KINDS, one.kind.value), amount=one.amount) for one in found
    ] or [tr("There are no limits.")]
    lines += [
        tr("Postage bought here today: {amount}", amount=spent)
        if kind is Kind.FUNDING
        else tr("Labels bought here today: {amount}", amount=spent)
        for kind, spent in today
    ]
    return Answer(data, lines)
