"""What each step of closing an account asks before it is done."""

from PySide6.QtWidgets import QWidget

from core.wallet.service_closing import PaidTo
from ui.pages.balance.closing.presenter import ClosingPresenter
from ui.pages.balance.closing.rows import ClosingFacts, only_way, voidable_line
from ui.pages.balance.forms import Form
from ui.widgets.buttons import Kind
from ui.widgets.choices import Choice
from ui.widgets.kit import Kit


def ask_begin(kit: Kit, parent: QWidget, presenter: ClosingPresenter, facts: ClosingFacts) -> Form:
    """Stop buying."""
    tr = kit.tr
    form = Form(kit, parent, tr("Begin closing {wallet}", wallet=facts.wallet.name), only_way(tr, facts))
    form.add(form.ask("reason", tr("Why is it closed?"), tr("Kept with your name.")))
    form.finish(
        tr("Begin closing"),
        lambda filled: presenter.begin(filled.text("reason"), filled.done_well, filled.refused),
        Kind.DANGER,
    ).show_over()
    return form


def ask_back(kit: Kit, parent: QWidget, presenter: ClosingPresenter, facts: ClosingFacts) -> Form:
    """Ask the whole rest back."""
    tr = kit.tr
    note = tr("The whole rest is asked back: {amount} by the books now.", amount=facts.view.booked)
    form = Form(kit, parent, tr("Ask the rest back"), note)
    voids = bool(facts.view.voidable)
    if voids:
        form.note(voidable_line(tr, facts))
        form.add(form.tick("voids", tr("Their money is given up")))
    form.finish(
        tr("Ask it back"),
        lambda filled: presenter.ask_back(
            gives_up_voids=voids and filled.is_ticked("voids"), done=filled.done_well, failed=filled.refused
        ),
        Kind.DANGER,
    ).show_over()
    return form


def ask_came(kit: Kit, parent: QWidget, presenter: ClosingPresenter, facts: ClosingFacts) -> Form:
    """The rest came back."""
    tr = kit.tr
    closing = facts.view.closing
    due = closing.amount if closing is not None else None
    form = Form(kit, parent, tr("The money came"), tr("With this the account is closed."))
    form.add(form.ask("amount", tr("What came"), text=tr.money(due, with_currency=False) if due else ""))
    places = [Choice(PaidTo.BANK.value, tr("The bank")), Choice(PaidTo.CARD.value, tr("The card"))]
    form.add(form.choose("to", tr("Where it came to"), places, PaidTo.BANK.value))
    form.add(form.ask("reason", tr("Why is it another amount?"), optional=True))
    form.finish(
        tr("Close the account"),
        lambda filled: presenter.receive(
            filled.text("amount"), PaidTo(filled.key("to")), filled.text("reason"), filled.done_well, filled.refused
        ),
    ).show_over()
    return form


def ask_stay(kit: Kit, parent: QWidget, presenter: ClosingPresenter) -> Form:
    """Call it off."""
    tr = kit.tr
    note = tr("The account stays open; what was asked back returns to the balance.")
    form = Form(kit, parent, tr("Call the closing off"), note)
    form.add(form.ask("reason", tr("Why does it stay?"), tr("Kept with your name.")))
    form.finish(
        tr("Call it off"), lambda filled: presenter.stay(filled.text("reason"), filled.done_well, filled.refused)
    ).show_over()
    return form
