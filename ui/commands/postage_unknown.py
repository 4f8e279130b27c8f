"""`postage status` and `postage resolve`: purchases whose outcome nobody knows, the evidence, and the ways out."""

from functools import partial
from typing import TYPE_CHECKING

import click

from ui.commands.house import StationCommand
from ui.commands.session import Answer, Session, pass_session

if TYPE_CHECKING:
    from core.labels.store import Label
    from core.shipments.replacements import Replacement
    from core.wallet.evidence import Evidence


@click.command(cls=StationCommand)
@click.argument("purchase", required=False, default="")
@pass_session
def status(session: Session, purchase: str) -> Answer:
    """Show every purchase whose outcome nobody knows, with all that is known about it; or one, by its id.

    Also what persons decided, which the provider may still correct, and labels that turned up beside another one of
    their parcel. Nothing is asked; see `postage resolve`. The exit status is 0 when nothing is open.

    JSON: {"unknown": [evidence], "decided": [evidence], "spare_labels": [{"id", "tracking_number", "price", "parcel"}],
    "replacements": [{"id", "state", "old_label", "reason"}]} with evidence {"purchase", "kind", "state", "wallet",
    "amount", "order", "request", "provider_ref", "made_at", "attempts": [{"n", "sent_at", "station", "ended_at",
    "outcome", "evidence"}], "look_ups": [{"at", "answer", "detail", "actor"}], "decisions": [{"charged",
    "provider_ref", "reason", "at", "actor"}], "balance_before", "balance_after", "balance_moved", "explained",
    "lifetime_moved", "others_open", "hint"}.
    """
    from core.purchases.resolving import decided_by_persons, outcome_unknown, spare_labels
    from core.shipments.replacements import unfinished
    from core.wallet.evidence import evidence_of

    read = session.services.read
    if purchase:
        found = read(partial(evidence_of, purchase_id=purchase))
        return Answer(evidence_data(session, found), evidence_lines(session, found))
    unknown = [read(partial(evidence_of, purchase_id=one.id)) for one in read(outcome_unknown)]
    decided = [read(partial(evidence_of, purchase_id=one.id)) for one in read(decided_by_persons)]
    spare = read(spare_labels)
    halves = read(unfinished)
    data = {
        "unknown": [evidence_data(session, one) for one in unknown],
        "replacements": [
            {"id": one.id, "state": one.state, "old_label": one.old_label, "reason": one.reason} for one in halves
        ],
        "decided": [evidence_data(session, one) for one in decided],
        "spare_labels": [
            {"id": one.id, "tracking_number": one.tracking, "price": one.price, "parcel": one.parcel} for one in spare
        ],
    }  # fmt: skip
    lines = [*_all_lines(session, unknown, decided, spare), *_halves(session, halves)]
    return Answer(data, lines, ok=not unknown)


def _all_lines(
    session: Session, unknown: "list[Evidence]", decided: "list[Evidence]", spare: "list[Label]"
) -> list[str]:
    tr = session.tr
    lines = [line for one in unknown for line in (*evidence_lines(session, one), "")]
    if unknown:
        lines += [
            tr("Ask again: “postage resolve ID --ask”."),
            tr("Decide: “postage resolve ID --charged REFERENCE --reason …” or “--not-charged --reason …”."),
        ]
    else:
        lines.append(tr("No purchase is open: every outcome is known."))
    for one in decided:
        lines += ["", *evidence_lines(session, one)]
    for label in spare:
        lines.append(
            tr(
                "{tracking} ({price}) turned up for a parcel that has another label: “labels void {tracking}”.",
                tracking=label.tracking, price=label.price,
            )
        )  # fmt: skip
    return lines


def _halves(session: Session, halves: "list[Replacement]") -> list[str]:
    """Replacements that did not come to a new label, while their parcel has none."""
    from core.labels.store import get_label
    from ui.messages_base import word
    from ui.messages_purchases import REPLACING_STATES

    tr, read = session.tr, session.services.read
    return [
        tr(
            "{tracking}: {state}.",
            tracking=read(partial(get_label, label_id=one.old_label)).tracking,
            state=word(tr, REPLACING_STATES, one.state.value),
        )
        for one in halves
    ]


def evidence_data(session: Session, one: "Evidence") -> dict[str, object]:
    """The evidence for programs."""
    from ui.commands.recovering import number_of_purchase

    purchase = one.purchase
    return {
        "purchase": purchase.id, "kind": purchase.kind, "state": purchase.state, "wallet": purchase.wallet,
        "amount": purchase.amount, "order": number_of_purchase(session, purchase.id), "request": purchase.request,
        "provider_ref": purchase.provider_ref, "made_at": purchase.made_at, "attempts": one.attempts,
        "look_ups": one.look_ups, "decisions": one.decisions,
        "balance_before": one.before.balance if one.before else None,
        "balance_after": one.after.balance if one.after else None, "balance_moved": one.moved,
        "explained": one.explained, "lifetime_moved": one.lifetime_moved, "others_open": one.others_open,
        "hint": one.hint,
    }  # fmt: skip


def evidence_lines(session: Session, one: "Evidence") -> list[str]:
    """The evidence for people, on one screen."""
    from core.clock import from_utc_text
    from ui.commands.output import pairs
    from ui.commands.recovering import number_of_purchase
    from ui.messages_base import word
    from ui.messages_purchases import ANSWERS, HINTS
    from ui.messages_words import PURCHASE_KINDS, PURCHASE_STATES

    tr, zone, purchase = session.tr, session.services.desk.actor.zone, one.purchase

    def at(text: str) -> str:
        return tr.datetime(from_utc_text(text), zone)

    facts = [
        (tr("Purchase"), purchase.id),
        (tr("State"), word(tr, PURCHASE_STATES, purchase.state.value)),
        (tr("Order"), number_of_purchase(session, purchase.id)),
        (tr("Provider’s reference"), purchase.provider_ref),
    ]
    facts += [
        (tr("Sent"), f"{at(a.sent_at)}{f' → {at(a.ended_at)} {a.evidence}' if a.ended_at else ''}")
        for a in one.attempts
    ]
    facts += [
        (tr("Asked"), f"{at(a.at)}  {word(tr, ANSWERS, a.answer)} {a.detail}  ({a.actor})") for a in one.look_ups[-5:]
    ]
    if one.before and one.after and one.moved is not None:
        moved = tr(
            "{before} → {after}; {explained} of it is in our books",
            before=one.before.balance, after=one.after.balance, explained=one.explained,
        )  # fmt: skip
        facts.append((tr("Provider’s balance"), moved))
    if one.lifetime_moved is not None:
        facts.append((tr("Provider’s total spent"), tr("{amount} more", amount=one.lifetime_moved)))
    facts.append((tr("So far"), word(tr, HINTS, one.hint.value)))
    facts += [(tr("Decided"), _decision(session, at(d.at), d.actor, d.provider_ref, d.reason)) for d in one.decisions]
    wallet = session.wallet(purchase.wallet).name
    head = f"{word(tr, PURCHASE_KINDS, purchase.kind.value)}  {tr.money(purchase.amount)}  {wallet}"
    return [head, *(f"  {line}" for line in pairs(facts))]


def _decision(session: Session, at: str, actor: str, reference: str, reason: str) -> str:
    tr = session.tr
    what = tr("charged, {reference}", reference=reference) if reference else tr("not charged")
    return tr("{what}, said {actor} at {at}: {reason}", what=what, actor=actor, at=at, reason=reason)


@click.command(cls=StationCommand)
@click.argument("purchase")
@click.option("--ask", "is_asked", is_flag=True, help="Ask the provider now; nothing is sent again.")
@click.option("--charged", metavar="REFERENCE", default="", help="It was charged; the provider’s reference for it.")
@click.option("--not-charged", is_flag=True, help="It was not charged.")
@click.option("--reason", default="", help="How you know; kept with your name.")
@pass_session
def resolve(
    session: Session, purchase: str, is_asked: bool, charged: str, not_charged: bool, reason: str
) -> Answer:  # fmt: skip
    """Settle a purchase whose outcome nobody knows: ask the provider, or say what the portal shows.

    Before a decision is taken the provider is asked once more; what it knows counts, also later. For a void, charged
    means carried out. The exit status is 0 when the outcome is known or decided by then.

    JSON: {"purchase", "before", "state", "decided", "evidence"}; evidence as in `postage status`.
    """
    from core.people.acts import Act
    from core.purchases.resolving import ask_now, decide
    from core.purchases.rules import OPEN
    from core.purchases.store import get
    from core.wallet.evidence import evidence_of
    from core.wallet.service import take_reading
    from ui.messages_base import word
    from ui.messages_words import PURCHASE_STATES

    if sum((is_asked, bool(charged), not_charged)) != 1:
        raise click.UsageError("Say one of --ask, --charged REFERENCE, --not-charged.")
    services, tr = session.services, session.tr
    known = services.read(partial(get, purchase_id=purchase))
    till = services.till(known.wallet)
    if is_asked:
        done = ask_now(till, purchase)
    else:
        proofs = session.prove(Act.DECIDE, about=purchase)
        done = decide(till, purchase, charged=bool(charged), provider_ref=charged, reason=reason, proofs=proofs)
    take_reading(services.store, services.desk, till.gateway, known.wallet)
    found = services.read(partial(evidence_of, purchase_id=purchase))
    state = word(tr, PURCHASE_STATES, done.purchase.state.value)
    line = tr("{purchase}: {state}.", purchase=purchase, state=state)
    if not is_asked and not done.decided:
        line = f"{line} {tr('The provider knew; your word was not needed.')}"
    data = {
        "purchase": purchase, "before": done.before, "state": done.purchase.state, "decided": done.decided,
        "evidence": evidence_data(session, found),
    }  # fmt: skip
    return Answer(data, [line, "", *evidence_lines(session, found)], ok=done.purchase.state not in OPEN)
