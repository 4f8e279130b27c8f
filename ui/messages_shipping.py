"""What orders, carriers, shipments and tracking numbers say."""

from core.i18n import Tr
from core.money import Money
from ui.carrier_words import asked_words, carrier_name
from ui.messages_base import Fields, Message, Told, listed, word
from ui.messages_problems import FIELDS, code_text, field_word, problem_lines
from ui.messages_reasons import PORTAL_ONLY, no_service_reasons, void_reason
from ui.messages_words import LABEL_STATES, ORDER_EVENTS, ORDER_STATES

_FILE_KINDS = {
    "xlsx": lambda tr: tr("an Excel workbook"),
    "xls": lambda tr: tr("an old Excel workbook"),
    "pdf": lambda tr: tr("a PDF"),
    "image": lambda tr: tr("a picture"),
    "zip": lambda tr: tr("an archive"),
    "gzip": lambda tr: tr("an archive"),
    "binary": lambda tr: tr("a binary file"),
}
_QUOTES = {
    "quote-open": lambda tr: tr("a quotation mark is opened and never closed"),
    "quote-inside": lambda tr: tr("a quotation mark is inside a field"),
    "field-too-big": lambda tr: tr("a field is larger than in any order"),
}


def _holds(tr: Tr, f: Fields, name: str) -> str:
    return " ".join(code_text(tr, code) for code in f.codes(name))


def _no_service(tr: Tr, f: Fields) -> Told:
    given = [piece.rpartition(": ")[2] for piece in str(f.value("reasons")).split("; ")]
    if set(given) == {PORTAL_ONLY}:
        return Told(
            tr("Order {order}: in this station a person buys labels in the provider's portal.", order=f["order"]),
            tr("Buy the label there, then record it here: “labels record”."),
        )
    reasons = no_service_reasons(tr, str(f.value("reasons")))
    asked = asked_words(tr, str(f.value("asked")))
    happened = (
        tr("“{asked}” is not available for order {order}.", asked=asked, order=f["order"])
        if asked
        else tr("No service is available for order {order}.", order=f["order"])
    )
    return Told(
        happened,
        tr("{reasons}. Choose another service, or correct the order.", reasons=reasons[:1].upper() + reasons[1:])
        if reasons
        else tr("Choose another service, or correct the order."),
    )


def _dimensions_missing(tr: Tr, f: Fields) -> Told:
    code, at_risk = str(f.value("carrier")), f.value("at_risk")
    carrier = carrier_name(tr, code)
    if carrier == code and f.value("carrier_name") != "?":
        carrier = str(f["carrier_name"])
    risk = (
        tr("Without it, {at_risk} may be charged later.", at_risk=at_risk)
        if isinstance(at_risk, Money)
        else tr("Without it, more may be charged later.")
    )
    return Told(
        tr("{carrier} charges by size, and order {order} has no dimensions.", carrier=carrier, order=f["order"]),
        tr("Measure the parcel. {risk} Or ship without the size and give a reason.", risk=risk),
    )


SHIPPING: dict[str, Message] = {
    "orders.file-too-big": lambda tr, f: Told(
        tr("The file is larger than can be read ({bytes} bytes).", bytes=f["bytes"]),
        tr("Split it into files of at most {bytes_max} bytes.", bytes_max=f["bytes_max"]),
    ),
    "orders.not-a-text": lambda tr, f: Told(
        tr("The file is {kind}, not a table of text.", kind=word(tr, _FILE_KINDS, f.value("kind"))),
        tr("Save it as CSV (UTF-8) and import that."),
    ),
    "orders.encoding-unknown": lambda tr, f: Told(
        tr("The text of the file cannot be read as {tried}.", tried=f["tried"]),
        tr("Save the file as UTF-8, or name its encoding."),
    ),
    "orders.row-unreadable": lambda tr, f: Told(
        tr("Row {row} cannot be read: {why}.", row=f["row"], why=word(tr, _QUOTES, f.value("why"))),
        tr("Nothing was imported. Correct that row and import again."),
    ),
    "orders.columns-unknown": lambda tr, f: Told(
        tr(
            "The heading does not say which column is: {missing}.",
            missing=listed(tr, FIELDS, f.codes("missing")),
        ),
        tr("Nothing was imported. Say once which column is which; it is remembered for files like this."),
    ),
    "orders.mapping-unfit": lambda tr, f: Told(
        tr("The saved columns do not fit this file."),
        tr(
            "Not in the file: {columns}. Still needed: {missing}.",
            columns=f["columns"] or "–",
            missing=listed(tr, FIELDS, f.codes("missing")) or "–",
        ),
    ),
    "orders.file-changed": lambda tr, f: Told(
        tr("{name} has changed since it was checked.", name=f["name"]),
        tr("Nothing was imported. Check the file again, then import it."),
    ),
    "orders.number-taken": lambda tr, f: Told(
        tr("Order {number} already exists (source {source}).", number=f["number"], source=f["source"]),
        tr("Use another number."),
    ),
    "orders.move-refused": lambda tr, f: Told(
        tr(
            "Order {order} is {state}; it cannot {event}.",
            order=f["order"],
            state=word(tr, ORDER_STATES, f.value("state")),
            event=word(tr, ORDER_EVENTS, f.value("event")),
        ),
        tr("Check the order's state first."),
    ),
    "orders.still-blocked": lambda tr, f: Told(
        tr("Order {order} cannot be used as it is.", order=f["order"]),
        tr("Correct this first: {problems}", problems=_holds(tr, f, "problems")),
    ),
    "orders.reason-missing": lambda tr, f: Told(
        tr("An order cannot {event} without a reason.", event=word(tr, ORDER_EVENTS, f.value("event"))),
        tr("Say why in a few words; it is kept with the order."),
    ),
    "orders.address-refused": lambda tr, f: Told(
        tr("The address is missing something that every label needs."), problem_lines(tr, f.problems("problems"))
    ),
    "shipments.order-held": lambda tr, f: Told(
        tr("Order {order} is held.", order=f["order"]),
        tr("{reasons} Correct it, then ship.", reasons=_holds(tr, f, "holds")),
    ),
    "shipments.order-not-open": lambda tr, f: Told(
        tr("Order {order} is {state}.", order=f["order"], state=word(tr, ORDER_STATES, f.value("state"))),
        tr("Only open orders are shipped. Void its label first if it must go again."),
    ),
    "shipments.weight-missing": lambda tr, f: Told(
        tr("Order {order} has no weight.", order=f["order"]), tr("Weigh the parcel and enter the weight.")
    ),
    "shipments.no-service": _no_service,
    "shipments.dimensions-missing": _dimensions_missing,
    "shipments.stopped": lambda tr, f: Told(
        tr("The label of order {order} was not bought: the batch was stopped first.", order=f["order"]),
        tr("Nothing was charged. You can ship it again at any time."),
    ),
    "shipments.void-refused": lambda tr, f: Told(
        tr(
            "The label was not voided: {reason}.",
            reason=void_reason(tr, str(f.value("reason")), str(f.value("detail"))),
        ),
        tr("The label is still good and stays paid."),
    ),
    "shipments.not-voidable": lambda tr, f: Told(
        tr("The label cannot be voided: {state}.", state=word(tr, LABEL_STATES, f.value("state"))),
        tr("A void is requested only once. See the label's history."),
    ),
    "rate-card.rejected": lambda tr, f: Told(
        tr("The rate card {name} was not imported; problems: {count}.", name=f["name"], count=f["count"]),
        "\n".join(f.codes("problems")),
    ),
    "rate-card.bad-line": lambda tr, f: Told(
        tr("{field}: “{value}” does not fit the rate card.", field=field_word(tr, str(f["field"])), value=f["value"]),
        tr("Use a price above zero in the card's currency, and days that no other price of the step covers."),
    ),
    "carriers.unknown-carrier": lambda tr, f: Told(
        tr("There is no carrier “{carrier}”.", carrier=f["carrier"]),
        tr("Use a name from the carrier list, for example USPS or Canada Post."),
    ),
    "carriers.unknown-service": lambda tr, f: Told(
        tr("{carrier} has no service “{service}”.", carrier=f["carrier"], service=f["service"]),
        tr("Use a name or code from the carrier's list of services."),
    ),
    "carriers.no-weight-rule": lambda tr, f: Told(
        tr(
            "No weight rule of {carrier} covers “{service}” on {day}.",
            carrier=f["carrier"],
            service=f["service"],
            day=f["day"],
        ),
        tr("Use one of the carrier's services, or another day."),
    ),
    "carriers.zone-unknown": lambda tr, f: Told(
        tr("There is no zone for this route (country {country}).", country=f["country"] or "–"),
        tr("Complete the country and the postal code of both addresses."),
    ),
    "tracking.bad-format": lambda tr, f: Told(
        tr("“{text}” does not have the form of a tracking number ({scheme}).", text=f["text"], scheme=f["scheme"]),
        tr("Check the number, or scan it."),
    ),
    "tracking.bad-check-digit": lambda tr, f: Told(
        tr("“{text}” fails its check digit ({scheme}).", text=f["text"], scheme=f["scheme"]),
        tr("A digit is wrong or two are swapped. Check the number, or scan it."),
    ),
}
