"""Which widget draws which list of the Balance page."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from ui.pages.balance.adjustments.page import AdjustmentsPanel
from ui.pages.balance.autofund.page import AutofundPanel
from ui.pages.balance.closing.page import ClosingPanel
from ui.pages.balance.explaining.page import WhyPanel
from ui.pages.balance.presenter import BalancePresenter
from ui.pages.balance.readings.page import ReadingsPanel
from ui.pages.balance.refunds.page import RefundsPanel, VoidablePanel
from ui.pages.balance.rows import Report
from ui.pages.balance.todo.page import TodoPanel
from ui.pages.balance.unknown.page import UnknownPanel
from ui.widgets.kit import Kit

Shown = tuple[Callable[[str], None], Callable[[Kit], QWidget]]


def panel_of(presenter: BalancePresenter, report: Report) -> Shown | None:
    """How a list is read for a wallet, and what draws it; None for the transactions."""
    panels = presenter.panels
    every: dict[Report, Shown] = {
        Report.WHY: (panels.why.show, lambda kit: WhyPanel(kit, panels.why)),
        Report.TO_DO: (panels.todo.show, lambda kit: TodoPanel(kit, panels.todo, presenter.choose_report)),
        Report.UNKNOWN: (panels.unknown.show, lambda kit: UnknownPanel(kit, panels.unknown)),
        Report.AUTOFUND: (panels.autofund.show, lambda kit: AutofundPanel(kit, panels.autofund)),
        Report.READINGS: (panels.readings.show, lambda kit: ReadingsPanel(kit, panels.readings)),
        Report.REFUNDS_DUE: (panels.refunds.show, lambda kit: RefundsPanel(kit, panels.refunds)),
        Report.VOIDABLE: (panels.voidable.show, lambda kit: VoidablePanel(kit, panels.voidable)),
        Report.ADJUSTMENTS: (panels.adjustments.show, lambda kit: AdjustmentsPanel(kit, panels.adjustments)),
        Report.CLOSING: (
            panels.closing.show,
            lambda kit: ClosingPanel(kit, panels.closing, panels.freezing, presenter.choose_report),
        ),
    }
    return every.get(report)
