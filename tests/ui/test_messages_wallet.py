"""Every member of the wallet's closed sets has its word, in every language (S0-32 to S0-37)."""

from enum import Enum

import pytest

from core.accounts.rules_states import FreezeCause
from core.i18n import LANGUAGES, translator
from core.purchases.after_sales import AfterSaleKind
from core.wallet.rules_adjustments import Cause, DisputeState, Source
from core.wallet.rules_closing import ClosingState
from core.wallet.rules_readings import ClearAs
from core.wallet.rules_refunds import Outcome
from core.wallet.rules_waterfall import Avoid, OpenKind
from core.wallet.service_adjustment_files import RowFate
from ui.messages_base import Table
from ui.messages_wallet import (
    ADJUSTMENT_CAUSES,
    ADJUSTMENT_SOURCES,
    AVOIDED,
    CLEARED_AS,
    CLOSING_STATES,
    DISPUTE_STATES,
    FREEZE_CAUSES,
    OPEN_KINDS,
    REFUND_OUTCOMES,
    ROW_FATES,
)
from ui.messages_words import TRANSACTION_KINDS

SETS: list[tuple[Table, type[Enum]]] = [
    (FREEZE_CAUSES, FreezeCause), (REFUND_OUTCOMES, Outcome), (ADJUSTMENT_CAUSES, Cause),
    (ADJUSTMENT_SOURCES, Source), (DISPUTE_STATES, DisputeState), (ROW_FATES, RowFate), (CLEARED_AS, ClearAs),
    (OPEN_KINDS, OpenKind), (CLOSING_STATES, ClosingState), (AVOIDED, Avoid),
]  # fmt: skip


@pytest.mark.parametrize(("table", "members"), SETS, ids=lambda one: getattr(one, "__name__", ""))
def test_every_member_has_its_word_and_no_word_is_left_over(table: Table, members: type[Enum]) -> None:
    assert set(table) == {member.value for member in members}
    assert all(words(tr).strip() for words in table.values() for tr in map(translator, LANGUAGES))


def test_every_template_of_the_books_has_its_word() -> None:
    """The kinds that this room posts; a refund and an adjustment are what a provider may tell."""
    posted = {
        "refund", "refund-lost", "adjustment", "chargeback", "opening", "unexplained", "unexplained-cleared",
        "unexplained-undone", "closing", "closing-undone", "closing-refund",
    }  # fmt: skip
    assert posted <= set(TRANSACTION_KINDS)
    assert {kind.value for kind in AfterSaleKind} == {"refund", "refund-refused", "adjustment"}
