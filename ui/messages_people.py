"""Operators, PINs, the second person and limits in words."""

from collections.abc import Mapping

from core.i18n import Tr
from ui.messages_base import Fields, Message, Told, word
from ui.messages_people_words import ACTS, OPERATOR_STATES, USELESS
from ui.messages_problems import problem_lines

_MINUTE_S = 60


def wait_text(tr: Tr, seconds: int) -> str:
    """How long to wait, in whole seconds or minutes, rounded up."""
    if seconds < _MINUTE_S:
        return tr.n("{n} second", "{n} seconds", seconds)
    return tr.n("{n} minute", "{n} minutes", -(-seconds // _MINUTE_S))


def _form_problems(tr: Tr, f: Fields) -> Told:
    problems = f.problems("problems")
    return Told(
        tr.n("One entry needs correcting.", "{n} entries need correcting.", len(problems)),
        problem_lines(tr, problems),
    )


def _pin_wrong(tr: Tr, f: Fields) -> Told:
    seconds = int(str(f.value("wait_s")) if f.value("wait_s") != "?" else 0)
    todo = tr("Try again in {wait}.", wait=wait_text(tr, seconds)) if seconds else tr("Try again.")
    return Told(tr("That is not the PIN of {name}.", name=f["name"]), todo)


def _pin_locked(tr: Tr, f: Fields) -> Told:
    seconds = int(str(f.value("wait_s")) if f.value("wait_s") != "?" else 0)
    return Told(
        tr("Wrong PINs in a row for {name}: {wrong}. This one was not looked at.", name=f["name"], wrong=f["wrong"]),
        tr("Wait {wait}, or let a supervisor set a new PIN.", wait=wait_text(tr, seconds)),
    )


def _ask(tr: Tr, who: object) -> str:
    """Whom to ask; where there is no other supervisor, how there comes to be one."""
    if who in ("", "?", None):
        return tr("There is no other supervisor. Add one in Settings > People.")
    return tr("Ask one of these to enter their PIN: {who}.", who=who)


def _second_needed(tr: Tr, f: Fields) -> Told:
    if f.value("limit") is None:
        happened = tr("A second person has to confirm this: {act}.", act=word(tr, ACTS, f.value("act")))
    else:
        happened = tr(
            "{amount} is above the limit of {limit} that one person may buy.", amount=f["amount"], limit=f["limit"]
        )
    return Told(happened, _ask(tr, f.value("who")))


def _over_daily_cap(tr: Tr, f: Fields) -> Told:
    labels = f.value("kind") == "label"
    happened = (
        tr(
            "With {amount} more, this station would pass its {cap} of labels a day; used today: {used}.",
            amount=f["amount"], cap=f["cap"], used=f["used"],
        )
        if labels
        else tr(
            "With {amount} more, this station would pass its {cap} of postage a day; used today: {used}.",
            amount=f["amount"], cap=f["cap"], used=f["used"],
        )
    )  # fmt: skip
    return Told(
        happened,
        tr("{left} is left today. A supervisor may raise the limit in Settings > People.", left=f["left"]),
    )


PEOPLE: Mapping[str, Message] = {
    "people.form-problems": _form_problems,
    "people.name-taken": lambda tr, f: Told(
        tr("There is an operator {name} ({state}).", name=f["name"], state=word(tr, OPERATOR_STATES, f.value("state"))),
        tr("Choose another name, or make that person active again; upper and lower case are the same."),
    ),
    "people.operator-needed": lambda tr, _: Told(
        tr("Nobody has a PIN here yet."),
        tr("Add the first operator, a supervisor, in Settings > People or with “operators add”; then go on."),
    ),
    "people.first-is-supervisor": lambda tr, _: Told(
        tr("The first operator is a supervisor."),
        tr("Choose supervisor; packers can be added afterwards."),
    ),
    "people.last-supervisor": lambda tr, f: Told(
        tr("{name} is the last supervisor.", name=f["name"]),
        tr("Add another supervisor first, or make somebody one."),
    ),
    "people.inactive": lambda tr, f: Told(
        tr("The operator {name} is inactive.", name=f["name"]),
        tr("Choose another operator, or let a supervisor make this one active again."),
    ),
    "people.already-active": lambda tr, f: Told(
        tr("The operator {name} is active already.", name=f["name"]), tr("There is nothing to do.")
    ),
    "people.pin-wrong": _pin_wrong,
    "people.pin-locked": _pin_locked,
    "people.pin-missing": lambda tr, _: Told(
        tr("A PIN is needed and none was given."),
        tr("Type it when you are asked, or give it on standard input with --pin-stdin, one PIN on each line."),
    ),
    "people.not-signed-in": lambda tr, f: Told(
        tr("{actor} has not signed in here.", actor=f["actor"]),
        tr("Sign in with name and PIN; in a command say --operator NAME."),
    ),
    "people.proof-needed": lambda tr, f: Told(
        tr(
            "{actor} has to enter the PIN again for this: {act}.",
            actor=f["actor"], act=word(tr, ACTS, f.value("act")),
        ),
        tr("Enter the PIN and try again."),
    ),
    "people.proof-useless": lambda tr, f: Told(
        tr("The PIN that was given is not good for this: {reason}.", reason=word(tr, USELESS, f.value("reason"))),
        tr("Nothing was changed. Try again with a new PIN entry ({act}).", act=word(tr, ACTS, f.value("act"))),
    ),
    "people.supervisor-needed": lambda tr, f: Told(
        tr(
            "{name} is no supervisor, and this needs one: {act}.", name=f["name"], act=word(tr, ACTS, f.value("act"))
        ),
        tr("Supervisors: {who}.", who=f["who"]),
    ),
    "people.second-needed": _second_needed,
    "people.second-is-same": lambda tr, f: Told(
        tr(
            "{name} acts already; another person has to confirm this: {act}.",
            name=f["name"], act=word(tr, ACTS, f.value("act")),
        ),
        _ask(tr, f.value("who")),
    ),
    "people.limit-not-positive": lambda tr, f: Told(
        tr("{amount} is no limit.", amount=f["amount"]),
        tr("Enter an amount above zero, or take the limit away."),
    ),
    "purchases.over-daily-cap": _over_daily_cap,
}  # fmt: skip
