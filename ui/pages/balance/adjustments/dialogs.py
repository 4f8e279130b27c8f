"""The forms of adjustments: by hand, out of a file, and a dispute from its memo to its end."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from core.wallet.rules_adjustments import Adjustment, Cause
from core.wallet.service_adjustment_files import Column
from ui.carrier_words import carrier_name
from ui.icon_names import Ico
from ui.messages_base import capital, word
from ui.messages_wallet import ADJUSTMENT_CAUSES
from ui.pages.balance.adjustments.presenter import AdjustmentsPresenter
from ui.pages.balance.adjustments.rows import CAUSES, Sign, TypedAdjustment, TypedImport
from ui.pages.balance.forms import Form
from ui.views import Tone
from ui.widgets.buttons import Button, Size
from ui.widgets.card import Notice
from ui.widgets.choices import Choice
from ui.widgets.kit import Kit
from ui.widgets.layouts import row

_WIDTH = 620


def _signs(kit: Kit) -> list[Choice]:
    tr = kit.tr
    return [Choice(Sign.TAKES.value, tr("Takes money")), Choice(Sign.GIVES.value, tr("Gives money"))]


def ask_adjustment(kit: Kit, parent: QWidget, presenter: AdjustmentsPresenter) -> Form:
    """Add one by hand."""
    tr = kit.tr
    note = tr("It may take the balance below zero; then nothing is bought until postage is.")
    form = Form(kit, parent, tr("Add an adjustment"), note, width=_WIDTH)
    causes = [Choice("", tr("Read from the reason"))]
    causes += [Choice(one.value, capital(word(tr, ADJUSTMENT_CAUSES, one.value))) for one in CAUSES]
    carriers = [Choice("", tr("Not known"))]
    catalogue = presenter.app.services.catalogue
    carriers += [Choice(one.code, carrier_name(tr, one.code)) for one in catalogue.to_show()]
    form.pair(form.ask("amount", tr("Amount")), form.choose("sign", tr("What it does"), _signs(kit), Sign.TAKES.value))
    form.add(form.ask("reason", tr("Reason"), tr("In the carrier’s words.")))
    form.pair(form.pick("cause", tr("Cause"), causes, ""), form.ask("day", tr("Day"), tr("YYYY-MM-DD; empty: today.")))
    form.pair(
        form.ask("tracking", tr("Tracking number"), optional=True),
        form.pick("carrier", tr("Carrier, without a label"), carriers, ""),
    )
    form.add(form.ask("ref", tr("Provider’s reference"), tr("The same is never booked twice."), optional=True))

    def give(filled: Form) -> None:
        cause = filled.key("cause")
        typed = TypedAdjustment(
            filled.text("amount"), Sign(filled.key("sign")), filled.text("tracking"), filled.key("carrier"),
            filled.text("reason"), Cause(cause) if cause else None, filled.text("ref"), filled.text("day"),
        )  # fmt: skip
        presenter.add(typed, filled.done_well, filled.refused)

    form.finish(tr("Book it"), give).show_over()
    return form


def ask_import(kit: Kit, parent: QWidget, presenter: AdjustmentsPresenter, file: Path) -> Form:
    """Take the adjustments of a CSV file: look first, then book."""
    tr = kit.tr
    form = Form(kit, parent, tr("Import adjustments"), file.name, width=_WIDTH)
    form.add(form.choose("sign", tr("An amount above zero"), _signs(kit), Sign.TAKES.value))
    names = {
        Column.AMOUNT: tr("Column of the amount"), Column.TRACKING: tr("Column of the tracking number"),
        Column.REFERENCE: tr("Column of the reference"), Column.REASON: tr("Column of the reason"),
        Column.DAY: tr("Column of the day"), Column.CARRIER: tr("Column of the carrier"),
    }  # fmt: skip
    fields = [form.ask(column.value, name, optional=True) for column, name in names.items()]
    for at in range(0, len(fields), 2):
        form.pair(fields[at], fields[at + 1])
    result = Notice(kit, Tone.NEUTRAL, Ico.INFO, tr("Columns that are not named are guessed from the heading."))
    look = Button(kit, tr("Look first"), icon=Ico.EYE, size=Size.SMALL)
    form.add(row(kit, look, 1))
    form.add(result)

    def typed() -> TypedImport:
        columns = tuple((column, form.text(column.value)) for column in names if form.text(column.value))
        return TypedImport(file, Sign(form.key("sign")), columns)

    def shown(text: str) -> None:
        form.refused("")
        result.say(Tone.NEUTRAL, Ico.INFO, text)

    look.clicked.connect(lambda: presenter.preview(typed(), shown, form.refused))
    form.finish(tr("Import"), lambda _form: presenter.take(typed(), form.done_well, form.refused)).show_over()
    return form


def ask_dispute(kit: Kit, parent: QWidget, presenter: AdjustmentsPresenter, one: Adjustment) -> Form:
    """Open a dispute."""
    tr = kit.tr
    note = tr("{amount}: {reason}", amount=one.amount, reason=one.reason)
    form = Form(kit, parent, tr("Dispute the adjustment"), note)
    form.add(form.ask("memo", tr("What is disputed, and why?")))
    hint = tr("YYYY-MM-DD; the days count from it.")
    form.add(form.ask("delivered", tr("Day of delivery"), hint, optional=True))
    form.finish(
        tr("Open the dispute"),
        lambda filled: presenter.dispute(
            one, filled.text("memo"), filled.text("delivered"), filled.done_well, filled.refused
        ),
    ).show_over()
    return form


def ask_won(kit: Kit, parent: QWidget, presenter: AdjustmentsPresenter, one: Adjustment) -> Form:
    """The carrier gave money back."""
    tr = kit.tr
    form = Form(kit, parent, tr("The dispute is won"), tr("{amount}: {reason}", amount=one.amount, reason=one.reason))
    form.add(form.ask("credit", tr("What came back"), text=tr.money(-one.amount, with_currency=False)))
    form.add(form.ask("ref", tr("Provider’s reference"), tr("The same is never booked twice."), optional=True))
    form.add(form.ask("note", tr("What the carrier said"), optional=True))
    form.finish(
        tr("Book it"),
        lambda filled: presenter.win(
            one, filled.text("credit"), filled.text("ref"), filled.text("note"), filled.done_well, filled.refused
        ),
    ).show_over()
    return form


def ask_lost(kit: Kit, parent: QWidget, presenter: AdjustmentsPresenter, one: Adjustment) -> Form:
    """The carrier stays with it."""
    tr = kit.tr
    form = Form(kit, parent, tr("The dispute is lost"), tr("{amount}: {reason}", amount=one.amount, reason=one.reason))
    form.add(form.ask("note", tr("What the carrier said"), optional=True))
    form.finish(
        tr("End the dispute"), lambda filled: presenter.lose(one, filled.text("note"), filled.done_well, filled.refused)
    ).show_over()
    return form
