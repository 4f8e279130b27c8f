"""Raw port 9100 against a printer that misbehaves: every fate of a job has its own name."""

import socket
import threading
from collections.abc import Iterator

import pytest

from printers.status import EPL_ERRORS, HOST_STATUS, PrinterProblem, read_status
from printers.transports.port import DeliveryState, Detail, EmptyJob, Unreachable
from printers.transports.tcp import Patience, TcpTransport
from printers.virtual.server import VirtualPrinter
from printers.virtual.states import Drop, State

SHORT = Patience(connect_seconds=2.0, stall_seconds=0.4, answer_seconds=0.3)
LONG = Patience(connect_seconds=2.0, stall_seconds=5.0, answer_seconds=5.0)
LABEL = b"^XA^PW400^LL300^FO10,10^GB30,30,30^FS^XZ\n"
BIG_LABEL = b"^XA^PW800^LL800^FO0,0^GFA,80000,80000,100," + b"F0" * 80_000 + b"^FS^XZ\n"
EPL_LABEL = b"\nN\nq400\nQ300,24\nLO10,10,30,30\nP1\n"


@pytest.fixture
def printer() -> Iterator[VirtualPrinter]:
    with VirtualPrinter("zpl") as running:
        yield running


def transport(printer: VirtualPrinter, patience: Patience = LONG) -> TcpTransport:
    return TcpTransport("127.0.0.1", printer.port, patience)


@pytest.mark.parametrize("job", [LABEL, BIG_LABEL], ids=["small", "big"])
@pytest.mark.parametrize("split", [False, True], ids=["whole answer", "answer in single bytes"])
def test_an_answer_behind_the_job_confirms_it(job: bytes, split: bool) -> None:
    with VirtualPrinter("zpl", split_answers=split) as printer:
        delivery = transport(printer).deliver(job, HOST_STATUS, file_name="a.zpl")
        assert (delivery.state, delivery.detail) == (DeliveryState.CONFIRMED_BY_ANSWER, Detail.ANSWERED)
        assert (delivery.bytes_sent, delivery.reference) == (len(job), printer.address)
        status = read_status(delivery.answer)
        assert status is not None and status.ready
        assert [label.data for label in printer.printed] == [job.strip()]


def test_epl_confirms_by_its_error_report() -> None:
    with VirtualPrinter("epl") as printer:
        delivery = transport(printer).deliver(EPL_LABEL, EPL_ERRORS, file_name="a.epl")
        assert (delivery.state, delivery.answer) == (DeliveryState.CONFIRMED_BY_ANSWER, b"00\r\n")
        assert len(printer.printed) == 1


def test_jobs_one_after_the_other_each_have_their_connection(printer: VirtualPrinter) -> None:
    for _ in range(3):
        assert transport(printer).deliver(LABEL, HOST_STATUS, file_name="a.zpl").state is (
            DeliveryState.CONFIRMED_BY_ANSWER
        )
    assert len(printer.printed) == 3
    assert sum(entry.kind == "client" for entry in printer.journal) == 3


def test_nothing_asked_is_handed_over_and_the_label_still_comes_whole(printer: VirtualPrinter) -> None:
    delivery = transport(printer).deliver(BIG_LABEL, None, file_name="a.zpl")
    assert (delivery.state, delivery.detail) == (DeliveryState.HANDED_OVER, Detail.NOT_ASKED)
    assert printer.wait_for(lambda it: len(it.printed) == 1)


def test_an_unread_answer_never_costs_the_label(printer: VirtualPrinter) -> None:
    """The classic: a status question before a big label, nobody reads the answer, the system breaks the line."""
    delivery = transport(printer).deliver(HOST_STATUS + BIG_LABEL, None, file_name="a.zpl")
    assert delivery.state is DeliveryState.HANDED_OVER
    assert printer.wait_for(lambda it: len(it.printed) == 1)


def test_a_printer_that_never_answers_ends_at_handed_over() -> None:
    with VirtualPrinter("clone") as printer:
        delivery = transport(printer).deliver(LABEL, HOST_STATUS, file_name="a.zpl")
        assert (delivery.state, delivery.detail) == (DeliveryState.HANDED_OVER, Detail.CLOSED_WITHOUT_ANSWER)
        assert len(printer.printed) == 1


def test_paper_out_is_in_the_answer_of_a_small_job(printer: VirtualPrinter) -> None:
    printer.paper_out_after(0)
    delivery = transport(printer).deliver(LABEL, HOST_STATUS, file_name="a.zpl")
    assert delivery.state is DeliveryState.CONFIRMED_BY_ANSWER
    status = read_status(delivery.answer)
    assert status is not None and status.problems == (PrinterProblem.PAPER_OUT,)
    assert printer.printed == ()


def test_paper_out_in_the_middle_of_a_batch_stops_at_that_label(printer: VirtualPrinter) -> None:
    printer.paper_out_after(2)
    problems = []
    for _ in range(4):
        status = read_status(transport(printer).deliver(LABEL, HOST_STATUS, file_name="a.zpl").answer)
        assert status is not None
        problems.append(status.problems)
    assert problems[0] == () and problems[1:] == [(PrinterProblem.PAPER_OUT,)] * 3
    assert (len(printer.printed), printer.labels_waiting) == (2, 2)


def test_a_big_job_that_the_printer_does_not_take_is_unknown_and_broken_off(printer: VirtualPrinter) -> None:
    printer.paper_out_after(0)
    delivery = transport(printer, SHORT).deliver(BIG_LABEL, HOST_STATUS, file_name="a.zpl")
    assert delivery.state is DeliveryState.UNKNOWN
    assert delivery.detail in (Detail.STALLED, Detail.UNACKNOWLEDGED)
    assert delivery.bytes_sent < len(BIG_LABEL)
    printer.load_paper()
    assert printer.wait_for(lambda it: any(entry.kind == "line" for entry in it.journal))
    assert printer.printed == ()  # the rest did not come behind the operator's back


def test_a_slow_start_is_waited_for(printer: VirtualPrinter) -> None:
    printer.set_state(State.PAUSED)
    result: list[DeliveryState] = []
    sender = threading.Thread(
        target=lambda: result.append(transport(printer).deliver(BIG_LABEL, HOST_STATUS, file_name="a.zpl").state)
    )
    sender.start()
    assert printer.wait_for(lambda it: any(entry.kind == "client" for entry in it.journal))
    printer.set_state(State.READY)
    sender.join(10)
    assert result == [DeliveryState.CONFIRMED_BY_ANSWER]
    assert len(printer.printed) == 1


@pytest.mark.parametrize("how", [Drop.RST, Drop.FIN])
def test_a_connection_that_dies_in_a_big_job_is_unknown(printer: VirtualPrinter, how: Drop) -> None:
    printer.drop_after(20_000, how)
    delivery = transport(printer, SHORT).deliver(BIG_LABEL, HOST_STATUS, file_name="a.zpl")
    assert delivery.state is DeliveryState.UNKNOWN
    assert delivery.detail in (Detail.RESET, Detail.CLOSED_EARLY)
    assert 0 < delivery.bytes_sent <= len(BIG_LABEL)
    assert printer.printed == ()


def test_a_connection_that_freezes_is_unknown(printer: VirtualPrinter) -> None:
    printer.drop_after(20_000, Drop.STALL)
    delivery = transport(printer, SHORT).deliver(BIG_LABEL, HOST_STATUS, file_name="a.zpl")
    assert delivery.state is DeliveryState.UNKNOWN


def test_a_printer_that_says_goodbye_in_a_small_job_never_confirms_it(printer: VirtualPrinter) -> None:
    printer.drop_after(10, Drop.FIN)
    delivery = transport(printer, SHORT).deliver(LABEL, HOST_STATUS, file_name="a.zpl")
    assert delivery.state in (DeliveryState.HANDED_OVER, DeliveryState.UNKNOWN)
    assert delivery.state is DeliveryState.UNKNOWN or delivery.detail == Detail.CLOSED_WITHOUT_ANSWER
    assert printer.printed == ()


def test_silence_is_told_apart_from_a_closed_line() -> None:
    """A listener that swallows everything and keeps the line open."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        held: list[socket.socket] = []
        keeper = threading.Thread(target=lambda: held.append(listener.accept()[0]))
        keeper.start()
        delivery = TcpTransport("127.0.0.1", port, SHORT).deliver(LABEL, HOST_STATUS, file_name="a.zpl")
        keeper.join(5)
        held[0].close()
    assert (delivery.state, delivery.detail) == (DeliveryState.HANDED_OVER, Detail.NO_ANSWER)


def test_a_printer_that_is_off_is_unreachable_and_nothing_was_sent(printer: VirtualPrinter) -> None:
    printer.set_state(State.OFF)
    with pytest.raises(Unreachable) as refused:
        transport(printer, SHORT).deliver(LABEL, HOST_STATUS, file_name="a.zpl")
    assert refused.value.code == "printer.unreachable"
    assert refused.value.fields == {"address": printer.address, "why": "refused"}
    printer.set_state(State.READY)
    assert transport(printer).deliver(LABEL, HOST_STATUS, file_name="a.zpl").state is DeliveryState.CONFIRMED_BY_ANSWER
    assert len(printer.printed) == 1


def test_power_cut_with_labels_in_memory_loses_them_and_no_copy_comes_later(printer: VirtualPrinter) -> None:
    printer.set_state(State.PAUSED)
    transport(printer).deliver(LABEL, HOST_STATUS, file_name="a.zpl")
    printer.set_state(State.OFF)
    printer.set_state(State.READY)
    transport(printer).deliver(LABEL, HOST_STATUS, file_name="a.zpl")
    assert len(printer.printed) == 1


def test_a_host_name_that_is_none_is_unreachable() -> None:
    for host in ("printer.invalid", "a" * 70):
        with pytest.raises(Unreachable):
            TcpTransport(host, 9100, SHORT).deliver(LABEL, None, file_name="a.zpl")


def test_an_empty_job_is_refused(printer: VirtualPrinter) -> None:
    with pytest.raises(EmptyJob):
        transport(printer).deliver(b"", HOST_STATUS, file_name="a.zpl")
    assert printer.printed == ()


def test_asking_prints_nothing(printer: VirtualPrinter) -> None:
    status = read_status(transport(printer).ask(HOST_STATUS))
    assert status is not None and status.ready
    assert printer.printed == ()
    printer.set_state(State.OFF)
    with pytest.raises(Unreachable):
        transport(printer, SHORT).ask(HOST_STATUS)


def test_silent_models_say_nothing_without_paper() -> None:
    with VirtualPrinter("zpl-silent") as printer:
        printer.paper_out_after(0)
        assert transport(printer).ask(HOST_STATUS) == b""
