"""People and limits as read, and the rows of their table."""

from dataclasses import dataclass

from core.i18n import Tr
from core.money import Money
from core.people.records import Limit, LimitKind, Operator, OperatorState, Role
from ui.icon_names import Ico
from ui.messages_base import word
from ui.messages_people_words import OPERATOR_STATES, ROLES
from ui.views import ChipView, Tone


@dataclass(frozen=True, slots=True)
class Facts:
    """People and limits as read.

    Attributes:
        operators: Everybody, active ones first.
        limits: In force.
        currencies: Of the wallets.
        me: Who has signed in; empty for nobody.
        auto_lock: Minutes of nothing before the window locks, as kept.
    """

    operators: tuple[Operator, ...] = ()
    limits: tuple[Limit, ...] = ()
    currencies: tuple[str, ...] = ()
    me: str = ""
    auto_lock: str = ""

    def limit(self, kind: LimitKind, currency: str) -> Money | None:
        """One limit in force."""
        found = (one.amount for one in self.limits if (one.kind, one.amount.currency) == (kind, currency))
        return next(found, None)


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One operator. Attributes: name; role and state in words; whether it is who has signed in."""

    name: str
    role: str
    state: ChipView
    is_me: bool


def person_rows(tr: Tr, facts: Facts) -> tuple[PersonRow, ...]:
    """Everybody, as the table shows them."""
    return tuple(
        PersonRow(one.name, word(tr, ROLES, one.role.value), _chip(tr, one), one.name == facts.me)
        for one in facts.operators
    )


def _chip(tr: Tr, one: Operator) -> ChipView:
    words = word(tr, OPERATOR_STATES, one.state.value)
    if one.state is OperatorState.INACTIVE:
        return ChipView(Tone.NEUTRAL, Ico.USER, words)
    return ChipView(Tone.OK, Ico.CIRCLE_CHECK, words)


def other_role(role: Role) -> Role:
    """What a person is made by "change role"."""
    return Role.PACKER if role is Role.SUPERVISOR else Role.SUPERVISOR
