"""`postage buy | status | resolve`: money into a wallet, and purchases whose outcome nobody knows."""

from typing import TYPE_CHECKING

import click

from ui.commands.house import StationGroup
from ui.commands.postage_unknown import resolve, status
from ui.commands.recording import record_postage
from ui.commands.session import Answer, Session, pass_session
from ui.furnished_words import furnished

if TYPE_CHECKING:
    from core.money import Money


@click.group(cls=StationGroup)
def postage() -> None:
    """Postage of the One Balance."""


postage.add_command(status)
postage.add_command(resolve)
postage.add_command(record_postage)


@postage.command(context_settings={"ignore_unknown_options": True})
@click.argument("amount", nargs=-1, required=True)
@click.option("--wallet", default="", help="Id or currency; the USD wallet when left out.")
@pass_session
def buy(session: Session, amount: tuple[str, ...], wallet: str) -> Answer:
    """Buy postage: a multiple of 10.00, written as 50, 1,000.00 or "1 000,00".

    Shows the paying method and the text of the card statement before and after. Once there are operators, --operator
    says who buys; above the limit for one person --second says who confirms.

    JSON: {"purchase", "state", "wallet", "amount", "before", "after", "method", "statement_text"}.
    """
    from core.people.acts import Act
    from core.purchases.rules import State
    from core.wallet.service import buy_postage, needs_second, postage_about, preview_postage
    from ui.commands.recovering import note_recovered, recover

    chosen = session.wallet(wallet)
    tr = session.tr
    wanted = _amount(" ".join(amount), chosen.currency)
    note_recovered(session, recover(session))
    preview = session.services.read(lambda q: preview_postage(q, chosen.id, wanted))
    session.note(
        tr(
            "Buying {amount} for {wallet}, paid by {method}. Your card statement will say {text}.",
            amount=wanted, wallet=chosen.name, method=furnished(tr, preview.method), text=preview.statement_text,
        )
    )  # fmt: skip
    second = session.services.read(lambda q: needs_second(q, wanted)) is not None
    proofs = session.prove(Act.BUY_POSTAGE, about=postage_about(chosen.id, wanted), second=second)
    bought = buy_postage(session.services.till(chosen.id), chosen.id, wanted, proofs=proofs)
    data = {
        "purchase": bought.purchase.id, "state": bought.purchase.state, "wallet": chosen.id, "amount": bought.amount,
        "before": bought.before, "after": bought.after, "method": bought.method,
        "statement_text": bought.statement_text,
    }  # fmt: skip
    credited = bought.purchase.state is State.CONFIRMED
    happened = (
        tr("Bought {amount}: {before} → {after}.", amount=bought.amount, before=bought.before, after=bought.after)
        if credited
        else tr("{amount} is being processed by the provider; it is not spendable yet.", amount=bought.amount)
    )
    method, text = furnished(tr, bought.method), bought.statement_text
    paid = tr("Paid by {method}. Your card statement will say {text}.", method=method, text=text)
    return Answer(data, [happened, paid], ok=credited)


def _amount(text: str, currency: str) -> "Money":
    """What was typed; text that is no amount is refused with the amount rule beside it."""
    from core.errors import BadText
    from core.money import parse_money
    from core.wallet.rules import NotAMultiple

    try:
        return parse_money(text, currency)
    except BadText as error:
        error.rule = NotAMultiple.rule
        raise
