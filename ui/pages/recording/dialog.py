"""The Record dialog of a recorded station: postage, labels and voids of the portal, its export, what is not matched.

A button is pressed for each record; Enter in a field, a scanner's above all, answers nothing.
"""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from ui.app_context import App
from ui.icon_names import Ico
from ui.messages import explain
from ui.pages.recording import lists
from ui.pages.recording.opening import Opening, Part
from ui.pages.recording.parts import LabelForm, PostageForm, RecordForm, VoidForm
from ui.pages.recording.presenter import RecordingPresenter
from ui.pages.recording.rows import RecordingState
from ui.pages.recording.showing import part_words
from ui.pages.redrawing import empty, while_alive
from ui.views import Tone
from ui.widgets.buttons import Button, Kind, Size
from ui.widgets.card import Notice
from ui.widgets.choices import Choice, Segmented
from ui.widgets.dialogs import Dialog
from ui.widgets.files import ask_open
from ui.widgets.kit import Kit
from ui.widgets.layouts import FlowLayout, holder
from ui.widgets.states import EmptyState, ErrorPanel, Skeleton

_WIDTH = 680


def open_dialog(app: App, kit: Kit, parent: QWidget, opening: Opening) -> "RecordDialog":
    """Open the dialog over `parent`."""
    presenter = RecordingPresenter(app, opening)
    dialog = RecordDialog(kit, parent, presenter)
    dialog.show_over()
    presenter.start()
    return dialog


class RecordDialog(Dialog):
    """Draws what its presenter has; a form is made anew when something was recorded with it."""

    def __init__(self, kit: Kit, parent: QWidget, presenter: RecordingPresenter) -> None:
        tr = kit.tr
        note = tr("Declared until a balance reading or the portal’s export confirms it.")
        super().__init__(kit, parent, tr("Record"), note, _WIDTH)
        self._presenter = presenter
        self._drawn: object = None
        self._said: object = None
        self.form: RecordForm | None = None
        self.sheet: lists.SheetForm | None = None
        self._remark: QWidget | None = None
        self.close_ = self.add_cancel()
        self.close_.set_text(tr("Close"))
        self.action = self.add_answer(Button(kit, tr("Record"), Kind.PRIMARY))
        self.action.clicked.connect(self._act)
        leave = presenter.listeners.join(while_alive(self, self._draw))
        self.destroyed.connect(lambda _gone: leave())
        self._draw()

    def _act(self) -> None:
        state, presenter = self._presenter.state, self._presenter
        if state.wallets is not None and not state.wallets:
            self.accept()
            presenter.set_up()
        elif self.form is not None:
            self.form.give()
        elif self.sheet is not None:
            presenter.import_sheet(self.sheet.columns(), month_first=self.sheet.month_first.isChecked())
        elif state.part is Part.IMPORT:
            self._ask_file()

    def _ask_file(self) -> None:
        tr = self.kit.tr
        kinds = [(tr("Transactions of the portal"), "*.csv *.txt *.tsv")]
        ask_open(self.kit, self, tr("The portal’s export"), kinds, self._presenter.look_into)

    # Drawing

    def _draw(self) -> None:
        state = self._presenter.state
        drawn = (state.part, state.wallets is None, self._wallet_key(state), state.error, state.round, state.sheet,
                 state.report, state.open)  # fmt: skip
        if drawn != self._drawn:
            self._drawn = drawn
            self.form = self.sheet = self._remark = None
            self._said = None
            empty(self.body)
            self._draw_whole(state)
            if self.isVisible():
                self.fit_anew()
        self._draw_said(state)
        self._draw_answer(state)

    def _wallet_key(self, state: RecordingState) -> str:
        """A label names its own wallet; its form stays whatever wallet is chosen."""
        return "" if state.part in (Part.LABEL, Part.VOID) else state.wallet

    def _draw_whole(self, state: RecordingState) -> None:
        kit, tr = self.kit, self.kit.tr
        if state.wallets is None:
            panel = ErrorPanel(kit, explain(tr, state.error), self._presenter.start) if state.error else Skeleton(kit)
            self.add(panel)
            return
        if not state.wallets:
            words = tr("Finish the set-up of a wallet first; then what is bought in the portal is recorded here.")
            self.add(EmptyState(kit, Ico.LOCK, tr("Nothing can be recorded yet"), words))
            return
        self._draw_head(state)
        match state.part:
            case Part.POSTAGE:
                self._show_form(PostageForm(kit, self._presenter, self._opening(state)))
            case Part.LABEL:
                self._show_form(LabelForm(kit, self._presenter, self._opening(state)))
            case Part.VOID:
                self._show_form(VoidForm(kit, self._presenter, self._opening(state)))
            case Part.IMPORT:
                self._draw_import(state)
            case Part.OPEN:
                self.add(
                    lists.open_list(kit, self._presenter, state.open) if state.open is not None else Skeleton(kit), 1
                )  # fmt: skip
        self.body.addStretch(1)

    def _opening(self, state: RecordingState) -> Opening | None:
        """What is filled in: only at first, not for the next record."""
        opening = self._presenter.opening
        return opening if not state.round and opening.part is state.part else None

    def _draw_head(self, state: RecordingState) -> None:
        kit, tr, presenter = self.kit, self.kit.tr, self._presenter
        line = FlowLayout(kit.px(12))
        parts = Segmented(
            kit, tr("What is recorded"), [Choice(part.value, part_words(tr, part)) for part in Part], state.part.value
        )
        parts.chosen.connect(lambda key: presenter.choose_part(Part(key)))
        line.addWidget(parts)
        wallets = state.wallets or ()
        if len(wallets) > 1 and state.part not in (Part.LABEL, Part.VOID):
            names = [Choice(one.wallet.id, one.wallet.name) for one in wallets]
            box = Segmented(kit, tr("Wallet"), names, state.wallet)
            box.chosen.connect(presenter.choose_wallet)
            line.addWidget(box)
        self.add(holder(line))

    def _show_form(self, form: RecordForm) -> None:
        self.form = form
        self.add(form)
        form.focus_first()

    def _draw_import(self, state: RecordingState) -> None:
        if state.report is not None:
            self.add(lists.report(self.kit, state.report), 1)
        elif state.sheet is not None:
            self.sheet = lists.SheetForm(self.kit, state.sheet)
            self.add(self.sheet)
        else:
            choose = Button(self.kit, self.kit.tr("Choose the file…"), icon=Ico.FILE_UP)
            choose.clicked.connect(self._ask_file)
            self.add(lists.choosing(self.kit, choose))

    def _draw_said(self, state: RecordingState) -> None:
        said = (state.said, state.recorded, state.can_print)
        if said == self._said:
            return
        self._said = said
        if self._remark is not None:
            self.body.removeWidget(self._remark)
            self._remark.hide()
            self._remark.deleteLater()
            self._remark = None
        if state.said is None or not state.wallets:
            return
        icons = {Tone.OK: Ico.CIRCLE_CHECK, Tone.WARN: Ico.TRIANGLE_ALERT, Tone.ERROR: Ico.CIRCLE_ALERT}
        notice = Notice(self.kit, state.said.tone, icons.get(state.said.tone, Ico.INFO), state.said.text)
        if state.recorded:
            notice.add_action(self._small(self.kit.tr("Show it"), Ico.ARROW_RIGHT, self._show_recorded))
        if state.recorded and state.can_print:
            words = self.kit.tr("Print", context="verb")
            notice.add_action(self._small(words, Ico.PRINTER, self._presenter.print_recorded))
        self._remark = notice
        self.body.insertWidget(1, notice)

    def _small(self, words: str, icon: Ico, does: Callable[[], None]) -> Button:
        button = Button(self.kit, words, icon=icon, size=Size.SMALL)
        button.clicked.connect(does)
        return button

    def _show_recorded(self) -> None:
        self.accept()
        self._presenter.show_recorded()

    def _draw_answer(self, state: RecordingState) -> None:
        tr = self.kit.tr
        words = {
            Part.POSTAGE: tr("Record the postage"),
            Part.LABEL: tr("Record the label"),
            Part.VOID: tr("Record the void"),
            Part.IMPORT: tr("Import"),
            Part.OPEN: "",
        }[state.part]
        visible = state.wallets is not None
        if state.wallets is not None and not state.wallets:
            words = tr("Continue setup")
        elif state.part is Part.OPEN or (state.part is Part.IMPORT and (state.sheet is None or state.report)):
            visible = False
        self.action.setVisible(visible and bool(words))
        self.action.set_text((tr("One moment…") if state.busy else words) or tr("Record"))
        self.action.setEnabled(not state.busy)
