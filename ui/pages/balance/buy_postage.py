"""The Buy Postage dialog (Ctrl+B anywhere): amount, what it does to the balance, Purchase; then what came of it."""

from typing import assert_never

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from core.accounts.rules import SetupIncomplete
from core.context import Mode
from core.errors import BadText
from core.money import Money, parse_money
from ui.app_context import App
from ui.messages import explain
from ui.pages.balance.buy_parts import BeforeAfter, NeedLine, OpenPurchase, Outcome, PaidWith, UnderWay
from ui.pages.balance.buying.presenter import BuyPresenter, quick_amounts
from ui.pages.balance.buying.rows import Payer, Stage
from ui.pages.recording.dialog import open_dialog as open_recording
from ui.pages.recording.opening import Opening
from ui.pages.redrawing import empty
from ui.theme import TextStyle
from ui.views import Tone
from ui.widgets.buttons import ENTER_KEYS, Button, Kind, Size
from ui.widgets.choices import Choice, Segmented
from ui.widgets.dialogs import Dialog
from ui.widgets.fields import FormRow
from ui.widgets.kit import Kit
from ui.widgets.layouts import FlowLayout, column, holder
from ui.widgets.reading import Judgement, MoneyEdit
from ui.widgets.scan_guard import ScanGuard
from ui.widgets.states import ErrorPanel
from ui.widgets.text import Label


def open_dialog(app: App, kit: Kit, parent: QWidget, wallet: str, amount: Money | None) -> None:
    """Open the dialog over `parent`; while one is open it comes to the front instead.

    In a recorded station a person buys in the portal: there it is recorded.
    """
    if app.services.mode is Mode.RECORDED:
        open_recording(app, kit, parent, Opening(wallet=wallet, amount=amount))
        return
    for there in parent.findChildren(BuyPostage):
        if there.isVisible():
            there.activateWindow()
            return
    presenter = BuyPresenter(app, wallet, amount)
    BuyPostage(kit, parent, presenter, app).show_over()
    presenter.start()


class BuyPostage(Dialog):
    """Three actions: Ctrl+B, the amount, Enter. A second press, or ten, buys nothing more."""

    def __init__(self, kit: Kit, parent: QWidget, presenter: BuyPresenter, app: App) -> None:
        super().__init__(kit, parent, kit.tr("Buy Postage"), width=560)
        tr = kit.tr
        self._presenter, self._app = presenter, app
        self._drawn: tuple[object, ...] = ()
        self._edit: MoneyEdit | None = None
        self._preview: BeforeAfter | None = None
        self._need: NeedLine | None = None
        self._quick: QWidget | None = None
        self._is_quiet = False
        self.cancel = self.add_cancel()
        self.action = self.add_answer(Button(kit, tr("Purchase"), Kind.PRIMARY, keys="Enter"))
        self.action.clicked.connect(self._act)
        leave = presenter.listeners.join(self._draw)
        self.destroyed.connect(lambda _gone: leave())
        self._draw()

    def edit(self) -> MoneyEdit:
        """The amount field; there is one while the dialog asks for an amount."""
        assert self._edit is not None, "no amount is asked for now"
        return self._edit

    def _act(self) -> None:
        """The one answer besides Cancel, whatever it is called at this stage."""
        match self._presenter.state.stage:
            case Stage.TYPING:
                self._presenter.purchase(self.edit().amount())
            case Stage.REFUSED | Stage.OPENING:
                self._presenter.try_again()
            case Stage.IN_DOUBT | Stage.LOCKED:
                self._presenter.ask_again()
            case Stage.DONE:
                self.accept()
            case Stage.CLOSED:
                self.accept()
                if isinstance(self._presenter.state.error, SetupIncomplete):
                    self._app.go_to("settings", f"setup:{self._presenter.state.wallet}")
            case Stage.SENDING:
                pass
            case other:
                assert_never(other)

    # Drawing: a stage is drawn once; within a stage only what changes is

    def _draw(self) -> None:
        state = self._presenter.state
        drawn = (state.stage, state.wallet, state.error, state.answer, state.payers)
        if drawn != self._drawn:
            self._drawn = drawn
            self._keep_quiet(state.stage)
            self._clear()
            self._draw_stage()
            self.body.addStretch(1)
            if self._edit is None:
                self.setFocus()  # not an answer: Enters that come late press nothing
        if self._need is not None:
            self._need.show_need(state.need, known=state.needs is not None)
        self._draw_answers()
        if self.isVisible():
            self.fit_anew()

    def _keep_quiet(self, stage: Stage) -> None:
        """The second half of a double click answers nothing that came up under it."""
        self._is_quiet = stage in (Stage.DONE, Stage.REFUSED, Stage.IN_DOUBT)
        if self._is_quiet:
            QTimer.singleShot(QApplication.doubleClickInterval(), self, self._listen)

    def _listen(self) -> None:
        self._is_quiet = False
        self._draw_answers()

    def _clear(self) -> None:
        self._edit = self._preview = self._need = self._quick = None
        empty(self.body)

    def _draw_stage(self) -> None:
        state = self._presenter.state
        payer = state.payer
        if len(state.payers) > 1 and state.stage in (Stage.TYPING, Stage.LOCKED, Stage.CLOSED):
            self.add(self._wallets())
        match state.stage:
            case Stage.OPENING:
                self._draw_opening()
            case Stage.TYPING:
                assert payer is not None
                self._draw_form(payer)
            case Stage.SENDING:
                self._draw_sending()
            case Stage.DONE:
                assert state.answer is not None and payer is not None
                self.add(Outcome(self.kit, state.answer, state.bought, payer))
            case Stage.REFUSED | Stage.CLOSED:
                assert state.error is not None
                self.add(ErrorPanel(self.kit, explain(self.kit.tr, state.error)))
            case Stage.IN_DOUBT:
                self._draw_doubt()
            case Stage.LOCKED:
                assert state.answer is not None
                self.add(OpenPurchase(self.kit, state.answer, self._app.services.desk.actor.zone))
            case other:
                assert_never(other)

    def _wallets(self) -> QWidget:
        tr, state = self.kit.tr, self._presenter.state
        choices = [
            Choice(
                payer.view.wallet.id,
                tr("{wallet} · {balance}", wallet=payer.view.wallet.name,
                   balance=tr.money(payer.view.booked, with_currency=False)),
            )
            for payer in state.payers
        ]  # fmt: skip
        chooser = Segmented(self.kit, tr("Wallet"), choices, state.wallet)
        chooser.chosen.connect(self._presenter.choose_wallet)
        line = column(self.kit, gap=0)
        line.addWidget(chooser, 0, Qt.AlignmentFlag.AlignLeft)
        return holder(line)

    def _draw_opening(self) -> None:
        tr, state = self.kit.tr, self._presenter.state
        if state.error is not None:
            self.add(ErrorPanel(self.kit, explain(tr, state.error)))
            return
        self.add(UnderWay(self.kit, tr("Settling what the last run left open; nothing is bought before that.")))

    def _draw_form(self, payer: Payer) -> None:
        tr, kit, presenter = self.kit.tr, self.kit, self._presenter
        wallet = payer.view.wallet
        hint = tr(
            "In multiples of {step}, up to {most} at once. The arrow keys step by {step}.",
            step=tr.round_money(Money(1000, wallet.currency)), most=tr.round_money(wallet.max_purchase),
        )  # fmt: skip
        rule = tr("Postage is bought in multiples of {step}.", step=tr.round_money(Money(1000, wallet.currency)))
        edit = MoneyEdit(kit, wallet.currency, self._judge, hint, rule)
        self._edit = edit
        edit.input.installEventFilter(self)
        ScanGuard(edit.input).scanned.connect(self._scanned)
        row = FormRow(kit, tr("Purchase Amount:"), edit)
        edit.input.setAccessibleName(tr("Purchase Amount:"))
        self.add(row)
        self._quick = self._quick_row()
        self.add(self._quick)
        self._need = NeedLine(kit, self._take)
        self.add(self._need)
        self._preview = BeforeAfter(kit, payer.view.booked)
        self.add(self._preview)
        self.add(PaidWith(kit, payer))
        if presenter.state.amount is not None and presenter.state.amount.currency == wallet.currency:
            edit.set_amount(presenter.state.amount)
        edit.changed.connect(self._typed)
        edit.entered.connect(self._act)
        self._typed()
        edit.input.setFocus()
        edit.input.selectAll()
        # Once more when it is on the screen: a window that becomes active before passes over fields not yet shown.
        QTimer.singleShot(0, edit.input, edit.input.setFocus)

    def _quick_row(self) -> QWidget:
        flow = FlowLayout(self.kit.px(8))
        for amount in quick_amounts(self._presenter):
            button = Button(self.kit, self.kit.tr.round_money(amount), size=Size.SMALL)
            button.clicked.connect(lambda _checked=False, money=amount: self._take(money))
            flow.addWidget(button)
        return holder(flow)

    def _draw_sending(self) -> None:
        tr, amount = self.kit.tr, self._presenter.state.amount
        self.add(UnderWay(self.kit, tr("Buying {amount} of postage…", amount=amount)))
        words = tr("Bought once, however often you press. It goes on if you close this.")
        self.add(Label(self.kit, words, TextStyle.BODY, Tone.NEUTRAL, wrap=True))

    def _draw_doubt(self) -> None:
        tr, state = self.kit.tr, self._presenter.state
        if state.answer is None:
            assert state.error is not None
            self.add(ErrorPanel(self.kit, explain(tr, state.error)))
        else:
            self.add(OpenPurchase(self.kit, state.answer, self._app.services.desk.actor.zone))

    def _draw_answers(self) -> None:
        tr, state = self.kit.tr, self._presenter.state
        words, enabled = tr("Purchase"), True
        match state.stage:
            case Stage.TYPING:
                enabled = self._edit is not None and self._edit.amount() is not None
            case Stage.OPENING:
                words, enabled = tr("Try again"), state.error is not None
            case Stage.SENDING:
                words, enabled = tr("Buying…"), False
            case Stage.DONE:
                words = tr("Done")
            case Stage.REFUSED:
                words = tr("Back to the amount")
            case Stage.IN_DOUBT | Stage.LOCKED:
                words, enabled = (tr("Asking…"), False) if state.asking else (tr("Ask again"), True)
            case Stage.CLOSED:
                words = tr("Go to set-up") if isinstance(state.error, SetupIncomplete) else tr("Close")
            case other:
                assert_never(other)
        self.action.set_text(words)
        self.action.setEnabled(enabled and not self._is_quiet)
        is_closed = state.stage is Stage.CLOSED and not isinstance(state.error, SetupIncomplete)
        self.cancel.setVisible(state.stage is not Stage.DONE and not is_closed)
        self.cancel.set_text(tr("Cancel") if state.stage in (Stage.TYPING, Stage.REFUSED) else tr("Close"))

    # Typing

    def _currency(self) -> str:
        payer = self._presenter.state.payer
        assert payer is not None, "an amount is typed for a wallet"
        return payer.view.wallet.currency

    def _judge(self, money: Money) -> Judgement:
        verdict = self._presenter.judge(money)
        return Judgement(verdict.allowed, verdict.text, verdict.offers)

    def _scanned(self, _text: str) -> None:
        """An order number is no amount, though it may look like one; its Enter buys nothing."""
        self._app.notify(Tone.WARN, self.kit.tr("A scan is not an amount: nothing was bought."))

    def _take(self, amount: Money) -> None:
        self.edit().set_amount(amount)
        self.edit().input.setFocus()

    def _typed(self) -> None:
        assert self._preview is not None and self._quick is not None
        self._preview.show_amount(self.edit().amount())
        self._quick.setVisible(not self.edit().offers())  # one row of amounts at a time
        self._draw_answers()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The arrow keys step by 10.00."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and self._edit is not None:
            steps = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1, Qt.Key.Key_PageUp: 10, Qt.Key.Key_PageDown: -10}
            if event.key() in steps:
                stepped = self._presenter.stepped(_read(self._edit, self._currency()), steps[Qt.Key(event.key())])
                if stepped is not None:
                    self._edit.set_amount(stepped)
                return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter closes what is done; anywhere else it presses only what has the focus."""
        is_done = self._presenter.state.stage is Stage.DONE
        if event.key() in ENTER_KEYS and is_done and not event.isAutoRepeat() and not self._is_quiet:
            self.accept()
            return
        super().keyPressEvent(event)


def _read(edit: MoneyEdit, currency: str) -> Money | None:
    """What stands in the field, allowed or not."""
    try:
        return parse_money(edit.input.text(), currency)
    except BadText:
        return None
