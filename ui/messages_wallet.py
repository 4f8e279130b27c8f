"""What a wallet says after its labels are bought: freezes, refunds, adjustments, readings, closing."""

from ui.messages_base import Message, Table, Told, listed, word

FREEZE_CAUSES: Table = {
    "chargeback": lambda tr: tr("a payment was charged back"),
    "person": lambda tr: tr("a person froze it"),
}

REFUND_OUTCOMES: Table = {
    "credited": lambda tr: tr("refund credited"),
    "voided-elsewhere": lambda tr: tr("voided elsewhere, refund credited"),
    "late": lambda tr: tr("refund credited that was given up before"),
    "known": lambda tr: tr("in the books already"),
    "lost": lambda tr: tr("refund refused, booked as lost"),
    "adjusted": lambda tr: tr("adjustment booked"),
    "unknown-label": lambda tr: tr("of a label that was not bought here"),
    "waits": lambda tr: tr("waits until its void is looked up"),
}

ADJUSTMENT_CAUSES: Table = {
    "weight": lambda tr: tr("weight"),
    "dimensions": lambda tr: tr("dimensions"),
    "service": lambda tr: tr("service or zone"),
    "address": lambda tr: tr("address"),
    "dispute": lambda tr: tr("dispute won"),
    "refund": lambda tr: tr("refund of a label not bought here"),
    "other": lambda tr: tr("other"),
}

ADJUSTMENT_SOURCES: Table = {
    "provider": lambda tr: tr("the provider"),
    "person": lambda tr: tr("a person"),
    "import": lambda tr: tr("a file"),
}

DISPUTE_STATES: Table = {
    "open": lambda tr: tr("dispute open"),
    "won": lambda tr: tr("dispute won"),
    "lost": lambda tr: tr("dispute lost"),
}

ROW_FATES: Table = {
    "taken": lambda tr: tr("taken"),
    "known": lambda tr: tr("in the books already"),
    "no-amount": lambda tr: tr("the amount cannot be read"),
    "zero": lambda tr: tr("the amount is zero"),
    "no-day": lambda tr: tr("the day cannot be read, or is still to come"),
    "card-number": lambda tr: tr("the reason looks like a card number"),
}

CLEARED_AS: Table = {
    "adjustment": lambda tr: tr("a carrier's adjustment"),
    "fees": lambda tr: tr("a fee"),
    "lost": lambda tr: tr("lost"),
    "mistake": lambda tr: tr("a mistake, undone"),
}

OPEN_KINDS: Table = {
    "hold": lambda tr: tr("reserved for purchases under way"),
    "in-transit": lambda tr: tr("postage bought and not credited yet"),
    "refund-due": lambda tr: tr("refund due"),
    "unknown": lambda tr: tr("purchase whose outcome is being looked up"),
    "dispute": lambda tr: tr("adjustment in dispute"),
    "suspense": lambda tr: tr("difference that nobody has named yet"),
    "close-due": lambda tr: tr("asked back by closing the account"),
}

CLOSING_STATES: Table = {
    "begun": lambda tr: tr("begun: nothing is bought any more"),
    "requested": lambda tr: tr("refund asked for"),
    "refunded": lambda tr: tr("closed and refunded"),
    "cancelled": lambda tr: tr("called off"),
}

AVOIDED: Table = {
    "postage": lambda tr: tr("Do not buy more postage: what is there lasts."),
    "autofund": lambda tr: tr("Pause auto-fund, or the balance is filled up again."),
    "service": lambda tr: tr("Do not buy labels that cost more than what is left:"),
}

NOT_DISPUTABLE: Table = {
    "credit": lambda tr: tr("it gave money"),
    "disputed": lambda tr: tr("it was disputed before"),
    "over": lambda tr: tr("the time for it is over"),
}

NOT_CHARGEABLE: Table = {
    "not-bought": lambda tr: tr("it is no purchase of postage that was credited"),
    "known": lambda tr: tr("its chargeback is in the books already"),
    "amount": lambda tr: tr("the amount is not above zero, or more than was bought"),
}

REASONS_WANTED: Table = {
    "reason": lambda tr: tr("a reason"),
    "reference": lambda tr: tr("a reference: the line of the portal or of the statement"),
    "evidence": lambda tr: tr("where the balance was read"),
    "memo": lambda tr: tr("what is disputed, and why"),
    "carrier": lambda tr: tr("the carrier of the adjustment"),
}

WALLET_FACTS: dict[str, Message] = {
    "accounts.wallet-frozen": lambda tr, f: Told(
        tr(
            "Nothing is bought from the wallet {wallet}: {cause} ({reason}).",
            wallet=f["wallet"],
            cause=word(tr, FREEZE_CAUSES, f.value("cause")),
            reason=f["reason"],
        ),
        tr("A person lifts the freeze with a reason; use another wallet until then."),
    ),
    "wallet.rules-unreadable": lambda tr, f: Told(
        tr("The file {file} of this station cannot be read ({place}).", file=f["file"], place=f["place"]),
        tr("Mend the file or take it away; without it the rules that came with the program apply."),
    ),
    "wallet.no-refund-due": lambda tr, f: Told(
        tr("No refund of the label {label} is to come.", label=f["label"]),
        tr("Look at the label's state; only a void that was accepted brings money back."),
    ),
    "wallet.reason-missing": lambda tr, f: Told(
        tr("What is missing: {what}.", what=word(tr, REASONS_WANTED, f.value("what"))),
        tr("Say it; it is kept with the entry."),
    ),
    "wallet.nothing-adjusted": lambda tr, f: Told(
        tr("{amount} adjusts nothing.", amount=f["amount"]),
        tr("Enter an amount above zero."),
    ),
    "wallet.adjustment-known": lambda tr, f: Told(
        tr(
            "The adjustment {reference} is in the books of {wallet} already.",
            reference=f["reference"],
            wallet=f["wallet"],
        ),
        tr("Look at the list of adjustments; nothing was booked twice."),
    ),
    "wallet.other-wallet": lambda tr, f: Told(
        tr("The label {label} was not paid from the wallet {wallet}.", label=f["label"], wallet=f["wallet"]),
        tr("Name the wallet that paid it."),
    ),
    "wallet.not-disputable": lambda tr, f: Told(
        tr("The adjustment cannot be disputed: {reason}.", reason=word(tr, NOT_DISPUTABLE, f.value("reason"))),
        tr("Look at the adjustment {adjustment}.", adjustment=f["adjustment"]),
    ),
    "wallet.no-open-dispute": lambda tr, f: Told(
        tr("The adjustment {adjustment} has no open dispute.", adjustment=f["adjustment"]),
        tr("Open one first, with what is disputed and why."),
    ),
    "wallet.closing-blocked": lambda tr, f: Told(
        tr(
            "The rest of {wallet} cannot be asked back yet; still open: {open}.",
            wallet=f["wallet"],
            open=listed(tr, OPEN_KINDS, f.codes("open")),
        ),
        tr("Wait until nothing of it is open; the account stays in closing, and nothing is bought from it."),
    ),
    "wallet.labels-still-voidable": lambda tr, f: Told(
        tr(
            "Labels that may still be voided: {labels}, for {at_risk} together. Their money is lost with {wallet}.",
            labels=f["labels"],
            at_risk=f["at_risk"],
            wallet=f["wallet"],
        ),
        tr("Void those that are not used, or say that their money is given up."),
    ),
    "wallet.nothing-to-close": lambda tr, f: Told(
        tr(
            "The balance of {wallet} is {booked}: there is nothing to ask back.", wallet=f["wallet"], booked=f["booked"]
        ),
        tr("Settle with the provider what is owed; then close the account."),
    ),
    "wallet.not-closing": lambda tr, f: Told(
        tr(
            "This step of closing does not fit the wallet {wallet} as it stands ({state}).",
            wallet=f["wallet"],
            state=f["state"],
        ),
        tr("Look at the account; closing begins, asks the rest back, and ends with what came."),
    ),
    "wallet.difference-needs-reason": lambda tr, f: Told(
        tr("{due} was due and {came} came.", due=f["due"], came=f["came"]),
        tr("Say why; the difference is booked with your reason."),
    ),
    "wallet.reading-not-newest": lambda tr, f: Told(
        tr("The reading {reading} is not the newest.", reading=f["reading"]),
        tr("Explain the newest, {newest}; older differences are in it.", newest=f["newest"]),
    ),
    "wallet.nothing-to-explain": lambda tr, f: Told(
        tr("The reading {reading} needs no explanation.", reading=f["reading"]),
        tr("The books agree with it, or it was explained before."),
    ),
    "wallet.reading-not-clear": lambda tr, f: Told(
        tr("Purchases were under way at the reading {reading}: {open}.", reading=f["reading"], open=f["open"]),
        tr("Settle them, take another reading, and explain that one if it still differs."),
    ),
    "wallet.reading-in-future": lambda tr, f: Told(
        tr("A balance of {as_of} is still to come.", as_of=f["as_of"]),
        tr("Enter when it was read, in this station's time."),
    ),
    "wallet.already-cleared": lambda tr, f: Told(
        tr("The explanation {explanation} was cleared before.", explanation=f["explanation"]),
        tr("Look at the list of readings; nothing was booked twice."),
    ),
    "wallet.books-not-empty": lambda tr, f: Told(
        tr("An opening balance of {wallet} is not possible.", wallet=f["wallet"]),
        tr("It is not zero, and comes before the first entry; later differences are explained from a reading."),
    ),
    "wallet.column-missing": lambda tr, f: Told(
        tr("The file has no column {wanted}.", wanted=f["wanted"]),
        tr("Name one of its own: {columns}.", columns=f["columns"]),
    ),
    "wallet.not-chargeable": lambda tr, f: Told(
        tr("No chargeback was booked: {reason}.", reason=word(tr, NOT_CHARGEABLE, f.value("reason"))),
        tr("Look at the purchase {purchase}.", purchase=f["purchase"]),
    ),
    "wallet.not-frozen": lambda tr, f: Told(
        tr("The wallet {wallet} is not frozen.", wallet=f["wallet"]),
        tr("Nothing has to be lifted."),
    ),
}
