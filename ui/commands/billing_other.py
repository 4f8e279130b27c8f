"""`billing other method | record | list`: subscription and insurance, a second book that never moves a balance."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from ui.commands.billing_orders import DAY, FILE
from ui.commands.house import StationGroup
from ui.commands.session import Answer, Session, pass_session

if TYPE_CHECKING:
    from core.billing.service_other import OtherCharge, OtherMethod

KIND = click.argument("kind", type=click.Choice(["subscription", "insurance"]))


@click.group(cls=StationGroup)
def other() -> None:
    """Other charges: subscription and insurance, billed elsewhere by a method of their own."""


@other.command("method")
@KIND
@click.option("--nickname", required=True, help="What people call it.")
@click.option("--brand", default="", help="Visa, Mastercard ...")
@click.option("--last4", default="", help="Last four digits; never the number.")
@click.option("--on-file-at", default="Subscription settings / Paramètres d’abonnement", show_default=True)
@pass_session
def method(session: Session, kind: str, nickname: str, brand: str, last4: str, on_file_at: str) -> Answer:
    """Enter the payment method of these charges; it is never that of the postage.

    JSON: {"kind", "nickname", "brand", "last4", "on_file_at"}.
    """
    from core.billing.service_other import OtherKind, OtherMethod, set_other_method
    from core.people.acts import Act

    services = session.services
    wanted = OtherMethod(OtherKind(kind), nickname, brand, last4, on_file_at)
    proofs = session.prove(Act.PAYMENT_METHOD, about=f"other:{kind}")
    made = set_other_method(services.store, services.desk, wanted, proofs=proofs)
    return Answer(_method_data(made), [_method_line(session, made)])


@other.command("record", context_settings={"ignore_unknown_options": True})
@KIND
@click.argument("amount")
@click.option("--currency", type=click.Choice(["USD", "CAD"]), default="USD", show_default=True)
@DAY
@click.option("--reference", default="", help="Number of the invoice.")
@click.option("--receipt", type=FILE, help="PDF, PNG or JPG; kept.")
@pass_session
def record(
    session: Session, kind: str, amount: str, currency: str, day: str, reference: str, receipt: Path | None
) -> Answer:  # fmt: skip
    """Record a charge of AMOUNT (below zero: it came back). No balance moves.

    JSON: {"charge", "kind", "amount", "day", "reference", "method", "receipt", "entry", "at", "by"}.
    """
    from core.billing.rules import RECEIPT_MAX
    from core.billing.service_other import OtherKind, record_other
    from core.money import parse_money
    from core.people.acts import Act
    from ui.file_access import read_file

    services = session.services
    data = read_file(receipt, RECEIPT_MAX) if receipt else b""
    proofs = session.prove(Act.RECORD, about=f"other:{kind}")
    made = record_other(
        services.store, services.desk, services.files, OtherKind(kind), parse_money(amount, currency), day=day,
        reference=reference, receipt=data, proofs=proofs,
    )  # fmt: skip
    return Answer(_charge_data(made), _table(session, [made]))


@other.command("list")
@pass_session
def list_(session: Session) -> Answer:
    """List other charges, the newest first, with their methods and sums.

    JSON: {"methods": [as of `billing other method`], "charges": [as of `billing other record`], "totals": [{"kind",
    "amount"}]}.
    """
    from core.billing.service_other import other_charges, other_methods, other_totals
    from ui.messages_base import word
    from ui.messages_billing import OTHER_KINDS

    tr = session.tr
    with session.services.store.read() as q:
        methods, charges, totals = other_methods(q), other_charges(q), other_totals(q)
    data = {
        "methods": [_method_data(one) for one in methods], "charges": [_charge_data(one) for one in charges],
        "totals": [{"kind": kind, "amount": amount} for kind, amount in totals],
    }  # fmt: skip
    lines = [_method_line(session, one) for one in methods]
    lines += ["", *_table(session, charges)] if charges else [tr("No other charge was recorded yet.")]
    lines += [f"{word(tr, OTHER_KINDS, kind.value)}: {tr.money(amount)}" for kind, amount in totals]
    return Answer(data, lines)


def _method_data(one: "OtherMethod") -> dict[str, object]:
    return {
        "kind": one.kind, "nickname": one.nickname, "brand": one.brand, "last4": one.last4,
        "on_file_at": one.on_file_at,
    }  # fmt: skip


def _method_line(session: Session, one: "OtherMethod") -> str:
    from ui.messages_base import word
    from ui.messages_billing import OTHER_KINDS

    card = " ".join(text for text in (one.nickname, one.brand, f"···· {one.last4}" if one.last4 else "") if text)
    return session.tr("Method of {kind}: {card}", kind=word(session.tr, OTHER_KINDS, one.kind.value), card=card)


def _charge_data(one: "OtherCharge") -> dict[str, object]:
    return {
        "charge": one.id, "kind": one.kind, "amount": one.amount, "day": one.day, "reference": one.reference,
        "method": one.method, "receipt": one.receipt or None, "entry": one.journal, "at": one.at, "by": one.actor,
    }  # fmt: skip


def _table(session: Session, charges: "list[OtherCharge]") -> list[str]:
    from ui.commands.output import clip, table
    from ui.messages_base import word
    from ui.messages_billing import OTHER_KINDS

    tr = session.tr
    rows = [
        (tr.day(c.day), word(tr, OTHER_KINDS, c.kind.value), tr.money(c.amount), clip(c.reference), c.method)
        for c in charges
    ]
    return table((tr("Day"), tr("Kind"), tr("Amount"), tr("Reference"), tr("Method")), rows, right="2")
