"""The last page of the set-up: everything that will be kept, on one sheet."""

from ui.carrier_words import carrier_name
from ui.furnished_words import furnished
from ui.icon_names import Ico
from ui.messages_base import word
from ui.messages_words import step
from ui.pages.settings.words import LANGUAGES
from ui.pages.setup.pages import SetupPage
from ui.pages.setup.presenter import SetupPresenter
from ui.pages.setup.summary import address_line, payment_line
from ui.pages.setup.words import finished_words, ready_words
from ui.views import Tone
from ui.widgets.card import Facts, Notice
from ui.widgets.kit import Kit
from ui.widgets.layouts import column


class FinishPage(SetupPage):
    """What was entered, and whether anything is missing."""

    def __init__(self, kit: Kit, presenter: SetupPresenter) -> None:
        super().__init__(kit, presenter)
        self._state = Notice(kit, Tone.NEUTRAL, Ico.INFO, "")
        self._facts = Facts(kit)
        layout = column(kit, gap=16)
        layout.addWidget(self._state)
        layout.addWidget(self._facts)
        self.setLayout(layout)
        self.refresh()

    def refresh(self) -> None:
        """Show what is kept."""
        tr, kept = self.kit.tr, self.presenter.kept
        if kept is None:
            return
        setup, missing = kept.setup, kept.missing
        terms = ", ".join(f"{carrier_name(tr, one.carrier)} ({one.version})" for one in setup.terms)
        self._facts.set_lines(
            [
                (tr("Account"), f"{setup.username}, {furnished(tr, setup.holder)}" if setup.holder else "–"),
                (tr("Payment"), payment_line(tr, setup.payment) if setup.payment else "–"),
                (tr("Billing address"), address_line(setup.payment.address) if setup.payment else "–"),
                (tr("Location"), address_line(setup.location) or "–"),
                (tr("Terms accepted"), terms or "–"),
                (tr("Label format"), word(tr, LANGUAGES, setup.label_format) if setup.label_format else "–"),
            ]
        )
        if missing:
            what = ", ".join(step(tr, code) for code in missing)
            self._state.say(Tone.WARN, Ico.TRIANGLE_ALERT, tr("Still missing: {what}.", what=what))
        elif setup.finished_at:
            text = finished_words(tr, kept.wallet.name, sells=self.presenter.sells())
            self._state.say(Tone.OK, Ico.CIRCLE_CHECK, text)
        else:
            text = ready_words(tr, sells=self.presenter.sells())
            self._state.say(Tone.ACCENT, Ico.CIRCLE_CHECK, text)
