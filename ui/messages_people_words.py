"""Words for operators: roles, acts that ask for a PIN, limits, problems of a name or a PIN."""

from core.people.rules import NAME_MAX, PIN_DIGITS
from ui.messages_base import Sentence, Table

ROLES: Table = {
    "packer": lambda tr: tr("packer"),
    "supervisor": lambda tr: tr("supervisor"),
}
OPERATOR_STATES: Table = {
    "active": lambda tr: tr("active", context="operator"),
    "inactive": lambda tr: tr("inactive", context="operator"),
}
LIMIT_KINDS: Table = {
    "second-person": lambda tr: tr("Postage above this needs a second person"),
    "postage-per-day": lambda tr: tr("Postage per day and station"),
    "labels-per-day": lambda tr: tr("Labels per day and station"),
}
ACTS: Table = {
    "payment-method": lambda tr: tr("Change the payment method"),
    "billing-details": lambda tr: tr("Change the billing details"),
    "finish-setup": lambda tr: tr("Finish Setup"),
    "buy-postage": lambda tr: tr("Buy postage"),
    "autofund": lambda tr: tr("Change auto-funding"),
    "limits": lambda tr: tr("Change a limit"),
    "ceilings": lambda tr: tr("Change a ceiling"),
    "reading": lambda tr: tr("Enter a balance reading"),
    "adjustment": lambda tr: tr("Enter an adjustment"),
    "record": lambda tr: tr("Record a purchase made elsewhere"),
    "decide": lambda tr: tr("Decide what came of a purchase"),
    "closing": lambda tr: tr("Close the account"),
    "restore": lambda tr: tr("Restore a backup"),
    "clock": lambda tr: tr("Let automatic spending go on"),
    "people": lambda tr: tr("Change who works here"),
    "own-pin": lambda tr: tr("Change your own PIN"),
}
USELESS: Table = {
    "used": lambda tr: tr("it was used already"),
    "too-old": lambda tr: tr("it is older than five minutes"),
    "elsewhere": lambda tr: tr("it was given in another window or command"),
    "other-act": lambda tr: tr("it was given for something else"),
    "other-person": lambda tr: tr("it is another person’s"),
    "no-such": lambda tr: tr("it is not in the books"),
}

PEOPLE_PROBLEMS: dict[str, Sentence] = {
    "people.name-long": lambda tr, field, _: tr("{field}: at most {most} letters.", field=field, most=NAME_MAX),
    "people.name-letters": lambda tr, field, _: tr(
        "{field}: letters, a few digits, spaces, dots, hyphens and apostrophes only; a letter or digit first.",
        field=field,
    ),
    "people.pin-digits": lambda tr, field, _: tr(
        "{field}: {least} to {most} digits, nothing else.", field=field, least=PIN_DIGITS[0], most=PIN_DIGITS[1]
    ),
}
PEOPLE_RULES: Table = {
    "Both paths begin with signing in": lambda tr: tr("Both paths begin with signing in"),
    "Money settings ask for the PIN again": lambda tr: tr("Money settings ask for the PIN again"),
    "A second person confirms": lambda tr: tr("A second person confirms"),
    "Wrong PINs make it wait": lambda tr: tr("After wrong PINs one has to wait"),
    "Supervisors look after people and limits": lambda tr: tr("Supervisors look after people and limits"),
    "A station spends so much a day": lambda tr: tr("A station may spend so much a day"),
}
PEOPLE_OVERRIDES: Table = {
    "supervisor": lambda tr: tr("a supervisor"),
    "supervisor with a new PIN": lambda tr: tr("a supervisor, by setting a new PIN"),
}
