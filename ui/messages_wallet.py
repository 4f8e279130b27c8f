"""What a wallet says after its labels are bought: freezes, refunds, adjustments, readings, closing."""

from ui.messages_base import Message, Table, Told, word

FREEZE_CAUSES: Table = {
    "chargeback": lambda tr: tr("a payment was charged back"),
    "person": lambda tr: tr("a person froze it"),
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
}
