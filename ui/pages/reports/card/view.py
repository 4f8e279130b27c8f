"""The card's statement on the window."""

from core.accounts.rules import STATEMENT_TEXT
from ui.icon_names import Ico
from ui.messages import explain
from ui.pages.redrawing import while_alive
from ui.pages.reports.card.presenter import CardPresenter
from ui.pages.reports.card.rows import CardRow, chip_of
from ui.pages.reports.tools import wallet_box
from ui.views import Tone
from ui.widgets.buttons import Button, Kind
from ui.widgets.card import Notice
from ui.widgets.choices import Segmented
from ui.widgets.data_table import DataTable, TableCard
from ui.widgets.files import ask_open
from ui.widgets.kit import Kit
from ui.widgets.layouts import FlowLayout, holder
from ui.widgets.sections import Section
from ui.widgets.states import EmptyState, StateStack
from ui.widgets.tables import Align, Column, TableModel


class CardSection(Section):
    """A file to read, and what does not fit.

    Attributes:
        read: Asks for the bank's file.
    """

    def __init__(self, kit: Kit, presenter: CardPresenter) -> None:
        tr = kit.tr
        note = tr(
            "Compare your card's statement with the postage that was bought. Only lines that say {text} are kept.",
            text=STATEMENT_TEXT,
        )
        super().__init__(kit, tr("Card statement"), note)
        self._presenter = presenter
        self._wallets: Segmented | None = None
        self.read = Button(kit, tr("Read a bank's CSV…"), Kind.PRIMARY, icon=Ico.FILE_UP)
        self.read.clicked.connect(self._ask_file)
        self.add_action(self.read)
        self._tools = FlowLayout(kit.px(12))
        self._tool_line = holder(self._tools)
        self.add(self._tool_line)
        self.refusal = Notice(kit, Tone.ERROR, Ico.CIRCLE_ALERT, "")
        self.summary = Notice(kit, Tone.NEUTRAL, Ico.FILE_TEXT, "")
        self.warning = Notice(
            kit, Tone.WARN, Ico.TRIANGLE_ALERT,
            tr("A charge without a purchase of ours was made elsewhere with this card, or the books lost it. Look at "
               "the portal, then ask your bank."),
        )  # fmt: skip
        for notice in (self.refusal, self.summary, self.warning):
            self.add(notice)
        self._model: TableModel[CardRow] = TableModel(self._columns())
        self._table: DataTable[CardRow] = DataTable(kit, self._model, tr("Card statement"))
        self._states = StateStack(kit, self._table, inset=16)
        self._states.show_loading()
        self.add(TableCard(kit, self._states), 1)
        presenter.attach(while_alive(self, self.refresh))
        self.refresh()

    def _columns(self) -> list[Column[CardRow]]:
        tr = self.kit.tr
        return [
            Column[CardRow]("day", tr("Date"), lambda r: tr.day(r.day) if r.day else "–", 132),
            Column[CardRow](
                "state", tr("State"), lambda r: r.pairing.value, 210, chip=lambda r: chip_of(tr, r.pairing)
            ),
            Column[CardRow]("text", tr("Statement says"), lambda r: r.text, second=lambda r: r.about, strong=True),
            Column[CardRow](
                "amount", tr("Amount"), lambda r: tr.money(r.amount) if r.amount else "–", 150, Align.RIGHT, strong=True
            ),
        ]  # fmt: skip

    def entered(self) -> None:
        """Read what is open."""
        self._presenter.load()

    def refresh(self) -> None:
        """Show what the presenter has."""
        presenter, tr = self._presenter, self.kit.tr
        busy = presenter.is_busy or presenter.open is None
        self.read.forbid(tr("A file is being read.") if busy else None)
        self._show_wallets()
        self.refusal.setVisible(presenter.refusal is not None)
        if presenter.refusal is not None:
            self.refusal.say(Tone.ERROR, Ico.CIRCLE_ALERT, f"{presenter.refusal.happened} {presenter.refusal.todo}")
        summary = presenter.summary()
        self.summary.setVisible(bool(summary))
        self.summary.say(Tone.NEUTRAL, Ico.FILE_TEXT, summary)
        self.warning.setVisible(presenter.has_orphans)
        if presenter.error is not None:
            self._states.show_error(explain(tr, presenter.error), presenter.load)
        elif presenter.open is not None:
            self._show_rows()

    def _show_rows(self) -> None:
        tr, rows = self.kit.tr, self._presenter.rows()
        self._model.set_rows(rows)
        if rows:
            self._states.show_content()
        elif self._presenter.matched is not None:
            text = tr("Every charge of this card has its purchase, and every purchase its charge.")
            self._states.show_empty(EmptyState(self.kit, Ico.CIRCLE_CHECK, tr("Everything is paired"), text))
        else:
            text = tr("Export the card's statement at your bank as CSV. The same file may be read again at any time.")
            self._states.show_empty(EmptyState(self.kit, Ico.CREDIT_CARD, tr("Nothing is waiting"), text))

    def _show_wallets(self) -> None:
        choice = self._presenter.wallet
        self._tool_line.setVisible(len(choice.wallets) > 1)
        if self._wallets is None and len(choice.wallets) > 1:
            self._wallets = wallet_box(self.kit, choice, self._presenter.choose_wallet)
            self._tools.addWidget(self._wallets)
        if self._wallets is not None:
            self._wallets.choose(choice.chosen)

    def _ask_file(self) -> None:
        tr = self.kit.tr
        kinds = [(tr("Bank files"), "*.csv *.txt"), (tr("All files"), "*")]
        ask_open(self.kit, self, tr("Read the card's statement"), kinds, self._presenter.read)
