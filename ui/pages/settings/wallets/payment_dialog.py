"""Update payment method: the fields of the Payment page, and "Update payment" (S0-18, S0-19)."""

from PySide6.QtWidgets import QWidget

from core.accounts.rules import FormProblems
from core.errors import StationError
from ui.icon_names import Ico
from ui.messages import one_line
from ui.pages.settings.scrolling import FormScroll
from ui.pages.settings.wallets.presenter import Account, WalletsPresenter
from ui.pages.setup.fields import PaymentFields
from ui.pages.setup.forms import NO_PAYMENT
from ui.views import Tone
from ui.widgets.buttons import Button, Kind
from ui.widgets.card import Notice
from ui.widgets.dialogs import Dialog
from ui.widgets.kit import Kit
from ui.widgets.layouts import column

_WIDTH = 800


class PaymentDialog(Dialog):
    """Another payment method for one wallet; older versions stay in the books."""

    def __init__(self, kit: Kit, parent: QWidget, presenter: WalletsPresenter, account: Account, year: int) -> None:
        tr = kit.tr
        note = tr("For {wallet}. The earlier method stays in the books.", wallet=account.wallet.name)
        super().__init__(kit, parent, tr("Update payment method"), note, _WIDTH)
        self._presenter, self._account = presenter, account
        self._open = True
        self.finished.connect(self._closed)
        self._fields = PaymentFields(kit, account.setup.payment or NO_PAYMENT, year)
        self._trouble = Notice(kit, Tone.ERROR, Ico.CIRCLE_ALERT, "")
        self._trouble.hide()
        inside = column(kit, margins=(0, 0, 12, 0))
        inside.addWidget(self._fields)
        inside.addStretch(1)
        self.add(FormScroll(kit, inside), 1)
        self.add(self._trouble)
        self.add_cancel()
        self._update = self.add_answer(Button(kit, tr("Update payment"), Kind.PRIMARY))
        self._update.clicked.connect(self._keep)

    def _closed(self) -> None:
        self._open = False

    def _keep(self) -> None:
        self._update.setEnabled(False)
        self._trouble.hide()
        method = self._fields.method()
        self._presenter.update_payment(self._account.wallet.id, method, self._kept, self._refused)

    def _kept(self) -> None:
        if self._open:
            self.accept()

    def _refused(self, error: StationError) -> None:
        if not self._open:
            return
        self._update.setEnabled(True)
        if isinstance(error, FormProblems):
            self._fields.show_problems(error.problems)
        else:
            self._trouble.say(Tone.ERROR, Ico.CIRCLE_ALERT, one_line(self.kit.tr, error))
            self._trouble.show()
