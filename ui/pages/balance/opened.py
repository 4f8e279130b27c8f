"""One transaction opened: every cent on screen is a posting that can be looked at."""

from collections.abc import Callable
from zoneinfo import ZoneInfo

from PySide6.QtWidgets import QWidget

from core.accounts.rules import STATEMENT_TEXT
from core.clock import from_utc_text
from ui.icon_names import Ico
from ui.pages.balance.buy_parts import BeforeAfter
from ui.pages.balance.columns import kind_chip, reference, signed
from ui.pages.balance.rows import LineRow
from ui.theme import TextStyle
from ui.widgets.buttons import Button
from ui.widgets.card import Facts
from ui.widgets.chip import Chip
from ui.widgets.dialogs import Dialog
from ui.widgets.kit import Kit
from ui.widgets.layouts import row
from ui.widgets.text import Label

_HASH_SHOWN = 16


class TransactionDialog(Dialog):
    """Number, type, amount, balance before and after, who and where, and the seal of the journal."""

    def __init__(
        self, kit: Kit, parent: QWidget, shown: LineRow, zone: ZoneInfo, go_to_label: Callable[[str], None]
    ) -> None:
        tr, line = kit.tr, shown.line
        super().__init__(kit, parent, tr("Transaction {number}", number=tr.number(line.number)))
        self.add(
            row(
                kit, Chip(kit, kind_chip(tr, line.kind)), 1, Label(kit, signed(tr, line.amount), TextStyle.FIGURE),
                Label(kit, line.amount.currency, TextStyle.HEADING), gap=12,
            )
        )  # fmt: skip
        self.add(BeforeAfter(kit, line.balance - line.amount, line.balance, past=True))
        lines = [(tr("Date"), tr.datetime(from_utc_text(line.at), zone)), (tr("Reference"), reference(tr, shown))]
        if shown.tracking:
            lines.append((tr("Tracking number"), shown.tracking))
        if shown.method:
            lines.append((tr("Card statement"), STATEMENT_TEXT))
        lines.append((tr("Operator"), line.actor))
        lines.append((tr("Journal seal"), f"{line.hash[:_HASH_SHOWN]}…"))
        self.add(Facts(kit, lines))
        close = Button(kit, tr("Close"))
        close.clicked.connect(self.reject)
        if shown.label:
            go = Button(kit, tr("Show the shipment"), icon=Ico.TRUCK)
            go.clicked.connect(self.accept)
            go.clicked.connect(lambda: go_to_label(shown.label))
            self.add_answer(go)
        self.add_answer(close)
