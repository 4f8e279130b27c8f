"""Troubleshooting as a table: problem, potential causes, resolution (S0-41, S0-42, S0-45).

One function per trouble, so that each can be found, and its French beside it, by the words that a person sees.
"""

from core.i18n import Tr
from ui.pages.help.rows import Trouble


def troubles(tr: Tr) -> tuple[Trouble, ...]:
    """Every row, the one that stops a newcomer first."""
    return tuple(row(tr) for row in (_set_up, _unknown, _no_paper, _as_text, _wrong_size, _balance, _refused, _held))


def _set_up(tr: Tr) -> Trouble:
    return Trouble(
        "setup-not-saved",
        tr("Billing details cannot be saved at the first set-up, or the Finish button is gone."),
        (
            tr("On the provider's website, the browser shows an old copy of the form."),
            tr("A field is still missing; here, Finish stays in its place and says which."),
        ),
        (
            tr("On the website: clear the browser's cache, then try again in a private window."),
            tr("Here: open the set-up again. Every page is saved by itself, so nothing is typed twice."),
            tr("Read the note beside Finish, and fill in that field."),
        ),
        "settings:setup",
        tr("Open the set-up"),
    )


def _unknown(tr: Tr) -> Trouble:
    return Trouble(
        "outcome-unknown",
        tr("A purchase says “outcome unknown”."),
        (
            tr("The line broke between the order and the provider's answer."),
            tr("The program or the computer stopped at that moment."),
        ),
        (
            tr("Do not buy again: the same label is never charged twice, and this one may be paid already."),
            tr("Press Ask again. The provider is asked what became of it, and the money follows the answer."),
            tr("Until it is known, the amount stays reserved; it comes back if nothing was bought."),
        ),
        "balance",
        tr("Open the balance"),
    )


def _no_paper(tr: Tr) -> Trouble:
    return Trouble(
        "handed-over-not-out",
        tr("A label was handed over to the printer, but nothing came out."),
        (
            tr("No paper, an open lid, a pause, or a cable."),
            tr("The label went to another printer than the one you look at."),
        ),
        (
            tr("The label is paid and safe. A reprint is never charged."),
            tr("Check paper, lid and cable; the printer's own light says more than the program can."),
            tr("Look at the label to see which printer took it, then reprint it with F9 and say why."),
        ),
        "shipments",
        tr("Open the shipments"),
    )


def _as_text(tr: Tr) -> Trouble:
    return Trouble(
        "prints-as-text",
        tr("Instead of a label, the printer prints lines of letters such as ^XA or N."),
        (
            tr("The printer speaks another language than the one set for it."),
            tr("A driver rewrites what it is given."),
        ),
        (
            tr("Older thermal printers (Zebra 2844) need EPL, newer ones ZPL, laser printers PDF."),
            tr("Change the language of this printer, then print its test label."),
            tr("With a driver in between: choose a raw queue, or the printer's network address."),
        ),
        "settings:printers",
        tr("Open the printers"),
    )


def _wrong_size(tr: Tr) -> Trouble:
    return Trouble(
        "wrong-size",
        tr("The label comes out at two thirds of its size, or runs over the edge."),
        (
            tr("203 dpi and 300 dpi are mixed up: the same dots are one and a half times as large, or as small."),
            tr("The media set for the printer is not the one inside it."),
            tr("For PDF, the viewer fits the page to the paper."),
        ),
        (
            tr("Read the resolution on the printer's own test page, and set the same here."),
            tr("Set the media to the rolls or sheets inside, and print the test label: its frame is 4 by 6 inches."),
            tr("For PDF, print at 100%, never “fit to page”."),
        ),
        "settings:printers",
        tr("Open the printers"),
    )


def _balance(tr: Tr) -> Trouble:
    return Trouble(
        "balance-differs",
        tr("The balance here is not the one that the provider shows."),
        (
            tr("The provider's figure is older; its age is shown beside it."),
            tr("A refund is due but not paid back yet: voided is not refunded."),
            tr("Somebody bought with the same account elsewhere, or the carrier adjusted a weight."),
        ),
        (
            tr("Ask the provider for its balance now, and compare again."),
            tr("Look at the refunds due: they explain what is still to come."),
            tr("Export the transactions and compare them with the provider's list, line by line."),
        ),
        "balance",
        tr("Open the balance"),
    )


def _refused(tr: Tr) -> Trouble:
    return Trouble(
        "no-label-bought",
        tr("Labels cannot be bought, or postage cannot."),
        (
            tr("The set-up of this balance is not finished."),
            tr("The balance is too low for the label."),
            tr("The amount is not a multiple of 10, or is above the limit for one purchase."),
        ),
        (
            tr("Finish the set-up; the page says which step is missing."),
            tr("Press Ctrl+B. The amount that covers the open orders is offered."),
        ),
        "settings:wallets",
        tr("Open the accounts"),
    )


def _held(tr: Tr) -> Trouble:
    return Trouble(
        "order-held",
        tr("An order is held and does not come to the bench."),
        (
            tr("The postal code does not match the country, or a part of the address is missing."),
            tr("The weight is missing or zero; Canpar and DHL need the size too."),
        ),
        (
            tr("Open the order: the field at fault is marked, with the reason."),
            tr("Correct it, or release the order as it is, with a reason that is kept."),
        ),
        "bench",
        tr("Open the bench"),
    )
