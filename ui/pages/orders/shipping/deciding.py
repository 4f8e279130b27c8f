"""Which orders of a batch are bought: priced, with a size where one is needed, and within the balance. No Qt here."""

from collections.abc import Iterator, Sequence

from core.carriers.catalogue import Catalogue
from core.carriers.model import Requirement
from core.i18n import Tr
from core.money import Money, zero
from core.purchases.rules import State
from core.shipments.rules import Affordability, affordability
from core.shipments.service_rating import Rated
from core.shipments.service_shipping import Shipped
from core.wallet.service import WalletView
from ui.icon_names import Ico
from ui.label_words import service_words
from ui.messages import one_line
from ui.messages_money import price_change
from ui.pages.orders.shipping.rows import BatchRow, Candidate, Fit, ShipState
from ui.views import ChipView, Tone


def decide(
    catalogue: Catalogue, rated: Sequence[Rated], wallets: Sequence[WalletView], reason: str
) -> tuple[tuple[Candidate, ...], tuple[Affordability, ...]]:
    """The fate of each order, and per wallet how far the balance goes, both taken in order as core does."""
    left = {one.wallet.id: one.available for one in wallets}
    prices: dict[str, list[Money]] = {one.wallet.id: [] for one in wallets}
    candidates = []
    for one in rated:
        if one.chosen is None or one.wallet is None:
            fit = Fit.REFUSED
        elif lacks_size(catalogue, one) and not reason.strip():
            fit = Fit.NO_SIZE
        else:
            price = one.chosen.price
            prices[one.wallet.id].append(price)
            fit = Fit.BUY if price <= left[one.wallet.id] else Fit.TOO_DEAR
            if fit is Fit.BUY:
                left[one.wallet.id] = left[one.wallet.id] - price
        candidates.append(Candidate(one, fit))
    lines = [affordability(one.wallet.id, one.available, prices[one.wallet.id]) for one in wallets]
    return tuple(candidates), tuple(line for line in lines if line.labels)


def lacks_size(catalogue: Catalogue, one: Rated) -> bool:
    """Whether the carrier wants a size and none is known (S0-38)."""
    assert one.chosen is not None, "asked of a priced order"
    return one.order.dims is None and Requirement.DIMENSIONS in catalogue.get(one.chosen.carrier).requires


def at_risk(candidates: Sequence[Candidate]) -> dict[str, Money]:
    """By currency, what may be charged later for the orders without a size (S0-39)."""
    found: dict[str, Money] = {}
    for one in candidates:
        chosen = one.rated.chosen
        if chosen is not None and chosen.at_risk is not None and one.rated.order.dims is None:
            currency = chosen.at_risk.currency
            found[currency] = found.get(currency, zero(currency)) + chosen.at_risk
    return found


def cost(candidates: Sequence[Candidate]) -> dict[str, Money]:
    """By currency, what the orders that are bought cost."""
    found: dict[str, Money] = {}
    for one in candidates:
        if one.fit is Fit.BUY and one.rated.chosen is not None:
            price = one.rated.chosen.price
            found[price.currency] = found.get(price.currency, zero(price.currency)) + price
    return found


def planned_rows(tr: Tr, catalogue: Catalogue, state: ShipState) -> tuple[BatchRow, ...]:
    """The batch before it is bought."""
    return tuple(_planned(tr, catalogue, one) for one in state.candidates)


def _planned(tr: Tr, catalogue: Catalogue, one: Candidate) -> BatchRow:
    rated = one.rated
    note = one_line(tr, rated.refusal) if rated.refusal is not None else ""
    chosen = rated.chosen
    service = service_words(tr, catalogue, chosen.carrier, chosen.service_code) if chosen is not None else ""
    if chosen is not None:
        note = (
            tr("“{asked}” names no service here: the cheapest, billed at {weight}", asked=rated.unmatched,
               weight=tr.measure(chosen.billable))
            if rated.unmatched
            else tr("billed at {weight}", weight=tr.measure(chosen.billable))
        )  # fmt: skip
    return _row(rated, service, note, _fit_chip(tr, one.fit), chosen.price if chosen is not None else None)


def _row(rated: Rated, service: str, note: str, state: ChipView, price: Money | None) -> BatchRow:
    to = rated.order.ship_to
    place = " ".join(part for part in (to.city, to.region, to.country) if part)
    return BatchRow(rated.order.id, rated.order.number, to.name or to.company, place, service, note, state, price)


def _fit_chip(tr: Tr, fit: Fit) -> ChipView:
    match fit:
        case Fit.BUY:
            return ChipView(Tone.OK, Ico.CIRCLE_CHECK, tr("Will be bought"))
        case Fit.TOO_DEAR:
            return ChipView(Tone.WARN, Ico.WALLET, tr("Balance too low"))
        case Fit.NO_SIZE:
            return ChipView(Tone.WARN, Ico.RULER, tr("Needs its size"))
        case Fit.REFUSED:
            return ChipView(Tone.ERROR, Ico.CIRCLE_X, tr("Cannot ship"))


def answered_rows(tr: Tr, catalogue: Catalogue, state: ShipState) -> tuple[BatchRow, ...]:
    """The batch after it was bought: what each order came to, those that were left out at the end."""
    return tuple(_answered_rows(tr, catalogue, state))


def _answered_rows(tr: Tr, catalogue: Catalogue, state: ShipState) -> Iterator[BatchRow]:
    rated = {one.rated.order.id: one.rated for one in state.candidates}
    answered = set()
    for answer in state.answers:
        answered.add(answer.order)
        yield _answer(tr, catalogue, rated[answer.order], answer)
    for one in state.candidates:
        if one.rated.order.id not in answered:
            yield _planned(tr, catalogue, one)


def _answer(tr: Tr, catalogue: Catalogue, rated: Rated, answer: Shipped) -> BatchRow:
    label = answer.label
    if label is not None:
        service = service_words(tr, catalogue, label.carrier, label.service_code)
        chip = ChipView(Tone.OK, Ico.PACKAGE_CHECK, tr("Bought"))
        moved = price_change(tr, answer.shown, label.price)
        return _row(rated, service, f"{label.tracking}  {moved}".rstrip(), chip, label.price)
    chosen = rated.chosen
    service = service_words(tr, catalogue, chosen.carrier, chosen.service_code) if chosen is not None else ""
    note = one_line(tr, answer.error) if answer.error is not None else ""
    if answer.purchase is not None and answer.purchase.state in (State.UNKNOWN, State.PENDING, State.SENT):
        return _row(rated, service, note, ChipView(Tone.WARN, Ico.HOURGLASS, tr("Being checked")), None)
    return _row(rated, service, note, ChipView(Tone.ERROR, Ico.CIRCLE_X, tr("Not bought")), None)


def head_note(tr: Tr, state: ShipState) -> str:
    """The line below the title before anything is bought: what a batch is, and that others come after it."""
    words = tr("Each label is bought once, from the balance that pays its carrier.")
    if not state.waiting:
        return words
    n = len(state.candidates)
    part = tr("{n} of {total}; the others after these.", n=tr.number(n), total=tr.number(n + state.waiting))
    return f"{part} {words}"
