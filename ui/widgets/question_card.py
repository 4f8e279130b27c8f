"""A question in place: what it means, a reason where one is kept, and two answers. No dialog stands in the way."""

from PySide6.QtCore import Signal

from ui.icon_names import Ico
from ui.questions import AskView
from ui.theme import TextStyle
from ui.views import Tone
from ui.widgets.buttons import Button, Kind, Size
from ui.widgets.card import Card
from ui.widgets.fields import LineEdit
from ui.widgets.kit import Kit
from ui.widgets.layouts import FlowLayout, column, holder, row
from ui.widgets.scan_guard import ScanGuard
from ui.widgets.text import IconLabel, Label

_TEXT_MAX = 120


class QuestionCard(Card):
    """Asks one `AskView`.

    Signals:
        answered: Yes, with the reason.
        cancelled: No.
        scanned: A scan went into the reason; it is out of it again, and nothing is answered.
    """

    answered = Signal(str)
    cancelled = Signal()
    scanned = Signal(str)

    def __init__(self, kit: Kit, view: AskView) -> None:
        super().__init__(kit, padding=24, gap=16)
        tr = kit.tr
        self._kit, self.view = kit, view
        tone = Tone.ERROR if view.danger else Tone.WARN
        title = row(kit, IconLabel(kit, Ico.OCTAGON_ALERT if view.danger else Ico.HELP, tone, 28), gap=12)
        title.addWidget(Label(kit, view.title, TextStyle.AMOUNT, wrap=True), 1)
        self.add(title)
        self.add(Label(kit, view.text, TextStyle.HEADING if view.danger else TextStyle.BODY, wrap=True))
        self.reason = LineEdit(kit, view.reason, placeholder=tr("Another reason"), name=tr("Reason"))
        self.reason.setMaxLength(_TEXT_MAX)
        self.reason.textChanged.connect(lambda _text: self._judge())
        self.reason.returnPressed.connect(self._enter)
        ScanGuard(self.reason).scanned.connect(self.scanned)
        self.choices = [self._choice(text) for text in view.reasons]
        if view.reasons:
            self.add(Label(kit, tr("Reason"), TextStyle.STRONG))
            flow = FlowLayout(kit.px(8))
            for choice in self.choices:
                flow.addWidget(choice)
            self.add(holder(flow))
            self.add(self.reason)
        else:
            self.reason.setParent(self)
            self.reason.hide()
        kind = Kind.DANGER if view.danger else Kind.PRIMARY
        self.yes = Button(kit, view.yes, kind, keys="Enter", size=Size.BIG)
        self.no = Button(kit, view.no, size=Size.BIG)
        self.yes.clicked.connect(self._enter)
        self.no.clicked.connect(self.cancelled)
        answers = column(kit, gap=8)
        answers.addWidget(self.yes)
        answers.addWidget(self.no)
        self.body.addStretch(1)
        self.add(answers)
        self._judge()

    def _choice(self, text: str) -> Button:
        button = Button(self._kit, text, size=Size.SMALL)
        button.clicked.connect(lambda: self.reason.setText(text))
        return button

    def _judge(self) -> None:
        tr = self._kit.tr
        lacking = bool(self.view.reasons) and not self.reason.text().strip()
        self.yes.forbid(tr("Say why in a few words.") if lacking else None)
        for choice in self.choices:
            choice.set_kind(Kind.TONAL if choice.words() == self.reason.text() else Kind.SECONDARY)

    def _enter(self) -> None:
        if self.yes.isEnabled():
            self.answered.emit(self.reason.text().strip())

    def take_focus(self) -> None:
        """Enter answers from here: the reason, or the answer itself."""
        if self.view.reasons:
            self.reason.setFocus()
            self.reason.selectAll()
        else:
            self.yes.setFocus()
