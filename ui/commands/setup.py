"""`setup`: billing, location, terms, label format, finish; each step is kept as it is given (S0-05 to S0-12)."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, ParamSpec, TypeVar

import click

from ui.commands.house import StationGroup
from ui.commands.session import Answer, Session, pass_session
from ui.furnished_words import furnished

if TYPE_CHECKING:
    from core.accounts.records import Setup
    from core.address import Address

P = ParamSpec("P")
R = TypeVar("R")
_ADDRESS = (
    ("--name", "Person."),
    ("--company", "Organisation."),
    ("--line1", "Street."),
    ("--line2", "More of it."),
    ("--city", "City."),
    ("--region", "State or province."),
    ("--postal", "Postal code."),
    ("--country", "Two letters or name."),
    ("--phone", "Phone."),
    ("--email", "Email."),
)


def address_options(command: Callable[P, R]) -> Callable[P, R]:
    """The options of an address."""
    for name, words in reversed(_ADDRESS):
        command = click.option(name, default="", help=words)(command)
    return command


def wallet_option(command: Callable[P, R]) -> Callable[P, R]:
    """Which wallet is set up."""
    return click.option("--wallet", default="", help="Id or currency; the USD wallet when left out.")(command)


@click.group(cls=StationGroup, invoke_without_command=True)
@click.option("--mode", type=click.Choice(["practice", "recorded"]), help="What a new directory becomes.")
@click.option("--confirm", default="", help="For a recorded station type RECORDED.")
@pass_session
def setup(session: Session, mode: str | None, confirm: str) -> Answer | None:
    """Set up a wallet, step by step; alone: how far it is.

    A practice station comes ready. A recorded station, where a person buys in the provider's portal and records it
    here, is made by --mode recorded --confirm RECORDED in a directory of its own; a station never changes its mode.

    JSON: as of `setup show`.
    """
    from core.context import Mode

    if mode is not None:
        session.open(Mode(mode), confirmed=confirm == mode.upper())
    alone = click.get_current_context().invoked_subcommand is None
    if not alone:
        return None
    shown = _shown(session, "")
    return shown if mode is None else replace(shown, ok=True)  # the station was asked for, and it is there


@setup.command()
@click.option("--wallet", default="", help="Id or currency; all wallets when left out.")
@pass_session
def show(session: Session, wallet: str) -> Answer:
    """Show how far set-up is. The exit status is 0 when nothing is missing.

    JSON: {"mode", "wallets": [{"wallet", "currency", "finished_at", "missing", "holder", "username",
    "username_confirmed", "payment", "location", "terms": [{"carrier", "version", "sha256", "at", "actor"}],
    "label_format"}]}; `missing` has the codes of the open steps.
    """
    return _shown(session, wallet)


@setup.command()
@click.option("--holder", required=True, help="Who holds the balance, for example Stamps.com.")
@click.option("--username", required=True, help="The account's name there; never a password.")
@click.option("--verified", is_flag=True, help="I verified that this is the correct account.")
@wallet_option
@pass_session
def holder(session: Session, holder: str, username: str, verified: bool, wallet: str) -> Answer:
    """Say who holds the balance, and the account's name there.

    JSON: one wallet of `setup show`.
    """
    from core.accounts.service import save_holder

    services, found = session.services, session.wallet(wallet)
    save_holder(services.store, services.desk, found.id, holder=holder, username=username, confirmed=verified)
    return _kept(session, found.id)


@setup.command()
@click.option("--nickname", required=True, help="What people call the method.")
@click.option("--brand", default="", help="Visa, Mastercard ...")
@click.option("--last4", default="", help="Last four digits. There is no place for a card number.")
@click.option("--expires", default="", metavar="YYYY-MM", help="Expiry month.")
@click.option("--holder", required=True, help="Card holder.")
@click.option("--on-file-at", required=True, help="Where the card itself is on file.")
@address_options
@wallet_option
@pass_session
def payment(session: Session, /, wallet: str, **said: str) -> Answer:
    """Say how postage is paid, with the billing address; older versions are kept.

    JSON: one wallet of `setup show`.
    """
    from core.accounts.records import PaymentMethod
    from core.accounts.rules import expiry_warning
    from core.accounts.service import save_payment
    from core.people.acts import Act

    services, found = session.services, session.wallet(wallet)
    method = PaymentMethod(
        nickname=said["nickname"], brand=said["brand"], last4=said["last4"], expires=said["expires"],
        holder=said["holder"], address=_address(said), on_file_at=said["on_file_at"],
    )  # fmt: skip
    proofs = session.prove(Act.PAYMENT_METHOD, about=found.id)
    save_payment(services.store, services.desk, found.id, method, proofs=proofs)
    today = services.desk.clock.now().astimezone(services.desk.actor.zone).date()
    soon = expiry_warning(method.expires, today)
    if soon:
        session.note(session.tr("{method} expires in less than {days} days.", method=method.nickname, days=soon + 1))
    return _kept(session, found.id)


@setup.command()
@address_options
@wallet_option
@pass_session
def location(session: Session, /, wallet: str, **said: str) -> Answer:
    """Say where parcels are sent from.

    JSON: one wallet of `setup show`.
    """
    from core.accounts.service import save_location

    services, found = session.services, session.wallet(wallet)
    save_location(services.store, services.desk, found.id, _address(said))
    return _kept(session, found.id)


@setup.command()
@click.option("--carrier", required=True, help="Name or code; all carriers of the wallet: “all”.")
@click.option("--file", "text", required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--version", required=True, help="As the text names itself, for example its date.")
@click.option("--accept", is_flag=True, help="I have read and accept the terms of service.")
@wallet_option
@pass_session
def terms(session: Session, carrier: str, text: Path, version: str, accept: bool, wallet: str) -> Answer:
    """Accept a carrier's terms: text, hash, version, person and time are kept; a changed text asks again.

    JSON: one wallet of `setup show`.
    """
    from core.accounts.service import accept_terms

    services, found = session.services, session.wallet(wallet)
    codes = found.carriers if carrier == "all" else (services.catalogue.get(carrier).code,)
    for code in codes:
        accept_terms(
            services.store, services.desk, services.files, found.id, code, text=text.read_bytes(), version=version,
            ticked=accept,
        )  # fmt: skip
    return _kept(session, found.id)


@setup.command(name="label-format")
@click.argument("requested", metavar="FORMAT", type=click.Choice(["pdf", "epl", "zpl"]))
@wallet_option
@pass_session
def label_format(session: Session, requested: str, wallet: str) -> Answer:
    """Requested Label Format: pdf (Standard), epl (Thermal, older), zpl (Thermal, newer).

    JSON: one wallet of `setup show`.
    """
    from core.accounts.service import save_label_format

    services, found = session.services, session.wallet(wallet)
    save_label_format(services.store, services.desk, found.id, requested)
    return _kept(session, found.id)


@setup.command()
@wallet_option
@pass_session
def finish(session: Session, wallet: str) -> Answer:
    """Finish Setup: labels and postage open.

    JSON: one wallet of `setup show`.
    """
    from core.accounts.service import finish_setup
    from core.people.acts import Act

    services, found = session.services, session.wallet(wallet)
    proofs = session.prove(Act.FINISH_SETUP, about=found.id)
    finish_setup(services.store, services.desk, found.id, proofs=proofs)
    return _kept(session, found.id)


def _address(said: dict[str, str]) -> "Address":
    from core.address import Address
    from core.postal import normalise_address

    return normalise_address(
        Address(**{name.removeprefix("--"): said[name.removeprefix("--")] for name, _ in _ADDRESS})
    )


def _kept(session: Session, wallet: str) -> Answer:
    """What is kept of one wallet; the step itself happened, whatever is still missing."""
    data, lines, _ = _wallet(session, wallet)
    return Answer(data, lines)


def _shown(session: Session, wallet: str) -> Answer:
    from core.accounts.service import wallets

    chosen = [session.wallet(wallet).id] if wallet else [one.id for one in session.services.read(wallets)]
    parts = [_wallet(session, one) for one in chosen]
    data = {"mode": session.services.mode, "wallets": [part for part, _, _ in parts]}
    return Answer(
        data, [line for _, lines, _ in parts for line in (*lines, "")][:-1], ok=all(done for *_, done in parts)
    )


def _wallet(session: Session, wallet: str) -> tuple[dict[str, object], list[str], bool]:
    """Data, lines, and whether nothing is missing."""
    from core.accounts.service import open_steps, setup_of

    found = session.services.read(lambda q: setup_of(q, wallet))
    missing = session.services.read(lambda q: open_steps(q, wallet))
    missing += [] if found.finished_at or missing else ["finish"]
    return _data(session, found, missing), _lines(session, found, missing), not missing


def _data(session: Session, found: "Setup", missing: list[str]) -> dict[str, object]:
    from dataclasses import asdict

    return {
        "wallet": found.wallet, "currency": session.wallet(found.wallet).currency, "finished_at": found.finished_at,
        "missing": missing, "holder": found.holder, "username": found.username,
        "username_confirmed": found.username_confirmed,
        "payment": asdict(found.payment) if found.payment else None, "location": asdict(found.location),
        "terms": [asdict(one) for one in found.terms], "label_format": found.label_format,
    }  # fmt: skip


def _lines(session: Session, found: "Setup", missing: list[str]) -> list[str]:
    from ui.carrier_words import carrier_of
    from ui.commands.output import pairs
    from ui.messages_base import word
    from ui.messages_words import LABEL_FORMATS, step

    tr, method = session.tr, found.payment
    verified = "" if found.username_confirmed else f" ({tr('not verified')})"
    last4 = f" •••• {method.last4}" if method and method.last4 else ""
    place = ", ".join(
        part for part in (found.location.company, found.location.line1, found.location.city_line()) if part
    )
    catalogue = session.services.catalogue
    terms = [
        tr("{carrier} (version {version})", carrier=carrier_of(catalogue, one.carrier, tr.lang), version=one.version)
        for one in found.terms
    ]
    return [
        session.wallet(found.wallet).name,
        *pairs(
            [
                (tr("Holder"), f"{furnished(tr, found.holder)}  {found.username}{verified}" if found.holder else "–"),
                (
                    tr("Payment"),
                    f"{furnished(tr, method.nickname)}{last4}, {furnished(tr, method.on_file_at)}" if method else "–",
                ),
                (tr("Location"), place or "–"),
                (tr("Terms"), ", ".join(terms) or "–"),
                (tr("Label format"), word(tr, LABEL_FORMATS, found.label_format) if found.label_format else "–"),
                (
                    tr("Missing"),
                    ", ".join(step(tr, code) for code in missing) or tr("nothing; labels and postage are available"),
                ),
            ]
        ),
    ]
