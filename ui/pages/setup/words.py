"""Words of the set-up."""

from typing import assert_never

from core.i18n import Tr
from ui.carrier_words import carrier_name
from ui.pages.setup.forms import FINISH, FORMAT, HOLDER, LOCATION, PAYMENT, TERMS, Drafts, Unreadable


def step_title(tr: Tr, step: str) -> str:
    """The name of a page; "Payment" is the tab of S0-10."""
    titles = {
        HOLDER: tr("Account"),
        PAYMENT: tr("Payment"),
        LOCATION: tr("Location"),
        FORMAT: tr("Label format"),
        FINISH: tr("Finish"),
    }
    if step.startswith(TERMS):
        return tr("Terms: {carrier}", carrier=carrier_name(tr, step.removeprefix(TERMS)))
    return titles[step]


def onward_words(tr: Tr, step: str, *, is_new: bool) -> str:
    """The button that goes on from a page: the seeds' words (S0-09, S0-10, S2-10, S2-14)."""
    if step == HOLDER:
        return tr("Create One Balance Account") if is_new else tr("Continue setup")
    if step in (PAYMENT, LOCATION):
        return tr("Proceed with setup")
    return tr("Next")


def missing_words(tr: Tr, step: str, drafts: Drafts) -> str:
    """What a page lacks."""
    if step == HOLDER:
        typed = drafts.holder.holder.strip() and drafts.holder.username.strip()
        return tr("verify the account") if typed else tr("name the account")
    if step == PAYMENT:
        return tr("say how postage is paid")
    if step == LOCATION:
        return tr("say where parcels leave from")
    return tr("choose one") if step == FORMAT else tr("read and accept them")


def unreadable_words(tr: Tr, why: Unreadable) -> str:
    """Why a terms file cannot be shown, and what to do."""
    match why:
        case Unreadable.MISSING:
            return tr("The file cannot be read. Is it still there?")
        case Unreadable.TOO_LARGE:
            return tr("The file is larger than 2 MB. Save the terms as plain text.")
        case Unreadable.NOT_TEXT:
            return tr("The file is not plain text. Save the terms as text (UTF-8) and open that file.")
        case Unreadable.EMPTY:
            return tr("The file is empty.")
        case _:
            assert_never(why)


def ready_words(tr: Tr, *, sells: bool) -> str:
    """What Finish Setup does, once nothing is missing; `sells` is False where a person buys in a portal."""
    if sells:
        return tr("Everything is here. Finish Setup makes labels and postage available.")
    return tr("Everything is here. After Finish Setup, what you buy in the provider's portal can be recorded here.")


def finished_words(tr: Tr, wallet: str, *, sells: bool) -> str:
    """What a finished set-up means."""
    if sells:
        return tr("{wallet} is set up: labels and postage are available.", wallet=wallet)
    return tr(
        "{wallet} is set up: buy labels and postage in the provider's portal and record them here.", wallet=wallet
    )
