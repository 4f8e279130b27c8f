"""The pages of the set-up: each writes what is typed to the presenter, and shows the problems that it is told."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from ui.icon_names import Ico
from ui.messages_problems import problem_text
from ui.pages.settings.format_help import FormatChooser
from ui.pages.setup.fields import PaymentFields, guard, put_problems
from ui.pages.setup.forms import FORMAT, HOLDER, LOCATION, PAYMENT, HolderForm
from ui.pages.setup.presenter import SetupPresenter
from ui.theme import TextStyle
from ui.views import Tone
from ui.widgets.address_form import AddressForm
from ui.widgets.buttons import Button, Size
from ui.widgets.card import Notice
from ui.widgets.choices import Choice, Segmented
from ui.widgets.fields import FormRow, LineEdit
from ui.widgets.kit import Kit
from ui.widgets.layouts import column, row
from ui.widgets.text import Label


class SetupPage(QWidget):
    """One page. `typed` comes with every change of a field."""

    typed = Signal()

    def __init__(self, kit: Kit, presenter: SetupPresenter) -> None:
        super().__init__()
        self.kit, self.presenter = kit, presenter

    def refresh(self) -> None:
        """Show problems and what was kept."""


class HolderPage(SetupPage):
    """Who holds the balance, the account's name there, and the line that verifies it (S2-02 to S2-04)."""

    def __init__(self, kit: Kit, presenter: SetupPresenter) -> None:
        super().__init__(kit, presenter)
        tr, form = kit.tr, presenter.drafts.holder
        self._holder = LineEdit(kit, form.holder, placeholder="Stamps.com")
        self._username = LineEdit(kit, form.username)
        self._rows = {
            "holder": FormRow(
                kit, tr("Who holds the balance"), self._holder, tr("Stamps.com in US dollars, ShipStation in Canada.")
            ),
            "username": FormRow(
                kit,
                tr("User name of the account there"),
                self._username,
                tr("Never the password: type it only in the provider's own portal."),
            ),
        }
        self._verified = QCheckBox("")
        self._verified.setChecked(form.verified)
        self._path = Segmented(
            kit, tr("Account"), [Choice("have", tr("I have an account")), Choice("none", tr("I have none yet"))], "have"
        )
        self._list = Notice(kit, Tone.ACCENT, Ico.LIST_CHECKS, _opening_an_account(kit))
        self._list.hide()
        self._path.chosen.connect(lambda key: self._list.setVisible(key == "none"))
        layout = column(kit, gap=16)
        layout.addLayout(row(kit, self._path, 1))
        layout.addWidget(self._list)
        fields = row(kit, gap=16)
        for line in self._rows.values():
            fields.addWidget(line, 1)
        layout.addLayout(fields)
        layout.addWidget(self._verified)
        kept = tr("Kept on this station only: nothing is sent, and no account is opened.")
        layout.addWidget(Label(kit, kept, TextStyle.SMALL, Tone.NEUTRAL, wrap=True))
        self.setLayout(layout)
        for name, edit in (("holder", self._holder), ("username", self._username)):
            guard(edit, partial(self._refuse, name))
            edit.textChanged.connect(lambda _text: self._type())
        self._verified.clicked.connect(lambda _on: self._type())
        self._name_account()

    def _refuse(self, name: str) -> None:
        self._rows[name].set_problem(self.kit.tr("This looks like a card number; it was not kept."))

    def _type(self) -> None:
        form = HolderForm(self._holder.text(), self._username.text(), self._verified.isChecked())
        self._verified.setChecked(self.presenter.type_holder(form).verified)
        self._name_account()
        self.typed.emit()

    def _name_account(self) -> None:
        """The confirm line names what it confirms, and waits for it."""
        tr, name = self.kit.tr, self._username.text().strip()
        self._verified.setEnabled(bool(name))
        words = tr("I verified that the correct account is selected: {name}", name=name) if name else ""
        self._verified.setText((words or tr("Verify the correct account is selected")).replace("&", "&&"))

    def refresh(self) -> None:
        """Problems under their fields."""
        put_problems(self.kit.tr, self._rows, self.presenter.problems.get(HOLDER, ()))


def _opening_an_account(kit: Kit) -> str:
    """What the provider's portal asks for: an account is opened there, by a person, and never invented here (S2-04)."""
    tr = kit.tr
    return "\n".join(
        (
            tr("Open an account in the provider's portal. It asks for:"),
            "•  " + tr("name, company, street address and phone"),
            "•  " + tr("an email address that can be confirmed"),
            "•  " + tr("a user name and a password of your own"),
            "•  " + tr("a payment method, and your yes to its terms"),
            tr("Then come back and type the user name that you were given."),
        )
    )


class PaymentPage(SetupPage):
    """Payment details (S0-10)."""

    def __init__(self, kit: Kit, presenter: SetupPresenter, year: int) -> None:
        super().__init__(kit, presenter)
        self._fields = PaymentFields(kit, presenter.drafts.payment, year)
        self._fields.changed.connect(self._type)
        layout = column(kit)
        layout.addWidget(self._fields)
        self.setLayout(layout)

    def _type(self) -> None:
        self.presenter.type_payment(self._fields.method())
        self.typed.emit()

    def refresh(self) -> None:
        """Problems under their fields."""
        problems = self.presenter.problems.get(PAYMENT)
        if problems is not None:
            self._fields.show_problems(problems)


class LocationPage(SetupPage):
    """Where parcels leave from (S0-10)."""

    def __init__(self, kit: Kit, presenter: SetupPresenter) -> None:
        super().__init__(kit, presenter)
        tr = kit.tr
        self._form = AddressForm(kit, presenter.drafts.location)
        self._form.changed.connect(self._type)
        layout = column(kit, gap=12)
        layout.addWidget(
            Label(kit, tr("It is the sender on every label of this balance."), tone=Tone.NEUTRAL, wrap=True)
        )
        layout.addWidget(self._form)
        self.setLayout(layout)

    def _type(self) -> None:
        self.presenter.type_location(self._form.address())
        self.typed.emit()

    def refresh(self) -> None:
        """Problems under their fields."""
        tr, prefix = self.kit.tr, "location."
        problems = self.presenter.problems.get(LOCATION)
        if problems is not None:
            inner = [type(one)(one.field.removeprefix(prefix), one.code, one.value) for one in problems]
            self._form.show_problems(inner, lambda problem: problem_text(tr, problem))


class FormatPage(SetupPage):
    """Requested Label Format with its help and a test label (S2-14 to S2-18)."""

    def __init__(self, kit: Kit, presenter: SetupPresenter) -> None:
        super().__init__(kit, presenter)
        tr = kit.tr
        self._formats = FormatChooser(kit, presenter.drafts.label_format)
        self._formats.chosen.connect(self._type)
        self._print = Button(kit, tr("Print a test label"), icon=Ico.PRINTER_CHECK, size=Size.SMALL)
        self._print.clicked.connect(presenter.test_print)
        self._said = Notice(kit, Tone.NEUTRAL, Ico.PRINTER, "")
        self._problem = Notice(kit, Tone.ERROR, Ico.CIRCLE_ALERT, "")
        layout = column(kit, gap=12)
        layout.addWidget(Label(kit, tr("Requested Label Format"), TextStyle.STRONG))
        layout.addWidget(self._formats)
        layout.addLayout(row(kit, self._print, 1))
        layout.addWidget(self._said)
        layout.addWidget(self._problem)
        self.setLayout(layout)
        self.refresh()

    def _type(self, code: str) -> None:
        self.presenter.type_format(code)
        self.typed.emit()
        self.refresh()

    def refresh(self) -> None:
        """What the test label gave; what is wrong."""
        tr, presenter = self.kit.tr, self.presenter
        self._print.forbid(None if presenter.drafts.label_format else tr("Choose a format first."))
        self._said.say(Tone.NEUTRAL, Ico.PRINTER, presenter.test)
        self._said.setVisible(bool(presenter.test))
        problems = presenter.problems.get(FORMAT, ())
        self._problem.say(Tone.ERROR, Ico.CIRCLE_ALERT, tr("Choose a format.") if problems else "")
        self._problem.setVisible(bool(problems))
