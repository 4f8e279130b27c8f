"""The batch sheet: each order with its price, what the balance pays, the button; progress; what came of it."""

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QStackedWidget, QWidget

from core.i18n import Tr
from core.money import Money
from core.shipments.rules import Affordability
from ui.icon_names import Ico
from ui.messages import explain, one_line
from ui.pages.orders.columns import batch_columns
from ui.pages.orders.head import PaneHead, back_button
from ui.pages.orders.shipping.deciding import answered_rows, at_risk, cost, head_note, planned_rows
from ui.pages.orders.shipping.presenter import ShipPresenter
from ui.pages.orders.shipping.rows import BatchRow, Fit, ShipState, Stage
from ui.pages.redrawing import drop, empty
from ui.views import Tone
from ui.widgets.buttons import Button, Kind, Size
from ui.widgets.card import Card, Notice
from ui.widgets.data_table import DataTable, TableCard
from ui.widgets.fields import LineEdit
from ui.widgets.kit import Kit
from ui.widgets.layouts import Columns, column, holder, row
from ui.widgets.states import EmptyState, ErrorPanel, Progress, Skeleton
from ui.widgets.tables import TableModel
from ui.widgets.text import IconLabel, Label

LOOK_MS = 100


class ShipSheet(QWidget):
    """Draws what the presenter has."""

    def __init__(
        self, kit: Kit, presenter: ShipPresenter, find: Callable[[str], str], is_settled: Callable[[], bool]
    ) -> None:
        """Make the sheet.

        Args:
            kit: Words and look.
            presenter: What decides.
            find: Gives a wallet's name.
            is_settled: Whether what the last run left open is settled; nothing is bought before.
        """
        super().__init__()
        tr = kit.tr
        self._kit, self._presenter, self._name, self._is_settled = kit, presenter, find, is_settled
        self._drawn: object = None
        self._top_drawn: object = None
        back = back_button(kit)
        back.clicked.connect(presenter.close)
        self._head = PaneHead(kit, tr("Ship orders"), "", back)
        self.cancel = Button(kit, tr("Cancel"))
        self.cancel.clicked.connect(presenter.close)
        self.action = Button(kit, tr("Buy and print"), Kind.PRIMARY, icon=Ico.PRINTER)
        self.action.clicked.connect(self._act)
        self._head.add_action(self.cancel)
        self._head.add_action(self.action)
        self._top = column(kit, gap=12)
        self._progress = Progress(kit)
        self._progress.stopped.connect(presenter.stop)
        self._progress_card = Card(kit)
        self._progress_card.add(self._progress)
        self.reason = LineEdit(kit, placeholder=tr("Reason to ship without a size"))
        self.reason.setMaxLength(200)
        self.reason.textChanged.connect(presenter.say_why_without_size)
        self._size_card = self._make_size_card()
        self._stack = QStackedWidget()
        whole = column(kit, gap=16)
        whole.addWidget(self._head)
        whole.addLayout(self._top)
        whole.addWidget(self._size_card)
        whole.addWidget(self._progress_card)
        whole.addWidget(self._stack, 1)
        self.setLayout(whole)
        self._clock = QTimer(self, interval=LOOK_MS)
        self._clock.timeout.connect(presenter.look)
        leave = presenter.listeners.join(self.draw)
        self.destroyed.connect(lambda _gone: leave())

    def _make_size_card(self) -> Card:
        kit = self._kit
        card = Card(kit, padding=14, gap=8)
        self._size_words = Label(kit, "", wrap=True)
        line = row(kit, IconLabel(kit, Ico.RULER, Tone.WARN, 20), gap=12)
        line.addWidget(self._size_words, 3)
        line.addWidget(self.reason, 2)
        card.add(line)
        return card

    def _act(self) -> None:
        if self._presenter.state.stage is Stage.DONE:
            self._presenter.close()
        else:
            self._presenter.buy()

    def draw(self) -> None:
        """Show what the presenter has, as far as it changed."""
        state = self._presenter.state
        self._draw_head(state)
        self._head.arrange()
        self._draw_top(state)
        self._draw_size(state)
        self._draw_progress(state)
        drawn = (state.stage, state.candidates, state.answers, state.error)
        if drawn == self._drawn:
            return
        self._drawn = drawn
        self._draw_body(state)

    def _draw_head(self, state: ShipState) -> None:
        tr = self._kit.tr
        n = len(state.candidates)
        title = tr.n("Ship {n} order", "Ship {n} orders", n) if n else tr("Ship orders")
        note = {
            Stage.RATING: tr("Getting prices…"),
            Stage.READY: head_note(tr, state),
            Stage.BUYING: tr("Buying one after the other. What is bought stays bought."),
            Stage.DONE: self._presenter.result().text if state.stage is Stage.DONE else "",
            Stage.FAILED: "",
        }[state.stage]
        self._head.set_words(title, note)
        self.cancel.setVisible(state.stage in (Stage.RATING, Stage.READY, Stage.FAILED))
        self.action.setVisible(state.stage in (Stage.READY, Stage.BUYING, Stage.DONE))
        buys = len(state.of(Fit.BUY))
        if state.stage is Stage.DONE:
            self.action.set_icon(Ico.CHECK)
            self.action.set_text(tr("Done"))
            self.action.forbid(None)
            return
        self.action.set_icon(Ico.PRINTER)
        if state.stage is Stage.BUYING:
            self.action.set_text(tr("Buying…"))
            self.action.setEnabled(False)
            return
        words = tr.n("Buy and print {n} label", "Buy and print {n} labels", buys)
        self.action.set_text(f"{words} · {_sum(tr, cost(state.candidates))}" if buys else tr("Buy and print"))
        reason = None
        if not buys:
            reason = tr("None of these orders can be bought now.")
        elif not self._is_settled():
            reason = tr("What the last run left open is being settled first.")
        self.action.forbid(reason)

    def _draw_top(self, state: ShipState) -> None:
        """Per wallet: how many labels fit, and what buys the rest."""
        tr = self._kit.tr
        shown = state.lines if state.stage is Stage.READY else ()
        printed = state.printed if state.stage is Stage.DONE else None
        drawn = (shown, printed, state.stage is Stage.DONE)
        if drawn == self._top_drawn:
            return
        self._top_drawn = drawn
        empty(self._top)
        if shown:
            beside = Columns(self._kit.px(12))
            for line in shown:
                beside.addWidget(self._line(line))
            self._top.addWidget(holder(beside))
        if printed is not None and printed.error is not None:
            words = tr("The labels are paid but were not printed: {why}", why=one_line(tr, printed.error))
            self._top.addWidget(Notice(self._kit, Tone.ERROR, Ico.PRINTER, words))

    def _line(self, line: Affordability) -> Notice:
        tr, kit = self._kit.tr, self._kit
        words = tr.n(
            "{wallet}: {fit} of {n} label fits. {total} needed, {available} available.",
            "{wallet}: {fit} of {n} labels fit. {total} needed, {available} available.",
            line.labels, wallet=self._name(line.wallet), fit=tr.number(line.fit), total=line.total,
            available=line.available,
        )  # fmt: skip
        if line.buy is None:
            return Notice(kit, Tone.OK, Ico.WALLET, words)
        notice = Notice(kit, Tone.WARN if line.fit else Tone.ERROR, Ico.WALLET, words)
        offer = tr("Buy {amount} for all…", amount=tr.round_money(line.buy))
        buy = Button(kit, offer, Kind.TONAL, icon=Ico.PLUS, size=Size.SMALL)
        buy.clicked.connect(lambda _checked=False: self._presenter.buy_postage(line.wallet))
        notice.add_action(buy)
        return notice

    def _draw_size(self, state: ShipState) -> None:
        tr = self._kit.tr
        lacking = [one for one in state.candidates if one.fit is Fit.NO_SIZE]
        shown = state.stage is Stage.READY and bool(lacking or state.reason)
        self._size_card.setVisible(shown)
        if not shown:
            if state.stage is Stage.RATING and self.reason.text():
                self.reason.clear()
            return
        risk = _sum(tr, at_risk(state.candidates))
        if lacking:
            words = tr.n(
                "{n} order has no size and its carrier charges by size.",
                "{n} orders have no size and their carrier charges by size.", len(lacking),
            )  # fmt: skip
        else:
            words = tr("They are bought without a size, with your reason.")
        if risk:
            words += " " + tr("Up to {amount} may be charged later.", amount=risk)
        self._size_words.setText(words)

    def _draw_progress(self, state: ShipState) -> None:
        tr = self._kit.tr
        buying = state.stage is Stage.BUYING
        self._progress_card.setVisible(buying)
        if buying and not self._clock.isActive():
            self._clock.start()
        elif not buying:
            self._clock.stop()
        if not buying:
            return
        if state.stopping:
            words = tr("Stopping after this one. {done} of {total} done.", done=state.done, total=state.total)
        else:
            words = tr(
                "{done} of {total}: {number}", done=tr.number(state.done), total=tr.number(state.total),
                number=state.last or "…",
            )  # fmt: skip
        self._progress.show_step(state.done, state.total, words)

    def _draw_body(self, state: ShipState) -> None:
        shown = self._body(state)
        while (old := self._stack.currentWidget()) is not None:
            self._stack.removeWidget(old)
            drop(old)
        self._stack.addWidget(shown)

    def _body(self, state: ShipState) -> QWidget:
        kit, tr = self._kit, self._kit.tr
        if state.stage is Stage.RATING:
            return Skeleton(kit)
        if state.stage is Stage.FAILED:
            assert state.error is not None
            return ErrorPanel(kit, explain(tr, state.error))
        if not state.candidates:
            return EmptyState(kit, Ico.PACKAGE_CHECK, tr("Nothing to ship"), tr("No order is open."))
        catalogue = self._presenter.catalogue
        is_done = state.stage is Stage.DONE
        rows = answered_rows(tr, catalogue, state) if is_done else planned_rows(tr, catalogue, state)
        model = TableModel[BatchRow](batch_columns(tr), rows)
        table: DataTable[BatchRow] = DataTable(kit, model, tr("Orders of the batch"), row_px=52)
        model.setParent(table)
        return TableCard(kit, table)


def _sum(tr: Tr, amounts: dict[str, Money]) -> str:
    """Amounts of several currencies: ``$12.00 USD + $4.00 CAD``."""
    return " + ".join(tr.money(amount) for amount in amounts.values())
