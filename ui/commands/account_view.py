"""A wallet's standing as an answer: state, freeze, closing, what is open, how long the balance lasts."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from core.accounts.records import Wallet
    from core.accounts.rules_states import Freeze
    from core.money import Money
    from core.wallet.rules_closing import Closing, ClosingView
    from core.wallet.rules_waterfall import Drain
    from ui.commands.session import Session


def account_data(
    session: "Session", wallet: "Wallet", view: "ClosingView", frozen: "Freeze | None", papers: list[tuple[str, str]]
) -> dict[str, object]:
    """For programs."""
    plan = view.plan
    return {
        "wallet": wallet.id, "state": wallet.state,
        "frozen": {"cause": frozen.cause, "reason": frozen.reason, "at": frozen.at, "by": frozen.actor}
        if frozen else None,
        "booked": view.booked, "closing": _closing_data(session, view.closing, papers),
        "open_items": view.open_items, "blocked_by": [item.kind for item in view.blocked_by],
        "voidable": {"labels": len(view.voidable), "at_risk": _at_risk(view)},
        "plan": {
            "burn": plan.burn, "days_left": plan.days_left, "run_out": plan.run_out, "labels_left": plan.labels_left,
            "too_dear": plan.too_dear, "avoid": plan.avoid,
        },
        "expected": {
            "first_day": view.first_day, "last_day": view.last_day, "rule": view.rule, "source": view.source,
        },
    }  # fmt: skip


def _closing_data(
    session: "Session", closing: "Closing | None", papers: list[tuple[str, str]]
) -> dict[str, object] | None:
    from core.wallet.service_closing import overdue_closing

    if closing is None:
        return None
    today = session.services.desk.clock.now().astimezone(session.services.desk.actor.zone).date()
    return {
        "closing": closing.id, "state": closing.state, "amount": closing.amount, "requested": closing.requested or None,
        "first_day": closing.first_day or None, "last_day": closing.last_day or None,
        "overdue": overdue_closing(closing, today),
        "papers": [{"kind": kind, "sha256": digest} for kind, digest in papers],
    }  # fmt: skip


def _at_risk(view: "ClosingView") -> "Money":
    from core.money import total

    return total([clock.label.price for clock in view.voidable], view.booked.currency)


def account_lines(session: "Session", wallet: "Wallet", view: "ClosingView", frozen: "Freeze | None") -> list[str]:
    """For people: the standing, then what to do next."""
    from ui.commands.output import pairs
    from ui.messages_base import word
    from ui.messages_wallet import FREEZE_CAUSES, OPEN_KINDS
    from ui.messages_words import WALLET_STATES

    tr = session.tr
    state = word(tr, WALLET_STATES, wallet.state)
    facts = [
        (tr("Wallet"), wallet.name),
        (tr("State"), state),
        (tr("Frozen"), f"{word(tr, FREEZE_CAUSES, frozen.cause.value)} ({frozen.reason})" if frozen else ""),
        (tr("Booked"), tr.money(view.booked)),
    ]  # fmt: skip
    for item in view.open_items:
        expected = f" ({tr.day(item.expected.isoformat())})" if item.expected else ""
        about = f"  {item.memo}" if item.memo else ""
        facts.append(
            (tr("Still open"), f"{tr.money(item.amount)}  {word(tr, OPEN_KINDS, item.kind.value)}{about}{expected}")
        )
    if view.voidable:
        facts.append(
            (
                tr("Voidable"),
                tr.n("{n} label, {amount}", "{n} labels, {amount}", len(view.voidable), amount=_at_risk(view)),
            )
        )
    return [*pairs(facts), "", *_plan_lines(session, view.plan), "", *_next(session, view)]


def _plan_lines(session: "Session", plan: "Drain") -> list[str]:
    from ui.carrier_words import carrier_of, service_of
    from ui.messages_base import word
    from ui.messages_wallet import AVOIDED

    tr, catalogue = session.tr, session.services.catalogue
    if plan.days_left is None or plan.run_out is None:
        lines = [tr("Nothing was bought in the last 28 days: how long the balance lasts cannot be said.")]
    else:
        lines = [
            tr(
                "At {burn} in 28 days, {available} lasts {days}, until {day}.", burn=plan.burn,
                available=plan.available, days=tr.n("{n} day", "{n} days", plan.days_left),
                day=tr.day(plan.run_out.isoformat()),
            )
        ]  # fmt: skip
    lines += [word(tr, AVOIDED, one.value) for one in plan.avoid]
    for one in plan.too_dear:
        service = service_of(catalogue, one.carrier, one.service_code, tr.lang)
        lines.append(f"  {carrier_of(catalogue, one.carrier, tr.lang)}  {service}  {tr.money(one.least)}")
    return lines


def _next(session: "Session", view: "ClosingView") -> list[str]:
    """What the guided flow asks for now."""
    from core.wallet.rules_closing import ClosingState

    tr, closing = session.tr, view.closing
    days = {"first": tr.day(view.first_day.isoformat()), "last": tr.day(view.last_day.isoformat())}
    if closing is None or closing.state is ClosingState.CANCELLED:
        return [
            tr("Money comes back only by closing the account, all of it, between {first} and {last}.", **days),
            tr("To begin: accounts close --begin --reason TEXT. Nothing is bought from it from then on."),
        ]
    match closing.state:
        case ClosingState.BEGUN if view.blocked_by:
            return [tr("Closing has begun. Wait until nothing is open; what blocks it is listed above.")]
        case ClosingState.BEGUN:
            return [tr("Closing has begun and nothing blocks it: accounts close --request --letter FILE.pdf.")]
        case ClosingState.REQUESTED:
            return [
                tr(
                    "{amount} was asked back on {day}; expected between {first} and {last}.",
                    amount=closing.amount or view.booked, day=tr.day(closing.requested),
                    first=tr.day(closing.first_day), last=tr.day(closing.last_day),
                ),
                tr("When it came: accounts close --received AMOUNT."),
            ]  # fmt: skip
        case _:
            return [tr("The account is closed.")]
