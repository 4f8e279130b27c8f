"""Other charges: subscription and insurance, a second book with a method of its own (S0-20, S0-44).

Its accounts are memo accounts, and the schema lets no entry touch them and any other account at once: what is here
never moves a balance.
"""

from dataclasses import dataclass
from enum import Enum

from core.accounts.rules import FormProblems, looks_like_card_number
from core.accounts.service import guard_note
from core.billing import store as rows
from core.billing.rules import BadAmount, ReferenceRecorded, WordsNeeded, file_kind, read_day
from core.billing.service import allow, today_of
from core.context import Desk
from core.errors import Problem
from core.ledger.accounts import other, other_paid
from core.ledger.entries import Entry, Line, post
from core.money import Money, total
from core.people.acts import Act
from core.people.records import NO_PROOFS, Proofs
from core.store.database import Query, Store
from core.store.files import Files
from core.topics import Topic

_LAST4 = 4


class OtherKind(Enum):
    """What is charged that is no postage."""

    SUBSCRIPTION = "subscription"
    INSURANCE = "insurance"


@dataclass(frozen=True, slots=True)
class OtherMethod:
    """The method of one kind of charges, never the wallet's; no field for a card number.

    Attributes:
        kind: What it pays.
        nickname: What people call it.
        brand: Visa, Mastercard ...
        last4: Last four digits, or empty.
        on_file_at: Where it is edited: Subscription settings / Paramètres d'abonnement.
    """

    kind: OtherKind
    nickname: str
    brand: str = ""
    last4: str = ""
    on_file_at: str = ""


@dataclass(frozen=True, slots=True)
class OtherCharge:
    """One charge of the second book; below zero for what came back."""

    id: str
    kind: OtherKind
    amount: Money
    day: str
    reference: str
    method: str
    receipt: str
    journal: int
    at: str
    actor: str


def set_other_method(store: Store, desk: Desk, method: OtherMethod, *, proofs: Proofs = NO_PROOFS) -> OtherMethod:
    """Enter the method of a kind of charges; older ones are kept.

    Raises:
        FormProblems: All that is wrong; a card number is refused and never stored.
        Refused: As of `require`, for `Act.PAYMENT_METHOD` about ``other:<kind>``.
    """
    texts = {
        "nickname": method.nickname.strip(), "brand": method.brand.strip(), "last4": method.last4.strip(),
        "on_file_at": method.on_file_at.strip(),
    }  # fmt: skip
    problems = [] if texts["nickname"] else [Problem("nickname", "form.required")]
    problems += [Problem(n, "accounts.card-number") for n, text in texts.items() if looks_like_card_number(text)]
    last4 = texts["last4"]
    if last4 and not (len(last4) == _LAST4 and last4.isascii() and last4.isdigit()):
        problems.append(Problem("last4", "accounts.last-four"))
    if problems:
        raise FormProblems(problems)
    with store.write() as tx:
        allow(tx, desk, proofs, act=Act.PAYMENT_METHOD, about=f"other:{method.kind.value}")
        rows.insert(tx, desk, "other_method", {"id": desk.ids.new(), "kind": method.kind.value, **texts})
        tx.touch(Topic.BILLING)
    return OtherMethod(method.kind, **texts)


def record_other(
    store: Store,
    desk: Desk,
    files: Files,
    kind: OtherKind,
    amount: Money,
    *,
    day: str = "",
    reference: str = "",
    receipt: bytes = b"",
    proofs: Proofs = NO_PROOFS,
) -> OtherCharge:
    """Record a charge, or with an amount below zero what came back of one; no balance moves.

    Raises:
        WordsNeeded: The kind has no method yet.
        BadAmount, BadDay, ReferenceRecorded, FileRefused, CardNumberTyped: As they say.
        Refused: As of `require`, for `Act.RECORD` about ``other:<kind>``.
    """
    if not amount.minor:
        raise BadAmount(amount=amount)
    on, ref = read_day(day, today_of(desk)).isoformat(), guard_note("reference", reference.strip())
    kept = files.keep(receipt) if receipt and file_kind(receipt) else ""
    with store.write() as tx:
        allow(tx, desk, proofs, about=f"other:{kind.value}")
        method = tx.value(
            "select id from other_method where kind = :kind order by id desc limit 1", {"kind": kind.value}
        )
        if method is None:
            raise WordsNeeded(what="method")
        known = next((one.id for one in other_charges(tx) if ref and (one.kind, one.reference) == (kind, ref)), "")
        if known:
            raise ReferenceRecorded(reference=ref, order=known)
        charge_id, currency = desk.ids.new(), amount.currency
        lines = (Line(other(kind.value, currency), amount), Line(other_paid(kind.value, currency), -amount))
        journal = post(
            tx, desk, Entry(f"other-charge:{charge_id}", "other-charge", lines, "other-charge", charge_id)
        ).number
        rows.insert(
            tx, desk, "other_charge",
            {
                "id": charge_id, "kind": kind.value, "minor": amount.minor, "currency": currency, "day": on,
                "reference": ref, "method": method, "receipt": kept, "journal": journal,
            },
        )  # fmt: skip
        tx.touch(Topic.BILLING)
        return other_charges(tx)[0]


def other_methods(q: Query) -> list[OtherMethod]:
    """The method in use of each kind that has one."""
    found = {
        row["kind"]: OtherMethod(OtherKind(row["kind"]), row["nickname"], row["brand"], row["last4"], row["on_file_at"])
        for row in q.all("select * from other_method order by id")
    }
    return [found[kind.value] for kind in OtherKind if kind.value in found]


def other_charges(q: Query) -> list[OtherCharge]:
    """The second book, the newest first."""
    found = q.all(
        "select c.*, m.nickname from other_charge c join other_method m on m.id = c.method order by c.id desc"
    )
    return [
        OtherCharge(
            row["id"], OtherKind(row["kind"]), Money(row["minor"], row["currency"]), row["day"], row["reference"],
            row["nickname"], row["receipt"], row["journal"], row["at"], row["actor"],
        )
        for row in found
    ]  # fmt: skip


def other_totals(q: Query) -> list[tuple[OtherKind, Money]]:
    """What each kind came to, by currency."""
    charges = other_charges(q)
    keys = sorted({(one.kind.value, one.amount.currency) for one in charges})
    return [
        (
            OtherKind(kind),
            total([c.amount for c in charges if (c.kind.value, c.amount.currency) == (kind, currency)], currency),
        )
        for kind, currency in keys
    ]
