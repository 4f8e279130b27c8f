"""The Balance page (Reports > Balances > Transactions): wallets as cards, every transaction, refunds due apart.

Rooms: wallet, ledger, purchases, accounts, shipments, reports.
"""

from datetime import datetime
from functools import partial

from PySide6.QtWidgets import QComboBox, QStackedWidget, QWidget

from core.errors import StationError
from core.ledger.lines import LineKey
from ui.app_context import App
from ui.icon_names import Ico
from ui.messages import explain
from ui.pages.balance.buy_parts import OpenPurchase
from ui.pages.balance.cards import WalletCard
from ui.pages.balance.columns import line_columns
from ui.pages.balance.freezing.notice import frozen_notice
from ui.pages.balance.opened import TransactionDialog
from ui.pages.balance.panel_views import Shown, panel_of
from ui.pages.balance.presenter import PAGE, BalancePresenter
from ui.pages.balance.rows import BalanceState, LineRow, Lines, Report, Types, WalletFacts
from ui.pages.balance.source import LineBlocks
from ui.pages.balance.strip import pressing, todo_strip
from ui.pages.balance.words import EVERY_WALLET, report_names
from ui.pages.redrawing import drop, empty
from ui.views import KeyLine
from ui.widgets.buttons import Button, Kind
from ui.widgets.choices import Choice, Segmented
from ui.widgets.data_table import DataTable, TableCard
from ui.widgets.files import ask_save
from ui.widgets.kit import Kit
from ui.widgets.layouts import Columns, FlowLayout, column, holder
from ui.widgets.page import Page, PageSpec
from ui.widgets.states import EmptyState, StateStack
from ui.widgets.tables import PagedModel

_ROW_PX = 52


def make_spec(app: App) -> PageSpec:
    """The page as the window is given it."""
    presenter = BalancePresenter(app)
    return PageSpec(PAGE, lambda tr: tr("Balance"), Ico.WALLET, lambda kit: BalancePage(kit, presenter))


class BalancePage(Page):
    """Draws what the presenter has."""

    def __init__(self, kit: Kit, presenter: BalancePresenter) -> None:
        tr = kit.tr
        super().__init__(kit, tr("Balance"), tr("Open any amount to see its line in the books."))
        self._presenter, self._app = presenter, presenter.app
        self._names_drawn: object = None
        self._top_drawn: object = None
        self._tools_drawn: object = None
        self._table_drawn: tuple[Lines, Report] | Report | None = None
        self._panel_drawn: tuple[int, str] | None = None
        self._model: PagedModel[LineRow, LineKey] | None = None
        self._version = 0
        self._export = Button(kit, tr("Export CSV…"), icon=Ico.DOWNLOAD)
        self._export.clicked.connect(self._ask_file)
        buy = Button(kit, tr("Buy Postage…"), Kind.PRIMARY, icon=Ico.PLUS)
        buy.clicked.connect(presenter.buy_postage)
        self.add_action(self._export)
        self.add_action(buy)
        self._names = column(kit, gap=0)
        self._reports: Segmented | None = None
        self._top = QWidget()
        self._top_column = column(kit, gap=16)
        self._top.setLayout(self._top_column)
        self._tools = QWidget()
        self._flow = FlowLayout(kit.px(12))
        self._tools.setLayout(self._flow)
        self._tables = QStackedWidget()
        inside = column(kit, gap=16)
        inside.addLayout(self._names)
        inside.addWidget(self._top)
        inside.addWidget(self._tools)
        inside.addWidget(self._tables, 1)
        self._whole = StateStack(kit, holder(inside))
        self.add(self._whole, 1)
        self._whole.show_loading()
        leave = presenter.listeners.join(self._draw)
        self.destroyed.connect(lambda _gone: leave())
        if presenter.state.wallets is not None:
            self._draw()

    def entered(self) -> None:
        """Look again."""
        self._presenter.load()

    def keys(self) -> tuple[KeyLine, ...]:
        """The keys of this page."""
        tr = self.kit.tr
        return (KeyLine("Enter", tr("Open the chosen transaction")),)

    # Drawing

    def _draw(self) -> None:
        state = self._presenter.state
        if state.wallets is None:
            if state.error is not None:
                self._whole.show_error(explain(self.kit.tr, state.error), self._presenter.load)
            return
        self._whole.show_content()
        self._draw_names(state)
        self._draw_top(state, state.wallets)
        self._draw_tools(state, state.wallets)
        self._draw_table(state)
        self._export.setEnabled(not state.exporting)

    def _draw_names(self, state: BalanceState) -> None:
        """The lists by name, with what waits in each; they stay where they are, and keep the focus."""
        due = len(state.chosen.refunds) if state.chosen is not None else 0
        names = report_names(self.kit.tr, due, state.waiting.unknown, len(state.waiting.tasks))
        if names != self._names_drawn or self._reports is None:
            self._names_drawn = names
            empty(self._names)
            choices = [Choice(report.value, text) for report, text in names.items()]
            self._reports = Segmented(self.kit, self.kit.tr("Report type"), choices, state.report.value)
            self._reports.chosen.connect(lambda key: self._presenter.choose_report(Report(key)))
            self._names.addWidget(self._reports)
        self._reports.choose(state.report.value)

    def _draw_top(self, state: BalanceState, wallets: tuple[WalletFacts, ...]) -> None:
        """What presses, and, above the transactions, each wallet as a card."""
        desk, asking = self._app.services.desk, self._app.startup.is_asking
        zone, now = desk.actor.zone, desk.clock.now()
        today, ages = now.astimezone(zone).date(), tuple(self._age(one) for one in wallets)
        tasks = () if state.report is Report.TO_DO else pressing(state.waiting.tasks, today)
        drawn = (wallets, asking, state.reading, ages, tasks, state.report)
        if drawn == self._top_drawn:
            return
        self._top_drawn = drawn
        empty(self._top_column)
        if tasks:
            go = partial(self._presenter.choose_report, Report.TO_DO)
            self._top_column.addWidget(todo_strip(self.kit, state.waiting.tasks, today, go))
        frozen = [(one.view.wallet, one.frozen) for one in wallets if one.frozen is not None]
        for wallet, freeze in frozen:
            self._top_column.addWidget(frozen_notice(self.kit, self, self._presenter.panels.freezing, wallet, freeze))
        is_first = state.report is Report.TRANSACTIONS
        waits = [one.open for one in wallets if one.open is not None] if state.report is not Report.UNKNOWN else []
        for purchase in waits:
            self._top_column.addWidget(OpenPurchase(self.kit, purchase, zone, self._presenter.ask_again, asking=asking))
        if is_first:
            self._top_column.addWidget(self._cards(state, wallets, now))
        self._top.setVisible(bool(tasks or frozen or waits or is_first))

    def _cards(self, state: BalanceState, wallets: tuple[WalletFacts, ...], now: datetime) -> QWidget:
        cards = Columns(self.kit.px(16))
        for one in wallets:
            wallet = one.view.wallet.id
            cards.addWidget(
                WalletCard(
                    self.kit, one, now, renew=self._presenter.renew,
                    set_up=partial(self._app.go_to, "settings", f"setup:{wallet}"), asking=wallet in state.reading,
                )
            )  # fmt: skip
        return holder(cards)

    def _age(self, one: WalletFacts) -> str:
        at = one.view.reported_at
        return self.kit.tr.age(self._app.services.desk.clock.now() - at) if at is not None else ""

    def _draw_tools(self, state: BalanceState, wallets: tuple[WalletFacts, ...]) -> None:
        tr, kit = self.kit.tr, self.kit
        is_one = len(wallets) > 1 and state.report not in EVERY_WALLET
        drawn = (state.report, state.types, state.wallet, len(wallets))
        if drawn == self._tools_drawn:
            return
        self._tools_drawn = drawn
        empty(self._flow)
        self._tools.setVisible(is_one or state.report is Report.TRANSACTIONS)
        if state.report is Report.TRANSACTIONS:
            self._flow.addWidget(self._types_box(state))
        if is_one:
            names = [Choice(one.view.wallet.id, one.view.wallet.name) for one in wallets]
            box = Segmented(kit, tr("Wallet"), names, state.wallet)
            box.chosen.connect(self._presenter.choose_wallet)
            self._flow.add_end(box)

    def _types_box(self, state: BalanceState) -> QComboBox:
        tr = self.kit.tr
        names = {
            Types.ALL: tr("All types"),
            Types.POSTAGE: tr("Postage bought"),
            Types.LABELS: tr("Labels"),
            Types.REFUNDS: tr("Refunds"),
            Types.ADJUSTMENTS: tr("Adjustments"),
        }
        box = QComboBox()
        box.setAccessibleName(tr("Type of transaction"))
        for kind in Types:
            box.addItem(names[kind], kind)
        box.setCurrentIndex(list(Types).index(state.types))
        box.activated.connect(lambda index: self._presenter.choose_types(list(Types)[index]))
        return box

    def _draw_table(self, state: BalanceState) -> None:
        chosen, lines = state.chosen, self._presenter.lines()
        if chosen is None or lines is None:
            return
        panel = panel_of(self._presenter, state.report)
        if panel is not None:
            self._draw_panel(panel, state)
            return
        same = self._table_drawn == (lines, state.report)
        if same and self._version == state.version:
            return
        self._version = state.version
        if same and self._model is not None:
            self._model.reload()
            return
        self._table_drawn, self._model = (lines, state.report), None
        self._put_up(self._line_table(chosen, lines))

    def _draw_panel(self, panel: Shown, state: BalanceState) -> None:
        """A list that has a presenter of its own: read again whenever something moved."""
        show, factory = panel
        same = isinstance(self._table_drawn, Report) and self._table_drawn is state.report
        if same and self._panel_drawn == (state.version, state.wallet):
            return
        self._panel_drawn = (state.version, state.wallet)
        show(state.wallet)
        if not same:
            self._table_drawn, self._model = state.report, None
            self._put_up(factory(self.kit))

    def _put_up(self, shown: QWidget) -> None:
        while (old := self._tables.currentWidget()) is not None:
            self._tables.removeWidget(old)
            drop(old)
        self._tables.addWidget(shown)

    def _line_table(self, chosen: WalletFacts, lines: Lines) -> QWidget:
        kit, tr = self.kit, self.kit.tr
        zone = self._app.services.desk.actor.zone
        model: PagedModel[LineRow, LineKey] = PagedModel(
            line_columns(tr, zone, chosen.view.wallet.currency), self._app.runner
        )
        table: DataTable[LineRow] = DataTable(kit, model, tr("Transactions"), _ROW_PX)
        model.setParent(table)
        self._model = model
        stack = StateStack(kit, table, inset=16)
        stack.show_loading()

        def counted(count: int) -> None:
            if count:
                stack.show_content()
            else:
                stack.show_empty(self._no_lines())

        def failed(error: object) -> None:
            assert isinstance(error, StationError)
            stack.show_error(explain(tr, error), model.reload)

        model.counted.connect(counted)
        model.failed.connect(failed)
        table.opened.connect(lambda number: self._open(model.row(number)))
        model.set_source(LineBlocks(self._app.services, lines))
        return TableCard(kit, stack)

    def _no_lines(self) -> EmptyState:
        tr, kit = self.kit.tr, self.kit
        if self._presenter.state.types is not Types.ALL:
            return EmptyState(kit, Ico.FILTER, tr("Nothing of this type"), tr("This wallet has other transactions."))
        buy = Button(kit, tr("Buy Postage…"), icon=Ico.PLUS)
        buy.clicked.connect(self._presenter.buy_postage)
        words = tr("Buy postage once; it pays for every label from then on. Every cent is listed here.")
        return EmptyState(kit, Ico.WALLET, tr("No transactions yet"), words, buy)

    # What the person does

    def _open(self, shown: LineRow | None) -> None:
        if shown is not None:
            zone = self._app.services.desk.actor.zone
            go = lambda label: self._app.go_to("shipments", label)  # noqa: E731 - one word for one door
            TransactionDialog(self.kit, self.window(), shown, zone, go).show_over()

    def _ask_file(self) -> None:
        title = self.kit.tr("Export the transactions")
        ask_save(self.kit, self, title, self._presenter.file_name(), self._presenter.export)
