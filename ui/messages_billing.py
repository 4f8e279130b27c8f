"""What is billed outside the wallet, in words: accounts, methods and why one is refused, payables, papers."""

from ui.messages_base import Message, Table, Told, word

ACCOUNT_KINDS: Table = {
    "small-business": lambda tr: tr("small business"),
    "commercial": lambda tr: tr("commercial"),
    "partner": lambda tr: tr("partner"),
    "cancelled": lambda tr: tr("agreement cancelled"),
}

TERMS: Table = {
    "at-order": lambda tr: tr("paid when it is ordered"),
    "net-15": lambda tr: tr("15 days of credit"),
}

CHANNELS: Table = {
    "tool": lambda tr: tr("shipping tool"),
    "shop": lambda tr: tr("carrier’s online shop"),
    "direct-mail": lambda tr: tr("direct mail tool"),
    "counter": lambda tr: tr("post office counter"),
    "partner": lambda tr: tr("partner’s tool"),
}

METHODS: Table = {
    "card": lambda tr: tr("card on file"),
    "supplier-account": lambda tr: tr("supplier account"),
    "meter": lambda tr: tr("postage meter"),
    "bill-to-account": lambda tr: tr("bill to account"),
    "net-15": lambda tr: tr("credit of 15 days"),
}

WHATS: Table = {
    "postage": lambda tr: tr("postage and services"),
    "meter-refill": lambda tr: tr("meter refill"),
}

STREAMS: Table = {
    "shipping": lambda tr: tr("shipping"),
    "direct-mail": lambda tr: tr("direct mail"),
    "metered": lambda tr: tr("by meter, not told apart"),
}

BILLED_STATES: Table = {
    "draft": lambda tr: tr("being recorded"),
    "created": lambda tr: tr("created and paid"),
    "undone": lambda tr: tr("taken back"),
}

PAYABLE_STATES: Table = {
    "open": lambda tr: tr("to pay"),
    "paid": lambda tr: tr("paid"),
    "dropped": lambda tr: tr("no longer owed"),
}

PAID_FROM: Table = {
    "card": lambda tr: tr("a card"),
    "bank": lambda tr: tr("the bank"),
}

LINE_KINDS: Table = {
    "postage": lambda tr: tr("purchase"),
    "meter-refill": lambda tr: tr("meter refill"),
    "undone": lambda tr: tr("taken back"),
    "late-fee": lambda tr: tr("late fee"),
}

OTHER_KINDS: Table = {
    "subscription": lambda tr: tr("subscription"),
    "insurance": lambda tr: tr("insurance"),
}

METHOD_REASONS: Table = {
    "no-bill-to-account": lambda tr: tr("a small business account has no bill-to-account privileges"),
    "commercial-only": lambda tr: tr("credit of 15 days is for commercial accounts"),
    "no-active-meter": lambda tr: tr("it needs an active meter number on the account"),
    "no-credit-terms": lambda tr: tr("the account is paid when it is ordered, no credit was granted"),
    "not-at-channel": lambda tr: tr("it is not taken there for this kind of account"),
    "cancelled": lambda tr: tr("the agreement was cancelled"),
}

FILE_REASONS: Table = {
    "type": lambda tr: tr("it is neither PDF nor PNG nor JPG"),
    "size": lambda tr: tr("it is larger than 10 MB"),
    "empty": lambda tr: tr("it is empty"),
}

UNDO_REASONS: Table = {
    "undone": lambda tr: tr("it was taken back before"),
    "paid": lambda tr: tr("what it owed was paid, or has a late fee"),
    "used": lambda tr: tr("what it put into the meter was used"),
}

BILLING_WANTED: Table = {
    "reason": lambda tr: tr("a reason"),
    "number": lambda tr: tr("a number"),
    "reference": lambda tr: tr("a reference"),
    "place": lambda tr: tr("where the statements live"),
    "method": lambda tr: tr("the payment method of these charges"),
}

BILLING_RULES: Table = {
    "What an account may pay by, for each carrier and channel": lambda tr: tr(
        "What an account may pay by, for each carrier and channel"
    ),
    "An order is paid when it is created": lambda tr: tr("An order is paid when it is created"),
    "Credit of 15 days is for commercial accounts": lambda tr: tr("Credit of 15 days is for commercial accounts"),
}

BILLING: dict[str, Message] = {
    "billing.method-refused": lambda tr, f: Told(
        tr(
            "“{method}” is refused ({kind}, {channel}): {reason}.",
            method=word(tr, METHODS, f.value("method")),
            kind=word(tr, ACCOUNT_KINDS, f.value("kind")),
            channel=word(tr, CHANNELS, f.value("channel")),
            reason=word(tr, METHOD_REASONS, f.value("reason")),
        ),
        tr("Choose another method; those that are taken are listed for the account."),
    ),
    "billing.not-paid-at-order": lambda tr, f: Told(
        tr("The order comes to {amount}, and {paid} of it is paid.", amount=f["amount"], paid=f["paid"]),
        tr("Enter payments that add up to it; nothing is recorded that is not paid whole."),
    ),
    "billing.account-known": lambda tr, f: Told(
        tr("The number {number} is here already.", number=f["number"]),
        tr("Change the account that has it."),
    ),
    "billing.nothing-changes": lambda tr, f: Told(
        tr("{account} is that already.", account=f["account"]),
        tr("Nothing to do."),
    ),
    "billing.terms-refused": lambda tr, f: Told(
        tr("No credit for this kind of account: {kind}.", kind=word(tr, ACCOUNT_KINDS, f.value("kind"))),
        tr("Make the account commercial first, if the carrier did."),
    ),
    "billing.reference-recorded": lambda tr, f: Told(
        tr("{reference} is recorded already ({order}).", reference=f["reference"], order=f["order"]),
        tr("Nothing was recorded twice; look at the list."),
    ),
    "billing.file-refused": lambda tr, f: Told(
        tr("The file was not kept: {reason}.", reason=word(tr, FILE_REASONS, f.value("reason"))),
        tr("Give a PDF, PNG or JPG of at most 10 MB."),
    ),
    "billing.bad-day": lambda tr, f: Told(
        tr("“{day}” is no day that can be meant.", day=f["day"]),
        tr("Enter a day up to today as YYYY-MM-DD, a month as YYYY-MM."),
    ),
    "billing.bad-amount": lambda tr, f: Told(
        tr("{amount} cannot be recorded.", amount=f["amount"]),
        tr("Enter an amount above zero."),
    ),
    "billing.payable-closed": lambda tr, f: Told(
        tr("Nothing is owed for it: {state}.", state=word(tr, PAYABLE_STATES, f.value("state"))),
        tr("Nothing to do; it is not paid twice."),
    ),
    "billing.meter-needed": lambda tr, _: Told(
        tr("No active meter of this account is named."),
        tr("Name one; a meter is never refilled from a meter."),
    ),
    "billing.meter-short": lambda tr, f: Told(
        tr("The meter {meter} has {booked} by the books, not {amount}.", meter=f["meter"], booked=f["booked"],
           amount=f["amount"]),
        tr("Record its refill first."),
    ),
    "billing.meter-higher": lambda tr, f: Told(
        tr("The meter {meter} shows {amount}, the books have {booked}.", meter=f["meter"], amount=f["amount"],
           booked=f["booked"]),
        tr("Record the refill that is missing first."),
    ),
    "billing.words-needed": lambda tr, f: Told(
        tr("What is missing: {what}.", what=word(tr, BILLING_WANTED, f.value("what"))),
        tr("Say it; it is kept with the entry."),
    ),
    "billing.not-undoable": lambda tr, f: Told(
        tr("It cannot be taken back: {reason}.", reason=word(tr, UNDO_REASONS, f.value("reason"))),
        tr("Look at the order {order}.", order=f["order"]),
    ),
    "billing.line-tied": lambda tr, f: Told(
        tr("The line or the order {order} is tied already.", order=f["order"]),
        tr("Look at the statement’s lines."),
    ),
    "billing.other-account": lambda tr, f: Told(
        tr("The order {order} belongs to another account, or was taken back.", order=f["order"]),
        tr("Choose an order of this account."),
    ),
    "billing.month-not-over": lambda tr, f: Told(
        tr("The month {month} is not over.", month=f["month"]),
        tr("It can be looked at now, and issued when it is over."),
    ),
    "billing.statement-issued": lambda tr, f: Told(
        tr("The statement of {month} was issued ({statement}).", month=f["month"], statement=f["statement"]),
        tr("It is shown exactly as it was issued."),
    ),
    "billing.rules-unreadable": lambda tr, f: Told(
        tr("The file {file} of this station cannot be read ({place}).", file=f["file"], place=f["place"]),
        tr("Mend the file or take it away; without it the rules that came with the program apply."),
    ),
}  # fmt: skip
