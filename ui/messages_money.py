"""What the money side says: wallets, purchases, providers, set-up, books."""

from core.errors import BadText
from core.i18n import Tr
from core.money import Money
from core.wallet.rules import smallest_purchase_covering
from ui.messages_base import Fields, Message, Table, Told, word
from ui.messages_problems import problem_lines
from ui.messages_reasons import PORTAL_ONLY, provider_reason
from ui.messages_words import PURCHASE_STATES, WALLET_STATES, step
from ui.views import MoneyMoved


def _setup_incomplete(tr: Tr, f: Fields) -> Told:
    return Told(
        tr("Labels and postage are locked until the set-up of {wallet} is finished.", wallet=f["wallet"]),
        tr("Still missing: {steps}.", steps=", ".join(step(tr, code) for code in f.codes("missing"))),
    )


def _form_problems(tr: Tr, f: Fields) -> Told:
    problems = f.problems("problems")
    return Told(
        tr.n("One entry needs correcting.", "{n} entries need correcting.", len(problems)),
        problem_lines(tr, problems),
    )


def _refused(tr: Tr, f: Fields) -> Told:
    if f.value("reason") == PORTAL_ONLY:
        return Told(
            tr("In this station a person buys in the provider's portal; this program cannot buy there."),
            tr("Nothing was charged. Buy in the portal, then record it here: “postage record” or “labels record”."),
        )
    return Told(
        tr("The provider refused: {reason}.", reason=provider_reason(tr, str(f.value("reason")))),
        tr("Nothing was charged. The provider says: {detail}", detail=f["detail"])
        if f.value("detail")
        else tr("Nothing was charged. Correct what it names, then try again."),
    )


def _already_open(tr: Tr, f: Fields) -> Told:
    state = word(tr, PURCHASE_STATES, f.value("state"))
    if f.value("kind") == "funding":
        return Told(
            tr("A postage purchase is already in progress ({state}).", state=state),
            tr("Wait until it is settled; the station asks the provider before anything is bought."),
        )
    if f.value("state") == "decided-charged":
        return Told(
            tr("A label of this parcel was charged, by a person's word, and is not here."),
            tr("Find it in the provider's portal; void it there, then say so with “postage resolve”."),
        )
    if f.value("state") == "confirmed":
        return Told(
            tr("This parcel already has a label."),
            tr("Print it again with a reason, or void it before buying another."),
        )
    return Told(
        tr("A label for this parcel is already being bought ({state}).", state=state),
        tr("Wait until it is settled; the station asks the provider before anything is bought."),
    )


def _least(f: Fields) -> object:
    """The smallest purchase that pays what is short."""
    short = f.value("short")
    return smallest_purchase_covering(short) if isinstance(short, Money) and short.minor > 0 else f["short"]


def _nearest(tr: Tr, f: Fields) -> str:
    """The amounts to buy instead; below a ceiling there is only one."""
    if f.value("lower") == f.value("upper"):
        return tr("Buy {lower}.", lower=f["lower"])
    return tr("Buy {lower} or {upper}.", lower=f["lower"], upper=f["upper"])


def amount_unread(tr: Tr, error: BadText, currency: str) -> str:
    """Why what was typed is no amount of `currency`."""
    f = Fields(error.fields)
    if f.value("why") == "currency":
        return tr("“{text}” is in {meant}; this amount is in {currency}.", text=f["text"], meant=f["meant"],
                  currency=currency)  # fmt: skip
    if f.value("why") == "decimals":
        return tr("“{text}”: amounts are in whole cents. Type a thousand as 1000.", text=f["text"])
    return tr("“{text}” is not an amount. Type it like 50 or 1,000.00.", text=f["text"])


MONEY: dict[str, Message] = {
    "wallet.not-positive": lambda tr, f: Told(
        tr("Postage is bought for an amount above zero, not {amount}.", amount=f["amount"]),
        tr("Enter a multiple of 10.00, for example 50."),
    ),
    "wallet.below-minimum": lambda tr, f: Told(
        tr("{amount} is below the smallest purchase.", amount=f["amount"]),
        tr("Buy at least {minimum}.", minimum=f["minimum"]),
    ),
    "wallet.not-a-multiple": lambda tr, f: Told(
        tr("{amount} is not a multiple of 10.00.", amount=f["amount"]),
        _nearest(tr, f),
    ),
    "wallet.above-purchase-ceiling": lambda tr, f: Told(
        tr("{amount} is above the limit for one purchase.", amount=f["amount"]),
        tr("Buy at most {ceiling} at once.", ceiling=f["ceiling"]),
    ),
    "wallet.above-balance-ceiling": lambda tr, f: Told(
        tr(
            "With {amount} more, the balance of {balance} would pass its ceiling.",
            amount=f["amount"],
            balance=f["balance"],
        ),
        tr("The balance may be {ceiling} at most; buy less, or ship first.", ceiling=f["ceiling"]),
    ),
    "wallet.insufficient-funds": lambda tr, f: Told(
        tr(
            "The balance cannot pay this: {needed} needed, {available} available.",
            needed=f["needed"],
            available=f["available"],
        ),
        tr("Buy postage for at least {least} ({wallet}).", least=_least(f), wallet=f["wallet"]),
    ),
    "accounts.setup-incomplete": _setup_incomplete,
    "accounts.form-problems": _form_problems,
    "accounts.wallet-closed": lambda tr, f: Told(
        tr(
            "Wallet {wallet} is {state}; nothing can be bought from it.",
            wallet=f["wallet"],
            state=word(tr, WALLET_STATES, f.value("state")),
        ),
        tr("Use another wallet."),
    ),
    "accounts.card-number": lambda tr, f: Told(
        tr("The text in {field} looks like a card number and was not kept.", field=f["field"]),
        tr("Enter a nickname and the last four digits only; the card itself stays with the provider."),
    ),
    "purchases.already-open": _already_open,
    "purchases.not-open": lambda tr, f: Told(
        tr("There is nothing to decide: {state}.", state=word(tr, PURCHASE_STATES, f.value("state"))),
        tr("Only a purchase whose outcome nobody knows is decided by a person."),
    ),
    "purchases.reason-missing": lambda tr, _f: Told(
        tr("A reason is missing."), tr("Say in a few words how you know; it is kept with your name.")
    ),
    "purchases.reference-missing": lambda tr, _f: Told(
        tr("The provider's reference is missing."),
        tr("Look the purchase up in the provider's portal and give its transaction number."),
    ),
    "purchases.reference-used": lambda tr, f: Told(
        tr(
            "The reference {reference} belongs to another purchase ({purchase}).",
            reference=f["reference"],
            purchase=f["purchase"],
        ),
        tr("Check the reference; each transaction of the provider is booked once."),
    ),
    "purchases.price-rose": lambda tr, f: Told(
        tr(
            "Order {order}: {shown} was shown, it would cost {now} now.",
            order=f["order"],
            shown=f["shown"],
            now=f["now"],
        ),
        tr("Nothing was bought. Look at the new price, then buy it or choose another service."),
    ),
    "gateway.refused": _refused,
    "gateway.unavailable": lambda tr, f: Told(
        tr("The provider was not reached: {reason}.", reason=provider_reason(tr, str(f.value("reason")))),
        tr("Nothing was sent. Try again in a moment."),
    ),
    "gateway.unknown": lambda tr, f: Told(
        tr(
            "The request was sent and its outcome is not known: {reason}.",
            reason=provider_reason(tr, str(f.value("reason"))),
        ),
        tr("Do not buy again. The station asks the provider before anything else is bought."),
        MoneyMoved.UNKNOWN,
    ),
    "gateway.unknown-kind": lambda tr, f: Told(
        tr("This program has no connection of type {kind}.", kind=f["kind"]),
        tr("Use a version of the program that has it."),
    ),
    "practice.faults-unreadable": lambda tr, f: Told(
        tr("The practice fault script {file} cannot be read.", file=f["file"]),
        problem_lines(tr, f.problems("problems")),
    ),
    "money.currency-mismatch": lambda tr, f: Told(
        tr("Amounts in {left} and {right} cannot be added together.", left=f["left"], right=f["right"]),
        tr("Use one currency; nothing is converted here."),
    ),
    "ledger.key-reused": lambda tr, f: Told(
        tr("The books already hold {idem} with other amounts.", idem=f["idem"]),
        tr("Nothing was posted. Run “check” and keep the result for support."),
    ),
}

FINDINGS: Table = {
    "unsealed-entry": lambda tr: tr("A journal entry is not sealed"),
    "unbalanced-entry": lambda tr: tr("A journal entry does not balance"),
    "missing-lines": lambda tr: tr("A journal entry is missing lines"),
    "posted-sum": lambda tr: tr("An account's balance is not the sum of its postings"),
    "held-sum": lambda tr: tr("An account's reserved amount is not the sum of its holds"),
    "running-balance": lambda tr: tr("A running balance is wrong"),
    "foreign-key": lambda tr: tr("A row refers to something that is missing"),
    "gap-in-journal": lambda tr: tr("The journal has a gap"),
    "chain-broken": lambda tr: tr("The journal's chain is broken"),
    "unpaid-order": lambda tr: tr("A recorded purchase is not paid whole"),
    "payable-sum": lambda tr: tr("What is owed on an account is not the sum of its payables"),
    "mixed-books": lambda tr: tr("An entry mixes other charges with the books of postage"),
    "attestation-differs": lambda tr: tr("The journal is not the one that was attested with the station's key"),
}


def price_change(tr: Tr, shown: Money | None, charged: Money) -> str:
    """That a label cost another price than the one that was shown, or nothing where it did not."""
    if shown is None or shown == charged:
        return ""
    if shown.currency == charged.currency and charged < shown:
        return tr("The price fell: {shown} was shown.", shown=shown)
    return tr("The provider charged another price: {shown} was shown.", shown=shown)


def finding_text(tr: Tr, finding: str) -> str:
    """A finding of the books' self-check: ``code: details``."""
    code, _, details = finding.partition(": ")
    return tr("{finding}: {details}", finding=word(tr, FINDINGS, code), details=details)
