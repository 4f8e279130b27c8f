"""The evidence about purchases whose outcome nobody knows, in words (facts: ledger 3.5)."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from core.clock import from_utc_text
from core.i18n import Tr
from core.labels.store import Label
from core.purchases.journal import Decision
from core.purchases.rules import TO_ASK
from core.wallet.evidence import Evidence
from ui.messages_base import capital, word
from ui.messages_purchases import ANSWERS, HINTS, REPLACING_STATES
from ui.messages_reasons import PROVIDER_REASONS
from ui.messages_words import PURCHASE_KINDS, PURCHASE_STATES

_LOOK_UPS = 5


@dataclass(frozen=True, slots=True)
class Known:
    """One purchase with what is known of it. Attributes: the evidence; the order's number; the wallet's name."""

    evidence: Evidence
    order: str
    wallet: str

    @property
    def is_open(self) -> bool:
        """Whether nobody knows its outcome; else a person decided, and the provider may still correct it."""
        return self.evidence.purchase.state in TO_ASK


@dataclass(frozen=True, slots=True)
class Half:
    """A replacement that did not come to a new label. Attributes: the old label's number; its state; its id."""

    tracking: str
    state: str
    label: str


@dataclass(frozen=True, slots=True)
class UnknownFacts:
    """All that waits for an outcome or for a person.

    Attributes:
        purchases: Open ones first, then those that persons decided.
        spare: Labels that turned up for parcels that have another.
        halves: Replacements that ended half way.
    """

    purchases: tuple[Known, ...] = ()
    spare: tuple[Label, ...] = ()
    halves: tuple[Half, ...] = ()


def headline(tr: Tr, known: Known) -> str:
    """What it is, in a few words."""
    purchase = known.evidence.purchase
    kind = capital(word(tr, PURCHASE_KINDS, purchase.kind.value))
    return f"{kind} · {tr.money(purchase.amount)} · {known.wallet}"


def evidence_lines(tr: Tr, zone: ZoneInfo, known: Known) -> list[tuple[str, str]]:
    """The evidence, on one screen: names and values."""
    one, purchase = known.evidence, known.evidence.purchase

    def at(text: str) -> str:
        return tr.datetime(from_utc_text(text), zone)

    facts = [
        (tr("State"), word(tr, PURCHASE_STATES, purchase.state.value)),
        (tr("Order"), known.order),
        (tr("Provider’s reference"), purchase.provider_ref),
    ]
    facts += [
        (
            tr("Sent"),
            f"{at(a.sent_at)}{f' → {at(a.ended_at)}, {word(tr, PROVIDER_REASONS, a.evidence)}' if a.ended_at else ''}",
        )
        for a in one.attempts
    ]
    facts += [
        (tr("Asked"), f"{at(a.at)}  {word(tr, ANSWERS, a.answer)} {a.detail}  ({a.actor})")
        for a in one.look_ups[-_LOOK_UPS:]
    ]
    facts += _balance(tr, one)
    facts.append((tr("So far"), word(tr, HINTS, one.hint.value)))
    facts += [(tr("Decided"), _decision(tr, at(d.at), d)) for d in one.decisions]
    facts.append((tr("Purchase", context="noun"), purchase.id))
    return [(name, text) for name, text in facts if text]


def _balance(tr: Tr, one: Evidence) -> list[tuple[str, str]]:
    facts = []
    if one.before and one.after and one.moved is not None:
        moved = tr(
            "{before} → {after}; {explained} of it is in our books",
            before=one.before.balance, after=one.after.balance, explained=one.explained,
        )  # fmt: skip
        facts.append((tr("Provider’s balance"), moved))
    if one.lifetime_moved is not None:
        facts.append((tr("Provider’s total spent"), tr("{amount} more", amount=one.lifetime_moved)))
    return facts


def _decision(tr: Tr, at: str, one: Decision) -> str:
    what = tr("charged, {reference}", reference=one.provider_ref) if one.provider_ref else tr("not charged")
    return tr("{what}, said {actor} at {at}: {reason}", what=what, actor=one.actor, at=at, reason=one.reason)


def spare_line(tr: Tr, label: Label) -> str:
    """A second label of a parcel."""
    return tr(
        "{tracking} ({price}) turned up for a parcel that has another label. Void it to get its money back.",
        tracking=label.tracking, price=label.price,
    )  # fmt: skip


def half_line(tr: Tr, half: Half) -> str:
    """A replacement that ended half way."""
    return tr("{tracking}: {state}.", tracking=half.tracking, state=word(tr, REPLACING_STATES, half.state))
