"""`printers`: add, change, list, test, choose, retire."""

from typing import TYPE_CHECKING

import click

from ui.commands.house import StationGroup
from ui.commands.session import Answer, Session, pass_session
from ui.messages_base import word
from ui.printer_words import MEDIA, model_name

if TYPE_CHECKING:
    from core.i18n import Tr
    from core.printing.records import Printer, PrinterKind


ADDRESS_HELP = "tcp://host:9100, cups:QUEUE, usb:/dev/usb/lp0, serial:/dev/ttyUSB0,9600, or folder:/absolute/path."


@click.group(cls=StationGroup)
def printers() -> None:
    """Printers of this station: on the network, at a cable, print queues, and folders."""


@printers.command()
@pass_session
def discover(session: Session) -> Answer:
    """List the print queues and USB printers of this computer, as `printers add --address` takes them.

    JSON: [{"address", "name"}].
    """
    from printers.discovery import discover as look
    from ui.commands.output import table

    tr, found = session.tr, look()
    rows = [(one.address, one.name) for one in found]
    lines = table((tr("Address"), tr("Name")), rows) if rows else [tr("No print queue and no USB printer was found.")]
    return Answer([{"address": one.address, "name": one.name} for one in found], lines)


@printers.command()
@click.argument("name")
@click.option("--address", required=True, help=ADDRESS_HELP)
@click.option("--model", default="", help="A model of `printers models`; else say language, dpi and media.")
@click.option("--language", default="zpl", show_default=True, type=click.Choice(["zpl", "epl", "pdf"]))
@click.option("--dpi", default="203", show_default=True, type=click.Choice(["203", "300"]), help="Dots per inch.")
@click.option("--media", default="4x6", show_default=True, type=click.Choice(["4x6", "letter", "a4"]), help="Paper.")
@click.option("--default", "chosen", is_flag=True, help="Make it the station's own.")
@pass_session
def add(session: Session, /, name: str, address: str, chosen: bool, **kind: str) -> Answer:
    """Add a printer; it need not be reachable, nothing is sent.

    JSON: {"id", "name", "model", "language", "dpi", "media", "address", "answers", "is_active", "is_default"}.
    """
    from core.printing.service import add_printer, choose_printer

    services = session.services
    printer = add_printer(services.press, name, _kind(kind), address)
    if chosen:
        choose_printer(services.store, services.desk, printer.id)
    added = session.tr("Added {name}: {kind}.", name=printer.name, kind=_shown(session.tr, printer.kind))
    return Answer(_data(session, printer), [added])


@printers.command()
@click.argument("name")
@click.option("--name", "new_name", default="", help="Call it so from now on.")
@click.option("--address", default="", help=ADDRESS_HELP)
@click.option("--model", default="", help="A model of `printers models`; else say language, dpi and media.")
@click.option("--language", default="", type=click.Choice(["", "zpl", "epl", "pdf"]), metavar="zpl|epl|pdf")
@click.option("--dpi", default="", type=click.Choice(["", "203", "300"]), metavar="203|300", help="Dots per inch.")
@click.option("--media", default="", type=click.Choice(["", "4x6", "letter", "a4"]), metavar="4x6|letter|a4")
@pass_session
def change(session: Session, /, name: str, new_name: str, address: str, **kind: str) -> Answer:
    """Change a printer; what is not named stays. Labels that wait for it are drawn anew.

    JSON: as of `printers add`.
    """
    from core.printing.service import change_printer
    from ui.commands import finding

    before = finding.printer(session, name)
    now = before.kind
    if any(kind.values()):
        usual = {"model": "", "language": now.language.value, "dpi": str(now.dpi), "media": now.media}
        now = _kind(usual | {option: said for option, said in kind.items() if said})
    press = session.services.press
    printer = change_printer(press, before.id, new_name or before.name, now, address or before.address)
    changed = session.tr("Changed {name}: {kind}.", name=printer.name, kind=_shown(session.tr, printer.kind))
    return Answer(_data(session, printer), [changed])


def _kind(said: dict[str, str]) -> "PrinterKind":
    from printers.device import kind_for, kind_of
    from printers.profiles import profile

    if said["model"]:
        return kind_of(profile(said["model"]))
    return kind_for(said["language"], int(said["dpi"]), said["media"])


def _shown(tr: "Tr", kind: "PrinterKind") -> str:
    parts = (kind.language.value.upper(), tr("{dpi} dpi", dpi=kind.dpi), word(tr, MEDIA, kind.media))
    return ", ".join(parts)


def _data(session: Session, printer: "Printer") -> dict[str, object]:
    from core.printing.service import default_printer

    default = session.services.read(lambda q: default_printer(q, session.services.desk)) if printer.is_active else None
    return {
        "id": printer.id, "name": printer.name, "model": printer.kind.model, "language": printer.kind.language,
        "dpi": printer.kind.dpi, "media": printer.kind.media, "address": printer.address, "answers": printer.answers,
        "is_active": printer.is_active, "is_default": default is not None and default.id == printer.id,
    }  # fmt: skip


@printers.command(name="list")
@pass_session
def list_(session: Session) -> Answer:
    """List the printers in use; the station's own is marked with an arrow.

    JSON: a list, each as of `printers add`.
    """
    from core.printing.service import list_printers
    from ui.commands.output import table

    tr, found = session.tr, session.services.read(list_printers)
    data = [_data(session, printer) for printer in found]
    answers = {"yes": tr("answers"), "no": tr("does not answer"), "unknown": tr("not asked yet")}
    rows = [
        (
            "→" if facts["is_default"] else "",
            printer.name,
            printer.kind.language.value.upper(),
            str(printer.kind.dpi),
            word(tr, MEDIA, printer.kind.media),
            printer.address,
            answers[printer.answers.value],
        )
        for printer, facts in zip(found, data, strict=True)
    ]
    head = ("", tr("Printer"), tr("Language"), tr("dpi"), tr("Paper"), tr("Address"), tr("Status"))
    return Answer(data, table(head, rows, right="3") or [tr("No printers yet.")])


@printers.command()
@pass_session
def models(session: Session) -> Answer:
    """List the kinds of printers that are known.

    JSON: [{"code", "name", "language", "dpi", "media"}].
    """
    from printers.profiles import all_profiles
    from ui.commands.output import table

    tr, known = session.tr, list(all_profiles().values())
    data = [
        {"code": p.code, "name": p.name, "language": p.language, "dpi": p.dpi, "media": p.media.code} for p in known
    ]
    rows = [
        (p.code, model_name(tr, p.code), p.language.value.upper(), str(p.dpi), word(tr, MEDIA, p.media.code))
        for p in known
    ]
    return Answer(data, table((tr("Model"), tr("Name"), tr("Language"), tr("dpi"), tr("Paper")), rows, right="3"))


@printers.command()
@click.argument("name", default="")
@pass_session
def test(session: Session, name: str) -> Answer:
    """Print a test label with rulers, letters and a bar code; it is no label of anyone's.

    JSON: {"printer", "outcome", "reason", "evidence", "file_name"}. The exit status is 0 when it was handed over.
    """
    from core.printing.port import Delivered
    from core.printing.service import print_specimen
    from ui.commands import finding
    from ui.messages_base import word
    from ui.messages_reasons import PRINT_REASONS
    from ui.messages_words import DELIVERIES

    tr, printer = session.tr, finding.printer(session, name)
    done = print_specimen(session.services.press, printer.id)
    outcome = done.outcome
    data = {
        "printer": printer.name, "outcome": outcome.kind, "reason": outcome.reason, "evidence": outcome.evidence,
        "file_name": done.file_name if outcome.kind is not Delivered.NOT_SENT else "",
    }  # fmt: skip
    said = word(tr, DELIVERIES, outcome.kind.value)
    reason = f" ({word(tr, PRINT_REASONS, outcome.reason)})" if outcome.reason else ""
    line = tr("Test label on {printer}: {outcome}.", printer=printer.name, outcome=said + reason)
    reached = outcome.kind in (Delivered.CONFIRMED, Delivered.HANDED_OVER)
    was_sent = outcome.kind is not Delivered.NOT_SENT
    return Answer(data, [line, *([tr("File: {name}", name=done.file_name)] if was_sent else [])], ok=reached)


@printers.command()
@click.argument("name")
@pass_session
def default(session: Session, name: str) -> Answer:
    """Make a printer the station's own.

    JSON: as of `printers add`.
    """
    from core.printing.service import choose_printer
    from ui.commands import finding

    printer = finding.printer(session, name)
    choose_printer(session.services.store, session.services.desk, printer.id)
    return Answer(_data(session, printer), [session.tr("{name} is the station's printer.", name=printer.name)])


@printers.command()
@click.argument("name")
@pass_session
def retire(session: Session, name: str) -> Answer:
    """Take a printer out of use; its journal stays.

    JSON: {"id", "name", "is_active"}.
    """
    from core.printing.service import retire_printer
    from ui.commands import finding

    printer = finding.printer(session, name)
    retire_printer(session.services.store, session.services.desk, printer.id)
    data = {"id": printer.id, "name": printer.name, "is_active": False}
    return Answer(data, [session.tr("{name} is out of use.", name=printer.name)])
