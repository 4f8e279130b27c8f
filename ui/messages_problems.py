"""Problems of forms, of order files and of data files: one sentence for each code, naming the field and what was given.

Codes of orders say at the same time why an order is held (`core.orders.rules`).
"""

from collections.abc import Iterable

from core.errors import Problem
from core.i18n import Tr
from ui.carrier_words import carrier_name
from ui.messages_autofund import AUTOFUND_PROBLEMS
from ui.messages_base import Sentence, Table, word
from ui.messages_data import DATA_PROBLEMS
from ui.messages_people_words import PEOPLE_PROBLEMS

_SHOWN = 80  # letters of what was given; more of it would hide the sentence

FIELDS: Table = {
    "number": lambda tr: tr("order number"),
    "name": lambda tr: tr("name"),
    "first_name": lambda tr: tr("first name"),
    "last_name": lambda tr: tr("last name"),
    "company": lambda tr: tr("company"),
    "line1": lambda tr: tr("street"),
    "line2": lambda tr: tr("second street line"),
    "line3": lambda tr: tr("third street line"),
    "city": lambda tr: tr("city"),
    "region": lambda tr: tr("state or province"),
    "postal": lambda tr: tr("postal code"),
    "country": lambda tr: tr("country"),
    "phone": lambda tr: tr("phone"),
    "email": lambda tr: tr("email"),
    "weight": lambda tr: tr("weight"),
    "dims": lambda tr: tr("dimensions"),
    "quantity": lambda tr: tr("quantity"),
    "unit_price": lambda tr: tr("unit price"),
    "total": lambda tr: tr("order total"),
    "currency": lambda tr: tr("currency"),
    "day": lambda tr: tr("order day"),
    "notes": lambda tr: tr("notes"),
    "service": lambda tr: tr("service"),
    "carrier": lambda tr: tr("carrier"),
    "zone": lambda tr: tr("zone"),
    "unit": lambda tr: tr("unit"),
    "weight_up_to": lambda tr: tr("weight step"),
    "valid_from": lambda tr: tr("first day"),
    "valid_to": lambda tr: tr("last day"),
    "price": lambda tr: tr("price"),
    "row": lambda tr: tr("row"),
    "holder": lambda tr: tr("holder"),
    "username": lambda tr: tr("user name"),
    "nickname": lambda tr: tr("nickname"),
    "brand": lambda tr: tr("brand"),
    "last4": lambda tr: tr("last four digits"),
    "expires": lambda tr: tr("expiry month"),
    "on_file_at": lambda tr: tr("where the card is on file"),
    "label_format": lambda tr: tr("label format"),
    "dpi": lambda tr: tr("dots per inch"),
    "model": lambda tr: tr("printer model"),
    "language": lambda tr: tr("language"),
    "media": lambda tr: tr("paper"),
    "address": lambda tr: tr("address"),
    "threshold": lambda tr: tr("threshold"),
    "amount": lambda tr: tr("amount"),
    "max_times": lambda tr: tr("times a day"),
    "max_day": lambda tr: tr("most in a day"),
    "pin": lambda tr: tr("PIN"),
}

PROBLEMS: dict[str, Sentence] = {
    "form.required": lambda tr, field, _: tr("{field}: fill this in.", field=field),
    "form.choice": lambda tr, field, v: tr("{field}: “{value}” is not one of the choices.", field=field, value=v),
    "accounts.card-number": lambda tr, field, _: tr(
        "{field}: this looks like a card number and was not kept; enter a nickname and the last four digits only.",
        field=field,
    ),
    "accounts.last-four": lambda tr, field, _: tr("{field}: exactly four digits, or nothing.", field=field),
    "accounts.expiry-month": lambda tr, field, v: tr(
        "{field}: “{value}” is not a month; write it as 2027-08.", field=field, value=v
    ),
    "accounts.expired": lambda tr, field, v: tr("{field}: the card was good until {value}.", field=field, value=v),
    "accounts.terms-not-ticked": lambda tr, field, _: tr("{field}: read and accept the terms first.", field=field),
    "printing.bad-name": lambda tr, field, v: tr(
        "{field}: “{value}” cannot be a printer's name; at most 40 printable characters.", field=field, value=v
    ),
    "printers.kind-differs": lambda tr, _f, v: tr("Language, resolution and paper do not match “{value}”.", value=v),
    "printers.unknown-model": lambda tr, _f, v: tr("There is no printer model “{value}”.", value=v),
    "printer.bad-address.scheme": lambda tr, _f, v: tr(
        "“{value}” must begin with tcp://, cups:, usb:, serial: or folder:.", value=v
    ),
    "printer.bad-address.host": lambda tr, _f, v: tr("“{value}” does not name a host.", value=v),
    "printer.bad-address.port": lambda tr, _f, v: tr("The port in “{value}” is not a number from 1 to 65535.", value=v),
    "printer.bad-address.surplus": lambda tr, _f, v: tr("Nothing may follow the port in “{value}”.", value=v),
    "printer.bad-address.queue": lambda tr, _f, v: tr("“{value}” names no print queue.", value=v),
    "printer.bad-address.node": lambda tr, _f, v: tr("“{value}” must name a device below /dev.", value=v),
    "printer.bad-address.speed": lambda tr, _f, v: tr("“{value}”: 1200 to 115200 baud, for example ,9600.", value=v),
    "printer.bad-address.folder": lambda tr, _f, v: tr("The folder of “{value}” must be an absolute path.", value=v),
    "address.name-missing": lambda tr, _f, _v: tr("The address has neither a name nor a company."),
    "address.street-missing": lambda tr, _f, _v: tr("The address has no street line."),
    "address.city-missing": lambda tr, _f, _v: tr("The address has no city."),
    "address.country-missing": lambda tr, _f, _v: tr("The address has no country."),
    "address.country-unknown": lambda tr, _f, v: (
        tr("“{value}” is not a known country.", value=v) if v else tr("The country is not known.")
    ),
    "address.region-missing": lambda tr, _f, _v: tr("The address has no state or province."),
    "address.region-unknown": lambda tr, _f, v: (
        tr("“{value}” is not a state or province of the country.", value=v)
        if v
        else tr("The state or province is not in this country.")
    ),
    "address.postal-missing": lambda tr, _f, _v: tr("The address has no postal code."),
    "address.postal-impossible": lambda tr, _f, v: (
        tr("“{value}” cannot be a postal code of the country.", value=v)
        if v
        else tr("The postal code is not valid in this country.")
    ),
    "address.postal-not-in-region": lambda tr, _f, v: (
        tr("Postal code “{value}” is in another state or province.", value=v)
        if v
        else tr("The postal code is in another state or province.")
    ),
    "address.postal-zero-restored": lambda tr, _f, v: tr(
        "The postal code had lost its leading zero; it is {value}.", value=v
    ),
    "address.too-long": lambda tr, field, v: tr(
        "{field}: {value} characters may not fit on one line of the label.", field=field, value=v
    ),
    "address.printer-command": lambda tr, field, v: tr(
        "{field}: “{value}” looks like a printer command; it is printed as text.", field=field, value=v
    ),
    "address.formula-text": lambda tr, field, v: tr(
        "{field}: “{value}” looks like a spreadsheet formula; it is kept as text.", field=field, value=v
    ),
    "address.control-characters": lambda tr, field, v: tr(
        "{field}: invisible characters were dropped; it reads “{value}”.", field=field, value=v
    ),
    "address.phone-unreadable": lambda tr, _f, v: tr("“{value}” cannot be read as a phone number.", value=v),
    "order.weight-zero": lambda tr, _f, _v: tr("The weight is zero."),
    "order.weight-unreadable": lambda tr, _f, v: (
        tr("The weight “{value}” cannot be read without guessing.", value=v) if v else tr("The weight cannot be read.")
    ),
    "order.weight-unit-missing": lambda tr, _f, v: (
        tr("The weight “{value}” has no unit.", value=v) if v else tr("The weight has no unit.")
    ),
    "order.dims-unreadable": lambda tr, _f, v: (
        tr("The dimensions “{value}” cannot be read without guessing.", value=v)
        if v
        else tr("The dimensions cannot be read.")
    ),
    "order.dims-unit-missing": lambda tr, _f, v: (
        tr("The dimensions “{value}” have no unit.", value=v) if v else tr("The dimensions have no unit.")
    ),
    "order.dims-incomplete": lambda tr, _f, v: tr(
        "Only “{value}” is given; enter all three dimensions or none.", value=v
    ),
    "order.quantity-unreadable": lambda tr, _f, v: (
        tr("The quantity “{value}” cannot be read.", value=v) if v else tr("A quantity cannot be read.")
    ),
    "order.price-unreadable": lambda tr, field, v: tr("{field}: “{value}” is not an amount.", field=field, value=v),
    "order.currency-unknown": lambda tr, _f, v: tr("“{value}” is not a currency.", value=v),
    "order.day-unreadable": lambda tr, _f, v: tr("The day “{value}” cannot be read without guessing.", value=v),
    "order.same-as-earlier": lambda tr, _f, v: tr(
        "The order repeats an earlier one that has no number ({value}).", value=v
    ),
    "order.cancelled-at-source": lambda tr, _f, _v: tr("The shop has cancelled the order."),
    "order.held-by-operator": lambda tr, _f, v: (
        tr("Held by a person: {value}", value=v) if v else tr("Held by a person.")
    ),
    "order.label-voided": lambda tr, _f, v: (
        tr("Its label {value} was voided; release the order to buy another.", value=v)
        if v
        else tr("Its label was voided; release the order to buy another.")
    ),
    "row.too-short": lambda tr, _f, v: tr("The row has too few columns ({value}).", value=v),
    "row.too-long": lambda tr, _f, v: tr("The row has too many columns ({value}).", value=v),
    "row.number-missing": lambda tr, _f, _v: tr("The row has no order number."),
    "row.order-refused": lambda tr, _f, v: tr("Another row of order {value} was refused.", value=v),
    "practice.fault-file": lambda tr, _f, _v: tr("The file is not a list of faults."),
    "practice.fault-field": lambda tr, field, v: tr("{field}: “{value}” does not fit.", field=field, value=v),
    **DATA_PROBLEMS,
    **AUTOFUND_PROBLEMS,
    **PEOPLE_PROBLEMS,
}


def field_word(tr: Tr, field: str) -> str:
    """A field in words; ``address.line1`` is the street, a carrier its name; another stays as it is."""
    if field in FIELDS:
        return word(tr, FIELDS, field)
    last = field.rpartition(".")[2] or field
    return word(tr, FIELDS, last) if last in FIELDS else carrier_name(tr, last)


def problem_text(tr: Tr, problem: Problem) -> str:
    """One problem as a sentence; a code that has none is shown as it is."""
    return code_text(tr, problem.code, problem.field, problem.value)


def code_text(tr: Tr, code: str, field: str = "", value: str = "") -> str:
    """As `problem_text`, for codes that are kept without the record (holds, warnings, data files)."""
    sentence = PROBLEMS.get(code)
    words = field_word(tr, field) if field else field
    value = value if len(value) <= _SHOWN else f"{value[: _SHOWN - 1]}…"
    text = sentence(tr, words, value) if sentence else f"{code} {value}".strip()
    return text[:1].upper() + text[1:]


def problem_lines(tr: Tr, problems: Iterable[Problem]) -> str:
    """All problems, one in a line."""
    return "\n".join(problem_text(tr, problem) for problem in problems)
