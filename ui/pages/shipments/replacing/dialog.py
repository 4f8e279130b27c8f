"""The Replace dialog (Ctrl+Shift+R on the Shipments page): reason, price, net cost; then how it ended."""

from typing import assert_never

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from core.errors import BadText
from core.settings import WEIGHT_UNIT
from core.shipments.service_replacing import ReplacementQuote
from core.units import Dimensions, dimensions_text, parse_dimensions
from ui.icon_names import Ico
from ui.label_words import paid_clock
from ui.messages import explain
from ui.pages.redrawing import empty, while_alive
from ui.pages.shipments.replacing.presenter import ReplacePresenter
from ui.pages.shipments.replacing.rows import Stage
from ui.pages.shipments.replacing.showing import end_view, net_of, net_words, new_words, number_of, reasons
from ui.theme import TextStyle
from ui.views import Tone
from ui.widgets.buttons import Button, Kind, Size
from ui.widgets.card import Facts, Notice, Stat
from ui.widgets.dialogs import Dialog
from ui.widgets.fields import FormRow, LineEdit
from ui.widgets.kit import Kit
from ui.widgets.layouts import FlowLayout, column, holder, row
from ui.widgets.reading import WeightEdit
from ui.widgets.scan_guard import ScanGuard
from ui.widgets.states import ErrorPanel
from ui.widgets.text import IconLabel, Label

_SETTLE_MS = 500
_REASON_MAX = 120
_WIDTH = 660


def open_dialog(kit: Kit, parent: QWidget, presenter: ReplacePresenter) -> "ReplaceDialog":
    """Open the dialog over `parent` and price the new label."""
    dialog = ReplaceDialog(kit, parent, presenter)
    dialog.show_over()
    presenter.start()
    return dialog


class ReplaceDialog(Dialog):
    """One act of two paid calls. The answer is pressed, never typed: Enter in a field does nothing."""

    def __init__(self, kit: Kit, parent: QWidget, presenter: ReplacePresenter) -> None:
        tr, row_ = kit.tr, presenter.row
        number = number_of(presenter.app.services, row_.tracking)
        note = tr("Order {order} · {recipient} · {number}", order=row_.number, recipient=row_.recipient, number=number)
        super().__init__(kit, parent, tr("Replace the label"), note, _WIDTH)
        self._presenter = presenter
        self._drawn: object = None
        self._reason = self._size_text = ""
        self.reason: LineEdit | None = None
        self.weight: WeightEdit | None = None
        self.size_edit: LineEdit | None = None
        self._size_row: FormRow | None = None
        self._settle = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._settle.timeout.connect(self._measured)
        self.cancel = self.add_cancel()
        self.other = self.add_answer(Button(kit, tr("Open the order"), icon=Ico.CLIPBOARD_LIST))
        self.other.clicked.connect(self._other)
        self.action = self.add_answer(Button(kit, tr("Replace"), Kind.DANGER))
        self.action.clicked.connect(self._act)
        leave = presenter.listeners.join(while_alive(self, self._draw))
        self.destroyed.connect(lambda _gone: leave())
        self._draw()

    # Answers

    def _act(self) -> None:
        presenter = self._presenter
        match presenter.state.stage:
            case Stage.ASKING:
                self.flush()
                if self._why_not() is None:
                    presenter.replace_label(self._reason)  # asks nothing while a corrected weight is being priced
            case Stage.REFUSED:
                presenter.again()
            case Stage.IN_DOUBT | Stage.BROKEN:
                presenter.look_again()
            case Stage.ENDED:
                done = presenter.state.done
                if done is not None and done.new is not None:
                    presenter.print_new()
                    presenter.show_new()
                self.accept()
            case Stage.PRICING | Stage.WORKING:
                pass
            case other:
                assert_never(other)

    def _other(self) -> None:
        self.accept()
        self._presenter.open_order()

    def flush(self) -> None:
        """Take what was typed last, at once."""
        if self._settle.isActive():
            self._settle.stop()
            self._measured()

    # Drawing

    def _draw(self) -> None:
        state = self._presenter.state
        drawn = (state.stage, state.quote, state.error, state.done)
        if drawn != self._drawn:
            self._drawn = drawn
            self.reason = self.weight = self.size_edit = self._size_row = None
            empty(self.body)
            self._draw_stage()
            self.body.addStretch(1)
            if self.isVisible():
                self.fit_anew()
            self._take_focus()
            QTimer.singleShot(0, self, self._take_focus)  # a window that becomes active passes over hidden fields
        self._draw_answers()

    def _take_focus(self) -> None:
        """The reason, or nothing: Enters that come late press no answer."""
        (self if self.reason is None else self.reason).setFocus()

    def _draw_stage(self) -> None:
        tr, kit, state = self.kit.tr, self.kit, self._presenter.state
        match state.stage:
            case Stage.PRICING:
                self._line(Ico.HOURGLASS, tr("Pricing the new label…"))
            case Stage.ASKING:
                assert state.quote is not None, "a price comes before the question"
                self._draw_question(state.quote)
            case Stage.REFUSED | Stage.BROKEN:
                assert state.error is not None, "refused for a reason"
                self.add(ErrorPanel(kit, explain(tr, state.error)))
            case Stage.WORKING:
                self._line(Ico.HOURGLASS, tr("Voiding the old label, then buying the new one…"))
                words = tr("Done once, however often you press. It goes on if you close this, and is found again.")
                self.add(Label(kit, words, TextStyle.BODY, Tone.NEUTRAL, wrap=True))
            case Stage.ENDED | Stage.IN_DOUBT:
                self._draw_end()
            case other:
                assert_never(other)

    def _line(self, icon: Ico, words: str) -> None:
        line = row(self.kit, IconLabel(self.kit, icon, Tone.ACCENT, 28), gap=12)
        line.addWidget(Label(self.kit, words, TextStyle.HEADING, wrap=True), 1)
        self.add(line)

    def _draw_question(self, quote: ReplacementQuote) -> None:
        kit, tr, services = self.kit, self.kit.tr, self._presenter.app.services
        tone = Tone.WARN if quote.differs else Tone.NEUTRAL
        self.add(Notice(kit, tone, Ico.TAG, new_words(tr, services, quote)))
        self.add(self._measures(quote))
        prices = row(kit, gap=16)
        net = net_of(quote)
        for name, amount in ((tr("Old label"), quote.old.price), (tr("New label"), quote.rate.price)):
            prices.addWidget(Stat(kit, name, tr.money(amount), style=TextStyle.AMOUNT), 1)
        prices.addWidget(Stat(kit, tr("Net cost"), tr.money(net), style=TextStyle.AMOUNT), 1)
        self.add(prices)
        clock = paid_clock(services, tr, self._presenter.row)
        voids = tr("Void: {when}.", when=clock.text)
        self.add(Label(kit, f"{net_words(tr, quote)} {voids}", TextStyle.BODY, Tone.NEUTRAL, wrap=True))
        self._draw_reason()
        self.add(Notice(kit, Tone.ERROR, Ico.TRASH, tr("DESTROY the old paper label: it is void from then on.")))

    def _draw_reason(self) -> None:
        kit, tr = self.kit, self.kit.tr
        self.reason = LineEdit(kit, self._reason, placeholder=tr("Another reason"), name=tr("Reason"))
        self.reason.setMaxLength(_REASON_MAX)
        self.reason.textChanged.connect(self._reason_typed)
        ScanGuard(self.reason).scanned.connect(self._scanned)
        flow = FlowLayout(kit.px(8))
        for text in reasons(tr):
            choice = Button(kit, text, Kind.TONAL if text == self._reason else Kind.SECONDARY, size=Size.SMALL)
            choice.clicked.connect(lambda _on=False, words=text: self._say(words))
            flow.addWidget(choice)
        lines = column(kit, gap=8)
        lines.addWidget(Label(kit, tr("Reason"), TextStyle.STRONG))
        lines.addWidget(holder(flow))
        lines.addWidget(self.reason)
        self.add(lines)

    def _measures(self, quote: ReplacementQuote) -> QWidget:
        kit, tr = self.kit, self.kit.tr
        unit = self._presenter.app.services.setting(WEIGHT_UNIT)
        self.weight = WeightEdit(kit, next((one for one in WeightEdit.UNITS if one == unit), "lb"))
        self.weight.set_weight(quote.order.weight)
        dims = quote.order.dims
        self._size_text = dimensions_text(dims, "in") if dims is not None else ""
        self.size_edit = LineEdit(kit, self._size_text, placeholder="12x8x4 in")
        self.weight.input.textEdited.connect(lambda _text: self._settle.start())
        self.weight.units.activated.connect(lambda _index: self._settle.start())
        self.size_edit.textEdited.connect(lambda _text: self._settle.start())
        for edit in (self.weight.input, self.size_edit):
            ScanGuard(edit).scanned.connect(self._scanned)
        self._size_row = FormRow(kit, tr("Size"), self.size_edit, optional=True)
        line = row(kit, gap=16)
        line.addWidget(FormRow(kit, tr("Weight"), self.weight), 1)
        line.addWidget(self._size_row, 1)
        return holder(line)

    def _draw_end(self) -> None:
        kit, tr, state = self.kit, self.kit.tr, self._presenter.state
        assert state.done is not None, "an end is known"
        view = end_view(tr, self._presenter.app.services, state.done)
        icon = {Tone.OK: Ico.CIRCLE_CHECK, Tone.WARN: Ico.INFO}.get(view.tone, Ico.OCTAGON_ALERT)
        head = row(kit, IconLabel(kit, icon, view.tone, 32), gap=12)
        head.addWidget(Label(kit, view.title, TextStyle.AMOUNT, wrap=True), 1)
        self.add(head)
        if view.destroy:
            self.add(Notice(kit, Tone.ERROR, Ico.TRASH, view.destroy, big=True))
        self.add(Label(kit, view.text, wrap=True))
        if view.why:
            self.add(Notice(kit, Tone.WARN, Ico.INFO, view.why))
        self.add(Facts(kit, view.facts))

    def _draw_answers(self) -> None:
        tr, state = self.kit.tr, self._presenter.state
        words, kind, enabled, has_new = tr("Replace"), Kind.PRIMARY, True, False
        match state.stage:
            case Stage.ASKING:
                assert state.quote is not None, "a price comes before the question"
                words, kind = tr("Replace · net {amount}", amount=net_of(state.quote)), Kind.DANGER
            case Stage.PRICING | Stage.WORKING:
                words, enabled = tr("One moment…"), False
            case Stage.REFUSED:
                words = tr("Try again")
            case Stage.IN_DOUBT | Stage.BROKEN:
                words, enabled = (tr("Asking…"), False) if state.asking else (tr("Ask again"), True)
            case Stage.ENDED:
                has_new = state.done is not None and state.done.new is not None
                words = tr("Print the new label") if has_new else tr("Done")
            case other:
                assert_never(other)
        self.action.set_text(words)
        self.action.set_kind(kind)
        self.action.setEnabled(enabled)
        if state.stage is Stage.ASKING:
            self.action.forbid(self._why_not())
        self.other.setVisible(state.stage in (Stage.ENDED, Stage.REFUSED) and not has_new)
        self.cancel.set_text(tr("Cancel") if state.stage in (Stage.PRICING, Stage.ASKING) else tr("Close"))
        self.cancel.setVisible(state.stage is not Stage.ENDED or has_new)

    def _why_not(self) -> str | None:
        tr = self.kit.tr
        if self.weight is not None and self.weight.weight() is None:
            return tr("Type the weight of the parcel.")
        if self._size_row is not None and self._size_row.problem():
            return self._size_row.problem()
        return None if self._reason.strip() else tr("Say why in a few words.")

    # Typing

    def _reason_typed(self, text: str) -> None:
        self._reason = text
        self._draw_answers()

    def _say(self, words: str) -> None:
        if self.reason is not None:
            self.reason.setText(words)

    def _scanned(self, _text: str) -> None:
        """A scan is no reason and no weight; its Enter answers nothing."""
        self._presenter.app.notify(Tone.WARN, self.kit.tr("A scan answers no question here: nothing was done."))

    def _measured(self) -> None:
        dims = self._dims()
        self._draw_answers()
        if self.weight is not None and self.weight.weight() is not None and self._why_size() is None:
            self._presenter.correct(self.weight.weight(), dims)

    def _why_size(self) -> str | None:
        return (self._size_row.problem() or None) if self._size_row is not None else None

    def _dims(self) -> Dimensions | None:
        """The size as it was typed; the order's where it was not touched."""
        if self.size_edit is None or self._size_row is None:
            return None
        text = self.size_edit.text().strip()
        self._size_row.set_problem(None)
        if not text or text == self._size_text:
            return None
        try:
            return parse_dimensions(text)
        except BadText:
            self._size_row.set_problem(self.kit.tr("This is no size. Type it like 12x8x4 in."))
            return None
