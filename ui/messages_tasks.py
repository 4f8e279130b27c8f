"""Tasks in words: what a person is asked to do, and what is said when one cannot be ended."""

from collections.abc import Mapping

from core.i18n import Tr
from core.money import Money
from core.tasks.rules import Task
from ui.messages_base import Fields, Message, Table, Told, word

TASK_STATES: Table = {
    "open": lambda tr: tr("to do"),
    "done": lambda tr: tr("done"),
    "dropped": lambda tr: tr("dropped"),
}
TASK_KINDS: Table = {
    "buy-postage": lambda tr: tr("Buy postage"),
    "confirm-declared": lambda tr: tr("Confirm what was declared, with a balance reading or a statement"),
    "follow-closing": lambda tr: tr("Ask where the closing refund is"),
    "pay-payable": lambda tr: tr("Pay what is due"),
    "save-statement": lambda tr: tr("Save the provider’s statement before it is gone"),
    "dispute-deadline": lambda tr: tr("Send the dispute before its last day"),
    "refund-overdue": lambda tr: tr("Ask where the refund is"),
    "payment-method-expires": lambda tr: tr("Renew the payment method"),
    "settle-unknown": lambda tr: tr("Settle the purchase whose outcome is unknown"),
    "reconcile": lambda tr: tr("Compare the books with the provider"),
}


def task_text(tr: Tr, task: Task) -> str:
    """What to do, with its amount and what it is about."""
    fields = dict(task.fields)
    amount = fields.pop("amount_minor", "")
    parts = [word(tr, TASK_KINDS, task.kind.value)]
    if amount:
        parts.append(tr.money(Money(int(amount), fields.pop("currency"))))
    parts += [text for _, text in sorted(fields.items()) if text]
    return " · ".join(parts)


def _ended(tr: Tr, f: Fields) -> Told:
    state = word(tr, TASK_STATES, f.value("state"))
    return Told(tr("This task is ended already: {state}.", state=state), tr("Nothing to do."))


def _reason_missing(tr: Tr, _f: Fields) -> Told:
    return Told(tr("A task is dropped only with a reason."), tr("Say why it need not be done."))


TASKS: Mapping[str, Message] = {"tasks.ended": _ended, "tasks.reason-missing": _reason_missing}
