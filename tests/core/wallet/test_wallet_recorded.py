"""The recorded lane: bought in a portal, recorded here, declared until something confirms it (S0-13, S0-40; C1)."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from recorded_world import label, postage, proved, recorded_station
from stations import MIAMI, order, station

from core.errors import BadText
from core.labels.rules import LabelState
from core.labels.store import get_label
from core.ledger.checks import ledger_findings
from core.money import Money
from core.orders.records import OrderState
from core.orders.source import SourceFile
from core.orders.store import get_order
from core.people.acts import Act
from core.people.rules import ProofNeeded
from core.printing.store import unprinted_labels
from core.purchases.rules import AlreadyOpen, ReferenceUsed, State
from core.services import Services
from core.shipments.listing import list_shipments
from core.shipments.service_recording import BoughtElsewhere, record_label
from core.wallet.declared import NotRecorded, declared_entries
from core.wallet.rules import NotPositive
from core.wallet.rules_portal import Column, LineFate, PortalColumnsMissing
from core.wallet.service import WalletView, views
from core.wallet.service_portal_files import PortalImport, PortalOptions, import_transactions
from core.wallet.service_readings import add_reading
from core.wallet.service_recording import Said, record_postage
from core.wallet.store_portal import lines_of_fate

HEAD = "Date,Type,Amount,Transaction ID,Tracking Number"
T1, T2 = "9400100000000000000001", "9400100000000000000002"


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    with recorded_station(tmp_path) as opened:
        yield opened


def usd(services: Services) -> WalletView:
    return next(view for view in services.read(views) if view.wallet.id == "usd")


def take(services: Services, *rows: str, head: str = HEAD, options: PortalOptions | None = None) -> PortalImport:
    file = SourceFile.of("export.csv", "\n".join((head, *rows, "")).encode())
    return import_transactions(
        services.till("usd"), "usd", file, options or PortalOptions(), proofs=proved(services, Act.RECORD)
    )


def read(services: Services, minor: int) -> None:
    """A person reads the balance in the portal."""
    now, proofs = services.desk.clock.now(), proved(services, Act.READING)
    add_reading(services.store, services.desk, "usd", Money(minor, "USD"), now, "portal page", proofs=proofs)


def fates(report: PortalImport) -> list[LineFate]:
    return [row.fate for row in report.rows]


def test_postage_of_the_portal_is_booked_declared_with_its_reference_and_evidence(services: Services) -> None:
    said = Said("P-1", day="2026-11-19", evidence=b"%PDF receipt")
    bought = record_postage(services.till("usd"), "usd", Money(5500, "USD"), said, proofs=proved(services, Act.RECORD))
    assert (bought.state, bought.provider_ref) == (State.CONFIRMED, "P-1")
    assert services.files.get(str(bought.request["evidence"])) == b"%PDF receipt"
    view = usd(services)
    assert (view.booked, view.declared) == (Money(5500, "USD"), Money(5500, "USD"))
    with pytest.raises(ReferenceUsed):
        postage(services, 5500, "P-1")
    with pytest.raises(NotPositive):
        postage(services, 0, "P-2")
    with pytest.raises(BadText):
        record_postage(services.till("usd"), "usd", Money(5500, "USD"), Said("P-3", day="yesterday"))
    assert services.read(ledger_findings) == []


def test_a_label_of_the_portal_ships_its_order_and_may_take_the_balance_below_zero(services: Services) -> None:
    """M3: a fact is never refused; what has no file is not offered to a printer."""
    made = label(services, "A1", T1, 705)
    assert usd(services).booked == Money(-705, "USD")
    [row] = services.read(list_shipments)
    assert (row.tracking, row.state) == (T1, LabelState.BOUGHT)
    with services.store.read() as q:
        assert get_order(q, row.order).state is OrderState.SHIPPED
        assert get_label(q, made.id).form == "issued"
        assert unprinted_labels(q) == []


def test_one_order_is_recorded_once(services: Services) -> None:
    made = order(services, MIAMI._replace(number="A1"))
    said = BoughtElsewhere("usps", "USPS_GROUND_ADVANTAGE", T1, Money(705, "USD"), "ref-1")
    record_label(services.bench, made.id, said, proofs=proved(services, Act.RECORD))
    from core.shipments.rules import OrderNotOpen

    with pytest.raises((AlreadyOpen, OrderNotOpen)):
        record_label(services.bench, made.id, said, proofs=proved(services, Act.RECORD))
    assert usd(services).booked == Money(-705, "USD")


def test_recording_asks_for_the_pin(services: Services) -> None:
    """S2-13: what changes the balance by hand has a person behind it."""
    with pytest.raises(ProofNeeded):
        record_postage(services.till("usd"), "usd", Money(5500, "USD"), Said("P-1"))
    assert usd(services).booked == Money(0, "USD")


def test_nothing_is_recorded_where_the_provider_itself_is_asked(tmp_path: Path) -> None:
    with station(tmp_path) as practice, pytest.raises(NotRecorded):
        postage(practice, 1000, "P-1")


def test_a_reading_that_agrees_confirms_all_up_to_its_moment_and_another_confirms_nothing(services: Services) -> None:
    postage(services, 5000, "P-1")
    read(services, 4999)
    assert usd(services).declared == Money(5000, "USD")
    read(services, 5000)
    assert usd(services).declared == Money(0, "USD")
    label(services, "A1", T1, 705)
    assert usd(services).declared == Money(-705, "USD")


def test_lines_of_the_export_confirm_by_tracking_number_reference_amount_and_day(services: Services) -> None:
    postage(services, 5000, "P-1")
    postage(services, 2000, "P-2")
    label(services, "A1", T1, 705)
    report = take(
        services,
        "2026-11-20,Postage purchase,$50.00,P-1,",
        '2026-11-20,Add funds,"20,00",other-number,',
        f"2026-11-20,Label,7.05,L-1,{T1}",
        f"2026-11-20,Label,8.10,L-2,{T2}",
    )
    assert fates(report) == [LineFate.MATCHED, LineFate.MATCHED, LineFate.MATCHED, LineFate.UNMATCHED]
    assert usd(services).declared == Money(0, "USD")
    with services.store.read() as q:
        [left] = lines_of_fate(q, "usd", LineFate.UNMATCHED)
    assert (left.line.tracking, left.line.amount) == (T2, Money(-810, "USD"))


def test_postage_that_was_recorded_late_is_found_by_the_day_that_the_person_named(services: Services) -> None:
    said = Said("P-1", day="2026-11-02")
    record_postage(services.till("usd"), "usd", Money(5000, "USD"), said, proofs=proved(services, Act.RECORD))
    assert fates(take(services, "2026-11-20,Add funds,50.00,other,")) == [LineFate.UNMATCHED]
    assert fates(take(services, "2026-11-04,Add funds,50.00,another,")) == [LineFate.MATCHED]


def test_the_same_file_twice_changes_nothing(services: Services) -> None:
    postage(services, 5000, "P-1")
    rows = (
        "2026-11-20,Postage purchase,50.00,P-1,",
        "2026-11-20,Adjustment,-1.20,A-1,",
        "2026-11-20,Adjustment,-1.20,,",
    )
    take(services, *rows)
    before = usd(services)
    again = take(services, *rows)
    assert fates(again) == [LineFate.KNOWN] * 3
    assert usd(services) == before
    assert services.read(ledger_findings) == []


def test_a_line_with_another_amount_is_listed_and_confirms_nothing(services: Services) -> None:
    label(services, "A1", T1, 705)
    assert fates(take(services, f"2026-11-20,Label,7.50,L-1,{T1}")) == [LineFate.DIFFERS]
    assert usd(services).declared == Money(-705, "USD")


def test_a_line_that_found_nothing_is_matched_when_its_label_is_recorded_later(services: Services) -> None:
    take(services, f"2026-11-20,Label,7.05,L-1,{T1}")
    label(services, "A1", T1, 705)
    with services.store.read() as q:
        assert lines_of_fate(q, "usd", LineFate.UNMATCHED) == []
    assert usd(services).declared == Money(0, "USD")


def test_adjustments_and_refunds_that_only_the_portal_knows_are_booked_and_confirmed_at_once(
    services: Services,
) -> None:
    """S0-36: a deduction after shipment."""
    postage(services, 5000, "P-1")
    made = label(services, "A1", T1, 705)
    report = take(
        services, f"2026-11-20,Adjustment,(1.20),A-1,{T1}", f"2026-11-20,Refund,7.05,R-1,{T1}",
        "2026-11-20,Refund,3.00,R-2,unknown-tracking",
    )  # fmt: skip
    assert fates(report) == [LineFate.BOOKED, LineFate.BOOKED, LineFate.UNMATCHED]
    view = usd(services)
    assert view.booked == Money(5000 - 120, "USD")
    with services.store.read() as q:
        assert get_label(q, made.id).state is LabelState.REFUNDED
        open_kinds = {entry.kind for entry in declared_entries(q, view.wallet)}
    assert "adjustment" not in open_kinds
    assert services.read(ledger_findings) == []


def test_rows_that_cannot_be_read_are_refused_with_what_they_say(services: Services) -> None:
    report = take(
        services, "2026-11-20,Label,free,,", "2026-11-20,Label,0.00,,", "05/06/2026,Label,1.00,,",
        "2027-01-01,Label,1.00,,", "2026-11-20,Label,1.00,4242424242424242,", "11/20/2026,Label,1.00,L-9,",
    )  # fmt: skip
    assert fates(report) == [
        LineFate.NO_AMOUNT, LineFate.ZERO, LineFate.NO_DAY, LineFate.NO_DAY, LineFate.CARD_NUMBER, LineFate.UNMATCHED,
    ]  # fmt: skip
    assert [row.row for row in report.rows] == [2, 3, 4, 5, 6, 7]
    assert report.rows[0].text == "free"


def test_columns_are_named_once_and_remembered(services: Services) -> None:
    head, row = "Wann;Was;Wieviel", "2026-11-20;Label;1,00"
    with pytest.raises(PortalColumnsMissing):
        take(services, row, head=head)
    named = PortalOptions({Column.DAY: "Wann", Column.KIND: "Was", Column.AMOUNT: "Wieviel"})
    assert fates(take(services, row, head=head, options=named)) == [LineFate.UNMATCHED]
    assert fates(take(services, row, head=head)) == [LineFate.KNOWN]


def test_a_file_with_a_broken_row_changes_nothing_at_all(services: Services) -> None:
    from core.orders.errors import RowUnreadable

    postage(services, 5000, "P-1")
    with pytest.raises(RowUnreadable):
        take(services, "2026-11-20,Postage purchase,50.00,P-1,", '2026-11-20,"Label,1.00,L-1,')
    assert usd(services).declared == Money(5000, "USD")
