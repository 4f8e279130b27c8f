"""From what was read to what the Shipments page shows."""

import re

from core.carriers.rules import tracking_page
from core.clock import from_utc_text
from core.i18n import Tr
from core.labels.rules import USABLE
from core.printing.records import Job
from core.printing.rules import TO_DECIDE
from core.services import Services
from core.shipments.listing import ShipmentRow
from core.wallet.clocks import RefundDue
from ui.app_context import App
from ui.icon_names import Ico
from ui.label_words import VOIDED, at_risk_words, job_chip, label_chip, matter_chip, paid_clock, service_words
from ui.messages import one_line
from ui.messages_base import word
from ui.messages_purchases import PARTS
from ui.pages.shipments.rows import DetailView, JobLine, ShipmentLine
from ui.pages.shipments.state import ShipmentsState
from ui.pages.shipments.work import Chosen
from ui.views import ChipView, Tone


def line_of(tr: Tr, services: Services, row: ShipmentRow, *, differs: bool = False) -> ShipmentLine:
    """One row of the table; `differs` says that its shipment is another by now, which matters more than its paper."""
    catalogue = services.catalogue
    return ShipmentLine(
        label=row.label,
        number=row.number,
        day=tr.day(row.ship_day),
        recipient=", ".join(part for part in (row.recipient, row.city, row.country) if part),
        service=service_words(tr, catalogue, row.carrier, row.service_code),
        tracking=catalogue.numbers.format(row.tracking),
        price=tr.money(row.price),
        chip=(
            ChipView(Tone.ERROR, Ico.TRIANGLE_ALERT, tr("Label differs"))
            if differs
            else matter_chip(tr, row.state, row.print_state)
        ),
        is_void=row.state in VOIDED,
    )


def _warnings(tr: Tr, chosen: Chosen) -> list[ChipView]:
    """What is wrong between the paper and its parcel."""
    warnings = []
    if chosen.differs:
        warnings.append(ChipView(Tone.ERROR, Ico.TRIANGLE_ALERT, tr("Label differs")))
    if chosen.destroy:
        warnings.append(ChipView(Tone.WARN, Ico.TRASH, tr("Destroy the printed label")))
    return warnings


def detail_of(app: App, state: ShipmentsState, chosen: Chosen) -> DetailView:
    """The chosen label."""
    tr, services, row = app.tr, app.services, chosen.row
    carrier = services.catalogue.find(row.carrier)
    picture = state.picture if state.picture is not None and state.picture.label == row.label else None
    return DetailView(
        label=row.label,
        order=row.order,
        tracking=services.catalogue.numbers.format(row.tracking),
        copied=row.tracking,
        page=tracking_page(carrier, row.tracking) if carrier else "",
        chips=(label_chip(tr, row.state), job_chip(tr, row.print_state), *_warnings(tr, chosen)),
        facts=_facts(app, chosen),
        jobs=tuple(_job_line(tr, job, name) for job, name in chosen.jobs),
        picture=picture,
        picture_words=one_line(tr, state.picture_error) if state.picture_error else tr("Preparing…"),
        file_stem=re.sub(r"[^A-Za-z0-9]+", "-", f"{row.number}-{row.tracking}").strip("-"),
        reprint_words=tr("Reprint…") if chosen.jobs else tr("Print…"),
        reprint=_no_reprint(tr, state, chosen),
        void=_no_void(app, state, row),
        replace=_no_replace(app, state, chosen),
        export=_no_export(tr, chosen),
        is_void=row.state in VOIDED,
    )


def _facts(app: App, chosen: Chosen) -> tuple[tuple[str, str], ...]:
    tr, services, row = app.tr, app.services, chosen.row
    facts = [(tr("Differs in"), ", ".join(word(tr, PARTS, part) for part in chosen.differs))] if chosen.differs else []
    facts += [
        (tr("Order"), f"{row.number} · {row.recipient}"),
        (tr("Service"), service_words(tr, services.catalogue, row.carrier, row.service_code)),
    ]
    if row.state in USABLE:
        facts.append((tr("Void", context="noun"), paid_clock(services, tr, row).text))
        risk = at_risk_words(services, tr, row)
        if risk:
            facts.append((tr("Money at risk"), risk))
    if chosen.refund is not None:
        facts.append((tr("Refund"), _refund_words(tr, chosen.refund)))
    facts += [
        (tr("Price"), tr.money(row.price)),
        (tr("Bought", context="day"), tr.datetime(from_utc_text(row.made_at), services.desk.actor.zone)),
    ]
    if row.override:
        facts.append((tr("Without the size"), row.override))
    return tuple(facts)


def _refund_words(tr: Tr, due: RefundDue) -> str:
    if due.expected is None:
        return tr("{amount} to come back; the carrier names no day", amount=due.amount)
    day = tr.day(due.expected.isoformat())
    if due.is_overdue:
        return tr("{amount} should have come back by {day}", amount=due.amount, day=day)
    return tr("{amount} to come back, usually by {day}", amount=due.amount, day=day)


def _job_line(tr: Tr, job: Job, printer: str) -> JobLine:
    text = tr("Copy {n} · {printer}", n=job.copy_number, printer=printer)
    return JobLine(
        job=job.id,
        text=f"{text} · {job.copy_reason}" if job.copy_reason else text,
        chip=job_chip(tr, job.state.value),
        can_decide=job.state in TO_DECIDE,
    )


def _no_reprint(tr: Tr, state: ShipmentsState, chosen: Chosen) -> str | None:
    if chosen.row.state not in USABLE:
        return tr("A voided label cannot be printed.")
    if not chosen.has_paper:
        return tr("It was recorded without its file: there is nothing to print here.")
    if not chosen.has_printer:
        return tr("The station has no printer.")
    return tr("One moment…") if state.is_busy else None


def _no_export(tr: Tr, chosen: Chosen) -> str | None:
    if chosen.row.state not in USABLE:
        return tr("A voided label cannot be exported.")
    return None if chosen.has_paper else tr("It was recorded without its file: there is nothing to print here.")


def _no_void(app: App, state: ShipmentsState, row: ShipmentRow) -> str | None:
    tr = app.tr
    if row.state not in USABLE:
        return tr("It is already voided, or its void was requested.")
    if not app.startup.is_done:
        return tr("Checking first what the last run left open.")
    return tr("One moment…") if state.is_busy else None


def _no_replace(app: App, state: ShipmentsState, chosen: Chosen) -> str | None:
    tr = app.tr
    if chosen.row.state not in USABLE:
        return tr("A voided label is not replaced; ship its order again.")
    if chosen.is_recorded:
        return tr("In this station labels are bought in the portal: replace it there, then record both.")
    if not app.startup.is_done:
        return tr("Checking first what the last run left open.")
    clock = paid_clock(app.services, tr, chosen.row)
    if clock.is_closed:
        return tr("The carrier refuses the void now: {when}.", when=clock.text)
    return tr("One moment…") if state.is_busy else None
