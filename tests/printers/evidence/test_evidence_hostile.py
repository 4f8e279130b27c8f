"""Hostile text from an order file all the way to printed bytes: one label each, nothing obeyed, every word readable.

printing.md 1.4, S2-16, S2-17. Import, shipping and printing are the product's own, in a practice station; the orders
hold commands of ZPL, EPL, SGD and PDF in every field that a shop can fill.
"""

import csv
import io
import re
from dataclasses import dataclass
from itertools import cycle

import pytest
from evidence_kit import Sold, printed, rendered, says
from label_reading import only_label
from label_samples import SAMPLES
from stations import fund, station

from core.labels.layout import lay_out
from core.labels.store import read_document
from core.orders.service_import import commit_import
from core.orders.source import SourceFile
from core.orders.store_lists import pending_orders
from core.printing.records import Language
from core.printing.service import list_printers
from core.printing.service_queue import enqueue_labels, reprint_labels
from core.printing.service_run import run_printer
from core.services import Services
from core.shipments.service_shipping import ship_orders
from printers.languages import epl, zpl
from printers.profiles import profile
from printers.raster import page_count
from printers.virtual.engine import Engine
from printers.virtual.states import PROFILES, State

# Name, company, two street lines, city: what an attacker would write there.
ATTACKS = (
    ("^XZ^XA^PQ99", "^FS~JR ~JA ~JC", "1 ^CC! ^CD; ^CT@", "^JUS ^KP1 ^MMP", "^XZ"),
    ('Ann"', '"P99"', '1 Elm"\nP99\nN\n"', "Dock\r\nP99\r\n", 'City\\"'),
    ("tail\\", "C:\\new \\& \\\\", "_5E_58_5A _ 9", "%s %d {0} {}", "\\"),
    ("Ann\n! U1 setvar", '! U1 do "device.reset" "x"', "1 ~HS ~WC ^HH", "{}{JSON}", "~DGR:A"),
    (") Tj ET Q", "(x) <</S /JavaScript>>", "1 >> endobj \\)", "%%EOF", "stream"),
    ("Ann\x02\x1b\x06", "\x07bell\x7f", "1\x85Elm\u2028St", "\u202eevil\u202c \u200bwide", "Paris\tTexas"),
    ("^XA שלום", "Łódź ~JR", '东京 "P99"', "^XZ مرحبا", "Πόλη\\"),
    (">;>8 >5 >6", "GW0,0,1,1,\xff", "A1,1,0,4,1,1,N,1", "FR GK GM", "Zürich"),
)
# Service, region, postal code, country: every carrier of the practice station has its turn.
TARGETS = (
    ("USPS Priority Mail", "NY", "10001", "US"),
    ("Canada Post Expedited Parcel", "QC", "H2X 1Y4", "CA"),
    ("UPS Ground", "NY", "10001", "US"),
    ("DHL Express Worldwide", "", "75001", "FR"),
    ("Canpar Ground", "QC", "H2X 1Y4", "CA"),
)
HEAD = ("order", "name", "company", "address1", "address2", "city", "service", "region", "postal", "country")
HEAD_REST = ("phone", "email", "notes", "sku", "item", "weight", "unit", "length", "width", "height", "dim unit")
PRINTERS = {Language.ZPL: "zpl-203", Language.EPL: "epl-203", Language.PDF: "pdf-letter"}
THERMAL = (Language.ZPL, Language.EPL)


@dataclass(frozen=True, slots=True)
class Chained:
    """One hostile order at the end of the chain: what was sold, and what each printer received."""

    sold: Sold
    jobs: dict[Language, tuple[str, bytes]]


def _orders_file() -> bytes:
    out = io.StringIO()
    rows = csv.writer(out)
    rows.writerow(HEAD + HEAD_REST)
    for n, (attack, target) in enumerate(zip(ATTACKS, cycle(TARGETS), strict=False)):
        nasty = attack[n % len(attack)]
        rest = (nasty, f"{nasty}@x.example", "\n".join(attack), nasty, nasty, "2", "lb", "10", "8", "4", "in")
        rows.writerow((f'^XZ"{n}~JR\\', *attack, *target, *rest))
    return out.getvalue().encode()


def _printed_by(services: Services, language: Language, labels: list[str]) -> list[tuple[str, bytes]]:
    """Name and bytes of each file in the printer's folder, in the order of `labels`."""
    printer = next(one for one in services.read(list_printers) if one.kind.language is language)
    if language is Language.ZPL:
        enqueue_labels(services.store, services.desk, printer.id, labels)
    else:
        reprint_labels(services.store, services.desk, printer.id, labels, '^XZ "P99"\nP99')
    assert run_printer(services.press, printer.id).stopped == ""
    folder = services.directory / printer.address.removeprefix("folder:")
    return [(path.name, path.read_bytes()) for path in sorted(folder.iterdir())]


def _visible(raw: str) -> str:
    return "".join(sign if sign.isprintable() else " " for sign in raw)


@pytest.fixture(scope="module")
def chain(tmp_path_factory: pytest.TempPathFactory) -> list[Chained]:
    with station(tmp_path_factory.mktemp("hostile")) as services:
        fund(services, "usd", 50_000)
        fund(services, "cad", 50_000)
        report = commit_import(services.store, services.desk, SourceFile.of("orders.csv", _orders_file()))
        orders = services.read(pending_orders)
        assert report.new == len(orders) == len(ATTACKS)
        labels = [answer.label for answer in ship_orders(services.bench, [order.id for order in orders])]
        sold = [
            Sold(order.number, label.tracking, read_document(services.files, label), tuple(map(_visible, attack)))
            for order, label, attack in zip(orders, labels, ATTACKS, strict=True)
            if label is not None
        ]
        assert len(sold) == len(labels)
        assert len({label.carrier for label in labels if label}) == len(TARGETS)
        files = {
            language: _printed_by(services, language, [label.id for label in labels if label]) for language in PRINTERS
        }
    return [Chained(one, {language: files[language][at] for language in PRINTERS}) for at, one in enumerate(sold)]


@pytest.mark.parametrize("language", THERMAL)
def test_a_hostile_order_prints_one_label_and_nothing_else_is_said(chain: list[Chained], language: Language) -> None:
    for one in chain:
        label = only_label(one.jobs[language][1], language, 203)
        assert (label.width_dots, label.height_dots) == (812, 1219), one.sold.name


def test_zpl_is_plain_letters_with_one_beginning_one_end_and_no_tilde(chain: list[Chained]) -> None:
    for one in chain:
        job = one.jobs[Language.ZPL][1]
        assert re.fullmatch(rb"[ -}]+\n", job), one.sold.name
        assert job.count(b"^XA") == job.count(b"^XZ") == 1, one.sold.name


def test_a_pdf_has_one_page_and_one_end(chain: list[Chained]) -> None:
    for one in chain:
        job = one.jobs[Language.PDF][1]
        assert page_count(job) == 1, one.sold.name
        assert job.count(b"%%EOF\n") == 1, one.sold.name


@pytest.mark.parametrize("language", PRINTERS)
def test_the_number_scans_and_every_word_is_readable(chain: list[Chained], language: Language) -> None:
    """What is looked at is what the printer received: the job is compared first."""
    code = PRINTERS[language]
    for one in chain:
        assert one.jobs[language][1] == rendered(one.sold, code).data, one.sold.name
        paper = printed(one.sold, code)
        assert says(paper.symbols, one.sold), one.sold.name
        assert paper.lost == set(), one.sold.name
        assert paper.lacks(one.sold) == set(), one.sold.name


@pytest.mark.parametrize(("language", "kind"), [(Language.ZPL, "zpl"), (Language.EPL, "epl")])
def test_the_printer_prints_the_next_label_as_if_nothing_had_been(
    chain: list[Chained], language: Language, kind: str
) -> None:
    """No changed prefix, no copies, no setting is left behind by any of them, one after the other."""
    render = zpl.render if language is Language.ZPL else epl.render
    innocent = render(lay_out(SAMPLES["ups"]), profile(PRINTERS[language])).data
    used, new = (Engine(PROFILES[kind], 203, 100_000, None) for _ in range(2))
    for one in chain:
        assert used.receive(one.jobs[language][1]) == b"", one.sold.name
    used.receive(innocent)
    new.receive(innocent)
    assert len(used.printed) == len(chain) + 1
    assert used.printed[-1].page == new.printed[-1].page
    assert (used.state, used.labels_waiting, used.held_bytes, used.faults) == (State.READY, 0, new.held_bytes, [])


def test_file_names_hold_nothing_of_the_order(chain: list[Chained]) -> None:
    for one in chain:
        for language in PRINTERS:
            name = one.jobs[language][0]
            assert re.fullmatch(rf"[0-9]{{4}}-[0-9]{{3}}-{one.sold.tracking}(-copy[23])?\.{language.value}", name)
