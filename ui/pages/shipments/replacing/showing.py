"""A replacement in words: what differs, what it costs, how it ended."""

from typing import assert_never

from core.i18n import Tr
from core.money import Money
from core.services import Services
from core.shipments.rules_replacing import ReplacingState
from core.shipments.service_replacing import Replaced, ReplacementQuote
from ui.label_words import service_words
from ui.messages import one_line
from ui.messages_purchases import differs_text
from ui.pages.shipments.replacing.rows import EndView
from ui.views import Tone


def reasons(tr: Tr) -> tuple[str, ...]:
    """Reasons to choose from."""
    return (tr("Weight or size was wrong"), tr("Address was corrected"), tr("Wrong service"), tr("Label is damaged"))


def number_of(services: Services, tracking: str) -> str:
    """A tracking number as it is printed."""
    return services.catalogue.numbers.format(tracking)


def new_words(tr: Tr, services: Services, quote: ReplacementQuote) -> str:
    """What the new label is."""
    service = service_words(tr, services.catalogue, quote.rate.carrier, quote.rate.service_code)
    if not quote.differs:
        return tr("{service}, for what the order says.", service=service)
    return f"{tr('{service}, for what the order says by now.', service=service)} {differs_text(tr, quote.differs)}."


def net_words(tr: Tr, quote: ReplacementQuote) -> str:
    """When the net cost is true."""
    if not quote.cost.back.minor:
        return tr("The old label was paid in another currency; its refund goes back there.")
    return tr(
        "{price} leaves the balance now; {back} comes back when the carrier pays the old label back.",
        price=quote.cost.new, back=quote.cost.back,
    )  # fmt: skip


def net_of(quote: ReplacementQuote) -> Money:
    """New less what comes back."""
    return quote.cost.net


def end_view(tr: Tr, services: Services, done: Replaced) -> EndView:
    """Every end of a replacement, with the paper that must not travel."""
    old, state = number_of(services, done.old.tracking), done.replacement.state
    why = one_line(tr, done.error) if done.error is not None else ""
    destroy = tr("DESTROY the old paper label {number}.", number=old)
    facts = [(tr("Old label"), tr("{number} · {price}", number=old, price=done.old.price))]
    match state:
        case ReplacingState.DONE:
            assert done.new is not None, "a replacement that is done has its label"
            facts += _bought(tr, services, done)
            text = tr("The old label is void and the new one is paid. Print it before anything else.")
            return EndView(Tone.OK, tr("The label is replaced."), text, why, tuple(facts), destroy)
        case ReplacingState.KEPT:
            text = tr("The old label was not voided: it is good, and it is the one to use. Nothing was bought.")
            return EndView(Tone.WARN, tr("Not replaced; the old label is good."), text, why, tuple(facts), "")
        case ReplacingState.VOIDED:
            text = tr("Nothing was bought. The order is held until somebody releases it; then it is shipped anew.")
            title = tr("The old label is void and there is no new one.")
            return EndView(Tone.ERROR, title, text, why, tuple(facts), destroy)
        case ReplacingState.VOIDING:
            text = tr("It is not known yet whether the carrier voided it. Use neither paper until it is; nothing is "
                      "bought before.")  # fmt: skip
            title = tr("The void of the old label was not answered.")
            return EndView(Tone.ERROR, title, text, why, tuple(facts), "")
        case ReplacingState.BUYING:
            text = tr("The old label is void. It is not known yet whether the new one was bought; it is asked for, "
                      "never bought twice.")  # fmt: skip
            title = tr("The new label was not answered.")
            return EndView(Tone.ERROR, title, text, why, tuple(facts), destroy)
        case _:
            assert_never(state)


def _bought(tr: Tr, services: Services, done: Replaced) -> list[tuple[str, str]]:
    new, cost = done.new, done.cost
    assert new is not None
    facts = [(tr("New label"), tr("{number} · {price}", number=number_of(services, new.tracking), price=new.price))]
    if cost is not None:
        facts.append((tr("Back for the old one"), tr.money(cost.back)))
        facts.append((tr("Net cost"), tr.money(cost.net)))
    return facts
