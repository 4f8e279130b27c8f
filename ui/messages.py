"""Errors, problems and rules in the operator's words: what happened, whether money moved, what to do.

Core and the device package write no prose: an error is a code with typed fields (`core/errors.py`). The tables of
`ui/messages_*.py` hold one message for each code; a test walks every error class and every code of a problem, so that
none can come without its words.
"""

from collections.abc import Mapping
from types import MappingProxyType

from core.accounts.rules import FormProblems
from core.errors import OutcomeUnknown, Refused, Rule, StationError
from core.i18n import Tr
from ui.messages_autofund import AUTOFUND
from ui.messages_base import Fields, Message, Table, word
from ui.messages_billing import BILLING, BILLING_RULES
from ui.messages_issued import ISSUED
from ui.messages_money import MONEY
from ui.messages_people import PEOPLE
from ui.messages_people_words import PEOPLE_OVERRIDES, PEOPLE_RULES
from ui.messages_problems import code_text
from ui.messages_purchases import PURCHASES
from ui.messages_reports import REPORTS
from ui.messages_shipping import SHIPPING
from ui.messages_sold import SOLD
from ui.messages_station import STATION
from ui.messages_tasks import TASKS
from ui.messages_update import UPDATE
from ui.messages_upkeep import UPKEEP
from ui.messages_wallet import WALLET_FACTS
from ui.views import ErrorView, MoneyMoved

MESSAGES: Mapping[str, Message] = MappingProxyType(
    {
        **ISSUED,
        **MONEY,
        **PEOPLE,
        **PURCHASES,
        **SHIPPING,
        **SOLD,
        **STATION,
        **TASKS,
        **AUTOFUND,
        **REPORTS,
        **UPDATE,
        **UPKEEP,
        **WALLET_FACTS,
        **BILLING,
    }
)

RULES: Table = {
    "A statement covers whole days that are over": lambda tr: tr("A statement covers whole days that are over"),
    "Postage is bought in multiples of 10.00, at least 10.00": lambda tr: tr(
        "Postage is bought in multiples of 10.00, at least 10.00"
    ),
    "Ceilings of one purchase and of the balance": lambda tr: tr("Ceilings of one purchase and of the balance"),
    "Billing details come before labels and funds": lambda tr: tr("Billing details come before labels and funds"),
    "Canpar and DHL need dimensions besides the weight": lambda tr: tr(
        "Canpar and DHL need the size as well as the weight"
    ),
    "An adjustment is disputed within 90 days of delivery": lambda tr: tr(
        "An adjustment is disputed within 90 days of delivery"
    ),
    "The rest of a balance comes back only by closing the account, whole": lambda tr: tr(
        "The rest of a balance comes back only by closing the account, whole"
    ),
    "Labels are voided in their carrier's time": lambda tr: tr("Labels are voided in their carrier's time"),
    "One open purchase at a time": lambda tr: tr("One open purchase at a time"),
    "Nothing is bought for more than was shown": lambda tr: tr("Nothing is bought for more than was shown"),
    **PEOPLE_RULES,
    **BILLING_RULES,
    "A label is printed once; every further copy has a reason": lambda tr: tr(
        "A label is printed once; every further copy needs a reason"
    ),
}
OVERRIDES: Table = {
    "owner": lambda tr: tr("the owner"),
    **PEOPLE_OVERRIDES,
    "any operator, with a reason that is kept with the label": lambda tr: tr(
        "any operator, with a reason that is kept with the label"
    ),
}


def explain(tr: Tr, error: StationError) -> ErrorView:
    """An error in words, for a panel of the window and for a command alike."""
    values: dict[str, object] = dict(error.fields)
    if isinstance(error, FormProblems):
        values["problems"] = error.problems
    elif error.code == "rate-card.rejected":
        values["problems"] = _rate_card_rows(tr, error)
    message = MESSAGES.get(error.code) or MESSAGES[_family(error)]
    told = message(tr, Fields(values))
    moved = told.money or (MoneyMoved.UNKNOWN if isinstance(error, OutcomeUnknown) else MoneyMoved.NO)
    rule = rule_of(error)
    return ErrorView(
        happened=told.happened,
        money=moved,
        todo=told.todo,
        code=error.code,
        detail=rule_text(tr, rule) if rule else "",
        money_text=told.money_text,
    )


def _rate_card_rows(tr: Tr, error: StationError) -> list[str]:
    """The rows of a rate card that cannot be read, one sentence each."""
    from core.carriers.service import RateCardRejected  # the room of carriers is large; most errors are not its

    assert isinstance(error, RateCardRejected), error
    return [
        tr("Row {row}: {why}", row=problem.row, why=code_text(tr, problem.code, problem.field, problem.value))
        for problem in error.problems
    ]


def _family(error: StationError) -> str:
    """The message of a code that has none: that of its family. A test keeps this for codes of the future."""
    families = (kind for kind in type(error).__mro__ if issubclass(kind, StationError))
    return next((kind.code for kind in families if kind.code in MESSAGES), StationError.code)


def rule_of(error: StationError) -> Rule | None:
    """The rule behind a refusal, where one is named."""
    return error.rule if isinstance(error, Refused) else None


def rule_text(tr: Tr, rule: Rule) -> str:
    """A rule card: the rule, its source and day, who may override it (MISSION section 7, no. 16)."""
    lines = [
        tr("Rule: {rule}", rule=word(tr, RULES, rule.name)),
        tr("Source: {source}, {day}", source=rule.source, day=tr.day(rule.as_of)),
        tr("May be overridden by: {who}", who=word(tr, OVERRIDES, rule.override))
        if rule.override
        else tr("Nobody can override it."),
    ]
    return "\n".join(lines)


def money_text(tr: Tr, moved: MoneyMoved) -> str:
    """The standing answer to the first question after any failure."""
    match moved:
        case MoneyMoved.NO:
            return tr("No money moved")
        case MoneyMoved.YES:
            return tr("Money moved")
        case MoneyMoved.UNKNOWN:
            return tr("Being checked; never charged twice")


def one_line(tr: Tr, error: StationError) -> str:
    """What happened and what to do, in one line, for lists and strips."""
    view = explain(tr, error)
    return f"{view.happened} {view.todo}".replace("\n", " ")
