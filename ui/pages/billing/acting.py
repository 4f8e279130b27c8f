"""What each form of the Billing page does, on the use cases of the commands; amounts and days are read here. No Qt."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from core.billing.dated_rules import load_billing_rules
from core.billing.records import AccountKind, Channel, Method, NewOrder, PaidFrom, Payment, Stream, Support, Terms, What
from core.billing.rules import RECEIPT_MAX
from core.billing.service import NewAccount, add_account, change_account, set_meter, set_support
from core.billing.service_meter import read_meter
from core.billing.service_other import OtherKind, OtherMethod, record_other, set_other_method
from core.billing.service_payables import Paying, add_late_fee, pay_payable
from core.billing.service_recording import record_order, undo_order
from core.billing.store import get_account, get_meter, get_order, get_payable, support_of
from core.errors import BadText, NotFound
from core.money import Money, parse_money, zero
from core.orders.store import get_order as get_shop_order
from core.orders.store import ids_numbered
from core.people.acts import Act
from core.people.records import Proofs
from core.services import Services
from ui.file_access import read_file
from ui.pages.billing.rows import Values

_DIGITS_MAX = 8
Do = Callable[[Services, Values, Proofs], object]
About = Callable[[Services, Values], str]


@dataclass(frozen=True, slots=True)
class Deed:
    """What a form does, and whose PIN it asks for about what; no act asks for none."""

    do: Do
    act: Act | None = Act.RECORD
    about: About = lambda _services, values: values["account"]


def _file(values: Values, name: str) -> bytes:
    return read_file(Path(values[name]), RECEIPT_MAX) if values.get(name) else b""


def _currency(services: Services, account: str) -> str:
    return services.read(lambda q: get_account(q, account)).currency


def _add_account(services: Services, values: Values, proofs: Proofs) -> object:
    new = NewAccount(
        values["carrier"], values["number"], AccountKind(values["kind"]), currency=values["currency"],
        terms=Terms(values["terms"]), day=values["day"], reason=values["reason"],
    )  # fmt: skip
    return add_account(services.store, services.desk, services.catalogue, new, proofs=proofs)


def _change_account(services: Services, values: Values, proofs: Proofs) -> object:
    return change_account(
        services.store, services.desk, values["account"], AccountKind(values["kind"]), values["reason"],
        terms=Terms(values["terms"]), day=values["day"], proofs=proofs,
    )  # fmt: skip


def _support(services: Services, values: Values, proofs: Proofs) -> object:
    """What is left empty stays as it is."""
    account = services.read(lambda q: get_account(q, values["account"]))
    old = services.read(lambda q: support_of(q, account.id))
    old = old or load_billing_rules(services.directory).support(account.carrier)
    card = Support(values["phone"] or old.phone, values["page"] or old.page, values["note"] or old.note)
    return set_support(services.store, services.desk, account.id, card, proofs=proofs)


def _record(services: Services, values: Values, proofs: Proofs) -> object:
    currency = _currency(services, values["account"])
    postage = parse_money(values["amount"], currency)
    tax = parse_money(values["tax"], currency) if values["tax"] else zero(currency)
    method, is_refill = Method(values["method"]), values["what"] == What.METER_REFILL.value
    meter = values.get("meter", "")
    channel = Channel(values["channel"])
    stream = Stream.DIRECT_MAIL if channel is Channel.DIRECT_MAIL else Stream(values["stream"])
    new = NewOrder(
        account=values["account"], channel=channel, postage=postage, tax=tax,
        payments=(Payment(method, postage + tax, meter if method is Method.METER else ""),),
        what=What(values["what"]), stream=stream, pieces=_pieces(values["pieces"]),
        day=values["day"], reference=values["reference"], order_ref=_order_number(services, values["order"]),
        receipt=_file(values, "receipt"), meter=meter if is_refill else "",
    )  # fmt: skip
    rules = load_billing_rules(services.directory)
    return record_order(services.store, services.desk, services.files, rules, new, proofs=proofs)


def _pieces(text: str) -> int:
    if not text:
        return 1
    if not (text.isascii() and text.isdigit() and len(text) < _DIGITS_MAX):
        raise BadText(text=text[:40], want="number")
    return int(text)


def _order_number(services: Services, text: str) -> str:
    """The number of an order of ours, which must be there."""
    if not text:
        return ""
    with services.store.read() as q:
        found = ids_numbered(q, text)
        if not found:
            raise NotFound(kind="order", id=text)
        return get_shop_order(q, found[0]).number


def _undo(services: Services, values: Values, proofs: Proofs) -> object:
    return undo_order(services.store, services.desk, values["billed"], values["reason"], proofs=proofs)


def _pay(services: Services, values: Values, proofs: Proofs) -> object:
    paying = Paying(PaidFrom(values["from"]), values["day"], values["reference"])
    return pay_payable(services.store, services.desk, values["payable"], paying, proofs=proofs)


def _late_fee(services: Services, values: Values, proofs: Proofs) -> object:
    payable = services.read(lambda q: get_payable(q, values["payable"]))
    fee = parse_money(values["amount"], payable.amount.currency)
    return add_late_fee(services.store, services.desk, payable.id, fee, values["reason"], proofs=proofs)


def _set_meter(services: Services, values: Values, proofs: Proofs) -> object:
    return set_meter(
        services.store, services.desk, values["account"], values["number"], active=values["active"] == "yes",
        day=values["day"], reason=values["reason"], proofs=proofs,
    )  # fmt: skip


def _read_meter(services: Services, values: Values, proofs: Proofs) -> object:
    meter = services.read(lambda q: get_meter(q, values["meter"]))
    left = parse_money(values["remaining"], _currency(services, meter.account))
    return read_meter(services.store, services.desk, meter.number, left, day=values["day"], proofs=proofs)


def _other_method(services: Services, values: Values, proofs: Proofs) -> object:
    method = OtherMethod(
        OtherKind(values["kind"]), values["nickname"], values["brand"], values["last4"], values["on_file_at"]
    )
    return set_other_method(services.store, services.desk, method, proofs=proofs)


def _other_charge(services: Services, values: Values, proofs: Proofs) -> object:
    amount: Money = parse_money(values["amount"], values["currency"])
    return record_other(
        services.store, services.desk, services.files, OtherKind(values["kind"]), amount, day=values["day"],
        reference=values["reference"], receipt=_file(values, "receipt"), proofs=proofs,
    )  # fmt: skip


def of_billed(services: Services, values: Values) -> str:
    """The account of the recorded purchase that a form names."""
    return services.read(lambda q: get_order(q, values["billed"])).account


def _of_payable(services: Services, values: Values) -> str:
    return services.read(lambda q: get_payable(q, values["payable"])).account


def _of_meter(services: Services, values: Values) -> str:
    return services.read(lambda q: get_meter(q, values["meter"])).account


DEEDS: dict[str, Deed] = {
    "add-account": Deed(_add_account, about=lambda _s, values: values["carrier"]),
    "change-account": Deed(_change_account),
    "support": Deed(_support),
    "record": Deed(_record),
    "undo": Deed(_undo, about=of_billed),
    "pay": Deed(_pay, about=_of_payable),
    "late-fee": Deed(_late_fee, about=_of_payable),
    "set-meter": Deed(_set_meter),
    "read-meter": Deed(_read_meter, about=_of_meter),
    "other-method": Deed(_other_method, Act.PAYMENT_METHOD, lambda _s, values: f"other:{values['kind']}"),
    "other-charge": Deed(_other_charge, about=lambda _s, values: f"other:{values['kind']}"),
}
