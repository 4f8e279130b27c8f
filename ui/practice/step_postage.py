"""Step 1: a One Balance is opened; postage is bought in multiples of 10.00 (S2-23, S0-14)."""

from typing import TYPE_CHECKING

from core.errors import Refused
from core.money import Money
from core.wallet.rules import read_amount
from core.wallet.service import buy_postage, view, views
from ui.furnished_words import furnished
from ui.messages import explain

if TYPE_CHECKING:
    from ui.practice.day import Day

_REFUSED = "25"
_BOUGHT = "50"


def run(day: "Day") -> None:
    """Open the balances, be refused 25.00, buy 50.00."""
    tr, services = day.tr, day.services
    day.step(tr("1 · One Balance"))
    for wallet_view in services.read(views):
        day.done(tr("{name} opens · PRACTICE", name=wallet_view.wallet.name), tr.money(wallet_view.booked))
    wallet = services.read(views)[0].wallet
    try:
        read_amount(_REFUSED, wallet, services.read(lambda q: view(q, wallet)).booked)
    except Refused as error:
        day.refused(tr("Buy Postage {amount}", amount=_REFUSED) + f" · {explain(tr, error).happened}")
    buy(day, wallet.id, Money(int(_BOUGHT) * 100, wallet.currency))


def buy(day: "Day", wallet_id: str, amount: Money) -> None:
    """Buy postage and say what the card statement will show."""
    tr = day.tr
    bought = buy_postage(day.services.till(wallet_id), wallet_id, amount)
    day.done(
        tr("Buy Postage {amount} from {method}", amount=bought.amount, method=furnished(tr, bought.method)),
        tr.money(bought.after),
    )
    day.note(tr("the card statement will say {text}", text=bought.statement_text))
