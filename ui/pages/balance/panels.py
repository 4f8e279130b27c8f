"""Every list of the Balance page besides its transactions: one presenter each, without Qt."""

from ui.app_context import App
from ui.pages.balance.adjustments.presenter import AdjustmentsPresenter
from ui.pages.balance.autofund.presenter import AutofundPresenter
from ui.pages.balance.closing.presenter import ClosingPresenter
from ui.pages.balance.explaining.presenter import WhyPresenter
from ui.pages.balance.freezing.presenter import FreezePresenter
from ui.pages.balance.readings.presenter import ReadingsPresenter
from ui.pages.balance.refunds.presenter import RefundsPresenter, VoidablePresenter
from ui.pages.balance.todo.presenter import TodoPresenter
from ui.pages.balance.unknown.presenter import UnknownPresenter


class Panels:
    """The presenters; they outlive the page's widgets."""

    def __init__(self, app: App) -> None:
        self.why = WhyPresenter(app)
        self.todo = TodoPresenter(app)
        self.unknown = UnknownPresenter(app)
        self.autofund = AutofundPresenter(app)
        self.readings = ReadingsPresenter(app)
        self.refunds = RefundsPresenter(app)
        self.voidable = VoidablePresenter(app)
        self.adjustments = AdjustmentsPresenter(app)
        self.closing = ClosingPresenter(app)
        self.freezing = FreezePresenter(app)
