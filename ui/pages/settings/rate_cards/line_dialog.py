"""Change one price of a rate card, or its days."""

from datetime import date

from PySide6.QtWidgets import QWidget

from core.carriers.rate_book import RateLine
from core.carriers.rate_cards import is_price
from core.errors import StationError
from core.money import Money
from ui.icon_names import Ico
from ui.messages import one_line
from ui.pages.settings.rate_cards.presenter import RateCardsPresenter
from ui.pages.settings.rate_cards.rows import LineRow
from ui.views import Tone
from ui.widgets.buttons import Button, Kind
from ui.widgets.card import Notice
from ui.widgets.dialogs import Dialog
from ui.widgets.fields import FormRow, LineEdit
from ui.widgets.kit import Kit
from ui.widgets.layouts import row
from ui.widgets.reading import Judgement, MoneyEdit


def read_day(text: str) -> date | None:
    """A day written as 2027-01-31, or None."""
    try:
        day = date.fromisoformat(text.strip())
    except ValueError:
        return None
    return day if day.isoformat() == text.strip() else None


class LineDialog(Dialog):
    """Price and days of one line; the history of the books keeps what was before."""

    def __init__(
        self, kit: Kit, parent: QWidget, presenter: RateCardsPresenter, line: RateLine, shown: LineRow
    ) -> None:
        tr = kit.tr
        what = f"{shown.carrier}, {shown.service}, {shown.zone}, {shown.up_to}"
        super().__init__(kit, parent, tr("Change a price"), what)
        self._presenter, self._line = presenter, line
        self._open = True
        self.finished.connect(self._closed)
        self._price = MoneyEdit(kit, line.currency, self._judge)
        self._price.set_amount(Money(line.price_minor, line.currency))
        self._first, self._last = LineEdit(kit, line.valid_from), LineEdit(kit, line.valid_to)
        self._last.setPlaceholderText(tr("until further notice"))
        self._rows = {
            "first": FormRow(kit, tr("First day"), self._first, "2027-01-31"),
            "last": FormRow(kit, tr("Last day"), self._last, "2027-12-31", optional=True),
        }
        self._trouble = Notice(kit, Tone.ERROR, Ico.CIRCLE_ALERT, "")
        self._trouble.hide()
        days = row(kit, gap=16)
        for field in self._rows.values():
            days.addWidget(field, 1)
        self.add(FormRow(kit, tr("Price"), self._price))
        self.add(days)
        self.add(self._trouble)
        self.add_cancel()
        self._save = self.add_answer(Button(kit, tr("Save"), Kind.PRIMARY))
        self._save.clicked.connect(self._keep)
        self._price.changed.connect(lambda: self._save.setEnabled(self._price.amount() is not None))

    def _judge(self, money: Money) -> Judgement:
        allowed = is_price(money.minor)
        text = "" if allowed else self.kit.tr("A price is above zero and at most 100,000.00.")
        return Judgement(allowed, text)

    def _closed(self) -> None:
        self._open = False

    def _keep(self) -> None:
        tr, price = self.kit.tr, self._price.amount()
        first, last = read_day(self._first.text()), read_day(self._last.text())
        wrong = tr("Write a day like 2027-01-31.")
        self._rows["first"].set_problem(None if first else wrong)
        lacks_last = last is None and bool(self._last.text().strip())
        self._rows["last"].set_problem(wrong if lacks_last else None)
        if price is None or first is None or lacks_last:
            return
        self._save.setEnabled(False)
        self._trouble.hide()
        self._presenter.change_line(self._line.id, price, (first, last), self._kept, self._refused)

    def _kept(self) -> None:
        if self._open:
            self.accept()

    def _refused(self, error: StationError) -> None:
        if self._open:
            self._save.setEnabled(True)
            self._trouble.say(Tone.ERROR, Ico.CIRCLE_ALERT, one_line(self.kit.tr, error))
            self._trouble.show()
