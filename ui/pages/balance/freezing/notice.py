"""That a wallet is frozen, with the way to lift it; and the form that freezes one."""

from PySide6.QtWidgets import QWidget

from core.accounts.records import Wallet
from core.accounts.rules_states import Freeze
from ui.icon_names import Ico
from ui.messages_base import word
from ui.messages_wallet import FREEZE_CAUSES
from ui.pages.balance.forms import Form
from ui.pages.balance.freezing.presenter import FreezePresenter
from ui.views import Tone
from ui.widgets.buttons import Button, Kind, Size
from ui.widgets.card import Notice
from ui.widgets.kit import Kit


def frozen_notice(kit: Kit, over: QWidget, presenter: FreezePresenter, wallet: Wallet, frozen: Freeze) -> Notice:
    """Nothing is bought from it, and why."""
    tr = kit.tr
    cause = word(tr, FREEZE_CAUSES, frozen.cause.value)
    words = tr(
        "Nothing is bought from the wallet {wallet}: {cause} ({reason}).",
        wallet=wallet.name, cause=cause, reason=frozen.reason,
    )  # fmt: skip
    notice = Notice(kit, Tone.ERROR, Ico.LOCK, words)
    lift = Button(kit, tr("Lift the freeze…"), size=Size.SMALL)
    lift.clicked.connect(lambda: ask_lift(kit, over.window(), presenter, wallet))
    notice.add_action(lift)
    return notice


def ask_lift(kit: Kit, parent: QWidget, presenter: FreezePresenter, wallet: Wallet) -> Form:
    """Let buying go on."""
    tr = kit.tr
    form = Form(kit, parent, tr("Lift the freeze"), wallet.name)
    form.add(form.ask("reason", tr("Why may buying go on?"), tr("Kept with your name.")))
    form.finish(
        tr("Lift the freeze"),
        lambda filled: presenter.lift(wallet.id, filled.text("reason"), filled.done_well, filled.refused),
    ).show_over()
    return form


def ask_freeze(kit: Kit, parent: QWidget, presenter: FreezePresenter, wallet: Wallet) -> Form:
    """Stop all buying, without closing."""
    tr = kit.tr
    note = tr("Nothing is bought from it until somebody lifts the freeze.")
    form = Form(kit, parent, tr("Freeze {wallet}", wallet=wallet.name), note)
    form.add(form.ask("reason", tr("Why is nothing to be bought?"), tr("Kept with your name.")))
    form.finish(
        tr("Freeze"),
        lambda filled: presenter.freeze(wallet.id, filled.text("reason"), filled.done_well, filled.refused),
        Kind.DANGER,
    ).show_over()
    return form
