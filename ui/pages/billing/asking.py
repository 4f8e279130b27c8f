"""The forms of the Billing page: what each asks for. No Qt."""

from core.billing.records import (
    AccountKind,
    BilledOrder,
    Channel,
    Method,
    OrderState,
    PayableState,
    Stream,
    Terms,
    What,
)
from core.billing.service_other import OtherKind
from core.carriers.catalogue import Catalogue
from core.i18n import Tr
from ui.carrier_words import owner_name
from ui.messages_base import Table, word
from ui.messages_billing import (
    ACCOUNT_KINDS,
    CHANNELS,
    METHODS,
    OTHER_KINDS,
    PAID_FROM,
    STREAMS,
    TERMS,
    WHATS,
)
from ui.pages.billing.asking_papers import paper_forms
from ui.pages.billing.rows import BillingFacts, FieldKind, FieldView, FormView

Choices = tuple[tuple[str, str], ...]


def forms_of(tr: Tr, catalogue: Catalogue, facts: BillingFacts) -> dict[str, FormView]:
    """Every form by its key."""
    made = (
        *_account_forms(tr, catalogue, facts), *_purchase_forms(tr, facts), *_meter_forms(tr, facts),
        *_other_forms(tr), *paper_forms(tr, facts),
    )  # fmt: skip
    return {form.key: form for form in made}


def words_of(tr: Tr, table: Table, codes: list[str]) -> Choices:
    """Codes with their words, as choices."""
    return tuple((code, word(tr, table, code)) for code in codes)


def account_field(tr: Tr, facts: BillingFacts) -> FieldView:
    """Which account."""
    choices = tuple((one.account.id, one.account.number) for one in facts.accounts)
    return FieldView("account", tr("Account"), FieldKind.PICK, choices, choices[0][0] if choices else "")


def day_field(tr: Tr, facts: BillingFacts) -> FieldView:
    """Which day; today where nothing is said."""
    return FieldView("day", tr("Day"), value=facts.today, hint=tr("YYYY-MM-DD"))


def reason_field(tr: Tr, *, is_optional: bool = False) -> FieldView:
    """Why."""
    return FieldView("reason", tr("Reason"), is_optional=is_optional)


def billed_choices(tr: Tr, orders: tuple[BilledOrder, ...]) -> Choices:
    """Recorded purchases that stand."""
    return tuple(
        (one.id, " · ".join(t for t in (tr.day(one.day), one.reference, tr.money(one.total)) if t))
        for one in orders
        if one.state is OrderState.CREATED
    )


def _account_forms(tr: Tr, catalogue: Catalogue, facts: BillingFacts) -> tuple[FormView, ...]:
    carriers = tuple((one.code, owner_name(one, tr.lang)) for one in catalogue.carriers)
    kinds = words_of(tr, ACCOUNT_KINDS, [kind.value for kind in AccountKind])
    terms = words_of(tr, TERMS, [one.value for one in Terms])
    kind = FieldView("kind", tr("Kind of account"), FieldKind.PICK, kinds, AccountKind.SMALL_BUSINESS.value)
    when = FieldView("terms", tr("Terms"), FieldKind.PICK, terms, Terms.AT_ORDER.value)
    add = (
        FieldView("carrier", tr("Carrier"), FieldKind.PICK, carriers, "canada_post"),
        FieldView("number", tr("Customer number")), kind, when,
        FieldView("currency", tr("Currency"), FieldKind.PICK, (("CAD", "CAD"), ("USD", "USD")), "CAD"),
        day_field(tr, facts), reason_field(tr, is_optional=True),
    )  # fmt: skip
    support = (
        account_field(tr, facts),
        FieldView("phone", tr("Phone"), is_optional=True),
        FieldView("page", tr("Web"), is_optional=True),
        FieldView("note", tr("Note"), is_optional=True),
    )
    change = (account_field(tr, facts), kind, when, day_field(tr, facts), reason_field(tr))
    note = tr("Who helps with the billing; what is left empty stays as it is.")
    return (
        FormView("add-account", tr("Add an account…"), tr("An account with a carrier, outside the wallet."), add),
        FormView("change-account", tr("Change the account…"), tr("What it was before is kept."), change),
        FormView("support", tr("Support card…"), note, support),
    )


def _purchase_forms(tr: Tr, facts: BillingFacts) -> tuple[FormView, ...]:
    meters = (("", tr("none")), *((one.number, one.number) for one, _, _ in facts.meters if one.is_active))
    record = (
        account_field(tr, facts),
        FieldView(
            "channel", tr("Where"), FieldKind.PICK, words_of(tr, CHANNELS, [c.value for c in Channel]),
            Channel.TOOL.value,
        ),
        FieldView("amount", tr("Amount before tax")),
        FieldView("tax", tr("Tax"), is_optional=True),
        FieldView(
            "method", tr("Paid by"), FieldKind.PICK, words_of(tr, METHODS, [m.value for m in Method]),
            Method.CARD.value,
        ),
        FieldView("meter", tr("Meter"), FieldKind.PICK, meters),
        FieldView("what", tr("What"), FieldKind.PICK, words_of(tr, WHATS, [w.value for w in What]), "postage"),
        FieldView(
            "stream", tr("Kind of mail"), FieldKind.PICK,
            words_of(tr, STREAMS, [Stream.SHIPPING.value, Stream.DIRECT_MAIL.value]), Stream.SHIPPING.value,
        ),
        FieldView("pieces", tr("Pieces"), value="1"),
        day_field(tr, facts),
        FieldView("reference", tr("Number of the receipt"), is_optional=True),
        FieldView("order", tr("Our order number"), is_optional=True),
        FieldView("receipt", tr("Receipt: PDF, PNG or JPG"), FieldKind.OPEN, is_optional=True),
    )  # fmt: skip
    billed = billed_choices(tr, facts.orders)
    undo = (FieldView("billed", tr("Purchase"), FieldKind.PICK, billed), reason_field(tr))
    note = tr("It is recorded only when it is paid, whole.")
    return (
        FormView("record", tr("Record a purchase…"), note, record),
        FormView("undo", tr("Take back…"), tr("What was recorded by mistake; its mirror is booked."), undo),
        *_payable_forms(tr, facts),
    )


def _payable_forms(tr: Tr, facts: BillingFacts) -> tuple[FormView, ...]:
    owed = tuple(
        (one.id, f"{tr.day(one.due.isoformat())} · {tr.money(one.owed)}")
        for one in facts.payables
        if one.state is PayableState.OPEN
    )
    payable = FieldView("payable", tr("Payable"), FieldKind.PICK, owed)
    paid_from = words_of(tr, PAID_FROM, list(PAID_FROM))
    pay = (
        payable, FieldView("from", tr("Paid from"), FieldKind.CHOICE, paid_from, "bank"), day_field(tr, facts),
        FieldView("reference", tr("Reference"), is_optional=True),
    )  # fmt: skip
    fee = (payable, FieldView("amount", tr("Late fee")), reason_field(tr))
    return (
        FormView("pay", tr("Paid…"), tr("Whole, with its late fees."), pay),
        FormView("late-fee", tr("Late fee…"), tr("The carrier asks for more."), fee),
    )


def _meter_forms(tr: Tr, facts: BillingFacts) -> tuple[FormView, ...]:
    numbers = tuple((one.number, one.number) for one, _, _ in facts.meters)
    active = (("yes", tr("active")), ("no", tr("not active")))
    put = (
        account_field(tr, facts), FieldView("number", tr("Meter number")),
        FieldView("active", tr("State"), FieldKind.CHOICE, active, "yes"), day_field(tr, facts),
        reason_field(tr, is_optional=True),
    )  # fmt: skip
    look = (
        FieldView("meter", tr("Meter"), FieldKind.PICK, numbers, numbers[0][0] if numbers else ""),
        FieldView("remaining", tr("Left in the meter")), day_field(tr, facts),
    )  # fmt: skip
    note = tr("The supplier account needs an active meter.")
    return (
        FormView("set-meter", tr("Meter…"), note, put),
        FormView("read-meter", tr("Read the meter…"), tr("What it fell by is postage used."), look),
    )


def _other_forms(tr: Tr) -> tuple[FormView, ...]:
    kinds = words_of(tr, OTHER_KINDS, [kind.value for kind in OtherKind])
    kind = FieldView("kind", tr("What"), FieldKind.CHOICE, kinds, kinds[0][0])
    method = (
        kind, FieldView("nickname", tr("Nickname")), FieldView("brand", tr("Brand"), is_optional=True),
        FieldView("last4", tr("Last four digits"), is_optional=True),
        FieldView("on_file_at", tr("Edited under"), value=tr("Subscription settings")),
    )  # fmt: skip
    charge = (
        kind, FieldView("amount", tr("Amount"), hint=tr("Below zero for what came back.")),
        FieldView("currency", tr("Currency"), FieldKind.PICK, (("USD", "USD"), ("CAD", "CAD")), "USD"),
        FieldView("day", tr("Day"), is_optional=True, hint=tr("YYYY-MM-DD")),
        FieldView("reference", tr("Number of the invoice"), is_optional=True),
        FieldView("receipt", tr("Receipt: PDF, PNG or JPG"), FieldKind.OPEN, is_optional=True),
    )  # fmt: skip
    note = tr("It is never the one that pays postage.")
    return (
        FormView("other-method", tr("Payment method…"), note, method),
        FormView("other-charge", tr("Record a charge…"), tr("It never touches the balance."), charge),
    )
