"""Our monthly statement, the drawer, volumes (S1-08, S1-10, S1-13; C9; facts: ledger 3.8)."""

import csv
import io
from datetime import timedelta

import pytest
from billing_kit import METER, PDF, account, bought, cad, meter, rules
from stations import TORONTO, fund, order
from test_billing_orders import tasks

from core.billing.records import AccountKind, Channel, Method, PaidFrom, Stream
from core.billing.rules import BadDay, FileRefused, LineTied, MonthNotOver, OtherAccount, StatementIssued
from core.billing.service_drawer import NewLine, Paper, keep_paper, papers, parse_lines, place_of, set_place, tie_line
from core.billing.service_meter import read_meter
from core.billing.service_payables import Paying, add_late_fee, pay_payable
from core.billing.service_recording import undo_order
from core.billing.service_statement import issue_statement, issued_statements, month_statement
from core.billing.statement import LineKind, statement_csv
from core.billing.store import list_payables
from core.billing.volume import volumes, volumes_csv
from core.clock import SteppingClock
from core.errors import BadText
from core.money import total
from core.services import Services
from core.shipments.service_shipping import ship_orders
from core.tasks.rules import TaskKind


def a_month(services: Services) -> str:
    """An account with all that can happen in a month, and its id."""
    owner = account(services, AccountKind.COMMERCIAL)
    meter(services, owner)
    bought(services, owner, 2000, tax=260, reference="R-1", at=Channel.COUNTER)
    bought(services, owner, 5000, tax=650, by=Method.NET_15, reference="=cmd()", at=Channel.TOOL)
    bought(services, owner, 3000, refill=METER, by=Method.SUPPLIER)
    bought(services, owner, 400, by=Method.METER)
    wrong = bought(services, owner, 700, by=Method.NET_15)
    undo_order(services.store, services.desk, wrong.id, "typed twice")
    read_meter(services.store, services.desk, METER, cad(2500))
    first = services.read(lambda q: list_payables(q, open_only=True))[0]
    add_late_fee(services.store, services.desk, first.id, cad(150), "late")
    pay_payable(services.store, services.desk, first.id, Paying(PaidFrom.CARD))
    return owner.id


def test_the_statement_of_a_month_adds_up_to_the_cent(services: Services) -> None:
    """S1-13."""
    owner = a_month(services)
    made = services.read(lambda q: month_statement(q, services.desk, owner, "2026-11"))
    assert [line.kind for line in made.lines] == [
        LineKind.POSTAGE, LineKind.POSTAGE, LineKind.METER_REFILL, LineKind.POSTAGE, LineKind.POSTAGE,
        LineKind.UNDONE, LineKind.LATE_FEE,
    ]  # fmt: skip
    assert (made.postage, made.tax, made.fee, made.total) == (cad(10400), cad(910), cad(150), cad(11460))
    assert total([amount for _, amount in made.by_method()], "CAD") + made.fee == made.total
    assert total([amount for _, amount in made.by_channel()], "CAD") + made.fee == made.total
    assert (made.opening, made.on_credit, made.paid, made.closing) == (cad(0), cad(8800), cad(5800), cad(3000))
    assert made.meter_used == cad(100)


def test_the_statement_as_csv_is_safe_and_sums_up(services: Services) -> None:
    owner = a_month(services)
    made = services.read(lambda q: month_statement(q, services.desk, owner, "2026-11"))
    table = list(csv.DictReader(io.StringIO(statement_csv(made))))
    assert table[1]["reference"] == "'=cmd()"
    cents = [round(float(row["total"]) * 100) for row in table]
    assert sum(cents[:-1]) == cents[-1] == made.total.minor
    assert table[5]["total"] == "-7.00"


def test_a_month_opens_with_what_the_one_before_closed_with(services: Services, clock: SteppingClock) -> None:
    owner = a_month(services)
    november = services.read(lambda q: month_statement(q, services.desk, owner, "2026-11"))
    clock.move(timedelta(days=30))
    december = services.read(lambda q: month_statement(q, services.desk, owner, "2026-12"))
    assert (december.opening, december.closing) == (november.closing, cad(3000))
    assert december.lines == ()


def test_a_statement_is_issued_once_when_its_month_is_over(services: Services, clock: SteppingClock) -> None:
    owner = a_month(services)
    early = services.read(lambda q: month_statement(q, services.desk, owner, "2026-11"))
    with pytest.raises(MonthNotOver):
        issue_statement(services.store, services.desk, services.files, early, PDF)
    clock.move(timedelta(days=30))
    made = services.read(lambda q: month_statement(q, services.desk, owner, "2026-11"))
    kept = issue_statement(services.store, services.desk, services.files, made, PDF)
    assert services.files.get(kept.sha256) == PDF
    with pytest.raises(StatementIssued):
        issue_statement(services.store, services.desk, services.files, made, PDF)
    assert services.read(issued_statements) == [kept]


def keep(services: Services, owner: str, *lines: NewLine, data: bytes = PDF) -> Paper:
    """The provider's statement of November."""
    return keep_paper(services.store, services.desk, services.files, owner, "2026-11", "nov.pdf", data, list(lines))


def test_a_charge_asks_for_the_providers_statement_until_it_lies_in_the_drawer(services: Services) -> None:
    """S1-10: two months before the 18 are over."""
    owner = account(services)
    bought(services, owner)
    bought(services, owner)
    assert tasks(services, TaskKind.SAVE_STATEMENT) == [(owner.id, "2028-03-02")]
    keep(services, owner.id)
    assert tasks(services, TaskKind.SAVE_STATEMENT) == []
    bought(services, owner)
    assert tasks(services, TaskKind.SAVE_STATEMENT) == []


def test_lines_tie_themselves_where_there_is_no_doubt(services: Services) -> None:
    owner = account(services)
    named = bought(services, owner, 2000, reference="CP-1")
    bought(services, owner, 2000, reference="CP-2")
    near = bought(services, owner, 3100, day="2026-11-12")
    paper = keep(
        services, owner.id, NewLine("2026-11-20", "order CP-1 tool", cad(2000)), NewLine("2026-11-14", "?", cad(3100)),
        NewLine("2026-11-14", "nobody's", cad(9900)),
    )  # fmt: skip
    assert [line.order for line in paper.lines] == [named.id, near.id, ""]
    again = keep(services, owner.id, NewLine("2026-11-14", "?", cad(3100)))
    assert again == paper
    assert len(services.read(papers)) == 1


def test_two_orders_of_one_amount_are_left_to_a_person(services: Services) -> None:
    owner, other = account(services), account(services, number="2")
    one, _two = bought(services, owner, 2000), bought(services, owner, 2000)
    foreign = bought(services, other, 2000)
    paper = keep(services, owner.id, NewLine("2026-11-20", "?", cad(2000)), NewLine("2026-11-20", "!", cad(2000)))
    first, second = paper.lines
    assert (first.order, second.order) == ("", "")
    with pytest.raises(OtherAccount):
        tie_line(services.store, services.desk, first.id, foreign.id)
    tied = tie_line(services.store, services.desk, first.id, one.id)
    assert tied.lines[0].order == one.id
    for line in (first, second):
        with pytest.raises(LineTied):
            tie_line(services.store, services.desk, line.id, one.id)


def test_where_the_statements_live_is_a_text_of_ones_own(services: Services) -> None:
    """C9: epost or Dashboard, the paper keeps the place of its day."""
    owner = account(services)
    assert "Facturation clientèle" in services.read(lambda q: place_of(q, rules(services), owner.id))
    set_place(services.store, services.desk, owner.id, "Dashboard, month-end invoices")
    assert keep(services, owner.id).place == "Dashboard, month-end invoices"
    assert services.read(lambda q: place_of(q, rules(services), owner.id)) == "Dashboard, month-end invoices"


def test_a_statement_is_a_file_with_lines_that_can_be_read(services: Services) -> None:
    owner = account(services)
    with pytest.raises(FileRefused):
        keep(services, owner.id, data=b"text")
    with pytest.raises(BadDay):
        keep(services, owner.id, NewLine("2030-01-01", "x", cad(1)))
    assert parse_lines('day,text,amount\n2026-11-02,Tool,"1 234,50"\n', "CAD") == [
        NewLine("2026-11-02", "Tool", cad(123450))
    ]
    with pytest.raises(BadText):
        parse_lines("2026-11-02,Tool,many\n", "CAD")


def test_volumes_keep_shipping_and_direct_mail_apart_and_count_labels_of_wallets(services: Services) -> None:
    """S1-08."""
    owner = account(services)
    meter(services, owner)
    bought(services, owner, 2000, tax=260, pieces=3, day="2026-10-05")
    bought(services, owner, 9000, at=Channel.DIRECT_MAIL, stream=Stream.DIRECT_MAIL, pieces=120, day="2026-10-06")
    wrong = bought(services, owner, 777, day="2026-10-06")
    undo_order(services.store, services.desk, wrong.id, "not ours")
    bought(services, owner, 3000, refill=METER, day="2026-10-06")
    read_meter(services.store, services.desk, METER, cad(2900), day="2026-10-30")
    fund(services, "cad", 5000)
    made = order(services, TORONTO._replace(number="V-1", carrier="canada_post", service="EXPEDITED_PARCEL"))
    [sold] = ship_orders(services.bench, [made.id])
    assert sold.label is not None
    price = sold.label.price
    found = services.read(lambda q: [v for v in volumes(q) if v.carrier == "canada_post"])
    assert [(v.month, v.stream, v.pieces, v.revenue) for v in found] == [
        ("2026-10", Stream.SHIPPING, 3, cad(2000)),
        ("2026-10", Stream.METERED, 0, cad(100)),
        ("2026-10", Stream.DIRECT_MAIL, 120, cad(9000)),
        ("2026-11", Stream.SHIPPING, 1, price),
    ]
    assert volumes_csv(found).splitlines()[1] == "canada_post,2026-10,shipping,3,20.00,CAD"
    assert services.read(lambda q: volumes(q, carrier="canada_post", first="2026-11")) == found[-1:]
